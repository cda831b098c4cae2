/* The strips, the map and the ribbons, drawn as they are where the report is made. */

const WIDTH = 2000;
const RIBBON_HEIGHT = 180;
const BARS = {
  s: ["same", 4, 24],
  y: ["same", 4, 24],
  r: ["reworded", 10, 18],
  p: ["partly", 17, 11],
  q: ["partly", 17, 11],
  e: ["elsewhere", 21, 7],
  o: ["only", 30, 13],
  t: ["repeat", 27, 2],
};
const TALLY = [
  ["same", "same"],
  ["reworded", "reworded"],
  ["partly", "in part"],
  ["elsewhere", "not in the base"],
  ["only", "only here"],
];

function roundHalfUp(number) {
  return Math.floor(number + 0.5);
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function chooseScale(...texts) {
  return (WIDTH - 40) / Math.max(1, ...texts.map(sum));
}

function layOut(lengths, scale) {
  let x = 0;
  return lengths.map((length) => {
    const width = Math.max(5, length * scale);
    const box = { x: roundHalfUp(x), width: roundHalfUp(width - 3) };
    x += width;
    return box;
  });
}

function drawBox(box, top, height) {
  return `M${box.x} ${top}h${box.width}v${height}h-${box.width}z`;
}

function addTo(groups, name, value) {
  groups[name] = (groups[name] || "") + value;
}

function joinPaths(name, paths) {
  return Object.keys(paths)
    .sort()
    .map((one) => `<path class="${name} ${one}" d="${paths[one]}"/>`)
    .join("");
}

/* ---- strips */

function listUnits(place) {
  return findAll(`#src-${data.letters[place]} .unit`);
}

/* The base's own bars are as high as the share of the others that tell them. */
function measureBar(code, unit) {
  if (code !== "b") {
    return BARS[code];
  }
  const tellers = findAll(".app a", unit).length;
  const height = Math.max(4, roundHalfUp((24 * tellers) / Math.max(1, data.letters.length - 1)));
  return ["told", 28 - height, height];
}

function drawStrip(place, codes, scale) {
  const units = listUnits(place);
  const bars = {};
  const tally = {};
  let moved = "";
  let end = 0;
  layOut(data.lengths[place], scale).forEach((box, at) => {
    const code = codes[at];
    const [name, top, height] = measureBar(code.toLowerCase(), units[at]);
    addTo(bars, name, drawBox(box, top, height));
    tally[name] = (tally[name] || 0) + 1;
    if (code !== code.toLowerCase()) {
      moved += `M${box.x + Math.floor(box.width / 2) - 6} 0h12l-6 4z`;
      tally.moved = (tally.moved || 0) + 1;
    }
    end = box.x + box.width;
  });
  const torn = data.cut[place] ? `<path class="torn" d="M${end + 8} 0l8 6-8 6 8 6-8 6 8 6-8 6 8 6"/>` : "";
  const numbers = tellStrip(place, tally);
  const label = escapeText(`${readLabel(place).textContent}: ${numbers.replace(/<[^>]*>/g, "")}`);
  const moves = moved && `<path class="mv" d="${moved}"/>`;
  return (
    `<div class="strip"><p class="name">${showName(place)}</p><svg viewBox="0 0 ${WIDTH} 46" ` +
    `preserveAspectRatio="none" role="img" aria-label="${label}" data-source="${data.letters[place]}">` +
    `<path class="line" d="M0 28.5H${end}"/>${joinPaths("b", bars)}${moves}${torn}</svg>` +
    `<p class="numbers">${numbers}</p></div>`
  );
}

function tellStrip(place, tally) {
  let parts = TALLY.filter(([name]) => tally[name]).map(([name, words]) => `<b>${tally[name]}</b> ${words}`);
  if (data.letters[place] === shown.base) {
    parts = [`<b>${tally.told || 0}</b> also told elsewhere`];
    parts.push(...(tally.only ? [`<b class="o">${tally.only}</b> only here`] : []));
  }
  parts.push(...(tally.repeat ? [`<b>${tally.repeat}</b> printed again`] : []));
  parts.push(...(tally.moved ? [`<b class="m">${tally.moved}</b> moved`] : []));
  parts.push(...(data.cut[place] ? ['<b class="cut">cut off</b>'] : []));
  return parts.join(", ");
}

function drawStrips(box, view) {
  const scale = chooseScale(...data.lengths);
  box.innerHTML = listColumns(shown.base)
    .map((place) => drawStrip(place, view.traces[place], scale))
    .join("");
}

/* Which sentence a place on a strip is. */
function followStrip(strip, clientX) {
  const box = strip.getBoundingClientRect();
  const x = ((clientX - box.left) / box.width) * WIDTH;
  const place = data.letters.indexOf(strip.dataset.source);
  const boxes = layOut(data.lengths[place], chooseScale(...data.lengths));
  const at = boxes.findLastIndex((one) => one.x <= x);
  return at >= 0 && goTo(listUnits(place)[at].id);
}

/* ---- the map */

function drawMap(map, view) {
  const [found, ...lines] = view.map;
  const classes = { s: "same", r: "reworded", p: "partly", e: "elsewhere", c: "cut_off", o: "only" };
  const paths = { f: "" };
  const box = (x, top, height) => `M${x * 10} ${top}h8v${height}h-8z`;
  [...found].forEach((code, x) => code === "f" && addTo(paths, "f", box(x, 1, 4)));
  lines.forEach((line, y) =>
    [...line].forEach((code, x) => classes[code] && addTo(paths, classes[code], box(x, 8 + y * 13, 10))),
  );
  findAll("path:not(.c-track)", map).forEach((one) => one.remove());
  const drawn = Object.keys(paths)
    .sort()
    .map((name) => `<path class="c-${name}" d="${paths[name]}"/>`);
  map.insertAdjacentHTML("beforeend", drawn.join(""));
}

/* ---- the ribbons */

function drawRibbon(top, bottom) {
  const ends = [top.x, bottom.x, top.x + top.width, bottom.x + bottom.width];
  const middle = RIBBON_HEIGHT / 2;
  const low = RIBBON_HEIGHT - 22;
  return (
    `M${ends[0]} 22C${ends[0]} ${middle} ${ends[1]} ${middle} ${ends[1]} ${low}` +
    `H${ends[3]}C${ends[3]} ${middle} ${ends[2]} ${middle} ${ends[2]} 22z`
  );
}

function drawRibbons(left, right, pair) {
  const scale = chooseScale(data.lengths[left], data.lengths[right]);
  const boxes = [left, right].map((place) => {
    const laid = layOut(data.lengths[place], scale);
    return new Map(listToldUnits(place).map((unit, at) => [unit, laid[at]]));
  });
  const ties = {};
  for (const row of pair.rows) {
    const name = row.moved ? "moved" : row.kind < 3 ? "close" : "loose";
    for (const own of row.left) {
      row.right.forEach((theirs) => addTo(ties, name, drawRibbon(boxes[0].get(own), boxes[1].get(theirs))));
    }
  }
  const tied = ["left", "right"].map((side) => new Set(pair.rows.flatMap((row) => row[side])));
  const bars = {};
  [2, RIBBON_HEIGHT - 20].forEach((top, side) =>
    boxes[side].forEach((box, unit) => addTo(bars, tied[side].has(unit) ? "same" : "only", drawBox(box, top, 18))),
  );
  const moved = pair.rows.filter((row) => row.moved).length;
  const label =
    `${tied[1].size} of ${countNoun(boxes[1].size, "sentence")} of ${data.letters[right]} have a partner in ` +
    `${data.letters[left]}; ${moved} stand elsewhere in the order`;
  return (
    `<svg class="ribbons" viewBox="0 0 ${WIDTH} ${RIBBON_HEIGHT}" preserveAspectRatio="none" role="img" ` +
    `aria-label="${label}">${joinPaths("rb", ties)}${joinPaths("b", bars)}</svg>`
  );
}

function listToldUnits(place) {
  return listUnits(place).map((one) => Number(one.id.slice(2 + data.letters[place].length)));
}
