"""exam, trainer-kit, bank, after-course: tests on paper, the trainers' folder, the bank elsewhere, results beside reports."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from macros.commands import ROOT, data_folder, handbook_or_exit
from macros.commands.choices import data_option, replace_option, warn_option
from macros.documents.write.plain import plain_docx
from macros.files.folder import add
from macros.files.lock import hold
from macros.files.whole import overwrite
from macros.files.zip import write_zip
from macros.model import Handbook, UnknownName, look_up
from macros.model.plain_yaml import plain_values
from macros.organisation import course_effect, unmatched
from macros.training import exam as exam_
from macros.training import marks, outlets, trainer
from macros.training.anki import anki
from macros.training.exam import Variant
from macros.training.paper_test import word_lines
from macros.training.rederive import rederive_key
from macros.training.results import Learner, merged, read_results


def _raw_bank() -> list[dict[str, Any]]:
    """The bank as it was typed, not read through the models; the key is checked against it."""
    rows: list[dict[str, Any]] = []
    for path in data_folder().paths("cau-hoi"):
        rows += plain_values(path.read_text(encoding="utf-8"))
    return rows


def papers(handbook: Handbook, matrix_name: str, count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Every file of a test on paper. Raises ValueError when the key derived anew from the printed paper differs."""
    matrix = look_up(handbook.course.matrices, matrix_name, "ma trận đề")
    variants = exam_.variants(exam_.draw(handbook, matrix, seed), count, seed)
    raw = _raw_bank()
    for variant in variants:
        printed = exam_.paper_html(matrix, variant)
        if rederive_key(str(printed), raw) != variant.key:
            raise ValueError(f"đáp án đề {variant.code} suy lại từ bản in không khớp; dừng, không in đề nào")
        yield f"de-{variant.code}.html", trainer.sheet(f"Đề {variant.code}", printed)
        yield f"de-{variant.code}.docx", exam_docx(handbook, matrix.title, matrix.minutes, variant)
        yield f"phieu-tra-loi-{variant.code}.html", trainer.sheet("Phiếu trả lời", exam_.grid_html(matrix, variant, holes=False))
        yield f"mau-duc-lo-{variant.code}.html", trainer.sheet("Mẫu đục lỗ", exam_.grid_html(matrix, variant, holes=True))
    yield "dap-an.html", trainer.sheet("Đáp án", exam_.key_html(matrix, variants, seed))
    yield "cham-diem.xlsx", exam_workbook(variants)


def exam_docx(handbook: Handbook, title: str, minutes: int, variant: Variant) -> bytes:
    """The test as a Word file, by the same composer that writes the documents."""
    rules = next(iter(handbook.rulesets.values()))
    return plain_docx(rules, f"Đề {variant.code}", word_lines(title, minutes, variant))


def exam_workbook(variants: Sequence[Variant]) -> bytes:
    """The marker's workbook, stored as the page stores it: the same bytes."""
    return write_zip([(name, text.encode()) for name, text in marks.marks_parts(variants)], compress=False)


@click.command()
@click.option("--ma-tran", "matrix", default="cuoi-khoa", show_default=True, help="Mã ma trận trong data/dao-tao/ma-tran.yml.")
@click.option("--de", "count", default=4, show_default=True, type=click.IntRange(1, 12), help="Số mã đề.")
@click.option("--hat-giong", "seed", required=True, type=int, help="Số bất kỳ; cùng số cho cùng bộ đề.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist/de-thi", help="Thư mục nhận đề.")
@replace_option
@warn_option
@data_option
def exam(matrix: str, count: int, seed: int, out: Path, replace: bool, warn_readers: bool) -> None:
    """In đề giấy: nhiều mã đề tương đương, phiếu trả lời, đáp án, mẫu đục lỗ, bảng chấm."""
    handbook = handbook_or_exit(warn_readers=warn_readers)
    try:
        made = list(papers(handbook, matrix, count, seed))
    except (UnknownName, ValueError) as error:
        print(f"Chưa tạo được đề: {error}", file=sys.stderr)
        sys.exit(1)
    with hold(out):
        add(out, made, replace=replace)
    print(f"{len(made)} tệp trong {out}. Mở de-*.html rồi in; giữ dap-an.html và mau-duc-lo-*.html cho người chấm.")


