"""The checker judges what is printed: the same paper laid out by different hands gets the same judgement."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from macros.documents.check.package import Refused
from macros.documents.plant.plant import PLANTABLE, plant
from macros.files.zip import write_zip
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.documents import Documents
from macros.model.problems import Problems
from tests.laid_docx import (
    CENTRED,
    LETTER,
    LINE_UNDER_TITLE,
    MANNERS,
    MINUTES,
    NEW_PAGE,
    REPORT,
    SENTENCE,
    SOFT,
    TAB,
    body,
    box,
    by_table,
    laid,
    packed,
    para,
    table,
    titled,
    under,
    words,
)  # fmt: skip
from tests.made_docx import judged

ROOT = Path(__file__).parent.parent
_SPACED = '<w:spacing w:before="{}" w:after="120" w:line="{}" w:lineRule="exact"/>{}<w:jc w:val="both"/>'


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents(DataFolder(ROOT / "data"), Problems())


@pytest.fixture(scope="module")
def found(documents: Documents) -> Callable[[bytes], set[str]]:
    """What is found in a file: ids, or the code of the refusal."""

    def ids(content: bytes) -> set[str]:
        try:
            return {finding.id for finding in judged(content, documents).findings}
        except Refused as refused:
            return {refused.code}

    return ids


Found = Callable[[bytes], set[str]]
_PAPERS = {"báo cáo": (REPORT, ""), "công văn": (LETTER, ""), "biên bản": (MINUTES, under(REPORT.receivers, ""))}


@pytest.mark.parametrize("manner", MANNERS)
def test_a_good_paper_is_good_however_it_is_laid_out(manner: str, documents: Documents) -> None:
    for name, (paper, after) in _PAPERS.items():
        report = judged(laid(paper, manner, after=after), documents)
        assert [(f.id, f.place, f.found) for f in report.findings] == [], name
        assert report.checked >= 50, name
        assert report.kind == {"báo cáo": "bao-cao", "công văn": "cong-van", "biên bản": "bien-ban"}[name]


def test_planted_defects_are_found_however_the_paper_is_laid_out(documents: Documents, found: Found) -> None:
    missed = []
    planted = 0
    bases = [(f"{manner}, {name}", laid(paper, manner, after=after)) for manner in MANNERS for name, (paper, after) in _PAPERS.items()]
    for base, (name, content) in enumerate(bases):
        # Every defect meets an eighth of the papers, and every paper an eighth of the defects.
        for defect in list(PLANTABLE)[base % 8 :: 8]:
            bad = plant(content, defect, documents.authority)
            if bad is not None:
                planted += 1
                missed += [f"{name}: {defect}"] if defect not in found(bad) else []
    assert planted > 120
    assert missed == []


_STATE = replace(
    REPORT, names=(("ỦY BAN NHÂN DÂN", "13"), ("PHƯỜNG SÔNG TRĂNG", "b13"), ("Số: 12/BC-UBND", "13")),
    title=(("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "b13"), ("Độc lập - Tự do - Hạnh phúc", "b13"),
           ("Sông Trăng, ngày 15 tháng 11 năm 2026", "i13")),
)  # fmt: skip
_UNION = replace(
    REPORT, names=(("ĐOÀN PHƯỜNG SÔNG TRĂNG", "13"), ("CHI ĐOÀN TRƯỜNG", "b13"), ("***", "13"), ("Số: 05-BC/CĐ", "13")),
    title=(("ĐOÀN TNCS HỒ CHÍ MINH", "b15"), ("Sông Trăng, ngày 15 tháng 11 năm 2026", "i13")),
)  # fmt: skip


@pytest.mark.parametrize("manner", MANNERS)
def test_papers_of_the_state_and_of_the_youth_union_get_one_notice(manner: str, found: Found) -> None:
    assert found(laid(_STATE, manner)) == {"ngoai-pham-vi"}
    assert found(laid(_UNION, manner)) == {"ngoai-pham-vi"}


@pytest.mark.parametrize("code", ["Mẫu 1-KNĐ", "Mẫu số 2-KNĐ", "(Mẫu 4A – KNĐ)", "Mẫu: 2C-TCTW/98", "M 3-KNĐ", "[Mẫu 1-HSĐV]"])
def test_forms_of_the_ban_to_chuc_get_one_notice(code: str, found: Found) -> None:
    line, title = para(words(code, "12")), para(words("ĐẢNG CỘNG SẢN VIỆT NAM", "b15"), props=CENTRED)
    assert found(packed(line + title + body(REPORT.body))) == {"ngoai-pham-vi"}
    assert found(packed(title + body(REPORT.body), header=line)) == {"ngoai-pham-vi"}
    assert found(packed(para(box(line, 350)) + title + body(REPORT.body))) == {"ngoai-pham-vi"}
    assert found(packed(para(words("ĐẢNG CỘNG SẢN VIỆT NAM"), SOFT, words(code)) + body(REPORT.body))) == {"ngoai-pham-vi"}


def test_other_papers_outside_the_rules_get_one_notice_and_papers_about_others_none(found: Found) -> None:
    for form in ("ĐƠN XIN VÀO ĐẢNG", "LÝ LỊCH CỦA NGƯỜI XIN VÀO ĐẢNG", "SƠ YẾU LÝ LỊCH"):
        assert found(packed(under((("ĐẢNG CỘNG SẢN VIỆT NAM", "b15"), (form, "b16"))) + body(REPORT.body))) == {"ngoai-pham-vi"}
    for issuer in ("LIÊN ĐOÀN LAO ĐỘNG TỈNH", "HỘI CỰU CHIẾN BINH PHƯỜNG", "ỦY BAN MẶT TRẬN TỔ QUỐC"):
        assert found(laid(replace(_STATE, names=((issuer, "13"), *_STATE.names[2:])), "bảng")) == {"ngoai-pham-vi"}
    assert found(laid(replace(_STATE, title=_STATE.title[2:]), "bảng")) == {"ngoai-pham-vi"}
    about = (REPORT.kind[0], ("công tác Đoàn thanh niên và phối hợp với ủy ban nhân dân", "b14"), REPORT.kind[2])
    assert found(laid(replace(REPORT, kind=about), "bảng")) == set()
    assert {"quoc-hieu", "thieu-tieu-de"} <= found(laid(replace(REPORT, title=_STATE.title), "bảng"))


# --- several parts in one paragraph

_HEAD, _END = by_table(REPORT)
_KIND = under(REPORT.kind)


def _soft(*lines: tuple[str, str], props: str = CENTRED) -> str:
    return para(SOFT.join(words(*line) for line in lines), props=props)


def test_parts_in_one_paragraph_are_judged_one_by_one(found: Found) -> None:
    text = body(REPORT.body)
    assert found(packed(_HEAD + _soft(*REPORT.kind) + text + _END)) == set()
    assert found(packed(_HEAD + _soft(REPORT.kind[0], ("kết quả công tác tháng 11", "i14"), REPORT.kind[2]) + text + _END)) == {
        "trich-yeu-dinh-dang"
    }
    state = replace(LETTER, names=(*LETTER.names[:4], ("V/v đôn đốc báo cáo", "i12")))
    assert found(laid(state, "xuống dòng mềm")) == {"v-v"}
    colon = replace(REPORT, names=(*REPORT.names[:3], ("Số: 07-BC/CB", "14")))
    assert found(laid(colon, "xuống dòng mềm")) == {"so-hai-cham"}
    receivers = replace(REPORT, receivers=(*REPORT.receivers[:-1], ("- Lưu: VT.", "12")))
    assert found(laid(receivers, "xuống dòng mềm")) == found(laid(receivers, "dấu cách")) == {"luu-vt"}


def test_a_whole_head_in_one_paragraph_and_a_kind_with_its_subject_are_read(found: Found) -> None:
    names, title = REPORT.names, REPORT.title
    head = para(
        words(*names[0]), TAB * 3, words(*title[0]), LINE_UNDER_TITLE, SOFT, words(*names[1]), SOFT, words(*names[2]), SOFT,
        words(*names[3]), TAB * 5, words(*title[1]),
    )  # fmt: skip
    assert found(packed(head + _KIND + body(REPORT.body) + _END)) == set()
    kind = para(words("BÁO CÁO ", "b16"), words("kết quả công tác tháng 11 năm 2026 của chi bộ trường", "b14"), props=CENTRED)
    assert found(packed(_HEAD + kind + under(REPORT.kind[2:]) + body(REPORT.body) + _END)) == {"ten-loai-dinh-dang"}


def test_bases_in_one_paragraph_are_bases(found: Found) -> None:
    props = _SPACED.format(120, 360, '<w:ind w:firstLine="567"/>')
    good = _soft(("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "14"), ("- Căn cứ Quy chế làm việc của chi bộ.", "14"), props=props)
    bad = _soft(("Căn cứ Điều lệ Đảng Cộng sản Việt Nam;", "14"), ("Căn cứ Quy chế làm việc của chi bộ,", "14"), props=props)
    assert found(packed(_HEAD + _KIND + good + body(REPORT.body) + _END)) == set()
    assert found(packed(_HEAD + _KIND + bad + body(REPORT.body) + _END)) == {"can-cu-gach", "can-cu-dau"}


def test_a_sentence_that_a_soft_break_wraps_is_one_paragraph(found: Found) -> None:
    lines = ("Đoạn này bị ngắt dòng mềm ở giữa câu vì chép từ một tệp PDF sang, nên", "14"), (SENTENCE, "14")
    wrapped = _soft(*lines, props=_SPACED.format(120, 360, '<w:ind w:firstLine="567"/>'))
    assert found(laid(REPORT, "bảng", text=body(REPORT.body) + wrapped)) == set()


# --- what is no end, and what follows it

_SMALL = para(words(SENTENCE, "13"), props=_SPACED.format(120, 360, '<w:ind w:firstLine="567"/>'))
_QUOTED = table((under(REPORT.receivers, ""), under((("T/M ĐẢNG ỦY", "14"), ("BÍ THƯ", "b14"), ("TS. Trần Văn Bình", "14")))))


def _grid(*rows: tuple[str, ...]) -> str:
    return table(*(tuple(para(words(cell, "14"), props=CENTRED) for cell in row) for row in rows))


_NO_END = {
    "phân công": _grid(("STT", "NHIỆM VỤ", "CHỦ TRÌ", "PHỐI HỢP"), ("1", "Rà soát", "Nguyễn Văn An", "Trần Thị Bình")),
    "hai cột": _grid(("CHỦ TRÌ", "PHỐI HỢP"), ("Nguyễn Văn An", "Trần Thị Bình")),
    "nhân sự": _grid(("BÍ THƯ", "Nguyễn Văn An"), ("PHÓ BÍ THƯ", "Trần Thị Bình")),
    "cột nơi nhận": _grid(("STT", "Văn bản", "Nơi nhận"), ("1", "Báo cáo tháng", "Đảng ủy phường")),
    "hai chức vụ": _grid(("BÍ THƯ", "PHÓ BÍ THƯ"), ("Nguyễn Văn An", "Trần Thị Bình")),
    "họ tên": para(words("Nguyễn Văn An", "b14"), props=CENTRED),
    "lời dẫn": para(words("T/M BAN THƯỜNG VỤ", "14")),
}


@pytest.mark.parametrize("inside", _NO_END.values(), ids=_NO_END)
def test_a_table_or_a_name_in_the_text_is_no_end_and_what_follows_is_checked(inside: str, found: Found) -> None:
    for manner in ("bảng", "lùi lề", "mốc tab"):
        assert found(laid(REPORT, manner, text=body(REPORT.body) + inside + body(REPORT.body))) == set(), manner
        assert found(laid(REPORT, manner, text=body(REPORT.body) + inside + _SMALL)) == {"co-chu-noi-dung"}, manner
    if inside != _NO_END["lời dẫn"]:  # without an end, too
        assert found(packed(_HEAD + _KIND + body(REPORT.body) + inside + _SMALL)) == {"co-chu-noi-dung", "thieu-noi-nhan"}


def test_a_quoted_form_and_text_behind_the_signature_are_text(found: Found) -> None:
    assert found(laid(REPORT, "bảng", text=body(REPORT.body) + _QUOTED + _SMALL)) == {"co-chu-noi-dung"}
    for manner in ("bảng", "lùi lề", "hộp chữ"):
        assert found(laid(REPORT, manner, after=_SMALL)) == {"co-chu-noi-dung"}, manner
    contact = "Trụ sở: số 1 đường Sông Trăng, phường Sông Trăng; điện thoại và thư điện tử ghi ở trang của chi bộ"
    assert found(laid(REPORT, "bảng", after=para(words(contact, "10")))) == set()


def test_a_table_of_offices_above_the_signature_is_no_part_of_it(found: Found) -> None:
    offices = _NO_END["hai chức vụ"]
    assert found(laid(REPORT, "bảng", text=body(REPORT.body) + offices)) == set()


def test_an_annex_begins_after_the_end_and_keeps_its_own_signature(found: Found) -> None:
    label = para(words("PHỤ LỤC", "b14"), props=CENTRED)
    lead = para(words("(Kèm theo Báo cáo số 07-BC/CB, ngày 15/11/2026 của Chi bộ)", "14"), props=CENTRED)
    rules = para(words("QUY CHẾ", "b16"), props=CENTRED)
    assert found(laid(REPORT, "bảng", after=NEW_PAGE + label + lead + _QUOTED)) == set()
    assert found(laid(REPORT, "bảng", after=NEW_PAGE + rules + lead + _SMALL + _QUOTED)) == set()
    assert found(laid(REPORT, "bảng", after=NEW_PAGE + label + _QUOTED)) == {"phu-luc-dan"}
    assert found(laid(REPORT, "bảng", text=body(REPORT.body) + label + _SMALL)) == {"co-chu-noi-dung"}


# --- dates

_AT_END = ("Sông Trăng, ngày 15 tháng 11 năm 2025", "i14")


@pytest.mark.parametrize("manner", ["bảng", "mốc tab", "lùi lề"])
def test_a_date_that_is_missing_or_stands_at_the_end_is_all_that_is_told(manner: str, documents: Documents, found: Found) -> None:
    short = replace(
        REPORT, title=REPORT.title[:1], body=REPORT.body[:1], receivers=tuple((t.replace(";", ","), k) for t, k in REPORT.receivers)
    )
    minutes = replace(MINUTES, title=REPORT.title[:1], body=("Hôm nay, ngày 15 tháng 11 năm 2025, tại hội trường, chi bộ họp.", SENTENCE))
    ends = para(words(*_AT_END), props='<w:jc w:val="right"/>')
    for content, where in (
        (laid(minutes, manner, after=under(short.receivers, "")), "không thấy"),
        (laid(short, manner, before_end=ends), "ngày ghi ở cuối văn bản"),
        (laid(replace(short, signature=(_AT_END, *short.signature)), manner), "ngày ghi ở cuối văn bản"),
        (laid(replace(minutes, body=REPORT.body), manner, before_end=ends, after=under(short.receivers, "")), "ngày ghi ở cuối văn bản"),
    ):
        report = judged(content, documents)
        assert [(f.id, f.found) for f in report.findings] == [("thieu-ngay", where)]
        assert report.ruleset == "hd-36-2018"  # the day decides wherever it stands
    assert found(laid(replace(REPORT, title=REPORT.title[:1], body=REPORT.body[:1]), manner)) == {"thieu-ngay"}


# --- one paragraph that departs from its neighbours


def _paragraph(text: str = SENTENCE, indent: str = '<w:ind w:firstLine="567"/>', before: int = 120, line: int = 360) -> str:
    return para(words(text, "14"), props=_SPACED.format(before, line, indent))


_ODD = {
    "không lùi": (_paragraph(indent=""), {"thut-dau-dong"}),
    "lùi quá sâu": (_paragraph(indent='<w:ind w:firstLine="1134"/>'), {"thut-dau-dong"}),
    "dời cả đoạn": (_paragraph(indent='<w:ind w:left="567" w:firstLine="567"/>'), {"thut-dau-dong"}),
    "dấu cách": (_paragraph("          " + SENTENCE, ""), {"thut-dau-dong"}),
    "dấu cách không ngắt": (_paragraph("\u00a0" * 6 + SENTENCE, ""), {"thut-dau-dong"}),
    "thừa dấu cách": (_paragraph("    " + SENTENCE), {"thut-dau-dong"}),
    "gạch đầu dòng không lùi": (_paragraph("- " + SENTENCE, ""), {"thut-dau-dong"}),
    "hai đoạn không lùi": (_paragraph(indent="") * 2, {"thut-dau-dong"}),
    "câu ngắn không lùi": (_paragraph("Kính mong các đồng chí thực hiện.", ""), {"thut-dau-dong"}),
    "cách xa": (_paragraph(before=480), {"doan-lac"}),
    "giãn dòng khác": (_paragraph(line=440), {"doan-lac"}),
    "phím tab": (_paragraph("\t" + SENTENCE, "").replace("\t", '</w:t></w:r><w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">'), set()),
    "gạch đầu dòng lùi sâu": (_paragraph("- " + SENTENCE, '<w:ind w:left="567" w:firstLine="567"/>'), set()),
    "điểm a treo": (_paragraph("a) " + SENTENCE, '<w:ind w:left="851" w:hanging="284"/>'), set()),
}


@pytest.mark.parametrize(("odd", "expected"), _ODD.values(), ids=_ODD)
def test_one_paragraph_that_departs_from_its_neighbours_is_told(odd: str, expected: set[str], found: Found) -> None:
    assert found(laid(REPORT, "bảng", text=_paragraph() * 2 + odd + _paragraph() * 2)) == expected
    assert found(laid(REPORT, "hộp chữ", text=_paragraph() * 2 + odd + _paragraph() * 2)) == expected


# --- the package, and pages


def _changed(content: bytes, change: Callable[[str, bytes], tuple[str, bytes]]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return write_zip([change(name, source.read(name)) for name in source.namelist()])


def _replacing(old: bytes, new: bytes) -> Callable[[str, bytes], tuple[str, bytes]]:
    return lambda name, content: (name, content.replace(old, new))


def test_parts_are_found_by_what_ties_them_whatever_their_names(found: Found) -> None:
    inside = _HEAD + _KIND + _SMALL + body(REPORT.body) + _END
    for main in ("word/document.xml", "word/document2.xml", "van-ban/noi-dung.xml"):
        assert found(packed(inside, main=main)) == {"co-chu-noi-dung"}, main
    assert found(_changed(packed(inside), lambda name, content: (name.replace("word/", "Word/"), content))) == {"co-chu-noi-dung"}


def test_a_strict_file_gets_its_advice_by_its_ties_or_by_its_words(found: Found) -> None:
    good = laid(REPORT, "bảng")
    for old, new in (
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
        (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main"),
    ):
        assert found(_changed(good, _replacing(old, new))) == {"strict"}


def test_the_length_of_the_text_tells_that_page_numbers_are_missing(found: Found) -> None:
    def unnumbered(times: int) -> bytes:
        return _changed(laid(REPORT, "bảng", text=body(REPORT.body * times)), lambda n, content: (n, content.replace(b"PAGE", b"DATE")))

    assert found(unnumbered(1)) == set()
    assert found(unnumbered(12)) == {"so-trang"}


@pytest.mark.parametrize(
    "inside",
    [
        "<w:p>" + "<w:r><w:t>a b c</w:t><w:br/></w:r>" * 12_000 + "</w:p>",
        "<w:tbl><w:tr>" + "<w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc>" * 12_000 + "</w:tr></w:tbl>",
        "<w:p>" + "<w:r><w:t>ab</w:t><w:tab/></w:r>" * 15_000 + "</w:p>",
    ],
    ids=["dòng mềm", "ô", "tab"],
)
def test_lines_beyond_number_are_read_in_time_that_grows_with_them(inside: str, documents: Documents) -> None:
    assert judged(packed(inside), documents, "bao-cao").checked > 0


def test_a_file_without_any_part_of_an_official_paper_gets_one_notice_unless_its_kind_is_named(found: Found, documents: Documents) -> None:
    essay = para(words("NHỮNG NGÀY ĐẦU LÀM VĂN PHÒNG", "b20"), props=CENTRED) + body(REPORT.body)
    assert found(packed(essay)) == found(packed("")) == {"ngoai-pham-vi"}
    assert "thieu-tieu-de" in {finding.id for finding in judged(packed(essay), documents, "bao-cao").findings}


@pytest.mark.parametrize("part", ["ĐẢNG CỘNG SẢN VIỆT NAM", "Số 12-BC/ĐU", "BÁO CÁO", "Kính gửi: Đảng ủy phường"])
def test_one_part_of_the_head_is_enough_to_judge_a_paper(part: str, found: Found) -> None:
    assert "ngoai-pham-vi" not in found(packed(para(words(part, "b14"), props=CENTRED) + body(REPORT.body)))


def test_its_end_is_enough_to_judge_a_paper(found: Found) -> None:
    for end in (under(REPORT.receivers, ""), under(REPORT.signature)):
        assert "ngoai-pham-vi" not in found(packed(body(REPORT.body) + end))


# --- heads and ends that are laid in more than one way


def _mixed() -> dict[str, bytes]:
    text, kind = body(REPORT.body), under(REPORT.kind)
    names, receivers, signature = under(REPORT.names), under(REPORT.receivers, ""), under(REPORT.signature)
    moved = under(REPORT.signature, '<w:ind w:left="4200"/><w:jc w:val="center"/>')
    waiting = under(REPORT.signature[:2]) + "<w:p/>" * 4 + under(REPORT.signature[2:])
    rest = kind + text + _END
    return {
        "phần đầu nằm ở đầu trang của Word": packed(rest, header=_HEAD),
        "có dòng chữ ở đầu trang": packed(_HEAD + rest, header=para(words("Đảng ủy phường Sông Trăng", "i11"))),
        "bảng ba cột": packed(table((names, "<w:p/>", titled(REPORT.title))) + rest),
        "tên loại trong bảng đầu": packed(table((names, titled(REPORT.title)), (kind,)) + text + _END),
        "lưu hành nội bộ ở trên": packed(para(words("LƯU HÀNH NỘI BỘ", "b12")) + _HEAD + rest),
        "nơi nhận ở ngoài bảng ký": packed(_HEAD + kind + text + receivers + table(("<w:p/>", signature))),
        "nơi nhận dưới bảng ký": packed(_HEAD + kind + text + table(("<w:p/>", signature)) + receivers),
        "nơi nhận trong hộp chữ": packed(_HEAD + kind + text + para(box(receivers, 0, below=True)) + moved),
        "dòng trống chờ ký": packed(_HEAD + kind + text + table((receivers, waiting))),
    }


@pytest.mark.parametrize("name", _mixed())
def test_a_good_paper_laid_in_several_ways_is_good(name: str, documents: Documents) -> None:
    report = judged(_mixed()[name], documents)
    assert [(f.id, f.place, f.found) for f in report.findings] == []
    assert (report.kind, report.checked > 55) == ("bao-cao", True)


@pytest.mark.parametrize("number", ["Số 12-CV/CB", "Số: 12/CV-CB"])
def test_a_page_that_names_no_kind_is_a_letter_by_its_number(documents: Documents, number: str) -> None:
    """Also where the number is written as offices of the State write it, and nobody is addressed."""
    old = replace(LETTER, names=(*REPORT.names[:3], (number, "14")), kind=())
    report = judged(laid(old, "bảng"), documents)
    assert report.kind == "cong-van"
    wrong = [finding.expected for finding in report.findings if finding.id == "so-gach"]
    assert wrong == (["Số 12-CV/CB"] if "/CV" in number else [])
