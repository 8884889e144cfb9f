"""Tables → the lines that a reader makes of them: a row as a whole, a number with its heading, a name with its birth date.

A text alone shows «001075012345»; that it is somebody's number stands in the heading of the column. Markdown, HTML, Word and
Excel tables are all read by :func:`spoken`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import unescape

from macros.lint.births import YEAR
from macros.vietnamese import fold

_NUMBER = re.compile(r"\d[\d .()/·\u2010-\u2015\u2212-]{3,}\d|@")  # a cell that its heading could turn into a number of somebody
AT_IN_WORDS = r"[(\[][Aa][Tt][)\]]| (?:at|a còng) [gyhoiGYHOI]"  # how an address is written without its sign
_TELLING = re.compile(rf"[0-9@Ậậ\uff10-\uff19]|{AT_IN_WORDS}")
_BIRTH_HEADING = re.compile(r"\bsinh\b|\bdob\b|^n\.?\s?s\.?$|^s\.?n\.?$")
_NAME_HEADING = re.compile(r"\bten\b|dong chi|dang vien|quan chung|\bnguoi\b")
_NAME = re.compile(r"[^\W\d_][\w'’\u02bc.-]*(?: [^\W\d_][\w'’\u02bc-]*){1,5}")
_RULE = re.compile(r"\s*\|?[\s:|-]+\|?\s*")
_HTML_ROW = re.compile(r"<tr\b.*?(?:</tr>|(?=<tr\b)|\Z)", re.DOTALL | re.IGNORECASE)
_HTML_CELL = re.compile(r"<(?:td|th)\b[^>]*>(.*?)(?=</?(?:td|th|tr)\b|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]+>")

Row = Sequence[str]


def spoken(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    """(index of the row, line) for every row that holds a number or a date; a line never explains another."""
    top: Row = ()
    above: dict[int, str] = {}
    for index, row in enumerate(rows):
        whole = "| " + " | ".join(row) + " |"
        if _TELLING.search(whole):
            yield index, whole
            for column, cell in enumerate(row):
                if _NUMBER.search(cell):
                    headings = {above.get(column, ""), top[column] if column < len(top) else ""}
                    yield from ((index, f"{heading}: {cell}") for heading in sorted(headings) if heading)
            yield from ((index, line) for line in _births(row, top, above))
        if not top and sum(map(bool, row)) > 1:
            top = row
        for column, cell in enumerate(row):
            if cell and not cell[0].isdigit() and not _NUMBER.search(cell):
                above[column] = cell


def _births(row: Row, top: Row, above: dict[int, str]) -> Iterator[str]:
    """The name and the date of birth of a row, brought together, where a heading speaks of birth."""
    for column, cell in enumerate(row):
        if YEAR.search(cell) and _headed(column, _BIRTH_HEADING, top, above):
            names = {place: other for place, other in enumerate(row) if place != column and len(other) < 60 and _NAME.fullmatch(other)}
            named = [other for place, other in names.items() if _headed(place, _NAME_HEADING, top, above)]
            if names:
                yield f"Họ tên: {(named or list(names.values()))[0]}, sinh {cell}"


def _headed(column: int, pattern: re.Pattern[str], top: Row, above: dict[int, str]) -> bool:
    """Whether a heading of the column, without accents, is as ``pattern`` says."""
    headings = above.get(column, ""), top[column] if column < len(top) else ""
    return any(pattern.search(fold(heading)) for heading in headings)


def markdown_rows(text: str) -> Iterator[tuple[int, str]]:
    """(number of the line, line) for the rows of the Markdown tables of ``text``."""
    if "|" not in text:
        return
    rows: list[Row] = []
    numbers: list[int] = []
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.count("|") >= 2 and not _RULE.fullmatch(line):
            rows.append([cell.strip() for cell in line.strip().strip("|").split("|")])
            numbers.append(number)
        elif rows and line.count("|") < 2:
            yield from ((numbers[index], spoken_line) for index, spoken_line in spoken(rows))
            rows, numbers = [], []


def html_rows(text: str) -> Iterator[tuple[int, str]]:
    """(number of the line, line) for the rows of the HTML tables of ``text``."""
    if "<tr" not in text:
        return
    rows: list[Row] = []
    numbers: list[int] = []
    line, at = 1, 0
    for match in _HTML_ROW.finditer(text):
        line, at = line + text.count("\n", at, match.start()), match.start()
        rows.append([" ".join(unescape(_TAG.sub(" ", cell)).split()) for cell in _HTML_CELL.findall(match[0])])
        numbers.append(line)
    yield from ((numbers[index], spoken_line) for index, spoken_line in spoken(rows))
