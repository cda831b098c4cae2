/* Any two sources side by side, woven as the report's own pair is. */

const WORDS = ["same words", "style", "reworded", "paraphrase", "in part"];
const LONGEST_GAP = 6;
const SHOWN_OF_GAP = 3;

/* Marks travel with what is removed; here each side has its own words only, on the left as a lemma. */
function keepOwn(html, side) {
  const own = html.replace(/<del .*?<\/del> | ?<del .*?<\/del>/g, "");
  return side === "right"
    ? own
    : own.replace(/<ins class="\w+"><i>added: <\/i>/g, "<mark><i>at issue: </i>").replaceAll("</ins>", "</mark>");
}

function weavePair(left, right, pair) {
  const starting = new Map();
  const ofRight = new Map();
  for (const row of pair.rows) {
    once(starting, row.left[0], () => []).push(row);
    for (const unit of row.right) {
      if (!ofRight.has(unit) || ofRight.get(unit).moved) {
        ofRight.set(unit, row);
      }
    }
  }
  const inside = new Set(pair.rows.flatMap((row) => row.left));
  const queue = listToldUnits(right);
  const rows = [];
  const seen = new Set();
  let gap = { left: [], right: [] };
  const nameRow = (row) => `x-${data.letters[left]}${row.left[0]}-${data.letters[right]}${row.right[0]}`;
  const line = (name, place, units, html) => ({ name, place: showPlace(place, units), html });
  const brief = (place, unit) => `<i>${escapeText(shorten(readUnit(place, unit).words, 56))}</i>`;

  function showAlone(place, unit, lost, repeated, side) {
    const name = lost.includes(unit) ? "lost" : repeated.includes(unit) ? "repeat" : `own ${side}`;
    return line(name, place, [unit], readUnit(place, unit).html);
  }

  function takeRight(until) {
    while (queue.length && queue[0] < until) {
      const unit = queue.shift();
      const row = ofRight.get(unit);
      if (!row) {
        gap.right.push(showAlone(right, unit, pair.lostLeft, pair.repeatedRight, "right"));
      } else if (row.moved) {
        const link =
          `<a href="#${nameRow(row)}"><span aria-hidden="true">⇅</span> ` +
          `beside line ${readUnit(left, row.left[0]).line}</a>`;
        gap.right.push(line("ghost", right, [unit], `${link} ${brief(right, unit)}`));
      }
    }
  }

  function closeGap() {
    if (gap.left.length || gap.right.length) {
      rows.push({ gap });
    }
    gap = { left: [], right: [] };
  }

  function showSide(row, side, place) {
    const units = row[side];
    const keys = units.map((unit) => `${side}${unit}`);
    const again = keys.every((key) => seen.has(key));
    keys.forEach((key) => seen.add(key));
    if (again) {
      return line("again", place, units, brief(place, units[0]));
    }
    const marks = side === "left" ? row.marksLeft : row.marksRight;
    const parts = units.map((unit) => {
      const at = marks.findIndex((one, index) => index % 2 === 0 && one === unit);
      const { html, role, words } = readUnit(place, unit);
      if (at < 0) {
        return html;
      }
      return role + keepOwn(readString(marks[at + 1], words), side);
    });
    return line("", place, units, parts.join(" "));
  }

  for (const unit of listToldUnits(left)) {
    for (const row of starting.get(unit) || []) {
      if (!row.moved) {
        takeRight(Math.min(...row.right));
      }
      closeGap();
      rows.push({ row, name: nameRow(row), left: showSide(row, "left", left), right: showSide(row, "right", right) });
    }
    if (!inside.has(unit)) {
      gap.left.push(showAlone(left, unit, pair.lost, pair.repeatedLeft, "left"));
    }
  }
  takeRight(Infinity);
  closeGap();
  return rows;
}

function showLine({ name, place, html }) {
  const said = { "own left": "only here: ", "own right": "only here: ", lost: "lost to the cut: " }[name];
  const hidden = said ? `<span class="vh">${said}</span>` : "";
  return `<p class="line ${name}">${place}${hidden}<span class="txt">${html}</span></p>`;
}

function showGap(lines) {
  if (lines.length <= LONGEST_GAP) {
    return lines.map(showLine).join("");
  }
  const rest = lines.slice(SHOWN_OF_GAP);
  return (
    `${lines.slice(0, SHOWN_OF_GAP).map(showLine).join("")}<details class="fold"><summary>` +
    `${countNoun(rest.length, "more sentence")} without a partner</summary>${rest.map(showLine).join("")}</details>`
  );
}

function showSideRow({ gap, row, name, left, right }, place) {
  if (gap) {
    return `<div class="pairrow gap"><div>${showGap(gap.left)}</div><div></div><div>${showGap(gap.right)}</div></div>`;
  }
  const moved = row.moved
    ? `<span class="moved"><span aria-hidden="true">⇅</span> moved, line ${readUnit(place, row.right[0]).line}</span>`
    : "";
  return (
    `<div class="pairrow ${KINDS[row.kind]}${row.moved ? " shifted" : ""}" id="${name}"><div>${showLine(left)}</div>` +
    `<div class="mid">${WORDS[row.kind]}${moved}</div><div>${showLine(right)}</div></div>`
  );
}

function sumUp(pair) {
  const count = (...kinds) => pair.rows.filter((row) => kinds.includes(row.kind)).length;
  const numbers = [
    [count(0, 1), "same"],
    [count(2), "reworded"],
    [count(3, 4), "in part"],
    [pair.omitted.length, "left out"],
    [pair.lost.length, "cut off"],
    [pair.added.length, "added"],
    [pair.rows.filter((row) => row.moved).length, "moved"],
  ];
  const parts = numbers.filter(([number]) => number).map(([number, words]) => `<b>${number}</b> ${words}`);
  return parts.join(", ") || "nothing in common";
}

function drawPair(left, right) {
  const pair = orientPair(left, right);
  const box = find("#pair");
  box.dataset.pair = `${data.letters[left]} ${data.letters[right]}`;
  find(".numbers", box).innerHTML = sumUp(pair);
  find(".ribbons", box).outerHTML = drawRibbons(left, right, pair);
  const names = [showName(left), showName(right)];
  findAll(".end", box).forEach((one, side) => {
    one.innerHTML = names[side];
  });
  find(".sides", box).innerHTML =
    `<div class="pairrow heads"><p>${names[0]}</p><p></p><p>${names[1]}</p></div>` +
    weavePair(left, right, pair)
      .map((row) => showSideRow(row, right))
      .join("");
}
