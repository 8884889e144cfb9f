"""Forms that units sent back → figures, or every fault with its file, sheet and cell; one bad file never stops the rest.

A unit's form is taken whole or not at all: half a form would give totals that nobody can check.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from macros.files.columns import column_letters
from macros.load.workbook_cells import Book, filled, filled_rows, plain_value, shown
from macros.model.headings import UNITS
from macros.model.organisation import ADDED, ALONE, CLOSING, MOST_COUNTED, OPENING, PART, TAKEN, Indicator, Organisation
from macros.model.periods import period_text, previous_period
from macros.model.problems import Problems
from macros.model.returned import (
    CODE,
    CODES,
    FORM,
    LEAST_CHANGE,
    NOT_FILLED,
    PERIOD_KEY,
    REASON,
    UNIT_KEY,
    VALUE,
    Counted,
    Merged,
    figures_by_unit,
)
from macros.model.workbook_rules import WHOLE
from macros.vietnamese import format_count, one_line

# A form holds ten rows; whoever sends megabytes sends something else.
MOST_BYTES = 5_000_000
_MOST_OPENED = 30_000_000


def merge_forms(files: Iterable[tuple[str, bytes]], organisation: Organisation, period: str, problems: Problems) -> Merged:
    """All ``files`` (name, content) for ``period``. Faults go to ``problems``; what is right comes back."""
    before = figures_by_unit(organisation, previous_period(period))
    sent: dict[str, list[tuple[str, list[Counted] | None]]] = {}  # unit → its files and their figures, None with faults
    for name, content in files:
        count = len(problems.stopping())
        unit = _unit_of(name, content, organisation, period, problems)
        if unit is None:
            continue
        unit_id, book = unit
        found = _figures(book, unit_id, organisation, period, before.get(unit_id))
        sent.setdefault(unit_id, []).append((name, found if len(problems.stopping()) == count else None))
    agreed = {unit_id: _agreed(unit_id, files_, problems) for unit_id, files_ in sent.items()}
    good = {unit_id: figures_ for unit_id, figures_ in agreed.items() if figures_}
    return Merged(
        figures=tuple(figure for unit_id in organisation.units if unit_id in good for figure in good[unit_id]),
        received=tuple(unit_id for unit_id in organisation.units if unit_id in good),
        faulty=tuple(unit_id for unit_id in organisation.units if unit_id in sent and unit_id not in good),
        missing=tuple(unit_id for unit_id in organisation.units if unit_id not in sent),
        files={unit_id: tuple(name for name, _ in files_) for unit_id, files_ in sent.items()},
    )


def _agreed(unit: str, found: list[tuple[str, list[Counted] | None]], problems: Problems) -> list[Counted] | None:
    """The figures that all files of a unit give; None when two differ, for only the unit knows which is right."""
    name, figures = found[0]
    for other, again in found[1:]:
        if figures and again == figures:
            problems.warn(other, f"đơn vị «{unit}» gửi hai tệp như nhau; tệp kia là «{name}»", "Đã gộp một lần; bỏ bớt một tệp.")
        else:
            problems.error(other, f"đơn vị «{unit}» gửi hai tệp khác nhau nên chưa gộp tệp nào; tệp kia là «{name}»",
                           "Trao đổi với đơn vị, giữ lại tệp đúng, bỏ tệp kia ra khỏi thư mục rồi gộp lại.")
            figures = None
    return figures


def _unit_of(
    name: str, content: bytes, organisation: Organisation, period: str, problems: Problems
) -> tuple[str, Book] | None:
    """Whose form it is, or None when it cannot be told or is another period's."""
    if len(content) > MOST_BYTES:
        problems.error(name, f"tệp nặng {format_count(len(content) // 1_000_000)} MB, không phải biểu của sổ tay",
                       "Đề nghị đơn vị gửi lại biểu.")
        return None
    book = Book(content, name, problems, _MOST_OPENED)
    read = book.read(CODES, "Đây không phải biểu của sổ tay: đề nghị đơn vị điền vào biểu gốc.") if book.ok else None
    if read is None:
        return None
    rows = read.rows
    codes = {_words(row[0]): (number, _words(row[1])) for number, row in enumerate(rows, start=1) if len(row) > 1}
    for key in (UNIT_KEY, PERIOD_KEY):
        if key not in codes:
            problems.error(book.place(CODES), f"thiếu dòng «{key}»", "Đề nghị đơn vị điền lại vào biểu gốc.")
            return None
    row_number, unit = codes[UNIT_KEY]
    if unit not in organisation.units:
        ended = unit in organisation.former_units
        problems.unknown(book.place(CODES, f"B{row_number}"), "đơn vị", unit, () if ended else organisation.units,
                         "Xem lại tệp này của ai.", more=" (đã kết thúc hoạt động)" if ended else "")
        return None
    row_number, told = codes[PERIOD_KEY]
    if told != period:
        problems.error(book.place(CODES, f"B{row_number}"), f"biểu của kỳ «{told}», đang gộp kỳ «{period}»",
                       f"Đề nghị đơn vị gửi biểu {period_text(period)}.")
        return None
    return unit, book


