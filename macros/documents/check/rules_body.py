"""Rules for the running text, and for what was left unfinished."""

from __future__ import annotations

import re
from itertools import pairwise, takewhile

from macros.documents.check.anatomy import Anatomy, body_text, place_of
from macros.documents.check.document import composed
from macros.documents.check.findings import Examination
from macros.documents.check.page import FLOW, Line, measure, share, sizes

_PROMPT = re.compile(r"\{\{[^{}]{0,80}\}\}|\{%[^{}]{0,80}%\}|…{2,}|\.{6,}|\[[^\[\]]{2,80}\]")
# Blanks that show only within a line: dots, a rule of underscores, a field that was not merged, stars from a chat. Dots that
# close a list («v.v…», «họp, học, …») or stand for words left out of a quotation are none.
_BLANK = re.compile(r"(?<![v.…\w])(?:\.{3,5}|…)(?![.…)\]”\"»])|_{3,}|<[^<>=/]{2,40}>|«[^\W_]+(?:_[^\W_]+)+»|\*\*[^*]{2,80}\*\*")
_LIST_GOES_ON = re.compile(r"[,;(“\"«]\s*$")
_BASIS = re.compile(r"^(?:[-–+•]\s*)?Căn cứ\b")
_CITED = re.compile(r"số (\d+-[A-ZĐ][A-Za-zĐđ]{0,3}/[A-ZĐ]+)(.{0,14})")
_BY_NUMBER = re.compile(r"(?<![\w-])\d+-\w+/\w+")
_TWIPS_MM = 1440 / 25.4
_INDENT_OFF = 3  # mm
_SPACING_OFF = 30  # twips
_SHORT = 25  # signs of a sentence, at least
_ENOUGH = 4  # paragraphs, of which one may depart from the others
_ITEM = re.compile(r"^([-–+•*]|[0-9IVX]{1,4}[.)-]|[a-zđ]{1,2}[.)])")


def examine(examination: Examination) -> None:
    """Running text first, then bases, ends, citations, spelling, and unfinished work."""
    texts = body_text(examination.anatomy)
    if texts:
        _sizes(examination, texts)
        _shapes(examination, texts)
    _address(examination)
    _bases(examination)
    _ends(examination)
    _citations(examination)
    _spelling(examination)
    _unfinished(examination)


def _worst(examination: Examination, defect: str, texts: list[Line], bad: list[tuple[Line, str]]) -> None:
    """One finding for all paragraphs that share a fault, so that a report stays readable."""
    words = ""
    place = ""
    if bad:
        place = place_of(bad[0][0]) + (f" và {len(bad) - 1} đoạn khác" if len(bad) > 1 else "")
        words = bad[0][1]
    examination.test(defect, not bad, place, words)


def _sizes(examination: Examination, texts: list[Line]) -> None:
    low, high = examination.rules.body.size
    bad = [(p, "cỡ " + ", ".join(measure(s) for s in sizes(p))) for p in texts if any(not low <= s <= high for s in sizes(p))]
    _worst(examination, "co-chu-noi-dung", texts, bad)


def _shapes(examination: Examination, texts: list[Line]) -> None:
    body = examination.rules.body
    low, high = body.line
    bad = []
    for p in texts:
        points = p.shape.line / 20
        if p.shape.line_rule != "exact" or not low - 0.1 <= points <= high + 0.1:
            words = {"auto": f"Multiple {measure(round(p.shape.line / 240, 2))}", "atLeast": f"At least {measure(points)} pt"}.get(
                p.shape.line_rule, f"Exactly {measure(points)} pt"
            )
            bad.append((p, words))
    _worst(examination, "gian-dong", texts, bad)
    gaps = [
        (one, f"{measure(max(one.shape.after, other.shape.before) / 20)} pt") for one, other in pairwise(texts)
        if max(one.shape.after, other.shape.before) < body.gap * 20 - 1 and not _goes_on(one, other)
    ]  # fmt: skip
    _worst(examination, "cach-doan", texts, gaps)
    _indents(examination, _sentences(examination.anatomy))
    _departing(examination, texts)
    ragged = [(p, "canh " + p.shape.align) for p in texts if p.shape.align != "both"]
    _worst(examination, "canh-deu", texts, ragged)
    _empty_lines(examination)


