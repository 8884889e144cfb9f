"""The calendar as fragments and pages: what is due, by month, by superior, by role; and the data for the browser."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from macros.calendar import due, ics
from macros.calendar.due import Entry
from macros.html.fragment import fragment
from macros.html.page import made_page, title_heading
from macros.html.script import DATA_FOLDER, script_of
from macros.model.duties import READER_ROLES, RecurringTask
from macros.model.handbook import Handbook
from macros.model.organisation import Superior
from macros.model.periods import add_months
from macros.model.subject import MadeFile, MadePage
from macros.vietnamese import format_date

CALENDAR_FOLDER = "tai-ve/lich"
# The longest month, as in docs/assets/javascripts/07-due-marks.js.
_DAYS_AHEAD = 31


def entries(handbook: Handbook, today: date) -> tuple[Entry, ...]:
    """Everything due that the site's calendar shows."""
    return handbook.once(f"entries {today}", lambda: due.entries(handbook.organisation, handbook.tasks, today))


def of_superior(handbook: Handbook, superior: Superior, today: date) -> list[Entry]:
    """The entries of one superior; sorted out once, because every superior asks for its own."""

    def group() -> dict[str, list[Entry]]:
        groups: dict[str, list[Entry]] = {}
        for entry in entries(handbook, today):
            groups.setdefault(entry.superior.id, []).append(entry)
        return groups

    return handbook.once(f"entries by superior {today}", group).get(superior.id, [])


def links(handbook: Handbook, task: RecurringTask) -> list[tuple[str, str, str]]:
    """(kind, title, address) of the procedure, templates and checklist that an entry opens; only those that exist."""
    found = []
    if task.procedure in handbook.pages:
        page = handbook.pages[task.procedure]
        found.append(("quy-trinh", f"Quy trình: {page.meta.title}", f"/{task.procedure.removesuffix('.md')}.html"))
    found += [("mau", f"Mẫu: {handbook.templates[name].name}", f"/soan-thao/mau/{name}.html")
              for name in task.templates if name in handbook.templates]
    if task.checklist and task.checklist in handbook.checklists:
        found.append(("bang-kiem", f"Bảng kiểm: {handbook.checklists[task.checklist].title}", f"/bang-kiem/{task.checklist}.html"))
    return found


def superior_record(superior: Superior) -> dict[str, str]:
    """A superior as scripts know it."""
    return {"id": superior.id, "ten": superior.name, "cap_uy": superior.committee, "ten_dang_bo": superior.party_name,
            "dia_danh": superior.place}


def sample_note(handbook: Handbook) -> str:
    """What stands over deadlines that are only an example; nothing over an office's own."""
    about = handbook.organisation.about
    return "Dữ liệu mẫu, hư cấu: thời hạn nêu ở đây chỉ là ví dụ." if about.sample else ""


def upcoming(handbook: Handbook, today: date) -> str:
    """The home page's block: a rolling month, for the reader's clock, unit and role.

    Without a script it lists the month after the build, for every superior. It stands in ``noscript``, so that nothing shows
    and then moves while the script sorts out what is the reader's.
    """
    soon = [entry for entry in entries(handbook, today) if today <= entry.due <= today + timedelta(days=_DAYS_AHEAD)]
    return fragment("lich-sap-den.html", entries=soon, superiors=list(handbook.organisation.superiors.values()), today=today,
                    links={entry.task.id: links(handbook, entry.task) for entry in soon},
                    folder=DATA_FOLDER, note=sample_note(handbook))


def months_of(found: tuple[Entry, ...]) -> list[tuple[date, list[Entry]]]:
    """Entries by the first of their month."""
    months: dict[date, list[Entry]] = {}
    for entry in found:
        months.setdefault(entry.due.replace(day=1), []).append(entry)
    return sorted(months.items())


def month_view(handbook: Handbook, today: date) -> str:
    """The month: a grid by the reader's clock with the script; without it, tables of three months, by superior."""
    first = today.replace(day=1)
    months = [row for row in months_of(entries(handbook, today)) if first <= row[0]][:3]
    return fragment("lich-thang.html", months=months, superiors=list(handbook.organisation.superiors.values()),
                    links={task.id: links(handbook, task) for task in handbook.tasks.values()},
                    folder=DATA_FOLDER, note=sample_note(handbook), today=today)


def due_table(handbook: Handbook, task_name: str, today: date) -> str:
    """What each superior asks for a task: the rule in words, the next day, to whom. Raises UnknownName."""
    task = handbook.task(task_name)
    rows = []
    for rule in handbook.organisation.due_rules:
        if rule.task != task.id or rule.superior not in handbook.organisation.superiors:
            continue
        coming = next((entry for entry in entries(handbook, today) if entry.rule is rule and entry.due >= today), None)
        rows.append((handbook.organisation.superiors[rule.superior], rule, rule.text, coming))
    return fragment("lich-han-nop.html", task=task, rows=rows, note=sample_note(handbook))


