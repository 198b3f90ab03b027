// Plain search, for when the query box fails for whatever reason: the search index that MkDocs writes, read as it is.
// Needs nothing of the query box, so that it cannot fail with it.

/** @typedef {{location: string, title: string, text: string}} Section */

const PAGES = 10;

/** @param {string} text */
const lettersOf = (text) => text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];

/** @type {Promise<Section[]> | undefined} read once for all that ask */
let sections;

/** @param {URL} site @returns {(query: string) => Promise<any>} */
export function plainSearch(site) {
  async function read() {
    const answer = await fetch(new URL("search/search_index.json", site));
    if (!answer.ok) throw new Error(`search_index.json: ${answer.status}`);
    return /** @type {Section[]} */ ((await answer.json()).docs);
  }

  /** @param {Section} section @param {string[]} wanted */
  function score(section, wanted) {
    const text = lettersOf(section.text);
    const title = lettersOf(section.title);
    return wanted.reduce((sum, word) => {
      const times = text.filter((other) => other.startsWith(word)).length;
      return sum + (times ? 1 + Math.log(times) / 4 : 0) + (title.some((other) => other.startsWith(word)) ? 2 : 0);
    }, 0);
  }

  /** @param {string} html the index holds text with a few tags in it @returns {string} */
  const textOf = (html) => html.replace(/<[^>]*>/g, " ").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim();

  return async (query) => {
    sections ??= read();
    sections.catch(() => (sections = undefined));
    const found = await sections;
    const wanted = lettersOf(query);
    const best = found
      .map((section) => ({ section, points: score(section, wanted) }))
      .filter(({ points }) => points > 0)
      .sort((one, other) => other.points - one.points)
      .slice(0, PAGES);
    return {
      query,
      card: null,
      groups: best.map(({ section }) => ({
        title: textOf(section.title),
        url: section.location,
        passages: [{ page: 0, title: textOf(section.title), url: section.location, book: "", headings: [textOf(section.title)], text: textOf(section.text), kind: "paragraph", printed: 0 }],
      })),
      documents: best.map(({ section }) => textOf(section.title)),
      related: [],
      covered: true,
      doubtful: false,
      terms: wanted,
      corrected: [],
      plain: true,
    };
  };
}

/**
 * Without any of the query box's own code: plain links under every input, those too that come in place of them.
 * @param {string} inputs which they are @param {URL} site
 */
export function mountPlain(inputs, site) {
  const search = plainSearch(site);
  const mountAll = () => {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll(inputs))) {
      if (!input.dataset.abMounted) mountInput(input, search, site);
      input.dataset.abMounted = "plain";
    }
  };
  mountAll();
  return { mountAll };
}

/** @param {HTMLInputElement} input @param {(query: string) => Promise<any>} search @param {URL} site */
function mountInput(input, search, site) {
  const header = input.closest(".ab-search");
  // The theme shows the header's panel while this is checked.
  const toggle = /** @type {HTMLInputElement | null} */ (header && document.getElementById("__search"));
  const list = document.createElement("ul");
  list.className = "ab-panel ab-plain";
  (header?.querySelector("[data-ab-room]") ?? input.form?.parentElement ?? document.body).append(list);
  /** @param {string | Node} content */
  const row = (content) => {
    const made = document.createElement("li");
    made.append(content);
    return made;
  };
  /** @param {{title: string, url: string}} group */
  const linked = (group) => Object.assign(document.createElement("a"), { href: new URL(group.url, site).href, textContent: group.title });
  const show = async () => {
    const query = input.value.trim();
    const found = query ? await search(query).catch(() => null) : { groups: [] };
    if (query !== input.value.trim()) return;
    const rows = (found?.groups ?? []).map((/** @type {{title: string, url: string}} */ group) => row(linked(group)));
    if (query && !rows.length) rows.push(row(found ? "Nothing found" : "The search index could not be read."));
    list.replaceChildren(...rows);
    if (toggle && query) toggle.checked = true;
  };
  input.addEventListener("input", () => void show());
  if (input.value) void show();
}
