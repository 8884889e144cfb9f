"""The guard over whole files: every place of every kind of file that could hold somebody's data, made here and looked into."""

from __future__ import annotations

import base64
import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from click.testing import CliRunner

from macros.__main__ import main
from macros.commands import documents as documents_command
from macros.documents import pages
from macros.lint import check_tree, guard
from macros.lint.secrets import check_bytes, check_text
from macros.model import Handbook
from macros.model.problems import Problems

ROOT = Path(__file__).parents[1]
#: What is planted in every place: a number with its name, a number that tells itself, a name with a birth date, a stamp.
SECRETS = {
    "so-dinh-danh": "Số CCCD 038–185–004–321",
    "dien-thoai": "Liên hệ 0912/345/678",
    "ngay-sinh": "Y Wang Niê, sinh ngày 1/2/1990",
    "thu-dien-tu": "Thư: hoa.nguyen(at)gmail(dot)com",
    "bi-mat": "TUYỆT MẬT",
}
CLEAN = ("Lý Thường Kiệt, 20/11/1982", "Nguyễn Văn A, sinh ngày 12/3/1985", "Hà Nội, ngày 20/11/2005", "Nhiệm kỳ 2025–2030, số 399-QĐ/TW",
         "Thu 012.345.678 đồng, nộp trước 05/11/2026 17:30", "Hộp thư vanthu@dulieu.gov.vn", "BẢO VỆ BÍ MẬT NHÀ NƯỚC")


def tiff(*, gps: bool = True) -> bytes:
    """A TIFF whose directory points to a GPS directory with a latitude."""
    first = struct.pack("<HHHII", 1, 0x8825 if gps else 0x010F, 4, 1, 26) + bytes(4)
    return b"II*\0" + struct.pack("<I", 8) + first + struct.pack("<HHHIIHHIII", 2, 1, 2, 2, 0, 2, 5, 3, 60, 0) + bytes(40)


def photo(*, gps: bool = True) -> bytes:
    block = b"Exif\0\0" + tiff(gps=gps)
    return b"\xff\xd8\xff\xe1" + (len(block) + 2).to_bytes(2, "big") + block + b"\xff\xda\0\x02\xff\xd9"


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def p(text: str) -> str:
    """A Word paragraph, its text cut into two runs."""
    middle = len(text) // 2
    return "<w:p><w:pPr/>" + "".join(f"<w:r><w:rPr/><w:t xml:space=\"preserve\">{escaped(part)}</w:t></w:r>"
                                     for part in (text[:middle], text[middle:])) + "</w:p>"


def word(**parts: str) -> Callable[[str], tuple[bytes, str]]:
    """A maker of Word files: in the parts, ``{}`` is where the text is planted."""
    def make(text: str) -> tuple[bytes, str]:
        made = {name.replace("__", "/").replace("_xml", ".xml"): part.replace("{p}", p(text)).replace("{}", escaped(text))
                for name, part in parts.items()}
        return zipped({"word/document.xml": f"<w:document><w:body>{p('Họp chi bộ')}</w:body></w:document>"} | made), ".docx"
    return make


def excel(plant: Callable[[Any, Any, str], object]) -> Callable[[str], tuple[bytes, str]]:
    """A maker of workbooks that ``plant`` puts the text into."""
    def make(text: str) -> tuple[bytes, str]:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Đơn vị")
            sheet.write_row(0, 0, ["Mã", "Tên"])
            plant(book, sheet, text)
        return buffer.getvalue(), ".xlsx"
    return make


def excel_part(name: str, part: str) -> Callable[[str], tuple[bytes, str]]:
    """A maker of workbooks with one more part."""
    def make(text: str) -> tuple[bytes, str]:
        content, suffix = excel(lambda book, sheet, text: None)("")
        buffer = io.BytesIO(content)
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(name, part.replace("{}", escaped(text)))
        return buffer.getvalue(), suffix
    return make


def text_file(suffix: str, frame: str) -> Callable[[str], tuple[bytes, str]]:
    return lambda text: (frame.replace("{}", text).encode(), suffix)


def open_document(suffix: str, frame: str) -> Callable[[str], tuple[bytes, str]]:
    return lambda text: (zipped({"content.xml": frame.replace("{}", escaped(text))}), suffix)


def own_data(text: str) -> bytes:
    """A workbook that holds ``text`` in a cell."""
    return excel(lambda book, sheet, text: sheet.write(1, 1, text))(text)[0]


