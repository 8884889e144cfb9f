"""Documents from strangers: whatever is in the file, it is judged or refused with a reason; it never ends in an error or without end."""

from __future__ import annotations

import io
import json
import os
import random
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import macros.documents.check.check as checking
from macros.__main__ import main
from macros.documents.check.check import report_on
from macros.documents.check.inspect import read
from macros.documents.check.numbering import counter_text
from macros.documents.check.package import MAX_DEPTH, MAX_SIGNS, Refused
from macros.documents.check.properties import limited
from macros.documents.plant.plant import PLANTABLE, plant
from macros.files.zip import write_zip
from macros.model.documents import Documents
from tests.made_docx import GOOD, NAMESPACES, TODAY, judged, nested, package, parts_of, text
from tests.mutants import mutants

ROOT = Path(__file__).parent.parent
MUTANTS = int(os.environ.get("SO_TAY_MUTANTS", "300"))

SDT = ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")
TABLE = ("<w:tbl><w:tr><w:tc>", "<w:p/></w:tc></w:tr></w:tbl>")
BOX = (
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>" + text("hộp"),
    "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>",
)


@pytest.mark.parametrize("size", ["inf", "-inf", "nan", "1e400", "-1e400", "9" * 400, "1e18", "", "x", "0x10", "१२"])
@pytest.mark.parametrize("place", ["sz", "spacing", "ind", "pgSz", "gridSpan", "ilvl"])
def test_a_number_out_of_reach_is_cut_to_what_word_can_hold(size: str, place: str, documents: Documents) -> None:
    body = {
        "sz": text("Chữ", f'<w:sz w:val="{size}"/>'),
        "spacing": f'<w:p><w:pPr><w:spacing w:line="{size}" w:before="{size}"/></w:pPr><w:r><w:t>{"chữ " * 30}</w:t></w:r></w:p>',
        "ind": f'<w:p><w:pPr><w:ind w:left="{size}" w:hanging="{size}"/></w:pPr><w:r><w:t>{"chữ " * 30}</w:t></w:r></w:p>',
        "pgSz": f'{text("a")}<w:sectPr><w:pgSz w:w="{size}" w:h="{size}"/><w:pgMar w:left="{size}"/></w:sectPr>',
        "gridSpan": f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{size}"/></w:tcPr>{text("a")}</w:tc></w:tr></w:tbl>',
        "ilvl": f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{size}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>',
    }[place]
    assert judged(package(body), documents, "bao-cao").checked > 0


def test_a_number_is_read_as_it_is_within_its_limits() -> None:
    assert [limited(text, -10, 10) for text in ("7", "7.6", "-3", "11", "-1e400", "nan", None, "x")] == [7, 8, -3, 10, -10, 0, 0, 0]


@pytest.mark.parametrize(("shell", "times"), [(SDT, 1500), (SDT, 20_000), (TABLE, 300), (TABLE, 20_000), (BOX, 200)])
def test_what_is_nested_beyond_word_is_refused_in_so_many_words(shell: tuple[str, str], times: int, documents: Documents) -> None:
    with pytest.raises(Refused) as refused:
        judged(package(nested(*shell, times)), documents)
    assert refused.value.code == "qua-sau"


@pytest.mark.parametrize(("shell", "times"), [(SDT, 120), (TABLE, 80), (BOX, 20)])
def test_what_is_nested_as_deep_as_allowed_is_read(shell: tuple[str, str], times: int, documents: Documents) -> None:
    assert judged(package(nested(*shell, times)), documents, "bao-cao").checked > 0
    assert times * 2 < MAX_DEPTH


@pytest.mark.parametrize("depth", [1, 5, 16, 20])
def test_text_boxes_within_text_boxes_are_read_once_each(depth: int) -> None:
    words = [p.text for p in read(package(nested(*BOX, depth))).paragraphs if p.text]
    assert words.count("hộp") == depth
    assert words.count("a") == 1


