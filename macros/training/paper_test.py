"""A test on paper: questions drawn by a matrix, equivalent variants, and what is printed of them. The page runs these very functions.

``bank``: the questions in force. Everything printed is text; who prints wraps it into pages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from macros.model.chance import Chance
from macros.model.training import BLANK, Matrix, Question
from macros.vietnamese import fold

LETTERS = "ABCDEFGH"
_TRIES = 20_000
_ORDERS = 50  # tries to find an order that no variant has
# Options of at most so many characters stand two in a row.
_SHORT = 36
_PUNCHING = (
    "<p>In ra bìa cứng. Đục các ô tròn nét đứt, cắt bỏ các khung nét đứt ở phần ghi. Đặt khít lên phiếu trả lời "
    "cùng mã đề. Đếm ô tô nhìn thấy qua lỗ; câu nhiều lỗ chỉ tính khi tô đủ và không tô chỗ khác. Phần ghi thì so "
    "với đáp án in cạnh khung.</p>\n"
)
_MARKING = (
    "<p>Họ và tên: ………………………………… Đơn vị: ……………………………… Điểm: ………</p>\n"
    "<p>Tô kín ô chọn. Đổi ý thì gạch chéo ô cũ và tô ô mới.</p>\n"
)
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")


def _bare(text: str) -> str:
    """Letters and figures alone, without accents, in capitals."""
    return _NOT_PLAIN.sub("", fold(text)).upper()


@dataclass(frozen=True)
class Item:
    """A question as one variant prints it: ``order`` holds the bank's indexes in the printed order, of the options, of the
    steps to be put in order, or of the right sides to be matched; a filling has none."""

    question: Question
    order: tuple[int, ...]

    @property
    def lines(self) -> list[str]:
        """What is printed under capital letters: options, steps, or left sides."""
        if self.question.pairs:
            return [pair.left for pair in self.question.pairs]
        texts = [step.text for step in self.question.steps] or [option.text for option in self.question.options]
        return [texts[i] for i in self.order]

    @property
    def partners(self) -> list[str]:
        """What is printed under small letters: the right sides of a matching."""
        texts = [*(pair.right for pair in self.question.pairs), *self.question.extras]
        return [texts[i] for i in self.order] if self.question.pairs else []

    @property
    def boxes(self) -> int:
        """How many letters are to be written in boxes; 0 where circles are filled in or words are written."""
        return len(self.lines) if self.question.steps or self.question.pairs else 0

    @property
    def key(self) -> str:
        """What a right answer is, in capitals: the letters to be marked («B», «AC»), the letters of the steps in their right
        order («CAB»), the partner's letter for each left side («BCA»), the words accepted («7|BẢY|BAY»)."""
        question = self.question
        if question.accepted:
            written: list[str] = []
            for text in ["".join(text.upper().split()) for text in question.accepted] + [_bare(text) for text in question.accepted]:
                if text not in written:
                    written.append(text)
            return "|".join(written)
        if question.steps or question.pairs:
            return "".join(LETTERS[self.order.index(i)] for i in range(self.boxes))
        return "".join(LETTERS[at] for at, i in enumerate(self.order) if i in question.to_mark)

    @property
    def shown_key(self) -> str:
        """The key as a marker reads it: «B», «C → A → B», «A–b, B–c, C–a», «7 / bảy»."""
        if self.question.accepted:
            return " / ".join(self.question.accepted)
        if self.question.steps:
            return " → ".join(self.key)
        if self.question.pairs:
            return ", ".join(f"{LETTERS[at]}–{letter.lower()}" for at, letter in enumerate(self.key))
        return self.key


@dataclass(frozen=True)
class Variant:
    """One of the equivalent papers; ``code`` is what is printed on it."""

    code: str
    items: tuple[Item, ...]

    @property
    def key(self) -> list[str]:
        """The letters of every item in the printed order."""
        return [item.key for item in self.items]


def drawn(bank: Sequence[Question], matrix: Matrix, seed: int) -> list[Question]:
    """The questions of a test: as many of each module and level as ``matrix`` says, the same for the same seed.

    Raises ValueError when the bank is too small for a cell.
    """
    chance = Chance(seed)
    found: list[Question] = []
    for module, counts in matrix.cells.items():
        for level, count in enumerate(counts, start=1):
            pool = [q for q in bank if q.module == module and q.level == level and q.fits_paper]
            if len(pool) < count:
                raise ValueError(f"học phần «{module}» mức {level} cần {count} câu, ngân hàng còn dùng được {len(pool)}")
            found.extend(chance.mixed(pool)[:count])
    return found


