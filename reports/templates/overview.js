"use strict";
const MOST_HITS = 100;
const byId = (id) => document.getElementById(id);
const read = (id) => JSON.parse(byId(id).textContent);
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const form = byId("filtre");
const table = byId("tabel");
const words = JSON.parse(table.dataset.words);
const step = Number(table.dataset.atOnce);
const worth = { o: 3, d: 2, m: 1, i: 4 };
const plans = read("data").map(([title, link, workplace, note, score, verdicts], number) =>
  ({ title, link, workplace, note, score, verdicts, number }));
let passages = null;
let chosen = plans;
let limit = step;

function element(name, text, attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = text;
  return made;
}

function row(plan) {
  const made = document.createElement("tr");
  const name = element("th", "", { scope: "row" });
  name.append(element("a", plan.title, { href: plan.link }), element("span", plan.note));
  made.append(name, element("td", plan.score));
  for (const letter of plan.verdicts) {
    const cell = element("td", "", { className: letter });
    cell.append(element("i", words[letter]));
    made.append(cell);
  }
  return made;
}

function draw() {
  table.tBodies[0].replaceChildren(...chosen.slice(0, limit).map(row));
  const status = byId("vist");
  const shown = Math.min(limit, chosen.length);
  status.textContent = fill(status.dataset.text, { shown, found: chosen.length, total: plans.length });
  const more = byId("flere");
  if (!more) return;
  more.hidden = shown === chosen.length;
  more.textContent = fill(more.dataset.text, { n: Math.min(step, chosen.length - shown) });
}

function search(terms) {
  passages ??= read("passager");
  return passages.map((texts) =>
    texts.flatMap((text, n) => (terms.every((term) => text.toLowerCase().includes(term)) ? [[n, text]] : [])));
}

function fits(plan, criterion, verdict) {
  if (!verdict) return true;
  return criterion === "" ? plan.verdicts.includes(verdict) : plan.verdicts[Number(criterion)] === verdict;
}

function filter() {
  const terms = byId("soeg").value.toLowerCase().split(/\s+/).filter(Boolean);
  const workplace = byId("arbejdsplads")?.value ?? "";
  const found = terms.length ? search(terms) : null;
  const matches = ({ number, title }) =>
    !found || found[number].length > 0 || terms.every((term) => title.toLowerCase().includes(term));
  chosen = plans.filter((plan) => matches(plan) && (!workplace || plan.workplace === workplace)
    && fits(plan, byId("kriterium").value, byId("dom").value));
  limit = step;
  draw();
  list(found ? chosen.flatMap((plan) => found[plan.number].map((hit) => [plan, ...hit])) : []);
}

function list(hits) {
  const part = byId("fund");
  part.hidden = hits.length === 0;
  part.querySelector("ul").replaceChildren(...hits.slice(0, MOST_HITS).map(([plan, number, text]) => {
    const item = document.createElement("li");
    item.append(element("a", plan.title, { href: `${plan.link}#p${number + 1}` }), ` – ${text}`);
    return item;
  }));
  const more = part.querySelector("p");
  more.textContent = hits.length > MOST_HITS ? fill(more.dataset.text, { n: hits.length - MOST_HITS }) : "";
}

function sort(head) {
  const column = Number(head.dataset.sort);
  const down = head.getAttribute("aria-sort") === "ascending";
  head.closest("tr").querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const collator = new Intl.Collator(document.documentElement.lang);
  const value = (plan) => (column === 1 ? plan.score : worth[plan.verdicts[column - 2]]);
  const compare = column === 0 ? (a, b) => collator.compare(a.title, b.title) : (a, b) => value(a) - value(b);
  plans.sort((a, b) => (compare(a, b) || a.number - b.number) * (down ? -1 : 1));
  filter();
}

document.querySelectorAll("[data-sort]").forEach((head) => {
  const button = element("button", "", { type: "button" });
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head));
  head.append(button);
});
byId("kriterium").addEventListener("input", (event) => {
  if (event.target.value !== "" && !byId("dom").value) byId("dom").value = "m";
});
byId("flere")?.addEventListener("click", () => { limit += step; draw(); });
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(filter));
form.hidden = false;
const status = byId("vist");
status.textContent = fill(status.dataset.text,
  { shown: Math.min(step, plans.length), found: plans.length, total: plans.length });
if (byId("flere")) draw();
