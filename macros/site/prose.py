"""The prose of docs/ on its way to HTML: macro calls carried out, and finished HTML kept out of Markdown's way.

A page may call macros and nothing else. Its calls are read by Jinja's parser and carried out here, so nothing that a page, a
datum or a workbook holds is ever evaluated: no attribute, no filter, no loop, no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes
from markupsafe import Markup

from macros.model.base import Citation, UnknownName
from macros.vietnamese import did_you_mean

# Two signs of Unicode's private area, which no text holds, around the number of a piece of finished HTML.
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile("<p>((?:\\s*\ue000\\d+\ue001\\s*)+)</p>")
_PRACTICE = '<span class="st-kinh-nghiem">'
_HEADING = re.compile(r"^#{1,6} .*$", re.MULTILINE)
_SECTION = re.compile(r"^(?=## )", re.MULTILINE)
_BLOCK = re.compile(
    r"\s*<(?:address|article|aside|blockquote|button|details|div|dl|fieldset|figure|form|h[1-6]|hr|input|nav|ol|p|pre|script|section|svg"
    r"|table|template|ul)\b"
)
_TABLE = re.compile(r"<table>\s*<thead>(.*?)</thead>(\s*)<tbody>(.*?)</tbody>", re.DOTALL)  # as Markdown makes it
_HEAD, _ROW, _TAG = (re.compile(pattern, re.DOTALL) for pattern in (r"<th\b[^>]*>(.*?)</th>", r"<tr>.*?</tr>", r"<[^>]+>"))
_MANY_COLUMNS = 3
_PERCENT = re.compile(r"(<script\b.*?</script>|<[^>]*>)|(?<=\d) (?=%)", re.DOTALL)
# The number of a document in running text; before it, what is passed over whole: headings, pictures, code, choices, previews of documents
# and what is unbroken already.
_NUMBER = re.compile(
    r"(<(h[1-6]|svg|script|style|pre|code|option|textarea)\b.*?</\2>|<(\w+) class=\"(?:st-vb|st-can-cu__so)[^>]*>.*?</\3>|<[^>]*>)"
    r"|\b\d{1,5}(?:-[A-ZĐ][A-ZĐi]{0,4}/[A-ZĐ]\w*|/\d{4}/[A-ZĐ][\w-]*)",
    re.DOTALL,
)
_ANCHOR = re.compile(r'\sid="([^"]+)"')
_parser = Environment()  # noqa: S701 (it only parses)


class ProseError(Exception):
    """What a page's prose may not do: ``line`` counts from the first line of the prose; ``str()`` says it in Vietnamese."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


class Finished:
    """The pieces of finished HTML of one page, each with a token that stands for it while Markdown reads the rest."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def token(self, html: Markup) -> str:
        """What stands for ``html`` in the Markdown."""
        self._pieces.append(str(html))
        return f"\ue000{len(self._pieces) - 1}\ue001"

    def join(self, parts: Iterable[str]) -> str:
        """The Markdown of a page from parts that are Markdown or finished HTML."""
        return "\n\n".join(self.token(part) if isinstance(part, Markup) else part for part in parts if part)

    def in_headings(self, markdown: str) -> str:
        """``markdown`` with the HTML back in its headings: anchors and the table of contents are made from their text. A mark of
        practice is no part of that text: it holds for the section, and stands on a line of its own below the heading."""
        return _HEADING.sub(self._heading, markdown)

    def _heading(self, found: re.Match[str]) -> str:
        marks = [self._pieces[int(number)] for number in _TOKEN.findall(found[0]) if _PRACTICE in self._pieces[int(number)]]
        if not marks:
            return self._back(found[0])
        text = _TOKEN.sub(lambda token: "" if self._pieces[int(token[1])] in marks else token[0], found[0])
        line = self.token(Markup(f'<p class="st-dau-dong">{marks[0]}</p>'))  # noqa: S704 (made of finished HTML)
        return f"{self._back(text).rstrip()}\n\n{line}\n"

    def back(self, html: str) -> str:
        """Markdown's ``html`` with every piece in its place; a paragraph that holds nothing but blocks is none."""
        return self._back(_ALONE.sub(self._unwrapped, html))

    def anchors(self) -> set[str]:
        """Every anchor in the pieces, which MkDocs has not seen and links may lead to."""
        return {name for piece in self._pieces for name in _ANCHOR.findall(piece)}

    def _unwrapped(self, paragraph: re.Match[str]) -> str:
        numbers = [int(number) for number in _TOKEN.findall(paragraph[1])]
        return paragraph[1].strip() if all(_BLOCK.match(self._pieces[number]) for number in numbers) else paragraph[0]

    def _back(self, text: str) -> str:
        return _TOKEN.sub(lambda token: self._pieces[int(token[1])], text)


