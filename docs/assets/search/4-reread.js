/* A second, closer reading of the few records that came first: do the reader's words stand side by side in them, and how alike is
   their heading? SoTay.timKiem.chains(query, desk) → web; .reread(index, web, record) → {pairs, likeness}, each from 0 to 1. */
(() => {
  "use strict";
  const search = SoTay.timKiem;
  const { SIGNS, RAISED, VARIANT } = search;

  const OTHER_NAME = 0.88; // worth of an abbreviation's or synonym's words against the reader's own
  const PLACES = [1, 0.9, 0.62]; // what neighbours are worth in a heading, in keywords, in the body
  const BODY = 2;
  const READ = 200; // codes of a body that are read again
  const PRECISION = 0.6; // what precision weighs beside recall in the likeness of a heading

  /** A web of chains: rows of words that should stand side by side, laid one behind the other in flat arrays. */
  search.chains = (query, desk) => {
    const rows = [query.tokens];
    for (const unit of query.units) rows.push(...unit.others);
    const starts = [];
    let size = 0;
    for (const row of rows) {
      starts.push(size);
      size += row.length;
    }
    const nodeOf = desk.nodeOf.fill(0); // nodeOf[term] → place in `lists`; 0 for words that the query does not have
    const lists = [null]; // of each word [place in the flat arrays, quality, …]
    const first = new Uint8Array(size); // 1 at the first place of each chain
    rows.forEach((row, chain) => {
      first[starts[chain]] = 1;
      row.forEach((token, i) => {
        for (const { term, quality } of token.matches) {
          if (!nodeOf[term]) nodeOf[term] = lists.push([]) - 1;
          lists[nodeOf[term]].push(starts[chain] + i, quality);
        }
      });
    });
    const weight = query.units.reduce((sum, unit) => sum + unit.weight, 0);
    const pairs = new Float32Array(size); // what each place is worth together with the one before it
    const field = new Float32Array(size); // the quality in which each place stands in the field that is read
    return { query, weight, idf: desk.idf, nodeOf, lists, rows, starts, first, pairs, field };
  };

  function share(tokens, hits, from) {
    let sum = 0;
    let hit = 0;
    for (let i = 0; i < tokens.length; i++) {
      sum += tokens[i].idf;
      hit += tokens[i].idf * hits[from + i];
    }
    return sum ? hit / sum : 0;
  }

  /* Share of the query that the field says, by its own words or by another name of a unit. */
  function said(web) {
    let at = 0;
    let sum = 0;
    let chain = 1;
    for (const unit of web.query.units) {
      let best = share(unit.tokens, web.field, at);
      for (let i = 0; i < unit.others.length; i++) {
        const other = share(web.rows[chain], web.field, web.starts[chain]);
        best = Math.max(best, OTHER_NAME * other * other);
        chain++;
      }
      sum += unit.weight * best;
      at += unit.tokens.length;
    }
    return web.weight ? sum / web.weight : 0;
  }

  /* How alike a field is to the query, from what was met in it. */
  function likenessOf(web, hit, sum) {
    const recall = said(web);
    const precision = hit / sum;
    return ((1 + PRECISION) * precision * recall) / (PRECISION * precision + recall);
  }

  /* Share of neighbouring pairs of the query found side by side; inside a unit any of its names will do. */
  function joined(web) {
    const { pairs, rows, starts } = web;
    const own = rows[0];
    let sum = 0;
    let hit = 0;
    let at = 0;
    let chain = 1;
    for (const unit of web.query.units) {
      let inside = 0;
      let insideHit = 0;
      for (let i = 0; i < unit.tokens.length; i++) {
        if (at + i === 0) continue;
        const worth = Math.min(own[at + i].idf, own[at + i - 1].idf);
        if (i === 0) {
          sum += worth;
          hit += worth * pairs[at];
        } else {
          inside += worth;
          insideHit += worth * pairs[at + i];
        }
      }
      for (let o = 0; o < unit.others.length; o++) {
        const length = rows[chain].length;
        let other = 0;
        for (let k = 1; k < length; k++) other += pairs[starts[chain] + k] / (length - 1);
        if (length > 1 && !inside) inside = unit.weight;
        if (length > 1) insideHit = Math.max(insideHit, OTHER_NAME * other * inside);
        chain++;
      }
      sum += inside;
      hit += insideHit;
      at += unit.tokens.length;
    }
    return sum ? hit / sum : 0;
  }

  /* Notes a word of the query in a field or body; → the best quality in which it may be meant. */
  function note(web, list, previous, place) {
    let top = 0;
    for (let k = 0; k < list.length; k += 2) {
      const node = list[k];
      const quality = list[k + 1];
      if (quality > top) top = quality;
      if (place < BODY && quality > web.field[node]) web.field[node] = quality;
      if (previous === null || web.first[node]) continue;
      for (let j = 0; j < previous.length; j += 2) {
        if (previous[j] !== node - 1) continue;
        const joint = PLACES[place] * Math.min(quality, previous[j + 1]);
        if (joint > web.pairs[node]) web.pairs[node] = joint;
      }
    }
    return top;
  }

  /* Reads codes up to the end of a field; → where it ended, and how alike the field or one of its variants is. */
  function readField(index, web, codes, from, stop, place) {
    const { idf, nodeOf, lists } = web;
    let previous = null;
    let likeness = 0;
    let sum = 0;
    let hit = 0;
    let at = from;
    for (; at < stop; at++) {
      const code = codes[at];
      if (code === RAISED) continue;
      if (code < SIGNS) {
        previous = null;
        if (hit > 0) {
          likeness = Math.max(likeness, likenessOf(web, hit, sum));
          web.field.fill(0);
        }
        sum = 0;
        hit = 0;
        if (code !== VARIANT) break;
        continue;
      }
      const term = index.surfaceTerm[code - SIGNS];
      if (term < 0) {
        if (index.breaks[code - SIGNS]) previous = null;
        continue;
      }
      const list = lists[nodeOf[term]];
      if (place < BODY) sum += idf[term];
      if (list) {
        const top = note(web, list, previous, place);
        if (place < BODY) hit += idf[term] * top;
      }
      previous = list;
    }
    return { at, likeness };
  }

  /** Reads a record again: how much of the query stands side by side, and how alike its heading or a variant is. */
  search.reread = (index, web, record) => {
    web.pairs.fill(0);
    web.field.fill(0);
    const stop = index.headStart[record + 1];
    const heading = readField(index, web, index.heads, index.headStart[record], stop, 0);
    const keywords = readField(index, web, index.heads, heading.at + 1, stop, 1);
    const from = index.bodyStart[record];
    readField(index, web, index.body, from, Math.min(index.bodyStart[record + 1], from + READ), BODY);
    return { pairs: joined(web), likeness: Math.max(heading.likeness, keywords.likeness) };
  };

  search.OTHER_NAME = OTHER_NAME;
})();
