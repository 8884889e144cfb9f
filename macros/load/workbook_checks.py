"""Checks the rows of the workbook against each other: doubled rows, names that lead nowhere, sums, the age of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.load.workbook_cells import Book
from macros.model import sheets
from macros.model.base import Model
from macros.model.organisation import (
    ADDED,
    CLOSING,
    MOST_COUNTED,
    OPENING,
    TAKEN,
    About,
    DueRule,
    Figure,
    Holiday,
    Indicator,
    ReportResult,
    Row,
    Unit,
    UnitType,
)
from macros.model.sheets import heading as heading_of
from macros.vietnamese import format_date, format_number

CODE, SINCE, UNTIL = heading_of(Row, "id"), heading_of(Row, "since"), heading_of(Row, "until")
MEMBERS, TASK = heading_of(Unit, "members"), heading_of(DueRule, "task")
UNIT, PERIOD, INDICATOR, VALUE = (heading_of(Figure, name) for name in ("unit", "period", "indicator", "value"))
ROLE, DAY, AS_OF = heading_of(Indicator, "role"), heading_of(Holiday, "day"), heading_of(About, "as_of")


@dataclass(frozen=True)
class Found:
    """A row as read: its number, heading → letters of the column, heading → plain value, and the model when it is sound.

    Of the sheet «Thông tin», whose items stand below one another, ``number`` is None and ``columns`` name whole cells.
    """

    number: int | None
    columns: Mapping[str, str]
    values: Mapping[str, Any]
    row: Model | None

    def cell(self, heading: str) -> str:
        """The cell under ``heading``, e.g. ``D12``; nothing when the sheet does not have it."""
        letters = self.columns.get(heading, "")
        return f"{letters}{self.number}" if letters and self.number is not None else letters


Rows = Mapping[str, list[Found] | None]


def check(found: Rows, book: Book, *, today: date, tasks: tuple[str, ...]) -> None:
    """Note everything that does not hold between rows. Rows that are unsound in themselves have been told already."""
    _unique_ids(found, book)
    _relations(found, book, tasks)
    _rules(found, book)
    _doubled(found, book)
    _validity(found, book)
    _totals(found, book)
    _sums(found, book)
    _age(found, book, today)


def _unique_ids(found: Rows, book: Book) -> None:
    for sheet in sheets.SHEETS:
        if not any(column.heading == CODE for column in sheet.columns):
            continue
        seen: dict[str, int] = {}
        for row in found[sheet.name] or ():
            key = row.values.get(CODE)
            if key in seen:
                book.problems.error(book.place(sheet.name, row.cell(CODE), CODE),
                                    f"mã «{key}» đã dùng ở dòng {seen[key]}", "Đặt mã khác.")
            elif key is not None:
                seen[key] = row.number or 0


def _relations(found: Rows, book: Book, tasks: tuple[str, ...]) -> None:
    """Every cell that names a row of another sheet names one that exists. A type may be named by an old name."""
    for sheet in sheets.SHEETS:
        for column in sheet.columns:
            if column.names is None and column.heading != TASK:
                continue
            known = _known(found, column.names) if column.names else set(tasks)
            if known is None:
                continue
            in_order = sorted(known)
            what = column.heading.lower()
            strange: dict[str, list[Found]] = {}
            for row in found[sheet.name] or ():
                value = row.values.get(column.heading)
                if value is not None and value not in known:
                    strange.setdefault(str(value), []).append(row)
            # One wrong name may stand in hundreds of rows: it is told once, at its first cell.
            for name, rows in strange.items():
                where = f"Thêm vào trang «{column.names[0]}»" if column.names else "Thêm vào data/viec-dinh-ky.yml"
                place = book.place(sheet.name, rows[0].cell(column.heading), column.heading)
                book.problems.unknown(place, what, name, in_order, f"{where}, hoặc chọn trong danh sách.",
                                      more=f" (và {format_number(len(rows) - 1)} ô khác ở cột này)" if len(rows) > 1 else "")


def _known(found: Rows, names: tuple[str, str]) -> set[str] | None:
    sheet, heading = names
    rows = found[sheet]
    if rows is None:
        return None
    known = {row.values[heading] for row in rows if heading in row.values}
    if heading != CODE:
        known |= {old for row in rows if isinstance(row.row, UnitType) for old in row.row.old_names}
    return known


def _rules(found: Rows, book: Book) -> None:
    """Check that a due rule has what its way of counting needs."""
    name = sheets.DUE_RULES.name
    for row in found[name] or ():
        rule = row.row
        if not isinstance(rule, DueRule):
            continue

        def fault(heading: str, reason: str, remedy: str, row: Found = row) -> None:
            book.problems.error(book.place(name, row.cell(heading), heading), reason, remedy)

        if "thứ" in rule.kind and "làm việc" not in rule.kind and rule.weekday is None:
            fault("Thứ", f"cách tính «{rule.kind}» cần biết thứ mấy", "Chọn thứ trong tuần.")
        if rule.kind == "thứ trong tuần, lần n" and rule.n not in (-1, 1, 2, 3, 4):
            fault("n", f"«{rule.n}» không phải lần thứ mấy trong tháng", "Ghi 1, 2, 3, 4, hoặc −1 cho lần cuối.")
        if rule.kind == "ngày n trong tháng" and not 1 <= rule.n <= 31:
            fault("n", f"«{rule.n}» không phải ngày trong tháng", "Ghi từ 1 đến 31; 31 là ngày cuối tháng.")
        if "ngày làm việc" in rule.kind and not 1 <= rule.n <= 20:
            fault("n", f"«{rule.n}» không phải số ngày làm việc", "Ghi từ 1 đến 20.")
        if rule.kind in ("n ngày trước khi hết tháng", "n ngày sau khi hết tháng") and rule.n < 0:
            fault("n", f"«{rule.n}» là số âm", "Ghi số ngày từ 0 trở lên.")
        if rule.every_years > 1 and rule.first_year is None:
            fault("Năm đầu", f"việc {rule.every_years} năm một lần mà chưa ghi năm đầu", "Ghi năm đầu, ví dụ 2030.")


def _doubled(found: Rows, book: Book) -> None:
    """Check that there is one value for unit × period × indicator, one result for unit × task × period, one row a holiday."""
    for sheet, headings in (
        (sheets.FIGURES, (UNIT, PERIOD, INDICATOR)),
        (sheets.RESULTS, tuple(heading_of(ReportResult, name) for name in ("unit", "task", "period"))),
        (sheets.HOLIDAYS, (DAY,)),
    ):
        seen: dict[tuple[Any, ...], int | None] = {}
        for row in found[sheet.name] or ():
            key = tuple(row.values.get(heading) for heading in headings)
            if None in key or book.problems.too_many:
                continue
            if key in seen:
                shown = " – ".join(format_date(part) if isinstance(part, date) else str(part) for part in key)
                book.problems.error(book.place(sheet.name, row.cell(headings[0]), headings[0]),
                                    f"«{shown}» đã có ở dòng {seen[key]}", "Giữ lại một dòng.")
            seen.setdefault(key, row.number)


def _validity(found: Rows, book: Book) -> None:
    for sheet in sheets.SHEETS:
        for row in found[sheet.name] or ():
            since, until = row.values.get(SINCE), row.values.get(UNTIL)
            if isinstance(since, date) and isinstance(until, date) and until < since:
                book.problems.error(book.place(sheet.name, row.cell(UNTIL), UNTIL),
                                    f"«{format_date(until)}» sớm hơn ngày bắt đầu {format_date(since)}", "Sửa một trong hai ngày.")


def _about(found: Rows) -> tuple[Found, About] | None:
    rows = found[sheets.INFO.name]
    return (rows[0], rows[0].row) if rows and isinstance(rows[0].row, About) else None


def _totals(found: Rows, book: Book) -> None:
    """Compare the declared totals with the rows that hold on the day of the figures, when every number is sound."""
    about, rows = _about(found), found[sheets.UNITS.name]
    numbers = [row.values.get(MEMBERS) for row in rows or ()]
    if about is None or rows is None or not all(isinstance(number, int) and number <= MOST_COUNTED for number in numbers):
        return
    info, facts = about
    held = [row for row in rows if _holds(row, facts.as_of)]
    counts: Iterable[tuple[str, int, int, str]] = (
        (heading_of(About, "total_units"), facts.total_units, len(held), "đơn vị"),
        (heading_of(About, "total_members"), facts.total_members, sum(row.values[MEMBERS] for row in held), "đảng viên"),
    )
    for heading, declared, counted, what in counts:
        if declared != counted:
            book.problems.error(
                book.place(sheets.INFO.name, info.cell(heading)),
                f"ghi {format_number(declared)} nhưng trang «Đơn vị» cộng được {format_number(counted)} {what}",
                "Tìm dòng thừa, thiếu hoặc sai số; nếu tổng mới đúng thì sửa ô này.")


def _holds(row: Found, on: date) -> bool:
    since, until = row.values.get(SINCE), row.values.get(UNTIL)
    return (not isinstance(since, date) or since <= on) and (not isinstance(until, date) or on <= until)


def _sums(found: Rows, book: Book) -> None:
    """Check that opening + added − taken = closing, for every unit × period."""
    roles = {row.values.get(CODE): row.values.get(ROLE) for row in found[sheets.INDICATORS.name] or ()}
    groups: dict[tuple[Any, Any], list[Found]] = {}
    for row in found[sheets.FIGURES.name] or ():
        if row.row is not None:
            groups.setdefault((row.values[UNIT], row.values[PERIOD]), []).append(row)
    for (unit, period), rows in groups.items():
        if book.problems.too_many:
            return
        by_role: dict[Any, int] = {}
        for row in rows:
            role = roles.get(row.values[INDICATOR])
            by_role[role] = by_role.get(role, 0) + row.values[VALUE]
        end = next((row for row in rows if roles.get(row.values[INDICATOR]) == CLOSING), None)
        if end is None or OPENING not in by_role:
            continue
        expected = by_role[OPENING] + by_role.get(ADDED, 0) - by_role.get(TAKEN, 0)
        if expected != end.values[VALUE]:
            book.problems.error(
                book.place(sheets.FIGURES.name, end.cell(VALUE), VALUE),
                f"đơn vị «{unit}», kỳ {period}: {CLOSING} ghi {format_number(end.values[VALUE])}, "
                f"{OPENING} + {ADDED} − {TAKEN} = {format_number(expected)}", "Xem lại các số của kỳ này.")


def _age(found: Rows, book: Book, today: date) -> None:
    about = _about(found)
    if about is None:
        return
    info, facts = about
    place = book.place(sheets.INFO.name, info.cell(AS_OF))
    age = (today - facts.as_of).days
    if age < 0:
        book.problems.error(place, f"ngày {format_date(facts.as_of)} còn ở tương lai", "Ghi ngày chốt số liệu.")
    elif age > facts.error_days and not facts.sample:  # nobody renews fictional figures
        book.problems.error(place, f"số liệu tính đến {format_date(facts.as_of)}, đã {age} ngày, quá mức {facts.error_days}",
                            "Thu số liệu mới (run.py data form), rồi sửa ngày này.")
    elif age > facts.warn_days:
        book.problems.warn(place, f"số liệu tính đến {format_date(facts.as_of)}, đã {age} ngày, quá mức {facts.warn_days}",
                           "Nên thu số liệu mới (run.py data form).")


def with_names(found: Rows) -> dict[str, list[Any]]:
    """The models by sheet, of sound rows; superiors and units carry their form's words, units the id of their type."""
    rows = {name: [row.row for row in part or ()] for name, part in found.items()}
    forms: dict[str, Any] = {form.name: form for form in rows[sheets.FORMS.name]}  # type: ignore[union-attr]
    types = {name: row.id for row in rows[sheets.TYPES.name] if isinstance(row, UnitType)
             for name in (*row.old_names, row.name)}

    def named(row: Any, form_symbol: str) -> Any:
        form = forms[row.form]
        update = {"form": form.id, "party_prefix": form.organisation, "committee_prefix": form.committee,
                  form_symbol: form.symbol}
        if isinstance(row, Unit):
            update["type"] = types[row.type]
        return row.model_copy(update=update)

    return {
        **rows,
        sheets.SUPERIORS.name: [named(row, "symbol") for row in rows[sheets.SUPERIORS.name]],
        sheets.UNITS.name: [named(row, "form_symbol") for row in rows[sheets.UNITS.name]],
    }
