/* What each source left out of the base and added to it, as in sources.html.j2. */

const SHOWN_ITEMS = 8;

function showAbsent(place, unit) {
  const letter = data.letters[place];
  const tellers = findAll(`#u-${letter}${unit} .app a`).map((link) => data.letters.indexOf(link.textContent));
  const others = tellers.filter((one) => data.letters[one] !== shown.base);
  const also = others.length ? ` <span class="also">also in ${showLetters(others)}</span>` : "";
  return `<li>${showPlace(place, [unit])}<span class="txt">${readUnit(place, unit).plain}</span>${also}</li>`;
}

function listAbsent(place, units) {
  const items = units.map((unit) => showAbsent(place, unit));
  if (!items.length) {
    return '<p class="quiet">Nothing.</p>';
  }
  if (items.length <= SHOWN_ITEMS + 2) {
    return `<ol>${items.join("")}</ol>`;
  }
  const rest = items.slice(SHOWN_ITEMS);
  return (
    `<ol>${items.slice(0, SHOWN_ITEMS).join("")}</ol><details class="fold"><summary>${rest.length} more</summary>` +
    `<ol>${rest.join("")}</ol></details>`
  );
}

/* What a source that breaks off has lost, kept apart from what it left out. */
function tellLost(place, lost) {
  if (!lost.length) {
    return "";
  }
  const told = listUnits(place).at(-1);
  const line = told ? ` at line ${find(".pos", told).textContent}` : "";
  return (
    `<p class="lost"><b>Cut off</b>${line}; ${countNoun(lost.length, "sentence")} of the base that follow are ` +
    "lost, not left out.</p>"
  );
}

function drawAbsences(box, view) {
  const [base, ...others] = listColumns(shown.base);
  const letter = data.letters[base];
  const own = listToldUnits(base).filter((_, at) => view.traces[base][at] === "o");
  const sections = [];
  if (own.length) {
    sections.push(
      `<section class="absence" aria-labelledby="h-absent-base"><h3 id="h-absent-base">${showName(base)} ` +
        '<span class="sub">the base</span></h3><div class="columns"><div class="added"><h4>' +
        `<span aria-hidden="true">+</span> Only here <b>${own.length}</b></h4>${listAbsent(base, own)}</div></div></section>`,
    );
  }
  const seen = new Map();
  others.forEach((other, at) => {
    const pair = orientPair(base, other);
    const key = pair.omitted.join();
    const twin = pair.omitted.length > 2 ? seen.get(key) : undefined;
    once(seen, key, () => other);
    const left =
      twin === undefined
        ? listAbsent(base, pair.omitted)
        : `<p class="quiet">The same ${pair.omitted.length} as ${showName(twin)}.</p>`;
    sections.push(
      `<section class="absence" aria-labelledby="h-absent-${at + 1}"><h3 id="h-absent-${at + 1}">${showName(other)}</h3>` +
        `<div class="columns"><div class="left"><h4><span aria-hidden="true">−</span> Left out of ${letter} ` +
        `<b>${pair.omitted.length}</b></h4>${left}${tellLost(other, pair.lost)}</div>` +
        `<div class="added"><h4><span aria-hidden="true">+</span> Adds to ${letter} <b>${pair.added.length}</b></h4>` +
        `${listAbsent(other, pair.added)}</div></div></section>`,
    );
  });
  box.innerHTML = sections.join("");
}
