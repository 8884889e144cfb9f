"""Checks the rows of the workbook against each other: doubled rows, names that lead nowhere, sums, the age of the figures.

The page checks the same way (macros/translate).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from macros.load.workbook_cells import Book
from macros.load.workbook_rows import Found
from macros.model.headings import (
    AS_OF,
    CODE,
    DAY,
    DUE_RULES,
    FIGURES,
    FIRST_YEAR,
    HOLIDAYS,
    INDICATOR,
    INDICATORS,
    INFO,
    MEMBERS,
    OLD_NAMES,
    PERIOD,
    RESULTS,
    ROLE,
    SAMPLE,
    SINCE,
    SUPERIORS,
    TASK,
    TOTAL_MEMBERS,
    TOTAL_UNITS,
    TYPES,
    UNIT,
    UNITS,
    UNTIL,
    VALUE,
    WEEKDAY,
    N,
)
from macros.model.organisation import ADDED, CLOSING, MOST_COUNTED, OPENING, TAKEN
from macros.model.workbook_rules import NAMES_FORM, TEXT, SheetRule
from macros.vietnamese import format_count, format_date, old_table

Rows = Mapping[str, list[Found] | None]
MADE_UP = "hư cấu"  # what the rows of the sample say of themselves


def check(found: Rows, book: Book, rules: Sequence[SheetRule], today: date, tasks: Sequence[str]) -> None:
    """Note everything that does not hold between rows. Rows that are unsound in themselves have been told already."""
    by_name = {rule.name: rule for rule in rules}
    _unique_ids(found, book, rules)
    _relations(found, book, rules, tasks)
    _due_rules(found, book, by_name[DUE_RULES])
    _doubled(found, book)
    _validity(found, book, rules)
    _totals(found, book)
    _sums(found, book)
    _age(found, book, by_name[INFO], today)
    _left_over(found, book, rules)
    _old_tables(found, book, rules)


def fields_of(row: Found, rule: SheetRule) -> dict[str, Any]:
    """The row as fields of its model: an empty cell means what its column says."""
    return {column.field: row.values.get(column.heading, column.otherwise) for column in rule.columns}


def _unique_ids(found: Rows, book: Book, rules: Sequence[SheetRule]) -> None:
    for rule in rules:
        if CODE not in rule.order:
            continue
        seen: dict[str, int] = {}
        for row in found[rule.name] or ():
            key = row.values.get(CODE)
            if key in seen:
                book.problems.error(book.place(rule.name, row.cell(CODE), CODE),
                                    f"mã «{key}» đã dùng ở dòng {seen[key]}", "Đặt mã khác.")
            elif key is not None:
                seen[key] = row.number or 0


def _relations(found: Rows, book: Book, rules: Sequence[SheetRule], tasks: Sequence[str]) -> None:
    """Every cell that names a row of another sheet names one that exists. A type may be named by an old name."""
    for rule in rules:
        columns = {column.heading: column for column in rule.columns}
        for heading in rule.order:
            names = columns[heading].names
            if names is None and heading != TASK:
                continue
            known = _known(found, names[0], names[1]) if names is not None else set(tasks)
            if known is None:
                continue
            in_order = sorted(known)
            strange: dict[str, list[Found]] = {}
            for row in found[rule.name] or ():
                value = row.values.get(heading)
                if value is not None and value not in known:
                    strange.setdefault(str(value), []).append(row)
            where = f"Thêm vào trang «{names[0]}»" if names is not None else "Thêm vào data/viec-dinh-ky.yml"
            # One wrong name may stand in hundreds of rows: it is told once, at its first cell.
            for name, rows in strange.items():
                place = book.place(rule.name, rows[0].cell(heading), heading)
                more = f" (và {format_count(len(rows) - 1)} ô khác ở cột này)" if len(rows) > 1 else ""
                book.problems.unknown(place, heading.lower(), name, in_order, f"{where}, hoặc chọn trong danh sách.", more=more)


def _known(found: Rows, sheet: str, heading: str) -> set[str] | None:
    rows = found[sheet]
    if rows is None:
        return None
    known = {row.values[heading] for row in rows if row.values.get(heading) is not None}
    if sheet == TYPES:
        known.update([old for row in rows if row.sound for old in row.values.get(OLD_NAMES, ())])
    return known


def _due_rules(found: Rows, book: Book, rule: SheetRule) -> None:
    """Check that a due rule has what its way of counting needs."""
    for row in found[rule.name] or ():
        if not row.sound:
            continue
        due = fields_of(row, rule)
        kind, n, years = due["kind"], due["n"], due["every_years"]

        def fault(heading: str, reason: str, remedy: str, at: Found = row) -> None:
            book.problems.error(book.place(DUE_RULES, at.cell(heading), heading), reason, remedy)

        if "thứ" in kind and "làm việc" not in kind and due["weekday"] is None:
            fault(WEEKDAY, f"cách tính «{kind}» cần biết thứ mấy", "Chọn thứ trong tuần.")
        if kind == "thứ trong tuần, lần n" and n not in (-1, 1, 2, 3, 4):
            fault(N, f"«{n}» không phải lần thứ mấy trong tháng", "Ghi 1, 2, 3, 4, hoặc −1 cho lần cuối.")
        if kind == "ngày n trong tháng" and not 1 <= n <= 31:
            fault(N, f"«{n}» không phải ngày trong tháng", "Ghi từ 1 đến 31; 31 là ngày cuối tháng.")
        if "ngày làm việc" in kind and not 1 <= n <= 20:
            fault(N, f"«{n}» không phải số ngày làm việc", "Ghi từ 1 đến 20.")
        if kind in ("n ngày trước khi hết tháng", "n ngày sau khi hết tháng") and n < 0:
            fault(N, f"«{n}» là số âm", "Ghi số ngày từ 0 trở lên.")
        if years > 1 and due["first_year"] is None:
            fault(FIRST_YEAR, f"việc {years} năm một lần mà chưa ghi năm đầu", "Ghi năm đầu, ví dụ 2030.")


def _doubled(found: Rows, book: Book) -> None:
    """Check that there is one value for unit × period × indicator, one result for unit × task × period, one row a holiday."""
    for sheet, headings in ((FIGURES, (UNIT, PERIOD, INDICATOR)), (RESULTS, (UNIT, TASK, PERIOD)), (HOLIDAYS, (DAY,))):
        seen: dict[str, int | None] = {}
        for row in found[sheet] or ():
            parts = [row.values.get(heading) for heading in headings]
            if None in parts or book.problems.too_many:
                continue
            told = [format_date(part) if isinstance(part, date) else str(part) for part in parts]
            key = "\n".join(told)
            if key in seen:
                book.problems.error(book.place(sheet, row.cell(headings[0]), headings[0]),
                                    f"«{' – '.join(told)}» đã có ở dòng {seen[key]}", "Giữ lại một dòng.")
            else:
                seen[key] = row.number


def _validity(found: Rows, book: Book, rules: Sequence[SheetRule]) -> None:
    for rule in rules:
        for row in found[rule.name] or ():
            since, until = row.values.get(SINCE), row.values.get(UNTIL)
            if isinstance(since, date) and isinstance(until, date) and until < since:
                book.problems.error(book.place(rule.name, row.cell(UNTIL), UNTIL),
                                    f"«{format_date(until)}» sớm hơn ngày bắt đầu {format_date(since)}", "Sửa một trong hai ngày.")


def _about(found: Rows) -> Found | None:
    rows = found[INFO]
    return rows[0] if rows and rows[0].sound else None


def _totals(found: Rows, book: Book) -> None:
    """Compare the declared totals with the rows that hold on the day of the figures, when every number is sound."""
    about, rows = _about(found), found[UNITS]
    if about is None or rows is None:
        return
    numbers = [row.values.get(MEMBERS) for row in rows]
    if not all(isinstance(number, int) and number <= MOST_COUNTED for number in numbers):
        return
    held = [row for row in rows if holds(row, about.values[AS_OF])]
    for heading, counted, what in ((TOTAL_UNITS, len(held), "đơn vị"),
                                   (TOTAL_MEMBERS, sum(row.values[MEMBERS] for row in held), "đảng viên")):
        declared = about.values[heading]
        if declared != counted:
            book.problems.error(
                book.place(INFO, about.cell(heading)),
                f"ghi {format_count(declared)} nhưng trang «Đơn vị» cộng được {format_count(counted)} {what}",
                "Tìm dòng thừa, thiếu hoặc sai số; nếu tổng mới đúng thì sửa ô này.")


def holds(row: Found, on: date) -> bool:
    """Whether the row held on that day; both ends included."""
    since, until = row.values.get(SINCE), row.values.get(UNTIL)
    return (not isinstance(since, date) or since <= on) and (not isinstance(until, date) or on <= until)


def _sums(found: Rows, book: Book) -> None:
    """Check that opening + added − taken = closing, for every unit × period."""
    roles = {row.values[CODE]: row.values.get(ROLE) for row in found[INDICATORS] or () if row.values.get(CODE) is not None}
    groups: dict[str, list[Found]] = {}
    for row in found[FIGURES] or ():
        if row.sound:
            groups.setdefault(f"{row.values[UNIT]}\n{row.values[PERIOD]}", []).append(row)
    for rows in groups.values():
        if book.problems.too_many:
            return
        by_role: dict[Any, int] = {}
        for row in rows:
            role = roles.get(row.values[INDICATOR])
            by_role[role] = by_role.get(role, 0) + row.values[VALUE]
        ends = [row for row in rows if roles.get(row.values[INDICATOR]) == CLOSING]
        if not ends or OPENING not in by_role:
            continue
        end = ends[0]
        expected = by_role[OPENING] + by_role.get(ADDED, 0) - by_role.get(TAKEN, 0)
        if expected != end.values[VALUE]:
            book.problems.error(
                book.place(FIGURES, end.cell(VALUE), VALUE),
                f"đơn vị «{end.values[UNIT]}», kỳ {end.values[PERIOD]}: {CLOSING} ghi {format_count(end.values[VALUE])}, "
                f"{OPENING} + {ADDED} − {TAKEN} = {format_count(expected)}", "Xem lại các số của kỳ này.")


def _age(found: Rows, book: Book, rule: SheetRule, today: date) -> None:
    about = _about(found)
    if about is None:
        return
    facts = fields_of(about, rule)
    place, as_of = book.place(INFO, about.cell(AS_OF)), facts["as_of"]
    age = today.toordinal() - as_of.toordinal()
    if age < 0:
        book.problems.error(place, f"ngày {format_date(as_of)} còn ở tương lai", "Ghi thời điểm tính số liệu.")
    elif age > facts["error_days"] and not facts["sample"]:  # nobody renews fictional figures
        book.problems.error(place, f"số liệu tính đến {format_date(as_of)}, đã {age} ngày, quá mức {facts['error_days']}",
                            "Thu số liệu mới (run.py data form), rồi sửa ngày này.")
    elif age > facts["warn_days"]:
        book.problems.warn(place, f"số liệu tính đến {format_date(as_of)}, đã {age} ngày, quá mức {facts['warn_days']}",
                           "Nên thu số liệu mới (run.py data form).")


def _left_over(found: Rows, book: Book, rules: Sequence[SheetRule]) -> None:
    """What says that it is made up has no place in data that are not a sample: it was forgotten when the rest was replaced."""
    about = _about(found)
    if about is None or about.values[SAMPLE]:
        return
    for rule in rules:
        if rule.name not in (INFO, SUPERIORS, UNITS, DUE_RULES):
            continue
        for heading in rule.order:
            rows = [row for row in found[rule.name] or () if MADE_UP in _words(row.values.get(heading)).lower()]
            if rows:  # told once a column, at its first cell
                more = f" (và {format_count(len(rows) - 1)} ô khác ở cột này)" if len(rows) > 1 else ""
                place = book.place(rule.name, rows[0].cell(heading), heading)
                book.problems.error(place, f"còn lời của dữ liệu mẫu, «{_words(rows[0].values[heading])}»{more}",
                                    f"Ghi lời thật của đơn vị; còn là dữ liệu mẫu thì ô «{SAMPLE}» ghi «có».")


def _old_tables(found: Rows, book: Book, rules: Sequence[SheetRule]) -> None:
    """Names typed before Unicode look right in their own font and are unreadable in every document that takes them over."""
    for rule in rules:
        for column in rule.columns:
            if column.kind != TEXT or column.words or column.names is not None or column.form not in ("", NAMES_FORM):
                continue
            for row in found[rule.name] or ():
                text = _words(row.values.get(column.heading))
                odd = "" if text.isascii() else next((word for word in text.split() if old_table(word)), "")
                if odd:
                    book.problems.error(book.place(rule.name, row.cell(column.heading), "" if rule.info else column.heading),
                                        f"«{odd}» không phải chữ Việt Unicode ({old_table(odd)})",
                                        "Gõ lại bằng bộ gõ tiếng Việt, bảng mã Unicode.")


def _words(value: Any) -> str:
    """The words of a cell: of names all of them, of anything else none."""
    if isinstance(value, (list, tuple)):
        return "; ".join([part for part in value if isinstance(part, str)])
    return value if isinstance(value, str) else ""
