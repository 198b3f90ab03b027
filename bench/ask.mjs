// Ask a built site's query box questions through its own modules and files: node ask.mjs WEB FOLDER < questions
// For each question: the pages it finds, bytes and files of a first visit, of the question after it, and the processor's milliseconds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [web, folder] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${web}/${name}.js`).href);
const [{ openBox }, { rankQuery }, { find }, { makeEntries, suggest, weigh }] = await Promise.all(
  ["fetching", "rank", "results", "known"].map(load),
);
const questions = JSON.parse(readFileSync(0, "utf-8"));
const manifest = JSON.parse(readFileSync(`${folder}/box.json`, "utf-8"));
const sizes = new Map();
const contents = new Map();

/** What a host would send: text compressed, the rest as it is. */
function size(name) {
  if (!sizes.has(name)) {
    const content = readFileSync(`${folder}/${name}`);
    contents.set(name, new Uint8Array(content));
    sizes.set(name, name.endsWith(".bin") ? content.length : gzipSync(content, { level: 6 }).length);
  }
  return sizes.get(name);
}

async function visit() {
  const fetched = new Set();
  const read = async (name) => {
    if (!fetched.has(name)) size(name);
    fetched.add(name);
    return contents.get(name);
  };
  for (const name of ["load.js", "box.json", manifest.style, manifest.script]) await read(name);
  const total = () => [...fetched].reduce((sum, name) => sum + sizes.get(name), 0);
  const entries = [];
  let before = total();
  for (const [pack, name] of manifest.known.entries()) {
    entries.push(...makeEntries(JSON.parse(new TextDecoder().decode(await read(name))), entries.length));
    if (pack === 0) before = total(); // suggestions begin with it; the others follow while somebody types
  }
  const box = await openBox(manifest, read);
  return { box, entries, before, fetched, total };
}

const page = (url) => url.replace(/#.*/, "");
const rows = [];
for (const [row, { q }] of questions.entries()) {
  const here = await visit();
  const results = await find(q, here.box, async (number) => here.entries[number]);
  const { questions: known } = await rankQuery(q, here.box);
  const first = { bytes: here.total(), requests: here.fetched.size };
  const after = questions[(row + 1) % questions.length].q;
  await find(after, here.box, async (number) => here.entries[number]);
  const next = { bytes: here.total() - first.bytes, requests: here.fetched.size - first.requests };
  const times = [];
  for (let turn = 0; turn < 5; turn += 1) {
    const start = process.cpuUsage();
    await rankQuery(q, here.box);
    const { user, system } = process.cpuUsage(start);
    times.push((user + system) / 1000);
  }
  const cited = (results.card?.answers ?? []).flatMap((one) => one.claims.flatMap((claim) => claim.citations.map((cite) => page(cite.url))));
  const suggestions = suggest(q, here.entries, weigh(here.entries));
  rows.push({
    pages: [...new Set([...cited, ...results.groups.map((group) => page(group.url))])],
    covered: results.covered,
    doubtful: results.doubtful,
    card: results.card?.url ?? null,
    known: known.slice(0, 3).map(({ number }) => here.entries[number]?.question.url ?? ""),
    suggested: suggestions[0]?.question.ask ?? null,
    before: here.before,
    first,
    next,
    milliseconds: times.sort((one, other) => one - other)[2],
  });
}
process.stdout.write(JSON.stringify(rows));
