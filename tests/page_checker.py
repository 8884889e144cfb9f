"""The checker as the page has it, in process, and its answers beside those of the command."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import quickjs

from macros.documents.check.check import report_on
from macros.documents.check.page_script import checker_data, checker_script
from macros.model.documents import Documents

# What every browser has and this engine does not.
BROWSER = """
var SoTay = {};
class TextDecoder {
  decode(bytes) {
    let raw = "";
    for (let at = 0; at < bytes.length; at += 8192) raw += String.fromCharCode(...bytes.subarray(at, at + 8192));
    return decodeURIComponent(escape(raw));
  }
}
class TextEncoder {
  encode(text) {
    return Uint8Array.from(unescape(encodeURIComponent(text)), (sign) => sign.charCodeAt(0));
  }
}
"""
_ASKING = """
function begin(data) {
  SoTay.documents = SoTay.python.made(JSON.parse(data), SoTay.checker.classes);
}
function bytesOf(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number("0x" + hex[2 * i] + hex[2 * i + 1]);
  return bytes;
}
function mend(hex, year, month, day) {
  const { date, give } = SoTay.python;
  const made = SoTay.checker.mend(bytesOf(hex), SoTay.documents, date(year, month, day));
  return JSON.stringify([[...made.parts], made.changes.map((change) => give(change.as_json()))]);
}
function ask(hex, year, month, day, kind, ruleset) {
  const { date, give } = SoTay.python;
  const report = SoTay.checker.report_on(bytesOf(hex), "x.docx", SoTay.documents, date(year, month, day), kind, ruleset);
  return JSON.stringify(give(report.as_json()));
}
"""


class PageChecker:
    """The script of the page, run in process."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents
        self.engine = quickjs.Context()
        self.engine.set_max_stack_size(16_000_000)
        for script in (BROWSER, checker_script(), _ASKING):
            self.engine.eval(script)
        self.engine.get("begin")(checker_data(documents))

    def report(self, content: bytes, today: date, kind: str | None = None, ruleset: str | None = None) -> Any:
        return json.loads(self.engine.get("ask")(content.hex(), today.year, today.month, today.day, kind, ruleset))

    def mended(self, content: bytes, today: date) -> Any:
        """[[part, text], …] and the changes, as ``mend`` makes them on the page."""
        return json.loads(self.engine.get("mend")(content.hex(), today.year, today.month, today.day))

    def difference(self, content: bytes, today: date, kind: str | None = None, ruleset: str | None = None) -> str:
        """What page and command say otherwise; empty when they say the same."""
        ours = report_on(content, file="x.docx", documents=self._documents, today=today, kind=kind, ruleset=ruleset).as_json()
        theirs = self.report(content, today, kind, ruleset)
        return "" if ours == theirs else f"command: {ours}\npage: {theirs}"
