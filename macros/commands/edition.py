"""edition: stamp an edition with its day, the day of its figures, and what has changed since the last one, in words."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click
import yaml

from macros.commands import ROOT, data_folder, handbook_or_exit, typed
from macros.commands.choices import data_option, warn_option
from macros.files.lock import hold
from macros.files.whole import write_file
from macros.load import DataFolder
from macros.load.folder import shown_path
from macros.load.pages import read_page
from macros.load.workbook import parse_organisation
from macros.load.yaml_file import read_table
from macros.model import Handbook
from macros.model.changes import changes
from macros.model.editions import Edition
from macros.model.plain_yaml import plain_values
from macros.model.problems import Problems
from macros.vietnamese import format_date, format_number

LOG = "an-ban.yml"
_WORKBOOK = "to-chuc.xlsx"
# Readers want the news, not an inventory: beyond this many the rest becomes one sentence.
_MOST = 12
_MOST_UNITS = 5
# Part of data/ without names of its own → what readers call it.
_PARTS = {
    "hoi-dap/": "hỏi đáp", "thuat-ngu.yml": "thuật ngữ", "nhiem-vu.yml": "bảng nhiệm vụ", "tinh-huong.yml": "bảng tình huống",
    "viec-dinh-ky.yml": "danh mục việc định kỳ",
    "tham-quyen.yml": "bảng ai ban hành, ai ký", "the-thuc/": "quy tắc thể thức", "loi.yml": "danh mục lỗi thể thức",
    "dao-tao/": "chương trình học", "cau-hoi/": "câu hỏi ôn tập",
}


@dataclass(frozen=True)
class Before:
    """The last edition: a commit of this tree (None without git), and the workbook it was made with (None when not known)."""

    commit: str | None
    workbook: bytes | None

    def text(self, path: str) -> str | None:
        """The file at ``path`` as it was, or None."""
        content = _git("show", f"{self.commit}:{path}") if self.commit else None
        return content.decode("utf-8-sig", "replace") if content is not None else None


def _git(*arguments: str, folder: Path = ROOT) -> bytes | None:
    """What git says, or None where there is no git, no history or no such file."""
    try:
        return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return None


def last_edition(data: DataFolder, day: str, workbook: Path | None) -> Before:
    """How things stood when the edition of ``day`` was stamped. ``workbook``: the old workbook, when the reader kept one.

    The commit is the last that touched the log of editions. An office's own folder has its own history or none: the
    tree is then taken as it was on that day.
    """
    folder = data.own(LOG).parent
    stamped = (_git("log", "-1", "--format=%H", "--", LOG, folder=folder) or b"").decode().strip()
    old = workbook.read_bytes() if workbook else _git("show", f"{stamped}:./{_WORKBOOK}", folder=folder) if stamped else None
    if data.over:
        stamped = (_git("rev-list", "-1", f"--before={day} 23:59:59", "HEAD") or b"").decode().strip()
    return Before(stamped or None, old)


def since(before: Before, handbook: Handbook) -> list[str]:
    """What changed since the last edition, in sentences for clerks: rules, organisation, papers to fill in, pages, the rest."""
    told = list(_organisation(before, handbook))
    if before.commit:
        told = [*_sources(before, handbook), *told, *_changed(before, handbook)]
    return told


def _sources(before: Before, handbook: Handbook) -> Iterator[str]:
    text = before.text("data/can-cu.yml")
    old: Mapping[str, str] = {row["id"]: row["hieu_luc"] for row in plain_values(text)} if text else {}
    new = [source for source in handbook.sources.values() if source.id not in old]
    for source in handbook.sources.values():
        if source.id in old and old[source.id] != source.state:
            replaced = handbook.sources.get(source.replaced_by or "")
            by = f", thay bằng {replaced.label}" if replaced else ""
            yield f"Căn cứ {source.label}: nay {source.state_text}{by}."
    yield from _listed("Thêm căn cứ", [f"{source.label}, {source.title}" for source in new], quoted=False)


def _listed(verb: str, names: list[str], *, quoted: bool = True) -> Iterator[str]:
    """One sentence with the first names and the number of the others, or none."""
    if names:
        shown = "; ".join(f"«{name}»" if quoted else name for name in names[:_MOST])
        rest = f" và {len(names) - _MOST} mục khác" if len(names) > _MOST else ""
        yield f"{verb}: {shown}{rest}."


def _changed(before: Before, handbook: Handbook) -> Iterator[str]:
    """Templates, checklists and pages by their names; other data by what they are called. Pages for editors are left out."""
    told = (_git("diff", "--name-status", "--no-renames", before.commit or "", "--", "docs", "data") or b"").decode()
    names: dict[str, dict[str, list[str]]] = {part: {"A": [], "M": [], "D": []} for part in ("mau", "bang-kiem", "docs")}
    parts: list[str] = []
    for line in told.splitlines():
        kind, _, path = line.partition("\t")
        folder, _, name = path.partition("/")
        if kind == "M" and _same(before, path):
            continue
        if folder == "docs" and name.endswith(".md") and not name.startswith("quan-tri/"):
            names["docs"][kind].append(_page_title(before, handbook, name, gone=kind == "D"))
        elif folder == "data" and name.startswith(("mau/", "bang-kiem/")):
            part, _, file = name.partition("/")
            names[part][kind].append(_data_name(before, handbook, part, file.removesuffix(".yml"), gone=kind == "D"))
        elif folder == "data":
            parts += [words for start, words in _PARTS.items() if name.startswith(start) and words not in parts]
    moved = [name for name in names["docs"]["A"] if name in names["docs"]["D"]]
    for part, what in (("mau", "mẫu văn bản"), ("bang-kiem", "bảng kiểm"), ("docs", "trang")):
        for kind, verb in (("A", "Thêm"), ("M", "Sửa"), ("D", "Bỏ")):
            yield from _listed(f"{verb} {what}", [name for name in names[part][kind] if name not in moved])
    yield from _listed("Chuyển sang chỗ khác", moved)
    if parts:
        yield f"Có sửa trong: {', '.join(parts)}."


def _same(before: Before, path: str) -> bool:
    """Whether a reader would see no difference: only comments, spaces or the day of review were touched."""
    old, new = before.text(path), (ROOT / path)
    if old is None or new.suffix not in (".md", ".yml") or not new.is_file():
        return False
    text = new.read_text(encoding="utf-8-sig")
    if new.suffix == ".yml":
        return bool(plain_values(old) == plain_values(text))
    return _words(old) == _words(text)


def _words(page: str) -> list[str]:
    return [word for line in page.splitlines() if not line.startswith("ra_soat:") for word in line.split()]


def _page_title(before: Before, handbook: Handbook, name: str, *, gone: bool) -> str:
    if not gone and name in handbook.pages:
        return handbook.pages[name].meta.title
    page = read_page(name, before.text(f"docs/{name}") or "", Problems())
    return page.meta.title if page else name.removesuffix(".md")


def _data_name(before: Before, handbook: Handbook, part: str, name: str, *, gone: bool) -> str:
    if gone:
        old: Any = plain_values(before.text(f"data/{part}/{name}.yml") or "") or {}
        return str(old.get("ten", name))
    if part == "mau":
        return handbook.templates[name].name if name in handbook.templates else name
    return handbook.checklists[name].title if name in handbook.checklists else name


def _organisation(before: Before, handbook: Handbook) -> Iterator[str]:
    if before.workbook is None:
        return
    old = parse_organisation(before.workbook, "", Problems(), today=handbook.organisation.about.as_of, tasks=handbook.tasks)
    if old:
        yield from changes(old, handbook.organisation, handbook.tasks, most=_MOST_UNITS)


@click.command()
@click.option("--ngay", "day", type=click.DateTime(["%Y-%m-%d"]), help="Ngày ấn bản (mặc định: hôm nay).")
@click.option("--ghi", "notes", multiple=True, help="Câu tự viết, đứng đầu danh sách thay đổi; ghi được nhiều lần.")
@click.option("--bang-cu", "workbook", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Bảng tính tổ chức của ấn bản trước, khi thư mục dữ liệu không có lịch sử git.")
@warn_option
@data_option
def edition(day: datetime | None, notes: tuple[str, ...], workbook: Path | None, warn_readers: bool) -> None:
    """Đóng dấu một ấn bản: ngày, ngày của số liệu, nội dung thay đổi so với ấn bản trước."""
    today = date.today()
    if day and day.date() > today:
        print(f"--ngay: {day:%d/%m/%Y} là ngày chưa tới, ấn bản không đóng dấu trước được. Bỏ --ngay để lấy hôm nay.", file=sys.stderr)
        sys.exit(1)
    handbook, data = handbook_or_exit(warn_readers=warn_readers), data_folder()
    with hold(data.own(LOG)):
        _stamp(handbook, data, (day.date() if day else today).isoformat(), notes, workbook)


def _stamp(handbook: Handbook, data: DataFolder, stamp: str, notes: tuple[str, ...], workbook: Path | None) -> None:
    """Put the edition of the day ``stamp`` at the top of the log; exit 1, with a sentence, when that cannot be."""
    path = data.own(LOG)
    editions = _logged(path)
    if any(row["id"] == stamp for row in editions):
        print(f"{shown_path(path)}: ngày {stamp} đã có ấn bản. Chọn ngày khác bằng --ngay, hoặc xóa mục đó rồi chạy lại.",
              file=sys.stderr)
        sys.exit(1)
    told = _told(handbook, data, editions, notes, workbook)
    row = {"id": stamp, "so_lieu_tinh_den": handbook.organisation.about.as_of, "thay_doi": told}
    write_file(path, ("# Các ấn bản, mới nhất đứng đầu. Do lệnh «run.py edition» viết; câu chữ sửa tay được.\n"
                      + yaml.safe_dump([row, *editions], allow_unicode=True, sort_keys=False, width=110)).encode())
    print(f"Ấn bản {stamp}, số liệu tính đến {handbook.organisation.about.as_of:%d/%m/%Y}:")
    for sentence in told:
        print(f"  - {sentence}")
    print(f"Đã ghi {shown_path(path)}. Đọc lại, sửa cho gọn, rồi chạy «{typed('bundle')}».")


def _logged(path: Path) -> list[Any]:
    """The editions so far; None without a log. A log that holds nothing has lost its history: then exit 1."""
    if not path.exists():
        return []
    problems = Problems()
    editions = read_table(path, shown_path(path), Edition, problems)
    if not problems and not editions:
        problems.error(shown_path(path), "nhật ký ấn bản trống, có thể đã hỏng",
                       "Lấy lại tệp từ bản sao hoặc từ git. Để bắt đầu nhật ký mới, xóa tệp này rồi chạy lại.")
    if problems:
        print("\n".join(map(str, problems)), file=sys.stderr)
        sys.exit(1)
    return list(plain_values(path.read_text(encoding="utf-8-sig")))


def _told(handbook: Handbook, data: DataFolder, editions: list[Any], notes: tuple[str, ...], workbook: Path | None) -> list[str]:
    """The sentences of the new edition; exit 1 when nothing is known and the reader wrote nothing."""
    if not editions:
        about = handbook.organisation.about
        whose = f"Ấn bản đầu theo dữ liệu của {about.owner}" if data.over else "Ấn bản đầu của sổ tay"
        units, members = format_number(len(handbook.organisation.units)), format_number(about.total_members)
        more = f": {units} đơn vị, {members} đảng viên, tính đến {format_date(about.as_of)}" if data.over else ""
        return [*notes, f"{whose}{more}."]
    before = last_edition(data, max(row["id"] for row in editions), workbook)
    if before.commit is None and before.workbook is None:
        if notes:
            return [*notes]
        print("Không có lịch sử git nên không so được với ấn bản trước. Thêm --bang-cu và tệp bảng tính của ấn bản trước, "
              "hoặc tự viết thay đổi bằng --ghi.", file=sys.stderr)
        sys.exit(1)
    if before.workbook is None:
        print(f"Không có bản trước của {_WORKBOOK} nên không nêu thay đổi về đơn vị, số liệu, hạn. Có thì thêm --bang-cu <tệp>.",
              file=sys.stderr)
    return [*notes, *since(before, handbook)] or ["Không có thay đổi."]


COMMANDS = (edition,)