def _sentences(found: Anatomy) -> list[Line]:
    """Running text, short sentences included: they begin where the others begin."""
    long = {line.at for line in body_text(found)}
    return [
        line for line in found.body
        if line.at in long or (line.block == FLOW and len(line.text) > _SHORT and line.text.endswith((".", ";"))
                               and line.shape.align not in ("center", "right") and share(line, "bold") < 0.9)
    ]  # fmt: skip


def _indents(examination: Examination, texts: list[Line]) -> None:
    """The first line of a paragraph: of all of them, or of one that departs from its neighbours; and blanks in place of an indent."""
    wanted = examination.rules.body.indent
    typed = [(p, "lùi bằng dấu cách") for p in texts if _leading_blanks(p) > 2 and not p.soft]
    off = [
        p for p in texts if not (p.number or p.soft or p.raw.startswith("\t")) and abs(_indent(p) - wanted) > _INDENT_OFF
    ]  # fmt: skip
    if len(off) <= len(texts) // 2:
        numbers = {p.at for p in off}
        off = [p for at, p in enumerate(texts) if p.at in numbers and _stands_out(texts, at, numbers)]
    told = {p.at for p, _ in typed}
    wrong = typed + [(p, f"{_indent(p):.0f} mm") for p in off if p.at not in told]
    _worst(examination, "thut-dau-dong", texts, wrong)


def _indent(line: Line) -> float:
    return (line.shape.first + max(line.shape.left, 0)) / _TWIPS_MM


def _leading_blanks(line: Line) -> int:
    return len(line.raw) - len(line.raw.lstrip(" \u00a0"))


def _stands_out(texts: list[Line], at: int, off: set[int]) -> bool:
    """Whether a line with an indent of its own stands among neighbours with the right one; an item of a list may be moved further in."""
    neighbours = [other for other in texts[max(at - 1, 0) : at + 2] if other.at != texts[at].at and abs(other.at - texts[at].at) < 3]
    alone = bool(neighbours) and all(other.at not in off for other in neighbours)
    none = _indent(texts[at]) < _INDENT_OFF
    if _ITEM.match(texts[at].text) is None:
        return alone or none
    return alone and none


def _departing(examination: Examination, texts: list[Line]) -> None:
    """One paragraph whose spacing departs from that of all its neighbours, although each alone would do."""
    if len(texts) < _ENOUGH:
        return
    spacings = [f"{p.shape.before} {p.shape.after} {p.shape.line} {p.shape.line_rule}" for p in texts]
    counted: dict[str, int] = {}
    for spacing in spacings:
        counted[spacing] = counted.get(spacing, 0) + 1
    usual = max(spacings, key=lambda spacing: counted[spacing])
    odd: list[tuple[Line, str]] = []
    for at in range(1, len(texts) - 1):
        one, p, other = texts[at - 1], texts[at], texts[at + 1]
        among = one.at == p.at - 1 and other.at == p.at + 1 and spacings[at - 1] == spacings[at + 1] == usual
        if not among or p.soft or other.soft:
            continue
        mine, theirs = p.shape, one.shape
        if mine.line_rule != theirs.line_rule:
            continue  # told as such
        if abs(mine.line - theirs.line) > _SPACING_OFF:
            odd.append((p, "giãn dòng khác các đoạn quanh nó"))
        elif max(abs(mine.before - theirs.before), abs(mine.after - theirs.after)) > _SPACING_OFF:
            seen = f"trước {measure(mine.before / 20)}, sau {measure(mine.after / 20)} pt"
            odd.append((p, f"{seen}; các đoạn quanh nó {measure(theirs.before / 20)} và {measure(theirs.after / 20)} pt"))
    _worst(examination, "doan-lac", texts, odd)


