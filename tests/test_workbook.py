"""The organisation workbook: what is right comes out whole, every fault is told with its cell, all in one run."""

from __future__ import annotations

import dataclasses
import functools
import io
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from macros.files.columns import column_letters
from macros.load import DataError, load_handbook
from macros.load.workbook import parse_organisation, read_organisation
from macros.model import Handbook, sheets
from macros.model.organisation import Organisation
from macros.model.problems import Problems
from macros.model.workbook_rules import sheet_rules
from macros.organisation import workbook as workbook_
from macros.organisation.workbook import organisation_workbook
from tests.other_office import other
from tests.sample import MEMBERS, UNITS

ROOT = Path(__file__).resolve().parents[1]
WORKBOOK = ROOT / "data" / "to-chuc.xlsx"
NAME = "data/to-chuc.xlsx"
TODAY = date(2026, 11, 22)
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


def read(content: bytes, handbook: Handbook, today: date = TODAY) -> tuple[Organisation | None, Problems]:
    problems = Problems()
    return parse_organisation(content, NAME, problems, today=today, tasks=handbook.tasks), problems


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@functools.cache
def short() -> bytes:
    """The sample with the figures and reports of its first units only: thousands of rows more take the time and tell nothing new."""
    book = openpyxl.load_workbook(WORKBOOK)
    for name in ("Số liệu", "Kết quả báo cáo"):
        book[name].delete_rows(302, book[name].max_row)
    return saved(book)


def edited(edit: Callable[[Any], None]) -> bytes:
    """The short sample after ``edit`` (in openpyxl's terms)."""
    book = openpyxl.load_workbook(io.BytesIO(short()))
    edit(book)
    return saved(book)


def put(sheet: str, cell: str, value: Any) -> Callable[[Any], None]:
    def edit(book: Any) -> None:
        book[sheet][cell] = value

    return edit


def real_words(book: Any) -> None:
    """The workbook is no sample any more, and nothing in it says that it is made up."""
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and "hư cấu" in cell.value.lower():
                    cell.value = "Công văn số 5"
    book["Thông tin"]["B3"] = "không"


def told(problems: Problems) -> str:
    return "".join(f"{problem.severity}: {problem}\n" for problem in problems)


def test_the_sample_is_sound_and_holds_its_units_and_members(handbook: Handbook) -> None:
    organisation = handbook.organisation
    assert organisation.about.sample
    assert len(organisation.units) == UNITS
    assert sum(unit.members for unit in organisation.units.values()) == MEMBERS
    assert {unit.clerk_role for unit in organisation.units.values()} == {"kiêm nhiệm"}


def test_every_heading_of_the_description_is_a_field_of_its_model() -> None:
    for sheet, rule in zip(sheets.SHEETS, sheet_rules(), strict=True):
        assert {column.heading for column in sheet.columns} == {column.heading for column in rule.columns}, sheet.name


def test_what_is_written_is_read_back_the_same_and_bytes_do_not_change(handbook: Handbook) -> None:
    first = organisation_workbook(handbook.organisation, handbook.tasks)
    assert first == organisation_workbook(handbook.organisation, handbook.tasks)
    again, problems = read(first, handbook)
    assert told(problems) == ""
    assert again == handbook.organisation


def test_the_workbook_of_another_office_is_read_back_as_it_was_written(handbook: Handbook) -> None:
    theirs = other(handbook.organisation)
    again, problems = read(organisation_workbook(theirs, handbook.tasks), handbook)
    assert told(problems) == "" and again is not None
    assert (again.units, again.superiors, again.due_rules, again.about) == (theirs.units, theirs.superiors, theirs.due_rules, theirs.about)
    assert not again.units.keys() & handbook.organisation.units.keys()


def test_a_name_that_looks_like_a_formula_stays_text(handbook: Handbook) -> None:
    unit = next(iter(handbook.organisation.units.values()))
    evil = unit.model_copy(update={"agency": '=HYPERLINK("http://x","a")', "old_names": ("+1", "@x")})
    organisation = dataclasses.replace(handbook.organisation, units={**handbook.organisation.units, unit.id: evil})
    content = organisation_workbook(organisation, {})
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Đơn vị"].iter_rows(min_row=2, max_row=2) for cell in row]
    assert {cell.data_type for cell in cells if cell.value and not isinstance(cell.value, int)} == {"s"}
    again, _ = read(content, handbook)
    assert again is not None and again.units[unit.id] == evil


