"""What the rules of form are given, and what they tell: findings, and the report on one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from macros.documents.check.anatomy import Anatomy
from macros.model.authority import Authority
from macros.model.documents import Defect
from macros.model.rulesets import Ruleset

SEVERITIES: Mapping[str, str] = {"loi": "error", "canh_bao": "warning", "nhac": "info"}


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


# Findings of one defect that a report lists one by one; nobody mends more before looking again.
_LISTED = 20


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
    counted: dict[str, int] = field(default_factory=dict)

    def test(self, defect: str, good: bool, place: str, found: str, expected: str = "", mend: str = "") -> None:
        """Note that ``defect`` was looked for; unless ``good``, that it was found. Rules of another time are skipped.

        ``expected`` and ``mend`` take the place of the catalogue's words where the case at hand is a special one.
        """
        entry = self.defects[defect]
        if (entry.since and self.day < entry.since) or (entry.until and self.day > entry.until):
            return
        self.checked.add(defect)
        if good:
            return
        self.counted[defect] = self.counted.get(defect, 0) + 1
        if self.counted[defect] <= _LISTED:
            told, right = SEVERITIES[entry.severity], expected or entry.right
            self.findings.append(Finding(defect, told, entry.clause, place, found, right, mend or entry.mend, entry.name))

    def listed(self) -> list[Finding]:
        """The findings, the gravest first; the last of a defect that is found too often to be listed says how many more there are."""
        order = list(SEVERITIES.values())
        last = {finding.id: index for index, finding in enumerate(self.findings)}
        findings = [
            replace(finding, place=f"{finding.place} và {self.counted[finding.id] - _LISTED} chỗ khác")
            if self.counted[finding.id] > _LISTED and last[finding.id] == index else finding
            for index, finding in enumerate(self.findings)
        ]  # fmt: skip
        return sorted(findings, key=lambda finding: order.index(finding.severity))