def _goes_on(one: Line, other: Line) -> bool:
    """Whether a soft break only wraps a sentence: such lines are no paragraphs of their own."""
    return other.soft and other.at == one.at + 1 and not one.text.endswith((".", ";", ":"))


def _empty_lines(examination: Examination) -> None:
    """Two and more empty paragraphs in a row between two lines of the text."""
    anatomy = examination.anatomy
    if not anatomy.body:
        return
    longest = 0
    for one, other in pairwise(anatomy.body):
        if other.at == one.at + 1 and other.position > one.position + 2:
            empty = anatomy.page.document.paragraphs[one.position : other.position - 1]
            longest = max(longest, sum(1 for p in empty if p.cell is None and p.box is None))
    examination.test("dong-trong", longest < 2, "nội dung", f"{longest} dòng trống liền nhau")


def _address(examination: Examination) -> None:
    anatomy = examination.anatomy
    kind = anatomy.kind
    line = anatomy.address
    if line is None:
        return
    place = place_of(line)
    label = line.text.split(":")[0]
    if kind and kind.request:
        wanted = examination.rules.wording.submission_label.rstrip(":")
        examination.test("kinh-gui-to-trinh", label.lower() == wanted.lower(), place, label, f"{wanted}:")
    elif kind and not kind.letter and not kind.paper:
        examination.test("kinh-gui-thua", False, place, label)
    part = examination.rules.component("kinh-gui")
    letters = "".join(run.raw for run in line.runs)
    end = letters.find(":")
    seen, wrong = 0, ""
    for run in line.runs:
        if run.raw.strip() and seen < max(end, 1):
            size_wrong = part.size is not None and not part.size[0] <= run.look.size <= part.size[1] + 1
            if not run.look.italic:
                wrong = "chữ đứng"
            elif run.look.bold:
                wrong = "đậm"
            elif size_wrong:
                wrong = f"cỡ {measure(run.look.size)}"
        seen += len(run.raw)
    examination.test("kinh-gui-dinh-dang", not wrong, place, wrong)


def _bases(examination: Examination) -> None:
    """The run of «Căn cứ …» paragraphs that opens a document."""
    anatomy = examination.anatomy
    bases = []
    for p in anatomy.body[:25]:
        if _BASIS.match(p.text) and len(p.text) < 400:
            bases.append(p)
        elif bases:
            break
    if not bases or (len(bases) == 1 and not bases[0].text.endswith((";", ",", ".")) and not bases[0].text.startswith("-")):
        return
    if (
        not any(p.text.endswith((";", ",")) for p in bases)
        and not bases[0].text.startswith("-")
        and len(bases) == 1
        and len(bases[0].text) > 200
    ):
        return  # one long sentence that only begins with the words
    wording = examination.rules.wording
    if wording.basis_opening:
        bare = [(p, p.text[:40]) for p in bases if not p.text.startswith("- ")]
        _worst(examination, "can-cu-gach", bases, bare)
    slanted = [(p, "nghiêng") for p in bases if share(p, "italic") > 0.5]
    _worst(examination, "can-cu-nghieng", bases, slanted)
    after = anatomy.body[next(i for i, p in enumerate(anatomy.body) if p.at == bases[-1].at) + 1 :]
    # «- Theo đề nghị …», «- Sau khi thống nhất …» continue the list and carry its last mark.
    more = list(takewhile(lambda p: p.text.startswith("- ") or re.match(r"^(Theo|Xét) đề nghị\b", p.text), after))
    if not bases[-1].text.endswith((";", ",")):
        more = []
    listed = [*bases, *more]
    last_mark = wording.basis_end
    wrong = [(p, f"…{p.text[-12:]}") for p in listed[:-1] if not p.text.endswith(";")]
    wrong += [(listed[-1], f"…{listed[-1].text[-12:]}")] if not listed[-1].text.endswith(last_mark) else []
    _worst(examination, "can-cu-dau", listed, wrong)


