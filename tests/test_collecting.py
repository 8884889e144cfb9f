"""Forms out and back: what a unit fills in comes home whole, every fault is told with file, sheet and cell, nothing stops the rest."""

from __future__ import annotations

import csv
import dataclasses
import io
import os
import random
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pandas
import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.commands.data import workbook_path
from macros.files.zip import write_zip
from macros.load.returned import merge_forms
from macros.load.workbook import parse_organisation
from macros.model import Handbook
from macros.model.organisation import Organisation
from macros.model.periods import period_text, previous_period
from macros.model.problems import Problems
from macros.model.returned import CODES, FORM
from macros.organisation.forms import forms
from macros.organisation.merged_workbook import put_figures
from macros.organisation.workbook import organisation_workbook
from macros.vietnamese import format_number
from tests.sample import MEMBERS, UNITS

PERIOD = "2026-Q4"
ROWS = {code: 7 + index for index, code in enumerate(
    ("dau-ky", "ket-nap", "chuyen-den", "chuyen-di", "ra-khoi-dang", "tu-tran", "cuoi-ky", "nu", "du-bi", "sinh-hoat"))}
Values = dict[str, Any]
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


@pytest.fixture(scope="module")
def blank(handbook: Handbook) -> dict[str, bytes]:
    return dict(forms(handbook.organisation, PERIOD))


def sound_values(organisation: Organisation, unit: str, seed: random.Random) -> Values:
    before = {row.indicator: row.value for row in organisation.figures if row.unit == unit and row.period == "2026-Q3"}
    new, came, left = seed.randint(0, 1), seed.randint(0, 1), seed.randint(0, 1)
    end = before["cuoi-ky"] + new + came - left
    return {"dau-ky": before["cuoi-ky"], "ket-nap": new, "chuyen-den": came, "chuyen-di": left, "ra-khoi-dang": 0, "tu-tran": 0,
            "cuoi-ky": end, "nu": before["nu"], "du-bi": min(before["du-bi"], end), "sinh-hoat": before["sinh-hoat"]}


