// Deciding: a key a decision, and words chosen in the text. Without this script the same are buttons and fields.
const form = document.getElementById("decide");
const text = document.getElementById("text");
const hint = document.getElementById("hint");
let asking = null; // a group of choices whose key comes next

// How many code points of the stored text lie before a place in a paragraph. A character that nobody sees is
// written out on the page: its element says for how many code points it stands.
function offsetIn(paragraph, node, offset) {
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let count = Number(paragraph.dataset.start);
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  for (let at = walker.nextNode(); at; at = walker.nextNode()) {
    if (before.comparePoint(at, 0) > 0) break;
    const unseen = at.parentElement.closest(".unseen");
    const inside = at === before.endContainer;
    if (unseen) {
      if (!inside) count += Number(unseen.dataset.n);
      continue;
    }
    count += [...(inside ? at.data.slice(0, before.endOffset) : at.data)].length;
    if (inside) break;
  }
  return count;
}

// What of the text is selected: its place, and its words as they are stored; null if nothing is.
function selected() {
  const selection = getSelection();
  if (!text || selection.isCollapsed || !text.contains(selection.getRangeAt(0).commonAncestorContainer)) return null;
  const range = selection.getRangeAt(0);
  const paragraphs = [...text.querySelectorAll("p[data-start]")].filter((one) => range.intersectsNode(one));
  const first = paragraphs[0];
  const last = paragraphs.at(-1);
  if (!first) return null;
  const start = first.contains(range.startContainer) ? offsetIn(first, range.startContainer, range.startOffset) : Number(first.dataset.start);
  const end = last.contains(range.endContainer) ? offsetIn(last, range.endContainer, range.endOffset) : offsetIn(last, last, last.childNodes.length);
  const words = words_of(paragraphs, range);
  const bare = words.trimStart();
  const from = start + [...words].length - [...bare].length;
  return { start: from, end: from + [...bare.trimEnd()].length, words: bare.trimEnd(), whole: end >= from };
}

// The selected words; unseen characters in them are left as they are written out, and are then not found by place.
function words_of(paragraphs, range) {
  return paragraphs.map((one) => {
    const part = document.createRange();
    part.selectNodeContents(one);
    if (one.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
    if (one.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
    return part.toString();
  }).join("\n");
}

// Whoever of those in the article is named in these words, by the longest of the names.
function named(words) {
  const names = [...document.getElementById("known").options].map((one) => one.value);
  return names.filter((name) => name && words.includes(name)).sort((one, other) => other.length - one.length)[0] ?? "";
}

// What a status still needs before it can be sent, in words; empty if nothing.
function lacking(status) {
  const given = form.elements;
  if (["quoted", "sourced"].includes(status) && form.dataset.attributed === "no") {
    if (!given.source.value && !given.speaker.value) return "who says it? select the words that name them, then o; or p";
    if (!given.speaker.value) return "who is that? p";
    if (!given.cue.value) return "which words say that they say it? select them, then c";
  }
  if (status === "speculative" && form.dataset.hedged === "no" && !given.hedge.value) return "which words hedge it? select them, then h";
  return "";
}

function take(name, adding = false) {
  const field = form.elements[name];
  const places = form.elements[`${name}_at`];
  const found = selected();
  if (!found) {
    if (name === "words" && !field.value) {
      field.value = field.dataset.now;
      places.value = "";
    }
    field.focus();
    return;
  }
  const here = `${found.start}-${found.end}`;
  if (adding && field.value) {
    field.value += ` … ${found.words}`;
    places.value = places.value ? `${places.value};${here}` : "";
  } else {
    field.value = found.words;
    places.value = here;
  }
  if (name === "source" && form.dataset.attributed === "no" && !form.elements.speaker.value) form.elements.speaker.value = named(found.words);
  const status = form.elements.status.value || (name === "source" || name === "cue" ? "sourced" : "");
  hint.textContent = `${name}: “${field.value}”; ${lacking(status) || "Enter changes it"}`;
  getSelection().removeAllRanges();
  document.getElementById("change").focus();
}

function press(key) {
  const button = form.querySelector(`[data-key="${key}"]`);
  if (!button || button.disabled) return;
  if (button.tagName === "A") button.click();
  else form.requestSubmit(button);
}

function ask(id) {
  asking = document.getElementById(id);
  asking.classList.add("asking");
  hint.textContent = "which? press its key";
}

function pick(key) {
  const group = asking;
  asking = null;
  group.classList.remove("asking");
  hint.textContent = "";
  const box = group.querySelector(`[data-pick="${key}"]`);
  if (!box) return;
  box.checked = true;
  const needed = box.name === "status" ? lacking(box.value) : "";
  if (needed) hint.textContent = `${box.value}: ${needed}`;
  else form.requestSubmit(document.getElementById("change"));
}

if (form) {
  // Words that were typed over are looked for again.
  form.addEventListener("input", (event) => {
    const places = form.elements[`${event.target.name}_at`];
    if (places) places.value = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("dialog")) return;
    if (event.target.closest("input:not([type=radio]), textarea, select")) {
      if (event.key === "Escape") event.target.blur();
      else if (event.key === "Enter" && !event.shiftKey) {
        event.preventDefault();
        form.requestSubmit(document.getElementById("change"));
      }
      return;
    }
    const key = event.key;
    if (asking) {
      event.preventDefault();
      pick(key);
      return;
    }
    const space = key === " " && !event.target.closest("button, a, summary, input");
    if ("arubn".includes(key) || space) {
      if (key.length !== 1) return;
      event.preventDefault();
      press(space ? "n" : key);
    } else if (key === "s") ask("status-choices");
    else if (key === "t") ask("type-choices");
    else if (key === "d") ask("denied-choices");
    else if (key === "v") event.preventDefault(), document.getElementById("via")?.focus();
    else if (key === "w") event.preventDefault(), take("words");
    else if (key === "+") event.preventDefault(), take("words", true);
    else if (key === "c") event.preventDefault(), take("cue");
    else if (key === "o") event.preventDefault(), take("source");
    else if (key === "h") event.preventDefault(), take("hedge");
    else if (key === "p") event.preventDefault(), document.getElementById("speaker")?.focus();
  });
  // Its paragraphs move in their frame, and not the page, at whose top stands where one is.
  const chosen = text?.querySelector(".chosen");
  if (chosen) text.scrollTop = chosen.getBoundingClientRect().top - text.getBoundingClientRect().top - text.clientHeight / 3;
}
