"use strict";
(() => {
  const table = document.getElementById("results");
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  if (!table || !search || !shown) return;
  const body = table.tBodies[0];
  const rows = Array.from(body.rows);
  const plain = (text) => text.normalize("NFD").replace(/\p{Diacritic}/gu, "").toLowerCase();
  const texts = new Map(rows.map((row) => [row, plain(row.dataset.text || row.cells[0].textContent)]));
  const count = (number) => {
    shown.textContent = shown.dataset.text.replace("#", number).replace("#", rows.length);
  };
  search.closest(".tools").hidden = false;
  search.addEventListener("input", () => {
    const words = plain(search.value).split(/\s+/).filter(Boolean);
    let number = 0;
    for (const row of rows) {
      const found = words.every((word) => texts.get(row).includes(word));
      row.hidden = !found;
      number += found ? 1 : 0;
    }
    count(number);
  });
  count(rows.length);
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.key ?? row.cells[column].textContent;
      const keys = new Map(rows.map((row) => [row, key(row)]));
      rows.sort((a, b) => {
        const order = head.hasAttribute("data-number")
          ? Number(keys.get(a)) - Number(keys.get(b))
          : collator.compare(keys.get(a), keys.get(b));
        return down ? -order : order;
      });
      body.append(...rows);
    });
  });
})();
