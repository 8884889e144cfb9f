"""office check: all that an office needs to know before it gives its handbook away, in one run and in plain words."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT, data_folder, typed
from macros.commands.choices import build_settings, data_option, warn_option
from macros.commands.data import workbook_path
from macros.commands.office_texts import changed_under
from macros.commands.site import BuildFailed, run_mkdocs
from macros.documents.check.check import report_on
from macros.files.whole import WriteError
from macros.lint import check_tree, guard
from macros.load import DataError, load_handbook
from macros.load.folder import shown_path
from macros.model import Handbook
from macros.model.answer_pages import answer_pages
from macros.model.menu import hidden_pages, is_hidden, menu_of
from macros.model.problems import MOST_TOLD, Problems
from macros.offline.audit import audit
from macros.search import FOLDER as SEARCH
from macros.search import title_finds, titles_of
from macros.vietnamese import format_number

_TOLD_ABOVE = re.compile(r"Dừng vì|Tạo xong|$")


@dataclass(frozen=True)
class Step:
    """One thing that was looked at: what is wrong with it, or why it was not looked at."""

    name: str
    faults: tuple[str, ...] = ()
    left_out: str = ""


@click.command()
@warn_option
@data_option
def check(warn_readers: bool) -> None:
    """Tự kiểm tra sổ tay của đơn vị trước khi phát hành: dữ liệu, trang, bản tạo thử, mẫu, tìm kiếm, liên kết."""
    steps: list[Step] = []
    for step in _steps(warn_readers):
        steps.append(step)
        for fault in step.faults[:MOST_TOLD]:
            print(fault, file=sys.stderr)
        if len(step.faults) > MOST_TOLD:
            print(f"… và {format_number(len(step.faults) - MOST_TOLD)} chỗ nữa.", file=sys.stderr)
    print("\nKết quả kiểm tra")
    for step in steps:
        told = step.left_out or (f"{format_number(len(step.faults))} chỗ phải sửa" if step.faults else "đạt")
        print(f"  {step.name}: {told}")
    if news := changed_under(data_folder()):
        print(f"Sổ tay gốc có thay đổi ở {format_number(len(news))} tệp mà đơn vị có bản riêng. Xem: «{typed('office upgrade')}».")
    faults = sum(len(step.faults) for step in steps)
    if faults:
        print(f"Chưa phát hành được: {format_number(faults)} chỗ phải sửa, nêu ở trên. Sửa rồi chạy lại lệnh này.")
        sys.exit(1)
    print(f"Phát hành được. Bước sau: «{typed('edition')}», rồi «{typed('bundle')}».")


def _steps(warn_readers: bool) -> Iterator[Step]:
    """Everything that can be looked at; what rests on something broken is left out, the rest is not."""
    handbook, facts = _facts(warn_readers)
    yield Step("Dữ liệu", facts)
    style = Problems()
    check_tree(ROOT, style, data_folder().over)
    prose = tuple(str(problem) for problem in style.stopping())
    yield Step("Cách viết, điều không được công bố", prose)
    if handbook is None:
        why = "chưa kiểm tra, vì dữ liệu còn chỗ phải sửa"
        yield from (Step(name, left_out=why) for name in ("Tạo thử", "Mẫu văn bản", "Tìm kiếm", "Bản để phát"))
        return
    with tempfile.TemporaryDirectory(prefix="so-tay-") as folder:
        site = Path(folder, "site")
        said: list[str] = []
        try:
            run_mkdocs(site, build_settings(warn_readers=warn_readers), said.append)
        except BuildFailed:
            known = {*facts, *prose}
            new = dict.fromkeys(line for text in said for line in text.splitlines() if not _TOLD_ABOVE.match(line) and line not in known)
            yield Step("Tạo thử", tuple(new), "" if new else "chưa tạo được trang, vì các chỗ nêu ở trên")
            yield from (Step(name, left_out="chưa kiểm tra, vì chưa tạo được trang") for name in ("Mẫu văn bản", "Tìm kiếm", "Bản để phát"))
            return
        except WriteError as error:
            yield Step("Tạo thử", (str(error),))
            return
        yield Step("Tạo thử")
        yield Step("Mẫu văn bản", tuple(_documents(site, handbook)))
        yield Step("Tìm kiếm", tuple(_search(site, handbook)))
        secrets = guard(site, marked=[ROOT / "docs", *data_folder().folders()])
        yield Step("Bản để phát", (*audit(site), *map(str, secrets)))


def _facts(warn_readers: bool) -> tuple[Handbook | None, tuple[str, ...]]:
    """The handbook, or None, and what is wrong with the facts, the workbook's hidden corners included."""
    data, path = data_folder(), workbook_path()
    secrets = tuple(map(str, guard(path))) if path.is_file() else ()
    try:
        handbook = load_handbook(data.base, ROOT / "docs", today=date.today(), over=data.over, warn_readers=warn_readers)
    except DataError as error:
        # What must not be published stands first: of very many faults only the first are printed.
        return None, (*secrets, *(str(problem) for problem in error.problems if problem.severity != "warning"))
    if not handbook.organisation.holidays:
        secrets += (f"{shown_path(path)} › trang «Ngày nghỉ»: chưa có ngày nghỉ nào nên hạn rơi vào ngày nghỉ không được lùi. "
                    "Chép các dòng ngày nghỉ từ data/to-chuc.xlsx của sổ tay.",)  # fmt: skip
    return handbook, secrets


