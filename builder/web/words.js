// Text comes in as terms, the same ones as of its twin builder/rank/words.py: the golden files hold both to it.

const WORD = "\\p{L}\\p{N}\\p{M}_";
const LOW = "(?:(?![0-9A-Z_])[\\p{L}\\p{N}\\p{M}])";
// And variation selectors, which choose between looks of one letter.
const ACCENT = /[\u0300-\u036f\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/gu;
const POSSESSIVE = new RegExp(`(?<=[\\p{L}\\p{N}_])['’ʼ]s(?![${WORD}])`, "gu");
const APOSTROPHE = /(?<=[\p{L}\p{N}_])['’ʼ](?=[\p{L}\p{N}_])/gu;
const NAME = new RegExp(`[${WORD}]+(?:(?:[.-]|::)[${WORD}]+)*(?:(?:\\+\\+|#)(?![\\p{L}\\p{N}_]))?`, "gu");
const PART = new RegExp(`[0-9]+|[A-Z]{2,}(?!${LOW})|[A-Z]*${LOW}+|[A-Z]|(?:\\+\\+|#)$`, "gu");
// Scripts that put no blanks between words: Thai to Lao, Burmese, Khmer, kana, Han, Hangul.
export const UNSPACED_LETTER =
  "[\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff]";
export const SPACED_LETTER = `(?:(?!${UNSPACED_LETTER})[${WORD}])`;
const UNSPACED = new RegExp(`${UNSPACED_LETTER}+`, "g");
const ENGLISH = /^[a-z]{4,}$/;
const DOUBLED = /([bdgmnprt])\1$/;
const SHORT = /^[^aeiouy][aeiouy][^aeiouwxy]$/;
const AMERICAN = /(?<=[a-z]{3})([iy])z(?=$|er$|ation$)/;
const BRITISH = /(?<=[a-z]{2})our$/;

const HALF_QUERY = 250;

/** @param {string} query @returns {string} of a long one its beginning and its end: what is pasted often says last what is wrong */
export function shortened(query) {
  const letters = [...query];
  const start = letters.slice(0, HALF_QUERY).join("").replace(/\s\S*$/, "");
  const end = letters.slice(-HALF_QUERY).join("").replace(/^\S*\s/, "");
  return letters.length > 2 * HALF_QUERY ? `${start} ${end}` : query;
}

/** @param {string} text @returns {string} without accents, ligatures, variants and apostrophes, cases as they were */
export function fold(text) {
  const bare = text.normalize("NFKD").replace(ACCENT, "").normalize("NFC");
  return bare.replace(POSSESSIVE, "").replace(APOSTROPHE, "");
}

/** @param {string} word @returns {string} */
function withoutEnding(word) {
  for (const ending of ["ing", "ed"]) {
    const rest = word.endsWith(ending) ? word.slice(0, -ending.length) : word;
    if (rest !== word && rest.length > 2 && /[aeiouy]/.test(rest) && !word.endsWith("eed")) {
      return rest.length > 3 ? rest.replace(DOUBLED, "$1") : rest.replace(SHORT, "$&e");
    }
  }
  return word;
}

/** @param {string} word in lower case @returns {string} without its plural, -ed, -ing and last e, spelt in one way, if it is English */
export function stem(word) {
  if (!ENGLISH.test(word)) return word;
  if (word.endsWith("ies") || word.endsWith("ied")) return word.length > 4 ? word.slice(0, -3) + "y" : word.slice(0, -1);
  const single = word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
  const bare = withoutEnding(single);
  const short = bare.endsWith("e") && bare.length > 4 ? bare.slice(0, -1) : bare;
  return short.replace(AMERICAN, "$1s").replace(BRITISH, "or");
}

/** @param {string} name @returns {string[]} */
function termsOfName(name) {
  if (name.match(UNSPACED)?.[0] === name) {
    const letters = [...name];
    return letters.length < 2 ? letters : letters.slice(1).map((letter, at) => letters[at] + letter);
  }
  const parts = (name.match(PART) ?? []).map((part) => part.toLowerCase());
  const terms = parts.filter((part) => part !== "++" && part !== "#").map(stem);
  return parts.length > 1 ? [...terms, stem(parts.join(""))] : terms;
}

/**
 * Two neighbouring terms as one name that begins with the rarer, so that one file tells of both.
 * @param {string} first @param {string} second @param {{has(term: string): boolean}} common @returns {string}
 */
function pair(first, second, common) {
  return common.has(first) && !common.has(second) ? `${second} <${first}` : `${first} >${second}`;
}

/** @param {string[]} terms @param {{has(term: string): boolean}} common @returns {string[]} */
export function pairs(terms, common) {
  return terms.slice(1).map((term, place) => pair(terms[place], term, common));
}

/** @param {string} text @returns {string[]} lower case, lightly stemmed, names both split and whole, CJK by bigrams */
export function words(text) {
  const spaced = fold(text).replace(UNSPACED, " $& ");
  return (spaced.match(NAME) ?? []).flatMap(termsOfName);
}
