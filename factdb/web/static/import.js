// Importing: drop files anywhere on the page; afterwards follow how far it is.
const drop = document.getElementById("drop");
if (drop) {
  const files = document.getElementById("files");
  const say = () => {
    const names = [...files.files].map((file) => file.name);
    document.getElementById("chosen").textContent = names.length > 3 ? `${names.length} files` : names.join(", ");
  };
  files.addEventListener("change", say);
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    files.files = event.dataTransfer.files;
    say();
    document.getElementById("import").requestSubmit();
  });
}
const progress = document.getElementById("progress");
if (progress && progress.dataset.done === "no") {
  const bar = document.querySelector("progress");
  const follow = async () => {
    const answer = await fetch(`${location.pathname}.json`);
    const now = await answer.json();
    if (now.done || !answer.ok) {
      location.reload();
      return;
    }
    const of = now.total ? ` of ${now.total}` : "";
    progress.textContent = `${now.articles}${of} articles, ${now.claims} claims${now.failed ? `, ${now.failed} failed` : ""}`;
    if (now.total) bar.value = now.articles;
    setTimeout(follow, 700);
  };
  setTimeout(follow, 400);
}
