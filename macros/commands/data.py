"""data new · check · diff · form · merge: the organisation's workbook, and collecting figures from the units."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT, data_folder
from macros.commands.choices import data_option, replace_option
from macros.files.folder import add
from macros.files.lock import hold
from macros.files.opened_xlsx import Unreadable
from macros.files.whole import overwrite
from macros.files.zip import write_zip
from macros.lint import guard
from macros.load import load_handbook
from macros.load.files import read_bytes
from macros.load.folder import shown_path
from macros.load.handed_in import MOST_ARCHIVE, files_of, passed_over
from macros.load.returned import MOST_BYTES, merge_forms
from macros.load.workbook import parse_organisation
from macros.load.workbook_facts import usable
from macros.load.yaml_file import read_tables
from macros.model.changes import changes
from macros.model.duties import RecurringTask
from macros.model.handbook import Handbook
from macros.model.organisation import PERIOD, Organisation
from macros.model.periods import period_text
from macros.model.problems import DataError, Problem, Problems, told
from macros.model.returned import Merged
from macros.organisation.collecting import summary
from macros.organisation.forms import forms
from macros.organisation.merged_workbook import put_figures
from macros.organisation.workbook import organisation_workbook
from macros.vietnamese import format_number

_FILE = click.Path(path_type=Path, exists=True, dir_okay=False)


def workbook_path() -> Path:
    """The workbook in use: of ``--data`` when it was given, else the tree's own."""
    return data_folder().path("to-chuc.xlsx")


def _tasks() -> dict[str, RecurringTask]:
    problems = Problems()
    tasks = read_tables(data_folder().row_files("viec-dinh-ky.yml"), RecurringTask, problems)
    _stop_on(problems)
    return tasks


def _stop_on(problems: Problems) -> None:
    _stop(data_folder().told_all(problems), len(problems.stopping()))


def _stop(problems: Sequence[Problem], stopping: int) -> None:
    """Print ``problems``, which name the files as they really are, and stop when any must be mended."""
    for line in told(problems):
        print(line, file=sys.stderr)
    if stopping:
        print(f"Có {format_number(stopping)} chỗ phải sửa.", file=sys.stderr)
        sys.exit(1)


def _read(path: Path) -> Organisation:
    problems = Problems()
    content = read_bytes(path, shown_path(path), problems, "Tạo tệp trống bằng «run.py data new».")
    found = None if content is None else parse_organisation(content, shown_path(path), problems, today=date.today(), tasks=_tasks())
    _stop_on(problems)
    if found is None:  # pragma: no cover - no organisation without a problem that stops
        sys.exit(1)
    return found


def _read_all() -> Handbook:
    """Everything that a build reads, or the end of the run with all that would stop it: an answer too long as well as a wrong cell."""
    folder = data_folder()
    try:
        handbook = load_handbook(folder.base, ROOT / "docs", today=date.today(), over=folder.over)
    except DataError as error:
        _stop(error.problems, error.stopping)
        raise
    for warning in handbook.warnings:
        print(warning, file=sys.stderr)
    return handbook


def _write(path: Path, content: bytes, replace: bool) -> None:
    with hold(path):
        overwrite(path, content, replace=replace)
    print(f"Đã ghi {path}")


@click.group()
@data_option
def data() -> None:
    """Dữ liệu tổ chức: tệp trống, kiểm tra, so sánh, thu biểu, gộp biểu."""


@data.command()
@data_option
@click.option("--out", type=click.Path(path_type=Path), default=Path("to-chuc.xlsx"), show_default=True, help="Tệp nhận kết quả.")
@replace_option
def new(out: Path, replace: bool) -> None:
    """Tạo tệp dữ liệu tổ chức để điền: có danh sách chọn, lời hướng dẫn, ngày nghỉ, loại hình, hình thức, chỉ tiêu."""
    known = _read(data_folder().base / "to-chuc.xlsx")
    _write(out, organisation_workbook(known, _tasks(), blank=True), replace)


@data.command()
@data_option
@click.argument("workbook", type=click.Path(path_type=Path), required=False, metavar="[TỆP]")
def check(workbook: Path | None) -> None:
    """Kiểm tra dữ liệu: nêu hết chỗ sai và chỗ không được công bố, mỗi chỗ có nơi sai, lý do và cách sửa.

    Không nêu tệp thì kiểm tra mọi dữ liệu đang dùng: bảng tính, hỏi đáp, danh sách, đầu các trang.
    """
    path = workbook or workbook_path()
    secrets = guard(path) if path.is_file() else []
    for problem in secrets:
        print(problem, file=sys.stderr)
    found = _read(path) if workbook else _read_all().organisation
    if secrets:
        print(f"Có {len(secrets)} chỗ không được đưa vào sổ tay.", file=sys.stderr)
        sys.exit(1)
    print(usable(shown_path(path), found))