class SignedSections:
    """The text of a page in the making, each section with the line that says how sure it is, made by ``signs`` from what the
    section cites: under its heading, and at the end of what stands before the first heading."""

    def __init__(self, signs: Callable[[list[Citation]], str]) -> None:
        self._signs = signs
        self._sections: list[tuple[list[str], list[Citation]]] = [([], [])]

    def add(self, text: str, cited: Iterable[Citation]) -> None:
        """The next piece, which may open sections, and what it cites."""
        first, *rest = _SECTION.split(text)
        self._sections[-1][0].append(first)
        self._sections[-1][1].extend(cited)
        self._sections += [([section], []) for section in rest]

    def text(self) -> str:
        """The whole."""
        return "".join(self._signed("".join(pieces), cited) for pieces, cited in self._sections)

    def _signed(self, text: str, cited: list[Citation]) -> str:
        line = self._signs(cited) if cited else ""
        if not line:
            return text
        if not text.startswith("## "):
            return f"{text.rstrip()}\n\n{line}\n\n"
        heading, _, rest = text.partition("\n")
        return f"{heading}\n\n{line}\n\n{rest}"


def expand(markdown: str, macros: Mapping[str, Callable[..., str]], finished: Finished) -> Iterator[str | ProseError]:
    """The text of ``markdown`` with its macro calls carried out, piece by piece, and an error for each that cannot be."""
    try:
        tree = _parser.parse(markdown)
    except TemplateSyntaxError as error:
        yield ProseError(error.lineno, f"dấu ngoặc của macro viết sai ({error.message}). Viết {{{{ tên() }}}}; muốn in ra dấu ngoặc "
                                       "thì đặt đoạn đó giữa {% raw %} và {% endraw %}.")  # fmt: skip
        return
    for output in tree.body:
        for node in output.nodes if isinstance(output, nodes.Output) else [output]:
            if isinstance(node, nodes.TemplateData):
                yield node.data
                continue
            try:
                told = _called(node, macros)
            except (ProseError, UnknownName) as error:
                yield ProseError(node.lineno, str(error))
                continue
            yield finished.token(told) if isinstance(told, Markup) else told


def _called(node: nodes.Node, macros: Mapping[str, Callable[..., str]]) -> str:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name) or node.dyn_args or node.dyn_kwargs:
        raise ProseError(node.lineno, "giữa hai dấu ngoặc chỉ được gọi một macro, ví dụ {{ can_cu(\"dieu-le-2011\") }}. "
                                      "Các macro có ở trang quan-tri/macro.md.")  # fmt: skip
    name = node.node.name
    if name not in macros:
        raise ProseError(node.lineno, f"không có macro «{name}». {did_you_mean(name, macros, 'Xem trang quan-tri/macro.md.')}")
    try:
        arguments: list[Any] = [argument.as_const() for argument in node.args]
        named: dict[str, Any] = {pair.key: pair.value.as_const() for pair in node.kwargs}
    except nodes.Impossible:
        raise ProseError(node.lineno, f"tham số của macro «{name}» phải là chữ trong dấu nháy hoặc số.") from None
    try:
        return macros[name](*arguments, **named)
    except TypeError as error:
        raise ProseError(node.lineno, f"macro «{name}» không nhận tham số như đã viết ({error}). Xem trang quan-tri/macro.md.") from None


def with_named_cells(html: str) -> str:
    """``html`` in which each cell of a table of several columns bears the name of its column: on a phone a row becomes a card."""

    def named(table: re.Match[str]) -> str:
        heads = [" ".join(_TAG.sub("", head).split()).replace('"', "&quot;") for head in _HEAD.findall(table[1])]
        if len(heads) < _MANY_COLUMNS:
            return table[0]

        def row(found: re.Match[str]) -> str:
            first, *cells = found[0].split("<td")
            if len(cells) != len(heads):
                return found[0]
            return first + "".join(f'<td data-cot="{head}"{cell}' for head, cell in zip(heads, cells, strict=True))

        rows = _ROW.sub(row, table[3])
        return f"<table data-nhieu-cot><thead>{table[1]}</thead>{table[2]}<tbody>{rows}</tbody>"

    return _TABLE.sub(named, html)


def with_signs_kept(html: str) -> str:
    """``html`` in which no line ends between a number and its «%», nor within the number of a document («58-QĐ/TW»)."""
    whole = _NUMBER.sub(lambda found: found[1] or f'<span class="st-lien">{found[0]}</span>', html)
    return _PERCENT.sub(lambda found: found[1] or "\u00a0", whole) if " %" in whole else whole
