// The query box: brings the inputs of a page to life. Suggestions while typing, results after a pause or at Enter.

import { makeAskPage } from "./ask.js";
import { makeCombobox } from "./combobox.js";
import { counted } from "./dom.js";
import { once, openBox, reader } from "./fetching.js";
import { makeEntries, suggest, weigh } from "./known.js";
import { UNREAD, announce, find, showResults, showSuggestions, sought } from "./results.js";
import { UNSPACED_LETTER } from "./words.js";

/** @typedef {import("./known.js").Entry} Entry */
/** @typedef {import("./results.js").Results} Results */
/** @typedef {{pages?: number, book?: string, document?: string}} Wanted */
/** @typedef {{root: URL, site: URL, manifest: import("./fetching.js").Manifest, files?: Record<string, string>, fail: (error: unknown) => Promise<(query: string) => Promise<Results>>}} World */

const PAUSE = 350; // milliseconds without a key before a query is asked
const SLOW = 500; // milliseconds without an answer before that is said
const SHORTEST_QUERY = 2; // one letter, where a letter may be a word
const MOST_RELATED = 4;
const LOOKING = "Looking in the documents …";

/** The files of one build. @param {World} world @param {import("./fetching.js").Manifest} manifest */
function openBuild(world, manifest) {
  const read = reader(world.root, world.files);
  const opening = once(() => openBox(manifest, read));
  /** @type {Entry[]} */
  let entries = [];
  let weights = weigh(entries);
  const decoder = new TextDecoder();
  const packs = manifest.known.map((name) => once(async () => JSON.parse(decoder.decode(await read(name)))));
  let added = 0;

  async function addKnown() {
    entries = entries.concat(makeEntries(await packs[added](), entries.length));
    weights = weigh(entries);
    added += 1;
  }

  const ready = once(async () => {
    if (packs.length) await addKnown();
  });
  const all = once(async () => {
    await ready();
    while (added < packs.length) await addKnown();
  });
  void opening();
  void ready();

  /** A question of any pack, without those before it. @param {number} number */
  async function entry(number) {
    const { length } = await packs[0]();
    const place = number % length;
    return makeEntries([(await packs[(number - place) / length]())[place]], number)[0];
  }

  /** Where a site has chosen it, offer the real encoder. @param {Element | null} place @param {() => void} again */
  async function sharpen(place, again) {
    const { encoder } = manifest;
    if (!encoder || world.files) return;
    const { offer } = await import(new URL(encoder.script, world.root).href);
    await offer(encoder, { box: opening(), read, root: world.root, place, again });
  }

  return {
    manifest,
    sharpen,
    /** @param {string} query @param {Wanted} [options] @returns {Promise<Results>} */
    search: async (query, options) => find(query, await opening(), entry, options),
    /** @param {string} query */
    suggest: async (query) => {
      await ready();
      void all();
      return suggest(query, entries, weights);
    },
  };
}

/** The newest build: where the site was published anew since the page was opened, the files of the last one are gone. @param {World} world */
function open(world) {
  let build = openBuild(world, world.manifest);

  /** Opened from a folder nothing is fetched. */
  async function renew() {
    const manifest = await (await fetch(new URL("box.json", world.root), { cache: "no-cache" })).json();
    if (manifest.head !== build.manifest.head) build = openBuild(world, manifest);
  }

  /** @param {string} query @param {Wanted} [options] @returns {Promise<Results>} */
  async function search(query, options) {
    const asked = build;
    try {
      return await asked.search(query, options);
    } catch (error) {
      // Another query may have found it first.
      if (asked === build) await renew().catch(() => {});
      return asked === build ? (await world.fail(error))(query) : search(query, options);
    }
  }

  return {
    search,
    /** @param {Element | null} place @param {() => void} again */
    sharpen: (place, again) => build.sharpen(place, again),
    /** @param {string} query */
    suggest: (query) => build.suggest(query),
  };
}

/** @typedef {ReturnType<typeof open>} Opened */

/**
 * @param {HTMLInputElement} input @param {Opened} opened @param {World} world
 * @param {(query: string) => void} entered where Enter leads @param {boolean} direct at the first Enter, not once results are seen
 */