def variants(questions: Sequence[Question], count: int, seed: int) -> list[Variant]:
    """``count`` papers with the same questions; no question keeps its number, no free order of options comes twice
    as long as there are enough orders."""
    chance = Chance(seed + 1)
    codes = chance.mixed(list(range(101, 1000)))[:count]
    numbers: list[list[int]] = []
    for _ in range(count):
        numbers.append(_unlike(numbers, len(questions), chance))
    used: dict[str, set[str]] = {}
    papers = []
    for code, order in zip(codes, numbers, strict=True):
        items = [Item(questions[i], _line_order(questions[i], used.setdefault(questions[i].id, set()), chance)) for i in order]
        papers.append(Variant(str(code), tuple(items)))
    return papers


def _unlike(earlier: Sequence[Sequence[int]], size: int, chance: Chance) -> list[int]:
    """An order of ``size`` questions in which none stands where one of the ``earlier`` orders has it. Raises ValueError."""
    order = chance.mixed(list(range(size)))
    for _ in range(_TRIES):
        clash = [at for at in range(size) if any(row[at] == order[at] for row in earlier)]
        if not clash:
            return order
        one, other = clash[chance.below(len(clash))], chance.below(size)
        moved = order[one]
        order[one] = order[other]
        order[other] = moved
    raise ValueError(f"không xếp được thêm mã đề từ {size} câu mà không trùng số câu; bớt số đề")


def _line_order(question: Question, used: set[str], chance: Chance) -> tuple[int, ...]:
    """An order of the lines that no variant has yet, as long as there is one; steps never stand in their right order."""
    count = len(question.options) or len(question.steps) or len(question.pairs) + len(question.extras)
    order = list(range(count))
    # Statements and the lines of a document stand in their own order.
    if not question.keeps_order and order:
        told = _text(order) if question.steps else ""
        tries = 0
        while tries < _ORDERS and (tries == 0 or _text(order) in used or _text(order) == told):
            order = chance.mixed(order)
            tries += 1
        while _text(order) == told:
            order = chance.mixed(order)
    used.add(_text(order))
    return tuple(order)


def _text(order: Sequence[int]) -> str:
    return ",".join(str(i) for i in order)


def hint(question: Question) -> str:
    """How to mark, for what is not «one of these»: with a leading space, or nothing."""
    if question.marks_faults:
        return " (Tô các dòng có lỗi.)"
    if question.judges_each:
        return " (Tô các ý đúng.)"
    if question.steps:
        return " (Ghi các chữ theo thứ tự đúng.)"
    if question.pairs:
        return " (Ghi chữ thường tương ứng sau mỗi chữ hoa.)"
    if question.accepted:
        return " (Ghi chữ hoặc số.)"
    return " (Chọn nhiều.)" if question.many else ""


# What is printed --------------------------------------------------------------------------------------------------------------


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;").replace("'", "&#39;")


def _lines(texts: Sequence[str], letters: str, name: str) -> str:
    rows = [f'<li>{letters[at]}. <span class="{name}">{_escaped(text)}</span></li>\n' for at, text in enumerate(texts)]
    return "<ul>\n" + "".join(rows) + "</ul>\n" if rows else ""


def _question(number: int, item: Item) -> str:
    question = item.question
    short = question.is_one_of_several and max([len(line) for line in item.lines]) <= _SHORT
    document = " de__cau--van-ban" if question.marks_faults else ""
    out = f'<div class="de__cau{document}">\n'
    if question.situation:
        out += f'<p class="de__tinh-huong">{_escaped(question.situation)}</p>\n'
    stem = _escaped(question.stem.replace(BLANK, "………………"))
    out += f'<p><strong>Câu {number}.</strong> <span class="de__hoi">{stem}</span>{hint(question)}</p>\n'
    columns = " de__cot--ngan" if short else ""
    out += f'<div class="de__cot{columns}">\n'
    return out + _lines(item.lines, LETTERS, "de__y") + _lines(item.partners, LETTERS.lower(), "de__phai") + "</div>\n</div>\n"


def paper(title: str, minutes: int, variant: Variant) -> str:
    """The test as HTML; nothing in it tells an answer."""
    out = f"<h1>{_escaped(title)}<br>Mã đề {variant.code}</h1>\n"
    out += "<p>Họ và tên: …………………………………… Đơn vị: ……………………………………</p>\n"
    out += (
        f"<p>Thời gian {minutes} phút, {len(variant.items)} câu. Ghi mã đề vào phiếu trả lời. Câu có ghi «chọn nhiều» thì tô mọi chữ đúng."
        " Câu sắp xếp thứ tự, ghép đôi, điền chỗ trống thì ghi vào phần dưới của phiếu.</p>\n"
    )
    return out + "".join(_question(number, item) for number, item in enumerate(variant.items, start=1)) + "<p>– Hết –</p>"


