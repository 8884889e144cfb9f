"""The handbook with fewer and ever more pages of its own kinds, and stock Material on the same pages: built cold, and one page saved;
processor time and memory."""

from __future__ import annotations

import compileall
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from macros.commands import ROOT
from macros.commands.choices import build_settings
from macros.model.settings import BuildSettings
from macros.site.build import Site
from tests.bench import fewer
from tests.bench.timed import Run, timed

_STOCK = """site_name: Stock
use_directory_urls: false
theme: {name: material, language: vi, font: false,
  features: [navigation.tabs, navigation.prune, navigation.path, navigation.indexes, navigation.footer, navigation.top, toc.follow]}
plugins: [search]
markdown_extensions: [abbr, admonition, attr_list, def_list, footnotes, md_in_html, tables, toc: {permalink: true}, pymdownx.details,
  pymdownx.superfences, pymdownx.tabbed: {alternate_style: true}, pymdownx.tasklist: {custom_checkbox: true}]
validation: {links: {not_found: ignore, unrecognized_links: ignore, absolute_links: ignore}, nav: {omitted_files: ignore}}
"""
_TREE = ("docs", "data", "macros", "overrides", "mkdocs.yml", "hooks.py", "LICENSE", "requirements.txt")
_COPIED = ("quy-trinh", "nhiem-vu")  # pages that an editor writes, and that no other file must know
_IN_NO_MENU = "not_in_nav: |\n" + "".join(f"  /{part}/*-ban-*\n" for part in _COPIED)
_TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
_LEFT_OUT = " data-search-exclude"  # the theme's own search stumbles over a list that bears it
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def our_tree(folder: Path, more: int) -> Path:
    """Our project in ``folder`` with ``more`` pages that are copies of pages of procedures and tasks."""
    ignored = shutil.ignore_patterns("__pycache__")
    for name in _TREE:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        else:
            shutil.copy(ROOT / name, folder / name)
    written = [page for part in _COPIED for page in sorted((ROOT / "docs" / part).glob("*.md")) if page.name != "index.md"]
    for number in range(more):
        turn, page = number // len(written) + 2, written[number % len(written)]
        text = _TITLE.sub(lambda title: f"title: {title[1]} {turn}", page.read_text(encoding="utf-8"), count=1)  # noqa: B023
        text = re.sub(r"^# (.*)$", lambda title: f"# {title[1]} {turn}", text, count=1, flags=re.MULTILINE)  # noqa: B023
        place = folder / "docs" / page.parent.name / f"{page.stem}-ban-{turn}.md"
        place.write_text(text, encoding="utf-8")
    settings = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(settings.replace("not_in_nav: |\n", _IN_NO_MENU), encoding="utf-8")
    return folder


def fewer_tree(root: Path, count: int) -> Path:
    """The project ``root`` with ``count`` of its pages (``fewer.py``); that links to the others lead nowhere stops nothing."""
    shutil.copy(fewer.__file__, root / "fewer.py")
    settings = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("strict: true", "strict: false")
    (root / "mkdocs.yml").write_text(settings.replace("hooks: [hooks.py]", "hooks: [hooks.py, fewer.py]"), encoding="utf-8")
    (root / fewer.COUNT).write_text(str(count), encoding="utf-8")
    return root


def _pages(root: Path, few: int | None) -> Iterator[tuple[str, str]]:
    """(path, Markdown) of every page of the project, its macros carried out, the HTML that they made standing in it."""
    site = Site(root, root / "docs", BuildSettings(), date.today())
    made = {path for path, content in site.make_all() if path.endswith(".md") and content}
    for path in sorted(site.pages if few is None else fewer.kept(site.pages, few)):
        title = f"---\ntitle: {site.pages[path].meta.title!r}\n---\n\n"
        if path in made:
            text = f"{site._made[path].html}\n"
        else:
            body = _FRONT.sub("", (root / "docs" / path).read_text(encoding="utf-8"))
            composed = site.compose(path, site.expand(path, body, print), print)
            text = site._finished[path].back(composed)
        yield path, title + text.replace(_LEFT_OUT, "")


def stock_tree(folder: Path, root: Path, few: int | None = None) -> Path:
    """Stock Material on the pages of the project ``root``, or on a ``few`` of them: no part of ours but the words."""
    for path, text in _pages(root, few):
        place = folder / "docs" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(_STOCK + _IN_NO_MENU, encoding="utf-8")
    return folder


def built(folder: Path) -> tuple[Run, int]:
    """A cold build of the project in ``folder``, and how many pages it gave."""
    compileall.compile_dir(folder, quiet=1)  # as the packages that stock Material consists of are compiled when they are installed
    run = _run([sys.executable, "-X", "utf8", "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder / "site")], folder)
    return run, len(list((folder / "site").rglob("*.html")))


def edited(folder: Path, page: str) -> tuple[float, float]:
    """Processor time of the answer to a save of ``page`` in ``folder`` while serving, and of MkDocs' own ``--dirty``."""
    run = _run([sys.executable, "-X", "utf8", str(Path(__file__).with_name("edited.py")), page], folder)
    answer, dirty = run.output.split()[-2:]
    return float(answer), float(dirty)


def _run(command: list[str], folder: Path) -> Run:
    run = timed(command, cwd=folder, env=build_settings())
    if run.code:
        sys.exit(f"Chưa tạo được {folder}:\n{run.output[-3000:]}")
    return run
