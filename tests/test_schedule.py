"""Due days against an independent oracle (dateutil, from the rules' words), and calendar files against a real parser."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest
from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta
from dateutil.rrule import DAILY, MONTHLY, WEEKLY, rrule, rruleset, rrulestr
from pydantic import ValidationError

from macros.calendar import due as schedule
from macros.calendar import ics
from macros.calendar import pages as calendar
from macros.model import Handbook
from macros.model.duties import RecurringTask
from macros.model.organisation import About, DueRule, Holiday, Organisation
from macros.model.periods import doubled_period, following_period

EVERY = tuple(range(1, 13))
WEEKDAYS = [MO, TU, WE, TH, FR, SA, SU]
KINDS = ["ngày n trong tháng", "n ngày trước khi hết tháng", "n ngày sau khi hết tháng", "n ngày làm việc sau khi hết tháng",
         "ngày làm việc thứ n từ cuối tháng", "thứ trong tuần, lần n", "hằng tuần vào thứ"]


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


# The oracle: written from the words of the rules, with dateutil's sets of days instead of our arithmetic.

def working_days(holidays: tuple[Holiday, ...], start: date, end: date) -> list[date]:
    days = rruleset()
    days.rrule(rrule(DAILY, dtstart=midnight(start), until=midnight(end), byweekday=(MO, TU, WE, TH, FR)))
    for holiday in holidays:
        if holiday.kind == "nghỉ":
            days.exdate(midnight(holiday.day))
        elif start <= holiday.day <= end:
            days.rdate(midnight(holiday.day))
    return [moment.date() for moment in days]


def midnight(day: date) -> Any:
    return datetime.combine(day, time())


def oracle(rule: DueRule, holidays: tuple[Holiday, ...], start: date, end: date) -> list[tuple[date, date]]:
    """(nominal, due) of ``rule`` with due days in [start, end)."""
    first, last = start + relativedelta(months=-4, day=1), end + relativedelta(months=2)
    work = working_days(holidays, first + relativedelta(months=-1), last + relativedelta(months=3))
    months = [moment.date() for moment in rrule(MONTHLY, dtstart=midnight(first), until=midnight(last), bymonthday=1)
              if moment.month in rule.months]
    if rule.first_year is not None:
        turns = set(range(rule.first_year, 2100, rule.every_years))
        months = [month for month in months if month.year in turns]
    found: list[tuple[date, date]] = []
    for month in months:
        end_of_month = month + relativedelta(day=31)
        if rule.kind == "ngày n trong tháng":
            nominal = [month + relativedelta(day=rule.n)]
        elif rule.kind == "n ngày trước khi hết tháng":
            nominal = [end_of_month - relativedelta(days=rule.n)]
        elif rule.kind == "n ngày sau khi hết tháng":
            nominal = [end_of_month + relativedelta(days=rule.n)]
        elif rule.kind == "n ngày làm việc sau khi hết tháng":
            nominal = [[day for day in work if day > end_of_month][rule.n - 1]]
        elif rule.kind == "ngày làm việc thứ n từ cuối tháng":
            nominal = [[day for day in work if day <= end_of_month][-rule.n]]
        else:
            weekday = WEEKDAYS[rule.weekday or 0]
            every = rrule(WEEKLY if "hằng tuần" in rule.kind else MONTHLY, dtstart=midnight(month), until=midnight(end_of_month),
                          byweekday=weekday if "hằng tuần" in rule.kind else weekday(rule.n))
            nominal = [moment.date() for moment in every]
        for day in nominal:
            due = day
            if day not in work and rule.shift == "lùi về trước":
                due = max(other for other in work if other < day)
            elif day not in work and rule.shift == "chuyển ra sau":
                due = min(other for other in work if other > day)
            held = (rule.since is None or rule.since <= day) and (rule.until is None or day <= rule.until)
            if start <= due < end and held:
                found.append((day, due))
    return sorted(found)


def only(organisation: Organisation, rule: DueRule) -> Organisation:
    return dataclasses.replace(organisation, due_rules=(rule,))


def ours(organisation: Organisation, tasks: Mapping[str, RecurringTask], rule: DueRule, today: date) -> list[tuple[date, date]]:
    found = schedule.entries(only(organisation, rule), tasks, today)
    return sorted((entry.nominal, entry.due) for entry in found)


def window(today: date) -> tuple[date, date]:
    return today + relativedelta(months=-2, day=1), today + relativedelta(months=25, day=1)


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2027, 12, 31), date(2029, 6, 1)])
def test_every_rule_of_the_sample_gives_the_oracles_days(handbook: Handbook, day: date) -> None:
    organisation = handbook.organisation
    for rule in organisation.due_rules:
        assert ours(organisation, handbook.tasks, rule, day) == oracle(rule, organisation.holidays, *window(day)), rule


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("shift", ["giữ nguyên", "lùi về trước", "chuyển ra sau"])
def test_every_way_of_counting_with_every_shift_gives_the_oracles_days(handbook: Handbook, kind: str, shift: str) -> None:
    # The two years from October 2026 hold days of Tết, the leap February of 2028, swapped days and the turn of a term.
    organisation = handbook.organisation
    counts = {"thứ trong tuần, lần n": (-1, 1, 2, 3, 4), "hằng tuần vào thứ": (0,)}.get(kind, (1, 2, 5, 10, 15, 20, 28, 29, 30, 31))
    for n in counts:
        if "ngày làm việc" in kind and n > 20:
            continue
        for weekday in (0, 4, 5, 6) if "thứ" in kind else (None,):
            for months, first_year in (((1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12), None), ((2, 8), None), ((12,), 2027)):
                rule = DueRule(superior="ubnd-tinh", task="bao-cao-thang", months=months, kind=kind, n=n, weekday=weekday,
                               shift=shift, first_year=first_year, every_years=5 if first_year else 1, recipient="x", source="x")
                got = ours(organisation, handbook.tasks, rule, date(2026, 11, 22))
                assert got == oracle(rule, organisation.holidays, *window(date(2026, 11, 22))), rule


def test_a_rule_that_ended_and_the_one_that_follows_do_not_overlap(handbook: Handbook) -> None:
    organisation = handbook.organisation
    old = next(rule for rule in organisation.due_rules if rule.task == "bao-cao-dang-phi")
    turn = date(2027, 3, 31)
    rules = (old.model_copy(update={"until": turn}), old.model_copy(update={"since": turn + timedelta(days=1), "n": 9}))
    found = schedule.entries(dataclasses.replace(organisation, due_rules=rules), handbook.tasks, date(2026, 11, 22))
    assert len({entry.uid for entry in found}) == len(found)
    assert {entry.rule.n for entry in found if entry.nominal <= turn} == {old.n}
    assert {entry.rule.n for entry in found if entry.nominal > turn} == {9}


def test_ids_of_entries_do_not_change_when_the_day_is_moved(handbook: Handbook) -> None:
    today = date(2026, 11, 22)
    before = schedule.entries(handbook.organisation, handbook.tasks, today)
    moved = dataclasses.replace(handbook.organisation, holidays=(*handbook.organisation.holidays, Holiday(
        day=before[40].due, name="Ngày nghỉ đột xuất", confidence="dự kiến", source="thử")))
    after = schedule.entries(moved, handbook.tasks, today)
    assert {entry.uid for entry in before} == {entry.uid for entry in after}
    assert len({entry.uid for entry in before}) == len(before)


def events_in(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def expanded(event: Any) -> list[date]:
    start = event["DTSTART"].dt
    if "RRULE" not in event:
        return [start]
    text = event["RRULE"].to_ical().decode()
    return [moment.date() for moment in rrulestr(text, dtstart=midnight(start))]


def test_calendar_files_hold_exactly_the_entries_for_a_real_parser(handbook: Handbook) -> None:
    today = date(2026, 11, 22)
    every = schedule.entries(handbook.organisation, handbook.tasks, today)
    files = dict(ics.calendar_files(handbook.organisation, handbook.tasks, {}, today))
    for superior in handbook.organisation.superiors.values():
        for role in (None, *schedule.roles(handbook.tasks.values())):
            events = events_in(files[ics.calendar_name(superior, role)])
            got = sorted(day for event in events for day in expanded(event))
            assert got == sorted(entry.due for entry in every
                                 if entry.superior is superior and (role is None or role in entry.task.roles))
            uids = [str(event["UID"]) for event in events]
            assert len(set(uids)) == len(uids)
            for event in events:
                assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
                assert [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")] == [timedelta(days=-3, hours=8)]


def test_a_calendar_file_is_clean_by_rfc_5545(handbook: Handbook) -> None:
    for name, content in ics.calendar_files(handbook.organisation, handbook.tasks, {}, date(2026, 11, 22)):
        assert content.endswith(b"END:VCALENDAR\r\n"), name
        lines = content.split(b"\r\n")
        assert not any(b"\n" in line or b"\r" in line for line in lines)
        assert max(map(len, lines)) <= 75
        for line in lines:
            line.decode()  # no character is cut in two
    assert dict(ics.calendar_files(handbook.organisation, handbook.tasks, {}, date(2026, 11, 22))) == dict(
        ics.calendar_files(handbook.organisation, handbook.tasks, {}, date(2026, 11, 22)))


def test_no_period_is_said_twice_in_what_a_calendar_shows(handbook: Handbook) -> None:
    named = {entry.task.id: entry.name for entry in schedule.entries(handbook.organisation, handbook.tasks, date(2026, 11, 27))}
    assert named["bao-cao-quy"] in {f"Báo cáo công tác quý {n}/{year}" for n in ("I", "II", "III", "IV") for year in range(2026, 2030)}
    assert re.fullmatch(r"Báo cáo sơ kết 6 tháng (đầu|cuối) năm \d{4}", named["bao-cao-6-thang"])
    assert re.fullmatch(r"Nộp đảng phí và báo cáo tình hình thu, nộp tháng \d+/\d{4}", named["bao-cao-dang-phi"])
    for name, content in ics.calendar_files(handbook.organisation, handbook.tasks, {}, date(2026, 11, 27)):
        for event in events_in(content):
            assert not doubled_period(str(event["SUMMARY"])), (name, event["SUMMARY"])
            assert not any(doubled_period(str(alarm["DESCRIPTION"])) for alarm in event.walk("VALARM"))


def test_a_title_that_doubles_a_period_is_told_with_its_remedy(handbook: Handbook) -> None:
    row = handbook.tasks["bao-cao-quy"].model_dump(by_alias=True) | {"ten": "Báo cáo quý quý"}
    with pytest.raises(ValidationError, match="«quý quý» lặp chữ; bỏ một chữ"):
        RecurringTask.model_validate(row)


def test_no_fold_cuts_an_escape_or_a_character(handbook: Handbook) -> None:
    # Titles that move an escape and a wide letter over every octet of the fold.
    for width in range(60, 80):
        title = "x" * (width - 12) + "\n;,\\ệ" * 20
        task = handbook.tasks["bao-cao-thang"].model_copy(update={"title": title})
        rule = monthly(10)
        content = dict(ics.calendar_files(only(handbook.organisation, rule), {task.id: task}, {}, date(2026, 11, 27)))["ubnd-tinh.ics"]
        for line in content.split(b"\r\n"):
            escapes = re.sub(rb"\\[\\;,n]", b"", line)
            assert len(line) <= 75 and b"\\" not in escapes, line
            line.decode()
        (event,) = events_in(content)
        assert str(event["SUMMARY"]) == title


def test_an_event_says_where_its_procedure_is_found_in_a_copy_without_an_address(handbook: Handbook) -> None:
    titles = {path: page.meta.title for path, page in handbook.pages.items()}
    content = dict(ics.calendar_files(handbook.organisation, handbook.tasks, titles, date(2026, 11, 27)))["ubnd-tinh.ics"]
    told = {str(event["DESCRIPTION"]).splitlines()[-1] for event in events_in(content)}
    assert "Quy trình: mở sổ tay, tìm trang «Báo cáo tháng» (tệp quy-trinh/bao-cao-thang.html trong thư mục sổ tay)." in told


def test_a_rule_that_never_shifts_becomes_one_recurring_event(handbook: Handbook) -> None:
    rule = DueRule(superior="ubnd-tinh", task="bao-cao-thang", months=EVERY, kind="thứ trong tuần, lần n", n=-1, weekday=4,
                   recipient="x", source="x")
    organisation = only(handbook.organisation, rule)
    content = dict(ics.calendar_files(organisation, handbook.tasks, {}, date(2026, 11, 22)))["ubnd-tinh.ics"]
    (event,) = events_in(content)
    assert event["RRULE"]["BYDAY"] == ["-1FR"]
    assert expanded(event) == [entry.due for entry in schedule.entries(organisation, handbook.tasks, date(2026, 11, 22))]


@pytest.mark.parametrize("kind, n, months", [
    ("ngày n trong tháng", 20, EVERY), ("ngày n trong tháng", 31, EVERY), ("n ngày trước khi hết tháng", 3, (2, 6)),
    ("n ngày sau khi hết tháng", 10, (3, 12)), ("hằng tuần vào thứ", 0, EVERY), ("thứ trong tuần, lần n", 2, (1, 7)),
])
def test_a_recurrence_gives_the_same_days_as_the_rule(handbook: Handbook, kind: str, n: int, months: tuple[int, ...]) -> None:
    rule = DueRule(superior="ubnd-tinh", task="bao-cao-thang", months=months, kind=kind, n=n, weekday=2, recipient="x", source="x")
    organisation = only(handbook.organisation, rule)
    content = dict(ics.calendar_files(organisation, handbook.tasks, {}, date(2026, 11, 22)))["ubnd-tinh.ics"]
    days = [day for event in events_in(content) for day in expanded(event)]
    assert sorted(days) == [entry.due for entry in schedule.entries(organisation, handbook.tasks, date(2026, 11, 22))]


def test_a_site_online_gives_addresses_to_subscribe_to_and_events_that_open_their_procedure(handbook: Handbook) -> None:
    about = handbook.organisation.about
    online = dataclasses.replace(handbook, organisation=dataclasses.replace(
        handbook.organisation, about=About.model_validate({**about.model_dump(), "address": "https://so-tay.vi-du.vn/x"})))
    html = calendar.downloads_table(online)
    files = dict(ics.calendar_files(online.organisation, online.tasks, {}, date(2026, 11, 22)))
    told = re.findall(r"<code>https://so-tay\.vi-du\.vn/x/tai-ve/lich/([^<]+)</code>", html)
    assert sorted(told) == sorted(files) and 'href="webcal://so-tay.vi-du.vn/x/tai-ve/lich/ubnd-tinh.ics"' in html
    event = events_in(files["ubnd-tinh.ics"])[0]
    assert re.fullmatch(r"https://so-tay\.vi-du\.vn/x/quy-trinh/[a-z0-9-]+\.html", str(event["URL"]))
    assert str(event["URL"]) in str(event["DESCRIPTION"])
    assert "webcal" not in calendar.downloads_table(handbook) and "URL" not in events_in(dict(ics.calendar_files(
        handbook.organisation, handbook.tasks, {}, date(2026, 11, 22)))["ubnd-tinh.ics"])[0]
    with pytest.raises(ValidationError, match="không phải địa chỉ trang"):
        About.model_validate({**about.model_dump(), "address": "javascript:alert(1)"})


def test_names_with_signs_survive_the_calendar_file(handbook: Handbook) -> None:
    task = handbook.tasks["bao-cao-thang"].model_copy(update={"title": "Báo cáo; a, b \\ c\nd <script>"})
    content = dict(ics.calendar_files(handbook.organisation, {**handbook.tasks, task.id: task}, {}, date(2026, 11, 22)))["ubnd-tinh.ics"]
    summaries = {str(event["SUMMARY"]) for event in events_in(content)}
    assert "Báo cáo; a, b \\ c\nd <script> tháng 11/2026" in summaries


@pytest.mark.parametrize("rule, words", [
    ({"kind": "ngày n trong tháng", "n": 20, "months": (3, 9), "shift": "lùi về trước"},
     "ngày 20, các tháng 3, 9; trùng ngày nghỉ thì chuyển lên ngày làm việc liền trước"),
    ({"kind": "ngày n trong tháng", "n": 31, "months": (12,)}, "ngày cuối tháng 12"),
    ({"kind": "ngày làm việc thứ n từ cuối tháng", "n": 1, "months": EVERY}, "ngày làm việc cuối tháng, hằng tháng"),
    ({"kind": "thứ trong tuần, lần n", "n": -1, "weekday": 4, "months": EVERY},
     "thứ Sáu cuối cùng của tháng, hằng tháng"),
    ({"kind": "thứ trong tuần, lần n", "n": 2, "weekday": 4, "months": (6,)}, "thứ Sáu thứ hai của tháng 6"),
    ({"kind": "ngày n trong tháng", "n": 15, "months": (1,)}, "ngày 15 tháng 1"),
    ({"kind": "ngày n trong tháng", "n": 31, "months": (3,), "every_years": 5, "first_year": 2028},
     "ngày cuối tháng 3; 5 năm một lần, bắt đầu từ năm 2028"),
])
def test_a_rule_is_told_in_words(rule: dict[str, Any], words: str) -> None:
    assert DueRule(superior="x", task="x", recipient="x", source="x", **rule).text == words


def monthly(n: int, **more: Any) -> DueRule:
    kind = "ngày n trong tháng"
    return DueRule(superior="ubnd-tinh", task="bao-cao-thang", months=EVERY, kind=kind, n=n, recipient="x", source="x", **more)


@pytest.mark.parametrize("shift", ["giữ nguyên", "lùi về trước"])
def test_two_deadlines_of_a_task_in_one_period_have_two_identities(handbook: Handbook, shift: str) -> None:
    organisation = dataclasses.replace(handbook.organisation, due_rules=(monthly(10, shift=shift), monthly(25, shift=shift)))
    alone = schedule.entries(only(organisation, organisation.due_rules[0]), handbook.tasks, date(2026, 11, 22))
    found = schedule.entries(organisation, handbook.tasks, date(2026, 11, 22))
    assert len({entry.uid for entry in found}) == len(found) == 2 * len(alone)
    assert {entry.uid for entry in alone} <= {entry.uid for entry in found}  # the first rule keeps the identities that it had
    events = events_in(dict(ics.calendar_files(organisation, handbook.tasks, {}, date(2026, 11, 22)))["ubnd-tinh.ics"])
    assert len({str(event["UID"]) for event in events}) == len(events) == (2 if shift == "giữ nguyên" else len(found))


def test_a_deadline_keeps_its_identity_while_the_other_leaves_the_window(handbook: Handbook) -> None:
    # Every half year twice: in March and June, so that on one day of the build only one of the two is shown.
    twice = monthly(15).model_copy(update={"months": (3, 6)})
    task = handbook.tasks["bao-cao-thang"].model_copy(update={"period": "nửa năm"})
    for day in (date(2027, 4, 1), date(2027, 7, 1)):
        found = schedule.entries(only(handbook.organisation, twice), {task.id: task}, day)
        june = next(entry for entry in found if entry.nominal == date(2027, 6, 15))
        assert june.uid == "ubnd-tinh.bao-cao-thang.2027-N1.2@so-tay-van-phong-cap-uy"
        assert len({entry.uid for entry in found}) == len(found)


def test_what_is_due_this_year_for_the_next_one_names_the_next_year_and_no_word_stands_twice(handbook: Handbook) -> None:
    tasks = handbook.tasks
    assert tasks["chuong-trinh-nam"].named("2026") == "Chương trình công tác năm 2027"
    assert tasks["bao-cao-quy"].named("2026-Q3") == "Báo cáo công tác quý III/2026"
    periods = ("2026", "2026-Q3", "2026-11", "2026-N1")
    assert all(doubled_period(task.named(period)) is None for task in tasks.values() for period in periods)
    assert [following_period(period) for period in ("2026", "2026-Q4", "2026-12", "2026-N1", "2026-W53")] == [
        "2027", "2027-Q1", "2027-01", "2026-N2", "2027-W01"]  # fmt: skip
