/* The order of the findings and of the statements. */

const ORDERS = {
  findings: [
    ["", "gravest first"],
    ["place", "as they stand in the base"],
    ["kind", "by kind"],
    ["sources", "told by most first"],
  ],
  statements: [
    ["", "as they stand in the base"],
    ["findings", "with findings first"],
    ["many", "told by most first"],
    ["few", "told by fewest first"],
  ],
};

function countSources(element) {
  return element.dataset.sources.split(" ").filter(Boolean).length;
}

/* A finding's line in the base, behind all others where the base has none. */
function findLine(card) {
  const holder = findAll(".who", card).find((who) => find(".sg.base", who));
  const line = holder && find(".pos", holder);
  return line ? Number(line.textContent.replace("#", "")) : Infinity;
}

const SORT_KEYS = {
  place: findLine,
  kind: (card) => card.dataset.kind,
  sources: (card) => -countSources(card),
  findings: (row) => -findAll(".ref", row).length,
  many: (row) => -countSources(row),
  few: countSources,
};

function sortBy(elements, name) {
  const rank = (element) => Number(find(".rank, .n", element).textContent.split("–")[0]);
  const keyed = elements.map((element) => [SORT_KEYS[name]?.(element) ?? 0, rank(element), element]);
  keyed.sort(([a, x], [b, y]) => (a < b ? -1 : a > b ? 1 : x - y));
  return keyed.map(([, , element]) => element);
}

/* An order that there is none of is the first. */
function showOrder(name, orders) {
  const choice = find(`#order-${name}`);
  if (!orders.some(([value]) => value === state[name])) {
    state[name] = "";
  }
  if (choice) {
    choice.value = state[name];
  }
}

/* Under another order the findings stand in one list, without the headings of their severities. */
function applyOrder() {
  showOrder("cards", ORDERS.findings);
  showOrder("rows", ORDERS.statements);
  const cards = findAll(".card");
  if (cards.length && shown.cardOrder !== state.cards) {
    const headings = findAll("#check > h3.severity");
    const sorted = sortBy(cards, state.cards);
    const start = shown.cardStart ?? make("span", { hidden: true });
    if (!shown.cardStart) {
      shown.cardStart = start;
      (headings[0] || cards[0]).before(start);
    }
    start.after(...sorted);
    for (const heading of headings) {
      heading.classList.toggle("unused", Boolean(state.cards));
      const first = state.cards ? null : sorted.find((card) => card.dataset.severity === heading.dataset.severity);
      first?.before(heading);
    }
    shown.cardOrder = state.cards;
  }
  const body = find(".statements tbody");
  const wanted = `${shown.base} ${state.rows}`;
  if (shown.rowOrder !== wanted) {
    body.append(...sortBy([...body.children], state.rows));
    shown.rowOrder = wanted;
  }
}

function addOrders() {
  shown.cardOrder = "";
  shown.rowOrder = `${shown.base} `;
  for (const [section, orders, name, things] of [
    ["#check", ORDERS.findings, "cards", findAll(".card")],
    ["#statements", ORDERS.statements, "rows", findAll(".statements tbody tr")],
  ]) {
    if (things.length > 1) {
      const options = orders.map(([value, words]) => make("option", { value }, words));
      const choice = make("select", { id: `order-${name}` }, ...options);
      choice.addEventListener("change", () => {
        state[name] = choice.value;
        applyFilters();
      });
      const label = make("label", { className: "choice" }, make("span", {}, "Sorted"), choice);
      find(`${section} > h2`).after(make("p", { className: "order" }, label));
    }
  }
}
