"""edition: stamp an edition with its day, the day of its figures, and what has changed since the last one, in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path

import click
import yaml

from macros.commands import ROOT, handbook_or_exit
from macros.commands.data import workbook_path
from macros.load.problems import Problems
from macros.load.workbook import parse_organisation
from macros.model import Handbook
from macros.model.changes import changes
from macros.model.sources import STATE_NAMES

LOG = "data/an-ban.yml"
# A reader wants the news, not an inventory: beyond this the rest is one sentence.
_MOST = 12


def _git(*arguments: str) -> bytes | None:
    """What git says, or None where there is no git, no history or no such file."""
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def _at(commit: str, path: str) -> bytes | None:
    return _git("show", f"{commit}:{path}")


def since(commit: str | None, handbook: Handbook) -> list[str]:
    """What changed since ``commit`` (the last edition), in sentences for clerks."""
    if commit is None:
        return ["Ấn bản đầu của sổ tay."]
    return [*_sources(commit, handbook), *_pages(commit, handbook), *_organisation(commit, handbook)]


def _sources(commit: str, handbook: Handbook) -> Iterable[str]:
    text = _at(commit, "data/can-cu.yml")
    old: Mapping[str, str] = {row["id"]: row["hieu_luc"] for row in yaml.safe_load(text)} if text else {}
    for source in handbook.sources.values():
        if source.id not in old:
            yield f"Thêm căn cứ: {source.label}, {source.issued_text}."
        elif old[source.id] != source.state:
            yield f"Căn cứ {source.label}: nay {STATE_NAMES[source.state]}."


def _pages(commit: str, handbook: Handbook) -> Iterable[str]:
    told = (_git("diff", "--name-status", "--no-renames", commit, "--", "docs") or b"").decode()
    titles: dict[str, list[str]] = {"A": [], "M": [], "D": []}
    for line in told.splitlines():
        kind, _, path = line.partition("\t")
        name = path.removeprefix("docs/")
        if kind == "D" and name.endswith(".md"):
            titles["D"].append(name)
        elif kind in titles and name in handbook.pages:
            titles[kind].append(handbook.pages[name].meta.title)
    for kind, verb in (("A", "Thêm trang"), ("M", "Sửa trang"), ("D", "Bỏ trang")):
        names = titles[kind]
        yield from (f"{verb} «{name}»." for name in names[:_MOST])
        if len(names) > _MOST:
            yield f"{verb} khác: {len(names) - _MOST} trang nữa."


def _organisation(commit: str, handbook: Handbook) -> Iterable[str]:
    content = _at(commit, "data/to-chuc.xlsx")
    if content is None:
        return
    before = parse_organisation(content, "", Problems(), today=handbook.organisation.about.as_of, tasks=handbook.tasks)
    told = changes(before, handbook.organisation, handbook.tasks) if before else []
    yield from told[:_MOST]
    if len(told) > _MOST:
        yield f"Và {len(told) - _MOST} thay đổi khác về đơn vị, số liệu, hạn."


def last_commit() -> str | None:
    """The commit that stamped the last edition."""
    found = (_git("log", "-1", "--format=%H", "--", LOG) or b"").decode().strip()
    return found or None


@click.command()
@click.option("--ngay", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày ấn bản (mặc định: hôm nay).")
@click.option("--ghi", "notes", multiple=True, help="Câu tự viết, đứng đầu danh sách thay đổi; ghi được nhiều lần.")
def edition(day: datetime | None, notes: tuple[str, ...]) -> None:
    """Đóng dấu một ấn bản: ngày, ngày của số liệu, và bằng lời: từ ấn bản trước có gì đổi."""
    handbook = handbook_or_exit()
    stamp = (day.date() if day else date.today()).isoformat()
    path = workbook_path().with_name(Path(LOG).name)
    old = yaml.safe_load(path.read_text(encoding="utf-8")) if path.exists() else None
    if any(row["id"] == stamp for row in old or ()):
        print(f"{LOG}: ngày {stamp} đã có ấn bản. Chọn ngày khác bằng --ngay, hoặc xóa mục đó rồi chạy lại.", file=sys.stderr)
        sys.exit(1)
    told = [*notes, *since(last_commit() if old else None, handbook)] or ["Không có gì đổi."]
    row = {"id": stamp, "so_lieu_tinh_den": handbook.organisation.about.as_of, "thay_doi": told}
    path.write_text("# Các ấn bản, mới nhất đứng đầu. Do lệnh «run.py edition» viết; câu chữ sửa tay được.\n"
                    + yaml.safe_dump([row, *(old or [])], allow_unicode=True, sort_keys=False, width=110), encoding="utf-8")
    print(f"Ấn bản {stamp}, số liệu tính đến {handbook.organisation.about.as_of:%d/%m/%Y}:")
    for sentence in told:
        print(f"  - {sentence}")
    print(f"Đã ghi {path}. Đọc lại, sửa cho gọn, rồi chạy «run.py bundle».")


COMMANDS = (edition,)
