"""Rules for the page and for everything above the text."""

from __future__ import annotations

import re

from macros.documents.check.anatomy import is_paper, place_of
from macros.documents.check.findings import Examination
from macros.documents.check.page import Line, measure, share, sizes
from macros.model.rulesets import Component
from macros.vietnamese import ICELANDIC, fold, old_table, old_tone

_SURELY_MORE = 950  # points of text, reckoned; a page holds some 730
_MARGIN = 1.0  # mm; a choice of this project
_OLD_FONT = re.compile(r"^(\.Vn|VNI|VnTime|TCVN|UVN )", re.IGNORECASE)
# A body's symbol may hold figures: there are several of its kind.
_SYMBOL = re.compile(
    r"^[Ss]ố\s*[:.]?\s*(?P<so>\d*)(?P<chu>[a-zđ]?)\s*[-/–—−]\s*(?P<loai>[A-Za-zĐđ]+)\s*[-/–—−]\s*(?P<cq>[A-Za-zĐđ\d]+(?:-[A-Za-zĐđ\d]+)*)\s*$"
)
_MARKS = re.compile(r"^(?:[\d…. ]*|\d+[a-zđ]|\[…\])-[A-Za-zĐđ]+/[A-ZĐa-zđ\d-]+$")
# The width of a font is no other font: Word for Mac writes the bold one by its own name.
_WEIGHT = re.compile(r"(?:\s+(?:bold|italic|regular|mt))+$", re.IGNORECASE)
_BLACK = "26"  # in hexadecimal; what is so dark prints black: «Text 1» of Word's themes, made lighter by up to 15 %
_BAD_BODIES = {"BTV", "BTVĐU", "BCH", "ĐUK", "ĐUBP"}


def looks(line: Line, part: Component) -> list[str]:
    """In what ``line`` differs from its element of form, in words; empty when in nothing."""
    wrong = []
    if part.size:
        low, high = part.size
        bad = [size for size in sizes(line) if not low <= size <= high]
        if bad:
            wrong.append("cỡ " + ", ".join(measure(size) for size in bad))
    for test, wanted, yes, no in (
        ("bold", part.bold, "đậm", "không đậm"), ("italic", part.italic, "nghiêng", "đứng"),
        ("underline", part.underline, "gạch chân", "không gạch chân"),
    ):  # fmt: skip
        if wanted is None or not line.raw.strip():
            continue
        part_of_it = share(line, test)
        if wanted and part_of_it < 0.5:
            wrong.append(no)
        elif not wanted and part_of_it > 0.5:
            wrong.append(yes)
    return wrong


def form(examination: Examination, defect: str, lines: list[Line], component: str) -> None:
    """Compare lines with an element of form; one finding for the first that differs."""
    part = examination.rules.component(component)
    found = [(p, looks(p, part)) for p in lines]
    if not found:
        return
    bad = next(((p, wrong) for p, wrong in found if wrong), None)
    examination.test(defect, bad is None, place_of(bad[0]) if bad else "", "; ".join(bad[1]) if bad else "")


def examine(examination: Examination) -> None:
    """The page, then the head from the title to the subject."""
    _page(examination)
    _page_number(examination)
    _fonts(examination)
    _title(examination)
    _names(examination)
    _number(examination)
    _date(examination)
    _kind(examination)


def _page(examination: Examination) -> None:
    page = examination.rules.page
    document = examination.anatomy.page.document
    paper = is_paper(examination.anatomy)
    for number, section in enumerate(document.sections, start=1):
        place = f"phần trang {number}"
        sides = sorted((section.width, section.height))
        allowed = [(page.width, page.height)] + ([(148.0, 210.0)] if paper else [])
        good = any(abs(sides[0] - w) <= 1.5 and abs(sides[1] - h) <= 1.5 for w, h in allowed)
        examination.test("kho-giay", good, place, f"{measure(section.width)} × {measure(section.height)} mm")
        if section.landscape or section.width > section.height or paper:
            continue  # landscape pages adapt their margins; small papers have their own
        left, right = section.left + section.gutter, section.right
        wanted = [(page.top, page.bottom, page.left, page.right)]
        if document.mirrored:
            wanted.append((page.top, page.bottom, page.back_left, page.back_right))
        actual = (section.top, section.bottom, left, right)
        good = any(all(abs(a - b) <= _MARGIN for a, b in zip(actual, want, strict=True)) for want in wanted)
        words = f"trên {section.top:.0f}, dưới {section.bottom:.0f}, trái {left:.0f}, phải {right:.0f} mm"
        examination.test("le-trang", good, place, words)


