// The Ask page: the same finding with room. The whole answer with quotes that open in place, every passage, filters by
// book and document, an address that can be shared, and a page that prints well.

import { showCard } from "./cards.js";
import { element } from "./dom.js";
import { UNREAD, announce, showResults } from "./results.js";

/** @typedef {import("./results.js").Results} Results */
/** @typedef {import("./results.js").Filter} Filter */

const ROOMY_PAGES = 12;

/**
 * @param {HTMLElement} place
 * @param {{site: URL, books: [string, string][], search: (query: string, options: {pages: number} & Filter) => Promise<Results>}} world
 * @returns {{ask: (query: string) => Promise<void>, again: () => void}}
 */
export function makeAskPage(place, world) {
  const address = new URL(location.href);
  /** @type {Filter} */
  const filter = { book: address.searchParams.get("book") ?? "", document: address.searchParams.get("document") ?? "" };
  const status = element("p", { class: "ab-status", role: "status" });
  const filters = element("div", { class: "ab-filters" });
  const found = element("div", { class: "ab-found" });
  let query = "";
  let turn = 0;
  const fillBooks = selector("Book", (value) => {
    filter.book = value;
    filter.document = "";
  });
  const fillDocuments = selector("Document", (value) => {
    filter.document = value;
  });
  place.append(filters, status, found);

  function writeAddress() {
    for (const [name, value] of Object.entries({ q: query, ...filter })) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    address.hash = "";
    try {
      history.replaceState(history.state, "", address);
    } catch {
      // A page opened from a folder may not change its address everywhere; it works without.
    }
  }

  /** @param {string} name @param {(value: string) => void} chosen @returns {(value: string | undefined, choices: [string, string][]) => void} fills it anew; it stays, and with it the focus */
  function selector(name, chosen) {
    const select = /** @type {HTMLSelectElement} */ (element("select", {}));
    const label = element("label", { hidden: true }, `${name} `, select);
    filters.append(label);
    select.addEventListener("change", () => {
      chosen(select.value);
      void ask(query);
    });
    return (value = "", choices) => {
      const options = choices.map(([id, shown]) => element("option", { value: id }, shown));
      select.replaceChildren(element("option", { value: "" }, "all"), ...options);
      select.value = value;
      label.hidden = choices.length < 2 && !value;
    };
  }

  /** @param {Results} results */
  function showFilters(results) {
    const titles = new Set(results.documents);
    if (filter.document) titles.add(filter.document);
    fillBooks(filter.book, world.books);
    fillDocuments(filter.document, [...titles].sort((one, other) => one.localeCompare(other)).map((title) => [title, title]));
  }

  /** @param {string} wanted */
  async function ask(wanted) {
    // An instant navigation has led to another page, whose address is its own.
    if (!place.isConnected) return undefined;
    query = wanted.trim();
    turn += 1;
    const mine = turn;
    writeAddress();
    status.textContent = query && "Looking …";
    if (!query) return found.replaceChildren();
    const results = await world.search(query, { pages: ROOMY_PAGES, ...filter }).catch(() => null);
    if (mine !== turn) return undefined;
    status.textContent = results ? announce(results) : UNREAD;
    if (!results) return found.replaceChildren();
    showFilters(results);
    const shown = showResults({ ...results, card: null }, { site: world.site, room: true }, "ab-ask");
    const card = results.card ? [showCard(results.card, { site: world.site, room: true })] : [];
    for (const group of shown.groups) plainLinks(group);
    return found.replaceChildren(...card, ...shown.above, ...shown.groups);
  }

  return { ask, again: () => void ask(query) };
}

/** On a page these are links among others, not options of a list. @param {HTMLElement} group */
function plainLinks(group) {
  group.setAttribute("role", "region");
  for (const option of group.querySelectorAll('[role="option"]')) {
    for (const name of ["role", "tabindex", "aria-selected"]) option.removeAttribute(name);
  }
}
