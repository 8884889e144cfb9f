"""check, packs, plant: documents on the command line."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT, data_folder, handbook_or_exit
from macros.commands.choices import data_option
from macros.documents import pages
from macros.documents.check.check import check, refusal
from macros.documents.check.findings import Report
from macros.documents.check.package import Refused
from macros.documents.plant.plant import plant
from macros.files.zip import write_zip
from macros.load.documents import read_documents
from macros.model.base import UnknownName
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


def _files(paths: tuple[Path, ...]) -> Iterator[Path]:
    """Word files among ``paths``; folders are searched, lock files skipped."""
    for path in paths:
        if path.is_dir():
            yield from sorted(p for p in path.rglob("*") if p.suffix.lower() in (".docx", ".doc", ".docm") and not p.name.startswith("~$"))
        else:
            yield path


def report_on(path: Path, documents: Documents, *, today: date, kind: str | None = None, ruleset: str | None = None) -> Report:
    """The report on one file; a file that is refused gets a report that says why."""
    try:
        return check(
            path.read_bytes(), file=str(path), rulesets=documents.rulesets.values(), authority=documents.authority,
            defects=documents.defects, today=today, kind=kind, ruleset=ruleset,
        )  # fmt: skip
    except Refused as refused:
        return refusal(str(path), refused)


def _print(report: Report, documents: Documents) -> None:
    kind = documents.authority.kind(report.kind).name if report.kind else "chưa rõ loại"
    rules = documents.rulesets[report.ruleset].name if report.ruleset else "không áp dụng"
    click.echo(f"\n{report.file}\n  {kind}; quy tắc: {rules}")
    for finding in report.findings:
        click.echo(f"  {_WORDS[finding.severity]}  {finding.name or finding.id}  ({finding.clause or '—'})")
        click.echo(f"      ở {finding.place}: {finding.found} → {finding.expected}")
        click.echo(f"      Sửa: {finding.mend}")
    if not report.findings:
        click.echo(f"  Không thấy lỗi trong {report.checked} mục đã kiểm.")


@click.command("check")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="TỆP_HOẶC_THƯ_MỤC…")
@click.option("--json", "as_json", is_flag=True, help="In kết quả dạng JSON.")
@click.option("--loai", "kind", help="Coi văn bản là thể loại này (mã trong data/tham-quyen.yml).")
@click.option("--quy-tac", "ruleset", help="Kiểm theo quy tắc này (mã trong data/the-thuc) thay vì theo ngày ký.")
@data_option
def check_command(paths: tuple[Path, ...], as_json: bool, kind: str | None, ruleset: str | None) -> None:
    """Kiểm tra thể thức văn bản Word, một tệp hay cả thư mục. Tệp chỉ đọc trên máy này."""
    documents = _documents()
    try:
        if kind:
            documents.authority.kind(kind)
        reports = [report_on(path, documents, today=date.today(), kind=kind, ruleset=ruleset) for path in _files(paths)]
    except UnknownName as error:
        raise click.ClickException(str(error)) from None
    if as_json:
        click.echo(json.dumps([report.as_json() for report in reports], ensure_ascii=False, indent=1))
    else:
        for report in reports:
            _print(report, documents)
        click.echo(f"\n{len(reports)} tệp; {sum(report.failed for report in reports)} tệp có lỗi.")
    sys.exit(1 if any(report.failed for report in reports) else 0)


@click.command("packs")
@click.option("--don-vi", "units", multiple=True, help="Mã đơn vị trong data/to-chuc.xlsx; ghi nhiều lần được. Bỏ trống: mọi đơn vị.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist" / "bo-mau", help="Thư mục nhận các tệp nén.")
@data_option
def packs_command(units: tuple[str, ...], out: Path) -> None:
    """Ghi mỗi đơn vị một tệp nén gồm mọi mẫu văn bản, tên đơn vị và cấp trên đã điền sẵn."""
    started = time.perf_counter()
    try:
        handbook = handbook_or_exit(warn_readers=True)
        made = pages.compiled_templates(handbook)
        chosen = [handbook.organisation.unit(name) for name in units] or list(handbook.organisation.units.values())
    except UnknownName as error:
        raise click.ClickException(str(error)) from None
    out.mkdir(parents=True, exist_ok=True)
    count = 0
    for unit in chosen:
        entries = list(pages.pack(handbook, made, unit))
        count += len(entries)
        (out / f"{unit.id}.zip").write_bytes(write_zip(entries))
    click.echo(f"{len(chosen)} đơn vị, {count} văn bản, {time.perf_counter() - started:.1f} giây: {out}")


@click.command("plant")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP.docx")
@click.argument("defect", metavar="MÃ_LỖI")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Tệp nhận kết quả.")
@data_option
def plant_command(source: Path, defect: str, out: Path) -> None:
    """Cài một lỗi trong data/loi.yml vào văn bản tốt, để làm bài tập tìm lỗi."""
    try:
        content = plant(source.read_bytes(), defect, _documents().authority)
    except (UnknownName, Refused) as error:
        raise click.ClickException(str(error)) from None
    if content is None:
        raise click.ClickException("Văn bản này không có chỗ cho lỗi đó.")
    out.write_bytes(content)
    click.echo(str(out))


COMMANDS = (check_command, packs_command, plant_command)
