// The Ask page: the same finding with room. The whole answer with quotes that open in place, every passage, filters by
// book and document, an address that can be shared, and a page that prints well.

import { element } from "./dom.js";
import { UNREAD, announce, showResults, sought } from "./results.js";

/** @typedef {import("./results.js").Results} Results */
/** @typedef {import("./results.js").Filter} Filter */

const ROOMY_PAGES = 12;

/**
 * @param {HTMLElement} place
 * @param {{site: URL, books: [string, string][], search: (query: string, options: {pages: number} & Filter) => Promise<Results>}} world
 * @returns {{ask: (query: string) => void, show: () => void}}
 */
export function makeAskPage(place, world) {
  const input = /** @type {HTMLInputElement} */ (place.querySelector("input"));
  const status = element("p", { class: "ab-status", role: "status" });
  const filters = element("div", { class: "ab-filters" });
  const found = element("div", { class: "ab-found" });
  let asked = new URL(location.href).searchParams;
  const { title } = document;
  let turn = 0;
  const fillBooks = selector("Book", (book) => change({ book, document: "" }));
  const fillDocuments = selector("Document found", (document) => change({ document }));
  const everywhere = element("button", { type: "button", class: "ab-everywhere" }, "Ask all documents");
  everywhere.addEventListener("click", () => {
    input.focus();
    change({ book: "", document: "" });
  });
  place.append(filters, status, found);

  /** @param {string} name */
  const now = (name) => (asked.get(name) ?? "").trim();

  /** @param {Record<string, string>} parts of the address @param {"pushState" | "replaceState"} [how] */
  function change(parts, how = "replaceState") {
    // An instant navigation has led to another page, whose address is its own.
    if (!place.isConnected) return;
    for (const [name, value] of Object.entries(parts)) {
      if (value) asked.set(name, value);
      else asked.delete(name);
    }
    const address = new URL(location.href);
    address.search = `${asked}`;
    address.hash = "";
    try {
      history[how](history.state, "", address);
    } catch {
      // A page opened from a folder may not change its address everywhere; it works without.
    }
    void show();
  }

  /** Back to an earlier question. */
  function back() {
    if (!place.isConnected) return removeEventListener("popstate", back);
    asked = new URL(location.href).searchParams;
    input.value = now("q");
    return void show();
  }

  /** @param {string} name @param {(value: string) => void} chosen @returns {(value: string, choices: [string, string][]) => void} fills it anew; it stays, and with it the focus */
  function selector(name, chosen) {
    const select = /** @type {HTMLSelectElement} */ (element("select", {}));
    const label = element("label", { hidden: true }, `${name} `, select);
    filters.append(label);
    select.addEventListener("change", () => chosen(select.value));
    return (value, choices) => {
      const options = choices.map(([id, shown]) => element("option", { value: id }, shown));
      select.replaceChildren(element("option", { value: "" }, "all"), ...options);
      select.value = value;
      label.hidden = choices.length < 2 && !value;
    };
  }

  /** @param {Results} results */
  function showFilters(results) {
    const titles = new Set(results.documents);
    if (now("document")) titles.add(now("document"));
    fillBooks(now("book"), world.books);
    fillDocuments(now("document"), [...titles].sort((one, other) => one.localeCompare(other)).map((title) => [title, title]));
  }

  async function show() {
    if (!place.isConnected) return undefined;
    turn += 1;
    const mine = turn;
    const query = sought(now("q"));
    filters.hidden = !query;
    found.dataset.asked = query;
    document.title = query ? `${query} - ${title}` : title;
    status.textContent = query && "Looking …";
    if (!query) return found.replaceChildren();
    const results = await world.search(query, { pages: ROOMY_PAGES, book: now("book"), document: now("document") }).catch(() => null);
    if (mine !== turn) return undefined;
    status.textContent = results ? announce(results) : UNREAD;
    if (!results) return found.replaceChildren();
    showFilters(results);
    const shown = showResults(results, { site: world.site, room: true }, "ab-found");
    if (results.within && !results.covered) shown.above.push(everywhere);
    return found.replaceChildren(...shown.above, ...shown.groups);
  }

  addEventListener("popstate", back);
  return {
    ask: (query) => {
      const q = query.trim();
      change(q ? { q } : { q, book: "", document: "" }, q === now("q") ? "replaceState" : "pushState");
    },
    show: () => void show(),
  };
}
