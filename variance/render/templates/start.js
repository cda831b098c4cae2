/* Ties the page's controls together. Everything in the report can be read without this. */

function pressAction(button) {
  if (button.dataset.act === "done") {
    toggleValue(state.done, button.closest(".card").id);
    applyFilters();
  } else {
    copyFinding(button);
  }
}

function onClick(event) {
  const target = event.target;
  const link = target.closest("a[href^='#']");
  if (link) {
    if (goTo(link.getAttribute("href").slice(1))) {
      event.preventDefault();
    }
    return;
  }
  const button = target.closest("[data-act]");
  if (button) {
    pressAction(button);
  } else if (data && target.closest(".strip svg")) {
    followStrip(target.closest("svg"), event.clientX);
  } else if (target.closest(".map")) {
    followMap(target.closest(".map"), event.clientX);
  }
  if (!target.closest(".pop")) {
    closePanels();
  }
}

function closePanels() {
  for (const panel of findAll(".pop[open]")) {
    panel.open = false;
  }
}

const KEYS = {
  j: () => stepFinding(1),
  k: () => stepFinding(-1),
  x: () => {
    const card = document.activeElement.closest(".card");
    if (card) {
      toggleValue(state.done, card.id);
      applyFilters();
    }
  },
  b: nextBase,
  "/": () => find("#search").focus(),
  d: () => {
    state.differences = !state.differences;
    applyFilters();
  },
  0: () => {
    clearFilters();
    applyFilters();
  },
  "?": () => find("#help").showModal(),
};

function onKey(event) {
  if (event.metaKey || event.ctrlKey || event.altKey || find("#help").open) {
    return;
  }
  if (event.key === "Escape") {
    closePanels();
    document.activeElement.blur();
    return;
  }
  if (document.activeElement.closest("input, select, textarea")) {
    return;
  }
  const source = findAll("#filters input[name=source]")[Number(event.key) - 1];
  if (/^[1-9]$/.test(event.key) && source) {
    toggleValue(state.source, source.value);
    applyFilters();
  } else if (event.key in KEYS) {
    event.preventDefault();
    KEYS[event.key]();
  }
}

function listen() {
  document.addEventListener("click", onClick);
  document.addEventListener("keydown", onKey);
  find("#filters").addEventListener("change", (event) => {
    toggleValue(state[event.target.name], event.target.value);
    applyFilters();
  });
  find("#differences").addEventListener("click", KEYS.d);
  find("#help-button").addEventListener("click", KEYS["?"]);
  find("#help-close").addEventListener("click", () => find("#help").close());
  find("#clear").addEventListener("click", KEYS[0]);
  let waiting = 0;
  find("#search").addEventListener("input", (event) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      state.query = event.target.value;
      applyFilters();
    }, 90);
  });
  addEventListener("hashchange", restore);
  addEventListener("scroll", () => requestAnimationFrame(markSection), { passive: true });
  addEventListener("beforeprint", () => {
    for (const fold of findAll("details:not(.pop):not([open])")) {
      fold.open = true;
      fold.dataset.printed = "1";
    }
  });
  addEventListener("afterprint", () => {
    for (const fold of findAll("details[data-printed]")) {
      fold.open = false;
      delete fold.dataset.printed;
    }
  });
}

function restore() {
  readAddress();
  applyBase();
  applyFilters();
  if (state.place) {
    goTo(state.place, { focus: false });
  }
}

document.documentElement.classList.add("js");
findAll(".card").forEach(addActions);
fillFilters();
addChoices();
addOrders();
find("#controls").hidden = false;
listen();
restore();
markSection();