@data.command()
@data_option
@click.argument("old", type=_FILE, metavar="TỆP_CŨ")
@click.argument("new", type=_FILE, metavar="TỆP_MỚI")
def diff(old: Path, new: Path) -> None:
    """Nêu nội dung thay đổi từ TỆP_CŨ đến TỆP_MỚI."""
    sentences = changes(_read(old), _read(new), _tasks())
    for sentence in sentences or ["Không có thay đổi."]:
        print(sentence)


def _period(context: click.Context, option: click.Parameter, value: str) -> str:
    if not re.fullmatch(PERIOD, value):
        raise click.BadParameter("ghi như 2026-10 (tháng), 2026-Q4 (quý), 2026-N2 (nửa năm), 2026 (năm)")
    return value


@data.command()
@data_option
@click.option("--ky", "period", required=True, callback=_period, help="Kỳ: 2026-10, 2026-Q4, 2026-N2, 2026.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("bieu"), show_default=True, help="Thư mục nhận biểu.")
@replace_option
def form(period: str, out: Path, replace: bool) -> None:
    """Tạo cho mỗi đơn vị một biểu nhỏ để điền, có khóa ô và tự kiểm tra tổng."""
    organisation = _read(workbook_path())
    if not organisation.indicators:
        print("Trang «Chỉ tiêu» chưa có dòng nào nên chưa xác định được nội dung thống kê. Thêm chỉ tiêu rồi chạy lại.", file=sys.stderr)
        sys.exit(1)
    with hold(out):
        kept = add(out, forms(organisation, period), replace=replace, leave=True)
    print(f"Đã tạo {format_number(len(organisation.units) - len(kept))} biểu {period_text(period)} vào {out}/")
    if kept:
        print(f"Giữ nguyên {format_number(len(kept))} tệp đã điền hoặc không phải biểu trống do sổ tay tạo:", file=sys.stderr)
        for name in kept:
            print(f"  - {name}", file=sys.stderr)
        print("Để tạo biểu trống cho các đơn vị đó, chọn thư mục khác bằng --out, hoặc thêm --ghi-de: tệp cũ được giữ lại, "
              "tên thêm «.truoc».", file=sys.stderr)


@data.command()
@data_option
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False), metavar="THƯ_MỤC")
@click.option("--ky", "period", required=True, callback=_period, help="Kỳ đang gộp: 2026-10, 2026-Q4, 2026-N2, 2026.")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp kết quả (mặc định: to-chuc-<kỳ>.xlsx).")
@replace_option
def merge(folder: Path, period: str, out: Path | None, replace: bool) -> None:
    """Gộp các biểu đã nhận trong THƯ_MỤC; nêu chỗ sai theo tệp, trang, ô; nêu đơn vị chưa gửi."""
    path = workbook_path()
    organisation = _read(path)
    problems = Problems()
    merged = merge_forms(_files(folder, problems), organisation, period, problems)
    for line in told(problems):
        print(line)
    _tell(merged, organisation)
    if faults := len(problems.stopping()):
        print(f"Có {faults} chỗ sai, nêu ở trên.")
    if merged.received:
        content = path.read_bytes()
        try:
            parts = put_figures(content, organisation, merged, period, date.today())
        except Unreadable as error:
            print(f"{shown_path(path)}: {error}", file=sys.stderr)
            sys.exit(1)
        _write(out or Path(f"to-chuc-{period}.xlsx"), write_zip(parts), replace)
        print(f"Xem lại tệp này, rồi dùng tệp này thay cho {shown_path(path)}.")
    sys.exit(1 if problems.stopping() else 0)


def _files(folder: Path, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Every file in the folder, its sub-folders and its archives; what cannot be read is told, not skipped.

    Lock files of Excel and the files that systems leave behind are passed over.
    """
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if passed_over(name):
            continue
        if path.is_symlink():
            problems.warn(name, "là đường dẫn tắt nên bỏ qua", "Chép chính tệp đó vào thư mục rồi gộp lại.")
        elif not path.is_dir():
            most = MOST_ARCHIVE if name.lower().endswith(".zip") else MOST_BYTES
            content = read_bytes(path, name, problems, "Gộp lại.", most)
            yield from files_of(name, content, problems) if content is not None else ()


def _tell(merged: Merged, organisation: Organisation) -> None:
    print(summary(merged))
    for title, units in (("Phải gửi lại", merged.faulty), ("Chưa gửi", merged.missing)):
        if units:
            print(f"{title}:")
            for unit in units:
                print(f"  - {organisation.units[unit].name} ({unit})")


COMMANDS = (data,)
