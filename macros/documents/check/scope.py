"""What the rules of form are not for: classified documents, forms of a profession, papers of others, files that are no official paper."""

from __future__ import annotations

import re

from macros.documents.check.anatomy import Anatomy
from macros.documents.check.document import composed, tidy
from macros.documents.check.package import Refused
from macros.documents.check.page import FLOW, Line, Page, printed_lines
from macros.vietnamese import fold

_HEAD = 40  # lines of a first page in which a mark may stand in any letters
_TOP = 6  # and of a later page or an annex
_LEVEL = re.compile(r"((MỨC)?ĐỘMẬT)?(TUYỆT|TỐI)?MẬT")
# A mark among others of its kind; what is so long is one in capitals only.
_AMONG = re.compile(
    r"(?:TÀILIỆU|VĂNBẢN|BÍMẬTNHÀNƯỚC|THUỘC|BẢNSỐ|THƯỢNGKHẨN|KHẨN|HỎATỐC|HOẢTỐC)*(ĐỘ)?(TUYỆT|TỐI)?MẬT(?:BẢNSỐ|THƯỢNGKHẨN|KHẨN|HỎATỐC|HOẢTỐC)*"
)
_HIGH = re.compile(r"(ĐỘ\s+(MẬT\s*:\s*)?)?(TUYỆT|TỐI)\s+MẬT|ĐỘ\s+MẬT\s*:\s*MẬT")
_ONLY_A_LABEL = ("ĐỘMẬT", "BÍMẬT")
_APART = re.compile(r"\t|[ \u00a0]{3,}")
_LONGEST = 60  # signs of a line that is a mark, however it is spaced
# The forms of the Ban Tổ chức carry their code on top, or are known by their names.
_FORM = re.compile(r"^[(\[]?m(ẫu)?\s*(số)?\s*[:.]?\s*[\w/.–-]{0,12}\s*[-–/]?\s*(knđ|knd|tctw|btctw|hsđv|lýlịch)\b")
_FORM_NAMES = (
    "don xin vao dang", "ly lich cua nguoi xin vao dang", "ly lich dang vien", "phieu dang vien", "phieu bo sung ho so dang vien",
    "giay gioi thieu nguoi vao dang", "giay gioi thieu sinh hoat dang", "ban tu kiem diem cua dang vien du bi",
    "ban nhan xet dang vien du bi", "so yeu ly lich",
)  # fmt: skip
_UNION = (
    "doan tncs ho chi minh", "doan thanh nien", "ban chap hanh doan", "bch doan", "chi doan", "doan truong", "doan phuong", "doan xa",
    "tinh doan", "thanh doan",
)  # fmt: skip
_MASSES = (
    "cong doan", "lien doan lao dong", "hoi lien hiep", "hoi cuu chien binh", "hoi nong dan", "mat tran to quoc", "uy ban mat tran",
    "ban chap hanh cong doan", "bch cong doan",
)  # fmt: skip
_STATE = ("uy ban nhan dan", "hoi dong nhan dan", "ubnd ", "hdnd ")


def refuse_secrets(page: Page) -> None:
    """Raise Refused when a mark of secrecy is printed anywhere: in the head, a header, a box, a drawing, a late annex."""
    until, number = _HEAD, 1  # a mark is sought in any letters up to this line
    for line in page.lines:
        if line.page != number or line.text.upper().startswith("PHỤ LỤC"):
            until, number = max(until, line.at + _TOP), line.page
        if _bears_mark(line.raw, any_case=line.at < until) or _bears_mark(line.text, any_case=line.at < until):
            raise _secret()
        if line.block == FLOW and len(line.text) < _LONGEST and _HIGH.fullmatch(line.text.upper().strip(" ()[]«»*.-")):
            raise _secret()  # no text has such a line of its own
    parts = [part for section in page.document.sections for part in [*section.headers.values(), *section.footers.values()]]
    words = [line.raw for part in parts for line in printed_lines(part)]
    if any(_bears_mark(text, any_case=True) for text in [*words, *page.document.drawn_words]):
        raise _secret()


def _secret() -> Refused:
    return Refused(
        "mat", "Văn bản có dấu độ mật.", "Văn bản mật không được kiểm tra bằng công cụ này; xử lý theo quy định về bảo vệ bí mật nhà nước."
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


def outside(found: Anatomy) -> tuple[Line, str] | None:
    """The line that shows that the Party's rules of form do not govern this document, and what it is; None when they do."""
    head = [line for line in found.page.lines if line.text and line.page == 1][:16]
    margins = [line for section in found.page.document.sections[:1] for part in section.headers.values() for line in printed_lines(part)]
    for line in [*margins, *head]:
        short = fold(line.text[:_LONGEST])
        if _FORM.match(line.text[:_LONGEST].lower()) or (
            found.number is None and len(line.text) < _LONGEST and short.startswith(_FORM_NAMES)
        ):
            return line, "biểu mẫu nghiệp vụ của Ban Tổ chức"
    if found.title is not None:
        return None
    for line in head:
        if len(line.text) < _LONGEST and line.text.upper() == line.text:
            short = fold(line.text)
            if short.startswith(_UNION):
                return line, "văn bản của Đoàn Thanh niên"
            if short.startswith(_MASSES):
                return line, "văn bản của đoàn thể"
    if found.star is not None:
        return None  # a star under the issuer tells a document of the Party on which somebody put the national motto
    for line in [*margins, *head]:
        short = fold(line.text[:_LONGEST])
        if short.startswith(("cong hoa xa hoi chu nghia", "doc lap - tu do", "doc lap – tu do", *_STATE)):
            return line, "văn bản của cơ quan nhà nước"
    return None


def is_no_official_paper(found: Anatomy) -> bool:
    """Whether the file bears no part at all of an official paper: an article, an essay, a bare table, a letter between friends.

    Its margins and letters are then nobody's fault. A single part is enough to judge it: somebody began a paper of the Party.
    """
    heads = (found.title, found.national, found.star, found.number, found.place_date, found.receivers_label, found.end_date)
    lists = (found.superior, found.issuer, found.letter_subject, found.signatures)
    return found.kind is None and all(part is None for part in heads) and all(not part for part in lists)