def _cell(item: Item, at: int, holes: bool) -> str:
    letter = LETTERS[at]
    if holes:
        return f'<td><span class="tron {"lo" if letter in item.key else "trong"}"></span></td>'
    return f'<td><span class="tron">{letter}</span></td>' if at < len(item.order) else "<td></td>"


def _box(item: Item, at: int) -> str:
    return f'<span class="ghi__hop"><small>{LETTERS[at] if item.partners else at + 1}</small></span>'


def _written(number: int, item: Item, holes: bool) -> str:
    boxes = "".join([_box(item, at) for at in range(item.boxes)]) or '<span class="ghi__dong"></span>'
    hole, inside, key = (" ghi__o--lo", "", _escaped(item.shown_key)) if holes else ("", boxes, "")
    answer = f'<span class="ghi__o{hole}">{inside}</span><span class="ghi__dap">{key}</span>'
    return f'<div class="ghi__cau"><span class="cau">{number}</span>{answer}</div>\n'


def grid(title: str, variant: Variant, holes: bool) -> str:
    """The answer sheet, or (``holes``) the template to punch and lay on it: same measures, right cells only."""
    marked = [(number, item) for number, item in enumerate(variant.items, start=1) if item.question.is_choice]
    written = [(number, item) for number, item in enumerate(variant.items, start=1) if not item.question.is_choice]
    width = max([len(item.order) for _, item in marked], default=0)
    half = (len(marked) + 1) // 2
    name = "Mẫu đục lỗ" if holes else "Phiếu trả lời"
    out = '<section class="to">\n<div class="dau-luoi">\n' + f"<h1>{name}<br>{_escaped(title)} · Mã đề {variant.code}</h1>\n"
    out += _PUNCHING if holes else _MARKING
    out += "</div>\n"
    letters = "".join([f"<th>{LETTERS[at]}</th>" for at in range(width)])
    for column in (marked[:half], marked[half:]):
        out += f'<table class="luoi">\n<thead><tr><th class="cau">Câu</th>{letters}</tr></thead>\n<tbody>\n'
        for number, item in column:
            cells = "".join([_cell(item, at, holes) for at in range(width)])
            out += f'<tr><td class="cau">{number}</td>{cells}</tr>\n'
        out += "</tbody>\n</table>\n"
    if written:
        out += '<div class="ghi">\n<p class="ghi__dau">Phần ghi: câu sắp xếp thứ tự, ghép đôi, điền chỗ trống</p>\n'
        out += "".join([_written(number, item, holes) for number, item in written]) + "</div>\n"
    return out + "</section>"


def keys(title: str, papers: Sequence[Variant], seed: int, proved: bool) -> str:
    """The keys of all variants side by side, for trainers. ``proved``: they were worked out a second time from the printed papers."""
    out = f"<h1>Đáp án: {_escaped(title)}</h1>\n<p>Dành cho người chấm. Mã tạo đề {seed}. "
    told = "Đáp án đã được suy lại từ bản in và ngân hàng câu hỏi, khớp từng câu." if proved else "Đáp án lấy từ ngân hàng câu hỏi."
    out += f"{told}</p>\n"
    heads = "".join([f"<th>Đề {each.code}</th>" for each in papers])
    out += f"<table>\n<thead><tr><th>Câu</th>{heads}</tr></thead>\n<tbody>\n"
    for at in range(len(papers[0].items)):
        cells = "".join([_key_cell(each.items[at]) for each in papers])
        out += f"<tr><td>{at + 1}</td>{cells}</tr>\n"
    return out + "</tbody>\n</table>"


def _key_cell(item: Item) -> str:
    return f"<td>{_escaped(item.shown_key)} <small>({item.question.id})</small></td>"


def word_lines(title: str, minutes: int, variant: Variant) -> list[tuple[str, str]]:
    """The test as lines of a Word file: (look, text), looks as of ``plain_docx``."""
    lines = [("centre-bold", f"{title}. Mã đề {variant.code}"), ("text", f"Thời gian {minutes} phút.")]
    lines.append(("text", "Họ và tên: ……………………………………"))
    lines.append(("text", "Đơn vị: ……………………………………"))
    for number, item in enumerate(variant.items, start=1):
        if item.question.situation:
            lines.append(("keep-italic", item.question.situation))
        stem = item.question.stem.replace(BLANK, "………………")
        answers = [f"{LETTERS[at]}. {line}" for at, line in enumerate(item.lines)]
        answers.extend([f"{LETTERS.lower()[at]}. {line}" for at, line in enumerate(item.partners)])
        lines.append(("keep-bold" if answers else "bold", f"Câu {number}. {stem}{hint(item.question)}"))
        last = len(answers) - 1
        lines.extend([("text" if at == last else "keep", line) for at, line in enumerate(answers)])
    return lines