def period_of(content: bytes) -> str:
    """The period that a form says it is of; nothing when it says none."""
    book = Book(content, "", Problems(), _MOST_OPENED)
    read = book.read(CODES) if book.ok else None
    told = [_words(row[1]) for row in read.rows if len(row) > 1 and _words(row[0]) == PERIOD_KEY] if read is not None else []
    return told[0] if told else ""


def _figures(book: Book, unit: str, organisation: Organisation, period: str, before: Mapping[str, int] | None) -> list[Counted]:
    """The figures of one form. When a fault is noted the list is not whole and must not be used.

    ``before`` is None when nothing is known of the period before.
    """
    read = book.read(FORM)
    columns = _columns(book, read.rows) if read is not None else None
    if read is None or columns is None:
        return []
    rows, blank = read.rows, read.formulas
    cells: dict[str, str] = {}
    values: dict[str, int] = {}
    reasons: dict[str, str] = {}
    indicators = organisation.indicators
    for number, row in filled_rows(rows):
        code = _words(row[columns[CODE]])
        if code not in indicators:
            continue
        if code in cells:
            book.problems.error(book.place(FORM, f"{column_letters(columns[CODE])}{number}", CODE),
                                f"«{indicators[code].name}» có hai dòng; dòng kia ở ô {cells[code]}",
                                "Đề nghị đơn vị điền lại vào biểu gốc.")
            continue
        cell = f"{column_letters(columns[VALUE])}{number}"
        cells[code] = cell
        value = row[columns[VALUE]]
        reasons[code] = _words(row[columns[REASON]])
        place = book.place(FORM, cell, VALUE)
        what = indicators[code].name
        if not filled(value):
            if cell in blank:
                book.problems.error(place, f"«{what}» có công thức nhưng chưa có kết quả", "Mở bằng Excel rồi lưu lại, hoặc gõ thẳng số.")
            else:
                book.problems.error(place, f"{NOT_FILLED} «{what}»", "Ghi số; không có thì ghi 0.")
            continue
        plain, reason, remedy = plain_value(value, WHOLE, ())
        if reason:
            book.problems.error(place, f"{what}: {reason}", remedy)
        elif plain < 0:
            book.problems.error(place, f"{what}: «{format_count(plain)}» là số âm", "Ghi số nguyên từ 0 trở lên.")
        elif plain > MOST_COUNTED:
            book.problems.error(place, f"{what}: «{format_count(plain)}» lớn quá", "Xem lại số.")
        else:
            values[code] = plain
    for code, indicator in indicators.items():
        if code not in cells:
            book.problems.error(book.place(FORM), f"thiếu dòng «{indicator.name}» (mã «{code}»)", "Đề nghị đơn vị điền lại vào biểu gốc.")
    _compare(book, organisation, values, reasons, cells, before or {})
    if before is None:
        _compare_with_members(book, organisation, unit, values, reasons, cells)
    return [Counted(unit, code, values[code]) for code in indicators if code in values]


def _words(value: Any) -> str:
    """What a cell shows, on one line."""
    return one_line(shown(value))


