"""check, mend, packs, plant: documents on the command line."""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT, data_folder, handbook_or_exit
from macros.commands.choices import data_option, replace_option
from macros.documents import pages
from macros.documents.check.check import refusal, report_on
from macros.documents.check.findings import Report
from macros.documents.check.package import MAX_FILE, Refused
from macros.documents.mend.copy import mended_copy
from macros.documents.plant.plant import plant
from macros.files.folder import add
from macros.files.lock import hold
from macros.files.whole import overwrite
from macros.files.zip import write_zip
from macros.lint import guard
from macros.load.documents import read_documents
from macros.model.base import UnknownName, look_up
from macros.model.documents import Documents
from macros.model.problems import Problems

_WORDS = {"error": "LỖI", "warning": "CẢNH BÁO", "info": "NÊN XEM"}


def _documents() -> Documents:
    problems = Problems()
    data = data_folder()
    documents = read_documents(data, problems)
    if stopping := problems.stopping(warn_readers=True):
        raise click.ClickException("Dữ liệu quy tắc có chỗ phải sửa:\n" + "\n".join(map(str, data.told_all(stopping))))
    return documents


def word_files(paths: Iterable[Path]) -> Iterator[Path | Report]:
    """``paths``, with folders replaced by the Word files in them and in their sub-folders; lock files are skipped.

    A folder that cannot be looked into gives a report that says so. Links to folders are not followed: they may lead in a circle.
    """
    for path in paths:
        waiting = [path] if _is_folder(path) else []
        if not waiting:
            yield path
        while waiting:
            folder = waiting.pop()
            try:
                with os.scandir(folder) as found:
                    entries = sorted(found, key=lambda entry: entry.name)
            except OSError as error:
                yield _unread(folder, error)
                continue
            folders = {entry.name for entry in entries if entry.is_dir()}
            yield from (folder / entry.name for entry in entries if entry.name not in folders and _is_word(entry.name))
            waiting.extend(folder / entry.name for entry in reversed(entries) if entry.is_dir(follow_symlinks=False))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # in a folder that may not be entered; reading the file will say so
        return False


def _is_word(name: str) -> bool:
    return name.lower().endswith((".docx", ".doc", ".docm")) and not name.startswith("~$")


def _unread(path: Path, error: OSError) -> Report:
    what = "thư mục" if _is_folder(path) else "tệp"
    if isinstance(error, FileNotFoundError):
        told = ("khong-co", f"Không có {what} này.", "Xem lại tên và đường dẫn. Nếu đây là liên kết thì tệp gốc đã bị xóa hay chuyển đi.")
    elif isinstance(error, PermissionError):
        told = ("khong-duoc-doc", f"Máy không cho đọc {what} này.", f"Đóng {what} nếu đang mở ở nơi khác, xin quyền đọc rồi thử lại.")
    else:
        told = ("khong-doc-duoc", f"Máy không đọc được {what} này.", f"Chép {what} sang nơi khác rồi kiểm tra bản chép.")
    return refusal(shown(path), Refused(*told))


