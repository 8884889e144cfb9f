/* Kết quả: Found → what a reader sees, the same in the box and on the results page. Text only ever becomes text nodes. */
(function () {
  "use strict";
  var search = window.SoTay.timKiem;

  var NAMES = {
    "quy-trinh": "Quy trình", mau: "Mẫu văn bản", "bang-kiem": "Bảng kiểm", "can-cu": "Căn cứ", "hoi-dap": "Hỏi đáp",
    "bai-hoc": "Bài học", "thuat-ngu": "Thuật ngữ", trang: "Trang khác", "don-vi": "Đơn vị", "quan-tri": "Quản trị sổ tay",
  };
  var BEST = 3; // shown first whatever their kind; the rest stands grouped by kind
  var SNIPPET = 30; // words
  var SHORT = 6; // results beyond the best that the box shows; the results page shows all

  function make(tag, name, text) {
    var element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  }

  /* Term → weight of the reader's words, for marks: noise and faint matches are not marked. */
  function wanted(found) {
    var terms = new Map();
    function take(token) {
      if (token.noise) return;
      token.matches.forEach(function (match) {
        if (match.quality >= 0.45) terms.set(match.term, Math.max(terms.get(match.term) || 0, token.idf * match.quality));
      });
    }
    found.query.tokens.forEach(take);
    found.query.units.forEach(function (unit) {
      unit.others.forEach(function (other) { other.forEach(take); });
    });
    return terms;
  }

  /* Pieces of text → nodes, neighbouring marked words under one mark; as few nodes as will do, for a page lays them out at every key. */
  function marked(pieces, terms) {
    var box = document.createDocumentFragment();
    var inside = false; // whether `text` stands under a mark
    var text = "";
    var gap = ""; // a space after a marked word, which belongs to the mark only when another follows

    function close() {
      if (text) box.appendChild(inside ? make("mark", "", text) : document.createTextNode(text));
      text = "";
    }
    pieces.forEach(function (piece) {
      if (piece.term >= 0 && terms.has(piece.term)) {
        if (!inside) close();
        text += gap + piece.text;
        gap = "";
        inside = true;
      } else if (inside && piece.text === " " && !gap) {
        gap = " ";
      } else {
        if (inside) close();
        text += gap + piece.text;
        gap = "";
        inside = false;
      }
    });
    close();
    return box;
  }

  /* The passage of a record with most of the reader's words, at most SNIPPET words. */
  function passage(index, record, terms) {
    var pieces = index.bodyPieces(record);
    if (!pieces.length) return null;
    var words = [];
    pieces.forEach(function (piece, i) {
      if (piece.term >= 0) words.push(i);
    });
    var best = 0;
    var bestSum = -1;
    var seen = new Map();
    var sum = 0;
    for (var right = 0; right < words.length; right++) {
      var term = pieces[words[right]].term;
      if (terms.has(term)) {
        var times = seen.get(term) || 0;
        sum += terms.get(term) / (1 + times);
        seen.set(term, times + 1);
      }
      if (right >= SNIPPET) {
        var gone = pieces[words[right - SNIPPET]].term;
        if (terms.has(gone)) {
          seen.set(gone, seen.get(gone) - 1);
          sum -= terms.get(gone) / (1 + seen.get(gone));
        }
      }
      if (sum > bestSum + 1e-6) {
        bestSum = sum;
        best = Math.max(0, right - SNIPPET + 1);
      }
    }
    // A little before the first mark, so that the passage reads as a sentence.
    var first = best;
    while (first < words.length && !terms.has(pieces[words[first]].term)) first++;
    if (first < words.length) best = Math.max(0, Math.min(first, words.length - 1) - 4);
    for (var back = best; back > Math.max(0, best - 6); back--) {
      if (/[.?!…;]/.test((pieces[words[back] - 1] || { text: "" }).text)) {
        best = back;
        break;
      }
    }
    var end = Math.min(words.length - 1, best + SNIPPET);
    var cut = pieces.slice(words[best] || 0, words[end] + 1);
    if (!cut.length) return null;
    if (best > 0) cut.unshift({ text: "… ", term: -1 });
    if (end < words.length - 1) cut.push({ text: " …", term: -1 });
    return cut;
  }

  /* One result: the page's title, the section it leads to, and the passage unless it is to be brief. */
  function result(index, row, terms, id, brief) {
    var hit = row.hits[0];
    var first = index.firstRecord[row.page];
    var link = make("a", "st-tim__muc");
    link.href = SoTay.diaChi(index.address(hit.record));
    link.id = id;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    var head = make("span", "st-tim__ten");
    head.appendChild(marked(index.headingPieces(hit.record), terms));
    link.appendChild(head);
    var where = make("span", "st-tim__noi");
    where.appendChild(make("span", "st-tim__loai", NAMES[hit.kind]));
    if (hit.record !== first) {
      where.appendChild(document.createTextNode(" "));
      where.appendChild(marked(index.headingPieces(first), terms));
    }
    link.appendChild(where);
    var text = brief ? null : passage(index, hit.record, terms);
    if (text) {
      var line = make("span", "st-tim__doan");
      line.appendChild(marked(text, terms));
      link.appendChild(line);
    }
    return link;
  }

  /* The state of a source that was asked for by number, told at once. */
  function answer(source, id) {
    var link = make("a", "st-tim__muc st-tim__van-ban st-tim__van-ban--" + source.state);
    link.href = SoTay.diaChi(source.chainUrl || source.url || "can-cu/index.html");
    link.id = id;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    link.tabIndex = -1;
    var said = source.chain ? source.number + " (" + source.issued + ") đã được thay bằng " + source.chain : source.number + " (" + source.issued + "): " + source.stateName;
    link.appendChild(make("span", "st-tim__ten", said));
    link.appendChild(make("span", "st-tim__doan", source.title));
    return link;
  }

  /**
   * The whole list: `options` {prefix of ids, kind or null, all: true to show every result}.
   * → {list, options: [links in order], counts: {kind: n}}
   */
  search.view = function (index, found, options) {
    var terms = wanted(found);
    var list = make("div", "st-tim__ds");
    list.id = options.prefix + "-ds";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Kết quả tìm");
    var links = [];
    var counts = {};
    found.pages.forEach(function (row) {
      var kind = row.hits[0].kind;
      counts[kind] = (counts[kind] || 0) + 1;
    });

    function group(name) {
      var box = make("div", "st-tim__nhom");
      box.setAttribute("role", "group");
      var label = make("div", "st-tim__nhan", name);
      label.id = options.prefix + "-n" + list.childNodes.length;
      box.setAttribute("aria-labelledby", label.id);
      box.appendChild(label);
      list.appendChild(box);
      return box;
    }
    function put(box, link) {
      box.appendChild(link);
      links.push(link);
    }
    function id() {
      return options.prefix + "-" + links.length;
    }

    if (found.sources.length && !options.kind) {
      var box = group("Văn bản hỏi theo số");
      found.sources.forEach(function (source) { put(box, answer(source, id())); });
    }
    var rows = found.pages.filter(function (row) { return !options.kind || row.hits[0].kind === options.kind; });
    var top = options.kind ? rows.length : Math.min(BEST, rows.length);
    if (top) {
      var first = group(options.kind ? NAMES[options.kind] : "Đúng nhất");
      rows.slice(0, options.all ? top : Math.min(top, 12)).forEach(function (row) { put(first, result(index, row, terms, id(), false)); });
    }
    var rest = rows.slice(top);
    var order = [];
    rest.forEach(function (row) {
      if (order.indexOf(row.hits[0].kind) < 0) order.push(row.hits[0].kind);
    });
    order.forEach(function (kind) {
      if (!options.all && links.length >= BEST + SHORT) return;
      var same = rest.filter(function (row) { return row.hits[0].kind === kind; });
      var place = group(NAMES[kind]);
      same.slice(0, options.all ? same.length : 2).forEach(function (row) { put(place, result(index, row, terms, id(), !options.all)); });
    });
    return { list: list, options: links, counts: counts };
  };

  /** Buttons that narrow to one kind; `choose(kind or null)`. */
  search.filters = function (counts, chosen, choose) {
    var row = make("div", "st-tim__loc");
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", "Lọc theo loại");
    var total = 0;
    Object.keys(counts).forEach(function (kind) { total += counts[kind]; });
    [null].concat(search.KINDS.filter(function (kind) { return counts[kind]; })).forEach(function (kind) {
      var button = make("button", "st-tim__nut", (kind ? NAMES[kind] : "Tất cả") + " " + (kind ? counts[kind] : total));
      button.type = "button";
      button.setAttribute("aria-pressed", String(kind === chosen));
      button.addEventListener("click", function () { choose(kind); });
      row.appendChild(button);
    });
    return row;
  };

  /** With nothing found: the nearest terms, and the way to ask. */
  search.nothing = function (index, found) {
    var box = make("div", "st-tim__khong");
    box.appendChild(make("p", "", "Sổ tay chưa có trang nào trả lời câu này."));
    var near = nearest(index, found);
    if (near.length) {
      var line = make("p", "", "Thử tìm: ");
      near.forEach(function (phrase, i) {
        if (i) line.appendChild(document.createTextNode(" · "));
        var button = make("button", "st-tim__goi-y", phrase);
        button.type = "button";
        button.setAttribute("data-tim", phrase);
        line.appendChild(button);
      });
      box.appendChild(line);
    }
    box.appendChild(make("p", "", "Gõ ít chữ hơn, chỉ giữ tên việc hoặc số văn bản. Cần ngay thì hỏi văn phòng cấp ủy cấp trên. Câu vừa gõ được giữ trên máy này; ông/bà có thể tải các câu ấy về ở trang kết quả để gửi người phụ trách sổ tay."));
    return box;
  };

  /* Terms of the handbook that share most letters with what was typed. */
  function nearest(index, found) {
    var typed = search.chu.fold(found.query.text.toLowerCase()).replace(/[^a-z0-9]+/g, " ").trim();
    if (!typed) return [];
    function grams(text) {
      var set = new Set();
      for (var i = 0; i < text.length - 1; i++) set.add(text.substr(i, 2));
      return set;
    }
    var mine = grams(typed);
    return index.concepts
      .map(function (phrases) {
        var best = 0;
        phrases.forEach(function (phrase) {
          var other = grams(search.chu.fold(phrase.toLowerCase()));
          var both = 0;
          other.forEach(function (g) { if (mine.has(g)) both++; });
          best = Math.max(best, (2 * both) / (mine.size + other.size));
        });
        return [best, phrases[0]];
      })
      .filter(function (row) { return row[0] > 0.3; })
      .sort(function (a, b) { return b[0] - a[0]; })
      .slice(0, 4)
      .map(function (row) { return row[1]; });
  }

  /** What a screen reader is told. */
  search.tell = function (found, shown) {
    if (found.sources.length && found.sources[0].chain) return found.sources[0].number + " đã được thay bằng " + found.sources[0].chain;
    if (!shown) return "Không tìm thấy trang nào";
    return shown + " kết quả. Dùng phím mũi tên để chọn, phím Enter để mở";
  };

  /** Whether the site has an answer worth the name. */
  search.answered = function (found) {
    return found.sources.length > 0 || (found.pages.length > 0 && found.pages[0].cover >= 0.45);
  };
})();
