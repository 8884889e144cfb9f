"""Documents made again and again: their periods, the next one from the last one, the names of their files; in a small engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from macros.model.handbook import Handbook
from tests.templates_on_page import page_of, told_of_a_change

_SCRIPTS = (
    "javascripts/03-dates", "javascripts/04-text", "forms/1-fields", "forms/1-periods", "forms/2-pasted-table",
    "forms/3-file-name", "forms/4-renewal",
)  # fmt: skip
MONTHLY = "bao-cao-thang"
EACH_TIME = ("giay-moi", "bien-ban-hoi-nghi", "thong-bao-ket-luan", "cong-van-don-doc", "bao-cao-kiem-diem-khac-phuc", "bao-cao-thong-ke")


@pytest.fixture(scope="module")
def page(handbook: Handbook) -> Any:
    others = ("giay-moi", "nghi-quyet-ket-nap", "bao-cao-dang-phi")
    return page_of(handbook, _SCRIPTS, lambda template: bool(template.periodic) or template.id in others)


def _renewed(page: Any, name: str, values: dict[str, Any] | None = None) -> Any:
    """The next document of a template, from its example with ``values`` laid over it."""
    change = json.dumps(values or {}, ensure_ascii=False)
    return page(f"const t = templates['{name}']; return SoTay.renewal.renewed(t, {{...t.vi_du, ...{change}}})")


@pytest.mark.parametrize(("name", "day", "values"), [
    (MONTHLY, "2026-11-27", {"thang": "11 năm 2026", "thang_sau": "12 năm 2026"}),
    (MONTHLY, "2027-01-05", {"thang": "12 năm 2026", "thang_sau": "01 năm 2027"}),
    ("bao-cao-quy", "2026-12-20", {"quy": "IV năm 2026", "quy_sau": "I năm 2027"}),
    ("bao-cao-nam", "2026-12-20", {"nam": "2026", "nam_sau": "2027"}),
    ("bao-cao-dang-phi", "2026-11-06", {"ky_bao_cao": "tháng 10 năm 2026"}),
    ("chuong-trinh-thang", "2026-11-27", {"thang": "12 năm 2026"}),
    ("chuong-trinh-tuan", "2026-11-27", {"tu_ngay": "30/11/2026", "den_ngay": "04/12/2026"}),
    ("bien-ban-sinh-hoat-chi-bo", "2026-11-27", {"ten_ky": "thường kỳ tháng 11 năm 2026"}),
    ("bao-cao-6-thang", "2026-06-10", {"nam": "2026"}),
    ("chuong-trinh-6-thang", "2026-11-27", {"ky_cong_tac": "6 tháng cuối năm 2026"}),
    ("chuong-trinh-6-thang", "2026-12-10", {"ky_cong_tac": "6 tháng đầu năm 2027"}),
    ("chuong-trinh-nam", "2026-11-27", {"nam": "2027"}),
    ("nghi-quyet-thuong-ky", "2026-11-05", {"thang_truoc": "10 năm 2026", "thang": "11 năm 2026"}),
    ("giay-moi", "2026-11-27", {}),
])
def test_an_empty_form_has_the_period_of_the_day(page: Any, name: str, day: str, values: dict[str, str]) -> None:
    found = page(f"return SoTay.renewal.readyValues(templates['{name}'], SoTay.dates.parse('{day}'))")
    assert {field: value for field, value in found.items() if isinstance(value, str)} == values


def test_an_empty_form_has_the_standing_rows_of_a_table(page: Any) -> None:
    rows = page(f"return SoTay.renewal.readyValues(templates['{MONTHLY}'], new Date(2026, 10, 27)).so_lieu")
    assert rows[0] == {"chi_tieu": "Tổng số đảng viên"} and len(rows) == 4


@pytest.mark.parametrize(("text", "row", "column", "rows"), [
    ("1\t2\r\n3\t4\r\n", 0, "a", [{"a": "1", "b": "2"}, {"a": "3", "b": "4"}]),
    ("1\t2\t3", 1, "b", [{"a": "x", "b": "y"}, {"b": "1"}]),
    ('"hai\ndòng ""A"""\t9', 0, "a", [{"a": 'hai dòng "A"', "b": "9"}]),
    ("\t7\n", 0, "a", [{"a": "", "b": "7"}]),
    ("5\n6\n7", 0, "b", [{"a": "x", "b": "5"}, {"b": "6"}, {"b": "7"}]),
])  # fmt: skip
def test_cells_of_a_spreadsheet_spread_over_a_table(page: Any, text: str, row: int, column: str, rows: list[dict[str, str]]) -> None:
    code = f"SoTay.pastedTable.spread([{{a: 'x', b: 'y'}}], ['a', 'b'], {row}, '{column}', {json.dumps(text)})"
    assert page(f"return [SoTay.pastedTable.isTable({json.dumps(text)}), {code}]") == [True, rows]


