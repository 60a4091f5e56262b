// Filters: what a claim must be to be shown. The lists in the toolbar hold the state; chips only set them.
const search = document.getElementById("search");
const lists = [...document.querySelectorAll("select[data-filter]")];
const found = new Map();

const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

function textOf(claim) {
  if (!found.has(claim)) found.set(claim, plain(claim.card.textContent));
  return found.get(claim);
}

function passes(claim, wanted, asked) {
  return asked.every(([filter, value]) => [claim[filter]].flat().includes(value))
    && wanted.every((word) => textOf(claim).includes(word));
}

function applyFilters() {
  const wanted = plain(search.value).split(/\s+/).filter(Boolean);
  const asked = lists.filter((list) => list.value).map((list) => [list.dataset.filter, list.value]);
  for (const claim of claims) {
    claim.shown = passes(claim, wanted, asked);
    claim.card.hidden = !claim.shown;
  }
  if (selected && !selected.shown) deselect();
  paintLines();
  tellFilters(Boolean(wanted.length || asked.length));
  tellPosition();
}

function tellFilters(isFiltered) {
  const count = shownClaims().length;
  document.getElementById("matches").textContent = isFiltered
    ? `${count.toLocaleString("en")} of ${claims.length.toLocaleString("en")} claims` : "";
  document.getElementById("matching").hidden = !isFiltered;
  const empty = document.getElementById("no-match");
  if (empty) empty.hidden = count > 0;
  for (const list of lists) list.classList.toggle("is-set", Boolean(list.value));
  for (const chip of document.querySelectorAll("button.chip")) {
    const list = document.getElementById(`filter-${chip.dataset.filter}`);
    chip.setAttribute("aria-pressed", String(list.value === chip.dataset.value));
  }
}

function showAll() {
  search.value = "";
  for (const list of lists) list.value = "";
  applyFilters();
}

function toggleFilter({ filter, value }) {
  const list = document.getElementById(`filter-${filter}`);
  list.value = list.value === value ? "" : value;
  applyFilters();
}

// From the foot of the page to what was asked for there.
function showClaims() {
  document.querySelector(isNarrow() ? "#claims" : ".desk").scrollIntoView();
  const pane = document.getElementById("claims");
  pane.scrollTop = 0;
  pane.focus({ preventScroll: true });
}

// What is a mere legend without scripts becomes a row of buttons.
function makeChips() {
  for (const place of document.querySelectorAll("[data-filter][data-value]")) {
    const chip = document.createElement("button");
    chip.type = "button";
    chip.className = "chip";
    chip.title = place.querySelector("[title]")?.title ?? "Show only these claims";
    Object.assign(chip.dataset, { filter: place.dataset.filter, value: place.dataset.value });
    const legend = place.querySelector(".chip") ?? place.querySelector(".who");
    legend.replaceWith(chip);
    if (legend.classList.contains("chip")) chip.append(...legend.childNodes);
    else chip.append(legend);
    chip.addEventListener("click", () => {
      toggleFilter(chip.dataset);
      if (chip.closest("#sources") && chip.getAttribute("aria-pressed") === "true") showClaims();
    });
  }
}