def filled(content: bytes, values: Values, reasons: Values | None = None, codes: Values | None = None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for code, value in values.items():
        book[FORM][f"E{ROWS[code]}"] = value
    for code, reason in (reasons or {}).items():
        book[FORM][f"F{ROWS[code]}"] = reason
    for cell, value in (codes or {}).items():
        book[CODES][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def merge(handbook: Handbook, files: dict[str, bytes]) -> tuple[Any, Problems]:
    problems = Problems()
    return merge_forms(files.items(), handbook.organisation, PERIOD, problems), problems


def put_in(handbook: Handbook, merged: Any, today: date) -> Organisation:
    """The organisation as it is read back after a merge."""
    content = write_zip(put_figures(workbook_path().read_bytes(), handbook.organisation, merged, PERIOD, today))
    found = parse_organisation(content, "x.xlsx", Problems(), today=today, tasks=handbook.tasks)
    assert found is not None
    return found


def all_filled(handbook: Handbook, blank: dict[str, bytes]) -> dict[str, tuple[bytes, Values]]:
    seed = random.Random(4)
    made = {}
    for name, content in blank.items():
        values = sound_values(handbook.organisation, name.split(".")[0], seed)
        made[name] = (filled(content, values), values)
    return made


def test_what_117_units_fill_in_comes_home_with_the_same_totals(handbook: Handbook, blank: dict[str, bytes]) -> None:
    made = all_filled(handbook, blank)
    merged, problems = merge(handbook, {name: content for name, (content, _) in made.items()})
    assert not problems and len(merged.received) == UNITS and not merged.missing
    # An independent check: pandas reads the same files, and sums and pivots them itself.
    returned = pandas.concat(
        [pandas.read_excel(io.BytesIO(content), sheet_name=FORM, engine="openpyxl", header=5, usecols=[0, 4], nrows=len(ROWS))
         .set_axis(["indicator", "value"], axis=1).assign(unit=name.split(".")[0]) for name, (content, _) in made.items()])
    ours = pandas.DataFrame([dataclasses.asdict(row) for row in merged.figures])
    assert len(ours) == len(returned) == UNITS * len(ROWS)
    table = {"index": "unit", "columns": "indicator", "values": "value", "aggfunc": "sum"}
    pandas.testing.assert_frame_equal(ours.pivot_table(**table), returned.astype({"value": "int64"}).pivot_table(**table))
    expected = returned.groupby("indicator")["value"].sum().to_dict()
    assert {code: sum(row.value for row in merged.figures if row.indicator == code) for code in ROWS} == expected
    after = put_in(handbook, merged, date(2027, 1, 5))
    assert sum(unit.members for unit in after.units.values()) == after.about.total_members == expected["cuoi-ky"]
    assert after.about.as_of == date(2026, 12, 31)
    assert put_in(handbook, merged, date(2026, 12, 12)).about.as_of == date(2026, 12, 12)


@pytest.mark.skipif(not shutil.which("soffice"), reason="không có LibreOffice trên máy nên không tính lại được công thức của biểu")
def test_the_form_says_khop_where_the_merge_takes_it_and_the_fault_where_it_does_not(
    handbook: Handbook, blank: dict[str, bytes], tmp_path: Path
) -> None:
    name = "so-tai-chinh.2026-Q4.xlsx"
    good = {**dict.fromkeys(ROWS, 0), "dau-ky": 79, "ket-nap": 2, "chuyen-di": 1, "cuoi-ky": 80, "nu": 24, "du-bi": 4, "sinh-hoat": 21}
    cases: dict[str, tuple[Values, Values]] = {
        "dung": (good, {}), "giai-trinh": ({**good, "sinh-hoat": 9}, {"sinh-hoat": "Nghỉ hè"}), "doi-nhieu": ({**good, "sinh-hoat": 9}, {}),
        "lech": ({**good, "cuoi-ky": 81}, {}), "dau-ky": ({**good, "dau-ky": 78, "cuoi-ky": 79}, {}), "nu": ({**good, "nu": 90}, {}),
        "thieu": ({"ket-nap": 2}, {}),
    }
    for case, (values, reasons) in cases.items():
        (tmp_path / f"{case}.xlsx").write_bytes(filled(blank[name], values, reasons))
    profile = f"-env:UserInstallation={(tmp_path / 'ho-so').as_uri()}"
    as_csv = ["--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path)]
    subprocess.run(["soffice", profile, *as_csv, *sorted(tmp_path.glob("*.xlsx"))], check=True, capture_output=True, timeout=600)
    told = {}
    for case in cases:
        lines = list(csv.reader((tmp_path / f"{case}.csv").read_text(encoding="utf-8").splitlines()))
        told[case] = {line[0]: line[6] for line in lines if line[0] in ROWS and line[6] != "khớp"}
        _, problems = merge(handbook, {name: (tmp_path / f"{case}.xlsx").read_bytes()})
        cells = {problem.place.split(" › ")[2].partition(" (")[0] for problem in problems}
        assert cells == {f"ô E{ROWS[code]}" for code in told[case]}, case
        assert any("Đã khớp hết, gửi được." in line for line in lines) is (not problems)
    assert told.pop("thieu") == {code: "chưa điền" for code in ROWS if code not in ("dau-ky", "ket-nap")}
    assert told == {"dung": {}, "giai-trinh": {}, "doi-nhieu": {"sinh-hoat": "ghi giải trình"}, "lech": {"cuoi-ky": "lệch 1"},
                    "dau-ky": {"dau-ky": "khác cuối kỳ trước"}, "nu": {"nu": "lớn hơn cuối kỳ"}}


def test_members_and_day_stay_while_a_unit_is_missing(handbook: Handbook, blank: dict[str, bytes]) -> None:
    name, (content, _) = next(iter(all_filled(handbook, dict(list(blank.items())[:1])).items()))
    merged, _ = merge(handbook, {name: content})
    after = put_in(handbook, merged, date(2027, 1, 5))
    assert after.about == handbook.organisation.about and after.units == handbook.organisation.units
    assert len(after.figures) == len(handbook.organisation.figures) + len(ROWS)
    assert len(merged.missing) == UNITS - 1


# Faults by the row they stand in: code → (value, words of the reason). Each spoils its own cell and no other.
FAULTS: dict[str, Callable[[Values], tuple[Any, str]]] = {
    "dau-ky": lambda v: (v["dau-ky"] + 5, "cuối kỳ trước là"),
    "ket-nap": lambda v: ("hai", "«hai» không phải số nguyên"),
    "chuyen-den": lambda v: (-1, "là số âm"),
    "chuyen-di": lambda v: (None, "chưa ghi"),
    "ra-khoi-dang": lambda v: (0.5, "không phải số nguyên"),
    "tu-tran": lambda v: ("0", "đang là chữ"),
    "cuoi-ky": lambda v: (v["cuoi-ky"] * 3 + 9, "đổi quá 20 %"),
    "nu": lambda v: (v["cuoi-ky"] * 4 + 20, "lớn hơn cuối kỳ"),
    "du-bi": lambda v: ("=1/0", "công thức nhưng chưa có kết quả"),
    "sinh-hoat": lambda v: (v["sinh-hoat"] * 2 + 9, "đổi quá 20 %"),
}


def test_ten_faults_in_each_of_twenty_forms_are_all_told_at_their_cells(handbook: Handbook, blank: dict[str, bytes]) -> None:
    seed = random.Random(20)
    files: dict[str, bytes] = {}
    planted: set[tuple[str, str, str]] = set()
    for name in list(blank)[::5][:20]:
        values = sound_values(handbook.organisation, name.split(".")[0], seed)
        wrong = {}
        for code, fault in FAULTS.items():
            wrong[code], words = fault(values)
            planted.add((name, f"ô E{ROWS[code]} (cột «Kỳ này»)", words))
        files[name] = filled(blank[name], wrong)
    assert len(planted) == 200
    merged, problems = merge(handbook, files)
    told = [str(problem) for problem in problems]
    for name, cell, words in planted:
        assert any(text.startswith(f"{name} › trang «Biểu» › {cell}") and words in text for text in told), (name, cell, words)
    assert not merged.received and len(merged.faulty) == 20 and len(merged.missing) == UNITS - 20


def test_a_sum_that_differs_is_told_at_the_closing_number(handbook: Handbook, blank: dict[str, bytes], golden: Golden) -> None:
    name = next(iter(blank))
    values = sound_values(handbook.organisation, name.split(".")[0], random.Random(1))
    _, problems = merge(handbook, {name: filled(blank[name], {**values, "cuoi-ky": values["cuoi-ky"] + 2})})
    golden("collecting/lech-tong.txt", "".join(f"{problem}\n" for problem in problems))


def test_a_great_change_passes_when_it_is_explained(handbook: Handbook, blank: dict[str, bytes]) -> None:
    name = next(iter(blank))
    values = sound_values(handbook.organisation, name.split(".")[0], random.Random(1))
    values["sinh-hoat"] = values["sinh-hoat"] * 2 + 9
    assert merge(handbook, {name: filled(blank[name], values)})[1]
    assert not merge(handbook, {name: filled(blank[name], values, {"sinh-hoat": "Mở thêm chi bộ"})})[1]


def test_files_that_are_not_forms_are_told_and_stop_nothing(handbook: Handbook, blank: dict[str, bytes], golden: Golden) -> None:
    made = all_filled(handbook, dict(list(blank.items())[:3]))
    (first, (good, values)), (second, (other, _)), _ = made.items()
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    files = {
        first: good,
        "anh.jpg": b"\xff\xd8\xff",
        "bang-khac.xlsx": organisation_workbook(None, {}),
        "hong.xlsx": good[: len(good) // 2],
        "ky-khac.xlsx": filled(blank[second], {}, codes={"B2": "2026-Q3"}),
        "la.xlsx": filled(blank[second], {}, codes={"B1": "van-phong-tinh-uyy"}),
        "lan-hai.xlsx": filled(blank[first], values),
        "phinh.xlsx": bomb.getvalue(),
        "qua-nang.xlsx": b"PK" + b"0" * 6_000_000,
        second: other,
    }
    merged, problems = merge(handbook, files)
    assert len(merged.received) == 2
    golden("collecting/tep-la.txt", "".join(f"{problem}\n" for problem in problems))


def test_of_two_files_of_a_unit_that_differ_neither_is_taken(handbook: Handbook, blank: dict[str, bytes]) -> None:
    name = next(iter(blank))
    values = sound_values(handbook.organisation, name.split(".")[0], random.Random(1))
    good, other = filled(blank[name], values), filled(blank[name], {**values, "nu": values["nu"] - 1})
    for files in ({"a.xlsx": good, "b.xlsx": other}, {"a.xlsx": other, "b.xlsx": good}, {"a.xlsx": blank[name], "b.xlsx": good}):
        merged, problems = merge(handbook, files)
        assert not merged.received and merged.faulty == (name.split(".")[0],)
        assert "gửi hai tệp khác nhau nên chưa gộp tệp nào; tệp kia là «a.xlsx»" in str(problems[-1])


def test_a_form_is_protected_but_for_its_yellow_cells(blank: dict[str, bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(next(iter(blank.values()))))
    sheet = book[FORM]
    assert sheet.protection.sheet
    assert book[CODES].sheet_state == "hidden"
    unlocked = {cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked}
    assert unlocked == {f"{column}{row}" for column in "EF" for row in ROWS.values()}


@pytest.mark.parametrize("period, before, words", [
    ("2026-10", "2026-09", "tháng 10/2026"), ("2026-01", "2025-12", "tháng 1/2026"), ("2026-Q1", "2025-Q4", "quý I/2026"),
    ("2026-N2", "2026-N1", "6 tháng cuối năm 2026"), ("2026-N1", "2025-N2", "6 tháng đầu năm 2026"), ("2026", "2025", "năm 2026"),
])
def test_a_period_knows_the_one_before_and_its_words(period: str, before: str, words: str) -> None:
    assert previous_period(period) == before
    assert period_text(period) == words


def test_the_commands_write_forms_check_compare_and_merge(tmp_path: Path, handbook: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["data", "form", "--ky", PERIOD, "--out", "bieu"]).exit_code == 0
    assert len(list((tmp_path / "bieu").glob("*.xlsx"))) == len(handbook.organisation.units)
    result = runner.invoke(main, ["data", "form", "--ky", "quý 4"])
    assert result.exit_code == 2 and "2026-Q4" in result.output
    name = "so-tai-chinh.2026-Q4.xlsx"
    values = sound_values(handbook.organisation, "so-tai-chinh", random.Random(1))
    back = tmp_path / "nhan"
    back.mkdir()
    (back / name).write_bytes(filled((tmp_path / "bieu" / name).read_bytes(), values))
    result = runner.invoke(main, ["data", "merge", "nhan", "--ky", PERIOD])
    assert result.exit_code == 0 and "Gộp được 1 đơn vị" in result.output and f"{UNITS - 1} đơn vị chưa gửi" in result.output
    result = runner.invoke(main, ["data", "check", f"to-chuc-{PERIOD}.xlsx"])
    assert result.exit_code == 0 and f"{UNITS} đơn vị, {format_number(MEMBERS)} đảng viên" in result.output
    result = runner.invoke(main, ["data", "diff", str(workbook_path()), f"to-chuc-{PERIOD}.xlsx"])
    assert result.output.strip() == "Thêm số liệu quý IV/2026 của 1 đơn vị."
    assert runner.invoke(main, ["data", "new"]).exit_code == 0
    assert runner.invoke(main, ["data", "check", "to-chuc.xlsx"]).exit_code == 1
    book = openpyxl.load_workbook(tmp_path / "to-chuc.xlsx")
    filled_in = {name for name in book.sheetnames[1:-1] if book[name]["A2"].value and book[name]["B2"].value}
    assert filled_in == {"Loại hình", "Hình thức", "Ngày nghỉ", "Chỉ tiêu"}, "what is alike everywhere is not typed again"
    (tmp_path / "to-chuc.xlsx").write_bytes(b"theirs")
    assert runner.invoke(main, ["data", "new"]).exit_code == 1  # never over another's file unasked
    assert (tmp_path / "to-chuc.xlsx").read_bytes() == b"theirs"


def first_form(handbook: Handbook, members: int, closing: int, reason: str = "") -> tuple[Any, Problems]:
    """A unit's first form: nothing is known of the period before, but the sheet «Đơn vị» gives it ``members``."""
    unit = handbook.organisation.units["so-tai-chinh"].model_copy(update={"members": members})
    org = dataclasses.replace(handbook.organisation, figures=(), units={unit.id: unit})
    ((name, content),) = forms(org, PERIOD)
    values = {**dict.fromkeys(ROWS, 0), "dau-ky": closing, "cuoi-ky": closing}
    problems = Problems()
    return merge_forms([(name, filled(content, values, {"cuoi-ky": reason}))], org, PERIOD, problems), problems


def test_a_first_form_is_compared_with_the_members_that_the_workbook_gives(handbook: Handbook) -> None:
    merged, problems = first_form(handbook, 77, 28)
    assert not merged.received
    assert [str(problem) for problem in problems] == [
        "so-tai-chinh.2026-Q4.xlsx › trang «Biểu» › ô E13 (cột «Kỳ này»): Đảng viên cuối kỳ: ghi 28, trang «Đơn vị» ghi 77, "
        "đổi quá 20 %. Xem lại số; nếu đúng thì ghi lý do vào cột «Giải trình»."]
    assert first_form(handbook, 77, 28, "Tách chi bộ")[0].received and first_form(handbook, 77, 75)[0].received


def test_a_row_written_twice_and_a_number_without_measure_are_told(handbook: Handbook, blank: dict[str, bytes]) -> None:
    name = "so-tai-chinh.2026-Q4.xlsx"
    values = sound_values(handbook.organisation, "so-tai-chinh", random.Random(1))
    book = openpyxl.load_workbook(io.BytesIO(filled(blank[name], {**values, "ket-nap": 1e300})))
    book[FORM]["A9"] = "ket-nap"
    out = io.BytesIO()
    book.save(out)
    _, problems = merge(handbook, {name: out.getvalue()})
    lines = "\n".join(map(str, problems))
    assert "có hai dòng; dòng kia ở ô E8" in lines and "ô E8 (cột «Kỳ này»)" in lines and "lớn quá" in lines


def test_a_merge_reads_sub_folders_and_says_what_it_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(main, ["data", "form", "--ky", PERIOD, "--out", "bieu"]).exit_code == 0
    for folder in ("nhan/cum-1/dot-2", "nhan/rong.xlsx"):
        (tmp_path / folder).mkdir(parents=True)
    values = {**dict.fromkeys(ROWS, 0), "dau-ky": 79, "ket-nap": 2, "chuyen-di": 1, "cuoi-ky": 80, "nu": 24, "du-bi": 4, "sinh-hoat": 21}
    name = "so-tai-chinh.2026-Q4.xlsx"
    (tmp_path / "nhan/cum-1/dot-2" / name).write_bytes(filled((tmp_path / "bieu" / name).read_bytes(), values))
    (tmp_path / "nhan/~$khoa.xlsx").write_bytes(b"x")
    (tmp_path / "nhan/Thumbs.db").write_bytes(b"x")
    (tmp_path / "nhan/tat.xlsx").symlink_to(tmp_path / "bieu" / name)
    (tmp_path / "nhan/mat.xlsx").symlink_to(tmp_path / "khong-co.xlsx")
    os.mkfifo(tmp_path / "nhan/ong.xlsx")
    result = runner.invoke(main, ["data", "merge", "nhan", "--ky", PERIOD])
    assert "Gộp được 1 đơn vị" in result.output, result.output
    assert [line for line in result.output.splitlines() if ".xlsx: " in line] == [
        "mat.xlsx: là đường dẫn tắt nên bỏ qua. Chép chính tệp đó vào thư mục rồi gộp lại.",
        "ong.xlsx: không phải tệp. Để ở đây một tệp thường, không phải thư mục hay thứ khác.",
        "tat.xlsx: là đường dẫn tắt nên bỏ qua. Chép chính tệp đó vào thư mục rồi gộp lại."]


def test_a_check_of_a_folder_that_holds_nothing_of_the_handbook_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SO_TAY_DATA", "")
    monkeypatch.delenv("SO_TAY_DATA")  # both, so that what the verb sets is taken back
    (tmp_path / "trong").mkdir()
    result = CliRunner().invoke(main, ["data", "check", "--data", "trong"])
    monkeypatch.delenv("SO_TAY_DATA")
    assert result.exit_code == 1 and "trong: không có tệp nào của sổ tay" in result.output
    for missing in ("khong-co.xlsx", "trong"):
        result = CliRunner().invoke(main, ["data", "check", missing])
        assert result.exit_code == 1 and result.exception.__class__ is SystemExit and missing in result.output
