// What the article shows: lines for the claims that pass the filters, and the words that a selection is about.
const LINES = 3;

function paintLines() {
  for (const segment of segments) {
    if (!segment.dataset.claims) continue;
    const shown = words(segment.dataset.claims).map((key) => claimOf.get(key)).filter((claim) => claim.shown);
    segment.classList.toggle("is-muted", shown.length === 0);
    if (shown.length) segment.setAttribute("href", `#${shown[0].key}`);
    for (let line = 1; line <= LINES; line += 1) paintLine(segment, line, shown[line - 1]);
  }
}

function paintLine(segment, line, claim) {
  for (const [name, value] of [[`s${line}`, claim?.strength], [`v${line}`, claim?.status]]) {
    if (value === undefined) delete segment.dataset[name];
    else if (segment.dataset[name] !== value) segment.dataset[name] = value;
  }
}

const lit = new Set();

function light(elements, name) {
  for (const element of elements) {
    element.classList.add(name);
    lit.add([element, name]);
  }
}

function darken() {
  for (const [element, name] of lit) element.classList.remove(name);
  lit.clear();
}

const inRole = (role, key) => document.querySelectorAll(`.seg[data-roles~="${role}:${key}"]`);
const sentenceOf = (key) => document.getElementById(key);

function lightClaim(claim) {
  light([claim.card], "is-selected");
  light(segmentsOf.get(claim.key), "is-selected");
  for (const role of ["source", "cue", "hedge"]) light(inRole(role, claim.key), `is-${role}`);
  if (claim.unanchored) light(claim.sentences.map(sentenceOf).filter(Boolean), "is-lit");
}

function lightFinding(key) {
  light([document.getElementById(key)], "is-selected");
  light(inRole("finding", key), "is-finding");
}
