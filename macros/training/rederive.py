"""Works out the key of a paper a second time, from what is printed on it and the bank as typed, to check the first.

Shares nothing with ``exam``: neither the model, nor the shuffling, nor the bookkeeping of letters.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from typing import Any

_CAPITALS = "ABCDEFGH"
_ROLES = ("de__hoi", "de__y", "de__phai")


class _Printed(HTMLParser):
    """Reads a printed paper back: for every item its stem, its lines and its right sides as a reader sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.items: list[tuple[str, list[str], list[str]]] = []
        self._into = ""
        self._text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        role = dict(attrs).get("class") or ""
        if tag == "span" and role in _ROLES:
            self._into, self._text = role, ""

    def handle_data(self, data: str) -> None:
        if self._into:
            self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag != "span" or not self._into:
            return
        text = _plain(self._text)
        if self._into == "de__hoi":
            self.items.append((text, [], []))
        elif self._into == "de__y":
            self.items[-1][1].append(text)
        else:
            self.items[-1][2].append(text)
        self._into = ""


def _plain(text: object) -> str:
    return " ".join(str(text).replace("…", "").replace("___", "").split())


def _bare(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in letters if letter.isascii() and letter.isalnum()).upper()


def _lines(row: Mapping[str, Any]) -> list[str]:
    if "cap" in row:
        return [_plain(pair["trai"]) for pair in row["cap"]]
    if "thu_tu" in row:
        return [_plain(step["y"]) for step in row["thu_tu"]]
    return [_plain(option.get("dung", option.get("sai"))) for option in row.get("chon", ())]


def _key(row: Mapping[str, Any], lines: list[str], partners: list[str]) -> str:
    if "dap_an" in row:
        accepted = [str(text) for text in row["dap_an"]]
        return "|".join(dict.fromkeys(["".join(text.upper().split()) for text in accepted] + [_bare(text) for text in accepted]))
    if "cap" in row:
        right = {_plain(pair["trai"]): _plain(pair["phai"]) for pair in row["cap"]}
        return "".join(_CAPITALS[partners.index(right[line])] for line in lines)
    if "thu_tu" in row:
        return "".join(_CAPITALS[lines.index(_plain(step["y"]))] for step in row["thu_tu"])
    sought = "sai" if row["loai"] == "bat_loi" else "dung"
    marked = {_plain(option[sought]) for option in row["chon"] if sought in option}
    return "".join(letter for letter, line in zip(_CAPITALS, lines, strict=False) if line in marked)


def rederive_key(printed: str, raw_bank: Sequence[Mapping[str, Any]]) -> list[str]:
    """The key of the ``printed`` paper (HTML), from the bank's YAML as it was typed.

    Raises KeyError for a question that the bank does not have, ValueError for a line that it does not have.
    """
    bank = {(_plain(row["hoi"]), frozenset(_lines(row))): row for row in raw_bank}
    reader = _Printed()
    reader.feed(printed)
    return [_key(bank[stem, frozenset(lines)], lines, partners) for stem, lines, partners in reader.items]
