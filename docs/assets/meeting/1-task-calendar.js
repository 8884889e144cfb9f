/* The tasks that a meeting has given, as a calendar file (RFC 5545) with a reminder three days before each deadline. No page is needed. */
(() => {
  "use strict";
  const LINE = 75; // octets of a line

  function octets(text) {
    return unescape(encodeURIComponent(text)).length;
  }

  function escaped(text) {
    return text.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
  }

  /** A line in pieces; none ends within a character or within an escape, which some calendars read apart. */
  function folded(line) {
    const pieces = [];
    let piece = "";
    for (const part of line.match(/\\.|./gsu) || []) {
      if (octets(piece) + octets(part) > LINE) {
        pieces.push(piece);
        piece = " ";
      }
      piece += part;
    }
    return [...pieces, piece].join("\r\n");
  }

  function dayAfter(iso) {
    const day = SoTay.dates.parse(iso);
    return SoTay.dates.iso(new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1));
  }

  /** The tasks that have a real day: [{viec, nguoi, phoi_hop, san_pham, han: yyyy-mm-dd}] */
  function dated(rows) {
    const read = rows.map((row) => ({ ...row, han: SoTay.typedDays.read(row.han || "", 0) }));
    return read.filter(({ viec, han }) => viec && han);
  }

  function event(task, number, { id, name, stamp }) {
    const compact = (iso) => iso.replace(/-/g, "");
    const told = [
      task.nguoi && `Người chủ trì: ${task.nguoi}.`,
      task.phoi_hop && `Phối hợp: ${task.phoi_hop}.`,
      task.san_pham && `Sản phẩm: ${task.san_pham}.`,
      `Giao tại: ${name}.`,
    ];
    const summary = escaped(task.nguoi ? `${task.viec} (${task.nguoi})` : task.viec);
    return [
      "BEGIN:VEVENT",
      `UID:${id}.${number}.viec-giao@so-tay`,
      `DTSTAMP:${stamp}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(task.han)}`,
      `DTEND;VALUE=DATE:${compact(dayAfter(task.han))}`,
      `SUMMARY:${summary}`,
      `DESCRIPTION:${escaped(told.filter(Boolean).join("\n"))}`,
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:Sắp đến hạn: ${summary}`,
      "TRIGGER:-P2DT16H",
      "END:VALARM",
      "END:VEVENT",
    ];
  }

  /**
   * @param {object[]} tasks as `dated` gives them
   * @param {{id: string, name: string, stamp: string}} meeting `stamp`: today as yyyymmdd
   */
  function calendar(tasks, meeting) {
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//So tay Van phong cap uy//Viec giao//VI",
      "CALSCALE:GREGORIAN",
      "METHOD:PUBLISH",
      `X-WR-CALNAME:${escaped(`Nhiệm vụ được giao: ${meeting.name}`)}`,
      ...tasks.flatMap((task, at) => event(task, at + 1, meeting)),
      "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  }

  SoTay.taskCalendar = { dated, calendar };
})();
