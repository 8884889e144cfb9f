"""The marker's workbook: type what was marked on the answer sheets, read scores, difficulty and discrimination."""

from __future__ import annotations

from collections.abc import Sequence

from macros.files.opened_xlsx import column_letters
from macros.files.xlsx import Book
from macros.training.exam import Variant

LEARNERS = 60


def workbook(papers: Sequence[Variant]) -> bytes:
    """Sheets «Bài làm» (to be typed), «Khóa», «Chấm» (1 or 0 a question) and «Phân tích», linked by formulas.

    A row of «Bài làm» is a learner: name, code of the paper, and for every numbered question what was marked or written:
    «AC», «CAB» for steps and pairs, the words. A key holds every accepted answer, parted by «|».
    """
    with Book("Chấm điểm và phân tích câu hỏi") as book:
        _write(book, papers)
    return book.content


def _write(book: Book, papers: Sequence[Variant]) -> None:
    bold = book.style(bold=True, text_wrap=True, valign="top")
    text, share, decimal = (book.style(num_format=shown) for shown in ("@", "0%", "0.00"))
    size = len(papers[0].items)
    names = [item.question.id for item in papers[0].items]

    typed = book.sheets.add_worksheet("Bài làm")
    typed.write_row(0, 0, ["Họ và tên", "Mã đề", *(f"Câu {n}" for n in range(1, size + 1))], bold)
    typed.set_column(0, 0, 26)
    typed.set_column(1, size + 1, 7, text)
    typed.freeze_panes(1, 2)
    codes = {"validate": "list", "source": [p.code for p in papers], "error_message": "Chọn một mã đề đã in."}
    typed.data_validation(1, 1, LEARNERS, 1, codes)

    # «Khóa»: for every paper, where each question of the analysis stands (first block) and its letters (second).
    key = book.sheets.add_worksheet("Khóa")
    key.write_row(0, 0, ["Mã đề", *(f"vị trí {n}" for n in names), *(f"đáp án {n}" for n in names)], bold)
    for row, paper in enumerate(papers, start=1):
        places = {item.question.id: at for at, item in enumerate(paper.items, start=1)}
        letters = {item.question.id: item.key for item in paper.items}
        key.write_string(row, 0, paper.code)
        key.write_row(row, 1, [places[n] for n in names])
        for at, name in enumerate(names):
            key.write_string(row, 1 + size + at, letters[name])

    marked = book.sheets.add_worksheet("Chấm")
    marked.write_row(0, 0, ["Họ và tên", "Điểm", "Tỷ lệ", *names], bold)
    marked.set_column(0, 0, 26)
    marked.freeze_panes(1, 3)
    last = column_letters(2 + size)
    for row in range(1, LEARNERS + 1):
        r = row + 1
        marked.write_formula(row, 0, f"=IF('Bài làm'!B{r}=\"\",\"\",'Bài làm'!A{r})", None, "")
        marked.write_formula(row, 1, f"=IF('Bài làm'!B{r}=\"\",\"\",SUM(D{r}:{last}{r}))", None, "")
        marked.write_formula(row, 2, f"=IF('Bài làm'!B{r}=\"\",\"\",B{r}/{size})", share, "")
        line = f"MATCH('Bài làm'!$B{r}&\"\",Khóa!$A$2:$A${len(papers) + 1},0)"
        for at in range(size):
            place = f"INDEX(Khóa!{column_letters(1 + at)}$2:{column_letters(1 + at)}${len(papers) + 1},{line})"
            wanted = f"INDEX(Khóa!{column_letters(1 + size + at)}$2:{column_letters(1 + size + at)}${len(papers) + 1},{line})"
            given = f"UPPER(SUBSTITUTE(INDEX('Bài làm'!$C{r}:${column_letters(1 + size)}{r},{place}),\" \",\"\"))"
            hit = f'ISNUMBER(FIND("|"&{given}&"|","|"&{wanted}&"|"))'
            marked.write_formula(row, 3 + at, f"=IF('Bài làm'!$B{r}=\"\",\"\",IF({hit},1,0))", None, "")

    found = book.sheets.add_worksheet("Phân tích")
    found.write_row(0, 0, ["Câu", "Số bài", "Độ khó (tỷ lệ đúng)", "Độ phân biệt", "Nhận xét"], bold)
    found.set_column(0, 4, 22)
    total = f"Chấm!$B$2:$B${LEARNERS + 1}"
    for at, name in enumerate(names):
        cells = f"Chấm!${column_letters(3 + at)}$2:${column_letters(3 + at)}${LEARNERS + 1}"
        r = at + 2
        found.write_string(at + 1, 0, name)
        found.write_formula(at + 1, 1, f"=COUNT({cells})", None, 0)
        found.write_formula(at + 1, 2, f'=IF(B{r}=0,"",AVERAGE({cells}))', share, "")
        # Correlation of the item with the rest of the score, from sums: «Chấm» holds text in unused rows.
        n, sx, st, sxt = f"B{r}", f"SUM({cells})", f"SUM({total})", f"SUMIF({cells},1,{total})"
        stt = f"SUMSQ({total})"
        cov = f"({n}*({sxt}-{sx})-{sx}*({st}-{sx}))"
        spread_x = f"({n}*{sx}-{sx}^2)"
        spread_r = f"({n}*({stt}-2*{sxt}+{sx})-({st}-{sx})^2)"
        found.write_formula(at + 1, 3, f'=IF({n}<2,"",IFERROR({cov}/SQRT({spread_x}*{spread_r}),0))', decimal, "")
        remark = f'=IF({n}<10,"ít bài, chưa nói được",IF(D{r}<0.1,"xem lại câu hỏi",IF(C{r}<0.3,"khó",IF(C{r}>0.9,"dễ","dùng tốt"))))'
        found.write_formula(at + 1, 4, remark, None, "")
