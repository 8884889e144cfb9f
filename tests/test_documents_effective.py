"""What the checker takes a character to look like is what LibreOffice takes it to look like.

LibreOffice's answers about the files that never change are kept in ``tests/golden/documents/hieu-luc.json``, so that every
machine compares with them; where LibreOffice is, it is asked anew about the whole corpus. After a change of the corpus:
``pytest tests/test_documents_effective.py --rewrite-golden``, on a machine that has LibreOffice.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.documents.check.inspect import read
from macros.documents.pages import CompiledTemplates
from macros.documents.write import compose
from macros.files.zip import write_zip

ROOT = Path(__file__).parent.parent
BASES = ROOT / "tests" / "golden" / "documents"
GOLDEN = BASES / "hieu-luc.json"
AGREEMENT = 0.995  # the share of characters that must look alike; LibreOffice itself strays from the standard here and there
# A character, its font, size in points, bold, italic, underlined.
Sign = tuple[str, str, float, bool, bool, bool]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.{kind}+xml"/>'
        for name, kind in (
            ("document", "wordprocessingml.document.main"), ("styles", "wordprocessingml.styles"),
            ("numbering", "wordprocessingml.numbering"), ("theme/theme1", "theme"),
        )
    ) + "</Types>"
)  # fmt: skip


def _relations(*rows: tuple[str, str]) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    inside = "".join(f'<Relationship Id="r{n}" Type="{kind}/{what}" Target="{to}"/>' for n, (what, to) in enumerate(rows))
    return f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


_THEME = (
    f'{_HEAD}<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="x"><a:themeElements>'
    '<a:clrScheme name="x">' + "".join(
        f'<a:{name}><a:srgbClr val="000000"/></a:{name}>'
        for name in ("dk1", "lt1", "dk2", "lt2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
    ) + '</a:clrScheme><a:fontScheme name="x">'
    '<a:majorFont><a:latin typeface="Cambria"/><a:ea typeface=""/><a:cs typeface=""/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/><a:ea typeface=""/><a:cs typeface=""/></a:minorFont></a:fontScheme>'
    "</a:themeElements></a:theme>"
)  # fmt: skip


def document(body: str, styles: str = "", numbering: str = "") -> bytes:
    """A .docx of raw WordprocessingML, as other programs and other hands write it."""
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(("styles", "styles.xml"), ("numbering", "numbering.xml"), ("theme", "theme/theme1.xml")),
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_W}"><w:body>{body}<w:sectPr/></w:body></w:document>',
        "word/styles.xml": f'{_HEAD}<w:styles xmlns:w="{_W}">{styles}</w:styles>',
        "word/numbering.xml": f'{_HEAD}<w:numbering xmlns:w="{_W}">{numbering}</w:numbering>',
        "word/theme/theme1.xml": _THEME,
    }
    return write_zip((name, text.encode()) for name, text in parts.items())


def _r(text: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(*runs: str, style: str = "", looks: str = "") -> str:
    chosen = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{chosen}{looks}</w:pPr>{''.join(runs)}</w:p>"


def _style(id_: str, kind: str, looks: str = "", base: str = "", default: bool = False) -> str:
    parent = f'<w:basedOn w:val="{base}"/>' if base else ""
    first = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{id_}"{first}><w:name w:val="{id_}"/>{parent}<w:rPr>{looks}</w:rPr></w:style>'


def _table(style: str, *rows: Iterable[str]) -> str:
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/></w:tblPr><w:tblGrid/>{cells}</w:tbl>{_p()}'


_DEFAULTS = "<w:docDefaults><w:rPrDefault><w:rPr>{}</w:rPr></w:rPrDefault></w:docDefaults>"
_TIMES = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
_BOLD, _ITALIC, _NOT_BOLD = "<w:b/>", "<w:i/>", '<w:b w:val="0"/>'


def _size(points: float) -> str:
    return f'<w:sz w:val="{points * 2:g}"/>'


def hard_documents() -> dict[str, bytes]:
    """What other programs write: each file one way of saying how characters look."""
    plain = _DEFAULTS.format(_TIMES + _size(14)) + _style("Normal", "paragraph", default=True)
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%{n + 1}."/><w:rPr>{_BOLD}</w:rPr></w:lvl>'
        for n, kind in enumerate(("upperRoman", "decimal", "lowerLetter"))
    )
    numbering = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    return {
        "mac-dinh": document(_p(_r("Chữ theo mặc định của tệp, "), _r("đậm hẳn", _BOLD), _r(" rồi nghiêng", _ITALIC)), plain),
        "chu-de": document(
            _p(_r("Tên đề", '<w:rFonts w:asciiTheme="majorHAnsi" w:hAnsiTheme="majorHAnsi"/>')) + _p(_r("Lời văn theo chủ đề")),
            _DEFAULTS.format('<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>' + _size(11))
            + _style("Normal", "paragraph", default=True),
        ),
        "ke-thua": document(
            _p(_r("Đề mục đậm mười sáu"), style="De1") + _p(_r("Đề mục con nghiêng, "), _r("đây không đậm", _NOT_BOLD), style="De2"),
            plain + _style("De1", "paragraph", _BOLD + _size(16), "Normal") + _style("De2", "paragraph", _ITALIC, "De1"),
        ),
        "bat-tat": document(
            _p(_r("Chữ đậm trong lời thường", '<w:rStyle w:val="Manh"/>'), _r(" và đậm trực tiếp", '<w:rStyle w:val="Manh"/>' + _BOLD))
            + _p(_r("Đậm trực tiếp trong kiểu đậm", _BOLD), _r(", bỏ đậm", _NOT_BOLD), style="De1"),
            plain + _style("De1", "paragraph", _BOLD, "Normal") + _style("Manh", "character", _BOLD),
        ),
        "kieu-chu": document(
            _p(_r("Kiểu chữ gốc, ", '<w:rStyle w:val="Goc"/>'), _r("kiểu chữ con", '<w:rStyle w:val="Con"/>'), _r(", chữ thường")),
            plain + _style("Goc", "character", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>' + _size(12))
            + _style("Con", "character", _ITALIC + '<w:u w:val="single"/>', "Goc"),
        ),
        "bang": document(
            _table("Ke", (_p(_r("Ô đậm theo bảng")), _p(_r("Ô thường", _NOT_BOLD))), (_p(_r("Đoạn nghiêng"), style="De1"), _p(_r("Cuối")))),
            plain + _style("De1", "paragraph", _ITALIC, "Normal") + _style("Ke", "table", _BOLD),
        ),
        "danh-so": document(
            "".join(_p(_r(text), looks=numbered.format(n)) for n, text in ((0, "Phần một"), (1, "Mục một"), (1, "Mục hai"), (2, "Điểm a"))),
            plain, numbering,
        ),
        "in-hoa-an": document(_p(_r("Chữ viết thường in ra hoa", "<w:caps/>"), _r(" chữ giấu", "<w:vanish/>"), _r(" chữ hiện")), plain),
        "thay-doi": document(
            _p(_r("Giữ. "), f'<w:ins w:id="1" w:author="x">{_r("Thêm vào, nghiêng. ", _ITALIC)}</w:ins>',
               '<w:del w:id="2" w:author="x"><w:r><w:delText>Bỏ đi.</w:delText></w:r></w:del>'), plain,
        ),
        "o-dien": document(
            _p(_r("Kính gửi: "), f"<w:sdt><w:sdtPr/><w:sdtContent>{_r('Chi bộ Phòng Kỹ thuật', _BOLD)}</w:sdtContent></w:sdt>"), plain,
        ),
    }  # fmt: skip


def mixed_document(seed: int) -> bytes:
    """Styles of both kinds and direct formatting thrown together at random; the same ``seed`` gives the same file.

    Paragraph styles never make italic and character styles never make bold: where both turn on the same toggle,
    LibreOffice does not do what the standard says (see the test of toggles).
    """
    chance = random.Random(seed)

    def looks(*toggles: str, direct: bool = False) -> str:
        said = []
        if chance.random() < 0.3:
            font = chance.choice(("Times New Roman", "Arial", "Calibri"))
            said.append(f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')
        for toggle in toggles:
            if chance.random() < 0.35:
                said.append(f'<w:{toggle} w:val="0"/>' if direct and chance.random() < 0.4 else f"<w:{toggle}/>")
        if chance.random() < 0.4:
            said.append(_size(chance.choice((10, 11, 12, 13, 13.5, 14, 16))))
        if chance.random() < 0.15:
            said.append('<w:u w:val="single"/>')
        return "".join(said)

    styles = _DEFAULTS.format(_TIMES + _size(13)) + _style("Normal", "paragraph", looks("b"), default=True)
    styles += "".join(_style(f"P{n}", "paragraph", looks("b"), "Normal" if n == 0 else f"P{chance.randrange(n)}") for n in range(5))
    styles += "".join(_style(f"C{n}", "character", looks("i"), "" if n == 0 else f"C{chance.randrange(n)}") for n in range(3))

    def paragraph() -> str:
        runs = []
        for n in range(chance.randint(1, 4)):
            character = f'<w:rStyle w:val="C{chance.randrange(3)}"/>' if chance.random() < 0.3 else ""
            runs.append(_r(f"đoạn chữ thứ {n} của tệp {seed} ", character + looks("b", "i", direct=True)))
        return _p(*runs, style=f"P{chance.randrange(5)}" if chance.random() < 0.7 else "")

    body = "".join(paragraph() for _ in range(12))
    return document(body, styles)


def fixed_documents() -> dict[str, bytes]:
    """The part of the corpus that changes only with this file: other hands' documents, and the hard ones."""
    kept = ("python-docx-cong-van", "python-docx-quyet-dinh", "doc-ke-hoach", "odt-bien-ban", "rtf-cong-van")
    return (
        {name: (BASES / f"{name}.docx").read_bytes() for name in kept}
        | hard_documents()
        | {f"tron-{n}": mixed_document(n) for n in range(4)}
    )


