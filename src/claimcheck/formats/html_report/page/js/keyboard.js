// Single keys, as newsroom tools have them; they can be turned off (WCAG 2.1.4).
const shortcuts = document.getElementById("shortcuts");

const actions = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => search.focus(),
};

function onKey(event) {
  if (event.key === "Escape") return escape(event);
  const isTyping = event.target.matches?.("input:not([type=checkbox]), select, textarea");
  if (isTyping || !shortcuts.checked || event.ctrlKey || event.metaKey || event.altKey) return;
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
}

function escape(event) {
  if (event.target === search) {
    search.value = "";
    applyFilters();
    search.blur();
  } else if (selected) {
    segmentsOf.get(deselect().key)[0]?.focus({ preventScroll: true });
  } else {
    darken();
  }
}
