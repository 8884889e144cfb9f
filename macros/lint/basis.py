"""Normative statements that rest on nothing: what a reader must, may not or has to do by when, without source or mark."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.lint.marks import Finding
from macros.lint.prose import CELL, Segment

_COUNT = r"(?:\d+(?:[.,]\d+)*|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|nửa)"
_MORE = r"(?: (?:đến|hoặc|mươi|lăm|mốt|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) ?\w*| ?[-–] ?\d+)?"
_UNIT = (
    r"(?:ngày|giờ|phút|tháng|tuần|năm|quý|lần|người|đảng viên|chi bộ|ủy viên|bản|phần|điểm|%|đồng|đồng chí|kỳ|buổi|cuộc|phiếu|chữ ký"
    r"|cấp ủy viên)"
)
_MUST = re.compile(
    r"(?<!\w)(?:"
    r"phải|bắt buộc|không (?:ai |người nào |nơi nào )?được(?: phép)?|không có quyền|chỉ được|nghiêm cấm|cấm|chưa được phép"
    r"|chậm nhất|muộn nhất|sớm nhất là|trong thời hạn|thời hạn là|quá thời hạn"
    rf"|trong vòng {_COUNT}|trong \d+ (?:ngày|giờ|tháng|tuần)|trong {_COUNT}{_MORE} (?:ngày|giờ|tháng|tuần) (?:làm việc|kể từ|sau|từ)"
    r"|(?:(?:tối thiểu|tối đa|ít nhất|nhiều nhất)(?: là| phải)?|không quá|không dưới|không ít hơn|trên|dưới|quá|đủ|từ)"
    rf" {_COUNT}{_MORE} ?{_UNIT}"
    rf"|(?:trước|sau) {_COUNT}{_MORE} (?:ngày|giờ|tháng|tuần)(?: làm việc)?"
    r"|quá nửa|quá một nửa|hai phần ba|ba phần tư|quá bán"
    r"|có trách nhiệm|có nghĩa vụ|thuộc thẩm quyền|có quyền"
    r")(?!\w)"
    r"|[≥≤]|[<>] ?\d|(?<!\w)\d+(?:,\d+)? ?%",
    re.IGNORECASE,
)
# Here «phải» obliges nobody: a direction, a question, a condition, a denial, a contrast, or part of a noun.
_DIRECTION = re.compile(r"(?:bên|lề|góc|phía|tay|cột|mép|vế|nửa|cánh|chuột|sang|trái) (?:tay )?$", re.IGNORECASE)
_DENIAL = re.compile(r"(?:khi|nếu|không|chẳng|chưa|đâu|có|chứ không|vừa|lẽ) $", re.IGNORECASE)
_NOUN = re.compile(r"(?:số|mức|khoản|phần|cột|tổng|lượng) $", re.IGNORECASE)
_DUTY_VERB = re.compile(
    r" (?:nộp|đóng|họp|làm|báo cáo|gửi|ký|xin|trình|lập|ghi|có|chuyển|sinh hoạt|biểu quyết|thông báo|đăng ký|chờ|nêu)(?!\w)")
_AFTER = re.compile(r" (?:không|chăng|trái)(?!\w)")
# A noun with what is to be done about it («việc phải làm», «số phải thu»), not a rule for all of them.
_TO_DO = re.compile(
    r"(?<!mọi )(?<!mỗi )(?:việc|điều|chỗ|mốc|thứ|câu|mục|tài liệu đầu tiên|danh sách)(?: (?!này|đó)[^\W\d_]+){0,2} $", re.IGNORECASE)
_DOING = re.compile(r" (?:làm|nhớ|biết|sửa|hỏi|báo(?! cáo)|nộp|trả lời|theo dõi|chuẩn bị|có|xong)(?!\w)")
# A question asked indirectly: «ghi ở đâu», «khi nào phải đối chiếu».
_ASKED_AFTER = re.compile(r"^[^,.;:]*?(?<!\w)(?:gì|đâu|ai|nào|sao|bao nhiêu|mấy|bao lâu)(?!\w)(?! cũng)")
_ASKED_BEFORE = re.compile(r"(?:khi nào|bao giờ|vì sao|tại sao|lúc nào|nơi nào|ai|những gì)(?: [^\W\d_]+)? $", re.IGNORECASE)
# A count before «trên» makes a share: «sáu trên bảy chi bộ»; reminders and views look ahead without obliging.
_SHARE = re.compile(rf"(?:{_COUNT}|đảng viên|người) $", re.IGNORECASE)
# A share that was reached, not one that is asked for.
_REACHED = re.compile(r"(?:đạt|bằng|tăng|giảm|chiếm|còn|khoảng) $", re.IGNORECASE)
_LOOKS_AHEAD = re.compile(r"(?:nhắc|nhìn|xem|hiện|báo nhắc|cách đây|cách nhau) $", re.IGNORECASE)
# Keys that name or announce something; what they announce is said, with its basis, elsewhere.
_TITLES = frozenset({"title", "description", "ten", "mo_ta", "khi_nao", "nhom", "hoi", "muc_tieu", "cau_hoi_dan", "de", "tinh_huong", "ve"})
_QUOTED = re.compile(r"«[^»]*»")
_SENTENCE = re.compile(rf"[^.!?…{CELL}]+[.!?…]*")


def check(segment: Segment) -> Iterator[Finding]:
    """One finding for a segment at most: its first normative word that nothing stands behind."""
    if segment.basis or segment.heading or not segment.is_ours or segment.key in _TITLES:
        return
    text = _QUOTED.sub(lambda match: "«" + "-" * (len(match[0]) - 2) + "»", segment.text)
    for sentence in _SENTENCE.finditer(text):
        if sentence[0].rstrip().endswith("?"):
            continue
        for match in _MUST.finditer(text, sentence.start(), sentence.end()):
            if _obliges(text[sentence.start(): match.start()], match[0].lower(), text[match.end(): sentence.end()]):
                yield Finding(segment.line(match.start()), "can-cu",
                              f"câu có tính quy định («{_around(text, match)}») chưa nêu căn cứ", _remedy(segment))
                return


def _obliges(before: str, word: str, after: str) -> bool:
    """Whether ``word``, between what stands before and after it in its sentence, tells somebody what to do."""
    if _ASKED_AFTER.search(after) or _ASKED_BEFORE.search(before):
        return False
    if word.startswith(("trên", "dưới", "quá", "từ", "đủ")):
        return not _SHARE.search(before)
    if word.endswith("%") and word[0].isdigit():
        return not _REACHED.search(before)
    if word.startswith(("trước", "sau")):
        return not _LOOKS_AHEAD.search(before)
    if word != "phải":
        return True
    if _DIRECTION.search(before) or _NOUN.search(before) or _AFTER.match(after) or (_TO_DO.search(before) and _DOING.match(after)):
        return False
    return not _DENIAL.search(before) or bool(before.lower().endswith("không ") and _DUTY_VERB.match(after))


def _around(text: str, match: re.Match[str]) -> str:
    """The normative word with its neighbours, so that the place is found by eye."""
    before, after = text[: match.start()].split()[-2:], text[match.end():].split()[:3]
    return " ".join([*before, match[0].strip(), *after]).strip(" ,;.")


def _remedy(segment: Segment) -> str:
    if segment.of_page:
        return "Thêm {{ can_cu(\"…\", \"Điều …\") }} hoặc {{ kinh_nghiem() }} vào cùng đoạn."
    return "Thêm can_cu hoặc kinh_nghiem: true ở mục này."
