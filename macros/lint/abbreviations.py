"""Abbreviations: each stands in data/thuat-ngu.yml, or the build stops."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from macros.lint.marks import Finding
from macros.lint.prose import Segment
from macros.lint.syllables import is_syllable
from macros.vietnamese import did_you_mean

# Signs of documents (05-NQ/ĐU, …-QĐ/TW, /ĐU) and of signing (T/M) are no abbreviations in a sentence.
_SYMBOL = re.compile(
    r"(?:[\w.…]*[-–])[A-ZĐ][A-Za-zĐđ]{0,4}(?:/[A-ZĐ][\wĐ]*)?(?:-[A-ZĐ]+)*"
    r"|(?<![\wĐ])/[A-ZĐ]+(?:-[A-ZĐ]+)*"
    r"|[A-ZĐ][A-Za-z]{0,3}/[A-ZĐ]+(?:-[A-ZĐ]+)+"
)
# In «VT», «Lưu: VT», «TUQ.» the sign itself is spoken of.
_SPECIMEN = re.compile(r"«(?:[^\s»]+ ?){1,3}»")
_TOKEN = re.compile(r"(?<![^\W_])[A-ZĐ][A-ZĐƠƯÂÊÔa-z]*[A-ZĐƠƯÂÊÔ][a-z]?(?![^\W_])")
_MAYBE = re.compile(r"[A-ZĐ][A-ZĐƠƯÂÊÔa-z]*[A-ZĐƠƯÂÊÔ]")  # stands in every token
_ROMAN = re.compile(r"[IVXLC]+")
_CAPITALS = re.compile(r"[^\W\d_]{2,}")


def check(segment: Segment, known: Collection[str]) -> Iterator[Finding]:
    """Tokens of capitals that are neither known nor Vietnamese words written in capitals."""
    text = segment.text
    if segment.is_specimen or not _MAYBE.search(text):
        return
    for pattern in (_SYMBOL, _SPECIMEN):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    told: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in known or token in told or _ROMAN.fullmatch(token) or sum(char.isupper() for char in token) < 2:
            continue
        if is_syllable(token) and token.isupper() and (len(token) > 2 or _among_capitals(text, match)):
            continue
        told.add(token)
        remedy = f"{did_you_mean(token, known)} Viết đủ chữ, hoặc thêm vào viet_tat của một mục trong data/thuat-ngu.yml."
        yield Finding(segment.line(match.start()), "viet-tat", f"chữ viết tắt «{token}» chưa có nghĩa", remedy.lstrip())


def _among_capitals(text: str, match: re.Match[str]) -> bool:
    """Whether a neighbour is written in capitals too, as in «NƠI NHẬN»."""
    before = _CAPITALS.findall(text[max(0, match.start() - 12): match.start()])
    after = _CAPITALS.match(text, match.end() + 1)
    return bool((before and before[-1].isupper()) or (after and after[0].isupper()))
