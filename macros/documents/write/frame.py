"""The parts of a .docx that do not depend on the text: styles from the ruleset, settings, headers, properties."""

from __future__ import annotations

import html
from collections.abc import Sequence

from macros.documents.write.ooxml import EMPTY_HEADER, PAGE_NUMBER, STAMP_RED, R, W, header, twips
from macros.model.rulesets import Component, Ruleset

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

# The order in which the parts stand in the archive; the browser writes the same.
PART_ORDER = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/core.xml",
    "docProps/custom.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/header1.xml",
    "word/header2.xml",
    "word/header3.xml",
)


def _look(part: Component | None = None, size: float | None = None) -> str:
    """Run properties of an element: size in half-points, bold, italic, underline."""
    points = size if size is not None else (part.size[0] if part and part.size else None)
    marks = ""
    if part:
        marks += "<w:b/><w:bCs/>" if part.bold else ""
        marks += "<w:i/><w:iCs/>" if part.italic else ""
    marks += f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>' if points else ""
    marks += '<w:u w:val="single"/>' if part and part.underline else ""
    return f"<w:rPr>{marks}</w:rPr>" if marks else ""


def _style(
    id_: str, name: str, *, based: str = "Normal", following: str = "", props: str = "", look: str = "", level: int | None = None
) -> str:
    outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
    next_ = f'<w:next w:val="{following}"/>' if following else ""
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{name}"/>{base}{next_}<w:qFormat/>'
        f"<w:pPr>{props}{outline}</w:pPr>{look}</w:style>"
    )


