/* Numbers of a register: which comes next, which are missing or stand twice, which days run backwards.

   An entry is {id, <column>: text}, days as yyyy-mm-dd. Outgoing documents (HD 05-HD/VPTW, Phần II, mục I.3): one series for each
   name of kind, from the first to the last day of a term; «quy định» and «quyết định» share a symbol and have a series each. */
(() => {
  "use strict";
  const MOST_TOLD = 8; // missing numbers that are named one by one

  const WRITTEN = /^\s*(\d{1,5})\s*[-–]\s*([^/\s]+)\s*\/\s*(\S+)\s*$/u;
  const AS_THE_STATE_WRITES = /^\s*(\d{1,5})\s*\/\s*(\p{L}+)\s*[-–]\s*(\S+)\s*$/u;

  /** "22-BC/ĐU" → {number: 22, written: "22", symbol: "BC", body: "ĐU"}; "22/BC-ĐU" gives the same with `right`, how to write it;
      null for what is no number. */
  function parse(text) {
    const typed = (text || "").normalize("NFC");
    const found = WRITTEN.exec(typed) || AS_THE_STATE_WRITES.exec(typed);
    if (!found) return null;
    const [, digits, symbol, body] = found;
    const right = WRITTEN.test(typed) ? "" : `${digits}-${symbol}/${body}`;
    return { number: Number(digits), written: digits, symbol, body, right };
  }

  /** 5 → "05", 12 → "12" */
  function written(number) {
    return String(number).padStart(2, "0");
  }

  /** «nay» for an entry of the present term, «trước» for one of the term before; one without a day counts for the present. */
  function termOf(day, opened) {
    return day && opened && day < opened ? "trước" : "nay";
  }

  /** The next number of a kind of outgoing document, as it is written: "23-BC/ĐU". */
  function nextOutgoing(entries, kind, symbol, body, opened) {
    const numbers = entries
      .filter((entry) => entry.ten_loai === kind && termOf(entry.ngay, opened) === "nay")
      .map((entry) => parse(entry.so)?.number || 0);
    return `${written(Math.max(0, ...numbers) + 1)}-${symbol}/${body}`;
  }

  /** What an arrival is counted by: its year, or its term. */
  function countOf(entry, byTerm, opened) {
    return byTerm ? termOf(entry.ngay_den, opened) : (entry.ngay_den || "").slice(0, 4);
  }

  /** The next number of an arrival on `day`. */
  function nextArrival(entries, day, byTerm, opened) {
    const count = countOf({ ngay_den: day }, byTerm, opened);
    const numbers = entries.filter((entry) => countOf(entry, byTerm, opened) === count).map((entry) => Number(entry.so_den) || 0);
    return written(Math.max(0, ...numbers) + 1);
  }

  function missing(numbers) {
    const present = new Set(numbers);
    const gaps = [];
    for (let number = Math.min(...numbers); number < Math.max(...numbers); number++) if (!present.has(number)) gaps.push(written(number));
    return gaps;
  }

  /** What is wrong inside one series of [{number, day, entry, label}]: [{text, ids}]. */
  function seriesFaults(name, members) {
    const faults = [];
    const byNumber = new Map();
    for (const member of members) byNumber.set(member.number, [...(byNumber.get(member.number) || []), member]);
    for (const same of byNumber.values()) {
      if (same.length > 1)
        faults.push({ text: `Trùng số: ${same[0].label} có ở ${same.length} dòng.`, ids: same.map(({ entry }) => entry.id) });
    }
    const gaps = missing([...byNumber.keys()]);
    if (gaps.length) {
      const told =
        gaps.length > MOST_TOLD ? `${gaps.slice(0, MOST_TOLD).join(", ")} và ${gaps.length - MOST_TOLD} số nữa` : gaps.join(", ");
      faults.push({ text: `${name}: thiếu số ${told}. Số đã cấp rồi hủy thì ghi một dòng «hủy» kèm lý do.`, ids: [] });
    }
    const dated = members.filter(({ day }) => day).sort((a, b) => a.number - b.number);
    for (let i = 1; i < dated.length; i++) {
      if (dated[i].day < dated[i - 1].day) {
        const text = `Ngược ngày: ${dated[i].label} có ngày trước ${dated[i - 1].label}.`;
        faults.push({ text, ids: [dated[i - 1].entry.id, dated[i].entry.id] });
      }
    }
    return faults;
  }

  function grouped(members) {
    const groups = new Map();
    for (const member of members) groups.set(member.series, [...(groups.get(member.series) || []), member]);
    return groups;
  }

  /** A day of this register must be real, and cannot lie after `today`. */
  function dayFaults(entry, label, days, today) {
    return days.flatMap(([column, name]) => {
      const day = entry[column] || "";
      if (day && !/^\d{4}-\d\d-\d\d$/.test(day))
        return [{ text: `${label}: ${name} «${day}» không đọc được. Nhập theo dạng ngày/tháng/năm.`, ids: [entry.id] }];
      return day > today ? [{ text: `${label}: ${name} nằm sau hôm nay.`, ids: [entry.id] }] : [];
    });
  }

  /**
   * What to look at in the register of outgoing documents.
   * @param {object[]} entries
   * @param {Object<string, string>} symbols name of a kind → its symbol
   * @param {string} opened first day of the term, "" when it is not told
   * @param {string} today yyyy-mm-dd
   * @returns {{text: string, ids: string[]}[]}
   */
  function outgoingFaults(entries, symbols, opened, today) {
    const faults = [];
    const members = [];
    for (const entry of entries) {
      const label = `${entry.ten_loai || "Dòng"} ${entry.so || "chưa có số"}`;
      const number = parse(entry.so);
      faults.push(...dayFaults(entry, label, [["ngay", "ngày ký"]], today));
      if (!number) {
        faults.push({ text: `${label}: số, ký hiệu viết như «05-NQ/ĐU».`, ids: [entry.id] });
        continue;
      }
      if (number.right) faults.push({ text: `${label}: viết «${number.right}».`, ids: [entry.id] });
      if (number.number < 10 && number.written !== written(number.number)) {
        faults.push({ text: `${label}: số dưới 10 viết thêm số 0, «${written(number.number)}».`, ids: [entry.id] });
      }
      const symbol = symbols[entry.ten_loai];
      if (symbol && symbol !== number.symbol)
        faults.push({ text: `${label}: ký hiệu của ${entry.ten_loai} là «${symbol}».`, ids: [entry.id] });
      const series = [entry.ten_loai || number.symbol, number.body, termOf(entry.ngay, opened)].join("|");
      members.push({ series, number: number.number, day: entry.ngay, entry, label });
    }
    for (const same of grouped(members).values()) faults.push(...seriesFaults(same[0].entry.ten_loai || "Văn bản", same));
    return faults;
  }

  /** What to look at in the register of arrivals; `byTerm`: numbers run through a term, else through a year. */
  function arrivalFaults(entries, byTerm, opened, today) {
    const faults = [];
    const members = [];
    for (const entry of entries) {
      const label = `Số đến ${entry.so_den || "chưa có"}`;
      faults.push(
        ...dayFaults(
          entry,
          label,
          [
            ["ngay_den", "ngày đến"],
            ["ngay_vb", "ngày văn bản"],
          ],
          today,
        ),
      );
      if (!/^\d{1,5}$/.test(entry.so_den || "")) faults.push({ text: `${label}: số đến chỉ gồm chữ số.`, ids: [entry.id] });
      else members.push({ series: countOf(entry, byTerm, opened), number: Number(entry.so_den), day: entry.ngay_den, entry, label });
      if (entry.ngay_vb && entry.ngay_den && entry.ngay_vb > entry.ngay_den) {
        faults.push({ text: `${label}: ngày văn bản nằm sau ngày đến.`, ids: [entry.id] });
      }
      if (entry.han && entry.han < today && !entry.ket_qua)
        faults.push({ text: `${label}: đã quá thời hạn xử lý mà chưa ghi kết quả.`, ids: [entry.id] });
    }
    for (const same of grouped(members).values()) faults.push(...seriesFaults("Văn bản đến", same));
    return faults;
  }

  /**
   * Whether the part for outgoing documents holds this one: its number, in the term that its day lies in. Where both tell a kind
   * it must be the same, for «quy định» and «quyết định» share a symbol.
   */
  function holds(part, { ten_loai: kind, so: number, ngay: day }) {
    const plain = (one) => SoTay.text.fold(one || "").replace(/\s/g, "");
    const sameKind = (one) => !kind || !one || one === kind;
    return part.dong.some(
      (row) => plain(row.so) === plain(number) && sameKind(row.ten_loai) && termOf(row.ngay, part.mo_so) === termOf(day, part.mo_so),
    );
  }

  SoTay.numbering = { parse, written, holds, nextOutgoing, nextArrival, outgoingFaults, arrivalFaults };
})();
