"""impact, sources, sources settle: what rests on a source, what the register needs, and settling a source with its original."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, cast

import click

from macros.commands import ROOT, data_folder, handbook_or_exit
from macros.commands.choices import data_option
from macros.files.lock import hold
from macros.files.whole import KEPT, overwrite, write_file
from macros.load.folder import shown_path
from macros.model.base import UnknownName
from macros.model.dependants import Dependant
from macros.model.plain_yaml import plain_values
from macros.model.sources import CONFIDENCE_NAMES, Source
from macros.sources.claims import hanging
from macros.sources.settle import Answer, Verdict, edited, edits, read_answers, register_changes, write_answers
from macros.sources.upkeep import impact as impact_of
from macros.sources.upkeep import upkeep
from macros.vietnamese import format_date, slug

_MOST_LINES = 15  # of an item that are shown above its citation
_WORDS = {"d": "dung", "dung": "dung", "s": "sai", "sai": "sai", "u": "sua", "sua": "sua", "": "bo-qua", "b": "bo-qua",
          "bo-qua": "bo-qua", "t": "thoat", "thoat": "thoat"}


@click.command()
@click.argument("ma")
@data_option
def impact(ma: str) -> None:
    """Liệt kê mọi chỗ dựa vào căn cứ MA, kèm tệp và dòng."""
    handbook = handbook_or_exit(warn_readers=True)
    try:
        found = impact_of(handbook, ma)
    except UnknownName as error:
        print(f"{str(error)[0].upper()}{str(error)[1:]}", file=sys.stderr)
        sys.exit(1)
    source = handbook.source(ma)
    print(f"{source.label} {source.dated_text}, {source.state_text}: {len(found)} chỗ dựa vào.")
    for dependant in found:
        article = f", {dependant.article}" if dependant.article else ""
        note = " (nói về quá khứ)" if dependant.about_past else " (chỉ nêu ở ra_soat)" if dependant.unnamed else ""
        print(f"{data_folder().told(dependant.place)}: {dependant.kind} «{dependant.title}»{article}{note}")


@click.group(invoke_without_command=True)
@click.pass_context
@data_option
def sources(context: click.Context) -> None:
    """Những căn cứ quá hạn kiểm tra, cần đối chiếu bản gốc, hoặc không nơi nào viện dẫn."""
    if context.invoked_subcommand:
        return
    needs = upkeep(handbook_or_exit(warn_readers=True), date.today())
    for heading, rows in (
        ("Quá hạn kiểm tra", needs.past_check), ("Cần đối chiếu bản gốc", needs.to_compare), ("Không nơi nào viện dẫn", needs.uncited)
    ):
        print(f"\n{heading}: {len(rows)}")
        for source in rows:
            print(f"  {source.id}: {source.label} {source.dated_text}; {source.state_text}; "
                  f"{CONFIDENCE_NAMES[source.confidence]}; kiểm tra {format_date(source.checked)}")


@sources.command()
@data_option
@click.argument("ma")
@click.option("--nguoi", "who", help="Người hoặc văn phòng đối chiếu; ghi vào sổ đăng ký.")
@click.option("--toan-van", "whole", is_flag=True, help="Đã đọc cả văn bản, không chỉ các điều được hỏi.")
@click.option("--tra-loi", "file", type=click.Path(path_type=Path, dir_okay=False),
              help="Tệp giữ câu trả lời (mặc định: doi-chieu-<mã>.yml); dừng rồi chạy lại thì hỏi tiếp từ chỗ dừng.")
@click.option("--khong-hoi", "silent", is_flag=True, help="Không hỏi; chỉ lấy câu trả lời trong tệp.")
def settle(ma: str, who: str | None, whole: bool, file: Path | None, silent: bool) -> None:
    """Đối chiếu căn cứ MA với bản gốc: trả lời từng chỗ dựa vào căn cứ, ghi sổ đăng ký, nêu chỗ phải sửa."""
    handbook = handbook_or_exit(warn_readers=True)
    try:
        source = handbook.source(ma)
    except UnknownName as error:
        _stop(f"{str(error)[0].upper()}{str(error)[1:]}")
    if source.is_replaced:
        instead = f" Đối chiếu văn bản thay nó: python3 run.py sources settle {source.replaced_by}" if source.replaced_by else ""
        _stop(f"{source.label} {source.state_text}.{instead}")
    claims = hanging(handbook, source)
    kept = file or Path(f"doi-chieu-{source.id}.yml")
    answers = _answers(kept)
    print(f"{source.label} {source.dated_text}: {source.title}.\nĐịa chỉ: {source.url or 'chưa biết'}\n"
          f"{len(claims)} chỗ cần đối chiếu, đã trả lời {sum(name in answers for name in claims)}.")
    if not silent:
        with hold(kept):  # two who answer at once would each write over the other's answers
            whole_way = _ask(source, claims, answers, kept)
        if not whole_way:
            print(f"Đã dừng. Câu trả lời ở {kept}; chạy lại lệnh này để hỏi tiếp. Sổ đăng ký chưa đổi.")
            return
    who = who or (None if silent else click.prompt("Người hoặc văn phòng đối chiếu", default="", show_default=False).strip())
    if not who:
        _stop("Chưa ghi người đối chiếu nên chưa ghi sổ đăng ký. Chạy lại, thêm --nguoi \"…\".")
    register = _write_register(source, register_changes(source, claims, answers, date.today(), who, whole=whole))
    skipped = sum(name not in answers for name in claims)
    left = f" Còn {skipped} chỗ bỏ qua." if skipped else ""
    kept_at = f"; bản cũ ở {register.name}{KEPT}" if register.with_name(register.name + KEPT).exists() else ""
    print(f"Đã ghi {shown_path(register)}{kept_at}.{left}")
    to_edit = edits(source, claims, answers)
    print(f"Phải sửa tay: {len(to_edit)} chỗ." if to_edit else "Không có chỗ nào phải sửa tay.")
    for claim, how in to_edit:
        print(f"{data_folder().told(claim.place)}: {claim.kind} «{claim.title}»: {how}")


def _write_register(source: Source, changes: Mapping[str, Any]) -> Path:
    """Write ``changes`` of the source into the file that holds it: an office's own when there is a folder of its own."""
    data = data_folder()
    files = {name.removeprefix("data/"): path for path, name in data.row_files("can-cu.yml")}
    name = next((name for name, path in files.items() if any(row.get("id") == source.id for row in plain_values(_read(path)) or ())),
                "can-cu.yml")
    register = data.own(name)
    with hold(register):
        try:  # read only now: another command may have written it while this one was asking
            text = edited(_read(data.path(name)), source.id, changes)
        except ValueError as error:
            _stop(f"{data.told(f'data/{name}')}: {error}.")
        overwrite(register, text.encode(), replace=True)
    return register


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig")


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    sys.exit(1)


