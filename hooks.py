"""MkDocs' adapter: load the data, add what is made from it, compose the page kinds, check the links, write the index.

Thin on purpose: MkDocs 1.x and Material have an end, and only this file and macros/__init__.py would change with them.
"""

from __future__ import annotations

import gc
import logging
import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from macros import search
from macros.documents import pages as papers
from macros.documents import pdf
from macros.glossary import explain_terms
from macros.lint import check_tree
from macros.load import DataError, load_handbook
from macros.load.pages import read_page
from macros.model.base import UnknownName
from macros.model.pages import Page as Facts
from macros.model.problems import Problems
from macros.model.subject import Subject
from macros.organisation import unit_button
from macros.site.interim import Interim, keep
from macros.site.pages import Fragments, page_markdown
from macros.site.refresh import Refresh
from macros.sources import outdated_banners
from macros.subjects import SUBJECTS, all_files
from macros.training import lesson_markdown

log = logging.getLogger("mkdocs.hooks.so_tay")
ROOT = Path(__file__).parent
LAST_SERVED = ROOT / ".site-served"  # what the next «serve» shows until its own build is ready
PDF_CACHE = ROOT / ".site-pdf"  # PDF copies by the content of their documents, so that the next build has them
_ASSETS = {"assets/javascripts": "so-tay.js", "assets/stylesheets": "so-tay.css", "assets/search": "tim-kiem.js"}
_SITE_LINK = re.compile(r'(?P<before>\s(?:href|src|data-nap)=")/(?P<target>[^/"][^"]*|)"')


def _today() -> date:
    """The one place where a build reads the clock; SOURCE_DATE_EPOCH stands for it when it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


def _own_data() -> Path | None:
    """The office's own folder of data, when one was given."""
    over = os.environ.get("SO_TAY_DATA")
    return Path(over) if over else None


class _Later:
    """While serving, what readers of the page do not wait for (lint, search index) is done once the page is up."""

    serving = False
    up = False
    interim: Interim | None = None
    _waiting: list[Callable[[], None]] = []
    _running: list[threading.Thread] = []

    @classmethod
    def do(cls, work: Callable[[], None]) -> None:
        """Run ``work`` now when building, in the background when serving."""
        if not cls.serving:
            work()
        elif cls.up:
            cls._start(work)
        else:
            cls._waiting.append(work)

    @classmethod
    def page_is_up(cls) -> None:
        """Begin what has waited for the first answer."""
        cls.up = True
        while cls._waiting:
            cls._start(cls._waiting.pop(0))

    @classmethod
    def wait(cls) -> None:
        """Let the background work of the last build end before the next one begins."""
        while cls._running:
            cls._running.pop().join()

    @classmethod
    def _start(cls, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, daemon=True)
        cls._running.append(thread)
        thread.start()


class _Last:
    """The last whole build while serving, from which single pages are made anew."""

    config: MkDocsConfig | None = None
    files: Any = None
    nav: Any = None
    env: Any = None
    makers: dict[str, Subject] = {}


