"""The voice of an office: coinages, calques, clipped terms, second names, spoken verbs in norms, address, aphorisms.

The words stand in data/van-phong.yml, each with what is written instead; why they are not written is said here. A statement that
obliges anybody rests on a source or on a mark of practice (``basis`` sees to it), so that spoken verbs are looked for where one is.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from macros.lint.marks import Finding
from macros.lint.prose import SIGNS, WORD, Segment
from macros.lint.wording import phrases
from macros.model.house_style import HouseStyle

_WHY: Mapping[str, str] = {
    "tu_tu_dat": "là từ tự đặt, văn bản không dùng",
    "cau_dich": "là câu dịch hoặc lối nói bóng, không phải lời của văn phòng",
    "goi_tat": "gọi tắt, chưa phải thuật ngữ đủ",
    "mot_ten": "là tên thứ hai của một việc đã có tên",
    "khau_ngu": "là lời nói thường ngày trong câu có tính quy định",
    "xung_ho": "xưng hô với người đọc",
    "cau_thua": "nói về sổ tay hoặc việc riêng của người đọc, không phải việc văn phòng",
}
_FEWEST_WORDS, _MOST_WORDS = 4, 14  # of an aphorism
# A sentence that says who does what, by when, or where to look is no aphorism.
_TELLS = re.compile(
    r"(?<!\w)(?:phải|nên|cần|được|theo|gồm|xem|mở|dùng|ghi|gửi|lập|trình|báo cáo|hỏi|chọn|bấm|đọc|dành|trang|tại"
    r"|này|đây|kèm|nêu|đừng|bảng|cột|bắt đầu"
    rf"|thực hiện|chuẩn bị|kiểm tra)(?!\w)|\d|[?:{SIGNS}]",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*[»)”]*")
_PLAIN = re.compile(r"[a-z' -]+")


def check(segment: Segment, style: HouseStyle) -> Iterator[Finding]:
    """Find every phrase of the lists in a segment, each where its list counts."""
    if segment.is_specimen:
        return
    for start, phrase in _found(segment.text, segment.words, style):
        key, remedy = style.lexicon[phrase]
        if (key == "xung_ho" and not segment.is_ours) or (key == "khau_ngu" and segment.is_ours and not segment.basis):
            continue
        yield _finding(segment.line(start), key, phrase, remedy)


def check_code(text: str, style: HouseStyle) -> Iterator[Finding]:
    """Find the phrases in a template, a script or a module, whose strings readers see; what may be an English word is left."""
    for start, phrase in _found(text, frozenset(WORD.findall(text)), style):
        key, remedy = style.lexicon[phrase]
        if key != "khau_ngu" and not _PLAIN.fullmatch(phrase):
            yield _finding(text.count("\n", 0, start) + 1, key, phrase, remedy)


def check_ends(segments: Sequence[Segment]) -> Iterator[Finding]:
    """Find an aphorism where the first or the last paragraph of a page begins or ends; a page begins with its heading."""
    page = [segment for segment in segments if segment.of_page]
    body = [segment for segment in page if not segment.heading] if page and page[0].heading else []
    paragraphs = {id(segment): segment for segment in (*body[:1], *body[-1:]) if segment.is_paragraph}
    for segment in paragraphs.values():
        sentences = {match.start(): match[0].strip() for match in _SENTENCE.finditer(segment.text) if match[0].strip()}
        for start in sorted({min(sentences), max(sentences)} if sentences else ()):
            said = sentences[start]
            if _FEWEST_WORDS <= len(said.split()) <= _MOST_WORDS and not _TELLS.search(said):
                yield Finding(segment.line(start), "cham-ngon", f"câu «{said}» giống châm ngôn, không nói ai làm gì theo đâu",
                              "Nói rõ mục đích hoặc việc cần làm trong một câu, hoặc bỏ câu này.", warning=True)


def _finding(line: int, key: str, phrase: str, remedy: str) -> Finding:
    return Finding(line, key.replace("_", "-"), f"«{phrase}» {_WHY[key]}", f"Viết: {remedy}." if remedy else "Bỏ.")


def _found(text: str, words: Collection[str], style: HouseStyle) -> Iterator[tuple[int, str]]:
    """Where each phrase of the lists begins; within a phrase that is right none is looked for."""
    end = 0
    for match, phrase in phrases(text, words, style.lexicon_index):
        if match.start() >= end:
            end = match.start() + len(phrase)
            if phrase in style.lexicon:
                yield match.start(), phrase
