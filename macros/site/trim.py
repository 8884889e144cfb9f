"""The theme's style sheet without what no page of this build can show: three quarters of its rules are for parts that we do not use.

Cautious by construction: a rule goes only where it needs a class that stands in no page and in no script, another direction of writing
or a colour that no page has. What stands in brackets of ``:is()``, ``:not()`` and their like is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"""\\.|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[(){};,]""", re.DOTALL)
_NESTED = re.compile(r"@(?:media|supports|container|layer)\b")
_ASIDE = re.compile(r":[a-z-]+\((?:[^()]|\([^()]*\))*\)")
_QUOTED = re.compile(r'"[^"]*"')
_CLASS = re.compile(r"\.([A-Za-z_](?:[\w-]|\\.)*|-[A-Za-z_-](?:[\w-]|\\.)*)")
_COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([\w-]+)\]")
_ATTRIBUTES = ('class="', 'data-md-color-primary="', 'data-md-color-accent="')
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")


@dataclass(frozen=True)
class Used:
    """Every word that may be a class on a page, or be asked for by a script; and the variables that pages and other sheets read."""

    words: frozenset[str]
    variables: frozenset[str]


def used_in(pages: Iterable[str], scripts: Iterable[str], sheets: Iterable[str]) -> Used:
    """What pages, scripts and the style sheets beside the theme's own use."""
    words, variables, values, inline = set[str](), set[str](), set[str](), set[str]()
    for page in pages:  # cut at plain words: all pages together are long, and a pattern would be tried at each of their letters
        values.update(part.partition('"')[0] for name in _ATTRIBUTES for part in page.split(name)[1:])
        inline.update(part.partition("</script>")[0].partition(">")[2] for part in page.split("<script")[1:])
        variables.update(_VARIABLE.findall(page))
    words.update(word for value in values for word in value.split())
    for script in (*inline, *scripts):
        words.update(_WORD.findall(script))
    for sheet in sheets:
        variables.update(_VARIABLE.findall(sheet))
    return Used(frozenset(words), frozenset(variables | words))


def trimmed(sheet: str, used: Used) -> str:
    """``sheet``, already shrunk, without rules and variables that nothing uses."""
    kept = _rules(sheet, used.words)
    while (shorter := _declared(kept, used.variables | set(_VARIABLE.findall(kept)))) != kept:
        kept = shorter
    return kept


def _blocks(sheet: str) -> Iterator[tuple[str, str | None]]:
    """(what stands before the braces, what stands in them) of each rule; None for a statement without braces."""
    start = inside = depth = brackets = 0
    for match in _TOKEN.finditer(sheet):
        sign, at = match[0], match.start()
        brackets += {"(": 1, ")": -1}.get(sign, 0)
        if brackets:
            continue
        if sign == "{":
            inside = inside if depth else at
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield sheet[start:inside], sheet[inside + 1 : at]
                start = at + 1
        elif sign == ";" and not depth:
            yield sheet[start : at + 1], None
            start = at + 1


def _parts(text: str, separator: str) -> list[str]:
    parts, start, brackets = [], 0, 0
    for match in _TOKEN.finditer(text):
        brackets += {"(": 1, ")": -1}.get(match[0], 0)
        if match[0] == separator and not brackets:
            parts.append(text[start : match.start()])
            start = match.end()
    return [part for part in (*parts, text[start:]) if part]


def _can_match(selector: str, words: frozenset[str]) -> bool:
    plain = _QUOTED.sub('""', _ASIDE.sub("", selector))
    if "[dir=rtl]" in plain:
        return False
    return all(name.replace("\\", "") in words for name in (*_CLASS.findall(plain), *_COLOUR.findall(plain)))


def _rules(sheet: str, words: frozenset[str]) -> str:
    kept = []
    for before, body in _blocks(sheet):
        if body is None:
            kept.append(before)
        elif _NESTED.match(before):
            if inner := _rules(body, words):
                kept.append(f"{before}{{{inner}}}")
        elif before.startswith("@"):
            kept.append(f"{before}{{{body}}}")
        elif selectors := [one for one in _parts(before, ",") if _can_match(one, words)]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def _declared(sheet: str, variables: frozenset[str]) -> str:
    """``sheet`` without the values of variables that nobody reads."""
    kept = []
    for before, body in _blocks(sheet):
        if body is None:
            kept.append(before)
        elif _NESTED.match(before):
            kept.append(f"{before}{{{_declared(body, variables)}}}")
        elif before.startswith("@"):
            kept.append(f"{before}{{{body}}}")
        elif lines := [one for one in _parts(body, ";") if not one.startswith("--") or one[2:].partition(":")[0] in variables]:
            kept.append(f"{before}{{{';'.join(lines)}}}")
    return "".join(kept)
