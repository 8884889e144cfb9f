"""Single pages made anew from the last whole build, through the objects that MkDocs handed over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any


class LastBuild:
    """What single pages need of the last whole build; ``context(nav, files, config, page)`` is MkDocs' own."""

    def __init__(self, context: Callable[..., Any]) -> None:
        self._context = context
        self.config: Any = None
        self.files: Any = None
        self.nav: Any = None
        self.env: Any = None

    def make_again(self, saved: set[str], viewed: set[str]) -> bool:
        """Make the pages at ``saved`` (paths below docs/) and ``viewed`` (addresses) anew. False: the whole must be built instead."""
        if self.config is None:
            return False
        site = self.config.extra["so_tay"]
        wanted = {file.src_uri for file in self.files.documentation_pages() if file.url in viewed} | saved
        texts = site.remake(wanted)
        if texts is None:
            return False
        for path, text in texts.items():
            self.files.src_uris[path].content_string = text
        self.env.globals.update(site.globals())
        pages = [self.files.src_uris[path].page for path in sorted(wanted)]
        for page in pages:
            self._read(page)
        for page in pages:
            self._write(page)
        return True

    def _read(self, page: Any) -> None:
        """What MkDocs does with a page before any is written."""
        config, files = self.config, self.files
        page = config.plugins.on_pre_page(page, config=config, files=files)
        page.read_source(config)
        page.markdown = config.plugins.on_page_markdown(page.markdown, page=page, config=config, files=files)
        page.render(config, files)
        page.content = config.plugins.on_page_content(page.content, page=page, config=config, files=files)

    def _write(self, page: Any) -> None:
        config, nav = self.config, self.nav
        page.active = True
        try:
            context = self._context(nav, self.files.documentation_pages(), config, page)
            context = config.plugins.on_page_context(context, page=page, config=config, nav=nav)
            output = self.env.get_template(page.meta.get("template", "main.html")).render(context)
            output = config.plugins.on_post_page(output, page=page, config=config)
            Path(page.file.abs_dest_path).write_text(output, encoding="utf-8", errors="xmlcharrefreplace")
        finally:
            page.active = False