def test_one_cell_is_pasted_as_text(page: Any) -> None:
    assert page("return ['12 người', 'cuối dòng\\n', ''].map(SoTay.pastedTable.isTable)") == [False, False, False]


def test_the_period_of_every_example_is_read_and_moved_on(page: Any) -> None:
    found = page("""
        const all = Object.values(templates).filter((t) => t.theo_ky);
        return all.map((t) => {
          const made = SoTay.renewal.renewed(t, t.vi_du);
          return [t.id, made && t.theo_ky.o.map(({ truong }) => made.values[truong])];
        });""")
    assert dict(found) == {
        MONTHLY: ["11 năm 2026", "12 năm 2026"],
        "bao-cao-quy": ["IV năm 2026", "I năm 2027"],
        "bao-cao-nam": ["2027", "2028"],
        "bao-cao-dang-phi": ["tháng 11 năm 2026"],
        "chuong-trinh-thang": ["11 năm 2026"],
        "chuong-trinh-tuan": ["12/10/2026", "16/10/2026"],
        "bien-ban-sinh-hoat-chi-bo": ["thường kỳ tháng 11 năm 2026"],
        "bao-cao-6-thang": ["2027"],
        "chuong-trinh-6-thang": ["6 tháng đầu năm 2027"],
        "chuong-trinh-nam": ["2028"],
        "chuong-trinh-kiem-tra-giam-sat": ["2028"],
        "nghi-quyet-thuong-ky": ["12 năm 2026", "11 năm 2026"],
        **{name: [] for name in EACH_TIME},
    }


def test_last_months_tasks_become_results_to_fill_in_and_its_figures_those_to_compare_with(page: Any) -> None:
    made = _renewed(page, MONTHLY)["values"]
    assert made["nhiem_vu_chinh_tri"][0] == (
        "Tổ chức đại hội Đảng bộ lần thứ V ngày 12/11/2026; đồng chí Trần Thị Minh Hòa phụ trách, hoàn thành công tác chuẩn bị trước ngày "
        "10/11/2026: ……"
    )
    assert made["nhiem_vu_thang_sau"] == []
    assert made["so_lieu"][0] == {"chi_tieu": "Tổng số đảng viên", "thang_nay": "", "thang_truoc": "56", "luy_ke": ""}
    assert (made["so"], made["ngay_ky"], made["nguoi_ky"]) == ("", "", "Nguyễn Đức Thành")


@pytest.mark.parametrize(("before", "after"), [
    ("Trong tháng 10, Đảng ủy họp; tháng 11 họp tiếp.", "Trong tháng 11, Đảng ủy họp; tháng 12 họp tiếp."),
    ("Tháng 10/2026 thu đủ; 10/2026 nộp.", "Tháng 11/2026 thu đủ; 11/2026 nộp."),
    ("tháng 10 năm 2026", "tháng 11 năm 2026"),
    ("tháng 10 năm 2025; tháng 10/2025; tháng 100", "tháng 10 năm 2025; tháng 10/2025; tháng 100"),
    ("ngày 15/10/2026, hạn 05/11/2026", "ngày 15/10/2026, hạn 05/11/2026"),
    ("so với tháng 9", "so với tháng 9"),
])
def test_only_the_exact_words_of_the_period_are_moved(page: Any, before: str, after: str) -> None:
    assert _renewed(page, MONTHLY, {"han_che": [before]})["values"]["han_che"] == [after]


def test_december_is_followed_by_january_of_the_next_year(page: Any) -> None:
    values = {"thang": "12/2026", "han_che": ["tháng 12/2026 và tháng 12, sang tháng 01 năm 2027"]}
    made = _renewed(page, MONTHLY, values)["values"]
    assert (made["thang"], made["thang_sau"]) == ("01 năm 2027", "02 năm 2027")
    assert made["han_che"] == ["tháng 01/2027 và tháng 01, sang tháng 02 năm 2027"]


def test_the_days_of_a_week_move_on_by_seven(page: Any) -> None:
    made = _renewed(page, "chuong-trinh-tuan")["values"]
    assert made["lich"][0]["ngay"] == "Thứ Hai, ngày 12/10, 08 giờ 00 phút"


def test_what_stands_as_it_stood_is_marked_until_it_is_touched(page: Any) -> None:
    found = page(f"""
        const t = templates['{MONTHLY}'];
        const {{ values, tu_ban }} = SoTay.renewal.renewed(t, t.vi_du);
        const first = SoTay.renewal.keptMarks(t, tu_ban, values);
        values.chinh_tri_tu_tuong[1] = 'Đã viết lại.'; values.han_che = ['Khác.'];
        return [tu_ban.ky, first, SoTay.renewal.keptMarks(t, tu_ban, values), SoTay.renewal.keptMarks(t, undefined, values)];""")
    period, first, later, without = found
    assert period == "tháng 10/2026" and without == {}
    assert first["han_che"] == first["chinh_tri_tu_tuong"] == "giữ nguyên từ bản trước"
    assert "nhiem_vu_chinh_tri" not in first and "thang" not in first
    assert later["chinh_tri_tu_tuong"] == "1 đoạn giữ nguyên từ bản trước" and "han_che" not in later


