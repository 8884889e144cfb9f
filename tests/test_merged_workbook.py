"""Merged figures in the office's own workbook: the cells that a merge changes, and no other; the same on the page as by command."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import zipfile
from collections.abc import Iterator
from datetime import date
from typing import Any

import openpyxl
import pytest

from macros.files.opened_xlsx import Unreadable
from macros.files.zip import write_zip
from macros.model import Handbook
from macros.model.organisation import Organisation
from macros.model.returned import Counted, Merged
from macros.organisation.merged_workbook import not_the_same, put_figures
from macros.organisation.workbook import organisation_workbook
from tests.page_collector import PageCollector
from tests.test_collecting import PERIOD, ROWS, sound_values

TODAY = date(2027, 1, 5)


@pytest.fixture(scope="module")
def office(sample: Handbook) -> Organisation:
    """The sample with the figures of one period, which is enough."""
    org = sample.organisation
    return dataclasses.replace(org, figures=tuple(row for row in org.figures if row.period == "2026-Q3"), results=())


@pytest.fixture(scope="module")
def book(sample: Handbook, office: Organisation) -> bytes:
    """The sample's workbook as an office has worked on it: notes, a formula, a colour, rows of its own below the table of figures."""
    opened = openpyxl.load_workbook(io.BytesIO(organisation_workbook(office, sample.tasks)))
    opened["Đơn vị"]["P4"] = "hỏi lại số nhà"
    opened["Số liệu"]["F2"] = "=SUM(D2:D9)"
    opened["Số liệu"]["D3"].fill = openpyxl.styles.PatternFill("solid", fgColor="00FF00")
    out = io.BytesIO()
    opened.save(out)
    return out.getvalue()


def merge_of(office: Organisation, count: int) -> Merged:
    """The figures of the first ``count`` units."""
    units, seed = list(office.units), random.Random(2)
    sent = {unit: sound_values(office, unit, seed) for unit in units[:count]}
    figures = [Counted(unit, code, value) for unit, values in sent.items() for code, value in values.items()]
    return Merged(tuple(figures), tuple(units[:count]), (), tuple(units[count:]), {})


def cells(content: bytes) -> dict[tuple[str, str], tuple[Any, str]]:
    """Every cell that holds something: what, and how it is shown."""

    def each() -> Iterator[tuple[tuple[str, str], tuple[Any, str]]]:
        for sheet in openpyxl.load_workbook(io.BytesIO(content)):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.value is not None:
                        yield (sheet.title, cell.coordinate), (cell.value, f"{cell.number_format} {cell.fill.fgColor.rgb}")

    return dict(each())


def test_a_merge_changes_the_cells_of_its_figures_and_no_other(office: Organisation, book: bytes) -> None:
    merged = merge_of(office, 3)
    made = write_zip(put_figures(book, office, merged, PERIOD, TODAY))
    before, after = cells(book), cells(made)
    assert {place: before[place] for place in before} == {place: after[place] for place in before}
    new = sorted({place: after[place] for place in after.keys() - before.keys()}.items(), key=lambda each: int(each[0][1][1:]))
    assert {place[0] for place, _ in new} == {"Số liệu"} and len(new) == 4 * len(merged.figures)
    rows: dict[str, dict[str, Any]] = {place[1][1:]: {} for place, _ in new}
    for (_, cell), (value, _) in new:
        rows[cell[1:]][cell[0]] = value
    wanted = [(each.unit, PERIOD, each.indicator, each.value) for each in merged.figures]
    assert [tuple(row[column] for column in "ABCD") for row in rows.values()] == wanted
    # The last rows give the new ones their look; parts that do not change are the very bytes.
    last = f"D{min(map(int, rows)) - 1}"
    assert {look for (_, cell), (_, look) in new if cell[0] == "D"} == {after["Số liệu", last][1]}
    with zipfile.ZipFile(io.BytesIO(book)) as old, zipfile.ZipFile(io.BytesIO(made)) as now:
        assert old.namelist() == now.namelist()
        assert len([name for name in old.namelist() if old.read(name) != now.read(name)]) == 1
    # Sent again with another number: the row stays where it is.
    again = Merged((Counted(merged.received[0], "nu", 7),), merged.received[:1], (), (), {})
    third = cells(write_zip(put_figures(made, office, again, PERIOD, TODAY)))
    assert third.keys() == after.keys()
    of_women = f"D{min(map(int, rows)) + list(ROWS).index('nu')}"
    assert [place for place in after if after[place][0] != third[place][0]] == [("Số liệu", of_women)]