def _documents(site: Path, handbook: Handbook) -> Iterator[str]:
    """What the checker of documents finds in the filled example of every template: they are shown as models."""
    for path in sorted(site.rglob("*-vi-du.docx")):
        name = path.relative_to(site).as_posix()
        report = report_on(path.read_bytes(), file=name, documents=handbook.documents, today=date.today())
        for finding in report.findings:
            if finding.severity == "error":
                yield f"{name} › {finding.place}: {finding.found} → {finding.expected}. {finding.mend}"


def _search(site: Path, handbook: Handbook) -> Iterator[str]:
    """What the search cannot lead to of pages, sources, checklists and templates, what of them is not found by its own title, and
    what it leads to that is not there."""
    titles = titles_of((site / SEARCH / "du-lieu.js").read_bytes())
    named = {page.url: page.meta.title for page in handbook.pages.values() if not (page.meta.search or {}).get("exclude")}
    named |= {f"bang-kiem/{name}.html": checklist.title for name, checklist in handbook.checklists.items()}
    named |= {page.url: page.title for page in answer_pages(handbook)}
    named |= {f"soan-thao/mau/{name}.html": template.name for name, template in handbook.templates.items()}
    hidden = hidden_pages(menu_of((ROOT / "mkdocs.yml").read_text(encoding="utf-8")), handbook.look.hidden)
    named = {url: title for url, title in named.items() if not is_hidden(url.removesuffix("html") + "md", hidden)}
    wanted = [*named, *(f"can-cu/{name}.html" for name in handbook.sources if not is_hidden(f"can-cu/{name}.md", hidden))]
    yield from (f"tìm kiếm: không tìm ra trang {url}. Xem trường «search» ở đầu trang đó." for url in _missing(wanted, titles))
    for url, title in sorted(named.items()):
        if url in titles and not title_finds(title, url, titles):
            yield f"tìm kiếm: nhập «{title}» không tìm ra trang {url}. Đặt tên trang có chữ, khác tên các trang kia."
    there = {path.relative_to(site).as_posix() for path in site.rglob("*.html")}
    yield from (f"tìm kiếm: dẫn tới trang {url} không có trong bản tạo thử. Chạy lại lệnh này." for url in _missing(titles, there))


def _missing(wanted: Iterable[str], there: Collection[str]) -> list[str]:
    return sorted(set(wanted).difference(there))
