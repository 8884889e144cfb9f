"""A .docx → findings. Says «không thấy lỗi trong N mục đã kiểm», never that a document is right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.documents import rules_body, rules_end, rules_head
from macros.documents.inspect import read
from macros.documents.locate import Anatomy, locate
from macros.documents.package import Refused
from macros.documents.ruleset import choose
from macros.model.documents import Authority, Defect
from macros.model.rulesets import Ruleset

SEVERITIES: Mapping[str, str] = {"loi": "error", "canh_bao": "warning", "nhac": "info"}
_SECRET = re.compile(r"^(TUYỆT MẬT|TỐI MẬT|MẬT)$")


@dataclass(frozen=True)
class Finding:
    """One thing to look at: which rule, where, what stands there, what should, how to mend it in Word."""

    id: str
    severity: str
    clause: str
    place: str
    found: str
    expected: str
    mend: str
    name: str = ""

    def as_json(self) -> dict[str, str]:
        return {key: getattr(self, key) for key in ("id", "severity", "clause", "place", "found", "expected", "mend")}


@dataclass
class Report:
    """What was found in one file. ``checked`` counts the rules that had something to look at."""

    file: str
    kind: str | None
    ruleset: str | None
    checked: int
    findings: list[Finding]

    @property
    def failed(self) -> bool:
        return any(finding.severity == "error" for finding in self.findings)

    def as_json(self) -> dict[str, Any]:
        return {
            "file": self.file, "kind": self.kind, "ruleset": self.ruleset, "checked": self.checked,
            "findings": [finding.as_json() for finding in self.findings],
        }  # fmt: skip


@dataclass
class Examination:
    """What a rule is given, and where it tells what it saw."""

    anatomy: Anatomy
    rules: Ruleset
    authority: Authority
    defects: Mapping[str, Defect]
    day: date
    checked: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def test(self, defect: str, good: bool, place: str, found: str, expected: str = "") -> None:
        """Note that ``defect`` was looked for; unless ``good``, that it was found. Rules of another time are skipped."""
        entry = self.defects[defect]
        if (entry.since and self.day < entry.since) or (entry.until and self.day > entry.until):
            return
        self.checked.add(defect)
        if not good:
            self.findings.append(
                Finding(defect, SEVERITIES[entry.severity], entry.clause, place, found, expected or entry.right, entry.mend, entry.name)
            )


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
    order = {"error": 0, "warning": 1, "info": 2}
    findings = sorted(examination.findings, key=lambda finding: order[finding.severity])
    return Report(file, found.kind.id if found.kind else None, rules.id, len(examination.checked), findings)


def refusal(file: str, refused: Refused) -> Report:
    """A report for a file that is not checked, so that a list of files stays complete."""
    finding = Finding(
        f"tu-choi-{refused.code}", "error", "", "cả tệp", refused.reason, "tệp .docx đọc được", refused.remedy, "Không kiểm được"
    )
    return Report(file, None, None, 0, [finding])
