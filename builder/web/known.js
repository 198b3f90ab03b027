// Known questions that match what has been typed so far: by words in any order, from their first letters, slips forgiven.
// Needs no vectors: only the questions' own words.

import { distance, slips } from "./spelling.js";
import { shortened, words } from "./words.js";

/** @typedef {{ask: string, also: string[], book: string, topic: string, url: string, stated: number, silent: number, of: number, each: boolean}} Known */
/** @typedef {{number: number, question: Known, terms: Set<string>[]}} Entry */

const MOST_SUGGESTED = 6;

/** @param {Known[]} questions @param {number} first @returns {Entry[]} */
export function makeEntries(questions, first) {
  return questions.map((question, row) => ({
    number: first + row,
    question,
    terms: [question.ask, ...question.also].map((wording) => new Set(words(wording))),
  }));
}

/** @param {string} typed @param {Set<string>} terms @param {boolean} unfinished @returns {number} 1 for the word itself, less for a near one */
function fits(typed, terms, unfinished) {
  if (terms.has(typed)) return 1;
  let best = 0;
  for (const term of terms) {
    if (term.startsWith(typed) && (unfinished || typed.length > 3)) best = Math.max(best, unfinished ? 0.9 : 0.7);
    else if (slips(typed) && term[0] === typed[0]) {
      const most = slips(typed);
      const begun = unfinished && term.length > typed.length ? term.slice(0, typed.length) : term;
      if (distance(typed, begun, most) <= most) best = Math.max(best, 0.5);
    }
  }
  return best;
}

/** @param {Entry[]} entries @returns {Map<string, number>} how much each term tells among these questions */
export function weigh(entries) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { terms } of entries) {
    for (const term of new Set(terms.flatMap((wording) => [...wording]))) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return new Map([...counts].map(([term, count]) => [term, Math.log1p(entries.length / count)]));
}

/** @param {string} query @param {Entry[]} entries @param {Map<string, number>} weights @returns {Entry[]} best first */
export function suggest(query, entries, weights) {
  const typed = words(shortened(query));
  if (!typed.length) return [];
  const unfinished = !/[\s?.!]$/.test(query);
  const usual = Math.log1p(entries.length);
  const scored = entries.map((entry) => {
    const start = entry.question.ask.toLowerCase().startsWith(query.trim().toLowerCase()) ? 2 : 0;
    const scores = entry.terms.map((terms, wording) => {
      let score = 0;
      let missing = 0;
      typed.forEach((term, place) => {
        const weight = weights.get(term) ?? usual;
        const fit = fits(term, terms, unfinished && place === typed.length - 1);
        if (fit) score += fit * weight;
        else missing += weight;
      });
      return score - 0.7 * missing - (wording ? 0.1 : 0) - terms.size / 1000;
    });
    return { entry, score: start + Math.max(...scores) };
  });
  return scored
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score || one.entry.number - other.entry.number)
    .slice(0, MOST_SUGGESTED)
    .map(({ entry }) => entry);
}
