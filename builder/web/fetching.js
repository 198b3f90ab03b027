// The bundle's files by their names: fetched when they are needed, checked, kept while the page is open.
// Opened from a folder, where a browser may not fetch, the files come from the one script that holds them all.

import { hex, readHead } from "./files.js";
import { placeAfter } from "./rank.js";

/** @typedef {import("./files.js").Head} Head */
/** @typedef {{head: string, script: string, style: string, known: string[], questions: number, site: string, directories: boolean, books: [string, string][], encoder?: import("./encoder.js").Encoder & {script: string}}} Manifest */

/** @param {Uint8Array} data @returns {Promise<string>} the first letters of its sha256, none where a browser has no means */
async function shortHash(data) {
  if (!globalThis.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (data));
  return hex(new Uint8Array(digest, 0, 4));
}

/** @param {string} text @returns {Uint8Array} */
function fromBase64(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** @param {URL} root @param {Record<string, string> | undefined} inside @returns {(name: string) => Promise<Uint8Array>} */
export function reader(root, inside) {
  /** @param {string} name @param {RequestCache} cache */
  const fetchOne = async (name, cache) => {
    const answer = await fetch(new URL(name, root), { cache, credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  return async (name) => {
    if (inside) {
      if (!(name in inside)) throw new Error(`${name}: not in the single file`);
      return fromBase64(inside[name]);
    }
    const wanted = /-([0-9a-f]{8})\.\w+$/.exec(name)?.[1] ?? "";
    const data = await fetchOne(name, "default");
    const found = await shortHash(data);
    if (!found || found === wanted) return data;
    const again = await fetchOne(name, "reload");
    if ((await shortHash(again)) !== wanted) throw new Error(`${name}: not of this build`);
    return again;
  };
}

/** @template T @param {() => Promise<T>} make @returns {() => Promise<T>} made once; a failure is forgotten */
export function once(make) {
  /** @type {Promise<T> | undefined} */
  let made;
  return () => {
    if (!made) {
      made = make();
      made.catch(() => (made = undefined));
    }
    return made;
  };
}

/** The bundle behind the query box. */
export class Box {
  /** @param {Manifest} manifest @param {Head} head @param {(name: string) => Promise<Uint8Array>} read */
  constructor(manifest, head, read) {
    this.manifest = manifest;
    this.head = head;
    this.read = read;
    /** @type {import("./encoder.js").Encode | undefined} the real encoder, once a reader has fetched it */
    this.encode;
    /** @type {Map<string, () => Promise<any>>} */
    this.cache = new Map();
    this.starts = [0];
    for (const size of head.pages) this.starts.push((this.starts.at(-1) ?? 0) + size);
    /** @type {number[]} the unit after each run's last */
    this.runEnds = [];
    /** @type {{number: number, run: number, unit: number}[]} the near files: first run and first unit of each */
    this.near = [];
    for (const [number, runs] of head.runs.entries()) {
      this.near.push({ number, run: this.runEnds.length, unit: this.runEnds.at(-1) ?? 0 });
      for (const size of runs) this.runEnds.push((this.runEnds.at(-1) ?? 0) + size);
    }
    this.owners = head.variants.flatMap((count, question) => Array(count).fill(question));
    this.passages = this.starts.at(-1) ?? 0;
    this.units = this.passages + this.owners.length;
  }

  /** @template T @param {string} key @param {() => Promise<T>} make @returns {Promise<T>} */
  kept(key, make) {
    const found = this.cache.get(key) ?? once(make);
    this.cache.set(key, found);
    return found();
  }

  /** @param {string} group @param {number} number @param {string} ending */
  file(group, number, ending) {
    return this.read(`${group}-${number}-${this.head.names[group][number]}.${ending}`);
  }

  /** @param {string} group @param {number} number @returns {Promise<any>} */
  json(group, number) {
    return this.kept(`${group}-${number}`, async () =>
      JSON.parse(new TextDecoder().decode(await this.file(group, number, "json"))),
    );
  }

  /** @param {number} passage @returns {number} */
  pageOf(passage) {
    return placeAfter(this.starts, passage) - 1;
  }

  /** @param {number} page @returns {string} the id of the book a page belongs to */
  bookOf(page) {
    let first = 0;
    for (const [book, count] of this.head.books) {
      first += count;
      if (page < first) return this.manifest.books[book]?.[0] ?? "";
    }
    return "";
  }

  /** @param {number} unit */
  questionOf(unit) {
    return this.owners[unit - this.passages];
  }
}

/** @param {Manifest} manifest @param {(name: string) => Promise<Uint8Array>} read @returns {Promise<Box>} */
export async function openBox(manifest, read) {
  return new Box(manifest, await readHead(await read(manifest.head)), read);
}
