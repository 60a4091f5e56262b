// One claim at a time is open. Its address is in the address bar, so that it can be passed on.
let selected = null;

function select(key, { focus = false, scrollArticle = true } = {}) {
  const claim = claimOf.get(key);
  if (!claim) return;
  if (!claim.shown) showAll();
  darken();
  selected = claim;
  lightClaim(claim);
  document.body.classList.add("has-selection");
  tellAddress(`#${key}`);
  tellPosition();
  if (scrollArticle) bringIntoView(segmentsOf.get(key)[0] ?? sentenceOf(claim.sentences[0]));
  bringCardIntoView(claim.card);
  if (focus) claim.card.querySelector(".card-link").focus({ preventScroll: true });
}

function deselect() {
  darken();
  const claim = selected;
  selected = null;
  document.body.classList.remove("has-selection");
  tellAddress(location.pathname + location.search);
  tellPosition();
  return claim;
}

function step(by) {
  const shown = shownClaims();
  if (!shown.length) return;
  const at = shown.indexOf(selected);
  const next = at < 0 ? (by > 0 ? 0 : shown.length - 1) : Math.min(Math.max(at + by, 0), shown.length - 1);
  select(shown[next].key, { focus: true });
}

function showFinding(key) {
  deselect();
  lightFinding(key);
  bringIntoView(inRole("finding", key)[0]);
}

function showSentence(key) {
  darken();
  light([sentenceOf(key)].filter(Boolean), "is-lit");
  bringIntoView(sentenceOf(key));
}

function bringIntoView(element) {
  if (!element) return;
  const { top, bottom } = element.getBoundingClientRect();
  const floor = innerHeight * (isNarrow() && selected ? 0.36 : 0.92);
  const isInView = top >= 40 && bottom <= floor;
  const by = isInView ? 0 : top - (isNarrow() ? 90 : innerHeight / 3);
  scrollBy({ top: selected && !isNarrow() ? keepingClaimsInView(by) : by });
}

// The nearest way to scroll by so much that leaves the claims, which are as high as the window, wholly in view.
function keepingClaimsInView(by) {
  const { top, bottom } = document.querySelector(".desk").getBoundingClientRect();
  return Math.min(Math.max(by, top), bottom - innerHeight);
}

const isNarrow = () => matchMedia("(max-width: 61.99rem)").matches;

// On wide screens the claims scroll by themselves, below their toolbar; on narrow ones the open claim is always in view.
function bringCardIntoView(card) {
  if (isNarrow()) {
    card.scrollTop = 0;
    return;
  }
  const pane = document.getElementById("claims");
  const ceiling = pane.querySelector(".toolbar").getBoundingClientRect().bottom;
  const floor = pane.getBoundingClientRect().bottom;
  const { top, bottom } = card.getBoundingClientRect();
  if (top < ceiling || bottom > floor) pane.scrollTop += top - ceiling - 2;
  if (card.getBoundingClientRect().bottom > innerHeight) scrollBy({ top: keepingClaimsInView(0) });
}

function tellAddress(address) {
  history.replaceState(null, "", address);
}

function tellPosition() {
  const shown = shownClaims();
  const at = shown.indexOf(selected);
  const count = shown.length.toLocaleString("en");
  document.getElementById("position").value = at < 0 ? count : `${(at + 1).toLocaleString("en")} of ${count}`;
  document.getElementById("previous").disabled = !shown.length || at === 0;
  document.getElementById("next").disabled = !shown.length || at === shown.length - 1;
  document.getElementById("close").disabled = !selected;
}
