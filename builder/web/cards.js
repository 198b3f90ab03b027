// An answer card: the answer's sentences, the documents they come from, how many more, and how the answer stands.

import { counted, element, inSite, withCode } from "./dom.js";

/** @typedef {{title: string, page: number, quote: string, url: string}} Cited */
/** @typedef {{text: string, form?: "code" | "line", citations: Cited[], named?: number}} Claim `form`: stands by itself, or begins a line; `named`: how many words of the query it holds that its question does not */
/** @typedef {{document: string, url: string, by: string, standing: string, claims: Claim[], nearest: {title: string, url: string}[], notes?: string[]}} Answer */
/** @typedef {{ask: string, book: string, bookTitle: string, url: string, each: boolean, counts: {stated: number, silent: number, unfound: number}, answers: Answer[], part?: boolean}} Card `part`: of one document only */
/** @typedef {{site: URL, room: boolean}} Place `room`: there is space for the whole answer */

/** @type {Record<string, string>} */
const BY_PERSON = { approved: "approved by a person", edited: "written by a person", author: "the author’s own words" };
const SILENT = "The documents do not say.";
const UNFOUND = "We did not find an answer.";
const FEW_SHOWN = 3;

/** @param {Claim[]} claims @param {Place} place @returns {HTMLElement} with the number of what each rests on, and where there is room its words below, each source once */
function sentences(claims, place) {
  const made = element("div", { class: "ab-answer__claims" });
  /** @type {Map<string, Map<string, string>>} */
  const sources = new Map();
  /** @type {HTMLElement | undefined} */
  let line;
  for (const { text, form, citations } of claims) {
    const said = form === "code" ? element("pre", {}, element("code", {}, text)) : element("span", { dir: "auto" }, text);
    for (const { title, page, url, quote } of citations) {
      const where = page ? `${title}, page ${page}` : title;
      sources.set(where, (sources.get(where) ?? new Map()).set(url, quote));
      const number = [...sources.keys()].indexOf(where) + 1;
      if (said.lastElementChild?.textContent !== `${number}`) said.append(element("a", { class: "ab-cite", href: inSite(url, place.site), "aria-label": `Source ${number}: ${where}` }, `${number}`));
    }
    if (!line || form) made.append((line = element("div")));
    line.append(said, " ");
  }
  if (!place.room) return made;
  [...sources].forEach(([where, quotes], row) => {
    const words = [...quotes].map(([url, quote]) => element("blockquote", {}, element("p", { dir: "auto" }, quote), element("footer", {}, element("a", { href: inSite(url, place.site) }, where))));
    made.append(element("details", { class: "ab-quoted" }, element("summary", {}, `Source ${row + 1}: ${where}`), ...words));
  });
  return made;
}

/** @param {Answer} answer @returns {HTMLElement[]} that places disagree, and since which version the answer holds */
function notes(answer) {
  return (answer.notes ?? []).map((note) => element("p", { class: "ab-answer__from" }, note));
}

/** @param {Claim[]} claims @returns {Claim[]} the first few; where the query names more of another line, that in the place of the last: what goes on from a sentence is shown with it alone */
function few(claims) {
  const [named] = [...claims].sort((one, other) => (other.named ?? 0) - (one.named ?? 0));
  const other = claims.indexOf(named) >= FEW_SHOWN && named.form === "line";
  return other ? [...claims.slice(0, FEW_SHOWN - 1), named] : claims.slice(0, FEW_SHOWN);
}

/** @param {Answer} answer @param {Place} place @returns {HTMLElement} */
function wholeBook(answer, place) {
  if (answer.standing !== "stated") {
    const links = answer.nearest.map((one) => element("li", {}, element("a", { href: inSite(one.url, place.site) }, one.title)));
    const nearest = links.length ? element("div", {}, element("p", {}, "The nearest passages are in:"), element("ul", {}, ...links)) : null;
    return element("div", { class: "ab-answer__silent" }, element("p", {}, answer.standing === "silent" ? SILENT : UNFOUND), nearest);
  }
  const shown = place.room ? answer.claims : few(answer.claims);
  const titles = [...new Set(shown.flatMap((claim) => claim.citations.map((cited) => cited.title)))];
  const more = answer.claims.length - shown.length;
  return element(
    "div",
    {},
    sentences(shown, place),
    ...notes(answer),
    !place.room && element("p", { class: "ab-answer__from" }, `From ${titles.slice(0, FEW_SHOWN).join(", ")}${titles.length > FEW_SHOWN ? ` and ${titles.length - FEW_SHOWN} more` : ""}${more ? ` · ${counted(more, "more sentence")}` : ""}`),
  );
}

/** @param {Answer} answer @param {Place} place @returns {HTMLElement} */
function ofDocument(answer, place) {
  const title = element("a", { href: inSite(answer.url, place.site) }, answer.document || "Whole book");
  if (answer.standing !== "stated") return element("li", {}, title, element("span", { class: "ab-muted" }, answer.standing === "silent" ? " does not say" : " not found by us"));
  const shown = place.room ? answer.claims : answer.claims.slice(0, 1);
  const more = answer.claims.length - shown.length;
  return element("li", {}, title, sentences(shown, place), more > 0 && element("p", { class: "ab-answer__from" }, counted(more, "more sentence")), ...notes(answer));
}

/** @param {Card} card @param {Place} place @returns {HTMLElement} */
export function showCard(card, place) {
  const { answers } = card;
  const { stated, silent, unfound } = card.counts;
  const body = card.each
    ? element(
        "div",
        {},
        !card.part && element("p", { class: "ab-answer__counts" }, [`${counted(stated, "document")} ${stated === 1 ? "answers" : "answer"} this`, silent && `${silent} not stated`, unfound && `${unfound} not found by us`].filter(Boolean).join(" · ")),
        element("ul", { class: "ab-answer__documents" }, ...(place.room ? answers : answers.slice(0, FEW_SHOWN)).map((answer) => ofDocument(answer, place))),
      )
    : answers[0]
      ? wholeBook(answers[0], place)
      : element("p", {}, UNFOUND);
  const person = answers.map((answer) => BY_PERSON[answer.by]).find(Boolean);
  const link = element("a", { class: "ab-answer__more", href: inSite(card.url, place.site) }, card.each ? `All ${counted(stated + silent + unfound, "document")}` : "The whole answer");
  return element(
    "article",
    { class: "ab-answer", "aria-label": "Answer: " + card.ask.replaceAll("`", "") },
    element(place.room ? "h2" : "p", { class: "ab-answer__ask" }, ...withCode(card.ask)),
    body,
    element("p", { class: "ab-answer__foot" }, link, element("span", { class: "ab-muted" }, [card.bookTitle, person].filter(Boolean).join(" · "))),
  );
}
