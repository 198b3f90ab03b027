// The Ask page: the same finding with room. The whole answer with quotes that open in place, every passage, filters by
// book and document, an address that can be shared, and a page that prints well.

import { showCard } from "./cards.js";
import { element } from "./dom.js";
import { announce, showResults } from "./results.js";

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

  /** @param {string} label @param {string} value @param {[string, string][]} choices @param {(value: string) => void} chosen */
  function selector(label, value, choices, chosen) {
    const select = /** @type {HTMLSelectElement} */ (element("select", {}));
    select.append(element("option", { value: "" }, "all"), ...choices.map(([id, name]) => element("option", { value: id, selected: id === value }, name)));
    select.addEventListener("change", () => chosen(select.value));
    return element("label", {}, `${label} `, select);
  }

  /** @param {Results} results */
  function showFilters(results) {
    const titles = new Set([...results.groups.map((one) => one.title), ...(results.card?.answers ?? []).map((one) => one.document).filter(Boolean)]);
    if (filter.document) titles.add(filter.document);
    filters.replaceChildren(
      world.books.length > 1
        ? selector("Book", filter.book ?? "", world.books, (value) => {
            filter.book = value;
            filter.document = "";
            void ask(query);
          })
        : "",
      titles.size > 1 || filter.document
        ? selector("Document", filter.document ?? "", [...titles].map((title) => [title, title]), (value) => {
            filter.document = value;
            void ask(query);
          })
        : "",
    );
  }

  /** @param {string} wanted */
  async function ask(wanted) {
    query = wanted.trim();
    turn += 1;
    const mine = turn;
    writeAddress();
    if (!query) return found.replaceChildren();
    status.textContent = "Looking …";
    const results = await world.search(query, { pages: ROOMY_PAGES, ...filter });
    if (mine !== turn) return undefined;
    showFilters(results);
    const shown = showResults({ ...results, card: null }, { site: world.site, room: true }, "ab-ask");
    const card = results.card ? [showCard(results.card, { site: world.site, room: true }, filter.document)] : [];
    for (const group of shown.groups) plainLinks(group);
    found.replaceChildren(...card, ...shown.above, ...shown.groups);
    status.textContent = announce(results);
    return undefined;
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