def _ends(examination: Examination) -> None:
    anatomy = examination.anatomy
    bad = [(p, f"…{p.text[-14:]}") for p in anatomy.body if re.search(r"\./\.?\s*$", p.text)]
    if anatomy.body:
        _worst(examination, "cheo-cham", anatomy.body, bad)


def _citations(examination: Examination) -> None:
    anatomy = examination.anatomy
    if not anatomy.body:
        return
    replaced = examination.rules.wording.replaced
    old = [
        (p, named[0])
        for p in anatomy.body
        if (named := [m[0] for m in _BY_NUMBER.finditer(p.text) if m[0] in replaced])
        and not re.search(r"thay thế|hết hiệu lực|trước đây|bãi bỏ", p.text)
    ]
    _worst(examination, "can-cu-het-hieu-luc", anatomy.body, old)
    seen: set[str] = set()
    bare = []
    for p in anatomy.body:
        for match in _CITED.finditer(p.text):
            if match[1] not in seen and "ngày" not in match[2]:
                bare.append((p, match[1]))
            seen.add(match[1])
    if seen:
        _worst(examination, "vien-dan-thieu", anatomy.body, bare)


def _spelling(examination: Examination) -> None:
    anatomy = examination.anatomy
    raw = "\n".join(p.raw for p in anatomy.page.lines)
    if not raw.strip():
        return
    text = composed(raw)
    examination.test("ma-to-hop", text == raw, "cả văn bản", "dấu gõ rời")
    new = re.search(r"\b\w*[uU][ỷỶ]\b", text)
    old = re.search(r"\b\w*[ủỦ][yY]\b", text)
    examination.test("uy-lan-lon", not (new and old), "cả văn bản", f"«{new[0]}» và «{old[0]}»" if new and old else "")


def _blank(text: str, *, known: bool) -> str:
    """What was left to be filled in a line; number and date are known to be blank until a document is signed."""
    if match := _PROMPT.search(text):
        return match[0]
    if known or not any(sign.isalpha() for sign in text[:200]):
        return ""
    matches = (m for m in _BLANK.finditer(text) if not (m[0][0] in ".…" and _LIST_GOES_ON.search(text[max(m.start() - 3, 0) : m.start()])))
    return next((m[0] for m in matches), "")


def _unfinished(examination: Examination) -> None:
    anatomy = examination.anatomy
    document = anatomy.page.document
    blank = [p.at for p in (anatomy.number, anatomy.place_date, anatomy.end_date) if p is not None]
    left = list(document.prompts)
    if left and document.properties.get("so_o") == str(len(left)):
        left = []  # a blank that nobody has begun to fill
        untouched = True
    else:
        untouched = False
    place = "ô nhập còn lời nhắc" if left else ""
    if not left and not untouched:
        for p in anatomy.page.lines:
            if words := _blank(p.text, known=p.at in blank):
                left.append(words)
                place = place or place_of(p)
    more = f" và {len(left) - 1} chỗ khác" if len(left) > 1 else ""
    examination.test("con-goi-y", not left, place, (left[0] + more) if left else "")
    edited = "còn dấu theo dõi sửa đổi" if document.tracked else "còn nhận xét"
    examination.test("theo-doi-sua", not document.tracked and not document.comments, "cả văn bản", edited)
    examination.test("macro", not document.macros, "cả tệp", "có mã lệnh")
    for annex in anatomy.annexes:
        roman = re.match(r"^PHỤ LỤC\s+(SỐ\s+)?[IVXLC]+\b", annex[0].text, re.IGNORECASE)
        examination.test("phu-luc-la-ma", roman is None, place_of(annex[0]), annex[0].text)
        lead = any(re.search(r"kèm theo", p.text, re.IGNORECASE) for p in annex[1:5])
        examination.test("phu-luc-dan", lead, place_of(annex[0]), "không thấy dòng dẫn")