def test_more_text_boxes_than_twenty_in_one_drawing_are_all_read() -> None:
    boxes = "".join(f"<w:txbxContent>{text(f'hộp {n}')}</w:txbxContent>" for n in range(50))
    read_in = [p.text for p in read(package(f"<w:p><w:r><w:drawing>{boxes}</w:drawing></w:r></w:p>")).paragraphs if p.box is not None]
    assert read_in == [f"hộp {n}" for n in range(50)]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-7", "cp1258", "cp037", "latin-1"])
@pytest.mark.parametrize("declared", [True, False])
@pytest.mark.parametrize("part", ["document", "styles", "numbering"])
def test_a_part_in_another_encoding_hides_no_entity(encoding: str, declared: bool, part: str, documents: Documents) -> None:
    root = {"document": "document", "styles": "styles", "numbering": "numbering"}[part]
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    xml = f'{declaration}<!DOCTYPE w [<!ENTITY e "BOOM ế">]><w:{root} {NAMESPACES}><w:body>&e;</w:body></w:{root}>'
    content = xml.encode(encoding, "xmlcharrefreplace")
    with pytest.raises(Refused) as refused:
        judged(package(text("a"), **{part: content}), documents)
    assert refused.value.code in ("bang-ma", "doctype", "hong")
    assert "BOOM" not in str(refused.value)


