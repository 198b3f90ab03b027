// Ask Material's lunr and MiniSearch the same questions over the search index that MkDocs wrote: node peers.mjs SITE MODULES < questions
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";

const [site, modules] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const lunr = require("lunr");
const MiniSearch = require("minisearch");
const questions = JSON.parse(readFileSync(0, "utf-8"));
const text = readFileSync(`${site}/search/search_index.json`, "utf-8");
const bare = (html) => html.replace(/<[^>]*>/g, " ");
const sections = JSON.parse(text).docs.map((section, id) => ({ id, location: section.location, title: bare(section.title), text: bare(section.text) }));
const packed = (value) => gzipSync(value, { level: 6 }).length;

function pages(ids) {
  return [...new Set(ids.map((id) => sections[id].location.replace(/#.*/, "")))].slice(0, 5);
}

function measure(bytes, requests, ask) {
  return questions.map(({ q }) => {
    const start = performance.now();
    const found = pages(ask(q));
    return { pages: found, covered: found.length > 0, first: { bytes, requests }, next: { bytes: 0, requests: 0 }, milliseconds: performance.now() - start };
  });
}

// As the theme's worker does: titles weigh a thousandfold, every word may be the beginning of a longer one.
const index = lunr(function () {
  this.pipeline.reset();
  this.pipeline.add(lunr.stopWordFilter);
  this.searchPipeline.reset();
  this.field("title", { boost: 1e3 });
  this.field("text", { boost: 1 });
  for (const section of sections) this.add(section);
});
const material = measure(packed(text) + 12_000, 2, (query) =>
  index
    .query((builder) => {
      for (const word of lunr.tokenizer(query).map(String)) {
        builder.term(word, { usePipeline: true, wildcard: lunr.Query.wildcard.TRAILING });
      }
    })
    .map((one) => Number(one.ref)),
);

const mini = new MiniSearch({ fields: ["title", "text"] });
mini.addAll(sections);
const stored = packed(JSON.stringify(mini)) + packed(readFileSync(require.resolve("minisearch")));
const minisearch = measure(stored, 2, (query) => mini.search(query, { boost: { title: 2 } }).map((one) => one.id));
process.stdout.write(JSON.stringify({ material, minisearch }));
