/* What a reader has typed → what a template's program sees. Mirrors macros/documents/fill.py function by function.
   Fields and values keep the names that Python gives them. */
(() => {
  "use strict";
  const { run, truthy, asText, isMapping, member, strip, stripEnd } = SoTay.templateProgram;
  const { twoDigits } = SoTay.dates;
  const MISSING = "……";
  const NBSP = "\u00a0";
  const BLANK = NBSP.repeat(5); // room to write by hand
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these signs have no place in a document and are taken out.
  const UNWANTED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ufdd0-\ufdef\ufffe\uffff]/g;
  const SURROGATES = /[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g;
  const SPACES = /[ \t\n\r\x85\u2028\u2029]+/g;

  /** A value as one line of clean text. */
  function clean(value) {
    const text = asText(value)
      .replace(UNWANTED, "")
      .replace(SURROGATES, (found) => (found.length === 2 ? found : ""));
    return strip(text.replace(SPACES, " ").normalize("NFC"), " ");
  }

  function daysIn(year, month) {
    if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
    return [4, 6, 9, 11].includes(month) ? 30 : 31;
  }

  /** A day as documents write it; January and February keep two digits. */
  function dateValue(value) {
    const iso = clean(value);
    const match = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(iso);
    const [year, month, day] = match ? match.slice(1).map(Number) : [0, 0, 0];
    const exists = year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
    if (!exists) return { iso: "", chu: `ngày${BLANK}tháng${BLANK}năm${NBSP}`, so: MISSING, nam: MISSING };
    const monthText = month < 3 ? twoDigits(month) : String(month);
    return {
      iso,
      chu: ["ngày", twoDigits(day), "tháng", monthText, "năm", String(year)].join(NBSP),
      so: `${twoDigits(day)}/${monthText}/${match[1]}`,
      nam: match[1],
    };
  }

  /** The rows of a table that have something in them. */
  function tableValue(field, value) {
    const rows = (Array.isArray(value) ? value : []).filter(isMapping).map((row) => {
      const kept = {};
      for (const column of field.cot) kept[column] = clean(member(row, column));
      return kept;
    });
    return rows.filter((row) => field.cot.some((column) => row[column] !== ""));
  }

  function paragraphsValue(field, value) {
    const raw = typeof value === "string" ? value.split(/\r\n|\r|\n/) : value;
    const paragraphs = (Array.isArray(raw) ? raw : []).map(clean).filter((text) => text !== "");
    return paragraphs.length || !field.bat_buoc ? paragraphs : [MISSING];
  }

  /** The value of one field, whatever was typed. */
  function fieldValue(field, value) {
    if (field.loai === "ngay") return dateValue(value);
    if (field.loai === "co") return value === true;
    if (field.loai === "bang") return tableValue(field, value);
    if (field.loai === "doan") return paragraphsValue(field, value);
    const text = clean(value) || clean(field.mac_dinh);
    if (field.loai === "so_van_ban") return (/^[1-9]$/.test(text) ? `0${text}` : text) || BLANK;
    return text || (field.bat_buoc ? MISSING : "");
  }

  /** The body that issues the document: the one chosen, or the template's first. */
  function issuerOf(form, chosen) {
    // biome-ignore lint/suspicious/noPrototypeBuiltins: Object.hasOwn is younger than ES2020.
    const known = typeof chosen === "string" && Object.prototype.hasOwnProperty.call(form.co_quan, chosen);
    return form.co_quan[known ? chosen : Object.keys(form.co_quan)[0]];
  }

  function issuerValue(issuer, context) {
    const text = (program) => run(program, context, asText);
    const texts = (programs) => programs.map(text).filter((line) => line !== "");
    return {
      goi: issuer.goi,
      ten: text(issuer.ten),
      dong_tren: texts(issuer.dong_tren),
      dong_duoi: texts(issuer.dong_duoi),
      ky_hieu: issuer.ky_hieu,
      luu: text(issuer.luu),
      tac_gia: issuer.tac_gia,
      xac_nhan: issuer.xac_nhan,
    };
  }

  function signatureValue(issuer, typed) {
    const first = issuer.chuc_vu.length ? issuer.chuc_vu[0] : "";
    const office = truthy(typed) && typed !== MISSING ? typed : first;
    if (issuer.quyen_han) return { quyen_han: issuer.quyen_han, chuc_vu: office };
    const text = asText(office);
    const slash = text.indexOf(" / ");
    if (slash < 0) return { quyen_han: text, chuc_vu: "" };
    return { quyen_han: text.slice(0, slash), chuc_vu: text.slice(slash + 3) };
  }

  /** The lines of a list of the template: ["l", name of a field of lines] or ["t", program]. */
  function listValue(items, context) {
    const lines = items.flatMap(([kind, content]) => (kind === "l" ? context[content] || [] : [run(content, context, asText)]));
    return lines.map((line) => stripEnd(line, " .;,")).filter((line) => line !== "");
  }

  /** The form of a template and what was typed → names and values for its program. */
  SoTay.templateValues = (form, typed) => {
    const context = Object.create(null);
    for (const field of form.truong) {
      const [name, inner] = field.id.split(".");
      const value = fieldValue(field, field.id.split(".").reduce(member, typed));
      if (inner) {
        context[name] = context[name] || {};
        context[name][inner] = value;
      } else {
        context[name] = value;
      }
    }
    const issuer = issuerOf(form, context.co_quan);
    context.bh = issuerValue(issuer, context);
    context.ky = signatureValue(issuer, context.chuc_vu);
    for (const name of Object.keys(form.muc)) context[name] = listValue(form.muc[name], context);
    return context;
  };
})();
