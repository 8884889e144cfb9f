"""The collector as the page has it, in process, and forms filled in by the bytes, which is fast."""

from __future__ import annotations

import dataclasses
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import quickjs

from macros.files.zip import write_zip
from macros.load.files import too_heavy
from macros.load.handed_in import MOST_ARCHIVE, files_of
from macros.load.returned import MOST_BYTES, merge_forms
from macros.model.organisation import Organisation
from macros.model.problems import Problems
from macros.model.returned import Merged
from macros.organisation.collecting import overview
from macros.organisation.page_script import collector_data, collector_script
from tests.page_checker import BROWSER

SCRIPT = Path(__file__).resolve().parents[1] / "docs" / "assets" / "collect" / "1-collector.js"
Files = Sequence[tuple[str, bytes]]
_ASKING = """
function bytesOf(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number("0x" + hex[2 * i] + hex[2 * i + 1]);
  return bytes;
}
const shown = (_, value) => ArrayBuffer.isView(value) ? Array.from(value, (b) => b.toString(16).padStart(2, "0")).join("") : value;
let told = null;
const scope = { postMessage: (data) => { told = data; } };
function begin(data) {
  SoTay.collecting.serve(scope, SoTay, JSON.parse(data));
}
function ask(text) {
  const question = JSON.parse(text);
  if (question.blanks) question.blanks = question.blanks.map(bytesOf);
  for (const file of [...(question.files || []), ...(question.book ? [question.book] : [])]) file.content = bytesOf(file.content);
  scope.onmessage({ data: question });
  return JSON.stringify(told.answer, shown);
}
"""


class PageCollector:
    """The script of the page, run in process."""

    def __init__(self, organisation: Organisation) -> None:
        self.engine = quickjs.Context()
        self.engine.set_max_stack_size(16_000_000)
        for script in (BROWSER, collector_script(), SCRIPT.read_text(encoding="utf-8"), _ASKING):
            self.engine.eval(script)
        limits = {"mostForm": MOST_BYTES, "mostArchive": MOST_ARCHIVE, "lookedAt": 5}
        self.engine.get("begin")(json.dumps(json.loads(collector_data(organisation)) | limits))

    def ask(self, what: str, files: Files = (), **more: Any) -> Any:
        given = [{"name": name, "content": content.hex(), "size": len(content)} for name, content in files]
        return json.loads(self.engine.get("ask")(json.dumps({"what": what, "files": given, **more})))


def merged_by_command(files: Files, organisation: Organisation, period: str) -> tuple[Merged, Problems]:
    """What `data merge` reads of these files."""
    problems = Problems()
    found = [each for name, content in files
             if not too_heavy(name, len(content), MOST_ARCHIVE if name.endswith(".zip") else MOST_BYTES, problems)
             for each in files_of(name, content, problems)]
    return merge_forms(found, organisation, period, problems), problems


def told_by_command(files: Files, organisation: Organisation, period: str) -> Any:
    """The same as JSON, as the page tells it."""
    merged, problems = merged_by_command(files, organisation, period)
    shown = dataclasses.asdict(overview(merged, organisation, period, problems))
    figures = [[row.unit, row.indicator, row.value] for row in merged.figures]
    return json.loads(json.dumps({"overview": shown, "figures": figures, "received": merged.received}))


def put(form: bytes, values: Mapping[str, Any], rows: Mapping[str, int]) -> bytes:
    """``form`` with ``values`` by indicator in its column «Kỳ này»: numbers as numbers, text as text, None leaves the cell empty."""
    with zipfile.ZipFile(BytesIO(form)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    for code, value in values.items():
        kind = ' t="str"' if isinstance(value, str) else ""
        inside = "" if value is None else f"<v>{value}</v>"
        cell = rf'<c r="E{rows[code]}"( s="\d+")?(?: t="\w+")?(?:/>|>.*?</c>)'
        sheet, count = re.subn(cell, rf'<c r="E{rows[code]}"\1{kind}>{inside}</c>', sheet)
        assert count == 1, code
    return write_zip((parts | {"xl/worksheets/sheet1.xml": sheet.encode()}).items())