def test_a_document_in_utf_16_is_refused_with_what_to_do(documents: Documents) -> None:
    whole = f"<w:document {NAMESPACES}><w:body>{text('Chữ')}</w:body></w:document>"
    declared = f'<?xml version="1.0" encoding="windows-1258"?>{whole}'
    for content in (*(whole.encode(encoding) for encoding in ("utf-16", "utf-16-le", "utf-16-be")), declared.encode()):
        with pytest.raises(Refused) as refused:
            judged(package(document=content), documents)
        assert (refused.value.code, refused.value.remedy) == ("bang-ma", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.")


@pytest.mark.parametrize("many", ["<w:p/>" * (MAX_SIGNS + 1), "<w:p " + " ".join(f"a{n}=''" for n in range(MAX_SIGNS)) + "/>"])
def test_more_tags_or_attributes_than_any_document_has_are_refused(many: str, documents: Documents) -> None:
    document = f"<w:document {NAMESPACES}><w:body>{many}</w:body></w:document>".encode()
    with pytest.raises(Refused) as refused:
        judged(write_zip([("word/document.xml", document)], compress=False), documents)
    assert refused.value.code == "qua-dai"


def _zip_with(change: Callable[[bytearray], None]) -> bytes:
    content = bytearray(GOOD[0].read_bytes())
    change(content)
    return bytes(content)


def _directory_far_away(content: bytearray) -> None:
    end = content.rfind(b"PK\5\6")
    content[end + 16 : end + 20] = b"\xf0\xff\xff\xff"


def _directory_cut(content: bytearray) -> None:
    del content[content.find(b"PK\1\2") + 20 : content.rfind(b"PK\5\6")]


def _name_not_utf8(content: bytearray) -> None:
    at = content.find(b"PK\1\2")
    content[at + 9] |= 8  # the name is said to be UTF-8
    content[at + 46] = 0xFF


def _method_unknown(content: bytearray) -> None:
    at = content.find(b"PK\1\2")
    while at >= 0:
        content[at + 10] = 77
        at = content.find(b"PK\1\2", at + 4)


def _cut_short(content: bytearray) -> None:
    del content[100:]


@pytest.mark.parametrize("change", [_directory_far_away, _directory_cut, _name_not_utf8, _method_unknown, _cut_short])
def test_a_broken_archive_is_refused(change: Callable[[bytearray], None], documents: Documents) -> None:
    with pytest.raises(Refused) as refused:
        judged(_zip_with(change), documents)
    assert refused.value.code in ("khong-phai-word", "hong")


def test_two_parts_of_one_name_are_refused(documents: Documents) -> None:
    # Packed under names of one length, so that the second can be renamed in the archive itself.
    content = write_zip([*parts_of(GOOD[0]).items(), ("word/documenu.xml", b"<w/>")]).replace(b"word/documenu.xml", b"word/document.xml")
    with pytest.raises(Refused) as refused:
        judged(content, documents)
    assert refused.value.code == "hong"


@pytest.mark.parametrize("name", [name for name in parts_of(GOOD[0]) if name != "word/document.xml"])
def test_a_document_without_one_of_its_other_parts_is_judged_all_the_same(name: str, documents: Documents) -> None:
    parts = parts_of(GOOD[0])
    del parts[name]
    assert judged(write_zip(parts.items()), documents, "bao-cao").checked > 0


def test_parts_are_found_by_relationship_whatever_their_names(documents: Documents) -> None:
    renamed = {
        re.sub(r"word/(document|styles|header1)\.xml", r"word/\g<1>2.xml", name): re.sub(
            rb'(Target|PartName)="(/?(?:word/)?)(document|styles|header1)\.xml"', rb'\1="\2\g<3>2.xml"', content
        )
        for name, content in parts_of(GOOD[0]).items()
    }
    renamed["word/_rels/document2.xml.rels"] = renamed.pop("word/_rels/document.xml.rels")
    before, after = judged(GOOD[0].read_bytes(), documents), judged(write_zip(renamed.items()), documents)
    assert "word/document.xml" not in renamed
    assert (after.checked, after.findings) == (before.checked, before.findings)


def test_strict_files_and_other_office_files_get_their_own_advice(documents: Documents) -> None:
    strict = {n: c.replace(b"http://schemas.openxmlformats.org/officeDocument/2006", b"http://purl.oclc.org/ooxml/officeDocument")
              for n, c in parts_of(GOOD[0]).items()}  # fmt: skip
    relations = b'<r><x Type="a/officeDocument" Target="xl/workbook.xml"/></r>'
    sheet = write_zip([("xl/workbook.xml", b"<workbook/>"), ("_rels/.rels", relations)])
    for content, code in ((write_zip(strict.items()), "strict"), (sheet, "khong-phai-word")):
        with pytest.raises(Refused) as refused:
            judged(content, documents)
        assert refused.value.code == code


def test_endless_or_huge_lists_and_styles_end(documents: Documents) -> None:
    style = '<w:style w:type="paragraph" w:styleId="s{0}"><w:name w:val="s{0}"/><w:basedOn w:val="s{1}"/></w:style>'
    chain = "".join(style.format(n, n + 1) for n in range(5000)) + style.format(5000, 0)
    styles = f"<w:styles {NAMESPACES}>{chain}</w:styles>".encode()
    level = '<w:lvl w:ilvl="0"><w:start w:val="999999999"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    lists = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{level.format(kind, "%1." * 5000)}</w:abstractNum>'
        for n, kind in enumerate(("upperRoman", "lowerLetter", "decimal"))
    ) + "".join(f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(3))
    numbered = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="s1"/><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{1 + n % 3}"/></w:numPr></w:pPr>'
        "<w:r><w:t>a</w:t></w:r></w:p>"
        for n in range(300)
    )
    content = package(numbered, styles=styles, numbering=f"<w:numbering {NAMESPACES}>{lists}</w:numbering>".encode())
    assert judged(content, documents, "bao-cao").checked > 0
    assert max(len(p.text) for p in read(content).paragraphs) < 3000
    assert len(counter_text("lowerLetter", 30_000)) <= 40


def test_one_header_under_many_sections_is_read_once(documents: Documents) -> None:
    reference = '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="h"/></w:sectPr></w:pPr></w:p>'
    parts = parts_of(GOOD[0])
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{reference * 2000}</w:body></w:document>".encode()
    relation = '<Relationship Id="h" Type="x/header" Target="h.xml"/>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"</Rel", relation.encode() + b"</Rel")
    parts["word/h.xml"] = f"<w:hdr {NAMESPACES}>{text('đầu trang') * 20}</w:hdr>".encode()
    sections = read(write_zip(parts.items())).sections
    assert len(sections) == 2000
    assert len({id(p) for s in sections for p in s.headers["default"]}) == 20


