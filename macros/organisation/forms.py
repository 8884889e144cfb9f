"""The form that a unit fills in for a period: one small protected workbook with sums that check themselves.

``load.returned`` reads it back; what the two share, the names of sheets and headings, stands in ``model.returned``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from macros.files.zip import write_zip
from macros.model.organisation import ADDED, ALONE, CLOSING, OPENING, PART, TAKEN, Indicator, Organisation
from macros.model.returned import CODES, FIRST_ROW, FORM, HEADINGS, LEAST_CHANGE, PERIOD_KEY, UNIT_KEY
from macros.organisation.unit_forms import all_form_parts
from macros.organisation.workbook import GOLD, GREY, RED, Writer

# What the column «Kiểm tra» says of a line; the faults begin so and are coloured by that.
_EMPTY, _RIGHT = "chưa điền", "khớp"
_OFF, _OTHER, _MORE, _UNEXPLAINED = "lệch", "khác", "lớn hơn", "ghi giải trình"


def forms(organisation: Organisation, period: str) -> Iterator[tuple[str, bytes]]:
    """File name and content of every unit's form for ``period``."""
    first, later = blank_form(organisation, first=True), blank_form(organisation, first=False)
    for name, parts in all_form_parts(first, later, organisation, period):
        yield name, write_zip(parts)


def blank_form(organisation: Organisation, *, first: bool) -> bytes:
    """The form before it is any unit's. ``first``: for units of which nothing is known of the period before."""
    indicators = list(organisation.indicators.values())
    rows = {row.id: FIRST_ROW + index for index, row in enumerate(indicators)}
    with Writer("Biểu số liệu") as writer:
        sheet = writer.sheets.add_worksheet(FORM)
        sheet.hide_gridlines(2)
        for column, width in enumerate((15, 32, 13, 11, 11, 44, 24)):
            sheet.set_column(column, column, width)
        for row, height in enumerate((28, 22, 20, 20, 20, 32)):
            sheet.set_row(row, height)
        sheet.write_blank(0, 0, None, writer.style(bold=True, font_size=16, font_color=RED))
        sheet.write_blank(1, 0, None, writer.style(bold=True, font_size=13))
        sheet.write_blank(2, 0, None, writer.style())
        sheet.write_string(3, 0, "Chỉ điền ô nền vàng. Cột «Kiểm tra» phải báo «khớp» hết rồi mới gửi. Không ghi thông tin cá nhân.",
                           writer.style(font_color=GREY))
        if organisation.about.sample:
            sheet.write_string(4, 0, "Dữ liệu mẫu, hư cấu.", writer.style(italic=True, font_color=GREY))
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(FIRST_ROW - 2, column, heading, writer.head)
        for indicator in indicators:
            _row(writer, sheet, organisation, indicator, rows, first=first)
        last = FIRST_ROW + len(indicators)
        _tell_whether_ready(writer, sheet, last)
        sheet.write_string(last + 2, 1, "Người lập biểu", writer.style(bold=True))
        sheet.write_string(last + 2, 5, "Bí thư", writer.style(bold=True))
        sheet.protect("", {"select_locked_cells": True, "format_columns": True})
        sheet.freeze_panes(FIRST_ROW - 1, 2)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 1)
        codes = writer.sheets.add_worksheet(CODES)
        codes.hide()
        codes.protect("")
        for row, key in enumerate((UNIT_KEY, PERIOD_KEY, "Số liệu đến")):
            codes.write_string(row, 0, key)
    return writer.content


def _tell_whether_ready(writer: Writer, sheet: Any, last: int) -> None:
    """One line under the table, and colour in the column «Kiểm tra»: may the form be sent? ``last``: the row below the table, from 1."""
    checks = f"G{FIRST_ROW}:G{last - 1}"
    count = last - FIRST_ROW
    sheet.set_row(last - 1, 26)
    sheet.write_formula(last - 1, 1, f'=IF(COUNTIF({checks},"{_RIGHT}")={count},"Đã khớp hết, gửi được.",'
                        f'"Chưa gửi được: còn "&({count}-COUNTIF({checks},"{_RIGHT}"))&" dòng chưa điền hoặc chưa khớp.")',
                        writer.style(bold=True, valign="vcenter"), f"Chưa gửi được: còn {count} dòng chưa điền hoặc chưa khớp.")
    wrong = writer.sheets.add_format({"bold": True, "font_color": RED})
    for start in (_OFF, _OTHER, _MORE, _UNEXPLAINED):
        sheet.conditional_format(f"G{FIRST_ROW}:G{last - 1}", {"type": "text", "criteria": "begins with", "value": start, "format": wrong})


