"use strict";
const MOST_HITS = 100;
const byId = (id) => document.getElementById(id);
const rows = [...byId("tabel").tBodies[0].rows];
const form = byId("filtre");
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
const worth = { opfyldt: 3, delvist: 2, mangler: 1, ikke_relevant: 4 };
let passages = null;

function search(words) {
  passages ??= JSON.parse(byId("passager").textContent);
  return passages.map((texts) =>
    texts.flatMap((text, n) => (words.every((word) => text.toLowerCase().includes(word)) ? [[n, text]] : [])));
}

function verdicts(row) {
  return [...row.cells].slice(2).map((cell) => cell.className);
}

function fits(row, criterion, verdict) {
  if (!verdict) return true;
  const all = verdicts(row);
  return criterion === "" ? all.includes(verdict) : all[Number(criterion)] === verdict;
}

function show() {
  const words = byId("soeg").value.toLowerCase().split(/\s+/).filter(Boolean);
  const place = byId("arbejdsplads")?.value ?? "";
  const criterion = byId("kriterium").value;
  const verdict = byId("dom").value;
  const found = words.length ? search(words) : null;
  let shown = 0;
  const hits = [];
  rows.forEach((row, n) => {
    const title = row.cells[0].textContent.toLowerCase();
    const matches = !found || found[n].length > 0 || words.every((word) => title.includes(word));
    row.hidden = !(matches && (!place || row.dataset.w === place) && fits(row, criterion, verdict));
    if (row.hidden) return;
    shown += 1;
    if (found) found[n].forEach(([number, text]) => hits.push([row, number, text]));
  });
  const status = byId("vist");
  status.textContent = fill(status.dataset.text, { shown, total: rows.length });
  list(hits);
}

function list(hits) {
  const part = byId("fund");
  part.hidden = hits.length === 0;
  part.querySelector("ul").replaceChildren(...hits.slice(0, MOST_HITS).map(([row, number, text]) => {
    const item = document.createElement("li");
    const link = row.querySelector("a").cloneNode(true);
    link.href = `${link.getAttribute("href")}#p${number + 1}`;
    item.append(link, ` – ${text}`);
    return item;
  }));
  const more = part.querySelector("p");
  more.textContent = hits.length > MOST_HITS ? fill(more.dataset.text, { n: hits.length - MOST_HITS }) : "";
}

function value(row, column) {
  if (column === 0) return row.cells[0].textContent;
  return column === 1 ? Number(row.cells[1].textContent) : worth[row.cells[column].className];
}

function sort(head) {
  const column = Number(head.dataset.sort);
  const down = head.getAttribute("aria-sort") === "ascending";
  head.closest("tr").querySelectorAll("[aria-sort]").forEach((other) => other.removeAttribute("aria-sort"));
  head.setAttribute("aria-sort", down ? "descending" : "ascending");
  const collator = new Intl.Collator("da");
  const order = rows.map((row) => [value(row, column), row]);
  order.sort(([a], [b]) => (column === 0 ? collator.compare(a, b) : a - b) * (down ? -1 : 1));
  byId("tabel").tBodies[0].append(...order.map(([, row]) => row));
}

document.querySelectorAll("[data-sort]").forEach((head) => {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...head.childNodes);
  button.addEventListener("click", () => sort(head));
  head.append(button);
});
byId("kriterium").addEventListener("input", (event) => {
  if (event.target.value !== "" && !byId("dom").value) byId("dom").value = "mangler";
});
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
form.hidden = false;
show();
