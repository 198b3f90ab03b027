// The binary files behind the query box: bytes come in, records go out. The twin of builder/rank/files.py.
//
//   head    length of the JSON · JSON · sections, in the order the JSON names them
//   words   count, then a term after the other: shared letters · new letters · texts · row · postings
//   near    what each unit's vector is besides the centre of its run, roughly packed, run after run

/** @typedef {{unitsWith: number, row: Float64Array | null, units: Int32Array, shares: Uint8Array}} Term */
/** @typedef {Map<string, Term>} Terms */
/**
 * @typedef {object} Head
 * @property {Record<string, number>} settings
 * @property {[number, number][]} books which book the pages belong to: its number, how many pages
 * @property {Float32Array} rowSteps
 * @property {Float32Array} nearSteps of passages
 * @property {Float32Array} askedSteps of wordings
 * @property {Float64Array[]} centres one a run
 * @property {number[][]} runs for each near file how many units each of its runs holds
 * @property {string[]} edges
 * @property {Record<string, string[]>} names
 * @property {Terms} common
 * @property {number[]} pages
 * @property {number[]} variants
 */

const VERSION = 4;
const LEVELS = 16;
const ROUGH_LEVELS = 4;
const SCALE_STEPS = 12;
const SCALE_ZERO = 128;
const STEP_ZERO = 128;

/** A place in some bytes. */
export class Reader {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.data.length) throw new Error("a file of the query box ends too early");
    this.at += length;
    return this.data.subarray(this.at - length, this.at);
  }

  varint() {
    let number = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.take(1)[0];
      number += (byte & 127) * factor;
      if (byte < 128) return number;
    }
  }

  /** @param {number} count */
  increasing(count) {
    const numbers = new Int32Array(count);
    for (let row = 0, last = 0; row < count; row += 1) numbers[row] = last += this.varint();
    return numbers;
  }
}

/** @param {Uint8Array} bytes */
function decode(bytes) {
  return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
}

/** @param {Uint8Array} data @param {Float32Array} steps @returns {Float64Array} at length one */
function unpackOne(data, steps) {
  const vector = new Float64Array(steps.length);
  for (let place = 0; place < steps.length; place += 1) {
    const half = place % 2 ? data[place >> 1] >> 4 : data[place >> 1] & 15;
    vector[place] = (half - (LEVELS / 2 - 0.5)) * steps[place];
  }
  return atLengthOne(vector);
}

/** @param {Float64Array} vector @returns {Float64Array} */
function atLengthOne(vector) {
  let square = 0;
  for (let place = 0; place < vector.length; place += 1) square += vector[place] ** 2;
  const length = Math.max(Math.sqrt(square), 1e-9);
  return vector.map((value) => value / length);
}

/** @param {Reader} reader @param {Float32Array} rowSteps @returns {Term} */
function readTerm(reader, rowSteps) {
  const unitsWith = reader.varint();
  const scale = reader.take(1)[0];
  const factor = 2 ** ((scale - SCALE_ZERO) / SCALE_STEPS);
  const row = scale ? unpackOne(reader.take(rowSteps.length / 2), rowSteps).map((value) => value * factor) : null;
  const kept = reader.varint();
  const units = reader.increasing(kept);
  const halves = reader.take((kept + 1) >> 1);
  const shares = Uint8Array.from(units, (_, place) => (place % 2 ? halves[place >> 1] >> 4 : halves[place >> 1] & 15));
  return { unitsWith, row, units, shares };
}

/** @param {Uint8Array} data @param {Float32Array} rowSteps @returns {Terms} */
export function readWords(data, rowSteps) {
  const reader = new Reader(data);
  const terms = new Map();
  let before = new Uint8Array(0);
  for (let left = reader.varint(); left > 0; left -= 1) {
    const [shared, length] = reader.take(2);
    const letters = new Uint8Array(shared + length);
    letters.set(before.subarray(0, shared));
    letters.set(reader.take(length), shared);
    before = letters;
    terms.set(decode(letters), readTerm(reader, rowSteps));
  }
  return terms;
}

/** @param {Uint8Array} data @param {number[]} runs how many units each holds @param {Float64Array[]} centres theirs @param {Float32Array} steps @returns {Float64Array[]} the units' vectors */
export function readNear(data, runs, centres, steps) {
  const reader = new Reader(data);
  const size = steps.length / 4;
  return runs.flatMap((units, run) => Array.from({ length: units }, () => atLengthOne(roughOne(reader.take(size), centres[run], steps))));
}

/** @param {Uint8Array} data @param {Float64Array} centre @param {Float32Array} steps */
function roughOne(data, centre, steps) {
  return centre.map((middle, place) => middle + (((data[place >> 2] >> (2 * (place & 3))) & 3) - (ROUGH_LEVELS / 2 - 0.5)) * steps[place]);
}

/** @param {Uint8Array} data @returns {number[]} */
function numbers(data) {
  const reader = new Reader(data);
  const found = [];
  while (reader.at < data.length) found.push(reader.varint());
  return found;
}

/** @param {Uint8Array} data @returns {number[][]} for each near file how many units each of its runs holds */
function readRuns(data) {
  const reader = new Reader(data);
  const found = [];
  while (reader.at < data.length) found.push(Array.from({ length: reader.varint() }, () => reader.varint()));
  return found;
}

/** @param {Uint8Array} data @returns {Float32Array} */
function readSteps(data) {
  return Float32Array.from(data, (halves) => 2 ** ((halves - STEP_ZERO) / 2));
}

/** @param {Uint8Array} data @param {Record<string, number>} counts @returns {Record<string, string[]>} */
function readNames(data, counts) {
  /** @type {Record<string, string[]>} */
  const names = {};
  let at = 0;
  for (const group of ["words", "near", "texts", "known", "cards"]) {
    names[group] = Array.from({ length: counts[group] }, (_, row) =>
      Array.from(data.subarray(4 * (at + row), 4 * (at + row + 1)), (byte) => byte.toString(16).padStart(2, "0")).join(""),
    );
    at += counts[group];
  }
  return names;
}

/** @param {Uint8Array} data @returns {string[]} */
function readEdges(data) {
  let before = "";
  const lines = data.length ? decode(data).split("\n") : [];
  return lines.map((line) => (before = before.slice(0, parseInt(line[0], 16)) + line.slice(1)));
}

/** @param {Uint8Array} data @returns {Head} */
export function readHead(data) {
  const reader = new Reader(data);
  const [a, b, c, d] = reader.take(4);
  const about = JSON.parse(decode(reader.take(a + 256 * b + 65536 * c + 16777216 * d)));
  if (about.version !== VERSION) throw new Error(`the query box's files have version ${about.version}, this reads ${VERSION}`);
  /** @type {Record<string, Uint8Array>} */
  const sections = {};
  for (const [name, length] of about.sections) sections[name] = reader.take(length);
  const rowSteps = readSteps(sections.row_steps);
  const centreSteps = readSteps(sections.centre_steps);
  const runs = readRuns(sections.runs);
  return {
    settings: about.settings,
    books: about.books,
    rowSteps,
    nearSteps: readSteps(sections.near_steps),
    askedSteps: readSteps(sections.asked_steps),
    centres: readNear(sections.centres, [runs.flat().length], [new Float64Array(centreSteps.length)], centreSteps),
    runs,
    edges: readEdges(sections.edges),
    names: readNames(sections.names, about.files),
    common: readWords(sections.common, rowSteps),
    pages: numbers(sections.pages),
    variants: numbers(sections.variants),
  };
}