def year_table(handbook: Handbook, today: date) -> str:
    """Twelve months from the build's month, a table a superior: task by month, with the day in each cell."""
    first = today.replace(day=1)
    months = [add_months(first, k) for k in range(12)]
    tables = []
    for superior in handbook.organisation.superiors.values():
        cells: dict[str, dict[date, list[Entry]]] = {}
        for entry in of_superior(handbook, superior, today):
            if months[0] <= entry.due < add_months(first, 12):
                cells.setdefault(entry.task.id, {}).setdefault(entry.due.replace(day=1), []).append(entry)
        tables.append((superior, [(handbook.tasks[name], row) for name, row in cells.items()]))
    return fragment("lich-nam.html", tables=tables, months=months, note=sample_note(handbook),
                    links={task.id: links(handbook, task) for task in handbook.tasks.values()})


def wall(handbook: Handbook, superior_name: str, year: int, today: date) -> Markup:
    """A year for the wall, an A3 sheet a quarter: months with their due days. Raises UnknownName."""
    superior = handbook.organisation.superior(superior_name)
    of_day: dict[date, list[Entry]] = {}
    for entry in of_superior(handbook, superior, today):
        if entry.due.year == year:
            of_day.setdefault(entry.due, []).append(entry)
    off = {row.day: row.name for row in handbook.organisation.holidays if not row.is_worked}
    months = [(date(year, month, 1), calendar.Calendar().monthdatescalendar(year, month)) for month in range(1, 13)]
    return fragment("lich-treo-tuong.html", superior=superior, year=year, months=months, due=of_day, off=off,
                    note=sample_note(handbook), today=today)


def by_role(handbook: Handbook, today: date) -> str:
    """For every role: its tasks, how often, what each superior asks, and the calendar file to subscribe to."""
    roles = []
    for role in due.roles(handbook.tasks.values()):
        tasks = [task for task in handbook.tasks.values() if role in task.roles]
        roles.append((role, READER_ROLES.get(role, "khac"), [(task, links(handbook, task), _rules_of(handbook, task)) for task in tasks]))
    return fragment("lich-vai-tro.html", roles=roles, superiors=list(handbook.organisation.superiors.values()),
                    folder=CALENDAR_FOLDER, name=ics.calendar_name, note=sample_note(handbook))


def _rules_of(handbook: Handbook, task: RecurringTask) -> list[tuple[Superior, str]]:
    return [(handbook.organisation.superiors[rule.superior], rule.text) for rule in handbook.organisation.due_rules
            if rule.task == task.id and rule.superior in handbook.organisation.superiors]


def downloads_table(handbook: Handbook) -> str:
    """The calendar files, a row a superior, a column a role; and the addresses to subscribe to, when the site is online."""
    address = handbook.organisation.about.address
    folder = f"{address}{CALENDAR_FOLDER}/" if address else ""
    return fragment("lich-tai-ve.html", superiors=list(handbook.organisation.superiors.values()),
                    roles=due.roles(handbook.tasks.values()), folder=CALENDAR_FOLDER, name=ics.calendar_name,
                    note=sample_note(handbook), online=folder, subscribe=re.sub(r"^https?", "webcal", folder))


def holiday_table(handbook: Handbook) -> str:
    """The days off that due days were worked out with, and how sure each is."""
    return fragment("lich-ngay-nghi.html", holidays=handbook.organisation.holidays)


def files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """A shard of due days a superior, as a script; and the calendar files."""
    for superior in handbook.organisation.superiors.values():
        yield (f"{DATA_FOLDER}/lich-{superior.id}.js",
               script_of(f"lich:{superior.id}", _shard(handbook, superior, of_superior(handbook, superior, today))))
    titles = {path: page.meta.title for path, page in handbook.pages.items()}
    for name, content in ics.calendar_files(handbook.organisation, handbook.tasks, titles, today):
        yield f"{CALENDAR_FOLDER}/{name}", content


def _shard(handbook: Handbook, superior: Superior, mine: list[Entry]) -> dict[str, Any]:
    tasks = {entry.task.id: entry.task for entry in mine}
    return {
        "capTren": superior_record(superior),
        "mau": handbook.organisation.about.sample,
        "viec": {
            task.id: {"ten": task.title, "vai": task.reader_roles, "sanPham": task.product,
                      "lienKet": [list(link) for link in links(handbook, task)]}
            for task in tasks.values()
        },
        "han": [[entry.due.isoformat(), entry.task.id, entry.period, entry.period_text, entry.why_moved, entry.period_after_title]
                for entry in mine],
        "nghi": [[row.day.isoformat(), row.name, row.kind] for row in handbook.organisation.holidays],
    }


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A wall calendar for every superior and for this year and the next."""
    for superior in handbook.organisation.superiors.values():
        for year in (today.year, today.year + 1):
            html = title_heading(f"Lịch năm {year}") + wall(handbook, superior.id, year, today)
            yield made_page(
                f"lich/treo-tuong/{superior.id}-{year}.md", html, title=f"Lịch treo tường năm {year}, {superior.party_name}",
                about="Mỗi quý một tờ A3, ghi mọi thời hạn do cấp trên quy định.", kind="lich", reviewed=handbook.organisation.about.as_of,
                hide=["navigation", "toc"], search={"exclude": True},
            )  # fmt: skip


def wall_links(handbook: Handbook, today: date) -> str:
    """Links to the wall calendars."""
    return fragment("lich-treo-tuong-ds.html", superiors=list(handbook.organisation.superiors.values()),
                    years=(today.year, today.year + 1), day=format_date(today))