def shown(path: Path) -> str:
    """A path as it can be printed on any screen, whatever signs somebody put into a file's name."""
    text = os.fsencode(path).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def read_file(path: Path) -> bytes:
    """The bytes of a Word file, never more than the checker takes. Raises Refused or OSError; a pipe or device is not opened."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise Refused("khong-phai-tep", "Đây không phải tệp thường.", "Chọn tệp .docx của văn bản cần kiểm tra.")
    with path.open("rb") as file:
        return file.read(MAX_FILE + 1)


def _report_on(path: Path, documents: Documents, *, today: date, kind: str | None, ruleset: str | None) -> Report:
    try:
        content = read_file(path)
    except OSError as error:
        return _unread(path, error)
    except Refused as refused:
        return refusal(shown(path), refused)
    return report_on(content, file=shown(path), documents=documents, today=today, kind=kind, ruleset=ruleset)


def _print(report: Report, documents: Documents) -> None:
    kind = documents.authority.kind(report.kind).name if report.kind else "chưa rõ loại"
    rules = f"\n  {kind}; quy tắc: {documents.rulesets[report.ruleset].name}" if report.ruleset else ""
    click.echo(f"\n{report.file}{rules}")
    for finding in report.findings:
        click.echo(f"  {_WORDS[finding.severity]}  {finding.name or finding.id}  ({finding.clause or '—'})")
        click.echo(f"      ở {finding.place}: {finding.found} → {finding.expected}")
        click.echo(f"      Sửa: {finding.mend}")
    if not report.findings:
        click.echo(f"  Không thấy lỗi trong {report.checked} mục đã kiểm tra.")


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="TỆP_HOẶC_THƯ_MỤC…")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--loai", "kind", help="Coi văn bản là thể loại này (mã trong data/tham-quyen.yml).")
@click.option("--quy-tac", "ruleset", help="Kiểm tra theo quy tắc này (mã trong data/the-thuc) thay vì theo ngày ký.")
@data_option
def check_command(paths: tuple[Path, ...], as_json: bool, kind: str | None, ruleset: str | None) -> None:
    """Kiểm tra thể thức văn bản Word, một tệp hay cả thư mục. Tệp chỉ đọc trên máy này."""
    documents, today = _documents(), date.today()
    try:
        if kind:
            documents.authority.kind(kind)
        if ruleset:
            look_up(documents.rulesets, ruleset, "quy tắc thể thức")
    except UnknownName as error:
        raise click.ClickException(str(error)) from None
    reports = []
    for found in word_files(paths):
        report = found if isinstance(found, Report) else _report_on(found, documents, today=today, kind=kind, ruleset=ruleset)
        reports.append(report)
        if not as_json:
            _print(report, documents)
    failed = sum(report.failed for report in reports)
    if as_json:
        click.echo(json.dumps([report.as_json() for report in reports], ensure_ascii=False, indent=1))
    elif not reports:
        click.echo("Không có tệp Word nào ở đây: " + ", ".join(map(shown, paths)) + ". Chọn tệp .docx hoặc thư mục có tệp .docx.")
    else:
        click.echo(f"\n{len(reports)} tệp; {failed} tệp có lỗi.")
    sys.exit(1 if failed or not reports else 0)


@click.command("packs")
@click.option("--don-vi", "units", multiple=True, help="Mã đơn vị trong data/to-chuc.xlsx; ghi nhiều lần được. Bỏ trống: mọi đơn vị.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist" / "bo-mau", help="Thư mục nhận các tệp nén.")
@replace_option
@data_option
def packs_command(units: tuple[str, ...], out: Path, replace: bool) -> None:
    """Ghi mỗi đơn vị một tệp nén gồm mọi mẫu văn bản, tên đơn vị và cấp trên đã điền sẵn."""
    started = time.perf_counter()
    try:
        handbook = handbook_or_exit(warn_readers=True)
        made = pages.compiled_templates(handbook)
        chosen = [handbook.organisation.unit(name) for name in units] or list(handbook.organisation.units.values())
    except UnknownName as error:
        raise click.ClickException(str(error)) from None
    count = 0

    def archives() -> Iterator[tuple[str, bytes]]:
        nonlocal count
        for unit in chosen:
            entries = list(pages.pack(handbook, made, unit))
            if found := guard((f"{unit.id}.zip › {name}", content) for name, content in entries):
                raise click.ClickException("Có chỗ không được đưa vào bộ mẫu:\n" + "\n".join(map(str, found)))
            count += len(entries)
            yield f"{unit.id}.zip", write_zip(entries)

    with hold(out):
        add(out, archives(), replace=replace)
    slips = [line for unit in chosen for line in pages.pack_slips(handbook, made, unit)]
    for line in slips:
        click.echo(line)
    if slips:
        click.echo(f"Bộ mẫu vẫn được ghi; còn {len(slips)} chỗ cần xem lại ở tên đơn vị, tên cấp trên trong data/to-chuc.xlsx.")
    click.echo(f"{len(chosen)} đơn vị, {count} văn bản, {time.perf_counter() - started:.1f} giây: {out}")


@click.command("plant")
@click.argument("source", type=click.Path(path_type=Path), metavar="TỆP.docx")
@click.argument("defect", metavar="MÃ_LỖI")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Tệp nhận kết quả.")
@replace_option
@data_option
def plant_command(source: Path, defect: str, out: Path, replace: bool) -> None:
    """Cài một lỗi trong data/loi.yml vào văn bản tốt, để làm bài tập tìm lỗi."""
    try:
        content = plant(read_file(source), defect, _documents().authority)
    except (UnknownName, Refused) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        told = _unread(source, error).findings[0]
        raise click.ClickException(f"{shown(source)}: {told.found} {told.mend}") from None
    if content is None:
        raise click.ClickException("Văn bản này không có chỗ cho lỗi đó.")
    with hold(out):
        overwrite(out, content, replace=replace)
    click.echo(str(out))


@click.command("mend")
@click.argument("source", type=click.Path(path_type=Path), metavar="TỆP.docx")
@click.option("--out", type=click.Path(path_type=Path), help="Tệp nhận bản sửa; bỏ trống: cạnh tệp gốc, tên thêm «-da-sua».")
@click.option("--loai", "kind", help="Coi văn bản là thể loại này (mã trong data/tham-quyen.yml).")
@click.option("--quy-tac", "ruleset", help="Sửa theo quy tắc này (mã trong data/the-thuc) thay vì theo ngày ký.")
@replace_option
@data_option
def mend_command(source: Path, out: Path | None, kind: str | None, ruleset: str | None, replace: bool) -> None:
    """Ghi một bản đã sửa những chỗ sửa tự động được chắc chắn. Tệp gốc giữ nguyên; chữ trong câu không đổi."""
    documents = _documents()
    try:
        content, changes = mended_copy(read_file(source), documents=documents, today=date.today(), kind=kind, ruleset=ruleset)
    except (UnknownName, Refused) as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        told = _unread(source, error).findings[0]
        raise click.ClickException(f"{shown(source)}: {told.found} {told.mend}") from None
    if not changes:
        click.echo("Không có lỗi nào sửa được tự động.")
        return
    target = out or source.with_name(f"{source.stem}-da-sua.docx")
    with hold(target):
        overwrite(target, content, replace=replace)
    for change in changes:
        click.echo(f"  {change.what}, {change.place}: {change.before} → {change.after}")
    click.echo(f"{len(changes)} chỗ đã sửa: {shown(target)}")


COMMANDS = (check_command, mend_command, packs_command, plant_command)
