"""A page number put where there is none: it stands right, and all that headers and footers show today they show afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.documents.check.document import Section
from macros.documents.check.inspect import read
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


def _margin(words: str) -> bytes:
    return f"<w:hdr {NAMESPACES}><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>".encode()


def _with(references: str = "", title: str = "", *, before: str = "", turned: bool = False) -> bytes:
    """The three pages with the words «Đầu» (default), «Đầu chẵn» (even), «Đầu một» (first), «Chân» (footer) as ``references`` say.

    ``before``: what the section says that ends with the first paragraph. ``turned``: even pages have headers of their own.
    """
    parts = parts_of(_THREE_PAGES)
    names = {"dau": "Đầu", "chan": "Đầu chẵn", "mot": "Đầu một", "day": "Chân", "trong": " "}
    ties, types = "", ""
    for name, words in names.items():
        kind = "footer" if name == "day" else "header"
        parts[f"word/{name}.xml"] = _margin(words).replace(b"w:hdr", b"w:ftr" if name == "day" else b"w:hdr")
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


def test_a_missing_page_number_is_put_in_the_middle_from_the_second_page_on_and_no_word_goes(documents: Documents, tmp_path: Path) -> None:
    page = PageChecker(documents)
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