function mount(input, opened, world, entered, direct) {
  const header = input.closest(".ab-search");
  const room = header?.querySelector("[data-ab-room]") ?? input.form ?? document.body;
  const around = header ?? input.form;
  const toggle = /** @type {HTMLInputElement | null} */ (header ? document.getElementById("__search") : null);
  let turn = 0;
  let shownFor = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let pause;

  const combobox = makeCombobox(input, /** @type {HTMLElement} */ (room), {
    typed,
    entered: (query) => (direct || shownFor === query ? leadOn(query) : void results(query, true)),
    dismissed: dismiss,
    // For the way back, which load.js reads.
    opened: () => history.replaceState({ ...history.state, asked: [input.id, input.value] }, ""),
    toggled: (isOpen) => {
      if (isOpen) switchTo(true);
    },
    left: () => {
      switchTo(false);
      if (toggle) input.blur();
    },
  });

  /** By a click, so that the theme hears of it. @param {boolean} wanted */
  function switchTo(wanted) {
    if (toggle && toggle.checked !== wanted) toggle.click();
  }

  /** Closes the panel, and nothing that is still on its way opens it again. */
  function dismiss() {
    clearTimeout(pause);
    turn += 1;
    combobox.toggle(false);
  }

  /** @param {string} query */
  function leadOn(query) {
    dismiss();
    if (direct || sought(query)) entered(query);
  }

  /** @param {Entry[]} entries @param {string} [said] */
  function suggested(entries, said) {
    const known = entries.length ? `${counted(entries.length, "known question")} · ` : "";
    return { groups: showSuggestions(entries, world.site), said: said || `${known}Enter looks in the documents` };
  }

  /** @param {string} query */
  function typed(query) {
    clearTimeout(pause);
    turn += 1;
    const mine = turn;
    shownFor = "";
    if (!sought(query)) return combobox.show({ groups: [], said: "" });
    const long = query.trim().length >= SHORTEST_QUERY || query.search(UNSPACED_LETTER) >= 0;
    if (long) pause = setTimeout(() => void results(query), PAUSE);
    opened.suggest(query).then(
      (entries) => {
        if (mine !== turn) return;
        combobox.show(suggested(entries, entries.length || !long ? "" : LOOKING));
      },
      () => {
        if (mine === turn) void results(query);
      },
    );
    return undefined;
  }

  /** @param {string} query @param {boolean} [entered] not only paused */
  async function results(query, entered = false) {
    clearTimeout(pause);
    if (!sought(query)) return;
    turn += 1;
    const mine = turn;
    const slow = setTimeout(() => mine === turn && combobox.say(LOOKING), SLOW);
    const [found, entries] = await Promise.all([opened.search(query.trim()).catch(() => null), opened.suggest(query).catch(() => [])]);
    clearTimeout(slow);
    if (mine !== turn) return;
    if (!entered && input.hasAttribute("aria-activedescendant")) return combobox.say(suggested(entries).said);
    if (!entered && found && !found.covered && entries.length) return combobox.show(suggested(entries));
    if (!found) return combobox.show({ groups: [], said: UNREAD });
    shownFor = query;
    const known = [...found.related, ...entries.filter((entry) => entry.question.ask !== found.card?.ask)];
    found.related = [...new Map(known.map((entry) => [entry.number, entry])).values()].slice(0, MOST_RELATED);
    combobox.show({ ...showResults(found, { site: world.site, room: false }, input.id), said: announce(found) });
  }

  /** @param {Event} event */
  function pressed(event) {
    const place = /** @type {Node} */ (event.target);
    // An instant navigation may have taken the input away.
    if (!input.isConnected) document.removeEventListener("pointerdown", pressed);
    else if (place !== input && !room.contains(place)) dismiss();
  }

  around?.addEventListener("focusout", (event) => {
    const next = /** @type {FocusEvent} */ (event).relatedTarget;
    if (!(next instanceof Node) || around.contains(next)) return;
    dismiss();
    switchTo(false);
  });
  around?.addEventListener("keydown", (event) => {
    if (/** @type {KeyboardEvent} */ (event).key !== "Escape" || event.target === input) return;
    dismiss();
    input.focus();
    event.stopPropagation();
  });
  document.addEventListener("pointerdown", pressed);
  input.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    leadOn(input.value);
  });
  input.form?.addEventListener("reset", () => {
    typed("");
    input.focus();
  });
  if (!direct && input === document.activeElement) void results(input.value, true);
}

/** Begin: called once by the loader, and again for what an instant navigation brings in. @param {World} world */
export async function start(world) {
  const opened = open(world);
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
      const mine = place?.contains(input) ? page : null;
      mount(input, opened, world, mine ? mine.ask : goToAskPage, !!mine);
    }
    page?.show();
    opened.sharpen(page ? place : null, () => page?.show()).catch(() => {});
  }

  // A browser may keep a page that is left by a link, and show it again with its panel closed.
  addEventListener("pageshow", ({ persisted }) => {
    if (persisted) document.getElementById(history.state?.asked?.[0])?.dispatchEvent(new Event("input"));
  });
  mountAll();
  return { mountAll };
}
