// On every page: a few keys, and menus that close.
const typing = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;
const keys = document.getElementById("keys");
const button = document.getElementById("keys-button");
button.hidden = false;
button.addEventListener("click", () => keys.showModal());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || keys.open) return;
  if (event.key === "?") {
    keys.showModal();
  } else if (event.key === "/") {
    const find = document.getElementById("find");
    if (!find) return;
    event.preventDefault();
    find.focus();
    find.select();
  }
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(".me[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});
