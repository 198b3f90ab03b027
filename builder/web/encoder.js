// The real encoder in the browser, for sites that choose it: a query comes in, its vector in the box's directions goes out.
// Fetched only when a reader says so. Its own module: the box works without, and a site that has not chosen it lacks it.

/** @typedef {{runtime: string, wasm: string, model: string, words: string, bytes: number, settings: Record<string, number>}} Encoder */
/** @typedef {(query: string) => Promise<Float64Array>} Encode */
/** @typedef {{encode?: Encode, head: {settings: Record<string, number>}}} Sharpened */
/** @typedef {{box: Promise<Sharpened>, read: (name: string) => Promise<Uint8Array>, root: URL, place: Element | null, again: () => void}} World */

const REMEMBERED = "answerbook-encoder";

const LONGEST = 256; // tokens read of a text, as in builder/engines/encoder.py
const LONGEST_WORD = 100; // letters
const NOT_TEXT = /[\0\ufffd]|(?![\t\n\r])\p{C}/gu;
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf\uf900-\ufaff\u{20000}-\u{2a6df}\u{2a700}-\u{2b81f}\u{2b920}-\u{2ceaf}\u{2f800}-\u{2fa1f}]/gu;
const PARTS = /[!-/:-@[-`{-~]|\p{P}|(?:(?![!-/:-@[-`{-~]|\p{P}|\p{White_Space})[\s\S])+/gu;

/** @param {string} text @returns {string[]} words and signs in lower case, without accents */
function cutWords(text) {
  const spaced = text.replace(NOT_TEXT, "").replace(HAN, " $& ").normalize("NFD").replace(/\p{Mn}/gu, "");
  // Letter by letter: a sigma at a word's end is written like any other.
  return Array.from(spaced, (letter) => letter.toLowerCase()).join("").match(PARTS) ?? [];
}

/** @param {string} word @param {Map<string, number>} vocabulary @returns {number[]} the longest known pieces from the left */
function cutPieces(word, vocabulary) {
  const letters = Array.from(word);
  const unknown = [vocabulary.get("[UNK]") ?? 0];
  if (letters.length > LONGEST_WORD) return unknown;
  const pieces = [];
  for (let start = 0; start < letters.length; ) {
    let end = letters.length;
    let known;
    for (; end > start && known === undefined; end -= 1) known = vocabulary.get((start ? "##" : "") + letters.slice(start, end).join(""));
    if (known === undefined) return unknown;
    pieces.push(known);
    start = end + 1;
  }
  return pieces;
}

/** @param {string} text @param {Map<string, number>} vocabulary @returns {number[]} the tokens that the encoder was taught with */
export function tokenise(text, vocabulary) {
  const tokens = cutWords(text).flatMap((word) => cutPieces(word, vocabulary));
  const [first, last] = ["[CLS]", "[SEP]"].map((name) => vocabulary.get(name) ?? 0);
  return [first, ...tokens.slice(0, LONGEST - 2), last];
}

/** @param {Uint8Array} data a line for each token, a null byte, then the box's directions, four bytes a number, column after column */
export function readWordsOf(data) {
  const end = data.indexOf(0);
  const tokens = new TextDecoder().decode(data.subarray(0, end)).split("\n");
  const floats = new Float32Array(data.slice(end + 1).buffer);
  return { vocabulary: new Map(tokens.map((token, number) => [token, number])), directions: floats };
}

/** @param {Float32Array} vector @param {Float32Array} directions @returns {Float64Array} at length one */
export function turn(vector, directions) {
  const turned = Float64Array.from({ length: directions.length / vector.length }, (_, row) => {
    let sum = 0;
    for (let place = 0; place < vector.length; place += 1) sum += vector[place] * directions[row * vector.length + place];
    return sum;
  });
  const length = Math.max(Math.sqrt(turned.reduce((sum, value) => sum + value * value, 0)), 1e-9);
  return turned.map((value) => value / length);
}

/**
 * @param {Encoder} encoder @param {(name: string) => Promise<Uint8Array>} read @param {URL} root
 * @returns {Promise<Encode>}
 */
export async function openEncoder(encoder, read, root) {
  const [wasm, model, words] = await Promise.all([encoder.wasm, encoder.model, encoder.words].map(read));
  const ort = await import(new URL(encoder.runtime, root).href);
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = wasm;
  const session = await ort.InferenceSession.create(model, { executionProviders: ["wasm"] });
  const { vocabulary, directions } = readWordsOf(words);
  return async (query) => {
    const tokens = BigInt64Array.from(tokenise(query, vocabulary), BigInt);
    const shape = [1, tokens.length];
    const found = await session.run({
      input_ids: new ort.Tensor("int64", tokens, shape),
      attention_mask: new ort.Tensor("int64", tokens.map(() => 1n), shape),
    });
    return turn(found[session.outputNames[0]].data, directions);
  };
}

/** @param {string} [model] to remember that the reader asked for it @returns {string} what was remembered */
function remembered(model) {
  try {
    if (model) localStorage.setItem(REMEMBERED, model);
    return localStorage.getItem(REMEMBERED) ?? "";
  } catch {
    return ""; // A browser may forbid it; then the reader is asked on every page.
  }
}

/** Offers the encoder on the Ask page, or opens it where the reader has asked for it before. @param {Encoder} encoder @param {World} world */
export async function offer(encoder, world) {
  const box = await world.box;
  const said = Object.assign(document.createElement("p"), { className: "ab-status" });
  said.setAttribute("role", "status");
  said.tabIndex = -1;
  const size = `${Math.ceil(encoder.bytes / 1e6)} MB`;

  async function open() {
    // The button that had the focus goes.
    if (said.contains(document.activeElement)) said.focus();
    said.textContent = `Fetching ${size} …`;
    try {
      box.encode = await openEncoder(encoder, world.read, world.root);
      Object.assign(box.head.settings, encoder.settings);
      remembered(encoder.model);
      said.textContent = "Questions are read by the full model.";
      world.again();
    } catch (error) {
      console.warn(`The encoder cannot be used, the word table stays: ${error instanceof Error ? error.message : error}`);
      said.textContent = "The full model cannot be used here; search works without it.";
    }
  }

  if (box.encode) return;
  world.place?.append(said);
  if (remembered() === encoder.model) return void (await open());
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: `Read questions with the full model: fetch ${size} once` });
  button.addEventListener("click", () => void open());
  said.append(button, " It runs in your browser; what you ask goes nowhere.");
}
