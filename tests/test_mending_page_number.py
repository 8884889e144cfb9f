"""A page number put where there is none, or moved from elsewhere: it stands right, and all other words stay where they are."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from macros.documents.check.document import Section
from macros.documents.check.inspect import read
from macros.documents.check.package import Refused
from macros.documents.mend.copy import mended_copy
from macros.documents.mend.mend import mend
from macros.files.zip import write_zip
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.documents import Documents
from macros.model.problems import Problems
from tests.made_docx import NAMESPACES, ROOT, TODAY, judged, parts_of
from tests.page_checker import PageChecker
from tests.test_mending import faults

_THREE_PAGES = ROOT / "tests/cases/so-trang/a-ba-trang-khong-so.docx"
_TITLE = "<w:titlePg/>"
_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def _margin(inside: str) -> bytes:
    return f"<w:hdr {NAMESPACES}>{inside}</w:hdr>".encode()


def _line(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(told: str, printed: str) -> str:
    inside = (
        '<w:fldChar w:fldCharType="begin"/>', f'<w:instrText xml:space="preserve"> {told} </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>', f"<w:t>{printed}</w:t>", '<w:fldChar w:fldCharType="end"/>',
    )  # fmt: skip
    return "".join(f"<w:r>{each}</w:r>" for each in inside)


_SIMPLE = f'<w:fldSimple w:instr=" PAGE ">{_run("2")}</w:fldSimple>'
_PAGE = _field("PAGE", "2")
_GALLERY = (  # «Chèn › Số trang › Chân trang» of Word
    '<w:sdt><w:sdtPr><w:id w:val="7"/><w:docPartObj><w:docPartGallery w:val="Page Numbers (Bottom of Page)"/><w:docPartUnique/>'
    f'</w:docPartObj></w:sdtPr><w:sdtContent>{_line(_field("PAGE MERGEFORMAT", "2"))}</w:sdtContent></w:sdt>'
)


def _with(references: str = "", title: str = "", *, before: str = "", turned: bool = False, **shown: str) -> bytes:
    """The three pages with the words «Đầu» (default), «Đầu chẵn» (even), «Đầu một» (first), «Chân» (footer) as ``references`` say.

    ``before``: what the section says that ends with the first paragraph. ``turned``: even pages have headers of their own.
    ``shown``: what stands in the part of that name instead.
    """
    parts = parts_of(_THREE_PAGES)
    names = {"dau": "Đầu", "chan": "Đầu chẵn", "mot": "Đầu một", "day": "Chân", "trong": " ", "duoi": ""}
    ties, types = "", ""
    for name, words in names.items():
        kind = "footer" if name in ("day", "duoi") else "header"
        made = _margin(shown.get(name, _line(_run(words))))
        parts[f"word/{name}.xml"] = made.replace(b"w:hdr", b"w:ftr") if kind == "footer" else made
        ties += f'<Relationship Id="{name}" Type="{_LINK}/{kind}" Target="{name}.xml"/>'
        types += f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>'
    parts["word/_rels/dau.xml.rels"] = parts["_rels/.rels"].replace(b"<Relationship ", b'<Relationship TargetMode="External" ')
    parts["word/settings.xml"] = f"<w:settings {NAMESPACES}>{'<w:evenAndOddHeaders/>' if turned else ''}</w:settings>".encode()
    ties += f'<Relationship Id="cai-dat" Type="{_LINK}/settings" Target="settings.xml"/>'
    types += f'<Override PartName="/word/settings.xml" ContentType="{_WORD}.settings+xml"/>'
    for name, inside, end in (("word/_rels/document.xml.rels", ties, "</Rel"), ("[Content_Types].xml", types, "</Types")):
        parts[name] = parts[name].replace(end.encode(), f"{inside}{end}".encode())
    document = parts["word/document.xml"].decode()
    page = '<w:pgSz w:w="11906" w:h="16838"/>'
    margins = '<w:pgMar w:top="1134" w:right="851" w:bottom="1134" w:left="1701" w:header="720" w:footer="567" w:gutter="0"/>'
    at = document.rindex("<w:sectPr>")
    document = f"{document[:at]}<w:sectPr>{_references(references)}{page}{margins}{title}</w:sectPr></w:body></w:document>"
    if before:
        first = f"<w:p><w:pPr><w:sectPr>{_references(before)}{page}{margins}</w:sectPr></w:pPr></w:p>"
        signed = document.rindex("<w:tbl>")
        document = document[:signed] + first + document[signed:]
    parts["word/document.xml"] = document.encode()
    return write_zip(parts.items())


def _references(told: str) -> str:
    """«header default dau, footer default day» as elements."""
    found = [each.split() for each in told.split(", ") if each]
    return "".join(f'<w:{place}Reference w:type="{kind}" r:id="{id_}"/>' for place, kind, id_ in found)


def _shown(section: Section) -> tuple[list[str], list[str], list[str]]:
    """What the first page, the others and the even ones show above and below."""
    first = "first" if section.first_differs else "default"

    def words(kind: str) -> list[str]:
        places = (section.headers, section.footers)
        return [paragraph.text for place in places for paragraph in place.get(kind, []) if paragraph.text]

    return words(first), words("default"), words("even")


_CASES = {
    "no header": (_with(), ([], ["2"], [])),
    "a header that shows nothing": (_with("header default trong"), ([], ["2"], [])),
    "words above and below": (_with("header default dau, footer default day"), (["Đầu", "Chân"], ["2", "Đầu", "Chân"], [])),
    "a first page of its own": (_with("header default dau, header first mot", _TITLE), (["Đầu một"], ["2", "Đầu"], [])),
    "a first header that nobody sees": (_with("header default dau, header first mot"), (["Đầu"], ["2", "Đầu"], [])),
    "a first header that nobody sees, and no other": (_with("header first mot, footer first day"), ([], ["2"], [])),
    "even pages": (_with("header default dau, header even chan", turned=True), (["Đầu"], ["2", "Đầu"], ["2", "Đầu chẵn"])),
    "even pages without a header": (_with(turned=True), ([], ["2"], ["2"])),
    "even headers that nobody sees": (_with("header default dau, header even chan"), (["Đầu"], ["2", "Đầu"], ["Đầu chẵn"])),
}


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents(DataFolder(ROOT / "data"), Problems())


@pytest.fixture(scope="module")
def page(documents: Documents) -> PageChecker:
    return PageChecker(documents)


def test_a_missing_page_number_is_put_in_the_middle_from_the_second_page_on_and_no_word_goes(
    documents: Documents, page: PageChecker, tmp_path: Path
) -> None:
    for told, (bad, shown) in _CASES.items():
        assert "so-trang" in {f.id for f in judged(bad, documents).findings}, told
        good, changes = mended_copy(bad, documents=documents, today=TODAY)
        before, after = ({f.id for f in judged(content, documents).findings} for content in (bad, good))
        assert after == before - {"so-trang"}, told
        assert [change.after for change in changes] == ["số trang cỡ 14, giữa đầu trang, từ trang 2"], told
        assert list(read(good).texts()) == list(read(bad).texts()), told
        assert _shown(read(good).sections[0]) == shown, told
        assert faults(good, tmp_path) <= faults(bad, tmp_path), told
        ours = mend(bad, documents=documents, today=TODAY)
        assert page.mended(bad, TODAY) == [[[*pair] for pair in ours.parts.items()], [c.as_json() for c in ours.changes]], told


def test_every_section_with_a_header_of_its_own_gets_the_number_and_pictures_go_along(documents: Documents, tmp_path: Path) -> None:
    for own, shown in (("header default dau", ["2", "Đầu"]), ("", ["2"])):
        bad = _with(own, before="header default trong")
        good, _ = mended_copy(bad, documents=documents, today=TODAY)
        first, second = read(good).sections
        assert (_shown(first)[:2], _shown(second)[:2]) == (([], ["2"]), (shown, shown))
        assert {f.id for f in judged(good, documents).findings} == {f.id for f in judged(bad, documents).findings} - {"so-trang"}
        assert faults(good, tmp_path) <= faults(bad, tmp_path)
        (tmp_path / "good.docx").write_bytes(good)
        parts = parts_of(tmp_path / "good.docx")
        new = [name for name in parts if name.startswith("word/_rels/header")]
        assert [parts[name] for name in new] == ([parts["word/_rels/dau.xml.rels"]] if own else [])


_FOOTER = "footer default day"
_Shown = tuple[list[str], list[str], list[str]]
# What stands in the footer; what the first page, the others and the even ones show afterwards; what is told of the words.
_BELOW: dict[str, tuple[str, _Shown, str]] = {
    "a number": (_line(_PAGE), ([], ["2"], []), ""),
    "a simple field": (_line(_SIMPLE), ([], ["2"], []), ""),
    "between hyphens": (_line(_run("- ") + _PAGE + _run(" -")), ([], ["2"], []), "; «- 2 -»"),
    "of so many": (_line(_run("Trang ") + _PAGE + _run("/") + _field("NUMPAGES", "5")), ([], ["2"], []), "; «Trang 2/5»"),
    "beside words": (
        _line(_run("Đảng ủy xã Bình Minh") + "<w:r><w:tab/></w:r>" + _run("Trang ") + _PAGE),
        (["Đảng ủy xã Bình Minh"], ["2", "Đảng ủy xã Bình Minh"], []), "; «Trang 2»",
    ),
    "in a run with words": (_line(_run("Chi bộ 3 | ") + _PAGE), (["Chi bộ 3"], ["2", "Chi bộ 3"], []), "; «| 2»"),
    "below words": (_line(_run("Nghĩa trang xã")) + _line(_PAGE), (["Nghĩa trang xã"], ["2", "Nghĩa trang xã"], []), ""),
    "out of Word's gallery": (_GALLERY + _line(""), ([], ["2"], []), ""),
    "in a cell": (
        '<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="9000"/></w:tblGrid>'
        f'<w:tr><w:tc>{_line(_run("Chân") + _PAGE)}</w:tc></w:tr></w:tbl>{_line("")}',
        (["Chân"], ["2", "Chân"], []), "",
    ),
    "in a box": (
        _line(f'<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{_line(_PAGE)}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>'),
        ([], ["2"], []), "",
    ),
}  # fmt: skip


def _moved(bad: bytes, documents: Documents, page: PageChecker, folder: Path, told: str) -> tuple[bytes, list[str]]:
    """The copy with its number moved, and what is told of it."""
    assert "so-trang" in {f.id for f in judged(bad, documents).findings}, told
    good, changes = mended_copy(bad, documents=documents, today=TODAY)
    before, after = ({f.id for f in judged(content, documents).findings} for content in (bad, good))
    assert after <= before - {"so-trang", "so-trang-co"}, told
    assert list(read(good).texts()) == list(read(bad).texts()), told
    assert faults(good, folder) <= faults(bad, folder), told
    assert mended_copy(good, documents=documents, today=TODAY) == (good, []), told
    ours = mend(bad, documents=documents, today=TODAY)
    assert page.mended(bad, TODAY) == [[[*pair] for pair in ours.parts.items()], [c.as_json() for c in ours.changes]], told
    return good, [change.before for change in changes]


def test_a_number_in_the_footer_is_moved_to_the_header_with_the_signs_around_it_and_all_other_words_stay(
    documents: Documents, page: PageChecker, tmp_path: Path
) -> None:
    for told, (inside, shown, words) in _BELOW.items():
        good, changes = _moved(_with(_FOOTER, day=inside), documents, page, tmp_path, told)
        assert changes == [f"số trang ở chân trang{words}"], told
        assert _shown(read(good).sections[0]) == shown, told
    for told, bad, shown in (
        ("a first page of its own, numbered", _with("footer default day, footer first duoi", _TITLE, day=_line(_PAGE), duoi=_line(_PAGE)),
         ([], ["2"], [])),
        ("words above", _with("header default dau, footer default day", day=_line(_PAGE)), (["Đầu"], ["2", "Đầu"], [])),
        ("even pages", _with("footer default day, footer even duoi", turned=True, day=_line(_PAGE), duoi=_line(_run("Chẵn ") + _PAGE)),
         ([], ["2"], ["2", "Chẵn"])),
        ("above and below", _with("header default dau, footer default day", dau=_line(_run("Đầu ") + _PAGE), day=_line(_PAGE)),
         (["Đầu"], ["2", "Đầu"], [])),
    ):  # fmt: skip
        good, _ = _moved(bad, documents, page, tmp_path, told)
        assert _shown(read(good).sections[0]) == shown, told


def test_a_number_in_the_header_that_does_not_stand_alone_in_the_middle_is_moved_there(
    documents: Documents, page: PageChecker, tmp_path: Path
) -> None:
    frame = '<w:pPr><w:framePr w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:xAlign="right" w:y="1"/></w:pPr>'
    cases: tuple[tuple[str, str, _Shown], ...] = (
        ("beside words", _line(_run("Đầu") + "<w:r><w:tab/></w:r>" + _PAGE), (["Đầu"], ["2", "Đầu"], [])),
        ("in a frame on the right", _line(frame + _PAGE) + _line(_run("Đầu")), (["Đầu"], ["2", "Đầu"], [])),
        ("alone", _line(_PAGE), ([], ["2"], [])),
    )
    for told, inside, shown in cases:
        good, _ = _moved(_with("header default dau, footer first day", dau=inside), documents, page, tmp_path, told)
        assert _shown(read(good).sections[0]) == shown, told
    bad = _with("header default dau, header first mot", _TITLE, dau=_line(_PAGE), mot=_line(_PAGE))
    good, _ = _moved(bad, documents, page, tmp_path, "on a first page of its own")
    assert _shown(read(good).sections[0]) == ([], ["2"], [])
    # Nothing is wrong but the place: the first page has no number, the others have it on the right.
    bad = _with("header default dau, header first mot", _TITLE, dau=_line('<w:pPr><w:jc w:val="right"/></w:pPr>' + _run("Đầu ") + _PAGE))
    good, changes = mended_copy(bad, documents=documents, today=TODAY)
    assert [change.what for change in changes] == ["Số trang sai cỡ chữ"]
    assert _shown(read(good).sections[0]) == (["Đầu một"], ["2", "Đầu"], [])


def test_a_footer_that_sections_share_is_moved_once_and_a_first_page_within_keeps_its_number(
    documents: Documents, page: PageChecker, tmp_path: Path
) -> None:
    good, _ = _moved(_with(_FOOTER, before=_FOOTER, day=_line(_PAGE)), documents, page, tmp_path, "shared")
    first, second = read(good).sections
    assert (_shown(first)[:2], _shown(second)[:2]) == (([], ["2"]), (["2"], ["2"]))
    bad = _with("footer first duoi", _TITLE, before=_FOOTER, day=_line(_run("Chân ") + _PAGE), duoi=_line(_PAGE))
    good, _ = _moved(bad, documents, page, tmp_path, "a title page within")
    first, second = read(good).sections
    assert (_shown(first)[:2], _shown(second)[:2]) == ((["Chân"], ["2", "Chân"]), (["2"], ["2", "Chân"]))


def test_what_the_file_keeps_unseen_is_no_fault(documents: Documents) -> None:
    for told, bad in (
        ("even", _with("header default dau, header first trong, footer even day", _TITLE, dau=_line(_PAGE), day=_line(_PAGE))),
        ("first", _with("header default trong, footer first day", day=_line(_PAGE))),
    ):
        found = {f.id: f.found for f in judged(bad, documents).findings}
        assert found.get("so-trang", "có từ hai trang mà không đánh số trang") == "có từ hai trang mà không đánh số trang", told
    assert "so-trang" in found  # the second shows no number at all


def test_a_number_that_cannot_be_taken_out_leaves_the_file_as_it_is_and_is_still_told(documents: Documents, page: PageChecker) -> None:
    begin, end = ('<w:r><w:fldChar w:fldCharType="' + kind + '"/></w:r>' for kind in ("begin", "end"))
    told = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    for name, inside in {
        "a part of a condition": _line(_field(f"IF </w:instrText></w:r>{_PAGE}<w:r><w:instrText> = 3", "Chân")),
        "a field without an end": _line(begin + told),
        "a field without a beginning": _line(told + end + _PAGE),
        "a field over two paragraphs": _line(begin + told) + _line(end),
    }.items():
        bad = _with(_FOOTER, day=inside)
        assert "so-trang" in {f.id for f in judged(bad, documents).findings}, name
        assert mended_copy(bad, documents=documents, today=TODAY) == (bad, []), name
        assert page.mended(bad, TODAY) == [[], []], name
    nothing = _with("header default khong, footer default khong")  # tied to nothing
    assert _shown(read(mended_copy(nothing, documents=documents, today=TODAY)[0]).sections[0]) == ([], ["2"], [])
    with pytest.raises(Refused, match=r"Phần «word/day\.xml» của tệp bị hỏng"):
        mend(_with(_FOOTER, day="<w:p>"), documents=documents, today=TODAY)
    for target in ("word/document.xml", "word/settings.xml"):  # a footer that is none
        broken = _replaced(_with(_FOOTER, day=_line(_PAGE)), 'Target="day.xml"', f'Target="{target.partition("/")[2]}"')
        ours = mend(broken, documents=documents, today=TODAY)
        assert page.mended(broken, TODAY) == [[[*pair] for pair in ours.parts.items()], [c.as_json() for c in ours.changes]], target
    assert judged(_without(_with(_FOOTER, day=_line(_PAGE)), "word/_rels/document.xml.rels"), documents).findings  # no ties at all
    mend(_without(_with(_FOOTER, day=_line(_PAGE)), "word/_rels/document.xml.rels"), documents=documents, today=TODAY)


def _entries(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        return {name: source.read(name) for name in source.namelist()}


def _replaced(content: bytes, old: str, new: str) -> bytes:
    """``content`` with other words in what the text is tied to."""
    name = "word/_rels/document.xml.rels"
    parts = _entries(content)
    return write_zip({**parts, name: parts[name].replace(old.encode(), new.encode())}.items())


def _without(content: bytes, gone: str) -> bytes:
    return write_zip((name, part) for name, part in _entries(content).items() if name != gone)
