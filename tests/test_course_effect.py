"""After the course: exports read, units found as typed, reports before and after counted, no person named."""

from __future__ import annotations

import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.files.xlsx import write_table
from macros.model import Handbook
from macros.model.periods import add_months, period_key, period_last_day, previous_period
from macros.organisation.course_effect import course_effect, find_units, join, unmatched
from macros.training.results import Learner, merged, read_results

COURSE = date(2026, 7, 1)


def _export(*people: tuple[str, str, int]) -> bytes:
    def sat(exam: str, right: int) -> dict[str, Any]:
        return {"de": exam, "ngay": "01/07/2026", "soCau": 40, "dung": right, "giay": 900, "dat": right >= 28}

    told = [
        {
            "ten": name,
            "donVi": unit,
            "ketQua": {"luyen": {"lam": 0, "dung": 0}, "thi": [sat("nhanh", 40), sat("cuoi-khoa", n)] if n else []},
        }
        for name, unit, n in people
    ]
    return json.dumps({"loai": "so-tay-ket-qua", "ban": 1, "ngay": "", "nguoi": told}).encode()


def test_an_export_gives_the_score_of_the_exam_that_counts() -> None:
    found = read_results("a.json", _export(("Lan", "Sở A", 30), ("Mai", "Sở B", 0)), "cuoi-khoa").learners
    assert found == [Learner("Lan", "Sở A", 75.0, True), Learner("Mai", "Sở B", None, False)]
    again = read_results("b.json", _export(("lan ", "SỞ A", 20)), "cuoi-khoa").learners
    assert merged(found + again) == found