BOX = "<w:p><w:r><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Khung</w:t></w:r></w:p></w:txbxContent></v:textbox></w:pict></w:r>"
AFTER_BOX = BOX + "<w:r><w:t>{}</w:t></w:r></w:p>"
PLACES: dict[str, Callable[[str], tuple[bytes, str]]] = {
    "Word, thân bài": word(word__document_xml="<w:body>{p}</w:body>"),
    "Word, sau khung chữ": word(word__document_xml=AFTER_BOX),
    "Word, trong khung chữ": word(word__document_xml="<w:body>" + BOX.replace("Khung", "{}") + "</w:p></w:body>"),
    "Word, khung chữ trong khung chữ": word(word__document_xml=BOX.replace("Khung", "x</w:t></w:r>" + AFTER_BOX + "<w:r><w:t>") + "</w:p>"),
    "Word, ô bảng": word(word__document_xml="<w:body><w:tbl><w:tr><w:tc>{p}</w:tc></w:tr></w:tbl></w:body>"),
    "Word, bảng trong bảng": word(
        word__document_xml="<w:tbl><w:tr><w:tc><w:tbl><w:tr><w:tc>{p}</w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>"),
    "Word, đầu trang": word(word__header1_xml="<w:hdr>{p}</w:hdr>"),
    "Word, chân trang": word(word__footer2_xml="<w:ftr>{p}</w:ftr>"),
    "Word, nhận xét": word(word__comments_xml="<w:comments><w:comment>{p}</w:comment></w:comments>"),
    "Word, cước chú": word(word__footnotes_xml="<w:footnotes><w:footnote>{p}</w:footnote></w:footnotes>"),
    "Word, chú thích cuối": word(word__endnotes_xml="<w:endnotes><w:endnote>{p}</w:endnote></w:endnotes>"),
    "Word, chữ đã xóa": word(word__document_xml="<w:body><w:p><w:del><w:r><w:delText>{}</w:delText></w:r></w:del></w:p></w:body>"),
    "Word, thuộc tính": word(docProps__core_xml="<cp:coreProperties><dc:description>{}</dc:description></cp:coreProperties>"),
    "Word, thuộc tính tự đặt": word(docProps__custom_xml='<property name="Ghi"><vt:lpwstr>{}</vt:lpwstr></property>'),
    "Word, lời tả ảnh": word(word__document_xml='<w:p><w:drawing><wp:docPr id="1" name="Ảnh" descr="{}"/></w:drawing></w:p>'),
    "Word, trong sơ đồ": word(word__diagrams__data1_xml="<dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t>"),
    "Word, phần mã UTF-16": word(word__document_xml="\ufeff<w:body>{p}</w:body>"),
    "Word, tệp nhúng": lambda text: (zipped({"word/document.xml": p("x"), "word/embeddings/a.xlsx": own_data(text)}), ".docx"),
    "Excel, ô": excel(lambda book, sheet, text: sheet.write(3, 1, text)),
    "Excel, một cột": excel(lambda book, sheet, text: book.add_worksheet("Cột").write_column(0, 0, ["Ghi", text])),
    "Excel, trang ẩn": excel(lambda book, sheet, text: (hidden := book.add_worksheet("Ẩn")).hide() or hidden.write(0, 0, text)),
    "Excel, nhận xét": excel(lambda book, sheet, text: sheet.write_comment(1, 1, text)),
    "Excel, đầu trang": excel(lambda book, sheet, text: sheet.set_header("&C" + text)),
    "Excel, chân trang": excel(lambda book, sheet, text: sheet.set_footer('&L&"Arial"&12 ' + text)),
    "Excel, tên trang": excel(lambda book, sheet, text: book.add_worksheet(text.replace("/", " ").replace(":", "")[:31])),
    "Excel, thuộc tính": excel(lambda book, sheet, text: book.set_properties({"comments": text})),
    "Excel, thuộc tính tự đặt": excel(lambda book, sheet, text: book.set_custom_property("Ghi", text)),
    "Excel, khung chữ": excel(lambda book, sheet, text: sheet.insert_textbox(2, 2, text)),
    "Excel, lời nhắc của ô": excel(
        lambda book, sheet, text: sheet.data_validation(1, 1, 1, 1, {"validate": "any", "input_message": text})),
    "Excel, lời tả ảnh": excel(lambda book, sheet, text: sheet.insert_textbox(2, 2, "x", {"description": text})),
    "Excel, chữ còn sót": excel_part("xl/externalLinks/externalLink1.xml", "<externalLink><cell><v>{}</v></cell></externalLink>"),
    "Excel, nhận xét nối tiếp": excel_part("xl/threadedComments/threadedComment1.xml",
                                           "<ThreadedComments><threadedComment><text>{}</text></threadedComment></ThreadedComments>"),
    "OpenDocument, chữ": open_document(".odt", "<text:p>Ghi: <text:span>{}</text:span></text:p>"),
    "OpenDocument, bảng tính": open_document(
        ".ods", "<table:table><table:table-row><table:table-cell><text:p>{}</text:p></table:table-cell></table:table-row></table:table>"),
    "PowerPoint": lambda text: (zipped({"ppt/slides/slide1.xml": f"<a:p><a:r><a:t>{escaped(text)}</a:t></a:r></a:p>"}), ".pptx"),
    "SVG, chữ": text_file(".svg", '<svg xmlns="http://www.w3.org/2000/svg"><text x="1">{}</text></svg>'),
    "SVG, lời tả": text_file(".svg", "<svg><title>{}</title></svg>"),
    "SVG, chữ cắt đoạn": lambda text: (f"<svg><text>{text[:13]}<tspan x='1'>{text[13:]}</tspan></text></svg>".encode(), ".svg"),
    "HTML": text_file(".html", "<p>{}</p>"),
    "HTML, thuộc tính": text_file(".html", '<a href="#" title="{}">x</a>'),
    "HTML, ô bảng": text_file(".html", "<table><tr>\n<td>{}</td>\n<td>x</td></tr></table>"),
    "Markdown": text_file(".md", "# Trang\n\n- {}\n"),
    "YAML": text_file(".yml", "a:\n  - noi_dung: \"{}\"\n"),
    "CSV": text_file(".csv", "a;b\n1;{}\n"),
    "JSON": text_file(".json", '{"a": "{}"}'),
    "JavaScript": text_file(".js", 'var a = "{}";'),
    "CSS": text_file(".css", "/* {} */"),
    "Lịch": text_file(".ics", "BEGIN:VEVENT\r\nDESCRIPTION:{}\r\nEND:VEVENT\r\n"),
    "Danh thiếp": text_file(".vcf", "BEGIN:VCARD\nNOTE:{}\nEND:VCARD\n"),
    "Đuôi lạ": text_file(".log", "{}\n"),
}


