// A query and the bundle come in, what it finds goes out. The twin of builder/rank/query.py, step by step.
//
//   query ─▶ terms ─▶ words files ─┬▶ rows add up to a vector ─┬▶ near files ─▶ meaning ─┐
//                                  └▶ postings ────────────────┴─────────────▶ words ───┴▶ one score a unit

import { readNear, readWords } from "./files.js";
import { kindOf } from "./kinds.js";
import { allPassages, bestFirst, rankPages, rankPassages } from "./pages.js";
import { nearestTerm } from "./spelling.js";
import { asksTheOpposite, asksTheSame, confidenceIn, dot, holdingAll, isElsewhere, namesTheAbsent, nearnessOf, rarity, samenessOf, strangenessOf, usedShare } from "./sureness.js";
import { UNSPACED_LETTER, pairs, shortened, words } from "./words.js";

const MOST_SHARE = 2.2;

/** @typedef {import("./files.js").Term} Term */
/** @typedef {import("./files.js").Terms} Terms */
/** @typedef {import("./fetching.js").Box} Box */
/** @typedef {{number: number, score: number, meaning: number, words: number}} Found */
/**
 * @typedef {object} Ranking
 * @property {import("./kinds.js").Kind} kind
 * @property {Found[]} passages
 * @property {Found[]} questions
 * @property {Found[]} pages
 * @property {boolean} same the first question asks what the query asks
 * @property {boolean} covered the documents say something on it, those that were chosen
 * @property {boolean} doubtful covered, but perhaps not after all
 * @property {number} confidence by its passages that they do
 * @property {number} sameness how surely the first question asks what the query asks
 * @property {string[]} terms
 * @property {[string, string][]} corrected
 */

const MOST_PASSAGES = 50;
const HALF = 0.5; // of what a query's rare words tell: pages that hold more cover it as the site does
const MOST_QUESTIONS = 8;

/** @template T @param {T[]} sorted @param {T} wanted @returns {number} how many are not after the wanted one */
export function placeAfter(sorted, wanted) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** @param {string} term @param {Box} box */
function placeOf(term, box) {
  return Math.max(placeAfter(box.head.edges, term) - 1, 0);
}

/** @param {number} number @param {Box} box @returns {Promise<Terms>} none outside of the files */
async function wordsFile(number, box) {
  if (number < 0 || number >= box.head.names.words.length) return new Map();
  return box.kept(`words-${number}`, async () => readWords(await box.file("words", number, "bin"), box.head.dimension));
}

/** @param {string} term @param {Box} box @returns {Promise<[string, Term] | null>} */
async function meant(term, box) {
  const place = placeOf(term, box);
  const files = await Promise.all([place - 1, place, place + 1].map((number) => wordsFile(number, box)));
  const near = new Map(files.flatMap((file) => [...file]));
  const found = nearestTerm(term, near);
  return found ? [found, /** @type {Term} */ (near.get(found))] : null;
}

/** @param {string} query @param {Box} box */
export async function findTerms(query, box) {
  const asked = [...new Set(words(query))];
  const { common } = box.head;
  const rare = asked.filter((term) => !common.has(term));
  /** @type {[string, string][]} */
  const corrected = [];
  const found = await Promise.all(
    asked.map(async (term) => {
      if (common.has(term) && rare.length > 1) return common.get(term) ?? null;
      const known = (await wordsFile(placeOf(term, box), box)).get(term);
      if (known) return known;
      const instead = await meant(term, box);
      if (instead) corrected.push([term, instead[0]]);
      return instead ? instead[1] : null;
    }),
  );
  corrected.sort((one, other) => asked.indexOf(one[0]) - asked.indexOf(other[0]));
  return { terms: new Map(asked.map((term, row) => [term, found[row]])), corrected };
}

