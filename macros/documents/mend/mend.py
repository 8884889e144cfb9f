"""A .docx → its corrected parts: paper, margins, font, sizes, weight and slope of the elements of form, spacing, signs that nobody sees,
and the marks that have one right form. No word is changed, and nothing that the checker does not name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from macros.documents.check.anatomy import body_text, place_of
from macros.documents.check.check import begin, judge
from macros.documents.check.findings import Examination
from macros.documents.check.inspect import has_page_field
from macros.documents.check.package import Package
from macros.documents.check.page import Line, measure
from macros.documents.check.properties import W
from macros.documents.check.rules_head import looks, prints_black
from macros.documents.mend.edits import clean_texts, put_words, set_look, set_page, set_shape
from macros.documents.mend.page_number import add_page_number, hide_on_the_first_page, without_numbers
from macros.documents.mend.taken_number import stands_alone
from macros.files.xml import Element
from macros.files.xml_text import written
from macros.model.documents import Documents
from macros.model.rulesets import Component

_MM = 1440 / 25.4
_BASIS = re.compile(r"^(?:[-–+•]\s*)?Căn cứ\b")


@dataclass
class Change:
    """One thing that was mended: what, where, what stood there, what stands there now."""

    what: str
    place: str
    before: str
    after: str

    def as_json(self) -> dict[str, str]:
        return {"what": self.what, "place": self.place, "before": self.before, "after": self.after}


@dataclass
class Mended:
    """The changed parts of the package by name, and what was changed in them."""

    parts: dict[str, str] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)


def mend(content: bytes, *, documents: Documents, today: date, kind: str | None = None, ruleset: str | None = None) -> Mended:
    """What to put in the place of which part. Raises :class:`macros.documents.check.package.Refused` for what is not checked."""
    examination, other = begin(content, documents=documents, today=today, kind=kind, ruleset=ruleset)
    mended = Mended()
    if other is not None:
        return mended
    judge(examination)
    package = Package(content)
    work = _Work(examination, mended, {finding.id for finding in examination.findings})
    _words(work)
    _marks(work)
    _pages(work)
    _letters(work)
    _elements(work)
    _running_text(work)
    _page_number(work, package)
    if mended.changes:
        mended.parts[package.main] = written(work.root, package.text(package.main) or "")
    return mended


class _Work:
    """What is being mended: the examination, the defects that it named, and the elements in which runs of several lines stand."""

    def __init__(self, examination: Examination, mended: Mended, named: set[str]) -> None:
        self.examination = examination
        self.mended = mended
        self.named = named
        self.anatomy = examination.anatomy
        self.rules = examination.rules
        self.document = examination.anatomy.page.document
        self.root = self.document.root
        # A run that holds several lines has one look for them all: it is left as it is.
        self.lines_of: dict[int, int] = {}
        for line in self.anatomy.page.lines:
            for run in line.runs:
                self.lines_of[id(run.element)] = self.lines_of.get(id(run.element), 0) + 1

    def tell(self, defect: str, place: str, before: str, after: str) -> None:
        self.mended.changes.append(Change(self.examination.defects[defect].name, place, before, after))

    def sections(self) -> list[Element]:
        """What tells the pages, one element for each section of the document."""
        replaced = {id(old) for change in self.root.iter(f"{W}sectPrChange") for old in change.iter(f"{W}sectPr")}
        return [element for element in self.root.iter(f"{W}sectPr") if id(element) not in replaced]

    def own_runs(self, line: Line) -> list[Element]:
        """The runs that hold nothing but this line."""
        return [run.element for run in line.runs if self.lines_of[id(run.element)] == 1]


def _words(work: _Work) -> None:
    count = clean_texts(work.root)
    if count:
        work.tell("ma-to-hop", "cả văn bản", f"{count} chỗ có dấu gõ rời hoặc ký tự không thấy", "chữ dựng sẵn, bỏ ký tự không thấy")


def _replace(work: _Work, defect: str, line: Line | None, changes: Sequence[tuple[re.Pattern[str], str]]) -> None:
    """Put what each pattern finds in the words of ``line`` right, one after another."""
    if line is None:
        return
    runs = work.own_runs(line)
    texts = [text for run in runs for text in run.findall(f"{W}t")]
    before = "".join(text.text or "" for text in texts)
    for pattern, words in changes:
        whole = "".join(text.text or "" for text in texts)
        found = list(pattern.finditer(whole))
        for match in reversed(found):
            put_words(texts, match.start(), match.end(), words)
    after = "".join(text.text or "" for text in texts)
    if after != before:
        work.tell(defect, place_of(line), before.strip(), after.strip())


_COLON = re.compile(r"(?<=^[Ss]ố)\s*[:.]\s*")
_LOWER = re.compile(r"^số(?=\s)")
_DASH = re.compile(r"\s*[–—−]\s*|\s+-\s*|(?<=[A-ZĐđa-z0-9])-\s+")
_SLASH = re.compile(r"\s+/\s*|/\s+")
_TM = re.compile(r"^TM[./]?\s*")
_KT = re.compile(r"^KT[./]?\s*")
_TL = re.compile(r"^TL[./]?\s*")
_VV = re.compile(r"^[Vv]\s*/\s*[Vv][.:]?\s*")
_END = re.compile(r"\./\.?\s*$")


def _marks(work: _Work) -> None:
    anatomy = work.anatomy
    if "so-hai-cham" in work.named:
        _replace(work, "so-hai-cham", anatomy.number, [(_COLON, " ")])
    if "so-gach" in work.named:
        _replace(work, "so-gach", anatomy.number, [(_DASH, "-"), (_SLASH, "/")])
    if "so-dinh-dang" in work.named:
        _replace(work, "so-dinh-dang", anatomy.number, [(_LOWER, "Số")])
    if "v-v" in work.named and anatomy.letter_subject:
        _replace(work, "v-v", anatomy.letter_subject[0], [(_VV, "về việc ")])
    if "quyen-han-cham" in work.named:
        for signature in anatomy.signatures:
            _replace(work, "quyen-han-cham", signature.authority, [(_TM, "T/M "), (_KT, "K/T "), (_TL, "T/L ")])
    if "cheo-cham" in work.named:
        for line in anatomy.body:
            _replace(work, "cheo-cham", line, [(_END, ".")])


def _pages(work: _Work) -> None:
    page = work.rules.page
    elements = work.sections()
    for number, section in enumerate(work.document.sections):
        element, place = elements[number], f"phần trang {number + 1}"
        lying = section.landscape or section.width > section.height
        width, height = (page.height, page.width) if lying else (page.width, page.height)
        if "kho-giay" in work.named and abs(section.width - width) + abs(section.height - height) > 1:
            set_page(element, "pgSz", {"w": f"{round(width * _MM)}", "h": f"{round(height * _MM)}"})
            before, after = (f"{measure(x)} × {measure(y)} mm" for x, y in ((section.width, section.height), (width, height)))
            work.tell("kho-giay", place, before, after)
        if lying:
            continue  # pages that lie adapt their margins
        wanted = {"top": page.top, "bottom": page.bottom, "left": page.left, "right": page.right}
        actual = (section.top, section.bottom, section.left + section.gutter, section.right)
        if "le-trang" in work.named and any(abs(a - b) > 1 for a, b in zip(actual, wanted.values(), strict=True)):
            set_page(element, "pgMar", {side: f"{round(size * _MM)}" for side, size in wanted.items()} | {"gutter": "0"})
            words = f"trên {section.top:.0f}, dưới {section.bottom:.0f}, trái {actual[2]:.0f}, phải {section.right:.0f} mm"
            top, bottom, left, right = (measure(side) for side in (page.top, page.bottom, page.left, page.right))
            work.tell("le-trang", place, words, f"trên {top}, dưới {bottom}, trái {left}, phải {right} mm")


def _letters(work: _Work) -> None:
    """Font and colour, wherever they differ."""
    font = work.rules.font
    fonts: set[str] = set()
    coloured = 0
    stamps = [p.cell for p in work.document.paragraphs if p.cell and p.text == "BẢN SAO VĂN BẢN"]
    for paragraph in work.document.paragraphs:
        for run in paragraph.runs:
            if "phong-chu" in work.named and "phong-cu" not in work.named and run.look.font.lower() != font.lower():
                set_look(run.element, "rFonts", {"ascii": font, "hAnsi": font, "cs": font, "eastAsia": font})
                fonts.add(run.look.font)
            if "mau-chu" in work.named and not prints_black(run.look.color) and paragraph.cell not in stamps:
                set_look(run.element, "color", {"val": "auto"})
                coloured += 1
    if fonts:
        work.tell("phong-chu", "cả văn bản", ", ".join(sorted(fonts)), font)
    if coloured:
        work.tell("mau-chu", "cả văn bản", f"{coloured} chỗ chữ có màu", "chữ đen")


def _write_as(work: _Work, defect: str, lines: Sequence[Line], part: Component) -> None:
    """Write each of ``lines`` that differs as its element of form wants it."""
    if defect not in work.named:
        return
    for line in lines:
        wrong = looks(line, part)
        if not wrong:
            continue
        told = []
        for run in work.own_runs(line):
            if part.size and not _within(run, line, part):
                size = part.size[0]
                set_look(run, "sz", {"val": f"{round(size * 2)}"})
                set_look(run, "szCs", {"val": f"{round(size * 2)}"})
            for tag, wanted in (("b", part.bold), ("i", part.italic)):
                if wanted is not None:
                    set_look(run, tag, {"val": "1" if wanted else "0"})
            if part.underline is not None:
                set_look(run, "u", {"val": "single" if part.underline else "none"})
            told.append(run)
        if told:
            work.tell(defect, place_of(line), "; ".join(wrong), _told(part))


def _within(run: Element, line: Line, part: Component) -> bool:
    size = next((each.look.size for each in line.runs if id(each.element) == id(run)), 0)
    return part.size is not None and part.size[0] <= size <= part.size[1]


def _told(part: Component) -> str:
    words = []
    if part.size:
        low, high = (measure(size) for size in part.size)
        words.append(f"cỡ {low}" if low == high else f"cỡ {low}–{high}")
    for wanted, yes, no in ((part.bold, "đậm", "không đậm"), (part.italic, "nghiêng", "đứng"), (part.underline, "gạch chân", "")):
        if wanted is not None and (wanted or no):
            words.append(yes if wanted else no)
    return ", ".join(words)


def _elements(work: _Work) -> None:
    anatomy, rules = work.anatomy, work.rules
    titles = [line for line in (anatomy.title,) if line is not None]
    numbers = [line for line in (anatomy.number,) if line is not None]
    dates = [line for line in (anatomy.place_date,) if line is not None]
    kinds = [line for line in (anatomy.kind_line,) if line is not None]
    labels = [line for line in (anatomy.receivers_label,) if line is not None]
    authorities = [s.authority for s in anatomy.signatures if s.authority is not None]
    offices = [line for s in anatomy.signatures for line in s.offices]
    names = [s.name for s in anatomy.signatures if s.name is not None]
    _write_as(work, "tieu-de-dinh-dang", titles, rules.component("tieu-de-dang"))
    _write_as(work, "co-quan-dinh-dang", anatomy.superior, rules.component("co-quan-cap-tren"))
    _write_as(work, "co-quan-dinh-dang", anatomy.issuer, rules.component("co-quan-ban-hanh"))
    _write_as(work, "so-dinh-dang", numbers, rules.component("so-ky-hieu"))
    _write_as(work, "ngay-dinh-dang", dates, rules.component("dia-danh-ngay"))
    _write_as(work, "ten-loai-dinh-dang", kinds, rules.component("ten-loai"))
    _write_as(work, "trich-yeu-dinh-dang", anatomy.subject, rules.component("trich-yeu"))
    _write_as(work, "trich-yeu-cv-dinh-dang", anatomy.letter_subject, rules.component("trich-yeu-cong-van"))
    _write_as(work, "noi-nhan-dinh-dang", labels, rules.component("noi-nhan"))
    _write_as(work, "noi-nhan-co", anatomy.receivers, rules.component("noi-nhan-muc"))
    _write_as(work, "quyen-han-dinh-dang", authorities, rules.component("quyen-han-ky"))
    _write_as(work, "chuc-vu-dam", offices, rules.component("chuc-vu-ky"))
    _write_as(work, "chuc-vu-dinh-dang", offices, rules.component("chuc-vu-ky"))
    _write_as(work, "ho-ten-dinh-dang", names, rules.component("ho-ten-ky"))
    _address(work)
    if "can-cu-nghieng" in work.named:
        for line in anatomy.body:
            if _BASIS.match(line.text):
                for run in work.own_runs(line):
                    set_look(run, "i", {"val": "0"})
        work.tell("can-cu-nghieng", "các căn cứ", "nghiêng", "đứng")


def _address(work: _Work) -> None:
    """The label before the addressees; runs that hold more than it are left as they are."""
    line = work.anatomy.address
    if "kinh-gui-dinh-dang" not in work.named or line is None:
        return
    label = line.raw.partition(":")[0]
    part = work.rules.component("kinh-gui")
    seen, mended = 0, False
    for run in line.runs:
        seen += len(run.raw)
        if seen <= len(label) + 2 and run.raw.strip() and work.lines_of[id(run.element)] == 1:
            set_look(run.element, "i", {"val": "1"})
            set_look(run.element, "b", {"val": "0"})
            if part.size:
                set_look(run.element, "sz", {"val": f"{round(part.size[0] * 2)}"})
            mended = True
    if mended:
        work.tell("kinh-gui-dinh-dang", place_of(line), label, f"{label} ({_told(part)})")


def _running_text(work: _Work) -> None:
    body = work.rules.body
    texts = body_text(work.anatomy)
    low, high = body.size
    counted = {"co-chu-noi-dung": 0, "gian-dong": 0, "cach-doan": 0, "canh-deu": 0, "thut-dau-dong": 0}
    for line in texts:
        if "co-chu-noi-dung" in work.named:
            for run in line.runs:
                if not low <= run.look.size <= high:
                    set_look(run.element, "sz", {"val": f"{round(low * 2)}"})
                    set_look(run.element, "szCs", {"val": f"{round(low * 2)}"})
                    counted["co-chu-noi-dung"] += 1
        shape = line.shape
        exact = shape.line_rule == "exact" and body.line[0] - 0.1 <= shape.line / 20 <= body.line[1] + 0.1
        if "gian-dong" in work.named and not exact:
            set_shape(line.element, "spacing", {"line": f"{round(body.line[0] * 20)}", "lineRule": "exact"})
            counted["gian-dong"] += 1
        if "cach-doan" in work.named and shape.after < body.gap * 20:
            set_shape(line.element, "spacing", {"after": f"{round(body.gap * 20)}"}, ("afterAutospacing", "afterLines"))
            counted["cach-doan"] += 1
        if "canh-deu" in work.named and shape.align != "both":
            set_shape(line.element, "jc", {"val": "both"})
            counted["canh-deu"] += 1
        if "thut-dau-dong" in work.named and not line.number and not line.raw.startswith("\t") and shape.first <= 0 and shape.left <= 0:
            set_shape(line.element, "ind", {"firstLine": f"{round(body.indent * _MM)}"}, ("hanging", "firstLineChars", "hangingChars"))
            counted["thut-dau-dong"] += 1
    right = {
        "co-chu-noi-dung": f"cỡ {measure(low)}", "gian-dong": f"Exactly {measure(body.line[0])} pt", "cach-doan": f"{measure(body.gap)} pt",
        "canh-deu": "đều hai lề", "thut-dau-dong": f"lùi {measure(body.indent)} mm",
    }  # fmt: skip
    for defect, count in counted.items():
        if count:
            work.tell(defect, "nội dung", f"{count} chỗ", right[defect])


def _page_number(work: _Work, package: Package) -> None:
    """A number in the middle of the header from page 2 on: put where there is none, moved from elsewhere, or mended in place."""
    if not work.document.sections or ("so-trang" not in work.named and "so-trang-co" not in work.named):
        return
    size = work.rules.page_number.size
    low = size[0] if size else 14
    right = f"số trang cỡ {measure(low)}, giữa đầu trang, từ trang 2"
    shown = [work.document.numbers_shown(section) for section in work.document.sections]
    if not any(shown):
        added = add_page_number(package, work.sections(), work.rules.font, low, {})
        work.mended.parts.update(added)
        if added:
            work.tell("so-trang", "đầu trang", "không đánh số trang", right)
        return
    below = any(name.startswith("footer") for names in shown for name in names)
    numbered = _numbered_headers(package)
    alone = not below and all(stands_alone(root) for root in numbered.values())
    bare = without_numbers(package, work.sections())
    if bare is not None and (not alone or "header-first" in shown[0]):
        openings = [at for at, names in enumerate(shown) if at and ("header-first" in names or "footer-first" in names)]
        moved = add_page_number(package, work.sections(), work.rules.font, low, bare[0], openings)
        work.mended.parts.update(moved)
        if moved:
            where = "số trang ở chân trang" if below else "số trang ở đầu trang, không đứng riêng ở giữa từ trang 2"
            words = [text for text in dict.fromkeys(bare[1]) if text and not text.isdecimal()]
            defect = "so-trang" if "so-trang" in work.named else "so-trang-co"
            work.tell(defect, "chân trang" if below else "đầu trang", where + "".join(f"; «{text}»" for text in words), right)
    elif bare is not None and alone:
        if "so-trang" in work.named:
            hide_on_the_first_page(package, work.sections(), bare[0])
            work.tell("so-trang", "đầu trang", "số trang hiện ở trang đầu", "trang đầu không đánh số")
        if "so-trang-co" in work.named:
            _write_numbers(work, package, numbered, low)


def _numbered_headers(package: Package) -> dict[str, Element]:
    """The headers that show a page number, by name."""
    found = {name: package.part(name) for name in package.names_of("header")}
    return {name: root for name, root in found.items() if root is not None and has_page_field(root)}


def _write_numbers(work: _Work, package: Package, headers: dict[str, Element], size: float) -> None:
    """Write the numbers that stand alone in ``headers`` in ``size`` points, in the middle."""
    for name, root in headers.items():
        for paragraph in root.iter(f"{W}p"):
            if has_page_field(paragraph):
                set_shape(paragraph, "jc", {"val": "center"})
                for run in paragraph.iter(f"{W}r"):
                    set_look(run, "sz", {"val": f"{round(size * 2)}"})
                    set_look(run, "szCs", {"val": f"{round(size * 2)}"})
        work.mended.parts[name] = written(root, package.text(name) or "")
        work.tell("so-trang-co", "đầu trang", "sai cỡ hoặc không ở giữa", f"cỡ {measure(size)}, giữa")