def styles(rules: Ruleset) -> str:
    """``word/styles.xml``: every size, weight and distance comes from ``rules``."""
    choice, part = rules.choice, rules.component
    font = html.escape(rules.font)
    exact = f'w:line="{round(choice.line * 20)}" w:lineRule="exact"'
    gap = round(choice.gap * 20)
    indent = twips(rules.body.indent)
    spaced = f'<w:spacing w:before="0" w:after="{gap}" {exact}/>'
    tight = '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
    centre = '<w:jc w:val="center"/>'
    body_size = _look(size=choice.size)
    bold = f'<w:rPr><w:b/><w:bCs/><w:sz w:val="{round(choice.size * 2)}"/><w:szCs w:val="{round(choice.size * 2)}"/></w:rPr>'
    bold_italic = bold.replace("<w:bCs/>", "<w:bCs/><w:i/><w:iCs/>")
    first = f'<w:ind w:firstLine="{indent}"/>'
    head = f"<w:keepNext/>{spaced}"

    def centred(id_: str, name: str, component: str, *, size: float | None = None, props: str = tight) -> str:
        return _style(id_, name, props=props + centre, look=_look(part(component), size))

    title_width_mm = 72.9  # «ĐẢNG CỘNG SẢN VIỆT NAM» in bold Times New Roman: 13.778 em at 15 pt
    side = twips((95 - title_width_mm) / 2)
    rule_border = '<w:pBdr><w:top w:val="single" w:sz="6" w:space="1" w:color="auto"/></w:pBdr>'
    items = [
        _style("Normal", "Normal", based="").replace('w:type="paragraph"', 'w:type="paragraph" w:default="1"'),
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
        '<w:rPr><w:color w:val="7F6000"/></w:rPr></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:semiHidden/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="table" w:styleId="BangKe"><w:name w:val="Bảng kẻ"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
        + "".join(
            f'<w:{e} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for e in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style>",
        _style("Header", "header", props=f"{tight}{centre}", look=_look(size=(rules.page_number.size or (14, 14))[0])),
        _style("VanBan", "Văn bản", props=f'{spaced}{first}<w:jc w:val="both"/>', look=body_size),
        _style("VanBanGiua", "Văn bản giữa", props=spaced + centre, look=body_size),
        _style("VanBanPhai", "Văn bản phải", props=f'{spaced}<w:jc w:val="right"/>', look=body_size),
        _style("Heading1", "heading 1", following="VanBan", props=f"{head}{first}", look=bold, level=0),
        _style("Heading2", "heading 2", following="VanBan", props=f"{head}{first}", look=bold, level=1),
        _style("Heading3", "heading 3", following="VanBan", props=f"{head}{first}", look=bold_italic, level=2),
        _style("Chuong", "Phần Chương", following="TenChuong", props=f"{head}{centre}", look=bold, level=0),
        _style("TenChuong", "Tên phần chương", following="VanBan", props=f"{head}{centre}", look=bold),
        _style("Muc", "Mục", following="TenMuc", props=f"{head}{centre}", look=bold, level=1),
        _style("TenMuc", "Tên mục", following="VanBan", props=f"{head}{centre}", look=bold),
        _style("Dieu", "Điều", following="VanBan", props=f'{head}{first}<w:jc w:val="both"/>', look=bold, level=2),
        centred("CoQuanCapTren", "Cơ quan cấp trên", "co-quan-cap-tren"),
        centred("CoQuanBanHanh", "Cơ quan ban hành", "co-quan-ban-hanh"),
        _style("DauSao", "Dấu sao", props=tight + centre, look=_look(size=14)),
        centred("TieuDe", "Tiêu đề Đảng", "tieu-de-dang"),
        _style(
            "DuongKe",
            "Đường kẻ tiêu đề",
            look=_look(size=2),
            props=f'{rule_border}<w:spacing w:before="20" w:after="0" w:line="60" w:lineRule="exact"/>'
            f'<w:ind w:left="{side}" w:right="{side}"/>',
        ),
        centred("SoKyHieu", "Số và ký hiệu", "so-ky-hieu"),
        centred("DiaDanhNgay", "Địa danh và ngày", "dia-danh-ngay"),
        centred("TrichYeuCongVan", "Trích yếu công văn", "trich-yeu-cong-van"),
        centred("DuThao", "Chỉ dẫn dự thảo", "chi-dan-du-thao"),
        centred("DoKhan", "Độ khẩn", "do-khan"),
        centred(
            "TenLoai",
            "Tên loại",
            "ten-loai",
            size=choice.kind_size,
            props='<w:spacing w:before="80" w:after="0" w:line="240" w:lineRule="auto"/>',
        ),
        centred("TacGia", "Tác giả trong trích yếu", "tac-gia-trich-yeu", size=choice.subject_size),
        centred("TrichYeu", "Trích yếu", "trich-yeu", size=choice.subject_size, props=f'{tight}<w:ind w:left="567" w:right="567"/>'),
        _style(
            "NamGachNoi",
            "Năm gạch nối",
            props=f'<w:spacing w:before="0" w:after="240" w:line="240" w:lineRule="auto"/>{centre}',
            look=body_size,
        ),
        _style(
            "KinhGui",
            "Kính gửi",
            props=f'<w:spacing w:before="80" w:after="{gap}" {exact}/><w:ind w:left="1701" w:hanging="1134"/>',
            look=body_size,
        ),
        _style("KinhGuiMuc", "Kính gửi mục", props=f'{spaced}<w:ind w:left="1871" w:hanging="170"/>', look=body_size),
        _style("NoiNhanNhan", "Nơi nhận", props=tight, look=_look(part("noi-nhan"))),
        _style("NoiNhan", "Nơi nhận mục", props=f'{tight}<w:ind w:left="142" w:hanging="142"/>', look=_look(part("noi-nhan-muc"))),
        _style("KyHieuNguoiSoan", "Ký hiệu người soạn", props=tight, look=_look(part("ky-hieu-nguoi-soan"))),
        centred("QuyenHan", "Quyền hạn ký", "quyen-han-ky"),
        centred("ChucVu", "Chức vụ người ký", "chuc-vu-ky"),
        # Room for the signature and the seal: 30 mm.
        _style(
            "ChuKy",
            "Chữ ký",
            props=f'<w:spacing w:before="0" w:after="0" w:line="{twips(30)}" w:lineRule="exact"/>{centre}',
            look=body_size,
        ),
        centred("HoTen", "Họ tên người ký", "ho-ten-ky"),
        _style(
            "XacNhan",
            "Xác nhận chữ ký",
            props=f'<w:keepNext/><w:spacing w:before="240" w:after="0" w:line="240" w:lineRule="auto"/>{centre}',
            look=body_size,
        ),
        _style("PhuLuc", "Phụ lục", following="TenPhuLuc", props=f"<w:keepNext/>{tight}{centre}", look=bold, level=0),
        _style("TenPhuLuc", "Tên phụ lục", following="VanBan", props=f"<w:keepNext/>{tight}{centre}", look=bold),
        _style(
            "CanDanPhuLuc",
            "Căn dẫn phụ lục",
            following="VanBan",
            props=f"<w:keepNext/>{tight}{centre}",
            look=_look(size=choice.size).replace("<w:rPr>", "<w:rPr><w:i/><w:iCs/>"),
        ),
        _style(
            "OBang",
            "Ô bảng",
            props='<w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/>',
            look=_look(size=rules.body.table_size),
        ),
        _style("DauBang", "Đầu bảng", based="OBang", props="<w:keepNext/>", look="<w:rPr><w:b/><w:bCs/></w:rPr>"),
        _style("PhamViLuuHanh", "Phạm vi lưu hành", props=f'{tight}<w:jc w:val="right"/>', look=_look(part("pham-vi-luu-hanh"))),
        centred(
            "KhongPhoBien",
            "Không phổ biến",
            "khong-pho-bien",
        ),
        _style(
            "KeBanSao",
            "Kẻ bản sao",
            props=f'<w:keepNext/>{rule_border}<w:spacing w:before="240" w:after="60" w:line="60" w:lineRule="exact"/>',
        ),
        # The stamp of a copy is red, 80 × 50 mm, its title 13 pt bold (HD 05-HD/VPTW, Phần II, mục III and Phụ lục 3).
        _style(
            "DauBanSao",
            "Dấu bản sao",
            props=f"{tight}{centre}",
            look=f'<w:rPr><w:b/><w:bCs/><w:color w:val="{STAMP_RED}"/><w:sz w:val="26"/><w:szCs w:val="26"/></w:rPr>',
        ),
        _style(
            "MucBanSao",
            "Mục bản sao",
            props='<w:spacing w:before="40" w:after="0" w:line="240" w:lineRule="auto"/>',
            look=f'<w:rPr><w:color w:val="{STAMP_RED}"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>',
        ),
        _style(
            "LienHe",
            "Thông tin liên hệ",
            props='<w:pBdr><w:top w:val="single" w:sz="6" w:space="4" w:color="auto"/></w:pBdr>'
            '<w:spacing w:before="240" w:after="0" w:line="240" w:lineRule="auto"/>',
            look=_look(part("thong-tin-lien-he")),
        ),
        _style(
            "KhoangTrong", "Khoảng trống", props='<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', look=_look(size=8)
        ),
    ]
    return (
        f'{_HEAD}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>'
        f'<w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:cs="{font}"/><w:sz w:val="{round(choice.size * 2)}"/>'
        f'<w:szCs w:val="{round(choice.size * 2)}"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f"<w:pPrDefault/></w:docDefaults>{''.join(items)}</w:styles>"
    )


def settings() -> str:
    """``word/settings.xml`` as Jinja source: two-sided printing mirrors the margins."""
    return (
        f'{_HEAD}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>{{% if hai_mat %}}<w:mirrorMargins/>{{% endif %}}'
        '<w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fixed_parts(rules: Ruleset) -> dict[str, str]:
    """The parts that are the same in every document of one ruleset."""
    kinds = {
        "word/document.xml": f"{_WORD}.document.main+xml",
        "word/styles.xml": f"{_WORD}.styles+xml",
        "word/settings.xml": f"{_WORD}.settings+xml",
        "word/fontTable.xml": f"{_WORD}.fontTable+xml",
        "word/header1.xml": f"{_WORD}.header+xml",
        "word/header2.xml": f"{_WORD}.header+xml",
        "word/header3.xml": f"{_WORD}.header+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    overrides = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    link = f"{R}/"
    return {
        "[Content_Types].xml": (
            f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            f'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
        "_rels/.rels": _relationships(
            [
                ("rId1", f"{link}officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{link}custom-properties", "docProps/custom.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relationships(
            [
                ("rIdKieu", f"{link}styles", "styles.xml"),
                ("rIdThietDat", f"{link}settings", "settings.xml"),
                ("rIdPhong", f"{link}fontTable", "fontTable.xml"),
                ("rIdDauTrang", f"{link}header", "header1.xml"),
                ("rIdDauTrang1", f"{link}header", "header2.xml"),
                ("rIdDauTrangTrong", f"{link}header", "header3.xml"),
            ]
        ),
        "word/styles.xml": styles(rules),
        "word/fontTable.xml": (
            f'{_HEAD}<w:fonts xmlns:w="{W}"><w:font w:name="{html.escape(rules.font)}">'
            '<w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
        ),
        "word/header1.xml": header(PAGE_NUMBER),
        "word/header3.xml": header(EMPTY_HEADER),
    }


def _relationships(rows: Sequence[tuple[str, str, str]]) -> str:
    items = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{target}"/>' for id_, kind, target in rows)
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def properties(title: str, facts: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Core and custom properties. No dates and no user name: they would differ from build to build."""
    rows = "".join(_property(number, name, value) for number, (name, value) in enumerate(facts, start=2))
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    return {
        "docProps/core.xml": (
            f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            f"<dc:title>{html.escape(title)}</dc:title><dc:language>vi-VN</dc:language></cp:coreProperties>"
        ),
        "docProps/custom.xml": (
            f'{_HEAD}<Properties xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes">{rows}</Properties>'
        ),
    }


def escaped(text: str) -> str:
    """``text`` for XML, as ``html.escape`` writes it: this runs on the page, too."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;").replace("'", "&#x27;")


def _property(number: int, name: str, value: str) -> str:
    head = '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid='
    return f'{head}"{number}" name="{escaped(name)}"><vt:lpwstr>{escaped(value)}</vt:lpwstr></property>'


def with_property(custom: str, name: str, value: str) -> str:
    """``docProps/custom.xml`` with one property more."""
    added = _property(custom.count("<property ") + 2, name, value)
    return custom.replace("</Properties>", f"{added}</Properties>")