def ours(content: bytes) -> list[Sign]:
    """Every visible character as our checker sees it."""
    signs = []
    for paragraph in read(content).paragraphs:
        for run in paragraph.runs:
            look = run.look
            signs += [(c.upper(), look.font, look.size, look.bold, look.italic, look.underline) for c in run.raw if not c.isspace()]
    return signs


_S, _T, _FO, _SVG, _DRAW = (
    f"{{urn:oasis:names:tc:opendocument:xmlns:{name}:1.0}}" for name in ("style", "text", "xsl-fo-compatible", "svg-compatible", "drawing")
)
_SKIPPED = {f"{_T}tracked-changes", f"{_T}sequence-decls", f"{_T}note", f"{_DRAW}frame", f"{_DRAW}custom-shape"}


class FlatText:
    """The text of a flat OpenDocument file with the properties that hold for each character."""

    def __init__(self, content: bytes) -> None:
        self.root = ElementTree.fromstring(content)
        self.styles = {(s.get(f"{_S}family"), s.get(f"{_S}name")): s for s in self.root.iter(f"{_S}style")}
        self.faces = {f.get(f"{_S}name"): (f.get(f"{_SVG}font-family") or "").strip("'") for f in self.root.iter(f"{_S}font-face")}
        default = next(d for d in self.root.iter(f"{_S}default-style") if d.get(f"{_S}family") == "paragraph")
        self.base = self._own(default)
        regions = self.root.iter(f"{_T}changed-region")
        self.deletions = {r.get(f"{_T}id") for r in regions if r.find(f"{_T}deletion") is not None}
        self.deleted = False  # whether the walk is inside what a tracked change deletes

    def _own(self, style: ElementTree.Element) -> dict[str, str]:
        said = style.find(f"{_S}text-properties")
        return {} if said is None else dict(said.attrib)

    def _props(self, family: str, name: str | None) -> dict[str, str]:
        style = self.styles.get((family, name))
        if style is None:
            return {}
        return {**self._props(family, style.get(f"{_S}parent-style-name")), **self._own(style)}

    def signs(self) -> Iterator[Sign]:
        text = next(self.root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"))
        yield from self._walk(text, self.base, inside=False)

    def _walk(self, node: ElementTree.Element, props: dict[str, str], *, inside: bool) -> Iterator[Sign]:
        if node.tag in _SKIPPED:
            return
        if node.tag in (f"{_T}p", f"{_T}h"):
            props, inside = {**self.base, **self._props("paragraph", node.get(f"{_T}style-name"))}, True
        elif node.tag in (f"{_T}change-start", f"{_T}change-end") and node.get(f"{_T}change-id") in self.deletions:
            self.deleted = node.tag == f"{_T}change-start"
        elif node.tag == f"{_T}span":
            props = {**props, **self._props("text", node.get(f"{_T}style-name"))}
        if inside:
            yield from self._written(node.text, props)
        for child in node:
            yield from self._walk(child, props, inside=inside)
            if inside:
                yield from self._written(child.tail, props)

    def _written(self, text: str | None, props: dict[str, str]) -> Iterator[Sign]:
        if self.deleted or props.get(f"{_T}display") == "none":
            return
        font = self.faces.get(props.get(f"{_S}font-name"), "")
        size = float(props.get(f"{_FO}font-size", "12pt").removesuffix("pt"))
        bold, italic = props.get(f"{_FO}font-weight") == "bold", props.get(f"{_FO}font-style") == "italic"
        underline = props.get(f"{_S}text-underline-style", "none") != "none"
        for c in text or "":
            if not c.isspace():
                yield c.upper(), font, size, bold, italic, underline


def ask_libreoffice(documents: dict[str, bytes], folder: Path) -> dict[str, list[Sign]]:
    """Every visible character of each document as LibreOffice sees it; all in one process with a fresh profile."""
    sources = [folder / f"{name}.docx" for name in documents]
    for source, content in zip(sources, documents.values(), strict=True):
        source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "fodt", "--outdir", str(folder), *map(str, sources)],
                   check=True, capture_output=True)  # fmt: skip
    return {source.stem: list(FlatText(source.with_suffix(".fodt").read_bytes()).signs()) for source in sources}


