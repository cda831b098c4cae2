/* What the page carries to redraw itself, and the pieces that its drawings share. Rows, states and marks are
   worked out where the report is made; the browser only draws them. */

const data = JSON.parse(find("#data")?.textContent ?? "null");
const STATES = {
  b: "base",
  s: "same",
  y: "style",
  r: "reworded",
  p: "paraphrase",
  q: "partial",
  e: "elsewhere",
  m: "missing",
  c: "cut_off",
  n: "not_compared",
  o: "only",
  t: "repeat",
};
const KINDS = ["identical", "variant", "reworded", "paraphrase", "partial"];
const shown = { base: data?.base, units: new Map(), labels: new Map(), parts: new Map() };

function once(map, key, work) {
  if (!map.has(key)) {
    map.set(key, work());
  }
  return map.get(key);
}

function escapeText(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function countNoun(count, noun) {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}

function joinWords(words) {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

/* Cut after a whole word, as the report's own texts are. */
function shorten(text, limit) {
  const line = text.split(/\s+/).filter(Boolean).join(" ");
  if (line.length <= limit) {
    return line;
  }
  const kept = line.slice(0, limit - 1);
  const space = line[limit - 1] === " " ? kept.length : kept.lastIndexOf(" ");
  return `${(space > Math.floor(limit / 2) ? kept.slice(0, space) : kept).trimEnd()}…`;
}

/* A text of the data; stretches of its sentence's words stand in it as offsets. */
function readString(place, words = "") {
  return data.strings[place]
    .replace(/<(\d+)-(\d+)>/g, (_, start, end) => escapeText(words.slice(start, end)))
    .replace(/<(\d+)>/g, (_, number) => data.pieces[number]);
}

/* The sources in the order of the columns: the base first. */
function listColumns(base) {
  const places = data.letters.map((_, place) => place);
  return [places[data.letters.indexOf(base)], ...places.filter((place) => data.letters[place] !== base)];
}

function readLabel(place) {
  return once(shown.labels, place, () => find(`#src-${data.letters[place]} .lab`));
}

function showLetter(place) {
  const base = data.letters[place] === shown.base ? " base" : "";
  return `<abbr class="sg${base}" title="${escapeText(readLabel(place).textContent)}">${data.letters[place]}</abbr>`;
}

function showLetters(places) {
  return `<span class="sgs">${places.map(showLetter).join("")}</span>`;
}

function showName(place) {
  const base = data.letters[place] === shown.base ? " base" : "";
  return `<b class="sg${base}">${data.letters[place]}</b> ${readLabel(place).outerHTML}`;
}

function showLanguage(place) {
  return data.langs[place] === "en" ? "" : ` lang="${escapeText(data.langs[place])}"`;
}

/* A unit as it stands in the full text: its line, its HTML with and without evidence, its role, its bare words. */
function readUnit(place, unit) {
  const id = `u-${data.letters[place]}${unit}`;
  return once(shown.units, id, () => {
    const line = document.getElementById(id);
    const text = find(".txt", line);
    const role = find(".role", text);
    const bare = text.cloneNode(true);
    findAll("sup", bare).forEach((one) => one.remove());
    findAll(".ev", bare).forEach((one) => one.replaceWith(...one.childNodes));
    const plain = bare.innerHTML;
    find(".role", bare)?.remove();
    return {
      line: find(".pos", line).textContent,
      html: text.innerHTML,
      plain,
      role: role ? `${role.outerHTML} ` : "",
      words: bare.textContent.trimStart(),
    };
  });
}

function showUnits(place, units) {
  return units
    .map((unit, at) => {
      const gap = at && units[at - 1] + 1 !== unit ? ' <span class="el">[…]</span> ' : at ? " " : "";
      return gap + readUnit(place, unit).html;
    })
    .join("");
}

function showPlace(place, units) {
  const links = new Map();
  for (const unit of units) {
    const { line } = readUnit(place, unit);
    once(links, line, () => `<a class="pos" href="#u-${data.letters[place]}${unit}">${line}</a>`);
  }
  return [...links.values()].join(" ");
}

/* A pair seen from one of its sides. */
function orientPair(left, right) {
  const pair = data.pairs.find(([a, b]) => (a === left && b === right) || (a === right && b === left));
  if (!pair) {
    return null;
  }
  const [a, , rows, omitted, added, lost, lostLeft, repeatedLeft, repeatedRight] = pair;
  const read = ([one, two, kind = 0, moved = 0, marksOne = [], marksTwo = []]) => ({
    left: one,
    right: two,
    kind,
    moved,
    marksLeft: marksOne || [],
    marksRight: marksTwo || [],
  });
  const whole = { rows: rows.map(read), omitted, added, lost, lostLeft, repeatedLeft, repeatedRight };
  if (a === left) {
    return whole;
  }
  const flipped = whole.rows.map((row) => ({
    ...row,
    left: row.right,
    right: row.left,
    marksLeft: row.marksRight,
    marksRight: row.marksLeft,
  }));
  return {
    rows: flipped.sort((one, two) => compareLists(one.left, two.left) || compareLists(one.right, two.right)),
    omitted: added,
    added: omitted,
    lost: lostLeft,
    lostLeft: lost,
    repeatedLeft: repeatedRight,
    repeatedRight: repeatedLeft,
  };
}

function compareLists(one, two) {
  for (let at = 0; at < Math.min(one.length, two.length); at += 1) {
    if (one[at] !== two[at]) {
      return one[at] - two[at];
    }
  }
  return one.length - two.length;
}