/** @param {string} name two neighbouring terms @param {Box} box @returns {Promise<Term | undefined>} */
async function findPair(name, box) {
  const term = name.slice(0, name.indexOf(" "));
  return box.head.common.has(term) ? box.head.common.get(name) : (await wordsFile(placeOf(term, box), box)).get(name);
}

/** @param {string} query @param {Map<string, Term | null>} terms @param {Box} box */
async function queryVector(query, terms, box) {
  const asked = words(query);
  const { dimension } = box.head;
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const name of [...asked, ...pairs(asked, box.head.common)]) counts.set(name, (counts.get(name) ?? 0) + 1);
  const total = new Float64Array(dimension);
  for (const [name, times] of counts) {
    const row = (terms.has(name) ? terms.get(name) : await findPair(name, box))?.row;
    if (row) for (let place = 0; place < dimension; place += 1) total[place] += row[place] * (1 + Math.log(times));
  }
  const length = Math.sqrt(dot(total, total));
  return length > 1e-9 ? total.map((value) => value / length) : null;
}

/** @param {Map<number, number>} lexical @param {Box} box @returns {Float64Array} for each run of passages the words' score of its best, for one of wordings 0 */
function byWords(lexical, box) {
  const best = new Float64Array(box.runEnds.length);
  for (const [number, score] of lexical) {
    if (number >= box.passages) continue;
    const run = placeAfter(box.runEnds, number);
    best[run] = Math.max(best[run], score);
  }
  const most = Math.max(1e-9, ...best);
  return best.map((score) => score / most);
}

/** @param {Float64Array} vector @param {Map<number, number>} lexical @param {Box} box @returns {Promise<Map<number, number>>} how near units are, by number: of files that are near or hold the query's words */
async function nearUnits(vector, lexical, box) {
  const { settings, centres, runs } = box.head;
  const gains = byWords(lexical, box);
  const nearness = centres.map((centre, run) => dot(centre, vector) + settings.read * gains[run]);
  const best = box.near.map(({ number, run }) => Math.max(...nearness.slice(run, run + runs[number].length)));
  const files = [...box.near].sort((one, other) => best[other.number] - best[one.number] || one.number - other.number);
  const passages = files.filter(({ unit }) => unit < box.passages).slice(0, settings.probes);
  const wordings = files.filter(({ unit }) => unit >= box.passages).slice(0, settings.probesAsked);
  const read = [...passages, ...wordings].map(async ({ number, run, unit }) => {
    const vectors = await box.kept(`near-${number}`, async () => readNear(await box.file("near", number, "bin"), runs[number], centres.slice(run)));
    return vectors.map((one, row) => /** @type {[number, number]} */ ([unit + row, dot(one, vector)]));
  });
  return new Map((await Promise.all(read)).flat());
}

/** @param {Map<string, Term | null>} terms @param {number} units */
function wordScores(terms, units) {
  /** @type {Map<number, number>} */
  const scores = new Map();
  let most = 0;
  for (const term of terms.values()) {
    const weight = rarity(term, units);
    if (!term || term.units.length || !term.unitsWith) most += weight * MOST_SHARE;
    term?.units.forEach((unit, row) => {
      scores.set(unit, (scores.get(unit) ?? 0) + ((weight * term.shares[row]) / 15) * MOST_SHARE);
    });
  }
  return { scores, most };
}

/** @param {Map<number, number>} near @param {Map<number, number>} lexical @param {number} most @param {Box} box */
function rankQuestions(near, lexical, most, box) {
  /** @type {Map<number, {meaning: number, held: number}>} */
  const questions = new Map();
  for (const unit of [...new Set([...near.keys(), ...lexical.keys()])].sort((one, other) => one - other)) {
    if (unit < box.passages) continue;
    const { meaning, held } = questions.get(box.questionOf(unit)) ?? { meaning: 0, held: 0 };
    const parts = { meaning: Math.max(meaning, near.get(unit) ?? 0), held: held + (lexical.get(unit) ?? 0) };
    questions.set(box.questionOf(unit), parts);
  }
  return [...questions]
    .map(([number, { meaning, held }]) => {
      const share = held / Math.max(most, 1e-9);
      return { number, score: meaning + box.head.settings.asked * share, meaning, words: share };
    })
    .sort(bestFirst);
}

