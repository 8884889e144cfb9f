"""Files → segments of prose with their lines: paragraphs, list items, table rows and headings of pages, strings of data.

What is not prose is masked by a private sign, so that a rule sees words only: code spans and macros become one sign each,
link targets, tags and comments vanish. A segment knows whether its statement rests on a source or is marked as practice.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import yaml

from macros.model.house_style import HouseStyle
from macros.model.pages import FRONT_MATTER
from macros.model.plain_yaml import Loader

CODE, CITED, PRACTICE, MACRO, CELL = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
SIGNS = CODE + CITED + PRACTICE + MACRO + CELL

#: What a segment is: prose of a page; text of front matter or data; the text of a model document; wrong on purpose.
Role = Literal["trang", "du-lieu", "van-ban", "co-y-sai"]

#: A word of a language, its parts joined by hyphens or apostrophes.
WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ADDRESS = re.compile(r"<?https?://[^\s)»>]+>?")
_HIDDEN = re.compile(r"\{#.*?#\}|<!--.*?-->|\{%.*?%\}|<(script|style|svg)\b.*?</\1>", re.DOTALL)
_CALL = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_CODE = re.compile(r"(`+)(?!`)(?:[^\n]|\n(?![ \t]*\n))+?(?<!`)\1(?!`)")  # never over a blank line
_TARGET = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\](?:\([^()\s]*(?:\([^()]*\))?[^()]*\)|\[[^\]]*\]|\{[^}]*\})")
_LEFT_OUT = re.compile(
    r"</?[A-Za-z][^<>]*>|\{[:.#][^{}]*\}|\{\s*[.#][^{}]*\}|\^\[?|\*\*|__|~~|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)|:[a-z][a-z0-9_-]+:")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_ITEM = re.compile(r"(\s*)(?:[-*+]|\d+[.)]|[a-zđ]\))\s+(?:\[[ xX]\]\s+)?")
_DEFINITION = re.compile(r"\s*:\s+(?=\S)")
_BOX = re.compile(r"\s*(?:!!!|\?\?\?\+?|===)\s*[\w-]*(?:\s+[\w-]+)*\s*(?:\"(.*)\")?\s*$")
_RULE = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*$")


@dataclass(frozen=True)
class Segment:
    """A stretch of prose. ``starts`` are (offset in ``text``, line in the file), ascending; ``key`` only in data.
    ``cells``: a row of a table, its cells parted by ``CELL``; ``is_paragraph``: neither heading, item of a list nor row."""

    text: str
    starts: tuple[tuple[int, int], ...]
    role: Role
    heading: bool = False
    cells: bool = False
    is_paragraph: bool = False
    basis: bool = False
    key: str = ""

    @property
    def of_page(self) -> bool:
        """Whether it is the running text of a page."""
        return self.role == "trang"

    @property
    def is_specimen(self) -> bool:
        """Whether it is wrong on purpose, to show what is wrong."""
        return self.role == "co-y-sai"

    @property
    def is_ours(self) -> bool:
        """Whether the handbook itself speaks, not a document that it holds up."""
        return self.role in ("trang", "du-lieu")

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words as they stand, each once: what several rules ask before they look closely."""
        return frozenset(WORD.findall(self.text))

    def line(self, offset: int = 0) -> int:
        """The line on which the sign at ``offset`` stands."""
        return self.starts[max(0, bisect_right(self.starts, (offset, 1 << 30)) - 1)][1]


def page_segments(text: str, settings: HouseStyle) -> Iterator[Segment]:
    """Front matter and body of a page."""
    match = FRONT_MATTER.match(text)
    if match:
        yield from data_segments(match[1], settings, name="docs", first_line=2)
    start = match.end() if match else 0
    yield from _with_basis(list(_blocks(_masked(text[start:]), text[:start].count("\n") + 1)))


