"""Plants a defect of the catalogue in a good document: for exercises, and to test the checker with itself as the judge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from xml.etree import ElementTree

from macros.documents.check.anatomy import body_text, is_minutes
from macros.documents.check.page import FLOW, Line
from macros.documents.check.properties import W
from macros.documents.plant.edits import Site, ensure, look, remove, rewrite, section, set_look, shape, sub
from macros.model.authority import Authority
from macros.model.base import look_up
from macros.vietnamese import new_tone


def _bases(site: Site) -> list[Line]:
    return [
        p
        for p in site.anatomy.body
        if re.match(r"^[-–]?\s*Căn cứ\b", p.text)
        and p.text.endswith((";", "."))
        and len(p.text) < 400
        and (p.text.startswith("-") or p.text.endswith(";"))
    ]


def _annex(site: Site) -> list[Line]:
    return site.anatomy.annexes[0] if site.anatomy.annexes else []


def _swap_minutes(site: Site) -> bool:
    blocks = [s.authority for s in site.anatomy.signatures if s.authority]
    if not is_minutes(site.anatomy) or len(blocks) < 2:
        return False
    one, other = blocks[0].raw, blocks[1].raw
    return rewrite(blocks[0], lambda _: other) and rewrite(blocks[1], lambda _: one)


def _first_page_number(site: Site) -> bool:
    done = False
    for page in site.root.iter(f"{W}sectPr"):
        for title in page.findall(f"{W}titlePg"):
            page.remove(title)
            done = True
    return done


def _number_size(site: Site) -> bool:
    done = False
    for name in site.package.names_of("header"):
        root = site.package.part(name)
        runs = list(root.iter(f"{W}r")) if root is not None else []
        if root is None or not any(e.tag in (f"{W}fldChar", f"{W}instrText", f"{W}fldSimple") for e in root.iter()):
            continue
        for run in runs:
            set_look(run, "sz", val="22")
        site.change(name, root)
        done = True
    return done


def _tracked(site: Site) -> bool:
    for p in site.anatomy.body:
        for index, child in enumerate(list(p.element)):
            if child.tag == f"{W}r" and child.find(f"{W}t") is not None:
                wrapper = ElementTree.Element(f"{W}ins", {f"{W}id": "9001", f"{W}author": "Người sửa", f"{W}date": "2026-01-01T00:00:00Z"})
                p.element.remove(child)
                wrapper.append(child)
                p.element.insert(index, wrapper)
                return True
    return False


def _national(site: Site) -> bool:
    return rewrite(site.anatomy.title, lambda _: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")


def _no_rule(site: Site) -> bool:
    title = site.anatomy.title
    done = False
    for p in site.anatomy.page.lines[title.at : title.at + 3] if title is not None else ():
        props = p.element.find(f"{W}pPr")
        if p.shape.border_top or p.shape.border_bottom:
            props = ensure(p.element, "pPr")
            for old in props.findall(f"{W}pBdr"):
                props.remove(old)
            border = ElementTree.Element(f"{W}pBdr")
            for side in ("top", "bottom"):
                border.append(ElementTree.Element(W + side, {f"{W}val": "nil"}))
            shape([p], "spacing", before="0")
            props.insert(next(i for i, e in enumerate(props) if e.tag == f"{W}spacing"), border)
            done = True
    return done


def _departing(site: Site) -> bool:
    """Move one paragraph away from neighbours that stand like each other."""
    texts = body_text(site.anatomy)
    for one, p, other in zip(texts, texts[1:], texts[2:], strict=False):
        alike = one.shape == p.shape == other.shape and other.at == one.at + 2
        if alike and len(texts) > 3 and [q.shape for q in texts].count(p.shape) > len(texts) // 2:
            return shape([p], "spacing", before=str(p.shape.before + 240))
    return False


def _blank_lines(site: Site) -> bool:
    texts = body_text(site.anatomy)
    if len(texts) < 2:
        return False
    parent = site.parent(texts[1].element)
    at = list(parent).index(texts[1].element)
    for _ in range(3):
        parent.insert(at, ElementTree.Element(f"{W}p"))
    return True


def _last_line(site: Site) -> Line | None:
    texts = [p for p in site.anatomy.body if p.block == FLOW and p.text.endswith(".")]
    return texts[-1] if texts else None


def _item(site: Site, index: int) -> Line | None:
    items = site.anatomy.receivers
    return items[index] if len(items) > 1 else None


def _signing(site: Site) -> Line | None:
    return next((s.authority for s in site.anatomy.signatures if s.authority and s.authority.text.startswith("T/M")), None)


def _offices(site: Site) -> list[Line]:
    return [o for s in site.anatomy.signatures for o in s.offices]


def _of_a_chi_bo(site: Site) -> bool:
    line = _signing(site)
    return line is not None and line.text == "T/M CHI BỘ" and bool(_offices(site))


def _names(site: Site) -> list[Line]:
    return [s.name for s in site.anatomy.signatures if s.name]


def _kind_change(site: Site) -> bool:
    """Let a body issue what it may not: a chi bộ a quy định, a ban thường vụ a quy chế, a đảng ủy a hướng dẫn."""
    line = _signing(site)
    target = {"T/M CHI BỘ": ("QUY ĐỊNH", "QĐ"), "T/M BAN THƯỜNG VỤ": ("QUY CHẾ", "QC"), "T/M ĐẢNG ỦY": ("HƯỚNG DẪN", "HD")}.get(
        line.text if line else ""
    )
    if target is None or site.anatomy.kind_line is None:
        return False
    rewrite(site.anatomy.number, sub(r"-[A-ZĐa-z]+/", f"-{target[1]}/"))
    return rewrite(site.anatomy.kind_line, lambda _: target[0])


def _head(site: Site) -> list[Line]:
    return [*site.anatomy.superior, *site.anatomy.issuer]


_PLANTERS: dict[str, Callable[[Site], bool]] = {
    "kho-giay": lambda s: section(s, "pgSz", w="12240", h="15840"),
    "le-trang": lambda s: section(s, "pgMar", left="1418", right="1134"),
    "phong-chu": lambda s: look(s.anatomy.body, font="Arial"),
    "phong-cu": lambda s: look(s.anatomy.body[:2], font=".VnTime"),
    "ma-to-hop": lambda s: sum(rewrite(p, lambda t: unicodedata.normalize("NFD", t)) for p in s.anatomy.body[:3]) > 0,
    "mau-chu": lambda s: look(body_text(s.anatomy)[:1], color="FF0000"),
    "so-trang": _first_page_number,
    "so-trang-co": _number_size,
    "quoc-hieu": _national,
    "thieu-tieu-de": lambda s: rewrite(s.anatomy.title, lambda _: "Đảng Cộng sản Việt Nam"),
    "tieu-de-dinh-dang": lambda s: look([s.anatomy.title], size=13),
    "duong-ke-tieu-de": _no_rule,
    "dau-sao": lambda s: remove(s, s.anatomy.star),
    "dong-tren-dang-uy": lambda s: bool(s.anatomy.superior) and rewrite(s.anatomy.superior[0], sub(r"^\s*ĐẢNG BỘ", "ĐẢNG ỦY")),
    "dau-de-ban-thuong-vu": lambda s: bool(s.anatomy.issuer) and rewrite(s.anatomy.issuer[0], sub(r"^\s*ĐẢNG ỦY", "BAN THƯỜNG VỤ ĐẢNG ỦY")),
    "co-quan-dinh-dang": lambda s: look(_head(s), size=13),
    "thieu-so": lambda s: remove(s, s.anatomy.number),
    "so-hai-cham": lambda s: rewrite(s.anatomy.number, sub(r"^(\s*Số)\s*", r"\1: ")),
    "so-gach": lambda s: rewrite(s.anatomy.number, sub(r"-([A-ZĐa-z]+)/", r"/\1-")),
    "so-khong-dem": lambda s: rewrite(s.anatomy.number, sub(r"\d+", "5")),
    "ky-hieu-quy-dinh": lambda s: rewrite(s.anatomy.number, sub(r"-[A-ZĐa-z]+/", "-QyĐ/")),
    "ky-hieu-loai": lambda s: s.anatomy.kind is not None and rewrite(s.anatomy.number, sub(r"-[A-ZĐa-z]+/", "-KL/")),
    "ky-hieu-co-quan": lambda s: rewrite(s.anatomy.number, sub(r"/[A-ZĐ-]+", "/BTV")),
    "so-dinh-dang": lambda s: look([s.anatomy.number], size=13, bold=True),
    "thieu-ngay": lambda s: remove(s, s.anatomy.place_date),
    "ngay-thang": lambda s: rewrite(
        s.anatomy.place_date, lambda t: re.sub(r"(tháng\s+)(\d+)", lambda m: f"{m[1]}0{m[2]}" if len(m[2]) == 1 else f"{m[1]}03", t)
    ),
    "ngay-dinh-dang": lambda s: look([s.anatomy.place_date], italic=False),
    "ten-loai-dinh-dang": lambda s: look([s.anatomy.kind_line], size=14, bold=False),
    "trich-yeu-dinh-dang": lambda s: look(s.anatomy.subject, bold=False, italic=True),
    "nam-gach-noi": lambda s: rewrite(s.anatomy.dashes, lambda _: "________"),
    "v-v": lambda s: bool(s.anatomy.letter_subject) and rewrite(s.anatomy.letter_subject[0], sub("^về việc", "V/v")),
    "trich-yeu-cv-mo-dau": lambda s: bool(s.anatomy.letter_subject) and rewrite(s.anatomy.letter_subject[0], sub(r"^về việc\s*", "")),
    "trich-yeu-cv-dinh-dang": lambda s: look(s.anatomy.letter_subject, size=13, italic=False),
    "kinh-gui-to-trinh": lambda s: rewrite(s.anatomy.address, sub("Kính trình", "Kính gửi")),
    "kinh-gui-thua": lambda s: _add_address(s),
    "kinh-gui-dinh-dang": lambda s: look([s.anatomy.address], italic=False),
    "co-chu-noi-dung": lambda s: look(body_text(s.anatomy), size=13),
    "gian-dong": lambda s: shape(body_text(s.anatomy), "spacing", line="288", lineRule="auto"),
    "cach-doan": lambda s: len(body_text(s.anatomy)) > 1 and shape(s.anatomy.body, "spacing", before="0", after="0"),
    "thut-dau-dong": lambda s: shape(body_text(s.anatomy), "ind", firstLine="0", left="0"),
    "doan-lac": _departing,
    "canh-deu": lambda s: shape(body_text(s.anatomy), "jc", val="left"),
    "dong-trong": _blank_lines,
    "can-cu-gach": lambda s: sum(rewrite(p, sub(r"^\s*-\s*", "")) for p in _bases(s)) > 0,
    "can-cu-nghieng": lambda s: look(_bases(s), italic=True),
    "can-cu-dau": lambda s: bool(_bases(s)) and rewrite(_bases(s)[0], sub(r"[;.]\s*$", ",")),
    "cheo-cham": lambda s: rewrite(_last_line(s), sub(r"\.\s*$", "./.")),
    "vien-dan-thieu": lambda s: rewrite(_last_line(s), lambda t: t + " Thực hiện theo Quy định số 399-QĐ/TW và các văn bản liên quan."),
    "can-cu-het-hieu-luc": lambda s: rewrite(
        _last_line(s), lambda t: t + " Thể thức theo Hướng dẫn số 36-HD/VPTW, ngày 03/4/2018 của Văn phòng Trung ương Đảng."
    ),
    "quyen-han-cham": lambda s: rewrite(_signing(s), sub("^T/M", "TM.")),
    "kt-tap-the": lambda s: bool(_offices(s)) and rewrite(_signing(s), lambda _: "K/T BÍ THƯ"),
    "quyen-han-dinh-dang": lambda s: look([_signing(s)], bold=False),
    "chuc-vu-dam": lambda s: look(_offices(s), bold=True),
    "chuc-vu-dinh-dang": lambda s: look(_offices(s), size=13),
    "chuc-vu-kem-ten": lambda s: bool(_offices(s)) and rewrite(_offices(s)[0], lambda t: t.strip() + " ĐẢNG ỦY"),
    "chuc-vu-chi-bo": lambda s: _of_a_chi_bo(s) and rewrite(_offices(s)[0], lambda _: "CHI ỦY VIÊN"),
    "hoc-ham": lambda s: bool(_names(s)) and rewrite(_names(s)[0], lambda t: f"TS. {t.strip()}"),
    "ho-ten-dinh-dang": lambda s: look(_names(s), bold=False),
    "bien-ban-chu-ky": _swap_minutes,
    "thieu-noi-nhan": lambda s: sum(remove(s, p) for p in (s.anatomy.receivers_label, *s.anatomy.receivers)) > 0,
    "noi-nhan-dinh-dang": lambda s: look([s.anatomy.receivers_label], bold=True, italic=True, underline=False, size=12),
    "noi-nhan-co": lambda s: look(s.anatomy.receivers, size=11),
    "noi-nhan-dau": lambda s: rewrite(_item(s, 0), sub(r"[;,]\s*$", ",")),
    "luu-vt": lambda s: rewrite(_item(s, -1), sub(r"Lưu\s+.*$", "Lưu: VT.")),
    "thieu-luu": lambda s: remove(s, _item(s, -1)),
    "tham-quyen": _kind_change,
    "phu-luc-la-ma": lambda s: bool(_annex(s)) and rewrite(_annex(s)[0], lambda _: "PHỤ LỤC I"),
    "phu-luc-dan": lambda s: sum(remove(s, p) for p in _annex(s)[1:5] if "èm theo" in p.text) > 0,
    "uy-lan-lon": lambda s: bool(_issuing(s)) and rewrite(_last_line(s), lambda t: t + new_tone(" Đảng ủy giao các chi bộ thực hiện.")),
    "con-goi-y": lambda s: rewrite(_last_line(s), lambda t: t + " Gửi trước ngày ……"),
    "theo-doi-sua": _tracked,
    "macro": lambda s: s.parts.update({"word/vbaProject.bin": b"\x00"}) is None,
}


def _issuing(site: Site) -> bool:
    return any("ủy" in p.text or "ỦY" in p.text for p in site.anatomy.page.lines)


def _add_address(site: Site) -> bool:
    """Put «Kính gửi:» under the subject of a kind of document that has none."""
    after = site.anatomy.dashes
    if (
        after is None
        or site.anatomy.address is not None
        or (site.anatomy.kind is not None and site.anatomy.kind.addressed)
    ):
        return False
    parent = site.parent(after.element)
    p = ElementTree.Element(f"{W}p")
    run = ElementTree.SubElement(p, f"{W}r")
    set_look(run, "i", val="1")
    set_look(run, "sz", val="28")
    ElementTree.SubElement(run, f"{W}t").text = "Kính gửi: Đảng ủy cấp trên"
    parent.insert(list(parent).index(after.element) + 1, p)
    return True


PLANTABLE = tuple(_PLANTERS)


def planted(site: Site, defect: str) -> bool:
    """Put ``defect`` into ``site``; False when it has no place there. UnknownName for an unknown defect."""
    return bool(look_up(_PLANTERS, defect, "lỗi")(site))


def plant(content: bytes, defect: str, authority: Authority) -> bytes | None:
    """``content`` with ``defect`` in it, or None when it has no place for it. UnknownName for an unknown defect."""
    site = Site(content, authority)
    return site.close() if planted(site, defect) else None
