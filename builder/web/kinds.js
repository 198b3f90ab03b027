// What kind of query it is: words in a fixed order, a name of code, or a plain question. The twin of builder/rank/kinds.py.

import { SPACED_LETTER, UNSPACED_LETTER, words } from "./words.js";

/** @typedef {import("./files.js").Term} Term */
/** @typedef {"plain" | "identifier" | "phrase"} Kind */

// 3.5" is a length: a phrase begins after a blank or a bracket and ends before no word, but where no blanks part the
// words. French has blanks inside « and ».
export const QUOTED = new RegExp(
  `(?<=^|[\\s(\\[{<（、。，：]|${UNSPACED_LETTER})(?:«\\s+|["“”„«»])(?!\\s)([^"“”„«»]{2,})(?<!\\s)(?:\\s+»|["“”„«»])(?!${SPACED_LETTER})`,
  "u",
);
const IDENTIFIER =
  /\w_\w|[a-z][A-Z]|[A-Za-z]\.[A-Za-z]|::|^--?\w|\w\(\)|[A-Za-z]\d|\d[A-Za-z]|^[A-Z\d]{3,}$/;
const FEW = 3;
const SPECIFIC = 0.08;

/** @param {string} query @param {Map<string, Term | null>} terms @param {number} units @returns {Kind} */
export function kindOf(query, terms, units) {
  if (QUOTED.test(query)) return "phrase";
  const names = namesIn(query);
  const fewest = Math.min(...names.map((name) => unitsOf(name, terms)));
  // All names of code in a query stand here, and one of them in few units.
  const tell = fewest && fewest <= Math.max(FEW, SPECIFIC * units);
  return tell && query.trim().split(/\s+/).length <= 2 * names.length + 1 ? "identifier" : "plain";
}

/** @param {string} query @returns {string[]} the names of code in a query */
function namesIn(query) {
  return (query.match(/[^\s.,;:?!](\S*[^\s.,;:?!])?/g) ?? []).filter((part) => IDENTIFIER.test(part));
}

/** @param {string} query @param {Map<string, Term | null>} terms @returns {string[]} the names in a query that stand nowhere here; no amounts, and no letters set apart: `5gb`, `e.g.` */
export const namesNowhere = (query, terms) => namesIn(query).filter((name) => /^(?!\d).*\w\w/.test(name) && !unitsOf(name, terms));

/** @param {string} name @param {Map<string, Term | null>} terms @returns {number} how many units hold a name as a whole */
function unitsOf(name, terms) {
  return terms.get(words(name).slice(-1)[0])?.unitsWith ?? 0;
}
