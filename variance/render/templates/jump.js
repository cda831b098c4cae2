/* Going to a place: what is folded opens, the place is shown for a moment, the address keeps it. */

function goTo(id, { focus = true } = {}) {
  const target = document.getElementById(id);
  if (!target) {
    return false;
  }
  for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
  for (let hidden = target.closest("[hidden]"); hidden; hidden = hidden.parentElement.closest("[hidden]")) {
    hidden.hidden = false;
  }
  target.scrollIntoView({ block: "start" });
  if (focus) {
    if (!target.hasAttribute("tabindex")) {
      target.tabIndex = -1;
    }
    target.focus({ preventScroll: true });
  }
  const shown = target.closest("tr") || target;
  shown.classList.add("arrived");
  setTimeout(() => shown.classList.remove("arrived"), 1800);
  state.place = id;
  writeAddress();
  return true;
}

function followMap(map, x) {
  const box = map.getBoundingClientRect();
  const number = 1 + Math.floor(((x - box.left) / box.width) * Number(map.dataset.rows));
  return goTo(`row-${number}`);
}

function stepFinding(step) {
  const cards = findAll(".card").filter((card) => !card.hidden);
  if (!cards.length) {
    return;
  }
  const current = cards.findIndex((card) => card.id === state.place || card.contains(document.activeElement));
  const next = current < 0 ? (step > 0 ? 0 : cards.length - 1) : current + step;
  goTo(cards[Math.min(Math.max(next, 0), cards.length - 1)].id);
}

/* Which section is being read shows in the bar. */
function markSection() {
  let current = null;
  const links = findAll(".bar nav a");
  for (const link of links) {
    const section = document.getElementById(link.getAttribute("href").slice(1));
    if (section && section.getBoundingClientRect().top < 140) {
      current = link;
    }
  }
  for (const link of links) {
    if (link !== current) {
      link.removeAttribute("aria-current");
    } else if (!link.hasAttribute("aria-current")) {
      link.setAttribute("aria-current", "true");
      link.parentElement.scrollLeft = link.offsetLeft - link.parentElement.offsetLeft - 12;
    }
  }
}
