"""Checks of filled values: sixty planted slips in twenty templates and more are told, and no example gives a false alarm."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.documents.pages import check_examples, compiled_templates
from macros.documents.write import compose
from macros.documents.write.slip_facts import slip_facts
from macros.documents.write.slips import slips
from macros.documents.write.template import Compiler
from macros.load.documents import read_documents, read_templates
from macros.load.folder import DataFolder
from macros.load.sources import read_sources
from macros.model import Handbook
from macros.model.problems import DataError, Problems

ROOT = Path(__file__).parent.parent

# (template, what is typed instead, a field that is told, words of what is right)
PLANTED: list[tuple[str, dict[str, Any], str, str]] = [
    ("nghi-quyet-ket-nap", {"tong_so": "10"}, "tong_so", "số có mặt không lớn hơn tổng số"),
    ("nghi-quyet-ket-nap", {"tan_thanh": "15"}, "tan_thanh", "số tán thành không lớn hơn số có mặt"),
    ("nghi-quyet-ket-nap", {"khong_tan_thanh": "3"}, "khong_tan_thanh", "cộng các loại ý kiến"),
    ("nghi-quyet-ket-nap", {"ty_le": "40%"}, "ty_le", "12/13 bằng 92,3%"),
    ("nghi-quyet-ket-nap", {"tan_thanh": "8", "ty_le": "61,5%"}, "tan_thanh", "ít nhất hai phần ba"),
    ("nghi-quyet-ket-nap", {"ngay_hop": "2026-11-30"}, "ngay_hop", "«Ngày ký» không trước «Ngày họp xét»"),
    ("nghi-quyet-ket-nap", {"so": "000"}, "so", "chỉ ghi chữ số"),
    ("nghi-quyet-ket-nap", {"nguoi_ky": "ĐỒNG CHÍ TS. Vũ Văn Sơn"}, "nguoi_ky", "không học hàm"),
    ("nghi-quyet-ket-nap", {"chuc_vu": "CHI ỦY VIÊN"}, "chuc_vu", "một trong: BÍ THƯ"),
    ("nghi-quyet-ket-nap", {"co_quan": "van-phong"}, "co_quan", "cơ quan ban hành loại này"),
    ("bien-ban-hoi-nghi", {"nguoi_ghi": "Nguyễn Đức Thành", "nguoi_ky": "Nguyễn Đức Thành"}, "nguoi_ghi", "là hai người"),
    ("bien-ban-hoi-nghi", {"nguoi_xac_nhan": "Nguyễn Đức Thành", "nguoi_ky": "Nguyễn Đức Thành"}, "nguoi_xac_nhan", "khác người có chữ ký"),
    ("nghi-quyet-dai-hoi", {"nguoi_xac_nhan": "Lê An", "chuc_vu_xac_nhan": "CHÁNH VĂN PHÒNG"}, "chuc_vu_xac_nhan", "BÍ THƯ hoặc PHÓ"),
    ("nghi-quyet-dai-hoi", {"nguoi_xac_nhan": "Lê An", "quyen_han_xac_nhan": "K/T BÍ THƯ"}, "quyen_han_xac_nhan", "không ký thay"),
    ("nghi-quyet-ket-nap", {"ten_chi_bo": "Khoa Dược"}, "ten_chi_bo", "Chi bộ Khoa Dược"),
    ("nghi-quyet-ket-nap", {"can_cu_khac": ["Căn cứ Quy định số 208-QĐ/TW, ngày 26/7/2026"]}, "can_cu_khac", "bỏ «Căn cứ»"),
    ("nghi-quyet-ket-nap", {"can_cu_khac": ["Quy định số 294-QĐ/TW, ngày 26/5/2025"]}, "can_cu_khac", "dẫn 208-QĐ/TW"),
    ("nghi-quyet-ket-nap", {"can_cu_khac": ["Nghị quyết số 12-NQ/ĐU, ngày 05/10/2026;"]}, "can_cu_khac", "bỏ dấu «;»"),
    ("nghi-quyet-cong-nhan-chinh-thuc", {"tan_thanh": "14"}, "tan_thanh", "số tán thành không lớn hơn tổng số"),
    ("nghi-quyet-cong-nhan-chinh-thuc", {"tan_thanh": "12"}, "ty_le", "12/13 bằng 92,3%"),
    ("nghi-quyet-cong-nhan-chinh-thuc", {"ngay_ket_nap": "2026-10-20"}, "ngay_ket_nap", "không trước «Ngày làm lễ kết nạp»"),
    ("nghi-quyet-cong-nhan-chinh-thuc", {"ngay_het": "2026-02-31"}, "ngay_het", "một ngày có thật"),
    ("nghi-quyet-cong-nhan-chinh-thuc", {"tan_thanh": "8", "ty_le": "61,5%", "khong_tan_thanh": "5"}, "tan_thanh", "ít nhất hai phần ba"),
    ("bien-ban-hoi-nghi", {"bat_dau": "25 giờ 61 phút ngày 05/11/2026"}, "bat_dau", "giờ từ 00 đến 24"),
    ("bien-ban-hoi-nghi", {"bat_dau": "08 giờ 00 phút, ngày 31/02/2026"}, "bat_dau", "một ngày có thật"),
    ("bien-ban-hoi-nghi", {"co_mat": "12 đồng chí"}, "co_mat", "số có mặt không lớn hơn tổng số"),
    ("bien-ban-hoi-nghi", {"bieu_quyet": [{"viec": "Việc", "dong_y": "15", "khong": "0", "ty_le": "100%"}]}, "bieu_quyet", "số tán thành"),
    ("bien-ban-hoi-nghi", {"bieu_quyet": [{"viec": "Việc", "dong_y": "9", "khong": "1", "ty_le": "90%"}]}, "bieu_quyet", "9/11 bằng 81,8%"),
    ("bien-ban-hoi-nghi", {"nguoi_ghi": "ThS. Phạm Thu Hà"}, "nguoi_ghi", "không học hàm"),
    ("bien-ban-kiem-phieu", {"phat_ra": "53"}, "phat_ra", "số phiếu phát ra không lớn hơn số có mặt"),
    ("bien-ban-kiem-phieu", {"thu_ve": "54"}, "thu_ve", "số phiếu thu về không lớn hơn số phát ra"),
    ("bien-ban-kiem-phieu", {"khong_hop_le": "3"}, "khong_hop_le", "cộng lại bằng số thu về"),
    ("bien-ban-kiem-phieu", {"hop_le": "60"}, "hop_le", "số phiếu hợp lệ không lớn hơn số thu về"),
    ("bien-ban-kiem-phieu", {"ket_qua": [{"ten": "A", "dong_y": "52", "khong": "0", "ty_le": "100%"}]}, "ket_qua", "số phiếu hợp lệ"),
    ("bien-ban-kiem-phieu", {"ket_qua": [{"ten": "A", "dong_y": "26", "khong": "25", "ty_le": "51%"}]}, "ket_qua", "26/52 bằng 50%"),
    ("bien-ban-dai-hoi", {"co_mat": "57 đảng viên"}, "co_mat", "số có mặt không lớn hơn tổng số"),
    ("bien-ban-dai-hoi", {"bieu_quyet": [{"viec": "V", "co_mat": "52", "dong_y": "53", "ty_le": "100%"}]}, "bieu_quyet", "không lớn hơn"),
    ("bien-ban-sinh-hoat-chi-bo", {"co_mat": "15 (chính thức 14, dự bị 1)"}, "co_mat", "số có mặt không lớn hơn tổng số"),
    ("bien-ban-sinh-hoat-chi-bo", {"bieu_quyet": [{"duoc_quyen": "13", "dong_y": "11", "ty_le": "100%"}]}, "bieu_quyet", "84,6%"),
    ("bien-ban-sinh-hoat-chi-bo", {"bat_dau": "14 giờ 75 phút, ngày 05/10/2026"}, "bat_dau", "phút từ 00 đến 59"),
    ("to-trinh-chuan-y", {"phieu": "phát ra 12, thu về 12, hợp lệ 11, không hợp lệ 0"}, "phieu", "cộng lại bằng số thu về"),
    ("to-trinh-chuan-y", {"phieu": "phát ra 14, thu về 12, hợp lệ 12, không hợp lệ 0"}, "phieu", "phát ra không lớn hơn số có mặt"),
    ("to-trinh-chuan-y", {"ket_qua": [{"ho_ten": "A", "so_phieu": "12", "ty_le": "100%"}]}, "ket_qua", "12/13 bằng 92,3%"),
    ("to-trinh-chuan-y", {"ngay_bau": "2026-12-01"}, "ngay_bau", "«Ngày ký» không trước"),
    ("to-trinh-khen-thuong", {"thanh_phan": "12/11 cấp ủy viên có mặt"}, "thanh_phan", "không lớn hơn tổng số"),
    ("to-trinh-khen-thuong", {"danh_sach": [{"ten": "A", "phieu": "13/11"}]}, "danh_sach", "không lớn hơn tổng số"),
    ("nghi-quyet-chuyen-de", {"tan_thanh": "5/11 đồng chí tán thành, bằng 45,5%"}, "tan_thanh", "quá nửa tổng số"),
    ("nghi-quyet-chuyen-de", {"tan_thanh": "10/11 đồng chí tán thành, bằng 100%"}, "tan_thanh", "10/11 bằng 90,9%"),
    ("nghi-quyet-thuong-ky", {"ngay_hop": "2026-12-04"}, "ngay_hop", "không trước"),
    ("nghi-quyet-thuong-ky", {"tan_thanh": "14/13 đảng viên chính thức tán thành"}, "tan_thanh", "không lớn hơn tổng số"),
    ("nghi-quyet-dai-hoi", {"ty_le": "26/52 đảng viên chính thức đồng ý, bằng 50%"}, "ty_le", "quá nửa tổng số"),
    ("quy-che-lam-viec-dang-uy", {"tan_thanh": "5/11 đồng chí"}, "tan_thanh", "quá nửa tổng số"),
    ("quy-che-phoi-hop", {"tan_thanh": "11/11 đồng chí, bằng 99%"}, "tan_thanh", "11/11 bằng 100%"),
    ("thong-bao", {"viec": "Về việc lịch sinh hoạt quý IV"}, "viec", "bỏ «Về việc»"),
    ("thong-bao", {"so": "Số 07-TB/ĐU"}, "so", "chỉ ghi chữ số"),
    ("thong-bao", {"noi_dung_tb": ["1. Chi bộ họp vào thứ sáu."]}, "noi_dung_tb", "bỏ «1.»"),
    ("thong-bao", {"gui_den": ["- Các chi bộ;"]}, "gui_den", "bỏ «-»"),
    ("thong-bao", {"can_cu_mo_dau": "Căn cứ Nghị quyết số 12-NQ/ĐU, ngày 05/10/2026 của Đảng ủy"}, "can_cu_mo_dau", "bỏ «Căn cứ»"),
    ("thong-bao", {"don_vi": {"dia_danh": "Bình Minh,"}}, "don_vi.dia_danh", "bỏ dấu «,»"),
    ("cong-van-don-doc", {"han_moi": "16 giờ ngày 31/11/2026"}, "han_moi", "một ngày có thật"),
    ("cong-van-don-doc", {"ngay_ky": ""}, "ngay_ky", "điền ngày"),
    ("cong-van-don-doc", {"han_moi": "16 giờ ngày 21/9/2026"}, "han_moi", "không trước «Ngày ký»"),
    ("cong-van-xin-y-kien", {"han": "Trước ngày 12/8/2026"}, "han", "viết thường: «trước»"),
    ("cong-van-xin-y-kien", {"cap_tren": {"cap_uy": "Đảng ủy A"}, "don_vi": {"cap_uy": "Đảng ủy A"}}, "cap_tren.cap_uy", "tên cấp trên"),
    ("giay-di-duong", {"den_ngay": "2026-09-20"}, "den_ngay", "không trước «Từ ngày»"),
    ("giay-nghi-phep", {"tu_ngay": "2026-10-12"}, "tu_ngay", "không trước «Từ ngày»"),
    ("giay-gioi-thieu", {"gia_tri": "2026-01-06"}, "gia_tri", "không trước «Ngày ký»"),
    ("giay-moi", {"bat_dau": "từ 08 giờ 00 phút đến 11 giờ 70 phút, ngày 14/11/2026"}, "bat_dau", "phút từ 00"),
    ("ket-luan", {"ngay_hop": "2026-12-12"}, "ngay_hop", "không trước"),
    ("thong-bao-ket-luan", {"ngay_hop": "2026-12-12"}, "ngay_hop", "không trước"),
]


@pytest.fixture(scope="module")
def everything() -> tuple[dict[str, Any], Compiler, Any]:
    problems = Problems()
    documents = read_documents(DataFolder(ROOT / "data"), problems)
    facts = slip_facts(documents, read_sources(DataFolder(ROOT / "data").row_files("can-cu.yml"), problems))
    return facts, Compiler(documents.rulesets["hd-05-2026"], documents.authority, documents.fields), documents


def _values(documents: Any, name: str, change: dict[str, Any], body: str = "") -> dict[str, Any]:
    values: dict[str, Any] = json.loads(json.dumps(documents.example(documents.template(name), body), default=str))
    for key, value in change.items():
        values[key] = {**values[key], **value} if isinstance(value, dict) else value
    return values


def test_every_planted_slip_is_told_at_its_field_and_the_page_tells_the_same(everything: tuple[dict[str, Any], Compiler, Any]) -> None:
    facts, compiler, documents = everything
    assert len(PLANTED) >= 60 and len({name for name, *_ in PLANTED}) >= 20
    engine = quickjs.Context()
    engine.eval("var SoTay = {};" + compose.browser_script())
    engine.eval(
        "function told(...given) { const { take, give } = SoTay.python;"
        "const [facts, form, page, filled] = given.map((each) => take(JSON.parse(each)));"
        "return JSON.stringify(filled.map((values) => give(SoTay.templateFilling.slips(facts, form, page, values)))); }"
    )
    missed, other = [], []
    for name in dict.fromkeys(name for name, *_ in PLANTED):
        compiled = compiler.compile(documents.template(name))
        planted = [(change, field, right) for wanted, change, field, right in PLANTED if wanted == name]
        filled = [_values(documents, name, change) for change, _, _ in planted]
        ours = [slips(facts, compiled.form, compiled.page, values) for values in filled]
        theirs = json.loads(engine.get("told")(*(json.dumps(each) for each in (facts, compiled.form, compiled.page, filled[:2]))))
        other += [name] if ours[:2] != theirs else []
        missed += [
            (name, change, found)
            for (change, field, right), found in zip(planted, ours, strict=True)
            if not any(field in slip["o"] and right in slip["dung"] for slip in found)
        ]
    assert missed == []
    assert other == []


def test_a_clause_stands_where_the_rule_is_written_and_practice_is_told_as_such(everything: tuple[dict[str, Any], Compiler, Any]) -> None:
    facts, compiler, documents = everything
    compiled = compiler.compile(documents.template("nghi-quyet-ket-nap"))
    values = _values(documents, "nghi-quyet-ket-nap", {"tan_thanh": "8", "ty_le": "61,5%", "so": "000", "ngay_hop": "2026-11-30"})
    rules = {field: slip["can_cu"] for slip in slips(facts, compiled.form, compiled.page, values) for field in slip["o"]}
    assert rules["tong_so"] == ["dieu-le-2011, Điều 4"]
    assert rules["so"] == ["hd-05-vptw-2026, Phần II, mục I.3"]
    assert rules["ngay_hop"] == []


def test_a_check_that_names_no_field_stops_with_the_line_of_the_file(tmp_path: Path) -> None:
    text = (ROOT / "data/mau/ket-luan.yml").read_text(encoding="utf-8").replace("{truoc: ngay_hop, sau", "{truoc: ngay_hopp, sau")
    (tmp_path / "ket-luan.yml").write_text(text, encoding="utf-8")
    documents = read_documents(DataFolder(ROOT / "data"), Problems())
    problems = Problems()
    read_templates([tmp_path / "ket-luan.yml"], documents.fields, problems)
    (told,) = [str(problem) for problem in problems]
    assert "không có trường «ngay_hopp»" in told and "«ngay_hop»" in told


def test_no_example_gives_a_false_alarm_and_a_slip_in_one_stops_the_build_with_its_template(
    handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = compiled_templates(handbook)
    check_examples(handbook, made)  # every template and body
    usual = made.example
    monkeypatch.setattr(
        made, "example", lambda template, body="": usual(template, body) | ({"so": "000"} if template.id == "ket-luan" else {})
    )
    with pytest.raises(DataError) as caught:
        check_examples(handbook, made)
    told = str(caught.value)
    assert "data/mau/ket-luan.yml › vi_du › so" in told and "«000»" in told and "Cần: chỉ ghi chữ số" in told
