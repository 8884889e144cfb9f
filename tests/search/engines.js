/* Runs queries on an engine, for «run.py bench search». node engines.js ENGINE FOLDER [LIBRARY] < queries.json > urls.json
   ENGINE: so-tay (FOLDER = assets/search of the site) · minisearch, material (FOLDER holds search_index.json; LIBRARY = minisearch's
   file, or Material's folder assets/javascripts). Queries: [text…]. Answer: {"urls": [[[url…]…]…], "ms": median per query}: of each query its results, of each result
   the places of its page that are shown. */
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const [engine, folder, library] = process.argv.slice(2);
const queries = JSON.parse(fs.readFileSync(0, "utf8"));
const fold = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/đ/g, "d");

function pagesOnce(urls) {
  const seen = new Set();
  return urls.filter((url) => {
    const page = url.split("#")[0];
    if (seen.has(page)) return false;
    seen.add(page);
    return true;
  }).slice(0, 10).map((url) => [url]);
}

function soTay() {
  const context = vm.createContext({ performance });
  context.window = context;
  const run = (file) => vm.runInContext(fs.readFileSync(path.join(folder, file), "utf8"), context, file);
  vm.runInContext("window.SoTay = {}", context);
  ["tim-kiem.js", "du-lieu.js"].forEach(run);
  const data = context.SoTay.duLieu.timKiem;
  for (let part = 1; part <= data.parts; part++) run(`du-lieu-${part}.js`);
  const index = context.SoTay.timKiem.open(data);
  const parts = Array.from({ length: data.parts }, (_, i) => context.SoTay.duLieu["timKiem" + (i + 1)]);
  index.add(data.bodies ? [data.bodies] : parts)(() => false);
  return (query) => context.SoTay.timKiem.find(index, query, 10).pages.map((row) => row.hits.map((hit) => index.address(hit.record)));
}

/* The documented recipe: fold, all words, the last as a prefix, one slip a word; then any word. */
function miniSearch() {
  const MiniSearch = require(path.resolve(library));
  const docs = JSON.parse(fs.readFileSync(path.join(folder, "search_index.json"), "utf8")).docs;
  const mini = new MiniSearch({ fields: ["title", "text"], processTerm: (term) => fold(term) });
  mini.addAll(docs.map((doc, id) => ({ id, title: doc.title, text: doc.text.replace(/<[^>]+>/g, " ") })));
  const options = { prefix: (_, i, terms) => i === terms.length - 1, fuzzy: (term) => (term.length > 3 ? 1 : 0), boost: { title: 3 } };
  return (query) => {
    let found = mini.search(query, { ...options, combineWith: "AND" });
    if (!found.length) found = mini.search(query, options);
    return pagesOnce(found.map((hit) => docs[hit.id].location));
  };
}

/* Material's own worker, spoken to in its own protocol. */
async function material() {
  const workers = path.join(library, "workers");
  const file = fs.readdirSync(workers).find((name) => /^search\..*\.js$/.test(name));
  const waiting = [];
  const context = vm.createContext({ console, setTimeout, clearTimeout, URL, TextDecoder, performance });
  context.self = context.globalThis = context.window = context;
  context.location = { href: "https://example.invalid/assets/javascripts/workers/search.js" };
  const listeners = [];
  context.addEventListener = (_, listener) => listeners.push(listener);
  context.postMessage = (message) => waiting.shift()(message);
  context.importScripts = (...urls) => urls.forEach((url) => {
    const name = url.replace(/^.*assets\/javascripts\//, "").replace(/^\.\.\//, "");
    vm.runInContext(fs.readFileSync(path.join(library, name), "utf8"), context, name);
  });
  vm.runInContext(fs.readFileSync(path.join(workers, file), "utf8"), context, file);
  const ask = (message) => new Promise((resolve) => {
    waiting.push(resolve);
    listeners.forEach((listener) => listener({ data: message }));
  });
  const index = JSON.parse(fs.readFileSync(path.join(folder, "search_index.json"), "utf8"));
  await ask({ type: 0, data: { config: index.config, docs: index.docs, options: { suggest: false } } });
  return async (query) => {
    const answer = await ask({ type: 2, data: query });
    return pagesOnce(answer.data.items.map((group) => group[0].location));
  };
}

(async () => {
  const search = await { "so-tay": soTay, minisearch: miniSearch, material }[engine]();
  const urls = [];
  const times = [];
  for (const query of queries) {
    const start = performance.now();
    urls.push(await search(query));
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  process.stdout.write(JSON.stringify({ urls, ms: times[times.length >> 1] || 0, ms95: times[Math.floor(times.length * 0.95)] || 0 }));
})();