def test_page_and_command_put_in_the_same_bytes_also_when_every_unit_has_sent(office: Organisation, book: bytes) -> None:
    merged = merge_of(office, len(office.units))
    ours = put_figures(book, office, merged, PERIOD, TODAY)
    page = PageCollector(office)
    given = {"figures": [[row.unit, row.indicator, row.value] for row in merged.figures], "received": list(merged.received)}
    theirs = page.ask("putIn", merged=given, period=PERIOD, today=[2027, 1, 5], book={"name": "to-chuc.xlsx", "content": book.hex()})
    assert theirs["parts"] == [[name, content.hex()] for name, content in ours]
    after = cells(write_zip(ours))
    assert after["Thông tin", "B4"][0].date() == date(2026, 12, 31)
    members = sum(row.value for row in merged.figures if row.indicator == "cuoi-ky")
    assert after["Thông tin", "B7"][0] == members and "quý IV/2026" in after["Thông tin", "B5"][0]
    other = page.ask("putIn", merged=given, period="2026-Q3", today=[2027, 1, 5], book={"name": "x.xlsx", "content": b"x".hex()})
    assert "parts" not in other and "không phải bảng tính" in other["fault"]


def test_a_workbook_that_forms_were_not_judged_by_is_told(office: Organisation, book: bytes) -> None:
    assert not_the_same(book, office, PERIOD) == ""

    def changed(sheet: str, cell: str, value: Any) -> str:
        opened = openpyxl.load_workbook(io.BytesIO(book))
        opened[sheet][cell] = value
        out = io.BytesIO()
        opened.save(out)
        return not_the_same(out.getvalue(), office, PERIOD)

    last = max(int(cell[1:]) for sheet, cell in cells(book) if sheet == "Số liệu" and cell[0] == "D")
    assert "khác danh sách đơn vị" in changed("Đơn vị", "A5", "don-vi-moi") and "chỉ tiêu" in changed("Chỉ tiêu", "A3", "khac")
    assert changed("Số liệu", f"D{last}", 999) == "trang «Số liệu» khác số quý III/2026 của sổ tay"
    with pytest.raises(Unreadable, match="không có cột «Giá trị»"):
        changed("Số liệu", "D1", "Giá")


def test_a_formula_that_gives_way_takes_its_place_in_the_order_of_reckoning_along(office: Organisation, book: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(book)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    chain = b'<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="D2" i="10"/></calcChain>'
    types = parts["[Content_Types].xml"].replace(b"</Types>", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>')
    opened = openpyxl.load_workbook(io.BytesIO(book))
    unit, period, code = (opened["Số liệu"][f"{column}2"].value for column in "ABC")
    figures = next(name for name in parts if name.endswith("sheet10.xml"))
    changed = re.sub(rb'(<c r="D2"[^>]*>)<v>', rb"\1<f>1+1</f><v>", parts[figures])
    made = write_zip((parts | {"xl/calcChain.xml": chain, "[Content_Types].xml": types, figures: changed}).items())
    put = dict(put_figures(made, office, Merged((Counted(unit, code, 5),), (unit,), (), (), {}), period, TODAY))
    assert "xl/calcChain.xml" not in put and b"calcChain" not in put["[Content_Types].xml"]
    assert cells(write_zip(put.items()))["Số liệu", "D2"][0] == 5
