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
  /\w_\w|[a-z][A-Z]|[A-Za-z]\.[A-Za-z]|::|^--?\w|\w\(\)|[A-Za-z]\d|\d[A-Za-z]|^[A-Z\d]{3,}$|^\d{3,}$/;
const FEW = 3;
const SPECIFIC = 0.08;

/** @param {string} query @param {Map<string, Term | null>} terms @param {number} units @returns {Kind} */
export function kindOf(query, terms, units) {
  if (QUOTED.test(query)) return "phrase";
  const parts = query.split(/\s+/).filter(Boolean);
  const names = parts.filter((part) => IDENTIFIER.test(part.replace(/^[.,;:?!]+|[.,;:?!]+$/g, "")));
  return parts.length <= 2 * names.length + 1 && tell(names, terms, units) ? "identifier" : "plain";
}

/** @param {string[]} names @param {Map<string, Term | null>} terms @param {number} units @returns {boolean} all names of code in a query stand here, and one of them in few units */
function tell(names, terms, units) {
  const fewest = Math.min(...names.map((name) => terms.get(words(name).at(-1) ?? "")?.unitsWith ?? 0));
  return fewest > 0 && fewest <= Math.max(FEW, SPECIFIC * units);
}