def _columns(book: Book, rows: list[list[Any]]) -> dict[str, int] | None:
    """Where the columns stand: the heading row is the first whose first cell says «Mã»."""
    for row in rows:
        heads = [_words(value) for value in row]
        if heads and heads[0] == CODE:
            missing = [heading for heading in (VALUE, REASON) if heading not in heads]
            for heading in missing:
                book.problems.error(book.place(FORM), f"không có cột «{heading}»", "Đề nghị đơn vị điền lại vào biểu gốc.")
            return None if missing else {heading: heads.index(heading) for heading in (CODE, VALUE, REASON)}
    book.problems.error(book.place(FORM), f"không có hàng tiêu đề «{CODE}»", "Đề nghị đơn vị điền lại vào biểu gốc.")
    return None


def _compare(
    book: Book, organisation: Organisation, values: Mapping[str, int], reasons: Mapping[str, str], cells: Mapping[str, str],
    before: Mapping[str, int],
) -> None:
    """Check sums and parts, the link with the period before, and that every large change is explained."""
    by_role: dict[str, list[Indicator]] = {}
    for indicator in organisation.indicators.values():
        by_role.setdefault(indicator.role, []).append(indicator)

    def fault(code: str, reason: str, remedy: str) -> None:
        book.problems.error(book.place(FORM, cells[code], VALUE), f"{organisation.indicators[code].name}: {reason}", remedy)

    ends, starts = by_role.get(CLOSING, []), by_role.get(OPENING, [])
    end = ends[0].id if ends else ""
    for indicator in starts:
        if indicator.id in values and end in before and values[indicator.id] != before[end]:
            fault(indicator.id, f"ghi {format_count(values[indicator.id])}, {CLOSING} trước là {format_count(before[end])}",
                  "Sửa số đầu kỳ; nếu kỳ trước sai thì báo cáo văn phòng cấp trên để sửa kỳ trước.")
    parts = [*starts, *by_role.get(ADDED, []), *by_role.get(TAKEN, [])]
    if end in values and starts and all(part.id in values for part in parts):
        expected = sum(values[part.id] * (-1 if part.role == TAKEN else 1) for part in parts)
        if expected != values[end]:
            fault(end, f"ghi {format_count(values[end])}, {OPENING} + {ADDED} − {TAKEN} = {format_count(expected)}",
                  f"Tìm chỗ lệch {format_count(abs(values[end] - expected))}.")
    for indicator in by_role.get(PART, []):
        if indicator.id in values and end in values and values[indicator.id] > values[end]:
            fault(indicator.id, f"ghi {format_count(values[indicator.id])}, lớn hơn {CLOSING} {format_count(values[end])}",
                  "Sửa một trong hai số.")
    percent = organisation.about.change_percent
    for indicator in (*ends, *by_role.get(PART, []), *by_role.get(ALONE, [])):
        code = indicator.id
        if code in values and code in before and not reasons.get(code) and _great_change(before[code], values[code], percent):
            fault(code, f"ghi {format_count(values[code])}, kỳ trước {format_count(before[code])}, đổi quá {percent} %", _EXPLAIN)


_EXPLAIN = f"Xem lại số; nếu đúng thì ghi lý do vào cột «{REASON}»."


def _great_change(before: int, now: int, percent: int) -> bool:
    change = abs(now - before)
    return change >= LEAST_CHANGE and change * 100 > percent * before


def _compare_with_members(
    book: Book, organisation: Organisation, unit: str, values: Mapping[str, int], reasons: Mapping[str, str], cells: Mapping[str, str]
) -> None:
    """Compare the closing number of a unit's first form with the members that the workbook gives the unit."""
    end, members, percent = organisation.closing, organisation.units[unit].members, organisation.about.change_percent
    if end and end.id in values and not reasons.get(end.id) and _great_change(members, values[end.id], percent):
        book.problems.error(
            book.place(FORM, cells[end.id], VALUE),
            f"{end.name}: ghi {format_count(values[end.id])}, trang «{UNITS}» ghi {format_count(members)}, đổi quá {percent} %",
            _EXPLAIN)
