// What the pages of answers and documents do beyond plain HTML: mark the quote that was asked for, sort and filter tables, copy links.
// Comes in as a finished page; adds nothing that a reader cannot do without. A plain script, so it also runs from file://.

{
  const NOW = "ab-quote--now";
  const LONG = 12; // rows of a table that is worth a filter

  /** Marks every segment of the quote that the address names, and shows the first of them. */
  const markQuote = () => {
    for (const mark of document.querySelectorAll(`mark.${NOW}`)) mark.classList.remove(NOW);
    const name = location.hash.slice(1);
    if (!/^q-[0-9a-f]+$/.test(name)) return;
    for (const mark of document.querySelectorAll(`mark[data-quotes~="${name}"]`)) mark.classList.add(NOW);
  };

  /** The element that the address names; an address may hold codes of no letter. */
  const named = () => {
    try {
      return document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;
    }
  };

  /**
   * Chooses the tabs within which an element stands; says whether another one was shown.
   * @param {Element | null} target
   */
  const chooseTabs = (target) => {
    let changed = false;
    for (let block = target?.closest(".tabbed-block"); block; block = block.parentElement?.closest(".tabbed-block")) {
      const place = [...(block.parentElement?.children ?? [])].indexOf(block);
      const input = block.closest(".tabbed-set")?.querySelectorAll(":scope > input")[place];
      if (!(input instanceof HTMLInputElement) || input.checked) continue;
      input.click(); // so that the theme hears of it
      changed = true;
    }
    return changed;
  };

  /** Opens what hides the element that the address names. */
  const openHidden = () => {
    const target = named();
    const chosen = chooseTabs(target);
    for (let closed = target?.closest("details:not([open])"); closed; closed = closed.parentElement?.closest("details:not([open])")) {
      closed.setAttribute("open", "");
    }
    const first = target?.querySelector(":scope > details:not([open])");
    if (target?.classList.contains("ab-each")) first?.setAttribute("open", "");
    if (chosen) target?.scrollIntoView();
  };

  /**
   * The value by which a cell sorts.
   * @param {HTMLTableRowElement} row
   * @param {number} column
   */
  const cellValue = (row, column) => {
    const cell = row.cells[column];
    return cell?.dataset.sort ?? cell?.textContent?.trim() ?? "";
  };

  /**
   * How a language sorts. A theme may write it as Python does, `pt_BR`; of one that no browser knows, the reader's own.
   * @param {string} language
   */
  const orderOf = (language) => {
    try {
      return new Intl.Collator(language.replaceAll("_", "-") || undefined, { numeric: true });
    } catch {
      return new Intl.Collator(undefined, { numeric: true });
    }
  };

  /**
   * Sorts a table's rows by a column, keeping the order of equal ones.
   * @param {HTMLTableElement} table
   * @param {HTMLTableCellElement} heading
   */
  const sortBy = (table, heading) => {
    const body = table.tBodies[0];
    if (!body) return;
    const column = heading.cellIndex;
    const descending = heading.getAttribute("aria-sort") === "ascending";
    const order = orderOf(document.documentElement.lang);
    const rows = [...body.rows].sort((one, other) => order.compare(cellValue(one, column), cellValue(other, column)));
    if (descending) rows.reverse();
    body.append(...rows);
    for (const other of table.querySelectorAll("th[aria-sort]")) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
  };

  /** @param {HTMLTableElement} table */
  const makeSortable = (table) => {
    for (const heading of table.tHead?.rows[0]?.cells ?? []) {
      if (heading.hasAttribute("data-unsorted") || heading.querySelector("button")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.append(...heading.childNodes);
      button.addEventListener("click", () => sortBy(table, heading));
      heading.append(button);
    }
  };

  /**
   * Puts a field before a long table that leaves only the rows with all of its words.
   * @param {HTMLTableElement} table
   */
  const makeFilter = (table) => {
    const rows = [...(table.tBodies[0]?.rows ?? [])];
    const region = table.closest(".ab-scroll");
    if (rows.length < LONG || !region || region.previousElementSibling?.classList.contains("ab-filter")) return;
    const input = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off" });
    const counted = document.createElement("output");
    const label = document.createElement("label");
    label.className = "ab-filter";
    label.append("Only rows with ", input, counted);
    input.addEventListener("input", () => {
      const words = input.value.toLocaleLowerCase().split(/\s+/);
      for (const row of rows) {
        const text = row.textContent?.toLocaleLowerCase() ?? "";
        row.hidden = !words.every((word) => text.includes(word));
      }
      counted.textContent = input.value.trim() ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    });
    region.before(label);
  };

  /** @param {HTMLButtonElement} button */
  const makeCopy = (button) => {
    const label = button.querySelector("span");
    if (!label || !navigator.clipboard || !button.hidden) return;
    const text = label.textContent;
    button.hidden = false;
    label.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      const address = new URL(button.dataset.link ?? "", location.href).href;
      try {
        await navigator.clipboard.writeText(address);
        label.textContent = "Copied";
      } catch {
        label.textContent = "Could not copy";
      }
      setTimeout(() => (label.textContent = text), 2000);
    });
  };

  /**
   * Read from a folder, an address that ends in a slash shows a list of files: lead to the page itself.
   * @param {MouseEvent} event
   */
  const openFile = (event) => {
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (link instanceof HTMLAnchorElement && link.protocol === "file:" && link.pathname.endsWith("/")) {
      link.pathname += "index.html";
    }
  };

  const begin = () => {
    for (const table of document.querySelectorAll("table[data-sortable]")) makeSortable(/** @type {HTMLTableElement} */ (table));
    for (const table of document.querySelectorAll("table[data-filter]")) makeFilter(/** @type {HTMLTableElement} */ (table));
    for (const button of document.querySelectorAll("button.ab-copy")) makeCopy(/** @type {HTMLButtonElement} */ (button));
    markQuote();
    openHidden();
  };

  if (globalThis.document$) globalThis.document$.subscribe(begin);
  else begin();
  if (location.protocol === "file:") addEventListener("click", openFile, { capture: true });
  addEventListener("hashchange", () => {
    markQuote();
    openHidden();
  });
}
