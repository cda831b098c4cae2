/* A finding as text for an e-mail, or as Markdown for an issue. */

/* The words of an element: ours for screen readers left out, marks as the medium has them. */
function readMarked(node, markdown) {
  if (node.nodeType === Node.TEXT_NODE) {
    return node.data;
  }
  if (node.matches(".vh, ins > i, del > i, mark > i, .caret")) {
    return "";
  }
  const text = [...node.childNodes].map((child) => readMarked(child, markdown)).join("");
  switch (node.tagName) {
    case "DEL":
      return markdown ? `<del>${text.trim()}</del>` : "";
    case "INS":
      return markdown ? `<ins>${text.trim()}</ins>` : text;
    case "MARK":
      return markdown ? `**${text.trim()}**` : text;
    default:
      return text;
  }
}

function fold(text) {
  return text.replace(/\s+/g, " ").trim();
}

function writeFinding(card, markdown) {
  const title = fold(find("h4", card).textContent);
  const readings = findAll(".reading", card).map((reading) => {
    const holders = findAll(".who", reading).map((who) => {
      const lines = findAll(".pos", who).map((line) => line.textContent);
      const name = fold(`${find(".sg", who).textContent} ${find(".lab", who).textContent}`);
      return lines.length ? `${name}:${lines.join(",")}` : name;
    });
    const line = `${holders.join(", ")}: ${fold(readMarked(find(".txt", reading), markdown))}`;
    return markdown ? `- ${line}` : line;
  });
  const id = find(".meta .id", card).textContent;
  return [markdown ? `**${title}**\n` : title, ...readings, markdown ? `\n\`${id}\`` : id].join("\n");
}

async function copyText(text) {
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(text);
    return;
  }
  const area = make("textarea", { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

async function copyFinding(button) {
  const words = button.textContent;
  try {
    await copyText(writeFinding(button.closest(".card"), button.dataset.act === "markdown"));
    button.textContent = "Copied";
  } catch {
    button.textContent = "Not allowed here";
  }
  setTimeout(() => {
    button.textContent = words;
  }, 1500);
}

function addActions(card) {
  const button = (act, words) => {
    const made = make("button", { type: "button" }, words);
    made.dataset.act = act;
    return made;
  };
  const actions = make("span", { className: "acts" });
  actions.append(button("done", "Tick off"), button("copy", "Copy"), button("markdown", "Markdown"));
  find(".meta", card).append(" ", actions);
}