def test_the_merged_workbook_reads_like_the_exports() -> None:
    columns = [(name, 10) for name in ("Số thứ tự", "Họ và tên", "Đơn vị", "Số lần thi", "Điểm (%)", "Đạt")]
    book = openpyxl.load_workbook(
        io.BytesIO(write_table("Kết quả", "x", columns, [[1, "Lan", "Sở A", 2, 75, "Đạt"], [2, "Mai", "B", 0, 0, "Chưa đạt"]]))
    )
    book["Kết quả"].delete_rows(1, 3)  # the class page writes no title
    buffer = io.BytesIO()
    book.save(buffer)
    learners = read_results("kq.xlsx", buffer.getvalue(), "x").learners
    assert learners == [Learner("Lan", "Sở A", 75.0, True), Learner("Mai", "B", None, False)]


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("a.json", b"khong phai", "không phải tệp kết quả"),
    ("a.json", b'{"loai": "khac"}', "không phải tệp kết quả"),
    ("a.xlsx", b"khong phai", "không mở được"),
    ("b.xlsx", write_table("Khác", "x", [("A", 5)], []), "không có trang «Kết quả»"),
    ("c.xlsx", write_table("Kết quả", "x", [("A", 5)], []), "thiếu cột"),
])  # fmt: skip
def test_a_file_of_another_kind_is_refused_with_a_reason(name: str, content: bytes, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_results(name, content, "cuoi-khoa")


def test_a_unit_is_found_however_its_name_was_typed_and_a_strange_name_is_told(handbook: Handbook) -> None:
    org = handbook.organisation
    unit = next(iter(org.units.values()))
    typed = [unit.name, unit.agency.upper(), unit.agency.replace("ă", "a").lower(), f"  {unit.committee} "]
    assert {found.id if found else None for found in find_units(org, typed).values()} == {unit.id}
    learners = [Learner("Lan", unit.agency, 80.0, True), Learner("Mai", unit.agency + "x", 60.0, False), Learner("Hà", "", None, False)]
    assert unmatched(org, learners) == [("(để trống)", 1, ""), (unit.agency + "x", 1, unit.name)]


def test_reports_before_and_after_are_those_of_the_sheet(handbook: Handbook) -> None:
    org = handbook.organisation
    first, last = add_months(COURSE, -6), add_months(COURSE, 6)
    joined = join(org, [], COURSE, 6)
    assert len(joined) == len(org.units)
    for one in joined:
        rows = [row for row in org.results if row.unit == one.unit.id and first <= row.due < last]
        for reports, mine in ((one.before, [r for r in rows if r.due < COURSE]), (one.after, [r for r in rows if r.due >= COURSE])):
            assert reports.owed == len(mine)
            assert reports.on_time == sum(r.sent is not None and r.sent <= r.due for r in mine)
            assert reports.full == sum(r.sent is not None and r.sent <= r.due and not r.thin for r in mine)
    assert sum(one.before.owed for one in joined) and sum(one.after.owed for one in joined)


def test_the_workbook_sets_scores_beside_reports_and_names_no_person(handbook: Handbook) -> None:
    org = handbook.organisation
    one, two, *_ = org.units.values()
    people = [
        Learner("Nguyễn Thị Lan", one.agency, 80.0, True),
        Learner("Trần Hùng", one.name, 60.0, False),
        Learner("Lê Mai", two.short, None, False),
    ]
    people.append(Learner("Phạm Hà", "Chi bộ không có", 90.0, True))
    content = course_effect(org, people, COURSE, 6)
    assert content == course_effect(org, people, COURSE, 6)
    book = openpyxl.load_workbook(io.BytesIO(content))
    told = [cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row]
    assert not {person.name for person in people} & set(map(str, told))
    rows = {row[0]: row for row in book["Theo đơn vị"].iter_rows(min_row=5, values_only=True)}
    assert set(rows) == {one.name, two.name}
    assert rows[one.name][2:5] == (2, 1, 70)
    assert rows[two.name][2:5] == (1, 0, None)
    owed, on_time, rate = rows[one.name][5:8]
    assert rate == pytest.approx(100 * on_time / owed, abs=0.05)
    groups = {row[0]: row for row in book["So hai nhóm"].iter_rows(min_row=5, values_only=True)}
    assert groups["Có người học"][1] + groups["Không có người học"][1] == groups["Tất cả"][1] == len(org.units)
    assert [row[:2] for row in book["Chưa khớp"].iter_rows(min_row=5, values_only=True)] == [("Chi bộ không có", 1)]


def test_the_verb_names_every_faulty_file_and_every_record_it_leaves_out(tmp_path: Path) -> None:
    good, bad, worse = tmp_path / "a.json", tmp_path / "b.json", tmp_path / "c.xlsx"
    bad.write_text("x", encoding="utf-8")
    good.write_bytes(_export(("Lan", "Sở A", 30)).replace(b'"nguoi": [', b'"nguoi": [null, '))
    worse.write_text("x", encoding="utf-8")
    options = ["--ngay", "01/07/2026", "--out", str(tmp_path / "kq.xlsx")]
    result = CliRunner().invoke(main, ["after-course", str(good), str(bad), str(worse), *options])
    assert result.exit_code == 1 and "b.json" in result.output and "c.xlsx" in result.output
    result = CliRunner().invoke(main, ["after-course", str(good), *options])
    assert result.exit_code == 0 and "«Sở A», 1 người" in result.output, result.output
    assert "a.json › người thứ 1: không phải một bản ghi; không gộp người này. Xuất lại từ máy đó." in result.output
    assert (tmp_path / "kq.xlsx").exists()


@pytest.mark.parametrize(("day", "months", "there"), [
    (date(2026, 6, 30), -6, date(2025, 12, 30)), (date(2026, 1, 31), 1, date(2026, 2, 28)), (date(2027, 12, 31), 2, date(2028, 2, 29)),
    (date(2026, 1, 31), 2, date(2026, 3, 31)), (date(2026, 3, 31), -1, date(2026, 2, 28)), (date(2026, 7, 1), 0, date(2026, 7, 1)),
])  # fmt: skip
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int, there: date) -> None:
    assert add_months(day, months) == there


@pytest.mark.parametrize(("period", "before", "last"), [
    ("2026-W47", "2026-W46", date(2026, 11, 22)), ("2027-W01", "2026-W53", date(2027, 1, 10)), ("2026-02", "2026-01", date(2026, 2, 28)),
    ("2026-N2", "2026-N1", date(2026, 12, 31)), ("2026", "2025", date(2026, 12, 31)),
])  # fmt: skip
def test_weeks_are_periods_like_the_others(period: str, before: str, last: date) -> None:
    assert (previous_period(period), period_last_day(period)) == (before, last)
    assert sorted([period, "2024", before], key=period_key) == ["2024", before, period]
