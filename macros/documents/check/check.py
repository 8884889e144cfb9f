"""A .docx → findings. Says «không thấy lỗi trong N mục đã kiểm», never that a document is right."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date

from macros.documents.check.anatomy import place_of
from macros.documents.check.findings import Examination, Finding, Report
from macros.documents.check.inspect import read
from macros.documents.check.locate import locate
from macros.documents.check.package import Refused
from macros.documents.check.page import lay_out
from macros.documents.check.rules_body import examine as examine_body
from macros.documents.check.rules_end import examine as examine_end
from macros.documents.check.rules_head import examine as examine_head
from macros.documents.check.ruleset import choose
from macros.documents.check.scope import is_no_official_paper, outside, refuse_secrets
from macros.model.base import UnknownName
from macros.model.documents import Documents
from macros.model.rulesets import Ruleset

_log = logging.getLogger(__name__)
_UNFORESEEN = Refused(
    "khong-hieu", "Tệp có chỗ mà bộ kiểm tra không hiểu.",
    "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại; nếu vẫn như vậy, kiểm tra trên bản in.",
)  # fmt: skip


def check(content: bytes, *, file: str, documents: Documents, today: date, kind: str | None = None, ruleset: str | None = None) -> Report:
    """The report on one .docx. ``kind`` and ``ruleset`` (ids) override what the document itself says.

    A document without a date is judged by the rules of ``today``. Raises :class:`Refused` for what is not checked.
    """
    examination, other = begin(content, documents=documents, today=today, kind=kind, ruleset=ruleset)
    found = examination.anatomy
    name = found.kind.id if found.kind else None
    if other is not None:
        return Report(file, name, None, 0, [other])
    judge(examination)
    return Report(file, name, examination.rules.id, len(examination.checked), examination.listed())


def begin(
    content: bytes, *, documents: Documents, today: date, kind: str | None = None, ruleset: str | None = None
) -> tuple[Examination, Finding | None]:
    """What the rules will look at, and which rules; or the finding that none of them governs this document."""
    page = lay_out(read(content))
    refuse_secrets(page)
    found = locate(page, documents.authority, kind)
    everything = list(documents.rulesets.values())
    day = found.day or _day_within(found.year, everything) or today
    rules = choose(everything, day, ruleset)
    # A forced ruleset means its time, too: the findings that depend on dates follow it.
    if ruleset is not None and not rules.holds_on(day):
        day = rules.until or rules.since
    examination = Examination(found, rules, documents.authority, documents.defects, day)
    if kind is not None or ruleset is not None:
        return examination, None
    other = outside(found)
    if other is not None:
        return examination, _not_governed(rules, place_of(other[0]), other[1])
    return examination, _no_official_paper(rules) if is_no_official_paper(found) else None


def judge(examination: Examination) -> None:
    """Let all rules look."""
    examine_head(examination)
    examine_body(examination)
    examine_end(examination)


def _day_within(year: int | None, rulesets: Sequence[Ruleset]) -> date | None:
    """A day of ``year`` when the same rules held from its first day to its last: then the year alone decides."""
    if year is None:
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    return last if choose(rulesets, first) is choose(rulesets, last) else None


def _not_governed(rules: Ruleset, place: str, what: str) -> Finding:
    return Finding(
        "ngoai-pham-vi", "info", "Phần I", place, what, f"văn bản mà {rules.name} điều chỉnh",
        f"{rules.name} không áp dụng cho loại này: kiểm tra theo quy định của ngành, của cơ quan ban hành mẫu.", "Ngoài phạm vi kiểm tra",
    )  # fmt: skip


def _no_official_paper(rules: Ruleset) -> Finding:
    return Finding(
        "ngoai-pham-vi", "info", "Phần I", "cả tệp", "không có thành phần thể thức nào của văn bản",
        f"văn bản mà {rules.name} điều chỉnh: có tiêu đề, tên cơ quan, số và ký hiệu, tên loại, chữ ký, nơi nhận",
        "Nếu đây là văn bản của Đảng, bổ sung các thành phần còn thiếu, hoặc chọn thể loại rồi kiểm tra lại.", "Ngoài phạm vi kiểm tra",
    )  # fmt: skip


def report_on(
    content: bytes, *, file: str, documents: Documents, today: date, kind: str | None = None, ruleset: str | None = None
) -> Report:
    """The report on one of several files. Whatever is wrong with it is said in its report, and the others are not held up."""
    try:
        return check(content, file=file, documents=documents, today=today, kind=kind, ruleset=ruleset)
    except UnknownName:
        raise  # it was given for all of them
    except Refused as refused:
        return refusal(file, refused)
    except Exception:
        # The file comes from a stranger: a fault that nobody foresaw is a reason not to judge it, and none to stop.
        _log.debug("%s", file, exc_info=True)
        return refusal(file, _UNFORESEEN)


def refusal(file: str, refused: Refused) -> Report:
    """A report for a file that is not checked, so that a list of files stays complete."""
    finding = Finding(
        f"tu-choi-{refused.code}", "error", "", "cả tệp", refused.reason, "tệp .docx đọc được", refused.remedy, "Không kiểm được"
    )
    return Report(file, None, None, 0, [finding])