@pytest.mark.parametrize("place", PLACES)
def test_what_is_planted_in_any_place_of_a_file_is_caught(place: str) -> None:
    missed = [kind for kind, text in SECRETS.items() if kind not in {finding.kind for finding in check_bytes(*PLACES[place](text))}]
    # The name of a sheet may hold no slash, and so no date.
    assert missed == (["ngay-sinh"] if place == "Excel, tên trang" else [])


@pytest.mark.parametrize("place", PLACES)
def test_a_harmless_text_in_any_place_of_a_file_is_let_through(place: str) -> None:
    assert [text for text in CLEAN if check_bytes(*PLACES[place](text))] == []


# Tables ---------------------------------------------------------------------------------------------------------------

ROWS: dict[str, tuple[str, list[list[str]]]] = {
    "tên, ngày sinh": ("ngay-sinh", [["Họ và tên", "Ngày sinh"], ["Sùng A Chứ", "12/3/1985"]]),
    "tên lạ, năm sinh": ("ngay-sinh", [["TT", "Đảng viên", "Năm sinh"], ["1", "Brôl Vẻl", "1985"]]),
    "tên không họ quen, dòng đầu gộp": ("ngay-sinh", [["DANH SÁCH"], ["Đồng chí", "Sinh"], ["Ksă Blơng", "1979"], ["Já Xinh", "2/2/1990"]]),
    "không tiêu đề": ("ngay-sinh", [["1", "Thạch Sô Phia", "Nữ", "20/10/1991"]]),
    "nhãn và giá trị": ("ngay-sinh", [["Họ và tên", "Y Wang Niê"], ["Dân tộc", "Ê Đê"], ["Ngày sinh", "1/2/1990"]]),
    "một cột căn cước": ("so-dinh-danh", [["Số CCCD"], ["187654321"], ["187654329"]]),
    "một cột, có tên bảng": ("so-dinh-danh", [["DANH SÁCH"], ["Số CMND"], ["187654329"]]),
    "hai cột": ("dien-thoai", [["Chi bộ", "Điện thoại"], ["Một", "3842156"]]),
    "tài khoản": ("tai-khoan", [["Đơn vị", "Số tài khoản"], ["Chi bộ Một", "1028 – 765 – 432"]]),
}


