// The article: choose a claim by click or key, fade what is not wanted. Without this script the same are links.
const text = document.getElementById("text");
const panel = document.getElementById("panel");
const article = document.querySelector("article.page").dataset.id;
const links = [...document.querySelectorAll("#index a")];
const marks = [...text.querySelectorAll("mark")];
const fade = document.getElementById("fade");
const numbers = (mark) => (mark.dataset.c === undefined ? [] : mark.dataset.c.split(" ").map(Number));
const ofClaim = new Map();
const ofAttribution = new Map();
for (const mark of marks) {
  for (const number of numbers(mark)) {
    if (!ofClaim.has(number)) ofClaim.set(number, []);
    ofClaim.get(number).push(mark);
  }
  if (mark.dataset.a !== undefined) {
    for (const number of mark.dataset.a.split(" ")) {
      if (!ofAttribution.has(number)) ofAttribution.set(number, []);
      ofAttribution.get(number).push(mark);
    }
  }
}
let chosen = links.findIndex((link) => link.hasAttribute("aria-current"));
let asking = new AbortController();
let evident = [...text.querySelectorAll(".chosen, .evidence")]; // the marks that stand out for the chosen claim
let fitting = new Set(links.keys());

function show(number) {
  for (const mark of evident) mark.classList.remove("chosen", "evidence");
  links[chosen]?.removeAttribute("aria-current");
  chosen = number;
  asking.abort();
  if (number < 0) {
    evident = [];
    panel.replaceChildren();
    history.replaceState(null, "", `/articles/${article}`);
    return;
  }
  const link = links[number];
  link.setAttribute("aria-current", "true");
  const own = ofClaim.get(number) ?? [];
  const evidence = ofAttribution.get(link.dataset.attribution) ?? [];
  for (const mark of own) mark.classList.add("chosen");
  for (const mark of evidence) mark.classList.add("evidence");
  evident = [...own, ...evidence];
  own[0]?.scrollIntoView({ block: "nearest" });
  showInList(link);
  history.replaceState(null, "", link.getAttribute("href"));
  load(link);
}

// The list moves in its own frame; where it has none, below the text on a phone, it stays where it is.
function showInList(link) {
  const side = panel.parentElement;
  const frame = side.getBoundingClientRect();
  const place = link.getBoundingClientRect();
  if (place.top < frame.top) side.scrollTop += place.top - frame.top;
  else if (place.bottom > frame.bottom) side.scrollTop += place.bottom - frame.bottom;
}

// Whoever holds a key down asks about the claim at which it comes to rest.
async function load(link) {
  asking = new AbortController();
  const { signal } = asking;
  await new Promise((rested) => setTimeout(rested, 80));
  if (signal.aborted) return;
  const address = `${link.getAttribute("href")}/panel`;
  const answer = await fetch(address, { headers: { Accept: "text/html" }, signal }).catch(() => null);
  if (signal.aborted) return;
  if (!answer?.ok) {
    location.assign(link.href); // the page says what is wrong
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!signal.aborted) panel.replaceChildren(...page.body.childNodes);
}

function step(by) {
  for (let number = chosen + by; number >= 0 && number < links.length; number += by) {
    if (fitting.has(number)) {
      show(number);
      return;
    }
  }
}

function filter() {
  const only = new Set([...fade.querySelectorAll("[name=only]:checked")].map((box) => box.value));
  const by = fade.elements.by.value;
  const hedged = fade.elements.hedged.checked;
  const all = !only.size && !by && !hedged;
  fitting = new Set();
  links.forEach((link, number) => {
    const data = link.dataset;
    const fits = (!only.size || only.has(data.status)) && (!by || data.by === by) && (!hedged || data.hedged === "yes");
    if (fits) fitting.add(number);
    link.parentElement.classList.toggle("out", !fits);
  });
  text.classList.toggle("filtered", !all);
  if (!all) {
    const said = new Set([...fitting].map((number) => links[number].dataset.attribution));
    for (const mark of marks) {
      const fits = numbers(mark).some((number) => fitting.has(number)) || (mark.dataset.a ?? "").split(" ").some((number) => said.has(number));
      mark.classList.toggle("fits", fits);
    }
  }
  document.getElementById("fits").textContent = all ? links.length : `${fitting.size} of ${links.length}`;
}

fade.hidden = false;
fade.addEventListener("input", filter);
fade.addEventListener("submit", (event) => event.preventDefault());

text.addEventListener("click", (event) => {
  if (!getSelection().isCollapsed) return;
  const covering = numbers(event.target.closest("mark") ?? text);
  if (!covering.length) return;
  const at = covering.indexOf(chosen); // a second click goes to the next outer one
  show(covering.at(at > 0 ? at - 1 : -1));
});
document.querySelector(".side").addEventListener("click", (event) => {
  const link = event.target.closest("[data-number], [data-go]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  show(Number(link.dataset.number ?? link.dataset.go));
});

const boxes = { q: "quoted", s: "sourced", p: "speculative", u: "unsourced" };
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
  if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "c") document.getElementById("correct")?.click();
  else if (event.key === "Escape") {
    fade.reset();
    filter();
    show(-1);
  } else if (boxes[event.key]) {
    const box = fade.querySelector(`[value=${boxes[event.key]}]`);
    box.checked = !box.checked;
    filter();
  }
});
// Where all of it can be seen nothing moves, so that what was just decided is still read above.
const first = chosen >= 0 && ofClaim.get(chosen)?.[0];
const card = panel.querySelector(".panel");
if (first && card) {
  const covered = getComputedStyle(card).position === "fixed" ? card.offsetHeight : 0;
  if (first.getBoundingClientRect().bottom > innerHeight - covered) first.scrollIntoView({ block: "center" });
}
