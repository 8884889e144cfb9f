"""``to-chuc.xlsx`` → :class:`Organisation`, or every fault with its sheet, cell, column, value, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.files.opened_xlsx import column_letters
from macros.load.files import read_bytes
from macros.load.workbook_cells import TEXT, YES_NO, Book, field_types, filled, filled_rows, plain_value
from macros.load.workbook_checks import Found, check, with_names
from macros.model import sheets
from macros.model.base import Model
from macros.model.organisation import About, Organisation, Row
from macros.model.problems import Problems, validation_problems
from macros.model.sheets import Sheet
from macros.vietnamese import nearest, one_line


def read_organisation(
    path: Path, name: str, problems: Problems, *, today: date, tasks: Iterable[str]
) -> Organisation | None:
    """The workbook at ``path``, called ``name`` in messages; None when it has errors, which then are in ``problems``.

    ``tasks``: ids of recurring tasks, which due rules and results refer to. ``today`` decides the age of the figures.
    """
    content = read_bytes(path, name, problems, "Tạo tệp trống bằng lệnh «run.py data new», rồi điền.")
    return None if content is None else parse_organisation(content, name, problems, today=today, tasks=tasks)


def parse_organisation(
    content: bytes, name: str, problems: Problems, *, today: date, tasks: Iterable[str]
) -> Organisation | None:
    """Like :func:`read_organisation`, from bytes."""
    before = len(problems.stopping())
    book = Book(content, name, problems)
    if not book.ok:
        return None
    found = {sheet.name: _read_sheet(book, sheet) for sheet in sheets.SHEETS}
    check(found, book, today=today, tasks=tuple(tasks))
    return None if len(problems.stopping()) > before else _assemble(with_names(found))


def _read_sheet(book: Book, sheet: Sheet) -> list[Found] | None:
    """The rows of ``sheet`` that are right in themselves; None when the sheet or a column is missing."""
    read = book.read(sheet.name)
    if read is None:
        return None
    rows, blank_formulas = read.rows, read.formulas
    if sheet.info:
        return _read_info(book, sheet, rows, blank_formulas)
    columns = _headings(book, sheet, rows)
    if columns is None:
        return None
    letters = {heading: column_letters(index) for heading, index in columns.items()}
    result: list[Found] = []
    for number, row in filled_rows(rows):
        values = {heading: row[index] for heading, index in columns.items()}
        result.append(_parse_row(book, sheet, number, letters, values, blank_formulas))
        if book.problems.too_many:
            return None
    return result


def _headings(book: Book, sheet: Sheet, rows: list[list[Any]]) -> dict[str, int] | None:
    """Heading → index of its column; missing, renamed and doubled ones are noted."""
    present: dict[str, int] = {}
    for index, value in enumerate(rows[0] if rows else []):
        heading = one_line(str(value))
        if heading in present:
            book.problems.error(book.place(sheet.name, f"{column_letters(index)}1"),
                                f"cột «{heading}» có hai lần", "Bỏ một cột.")
        elif heading:
            present[heading] = index
    wanted = [column.heading for column in sheet.columns]
    strange = [heading for heading in present if heading not in (*wanted, sheets.NOTES)]
    missing = [heading for heading in wanted if heading not in present]
    for heading in missing:
        guess = nearest(heading, strange)
        where = book.place(sheet.name, f"{column_letters(present[guess])}1" if guess else "")
        if guess:
            strange.remove(guess)
            book.problems.error(where, f"không có cột «{heading}»; ở đây đang ghi «{guess}»", f"Ghi lại «{heading}».")
        else:
            book.problems.error(where, f"không có cột «{heading}»", "Chép hàng tiêu đề từ tệp mẫu (run.py data new).")
    for heading in strange:
        book.problems.warn(book.place(sheet.name, f"{column_letters(present[heading])}1"),
                           f"sổ tay không biết cột «{heading}» nên bỏ qua", f"Dùng cột «{sheets.NOTES}» để ghi thêm.")
    return {heading: present[heading] for heading in wanted} if not missing else None


def _read_info(book: Book, sheet: Sheet, rows: list[list[Any]], blank_formulas: Mapping[str, str]) -> list[Found] | None:
    """The «Mục › Giá trị» pairs as one row whose cells are in column B."""
    known = [column.heading for column in sheet.columns]
    cells: dict[str, str] = {}
    values: dict[str, Any] = {}
    for number, row in filled_rows(rows):
        key = one_line(str(row[0]))
        place = book.place(sheet.name, f"A{number}")
        if key not in known:
            book.problems.unknown(place, "mục", key, known, "Bỏ dòng này.")
        elif key in cells:
            book.problems.error(place, f"mục «{key}» đã ghi ở dòng {cells[key][1:]}", "Giữ lại một dòng.")
        else:
            cells[key], values[key] = f"B{number}", row[1] if len(row) > 1 else ""
        if book.problems.too_many:
            return None
    for heading in known:
        if heading not in cells and field_types(sheet.model)[heading][1]:
            book.problems.error(book.place(sheet.name), f"thiếu mục «{heading}»", "Thêm một dòng với mục này.")
    return [_parse_row(book, sheet, None, cells, values, blank_formulas)]


@cache
def _fields(sheet: Sheet) -> tuple[tuple[str, str, bool, tuple[str, ...]], ...]:
    """(heading, plain type, required, words to choose from) of every column that is a field."""
    return tuple((heading, kind, required, words or (sheet.column(heading).choices if kind != YES_NO else ()))
                 for heading, (kind, required, words) in field_types(sheet.model).items())


def _parse_row(
    book: Book, sheet: Sheet, number: int | None, columns: Mapping[str, str], cells: Mapping[str, Any], blank_formulas: Mapping[str, str]
) -> Found:
    """One row: every cell on its own first, so that all its faults are told, then the model as a whole.

    The model is asked of a row with faults too, for what it says of the cells that are sound in themselves.
    ``cells``: heading → what stands there. ``number`` and ``columns`` are those of :class:`Found`.
    """
    values: dict[str, Any] = {}
    sound: dict[str, Any] = {}
    found = Found(number, columns, values, None)
    told: set[str] = set()  # headings whose fault has been told

    def fault(heading: str, reason: str, remedy: str) -> None:
        book.problems.error(book.place(sheet.name, found.cell(heading), "" if sheet.info else heading), reason, remedy)
        told.add(heading)

    for heading, kind, required, choices in _fields(sheet):
        if heading not in cells:
            if required:
                told.add(heading)
            continue
        value = cells[heading]
        if not filled(value):
            if blank_formulas and (cell := found.cell(heading)) in blank_formulas:
                error = blank_formulas[cell]
                fault(heading, f"công thức báo lỗi {error}" if error else "ô có công thức nhưng chưa có kết quả",
                      "Sửa công thức, hoặc gõ thẳng giá trị." if error
                      else "Mở bằng Excel, để Excel tính rồi lưu lại; hoặc gõ thẳng giá trị.")
            elif required:
                fault(heading, f"chưa ghi «{heading}»", sheet.column(heading).help)
            continue
        values[heading], reason, remedy = plain_value(value, TEXT if choices else kind, choices)
        if reason:
            fault(heading, reason, remedy)
        else:
            sound[heading] = values[heading]
    row: Model | None = None
    try:
        row = sheet.model.model_validate(sound)
    except ValidationError as error:
        book.problems.extend(validation_problems(
            error, sheet.model,
            lambda path: book.place(sheet.name, found.cell(str(path[0])) if path else "", str(path[0]) if path else ""),
            skip=told,
        ))
    return Found(number, columns, values, None if told else row)


def _assemble(checked: Mapping[str, list[Any]]) -> Organisation:
    """Build the Organisation from rows that have been checked against each other."""
    about: About = checked[sheets.INFO.name][0]

    def by_id(name: str, holds: bool = True) -> dict[str, Any]:
        return {
            row.id: row for row in checked[name]
            if not isinstance(row, Row) or row.in_force(about.as_of) is holds
        }

    return Organisation(
        about=about,
        forms=by_id(sheets.FORMS.name),
        types={row.id: row for row in checked[sheets.TYPES.name]},
        superiors=by_id(sheets.SUPERIORS.name),
        units=by_id(sheets.UNITS.name),
        former_superiors=by_id(sheets.SUPERIORS.name, holds=False),
        former_units=by_id(sheets.UNITS.name, holds=False),
        due_rules=tuple(checked[sheets.DUE_RULES.name]),
        holidays=tuple(sorted(checked[sheets.HOLIDAYS.name], key=lambda holiday: holiday.day)),
        indicators=by_id(sheets.INDICATORS.name),
        figures=tuple(checked[sheets.FIGURES.name]),
        results=tuple(checked[sheets.RESULTS.name]),
    )
