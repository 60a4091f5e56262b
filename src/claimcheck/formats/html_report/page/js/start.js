// Wiring: clicks, keys and addresses lead to the functions above.
function onClick(event) {
  const link = event.target.closest("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const { claim, finding, sentence } = link.dataset;
  const key = claim ?? (link.matches(".seg") ? link.hash.slice(1) : undefined);
  if (key) {
    const isOpen = selected?.key === key && link.matches(".card-link");
    if (isOpen) deselect();
    else select(key, { focus: true, scrollArticle: !link.matches(".seg") });
  } else if (finding) showFinding(finding);
  else if (sentence) showSentence(sentence);
  else return;
  event.preventDefault();
}

function followAddress() {
  const key = location.hash.slice(1);
  if (claimOf.has(key)) select(key);
}

function onHover(event) {
  const segment = event.target.closest?.("a.seg");
  for (const element of document.querySelectorAll(".is-hovered")) element.classList.remove("is-hovered");
  if (!segment) return;
  for (const element of segmentsOf.get(segment.hash.slice(1)) ?? []) element.classList.add("is-hovered");
}

makeChips();
for (const list of lists) list.addEventListener("change", applyFilters);
search.addEventListener("input", applyFilters);
document.getElementById("clear").addEventListener("click", showAll);
document.getElementById("previous").addEventListener("click", () => step(-1));
document.getElementById("next").addEventListener("click", () => step(1));
document.getElementById("close").addEventListener("click", deselect);
document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
document.addEventListener("mouseover", onHover);
addEventListener("hashchange", followAddress);
applyFilters();
followAddress();
