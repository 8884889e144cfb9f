"""What the rules of form are not for: classified documents, forms of a profession, papers of the State and of the Youth Union."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.documents.check.anatomy import Anatomy
from macros.documents.check.document import Document, Paragraph
from macros.documents.check.package import Refused
from macros.vietnamese import fold

_HEAD = 40  # paragraphs of a first page in which a mark may stand in any letters
_LEVEL = re.compile(r"((MỨC)?ĐỘMẬT)?(TUYỆT|TỐI)?MẬT")
_LONGEST = 60  # signs of a line that is a mark, however it is spaced
# The forms of the Ban Tổ chức carry their code on top.
_FORM = re.compile(r"^Mẫu\s+(số\s+)?[\w/.–-]{0,12}(KNĐ|TCTW|BTCTW|HSĐV)\b", re.IGNORECASE)
_UNION = ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh")


def refuse_secrets(document: Document) -> None:
    """Raise Refused when a mark of secrecy stands anywhere: in the head, a header, a box, a drawing, a late annex."""
    for index, paragraph in enumerate(document.paragraphs):
        for line in _lines(paragraph):
            if _is_mark(line, any_case=index < _HEAD):
                raise _secret()
    margins = {id(p): p for s in document.sections for part in (s.headers, s.footers) for several in part.values() for p in several}
    lines = [line for paragraph in margins.values() for line in _lines(paragraph)]
    if any(_is_mark(line, any_case=True) for line in (*lines, *document.drawn_words)):
        raise _secret()


def _secret() -> Refused:
    return Refused(
        "mat", "Văn bản có dấu chỉ độ mật.", "Văn bản mật không kiểm bằng công cụ này; xử lý theo quy định về bảo vệ bí mật nhà nước."
    )


def _lines(paragraph: Paragraph) -> Iterator[str]:
    """What stands on lines of its own in a paragraph, or apart from the rest behind a tab."""
    if len(paragraph.raw) <= _LONGEST:
        yield paragraph.text
    if "\n" in paragraph.raw or "\t" in paragraph.raw:
        yield from re.split(r"[\n\t]", paragraph.raw)


def _is_mark(line: str, *, any_case: bool) -> bool:
    if len(line) > _LONGEST:
        return False
    letters = "".join(sign for sign in line if sign.isalpha())
    return _LEVEL.fullmatch(letters.upper() if any_case else letters) is not None


def outside(anatomy: Anatomy) -> tuple[Paragraph, str] | None:
    """The paragraph that shows that the Party's rules of form do not govern this document, and what it is; None when they do."""
    head = [p for p in anatomy.document.paragraphs[:_HEAD] if p.text][:16]
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
