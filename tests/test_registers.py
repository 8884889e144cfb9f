"""The registers of documents: numbers, days and rows in a small engine; then the page itself, on files, with the site's own spreadsheet."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import python_calamine
import quickjs
from playwright.sync_api import expect

from macros.documents.sheets import workbook
from macros.model import Handbook

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "docs" / "assets"
PAGE = "soan-thao/so-van-ban.html"
SYMBOLS = {"Báo cáo": "BC", "Công văn": "CV", "Quyết định": "QĐ", "Quy định": "QĐ"}


@pytest.fixture(scope="module")
def engine() -> Any:
    context = quickjs.Context()
    context.eval("var window = globalThis; var SoTay = {}; var kept = {};")
    context.eval("SoTay.storage = { read: (key, otherwise) => (key in kept ? JSON.parse(kept[key]) : otherwise),"
                 " write: (key, value) => { if (kept.full) return false; kept[key] = JSON.stringify(value); return true; } };")
    for path in ("javascripts/04-text.js", "registers/1-numbering.js", "desk/1-typed-days.js", "registers/3-store.js",
                 "registers/3-taking-in.js"):
        context.eval((ASSETS / path).read_text(encoding="utf-8"))
    return context


def ask(engine: Any, call: str, *given: Any) -> Any:
    return json.loads(engine.eval(f"JSON.stringify({call}({', '.join(json.dumps(one) for one in given)}) ?? null)"))


def outgoing(*rows: str) -> list[dict[str, str]]:
    """«Báo cáo 05-BC/ĐU 2026-11-02» → an entry."""
    split = [row.rsplit(" ", 2) for row in rows]
    return [{"id": f"d{i}", "ten_loai": kind, "so": number, "ngay": day.strip("-")} for i, (kind, number, day) in enumerate(split)]


@pytest.mark.parametrize(("kind", "opened", "wanted"), [
    ("Báo cáo", "", "13-BC/ĐU"),
    ("Báo cáo", "2026-11-01", "13-BC/ĐU"),
    ("Báo cáo", "2026-11-05", "01-BC/ĐU"),  # what was signed before a term began does not count in it
    ("Quyết định", "", "04-QĐ/ĐU"),
    ("Quy định", "", "01-QĐ/ĐU"),  # the same symbol, a series of its own
    ("Công văn", "", "01-CV/ĐU"),
])
def test_each_kind_has_a_series_of_its_own_through_the_term(engine: Any, kind: str, opened: str, wanted: str) -> None:
    entries = outgoing("Báo cáo 11-BC/ĐU 2026-10-02", "Báo cáo 12-BC/ĐU 2026-11-03", "Quyết định 3-QĐ/ĐU 2026-11-04")
    assert ask(engine, "SoTay.numbering.nextOutgoing", entries, kind, SYMBOLS[kind], "ĐU", opened) == wanted


@pytest.mark.parametrize(("rows", "told"), [
    (["Báo cáo 01-BC/ĐU 2026-01-02", "Báo cáo 02-BC/ĐU 2026-02-02", "Quy định 01-QĐ/ĐU 2026-02-01", "Quyết định 01-QĐ/ĐU 2026-01-01"], []),
    (["Báo cáo 07-BC/ĐU 2026-01-02", "Báo cáo 07-BC/ĐU 2026-02-02"], ["Trùng số"]),
    (["Báo cáo 07-BC/ĐU 2026-01-02", "Báo cáo 10-BC/ĐU 2026-02-02"], ["thiếu số 08, 09."]),
    (["Báo cáo 01-BC/ĐU 2026-01-02", "Báo cáo 99-BC/ĐU 2026-02-02"], ["thiếu số 02, 03, 04, 05, 06, 07, 08, 09 và 89 số nữa"]),
    (["Báo cáo 07-BC/ĐU 2026-03-02", "Báo cáo 08-BC/ĐU 2026-02-02"], ["Ngược ngày"]),
    (["Báo cáo 7-BC/ĐU 2026-03-02"], ["«07»"]),
    (["Báo cáo 07-CV/ĐU 2026-03-02"], ["ký hiệu của Báo cáo là «BC»"]),
    (["Công văn 15/CV-ĐU 2026-03-02", "Công văn 17-CV/ĐU 2026-03-03"], ["viết «15-CV/ĐU»", "thiếu số 16"]),
    (["Báo cáo BC.07 2026-03-02"], ["viết như «05-NQ/ĐU»"]),
    (["Báo cáo 07-BC/ĐU 2026-12-02"], ["sau hôm nay"]),
    (["Báo cáo 07-BC/ĐU 31/02/2026"], ["không đọc được"]),
    (["Báo cáo 07-BC/ĐU 2025-03-02", "Báo cáo 01-BC/ĐU 2026-03-02"], []),  # the term began between them
    (["Báo cáo 07-BC/ĐU -"], []),
])
def test_the_register_tells_what_to_look_at(engine: Any, rows: list[str], told: list[str]) -> None:
    found = ask(engine, "SoTay.numbering.outgoingFaults", outgoing(*rows), SYMBOLS, "2025-08-01", "2026-11-27")
    assert len(found) == len(told), found
    assert all(wanted in fault["text"] for wanted, fault in zip(told, found, strict=True)), found


@pytest.mark.parametrize(("kind", "number", "day", "there"), [
    ("Quyết định", "01-QĐ/ĐU", "2026-02-01", True), ("Quy định", "01-QĐ/ĐU", "2026-02-01", False), ("", "01 - qđ/đu", "", True),
    ("Quyết định", "01-QĐ/ĐU", "2025-02-01", False), ("Quyết định", "02-QĐ/ĐU", "2026-02-01", False),
])
def test_a_document_is_in_the_register_by_its_kind_number_and_term(engine: Any, kind: str, number: str, day: str, there: bool) -> None:
    part = {"mo_so": "2025-08-01", "dong": outgoing("Quyết định 01-QĐ/ĐU 2026-01-02")}
    assert ask(engine, "SoTay.numbering.holds", part, {"ten_loai": kind, "so": number, "ngay": day}) is there


def test_arrivals_are_counted_by_year_or_by_term_and_overdue_ones_are_told(engine: Any) -> None:
    entries = [{"id": "a", "so_den": "211", "ngay_den": "2025-12-30", "ngay_vb": "2025-12-29", "han": "2026-01-05", "ket_qua": "xong"},
               {"id": "b", "so_den": "01", "ngay_den": "2026-01-02", "ngay_vb": "2026-01-03", "han": "2026-01-05", "ket_qua": ""}]
    assert ask(engine, "SoTay.numbering.nextArrival", entries, "2026-11-27", False, "") == "02"
    assert ask(engine, "SoTay.numbering.nextArrival", entries, "2026-11-27", True, "") == "212"
    by_year = [fault["text"] for fault in ask(engine, "SoTay.numbering.arrivalFaults", entries, False, "", "2026-11-27")]
    assert by_year == ["Số đến 01: ngày văn bản nằm sau ngày đến.", "Số đến 01: đã quá thời hạn xử lý mà chưa ghi kết quả."]
    assert any("thiếu số" in fault["text"] for fault in ask(engine, "SoTay.numbering.arrivalFaults", entries, True, "", "2026-11-27"))


@pytest.mark.parametrize(("typed", "day"), [
    ("27/11/2026", "2026-11-27"), ("7-1-26", "2026-01-07"), ("05.02", "2026-02-05"), ("2026-11-27", "2026-11-27"), ("31/02/2026", ""),
    ("29/02/2026", ""), ("29/02/2028", "2028-02-29"), ("hôm nay", ""), ("1/13/2026", ""), ("", ""),
])
def test_days_are_read_as_an_office_writes_them(engine: Any, typed: str, day: str) -> None:
    assert ask(engine, "SoTay.typedDays.read", typed, 2026) == day


def test_the_rows_of_a_sheet_become_entries_and_what_is_there_stays(engine: Any) -> None:
    columns = [{"id": "so", "nhan": "Số, ký hiệu", "ngay": False}, {"id": "ngay", "nhan": "Ngày ký", "ngay": True},
               {"id": "ghi_chu", "nhan": "Ghi chú", "ngay": False}]
    rows = [["SỔ"], [], ["TT", "NGÀY KÝ", "Số,  ký hiệu"], [1, 46353, "01-BC/ĐU"], [2, "03/11/2026", "02-BC/ĐU"], ["", "", ""]]
    sheets = [{"name": "Lạ", "rows": [["x"]]}, {"name": "S", "rows": rows}]
    found = ask(engine, "SoTay.registerTakingIn.entriesOf", sheets, columns, "Văn bản đi")
    assert [(one["so"], one["ngay"]) for one in found["entries"]] == [("01-BC/ĐU", "2026-11-27"), ("02-BC/ĐU", "2026-11-03")]
    assert found["missing"] == ["Ghi chú"]
    fresh = ask(engine, "SoTay.registerTakingIn.additions", [{"so": "01-bc/đu", "ngay": "2026-11-27"}], found["entries"], ["so", "ngay"])
    assert [one["so"] for one in fresh] == ["02-BC/ĐU"]
    assert ask(engine, "SoTay.registerTakingIn.entriesOf", sheets[:1], columns, "Văn bản đi") is None


def test_a_change_is_made_to_what_is_saved_now_and_can_be_taken_back(engine: Any) -> None:
    told = json.loads(engine.eval("""(() => {
      const columns = { di: ["so"], den: ["so_den"] };
      const add = (so) => (state) => state.di.dong.push({ id: so, so });
      kept = { "so-van-ban:a": JSON.stringify({ lan: "x", di: { dong: [null, { id: "cu", so: 5, la: "?" }] }, den: 7 }) };
      const [one, two] = [new SoTay.registerStore.Store("a", columns), new SoTay.registerStore.Store("a", columns)];
      const numbers = () => one.read().di.dong.map(({ id }) => id);
      const seen = [numbers()];
      one.change(add("1")); two.change(add("2")); seen.push(numbers());
      seen.push(one.undo(), numbers());
      two.change(add("3")); two.change(add("4")); seen.push(two.undo(), two.undo(), two.undo(), two.undo(), numbers());
      kept.full = true;
      seen.push(one.change(add("5")), numbers());
      return JSON.stringify(seen);
    })()"""))
    assert told == [["cu"], ["cu", "1", "2"], False, ["cu", "1", "2"], True, True, True, False, ["cu", "1"], False, ["cu", "1", "5"]]


def test_a_clerk_takes_in_the_old_register_gets_the_next_number_and_takes_it_out_again(
    page_file: Any, handbook: Handbook, tmp_path: Path
) -> None:
    old = tmp_path / "so-cu.xlsx"
    old.write_bytes(workbook(handbook.templates["so-dang-ky-van-ban-di"], example=True))
    opened = page_file(PAGE, today="2026-11-27")
    page = opened.page
    page.locator(".st-so__tep").set_input_files(old)
    expect(page.locator(".st-so__bao")).to_contain_text("thêm 2 dòng, bỏ qua 0 dòng đã có")
    page.locator(".st-so__tep").set_input_files(old)
    expect(page.locator(".st-so__bao")).to_contain_text("thêm 0 dòng, bỏ qua 2 dòng đã có")
    page.get_by_role("button", name="Lấy số, ghi văn bản").click()
    page.get_by_label("Tên loại").select_option("Báo cáo")
    expect(page.get_by_label("Số, ký hiệu")).to_have_value("22-BC/ĐU")
    expect(page.get_by_label("Ngày ký")).to_have_value("27/11/2026")
    page.get_by_role("button", name="Ghi vào sổ").click()
    expect(page.locator(".st-so__loi")).to_have_text("Trích yếu: chưa ghi.")
    page.get_by_label("Trích yếu").fill("kết quả công tác tháng 11 <b>năm</b> 2026")
    page.keyboard.press("Enter")
    expect(page.locator(".st-so__muc")).to_have_count(3)
    expect(page.locator(".st-so__muc").first).to_contain_text("22-BC/ĐU")
    page.get_by_role("button", name="Xóa 22-BC/ĐU").click()
    expect(page.locator(".st-so__muc")).to_have_count(2)
    page.get_by_role("button", name="Hoàn lại").click()
    expect(page.locator(".st-so__muc")).to_have_count(3)
    page.reload()
    expect(page.locator(".st-so__muc")).to_have_count(3)
    with page.expect_download() as saved:
        page.get_by_role("button", name="Xuất .xlsx").click()
    book = tmp_path / saved.value.suggested_filename
    saved.value.save_as(book)
    assert book.name == f"so-dang-ky-van-ban-di-{date(2026, 11, 27)}.xlsx"
    rows = python_calamine.CalamineWorkbook.from_path(book).get_sheet_by_name("Văn bản đi").to_python()
    assert rows[3][:4] == ["Tên loại", "Số, ký hiệu", "Ngày ký", "Trích yếu"]
    assert rows[-1][:4] == ["Báo cáo", "22-BC/ĐU", "27/11/2026", "kết quả công tác tháng 11 <b>năm</b> 2026"]
    bad = tmp_path / "hong.xlsx"
    bad.write_bytes(old.read_bytes()[:900])
    page.locator(".st-so__tep").set_input_files(bad)
    expect(page.locator(".st-so__bao")).to_contain_text("Sổ trên máy này giữ nguyên")
    page.locator(".st-so__tep").set_input_files(book)
    expect(page.locator(".st-so__bao")).to_contain_text("thêm 0 dòng, bỏ qua 3 dòng đã có")
    page.get_by_role("button", name="Văn bản đến").click()
    page.get_by_role("button", name="Ghi văn bản đến").click()
    expect(page.get_by_label("Số đến").last).to_have_value("01")
    assert not opened.errors and not opened.outside
