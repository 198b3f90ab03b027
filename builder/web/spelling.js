// A misspelt term to the nearest one that a site knows. The twin of builder/rank/spelling.py.

const SHORTEST = 4;
const LONG = 8;

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
  return word.length < SHORTEST ? 0 : word.length < LONG ? 1 : 2;
}

/** @param {string} wanted @param {Map<string, {unitsWith: number}>} terms @returns {string | null} */
export function nearestTerm(wanted, terms) {
  const most = slips(wanted);
  if (!most) return null;
  /** @type {[number, number, string] | null} */
  let best = null;
  for (const [term, { unitsWith }] of terms) {
    if (term[0] !== wanted[0] || !unitsWith || term.includes(" ")) continue;
    const found = /** @type {[number, number, string]} */ ([distance(wanted, term, most), -unitsWith, term]);
    if (!best || found[0] < best[0] || (found[0] === best[0] && (found[1] < best[1] || (found[1] === best[1] && found[2] < best[2])))) {
      best = found;
    }
  }
  return best && best[0] <= most ? best[2] : null;
}
