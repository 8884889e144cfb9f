"""Facts that stand in several places are held to one datum: ``facts.yml`` knows each number and the ways in which prose states it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

# What is wrong on purpose (a mistake, a false option), what readers type, and the register's notes on other texts.
_NOT_STATED = {"sai", "y", "hoi", "cach_hoi_khac", "can_cu"}
_FORMER = "## Nội dung đã sửa sau khi đối chiếu"  # a table of what pages said before
_DIGITS = {"một": "1", "hai": "2", "ba": "3", "bốn": "4", "năm": "5", "sáu": "6", "bảy": "7", "tám": "8", "chín": "9", "mười": "10",
           "mười một": "11", "mười hai": "12"}
_NUMBER = r"(?:\d+(?:[.,]\d+)*|" + "|".join(sorted(_DIGITS, key=len, reverse=True)) + r")(?!\w)"


@dataclass(frozen=True)
class Fact:
    """One number, in every right spelling; the patterns that state it; sentences about something else that they hit too."""

    right: frozenset[str]
    patterns: tuple[re.Pattern[str], ...]
    except_in: re.Pattern[str] | None
    wrong: str

    def contradictions(self, sentence: str) -> Iterator[str]:
        """What the sentence states instead of the datum."""
        if self.except_in and self.except_in.search(sentence):
            return
        for pattern in self.patterns:
            for match in pattern.finditer(sentence):
                if _digits(match[1]) not in self.right:
                    yield match[0]


def _digits(stated: str) -> str:
    words = re.sub(r"[^\W\d_]+(?: hai| một)?", lambda word: _DIGITS.get(word[0], word[0]), stated.lower())
    return words.replace(" %", "%")  # prose writes «20%», tables of figures «20 %»


@cache
def facts() -> dict[str, Fact]:
    """The table, with its placeholder put in."""
    table = yaml.safe_load(Path(__file__).with_name("facts.yml").read_text(encoding="utf-8"))
    return {name: _fact(row) for name, row in table.items()}


def _fact(row: dict[str, Any]) -> Fact:
    unless = row.get("ngoai_tru")
    patterns = (re.compile(pattern.replace("SỐ", _NUMBER).replace(" %", " ?%"), re.IGNORECASE) for pattern in row["cau"])
    return Fact(frozenset(map(_digits, row["la"])), tuple(patterns),
                re.compile("|".join(unless), re.IGNORECASE) if unless else None, row["trai"])


def _strings(node: Any, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        if isinstance(node.get("hoi"), str) and isinstance(node.get("dap"), str):
            yield f"{node['hoi']} {node['dap']}"  # the answer may leave to the question what its number is about
        for name, child in node.items():
            yield from _strings(child, str(name))
    elif isinstance(node, list):
        for child in node:
            yield from _strings(child, key)
    elif isinstance(node, str) and key not in _NOT_STATED:
        yield node


def _said() -> Iterator[tuple[str, str]]:
    """Every sentence that a reader of the site is told, with its file."""
    for path in sorted((ROOT / "data").rglob("*.yml")):
        if path.name != "can-cu.yml":
            yield from _sentences(path, "\n".join(_strings(yaml.safe_load(path.read_text(encoding="utf-8")))))
    for path in sorted((ROOT / "docs").rglob("*.md")):
        text = path.read_text(encoding="utf-8")
        if text.startswith("---\n"):
            _, matter, text = text.split("---\n", 2)
            yield from _sentences(path, "\n".join(_strings(yaml.safe_load(matter))))
        yield from _sentences(path, re.sub(r" ?\{\{.*?\}\}|\*\*|\[\[|\]\]", "", text.partition(_FORMER)[0]))


def _sentences(path: Path, text: str) -> Iterator[tuple[str, str]]:
    name = path.relative_to(ROOT).as_posix()
    for line in text.splitlines():
        yield name, line


def test_no_page_and_no_data_contradicts_a_fact_that_stands_elsewhere() -> None:
    said = list(_said())
    told = [f"{name}: «{words}» ({fact})" for fact, row in facts().items() for name, line in said for words in row.contradictions(line)]
    assert not told, "\n".join(told)


@pytest.mark.parametrize("name", facts())
def test_a_planted_contradiction_is_told(name: str) -> None:
    assert list(facts()[name].contradictions(facts()[name].wrong))


@pytest.mark.parametrize("name", facts())
def test_a_fact_is_stated_somewhere(name: str) -> None:
    """A pattern that hits nothing guards nothing."""
    fact = facts()[name]
    assert any(pattern.search(line) for pattern in fact.patterns for _, line in _all_lines())


@cache
def _all_lines() -> tuple[tuple[str, str], ...]:
    return tuple(_said())