def word_table(rows: list[list[str]]) -> tuple[bytes, str]:
    cells = "".join("<w:tr>" + "".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return zipped({"word/document.xml": f"<w:body><w:tbl>{cells}</w:tbl></w:body>"}), ".docx"


def excel_table(rows: list[list[str]]) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đơn vị")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue(), ".xlsx"


def html_table(rows: list[list[str]]) -> tuple[bytes, str]:
    shown = "\n".join("<tr>\n" + "\n".join(f"<td>{cell}</td>" for cell in row) + "\n</tr>" for row in rows)
    return f"<table>{shown}</table>".encode(), ".html"


def open_table(rows: list[list[str]]) -> tuple[bytes, str]:
    cells = "".join("<table:table-row>" + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
                    + "</table:table-row>" for row in rows)
    return zipped({"content.xml": f"<table:table>{cells}</table:table>"}), ".ods"


TABLES = {"Word": word_table, "Excel": excel_table, "HTML": html_table, "OpenDocument": open_table}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("rows", ROWS)
def test_a_table_is_read_with_its_headings(rows: str, table: str) -> None:
    kind, content = ROWS[rows]
    assert kind in {finding.kind for finding in check_bytes(*TABLES[table](content))}


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_persons_is_let_through(table: str) -> None:
    for rows in (
        [["Họ và tên", "Ngày sinh"], ["Nguyễn Văn A", "12/3/1985"]],
        [["Đơn vị", "Ngày thành lập"], ["Chi bộ Trường Tiểu học Lý Thường Kiệt", "20/11/1982"], ["Lý Thường Kiệt", "20/11/1982"]],
        [["Văn bản", "Ngày"], ["Quy định thi hành Điều lệ", "25/7/2011"]],
        [["Chi bộ", "Số đảng viên"], ["Một", "1234567"], ["Tài chính", "2345678"]],
        [["Nơi sinh", "Ngày lập"], ["Hà Nội", "12/3/1985"]],
    ):
        assert check_bytes(*TABLES[table](rows)) == [], rows


# Pictures -------------------------------------------------------------------------------------------------------------

INLINE = "data:image/jpeg;base64," + base64.b64encode(photo()).decode()
XMP = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='18,40.5N'/></x:xmpmeta>"


PICTURES = {
    "trong Word": (zipped({"word/media/image1.jpeg": photo()}), ".docx"),
    "trong Word, đuôi khác": (zipped({"word/media/image1.tmp": photo()}), ".docx"),
    "trong PowerPoint": (zipped({"ppt/media/image1.jpg": photo()}), ".pptx"),
    "trong OpenDocument": (zipped({"Pictures/1.jpg": photo()}), ".odt"),
    "trong SVG": (f'<svg><image href="{INLINE}"/></svg>'.encode(), ".svg"),
    "trong trang": (f'<p><img src="{INLINE}"></p>'.encode(), ".html"),
    "trong Markdown": (f"![ảnh]({INLINE})".encode(), ".md"),
    "thông tin của SVG": (b"<svg><metadata>" + XMP + b"</metadata></svg>", ".svg"),
    "TIFF": (tiff(), ".tif"),
    "GIF": (b"GIF89a" + bytes(20) + b"!\xff\x0bXMP DataXMP" + XMP, ".gif"),
    "HEIC": (bytes(4) + b"ftypheic" + bytes(30) + b"Exif\0\0" + tiff(), ".heic"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_with_a_position_is_caught_wherever_it_stands(name: str) -> None:
    assert [finding.kind for finding in check_bytes(*PICTURES[name])] == ["vi-tri-anh"]


def test_a_picture_in_a_workbook_is_looked_into() -> None:
    content, suffix = excel(lambda book, sheet, text: None)("")
    buffer = io.BytesIO(content)
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("xl/media/image1.jpeg", photo())
    (finding,) = check_bytes(buffer.getvalue(), suffix)
    assert (finding.kind, finding.where) == ("vi-tri-anh", "xl/media/image1.jpeg")


def test_a_picture_without_a_position_is_let_through_wherever_it_stands() -> None:
    clean = base64.b64encode(photo(gps=False)).decode()
    for content, suffix in ((zipped({"word/media/a.jpg": photo(gps=False)}), ".docx"), (tiff(gps=False), ".tif"),
                            (b"GIF89a" + bytes(40), ".gif"),
                            (f'<svg><image href="data:image/jpeg;base64,{clean}"/></svg>'.encode(), ".svg")):
        assert check_bytes(content, suffix) == []


# What cannot be read --------------------------------------------------------------------------------------------------

BOMB = zipped({"word/document.xml": bytes(201_000_000)})
DEEP = zipped({"a.docx": zipped({"a.docx": zipped({"a.docx": zipped({"word/document.xml": p("x")})})})})
FAR = excel(lambda book, sheet, text: sheet.write(1_048_575, 16_383, "x"))("")[0]


def rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    """A zip with ``new`` in place of ``old`` in all its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({name: archive.read(name).replace(old, new) for name in archive.namelist()})


UNREADABLE = {
    "trang UTF-16": ("Đảng ủy".encode("utf-16"), ".md"),
    "trang mã Windows": ("Đảng ủy".encode("cp1258", errors="replace") + b"\xd0\xfe", ".md"),
    "ảnh đổi đuôi": (photo(), ".md"),
    "byte không phải chữ": (b"# Trang\0\0\0", ".md"),
    "zip đổi đuôi": (zipped({"a": "b"}), ".yml"),
    "trang đổi đuôi ảnh": (b"# Trang 0912345678", ".png"),
    "Word cụt": (zipped({"word/document.xml": p("x")})[:-30], ".docx"),
    "Word rỗng": (b"", ".docx"),
    "Word phình": (BOMB, ".docx"),
    "Word lồng nhau": (DEEP, ".docx"),
    "Excel phình": (zipped({"xl/worksheets/sheet1.xml": bytes(201_000_000)}), ".xlsx"),
    "Excel một ô ở cuối trang": (FAR, ".xlsx"),
    "Excel một ô ở cuối trang, viết khác": (rewritten(FAR, b'<c r="XFD1048576"', b"<c s='0' r='xfd1048576'"), ".xlsx"),
    "Excel mã UTF-16": (zipped({"xl/worksheets/sheet1.xml": "<c/>".encode("utf-16")}), ".xlsx"),
    "Excel là chữ": (b"a;b;c", ".xlsx"),
    "Word cũ": (b"\xd0\xcf\x11\xe0" + bytes(500), ".doc"),
    "PDF toàn chữ": (b"%PDF-1.7\n1 0 obj", ".pdf"),
    "đuôi lạ, không phải chữ": (bytes(range(256)), ".bin"),
    "quá dài": (b"a" * 21_000_000, ".md"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_looked_into_is_refused_with_a_remedy(name: str) -> None:
    (finding,) = check_bytes(*UNREADABLE[name])
    assert finding.reason and finding.remedy and not finding.warning


def test_damaged_files_of_every_kind_are_read_as_far_as_they_go() -> None:
    chance = random.Random(1)
    for place, make in PLACES.items():
        whole, suffix = make(SECRETS["so-dinh-danh"])
        for _ in range(12):
            broken = bytearray(whole)
            for _ in range(5):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            assert all(finding.remedy for finding in check_bytes(bytes(broken), suffix)), place
            assert all(finding.remedy for finding in check_bytes(whole[: chance.randrange(len(whole))], suffix)), place


@pytest.mark.parametrize("text", [
    "1 " * 200_000, "0912-" * 50_000, "a@" * 100_000, "Nguyen " * 60_000, "Nguyễn Văn Bình sinh 19" * 10_000, "<b" * 200_000,
    "| a " * 100_000 + "1985 |", "<tr><td>" * 50_000, "'" * 200_000 + "1" * 9, "&#" * 100_000, "(" * 100_000 + "123456", "MẬ" * 100_000,
    "data:image/png;base64," + "A" * 500_000, "sinh 1/1/1985 " * 20_000, "1985 " * 100_000,
])
def test_a_hostile_text_is_read_through(text: str) -> None:
    check_text(text)  # what counts is that it ends: a pattern that tries every way again would take more than an hour


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("docs", "data"):
        (tmp_path / folder).mkdir()
    (tmp_path / "data/van-phong.yml").write_bytes((ROOT / "data/van-phong.yml").read_bytes())
    return tmp_path


BAD_FILES = {
    "docs/a.md": "---\ntitle: Trang\n---\nĐảng ủy.\n".encode("utf-16"), "docs/b.md": photo(), "docs/c.md": b"\xff\xfe", "docs/d.js": b"\0",
    "data/e.yml": "khóa: đ".encode("cp1258", errors="replace") + b"\xff", "docs/f.docx": BOMB[:1000], "docs/g.html": b"\xc3\x28",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_file_of_the_tree_that_is_no_text_gives_a_message_with_its_name(name: str, tree: Path) -> None:
    (tree / name).write_bytes(BAD_FILES[name])
    problems = Problems()
    check_tree(tree, problems)
    (problem,) = problems
    assert problem.place == name and problem.remedy


@pytest.mark.parametrize("text", [
    "a: &x [*x]\n", "&x {a: *x}\n", "? {b: c}\n: d e f\n", "{{ don_vi.ten }}: a b c\n", "? [a, b]\n: c d e\n",
    "- " * 3_000 + "a\n", "[" * 3_000 + "\n",
    "a: &a [x x, x x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\n"
    + "".join(f"{n}: &{n} [{', '.join(['*' + m] * 9)}]\n" for m, n in zip("cdefghij", "defghijk", strict=True)),
    "ngay: 2026-13-45\n", "\t\ta: b\n", "a: !!python/object:os.system x y\n", "a: *khong_co\n",
])
@pytest.mark.parametrize("name", ["data/thuat-ngu.yml", "data/tham-quyen.yml", "data/la.yml", "docs/a.md"])
def test_odd_yaml_never_breaks_the_run(name: str, text: str, tree: Path) -> None:
    (tree / name).write_text(f"---\n{text}---\nMột câu.\n" if name.endswith(".md") else text, encoding="utf-8")
    check_tree(tree, Problems())


def test_a_workbook_with_a_narrow_first_sheet_gives_no_names_and_breaks_nothing(tree: Path) -> None:
    narrow: list[list[list[str]]] = [[["Tổng số"]], [[]], [["Tên"], ["Chi bộ Một Hai"]]]
    for rows in narrow:
        buffer = io.BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            for name in ("Thông tin", "Đơn vị"):
                sheet = book.add_worksheet(name)
                for number, row in enumerate(rows):
                    sheet.write_row(number, 0, row)
        (tree / "data/to-chuc.xlsx").write_bytes(buffer.getvalue())
        problems = Problems()
        check_tree(tree, problems)
        assert problems == []


# The doors ------------------------------------------------------------------------------------------------------------


def test_the_guard_names_the_file_and_the_place_in_it() -> None:
    (problem,) = guard([("bo-mau/a.docx", PLACES["Word, đầu trang"](SECRETS["dien-thoai"])[0])])
    assert str(problem) == ("bo-mau/a.docx › đầu trang (word/header1.xml): có số điện thoại «091…». "
                            "Bỏ số này; số liên hệ do từng đơn vị tự ghi trên bản in.")


def test_the_guard_looks_through_a_built_site_but_not_through_other_peoples_work(tmp_path: Path) -> None:
    for name in ("a.html", "b/c.html", "assets/vendor/d.js", "assets/javascripts/e.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<nav>Trang đầu</nav>\n<p>Gọi 0912345678</p>\n", encoding="utf-8")
    assert [problem.place for problem in guard(tmp_path)] == ["a.html:2", "b/c.html:2"]


def test_what_a_mark_lets_stand_in_the_source_stands_in_the_site(tmp_path: Path) -> None:
    source, site = tmp_path / "docs", tmp_path / "site"
    source.mkdir()
    site.mkdir()
    mark = "{# cho-phep: bi-mat – dạy nhận biết #}\n"
    (source / "a.md").write_text(mark + "Trên bìa có dấu MẬT thì chuyển văn thư.\n\nKhác.\n", encoding="utf-8")
    (site / "a.html").write_text("<p>Trên bìa có dấu MẬT thì chuyển văn thư.</p>\n<p>Khác.</p>\n", encoding="utf-8")
    (site / "b.html").write_text("<p>KẾ HOẠCH (MẬT)</p>\n", encoding="utf-8")
    assert [problem.place for problem in guard(site, marked=[source])] == ["b.html:1"]
    assert [problem.place for problem in guard(site)] == ["a.html:1", "b.html:1"]


def test_of_a_site_what_only_repeats_the_rest_is_passed_over(tmp_path: Path) -> None:
    for name in ("tai-ve/mau.docx", "tai-ve/mau.pdf", "tai-ve/la.pdf", "assets/search/du-lieu-1.js", "assets/search/du-lieu-la.js"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Zd@Pd 0912345678", encoding="utf-8")
    (tmp_path / "tai-ve/mau.docx").write_bytes(PLACES["Word, thân bài"]("Kính gửi")[0])
    assert [problem.place for problem in guard(tmp_path)] == ["assets/search/du-lieu-la.js:1", "tai-ve/la.pdf"]


def test_a_site_is_not_bundled_with_what_must_not_be_given_away(tmp_path: Path) -> None:
    site = tmp_path / "trang"
    (site / "tai-ve").mkdir(parents=True)
    (site / "index.html").write_text('<body data-an-ban="2026-11-22"><p>Chuyển văn thư bì có dấu MẬT</p>', encoding="utf-8")
    (site / "tai-ve/mau.docx").write_bytes(PLACES["Word, đầu trang"](SECRETS["dien-thoai"])[0])
    (site / "anh.jpg").write_bytes(photo())
    told = CliRunner().invoke(main, ["bundle", "--site", str(site), "--out", str(tmp_path / "ra")])
    assert told.exit_code == 1 and "Chưa đóng gói được:\n" in told.output
    for place in ("index.html:1: ", "tai-ve/mau.docx › đầu trang (word/header1.xml): có số điện thoại", "anh.jpg: ảnh còn ghi tọa độ"):
        assert f"  - {place}" in told.output
    assert [path.name for path in tmp_path.iterdir() if path.name != "ra"] == ["trang"] and not list(tmp_path.glob("ra/*"))


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (problem,) = guard(tmp_path / "khong-co.xlsx")
    assert "không mở được" in problem.reason


def test_what_is_no_file_is_told_in_an_offices_folder_and_not_waited_for(tmp_path: Path) -> None:
    lists = tmp_path / "hoi-dap"
    (lists / "thu-muc.yml").mkdir(parents=True)
    os.mkfifo(lists / "ong.yml")
    (lists / "lien-ket.yml").symlink_to("khong-co")
    (lists / "vong.yml").symlink_to("vong.yml")
    told = Problems()
    check_tree(ROOT, told, tmp_path)
    faults = {Path(problem.place).name: problem.reason for problem in told if problem.place.startswith(lists.as_posix())}
    assert faults.keys() == {"thu-muc.yml", "ong.yml", "lien-ket.yml", "vong.yml"}
    assert all("không mở được tệp để rà soát (" in reason and "Errno" not in reason for reason in faults.values())


def test_data_check_tells_what_must_not_be_published(tmp_path: Path) -> None:
    content = io.BytesIO((ROOT / "data/to-chuc.xlsx").read_bytes())
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/threadedComments/threadedComment1.xml", "<threadedComment><text>Gọi 0912345678</text></threadedComment>")
    (tmp_path / "to-chuc.xlsx").write_bytes(content.getvalue())
    told = CliRunner().invoke(main, ["data", "check", str(tmp_path / "to-chuc.xlsx")])
    assert told.exit_code == 1
    assert "có số điện thoại «091…»" in told.output and "dùng được" not in told.output
    assert CliRunner().invoke(main, ["data", "check", str(ROOT / "data/to-chuc.xlsx")]).exit_code == 0


def test_packs_stop_at_what_must_not_be_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, handbook: Handbook) -> None:
    content = PLACES["Word, thân bài"](SECRETS["dien-thoai"])[0]
    monkeypatch.setattr(documents_command, "handbook_or_exit", lambda **how: handbook)
    monkeypatch.setattr(pages, "compiled_templates", lambda handbook: None)
    monkeypatch.setattr(pages, "pack", lambda handbook, made, unit: iter([("a.docx", content)]))
    told = CliRunner().invoke(main, ["packs", "--out", str(tmp_path)])
    assert told.exit_code == 1
    assert "a.docx" in told.output and "có số điện thoại" in told.output
    assert list(tmp_path.iterdir()) == []


def test_a_stored_picture_text_that_unpacks_to_gigabytes_is_bounded() -> None:
    packed = zlib.compress(bytes(200_000_000))
    chunk = b"zTXt" + b"Comment\0\0" + packed
    png = b"\x89PNG\r\n\x1a\n" + (len(chunk) - 4).to_bytes(4, "big") + chunk + bytes(4)
    assert check_bytes(png, ".png") == []