def _page_number(examination: Examination) -> None:
    document = examination.anatomy.page.document
    sections = [s for s in document.sections if document.numbers_shown(s)]
    if not sections:
        # One page needs no number; a break or the length of the text tells that there are more.
        goes_on = document.page_breaks or examination.anatomy.page.height > _SURELY_MORE
        if goes_on and document.sections and not is_paper(examination.anatomy):
            examination.test("so-trang", False, "đầu trang", "có từ hai trang mà không đánh số trang")
        return
    # What the first page shows is for its own section to say, what the others show for those that number their pages.
    opening = document.sections[0]
    first = ("header-first" if opening.first_differs else "header-default") in document.numbers_shown(opening)
    in_footer = any(name.startswith("footer") for name in document.numbers_shown(sections[0]))
    found = "số trang ở chân trang" if in_footer else "số trang hiện ở trang đầu"
    examination.test("so-trang", not in_footer and not first, "đầu trang", found)
    for p in sections[0].headers.get("default", []):
        if any(child.tag.endswith(("fldChar", "fldSimple")) for child in p.element.iter()):
            sizes = {run.look.size for run in p.runs if run.raw.strip()} or {run.look.size for run in p.runs}
            low, high = examination.rules.page_number.size or (14, 14)
            align = p.shape.frame or p.shape.align
            good = all(low <= size <= high for size in sizes) and align == "center"
            examination.test("so-trang-co", good, "đầu trang", "cỡ " + ", ".join(measure(s) for s in sorted(sizes)) + f", canh {align}")


