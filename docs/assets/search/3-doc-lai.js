/* Đọc lại: a second, closer reading of the few records that came first: do the reader's words stand side by side in them, and how
   alike is their heading? SoTay.timKiem.chains(query, desk) → web; .reread(index, desk, web, query, record, weight) → {pairs, likeness}. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  // Codes of the text that are signs, as in 2-muc-luc.js.
  var SIGNS = 4;
  var RAISED = 2;
  var VARIANT = 3;
  var OTHER_NAME = 0.88; // worth of an abbreviation's or synonym's words against the reader's own

  /* A web of chains: rows of words that should stand side by side, laid one behind the other in flat arrays.
     lists: [place in the flat arrays, quality, …] of a word; a chain's first place has first[place] = 1. */
  function chains(query, d) {
    var rows = [query.tokens];
    var owners = [null];
    query.units.forEach(function (unit) {
      unit.others.forEach(function (other) {
        rows.push(other);
        owners.push(unit);
      });
    });
    var starts = [];
    var size = 0;
    rows.forEach(function (row) {
      starts.push(size);
      size += row.length;
    });
    d.nodeOf.fill(0);
    var lists = [null]; // d.nodeOf[term] → its list; 0 for words that the query does not have
    var first = new Uint8Array(size);
    rows.forEach(function (row, chain) {
      first[starts[chain]] = 1;
      row.forEach(function (token, i) {
        token.matches.forEach(function (match) {
          if (!d.nodeOf[match.term]) d.nodeOf[match.term] = lists.push([]) - 1;
          lists[d.nodeOf[match.term]].push(starts[chain] + i, match.quality);
        });
      });
    });
    return { lists: lists, rows: rows, owners: owners, starts: starts, first: first, pairs: new Float32Array(size), field: new Float32Array(size) };
  }

  var PLACE = [1, 0.9, 0.62]; // what neighbours are worth in a heading, in keywords, in the body
  var READ = 200; // codes of a body that are read again

  /* Reads a record again: how much of the query stands side by side (0…1), and how alike its heading or a variant is (0…1). */
  function reread(index, d, web, query, record, weight) {
    var pairs = web.pairs.fill(0);
    var field = web.field.fill(0);
    var first = web.first;
    var nodeOf = d.nodeOf;
    var idf = d.idf;
    var surfaceTerm = index.surfaceTerm;
    var previous = null;
    var likeness = 0;
    var fieldSum = 0;
    var fieldHit = 0;
    for (var place = 0; place < 3; place++) {
      var text = place < 2 ? index.heads : index.body;
      var at = place === 0 ? index.headStart[record] : place === 2 ? index.bodyStart[record] : at + 1;
      var stop = place < 2 ? index.headStart[record + 1] : Math.min(index.bodyStart[record + 1], index.bodyStart[record] + READ);
      var worth = PLACE[place];
      previous = null;
      for (; at < stop; at++) {
        var code = text[at];
        if (code < SIGNS) {
          if (code === RAISED) continue;
          previous = null;
          if (fieldHit > 0) {
            var recall = said(web, query, weight);
            var precision = fieldHit / fieldSum;
            likeness = Math.max(likeness, (1.6 * precision * recall) / (0.6 * precision + recall));
            field.fill(0);
          }
          fieldSum = fieldHit = 0;
          if (code !== VARIANT) break; // the end of the field or of the record
          continue;
        }
        var term = surfaceTerm[code - SIGNS];
        if (term < 0) {
          if (index.breaks[code - SIGNS]) previous = null;
          continue;
        }
        var list = web.lists[nodeOf[term]];
        if (place < 2) fieldSum += idf[term];
        if (!list) {
          previous = null;
          continue;
        }
        var top = 0;
        for (var k = 0; k < list.length; k += 2) {
          var node = list[k];
          var quality = list[k + 1];
          if (quality > top) top = quality;
          if (place < 2 && quality > field[node]) field[node] = quality;
          if (previous === null || first[node]) continue;
          for (var j = 0; j < previous.length; j += 2) {
            if (previous[j] === node - 1) {
              var joint = worth * Math.min(quality, previous[j + 1]);
              if (joint > pairs[node]) pairs[node] = joint;
            }
          }
        }
        if (place < 2) fieldHit += idf[term] * top;
        previous = list;
      }
    }
    return { pairs: joined(web, query), likeness: likeness };
  }

  /* Share of the query that the field says, by its own words or by another name of a unit. */
  function said(web, query, weight) {
    var at = 0;
    var sum = 0;
    var chain = 1;
    query.units.forEach(function (unit) {
      var own = share(unit.tokens, web.field, at);
      for (var o = 0; o < unit.others.length; o++, chain++) {
        var other = share(web.rows[chain], web.field, web.starts[chain]);
        own = Math.max(own, OTHER_NAME * other * other);
      }
      sum += unit.weight * own;
      at += unit.tokens.length;
    });
    return weight ? sum / weight : 0;
  }

  function share(tokens, hits, from) {
    var sum = 0;
    var hit = 0;
    for (var i = 0; i < tokens.length; i++) {
      sum += tokens[i].idf;
      hit += tokens[i].idf * hits[from + i];
    }
    return sum ? hit / sum : 0;
  }

  /* Share of neighbouring pairs of the query found side by side; inside a unit any of its names will do. */
  function joined(web, query) {
    var pairs = web.pairs;
    var row = web.rows[0];
    var sum = 0;
    var hit = 0;
    var at = 0;
    var chain = 1;
    query.units.forEach(function (unit) {
      var inside = 0;
      var insideHit = 0;
      for (var i = 0; i < unit.tokens.length; i++) {
        if (at + i === 0) continue;
        var worth = Math.min(row[at + i].idf, row[at + i - 1].idf);
        if (i === 0) {
          sum += worth;
          hit += worth * pairs[at];
        } else {
          inside += worth;
          insideHit += worth * pairs[at + i];
        }
      }
      for (var o = 0; o < unit.others.length; o++, chain++) {
        var length = web.rows[chain].length;
        if (length < 2) continue;
        var other = 0;
        for (var k = 1; k < length; k++) other += pairs[web.starts[chain] + k] / (length - 1);
        if (!inside) inside = unit.weight;
        insideHit = Math.max(insideHit, OTHER_NAME * other * inside);
      }
      sum += inside;
      hit += insideHit;
      at += unit.tokens.length;
    });
    return sum ? hit / sum : 0;
  }

  search.OTHER_NAME = OTHER_NAME;
  search.chains = chains;
  search.reread = reread;
})();
