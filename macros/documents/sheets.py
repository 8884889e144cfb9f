"""Spreadsheet templates: .xlsx written as text, never as live formulas, byte-identical from build to build."""

from __future__ import annotations

from typing import Any

from macros.files.xlsx import Book, print_on_one_width
from macros.model.documents import Sheet, Template


def workbook(template: Template, *, example: bool) -> bytes:
    """``template`` as a workbook: title, columns, worked rows when ``example``, empty ruled rows, drop-down lists, print set-up."""
    font = {"font_name": "Times New Roman", "font_size": 12, "valign": "top", "text_wrap": True}
    with Book(template.name, about={"comments": f"mau={template.id}"}, **font) as book:
        formats = {
            "title": book.style(bold=True, font_size=14, align="center", text_wrap=False),
            "note": book.style(italic=True, align="center"),
            "head": book.style(bold=True, align="center", valign="vcenter", border=1, bg_color="#F1E9DE"),
            "cell": book.style(border=1, num_format="@"),
        }
        for sheet in template.sheets:
            _write(book.sheets, sheet, formats, example=example)
    return book.content


def _write(book: Any, sheet: Sheet, formats: dict[str, Any], *, example: bool) -> None:
    page = book.add_worksheet(sheet.name)
    last = len(sheet.columns) - 1
    page.merge_range(0, 0, 0, last, sheet.title.upper(), formats["title"])
    page.merge_range(1, 0, 1, last, sheet.note, formats["note"])
    page.set_row(1, 32 if len(sheet.note) > 90 else 18)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(3, index, column.label, formats["head"])
    rows = sheet.example if example else ()
    for number in range(max(sheet.rows, len(rows))):
        for index, column in enumerate(sheet.columns):
            value = rows[number].get(column.id, "") if number < len(rows) else ""
            page.write_string(4 + number, index, value, formats["cell"]) if value else page.write_blank(
                4 + number, index, None, formats["cell"]
            )
    end = 3 + max(sheet.rows, len(rows))
    for index, column in enumerate(sheet.columns):
        if column.choices:
            page.data_validation(
                4,
                index,
                end,
                index,
                {
                    "validate": "list",
                    "source": list(column.choices),
                    "error_title": "Chọn trong danh sách",
                    "error_message": "Chọn một giá trị có sẵn, hoặc để trống.",
                },
            )
        elif column.prompt:
            page.data_validation(
                4, index, end, index, {"validate": "any", "input_title": column.label[:32], "input_message": column.prompt[:255]}
            )
    page.freeze_panes(4, 1)
    page.autofilter(3, 0, end, last)
    page.repeat_rows(3)
    print_on_one_width(page)
    page.set_margins(left=0.79, right=0.59, top=0.79, bottom=0.79)  # 20 and 15 mm in inches
