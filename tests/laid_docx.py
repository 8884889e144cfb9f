"""One and the same paper laid out by different hands: with tables, tabs, blanks, text boxes, indents, soft breaks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from xml.sax.saxutils import escape

from macros.files.zip import write_zip

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_O = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMES = (
    f'xmlns:w="{_W}" xmlns:r="{_O}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_STYLES = (
    f'<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    '<w:sz w:val="28"/></w:rPr></w:rPrDefault></w:docDefaults></w:styles>'
)
LINE_UNDER_TITLE = (
    '<w:r><w:pict><v:shape type="#_x0000_t32" style="position:absolute;margin-left:250pt;margin-top:18pt;width:200pt;height:0" '
    'o:connectortype="straight"/></w:pict></w:r>'
)
_BODY = '<w:spacing w:before="120" w:after="120" w:line="360" w:lineRule="exact"/><w:ind w:firstLine="567"/><w:jc w:val="both"/>'
SENTENCE = (
    "Các chi bộ trực thuộc tổ chức rà soát kết quả thực hiện nhiệm vụ, báo cáo trung thực số liệu của đơn vị mình và chịu trách nhiệm "
    "về nội dung báo cáo với cấp ủy cấp trên."
)


def words(text: str, looks: str = "") -> str:
    """A run: looks are «b» bold, «i» italic, «u» underlined and a size in points, «b15»."""
    size = "".join(sign for sign in looks if sign.isdigit())
    props = "".join(f"<w:{tag}/>" for tag in "bi" if tag in looks)
    props += f'<w:sz w:val="{int(size) * 2}"/>' if size else ""
    props += '<w:u w:val="single"/>' if "u" in looks else ""
    return f'<w:r><w:rPr>{props}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(*runs: str, props: str = "") -> str:
    return f"<w:p><w:pPr>{props}</w:pPr>{''.join(runs)}</w:p>"


CENTRED = '<w:jc w:val="center"/>'
SOFT = "<w:r><w:br/></w:r>"
TAB = "<w:r><w:tab/></w:r>"
NEW_PAGE = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'


def table(*rows: Sequence[str]) -> str:
    cells = "".join("<w:tr>" + "".join(f"<w:tc><w:tcPr/>{cell or '<w:p/>'}</w:tc>" for cell in row) + "</w:tr>" for row in rows)
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{cells}</w:tbl>"


def box(inside: str, left: int, below: bool = False) -> str:
    """A text box ``left`` points from the margin, as a drawing in a run."""
    down = 40 if below else -60
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor>'
        f'<wp:positionH relativeFrom="column"><wp:posOffset>{left * 12700}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="paragraph"><wp:posOffset>{down * 12700}</wp:posOffset></wp:positionV>'
        '<wp:extent cx="2700000" cy="900000"/><a:graphic><a:graphicData><wps:wsp><wps:spPr><a:prstGeom prst="rect"/></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )


def old_box(inside: str, left: int, below: bool = False) -> str:
    """The same as Word wrote it before 2010."""
    style = f"position:absolute;margin-left:{left}pt;margin-top:{40 if below else -60}pt;width:200pt;height:70pt"
    return f'<w:r><w:pict><v:rect style="{style}"><v:textbox><w:txbxContent>{inside}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>'


Line = tuple[str, str]  # text and looks


@dataclass(frozen=True)
class Paper:
    """What a paper says; every part may be left out."""

    names: tuple[Line, ...] = (("ĐẢNG BỘ PHƯỜNG SÔNG TRĂNG", "14"), ("CHI BỘ TRƯỜNG TIỂU HỌC", "b14"), ("*", "14"), ("Số 07-BC/CB", "14"))
    title: tuple[Line, ...] = (("ĐẢNG CỘNG SẢN VIỆT NAM", "b15"), ("Sông Trăng, ngày 15 tháng 11 năm 2026", "i14"))
    kind: tuple[Line, ...] = (("BÁO CÁO", "b16"), ("kết quả công tác tháng 11 năm 2026", "b14"), ("-----", "14"))
    body: tuple[str, ...] = (SENTENCE,) * 4
    receivers: tuple[Line, ...] = (
        ("Nơi nhận:", "u14"),
        ("- Đảng ủy phường;", "12"),
        ("- Các đảng viên trong chi bộ;", "12"),
        ("- Lưu Chi bộ.", "12"),
    )
    signature: tuple[Line, ...] = (("T/M CHI BỘ", "b14"), ("BÍ THƯ", "14"), ("Nguyễn Đức Thành", "b14"))


REPORT = Paper()
LETTER = Paper(
    names=(*REPORT.names[:3], ("Số 12-CV/CB", "14"), ("về việc đôn đốc gửi báo cáo tháng", "i12")), kind=(("Kính gửi: ", "i14"),),
)  # fmt: skip
MINUTES = replace(
    REPORT, names=(*REPORT.names[:3], ("Số 09-BB/CB", "14")),
    kind=(("BIÊN BẢN", "b16"), ("hội nghị chi bộ tháng 11 năm 2026", "b14"), ("-----", "14")),
    receivers=(("NGƯỜI GHI BIÊN BẢN", "b14"), ("Trần Thị Lan", "b14")),
    signature=(("CHỦ TRÌ HỘI NGHỊ", "b14"), ("BÍ THƯ", "14"), ("Nguyễn Đức Thành", "b14")),
)  # fmt: skip


def under(lines: Sequence[Line], props: str = CENTRED) -> str:
    return "".join(para(words(*line), props=props) for line in lines)


def _in_one(lines: Sequence[Line], props: str = CENTRED) -> str:
    return para(SOFT.join(words(*line) for line in lines), props=props)


def titled(lines: Sequence[Line]) -> str:
    """Title and date, with the rule that a border draws."""
    rule = '<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="900" w:right="900"/>'
    return under(lines[:1]) + para(props=rule) + under(lines[1:])


def _kind(paper: Paper) -> str:
    if paper.kind and paper.kind[0][0].startswith("Kính"):
        return para(words(*paper.kind[0]), words("Đảng ủy phường Sông Trăng", "14"), props='<w:ind w:left="1200"/>')
    return under(paper.kind)


def body(lines: Sequence[str], props: str = _BODY) -> str:
    return "".join(para(words(line, "14"), props=props) for line in lines)


def by_table(paper: Paper) -> tuple[str, str]:
    """Head and end: the usual two cells beside one another."""
    return table((under(paper.names), titled(paper.title))), table((under(paper.receivers, ""), under(paper.signature)))


def by_rows(paper: Paper) -> tuple[str, str]:
    """A table of two rows, number and date in the second."""
    head = table((under(paper.names[:3]), titled(paper.title[:1])), (under(paper.names[3:]), under(paper.title[1:])))
    rows = [("", under([line])) for line in paper.signature]
    return head, table((under(paper.receivers, ""), rows[0][1]), *rows[1:])


def by_two_tables(paper: Paper) -> tuple[str, str]:
    """Names and title in one table, number and date in another."""
    head = table((under(paper.names[:3]), titled(paper.title[:1]))) + table((under(paper.names[3:]), under(paper.title[1:])))
    return head, by_table(paper)[1]


def by_nested_tables(paper: Paper) -> tuple[str, str]:
    """Tables within the cells of a table."""
    head = table((table((under(paper.names),)) + "<w:p/>", table((titled(paper.title),)) + "<w:p/>"))
    return head, table((table(*[(under([line], ""),) for line in paper.receivers]) + "<w:p/>", under(paper.signature)))


def by_soft_breaks(paper: Paper) -> tuple[str, str]:
    """One paragraph in each cell, its lines made with Shift+Enter."""
    title = para(words(*paper.title[0]), LINE_UNDER_TITLE, SOFT, *(words(*line) for line in paper.title[1:]), props=CENTRED)
    return table((_in_one(paper.names), title)), table((_in_one(paper.receivers, ""), _in_one(paper.signature)))


def _side_by_side(left: Sequence[Line], right: Sequence[Line | None], leap: Callable[[str], str], props: str = "") -> str:
    rows = []
    for at in range(max(len(left), len(right))):
        one, other = left[at : at + 1], right[at] if at < len(right) else None
        runs = [words(*one[0])] if one else []
        runs += [leap(one[0][0] if one else ""), words(*other)] if other else []
        rows.append(para(*runs, LINE_UNDER_TITLE if other and other[0].startswith("ĐẢNG CỘNG") else "", props=props))
    return "".join(rows)


def _spread(paper: Paper) -> list[Line | None]:
    """The title in the first line, the date in the line of the number."""
    number = next((at for at, line in enumerate(paper.names) if line[0].startswith("Số")), 3)
    return [*paper.title[:1], *[None] * (number - 1), *paper.title[1:]]


def by_tabs(paper: Paper) -> tuple[str, str]:
    """Tabs to two stops that centre."""
    stops = '<w:tabs><w:tab w:val="center" w:pos="2200"/><w:tab w:val="center" w:pos="6900"/></w:tabs>'

    def laid(left: Sequence[Line], right: Sequence[Line | None]) -> str:
        rows = []
        for at in range(max(len(left), len(right))):
            one, other = left[at : at + 1], right[at] if at < len(right) else None
            runs = [TAB, words(*one[0])] if one else [TAB]
            runs += [TAB, words(*other)] if other else []
            rows.append(para(*runs, LINE_UNDER_TITLE if other and other[0].startswith("ĐẢNG CỘNG") else "", props=stops))
        return "".join(rows)

    return laid(paper.names, _spread(paper)), _side_by_side(paper.receivers, paper.signature, lambda _: TAB, stops.replace("2200", "6900"))


def by_many_tabs(paper: Paper) -> tuple[str, str]:
    """As many tabs as it takes."""

    def leap(before: str) -> str:
        return TAB * max(7 - len(before) * 150 // 720, 1)

    return _side_by_side(paper.names, _spread(paper), leap), _side_by_side(paper.receivers, paper.signature, leap)


def by_blanks(paper: Paper) -> tuple[str, str]:
    """As many blanks as it takes."""

    def leap(before: str) -> str:
        return words(" " * max(70 - len(before) * 2, 8))

    return _side_by_side(paper.names, _spread(paper), leap), _side_by_side(paper.receivers, paper.signature, leap)


def by_boxes(paper: Paper, made: Callable[..., str] = box) -> tuple[str, str]:
    """Text boxes beside one another, tied to the first paragraph of what stands under or above them."""
    head = para(made(under(paper.names), 0), made(titled(paper.title), 230)) + "<w:p/>"
    return head, para(made(under(paper.receivers, ""), 0, below=True), made(under(paper.signature), 230, below=True))


def by_old_boxes(paper: Paper) -> tuple[str, str]:
    return by_boxes(paper, old_box)


def by_indents(paper: Paper) -> tuple[str, str]:
    """Paragraphs under one another, those on the right moved there."""
    left, right = '<w:ind w:right="5000"/><w:jc w:val="center"/>', '<w:ind w:left="4200"/><w:jc w:val="center"/>'
    rule = '<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="5000" w:right="900"/>'
    head = under(paper.title[:1], right) + para(props=rule) + under(paper.names, left) + under(paper.title[1:], right)
    return head, under(paper.receivers, "") + under(paper.signature, right)


def by_frames(paper: Paper) -> tuple[str, str]:
    """Frames, as Word placed text before it had boxes."""
    left, right = (
        f'<w:framePr w:w="4200" w:hSpace="180" w:wrap="around" w:vAnchor="text" w:hAnchor="margin" w:x="{x}"/>' for x in (0, 4600)
    )

    def framed(lines: Sequence[Line], frame: str, props: str = CENTRED) -> str:
        return "".join(para(words(*line), props=frame + props) for line in lines)

    rule = para(props=f'{right}<w:pBdr><w:top w:val="single" w:sz="4"/></w:pBdr><w:ind w:left="900" w:right="900"/>')
    head = framed(paper.names, left) + framed(paper.title[:1], right) + rule + framed(paper.title[1:], right)
    return head, framed(paper.receivers, left, "") + framed(paper.signature, right)


MANNERS: dict[str, Callable[[Paper], tuple[str, str]]] = {
    "bảng": by_table, "bảng hai hàng": by_rows, "hai bảng": by_two_tables, "bảng trong bảng": by_nested_tables,
    "xuống dòng mềm": by_soft_breaks,
    "mốc tab": by_tabs, "nhiều tab": by_many_tabs, "dấu cách": by_blanks, "hộp chữ": by_boxes, "hộp chữ cũ": by_old_boxes,
    "khung": by_frames, "lùi lề": by_indents,
}  # fmt: skip


def laid(paper: Paper, manner: str, *, text: str | None = None, after: str = "", before_end: str = "") -> bytes:
    """``paper`` laid out in a manner; ``text`` in place of its own body, ``before_end`` above the signature, ``after`` below it."""
    head, end = MANNERS[manner](paper)
    inside = head + _kind(paper) + (body(paper.body) if text is None else text) + before_end + end + after
    return packed(inside)


def packed(inside: str, *, header: str | None = None, main: str = "word/document.xml") -> bytes:
    """A .docx of the inside of its body, with a page number from the second page on."""
    folder, _, name = main.rpartition("/")
    number = para('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
                  '<w:r><w:fldChar w:fldCharType="end"/></w:r>', props=CENTRED)  # fmt: skip
    page = (
        '<w:sectPr><w:headerReference w:type="default" r:id="n1"/><w:headerReference w:type="first" r:id="n2"/>'
        '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701" w:header="567" w:footer="567"/>'
        "<w:titlePg/></w:sectPr>"
    )
    kind = _O
    relations = "".join(
        f'<Relationship Id="n{at}" Type="{kind}/{what}" Target="{target}"/>'
        for at, (what, target) in enumerate((("styles", "styles.xml"), ("header", "header1.xml"), ("header", "header2.xml")))
    )
    packages = "http://schemas.openxmlformats.org/package/2006"
    types = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' + "".join(
        f'<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.{what}+xml"/>'
        for part, what in (
            (main, "document.main"), (f"{folder}/styles.xml", "styles"),
            (f"{folder}/header1.xml", "header"), (f"{folder}/header2.xml", "header"),
        )
    )  # fmt: skip
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types">{types}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="m" Type="{kind}/officeDocument" '
        f'Target="/{main}"/></Relationships>',
        main: f"<w:document {_NAMES}><w:body>{inside}{page}</w:body></w:document>",
        f"{folder}/_rels/{name}.rels": f'<Relationships xmlns="{packages}/relationships">{relations}</Relationships>',
        f"{folder}/styles.xml": _STYLES,
        f"{folder}/header1.xml": f"<w:hdr {_NAMES}>{number}</w:hdr>",
        f"{folder}/header2.xml": f"<w:hdr {_NAMES}>{header or '<w:p/>'}</w:hdr>",
    }
    return write_zip((name, content.encode()) for name, content in parts.items())
