/* Another base, and another two sources side by side. Findings stay as they are: they are about all sources. */

function hasViews() {
  return Boolean(data && Object.keys(data.views).length > 1);
}

/* A part of the page drawn for another base; the report's own is kept, not drawn again. */
function swapPart(selector, view, draw) {
  const part = find(selector);
  const own = once(shown.parts, selector, () => part);
  if (!view.blocks) {
    part.replaceWith(own);
    return;
  }
  const drawn = part === own ? part.cloneNode(true) : part;
  part.replaceWith(drawn);
  draw(drawn, view);
}

function showShares(view) {
  findAll("table.sources tbody tr").forEach((row, place) => {
    const share = view.shares[place];
    const bar =
      '<svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">' +
      `<rect class="track" width="100" height="6"/><rect class="fill" width="${share}" height="6"/></svg>`;
    find(".share", row).innerHTML = share === null ? "" : `${bar}${share} %`;
    find(".is-base", row).hidden = data.letters[place] !== shown.base;
  });
}

/* The base's column first; dotted what neither the house nor, where it names no form, the base writes. */
function turnConventions(order) {
  const table = find("table.conventions");
  for (const row of table ? findAll("tr:not(.group)", table) : []) {
    const cells = new Map([...row.children].slice(1).map((cell) => [cell.dataset.letter, cell]));
    row.append(...order.map((place) => cells.get(data.letters[place])));
    const own = findAll(".form", cells.get(shown.base));
    const counts = own.map((form) => Number(form.nextElementSibling.textContent));
    const main = row.dataset.house ?? own[counts.indexOf(Math.max(...counts))]?.textContent;
    for (const form of findAll(".form", row)) {
      form.classList.toggle("other", main !== undefined && form.textContent !== main);
    }
  }
}

function turnTexts(view, order) {
  const words = { y: "same", p: "partly", q: "partly" };
  order.forEach((place) => {
    const codes = view.traces[place].toLowerCase();
    listUnits(place).forEach((unit, at) => {
      const role = [...unit.classList].find((name) => name.startsWith("r-")) ?? "";
      unit.className = `unit ${words[codes[at]] || STATES[codes[at]]} ${role}`.trim();
    });
    find("#full").append(find(`#src-${data.letters[place]}`));
  });
}

function setBase(letter) {
  shown.base = letter;
  const view = data.views[letter];
  const order = listColumns(letter);
  showShares(view);
  swapPart("#strips", view, drawStrips);
  swapPart(".map", view, drawMap);
  swapPart("table.statements", view, drawStatements);
  swapPart("#absences", view, drawAbsences);
  turnConventions(order);
  turnTexts(view, order);
  for (const one of findAll(".sg")) {
    one.classList.toggle("base", one.textContent === letter);
  }
  for (const one of findAll("[data-base]")) {
    one.innerHTML = one.dataset.base === "letter" ? letter : showName(order[0]);
  }
}

/* The two sources side by side: those chosen, else the base and the first other. */
function choosePair() {
  const chosen = state.pair.map((letter) => data.letters.indexOf(letter));
  if (chosen.length === 2 && chosen[0] !== chosen[1] && orientPair(...chosen)) {
    return chosen;
  }
  const [base, ...others] = listColumns(shown.base);
  const other = others.find((place) => orientPair(base, place));
  return other === undefined ? [data.pairs[0][0], data.pairs[0][1]] : [base, other];
}

function applyBase() {
  if (!data) {
    return;
  }
  const base = data.views[state.base] ? state.base : data.base;
  if (base !== shown.base) {
    setBase(base);
  }
  const pair = choosePair();
  const letters = pair.map((place) => data.letters[place]);
  const box = find("#pair");
  if (box && box.dataset.pair !== letters.join(" ")) {
    drawPair(...pair);
  }
  const choice = find("#base");
  if (choice) {
    choice.value = base;
  }
  findAll("#pickers select").forEach((one, side) => {
    one.value = letters[side];
  });
}

function nextBase() {
  if (hasViews()) {
    const place = data.letters.indexOf(shown.base) + 1;
    state.base = data.letters[place % data.letters.length];
    applyBase();
    applyFilters();
  }
}

/* A choice of sources by letter and label. */
function makeChoice(id, name) {
  const options = data.letters.map((letter, place) =>
    make("option", { value: letter }, `${letter} ${readLabel(place).textContent}`),
  );
  const choice = make("select", { id }, ...options);
  choice.setAttribute("aria-label", name);
  return choice;
}

function changePair(event) {
  const [left, right] = findAll("#pickers select");
  if (left.value === right.value) {
    const [one, two] = find("#pair").dataset.pair.split(" ");
    (event.target === left ? right : left).value = event.target === left ? one : two;
  }
  state.pair = [left.value, right.value];
  applyBase();
  applyFilters();
}

function addChoices() {
  if (hasViews()) {
    const choice = makeChoice("base", "Base");
    choice.addEventListener("change", () => {
      state.base = choice.value;
      applyBase();
      applyFilters();
    });
    find("#controls").prepend(make("label", { className: "choice" }, make("span", {}, "Base"), choice));
  }
  if (data && data.pairs.length > 1 && find("#pair")) {
    const pickers = make("p", { id: "pickers" });
    pickers.append(makeChoice("left", "Left source"), " beside ", makeChoice("right", "Right source"));
    pickers.addEventListener("change", changePair);
    find("#pair").prepend(pickers);
  }
}