def _row(
    writer: Writer, sheet: Any, organisation: Organisation, indicator: Indicator, rows: dict[str, int], *, first: bool
) -> None:
    number = rows[indicator.id]
    row = number - 1
    sheet.set_row(row, 24)
    line = {"border": 1, "border_color": "#D8D0C8", "valign": "vcenter"}
    sheet.write_string(row, 0, indicator.id, writer.style(font_color=GREY, **line))
    sheet.write_string(row, 1, indicator.name, writer.style(**line))
    sheet.write_comment(row, 1, indicator.meaning, {"author": "Sổ tay"})
    sheet.write_string(row, 2, indicator.unit_of_measure, writer.style(**line))
    sheet.write_blank(row, 3, None, writer.style(num_format="#,##0", align="right", indent=1, **line))
    number_cell = writer.style(bg_color=GOLD, locked=False, num_format="#,##0", align="right", indent=1, **line)
    sheet.write_blank(row, 4, None, number_cell)
    sheet.data_validation(row, 4, row, 4, {
        "validate": "integer", "criteria": ">=", "value": 0, "error_title": "Phải là số nguyên",
        "error_message": "Ghi số nguyên từ 0 trở lên, không ghi chữ.",
        # Excel takes titles of 32 characters and messages of 255.
        "input_title": indicator.name[:32], "input_message": indicator.meaning[:255],
    })
    sheet.write_blank(row, 5, None, writer.style(bg_color=GOLD, locked=False, text_wrap=True, **line))
    known = indicator.role == OPENING and organisation.closing is not None and not first  # the number is filled in
    sheet.write_formula(row, 6, _check(organisation, indicator, rows, first=first), writer.style(font_color=GREY, **line),
                        _RIGHT if known else _EMPTY)


def _check(organisation: Organisation, indicator: Indicator, rows: dict[str, int], *, first: bool) -> str:
    """The formula of column «Kiểm tra» for one indicator."""
    by_role: dict[str, list[int]] = {}
    for other in organisation.indicators.values():
        by_role.setdefault(other.role, []).append(rows[other.id])
    here = f"E{rows[indicator.id]}"
    end = f"E{by_role[CLOSING][0]}" if CLOSING in by_role else ""
    filled = f'IF({here}="","{_EMPTY}",{{}})'
    right = _unless_unexplained(organisation, rows[indicator.id]) if indicator.role in (CLOSING, PART, ALONE) else f'"{_RIGHT}"'
    if indicator.role == OPENING and end and not first:
        known = f"D{by_role[CLOSING][0]}"
        return "=" + filled.format(f'IF(OR({known}="",{here}={known}),"{_RIGHT}","{_OTHER} {CLOSING} trước")')
    if indicator.role == CLOSING and OPENING in by_role:
        plus = "+".join(f"E{row}" for row in (*by_role[OPENING], *by_role.get(ADDED, ())))
        minus = "".join(f"-E{row}" for row in by_role.get(TAKEN, ()))
        return "=" + filled.format(f'IF({plus}{minus}={here},{right},"{_OFF} "&({here}-({plus}{minus})))')
    if indicator.role == PART and end:
        return "=" + filled.format(f'IF({here}<={end},{right},"{_MORE} {CLOSING}")')
    return "=" + filled.format(right)


def _unless_unexplained(organisation: Organisation, row: int) -> str:
    """«khớp», or that a reason is wanted: ``load.returned`` takes no change this large since the last period without one."""
    now, before, reason = f"E{row}", f"D{row}", f"F{row}"
    changed = f"AND({before}<>\"\",{reason}=\"\",ABS({now}-{before})>={LEAST_CHANGE}," \
              f"ABS({now}-{before})*100>{organisation.about.change_percent}*{before})"
    return f'IF({changed},"{_UNEXPLAINED}","{_RIGHT}")'
