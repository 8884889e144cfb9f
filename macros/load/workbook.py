"""``to-chuc.xlsx`` → :class:`Organisation`, or every fault with its sheet, cell, column, value, reason and remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from macros.load.workbook_cells import Book, column_letters, field_types, filled_rows, plain_value
from macros.load.workbook_checks import Found, check, with_names
from macros.model import sheets
from macros.model.base import Model
from macros.model.organisation import About, Organisation, Row
from macros.model.problems import Problems, validation_problems
from macros.model.sheets import Sheet
from macros.vietnamese import nearest, nfc


def read_organisation(
    path: Path, name: str, problems: Problems, *, today: date, tasks: Iterable[str]
) -> Organisation | None:
    """The workbook at ``path``, called ``name`` in messages; None when it has errors, which then are in ``problems``.

    ``tasks``: ids of recurring tasks, which due rules and results refer to. ``today`` decides the age of the figures.
    """
    try:
        content = path.read_bytes()
    except OSError:
        problems.error(name, "không có tệp này", "Tạo tệp trống bằng lệnh «run.py data new», rồi điền.")
        return None
    return parse_organisation(content, name, problems, today=today, tasks=tasks)


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


def read_notes(content: bytes) -> dict[tuple[str, tuple[str, ...]], str]:
    """What editors wrote in «Ghi chú»: (sheet, first cells of the row as shown) → note; sheets that cannot be read have none."""
    notes: dict[tuple[str, tuple[str, ...]], str] = {}
    book = Book(content, "", Problems())
    for sheet in sheets.SHEETS:
        rows = None if sheet.info else book.rows(sheet.name)
        heads = [nfc(str(value)).strip() for value in rows[0]] if rows else []
        if rows is None or sheets.NOTES not in heads:
            continue
        at = heads.index(sheets.NOTES)
        for _, row in filled_rows(rows):
            if at < len(row) and str(row[at]).strip():
                notes[sheet.name, tuple(_shown(value) for value in row[:4])] = str(row[at])
    return notes


def _shown(value: Any) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _read_sheet(book: Book, sheet: Sheet) -> list[Found] | None:
    """The rows of ``sheet`` that are right in themselves; None when the sheet or a column is missing."""
    rows = book.rows(sheet.name)
    if rows is None:
        return None
    if sheet.info:
        return _read_info(book, sheet, rows)
    columns = _headings(book, sheet, rows)
    if columns is None:
        return None
    blank_formulas = book.formulas_without_value(sheet.name)
    result: list[Found] = []
    for number, row in filled_rows(rows):
        cells = {
            heading: (f"{column_letters(index)}{number}", row[index] if index < len(row) else "")
            for heading, index in columns.items()
        }
        result.append(_parse_row(book, sheet, number, cells, blank_formulas))
    return result


def _headings(book: Book, sheet: Sheet, rows: list[list[Any]]) -> dict[str, int] | None:
    """Heading → index of its column; missing, renamed and doubled ones are noted."""
    present: dict[str, int] = {}
    for index, value in enumerate(rows[0] if rows else []):
        heading = nfc(str(value)).strip()
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


def _read_info(book: Book, sheet: Sheet, rows: list[list[Any]]) -> list[Found] | None:
    """The «Mục › Giá trị» pairs as one row whose cells are in column B."""
    known = [column.heading for column in sheet.columns]
    cells: dict[str, tuple[str, Any]] = {}
    for number, row in filled_rows(rows):
        key = nfc(str(row[0])).strip()
        if key in known:
            cells[key] = (f"B{number}", row[1] if len(row) > 1 else "")
            continue
        guess = nearest(key, known)
        book.problems.error(book.place(sheet.name, f"A{number}"), f"không có mục «{key}»",
                            f"Ý bạn là «{guess}»?" if guess else "Bỏ dòng này.")
    for heading in known:
        if heading not in cells and field_types(sheet.model)[heading][1]:
            book.problems.error(book.place(sheet.name), f"thiếu mục «{heading}»", "Thêm một dòng với mục này.")
    return [_parse_row(book, sheet, 0, cells, book.formulas_without_value(sheet.name))]


def _parse_row(
    book: Book, sheet: Sheet, number: int, cells: Mapping[str, tuple[str, Any]], blank_formulas: Mapping[str, str]
) -> Found:
    """One row: every cell on its own first, so that all its faults are told, then the model as a whole.

    The model is asked of a row with faults too, for what it says of the cells that are sound in themselves.
    """
    values: dict[str, Any] = {}
    names = {heading: cell for heading, (cell, _) in cells.items()}
    told: set[str] = set()  # headings whose fault has been told
    for heading, (kind, required, words) in field_types(sheet.model).items():
        if heading not in cells:
            if required:
                told.add(heading)
            continue
        cell, value = cells[heading]
        place = book.place(sheet.name, cell, "" if sheet.info else heading)
        if isinstance(value, str) and not value.strip():
            if cell in blank_formulas:
                error = blank_formulas[cell]
                book.problems.error(
                    place, f"công thức báo lỗi {error}" if error else "ô có công thức nhưng chưa có kết quả",
                    "Sửa công thức, hoặc gõ thẳng giá trị." if error
                    else "Mở bằng Excel, để Excel tính rồi lưu lại; hoặc gõ thẳng giá trị.")
                told.add(heading)
            elif required:
                book.problems.error(place, f"chưa ghi «{heading}»", sheet.column(heading).help)
                told.add(heading)
            continue
        choices = words or (sheet.column(heading).choices if kind is not bool else ())
        values[heading], reason, remedy = plain_value(value, str if choices else kind, choices)
        if reason:
            book.problems.error(place, reason, remedy)
            told.add(heading)
    row: Model | None = None
    try:
        row = sheet.model.model_validate({heading: value for heading, value in values.items() if heading not in told})
    except ValidationError as error:
        book.problems.extend(validation_problems(
            error, sheet.model,
            lambda path: book.place(sheet.name, names.get(str(path[0]), "") if path else "", str(path[0]) if path else ""),
            skip=told,
        ))
    return Found(number, names, dict(values), None if told else row)


def _assemble(checked: Mapping[str, list[Any]]) -> Organisation:
    """The frozen whole, from rows that have been checked against each other."""
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