def test_a_document_whose_period_cannot_be_read_is_not_renewed(page: Any) -> None:
    assert _renewed(page, MONTHLY, {"thang": "vừa qua"}) is None and _renewed(page, "nghi-quyet-ket-nap") is None


def test_what_has_no_period_is_renewed_with_its_days_left_to_fill_in(page: Any) -> None:
    made = _renewed(page, "giay-moi")
    assert made["tu_ban"]["ky"] == "trước" and "dia_diem" in made["tu_ban"]["o"]
    assert (made["values"]["ngay_ky"], made["values"]["bat_dau"], made["values"]["tra_loi"]) == ("", "", "")
    last = page("""
        const all = [{gia_tri: {a: 1}, luu: 9}, {gia_tri: {a: 2}, luu: 5}];
        const { draft, period } = SoTay.renewal.latest('lan', undefined, all);
        return [draft.luu, SoTay.periods.name(period)];""")
    assert last == [9, "trước"]


def test_a_programme_of_a_quarter_is_followed_by_that_of_the_next(page: Any) -> None:
    former = {"ky_cong_tac": "quý IV năm 2026", "trong_tam": ["Xong trong quý IV; quý IV năm 2026 nộp."]}
    made = _renewed(page, "chuong-trinh-6-thang", former)
    assert made["values"]["ky_cong_tac"] == "quý I năm 2027"
    assert made["values"]["trong_tam"] == ["Xong trong quý I; quý I năm 2027 nộp."]


@pytest.mark.parametrize(("name", "values", "expected"), [
    (MONTHLY, {"thang": "11 năm 2026", "don_vi": {"cap_uy": "Đảng ủy Bệnh viện Phổi"}}, "BC-thang-11-2026-dang-uy-benh-vien-phoi.docx"),
    ("bao-cao-dang-phi", {"ky_bao_cao": "tháng 11 năm 2026"}, "BC-dang-phi-thang-11-2026.docx"),
    ("bao-cao-quy", {"quy": "III năm 2026"}, "BC-quy-iii-2026.docx"),
    ("chuong-trinh-tuan", {"tu_ngay": "30/11/2026"}, "CTr-tuan-30-11-2026.docx"),
    ("nghi-quyet-thuong-ky", {"thang_truoc": "11 năm 2026", "thang": "12 năm 2026"}, "NQ-thuong-ky-thang-12-2026.docx"),
    ("nghi-quyet-ket-nap", {"ngay_ky": "2026-11-27", "co_quan": "chi-bo-truc-thuoc", "ten_chi_bo": "Chi bộ Phòng Đào tạo"},
     "NQ-ket-nap-27-11-2026-chi-bo-phong-dao-tao.docx"),
    ("giay-moi", {"ngay_ky": "27/11"}, "GM.docx"),
    ("chuong-trinh-6-thang", {"ky_cong_tac": "6 tháng đầu năm 2027"}, "CTr-6-thang-dau-nam-2027.docx"),
    (MONTHLY, {"thang": "11 năm 2026", "don_vi": {"cap_uy": "Đảng ủy " + "Rất Dài " * 20}},
     "BC-thang-11-2026-dang-uy-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai-rat-dai.docx"),
    (MONTHLY, {"don_vi": {"cap_uy": "../<Đảng ủy> \"A\"\n"}}, "BC-dang-uy-a.docx"),
])  # fmt: skip
def test_a_file_is_named_by_kind_by_when_and_by_whose_it_is(page: Any, name: str, values: dict[str, Any], expected: str) -> None:
    found = page(f"return SoTay.fileName(templates['{name}'], {json.dumps(values)})")
    assert found == expected and len(found) <= 80 and found.isascii()


@pytest.mark.parametrize(("old", "new", "told"), [
    ('truong: thang, viet: "{thang} năm {nam}"', 'truong: thangg, viet: "{thang} năm {nam}"', "trường «thangg»"),
    ('truong: thang, viet: "{thang} năm {nam}"', 'truong: thang, viet: "{quy} năm {nam}"', "«viet» của ô «thang»"),
    ("truong: thang, viet", "truong: so_lieu, viet", "ô «so_lieu» ghi kỳ mà không phải một dòng chữ"),
    ("sang: thang_truoc", "sang: thang_truocc", "cột của bảng «so_lieu» «thang_truocc»"),
    ("sang: nhiem_vu_chinh_tri", "sang: thang", "hai ô không cùng là «loai: doan»"),
    ("de_trong: [so_lieu.luy_ke]", "de_trong: [so_lieu.luyke]", "«so_lieu.luyke»"),
])  # fmt: skip
def test_what_a_template_says_of_its_period_is_checked(tmp_path: Path, handbook: Handbook, old: str, new: str, told: str) -> None:
    assert told in told_of_a_change(tmp_path, handbook, MONTHLY, old, new)
