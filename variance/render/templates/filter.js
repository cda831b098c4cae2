/* Shows the findings and statements that fit what was chosen, and says how many. */

const texts = new WeakMap();

function readText(element) {
  if (!texts.has(element)) {
    texts.set(element, element.textContent.toLowerCase());
  }
  return texts.get(element);
}

function hasAny(chosen, values) {
  return !chosen.length || (values || "").split(" ").some((value) => chosen.includes(value));
}

function hasAll(chosen, values) {
  const present = (values || "").split(" ");
  return chosen.every((value) => present.includes(value));
}

function fits(element, query) {
  const data = element.dataset;
  return (
    hasAny(state.severity, data.severity) &&
    hasAny(state.kind, data.kind) &&
    hasAll(state.source, data.sources) &&
    (!query || readText(element).includes(query))
  );
}

function isFiltered() {
  const chosen = state.severity.length + state.kind.length + state.source.length;
  return Boolean(chosen || state.differences || state.query.trim());
}

function showFitting(elements, query) {
  let count = 0;
  for (const element of elements) {
    const fit = fits(element, query) && !(state.differences && element.classList.contains("run"));
    element.hidden = !fit;
    count += fit;
  }
  return count;
}

/* A heading over findings that are all hidden goes too. */
function hideEmptyHeadings() {
  for (const heading of findAll("#check > h3.severity")) {
    let next = heading.nextElementSibling;
    let shown = false;
    while (next && next.classList.contains("card")) {
      shown = shown || !next.hidden;
      next = next.nextElementSibling;
    }
    heading.hidden = !shown || heading.classList.contains("unused");
  }
}

function applyFilters() {
  applyOrder();
  const query = state.query.trim().toLowerCase();
  const cards = findAll(".card");
  const rows = findAll(".statements tbody tr");
  const shownCards = showFitting(cards, query);
  const shownRows = showFitting(rows, query);
  showFitting(findAll(".list li"), query);
  hideEmptyHeadings();
  for (const card of cards) {
    const done = state.done.includes(card.id);
    card.classList.toggle("done", done);
    find("[data-act=done]", card).setAttribute("aria-pressed", String(done));
  }
  for (const box of findAll("#filters input")) {
    box.checked = state[box.name].includes(box.value);
  }
  find("#differences").setAttribute("aria-pressed", String(state.differences));
  if (document.activeElement !== find("#search")) {
    find("#search").value = state.query;
  }
  find("#chosen").textContent = state.severity.length + state.kind.length + state.source.length || "";
  find("#status").hidden = !isFiltered();
  document.documentElement.classList.toggle("filtered", isFiltered());
  find("#shown").textContent =
    `${shownCards} of ${cards.length} findings to check, ${shownRows} of ${rows.length} rows of statements` +
    (query ? ` with “${state.query.trim()}”` : "");
  highlight(query);
  writeAddress();
}

/* Marks what was searched for, without touching the page's elements; browsers without this only filter. */
function highlight(query) {
  if (!("highlights" in CSS)) {
    return;
  }
  CSS.highlights.delete("found");
  if (query.length < 2) {
    return;
  }
  const most = 1000;
  const ranges = [];
  const walker = document.createTreeWalker(find("main"), NodeFilter.SHOW_TEXT);
  while (ranges.length < most && walker.nextNode()) {
    const text = walker.currentNode.data.toLowerCase();
    for (let at = text.indexOf(query); at >= 0; at = text.indexOf(query, at + query.length)) {
      const range = new Range();
      range.setStart(walker.currentNode, at);
      range.setEnd(walker.currentNode, at + query.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

/* The choices, with how many findings each would show. */
function fillFilters() {
  const cards = findAll(".card");
  const count = (name, value) => cards.filter((card) => (card.dataset[name] || "").split(" ").includes(value)).length;
  const values = (name) => [...new Set(cards.flatMap((card) => (card.dataset[name] || "").split(" ")))].filter(Boolean);
  const box = (name, value, words, number) =>
    make(
      "label",
      {},
      make("input", { type: "checkbox", name, value }),
      make("span", {}, words),
      make("i", {}, String(number)),
    );
  const group = (title, boxes) => make("fieldset", {}, make("legend", {}, title), ...boxes);
  const sources = findAll("details.source").map((one) => [one.id.replace("src-", ""), find(".lab", one).textContent]);
  const words = (kind) => kind.replaceAll("_", " ");
  const severities = ["substance", "attribution", "wording", "style", "typography"].filter((one) =>
    find(`.statements [data-severity~=${one}], .card[data-severity~=${one}]`),
  );
  find("#filters").append(
    group(
      "Severity",
      severities.map((one) => box("severity", one, one, count("severity", one))),
    ),
    group(
      "Kind",
      values("kind").map((one) => box("kind", one, words(one), count("kind", one))),
    ),
    group(
      "Told by all of",
      sources.map(([letter, label]) => box("source", letter, `${letter} ${label}`, count("sources", letter))),
    ),
  );
}
