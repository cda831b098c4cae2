"use strict";

/* What the reader has chosen, and how it stands in the address, so that a link shows what the sender saw:
   #place;base=B;severity=substance,attribution;source=B;q=word */

const LISTS = ["severity", "kind", "source", "done", "pair"];
const WORDS_CHOSEN = ["base", "cards", "rows"];
const state = {
  place: "",
  base: "",
  pair: [],
  cards: "",
  rows: "",
  severity: [],
  kind: [],
  source: [],
  done: [],
  differences: false,
  query: "",
};

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

function readAddress() {
  const [place, ...parts] = location.hash.slice(1).split(";");
  const values = new Map(parts.map((part) => [part.split("=")[0], part.split("=").slice(1).join("=")]));
  state.place = decode(place);
  for (const name of LISTS) {
    state[name] = (values.get(name) || "").split(",").map(decode).filter(Boolean);
  }
  for (const name of WORDS_CHOSEN) {
    state[name] = decode(values.get(name) || "");
  }
  state.differences = values.get("differences") === "1";
  state.query = decode(values.get("q") || "");
}

function writeAddress() {
  const parts = [encodeURIComponent(state.place)];
  for (const name of WORDS_CHOSEN.filter((one) => state[one])) {
    parts.push(`${name}=${encodeURIComponent(state[name])}`);
  }
  for (const name of LISTS) {
    if (state[name].length) {
      parts.push(`${name}=${state[name].map(encodeURIComponent).join(",")}`);
    }
  }
  if (state.differences) {
    parts.push("differences=1");
  }
  if (state.query) {
    parts.push(`q=${encodeURIComponent(state.query)}`);
  }
  const hash = parts.join(";");
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function toggleValue(list, value) {
  const place = list.indexOf(value);
  if (place < 0) {
    list.push(value);
  } else {
    list.splice(place, 1);
  }
}

function clearFilters() {
  Object.assign(state, { severity: [], kind: [], source: [], differences: false, query: "" });
}

function find(selector, inside = document) {
  return inside.querySelector(selector);
}

function findAll(selector, inside = document) {
  return [...inside.querySelectorAll(selector)];
}

function make(tag, properties, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}
