"""What the figures say: members over time and by type, and how reporting went; charts drawn at build, each with its table.

A report is counted for every unit whose superior asks for it: a unit without a row in «Kết quả báo cáo» has not sent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from macros.calendar import Entry, entries, links
from macros.files.xlsx import write_table
from macros.html import charts
from macros.html.charts import Series
from macros.html.fragment import fragment
from macros.html.page import made_page
from macros.model.handbook import Handbook
from macros.model.organisation import BY_UNIT, LATE, NOT_SENT, ON_TIME, Organisation, ReportResult, Unit
from macros.model.periods import KINDS, period_key, period_kind, period_text
from macros.model.subject import MadeFile, MadePage
from macros.organisation import units
from macros.vietnamese import format_date

FULL, THIN = "đúng hạn, đủ", "đúng hạn, sơ sài"
OUTCOMES: tuple[str, ...] = (FULL, THIN, LATE, NOT_SENT)


@dataclass(frozen=True)
class Sending:
    """One report that one unit owed for one period, and what became of it."""

    unit: Unit
    task: str
    period: str
    outcome: str
    thin: tuple[str, ...]


@dataclass(frozen=True)
class Tally:
    """How many reports ended in each of OUTCOMES, for one row of a table."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All reports that were owed."""
        return sum(self.counts)

    @property
    def weak(self) -> int:
        """Reports that were late, thin or missing."""
        return self.total - self.counts[0]

    @property
    def share(self) -> str:
        """The weak ones as «30,4 %»."""
        return units.percent(self.weak, self.total)


def sendings(org: Organisation) -> list[Sending]:
    """Every report owed in the periods that the sheet speaks of, by period, task and unit."""
    asked = {(rule.superior, rule.task) for rule in org.due_rules}
    known: dict[tuple[str, str, str], ReportResult] = {(row.unit, row.task, row.period): row for row in org.results}
    found: list[Sending] = []
    for task, period in sorted({(row.task, row.period) for row in org.results}, key=lambda key: (period_key(key[1]), key[0])):
        for unit in org.units.values():
            row = known.get((unit.id, task, period))
            if row is None and (unit.superior, task) not in asked:
                continue
            found.append(Sending(unit, task, period, _outcome(row), row.thin if row else ()))
    return found


def _outcome(row: ReportResult | None) -> str:
    if row is None:
        return NOT_SENT
    if row.outcome == ON_TIME:
        return THIN if row.thin else FULL
    return row.outcome


def tallies(found: Sequence[Sending], key: Callable[[Sending], str], order: Sequence[str] = ()) -> list[Tally]:
    """One tally a value of ``key``, in ``order`` or in the order of first mention."""
    counts: dict[str, Counter[str]] = {}
    for row in found:
        counts.setdefault(key(row), Counter())[row.outcome] += 1
    names = [name for name in order if name in counts] or list(counts)
    return [Tally(name, tuple(counts[name][outcome] for outcome in OUTCOMES)) for name in names]


def results(handbook: Handbook) -> str:
    """How reporting went: the whole, by type, by period, what was thin; by unit only when the workbook allows it."""
    org = handbook.organisation
    found = sendings(org)
    if not found:
        return fragment("so-lieu-bao-cao-trong.html")
    types = {kind.id: kind for kind in org.types.values()}
    whole = tallies(found, lambda row: "Tất cả")[0]
    by_type = tallies(found, lambda row: types[row.unit.type].name, [kind.name for kind in org.types.values()])
    shared = Counter(period for _, period in {(row.task, row.period) for row in found})
    by_period = tallies(found, lambda row: _period_name(row.period) if shared[row.period] == 1 else _report_name(handbook, row))
    by_superior = tallies(found, lambda row: org.superior_of(row.unit).party_name)
    criteria = Counter(name for row in found for name in row.thin)
    named = org.about.publish == BY_UNIT
    by_unit = [row for row in tallies(found, lambda row: row.unit.name) if row.weak] if named else []
    series = [Series(outcome, style) for outcome, style in zip(OUTCOMES, charts.OUTCOME_STYLES, strict=True)]
    return fragment(
        "so-lieu-bao-cao.html", whole=whole, outcomes=OUTCOMES, tables=[
            ("loai-hinh", "Theo loại hình", "Loại hình", by_type, _shares("Kết quả báo cáo theo loại hình", by_type, series)),
            ("ky", "Theo kỳ", "Báo cáo", by_period, _shares("Kết quả báo cáo theo kỳ", by_period, series)),
            ("cap-tren", "Theo cấp trên", "Cấp trên", by_superior, Markup("")),
        ],
        criteria=sorted(criteria.items(), key=lambda item: (-item[1], item[0])),
        by_unit=sorted(by_unit, key=lambda row: (-row.weak, row.label)),
        sample=org.about.sample, provenance=units.provenance(org), legend=charts.legend(series),
    )


def _report_name(handbook: Handbook, row: Sending) -> str:
    return handbook.tasks[row.task].named(row.period)


def _period_name(period: str) -> str:
    text = period_text(period)
    return text[0].upper() + text[1:]


def _shares(title: str, rows: Sequence[Tally], series: Sequence[Series]) -> Markup:
    return charts.stacked_bars(title, [(row.label, row.counts) for row in rows], series)


