// The claims, read from the page. Keys such as "c12" are safe in selectors; words of the article are never parsed.
const words = (value) => (value ? value.split(" ") : []);

const claims = [...document.querySelectorAll(".card")].map((card) => ({
  key: card.id,
  card,
  strength: card.dataset.strength,
  status: card.dataset.status,
  source: words(card.dataset.sources),
  finding: words(card.dataset.findings),
  sentences: words(card.dataset.sentences),
  unanchored: "unanchored" in card.dataset,
  lane: Number(card.dataset.lane),
  shown: true,
}));
// The browser's own jump to "#c12" would move the whole page: opening the claim is our work (see followAddress).
for (const { key, card } of claims) card.id = `card-${key}`;

const claimOf = new Map(claims.map((claim) => [claim.key, claim]));
const shownClaims = () => claims.filter((claim) => claim.shown);

const segments = [...document.querySelectorAll(".seg")];
const segmentsOf = new Map(claims.map((claim) => [claim.key, []]));
for (const segment of segments) {
  for (const key of words(segment.dataset.claims)) segmentsOf.get(key).push(segment);
}
