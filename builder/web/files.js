// The binary files behind the query box: bytes come in, records go out. The twin of builder/rank/files.py.
//
//   head    length of the JSON · JSON · sections, in the order the JSON names them
//   words   count, then term after term: shared letters · new letters · texts · its row's length · postings; then rows
//   near    what each unit's vector is besides the centre of its run, run after run
//
// Each is deflated. A number of a vector is a byte, in steps.

/** @typedef {{unitsWith: number, row: Float64Array | null, units: Int32Array, shares: Uint8Array}} Term */
/** @typedef {Map<string, Term>} Terms */
/**
 * @typedef {object} Head
 * @property {Record<string, number>} settings
 * @property {[number, number][]} books which book the pages belong to: its number, how many pages
 * @property {number} dimension how many numbers a vector has
 * @property {Float64Array[]} centres one a run
 * @property {number[][]} runs for each near file how many units each of its runs holds
 * @property {string[]} edges
 * @property {Record<string, string[]>} names
 * @property {Terms} common
 * @property {number[]} pages
 * @property {number[]} variants
 * @property {number[][]} cited the pages that each known question's answers rest on, if they are few
 * @property {Record<string, [string, string][]>} opposed by a known question's number: a word of it, and the opposite
 */

import { dot } from "./sureness.js";

const VERSION = 5;
const ROW_STEP = 0.07;
const CENTRE_STEP = 0.1;
const NEAR_STEP = 0.12;
const SCALE_STEPS = 12;
const SCALE_ZERO = 128;

/** A place in some bytes. */
export class Reader {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.at = 0;
  }

  /** @param {number} length */
  take(length) {
    if (this.at + length > this.data.length) throw new Error("a file of the query box is cut short");
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

/** @param {Uint8Array} data deflated @returns {Promise<Reader>} */
async function inflate(data) {
  const stream = new Blob([/** @type {BlobPart} */ (data)]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Reader(new Uint8Array(await new Response(stream).arrayBuffer()));
}

/** @param {Uint8Array} data @param {number} step @param {Float64Array} [centre] that the vector is packed around @returns {Float64Array} at length one */
function unpack(data, step, centre) {
  return atLengthOne(Float64Array.from(data, (byte, place) => (centre?.[place] ?? 0) + ((byte << 24) >> 24) * step));
}

/** @param {Float64Array} vector @returns {Float64Array} */
function atLengthOne(vector) {
  const length = Math.max(Math.sqrt(dot(vector, vector)), 1e-9);
  return vector.map((value) => value / length);
}

/** @param {Uint8Array} data @param {number} dimension @returns {Promise<Terms>} */
export async function readWords(data, dimension) {
  return readTerms(await inflate(data), dimension);
}

/** @param {Reader} reader @param {number} dimension @returns {Terms} */
function readTerms(reader, dimension) {
  /** @type {Terms} */
  const terms = new Map();
  /** @type {[Term, number][]} */
  const lengths = [];
  let before = new Uint8Array(0);
  for (let left = reader.varint(); left > 0; left -= 1) {
    const [shared, length] = reader.take(2);
    const letters = new Uint8Array(shared + length);
    letters.set(before.subarray(0, shared));
    letters.set(reader.take(length), shared);
    before = letters;
    const unitsWith = reader.varint();
    const scale = reader.take(1)[0];
    const kept = reader.varint();
    const units = reader.increasing(kept);
    const halves = reader.take((kept + 1) >> 1);
    const shares = Uint8Array.from(units, (_, place) => (place % 2 ? halves[place >> 1] >> 4 : halves[place >> 1] & 15));
    /** @type {Term} */
    const term = { unitsWith, row: null, units, shares };
    terms.set(decode(letters), term);
    if (scale) lengths.push([term, 2 ** ((scale - SCALE_ZERO) / SCALE_STEPS)]);
  }
  for (const [term, length] of lengths) term.row = unpack(reader.take(dimension), ROW_STEP).map((value) => value * length);
  return terms;
}

/** @param {Uint8Array} data @param {number[]} runs how many units each holds @param {Float64Array[]} centres theirs @returns {Promise<Float64Array[]>} the units' vectors */
export async function readNear(data, runs, centres) {
  const reader = await inflate(data);
  return runs.flatMap((units, run) => Array.from({ length: units }, () => unpack(reader.take(centres[run].length), NEAR_STEP, centres[run])));
}

/** @template T @param {Uint8Array} data @param {(reader: Reader) => T} read @returns {T[]} one after another, to the end */
function readAll(data, read) {
  const reader = new Reader(data);
  const found = [];
  while (reader.at < data.length) found.push(read(reader));
  return found;
}

/** @param {Uint8Array} bytes */
export function hex(bytes) {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {Uint8Array} data @param {Record<string, number>} counts @returns {Record<string, string[]>} */
function readNames(data, counts) {
  /** @type {Record<string, string[]>} */
  const names = {};
  const reader = new Reader(data);
  for (const group of ["words", "near", "texts", "known", "cards"]) {
    names[group] = Array.from({ length: counts[group] }, () => hex(reader.take(4)));
  }
  return names;
}

/** @param {Uint8Array} data @returns {string[]} */
function readEdges(data) {
  let before = "";
  const lines = data.length ? decode(data).split("\n") : [];
  return lines.map((line) => (before = before.slice(0, parseInt(line[0], 16)) + line.slice(1)));
}

/** @param {Uint8Array} data @returns {Promise<Head>} */
export async function readHead(data) {
  const reader = await inflate(data);
  const length = reader.take(4).reduceRight((sum, byte) => 256 * sum + byte, 0);
  const about = JSON.parse(decode(reader.take(length)));
  if (about.version !== VERSION) throw new Error(`the query box's files have version ${about.version}, not ${VERSION}`);
  /** @type {Record<string, Uint8Array>} */
  const sections = {};
  for (const [name, size] of about.sections) sections[name] = reader.take(size);
  const { settings, books, dimension, files, opposed } = about;
  /** @param {Reader} some */
  const number = (some) => some.varint();
  /** @param {Reader} some */
  const list = (some) => Array.from({ length: some.varint() }, () => some.varint());
  const runs = readAll(sections.runs, list);
  const centres = new Reader(sections.centres);
  return {
    settings,
    books,
    opposed,
    dimension,
    centres: runs.flat().map(() => unpack(centres.take(dimension), CENTRE_STEP)),
    runs,
    edges: readEdges(sections.edges),
    names: readNames(sections.names, files),
    common: readTerms(new Reader(sections.common), dimension),
    pages: readAll(sections.pages, number),
    variants: readAll(sections.variants, number),
    cited: readAll(sections.cited, list),
  };
}
