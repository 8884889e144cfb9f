"""The marker's workbook: type what was marked on the answer sheets, read scores, difficulty and discrimination.

The page makes it from these very functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from macros.files.columns import column_letters
from macros.files.plain_xlsx import Column, Sheet, formulas, numbers, texts, workbook_parts
from macros.training.paper_test import Variant

LEARNERS = 60
_LAST = LEARNERS + 1  # row
_WIDE, _NARROW, _ANSWER, _ANALYSIS = 26, 7, 6, 22  # forty answers beside a name can still be read on A4


def marks_parts(papers: Sequence[Variant]) -> list[tuple[str, str]]:
    """Sheets «Bài làm» (to be typed), «Khóa», «Chấm» (1 or 0 a question) and «Phân tích», linked by formulas: every part of the file.

    A row of «Bài làm» is a learner: name, code of the paper, and for every numbered question what was marked or written:
    «AC», «CAB» for steps and pairs, the words. A key holds every accepted answer, parted by «|».
    """
    names = [item.question.id for item in papers[0].items]
    size = len(names)
    answers = [Column(f"Câu {number}", look="text", width=_ANSWER) for number in range(1, size + 1)]
    typed = Sheet(
        "Bài làm", [Column("Họ và tên", width=_WIDE), Column("Mã đề", look="text", width=_NARROW), *answers], frozen=2,
        choices=tuple([paper.code for paper in papers]), chosen=1, rows=LEARNERS, refusal="Chọn một mã đề đã in.",
    )  # fmt: skip
    sheets = [typed, _key(papers, names), _marked(len(papers), names), _analysis(names)]
    return workbook_parts("Chấm điểm và phân tích câu hỏi", sheets)


def _key(papers: Sequence[Variant], names: Sequence[str]) -> Sheet:
    """For every paper, where each question of the analysis stands (first block) and its letters (second)."""
    places = [{item.question.id: at for at, item in enumerate(paper.items, start=1)} for paper in papers]
    letters = [{item.question.id: item.key for item in paper.items} for paper in papers]
    return Sheet("Khóa", [
        Column("Mã đề", texts([paper.code for paper in papers])),
        *[Column(f"vị trí {name}", numbers([place[name] for place in places])) for name in names],
        *[Column(f"đáp án {name}", texts([letter[name] for letter in letters])) for name in names],
    ])  # fmt: skip


def _marked(count: int, names: Sequence[str]) -> Sheet:
    size = len(names)

    def unless_empty(formula: str) -> str:
        return f"IF('Bài làm'!$B2=\"\",\"\",{formula})"

    line = f"MATCH('Bài làm'!$B2&\"\",Khóa!$A$2:$A${count + 1},0)"

    def hit(at: int) -> str:
        place = f"INDEX(Khóa!{_down(1 + at, count)},{line})"
        wanted = f"INDEX(Khóa!{_down(1 + size + at, count)},{line})"
        given = f"UPPER(SUBSTITUTE(INDEX('Bài làm'!$C2:${column_letters(1 + size)}2,{place}),\" \",\"\"))"
        return f'IF(ISNUMBER(FIND("|"&{given}&"|","|"&{wanted}&"|")),1,0)'

    marks = [Column(name, down=unless_empty(hit(at)), rows=LEARNERS, width=_ANSWER) for at, name in enumerate(names)]
    total = unless_empty(f"SUM(D2:{column_letters(2 + size)}2)")
    return Sheet("Chấm", [
        Column("Họ và tên", down=unless_empty("'Bài làm'!A2"), rows=LEARNERS, width=_WIDE),
        Column("Điểm", down=total, rows=LEARNERS, width=_NARROW),
        Column("Tỷ lệ", down=unless_empty(f"B2/{size}"), rows=LEARNERS, look="share", width=_NARROW),
        *marks,
    ], frozen=3)  # fmt: skip


def _remark(row: int) -> str:
    """The formula that says what the question of a row of the analysis is worth."""
    worth = f'IF(C{row}<0.3,"khó",IF(C{row}>0.9,"dễ","dùng tốt"))'
    return f'IF(B{row}<10,"ít bài, chưa kết luận được",IF(D{row}<0.1,"xem lại câu hỏi",{worth}))'


def _analysis(names: Sequence[str]) -> Sheet:
    total = f"Chấm!$B$2:$B${_LAST}"
    cells = [f"Chấm!{_down(3 + at, LEARNERS)}" for at in range(len(names))]
    # Correlation of the item with the rest of the score, from sums: «Chấm» holds text in unused rows.
    discriminations: list[str] = []
    for row, each in enumerate(cells, start=2):
        n, sx, st, sxt, stt = f"B{row}", f"SUM({each})", f"SUM({total})", f"SUMIF({each},1,{total})", f"SUMSQ({total})"
        cov = f"({n}*({sxt}-{sx})-{sx}*({st}-{sx}))"
        spread_x = f"({n}*{sx}-{sx}^2)"
        spread_r = f"({n}*({stt}-2*{sxt}+{sx})-({st}-{sx})^2)"
        discriminations.append(f'IF({n}<2,"",IFERROR({cov}/SQRT({spread_x}*{spread_r}),0))')
    rows = list(range(2, len(names) + 2))
    remarks = [_remark(row) for row in rows]
    shares = [f'IF(B{row}=0,"",AVERAGE({each}))' for row, each in zip(rows, cells, strict=True)]
    return Sheet("Phân tích", [
        Column("Câu", texts(names), width=_ANALYSIS),
        Column("Số bài", formulas([f"COUNT({each})" for each in cells]), width=_ANALYSIS),
        Column("Độ khó (tỷ lệ đúng)", formulas(shares), look="share", width=_ANALYSIS),
        Column("Độ phân biệt", formulas(discriminations), look="decimal", width=_ANALYSIS),
        Column("Nhận xét", formulas(remarks), width=_ANALYSIS),
    ])  # fmt: skip


def _down(column: int, rows: int) -> str:
    """The cells of a column below its head, wherever the formula stands."""
    letters = column_letters(column)
    return f"${letters}$2:${letters}${rows + 1}"
