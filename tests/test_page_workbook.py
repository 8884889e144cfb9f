"""Page and command read the workbook with one source: the same messages in the same order, the same changes, on good and bad ones."""

from __future__ import annotations

import dataclasses
import gzip
import json
import random
import re
import zipfile
import zlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import quickjs
from pydantic import ValidationError

from macros.files.zip import write_zip
from macros.load.files import MOST_BYTES, too_heavy
from macros.load.workbook import parse_organisation
from macros.load.workbook_cells import plain_value
from macros.load.workbook_facts import usable
from macros.load.workbook_rows import judged_value
from macros.model import Handbook, headings, sheets
from macros.model.changes import RULE_FIELDS, changes
from macros.model.organisation import DueRule, Organisation
from macros.model.problems import Problems, told, validation_problems
from macros.model.workbook_rules import ADDRESS_FORM, CODE_FORM, PERIOD_FORM, TEXT, sheet_rules
from macros.organisation.workbook import organisation_workbook
from macros.organisation.workbook_script import workbook_data, workbook_script, worker_script
from tests.page_checker import BROWSER
from tests.test_handed_in import TEXTS, TODAY, changed, escaped, packed, small_organisation, unpacked

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"
NAME = "to-chuc.xlsx"
_ASKING = """
function bytesOf(hex) {
  const bytes = new Uint8Array(hex.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number("0x" + hex[2 * i] + hex[2 * i + 1]);
  return bytes;
}
let told = null;
const scope = { postMessage: (data) => { told = data; } };
function begin(data) {
  SoTay.workbookChecking.serve(scope, SoTay, JSON.parse(data));
}
function ask(text) {
  const question = JSON.parse(text);
  for (const file of [question.now, question.before]) if (file) file.content = bytesOf(file.content);
  scope.onmessage({ data: question });
  return JSON.stringify(told.answer);
}
"""


class PageWorkbook:
    """The script of the page, run in process."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self.engine = quickjs.Context()
        self.engine.set_max_stack_size(16_000_000)
        own = (ASSETS / "workbook" / "1-workbook-check.js").read_text(encoding="utf-8")
        for script in (BROWSER, workbook_script(), own, _ASKING):
            self.engine.eval(script)
        self.engine.get("begin")(json.dumps(json.loads(workbook_data(handbook)) | {"most": MOST_BYTES}))

    def ask(self, now: bytes, before: bytes | None = None, today: date = TODAY, size: int = 0) -> Any:
        files = [None if content is None else {"name": NAME, "content": content.hex(), "size": size or len(content)}
                 for content in (now, before)]
        asked = {"what": "check", "now": files[0], "before": files[1], "today": [today.year, today.month, today.day]}
        answer = json.loads(self.engine.get("ask")(json.dumps(asked)))
        for each in (answer["now"], answer["before"]):
            for line in each["lines"] if each else ():
                assert line["line"].endswith(line["text"])
        return answer

    def command(self, content: bytes, today: date = TODAY) -> tuple[Any, Organisation | None]:
        """What `data check` tells of it, as the page does."""
        problems = Problems()
        found = None
        if not too_heavy(NAME, len(content), MOST_BYTES, problems):
            found = parse_organisation(content, NAME, problems, today=today, tasks=self.handbook.tasks)
        return {"lines": told(problems), "faults": len(problems.stopping()), "usable": usable(NAME, found) if found else ""}, found


def shown(answer: Any) -> Any:
    return {**answer, "lines": [line["line"] for line in answer["lines"]]}


@pytest.fixture(scope="module")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units and figures are the example that these tests reckon with."""
    return sample


@pytest.fixture(scope="module")
def page(handbook: Handbook) -> PageWorkbook:
    return PageWorkbook(handbook)


@pytest.fixture(scope="module")
def small(handbook: Handbook) -> Organisation:
    return small_organisation(handbook)


def test_the_whole_workbook_is_told_alike_also_when_it_is_old(page: PageWorkbook, handbook: Handbook) -> None:
    content, later = organisation_workbook(handbook.organisation, handbook.tasks), date(2027, 3, 1)
    ours, found = page.command(content, later)
    assert shown(page.ask(content, today=later)["now"]) == ours and found is not None and len(ours["lines"]) == 1


