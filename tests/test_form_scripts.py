"""What a form does by itself: results, figures of the unit, what is due, ends of pages, places on the sheet; in a small engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.documents.write import compose
from macros.model.handbook import Handbook
from tests.templates_on_page import page_of, told_of_a_change

_SCRIPTS = (
    "javascripts/03-dates", "javascripts/04-text", "desk/1-typed-days", "forms/1-fields", "forms/1-periods", "forms/1-template-documents",
    "forms/2-draft-unit",
    "forms/2-due-rows", "forms/2-page-ends", "forms/2-places", "forms/2-reckoning", "forms/2-unit-figures", "forms/4-renewal",
)  # fmt: skip
_UNIT = {"id": "thu", "ten": "Đảng bộ Sở Thử", "dang_vien": 57, "chi_bo": 4, "tinh_den": "30/09/2026", "mau": True}


@pytest.fixture(scope="module")
def page(handbook: Handbook) -> Any:
    return page_of(handbook, _SCRIPTS, first=compose.browser_script())


@pytest.mark.parametrize(("how", "texts", "expected"), [
    ("ty_le", ["12", "13"], "92,3%"), ("ty_le", ["13/13", "13"], "100%"), ("ty_le", ["1", "0"], ""),
    ("ty_le", ["ước 472", "460"], "102,6%"),
    ("tong", ["50", "3"], "53"), ("tong", ["+2", "-2"], "0"), ("hieu", ["5.936.000", "2.968.000"], "2.968.000"),
    ("tich", ["8 tháng công", "4.000.000"], "32.000.000"), ("tich", ["1,5", "2"], "3"), ("tong", ["6.000", "không rõ"], ""),
    ("hieu", ["3", "5"], "-2"), ("tong", ["9999", "1"], "10.000"),
])  # fmt: skip
def test_numbers_are_worked_out_as_an_office_writes_them(page: Any, how: str, texts: list[str], expected: str) -> None:
    assert page(f"return SoTay.reckoning.result('{how}', {json.dumps(texts)})") == expected


def _changes(page: Any, name: str, before: dict[str, Any], after: dict[str, Any]) -> Any:
    return page(f"return SoTay.reckoning.changes(templates['{name}'], {json.dumps(before)}, {json.dumps(after)})")


def test_a_result_follows_its_numbers_but_never_writes_over_what_was_typed(page: Any) -> None:
    votes = {"tong_so": "13", "tan_thanh": "", "ty_le": ""}
    assert _changes(page, "nghi-quyet-ket-nap", votes, {**votes, "tan_thanh": "12"}) == [[{"id": "ty_le"}, "92,3%"]]
    full = {"tong_so": "13", "tan_thanh": "12", "ty_le": "92,3%"}
    assert _changes(page, "nghi-quyet-ket-nap", full, {**full, "tan_thanh": "13"}) == [[{"id": "ty_le"}, "100%"]]
    assert _changes(page, "nghi-quyet-ket-nap", {**full, "ty_le": "92%"}, {**full, "ty_le": "92%", "tan_thanh": "13"}) == []
    assert _changes(page, "nghi-quyet-ket-nap", full, {**full, "ty_le": "9"}) == []


def test_columns_and_closing_rows_of_a_table_sum_themselves(page: Any) -> None:
    rows = [{"muc": "Đầu kỳ", "tong": "", "chinh_thuc": "50", "du_bi": "3"}, {"muc": "Cuối kỳ", "tong": "", "chinh_thuc": "", "du_bi": ""}]
    found = _changes(page, "bao-cao-thong-ke", {}, {"can_doi": rows})
    told = {(place["row"], place["column"]): text for place, text in found}
    assert told[(0, "tong")] == "53" and told[(1, "chinh_thuc")] == "50" and told[(1, "du_bi")] == "3"
    cells = [{"khoan": "a", "so_luong": "2 bộ", "don_gia": "3.500.000", "thanh_tien": ""}]
    assert _changes(page, "du-an", {"kinh_phi": []}, {"kinh_phi": cells}) == [
        [{"id": "kinh_phi", "row": 0, "column": "thanh_tien"}, "7.000.000"]
    ]


def test_the_examples_hold_the_very_results_that_the_form_would_work_out(page: Any) -> None:
    """A value of ours that is not the result would be changed under a clerk's eyes."""
    found = page("""
        const wrong = [];
        for (const t of Object.values(templates)) {
          const { vi_du } = t, bare = JSON.parse(JSON.stringify(vi_du));
          for (const { truong, bang, cot } of t.tinh) {
            if (truong) bare[truong] = '';
            const isWhole = (one) => t.tinh.some((r) => r.bang === bang && !r.hang && r.cot.includes(one));
            for (const row of (bang && bare[bang]) || []) for (const one of cot.filter(isWhole)) row[one] = '';
          }
          for (const [{ id, row, column }, text] of SoTay.reckoning.changes(t, bare, bare)) {
            const ours = column ? vi_du[id][row][column] : vi_du[id];
            if (SoTay.reckoning.numberOf(ours) !== SoTay.reckoning.numberOf(text)) wrong.push([t.id, id, row, column, ours, text]);
          }
        }
        return wrong;""")
    assert found == []


