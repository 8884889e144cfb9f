"""What a check finds, and the marks with which an editor lets it stand.

In a YAML file or front matter a comment of «cho-phep», a colon, the kind («bi-mat»), a dash and the reason («trang dạy nhận biết dấu
mật»); in Markdown and templates the same words in a Jinja comment, which is never published. A mark at the end of a line speaks for
that line, a mark on its own line for the block or the indented part that follows, and
``cho-phep-ca-tep:`` for the whole file. A mark without a reason, of no known kind, or of no use any more is itself a fault.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from macros.model.problems import Problem
from macros.vietnamese import did_you_mean

#: What may be allowed, by the name that editors write, with what it is.
KINDS: Mapping[str, str] = {
    "bi-mat": "dấu độ mật",
    "so-dinh-danh": "số giấy tờ tùy thân",
    "dien-thoai": "số điện thoại",
    "thu-dien-tu": "địa chỉ thư riêng",
    "tai-khoan": "số tài khoản",
    "ngay-sinh": "họ tên kèm ngày sinh",
    "chinh-ta": "chính tả",
    "dau-cach": "dấu cách",
    "ngoac-kep": "dấu nháy thẳng",
    "cau-dai": "câu dài",
    "tieng-nuoc-ngoai": "từ tiếng Anh",
    "ten-don-vi": "tên tổ chức",
    "so-lieu": "số liệu",
    "so-van-ban": "số hiệu văn bản",
    "ngay-thang": "ngày tháng",
    "viet-tat": "chữ viết tắt",
    "can-cu": "câu quy định chưa có căn cứ",
    "tu-tu-dat": "từ tự đặt",
    "cau-dich": "câu dịch, lối nói bóng",
    "goi-tat": "thuật ngữ gọi tắt",
    "mot-ten": "tên thứ hai của một việc",
    "khau-ngu": "lời nói thường ngày trong quy định",
    "xung-ho": "xưng hô với người đọc",
    "cau-thua": "câu nói về sổ tay hoặc việc riêng",
    "cham-ngon": "câu châm ngôn ở đầu, cuối trang",
}

_MARK = re.compile(r"(?:\{#-?|#|<!--|/\*|//)\s*cho-phep(?P<whole>-ca-tep)?:(?P<body>.*?)(?:-?#\}|-->|\*/|$)")
_BODY = re.compile(r"\s*(?P<kinds>[a-z0-9-]+(?:\s*,\s*[a-z0-9-]+)*)\s+[–-]\s+(?P<reason>\S.*)")


@dataclass(frozen=True)
class Finding:
    """A fault: the line (1-based, 0 for a file without lines), its kind of ``KINDS``, and what to say about it.

    ``where`` names the place inside files that have no lines: a sheet's cell, a part of a document. ``passage``: the words
    around what must not be published.
    """

    line: int
    kind: str
    reason: str
    remedy: str
    where: str = ""
    warning: bool = False
    passage: str = ""

    def problem(self, name: str) -> Problem:
        """The finding as the problem of the file ``name``."""
        place = f"{name}:{self.line}" if self.line else name
        if self.where:
            place += f" › {self.where}"
        return Problem(place, self.reason, self.remedy, "warning" if self.warning else "error")


@dataclass
class _Mark:
    line: int
    kinds: tuple[str, ...]
    first: int
    last: int
    used: bool = False


class Marks:
    """The marks of one text. ``keep`` filters findings; ``faults`` tells what is wrong with the marks themselves."""

    def __init__(self, text: str) -> None:
        self._marks: list[_Mark] = []
        self._faults: list[Finding] = []
        if "cho-phep" not in text:
            return
        lines = text.split("\n")
        fenced = False
        for number, line in enumerate(lines, 1):
            if line.lstrip().startswith("```"):
                fenced = not fenced
            elif not fenced and (match := _MARK.search(line)):
                self._read(match, number, lines)

    def _read(self, match: re.Match[str], number: int, lines: list[str]) -> None:
        body = _BODY.fullmatch(match["body"].rstrip())
        if not body:
            self._fault(number, "dấu cho phép viết chưa đủ", "Viết «cho-phep: <loại> – <lý do>».")
            return
        kinds = tuple(kind.strip() for kind in body["kinds"].split(","))
        for kind in kinds:
            if kind not in KINDS:
                self._fault(number, f"không có loại cho phép «{kind}»", did_you_mean(kind, KINDS, f"Chọn một trong: {', '.join(KINDS)}."))
        if match["whole"]:
            first, last = 1, len(lines)
        elif (match.string[: match.start()] + match.string[match.end():]).strip():
            first = last = number
        else:
            first, last = _block_after(number, lines)
        self._marks.append(_Mark(number, kinds, first, last))

    def _fault(self, line: int, reason: str, remedy: str) -> None:
        self._faults.append(Finding(line, "", reason, remedy))

    def allows(self, finding: Finding) -> bool:
        """Whether a mark speaks for ``finding``; the mark then counts as used."""
        allowed = False
        for mark in self._marks:
            if finding.kind in mark.kinds and mark.first <= finding.line <= mark.last:
                mark.used = allowed = True
        return allowed

    def keep(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that no mark speaks for."""
        return [finding for finding in findings if not self.allows(finding)]

    def faults(self) -> list[Finding]:
        """Marks that are wrong or, after every check has asked, of no use."""
        idle = [
            Finding(mark.line, "", f"dấu cho phép «{', '.join(mark.kinds)}» không còn cần", "Xóa dấu này.", warning=True)
            for mark in self._marks if not mark.used
        ]
        return [*self._faults, *idle]


def _block_after(number: int, lines: list[str]) -> tuple[int, int]:
    """The block that begins after line ``number``: up to a blank line, and whatever is indented deeper than its first line."""
    first = number + 1
    while first <= len(lines) and not lines[first - 1].strip():
        first += 1
    if first > len(lines):
        return number, number
    indent = _indent(lines[first - 1])
    last, blank = first, False
    for current in range(first + 1, len(lines) + 1):
        line = lines[current - 1]
        if not line.strip():
            blank = True
        elif _indent(line) > indent or (not blank and not _starts_item(line) and not _starts_item(lines[first - 1])
                                        and not _is_key(lines[first - 1])):
            last = current
        else:
            break
    return first, last


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _starts_item(line: str) -> bool:
    return re.match(r"\s*(?:[-*+]|\d+[.)])\s", line) is not None


def _is_key(line: str) -> bool:
    """Whether the line is «trường: …» of YAML."""
    return re.match(r"\s*[\w-]+:(?:\s|$)", line) is not None
