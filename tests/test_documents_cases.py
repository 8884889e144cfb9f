"""Cases from practice: each file below tests/cases holds one thing that a person judges at a glance, and here is that judgement."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.documents.check.package import Refused
from macros.model.documents import Documents
from tests.made_docx import judged, package, text, with_margin

ROOT = Path(__file__).parent.parent
CASES = ROOT / "tests" / "cases"
_ANNEX = {"phu-luc-la-ma", "phu-luc-dan"}

# Folder › file → what is found in it. A file that is not named here is clean.
FOUND = {
    "duong-ke-tieu-de/b-chi-co-anh-khong-ke": {"duong-ke-tieu-de"},
    "duong-ke-tieu-de/c-chi-co-hop-chu-khong-ke": {"duong-ke-tieu-de"},
    "ngay-viet-cach-khac/a-ngay-hoa": {"ngay-thang"},
    "ngay-viet-cach-khac/b-thieu-phay": {"ngay-thang"},
    "ngay-viet-cach-khac/c-bang-so": {"ngay-thang"},
    "ngay-viet-cach-khac/d-ngay-khong-co": {"ngay-thang"},
    "ngay-viet-cach-khac/e-2019-thieu-phay-dung-hd36": {"ngay-thang"},
    "vet-sua-le-trang/a-le-moi-dung-le-cu-trong-vet-sua": {"theo-doi-sua"},
    "dong-giua-chuc-vu-va-ten/b-da-ky-ten-co-hoc-vi": {"hoc-ham"},
    "dong-giua-chuc-vu-va-ten/e-chi-uy-vien-sai-chuc-vu": {"chuc-vu-chi-bo"},
    "dong-giua-chuc-vu-va-ten/f-TM-khong-gach": {"quyen-han-cham"},
    "dong-giua-chuc-vu-va-ten/g-chu-thuong": {"quyen-han-dinh-dang", "chuc-vu-dinh-dang"},
    "ngoai-pham-vi/a-mau-kn": {"ngoai-pham-vi"},
    "ngoai-pham-vi/b-mau-2c": {"ngoai-pham-vi"},
    "ngoai-pham-vi/c-van-ban-nha-nuoc": {"ngoai-pham-vi"},
    "ngoai-pham-vi/d-doan-thanh-nien": {"ngoai-pham-vi"},
    "bang-ma-cu/a-tcvn3-phong-times": {"phong-cu"},
    "bang-ma-cu/b-vni-phong-times": {"phong-cu"},
    **{f"cho-chua-dien/{path.stem}": {"con-goi-y"} for path in (CASES / "cho-chua-dien").glob("*.docx")},
    "so-trang/a-ba-trang-khong-so": {"so-trang"},
    "sao-va-ky-hieu/a-sao-duoi-so": {"dau-sao"},
    "sao-va-ky-hieu/d-gach-ngang-dai": {"so-gach"},
    "sao-va-ky-hieu/e-cach-quanh-gach": {"so-gach"},
    "sao-va-ky-hieu/g-so-viet-thuong": {"so-dinh-dang"},
    "sao-va-ky-hieu/h-so-them-chu": {"so-dinh-dang"},
    "altchunk/a-ca-van-ban-trong-html": {"tu-choi-phan-nhung"},
    **{f"nhan-phu-luc/{path.stem}": _ANNEX for path in (CASES / "nhan-phu-luc").glob("*.docx")},
}
OLD_RULES = {"e-2019-thieu-phay-dung-hd36", "f-2024-ngay-thang-trong-dung-hd36", "ok-2019-du-phay"}
FILES = sorted(CASES.rglob("*.docx"))


def _name(path: Path) -> str:
    return path.relative_to(CASES).with_suffix("").as_posix()


def test_every_judgement_has_its_file() -> None:
    assert set(FOUND) <= {_name(path) for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=_name)
def test_a_case_from_practice_is_judged_as_a_person_judges_it(path: Path, documents: Documents) -> None:
    try:
        report = judged(path.read_bytes(), documents)
    except Refused as refused:
        assert {f"tu-choi-{refused.code}"} == FOUND[_name(path)]
        return
    assert {finding.id for finding in report.findings} == FOUND.get(_name(path), set())
    if report.checked:  # papers that other rules govern are not
        assert (report.kind, report.ruleset) == ("thong-bao", "hd-36-2018" if path.stem in OLD_RULES else "hd-05-2026")
        assert report.checked > 52


def _mend(name: str, documents: Documents) -> str:
    return judged((CASES / f"{name}.docx").read_bytes(), documents).findings[0].mend


def test_the_mend_fits_what_is_wrong(documents: Documents) -> None:
    assert _mend("sao-va-ky-hieu/d-gach-ngang-dai", documents) == "Thay bằng dấu gạch nối (-), bỏ dấu cách quanh gạch."
    assert "lịch" in _mend("ngay-viet-cach-khac/d-ngay-khong-co", documents)
    assert "phẩy" in _mend("ngay-viet-cach-khac/b-thieu-phay", documents)
    assert "«ngày … tháng … năm …»" in _mend("ngay-viet-cach-khac/c-bang-so", documents)


_OTHERS = "".join(text(f"Đoạn văn thứ {n} của văn bản") for n in range(60))


@pytest.mark.parametrize(
    "body",
    [
        text("MẬT"), text("Tối mật"), text("[MẬT]"), text("( TUYỆT MẬT )"), text("T Ố I   M Ậ T"), text("TỐI\u200bMẬT"), text("* MẬT *"),
        text("Độ mật: Tối mật"), text("TÀI LIỆU MẬT"), text("HỎA TỐC - MẬT"), text("MẬT - BẢN SỐ: 02"),
        text("Số 01-BC/ĐU      Tối mật"),
        text("ĐỘ TUYỆT MẬT"), text("M.Ậ.T"), text("T\u00f4\u0301i mâ\u0323t"), _OTHERS + text("PHỤ LỤC 2") + text("Mật"),
        _OTHERS + '<w:p><w:r><w:br w:type="page"/><w:t>Tối mật</w:t></w:r></w:p>',
        _OTHERS + text("TUYỆT MẬT"), _OTHERS + text("(Tối mật)"), _OTHERS + text("PHỤ LỤC") + text("MẬT"),
        "<w:p><w:r><w:t>Số 01-BC/ĐU</w:t><w:br/><w:t>MẬT</w:t></w:r></w:p>", "<w:p><w:r><w:t>MẬT</w:t><w:tab/><w:t>Số 01</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>TỐI</w:t></w:r><w:r><w:t> MẬT</w:t></w:r></w:p>", text("mật", "<w:caps/>"),
        f"<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{text('MẬT')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>",
        '<w:p><w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r></w:p>',
        f"<w:tbl><w:tr><w:tc>{text('a')}</w:tc><w:tc>{text('MẬT')}</w:tc></w:tr></w:tbl>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["body", "header", "footer"])
def test_a_mark_of_secrecy_refuses_the_file_wherever_it_stands(body: str, where: str, documents: Documents) -> None:
    with pytest.raises(Refused) as refused:
        judged(package(body) if where == "body" else with_margin(where, body), documents)
    assert refused.value.code == "mat"


@pytest.mark.parametrize(
    "line",
    ["Mật khẩu", "MẬT ĐỘ DÂN CƯ", "Quản lý văn bản mật", "BẢO VỆ BÍ MẬT", "Họp kín", "M", "Độ mật:", "ĐỘ MẬT", "BÍ MẬT", "Văn bản mật"],
)
def test_words_about_secrecy_are_no_mark(line: str, documents: Documents) -> None:
    assert judged(package(text(line) + _OTHERS + text(line)), documents, "bao-cao").checked > 0


def test_a_column_that_says_which_papers_were_classified_is_no_mark_far_below(documents: Documents) -> None:
    assert judged(package(_OTHERS + text("Mật")), documents, "bao-cao").checked > 0