def test_workbooks_changed_at_random_are_told_alike(page: PageWorkbook, small: Organisation, handbook: Handbook) -> None:
    content = organisation_workbook(small, handbook.tasks)
    sound = 0
    for seed in range(1000, 1032):
        bad = changed(content, seed)
        if any(b"1048576" in part for part in parts_or_none(bad)):
            continue  # a million rows: told alike too, but slowly in this engine
        ours, found = page.command(bad)
        assert shown(page.ask(bad)["now"]) == ours, seed
        sound += found is not None
    assert 4 < sound < 28


def test_every_cell_with_an_odd_value_is_told_alike(page: PageWorkbook, small: Organisation, handbook: Handbook) -> None:
    # Faults of cells, ids, references, doubles, sums and ages, many at once.
    chance = random.Random(14)
    told_at_all: set[str] = set()
    real = dataclasses.replace(small, about=small.about.model_copy(update={"sample": False}))  # «hư cấu» is then told, too
    for number in range(30):
        found = _with_odd_cells(real if number % 3 == 0 else small, handbook, chance)
        ours, _ = page.command(found)
        assert shown(page.ask(found)["now"]) == ours
        told_at_all.update(line.rpartition(": ")[2][:25] for line in ours["lines"])
    assert len(told_at_all) > 60


def parts_or_none(content: bytes) -> list[bytes]:
    try:
        return list(unpacked(content).values())
    except (ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error):
        return []


def _with_odd_cells(small: Organisation, handbook: Handbook, chance: random.Random) -> bytes:
    """The workbook with some twenty cells replaced by text, by a number, or by what stands in another row."""
    parts = unpacked(organisation_workbook(small, handbook.tasks))
    names = sorted(name for name in parts if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name))
    for _ in range(20):
        name = chance.choice(names)
        cells = list(re.finditer(rb'<c r="([A-Z]+)([0-9]+)"([^>]*?)(?:/>|>(.*?)</c>)', parts[name]))
        cell = chance.choice(cells[:120])
        same = [other for other in cells if other[1] == cell[1] and other[4]]
        other = chance.choice(same or [cell])
        inside = chance.choice([
            b' t="inlineStr"><is><t>' + escaped(chance.choice(TEXTS)) + b"</t></is>",
            b"><v>" + chance.choice([b"-1", b"0.5", b"61", b"2101", b"1000000001", b"45000", b"1e300"]) + b"</v>",
            re.sub(rb' s="\d+"', b"", other[3]) + b">" + (other[4] or b""),
            b">",
        ])
        parts[name] = parts[name][: cell.start()] + b'<c r="' + cell[1] + cell[2] + b'"' + inside + b"</c>" + parts[name][cell.end():]
    return packed(parts)


def test_what_is_no_workbook_or_means_harm_is_told_alike_and_read_within_bounds(page: PageWorkbook, small: Organisation,
                                                                               handbook: Handbook) -> None:
    sheet = b'<worksheet><sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'
    bomb = write_zip([("xl/workbook.xml", bytes(70_000_000)), ("xl/_rels/workbook.xml.rels", b"<x/>")])
    macros = write_zip([("xl/workbook.xml", b"<x/>"), ("xl/_rels/workbook.xml.rels", b"<x/>"), ("xl/vbaProject.bin", b"")])
    files: Sequence[bytes] = [b"", b"xin chao", b"PK" + bytes(900_000), bomb, macros, sheet,
                              b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), write_zip([("word/document.xml", b"<x/>")])]
    for content in files:
        ours, found = page.command(content)
        assert shown(page.ask(content)["now"]) == ours and found is None and len(ours["lines"]) == 1
    heavy = page.ask(b"", size=101_000_000)["now"]
    assert shown(heavy)["lines"] == [f"{NAME}: tệp nặng 101 MB, quá mức 100 MB. Xem lại có đúng tệp này không."]
    before = page.ask(organisation_workbook(small, handbook.tasks), b"xin chao")
    assert before["now"]["usable"] and before["before"]["faults"] == 1 and before["changes"] is None


