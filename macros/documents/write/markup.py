"""Light Markdown with Jinja → the same blocks for Word and for the page.

One line is one paragraph; an empty line only separates. The vocabulary:

- ``# Chương I // NHỮNG QUY ĐỊNH CHUNG``  label and name, centred, on two lines;  ``## Mục 1 // TÊN MỤC`` likewise
- ``# I. …``, ``## 1. …``, ``### 1.1. …``  headings;  ``### Điều 1. …``  an article
- ``<> …``  centred;  ``>> …``  to the right;  ``[ ] …``  a box to tick
- ``| a | b |`` lines  a table: head, then a line of dashes (their lengths are the widths, colons align), then rows
- ``{% for %}``, ``{% if %}`` and their ends on lines of their own; ``{{ field }}`` alone on its line, when the field holds
  paragraphs, becomes one paragraph each
- everything else, «- Căn cứ …» and «a) …» too, is running text; ``**bold**`` and ``*italic*`` inside
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, Protocol

from macros.documents.write.parse import TemplateError

Align = Literal["left", "center", "right"]

_TOKEN = re.compile(r"(\{\{.*?\}\}|\{%.*?%\}|\*\*|\*)")
_CONTROL = re.compile(r"^\s*(\{%-?\s*(for|if|elif|else|endfor|endif)\b.*?%\}\s*)+$")
_LONE_FIELD = re.compile(r"^\{\{\s*([a-z][a-z0-9_]*)\s*\}\}$")
_DASHES = re.compile(r"^\|(\s*:?-+:?\s*\|)+\s*$")
_HEADING = re.compile(r"^(#{1,3}) +(.*)$")


@dataclass(frozen=True)
class Run:
    """A stretch of equally written characters. ``source`` is escaped text in which Jinja's tags stand untouched."""

    source: str
    bold: bool = False
    italic: bool = False


class Writer(Protocol):
    """What Word's and the page's writers both offer. Every method returns Jinja source without a line break."""

    def paragraph(self, style: str, runs: list[Run], keep: str = "") -> str:
        """A paragraph. ``keep`` is "", or Jinja source that comes out non-empty when it must stay with the next one."""

    def table_start(self, widths: list[float], head: list[list[Run]], aligns: list[Align]) -> str:
        """A ruled table; ``widths`` are shares that add up to 1."""

    def table_row(self, widths: list[float], cells: list[list[Run]], aligns: list[Align], keep: str = "") -> str:
        """A row; ``keep`` as for a paragraph."""

    def table_end(self, keep: str = "") -> str: ...


def inline(text: str) -> list[Run]:
    """``text`` with its bold and italic stretches, escaped for XML and HTML; tags pass untouched."""
    runs: list[Run] = []
    bold = italic = False
    current = ""
    for piece in _TOKEN.split(text):
        if piece in ("**", "*"):
            if current:
                runs.append(Run(current, bold, italic))
            current = ""
            bold, italic = (not bold, italic) if piece == "**" else (bold, not italic)
        elif piece.startswith(("{{", "{%")):
            current += piece
        else:
            current += html.escape(piece, quote=False)
    return [*runs, Run(current, bold, italic)] if current or not runs else runs


def convert(text: str, writer: Writer, lists: Collection[str], *, keep_last: bool = False) -> str:
    """``text`` as Jinja source for ``writer``, one line for every line of ``text``, so that errors keep their place.

    ``lists`` are the fields that hold paragraphs. ``keep_last`` ties the last two paragraphs, or the last row of a table at the end,
    to what follows: a signature never stands alone on a page.
    """
    lines = text.rstrip("\n").split("\n")
    last = _last_paragraphs(lines) if keep_last else {}
    out: list[str] = []
    index = 0
    while index < len(lines):
        line = lines[index].strip()
        if line.startswith("|"):
            end = index
            while end < len(lines) and (lines[end].strip().startswith("|") or _CONTROL.match(lines[end])):
                end += 1
            while _CONTROL.match(lines[end - 1]) and _depth(lines[index:end]) != 0:
                end -= 1
            at_end = keep_last and not any(line.strip() for line in lines[end:])
            out.extend(_table(lines[index:end], index + 1, writer, keep_last=at_end))
            index = end
            continue
        turns = last.get(index, _ONE_TURN)
        keep = _keep(lines, index, turns) if index in last else "1" if _before_table(lines, index) else ""
        out.append(_block(line, index + 1, writer, lists, keep, turns))
        index += 1
    return "\n".join(out)


def _depth(lines: list[str]) -> int:
    """Openings less closings of loops and conditions in ``lines``; negative when they close one begun before."""
    joined = "\n".join(lines)
    return len(re.findall(r"\{%-?\s*(?:for|if)\b", joined)) - len(re.findall(r"\{%-?\s*end(?:for|if)\b", joined))