def totals_by_period(org: Organisation) -> list[tuple[str, dict[str, int]]]:
    """Totals of every indicator, period by period, of one kind of period.

    Months, quarters and years in one row would count the same changes again and again. The kind with most periods is shown;
    of two with as many, the longer.
    """
    totals: dict[str, dict[str, int]] = {}
    for row in org.figures:
        period = totals.setdefault(row.period, {})
        period[row.indicator] = period.get(row.indicator, 0) + row.value
    counts = Counter(map(period_kind, totals))
    shown = max(counts, key=lambda kind: (counts[kind], KINDS.index(kind)), default="")
    return sorted(((period, values) for period, values in totals.items() if period_kind(period) == shown),
                  key=lambda item: period_key(item[0]))


def members(handbook: Handbook) -> str:
    """Members over time: a line with its table of movements. Says so when there are no figures."""
    org = handbook.organisation
    end, periods = org.closing, totals_by_period(org)
    if end is None or not periods:
        return fragment("so-lieu-trong.html")
    points = [(period_text(period), values.get(end.id, 0)) for period, values in periods]
    return fragment("so-lieu-bien-dong.html", chart=charts.line("Số đảng viên cuối mỗi kỳ", points), periods=[
        (period_text(period), values) for period, values in periods], indicators=org.indicators.values(),
        measure=Counter(each.unit_of_measure for each in org.indicators.values()).most_common(1)[0][0],
        provenance=units.provenance(org))


def structure(handbook: Handbook) -> str:
    """Members by group of types, and units by size: bars with their tables."""
    org = handbook.organisation
    all_units = list(org.units.values())
    rows = [(group, sum(unit.members for unit in all_units if org.type_of(unit).group == group)) for group in units.groups(org)]
    sizes = [
        ("Dưới 30 đảng viên", sum(unit.members < 30 for unit in all_units)),
        ("Từ 30 đến dưới 100", sum(30 <= unit.members < 100 for unit in all_units)),
        ("Từ 100 trở lên", sum(unit.members >= 100 for unit in all_units)),
    ]
    return fragment("so-lieu-co-cau.html", tables=[
        ("Số đảng viên theo nhóm loại hình", "Nhóm", "Đảng viên", rows, charts.bars("Số đảng viên theo nhóm loại hình", rows)),
        ("Số đơn vị theo quy mô", "Quy mô", "Đơn vị", sizes, charts.bars("Số đơn vị theo quy mô", sizes)),
    ], provenance=units.provenance(org))


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page a unit, ready to print: who it is, what it owes in 90 days, its figures, and how its reports went.

    Everything is grouped by unit once, so that the time grows with the number of units and not with its square.
    """
    org = handbook.organisation
    coming: dict[str, list[Entry]] = {}
    for entry in entries(handbook, today):
        if today <= entry.due <= today + timedelta(days=90):
            coming.setdefault(entry.superior.id, []).append(entry)
    periods: dict[str, dict[str, dict[str, int]]] = {}
    for row in org.figures:
        periods.setdefault(row.unit, {}).setdefault(row.period, {})[row.indicator] = row.value
    sent: dict[str, list[Sending]] = {}
    for sending in sendings(org) if org.about.publish == BY_UNIT else []:
        sent.setdefault(sending.unit.id, []).append(sending)
    opened = {task.id: links(handbook, task) for task in handbook.tasks.values()}
    for unit in org.units.values():
        ordered = sorted(periods.get(unit.id, {}).items(), key=lambda item: period_key(item[0]))
        html = fragment(
            "so-lieu-mot-don-vi.html", unit=unit, superior=org.superior_of(unit), kind=org.type_of(unit), form=org.forms[unit.form],
            periods=[(period_text(period), values) for period, values in ordered], indicators=org.indicators.values(),
            coming=coming.get(unit.superior, []), today=today, links=opened, sample=org.about.sample,
            own=[(_report_name(handbook, row), row.outcome, "; ".join(row.thin)) for row in sent.get(unit.id, [])],
            provenance=units.provenance(org),
        )
        yield made_page(
            f"so-lieu/don-vi/{unit.id}.md", html, title=unit.name, about="Số liệu và việc sắp đến hạn của một đơn vị.", kind="don-vi",
            reviewed=org.about.as_of, search={"exclude": True},
        )  # fmt: skip


def files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """The tables of the pages as workbooks to download."""
    org = handbook.organisation
    note = units.provenance(org)
    indicators = list(org.indicators.values())
    yield "tai-ve/bien-dong-dang-vien.xlsx", write_table(
        "Biến động", "Biến động đảng viên theo kỳ", [("Kỳ", 16), *((row.name, 14) for row in indicators)],
        [[period_text(period), *(values.get(row.id) for row in indicators)] for period, values in totals_by_period(org)], note)
    types = {kind.id: kind.name for kind in org.types.values()}
    rows = [(types[row.unit.type], _report_name(handbook, row), row.outcome) for row in sendings(org)]
    counted = Counter(rows)
    yield "tai-ve/ket-qua-bao-cao.xlsx", write_table(
        "Kết quả", "Kết quả báo cáo theo loại hình và kỳ",
        [("Loại hình", 34), ("Báo cáo", 44), *((outcome, 14) for outcome in OUTCOMES)],
        [[kind, report, *(counted[(kind, report, outcome)] for outcome in OUTCOMES)]
         for kind, report in dict.fromkeys((kind, report) for kind, report, _ in rows)],
        f"{note}. Xuất ngày {format_date(today)}.")
