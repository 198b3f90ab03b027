// What a query finds, ready to be shown: one answer card, passages grouped by page, related questions, or that the
// documents do not cover it. Then the same as elements, for the box or with room for the Ask page.

import { showCard } from "./cards.js";
import { counted, element, inSite, withCode } from "./dom.js";
import { namesNowhere, QUOTED } from "./kinds.js";
import { findTerms, rankQuery } from "./rank.js";
import { NUMBER } from "./spelling.js";
import { atWords, excerptOf, held, levelled, marked, readPassage, wholeWord } from "./texts.js";
import { shortened, words } from "./words.js";

/** @typedef {import("./fetching.js").Box} Box */
/** @typedef {import("./known.js").Entry} Entry */
/** @typedef {import("./cards.js").Card} Card */
/** @typedef {import("./cards.js").Place} Place */
/** @typedef {import("./texts.js").Shown} Shown */
/** @typedef {{title: string, url: string, passages: Shown[]}} Group */
/** @typedef {{book?: string, document?: string}} Filter */
/**
 * @typedef {object} Results
 * @property {string} query
 * @property {Card | null} card
 * @property {Group[]} groups
 * @property {string[]} documents the titles of all that were looked at, whichever was wanted
 * @property {Entry[]} related
 * @property {boolean} covered
 * @property {boolean} doubtful covered perhaps
 * @property {string} [within] the document or book that was chosen
 * @property {string[]} terms
 * @property {[string, string][]} corrected
 * @property {string} absent the quoted words, where no passage holds them as they stand, or the names that stand nowhere
 * @property {boolean} plain found by plain search, because the query box failed
 */

