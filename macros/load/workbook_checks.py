"""Rows of the workbook against each other: unique, related, accepted, in sum, fresh — as tests of data are elsewhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.load.workbook_cells import Book
from macros.model import sheets
from macros.model.base import Model
from macros.model.organisation import About, DueRule, Unit, UnitType
from macros.vietnamese import format_date, format_number, nearest


@dataclass(frozen=True)
class Found:
    """A row as read: its number, heading → cell name, heading → plain value, and the model when it is sound."""

    number: int
    cells: Mapping[str, str]
    values: Mapping[str, Any]
    row: Model | None


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
        if not any(column.heading == "Mã" for column in sheet.columns):
            continue
        seen: dict[str, int] = {}
        for row in found[sheet.name] or ():
            key = row.values.get("Mã")
            if key in seen:
                book.problems.error(book.place(sheet.name, row.cells["Mã"], "Mã"),
                                    f"mã «{key}» đã dùng ở dòng {seen[key]}", "Đặt mã khác.")
            elif key is not None:
                seen[key] = row.number


def _relations(found: Rows, book: Book, tasks: tuple[str, ...]) -> None:
    """Every cell that names a row of another sheet names one that exists. A type may be named by an old name."""
    for sheet in sheets.SHEETS:
        for column in sheet.columns:
            if column.names is None and column.heading != "Việc":
                continue
            known = _known(found, column.names) if column.names else set(tasks)
            if known is None:
                continue
            what = column.heading.lower() if column.names else "việc"
            strange: dict[str, list[Found]] = {}
            for row in found[sheet.name] or ():
                value = row.values.get(column.heading)
                if value is not None and value not in known:
                    strange.setdefault(str(value), []).append(row)
            # One wrong name may stand in hundreds of rows: it is told once, at its first cell.
            for name, rows in strange.items():
                guess = nearest(name, sorted(known))
                where = f"Thêm vào trang «{column.names[0]}»" if column.names else "Thêm vào data/viec-dinh-ky.yml"
                others = f" (và {len(rows) - 1} ô khác ở cột này)" if len(rows) > 1 else ""
                book.problems.error(book.place(sheet.name, rows[0].cells[column.heading], column.heading),
                                    f"không có {what} «{name}»{others}",
                                    f"Ý bạn là «{guess}»?" if guess else f"{where}, hoặc chọn trong danh sách.")


def _known(found: Rows, names: tuple[str, str]) -> set[str] | None:
    sheet, heading = names
    rows = found[sheet]
    if rows is None:
        return None
    known = {row.values[heading] for row in rows if heading in row.values}
    if heading != "Mã":
        known |= {old for row in rows if isinstance(row.row, UnitType) for old in row.row.old_names}
    return known


def _rules(found: Rows, book: Book) -> None:
    """What a due rule needs besides its way of counting."""
    name = sheets.DUE_RULES.name
    for row in found[name] or ():
        rule = row.row
        if not isinstance(rule, DueRule):
            continue

        def fault(heading: str, reason: str, remedy: str, row: Found = row) -> None:
            book.problems.error(book.place(name, row.cells[heading], heading), reason, remedy)

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
    """One value for unit × period × indicator, one result for unit × task × period, one row a holiday."""
    for sheet, headings in (
        (sheets.FIGURES, ("Đơn vị", "Kỳ", "Chỉ tiêu")),
        (sheets.RESULTS, ("Đơn vị", "Việc", "Kỳ")),
        (sheets.HOLIDAYS, ("Ngày",)),
    ):
        seen: dict[tuple[Any, ...], int] = {}
        for row in found[sheet.name] or ():
            key = tuple(row.values.get(heading) for heading in headings)
            if None in key:
                continue
            if key in seen:
                shown = " – ".join(format_date(part) if isinstance(part, date) else str(part) for part in key)
                book.problems.error(book.place(sheet.name, row.cells[headings[0]], headings[0]),
                                    f"«{shown}» đã có ở dòng {seen[key]}", "Giữ lại một dòng.")
            seen.setdefault(key, row.number)


def _validity(found: Rows, book: Book) -> None:
    for sheet in sheets.SHEETS:
        for row in found[sheet.name] or ():
            since, until = row.values.get("Từ ngày"), row.values.get("Đến ngày")
            if isinstance(since, date) and isinstance(until, date) and until < since:
                book.problems.error(book.place(sheet.name, row.cells["Đến ngày"], "Đến ngày"),
                                    f"«{format_date(until)}» sớm hơn ngày bắt đầu {format_date(since)}", "Sửa một trong hai ngày.")


def _about(found: Rows) -> tuple[Found, About] | None:
    rows = found[sheets.INFO.name]
    return (rows[0], rows[0].row) if rows and isinstance(rows[0].row, About) else None


def _totals(found: Rows, book: Book) -> None:
    """Declared totals against the rows that hold on the day of the figures. Told only when every row is sound."""
    about, rows = _about(found), found[sheets.UNITS.name]
    if about is None or rows is None or any(not isinstance(row.values.get("Số đảng viên"), int) for row in rows):
        return
    info, facts = about
    held = [row for row in rows if _holds(row, facts.as_of)]
    counts: Iterable[tuple[str, int, int, str]] = (
        ("Tổng số đơn vị", facts.total_units, len(held), "đơn vị"),
        ("Tổng số đảng viên", facts.total_members, _total(held), "đảng viên"),
    )
    for heading, declared, counted, what in counts:
        if declared != counted:
            book.problems.error(
                book.place(sheets.INFO.name, info.cells[heading]),
                f"ghi {format_number(declared)} nhưng trang «Đơn vị» cộng được {format_number(counted)} {what}",
                "Tìm dòng thừa, thiếu hoặc sai số; nếu tổng mới đúng thì sửa ô này.")


def _holds(row: Found, on: date) -> bool:
    since, until = row.values.get("Từ ngày"), row.values.get("Đến ngày")
    return (not isinstance(since, date) or since <= on) and (not isinstance(until, date) or on <= until)


def _total(rows: list[Found]) -> int:
    return sum(row.values["Số đảng viên"] for row in rows)


def _sums(found: Rows, book: Book) -> None:
    """đầu kỳ + tăng − giảm = cuối kỳ, and a part is no more than the whole, for every unit × period."""
    roles = {row.values.get("Mã"): row.values.get("Vai trò") for row in found[sheets.INDICATORS.name] or ()}
    groups: dict[tuple[Any, Any], list[Found]] = {}
    for row in found[sheets.FIGURES.name] or ():
        if row.row is not None:
            groups.setdefault((row.values["Đơn vị"], row.values["Kỳ"]), []).append(row)
    for (unit, period), rows in groups.items():
        by_role: dict[Any, int] = {}
        for row in rows:
            role = roles.get(row.values["Chỉ tiêu"])
            by_role[role] = by_role.get(role, 0) + row.values["Giá trị"]
        end = next((row for row in rows if roles.get(row.values["Chỉ tiêu"]) == "cuối kỳ"), None)
        if end is None or "đầu kỳ" not in by_role:
            continue
        expected = by_role["đầu kỳ"] + by_role.get("tăng", 0) - by_role.get("giảm", 0)
        if expected != end.values["Giá trị"]:
            book.problems.error(
                book.place(sheets.FIGURES.name, end.cells["Giá trị"], "Giá trị"),
                f"đơn vị «{unit}», kỳ {period}: cuối kỳ ghi {format_number(end.values['Giá trị'])}, "
                f"đầu kỳ + tăng − giảm = {format_number(expected)}", "Xem lại các số của kỳ này.")


def _age(found: Rows, book: Book, today: date) -> None:
    about = _about(found)
    if about is None:
        return
    info, facts = about
    place = book.place(sheets.INFO.name, info.cells["Số liệu tính đến"])
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
