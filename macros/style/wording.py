"""How words are written: house spelling, composed letters, spaces, quotation marks, foreign words, long sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from macros.style.marks import Finding
from macros.style.prose import SIGNS, Segment
from macros.style.settings import Settings
from macros.style.syllables import is_syllable
from macros.vietnamese import nfc, old_tone

# Open -oa, -oe, -uy with the tone on the second vowel; after q the u belongs to the consonant.
_NEW_TONE = re.compile(r"(?<![qQ])(?:[oO][àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLE = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_BEFORE_SIGN = re.compile(r"(?<=[^\W_]) [,.;:?!](?=\s|$)")
_AFTER_SIGN = re.compile(r"(?<=[a-zà-ỹ])(?:[,;?!](?=[^\W\d_])|\.(?=[A-ZĐÀ-Ỹ][a-zà-ỹ]))")
_QUOTE = re.compile(r"[\"“”„]|(?<!\w)['‘](?=\w)|(?<=\w)['’](?!\w)")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200b\u202f\u3000\ufeff]")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»)”]*\s+(?=[^\Wa-zà-ỹđ]|[«(“])")


def check_characters(text: str) -> Iterator[Finding]:
    """Over a whole file: letters that are not composed, spaces that only look like one."""
    if not text.isascii() and (not unicodedata.is_normalized("NFC", text) or _ODD_SPACE.search(text)):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                yield Finding(number, "chinh-ta", "chữ có dấu rời (chưa ở dạng dựng sẵn NFC)", "Gõ lại dòng này bằng bộ gõ Unicode dựng sẵn.")
            elif _ODD_SPACE.search(line.removeprefix("\ufeff") if number == 1 else line):
                yield Finding(number, "dau-cach", "có dấu cách lạ (dấu cách không ngắt hoặc không thấy được)", "Gõ lại bằng dấu cách thường.")


def check(segment: Segment, settings: Settings, slips: re.Pattern[str], foreign: re.Pattern[str]) -> Iterator[Finding]:
    """Over a segment. ``slips`` and ``foreign`` are the keys of the settings' two lists as patterns."""
    text = segment.text
    for match in _NEW_TONE.finditer(text):
        word = _word_around(text, match.start())
        yield Finding(segment.line(match.start()), "chinh-ta", f"«{word}» không theo cách đặt dấu của sổ tay", f"Viết «{old_tone(word)}».")
    for match in slips.finditer(nfc(text)):
        yield Finding(segment.line(match.start()), "chinh-ta", f"«{match[0]}» viết sai hoặc không theo cách viết của sổ tay",
                      f"Viết «{settings.spelling[match[0].lower()]}».")
    yield from _spaces(segment)
    if segment.role != "co-y-sai":
        for match in _QUOTE.finditer(text):
            yield Finding(segment.line(match.start()), "ngoac-kep", f"dùng dấu nháy {match[0]}", "Dùng ngoặc kép «…».")
    yield from _foreign(segment, settings, foreign)
    if segment.role in ("trang", "du-lieu"):
        yield from _long(segment, settings.longest_sentence)


def _word_around(text: str, offset: int) -> str:
    return next(match[0] for match in _LETTERS.finditer(text) if match.start() <= offset < match.end())


def _spaces(segment: Segment) -> Iterator[Finding]:
    # Cells of a table row are joined by two spaces of our own: look at each cell.
    for match in _DOUBLE.finditer(segment.text):
        if segment.cells:
            continue
        yield Finding(segment.line(match.start()), "dau-cach", f"hai dấu cách liền nhau sau «{_tail(segment.text, match.start())}»", "Bỏ bớt một.")
    for match in _BEFORE_SIGN.finditer(segment.text):
        yield Finding(segment.line(match.start()), "dau-cach", f"dấu cách thừa trước «{match[0].strip()}» sau «{_tail(segment.text, match.start())}»",
                      "Bỏ dấu cách.")
    for match in _AFTER_SIGN.finditer(segment.text):
        yield Finding(segment.line(match.start()), "dau-cach", f"thiếu dấu cách sau «{_tail(segment.text, match.end())}»", "Thêm dấu cách.")


def _tail(text: str, offset: int) -> str:
    return " ".join(text[max(0, offset - 16): offset].split()[-2:])


def _foreign(segment: Segment, settings: Settings, foreign: re.Pattern[str]) -> Iterator[Finding]:
    told: set[str] = set()
    for match in foreign.finditer(segment.text):
        word = match[0].lower()
        if word not in told:
            told.add(word)
            yield Finding(segment.line(match.start()), "tieng-nuoc-ngoai", f"từ tiếng Anh «{match[0]}»",
                          f"Viết «{settings.foreign[word]}».")
    for match in _WORD.finditer(segment.text):
        word = match[0]
        if len(word) > 2 and word.islower() and word.isascii() and word not in told and word not in settings.borrowed \
                and not is_syllable(word) and not any(is_part(word, known) for known in told) and not _glued(segment.text, match):
            told.add(word)
            yield Finding(segment.line(match.start()), "tieng-nuoc-ngoai", f"«{word}» không phải tiếng Việt có dấu",
                          "Thay bằng từ tiếng Việt; tên lệnh, tên tệp thì đặt trong dấu `…`; từ đã quen dùng thì thêm vào data/van-phong.yml › tu_muon.")


def is_part(word: str, phrase: str) -> bool:
    """Whether ``word`` is one of the words of ``phrase``."""
    return word in phrase.split()


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a file name, an address or a sign: «bao-cao.docx», «1-nen.css»."""
    before, after = text[: match.start()][-1:], text[match.end():][:2]
    return before in tuple("./\\@_-–#=&") and before != "" or bool(re.match(r"[./\\@_=&]\w", after))


def _long(segment: Segment, most: int) -> Iterator[Finding]:
    if segment.heading or segment.cells or segment.text.count(" ") < most:
        return
    start = 0
    ends = [match.end() for match in _SENTENCE_END.finditer(segment.text)] + [len(segment.text)]
    for end in ends:
        words = len([word for word in segment.text[start:end].split() if re.search(r"\w", word.strip(SIGNS))])
        if words > most:
            first = " ".join(segment.text[start:end].split()[:4])
            yield Finding(segment.line(start), "cau-dai", f"câu «{first} …» dài {words} tiếng, nên không quá {most}",
                          "Tách thành hai câu.", warning=True)
        start = end
