"""What the rules of form are not for: classified documents, forms of a profession, papers of the State and of the Youth Union."""

from __future__ import annotations

import re

from macros.documents.check.anatomy import Anatomy
from macros.documents.check.document import composed, tidy
from macros.documents.check.package import Refused
from macros.documents.check.page import Line, Page, printed_lines
from macros.vietnamese import fold

_HEAD = 40  # lines of a first page in which a mark may stand in any letters
_TOP = 6  # and of a later page or an annex
_LEVEL = re.compile(r"((MỨC)?ĐỘMẬT)?(TUYỆT|TỐI)?MẬT")
# A mark among others of its kind; what is so long is one in capitals only.
_AMONG = re.compile(
    r"(TÀILIỆU|VĂNBẢN|BÍMẬTNHÀNƯỚC|THUỘC|BẢNSỐ|THƯỢNGKHẨN|KHẨN|HỎATỐC|HOẢTỐC)*(ĐỘ)?(TUYỆT|TỐI)?MẬT(BẢNSỐ|THƯỢNGKHẨN|KHẨN|HỎATỐC|HOẢTỐC)*"
)
_ONLY_A_LABEL = ("ĐỘMẬT", "BÍMẬT")
_APART = re.compile(r"\t|[ \u00a0]{3,}")
_LONGEST = 60  # signs of a line that is a mark, however it is spaced
# The forms of the Ban Tổ chức carry their code on top.
_FORM = re.compile(r"^Mẫu\s+(số\s+)?[\w/.–-]{0,12}(KNĐ|TCTW|BTCTW|HSĐV)\b", re.IGNORECASE)
_UNION = ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh")


def refuse_secrets(page: Page) -> None:
    """Raise Refused when a mark of secrecy is printed anywhere: in the head, a header, a box, a drawing, a late annex."""
    until, number = _HEAD, 1  # a mark is sought in any letters up to this line
    for line in page.lines:
        if line.page != number or line.text.upper().startswith("PHỤ LỤC"):
            until, number = max(until, line.at + _TOP), line.page
        if _bears_mark(line.raw, any_case=line.at < until) or _bears_mark(line.text, any_case=line.at < until):
            raise _secret()
    parts = [part for section in page.document.sections for part in [*section.headers.values(), *section.footers.values()]]
    words = [line.raw for part in parts for line in printed_lines(part)]
    if any(_bears_mark(text, any_case=True) for text in [*words, *page.document.drawn_words]):
        raise _secret()


def _secret() -> Refused:
    return Refused(
        "mat", "Văn bản có dấu chỉ độ mật.", "Văn bản mật không kiểm bằng công cụ này; xử lý theo quy định về bảo vệ bí mật nhà nước."
    )


def _bears_mark(words: str, any_case: bool) -> bool:
    """Whether a mark stands in a line by itself, or apart from the rest behind a tab or blanks."""
    return "ậ" in composed(words).lower() and any(_is_mark(tidy(part), any_case) for part in [words, *_APART.split(words)])


def _is_mark(line: str, any_case: bool) -> bool:
    if len(line) > _LONGEST:
        return False
    letters = "".join(sign for sign in line if sign.isalpha())
    if _LEVEL.fullmatch(letters.upper() if any_case else letters):
        return True
    return letters not in _ONLY_A_LABEL and _AMONG.fullmatch(letters) is not None


def outside(anatomy: Anatomy) -> tuple[Line, str] | None:
    """The paragraph that shows that the Party's rules of form do not govern this document, and what it is; None when they do."""
    head = [line for line in anatomy.page.lines if line.text][:16]
    for p in head[:5]:
        if _FORM.match(p.text):
            return p, "biểu mẫu nghiệp vụ của Ban Tổ chức"
    if anatomy.title is not None:
        return None
    for p in head:
        if len(p.text) < 60 and fold(p.text).startswith(_UNION):
            return p, "văn bản của Đoàn Thanh niên"
    # A star under the issuer tells a document of the Party on which somebody put the national motto.
    return (anatomy.national, "văn bản của cơ quan nhà nước") if anatomy.national is not None and anatomy.star is None else None
