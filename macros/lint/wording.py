"""How words are written: house spelling, composed letters, spaces, quotation marks, foreign words, long sentences."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from macros.lint.marks import Finding
from macros.lint.prose import SIGNS, WORD, Segment
from macros.lint.syllables import LOWER, UPPER, is_syllable
from macros.model.house_style import HouseStyle
from macros.vietnamese import ODD_SPACE, old_tone

# Every build reads every text: a pattern that begins with one set of signs is searched several times faster.
# Open -oa, -oe, -uy with the tone on the second vowel; after q the u belongs to the consonant.
_NEW_TONE = re.compile(r"[oOuU](?:(?<=[oO])[àáảãạèéẻẽẹÀÁẢÃẠÈÉẺẼẸ]|(?<=[uU])[ỳýỷỹỵỲÝỶỸỴ])(?<![qQ]..)(?![^\W\d_])")
_LETTERS = re.compile(r"[^\W\d_]+")
_DOUBLE = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_BEFORE_SIGN = re.compile(r" (?:[,;:?!](?=\s|$|[^\W\d_])|\.(?=\s|$))(?<=[^\W_]..)")
_AFTER_SIGN = re.compile(rf"[,;?!.](?<=[{LOWER}].)(?:(?<!\.)(?=[^\W\d_])|(?<=\.)(?=[{UPPER}][{LOWER}]))")
_QUOTE = re.compile(r"[\"“”„'‘’](?:(?<=[\"“”„])|(?<=['‘])(?<!\w.)(?=\w)|(?<=['’])(?<=\w.)(?!\w))")
_SENTENCE_END = re.compile(rf"(?<=[.!?…])[»)”]*\s+(?=[^\W{LOWER}]|[«(“])")


def check_characters(text: str) -> Iterator[Finding]:
    """Find letters that are not composed and signs that only look like a space in a whole file."""
    if not text.isascii() and (not unicodedata.is_normalized("NFC", text) or ODD_SPACE.search(text)):
        for number, line in enumerate(text.split("\n"), 1):
            if not unicodedata.is_normalized("NFC", line):
                yield Finding(number, "chinh-ta", "chữ có dấu rời (chưa ở dạng dựng sẵn NFC)",
                              "Gõ lại dòng này bằng bộ gõ Unicode dựng sẵn.")
            elif ODD_SPACE.search(line.removeprefix("\ufeff") if number == 1 else line):
                yield Finding(number, "dau-cach", "có dấu cách lạ (dấu cách không ngắt hoặc không thấy được)",
                              "Gõ lại bằng dấu cách thường.")


def check_code(text: str) -> Iterator[Finding]:
    """Find letters that are not composed and foreign spelling in a template or a script, whose strings readers see."""
    yield from check_characters(text)
    for match in _NEW_TONE.finditer(text):
        yield _new_tone(_word_around(text, match.start()), text.count("\n", 0, match.start()) + 1)


def check(segment: Segment, settings: HouseStyle) -> Iterator[Finding]:
    """Find every fault of wording in a segment."""
    text = segment.text
    for match in _NEW_TONE.finditer(text):
        yield _new_tone(_word_around(text, match.start()), segment.line(match.start()))
    yield from _spaces(segment)
    if not segment.is_specimen:
        for match in _QUOTE.finditer(text):
            yield Finding(segment.line(match.start()), "ngoac-kep", f"dùng dấu nháy {match[0]}", "Dùng ngoặc kép «…».")
    yield from _slips(segment, settings)
    yield from _foreign(segment, settings)
    if segment.is_ours:
        yield from _long(segment, settings.longest_sentence)


def _new_tone(word: str, line: int) -> Finding:
    return Finding(line, "chinh-ta", f"«{word}» không theo cách đặt dấu của sổ tay", f"Viết «{old_tone(word)}».")


def _word_around(text: str, offset: int) -> str:
    return next(match[0] for match in _LETTERS.finditer(text) if match.start() <= offset < match.end())


def _spaces(segment: Segment) -> Iterator[Finding]:
    for pattern, shift, fault, remedy in ((_DOUBLE, 0, "hai dấu cách liền nhau", "Bỏ bớt một."),
                                          (_BEFORE_SIGN, 0, "dấu cách thừa trước dấu câu,", "Bỏ dấu cách."),
                                          (_AFTER_SIGN, 1, "thiếu dấu cách", "Thêm dấu cách.")):
        for match in pattern.finditer(segment.text):
            tail = " ".join(segment.text[max(0, match.start() - 16): match.start() + shift].split()[-2:])
            yield Finding(segment.line(match.start()), "dau-cach", f"{fault} sau «{tail}»", remedy)


def phrases(text: str, words: Collection[str], index: Mapping[str, Sequence[str]]) -> Iterator[tuple[re.Match[str], str]]:
    """Where a phrase of ``index`` (first word → phrases, all in lower case) begins, and the phrase. ``words`` are those of ``text`` as
    they stand (``WORD``)."""
    if index.keys().isdisjoint(map(str.lower, words)):
        return
    small = text.lower()
    if len(small) != len(text):  # a few foreign letters become two in lower case, and places would shift
        small = "".join(sign.lower()[:1] for sign in text)
    for word in WORD.finditer(text):
        start = word.start()
        for phrase in index.get(small[start: word.end()], ()):
            if small.startswith(phrase, start) and not text[start + len(phrase): start + len(phrase) + 1].isalpha():
                yield word, phrase
                break


def _slips(segment: Segment, settings: HouseStyle) -> Iterator[Finding]:
    for word, phrase in phrases(segment.text, segment.words, settings.slip_index):
        yield Finding(segment.line(word.start()), "chinh-ta", f"«{phrase}» viết sai hoặc không theo cách viết của sổ tay",
                      f"Viết «{settings.spelling[phrase]}».")


def _foreign(segment: Segment, settings: HouseStyle) -> Iterator[Finding]:
    """Words of the list, and lower-case words without accents that no Vietnamese syllable is written like."""
    told: set[str] = set()
    for word, phrase in phrases(segment.text, segment.words, settings.foreign_index):
        if phrase not in told and not _in_a_name(segment.text, word):
            told.add(phrase)
            yield Finding(segment.line(word.start()), "tieng-nuoc-ngoai", f"từ tiếng Anh «{phrase}»", f"Viết «{settings.foreign[phrase]}».")
    if segment.is_specimen:
        return
    odd = {word for word in segment.words if _is_odd(word)} - settings.known_words
    for token in WORD.finditer(segment.text) if odd else ():
        shown = token[0]
        if shown in odd and shown not in told and not _glued(segment.text, token) and not _quoted(segment.text, token):
            told.add(shown)
            yield Finding(segment.line(token.start()), "tieng-nuoc-ngoai", f"«{shown}» không phải tiếng Việt có dấu",
                          "Thay bằng từ tiếng Việt. Tên lệnh, tên tệp thì đặt trong dấu `…`; "
                          "từ đã quen dùng thì thêm vào data/van-phong.yml › tu_muon.")


@lru_cache(maxsize=20_000)  # a language has few words, and they stand in every text
def _is_odd(word: str) -> bool:
    return len(word) > 2 and word.isascii() and word == word.lower() and not is_syllable(word)


def _quoted(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands in «…», as what a reader types or a file is called does."""
    return text.rfind("«", 0, match.start()) > text.rfind("»", 0, match.start())


def _in_a_name(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a foreign name: «Times New Roman»."""
    if not match[0][0].isupper():
        return False
    before, after = text[max(0, match.start() - 16): match.start()], text[match.end(): match.end() + 16]
    near = _LETTERS.findall(before)[-1:] + _LETTERS.findall(after)[:1]
    return any(word[0].isupper() and not is_syllable(word) for word in near)


def _glued(text: str, match: re.Match[str]) -> bool:
    """Whether the word is part of a file name, an address or a sign: «bao-cao.docx», «1-nen.css»."""
    before, after = text[: match.start()][-1:], text[match.end():][:2]
    return (before != "" and before in "./\\@_-–#=&") or bool(re.match(r"[./\\@_=&]\w", after))


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