def test_members_of_the_unit_are_filled_in_with_their_day_and_taken_out_where_a_cell_issues(page: Any) -> None:
    unit = json.dumps(_UNIT)
    filled, marks, own, branch = page(f"""
        const t = templates['bao-cao-thang'], unit = {unit};
        const empty = {{ so_lieu: [{{ chi_tieu: 'Tổng số đảng viên' }}, {{ chi_tieu: 'Kết nạp' }}] }};
        const made = SoTay.unitFigures.filled(t, empty, unit);
        const other = {{ so_lieu: [{{ chi_tieu: 'Tổng số đảng viên', thang_nay: '60' }}] }};
        return [made.so_lieu, SoTay.unitFigures.marks(t, made, unit), SoTay.unitFigures.filled(t, other, unit).so_lieu[0].thang_nay,
                SoTay.unitFigures.filled(t, {{ ...made, co_quan: 'chi-bo-truc-thuoc' }}, unit).so_lieu[0].thang_nay];""")
    assert filled == [{"chi_tieu": "Tổng số đảng viên", "thang_nay": "57"}, {"chi_tieu": "Kết nạp"}]
    assert marks == {"so_lieu": "số đảng viên tính đến 30/09/2026, dữ liệu mẫu"}
    assert own == "60" and branch == ""
    text = page(f"return SoTay.unitFigures.filled(templates['bao-cao-6-thang'], {{}}, {unit}).dac_diem")
    assert text == ["Đảng bộ Sở Thử có 57 đảng viên."]


def test_a_programme_takes_what_is_due_in_its_period_once(page: Any) -> None:
    rows, count, again = page("""
        const t = templates['chuong-trinh-thang'], day = SoTay.dates.parse;
        const due = [['Báo cáo tháng 11/2026', '2026-12-04'], ['Báo cáo năm 2026', '2026-12-18'], ['Thu đảng phí', '2027-01-05']];
        const entries = due.map(([name, iso]) => ({ name, date: day(iso) }));
        const values = { thang: '12 năm 2026', viec: [{ noi_dung: 'Báo cáo năm 2026', han: '10/12/2026' }, {}] };
        const first = SoTay.dueRows.withRows(t, values, entries);
        return [first.values.viec, first.count, SoTay.dueRows.withRows(t, first.values, entries).count];""")
    assert rows == [{"noi_dung": "Báo cáo năm 2026", "han": "10/12/2026"}, {"noi_dung": "Báo cáo tháng 11/2026", "han": "04/12/2026"}]
    assert (count, again) == (1, 0)


@pytest.mark.parametrize(("heights", "glued", "expected"), [
    ([40, 40, 40], [], [2]),
    ([40, 40, 40], [2], [1]),  # what is kept with what follows goes with it
    ([100, 40, 40, 40], [2, 3], [1, 3]),  # more than a page hangs together: it breaks where it must
    ([30, 30, 30], [], []),
    ([120, 20], [], [1]),
])  # fmt: skip
def test_a_page_ends_before_what_does_not_fit_and_never_between_what_is_kept(
    page: Any, heights: list[int], glued: list[int], expected: list[int]
) -> None:
    units, top = [], 0
    for number, height in enumerate(heights):
        units.append({"top": top, "bottom": top + height, "glued": number in glued})
        top += height
    assert page(f"return SoTay.pageEnds.breaks({json.dumps(units)}, 100)") == expected


