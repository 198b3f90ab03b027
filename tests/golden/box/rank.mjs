// What the browser's modules find in the golden bundle, and the terms they make: node rank.mjs WEB FOLDER < questions
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [web, folder] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(`${web}/${name}.js`).href);
const [{ openBox }, { rankQuery }, { words }] = await Promise.all(["fetching", "rank", "words"].map(load));
const read = async (name) => new Uint8Array(readFileSync(`${folder}/${name}`));
const asked = JSON.parse(readFileSync(0, "utf-8"));
const box = await openBox(JSON.parse(readFileSync(`${folder}/box.json`, "utf-8")), read);
const found = {};
for (const query of asked.queries) found[query] = await rankQuery(query, box);
const terms = {};
for (const text of asked.texts) terms[text] = words(text);
process.stdout.write(JSON.stringify({ found, terms }));
