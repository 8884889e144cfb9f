"""The organisation workbook, written: empty or full, with drop-downs and help. Text is always written as text.

Plain tables to download are made by ``files.xlsx``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from macros.files.columns import column_letters
from macros.files.xlsx import Book, moment, print_on_one_width
from macros.model import sheets
from macros.model.duties import RecurringTask
from macros.model.headings import NOTES
from macros.model.organisation import Organisation
from macros.model.sheets import Sheet
from macros.model.written import EVERY_MONTH, WEEKDAYS

_READ_FIRST = "Đọc tôi trước"
# A sheet of what some drop-downs offer: tasks with what they mean, and choices that hold a comma. Nobody reads it back.
_LISTS = "Danh mục"
_EVERYWHERE = (sheets.TYPES, sheets.FORMS, sheets.HOLIDAYS, sheets.INDICATORS)  # alike in every office, to begin with
GUIDE = (
    "Chạy «run.py data check» sau mỗi lần sửa: hệ thống nêu mọi chỗ sai, theo trang, ô, cột. Khi tạo sổ tay từ nơi khác, "
    "thêm «--data thư-mục» chứa tệp này; không phải sửa chương trình.",
    "Mỗi trang có một hàng tiêu đề: không đổi tên trang và tên cột. Cột «Ghi chú» dùng tùy ý. Để thêm dòng, ghi vào dòng trống "
    "dưới cùng.",
    "«Mã» đặt một lần, không đổi: bảng số liệu, lịch và địa chỉ trang đều dựa vào mã. Tên thì đổi được: sửa một ô, ghi tên "
    "trước đó vào cột «Tên cũ».",
    "Không ghi họ tên, ngày sinh hay bất cứ thông tin cá nhân nào của đảng viên. Cột «Cán bộ văn phòng» chỉ ghi kiêm nhiệm "
    "hay chuyên trách.",
    "Thời hạn báo cáo do cấp trên quy định: ghi ở trang «Kỳ báo cáo», kèm số, ngày văn bản của cấp trên.",
    "Ngày nghỉ ghi «dự kiến» phải sửa lại khi có thông báo hằng năm.",
)
_SAMPLE = ("DỮ LIỆU MẪU, HƯ CẤU. Các đơn vị và mọi con số ở đây không có thật. Thay hết bằng của đơn vị rồi ghi «không» ở ô «Dữ liệu mẫu» "
           "của trang «Thông tin»; hoặc chạy «run.py data new» để có tệp trống, rồi điền.")
_EMPTY_ROWS = 400
RED, GOLD, GREY = "#A3161A", "#F3E9D2", "#6B6461"


class Writer(Book):
    """A workbook for an office to fill in, with the house's colours."""

    def __init__(self, title: str) -> None:
        super().__init__(title, about={"author": "Sổ tay Văn phòng cấp ủy"}, font_name="Arial", font_size=11, valign="top")

    def __enter__(self) -> Writer:
        return self

    @property
    def head(self) -> Any:
        """White on red, wrapped: the first row of every table."""
        return self.style(bold=True, font_color="#FFFFFF", bg_color=RED, text_wrap=True, valign="vcenter", border=1,
                          border_color="#7A1014")

    def put(self, sheet: Any, row: int, column: int, value: Any, **look: Any) -> None:
        """One value: text as text, numbers as numbers, days as days."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.style(**look))
        elif isinstance(value, bool):
            sheet.write_string(row, column, "có" if value else "không", self.style(**look))
        elif isinstance(value, date):
            sheet.write_datetime(row, column, moment(value), self.style(num_format="dd/mm/yyyy", align="left", **look))
        elif isinstance(value, (int, float)):
            sheet.write_number(row, column, value, self.style(num_format="#,##0", align="right", indent=1, **look))
        else:
            sheet.write_string(row, column, str(value), self.style(**look))


def organisation_workbook(organisation: Organisation | None, tasks: Mapping[str, RecurringTask], *, blank: bool = False) -> bytes:
    """The whole workbook, empty when ``organisation`` is None. ``tasks`` are offered where a task is chosen. ``blank``: only what is
    alike everywhere is filled in, which nobody should have to type again."""
    own = None if blank else organisation
    with Writer("Dữ liệu tổ chức") as writer:
        _read_first(writer, (_SAMPLE, *GUIDE) if own and own.about.sample else GUIDE)
        rows = {sheet.name: list(rows_of(sheet, organisation if sheet in _EVERYWHERE else own))
                for sheet in sheets.SHEETS if not sheet.info}
        ranges = {**{(sheet.name, column.heading): _range(sheet.name, index, len(rows[sheet.name]) + _EMPTY_ROWS)
                     for sheet in sheets.SHEETS if not sheet.info for index, column in enumerate(sheet.columns)},
                  **_list_ranges(tasks)}
        for sheet in sheets.SHEETS:
            page = writer.sheets.add_worksheet(sheet.name)
            if sheet.info:
                _info_sheet(writer, page, sheet, own)
            else:
                _table_sheet(writer, page, sheet, rows[sheet.name], ranges)
        _list_sheet(writer, tasks)
    return writer.content


def _read_first(writer: Writer, guide: Sequence[str]) -> None:
    page = writer.sheets.add_worksheet(_READ_FIRST)
    page.hide_gridlines(2)
    page.set_column(0, 0, 26)
    page.set_column(1, 1, 88)
    page.set_tab_color(RED)
    print_on_one_width(page)
    page.set_row(0, 28)
    page.write_string(0, 0, "Dữ liệu tổ chức của sổ tay", writer.style(bold=True, font_size=16, font_color=RED))
    row = 1
    for line in guide:
        page.merge_range(row, 0, row, 1, line, writer.style(text_wrap=True))
        page.set_row(row, 15 * (1 + len(line) // 105) + 6)
        row += 1
    row += 1
    page.write_string(row, 0, "Trang", writer.head)
    page.write_string(row, 1, "Nội dung ghi", writer.head)
    for sheet in sheets.SHEETS:
        row += 1
        page.write_url(row, 0, f"internal:'{sheet.name}'!A1", writer.style(font_color=RED, underline=1), sheet.name)
        page.write_string(row, 1, sheet.purpose, writer.style(text_wrap=True))


_TASK_HEADS = (("Mã việc", 30), ("Tên việc", 60), ("Kỳ", 14))
# In a drop-down's own list a comma parts two choices: such choices stand in cells.
_WITH_COMMA = {column.heading: column.choices for sheet in sheets.SHEETS for column in sheet.columns
               if any("," in word for word in column.choices)}


def _list_ranges(tasks: Mapping[str, RecurringTask]) -> dict[tuple[str, str], str]:
    found = {(_LISTS, heading): _range(_LISTS, len(_TASK_HEADS) + 1 + index, len(words))
             for index, (heading, words) in enumerate(_WITH_COMMA.items())}
    return {**found, (_LISTS, "Việc"): _range(_LISTS, 0, len(tasks))} if tasks else found


def _list_sheet(writer: Writer, tasks: Mapping[str, RecurringTask]) -> None:
    page = writer.sheets.add_worksheet(_LISTS)
    columns = [*((heading, width, []) for heading, width in _TASK_HEADS), ("", 4, ()),
               *((heading, 34, words) for heading, words in _WITH_COMMA.items())]
    for index, (heading, width, words) in enumerate(columns):
        page.set_column(index, index, width)
        if heading:
            page.write_string(0, index, heading, writer.head)
        for number, word in enumerate(words, start=1):
            writer.put(page, number, index, word)
    for number, task in enumerate(tasks.values(), start=1):
        for index, value in enumerate((task.id, task.title, task.period)):
            writer.put(page, number, index, value)
    page.freeze_panes(1, 0)
    print_on_one_width(page)


def _info_sheet(writer: Writer, page: Any, sheet: Sheet, organisation: Organisation | None) -> None:
    for column, (heading, width) in enumerate(((sheets.INFO_KEY, 28), (sheets.INFO_VALUE, 52), (NOTES, 70))):
        page.set_column(column, column, width)
        page.write_string(0, column, heading, writer.head)
    values = _by_alias(organisation.about) if organisation else {}
    for row, item in enumerate(sheet.columns, start=1):
        page.write_string(row, 0, item.heading, writer.style(bold=True, bg_color=GOLD))
        writer.put(page, row, 1, values.get(item.heading), text_wrap=True)
        page.write_string(row, 2, item.help, writer.style(font_color=GREY, text_wrap=True))
        if item.choices:
            page.data_validation(row, 1, row, 1, _choice_rule(item.choices))
    page.freeze_panes(1, 1)
    print_on_one_width(page)


def _table_sheet(
    writer: Writer, page: Any, sheet: Sheet, rows: Sequence[Sequence[Any]], ranges: Mapping[tuple[str, str], str]
) -> None:
    """``ranges``: (sheet, heading) → the cells that a drop-down may offer."""
    last = len(rows) + _EMPTY_ROWS
    page.set_row(0, 48)
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
        page.write_string(0, index, column.heading, writer.head)
        page.write_comment(0, index, column.help, {"author": "Sổ tay", "x_scale": 1.6, "font_size": 9})
        if source := ranges.get(column.names or (_LISTS, column.heading), column.choices):
            page.data_validation(1, index, last, index, _choice_rule(source))
    notes = len(sheet.columns)
    page.set_column(notes, notes, 30)
    page.write_string(0, notes, NOTES, writer.head)
    for number, row in enumerate(rows, start=1):
        for index, value in enumerate(row):
            writer.put(page, number, index, value)
    page.freeze_panes(1, 2 if sheet.columns[0].heading == "Mã" else 0)
    page.autofilter(0, 0, max(len(rows), 1), notes)
    print_on_one_width(page)
    page.repeat_rows(0)


def _choice_rule(source: str | tuple[str, ...]) -> dict[str, Any]:
    return {
        "validate": "list", "source": source if isinstance(source, str) else list(source), "ignore_blank": True,
        "error_title": "Giá trị lạ", "error_message": "Chọn một giá trị trong danh sách.", "error_type": "warning",
    }


def _range(sheet_name: str, index: int, length: int) -> str:
    """The ``length`` cells below the heading of a column as a range for a drop-down: ``='Cấp trên'!$A$2:$A$403``."""
    letter = column_letters(index)
    return f"='{sheet_name}'!${letter}$2:${letter}${length + 1}"


def rows_of(sheet: Sheet, organisation: Organisation | None) -> Iterable[list[Any]]:
    """The rows of ``sheet`` as an editor would type them."""
    if organisation is None:
        return
    forms = {form.id: form.name for form in organisation.forms.values()}
    types = {row.id: row.name for row in organisation.types.values()}
    rows: Mapping[str, Callable[[], Iterable[Any]]] = {
        sheets.UNITS.name: lambda: [*organisation.units.values(), *organisation.former_units.values()],
        sheets.SUPERIORS.name: lambda: [*organisation.superiors.values(), *organisation.former_superiors.values()],
        sheets.TYPES.name: organisation.types.values,
        sheets.FORMS.name: organisation.forms.values,
        sheets.DUE_RULES.name: lambda: organisation.due_rules,
        sheets.HOLIDAYS.name: lambda: organisation.holidays,
        sheets.INDICATORS.name: organisation.indicators.values,
        sheets.FIGURES.name: lambda: organisation.figures,
        sheets.RESULTS.name: lambda: organisation.results,
    }
    for model in rows[sheet.name]():
        values = _by_alias(model)
        if sheet in (sheets.UNITS, sheets.SUPERIORS):
            values["Hình thức"] = forms[model.form]
        if sheet is sheets.UNITS:
            values["Loại hình"] = types[model.type]
        yield [values.get(column.heading) for column in sheet.columns]


def _by_alias(model: Any) -> dict[str, Any]:
    """Heading → what an editor types in its cell."""
    values: dict[str, Any] = {}
    for name, info in type(model).model_fields.items():
        if info.alias is None:
            continue
        value = getattr(model, name)
        if name == "months":
            value = EVERY_MONTH if len(value) == 12 else ", ".join(map(str, value))
        elif name == "weekday" and value is not None:
            value = WEEKDAYS[value]
        elif isinstance(value, tuple):
            value = "; ".join(value)
        values[info.alias] = value
    return values
