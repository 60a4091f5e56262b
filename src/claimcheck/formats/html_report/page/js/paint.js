// What the article shows: lines for the claims that pass the filters, and the words that a selection is about.
const LANES = 3;

function paintLines() {
  for (const segment of segments) {
    if (!segment.dataset.claims) continue;
    const shown = words(segment.dataset.claims).map((key) => claimOf.get(key)).filter((claim) => claim.shown);
    segment.classList.toggle("is-muted", shown.length === 0);
    if (shown.length) segment.setAttribute("href", `#${shown[0].key}`);
    setData(segment, "t", shown[0]?.strength);
    for (let lane = 1; lane <= LANES; lane += 1) {
      const claim = shown.find((each) => each.lane === lane);
      setData(segment, `s${lane}`, claim?.strength);
      setData(segment, `v${lane}`, claim?.status);
    }
  }
}

function setData(element, name, value) {
  if (value === undefined) delete element.dataset[name];
  else if (element.dataset[name] !== value) element.dataset[name] = value;
}

const lit = new Set();

function light(elements, name) {
  for (const element of elements) {
    element.classList.add(name);
    lit.add([element, name]);
  }
}

function darken() {
  for (const [element, name] of lit) {
    element.classList.remove(name);
    delete element.dataset.lit;
  }
  lit.clear();
}

const inRole = (role, key) => document.querySelectorAll(`.seg[data-roles~="${role}:${key}"]`);
const sentenceOf = (key) => document.getElementById(key);

function lightClaim(claim) {
  light([claim.card], "is-selected");
  light(segmentsOf.get(claim.key), "is-selected");
  for (const segment of segmentsOf.get(claim.key)) segment.dataset.lit = claim.strength;
  for (const role of ["source", "cue", "hedge"]) light(inRole(role, claim.key), `is-${role}`);
  if (claim.unanchored) light(claim.sentences.map(sentenceOf).filter(Boolean), "is-lit");
}

function lightFinding(key) {
  light([document.getElementById(key)], "is-selected");
  light(inRole("finding", key), "is-finding");
}
