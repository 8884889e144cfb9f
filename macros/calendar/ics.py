"""Dated entries → calendar files (RFC 5545) to take into a calendar or to subscribe to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from macros.calendar.due import Entry, entries, identity, roles
from macros.model.duties import RecurringTask
from macros.model.organisation import DueRule, Organisation, Superior
from macros.vietnamese import slug

_WEEKDAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_LINE = 75  # octets of a line
# What a fold must not cut: an escape, or else one character.
_UNCUT = re.compile(r"\\.|.", re.DOTALL)


@dataclass(frozen=True)
class _Pages:
    """Where the page of a task's procedure is found: ``titles`` by path, and the site's address when it is online."""

    titles: Mapping[str, str]
    address: str | None

    def url(self, task: RecurringTask) -> str | None:
        """The page's address on the web; None when only the copy at hand has it."""
        return f"{self.address}{_file(task)}" if self.address else None

    def told(self, task: RecurringTask) -> str:
        """The address, or words that lead there from any copy."""
        title = self.titles.get(task.procedure, task.title)
        return self.url(task) or f"mở sổ tay, tìm trang «{title}» (tệp {_file(task)} trong thư mục sổ tay)."


def _file(task: RecurringTask) -> str:
    return f"{task.procedure.removesuffix('.md')}.html"


def calendar_name(superior: Superior, role: str | None = None) -> str:
    """The file's name without its folder: ``ubnd-tinh.ics`` or ``ubnd-tinh-bi-thu.ics``."""
    return f"{superior.id}{'-' + slug(role) if role else ''}.ics"


def calendar_files(
    organisation: Organisation, tasks: Mapping[str, RecurringTask], titles: Mapping[str, str], today: date
) -> Iterator[tuple[str, bytes]]:
    """Name and content of a calendar for every superior, whole and by role. ``titles``: what the pages are called, by path."""
    groups: dict[str, list[Entry]] = {}
    how = _Pages(titles, organisation.about.address)
    series = _series(organisation.due_rules)
    for entry in entries(organisation, tasks, today):
        groups.setdefault(entry.superior.id, []).append(entry)
    for superior in organisation.superiors.values():
        mine = groups.get(superior.id, [])
        for role in (None, *roles(tasks.values())):
            chosen = [entry for entry in mine if role is None or role in entry.task.roles]
            title = f"Hạn của {superior.committee}" + (f" - {role}" if role else "")
            if organisation.about.sample:
                title += " (dữ liệu mẫu, hư cấu)"
            yield calendar_name(superior, role), calendar_file(title, chosen, series, today, how)


def _series(rules: Iterable[DueRule]) -> dict[int, str]:
    """The identity of the recurring event of every rule that has one, by ``id(rule)``.

    Told apart by where it begins, so that a rule that follows another keeps its own identity; rules that begin alike are
    numbered in their order.
    """
    found: dict[int, str] = {}
    turns: Counter[str] = Counter()
    for rule in rules:
        if recurrence(rule) is not None:
            name = f"{rule.superior}.{rule.task}.tu-{rule.since or 'dau'}.thang-{rule.months[0]}"
            turns[name] += 1
            found[id(rule)] = identity(name, turns[name])
    return found


def calendar_file(
    title: str, chosen: Sequence[Entry], series: Mapping[int, str], today: date, pages: _Pages
) -> bytes:
    """One iCalendar object: all-day events with stable UIDs; one event with RRULE where a rule is never shifted.

    ``series``: the identities of recurring events. ``pages``: where a task's procedure is found.
    """
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//So tay Van phong cap uy//Lich//VI", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{_escaped(title)}", "REFRESH-INTERVAL;VALUE=DURATION:P1D", "X-PUBLISHED-TTL:P1D",
    ]
    recurring: set[int] = set()
    for entry in chosen:
        repeat = recurrence(entry.rule)
        if repeat is None:
            lines += _event(entry, entry.uid, entry.name, today, "", pages)
        elif id(entry.rule) not in recurring:
            recurring.add(id(entry.rule))
            last = max(other.due for other in chosen if other.rule is entry.rule)
            lines += _event(entry, series[id(entry.rule)], entry.task.title, today, f"RRULE:{repeat};UNTIL={last:%Y%m%d}", pages)
    lines.append("END:VCALENDAR")
    return ("\r\n".join(folded for line in lines for folded in _folded(line)) + "\r\n").encode()


def recurrence(rule: DueRule) -> str | None:
    """The rule as an RRULE, or None where only dates can tell it (shifts, working days, terms, short months)."""
    months = rule.months
    if rule.step or rule.first_year is not None:
        return None
    match rule.kind:
        case "ngày n trong tháng" if rule.n <= 28:
            day = f"BYMONTHDAY={rule.n}"
        case "n ngày trước khi hết tháng" if rule.n < 28:
            day = f"BYMONTHDAY=-{rule.n + 1}"
        case "n ngày sau khi hết tháng" if 1 <= rule.n <= 28:
            day = f"BYMONTHDAY={rule.n}"
            months = tuple(sorted(month % 12 + 1 for month in months))
        case "thứ trong tuần, lần n":
            day = f"BYDAY={rule.n}{_WEEKDAY_CODES[rule.weekday or 0]}"
        case "hằng tuần vào thứ" if len(months) == 12:
            return f"FREQ=WEEKLY;BYDAY={_WEEKDAY_CODES[rule.weekday or 0]}"
        case _:
            return None
    limit = "" if len(months) == 12 else f"BYMONTH={','.join(map(str, months))};"
    return f"FREQ=MONTHLY;{limit}{day}"


def _event(entry: Entry, uid: str, summary: str, today: date, repeat: str, pages: _Pages) -> list[str]:
    rule, task = entry.rule, entry.task
    told = [
        f"Sản phẩm: {task.product}.", f"Nơi nhận: {rule.recipient}, {entry.superior.committee}.",
        f"Gửi bằng: {rule.channel}." if rule.channel else "", f"Hạn: {rule.text}.",
        f"Hạn này {entry.why_moved}." if entry.why_moved and not repeat else "", f"Theo: {rule.source}.",
        f"Quy trình: {pages.told(task)}",
    ]
    lines = [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTAMP:{today:%Y%m%d}T000000Z", f"DTSTART;VALUE=DATE:{entry.due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{entry.due + timedelta(days=1):%Y%m%d}", f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(chr(10).join(line for line in told if line))}",
        f"CATEGORIES:{','.join(_escaped(role) for role in task.roles)}", "TRANSP:TRANSPARENT",
    ]
    if url := pages.url(task):
        lines.append(f"URL:{url}")
    if repeat:
        lines.append(repeat)
    # Eight in the morning, three days before.
    lines += ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{_escaped('Sắp đến hạn: ' + summary)}", "TRIGGER:-P2DT16H",
              "END:VALARM", "END:VEVENT"]
    return lines


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> list[str]:
    """``line`` in pieces of at most 75 octets; each further piece begins with a space.

    No piece ends within a character, nor between a backslash and what it escapes: some calendars read each line by itself
    before they join the pieces, and then drop the event.
    """
    pieces, current, size = [], "", 0
    for part in _UNCUT.findall(line):
        width = len(part.encode())
        if size + width > _LINE:
            pieces.append(current)
            current, size = " ", 1
        current += part
        size += width
    return [*pieces, current]
