"""The one frame of every document: which element stands where (HD 05-HD/VPTW, Phần II, mục I–II, and its map of boxes).

Written once against what both writers offer, so that the page's preview and the .docx cannot drift apart.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from macros.documents.write.markup import Align, Run, convert, inline
from macros.model.authority import Kind
from macros.model.documents import Template

# Names left, title right: 70 + 95 of 165 mm keep the title on one line and the number level with the date.
HEAD_COLUMNS = (70.0, 95.0)
_SIGN_COLUMNS = (80.0, 85.0)


class LayoutWriter(Protocol):
    """A block writer that can also set columns."""

    def paragraph(self, style: str, runs: list[Run], keep: str = "") -> str: ...

    def empty(self, style: str) -> str: ...

    def grid(self, columns: Sequence[float], rows: list[list[str]], describe: str, *, boxed: float = 0) -> str: ...

    def table_start(self, widths: list[float], head: list[list[Run]], aligns: list[Align]) -> str: ...

    def table_row(self, widths: list[float], cells: list[list[Run]], aligns: list[Align], keep: str = "") -> str: ...

    def table_end(self, keep: str = "") -> str: ...


def _each(name: str, block: str) -> str:
    return f"{{% for dong in {name} %}}{block}{{% endfor %}}"


def _when(test: str, block: str) -> str:
    return f"{{% if {test} %}}{block}{{% endif %}}"


def opening(template: Template, kind: Kind, write: LayoutWriter) -> str:
    """Everything above the text: names, number, title of the Party, date, kind, subject, addressees."""

    def line(style: str, text: str) -> str:
        return write.paragraph(style, inline(text))

    names = _each("bh.dong_tren", line("superior", "{{ dong|upper }}")) + _each("bh.dong_duoi", line("issuer", "{{ dong|upper }}"))
    number = line("number", f"Số {{{{ so }}}}-{kind.symbol}/{{{{ bh.ky_hieu }}}}") if template.numbered else write.empty("number")
    if kind.letter:
        number += line("subject-letter", f"về việc {template.subject}")
    number += _when("du_thao", line("draft", "Dự thảo lần {{ du_thao }}")) + _when("do_khan", line("urgency", "{{ do_khan }}"))
    title = line("title", "ĐẢNG CỘNG SẢN VIỆT NAM") + write.empty("rule")
    date = line("place-date", "{{ don_vi.dia_danh }}, {{ ngay_ky.chu }}")
    # A cell of Word must hold a paragraph even when nothing is printed in it.
    head = write.grid(
        HEAD_COLUMNS,
        [[names + write.paragraph("star", [Run("*")]), title], [number, date]],
        "Tên cơ quan ban hành, tiêu đề, số, ký hiệu, địa danh và ngày",
    )
    # Where a table meets text that has space before it, LibreOffice leaves headings alone at the foot of that page.
    head += write.empty("gap")
    if kind.letter:
        return head + _addressees(write, "Kính gửi")
    out = head + line("kind", template.title or kind.name.upper())
    out += line("author", template.author) if template.author else _when("bh.tac_gia", line("author", "{{ bh.tac_gia|upper }}"))
    if template.subject:
        out += line("subject", template.subject)
    out += line("dashes", "-----")
    return out + (_addressees(write, "Kính trình") if kind.request else "")


def _addressees(write: LayoutWriter, label: str) -> str:
    """One addressee stands beside its label; several stand below it, each with «;», the last with a full stop."""
    one = write.paragraph("addressee", [*inline(f"*{label}:* "), *inline("{{ dong }}.")])
    first = write.paragraph("addressee", inline(f"*{label}:*"))
    item = write.paragraph("addressee-item", inline("- {{ dong }}{% if loop.last %}.{% else %};{% endif %}"))
    return (
        "{% for dong in kinh_gui_muc %}{% if loop.first and loop.last %}"
        f"{one}{{% else %}}{{% if loop.first %}}{first}{{% endif %}}{item}{{% endif %}}{{% endfor %}}"
    )


def closing(template: Template, write: LayoutWriter) -> str:
    """Receivers on the left, signature on the right; two signatures in minutes; confirmation where a seal is missing."""

    def line(style: str, text: str) -> str:
        return write.paragraph(style, inline(text))

    receivers = (
        line("receivers-label", "Nơi nhận:")
        + _each("noi_nhan_muc", line("receivers", "- {{ dong }}{% if loop.last %}.{% else %};{% endif %}"))
        + _when("ky_hieu_nguoi_soan", line("drafter", "{{ ky_hieu_nguoi_soan }}"))
    )
    sign = write.empty("signature")
    if template.unsigned:
        return write.grid(_SIGN_COLUMNS, [[receivers, write.empty("office")]], "Nơi nhận") if template.receivers else ""
    if template.signed_as_minutes:
        level = " / " in template.recorder + template.chair
        # The receivers below are a table of their own, which must not stand alone on the next page.
        left = _role(write, template.recorder, level) + sign + write.paragraph("signer", inline("{{ nguoi_ghi }}"), "1")
        right = _role(write, template.chair, level) + sign + write.paragraph("signer", inline("{{ nguoi_ky }}"), "1")
        out = write.grid(_SIGN_COLUMNS, [[left, right]], "Chữ ký của người ghi biên bản và chủ trì")
        beside = write.paragraph("office", [], "1")
        confirm = _when("nguoi_xac_nhan", write.grid(_SIGN_COLUMNS, [[beside, _confirmation(write, "1")]], "Xác nhận chữ ký"))
        return out + confirm + write.grid(_SIGN_COLUMNS, [[receivers, write.empty("office")]], "Nơi nhận")
    right = (
        line("authority", "{{ ky.quyen_han }}")
        + _when("ky.chuc_vu", line("office", "{{ ky.chuc_vu }}"))
        + sign
        + line("signer", "{{ nguoi_ky }}")
    )
    if template.signed_by_congress:
        right += _when("nguoi_xac_nhan", _confirmation(write))
    return write.grid(_SIGN_COLUMNS, [[receivers, right]], "Nơi nhận và chữ ký")


def _role(write: LayoutWriter, text: str, level: bool) -> str:
    """Who signs minutes: «NGƯỜI GHI BIÊN BẢN», or «T/M BAN KIỂM PHIẾU / TRƯỞNG BAN» on two lines (mục I.7).

    ``level``: an empty line stands for a missing office, so that both names come out at one height.
    """
    authority, _, office = text.partition(" / ")
    second = write.paragraph("office", inline(office), "1") if office else write.empty("office") if level else ""
    return write.paragraph("authority", inline(authority), "1") + second


def _confirmation(write: LayoutWriter, keep: str = "") -> str:
    """Who confirms the signature of a chair or a congress without its own seal (mục I.7 and I.8); ``keep`` as of a paragraph."""
    return (
        write.paragraph("confirm", inline("Xác nhận chữ ký của đồng chí {{ nguoi_ky }}"), keep)
        + write.paragraph("authority", inline("{{ quyen_han_xac_nhan|default(bh.xac_nhan) }}"))
        + write.paragraph("office", inline("{{ chuc_vu_xac_nhan }}"))
        + write.empty("signature")
        + write.paragraph("signer", inline("{{ nguoi_xac_nhan }}"), keep)
    )


def annex_head(template: Template, kind: Kind, number: int, write: LayoutWriter) -> str:
    """Label (numbered from two annexes on), title, and the reference to the document that it belongs to."""
    label = f"PHỤ LỤC {number}" if len(template.annexes) > 1 else "PHỤ LỤC"
    parent = f"Kèm theo {kind.name} số {{{{ so }}}}-{kind.symbol}/{{{{ bh.ky_hieu }}}}" if template.numbered else f"Kèm theo {kind.name}"
    return (
        write.paragraph("annex", inline(label))
        + write.paragraph("annex-title", inline(template.annexes[number - 1].title))
        + write.paragraph("annex-ref", inline(f"({parent}, {{{{ ngay_ky.chu }}}} của {{{{ bh.ten }}}})"))
        + write.paragraph("dashes", inline("-----"))
    )


def ending(write: LayoutWriter) -> str:
    """Contact data under a line across the page, the ban on publishing, and the stamp of a copy (mục II, mục III)."""
    return (
        _when("lien_he", write.paragraph("contact", inline("{{ lien_he }}")))
        + _when("hinh_thuc_sao", _copy(write))
        + _when("khong_pho_bien", write.paragraph("no-press", inline("KHÔNG PHỔ BIẾN TRÊN PHƯƠNG TIỆN THÔNG TIN ĐẠI CHÚNG")))
    )


def _copy(write: LayoutWriter) -> str:
    """The red stamp «BẢN SAO VĂN BẢN», 80 × 50 mm, on the left; who copied on the right; a line across the page above both."""

    def line(style: str, text: str) -> str:
        return write.paragraph(style, inline(text))

    stamp = line("copy-title", "BẢN SAO VĂN BẢN") + "".join(
        line("copy-item", text)
        for text in (
            "Cơ quan sao: {{ bh.ten }}",
            "Số {{ so_ban_sao }}-BS/{{ bh.ky_hieu }}",
            "Hình thức sao: {{ hinh_thuc_sao|lower }}",
            "{{ don_vi.dia_danh }}, {{ ngay_sao.chu }}",
            "Nơi nhận bản sao: {{ noi_nhan_sao }}",
        )
    )
    signer = (
        line("authority", "{{ quyen_han_sao }}")
        + _when("chuc_vu_sao", line("office", "{{ chuc_vu_sao }}"))
        + write.empty("signature")
        + line("signer", "{{ nguoi_sao }}")
    )
    return write.empty("copy-rule") + write.grid(_SIGN_COLUMNS, [[stamp, signer]], "Dấu bản sao và người ký sao", boxed=50)


def text(source: str, write: LayoutWriter, lists: Collection[str], *, keep_last: bool) -> str:
    """The running text of a template."""
    return convert(source, write, lists, keep_last=keep_last)
