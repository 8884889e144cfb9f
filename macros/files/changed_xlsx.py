"""Cells of a workbook that somebody else made, changed in their place: all other cells, formats and sheets stay as they are.

The page changes the same files the same way (macros/translate).
"""

from __future__ import annotations

import re

from macros.files.columns import column_letters, column_number
from macros.files.opened_xlsx import OpenedBook, Unreadable
from macros.files.unzip import BrokenZip, unpacked
from macros.files.xml import Element
from macros.files.xml_text import written

_CHAIN = "xl/calcChain.xml"  # in which order formulas are reckoned; a program makes it anew where it is missing
_TYPES, _RELATIONS = "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
_RANGE = re.compile(r"([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})")
_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class ChangedSheet:
    """The cells of one sheet, to be changed. Rows are counted from 1, columns from 0."""

    def __init__(self, book: OpenedBook, name: str) -> None:
        self.book = book
        self.part = book.parts[name]
        self.rows = book.sheet(name).rows
        self.before = book.text(self.part)
        self.root = book.xml(self.part)
        self.prefix = self.root.tag.rpartition("}")[0] + "}" if "}" in self.root.tag else ""
        self.without_formula = False  # whether a formula has given way
        data = self.root.find(f"{self.prefix}sheetData")
        if data is None:
            raise Unreadable(f"trang «{name}» không có ô nào", "Lưu lại tệp bằng Excel.")
        self.data = data
        self.elements: dict[int, Element] = {}
        number = 0
        for row in data:
            if row.tag == f"{self.prefix}row":
                number = int(row.get("r", "") or str(number + 1))
                self.elements[number] = row

    def put_number(self, row: int, column: int, value: int, like: int = 0) -> None:
        """A whole number; a new cell looks as the one in the row ``like``."""
        cell = self._emptied(row, column, like)
        shown = Element(f"{self.prefix}v")
        shown.text = str(value)
        cell.append(shown)

    def put_text(self, row: int, column: int, value: str, like: int = 0) -> None:
        """Text, which stays text; a new cell looks as the one in the row ``like``."""
        cell = self._emptied(row, column, like)
        cell.attrib["t"] = "inlineStr"
        inside, text = Element(f"{self.prefix}is"), Element(f"{self.prefix}t")
        text.text = value
        inside.append(text)
        cell.append(inside)

    def text(self) -> str:
        """The whole part, with what says how far the sheet reaches."""
        last = max(self.elements)
        size = self.root.find(f"{self.prefix}dimension")
        if size is not None:
            size.attrib["ref"] = self._reaching(size.get("ref", ""), last)
        for group in self.root.findall(f"{self.prefix}dataValidations"):
            for rule in group:
                if "sqref" in rule.attrib:
                    rule.attrib["sqref"] = self._reaching(rule.get("sqref", ""), last)
        return written(self.root, self.before)

    def _reaching(self, place: str, last: int) -> str:
        """A range that goes down to the row ``last`` at least; what is no single range stays."""
        found = _RANGE.fullmatch(place)
        return f"{found[1]}{found[2]}:{found[3]}{max(int(found[4]), last)}" if found is not None else place

    def _emptied(self, row: int, column: int, like: int) -> Element:
        line = self._row(row)
        cell = self._cell(line, column)
        if cell is None:
            cell = Element(f"{self.prefix}c")
            cell.attrib["r"] = f"{column_letters(column)}{row}"
            model = self._cell(self.elements[like], column) if like in self.elements else None
            style = model.get("s", "") if model is not None else ""
            if style:
                cell.attrib["s"] = style
            line.insert(self._place(line, column), cell)
        for inside in list(cell):
            self.without_formula = self.without_formula or inside.tag == f"{self.prefix}f"
            cell.remove(inside)
        if "t" in cell.attrib:
            del cell.attrib["t"]
        return cell

    def _row(self, number: int) -> Element:
        if number not in self.elements:
            row = Element(f"{self.prefix}row")
            row.attrib["r"] = str(number)
            later = [other for other in self.elements if other > number]
            at = list(self.data).index(self.elements[min(later)]) if later else len(list(self.data))
            self.data.insert(at, row)
            self.elements[number] = row
        return self.elements[number]

    def _cell(self, row: Element, column: int) -> Element | None:
        """The cell of ``row`` in ``column``; one that does not say where it stands follows the one before."""
        at = -1
        for cell in row:
            at = self._column(cell, at + 1)
            if at == column:
                return cell
        return None

    def _place(self, row: Element, column: int) -> int:
        """How many cells of ``row`` stand before ``column``."""
        count, at = 0, -1
        for cell in row:
            at = self._column(cell, at + 1)
            if at < column:
                count += 1
        return count

    def _column(self, cell: Element, following: int) -> int:
        found = _PLACE.fullmatch(cell.get("r", "").strip().upper())
        return column_number(found[1]) - 1 if found is not None else following


def parts_with(book: OpenedBook, sheets: list[ChangedSheet]) -> list[tuple[str, bytes]]:
    """All parts of the workbook in their order, those of ``sheets`` as changed."""
    texts = {sheet.part: sheet.text() for sheet in sheets}
    left_out = ""
    if any(sheet.without_formula for sheet in sheets) and _CHAIN in book.entries:
        left_out = _CHAIN
        for part in (_TYPES, _RELATIONS):
            root = book.xml(part)
            for one in list(root):
                if one.get("PartName", "").endswith("calcChain.xml") or one.get("Target", "").endswith("calcChain.xml"):
                    root.remove(one)
            texts[part] = written(root, book.text(part))
    found: list[tuple[str, bytes]] = []
    for name, entry in book.entries.items():
        if name == left_out or name.endswith("/"):
            continue
        if name in texts:
            found.append((name, texts[name].encode("utf-8")))
            continue
        try:
            found.append((name, unpacked(book.content, entry, entry.size)))
        except BrokenZip:
            raise Unreadable(f"không đọc được phần «{name}» của tệp", "Mở bằng Excel rồi lưu lại.") from None
    return found