@pytest.mark.parametrize(
    "words",
    [
        "{{" * 200_000, "[" * 200_000, "e" + "\u0323\u0302" * 100_000, "e" + "\u0302\u0323" * 100_000, "uỷ" * 100_000,
        "số 1" + "1" * 200_000, "ă" * 300_000, "«ă" + "ă_" * 200_000, "ngày " * 50_000, "..... " * 50_000,
    ],
)  # fmt: skip
def test_one_endless_line_is_judged(words: str, documents: Documents) -> None:
    document = f"<w:document {NAMESPACES}><w:body>{text(words) + text('Nơi nhận:') + text(words)}</w:body></w:document>"
    # It is stored, not compressed, or so long a line of one letter would be taken for a bomb.
    assert judged(write_zip([("word/document.xml", document.encode())], compress=False), documents, "bao-cao").checked > 0


@pytest.mark.parametrize("line", ["Nơi nhận:", "T/M ĐẢNG ỦY", "PHỤ LỤC I", "- Căn cứ Điều lệ Đảng;", "Nguyễn Văn A", "[họ tên]"])
def test_thousands_of_lines_of_one_kind_are_judged(line: str, documents: Documents) -> None:
    lines = "".join(f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t>{line}</w:t></w:r></w:p>' for _ in range(3000))
    assert judged(package(lines), documents, "bao-cao").checked > 0


# --- fuzz


def test_mutated_documents_are_judged_or_refused_and_nothing_else(documents: Documents) -> None:
    damaged = mutants(20261127)
    refused = planted = 0
    chance = random.Random(1)
    for number in range(MUTANTS):
        content = next(damaged)
        try:
            report = judged(content, documents)
            json.dumps(report.as_json())
            defect = chance.choice(PLANTABLE)
            if (bad := plant(content, defect, documents.authority)) is not None:
                planted += 1
                judged(bad, documents)
        except Refused as reason:
            refused += 1
            assert reason.reason.endswith("."), number
        except Exception as error:
            raise AssertionError(f"mutant {number}") from error
    assert MUTANTS / 20 < refused < MUTANTS * 0.8
    assert planted > MUTANTS / 10


def test_a_fault_that_nobody_foresaw_refuses_that_file_only(documents: Documents, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = iter([RecursionError("x"), KeyError("y"), MemoryError()])

    def broken(*_: object) -> object:
        raise next(calls)

    with monkeypatch.context() as patched:
        patched.setattr(checking, "locate", broken)
        for _ in range(3):
            report = report_on(GOOD[0].read_bytes(), file="a.docx", documents=documents, today=TODAY)
            assert [(f.id, f.found) for f in report.findings] == [("tu-choi-khong-hieu", "Tệp có chỗ mà bộ kiểm tra không hiểu.")]
    assert report_on(GOOD[0].read_bytes(), file="a.docx", documents=documents, today=TODAY).checked > 0


# --- the command line


def _run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, list(arguments))
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result.exit_code, result.output


def _codes(told: str) -> dict[str, list[str]]:
    """File name → why it was refused."""
    return {
        Path(report["file"]).name: [f["id"] for f in report["findings"] if f["id"].startswith("tu-choi")] for report in json.loads(told)
    }


def test_one_bad_file_never_holds_up_the_others(tmp_path: Path) -> None:
    folder = tmp_path / "bộ.docx"
    (folder / "con" / "cháu").mkdir(parents=True)
    (folder / "con" / "cháu" / "a.docx").write_bytes(GOOD[0].read_bytes())
    (folder / "b.DOCX").write_bytes(GOOD[1].read_bytes())
    (folder / "~$b.docx").write_bytes(b"x")
    (folder / "gãy.docx").symlink_to(tmp_path / "không có")
    (folder / "vòng").symlink_to(folder)
    os.mkfifo(folder / "ống.docx")
    (folder / "sâu.docx").write_bytes(package(nested(*SDT, 1500)))
    Path(os.fsdecode(os.fsencode(folder / "lạ") + b"\x1b[31m\xff.docx")).write_bytes(GOOD[0].read_bytes())
    code, told = _run("check", "--json", str(folder), str(tmp_path / "thiếu.docx"))
    assert code == 1
    assert _codes(told) == {
        "b.DOCX": [], "gãy.docx": ["tu-choi-khong-co"], "lạ\ufffd[31m\ufffd.docx": [], "sâu.docx": ["tu-choi-qua-sau"],
        "ống.docx": ["tu-choi-khong-phai-tep"], "a.docx": [], "thiếu.docx": ["tu-choi-khong-co"],
    }  # fmt: skip
    assert "6 tệp; 3 tệp có lỗi." in _run("check", str(folder))[1]


def test_what_may_not_be_read_is_told_file_by_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "khóa").mkdir()
    for name in ("a.docx", "b.docx"):
        (tmp_path / name).write_bytes(GOOD[0].read_bytes())
    scan, opened = os.scandir, Path.open

    def scandir(path: Path) -> object:
        if Path(path).name == "khóa":
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    def open_(path: Path, *arguments: object, **named: object) -> object:
        if path.name == "a.docx":
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", open_)
    _, told = _run("check", "--json", str(tmp_path))
    assert _codes(told) == {"a.docx": ["tu-choi-khong-duoc-doc"], "b.docx": [], "khóa": ["tu-choi-khong-duoc-doc"]}


