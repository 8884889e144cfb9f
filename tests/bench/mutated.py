"""Spoilt copies of what an office hands in, the same for every seed: its workbook, its YAML, the front matter of its pages.

Each kind is one slip of a hand, a program or a disk. A kind of workbook changes ``parts`` (name in the archive → bytes) in place, or
gives the whole file; a kind of YAML turns the lines of a text into the bytes of the file. A kind that finds nothing to change leaves all
as it was. Only what the reading must bear is made here: nothing raises.
"""

from __future__ import annotations

import gzip
import io
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from macros.files.zip import write_zip

Parts = dict[str, bytes]
WorkbookKind = Callable[[Parts, random.Random], bytes | None]
YamlKind = Callable[[list[str], random.Random], bytes]

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>.*?</c>)')
_ROW = re.compile(rb'<row r="\d+".*?</row>', re.DOTALL)
_SHEET = re.compile(rb'<sheet name="([^"]*)"[^>]*/>')
_KEY = re.compile(r"^( *(?:- )?)([\w-]+):(?: +(.*))?$")
_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_BOMB = 400_000_000  # bytes that a part unpacks to

_ODD_TEXT = [
    "", " ", "\u200b", "\u202eủy", "a\nb\tc", "e\u0323\u0302", "_x0001__x0000_", "{{ 7*7 }}", "{% for x in y %}", "{{ x",
    "<script>alert(1)</script>",
    "=cmd|' /C calc'!A0", "=1+1", "@SUM(A1)", "]]>", "con", "../../x", "a/b", "ĐẢNG ỦY", "31/02/2026", "2026-13-40", "1e400", "-0",
    "không", "x" * 41, "ủ" * 300,
    "x" * 32_767, "chữ " * 60_000, "\U0001f1fb\U0001f1f3", "12.345.678", "1; 2;; 3", "#REF!", "'", '"', "&amp;", "%s %d", "\\", "null",
]  # fmt: skip
_ODD_NUMBER = ["-1", "0", "0.5", "1e308", "1e400", "NaN", "-99999", "2958466", "60", "99999999999999999999", "", "1,5", "0x1F", "١٢"]
_ODD_CELL = [
    '<c r="{at}" t="b"><v>1</v></c>', '<c r="{at}" t="b"><v>7</v></c>', '<c r="{at}" t="e"><v>#REF!</v></c>', '<c r="{at}"><f>A1/0</f></c>',
    '<c r="{at}"><f>SUM(A1:A9)</f><v>12</v></c>', '<c r="{at}" t="str"><f>WEBSERVICE("http://x")</f><v>a</v></c>',
    '<c r="{at}" t="s"><v>999999</v></c>',
    '<c r="{at}" t="s"><v>-1</v></c>', '<c r="{at}" t="s"><v>abc</v></c>', '<c r="{at}" s="99999"><v>1</v></c>',
    '<c r="{at}" t="zz"><v>1</v></c>',
    '<c t="inlineStr"><is><t>a</t></is></c>', '<c r="B0"><v>1</v></c>', '<c r="XFD1048576"><v>1</v></c>', '<c r="ZZZZ1"><v>1</v></c>',
    '<c r=""><v>1</v></c>',
    '<c r="{at}" t="d"><v>2026-02-30</v></c>', '<c r="{at}" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>',
    '<c r="{at}" t="inlineStr"/>',
    '<c r="{at}"><v>1</v></c><c r="{at}"><v>2</v></c>', '<c r="{at}"><v><x/></v></c>',
]  # fmt: skip


def _sheets(parts: Parts) -> list[str]:
    return [name for name in parts if name.startswith("xl/worksheets/sheet")]


def _cell(change: Callable[[str, random.Random], str]) -> WorkbookKind:
    """A kind that puts ``change(its address)`` into the place of a cell of any sheet."""

    def kind(parts: Parts, chance: random.Random) -> None:
        name = chance.choice(_sheets(parts))
        if found := list(_CELL.finditer(parts[name])):
            cell = chance.choice(found)
            new = change((cell[1] + cell[2]).decode(), chance).encode()
            parts[name] = parts[name][: cell.start()] + new + parts[name][cell.end() :]

    return kind


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _text_cell(at: str, chance: random.Random) -> str:
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{_escaped(chance.choice(_ODD_TEXT))}</t></is></c>'


