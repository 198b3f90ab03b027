// What meaning and words say of passages and pages comes in, their order goes out. The twin of builder/rank/pages.py.

import { rarity } from "./sureness.js";

/** @typedef {import("./files.js").Term} Term */
/** @typedef {import("./fetching.js").Box} Box */
/** @typedef {import("./rank.js").Found} Found */

const MOST_LEXICAL = 64;

/** @param {Found} one @param {Found} other */
export function bestFirst(one, other) {
  return other.score - one.score || one.number - other.number;
}

/** @param {Map<number, number>} near @param {Map<number, number>} lexical @param {string} kind @param {Box} box @returns {Map<number, Found[]>} the passages of each page, each by its own meaning and words, best first */
export function rankPassages(near, lexical, kind, box) {
  const ours = [...lexical].filter(([number]) => number < box.passages);
  const leading = ours.sort((one, other) => other[1] - one[1] || one[0] - other[0]).slice(0, MOST_LEXICAL);
  const meanings = [...near].filter(([number]) => number < box.passages);
  const best = leading.length ? leading[0][1] : 1;
  const { settings } = box.head;
  const mean = meanings.reduce((sum, [, nearness]) => sum + nearness, 0) / meanings.length;
  const elsewhere = meanings.length ? mean - settings.apart : 0;
  const weight = kind === "plain" ? settings.words : settings.names;
  /** @type {Map<number, Found[]>} */
  const found = new Map();
  for (const number of new Set([...meanings, ...leading].map(([unit]) => unit))) {
    const meaning = near.get(number) ?? elsewhere;
    const byWords = lexical.get(number) ?? 0;
    const one = { number, score: meaning + (weight * byWords) / best, meaning, words: byWords };
    const page = box.pageOf(number);
    const some = found.get(page);
    if (some) some.push(one);
    else found.set(page, [one]);
  }
  for (const some of found.values()) some.sort(bestFirst);
  return found;
}

/** @param {Map<number, Found[]>} found @param {Map<string, Term | null>} terms @param {string} kind @param {Box} box @returns {Found[]} the pages by the meaning of their two nearest passages and by the words of one: of the one that holds most of a question's words, or that is best by a name */
export function rankPages(found, terms, kind, box) {
  const held = heldTogether(terms, box);
  /** @param {Found[]} some */
  const byWords = (some) => Math.max(...some.map((one) => one.words));
  const best = byWords([...found.values()].flat()) || 1;
  const { settings, pages } = box.head;
  const plain = kind === "plain";
  return [...found]
    .map(([number, some]) => {
      const [first, second = first] = some.map((one) => one.meaning).sort((one, other) => other - one);
      const meaning = first - settings.support * (first - second) - settings.long * Math.log(pages[number]);
      const part = plain ? held[number] : byWords(some) / best;
      return { number, score: meaning + (plain ? settings.pages : settings.names) * part, meaning, words: part };
    })
    .sort(bestFirst);
}

/** @param {Map<string, Term | null>} terms @param {Box} box @returns {Float64Array} for each page what the passage that holds most of the words has of them, rare ones counting for more */
function heldTogether(terms, box) {
  /** @type {Map<number, number>} */
  const held = new Map();
  const parts = new Float64Array(box.head.pages.length);
  let most = 1e-9;
  for (const term of terms.values()) {
    const weight = rarity(term, box.units);
    most += weight;
    term?.units.forEach((unit) => unit < box.passages && held.set(unit, (held.get(unit) ?? 0) + weight));
  }
  for (const [unit, sum] of held) {
    const page = box.pageOf(unit);
    parts[page] = Math.max(parts[page], sum / most);
  }
  return parts;
}

/** @param {Map<number, Found[]>} found @param {Found[]} pages @returns {Found[]} the passages of all pages: a page's best one counts as the page does, the next ones as far behind as they are */
export function allPassages(found, pages) {
  return pages
    .flatMap(({ number, score }) => {
      const some = found.get(number) ?? [];
      return some.map((one) => ({ ...one, score: one.score + score - some[0].score }));
    })
    .sort(bestFirst);
}