def _answers(file: Path) -> dict[str, Answer]:
    try:
        return read_answers(file.read_text(encoding="utf-8")) if file.exists() else {}
    except (ValueError, UnicodeDecodeError) as error:
        _stop(f"{file}: {error if isinstance(error, ValueError) else 'không phải chữ UTF-8'}")


def _ask(source: Source, claims: Mapping[str, Dependant], answers: dict[str, Answer], file: Path) -> bool:
    """Ask about each claim that has no answer yet, keeping every answer at once; False when the person leaves."""
    for number, (name, claim) in enumerate(claims.items(), start=1):
        if name in answers:
            continue
        cited = f", {claim.article}" if claim.article else ""
        old = "" if claim.source == source.id else " (đã thay thế)"
        print(f"\n[{number}/{len(claims)}] {claim.kind} «{claim.title}»\n  {data_folder().told(claim.place)}\n"
              f"  Dẫn {claim.source}{cited}{old}\n{_said(claim.place)}")
        while (verdict := _WORDS.get(slug(_typed("  Đúng, sai, sửa, bỏ qua, thoát?")))) is None:
            print("  Nhập: đúng, sai, sửa, bỏ qua hoặc thoát.")
        if verdict == "thoat":
            return False
        if verdict != "bo-qua":
            article = _typed("  Điều, khoản trong bản gốc (để trống nếu như đã dẫn)") or None
            note = _typed("  Nội dung của bản gốc, một câu") or None if verdict != "dung" else None
            answers[name] = Answer(cast(Verdict, verdict), article, note)
            write_file(file, write_answers(answers).encode())
    return True


def _typed(question: str) -> str:
    """What is typed in answer; the end of the input is the wish to leave."""
    try:
        return str(click.prompt(question, default="", show_default=False)).strip()
    except click.Abort:
        return "thoát"


def _said(place: str) -> str:
    """The lines of the item that cites, as they stand in its file: from its dash to the citation."""
    name, _, number = place.rpartition(":")
    path = data_folder().path(name.removeprefix("data/")) if name.startswith("data/") else ROOT / name
    lines = path.read_text(encoding="utf-8").splitlines()[: int(number)]
    last = len(lines) - 1
    first = next((i for i in range(last, max(last - _MOST_LINES, -1), -1) if lines[i].lstrip().startswith("- ")), last)
    return "\n".join(f"  | {line.strip()}" for line in lines[first:])


COMMANDS = (impact, sources)