def _masked(body: str) -> str:
    """``body`` with everything that is not prose masked, line for line."""
    body = _HIDDEN.sub(_only_breaks, body)
    body = _CALL.sub(lambda match: _sign(match[1]) + _only_breaks(match), body)
    body = _CODE.sub(lambda match: CODE + _only_breaks(match), _without_fences(body))
    return _LEFT_OUT.sub("", _ADDRESS.sub(CODE, _TARGET.sub(r"\1", body)))


def _sign(call: str) -> str:
    name = call.strip().partition("(")[0].strip()
    return {"can_cu": CITED, "kinh_nghiem": PRACTICE}.get(name, MACRO)


def _only_breaks(match: re.Match[str]) -> str:
    return "\n" * match[0].count("\n")


def _without_fences(body: str) -> str:
    lines: list[str] = []
    fence = ""
    for line in body.split("\n"):
        match = _FENCE.match(line)
        if fence:
            if match and match[1].startswith(fence):
                fence = ""
            lines.append("")
        elif match:
            fence = match[1]
            lines.append("")
        else:
            lines.append(line)
    return "\n".join(lines)


@dataclass
class _Block:
    kind: Literal["doan", "muc", "hang", "tieu-de"]
    indent: int
    parts: list[tuple[int, str]]  # line, text

    def segment(self) -> Segment:
        text, starts = "", []
        for line, part in self.parts:
            text += " " if text else ""
            starts.append((len(text), line))
            text += part
        return Segment(text, tuple(starts), "trang", heading=self.kind == "tieu-de", cells=self.kind == "hang",
                       is_paragraph=self.kind == "doan")


def _blocks(body: str, first_line: int) -> Iterator[_Block]:
    """The blocks of a masked body, in order."""
    open_block: _Block | None = None
    for number, line in enumerate(body.split("\n"), first_line):
        stripped = line.strip()
        box, item = _BOX.match(line), _ITEM.match(line)
        starts_new = not stripped or box or item or stripped.startswith("|")
        starts_new = starts_new or any(pattern.match(line) for pattern in (_HEADING, _RULE, _DEFINITION))
        if starts_new and open_block:
            yield open_block
            open_block = None
        if not stripped or _RULE.match(line):
            continue
        if box:
            if box[1]:
                yield _Block("tieu-de", 0, [(number, box[1].strip())])
        elif heading := _HEADING.match(line):
            yield _Block("tieu-de", 0, [(number, line[heading.end():].strip(" #"))])
        elif stripped.startswith("|"):
            yield _Block("hang", 0, [(number, _row(stripped))])
        elif item:
            open_block = _Block("muc", len(item[1]), [(number, line[item.end():].strip())])
        elif open_block:
            open_block.parts.append((number, stripped.lstrip("> ")))
        else:
            open_block = _Block("doan", len(line) - len(line.lstrip()), [(number, stripped.lstrip(">: "))])
    if open_block:
        yield open_block


def _row(line: str) -> str:
    """The cells of a table row, parted by ``CELL``."""
    return f" {CELL} ".join(cell.strip() for cell in line.strip("|").split("|") if cell.strip())


def _with_basis(blocks: Sequence[_Block]) -> Iterator[Segment]:
    """Segments that know whether they rest on something: in themselves, in the item above them, or, for the items of a
    list and the rows of a table, in the paragraph that introduces or follows it."""
    for index, block in enumerate(blocks):
        rests = _rests(block)
        if not rests and block.kind == "hang":
            rests = any(_rests(near) for near in (_outside(blocks, index, -1), _outside(blocks, index, 1)) if near)
        if not rests and block.kind in ("muc", "doan"):
            rests = any(map(_rests, _above(blocks, index)))
        yield replace(block.segment(), basis=rests)


def _rests(block: _Block) -> bool:
    return block.kind != "tieu-de" and any(CITED in part or PRACTICE in part for _, part in block.parts)


def _outside(blocks: Sequence[_Block], index: int, step: int) -> _Block | None:
    """The paragraph right before or after the table that holds the row at ``index``."""
    while 0 <= index < len(blocks) and blocks[index].kind == "hang":
        index += step
    return blocks[index] if 0 <= index < len(blocks) and blocks[index].kind == "doan" else None