def compare(answers: dict[str, list[Sign]], documents: dict[str, bytes]) -> tuple[int, int, list[str]]:
    """How many characters were compared, how many look alike, and where the first differences of each file are."""
    total = alike = 0
    told = []
    for name, theirs in answers.items():
        mine = ours(documents[name])
        assert "".join(s[0] for s in mine) == "".join(s[0] for s in theirs), f"{name}: hai bên đọc ra hai lời văn khác nhau"
        wrong = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
        total, alike = total + len(mine), alike + len(mine) - len(wrong)
        told += [f"{name}: {len(wrong)} ký tự, từ «{wrong[0][0]}» so với «{wrong[0][1]}»"] if wrong else []
    return total, alike, told


def _packed(signs: list[Sign]) -> list[list[object]]:
    return [["".join(s[0] for s in group), *look] for look, group in groupby(signs, key=lambda s: s[1:])]


def _unpacked(runs: list[list[object]]) -> list[Sign]:
    return [(c, *look) for text, *look in runs for c in str(text)]  # type: ignore[misc]


@pytest.fixture(scope="module")
def live(papers: CompiledTemplates, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, list[Sign]]]:
    """The whole corpus and LibreOffice's answers, or a skip that says why."""
    if not shutil.which("soffice"):
        pytest.skip("máy này không có LibreOffice nên chỉ so với câu trả lời đã giữ")
    corpus = fixed_documents() | {path.stem: path.read_bytes() for path in BASES.glob("*.docx")}
    corpus |= {f"tron-{n}": mixed_document(n) for n in range(24)}
    for name, compiled in list(papers.compiled.items())[::4]:
        body = compiled.template.bodies[-1]
        corpus[f"{name}-trong"] = compose.blank(papers.compiler, compiled, body)
        corpus[f"{name}-vi-du"] = compose.filled(papers.compiler, compiled, papers.example(compiled.template, body))
    return corpus, ask_libreoffice(corpus, tmp_path_factory.mktemp("soffice"))


