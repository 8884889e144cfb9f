from __future__ import annotations

import io
import random
import re
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
import xlsxwriter
import yaml

from macros.lint import secrets as guard
from macros.lint.marks import Marks

ROOT = Path(__file__).parents[1]
PLANTED: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/style/guard.yml").read_text(encoding="utf-8"))
CAUGHT = [(kind, text) for kind, texts in PLANTED.items() if kind != "sach" for text in texts]


@pytest.mark.parametrize(("kind", "text"), CAUGHT)
def test_a_planted_text_is_caught(kind: str, text: str) -> None:
    assert kind in {finding.kind for finding in guard.check_text(text)}


@pytest.mark.parametrize("text", PLANTED["sach"])
def test_a_text_that_only_looks_dangerous_is_let_through(text: str) -> None:
    assert guard.check_text(text) == []


def test_there_are_enough_planted_cases() -> None:
    assert len(CAUGHT) >= 120 and len(PLANTED["sach"]) >= 80


def test_a_planted_text_is_caught_inside_a_real_page_on_its_line() -> None:
    page = (ROOT / "docs/quy-trinh/bao-cao-thang.md").read_text(encoding="utf-8")
    lines = page.count("\n") + 1
    for kind, text in CAUGHT:
        found = guard.check_text(f"{page}\n\n{text}\n")
        assert any(finding.kind == kind and finding.line > lines for finding in found), text


def test_the_message_does_not_spread_what_it_found() -> None:
    for kind in ("so-dinh-danh", "dien-thoai", "tai-khoan"):
        for text in PLANTED[kind]:
            told = " ".join(finding.reason + finding.remedy for finding in guard.check_text(text))
            assert not any(len(digits) > 4 for digits in re.findall(r"\d+", told))


def test_a_mark_lets_the_marked_line_stand_and_nothing_else() -> None:
    text = "{# cho-phep: bi-mat – dạy nhận biết dấu mật #}\nDấu MẬT hình chữ nhật.\n\nTỐI MẬT\n"
    assert [finding.line for finding in Marks(text).keep(guard.check_text(text))] == [4]


# Pictures -----------------------------------------------------------------------------------------------------------


def tiff(order: str, *, gps: bool) -> bytes:
    """A TIFF with one directory: the maker's tag, or a pointer to a GPS directory with a latitude."""
    mark = b"II*\0" if order == "<" else b"MM\0*"
    tag = 0x8825 if gps else 0x010F
    first = struct.pack(order + "HHHII", 1, tag, 4, 1, 26) + struct.pack(order + "I", 0)
    second = struct.pack(order + "HHHIIHHIII", 2, 1, 2, 2, 0, 2, 5, 3, 60, 0)
    return mark + struct.pack(order + "I", 8) + first + second + bytes(40)


def jpeg(*segments: tuple[int, bytes]) -> bytes:
    body = b"".join(bytes((0xFF, kind)) + (len(data) + 2).to_bytes(2, "big") + data for kind, data in segments)
    return b"\xff\xd8" + bytes.fromhex("ffe000104a46494600010100000100010000") + body + b"\xff\xda\0\x02\xff\xd9"


def png(*chunks: tuple[bytes, bytes]) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*one) for one in ((b"IHDR", bytes(13)), *chunks, (b"IEND", b"")))


def webp(*chunks: tuple[bytes, bytes]) -> bytes:
    body = b"WEBP" + b"".join(name + len(data).to_bytes(4, "little") + data + bytes(len(data) % 2) for name, data in chunks)
    return b"RIFF" + len(body).to_bytes(4, "little") + body


