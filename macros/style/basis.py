"""Normative statements that rest on nothing: what a reader must, may not or has to do by when, without source or mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.style.marks import Finding
from macros.style.prose import Segment

_COUNT = r"(?:\d+(?:[.,]\d+)*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|nửa)"
_UNIT = r"(?:ngày|giờ|phút|tháng|tuần|năm|quý|lần|người|đảng viên|chi bộ|ủy viên|bản|phần|điểm|%|đồng|đồng chí|tiếng|trang)"
_MUST = re.compile(
    r"(?<!\w)(?:"
    r"phải|bắt buộc|không được(?: phép)?|không có quyền|chỉ được|nghiêm cấm|cấm|chưa được phép"
    r"|chậm nhất|muộn nhất|sớm nhất là|trong thời hạn|thời hạn là|quá thời hạn"
    rf"|trong (?:vòng )?{_COUNT}(?: \w+)? (?:ngày|giờ|tháng|tuần|năm)(?: làm việc)?(?: kể từ| sau| từ)?"
    rf"|(?:tối thiểu|tối đa|ít nhất|không quá|nhiều nhất|không dưới|không ít hơn|trên|dưới|quá|đủ|từ) {_COUNT}(?: \w+)? {_UNIT}"
    rf"|(?:trước|sau) {_COUNT} (?:ngày|giờ|tháng|tuần)(?: làm việc)?"
    r"|quá nửa|quá một nửa|hai phần ba|một phần hai|quá bán"
    r"|có trách nhiệm|có nghĩa vụ|thuộc thẩm quyền|có quyền"
    r")(?!\w)"
    r"|[≥≤]|[<>] ?\d|(?<!\w)\d+(?:,\d+)? ?%",
    re.IGNORECASE,
)
# «Phải» that obliges nobody: a direction, a question, a denial, a contrast, or part of a noun.
_DIRECTION = re.compile(r"(?:bên|lề|góc|phía|tay|cột|mép|vế|nửa|cánh|từ trái sang|sang|trái) (?:tay )?$", re.IGNORECASE)
_DENIAL = re.compile(r"(?:không|chẳng|chưa|đâu|có|chứ không|vừa|lẽ) $", re.IGNORECASE)
_NOUN = re.compile(r"(?:số|mức|khoản|phần|cột|tổng|lượng) $", re.IGNORECASE)
_DUTY_VERB = re.compile(r" (?:nộp|đóng|họp|làm|báo cáo|gửi|ký|xin|trình|lập|ghi|có|chuyển|sinh hoạt|biểu quyết|thông báo|đăng ký|chờ|nêu)(?!\w)")
_AFTER = re.compile(r" (?:không|chăng|trái)(?!\w)")
_QUOTED = re.compile(r"«[^»]*»")
_SENTENCE = re.compile(r"[^.!?…]+[.!?…]*")


def check(segment: Segment) -> Iterator[Finding]:
    """One finding for a segment at most: its first normative word that nothing stands behind."""
    if segment.basis or segment.heading or segment.role not in ("trang", "du-lieu"):
        return
    text = _QUOTED.sub(lambda match: "«" + "-" * (len(match[0]) - 2) + "»", segment.text)
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].rstrip().endswith("?"):
            continue
        for match in _MUST.finditer(text, sentence.start(), sentence.end()):
            if match[0].lower() == "phải" and not _obliges(text, match):
                continue
            yield Finding(segment.line(match.start()), "can-cu", f"câu có tính quy định («{_around(text, match)}») chưa nói dựa vào đâu", _remedy(segment))
            return


def _obliges(text: str, match: re.Match[str]) -> bool:
    before = text[: match.start()]
    if _DIRECTION.search(before) or _NOUN.search(before) or _AFTER.match(text, match.end()):
        return False
    return not _DENIAL.search(before) or bool(before.lower().endswith("không ") and _DUTY_VERB.match(text, match.end()))


def _around(text: str, match: re.Match[str]) -> str:
    """The normative word with its neighbours, so that the place is found by eye."""
    before, after = text[: match.start()].split()[-2:], text[match.end():].split()[:3]
    return " ".join([*before, match[0].strip(), *after]).strip(" ,;.")


def _remedy(segment: Segment) -> str:
    if segment.role == "trang":
        return "Thêm {{ can_cu(\"…\", \"Điều …\") }} hoặc {{ kinh_nghiem() }} vào cùng đoạn."
    return "Thêm can_cu hoặc kinh_nghiem: true ở mục này."