def _fonts(examination: Examination) -> None:
    anatomy = examination.anatomy
    counted: dict[str, int] = {}
    coloured = None
    # The stamp of a copy is red by rule (Phần II, mục III): its cell is no text of the document.
    lines = anatomy.page.lines
    stamps = {f"{p.block}.{p.column}" for p in lines if p.in_table and p.text == "BẢN SAO VĂN BẢN"}
    for p in lines:
        for run in p.runs:
            letters = len(run.raw.replace(" ", ""))
            if not letters:
                continue
            font = _WEIGHT.sub("", run.look.font[:80])
            counted[font] = counted.get(font, 0) + letters
            if not prints_black(run.look.color) and letters > 1 and coloured is None and f"{p.block}.{p.column}" not in stamps:
                coloured = p
    total = sum(counted.values())
    if not total:
        return
    old = [font for font in counted if _OLD_FONT.match(font)]
    coded = _old_codes(lines) if not old else None
    place, words = (place_of(coded[0]), f"«{coded[1]}»: bảng mã cũ") if coded else ("cả văn bản", ", ".join(old))
    examination.test("phong-cu", not old and coded is None, place, words)
    other = [
        font
        for font, count in counted.items()
        if font.lower() != examination.rules.font.lower() and font not in old and count > max(10, total // 200)
    ]
    examination.test("phong-chu", not other, "cả văn bản", ", ".join(sorted(other)))
    examination.test("mau-chu", coloured is None, place_of(coloured) if coloured else "", "chữ có màu")


def prints_black(color: str) -> bool:
    """Whether letters of this colour are black on paper."""
    if color in ("auto", "7f6000"):  # the second is the colour of prompts, which are told as such
        return True
    return re.fullmatch(r"[0-9a-f]{6}", color) is not None and max([color[:2], color[2:4], color[4:]]) <= _BLACK


def _old_codes(lines: list[Line]) -> tuple[Line, str] | None:
    """The first line written in an old table of codes, and a word of it. One odd sign may be a foreign name; three words are not."""
    for p in lines:
        if p.text.isascii():
            continue
        words = p.text.split()
        if alike := next((word for word in words if old_table(word) == ICELANDIC), ""):
            return p, alike[:30]
        odd = [word for word in words if old_table(word)]
        if len(odd) > 2:
            return p, odd[0][:30]
    return None


def _title(examination: Examination) -> None:
    anatomy, rules = examination.anatomy, examination.rules
    examination.test(
        "quoc-hieu",
        anatomy.national is None,
        place_of(anatomy.national) if anatomy.national else "",
        anatomy.national.text if anatomy.national else "",
    )
    if anatomy.title is None:
        examination.test("thieu-tieu-de", False, "góc phải trang đầu", "không thấy")
        return
    text = anatomy.title.text
    examination.test("thieu-tieu-de", text == rules.component("tieu-de-dang").text, place_of(anatomy.title), text)
    form(examination, "tieu-de-dinh-dang", [anatomy.title], "tieu-de-dang")
    underscores = any(re.match(r"^_{3,}$", p.text) for p in anatomy.page.lines[:14])
    examination.test("duong-ke-tieu-de", anatomy.title_rule and not underscores, place_of(anatomy.title),
                     "gõ dấu gạch dưới" if underscores else "không thấy đường kẻ")  # fmt: skip


def _names(examination: Examination) -> None:
    anatomy = examination.anatomy
    if is_paper(anatomy) and not anatomy.issuer:
        return
    if anatomy.issuer:
        place = place_of(anatomy.issuer[0])
        if anatomy.star_misplaced and anatomy.star is not None:
            mend = "Đưa dấu * lên dòng liền dưới tên cơ quan."
            examination.test("dau-sao", False, place_of(anatomy.star), "dấu * ở dưới số", mend=mend)
        else:
            examination.test("dau-sao", anatomy.star is not None, place, "không thấy dấu *")
        joined = old_tone(" ".join(p.text for p in (*anatomy.superior, *anatomy.issuer))).upper()
        examination.test("dau-de-ban-thuong-vu", "BAN THƯỜNG VỤ" not in joined, place, joined[:80])
        issuer = old_tone(anatomy.issuer[0].text).upper()
        if anatomy.superior and issuer.startswith(("ĐẢNG ỦY", "CHI BỘ")):
            above = old_tone(anatomy.superior[0].text).upper()
            examination.test("dong-tren-dang-uy", not above.startswith(("ĐẢNG ỦY", "CHI ỦY")), place_of(anatomy.superior[0]), above)
        wrong = [(p, looks(p, examination.rules.component("co-quan-cap-tren"))) for p in anatomy.superior]
        wrong += [(p, looks(p, examination.rules.component("co-quan-ban-hanh"))) for p in anatomy.issuer]
        bad = next(((p, w) for p, w in wrong if w), None)
        examination.test("co-quan-dinh-dang", bad is None, place_of(bad[0]) if bad else "", "; ".join(bad[1]) if bad else "")


def _number(examination: Examination) -> None:
    anatomy = examination.anatomy
    line = anatomy.number
    form_paper = is_paper(anatomy)
    if line is None:
        # A form is often not numbered; a named kind that the templates leave unnumbered is a form, too.
        ours = anatomy.page.document.properties.get("loai", "?") == ""  # made here from a template that takes no number
        if anatomy.kind is not None and not form_paper and anatomy.star is not None and not ours:
            examination.test("thieu-so", False, "dưới dấu sao", "không thấy")
        return
    text, place = line.text, place_of(line)
    examination.test("thieu-so", True, place, "")
    examination.test("so-hai-cham", not re.match(r"^[Ss]ố\s*[:.]", text), place, text)
    parts = _SYMBOL.match(text)
    rest = re.sub(r"^[Ss]ố\s*[:.]?\s*", "", text)
    hyphens = _MARKS.match(re.sub(r"\s*[–—−-]\s*", "-", re.sub(r"\s*/\s*", "/", rest))) is not None
    wanted_number = f"Số {parts['so']}-{parts['loai']}/{parts['cq']}" if parts and parts["so"] and not parts["chu"] else ""
    examination.test("so-gach", _MARKS.match(rest) is not None, place, text, wanted_number,
                     mend="Thay bằng dấu gạch nối (-), bỏ dấu cách quanh gạch." if hyphens else "")  # fmt: skip
    if parts and parts["so"]:
        examination.test("so-khong-dem", not re.fullmatch(r"[1-9]", parts["so"]), place, text)
    if parts:
        kind_symbol, body = parts["loai"], parts["cq"]
        allowed = examination.rules.wording.regulation_symbol
        old = kind_symbol in ("QyĐ", "QyD") or (kind_symbol == "QĐi" and allowed != "QĐi")
        examination.test("ky-hieu-quy-dinh", not old, place, text)
        if anatomy.kind is not None and not form_paper and not old:
            wanted = {anatomy.kind.symbol} | ({allowed} if anatomy.kind.regulation else set())
            examination.test("ky-hieu-loai", kind_symbol in wanted, place, text, f"-{anatomy.kind.symbol}/")
        bad = {name for name in _BAD_BODIES if not (name == "ĐUK" and examination.rules.id == "hd-36-2018")}
        examination.test("ky-hieu-co-quan", body not in bad, place, text)
    if text.startswith("số"):
        examination.test("so-dinh-dang", False, place, "chữ «số» viết thường", "Số", "Viết hoa chữ «Số».")
    elif parts and parts["chu"]:
        examination.test("so-dinh-dang", False, place, f"số «{parts['so']}{parts['chu']}» có chữ kèm", "chỉ có chữ số",
                         "Ghi số theo sổ đăng ký văn bản đi, không thêm chữ.")  # fmt: skip
    else:
        form(examination, "so-dinh-dang", [line], "so-ky-hieu")


def _date(examination: Examination) -> None:
    anatomy, patterns = examination.anatomy, examination.rules.patterns
    line = anatomy.place_date
    if line is None:
        at_end = anatomy.end_date
        if at_end is not None and not is_paper(anatomy):
            mend = "Đưa dòng địa danh, ngày tháng lên dưới tiêu đề."
            examination.test("thieu-ngay", False, place_of(at_end), "ngày ghi ở cuối văn bản", mend=mend)
        elif at_end is None and anatomy.title is not None:
            examination.test("thieu-ngay", False, "dưới tiêu đề", "không thấy")
        return
    place = place_of(line)
    examination.test("thieu-ngay", True, place, "")
    text = line.text.replace("[…]", "…")  # prompts of a blank
    dated = re.search(r"ngày \d+ tháng \d+ năm \d{4}", text)
    good = patterns.place_date.match(text) or (not dated and patterns.place_date_blank.match(text))
    never = good and dated and anatomy.day is None
    examination.test("ngay-thang", bool(good) and not never, place, line.text, mend=_date_mend(line.text, never=bool(never)))
    form(examination, "ngay-dinh-dang", [line], "dia-danh-ngay")


def _date_mend(text: str, *, never: bool) -> str:
    """How to mend a date line; empty where the catalogue's own advice serves."""
    if never:
        return "Không có ngày này trong lịch: xem lại ngày ký."
    if re.search(r"\d\s*[/.-]\s*\d", text):
        return "Viết đủ «ngày … tháng … năm …»."
    if "Ngày" in text:
        return "Viết thường chữ «ngày»."
    return "Thêm dấu phẩy sau địa danh." if "," not in text else ""


def _kind(examination: Examination) -> None:
    anatomy = examination.anatomy
    if anatomy.kind_line is not None:
        text = anatomy.kind_line.text
        wrong = looks(anatomy.kind_line, examination.rules.component("ten-loai"))
        wrong += [] if text.isupper() else ["không in hoa"]
        wrong += [] if anatomy.kind_line.shape.align == "center" else ["không ở giữa trang"]
        examination.test("ten-loai-dinh-dang", not wrong, place_of(anatomy.kind_line), "; ".join(wrong))
        if anatomy.subject:
            form(examination, "trich-yeu-dinh-dang", anatomy.subject, "trich-yeu")
        if anatomy.kind is not None and (anatomy.subject or anatomy.dashes):
            good = anatomy.dashes is not None and anatomy.dashes.text == "-----"
            examination.test("nam-gach-noi", good, place_of(anatomy.kind_line),
                             anatomy.dashes.text if anatomy.dashes else "không thấy")  # fmt: skip
    elif anatomy.kind is not None and anatomy.kind.letter and anatomy.letter_subject:
        first = anatomy.letter_subject[0]
        place = place_of(first)
        state = bool(re.match(r"^v\s*/\s*v", first.text, re.IGNORECASE))
        examination.test("v-v", not state, place, first.text)
        if not state and examination.rules.wording.letter_opening:
            examination.test("trich-yeu-cv-mo-dau", fold(first.text).startswith("ve viec"), place, first.text)
        form(examination, "trich-yeu-cv-dinh-dang", anatomy.letter_subject, "trich-yeu-cong-van")
