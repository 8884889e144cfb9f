/* One due day as a calendar file (RFC 5545), with the identity that the calendar of the whole year gives it: taken in twice it is one
   event. SoTay.timKiem.calendarEvent(entry, today) → text */
(() => {
  "use strict";
  const DOMAIN = "so-tay-van-phong-cap-uy";
  const LINE = 24; // letters of a line: three octets each stay under the 75 that a line may have

  const escaped = (text) => text.replace(/[\\;,]/g, "\\$&").replace(/\n/g, "\\n");
  const compact = (date) => SoTay.dates.iso(date).replaceAll("-", "");

  /* Lines longer than allowed go on behind a space; no escape and no letter is cut. */
  function folded(line) {
    const pieces = [""];
    for (const part of line.match(/\\.|[\s\S]/gu)) {
      if (pieces[pieces.length - 1].length + part.length > LINE) pieces.push(" ");
      pieces[pieces.length - 1] += part;
    }
    return pieces.join("\r\n");
  }

  SoTay.timKiem.calendarEvent = (entry, today) => {
    const next = new Date(entry.date.getFullYear(), entry.date.getMonth(), entry.date.getDate() + 1);
    const lines = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//So tay Van phong cap uy//Lich//VI",
      "BEGIN:VEVENT",
      `UID:${entry.key}@${DOMAIN}`,
      `DTSTAMP:${compact(today)}T000000Z`,
      `DTSTART;VALUE=DATE:${compact(entry.date)}`,
      `DTEND;VALUE=DATE:${compact(next)}`,
      `SUMMARY:${escaped(entry.name)}`,
      `DESCRIPTION:${escaped(`Nơi nhận: ${entry.superior.cap_uy}.`)}`,
      "TRANSP:TRANSPARENT",
      "BEGIN:VALARM",
      "ACTION:DISPLAY",
      `DESCRIPTION:${escaped(`Sắp đến hạn: ${entry.name}`)}`,
      "TRIGGER:-P2DT16H",
      "END:VALARM",
      "END:VEVENT",
      "END:VCALENDAR",
    ];
    return `${lines.map(folded).join("\r\n")}\r\n`;
  };
})();