def _before_table(lines: list[str], index: int) -> bool:
    """A paragraph that introduces a table stays on its page."""
    following = next((line.strip() for line in lines[index + 1 :] if line.strip() and not _CONTROL.match(line)), "")
    return following.startswith("|")


# Inside a loop only the last turns are kept with what follows, or the whole list would move to the next page.
_ONE_TURN = "{% if loop.last %}1{% endif %}"
_TWO_TURNS = "{% if loop.last or loop.revindex == 2 %}1{% endif %}"


def _last_paragraphs(lines: list[str]) -> dict[int, str]:
    """The indices of the last two lines that are always paragraphs, and of those between and after them that stand under a condition;
    none of them before a table. With each, how many of its last turns are kept where it is a list: two where it may be the very last."""
    found: dict[int, str] = {}
    always = depth = 0
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index].strip()
        if line.startswith("|") or always == 2:
            break
        if _CONTROL.match(line):
            depth += len(re.findall(r"\{%-?\s*endif\b", line)) - len(re.findall(r"\{%-?\s*if\b", line))
        elif line:
            found[index] = _TWO_TURNS if always == 0 else _ONE_TURN
            always += depth == 0
    return found


def _keep(lines: list[str], index: int, turns: str) -> str:
    """When the line at ``index`` is kept with the next one: always, or in the last ``turns`` of the loop that it stands in."""
    tail = "\n".join(lines[index + 1 :])
    inside = len(re.findall(r"\{%-?\s*endfor\b", tail)) > len(re.findall(r"\{%-?\s*for\b", tail))
    return turns if inside else "1"


def _block(line: str, number: int, writer: Writer, lists: Collection[str], keep: str, turns: str) -> str:
    if not line or _CONTROL.match(line):
        return line
    if (match := _LONE_FIELD.match(line)) and match[1] in lists:
        loop_keep = turns if keep else ""
        body = writer.paragraph("text", [Run("{{ doan }}")], loop_keep)
        return f"{{% for doan in {match[1]} %}}{body}{{% endfor %}}"
    for name in lists:
        if re.search(rf"\{{\{{\s*{name}\s*\}}\}}", line):
            raise TemplateError(number, f"trường «{name}» gồm nhiều đoạn", "Đặt {{ " + name + " }} riêng một dòng.")
    if match := _HEADING.match(line):
        return _heading(len(match[1]), match[2], writer)
    for sign, style in (("<> ", "centre"), (">> ", "right")):
        if line.startswith(sign):
            return writer.paragraph(style, inline(line[len(sign) :]), keep)
    if line.startswith("[ ] "):
        line = "☐ " + line[4:]
    return writer.paragraph("text", inline(line), keep)


def _heading(level: int, text: str, writer: Writer) -> str:
    if "//" in text:
        label, _, name = (part.strip() for part in text.partition("//"))
        style = "chapter" if level == 1 else "section"
        return writer.paragraph(style, inline(label), "1") + writer.paragraph(f"{style}-name", inline(name), "1")
    if text.startswith("Điều "):
        return writer.paragraph("article", inline(text), "1")
    return writer.paragraph(f"heading-{level}", inline(text), "1")


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _table(lines: list[str], number: int, writer: Writer, *, keep_last: bool) -> list[str]:
    """A table: head row, dashes, rows; loops and conditions may stand between the rows."""
    last = max(index for index, line in enumerate(lines) if not _CONTROL.match(line))
    if len(lines) < 3 or not _DASHES.match(lines[1].strip()):
        raise TemplateError(number + 1, "bảng thiếu dòng gạch", "Dưới hàng đầu bảng ghi một dòng dạng |---|:-:|---:|.")
    dashes = _cells(lines[1])
    weights = [cell.count("-") for cell in dashes]
    widths = [weight / sum(weights) for weight in weights]
    aligns: list[Align] = [
        "center" if cell.startswith(":") and cell.endswith(":") else "right" if cell.endswith(":") else "left" for cell in dashes
    ]

    def cells(offset: int) -> list[list[Run]]:
        found = _cells(lines[offset])
        if len(found) != len(widths):
            raise TemplateError(
                number + offset, f"hàng này có {len(found)} ô, dòng gạch có {len(widths)} cột", "Thêm hoặc bớt dấu | cho khớp."
            )
        return [inline(cell) for cell in found]

    out = [writer.table_start(widths, cells(0), aligns), ""]
    for offset, line in enumerate(lines[2:], start=2):
        keep = _keep(lines, offset, _ONE_TURN) if keep_last and offset == last else ""
        out.append(line.strip() if _CONTROL.match(line) else writer.table_row(widths, cells(offset), aligns, keep))
    out[-1] += writer.table_end("1" if keep_last else "")
    return out