def test_libreoffice_sees_the_same_characters_over_a_varied_corpus(
    live: tuple[dict[str, bytes], dict[str, list[Sign]]], capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    corpus, answers = live
    if request.config.getoption("--rewrite-golden"):
        lines = (f"{json.dumps(name)}: {json.dumps(_packed(answers[name]), ensure_ascii=False)}" for name in fixed_documents())
        GOLDEN.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
    total, alike, told = compare(answers, corpus)
    with capsys.disabled():
        print(f"\n{len(corpus)} tệp, {total} ký tự, trùng với LibreOffice {alike / total:.3%}")
    assert len(corpus) > 60 and total > 50_000
    assert alike / total >= AGREEMENT, "\n".join(told)


def test_the_kept_answers_of_libreoffice_hold_on_every_machine() -> None:
    kept = {name: _unpacked(runs) for name, runs in json.loads(GOLDEN.read_text(encoding="utf-8")).items()}
    documents = fixed_documents()
    assert list(kept) == list(documents)
    total, alike, told = compare(kept, documents)
    assert alike / total >= AGREEMENT, "\n".join(told)


def test_toggles_of_a_paragraph_style_and_a_character_style_cancel_one_another_as_the_standard_says() -> None:
    # ISO/IEC 29500-1, 17.7.3. LibreOffice 7.4 makes all of it bold, so it is no witness here.
    styles = _style("De1", "paragraph", _BOLD) + _style("Manh", "character", _BOLD)
    strong = '<w:rStyle w:val="Manh"/>'
    signs = ours(document(_p(_r("A", strong), _r("B"), _r("C", strong + _BOLD), style="De1") + _p(_r("D", strong), _r("E")), styles))
    assert {sign[0]: sign[3] for sign in signs} == {"A": False, "B": True, "C": True, "D": True, "E": False}


def test_a_file_that_says_nothing_of_its_characters_is_read_as_word_reads_it() -> None:
    # Word falls back to the values of the standard's run properties; LibreOffice falls back to the theme.
    assert ours(document(_p(_r("A")))) == [("A", "Times New Roman", 10, False, False, False)]
