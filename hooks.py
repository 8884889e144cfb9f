"""MkDocs' adapter: each event is one call into macros.site. Only this file and macros/__init__.py know MkDocs."""

import gc
import logging
import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from macros.model.settings import BuildSettings
from macros.site.build import BuildStopped, Site
from macros.site.serve import Serving
from macros.site.wayfinding import hang_under_lists, trail

log = logging.getLogger("mkdocs.hooks.so_tay")
ROOT, SETTINGS = Path(__file__).parent, BuildSettings.of_environment(os.environ)
SERVING = Serving(ROOT, SETTINGS, get_context)


def _or_stop(work: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return work(*arguments)
    except BuildStopped as error:
        raise PluginError(str(error)) from None


@event_priority(100)
def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Load every fact before anything else needs one."""
    gc.set_threshold(200_000, 20, 20)  # a build makes millions of small objects that live to its end
    config.extra["so_tay"] = _or_stop(Site, ROOT, Path(config.docs_dir), SETTINGS, SETTINGS.day or date.today())
    _or_stop(config.extra["so_tay"].dress, config)
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put an office's pages in their places; join our scripts and style sheets into one file each; add what is made from data."""
    site, joined = config.extra["so_tay"], set[str]()
    made = dict(_or_stop(site.own_files))
    for folder in site.assets.folders:
        theirs = [file for file in files if file.src_uri.rpartition("/")[0] == folder and site.assets.is_shipped(file.src_uri)]
        made |= [_or_stop(site.joined, folder, {file.src_uri: file.content_string for file in theirs})]
        joined |= {file.src_uri for file in theirs}
    made |= _or_stop(site.make_all)
    kept = [file for file in files if file.src_uri not in made and file.src_uri not in joined and site.assets.is_shipped(file.src_uri)]
    return Files([*kept, *(File.generated(config, path, content=content) for path, content in made.items())])


def on_nav(nav: Any, config: MkDocsConfig, files: Files) -> Any:
    """Hang pages that stand in no menu under their lists; a single page that is made again while serving needs the menu."""
    SERVING.last.nav = nav
    hang_under_lists(files, nav.homepage)
    return nav


@event_priority(-50)
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Compose the whole page, after the macros of its own prose have been carried out."""
    site, page.meta = config.extra["so_tay"], config.extra["so_tay"].front(page.file.src_uri, page.meta)
    return str(site.compose(page.file.src_uri, markdown, log.warning))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Put our HTML in its place, explain terms and make links relative."""

    def link(target: str) -> str | None:
        known = files.get_file_from_path(target) or files.get_file_from_path(target.removesuffix(".html") + ".md")
        return get_relative_url(target, page.url) if known else None

    path, site = page.file.src_uri, config.extra["so_tay"]
    page.present_anchor_ids = (page.present_anchor_ids or set()) | site.anchors(path)
    return str(site.html(path, page.url, html, link, log.warning))


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Give the overrides the facts and the fragments."""
    SERVING.last.env, SERVING.last.files = env, files
    env.globals.update(_or_stop(config.extra["so_tay"].globals), duong_di=trail)
    return env


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index and check the house style: at once, or while serving when the first page is up."""
    SERVING.finish(config, log.warning)


def on_serve(server: Any, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Take over the answering of saves; the last good build, which was shown until now, gives way to the new one."""
    command = (sys.executable, "-X", "utf8", "-m", "mkdocs", "build", "--strict", "--config-file", config.config_file_path)
    SERVING.attach(server, config, builder, command)