def on_startup(command: str, dirty: bool) -> None:
    """Remember whether MkDocs serves or builds."""
    _Later.serving = command == "serve"
    # An office's own data make another site: what is kept for the next start is the tree's own only.
    if _Later.serving and not _own_data() and (address := os.environ.get("SO_TAY_DIA_CHI")):
        host, _, port = address.rpartition(":")
        _Later.interim = Interim(LAST_SERVED, host, int(port))
    # A build makes millions of small objects that live to its end; looking for dead ones among them takes a tenth of it.
    gc.set_threshold(200_000, 20, 20)


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """The first page is about to be served: the last good build gives way to it. An office's own data are watched too."""
    over = _own_data()
    if over:
        server.watch(str(over))
    site = Path(config.site_dir)
    refresh = Refresh(
        docs=Path(config.docs_dir), data=[ROOT / "data", ROOT / "macros", *([over] if over else [])], site=site,
        some=_some_pages, whole=builder, after=lambda: None if over else keep(site, LAST_SERVED),
        behind=(sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", config.config_file_path, "--site-dir"),
    )  # fmt: skip

    def answer(environ: dict[str, Any], start: Any) -> Any:
        refresh.seen(environ["PATH_INFO"])
        return server.serve_request(environ, start)

    server.builder = refresh
    server.set_app(answer)
    if _Later.interim:
        _Later.interim.give_way()
    threading.Timer(1.0, _Later.page_is_up).start()


def _some_pages(saved: set[str], viewed: set[str]) -> bool:
    """Make some pages of the last build anew: ``saved`` paths below docs/, ``viewed`` addresses. False: build the whole instead."""
    last = _Last
    if last.config is None:
        return False
    config, files, nav, env = last.config, last.files, last.nav, last.env
    titles = {path: facts.meta.title for path, facts in config.extra["pages"].items()}
    _load_facts(config)
    handbook, today = config.extra["handbook"], config.extra["today"]
    wanted = {file.src_uri for file in files.documentation_pages() if file.url in viewed} | saved
    made: dict[str, Facts] = {}
    problems = Problems()
    for maker in {last.makers[path] for path in wanted if path in last.makers}:
        for path, text in maker.pages(handbook, today):
            if path in wanted and (facts := read_page(path, text, problems)):
                made[path] = facts
                files.src_uris[path].content_string = text
    if problems:
        raise PluginError("\n".join(map(str, problems)))
    config.extra["pages"] = {**config.extra["pages"], **handbook.pages, **made}
    # Menus hold titles, and a page that is gone or new changes them too.
    if any(config.extra["pages"][path].meta.title != title for path, title in titles.items()) or not wanted <= files.src_uris.keys():
        return False
    config.extra["banners"], config.extra["search_pages"] = outdated_banners(handbook), []
    macros = config.plugins["macros"]
    macros.on_config(config)
    macros.on_nav(nav, config=config, files=files)
    on_env(env, config, files)
    pages = [files.src_uris[path].page for path in sorted(wanted)]
    for page in pages:
        build._populate_page(page, config, files)
    for page in pages:
        build._build_page(page, config, files.documentation_pages(), nav, env)
    return True


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Remember what single pages need, while serving."""
    _Last.nav, _Last.files = nav, files
    return nav


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load every fact before anything else needs one."""
    _Last.config = None
    _load_facts(config)
    return config


def _load_facts(config: MkDocsConfig) -> None:
    """Facts and the day into ``config.extra``."""
    today = _today()
    try:
        handbook = load_handbook(
            ROOT / "data", Path(config.docs_dir), today=today, over=_own_data(), warn_readers=bool(os.environ.get("SO_TAY_CANH_BAO"))
        )
    except DataError as error:
        raise PluginError(f"Dữ liệu có {error.stopping} chỗ phải sửa:\n{error}") from None
    for warning in handbook.warnings:
        log.info(warning)
    if os.environ.get("SO_TAY_PDF"):
        handbook = handbook.with_pdf()
    config.extra["handbook"], config.extra["today"] = handbook, today


def on_pre_build(config: MkDocsConfig) -> None:
    """Tell what must not be published and what breaks the house style; any of it stops a strict build."""
    _Later.wait()

    def lint() -> None:
        problems = Problems()
        check_tree(ROOT, problems, _own_data())
        for problem in problems.stopping():
            log.warning(problem)

    _Later.do(lint)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Join our scripts and style sheets into one file each, and add pages and downloads made from data."""
    for folder, name in _ASSETS.items():
        parts = [f for f in files if f.src_dir == config.docs_dir and f.src_uri.rpartition("/")[0] == folder]
        joined = "\n".join(f.content_string for f in sorted(parts, key=lambda f: f.src_uri))
        for part in parts:
            files.remove(part)
        files.append(File.generated(config, f"{folder}/{name}", content=joined))
    handbook, today = config.extra["handbook"], config.extra["today"]
    problems = Problems()
    made: dict[str, Facts] = {}
    for subject in SUBJECTS:
        for path, text in subject.pages(handbook, today):
            _Last.makers[path] = subject
            files.append(File.generated(config, path, content=text))
            if facts := read_page(path, text, problems):
                made[path] = facts
    if problems:
        raise PluginError("\n".join(map(str, problems)))
    made_files = all_files(handbook, today)
    if handbook.pdf:
        documents = {path: content for path, content in made_files if papers.pdf_path(path)}
        try:
            made_files += pdf.copies(documents, PDF_CACHE).items()
        except pdf.Unavailable as error:
            raise PluginError(str(error)) from None
    for path, content in made_files:
        files.append(File.generated(config, path, content=content))
    config.extra["pages"] = {**handbook.pages, **made}
    config.extra["banners"] = outdated_banners(handbook)
    config.extra["search_pages"] = []
    return files


@event_priority(-50)  # after the macros of the page's own prose have been expanded
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Choose the template of the page kind, and let structured kinds compose the whole page."""
    kind = page.meta.get("loai", "trang")
    if (ROOT / "overrides" / f"{kind}.html").exists():
        page.meta.setdefault("template", f"{kind}.html")
    handbook = config.extra["handbook"]
    facts: Facts = config.extra["pages"][page.file.src_uri]
    compose = lesson_markdown if facts.meta.lesson else page_markdown
    try:
        return compose(handbook, facts, markdown)
    except UnknownName as error:  # a warning, so that a strict build tells the faults of every page and then stops
        log.warning("docs/%s: %s", page.file.src_uri, error)
        return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put the banner of what is outdated on top, gather the text for the search, explain terms, make links relative."""
    html = config.extra["banners"].get(page.url, "") + html
    meta = config.extra["pages"][page.file.src_uri].meta
    if not (meta.search or {}).get("exclude"):
        keywords = tuple((meta.search or {}).get("tu_khoa", ()))
        config.extra["search_pages"].append(search.SearchPage(page.url, meta.title, meta.kind, html, keywords))
    return _relative_links(explain_terms(html, config.extra["handbook"].terms.values()), page, files)


def _relative_links(html: str, page: Page, files: Files) -> str:
    """Links that fragments write from the site's root, made relative; each must lead to a page or a file."""

    def relative(match: re.Match[str]) -> str:
        path, mark, anchor = (match["target"] or "index.html").partition("#")
        path, query_mark, query = path.partition("?")
        if files.get_file_from_path(path) is None and files.get_file_from_path(path.removesuffix(".html") + ".md") is None:
            log.warning("docs/%s: liên kết «/%s» không có trang hoặc tệp nào", page.file.src_uri, path)
        return f'{match["before"]}{get_relative_url(path, page.url)}{query_mark}{query}{mark}{anchor}"'

    return _SITE_LINK.sub(relative, html)


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index; while serving, keep the whole for the next start."""
    pages, handbook, site = config.extra["search_pages"], config.extra["handbook"], Path(config.site_dir)

    def index() -> None:
        for path, content in search.build(pages, handbook):
            target = site / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if _Later.serving and not _own_data():
            keep(site, LAST_SERVED)

    _Later.do(index)
    if _Later.serving:
        _Last.config = config  # only now: a build that failed halfway has pages without titles and text


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give the overrides the facts and the fragments."""
    try:
        env.globals["nut_don_vi"] = unit_button(config.extra["handbook"], os.environ.get("SO_TAY_DON_VI"))
    except UnknownName as error:
        raise PluginError(f"Bản riêng cho đơn vị: {error}") from None
    _Last.env = env
    env.globals["so_tay"] = Fragments(
        config.extra["handbook"], config.extra["today"], config.extra["pages"], _changed_dates(Path(config.docs_dir))
    )
    return env


def _changed_dates(docs: Path) -> dict[str, date]:
    """The day of the last commit that touched each file under ``docs``; empty where there is no git to ask."""
    command = ["git", "log", "--format=%cs", "--name-only", "--relative", "--no-renames", "--", "."]
    try:
        told = subprocess.run(command, cwd=docs, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return {}
    days: dict[str, date] = {}
    day = date.min
    for line in filter(None, told.splitlines()):
        if re.fullmatch(r"\d{4}-\d\d-\d\d", line):
            day = date.fromisoformat(line)
        else:
            days.setdefault(line, day)  # newest first
    return days