def test_a_folder_without_word_files_says_so(tmp_path: Path) -> None:
    code, told = _run("check", str(tmp_path))
    assert code == 1
    assert "Không có tệp Word nào" in told


def test_a_file_of_any_size_is_read_no_further_than_the_limit(tmp_path: Path) -> None:
    with (tmp_path / "to.docx").open("wb") as file:
        file.truncate(50_000_000_000)
    _, told = _run("check", "--json", str(tmp_path))
    assert _codes(told) == {"to.docx": ["tu-choi-qua-lon"]}


@pytest.mark.parametrize("arguments", [("--loai", "khong-co"), ("--quy-tac", "khong-co")])
def test_a_name_that_does_not_exist_is_told_before_any_file_is_read(arguments: tuple[str, str], tmp_path: Path) -> None:
    code, told = _run("check", str(tmp_path), *arguments)
    assert code == 1
    assert "khong-co" in told


def test_planting_tells_what_is_wrong_with_its_file_or_its_code(tmp_path: Path) -> None:
    good, out = tmp_path / "a.docx", tmp_path / "b.docx"
    good.write_bytes(GOOD[0].read_bytes())
    os.mkfifo(tmp_path / "ống.docx")
    for source, defect, words in (
        (good, "luu-v", "Có phải là «luu-vt»?"), (tmp_path, "luu-vt", "không phải tệp thường"),
        (tmp_path / "ống.docx", "luu-vt", "không phải tệp thường"),
        (tmp_path / "thiếu.docx", "luu-vt", "Không có tệp này."), (good, "phu-luc-la-ma", "không có chỗ cho lỗi đó"),
    ):  # fmt: skip
        code, told = _run("plant", str(source), defect, "--out", str(out))
        assert (code, words in told) == (1, True), told
        assert not out.exists()


def test_a_planted_document_keeps_the_prefixes_that_word_reads_in_attributes(documents: Documents) -> None:
    bad = plant(GOOD[0].read_bytes(), "hoc-ham", documents.authority)
    assert bad
    with zipfile.ZipFile(io.BytesIO(bad)) as archive:
        before, after = parts_of(GOOD[0])["word/document.xml"], archive.read("word/document.xml")
    ignorable = re.compile(rb'mc:Ignorable="[^"]+"')
    assert ignorable.findall(after) == ignorable.findall(before) != []
    assert set(re.findall(rb'xmlns:\w+="[^"]*"', after)) >= set(re.findall(rb'xmlns:\w+="[^"]*"', before))