def _twin_code(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(_sheets(parts))
    codes = [cell for cell in _CELL.finditer(parts[name]) if cell[1] == b"A" and cell[2] != b"1"]
    if len(codes) > 1:
        one, other = sorted(chance.sample(codes, 2), key=lambda cell: cell.start())
        copy = one[0].replace(b'r="A' + one[2], b'r="A' + other[2], 1)
        parts[name] = parts[name][: other.start()] + copy + parts[name][other.end() :]


def _heading(parts: Parts, chance: random.Random) -> None:
    """A heading renamed, emptied, doubled by its neighbour's or moved away by a column."""
    name = chance.choice(_sheets(parts))
    headings = [cell for cell in _CELL.finditer(parts[name]) if cell[2] == b"1"]
    if headings:
        cell = chance.choice(headings)
        at = (cell[1] + cell[2]).decode()
        new = chance.choice(["", f'<c r="{at}"/>', f'<c r="{at}" t="inlineStr"><is><t>Cột lạ</t></is></c>', f'<c r="{at}"><v>46000</v></c>',
                             chance.choice(headings)[0].decode().replace("r=", f'r="{at}" x=', 1)])  # fmt: skip
        parts[name] = parts[name][: cell.start()] + new.encode() + parts[name][cell.end() :]


def _rows(parts: Parts, chance: random.Random) -> None:
    """A row lost, doubled, sent to the last line of all, or repeated without end."""
    name = chance.choice(_sheets(parts))
    if rows := list(_ROW.finditer(parts[name])):
        row = chance.choice([rows[0], *rows[-1:], *chance.choices(rows, k=3)])
        far = re.sub(rb'r="([A-Z]*)\d+"', rb'r="\g<1>1048576"', row[0])
        new = chance.choice([b"", row[0] * 2, far, row[0] * 20_000, re.sub(rb' r="[A-Z]*\d+"', b"", row[0])])
        parts[name] = parts[name][: row.start()] + new + parts[name][row.end() :]


def _sheet(parts: Parts, chance: random.Random) -> None:
    """A sheet lost from the list, renamed, listed twice, without its part, with another's."""
    sheet = chance.choice(list(_SHEET.finditer(parts[_BOOK])))
    name = sheet[1].decode()
    other = chance.choice([name.upper(), f" {name} ", unicodedata.normalize("NFD", name), "Sheet1", "", name[:-1], "x" * 300])
    new = chance.choice([b"", sheet[0] * 2, *[sheet[0].replace(sheet[1], other.encode(), 1)] * 3,
                         re.sub(rb'r:id="\w+"', b'r:id="rId99"', sheet[0]), re.sub(rb'r:id="\w+"', b'r:id="rId1"', sheet[0])])  # fmt: skip
    parts[_BOOK] = parts[_BOOK].replace(sheet[0], new, 1)


def _merged(parts: Parts, chance: random.Random) -> None:
    name = chance.choice(_sheets(parts))
    places = ["A1:C1", "A2:A9", "B2:B900", "A1:XFD1048576", "B3", "C9:A1", "x"]
    ranges = "".join(f'<mergeCell ref="{chance.choice(places)}"/>' for _ in range(3))
    parts[name] = parts[name].replace(b"</sheetData>", f'</sheetData><mergeCells count="3">{ranges}</mergeCells>'.encode(), 1)


def _part(parts: Parts, chance: random.Random) -> None:
    """A part lost, empty, cut off, in another coding or with a document type of its own."""
    name = chance.choice([_BOOK, _STRINGS, "xl/styles.xml", "[Content_Types].xml", "_rels/.rels", "xl/_rels/workbook.xml.rels",
                          *_sheets(parts)])
    part = parts.pop(name)
    entity = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    changed = chance.choice([None, b"", part[: len(part) // 2], part.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
                             part.replace(b"?>", b"?>" + entity, 1),
                             part.replace(b"spreadsheetml/2006/main", b"spreadsheetml/1999/main"),
                             part.replace(b"<row", b"<hang").replace(b"</row", b"</hang"),
                             part.replace(b"<si>", b"<si>" * 3000, 1), b"\xff\xfe" + part,
                             part.replace(b"<v>", b"<v>\x00", 1)])  # fmt: skip
    if changed is not None:
        parts[name] = changed


def _days_of_1904(parts: Parts, chance: random.Random) -> None:
    parts[_BOOK] = parts[_BOOK].replace(b"<workbookPr ", b'<workbookPr date1904="1" ', 1)


def _no_workbook(parts: Parts, chance: random.Random) -> bytes:
    """What only is called a workbook."""
    whole = write_zip(parts.items())
    spoilt = bytearray(whole)
    for _ in range(chance.randint(1, 40)):
        spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    encrypted = bytearray(whole)
    for found in re.finditer(rb"PK\x03\x04|PK\x01\x02", whole):
        encrypted[found.start() + (6 if found[0][2] == 3 else 8)] |= 1
    return chance.choice([b"", b"PK", whole[: chance.randrange(len(whole))], bytes(spoilt), bytes(spoilt), bytes(encrypted),
                          whole + whole, b"\0" * 5000,
                          b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000, gzip.compress(whole, mtime=0), "Mã;Tên\na;b\n".encode(),
                          write_zip([("word/document.xml", b"<x/>")]),
                          b"junk" * 99 + whole])  # fmt: skip


def _bomb(parts: Parts, chance: random.Random) -> bytes:
    """A part that unpacks to a size that no machine need hold."""
    name = chance.choice([_STRINGS, *_sheets(parts)])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for other, content in parts.items():
            if other != name:
                archive.writestr(zipfile.ZipInfo(other), content)
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as part:
            part.write(parts[name][:400])
            for _ in range(_BOMB // 1_000_000):
                part.write(b" " * 1_000_000)
    return buffer.getvalue()


WORKBOOK_KINDS: Mapping[str, WorkbookKind] = {
    "ô chữ": _cell(_text_cell),
    "ô số": _cell(lambda at, chance: f'<c r="{at}" s="{chance.randrange(12)}"><v>{chance.choice(_ODD_NUMBER)}</v></c>'),
    "ô lạ": _cell(lambda at, chance: chance.choice(_ODD_CELL).format(at=at)),
    "ô trống": _cell(lambda at, chance: f'<c r="{at}"/>'),
    "mã trùng": _twin_code,
    "tên cột": _heading,
    "dòng": _rows,
    "trang tính": _sheet,
    "ô gộp": _merged,
    "phần XML": _part,
    "ngày 1904": _days_of_1904,
    "không phải xlsx": _no_workbook,
    "nở quá to": _bomb,
}
_OF_CELLS = ("ô chữ", "ô số", "ô lạ", "ô trống", "mã trùng", "tên cột", "dòng")


def spoilt_workbook(content: bytes, chance: random.Random, kind: str | None = None) -> tuple[str, bytes]:
    """(kind, the file) of a workbook of bytes ``content`` with one to three changes; only what spoils a cell goes together.

    ``kind``: the first change, where it is not left to ``chance``.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = kind or chance.choice([*WORKBOOK_KINDS, *_OF_CELLS])
    kinds = [kind, *chance.choices(_OF_CELLS, k=chance.randrange(3))] if kind in _OF_CELLS else [kind]
    for each in kinds:
        whole = WORKBOOK_KINDS[each](parts, chance)
        if whole is not None:
            return kind, whole
    return kind, write_zip(parts.items())


_ODD_VALUE = [
    "", "~", "1", "-5", "1.5", "1e400", "true", "[]", "{}", "[a, b]", "{a: b}", "[[[]]]", "2026-02-30", "2026-11-22", "31/12/2026",
    "0x1F", "1_000", ".nan", "''", "' '",
    "'{{ 7*7 }}'", "'{% if x %}'", "{{ don_vi }}", "{{ x }} sau", "{% if x %}", "*khong_co", "&neo x",
    "!!python/object/apply:os.system ['true']", "!!binary x", "!la x",
    "|", ">-", "\"mở", "'mở", "[mở", "{mở", "a: b: c", "@x", "`x`", "%x", "- x", "? x", "\"\\q\"", "'\u200b'",
    "'<script>alert(1)</script>'", "'../../x'", "con",
    "'a b/c'", "javascript:alert(1)", "http://", "'" + "x" * 41 + "'", "'" + "chữ " * 5000 + "'", "[" * 5000,
    "{a: " * 300 + "1" + "}" * 300, "1" * 5000, "12:30:45",
]  # fmt: skip


def _at_key(change: Callable[[re.Match[str], random.Random], str | None]) -> YamlKind:
    """A kind that changes a line with a key; None takes the line away."""

    def kind(lines: list[str], chance: random.Random) -> bytes:
        keys = [(number, found) for number, line in enumerate(lines) if (found := _KEY.match(line))]
        if keys:
            number, found = chance.choice(keys)
            new = change(found, chance)
            lines = [*lines[:number], *([] if new is None else [new]), *lines[number + 1 :]]
        return "\n".join(lines).encode()

    return kind


def _renamed(found: re.Match[str], chance: random.Random) -> str:
    key = found[2]
    other = chance.choice([key.upper(), key + "x", key[:-1] or "x", "la", "1", "~", "''", f"'{key} '", "id", "ten", "<<", "[a]",
                           "__class__"])
    return f"{found[1]}{other}: {found[3] or ''}".rstrip()


def _doubled(found: re.Match[str], chance: random.Random) -> str:
    return f"{found[0]}\n{' ' * len(found[1])}{found[2]}: {found[3] or 'x'}"


def _indented(found: re.Match[str], chance: random.Random) -> str:
    return chance.choice(["\t", " ", "   ", "\u00a0", "  \t"]) + found[0]


def _joined(found: re.Match[str], chance: random.Random) -> str:
    return f"{found[1]}{found[2]}{chance.choice([':', '', ' ', '=', '：'])}{found[3] or ''}"


def _line(lines: list[str], chance: random.Random) -> bytes:
    """A line lost, doubled, or one that belongs nowhere put in."""
    at = chance.randrange(len(lines))
    more = chance.choice(["---", "...", "<<<<<<< HEAD", "chữ thừa", "%YAML 9.9", "- la: 1", "<<: {a: 1}", "lap: &lap [*lap]",
                          "a: &a [x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c, *c, *c]"])  # fmt: skip
    put = chance.choice([[], [lines[at]] * 2, *[[lines[at], more]] * 4])
    return "\n".join([*lines[:at], *put, *lines[at + 1 :]]).encode()


def _sign(lines: list[str], chance: random.Random) -> bytes:
    """A sign that no text holds, anywhere."""
    text = "\n".join(lines).encode()
    at = chance.randrange(len(text) + 1)
    sign = chance.choice([b"\0", b"\x07", b"\x1b[31m", b"\xff", b"\xc3", b"\xed\xa0\x80", "\u2028".encode(), "\x85".encode(),
                          "\ufeff".encode(), "\ufffe".encode(), b"\t"])
    return text[:at] + sign + text[at:]


def _coding(lines: list[str], chance: random.Random) -> bytes:
    text = "\n".join(lines)
    return chance.choice([text.encode("utf-16"), text.encode("utf-16-le"), text.encode("utf-32"), text.encode("utf-8-sig"),
                          text.encode("cp1258", "replace"),
                          text.replace("\n", "\r\n").encode(), text.replace("\n", "\r").encode(),
                          unicodedata.normalize("NFD", text).encode()])  # fmt: skip


def _cut(lines: list[str], chance: random.Random) -> bytes:
    text = "\n".join(lines).encode()
    return text[: chance.randrange(len(text))]


def _huge(lines: list[str], chance: random.Random) -> bytes:
    text = "\n".join(lines)
    many = "\n".join(f"la_{number}: x" for number in range(60_000))
    return chance.choice([f"{text}\n{many}", text + "\n" + "# ghi chú\n" * 300_000, "- " * 3000 + "x", "[" * 20_000 + "]" * 20_000,
                          text * 60, "x" * 6_000_000]).encode()


def _else(lines: list[str], chance: random.Random) -> bytes:
    """What is no such file at all."""
    return chance.choice([b"", b"\n", b"# x\n", b"null", b"1", b"[]", b"{}", b"- \n- \n", b"a", b"- a\n", b"a: 1\n",
                          b"PK\x03\x04" + b"\0" * 99, b"<html></html>", b"---\n---\n"])


def _swapped(lines: list[str], chance: random.Random) -> bytes:
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines = list(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines).encode()


YAML_KINDS: Mapping[str, YamlKind] = {
    "bỏ trường": _at_key(lambda found, chance: None),
    "đổi tên trường": _at_key(_renamed),
    "trường hai lần": _at_key(_doubled),
    "giá trị": _at_key(lambda found, chance: f"{found[1]}{found[2]}: {chance.choice(_ODD_VALUE)}"),
    "thụt dòng": _at_key(_indented),
    "dấu hai chấm": _at_key(_joined),
    "dòng": _line,
    "ký tự": _sign,
    "bảng mã": _coding,
    "cắt cụt": _cut,
    "quá to": _huge,
    "nội dung khác": _else,
    "đổi chỗ dòng": _swapped,
}
_FRONT = re.compile(r"\A---\n(.*?)\n---\n", re.DOTALL)


def spoilt_yaml(text: str, chance: random.Random, kind: str | None = None) -> tuple[str, bytes]:
    """(kind, the file) of a YAML file ``text`` with one change, of ``kind`` or as ``chance`` will."""
    kind = kind or chance.choice([*YAML_KINDS, *["giá trị"] * 6])
    return kind, YAML_KINDS[kind](text.split("\n"), chance)


def spoilt_page(text: str, chance: random.Random, kind: str | None = None) -> tuple[str, bytes]:
    """(kind, the file) of a page ``text`` whose front matter has one change, or stands wrong; ``kind`` as above."""
    front = _FRONT.match(text)
    if front is None:
        return spoilt_yaml(text, chance, kind)
    if kind is None and chance.random() < 0.15:
        odd: list[Any] = [text[4:], text.replace("\n---\n", "\n", 1), text.replace("---\n", "--- \n", 1), "\n" + text, front[0] + text,
                          text.replace("---", "+++"), ""]
        return "khung đầu trang", chance.choice(odd).encode()
    kind, changed = spoilt_yaml(front[1], chance, kind)
    rest = text[front.end() :]
    if kind == "bảng mã":
        return kind, YAML_KINDS[kind](text.split("\n"), chance)
    return kind, b"---\n" + changed + b"\n---\n" + rest.encode()
