"""A workbook of columns, written part by part as text: the page makes the very bytes that the command makes (macros/translate).

What only the command makes is begun in ``xlsx``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.files.columns import column_letters
from macros.files.escaping import escaped, quoted

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Look of a column → its place among the looks of the workbook. The numbers of their formats are the ones that every program knows.
_LOOKS = {"": 0, "head": 1, "text": 2, "share": 3, "decimal": 4}
_FORMATS = (49, 9, 2)  # «@», «0%», «0.00»
_USUAL = 8  # characters
_EDGES = ".7109375"  # what the edges of a cell add to its characters


@dataclass(frozen=True)
class Cell:
    """``kind``: «text», «number» or «formula», the latter without its «=»."""

    kind: str
    value: str


@dataclass(frozen=True)
class Column:
    """``cells`` below ``head``; or the formula ``down`` for the first row, filled down ``rows`` rows. ``width`` in characters."""

    head: str
    cells: tuple[Cell, ...] = ()
    down: str = ""
    rows: int = 0
    look: str = ""
    width: int = 0


@dataclass(frozen=True)
class Sheet:
    """``frozen``: so many columns stay in sight, and the heads.

    ``choices``: what may be typed in the column ``chosen``, ``rows`` rows down; all else meets with ``refusal``.
    """

    name: str
    columns: Sequence[Column]
    frozen: int = 0
    choices: tuple[str, ...] = ()
    chosen: int = 0
    rows: int = 0
    refusal: str = ""


def texts(values: Sequence[str]) -> tuple[Cell, ...]:
    """Text stays text, whatever it begins with."""
    return tuple([Cell("text", value) for value in values])


def numbers(values: Sequence[int]) -> tuple[Cell, ...]:
    """Whole numbers."""
    return tuple([Cell("number", str(value)) for value in values])


def formulas(values: Sequence[str]) -> tuple[Cell, ...]:
    """Formulas, each without its «=»."""
    return tuple([Cell("formula", value) for value in values])


def workbook_parts(title: str, sheets: Sequence[Sheet]) -> list[tuple[str, str]]:
    """Name and text of every part."""
    numbered = list(enumerate(sheets, start=1))
    overrides = "".join([
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for number, _ in numbered
    ])
    listed = "".join([
        f'<sheet name="{quoted(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>' for number, sheet in numbered
    ])
    ties = "".join([
        f'<Relationship Id="rId{number}" Type="{_LINKS}/worksheet" Target="worksheets/sheet{number}.xml"/>' for number, _ in numbered
    ])
    styles = f'<Relationship Id="rId{len(sheets) + 1}" Type="{_LINKS}/styles" Target="styles.xml"/>'
    return [
        ("[Content_Types].xml", f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
         '<Default Extension="xml" ContentType="application/xml"/>'
         '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
         f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
         f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>'),
        ("_rels/.rels", f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
         f'<Relationship Id="rId1" Type="{_LINKS}/officeDocument" Target="xl/workbook.xml"/>'
         f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>'),
        ("docProps/core.xml", f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
         f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{escaped(title)}</dc:title></cp:coreProperties>'),
        ("xl/workbook.xml", f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><bookViews><workbookView/></bookViews>'
         f'<sheets>{listed}</sheets><calcPr calcId="191029" fullCalcOnLoad="1"/></workbook>'),
        ("xl/_rels/workbook.xml.rels", f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{ties}{styles}</Relationships>'),
        ("xl/styles.xml", _styles()),
        *[(f"xl/worksheets/sheet{number}.xml", _sheet(sheet)) for number, sheet in numbered],
    ]  # fmt: skip


def _styles() -> str:
    font = '<sz val="11"/><name val="Calibri"/><family val="2"/>'
    shown = "".join([f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' for number in _FORMATS])
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(_LOOKS)}"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">'
        f'<alignment vertical="top" wrapText="1"/></xf>{shown}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _sheet(sheet: Sheet) -> str:
    """A sheet; on paper it is as wide as A4 that lies, and as many pages long as it takes. Heads have room for two lines."""
    corner = f"{column_letters(sheet.frozen)}2"
    held = f'<pane xSplit="{sheet.frozen}" ySplit="1" topLeftCell="{corner}" activePane="bottomRight" state="frozen"/>'
    pane = held if sheet.frozen else ""
    widths = "".join([_width(number, column) for number, column in enumerate(sheet.columns, start=1)])
    heads = "".join([
        _cell(Cell("text", column.head), f"{column_letters(at)}1", "head") for at, column in enumerate(sheet.columns)
    ])
    last = max([max(len(column.cells), column.rows) for column in sheet.columns])
    rows = "".join([f'<row r="{row}">{_row(sheet, row)}</row>' for row in range(2, last + 2)])
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetViews><sheetView workbookViewId="0">{pane}</sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="15"/><cols>{widths}</cols><sheetData>'
        f'<row r="1" ht="30" customHeight="1">{heads}</row>{rows}</sheetData>'
        f'{_choices(sheet)}<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/></worksheet>'
    )


def _width(number: int, column: Column) -> str:
    own = ' customWidth="1"' if column.width else ""
    return f'<col min="{number}" max="{number}" width="{column.width or _USUAL}{_EDGES}"{own} style="{_LOOKS[column.look]}"/>'


def _row(sheet: Sheet, row: int) -> str:
    out: list[str] = []
    for at, column in enumerate(sheet.columns):
        letters = column_letters(at)
        if row - 2 < len(column.cells):
            out.append(_cell(column.cells[row - 2], f"{letters}{row}", column.look))
        elif row - 2 < column.rows:
            # The formula stands in the first cell; the others say that they share it.
            first = f' ref="{letters}2:{letters}{column.rows + 1}" si="{at}">{escaped(column.down)}</f>'
            shared = first if row == 2 else f' si="{at}"/>'
            out.append(f'<c r="{letters}{row}"{_look(column.look)}><f t="shared"{shared}</c>')
    return "".join(out)


def _cell(cell: Cell, place: str, look: str) -> str:
    if cell.kind == "text":
        return f'<c r="{place}"{_look(look)} t="inlineStr"><is><t xml:space="preserve">{escaped(cell.value)}</t></is></c>'
    inside = f"<f>{escaped(cell.value)}</f>" if cell.kind == "formula" else f"<v>{cell.value}</v>"
    return f'<c r="{place}"{_look(look)}>{inside}</c>'


def _look(look: str) -> str:
    return f' s="{_LOOKS[look]}"' if look else ""


def _choices(sheet: Sheet) -> str:
    if not sheet.choices:
        return ""
    letters = column_letters(sheet.chosen)
    listed = escaped(",".join(sheet.choices))
    return (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
        f'error="{quoted(sheet.refusal)}" sqref="{letters}2:{letters}{sheet.rows + 1}"><formula1>"{listed}"</formula1></dataValidation>'
        "</dataValidations>"
    )