def test_every_kind_of_change_is_told_alike(page: PageWorkbook, small: Organisation, handbook: Handbook) -> None:
    units, rules = list(small.units.values()), small.due_rules
    first, second, third = units
    moved = {
        first.id: first.model_copy(update={"agency": "Sở Mới", "members": first.members + 2}),
        second.id: second.model_copy(update={
            "place": "Phường Mới", "clerk_on_committee": not second.clerk_on_committee, "own_symbol": "ĐB"}),
        "them": third.model_copy(update={"id": "them", "agency": "Đơn vị thêm"}),
    }
    new = dataclasses.replace(
        small, units=moved, former_units={third.id: third.model_copy(update={"until": date(2026, 6, 30)})},
        about=small.about.model_copy(update={"as_of": date(2026, 10, 31), "total_members": sum(unit.members for unit in moved.values())}),
        due_rules=(rules[0].model_copy(update={"n": rules[0].n + 1}), rules[1].model_copy(update={"recipient": "Phòng khác"}), *rules[3:]),
        holidays=(small.holidays[0].model_copy(update={"kind": "làm bù"}), *small.holidays[2:]),
        figures=tuple(row for row in small.figures if row.unit != third.id),
        results=tuple(row for row in small.results if row.unit != third.id),
    )
    contents = [organisation_workbook(state, handbook.tasks) for state in (small, new)]
    for old, now in (contents, contents[::-1], (contents[0], contents[0])):
        mine, theirs = (page.command(content)[1] for content in (now, old))
        assert mine is not None and theirs is not None
        assert page.ask(now, old)["changes"] == changes(theirs, mine, handbook.tasks)
    assert len(changes(small, new, handbook.tasks)) > 14


VALUES = ["a", "a-b", "-a", "A", "con", "a" * 60, "a" * 61, "2026-10", "2026-Q4", "2026-N2", "2026", "2026-13", "1899", "https://x.vn",
          "http:/x", "javascript:x", "https://x.vn/a b",
          -6, -5, -1, 0, 1, 10, 11, 60, 61, 1000, 1001, 1999, 2000, 2100, 2101, 10**9, 10**9 + 1]


def test_a_cell_is_sound_exactly_when_the_model_takes_it_and_the_fault_is_in_the_models_words(small: Organisation) -> None:
    rows = {"About": small.about, "Unit": next(iter(small.units.values())), "DueRule": small.due_rules[0], "Figure": small.figures[0],
            "ReportResult": small.results[0]}
    models = {sheet.model.__name__: sheet.model for sheet in sheets.SHEETS}
    asked = 0
    for rule in sheet_rules():
        for column in rule.columns:
            if rule.model not in rows or not (column.least is not None or column.form in (CODE_FORM, PERIOD_FORM, ADDRESS_FORM)):
                continue
            for value in VALUES:
                plain, reason, remedy = plain_value(value, TEXT if column.words else column.kind, column.words)
                if reason or column.words:
                    continue
                judged, reason, remedy = judged_value(plain, column)
                asked += 1
                try:
                    made = models[rule.model].model_validate({**rows[rule.model].model_dump(), column.field: plain})
                    assert (reason, getattr(made, column.field)) == ("", judged), (column.heading, value)
                except ValidationError as error:
                    (problem,) = validation_problems(error, models[rule.model], lambda path: "")
                    assert (problem.reason, problem.remedy if reason else "") == (reason, remedy if reason else ""), (column.heading, value)
    assert asked > 300


def test_names_that_code_asks_for_are_those_of_the_sheets_and_models() -> None:
    rules = {rule.name: rule for rule in sheet_rules()}
    named = {value for name, value in vars(headings).items() if name.isupper()} - {headings.NOTES}
    assert named <= {*rules, *(heading for rule in rules.values() for heading in rule.order)}
    wanted = {
        headings.INFO: {headings.AS_OF, headings.SOURCE, headings.TOTAL_UNITS, headings.TOTAL_MEMBERS},
        headings.UNITS: {headings.CODE, headings.MEMBERS, headings.SINCE, headings.UNTIL},
        headings.TYPES: {headings.OLD_NAMES}, headings.INDICATORS: {headings.CODE, headings.ROLE}, headings.HOLIDAYS: {headings.DAY},
        headings.FIGURES: {headings.UNIT, headings.PERIOD, headings.INDICATOR, headings.VALUE},
        headings.DUE_RULES: {headings.TASK, headings.WEEKDAY, headings.N, headings.FIRST_YEAR},
        headings.RESULTS: {headings.UNIT, headings.TASK, headings.PERIOD},
    }
    assert {sheet: names - set(rules[sheet].order) for sheet, names in wanted.items()} == {sheet: set() for sheet in wanted}
    assert set(RULE_FIELDS) == set(DueRule.model_fields)


