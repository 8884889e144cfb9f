"""A .docx → findings. Says «không thấy lỗi trong N mục đã kiểm», never that a document is right."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Mapping
from datetime import date

from macros.documents.check import rules_body, rules_end, rules_head
from macros.documents.check.findings import Examination, Finding, Report
from macros.documents.check.inspect import read
from macros.documents.check.locate import locate
from macros.documents.check.package import Refused
from macros.documents.check.ruleset import choose
from macros.model.base import UnknownName
from macros.model.documents import Authority, Defect, Documents
from macros.model.rulesets import Ruleset

_log = logging.getLogger(__name__)
_UNFORESEEN = Refused(
    "khong-hieu", "Tệp có chỗ mà bộ kiểm tra không hiểu.",
    "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại; nếu vẫn vậy, kiểm bằng mắt.",
)  # fmt: skip
_SECRET = re.compile(r"^(TUYỆT MẬT|TỐI MẬT|MẬT)$")


def check(
    content: bytes,
    *,
    file: str,
    rulesets: Iterable[Ruleset],
    authority: Authority,
    defects: Mapping[str, Defect],
    today: date,
    kind: str | None = None,
    ruleset: str | None = None,
) -> Report:
    """The report on one .docx. ``kind`` and ``ruleset`` (ids) override what the document itself says.

    A document without a date is judged by the rules of ``today``. Raises :class:`Refused` for what is not checked.
    """
    document = read(content)
    if any(_SECRET.match(text.upper()) for text in (p.text for p in document.paragraphs[:40])):
        raise Refused(
            "mat", "Văn bản có dấu chỉ độ mật.", "Văn bản mật không kiểm bằng công cụ này; xử lý theo quy định về bảo vệ bí mật nhà nước."
        )
    found = locate(document, authority, kind)
    everything = list(rulesets)
    day = found.day or today
    rules = choose(everything, day, ruleset)
    # A forced ruleset means its time, too: the findings that depend on dates follow it.
    if ruleset is not None and not rules.holds_on(day):
        day = rules.until or rules.since
    examination = Examination(found, rules, authority, defects, day)
    for group in (rules_head, rules_body, rules_end):
        group.examine(examination)
    return Report(file, found.kind.id if found.kind else None, rules.id, len(examination.checked), examination.listed())


def report_on(
    content: bytes,
    *,
    file: str,
    documents: Documents,
    today: date,
    kind: str | None = None,
    ruleset: str | None = None,
) -> Report:
    """The report on one of several files. Whatever is wrong with it is said in its report, and the others are not held up."""
    try:
        return check(
            content, file=file, rulesets=documents.rulesets.values(), authority=documents.authority, defects=documents.defects,
            today=today, kind=kind, ruleset=ruleset,
        )  # fmt: skip
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