XMP = b"<x:xmpmeta><rdf:Description exif:GPSLatitude='18,40.5N'/></x:xmpmeta>"
PICTURES = {
    "a.jpg": jpeg((0xE1, b"Exif\0\0" + tiff("<", gps=True))),
    "b.jpeg": jpeg((0xE1, b"Exif\0\0" + tiff(">", gps=True))),
    "c.jpg": jpeg((0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP)),
    "d.png": png((b"eXIf", tiff("<", gps=True))),
    "e.png": png((b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + XMP)),
    "f.png": png((b"zTXt", b"Raw profile type exif\0\0" + zlib.compress(
        b"\nexif\n      98\n" + (b"Exif\0\0" + tiff(">", gps=True)).hex().encode()))),
    "g.webp": webp((b"VP8 ", b"abc"), (b"EXIF", tiff("<", gps=True))),
    "h.webp": webp((b"VP8 ", b"abcd"), (b"XMP ", XMP)),
}
CLEAN_PICTURES = {
    "a.jpg": jpeg((0xE1, b"Exif\0\0" + tiff("<", gps=False))),
    "b.png": png((b"tEXt", b"Title\0So do")),
    "c.webp": webp((b"VP8 ", b"abc")),
    "cut.jpg": PICTURES["a.jpg"][:34],
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_says_where_it_was_taken_is_caught(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(PICTURES[name])
    assert [finding.kind for finding in guard.check_bytes((tmp_path / name).read_bytes(), Path(name).suffix)] == ["vi-tri-anh"]


@pytest.mark.parametrize("name", CLEAN_PICTURES)
def test_a_picture_without_a_position_is_let_through(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(CLEAN_PICTURES[name])
    assert guard.check_bytes((tmp_path / name).read_bytes(), Path(name).suffix) == []


# Workbooks and documents --------------------------------------------------------------------------------------------


def workbook(*rows: tuple[object, ...]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Đơn vị")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


@pytest.mark.parametrize(("kind", "rows"), [
    ("dien-thoai", (("Đơn vị", "Điện thoại"), ("Chi bộ Một", 912345678))),
    ("so-dinh-danh", (("Họ tên", "Số CCCD"), ("Bà H.", "001075012345"))),
    ("ngay-sinh", (("Họ và tên", "Ngày sinh"), ("Phạm Thị Mai", "05/09/1988"))),
])
def test_a_planted_cell_of_the_workbook_is_caught_with_its_sheet_and_row(kind: str, rows: tuple[tuple[object, ...], ...]) -> None:
    (finding,) = guard.check_bytes(workbook(*rows), ".xlsx")
    assert (finding.kind, finding.where) == (kind, "trang «Đơn vị» › dòng 2")


def document(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, xml in parts.items():
            archive.writestr(f"word/{name}.xml", xml)
        archive.writestr("word/media/image1.jpg", CLEAN_PICTURES["a.jpg"])
    return buffer.getvalue()


def paragraph(*runs: str) -> str:
    return "<w:p><w:pPr/>" + "".join(f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs) + "</w:p>"


@pytest.mark.parametrize(("kind", "part", "place", "runs"), [
    ("bi-mat", "header1", "đầu trang", ("TỐI M", "ẬT")),
    ("dien-thoai", "document", "thân bài", ("Liên hệ 0912", "345678")),
    ("thu-dien-tu", "comments", "nhận xét", ("Gửi ", "hoa@gmail.com")),
])
def test_a_text_split_into_runs_anywhere_in_a_document_is_caught(kind: str, part: str, place: str, runs: tuple[str, ...]) -> None:
    (finding,) = guard.check_bytes(document(**{part: paragraph(*runs)}), ".docx")
    assert (finding.kind, finding.where) == (kind, f"{place} (word/{part}.xml)")


def test_a_picture_with_a_position_inside_a_document_is_caught() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/media/image1.jpg", PICTURES["a.jpg"])
    assert [finding.where for finding in guard.check_bytes(buffer.getvalue(), ".docx")] == ["word/media/image1.jpg"]


def test_a_file_that_cannot_be_looked_into_is_refused() -> None:
    assert guard.check_bytes(b"%PDF-1.7", ".pdf")[0].remedy
    assert guard.check_bytes(b"broken", ".xlsx")[0].remedy
    assert guard.check_bytes(b"broken", ".docx")[0].remedy


def test_a_damaged_document_is_refused_and_never_breaks_the_run() -> None:
    whole = document(document=paragraph("Họp chi bộ"))
    chance = random.Random(1)
    for _ in range(300):
        broken = bytearray(whole)
        for _ in range(4):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        assert all(finding.remedy for finding in guard.check_bytes(bytes(broken), ".docx"))
