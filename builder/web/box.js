// The query box: brings the inputs of a page to life. Suggestions while typing, results after a pause or at Enter.

import { makeAskPage } from "./ask.js";
import { makeCombobox } from "./combobox.js";
import { counted } from "./dom.js";
import { openBox, reader } from "./fetching.js";
import { makeEntries, suggest, weigh } from "./known.js";
import { announce, find, showResults, showSuggestions } from "./results.js";

/** @typedef {import("./results.js").Results} Results */
/** @typedef {{root: URL, site: URL, manifest: import("./fetching.js").Manifest, files?: Record<string, string>, fail: (error: unknown) => Promise<(query: string) => Promise<Results>>}} World */

const PAUSE = 350; // milliseconds without a key before a query is asked
const SHORTEST_QUERY = 3;
const MOST_RELATED = 4;

/** @param {World} world */
async function open(world) {
  const read = reader(world.root, world.files);
  const opening = openBox(world.manifest, read);
  /** @type {import("./known.js").Entry[]} */
  let entries = [];
  let weights = weigh(entries);
  const decoder = new TextDecoder();

  /** @param {string} name */
  async function addKnown(name) {
    entries = entries.concat(makeEntries(JSON.parse(decoder.decode(await read(name))), entries.length));
    weights = weigh(entries);
  }

  const [first, ...others] = world.manifest.known;
  const ready = first ? addKnown(first) : Promise.resolve();
  /** @type {Promise<void> | undefined} */
  let rest;
  const all = () => (rest ??= ready.then(() => others.reduce((before, name) => before.then(() => addKnown(name)), Promise.resolve())));

  /** @param {string} query @param {{pages?: number, book?: string, document?: string}} [options] @returns {Promise<Results>} */
  async function search(query, options) {
    try {
      const box = await opening;
      await ready;
      return await find(query, box, (number) => entries[number], options);
    } catch (error) {
      return (await world.fail(error))(query);
    }
  }

  /** Where a site has chosen it, offer the real encoder. @param {Element | null} place @param {() => void} again */
  async function sharpen(place, again) {
    const { encoder } = world.manifest;
    if (!encoder || world.files) return;
    const { offer } = await import(new URL(encoder.script, world.root).href);
    await offer(encoder, { box: opening, read, root: world.root, place, again });
  }

  return {
    search,
    sharpen,
    /** @param {string} query */
    suggest: async (query) => {
      await ready;
      void all().catch(() => {});
      return suggest(query, entries, weights);
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof open>>} Opened */

/**
 * @param {HTMLInputElement} input @param {Opened} opened @param {World} world
 * @param {(query: string) => void} entered where Enter leads @param {boolean} direct at the first Enter, not once results are seen
 */
function mount(input, opened, world, entered, direct) {
  const header = input.closest(".ab-search");
  const room = header?.querySelector("[data-ab-room]") ?? input.form ?? document.body;
  const toggle = /** @type {HTMLInputElement | null} */ (header ? document.getElementById("__search") : null);
  let turn = 0;
  let shownFor = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const combobox = makeCombobox(input, /** @type {HTMLElement} */ (room), {
    typed,
    entered: (query) => {
      if (!direct && shownFor !== query) return void results(query, true);
      clearTimeout(pause);
      turn += 1;
      combobox.toggle(false);
      return query.trim() ? entered(query) : undefined;
    },
    toggled: (isOpen) => {
      if (toggle && isOpen) toggle.checked = true;
    },
    left: () => {
      if (toggle) toggle.checked = false;
      if (toggle) input.blur();
    },
  });

  /** @param {string} query */
  function typed(query) {
    clearTimeout(pause);
    turn += 1;
    const mine = turn;
    shownFor = "";
    if (!query.trim()) return combobox.show({ groups: [], said: "" });
    if (query.trim().length >= SHORTEST_QUERY) pause = setTimeout(() => void results(query), PAUSE);
    opened.suggest(query).then(
      (entries) => {
        if (mine !== turn) return;
        const said = entries.length ? counted(entries.length, "known question") : "Looking in the documents …";
        combobox.show({ groups: showSuggestions(entries, world.site), said });
      },
      () => void results(query),
    );
    return undefined;
  }

  /** @param {string} query @param {boolean} [entered] not only paused */
  async function results(query, entered = false) {
    clearTimeout(pause);
    if (!query.trim()) return;
    turn += 1;
    const mine = turn;
    const [found, entries] = await Promise.all([opened.search(query.trim()), opened.suggest(query).catch(() => [])]);
    if (mine !== turn || (!entered && !found.covered && entries.length)) return;
    shownFor = query;
    const known = new Set([...found.related, ...entries.filter((entry) => entry.question.ask !== found.card?.ask)]);
    found.related = [...known].slice(0, MOST_RELATED);
    combobox.show({ ...showResults(found, { site: world.site, room: false }, input.id), said: announce(found) });
  }

  header?.addEventListener("focusout", (event) => {
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (!(next instanceof Node) || header.contains(next)) return;
    combobox.toggle(false);
    if (toggle) toggle.checked = false;
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target instanceof Node && !room.contains(event.target) && event.target !== input) combobox.toggle(false);
  });
  input.form?.addEventListener("submit", (event) => event.preventDefault());
  input.form?.addEventListener("reset", () => typed(""));
  if (input.value.trim() && input === document.activeElement) void (direct ? undefined : results(input.value));
}

/** Begin: called once by the loader, and again for what an instant navigation brings in. @param {World} world */
export async function start(world) {
  const opened = await open(world);
  // Opened from a folder, an address that ends in a slash shows a list of files.
  const askUrl = new URL(!world.manifest.directories ? "ask.html" : world.files ? "ask/index.html" : "ask/", world.site);

  /** @param {string} query */
  function goToAskPage(query) {
    askUrl.searchParams.set("q", query);
    location.assign(askUrl);
  }

  function mountAll() {
    const place = document.getElementById("ab-ask");
    const fresh = place && !place.dataset.abMounted;
    if (place) place.dataset.abMounted = "yes";
    const page = fresh ? makeAskPage(place, { site: world.site, books: world.manifest.books, search: opened.search }) : null;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (document.querySelectorAll("input[data-ab-query], .ab-box__query"))) {
      if (input.dataset.abMounted) continue;
      input.dataset.abMounted = "yes";
      const mine = place?.contains(input) && page ? page : null;
      mount(input, opened, world, mine ? (query) => void mine.ask(query) : goToAskPage, Boolean(mine));
      if (mine && input.value.trim()) void mine.ask(input.value);
    }
    opened.sharpen(page ? place : null, () => page?.again()).catch(() => {});
  }

  mountAll();
  return { mountAll };
}