FAULTS: dict[str, Callable[[Any], None]] = {
    "thieu-trang": lambda book: book.remove(book["Ngày nghỉ"]),
    "doi-ten-trang": lambda book: setattr(book["Đơn vị"], "title", "Don vi"),
    "doi-ten-cot": put("Đơn vị", "E1", "Loại hình đơn vị"),
    "cong-thuc-khong-ket-qua": put("Đơn vị", "H5", "=40+2"),
    "trung-ma": put("Đơn vị", "A9", "van-phong-tinh-uy"),
    "sai-tong": put("Thông tin", "B7", 6930),
    "chu-thay-so": put("Đơn vị", "H12", "ba mươi"),
    "so-dang-chu": put("Đơn vị", "H12", "30"),
    "loai-hinh-la": put("Đơn vị", "E12", "Ban đảng, cơ quan của Tỉnh uỷy"),
    "cap-tren-la": put("Đơn vị", "F12", "ubnd"),
    "hinh-thuc-la": put("Đơn vị", "D12", "Chi bộ cơ sỡ"),
    "viec-la": put("Kỳ báo cáo", "B3", "bao-cao-thag"),
    "cach-tinh-la": put("Kỳ báo cáo", "D3", "ngày trong tháng"),
    "thieu-thu": put("Kỳ báo cáo", "F6", None),
    "ngay-khong-co": put("Ngày nghỉ", "A3", "31/02/2026"),
    "trong-o-bat-buoc": put("Đơn vị", "B7", None),
    "co-khong": put("Đơn vị", "K7", "ok"),
    "vai-tro-la": put("Đơn vị", "J7", "kiem nhiêm"),
    "ma-co-dau": put("Đơn vị", "A7", "Sở Nội vụ"),
    "ngay-tuong-lai": put("Thông tin", "B4", date(2027, 1, 1)),
    "cot-la": put("Đơn vị", "R1", "Điện thoại"),
    "thang-khong-dut": put("Kỳ báo cáo", "C3", "1-99999999999"),
    "thang-ho": put("Kỳ báo cáo", "C3", "1-"),
    "o-qua-xa": put("Đơn vị", "XFD1048576", "x"),
    "ma-dai": put("Đơn vị", "A7", "a" * 300),
    "ma-windows": put("Đơn vị", "A7", "con"),
    "muc-hai-lan": put("Thông tin", "A13", "Chủ dữ liệu"),
    "so-qua-lon": put("Đơn vị", "H12", 1e300),
    "ky-la": put("Số liệu", "B3", "0000-10"),
    "bang-ma-tcvn3": put("Đơn vị", "B2", "V¨n phßng TØnh ñy"),
    "bang-ma-vni": put("Đơn vị", "B2", "Vaên phoøng Tænh uûy"),
    "chu-d-gach-la": put("Đơn vị", "B2", "Ban Tổ chức Ðảng"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_told_with_its_place_reason_and_remedy(name: str, handbook: Handbook, golden: Golden) -> None:
    _, problems = read(edited(FAULTS[name]), handbook)
    golden(f"workbook/{name}.txt", told(problems))


WHITE: dict[str, Callable[[Any], None]] = {
    "khoảng trắng không ngắt trong ô chọn": put("Đơn vị", "D13", "Chi bộ\u00a0cơ sở"),
    "khoảng trắng không ngắt trong tiêu đề": put("Đơn vị", "E1", "Loại\u00a0hình"),
    "xuống dòng trong tiêu đề": put("Đơn vị", "E1", "Loại\nhình"),
    "dòng chỉ có dấu cách": put("Đơn vị", "A125", " \u00a0\u200b"),
    "tên trang có khoảng trắng lạ": lambda book: setattr(book["Đơn vị"], "title", "Đơn\u00a0vị "),
}


@pytest.mark.parametrize("name", WHITE)
def test_white_space_and_signs_of_no_width_do_not_count(name: str, handbook: Handbook) -> None:
    organisation, problems = read(edited(WHITE[name]), handbook)
    assert told(problems) == "" and organisation == read(short(), handbook)[0]


def test_a_name_comes_without_line_breaks_and_signs_of_no_width(handbook: Handbook) -> None:
    old = next(iter(handbook.organisation.units.values()))
    typed = f" {old.agency[:6]}\n{old.agency[6:]}\u200b".replace(" ", "\u00a0 ")
    organisation, problems = read(edited(put("Đơn vị", "B2", typed)), handbook)
    assert organisation is not None and not problems
    assert organisation.units[old.id].agency == " ".join(f"{old.agency[:6]} {old.agency[6:]}".split())


def test_a_drop_down_past_column_z_names_its_column() -> None:
    assert [column_letters(index) for index in (0, 25, 26, 51, 52, 701, 702, 16383)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]
    assert workbook_._range("Danh mục", 27, 3) == "='Danh mục'!$AB$2:$AB$4"


def test_twelve_planted_faults_are_all_told_in_one_run(handbook: Handbook, golden: Golden) -> None:
    planted = ["cong-thuc-khong-ket-qua", "trung-ma", "chu-thay-so", "cap-tren-la", "hinh-thuc-la", "viec-la", "cach-tinh-la", "thieu-thu",
               "ngay-khong-co", "co-khong", "ma-co-dau"]

    def plant(book: Any) -> None:
        for name in planted:
            FAULTS[name](book)
        book["Đơn vị"]["F12"] = "ubnd"
        book["Đơn vị"]["D13"] = "Chi bộ cơ sỡ"
        book["Đơn vị"]["H14"] = -3

    organisation, problems = read(edited(plant), handbook)
    assert organisation is None
    golden("workbook/muoi-hai-loi.txt", told(problems))
    assert len(problems.stopping()) >= 12


def test_a_broken_workbook_stops_the_load_with_every_fault(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "data", tmp_path / "data")
    (tmp_path / "data" / "to-chuc.xlsx").write_bytes(edited(FAULTS["chu-thay-so"]))
    with pytest.raises(DataError) as failed:
        load_handbook(tmp_path / "data", ROOT / "docs", today=TODAY)
    assert "ô H12 (cột «Số đảng viên»)" in str(failed.value)


@pytest.mark.parametrize("content", [b"", b"xin chao", b"PK\x03\x04rac"])
def test_what_is_not_a_workbook_is_told_and_nothing_breaks(content: bytes, handbook: Handbook, golden: Golden) -> None:
    organisation, problems = read(content, handbook)
    assert organisation is None
    golden("workbook/khong-phai-bang-tinh.txt", told(problems))


def test_a_missing_file_is_told(tmp_path: Path, handbook: Handbook) -> None:
    problems = Problems()
    assert read_organisation(tmp_path / "x.xlsx", NAME, problems, today=TODAY, tasks=()) is None
    assert "không có tệp này" in told(problems)


def test_old_figures_are_warned_of_then_stop_the_build_but_a_sample_never_does(handbook: Handbook, golden: Golden) -> None:
    real = edited(real_words)
    texts = []
    for today in (date(2027, 1, 28), date(2027, 1, 29), date(2027, 11, 4), date(2027, 11, 5)):
        organisation, problems = read(real, handbook, today)
        texts.append(f"{today}: {'dựng' if organisation else 'dừng'}\n{told(problems)}")
    golden("workbook/so-lieu-cu.txt", "".join(texts))
    organisation, problems = read(WORKBOOK.read_bytes(), handbook, date(2036, 1, 1))
    assert organisation is not None and problems


def test_what_is_left_of_the_sample_in_an_offices_own_workbook_is_told_once_a_column(handbook: Handbook) -> None:
    assert read(edited(real_words), handbook)[1].stopping() == []

    def forgotten(book: Any) -> None:
        real_words(book)
        book["Thông tin"]["B2"], book["Kỳ báo cáo"]["L3"], book["Kỳ báo cáo"]["L5"] = "Tỉnh X (hư cấu)", "Ví dụ hư cấu", "Ví dụ hư cấu"

    organisation, problems = read(edited(forgotten), handbook)
    assert organisation is None
    assert [str(problem).partition(". ")[0] for problem in problems] == [
        f"{NAME} › trang «Thông tin» › ô B2 (cột «Chủ dữ liệu»): còn lời của dữ liệu mẫu, «Tỉnh X (hư cấu)»",
        f"{NAME} › trang «Kỳ báo cáo» › ô L3 (cột «Văn bản quy định»): còn lời của dữ liệu mẫu, «Ví dụ hư cấu» (và 1 ô khác ở cột này)"]


def test_a_type_may_be_named_by_its_old_name(handbook: Handbook) -> None:
    organisation, problems = read(edited(put("Đơn vị", "E13", "Đoàn thể chính trị - xã hội")), handbook)
    assert organisation is not None, told(problems)
    assert list(organisation.units.values())[11].type == "doan-the"


def test_renaming_a_superior_is_one_cell(handbook: Handbook) -> None:
    organisation, _ = read(edited(put("Cấp trên", "B2", "các cơ quan Đảng thành phố Minh Giang")), handbook)
    assert organisation is not None
    superior = organisation.superior("cac-co-quan-dang")
    assert superior.party_name == "Đảng bộ các cơ quan Đảng thành phố Minh Giang"
    assert superior.committee == "Đảng ủy các cơ quan Đảng thành phố Minh Giang"
    old = handbook.organisation.superior("cac-co-quan-dang").name
    rows = (*organisation.units.values(), *organisation.superiors.values(), *organisation.due_rules)
    dump = "".join(row.model_dump_json() for row in rows)
    assert old not in dump


def test_an_id_that_is_a_day_and_a_heading_that_is_one_are_told_like_any_other_fault(handbook: Handbook) -> None:
    def edit(book: Any) -> None:
        book["Đơn vị"]["A7"] = date(2026, 1, 2)
        book["Ngày nghỉ"]["F1"] = date(2026, 1, 2)

    organisation, problems = read(edited(edit), handbook)
    assert organisation is None
    assert "ô A7 (cột «Mã»): «02/01/2026» là ngày, ở đây cần chữ." in told(problems) and "không biết cột «02/01/2026»" in told(problems)


def test_figures_that_do_not_add_up_are_told(handbook: Handbook, golden: Golden) -> None:
    rows = list(handbook.organisation.figures)
    at = next(index for index, row in enumerate(rows) if row.indicator == "cuoi-ky")
    row = at + 2
    organisation, problems = read(edited(put("Số liệu", f"D{row}", rows[at].value + 1)), handbook)
    assert organisation is None
    golden("workbook/so-lieu-khong-khop.txt", told(problems))