def test_every_field_is_found_on_the_sheet_by_its_mark(page: Any) -> None:
    found = page(r"""
        const t = templates['bao-cao-thang'];
        const html = SoTay.templateDocuments.preview(t, SoTay.places.marked(t, { ...t.vi_du, kien_nghi: [] }));
        const blocks = html.match(/<(p|td)\b[^>]*>.*?<\/\1>/g);
        const plain = SoTay.templateDocuments.preview(t, { ...t.vi_du, kien_nghi: [] }).match(/<(p|td)\b[^>]*>.*?<\/\1>/g);
        const places = blocks.flatMap((one) => SoTay.places.placesIn(t, one));
        return [blocks.length === plain.length, places];""")
    same, places = found
    assert same
    ids = {place["id"] for place in places}
    assert {"so", "ngay_ky", "nguoi_ky", "don_vi.cap_uy", "nhiem_vu_chinh_tri", "so_lieu", "han_che", "nhiem_vu_thang_sau"} <= ids
    assert "kien_nghi" not in ids
    assert {"id": "so_lieu", "row": 1, "column": 2} in places and {"id": "chinh_tri_tu_tuong", "row": 1, "column": 0} in places


def test_unchanged_sentences_are_marked_and_changed_ones_are_not(page: Any) -> None:
    same, parts = page("""
        const from = { o: { han_che: ['Gửi muộn ba ngày. Chưa phân công người làm thay.'] } };
        const now = { han_che: ['Gửi muộn năm ngày. Chưa phân công người làm thay.'] };
        const same = SoTay.renewal.sameSentences(from, now);
        return [same, SoTay.renewal.splitSame('Gửi muộn năm ngày. Chưa phân công người làm thay.', same)];""")
    assert same == ["Chưa phân công người làm thay"]
    assert parts == [["Gửi muộn năm ngày. ", False], ["Chưa phân công người làm thay", True], [".", False]]


@pytest.mark.parametrize(("name", "old", "new", "told"), [
    ("bao-cao-nam", "cua: [ket_qua, ke_hoach]", "cua: [ket_quaa, ke_hoach]", "cột hoặc trường «ket_quaa»"),
    ("bao-cao-nam", "cot: [ty_le], la", "cot: [tyle], la", "cột của bảng «chi_tieu» «tyle»"),
    ("bao-cao-nam", "la: ty_le", "la: chia", "tinh"),
    ("bao-cao-thang", 'viet: "{dang_vien}"', 'viet: "{so_nguoi}"', "{dang_vien}"),
    ("bao-cao-thang", "hang: Tổng số đảng viên, cot: thang_nay, viet", "hang: Tổng số đảng viên, viet", "đủ «hang» và «cot»"),
    ("chuong-trinh-thang", "han_theo_lich: {bang: viec", "han_theo_lich: {bang: viecc", "bảng «viecc»"),
])  # fmt: skip
def test_what_a_template_lets_be_worked_out_is_checked(
    tmp_path: Path, handbook: Handbook, name: str, old: str, new: str, told: str
) -> None:
    assert told in told_of_a_change(tmp_path, handbook, name, old, new)


def test_who_signed_last_for_the_unit_and_its_body_signs_the_next_one(page: Any) -> None:
    found = page("""
        const t = templates['giay-moi'], unit = { id: 'thu' }, name = (all, values = {}, of = unit) =>
          SoTay.draftUnit.withSigner(t, { co_quan: 'dang-uy', ...values }, of, all).nguoi_ky ?? null;
        const draft = (id, body, who) => ({ don_vi: { id }, gia_tri: { co_quan: body, nguoi_ky: who } });
        const all = [draft('thu', 'dang-uy', ' '), draft('khac', 'dang-uy', 'A'), draft('thu', 'chi-bo-co-so', 'B')];
        all.push(draft('thu', 'dang-uy', 'C'));
        return [name(all), name(all.slice(0, 3)), name(all, {}, null)];""")
    assert found == ["C", None, None]
