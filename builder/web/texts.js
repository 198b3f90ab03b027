// Passages by their numbers: their words, where they stand, and the sentence of each that is nearest to a query.

import { element } from "./dom.js";
import { SPACED_LETTER, UNSPACED_LETTER, fold, words } from "./words.js";

/** @typedef {import("./fetching.js").Box} Box */
/** @typedef {{page: number, title: string, url: string, book: string, headings: string[], text: string, kind: string, printed: number, number: number, next?: {text: string, kind: string}}} Shown `next`: what its last words announce */

const LONGEST_EXCERPT = 260;
const LINED = /code|table|list/; // kinds of passages whose lines stay lines
const LONGEST_TOLD = 80; // of the words that a link names
const SHORTEST_TOLD = 24;
const BETWEEN = /(?<=[.!?…]["'”’)\]]*)\s+|\n+|(?<=[。！？][」』”’）]*)(?![」』”’）。！？])/;
// A word; or, where no blanks part the words, a letter with the one before and the one after it.
const SHOWN_WORD = new RegExp(`(?<=(${UNSPACED_LETTER}?))${UNSPACED_LETTER}(?=(${UNSPACED_LETTER}?))|${SPACED_LETTER}+(?:[.'’-]${SPACED_LETTER}+)*`, "gu");

/** @param {number} passage @param {Box} box @returns {Promise<Shown>} */
export async function readPassage(passage, box) {
  const perFile = box.head.settings.perFile;
  const file = await box.json("texts", Math.floor(passage / perFile));
  const [page, place, headings, text, kind, printed] = file.passages[passage % perFile];
  const [title, url, book] = file.pages[page];
  // In the next file it is left out: to read that would be one more round trip.
  const [nextPage, , , nextText, nextKind] = file.passages[(passage % perFile) + 1] ?? [];
  const next = text.endsWith(":") && nextPage === page && LINED.test(nextKind) ? { text: nextText, kind: nextKind } : undefined;
  return { page, title, url: place ? `${url}#${place}` : url, book, headings, text, kind, printed, number: passage, next };
}

/** @param {string} text @returns {string} all that a phrase must agree in: not cases, kinds of apostrophes and lines */
export function levelled(text) {
  return text.toLowerCase().replace(/[‘’]/g, "'").replace(/\s+/g, " ");
}

/** @param {string} text @param {Set<string>} wanted @returns {number} how many of the wanted terms it holds */
export function held(text, wanted) {
  return new Set(words(text).filter((term) => wanted.has(term))).size;
}

/** @param {string} term @param {string} text @param {number} [parts] @returns {string} the term as a word of the text, if it is one: one of so many terms, if there is such a one */
export function wholeWord(term, text, parts = 1) {
  const holding = (text.match(SHOWN_WORD) ?? []).filter((word) => words(word).includes(term));
  return holding.find((word) => words(word).length === parts) ?? holding[0] ?? term;
}

/** @param {{text: string, kind: string}} passage @param {string[]} terms @returns {string} the sentence or line with most of the terms, and what follows it */
export function excerptOf({ text, kind }, terms) {
  const lined = LINED.test(kind);
  const wanted = new Set(terms);
  const sentences = text.split(lined ? /\n+/ : BETWEEN);
  let best = 0;
  let most = -1;
  sentences.forEach((sentence, row) => {
    const found = held(sentence, wanted);
    if (found > most) [best, most] = [row, found];
  });
  let shown = sentences[best].trim();
  for (let row = best + 1; row < sentences.length && shown.length < LONGEST_EXCERPT / 2; row += 1) shown += (lined ? "\n" : /[。！？][」』”’）]*$/.test(shown) ? "" : " ") + sentences[row].trimEnd();
  const before = best > 0 ? "… " : "";
  return before + (shown.length > LONGEST_EXCERPT ? `${shown.slice(0, LONGEST_EXCERPT).replace(/\s+\S{0,40}$/, "")} …` : shown);
}

/** @param {string} url of the heading above a passage @param {string} shown what an excerpt shows @returns {string} where a browser can, the place of these very words, which it then marks; few words may stand elsewhere too */
export function atWords(url, shown) {
  const [first] = shown.replace(/^… /, "").split(BETWEEN);
  const told = `${first} `.slice(0, LONGEST_TOLD).replace(/\s+\S*$/, "");
  const can = "fragmentDirective" in document && told.length > SHORTEST_TOLD && url.includes("#");
  return can ? `${url}:~:text=${encodeURIComponent(told).replaceAll("-", "%2D")}` : url;
}

/** @param {string} text @param {string[]} terms @returns {DocumentFragment} the text, each word that was asked for in a mark */
export function marked(text, terms) {
  const wanted = new Set(terms);
  const made = new DocumentFragment();
  let at = 0;
  for (const match of text.matchAll(SHOWN_WORD)) {
    const [word, before = "", after = ""] = match;
    if (![before + word, word + after].some((part) => held(fold(part), wanted))) continue;
    if (made.lastElementChild && at === match.index) made.lastElementChild.append(word);
    else made.append(text.slice(at, match.index), element("mark", {}, word));
    at = match.index + word.length;
  }
  made.append(text.slice(at));
  return made;
}