/** @param {number} question @param {Map<string, Term | null>} terms @param {Found[]} pages @param {Box} box @returns {number} what a known question loses whose answer stands elsewhere, or tells of the opposite */
function lostByAnswer(question, terms, pages, { head }) {
  const lost = [isElsewhere(head.cited[question] ?? [], pages), asksTheOpposite(terms, head.opposed[question] ?? [])];
  return head.settings.elsewhere * lost.filter(Boolean).length;
}

/** @param {string} whole @param {Box} box @param {(page: number) => boolean} [chosen] the pages, where not all are @returns {Promise<Ranking>} what the query finds, best first */
export async function rankQuery(whole, box, chosen) {
  const query = shortened(whole);
  const { terms, corrected } = await findTerms(query, box);
  const vector = (await box.encode?.(query).catch(() => null)) ?? (await queryVector(query, terms, box));
  const { scores, most } = wordScores(terms, box.units);
  const near = vector ? await nearUnits(vector, scores, box) : new Map();
  const kind = kindOf(query, terms, box.units);
  const byPage = rankPassages(near, scores, kind, box);
  const pages = rankPages(byPage, terms, kind, box);
  const passages = allPassages(byPage, pages);
  // A slip that was mended may not be what was meant, and pairs of letters are no words.
  const wordsAlone = kind === "plain" && !corrected.length && query.search(UNSPACED_LETTER) < 0;
  const { holding, bare } = holdingAll(wordsAlone ? terms : new Map(), box);
  // A word that is looked up, not a question.
  if (bare) passages.sort((one, other) => +holding.has(other.number) - +holding.has(one.number));
  const questions = rankQuestions(near, scores, most, box);
  const { settings } = box.head;
  const used = usedShare(terms, box, () => true);
  /** @param {number} unit */
  const here = (unit) => (unit < box.passages ? box.pageOf(unit) === pages[0]?.number : box.questionOf(unit) === questions[0]?.number);
  const foreign = kind === "plain" && namesTheAbsent(query, terms, here) ? settings.foreign : 0;
  const nearBy = nearnessOf(passages);
  const strange = strangenessOf(terms, box);
  const lost = settings.unheard * strange + foreign;
  /** @param {Found[]} some @param {number} share */
  const sureOf = (some, share) => confidenceIn(some, nearnessOf(some), most, share, settings) - lost;
  const confidence = sureOf(passages, used);
  const sure = Math.max(confidence, (questions[0]?.score ?? 0) - lost - settings.known);
  const sameness = samenessOf(questions, kind, nearBy, used, strange, settings, box.head.variants.length) - foreign - lostByAnswer(questions[0]?.number, terms, pages, box);
  const same = asksTheSame(kind, sameness, confidence, settings);
  /** @param {number} unit */
  const wanted = (unit) => !chosen || (unit < box.passages && chosen(box.pageOf(unit)));
  const left = passages.filter(({ number }) => wanted(number));
  const share = usedShare(terms, box, wanted);
  const held = [...holding].some(wanted);
  const named = kind === "identifier" || (bare && held);
  const covered = left.length > 0 && (named || held || sure >= settings.covered || same) && (!chosen || share > HALF || sureOf(left, share) >= settings.covered);
  const taken = new Map(corrected);
  return {
    kind,
    passages: left.slice(0, MOST_PASSAGES),
    questions: questions.slice(0, MOST_QUESTIONS),
    pages: pages.slice(0, MOST_PASSAGES),
    same,
    covered,
    doubtful: covered && !(named || sure >= settings.plainly || same),
    confidence,
    sameness,
    terms: [...terms.keys()].map((term) => taken.get(term) ?? term),
    corrected,
  };
}
