"""MkDocs' adapter: load the data, add what is made from it, compose the page kinds, check the links, write the index.

Thin on purpose: MkDocs 1.x and Material have an end, and only this file and macros/__init__.py would change with them.
"""

from __future__ import annotations

import logging
import os
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from macros import downloads, render
from macros.load import DataError, load_handbook
from macros.load.pages import read_page
from macros.load.problems import Problems

log = logging.getLogger("mkdocs.hooks.so_tay")
ROOT = Path(__file__).parent
_ASSETS = {"assets/javascripts": "so-tay.js", "assets/stylesheets": "so-tay.css"}
_SITE_LINK = re.compile(r'(?P<before>\s(?:href|src|data-nap)=")/(?P<target>[^/"][^"]*|)"')


def _today() -> date:
    """The one place where a build reads the clock; SOURCE_DATE_EPOCH stands for it when it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else date.today()


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load every fact before anything else needs one."""
    today = _today()
    data = Path(os.environ.get("SO_TAY_DATA") or ROOT / "data")
    try:
        handbook = load_handbook(data, Path(config.docs_dir), today=today)
    except DataError as error:
        raise PluginError(f"Dữ liệu có {len(error.problems)} chỗ phải sửa:\n{error}") from None
    for warning in handbook.warnings:
        log.info(warning)
    config.extra["handbook"], config.extra["today"] = handbook, today
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Join our scripts and style sheets into one file each, and add pages and downloads made from data."""
    for folder, name in _ASSETS.items():
        parts = [f for f in files if f.src_uri.rpartition("/")[0] == folder]
        joined = "\n".join(f.content_string for f in sorted(parts, key=lambda f: f.src_uri))
        for part in parts:
            files.remove(part)
        files.append(File.generated(config, f"{folder}/{name}", content=joined))
    handbook, today = config.extra["handbook"], config.extra["today"]
    for path, text in downloads.pages(handbook, today):
        files.append(File.generated(config, path, content=text))
    for path, content in downloads.files(handbook, today):
        files.append(File.generated(config, path, content=content))
    return files


@event_priority(-50)  # after the macros of the page's own prose have been expanded
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Choose the template of the page kind, and let structured kinds compose the whole page."""
    kind = page.meta.get("loai", "trang")
    if (ROOT / "overrides" / f"{kind}.html").exists():
        page.meta.setdefault("template", f"{kind}.html")
    handbook = config.extra["handbook"]
    facts = handbook.pages.get(page.file.src_uri)
    if facts and facts.meta.procedure:
        return render.procedure_markdown(handbook, facts, markdown)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Make links that fragments write from the site's root relative, and check that they lead somewhere."""
    known = {file.url: file for file in files}

    def relative(match: re.Match[str]) -> str:
        path, mark, anchor = (match["target"] or "index.html").partition("#")
        path, query_mark, query = path.partition("?")
        if path not in known:
            log.warning("docs/%s: liên kết «/%s» không có trang hoặc tệp nào", page.file.src_uri, path)
        return f'{match["before"]}{get_relative_url(path, page.url)}{query_mark}{query}{mark}{anchor}"'

    return _SITE_LINK.sub(relative, html)


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give the overrides the facts and the fragments."""
    env.globals["so_tay"] = render.Fragments(config.extra["handbook"], config.extra["today"])
    return env