def test_the_scripts_of_the_page_stay_small() -> None:
    own = [path.read_text(encoding="utf-8") for folder in ("workbook", "files") for path in sorted((ASSETS / folder).glob("*.js"))]
    assert len(gzip.compress("\n".join([worker_script(), *own]).encode(), 9)) < 60_000


_DROPS = """
var SoTay, page, drop, shown = [], reads = {};
const element = () => ({ replaceChildren() {}, append() {}, addEventListener() {}, querySelectorAll: () => buttons,
                         classList: { add() {}, remove() {} } });
const buttons = [{ disabled: false }];
var listeners = {};
var document = { addEventListener: (name, run) => { listeners[name] = run; } };
SoTay = {
  el: element, button: element, keptFile: { read: () => null },
  workbookChecking: { MOST: 100, WorkbookCheck: class {
    work = { clear() {} };
    async check(now, before) { return `${now.name} ${now.content} / ${before ? `${before.name} ${before.content}` : "-"}`; }
  } },
};
// A file is read when the test says so.
const file = (name) => ({ name, size: 1, lastModified: name.length, slice: () => ({ arrayBuffer: () => new Promise((done) => {
  reads[name] = () => done(new Uint8Array([name.length]).buffer);
}) }) });
"""
_PAGE = """
page = SoTay.openWorkbookCheck(element());
page.show = (answer) => { shown.push(answer); };
const dropped = (...names) => listeners.drop({ preventDefault() {}, dataTransfer: {
  types: ["Files"], items: names.map(() => ({})), files: names.map(file) } });
// A folder that takes long to look through, and what is in it.
const droppedFolder = (name) => listeners.drop({ preventDefault() {}, dataTransfer: { types: ["Files"], files: [],
  items: [{ webkitGetAsEntry: () => ({ isDirectory: true, name: "x", createReader: () => {
    const rest = [[{ isFile: true, name, file: (done) => done(file(name)) }], []];
    return { readEntries: (done) => { reads[`x/${rest.length}`] = () => done(rest.shift()); } };
  } }) }] } });
"""


def test_files_dropped_one_upon_the_other_are_never_mixed_and_the_last_ones_are_told() -> None:
    """Whatever takes long to read: a file that was dropped first must neither come up last nor be compared with what came later."""
    engine = quickjs.Context()
    scripts = [(ASSETS / name).read_text(encoding="utf-8") for name in ("files/1-dropped-files.js", "workbook/2-page.js")]
    for script in (_DROPS, *scripts, _PAGE):
        engine.eval(script)

    def do(code: str) -> list[str]:
        engine.eval(code)
        while engine.execute_pending_job():
            pass
        told: list[str] = json.loads(engine.eval("JSON.stringify(shown.splice(0))"))
        return told

    assert do('dropped("a")') == [] and engine.eval("buttons[0].disabled")
    assert do('dropped("bb", "ccc")') == []
    assert do("reads.a()") == []
    assert do("reads.bb(); reads.ccc()") == ["ccc 3 / bb 2"]
    assert do('dropped("dddd"); reads.dddd?.()') == []
    assert do('dropped("eeeee")') == []
    assert do("reads.eeeee()") == ["eeeee 5 / bb 2"]
    assert do("reads.dddd()") == []
    assert do('droppedFolder("ff.xlsx"); dropped("gggggggg")') == []
    assert do("reads['x/2']()") == [] and do("reads['x/1']()") == []
    assert do("reads.gggggggg()") == ["gggggggg 8 / bb 2"]
    assert do("reads['ff.xlsx']?.()") == []
