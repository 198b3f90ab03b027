// How sure a ranking is: that the first known question asks what the query asks, that the documents cover it at all.
// The twin of builder/rank/sureness.py.

import { words } from "./words.js";

/** @typedef {import("./files.js").Term} Term */
/** @typedef {import("./fetching.js").Box} Box */
/** @typedef {import("./rank.js").Found} Found */

const NEAREST = 5;
const LEADING = 10;
const MOST_LEAD = 0.15;
const RIVALS = 20;
const FIRST_PAGES = 5;
const FAMILIAR = 0.3;

/** @param {Float64Array} one @param {Float64Array} other */
export function dot(one, other) {
  let sum = 0;
  for (let place = 0; place < one.length; place += 1) sum += one[place] * other[place];
  return sum;
}

/** @param {Term | null} term @param {number} units @returns {number} how much a term tells */
export function rarity(term, units) {
  const having = term ? term.unitsWith : 0;
  return Math.log1p((units - having + 0.5) / (having + 0.5));
}

/** @param {Found[]} questions @param {string} kind @param {number} nearBy @param {number} used @param {number} strange @param {Record<string, number>} settings @param {number} known how many questions are */
export function samenessOf(questions, kind, nearBy, used, strange, settings, known) {
  const [first, second] = questions;
  if (!first) return 0;
  const ahead = second ? Math.min(first.score - second.score, MOST_LEAD) : MOST_LEAD;
  const lead = ahead * Math.min((known - 1) / RIVALS, 1);
  const held = used ? first.words : 0;
  const about = kind === "plain" ? first.meaning + settings.about * nearBy : settings.named * held;
  return about + settings.held * held + settings.lead * lead - settings.strange * strange;
}

/**
 * @param {Map<string, Term | null>} terms @param {Box} box @returns {{holding: Set<number>, bare: boolean}} the passages that hold all words
 *   of a query that tell something, none where only one of its words does, and whether it has no other words
 */
export function holdingAll(terms, box) {
  const telling = [...terms].filter(([name]) => !box.head.common.has(name)).map(([, term]) => new Set(term?.units));
  const bare = telling.length === terms.size;
  const enough = bare ? telling : telling.slice(1);
  return { bare, holding: new Set(enough.length ? [...telling[0]].filter((unit) => unit < box.passages && telling.every((units) => units.has(unit))) : []) };
}

/** @param {string} kind @param {number} sameness @param {number} confidence @param {Record<string, number>} settings @returns {boolean} the first question is like the query, and that is not on a subject that is foreign here */
export function asksTheSame(kind, sameness, confidence, settings) {
  return sameness >= settings.same && (kind !== "plain" || confidence >= settings.covered - settings.nearly);
}

/** @param {number[]} cited @param {Found[]} pages @returns {boolean} an answer rests on pages that are known, and on none of the first that the query finds */
export function isElsewhere(cited, pages) {
  return cited.length > 0 && pages.slice(0, FIRST_PAGES).every(({ number }) => !cited.includes(number));
}

/** @param {Map<string, Term | null>} terms @param {[string, string][]} opposed @returns {boolean} the query holds the opposite of a question's word, and not the word */
export function asksTheOpposite(terms, opposed) {
  return opposed.some(([own, other]) => terms.has(other) && !terms.has(own));
}

/** @param {Map<string, Term | null>} terms @param {Box} box @returns {number} how much of a query is strange here: words that nobody uses, as far as nothing here is near what they mean */
export function strangenessOf(terms, box) {
  let strange = 0;
  for (const [name, term] of terms) {
    if (box.head.common.has(name) || term?.unitsWith || /^\d+[a-z]{0,2}$/.test(name)) continue;
    const row = term?.row;
    const near = row ? Math.max(0, ...box.head.centres.map((centre) => dot(centre, row))) / Math.max(Math.sqrt(dot(row, row)), 1e-9) : 0;
    strange += rarity(term, box.units) * Math.max(0, FAMILIAR - near);
  }
  return strange;
}

/** @param {string} query @param {Map<string, Term | null>} terms @param {(unit: number) => boolean} here @returns {boolean} a word with a capital letter, after the first, stands in none of the units that are here */
export function namesTheAbsent(query, terms, here) {
  const names = query.trim().split(/\s+/).slice(1).filter((word) => /^[^\p{L}\p{N}_]*[A-Z][a-z]/u.test(word));
  return names.flatMap((name) => words(name).slice(-1)).some((name) => {
    const term = terms.get(name);
    return !term?.unitsWith || (term.units.length === term.unitsWith && !term.units.some(here));
  });
}

/** @param {Map<string, Term | null>} terms @param {Box} box @param {(unit: number) => boolean} wanted */
export function usedShare(terms, box, wanted) {
  let all = 0;
  let used = 0;
  for (const [name, term] of terms) {
    if (box.head.common.has(name)) continue;
    const weight = rarity(term, box.units);
    all += weight;
    if (term?.units.some(wanted)) used += weight;
  }
  return all ? used / all : 0;
}

/** @param {Found[]} passages */
export function nearnessOf(passages) {
  const nearest = passages.map((one) => one.meaning).sort((one, other) => other - one).slice(0, NEAREST);
  return nearest.length ? nearest.reduce((sum, one) => sum + one, 0) / nearest.length : 0;
}

/** @param {Found[]} passages @param {number} nearBy @param {number} most @param {number} used @param {Record<string, number>} settings */
export function confidenceIn(passages, nearBy, most, used, settings) {
  const held = Math.max(0, ...passages.slice(0, LEADING).map((one) => one.words)) / Math.max(most, 1e-9);
  return nearBy + settings.sure * held + settings.used * used;
}