export const UNREAD = "The documents could not be read. Try again.";
const PAGES = 5;
const MORE_OF_A_PAGE = 1;
const RELATED = 3;
const NEAR_ENOUGH = 0.5; // what a known question must score to be named beside the passages
const PHRASE_DEPTH = 24;
const QUOTE = /["“”„«»]/g;

/** @param {string} query @returns {string} what is asked: nothing without a letter or a digit */
export const sought = (query) => (words(query).length ? query.trim() : "");

/** @param {import("./rank.js").Found[]} passages @param {Box} box @param {number} pages @param {number} more of each page @returns {number[]} */
function choose(passages, box, pages, more) {
  /** @type {Map<number, number[]>} */
  const byPage = new Map();
  passages.forEach(({ number }, place) => {
    const page = box.pageOf(number);
    const chosen = byPage.get(page);
    if (!chosen) byPage.set(page, [number]);
    else if (place < 2 * PAGES && chosen.length <= more) chosen.push(number);
  });
  return [...byPage.values()].slice(0, pages).flat();
}

/** @param {Shown[]} shown @returns {Group[]} */
function grouped(shown) {
  /** @type {Map<number, Group>} */
  const groups = new Map();
  for (const passage of shown) {
    const group = groups.get(passage.page) ?? { title: passage.title, url: passage.url.replace(/#.*/, ""), passages: [] };
    group.passages.push(passage);
    groups.set(passage.page, group);
  }
  return [...groups.values()];
}

/** @param {Card | null} card @param {Filter} filter @returns {Card | null} what it says within the filter: a document's answer, or the sentences that rest on it, if the card brings any */
function within(card, { book, document }) {
  if (!card || (book && card.book !== book)) return null;
  if (!document) return card;
  /** @param {import("./cards.js").Claim} claim */
  const ofIt = (claim) => ({ ...claim, citations: claim.citations.filter((cited) => cited.title === document) });
  const answers = card.each
    ? card.answers.filter((answer) => answer.document === document)
    : card.answers.map((answer) => ({ ...answer, claims: answer.claims.map(ofIt).filter(({ citations }) => citations.length) })).filter(({ claims }) => claims.length);
  return answers.length ? { ...card, answers, part: true } : null;
}

/** @param {[string, string][]} corrected @param {string} query @param {string} text @returns {[string, string][]} as whole words of the query and of the text; of a name that is typed as one word, its parts come before the whole */
function told(corrected, query, text) {
  const slips = corrected.map(([typed, taken]) => {
    const word = wholeWord(typed, query);
    return /** @type {[string, string]} */ ([word, wholeWord(taken, text, words(word).length)]);
  });
  return [...new Map(slips)];
}

/** @param {Card | null} card @param {string[]} terms @returns {Card | null} with the documents first that the terms name besides what the question itself asks, or how many of these each sentence names */
function namedFirst(card, terms) {
  if (!card) return card;
  const asked = words(card.ask);
  const names = new Set(terms.filter((term) => !asked.includes(term)));
  if (!card.each) return { ...card, answers: card.answers.map((answer) => ({ ...answer, claims: answer.claims.map((claim) => ({ ...claim, named: held(claim.text, names) })) })) };
  /** @param {import("./cards.js").Answer} answer */
  const named = ({ document, url }) => held(document + url.replace(/.*#/, " "), names);
  return { ...card, answers: [...card.answers].sort((one, other) => named(other) - named(one)) };
}

/** @param {string} query @param {Box} box @param {(number: number) => Promise<Entry>} entry @param {{pages?: number} & Filter} options @returns {Promise<Results>} */
export async function find(query, box, entry, options = {}) {
  const { book, document, pages = PAGES } = options;
  let ranking = await rankQuery(query, box, book ? (page) => box.bookOf(page) === book : undefined);
  // A page's title stands with its passages only.
  const ranked = document ? await Promise.all(ranking.passages.map(({ number }) => readPassage(number, box))) : [];
  if (document) {
    const chosen = new Set(ranked.filter(({ title }) => title === document).map(({ page }) => page));
    ranking = await rankQuery(query, box, (page) => chosen.has(page));
  }
  const { passages } = ranking;
  const sample = shortened(query);
  const { terms: here } = await findTerms(sample, box);
  const quoted = [...sample.matchAll(new RegExp(QUOTED, "gu"))].map(([, words]) => words);
  const phrases = quoted.map(levelled).filter(Boolean);
  const phrase = phrases.length > 0;
  const sure = ranking.covered || phrase;
  const numbers = phrase ? passages.slice(0, PHRASE_DEPTH).map((one) => one.number) : choose(passages, box, sure ? pages : PAGES, sure ? MORE_OF_A_PAGE : 0);
  const near = ranking.questions.filter((one) => one.score >= NEAR_ENOUGH);
  /** @returns {Promise<Card>} */
  const first = () => box.json("cards", ranking.questions[0].number);
  const known = Promise.all(near.map(({ number }) => entry(number).catch(() => null)));
  const [whole, read, asked] = await Promise.all([
    // Asked word for word, it needs no other sign.
    ranking.same && !phrase ? first() : known.then(([one]) => (one && words(one.question.ask).join() === words(query).join() ? first() : null)),
    Promise.all(numbers.map((number) => readPassage(number, box))),
    known,
  ]);
  // A number tells what is meant, however common.
  const rare = ranking.terms.filter((term) => !box.head.common.has(term) || NUMBER.test(term));
  const terms = rare.length ? rare : ranking.terms;
  // What a passage announces stands with it, and not once more by itself.
  const announced = new Set(read.map((one) => one.next && excerptOf(one, terms).endsWith(":") && one.number + 1));
  const holding = read.filter((one) => {
    const text = levelled(`${one.headings.join(" ")} ${one.text}`);
    return phrases.every((each) => text.includes(each)) && (phrase || !announced.has(one.number));
  });
  if (phrase && !holding.length && !whole) return { ...(await find(query.replace(QUOTE, " "), box, entry, options)), query, absent: quoted.join("” and “") };
  const card = namedFirst(within(whole, options), terms);
  const text = holding.map((one) => one.text).join(" ");
  return {
    query,
    card,
    groups: grouped(holding).slice(0, pages),
    documents: [...ranked, ...holding].map((one) => one.title).concat((within(whole, { book })?.answers ?? []).map((one) => one.document).filter(Boolean)),
    related: asked
      .flatMap((one) => (one && (!book || one.question.book === book) && !(card && one.number === ranking.questions[0].number) ? one : []))
      .slice(0, RELATED),
    covered: phrase || ranking.covered || card !== null,
    doubtful: !phrase && ranking.doubtful && !card,
    within: document || (box.manifest.books.find(([id]) => id === book)?.[1] ?? book),
    terms,
    corrected: told(ranking.corrected, query, text),
    absent: namesNowhere(sample, here).join("” and “"),
    plain: false,
  };
}

/** @param {Results} results @returns {string} what is said aloud */
export function announce(results) {
  if (!results.covered) return "Nothing here covers that.";
  const passages = results.groups.reduce((sum, group) => sum + group.passages.length, 0);
  const found = `${counted(passages, "passage")} on ${counted(results.groups.length, "page")}`;
  return results.card ? `${results.card.answers.some(({ claims }) => claims.length) ? "One" : "No"} answer, ${found}` : results.doubtful ? `These documents may not cover that: ${found}` : passages ? found : "Nothing found";
}

/** @param {Results} results @returns {HTMLElement | null} */
function notice(results) {
  if (results.plain) return element("p", { class: "ab-notice" }, "Plain search: the query box's files could not be read.");
  const meant = results.corrected.map(([typed, taken]) => `“${taken}” for “${typed}”`).join(", ");
  const absent = results.absent ? `None of the nearest passages says “${results.absent}”; searched for its words. ` : "";
  const searched = absent + (meant && `Searched for ${meant}. `);
  if (results.covered && !results.doubtful) return searched ? element("p", { class: "ab-notice" }, searched) : null;
  const { within, covered } = results;
  // Of a chosen document only what is near is known: that it says nothing cannot be told.
  const said = within && !results.groups.length ? `None of the nearest passages is in “${within}”.` : `${within ? `“${within}”` : "These documents"} ${covered ? "may" : within ? "does" : "do"} not cover that.`;
  return element("p", { class: "ab-notice" }, searched, element("strong", {}, said), results.groups.length > 0 && " The nearest passages:");
}

/** @param {string} title @param {string} id @param {HTMLElement[]} options @param {Place} place @returns {HTMLElement | null} */
function group(title, id, options, place) {
  if (!options.length) return null;
  const name = element(place.room ? "h2" : "div", { class: "ab-group__title", id, role: !place.room && "presentation" }, title);
  return element("div", { class: "ab-group", role: "group", "aria-labelledby": id }, name, ...options);
}

/** On a page these are no options of a list: the name is the link, and a click beside it leads there too where no text is being selected. @param {string} kind @param {string} url @param {Place} place @param {HTMLElement} name @param {...(HTMLElement | false | undefined)} text */
function option(kind, url, place, name, ...text) {
  const names = { class: `ab-option ab-option--${kind}` };
  const href = inSite(url, place.site);
  if (!place.room) return element("a", { ...names, href, role: "option", tabindex: "-1" }, name, ...text);
  const link = element("a", { href }, name);
  const made = element("div", names, link, ...text);
  made.addEventListener("click", ({ target }) => {
    if (!link.contains(/** @type {Node} */ (target)) && getSelection()?.isCollapsed) link.click();
  });
  return made;
}

/** @param {Entry} entry @param {Place} place @returns {HTMLElement} */
function questionOption({ question }, place) {
  const alone = question.stated ? "answered" : question.silent ? "not stated" : "not found by us";
  const stand = question.each ? `${question.stated} of ${counted(question.of, "document")}` : alone;
  return option("question", question.url, place, element("span", { class: "ab-option__text", dir: "auto" }, ...withCode(question.ask)), element("span", { class: "ab-option__state" }, stand));
}

/** @param {Shown} passage @param {string[]} terms @param {Place} place @returns {HTMLElement} */
function passageOption(passage, terms, place) {
  const heading = passage.headings.at(-1) ?? passage.title;
  const where = passage.printed ? `${heading} · page ${passage.printed}` : heading;
  const shown = excerptOf(passage, terms);
  // Lines of code may stand often, and cells are printed otherwise.
  const url = /code|table/.test(passage.kind) ? passage.url : atWords(passage.url, shown);
  /** @param {string} kind @param {string} text */
  const shownText = (kind, text) => element("span", { class: `ab-option__text ab-option__text--${kind}`, dir: "auto" }, marked(text, terms));
  return option("passage", url, place, element("span", { class: "ab-option__heading", dir: "auto" }, where), shownText(passage.kind, shown), passage.next && shown.endsWith(":") && shownText(passage.next.kind, excerptOf(passage.next, terms)));
}

/** @param {Results} results @param {Place} place @param {string} id @returns {{above: HTMLElement[], groups: HTMLElement[]}} */
export function showResults(results, place, id) {
  const above = [notice(results), results.card && showCard(results.card, place)];
  const related = group("Known questions", `${id}-known`, results.related.map((entry) => questionOption(entry, place)), place);
  const pages = results.groups.map((one, row) => group(one.title, `${id}-page-${row}`, one.passages.map((passage) => passageOption(passage, results.terms, place)), place));
  /** @type {(one: HTMLElement | null) => one is HTMLElement} */
  const made = (one) => one !== null;
  return { above: above.filter(made), groups: (results.covered && !results.doubtful ? [related, ...pages] : [...pages, related]).filter(made) };
}

/** @param {Entry[]} entries @param {URL} site @returns {HTMLElement[]} what stands above them tells how many known questions they are */
export function showSuggestions(entries, site) {
  return entries.map((entry) => questionOption(entry, { site, room: false }));
}