def _above(blocks: Sequence[_Block], index: int) -> Iterator[_Block]:
    """The items that hold an indented block, and the paragraph with a colon that introduces its list."""
    block = blocks[index]
    indent = block.indent
    for near in reversed(blocks[:index]):
        if near.kind in ("tieu-de", "hang"):
            return
        if near.kind == "doan" and near.indent <= indent:
            if block.kind == "muc" and near.parts[-1][1].rstrip(SIGNS + " .()").endswith(":"):
                yield near
            return
        if near.kind == "muc" and near.indent < indent:
            indent = near.indent
            yield near


# Data ---------------------------------------------------------------------------------------------------------------

_MOST_NODES = 1_000_000


def data_segments(text: str, settings: HouseStyle, *, name: str, first_line: int = 1) -> Iterator[Segment]:
    """The reader-facing strings of a YAML text. A text that is no YAML gives nothing: the loader tells its faults."""
    loader = Loader(text)
    try:
        node = loader.get_single_node()
    except yaml.YAMLError:
        return
    finally:
        loader.dispose()
    if node is not None:
        roles: dict[str, Role] = dict.fromkeys(settings.wrong_on_purpose, "co-y-sai")
        if name.startswith(("data/mau/", "data/cuoc-hop")):
            roles |= dict.fromkeys(settings.document_keys, "van-ban")
        yield from _Walk(settings.not_prose, roles, first_line, set()).strings(node, "", "du-lieu", False)


@dataclass(frozen=True)
class _Walk:
    not_prose: frozenset[str]
    roles: Mapping[str, Role]
    first_line: int
    seen: set[int]

    def strings(self, node: yaml.Node, key: str, role: Role, basis: bool) -> Iterator[Segment]:
        """The strings under ``node``; a mapping rests on what it cites itself or what any mapping around it cites."""
        if not isinstance(node, yaml.ScalarNode):
            # An alias leads to a node that was read already, or to one that holds itself.
            if id(node) in self.seen or len(self.seen) > _MOST_NODES:
                return
            self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            basis = basis or any(_is_basis(name, value) for name, value in node.value)
            for name, value in node.value:
                key = name.value if isinstance(name, yaml.ScalarNode) else ""
                if key not in self.not_prose:
                    yield from self.strings(value, key, self.roles.get(key, role), basis)
        elif isinstance(node, yaml.SequenceNode):
            for value in node.value:
                yield from self.strings(value, key, role, basis)
        elif isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str" and " " in node.value:
            yield from _lines(node, key, role, basis, self.first_line)


def _is_basis(name: yaml.Node, value: yaml.Node) -> bool:
    """Whether the pair is ``can_cu: [...]`` with something in it, ``kinh_nghiem: true``, or a clause of a rule of form."""
    if name.value == "kinh_nghiem":
        return bool(value.value == "true")
    return name.value in ("can_cu", "dieu", "do_tin_cay") and bool(value.value)


def _lines(node: yaml.ScalarNode, key: str, role: Role, basis: bool, first_line: int) -> Iterator[Segment]:
    """One segment for a string, or one for each line of a block of lines (``|``)."""
    line = node.start_mark.line + first_line
    text = _LEFT_OUT.sub("", _CODE.sub(CODE, _CALL.sub(MACRO, _HIDDEN.sub("", node.value)))) if role == "van-ban" else node.value
    if "\n" not in text.strip():
        yield Segment(text.strip(), ((0, line),), role, basis=basis, key=key)
        return
    # In a block (| or >) the text begins on the line after the key.
    offset = 1 if node.style in ("|", ">") else 0
    for number, part in enumerate(text.split("\n"), line + offset):
        part = _HEADING.sub("", part).strip()
        if part and not _RULE.match(part):
            row = part.startswith("|")
            if row:
                part = _row(part)
            yield Segment(part, ((0, number if node.style == "|" else line),), role, cells=row, basis=basis, key=key)
