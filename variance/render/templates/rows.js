/* The statements seen from another base: the same table as in statements.html.j2. */

function isWide() {
  return find("table.statements").classList.contains("wide");
}

/* Who has it: a letter; a small one tells it in another row, ~ is cut off. */
function showPresence(view, number) {
  const signs = view.map.slice(1).map((line, place) => {
    const code = line[number - 1];
    const letter = data.letters[place];
    return { ".": "·", e: letter.toLowerCase(), c: "~" }[code] ?? letter;
  });
  return `<span class="who" aria-hidden="true">${signs.join("")}</span>`;
}

function showGutter(view, number, last, lacking, findings) {
  const refs = findings.map((finding) => {
    const [anchor, severity] = data.findings[finding - 1];
    return `<a class="ref ${severity}" href="#${anchor}">${finding}</a>`;
  });
  const span = last > number ? `${number}–${last}` : number;
  const missing = lacking ? `<span class="lacking">${lacking}</span>` : "";
  return (
    `<th scope="row" class="gut" id="row-${number}"><span class="n">${span}</span>` +
    `${showPresence(view, number)}${missing}${refs.join("")}</th>`
  );
}

function readCell([code, tag, text, ...flat]) {
  const holders = [];
  for (let at = 0; at < flat.length; at += 2) {
    holders.push([flat[at], flat[at + 1]]);
  }
  const [place, units] = holders[0];
  let words = "";
  if (text === -1) {
    words = showUnits(place, units);
  } else if (text < -1) {
    words = `<i>${escapeText(shorten(readUnit(place, -2 - text).words, 48))}</i>`;
  } else if (text) {
    words = readString(text, units.map((unit) => readUnit(place, unit).words).join(" "));
  }
  return { state: STATES[code], lead: code === "b", tag: readString(tag), words, holders };
}

function showCell(cell) {
  const [place, units] = cell.holders[0];
  const said = cell.tag || units.length ? `<p class="tag">${cell.tag}${showPlace(place, units)}</p>` : "";
  const words = cell.words && `<p class="txt">${cell.words}</p>`;
  const lead = cell.lead ? " lead" : "";
  return (
    `<td class="${cell.state}${lead}" data-letter="${data.letters[place]}"${showLanguage(place)}>` +
    `${said}${words}</td>`
  );
}

function showTelling(cell) {
  const who = cell.holders.map(
    ([place, units]) => `<span class="at">${showLetter(place)}${showPlace(place, units)}</span>`,
  );
  const words = cell.words && `<p class="txt">${cell.words}</p>`;
  return (
    `<div class="telling ${cell.state}"${showLanguage(cell.holders[0][0])}>` +
    `<p class="tag">${who.join(" ")} <span class="kind">${cell.tag}</span></p>${words}</div>`
  );
}

function tellLacking(cells) {
  const of = (state) =>
    cells
      .filter((cell) => cell.state === state)
      .flatMap((cell) => cell.holders.map(([place]) => data.letters[place]))
      .sort();
  const missing = of("missing");
  const cut = of("cut_off");
  const parts = missing.length ? [`not in ${joinWords(missing)}`] : [];
  return parts.concat(cut.length ? [`cut off in ${joinWords(cut)}`] : []).join("; ");
}

function showRow(view, [severities, number, kinds, findings, coded]) {
  const cells = coded.map(readCell);
  const tellers = cells
    .flatMap((cell) => cell.holders)
    .filter(([, units]) => units.length)
    .map(([place]) => place)
    .sort((one, two) => one - two);
  const gutter = showGutter(view, number, number, tellLacking(cells), findings);
  const shownCells = isWide()
    ? cells.map(showCell).join("")
    : `<td class="lead">${showTelling(cells[0])}</td><td>${cells.slice(1).map(showTelling).join("")}</td>`;
  return (
    `<tr class="row" data-severity="${readString(severities)}" data-kind="${readString(kinds)}" ` +
    `data-sources="${tellers.map((place) => data.letters[place]).join(" ")}">${gutter}${shownCells}</tr>`
  );
}

function showRun(view, [name, number, last, tellers, items], span) {
  const [place] = tellers;
  const letters = [...tellers].sort((one, two) => one - two);
  const gutter = showGutter(view, number, last, "", []);
  const entries = items.map(([at, ...units], index) => {
    const id = index ? ` id="row-${at}"` : "";
    const before = name === "same" ? `<span class="n">${at}</span> ` : "";
    return `<li${id}>${before}<span class="txt">${showUnits(place, units)}</span> ${showPlace(place, units)}</li>`;
  });
  const head = name === "same" ? "run" : `solo ${name}`;
  const sources = letters.map((one) => data.letters[one]).join(" ");
  const start = `<tr class="${head}" data-sources="${sources}">${gutter}<td colspan="${span}">`;
  if (name === "same") {
    const first = escapeText(shorten(readUnit(place, items[0][1]).words, 96));
    return (
      `${start}<details><summary><span class="eq" aria-hidden="true">=</span> ` +
      `${countNoun(items.length, "statement")} in the same words in ${showLetters(letters)} ` +
      `<span class="first">${first}</span></summary><ol>${entries.join("")}</ol></details></td></tr>`
    );
  }
  const by = name === "only" ? '<span aria-hidden="true">+</span> Only in' : "Printed again in";
  return (
    `${start}<div class="block"><p class="by">${by} ${showName(place)}</p>` +
    `<ol class="n${Math.min(items.length, 3)}">${entries.join("")}</ol></div></td></tr>`
  );
}

function drawStatements(table, view) {
  const wide = isWide();
  const span = wide ? data.letters.length : 2;
  const [base, ...others] = listColumns(shown.base);
  const word = wide ? "base" : "base, or the first that tells it";
  const heads = wide ? others.map((place) => showName(place)) : ["The others"];
  find("thead tr", table).innerHTML =
    '<th scope="col" class="gut"><span class="vh">Statement</span></th>' +
    `<th scope="col">${showName(base)} <span class="base-word">${word}</span></th>` +
    heads.map((head) => `<th scope="col">${head}</th>`).join("");
  find("tbody", table).innerHTML = view.blocks
    .map((block) => (typeof block[0] === "number" ? showRow(view, block) : showRun(view, block, span)))
    .join("");
}
