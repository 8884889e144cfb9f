"""WordprocessingML: the writer of blocks, and the fixed parts of every .docx, laid out from a ruleset.

Lengths are in millimetres outside and twentieths of a point (twips) inside; sizes in points outside, half-points inside.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

from macros.documents.write.markup import Align, Run
from macros.model.rulesets import Ruleset

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STAMP_RED = "FF0000"
STYLE_IDS = {
    "text": "VanBan", "centre": "VanBanGiua", "right": "VanBanPhai", "chapter": "Chuong", "chapter-name": "TenChuong",
    "section": "Muc", "section-name": "TenMuc", "article": "Dieu", "heading-1": "Heading1", "heading-2": "Heading2",
    "heading-3": "Heading3", "superior": "CoQuanCapTren", "issuer": "CoQuanBanHanh", "star": "DauSao", "title": "TieuDe",
    "rule": "DuongKe", "number": "SoKyHieu", "place-date": "DiaDanhNgay", "subject-letter": "TrichYeuCongVan",
    "draft": "DuThao", "urgency": "DoKhan", "kind": "TenLoai", "author": "TacGia", "subject": "TrichYeu", "dashes": "NamGachNoi",
    "addressee": "KinhGui", "addressee-item": "KinhGuiMuc", "receivers-label": "NoiNhanNhan", "receivers": "NoiNhan",
    "drafter": "KyHieuNguoiSoan", "authority": "QuyenHan", "office": "ChucVu", "signature": "ChuKy", "signer": "HoTen",
    "confirm": "XacNhan", "annex": "PhuLuc", "annex-title": "TenPhuLuc", "annex-ref": "CanDanPhuLuc",
    "cell": "OBang", "cell-head": "DauBang",
    "circulation": "PhamViLuuHanh", "no-press": "KhongPhoBien", "contact": "LienHe", "gap": "KhoangTrong",
    "copy-rule": "KeBanSao", "copy-title": "DauBanSao", "copy-item": "MucBanSao",
}  # fmt: skip


def twips(millimetres: float) -> int:
    """1 mm = 56.69 twips; the 30/15 mm margins come out as 1701 and 850, as Word itself writes them."""
    return int(millimetres * 1440 / 25.4 + 0.0001)


_FOOT_FRAME = (
    f'<w:framePr w:w="{twips(165)}" w:wrap="notBeside" w:vAnchor="page" w:hAnchor="margin" w:xAlign="center" w:y="{twips(297 - 15)}"/>'
)


class WordWriter:
    """Blocks as WordprocessingML. ``width`` is that of the text in millimetres."""

    def __init__(self, width: float) -> None:
        self.width = width

    def runs(self, runs: list[Run]) -> str:
        out = []
        for run in runs:
            marks = ("<w:b/>" if run.bold else "") + ("<w:i/>" if run.italic else "")
            props = f"<w:rPr>{marks}</w:rPr>" if marks else ""
            out.append(f'<w:r>{props}<w:t xml:space="preserve">{run.source}</w:t></w:r>')
        return "".join(out)

    def paragraph(self, style: str, runs: list[Run], keep: str = "", align: Align | None = None) -> str:
        if keep.startswith("{%"):
            keep = keep.replace("1", "<w:keepNext/>")
        elif keep:
            keep = "<w:keepNext/>"
        # The ban on publishing stands in a frame at the foot of the last page, its line 10 mm above the edge of A4.
        frame = _FOOT_FRAME if style == "no-press" else ""
        jc = f'<w:jc w:val="{align}"/>' if align else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/>{keep}{frame}{jc}</w:pPr>{self.runs(runs)}</w:p>'

    def empty(self, style: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{STYLE_IDS[style]}"/></w:pPr></w:p>'

    def grid(self, columns: Sequence[float], rows: list[list[str]], describe: str, *, boxed: float = 0) -> str:
        """A borderless layout table: ``columns`` in millimetres, ``rows`` of cells that are ready paragraphs.

        ``boxed``: the first cell is a red stamp at least so many millimetres high.
        """
        grid = "".join(f'<w:gridCol w:w="{twips(c)}"/>' for c in columns)
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="12" w:space="0" w:color="{STAMP_RED}"/>' for side in ("top", "left", "bottom", "right")
        )
        margins = "".join(f'<w:{side} w:w="113" w:type="dxa"/>' for side in ("left", "right"))
        height = f'<w:trHeight w:val="{twips(boxed)}" w:hRule="atLeast"/>' if boxed else ""
        body = ""
        for row in rows:
            body += f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>"
            for index, (width, cell) in enumerate(zip(columns, row, strict=True)):
                frame = f"<w:tcBorders>{edges}</w:tcBorders><w:tcMar>{margins}</w:tcMar>" if boxed and index == 0 else ""
                body += f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{frame}</w:tcPr>{cell}</w:tc>'
            body += "</w:tr>"
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(columns))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
            '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar>'
            f'<w:tblDescription w:val="{html.escape(describe)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>'
        )

    def table_start(self, widths: list[float], head: list[list[Run]], aligns: list[Align]) -> str:
        grid = "".join(f'<w:gridCol w:w="{twips(w * self.width)}"/>' for w in widths)
        cells = self._cells("cell-head", widths, head, ["center"] * len(widths))
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="BangKe"/><w:tblW w:w="{twips(self.width)}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{cells}</w:tr>"
        )

    def table_row(self, widths: list[float], cells: list[list[Run]], aligns: list[Align], keep: str = "") -> str:
        return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._cells('cell', widths, cells, aligns, keep)}</w:tr>"

    def _cells(self, style: str, widths: list[float], cells: list[list[Run]], aligns: list[Align], keep: str = "") -> str:
        return "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(w * self.width)}" w:type="dxa"/></w:tcPr>'
            f"{self.paragraph(style, runs, keep, None if align == 'left' else align)}</w:tc>"
            for w, runs, align in zip(widths, cells, aligns, strict=True)
        )

    def table_end(self, keep: str = "") -> str:
        return f"</w:tbl>{self.paragraph('gap', [], keep)}"

    def section(self, rules: Ruleset, *, landscape: bool = False, titled: bool = True, restart: bool = False) -> str:
        """Page size, margins and headers. On every section's first page the number is hidden, as on page 1."""
        page = rules.page
        if landscape:
            # Turned a quarter to the left: the binding edge comes to lie on top.
            size = f'<w:pgSz w:w="{twips(page.height)}" w:h="{twips(page.width)}" w:orient="landscape"/>'
            top, right, bottom, left = page.left, page.top, page.right, page.bottom
        else:
            size = f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
            top, right, bottom, left = page.top, page.right, page.bottom, page.left
        edge = twips(10)
        first = "rIdDauTrang1" if titled else "rIdDauTrangTrong"
        number = '<w:pgNumType w:start="1"/>' if restart else ""
        return (
            f'<w:sectPr><w:headerReference w:type="default" r:id="rIdDauTrang"/><w:headerReference w:type="first" r:id="{first}"/>'
            f'{size}<w:pgMar w:top="{twips(top)}" w:right="{twips(right)}" w:bottom="{twips(bottom)}" w:left="{twips(left)}"'
            f' w:header="{edge}" w:footer="{edge}" w:gutter="0"/>{number}<w:titlePg/></w:sectPr>'
        )


def document(body: str) -> str:
    """``word/document.xml`` around ``body``, which ends with its section."""
    return f'{_HEAD}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>'


def header(body: str) -> str:
    """A header part around ``body``."""
    return f'{_HEAD}<w:hdr xmlns:w="{W}" xmlns:r="{R}">{body}</w:hdr>'


PAGE_NUMBER = (
    '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)
EMPTY_HEADER = '<w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p>'