@click.command("trainer-kit")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist", help="Thư mục nhận tệp nén.")
@replace_option
@warn_option
@data_option
def trainer_kit(out: Path, replace: bool, warn_readers: bool) -> None:
    """Đóng gói bộ giảng viên: giáo án, ghi chú giảng viên, đáp án, điểm danh, bảng kiểm phòng học, một bộ đề."""
    handbook = handbook_or_exit(warn_readers=warn_readers)
    files = list(trainer.kit(handbook))
    files += [(f"{trainer.FOLDER}/de-thi/{name}", content) for name, content in papers(handbook, "cuoi-khoa", 4, date.today().year)]
    target = out / "bo-giang-vien.zip"
    with hold(out):
        add(out, [(target.name, write_zip(files))], replace=replace)
    print(f"{target}: {len(files)} tệp. Giải nén thư mục giang-vien vào cạnh index.html của sổ tay.")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist/ngan-hang", help="Thư mục nhận tệp.")
@replace_option
@warn_option
@data_option
def bank(out: Path, replace: bool, warn_readers: bool) -> None:
    """Xuất ngân hàng câu hỏi cho hệ thống khác: GIFT, QTI 2.1, Anki. Nội dung không chuyển được thì lệnh nêu rõ."""
    handbook = handbook_or_exit(warn_readers=warn_readers)
    made = (outlets.gift(handbook), outlets.qti(handbook), anki(handbook, date.today()))
    with hold(out):
        add(out, [(name, content) for name, content, _, _ in made], replace=replace)
    for name, content, left, bent in made:
        print(f"{out / name}: {outlets.count(name, content)} câu; không chứa được {len(left)} câu.")
        for line in [*left, *bent]:
            print(f"  - {line}")


@click.command("after-course")
@click.argument("ket_qua", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--ngay", "day", required=True, type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]), help="Ngày học, ví dụ 15/06/2026.")
@click.option("--thang", "months", default=6, show_default=True, type=click.IntRange(1, 24), help="Số tháng so sánh trước và sau ngày học.")
@click.option("--ma-tran", "matrix", default="cuoi-khoa", show_default=True, help="Đề được lấy điểm trong các tệp .json.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist/sau-khoa.xlsx", help="Tệp nhận kết quả.")
@replace_option
@data_option
def after(ket_qua: tuple[Path, ...], day: datetime, months: int, matrix: str, out: Path, replace: bool) -> None:
    """Sau khóa: đặt kết quả học của từng đơn vị cạnh tỷ lệ báo cáo đúng hạn trước và sau khóa học.

    KET_QUA là các tệp .json xuất từ máy học, hoặc bảng kết quả .xlsx đã gộp ở trang Lớp học.
    """
    handbook = handbook_or_exit()
    learners: list[Learner] = []
    left_out: list[str] = []
    wrong: list[str] = []
    try:
        look_up(handbook.course.matrices, matrix, "ma trận đề")
    except UnknownName as error:
        wrong.append(f"--ma-tran › {error}")
    for path in ket_qua:
        try:
            found = read_results(path.name, path.read_bytes(), matrix)
            learners += found.learners
            left_out += found.faults
        except ValueError as error:
            wrong.append(f"{path} › {error}")
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        sys.exit(1)
    org, people = handbook.organisation, merged(learners)
    with hold(out):
        overwrite(out, course_effect(org, people, day.date(), months), replace=replace)
    strange = unmatched(org, people)
    print(f"{out}: {len(people)} người học; {len(strange)} tên đơn vị chưa khớp.")
    for name, count, near in strange:
        print(f"  - «{name}», {count} người" + (f"; ý là «{near}»?" if near else ""))
    for fault in left_out:
        print(f"  - {fault}")


COMMANDS = (exam, trainer_kit, bank, after)
