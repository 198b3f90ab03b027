// A misspelt term to the nearest one that a site knows; none holds a number. The twin of builder/rank/spelling.py.

const SHORTEST = 4;
const LONG = 8;
export const NUMBER = /\p{N}/u;

/** @param {string} one @param {string} other @param {number} most @returns {number} `most` + 1 when it is more than that */
export function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  /** @type {number[]} */
  let before = [];
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let at = 1; at <= one.length; at += 1) {
    const earlier = before;
    before = row;
    row = [at];
    for (let place = 1; place <= other.length; place += 1) {
      const same = one[at - 1] === other[place - 1] ? 0 : 1;
      let cost = Math.min(before[place] + 1, row[place - 1] + 1, before[place - 1] + same);
      if (at > 1 && place > 1 && one[at - 1] === other[place - 2] && one[at - 2] === other[place - 1]) {
        cost = Math.min(cost, earlier[place - 2] + 1);
      }
      row.push(cost);
    }
    if (Math.min(...row) > most) return most + 1;
  }
  return Math.min(row[other.length], most + 1);
}

/** @param {string} word @returns {number} how many slips are forgiven in a word */
export function slips(word) {
  return word.length < SHORTEST || NUMBER.test(word) ? 0 : word.length < LONG ? 1 : 2;
}

/** @param {string} word @returns {string} with one letter for c and s, which change places easily */
const sounding = (word) => word.replace(/c/g, "s");

/** @param {string} wanted @param {Map<string, {unitsWith: number}>} terms @returns {string | null} */
export function nearestTerm(wanted, terms) {
  const most = slips(wanted);
  if (!most) return null;
  const near = [...terms]
    .filter(([term, { unitsWith }]) => term[0] === wanted[0] && unitsWith && term.length >= SHORTEST && !term.includes(" ") && !NUMBER.test(term))
    .map(([term, { unitsWith }]) => ({ term, unitsWith, apart: distance(sounding(wanted), sounding(term), most) }))
    .filter(({ apart }) => apart <= most)
    .sort((one, other) => one.apart - other.apart || other.unitsWith - one.unitsWith || (one.term < other.term ? -1 : 1));
  return near.length ? near[0].term : null;
}
