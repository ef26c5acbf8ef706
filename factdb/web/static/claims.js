// The list of claims: a choice shows at once; without this script there is a button.
const form = document.getElementById("facets");
const clean = () => {
  const pairs = [...new FormData(form)].filter(([, value]) => value !== "");
  const usual = new Set(["status", "claim", "speaker", "title", "published"]);
  const columns = pairs.filter(([name]) => name === "columns").map(([, value]) => value);
  const same = columns.length === usual.size && columns.every((name) => usual.has(name));
  const standard = { sort: "text", size: "50" };
  return pairs.filter(([name, value]) => standard[name] !== value && !(same && name === "columns"));
};
const go = () => location.assign(`/claims?${new URLSearchParams(clean())}`);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  go();
});
form.addEventListener("change", (event) => {
  if (event.target.matches("fieldset [type=checkbox], select")) go();
});
