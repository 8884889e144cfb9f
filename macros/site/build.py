"""One build of the site: facts → pages, files and macros → what MkDocs is given, and what is done with what it gives back.

Knows nothing of MkDocs: ``hooks.py`` asks and hands over.
"""

from __future__ import annotations

import logging
import re
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from macros.documents import Unavailable, pdf_copies
from macros.files.whole import WriteError
from macros.glossary import explain_terms
from macros.html.page import front_matter
from macros.html.policy import content_security_policy
from macros.html.script import SITE_SCRIPT
from macros.lint import faults
from macros.load import DataError, DataFolder, load_handbook
from macros.load.page_folder import picture
from macros.load.pages import read_page
from macros.model.base import Citation, UnknownName
from macros.model.handbook import Handbook
from macros.model.look import LOGOS, style
from macros.model.look import SETTINGS as LOOK
from macros.model.menu import hidden_pages, is_hidden, own_menu, without_items
from macros.model.pages import Page
from macros.model.problems import Problems
from macros.model.settings import BuildSettings
from macros.model.subject import MadeFile, MadePage, Subject
from macros.offline.sbom import bill
from macros.offline.worker import card, worker
from macros.organisation import preset_script, unit_button
from macros.search import SearchPage
from macros.search import build as search_files
from macros.site import journeys
from macros.site.assets import STYLES, Assets
from macros.site.feed import PATH as FEED
from macros.site.feed import feed
from macros.site.licences import licences
from macros.site.moved import check_moves, moved_pages
from macros.site.once import said_once
from macros.site.pages import Fragments, page_content
from macros.site.prose import Finished, ProseError, SignedSections, expand, with_named_cells, with_signs_kept
from macros.site.shrink import Unreadable, shrunk
from macros.sources import outdated_banners, signs_of_section
from macros.subjects import SUBJECTS, all_files

PDF_CACHE = ".site-pdf"  # holds PDF copies by the content of their documents, so that the next build need not make them
SCRIPT_FOLDER = SITE_SCRIPT.rpartition("/")[0] + "/"
# It begins with signs that are rare in a page, which makes the search several times faster.
_SITE_LINK = re.compile(r'="/(?:(?<=\shref="/)|(?<=\ssrc="/)|(?<=\sdata-nap="/))(?P<target>[^/"][^"]*|)"')


class BuildStopped(Exception):
    """Why the site cannot be built, in Vietnamese, with every place to mend."""


class Site:
    """The facts of one build and what is gathered on the way.

    ``handbook`` gives the facts when they need not be read from files. Raises BuildStopped with all problems of the facts.
    """

    def __init__(self, root: Path, docs: Path, settings: BuildSettings, today: date, handbook: Handbook | None = None) -> None:
        self.root, self.docs, self.settings, self.today = root, docs, settings, today
        self._data = DataFolder(root / "data", settings.data, docs)
        self.assets = Assets()
        self._hidden: frozenset[str] = frozenset()
        self._made: dict[str, MadePage] = {}
        self._maker: dict[str, Subject] = {}
        self._finished: dict[str, Finished] = {}
        self._found: dict[str, SearchPage] = {}
        self._take(handbook or self._read())

    def _read(self) -> Handbook:
        try:
            handbook = load_handbook(
                self.root / "data", self.docs, today=self.today, over=self.settings.data, warn_readers=self.settings.warn_readers
            )
        except DataError as error:
            raise BuildStopped(f"Dữ liệu có {error.stopping} chỗ phải sửa:\n{error}") from None
        return handbook.with_pdf() if self.settings.pdf else handbook

    def _take(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self.pages: dict[str, Page] = dict(self.handbook.pages)
        self._macros = {
            name: partial(macro.call, self.handbook, self.today) for subject in SUBJECTS for name, macro in subject.macros.items()
        }
        self._banners = outdated_banners(self.handbook)
        self._stops: dict[str, list[journeys.Stop]] | None = None

    @property
    def address(self) -> str | None:
        """Where the office publishes the site, ending in a stroke: for canonical links, the site map and the page of what is not
        found. None where the data name no address, and while a server on this machine shows the site at its own."""
        address = self.handbook.organisation.about.address
        return f"{address.rstrip('/')}/" if address and not self.settings.served else None

    # What is an office's own -----------------------------------------------------------------------------------------------

    def dress(self, config: Any) -> None:
        """Give MkDocs' ``config`` the office's name, menu and mark, and the address where it publishes; the theme prints names as they
        are, so they come to it escaped. Raises BuildStopped."""
        look = self.handbook.look
        config["site_url"] = self.address or config["site_url"]
        config["site_name"] = str(escape(look.name)) if look.name else config["site_name"]
        config["site_description"] = str(escape(look.description)) if look.description else config["site_description"]
        new = [self.handbook.pages[path] for path in self._data.pages.own_paths() if self._data.pages.is_new(path)]
        try:
            menu = own_menu(config["nav"], new, str(escape(look.own_title)), look.hidden)
        except UnknownName as error:
            raise BuildStopped(self._data.told(f"data/{LOOK} › khong_hien: {error}")) from None
        self._hidden = hidden_pages(config["nav"], look.hidden)
        config["nav"] = menu
        if look.hidden:  # that its pages stand in no menu is what was asked for
            config["validation"]["nav"]["omitted_files"] = logging.DEBUG
        for logo in self._logos():
            config["theme"]["logo"] = config["theme"]["favicon"] = f"assets/images/{logo}"

    def _logos(self) -> list[str]:
        return [name for name in LOGOS if self._data.over and self._data.own(name).is_file()][:1]

    def own_files(self) -> list[tuple[str, str | bytes]]:
        """(path, content) of the office's pages, of the pictures and documents beside them, and of its mark; they take the place of
        ours. Raises BuildStopped."""
        problems, pages = Problems(), self._data.pages
        texts = [(path, page.text) for path in pages.own_paths() if (page := pages.read(path, problems))]
        beside = [*pages.beside(problems), *((f"assets/images/{name}", content) for name in self._logos()
                                             if (content := picture(self._data.own(name), problems)))]
        if problems:
            raise BuildStopped(self._data.told("\n".join(map(str, problems))))
        return [*texts, *beside]

    # What is made from the facts -------------------------------------------------------------------------------------------

    def make_all(self) -> list[tuple[str, str | bytes]]:
        """(path, content) of every page made from data, which is its front matter alone, and of every file."""
        pages = [page for subject in SUBJECTS for page in self._pages_of(subject, lambda page: True)]
        problems = Problems()
        check_moves(self.handbook.moves.values(), self.pages, problems)
        if problems:
            raise BuildStopped("\n".join(map(str, problems)))
        titles = {path: page.meta.title for path, page in self.pages.items()}
        return [*pages, *moved_pages(self.handbook.moves.values(), titles), *self._files()]

    def _pages_of(self, subject: Subject, wanted: Callable[[MadePage], bool]) -> Iterator[tuple[str, str]]:
        problems = Problems()
        for page in filter(wanted, subject.pages(self.handbook, self.today)):
            text = front_matter(page)
            if page.path in self.handbook.pages:
                problems.error(f"docs/{page.path}", "trùng đường dẫn với trang mà sổ tay tự tạo từ dữ liệu", "Đặt tên khác cho trang này.")
            if facts := read_page(page.path, text, problems):
                self.pages[page.path] = facts
            self._made[page.path], self._maker[page.path] = page, subject
            yield page.path, text
        if problems:
            raise BuildStopped(self._data.told("\n".join(map(str, problems))))

    def _files(self) -> list[MadeFile]:
        """(path under the site, content) of every file to download or to load."""
        try:
            files = [_as_loaded(file) for file in (*all_files(self.handbook, self.today), licences(self.root), bill(self.root))]
            if self.handbook.pdf:
                files += pdf_copies(dict(files), self.root / PDF_CACHE).items()
        except (DataError, Unavailable, Unreadable, WriteError) as error:
            raise BuildStopped(str(error)) from None
        return files

    def search_files(self) -> Iterable[MadeFile]:
        """The search index of all pages that have gone through :meth:`html`."""
        return search_files(self._found.values(), self.handbook)

    def web_files(self, out: Path, name: str, description: str, mark: str) -> Iterable[MadeFile]:
        """What a site on the web has beyond its pages, made last: it knows every file in ``out``. Nothing while a server here builds
        the pages anew."""
        if self.settings.served:
            return
        name, description = Markup(name).unescape(), Markup(description).unescape()  # noqa: S704 (as plain text, into JSON and XML)
        yield card(out, name, description, mark)
        told = [page.meta for page in self.handbook.pages.values() if page.meta.changes]
        if self.address and told:
            changes = [change for meta in told for change in meta.changes]
            yield feed(self.address, name, changes, max(meta.review.day for meta in told), self.handbook.editions.values())
        parts = {path.removesuffix("/index.md"): page.meta.title for path, page in self.pages.items() if path.endswith("/index.md")}
        sections = {folder: title for folder, title in parts.items() if "/" not in folder}
        yield worker(out, self.today.isoformat(), sections | {"tai-ve": "Tệp tải về"})

    def joined(self, folder: str, contents: Mapping[str, str]) -> tuple[str, str]:
        """(path, content) of the one file that the scripts or style sheets of ``folder`` (by their paths) are joined into, without
        comments and blanks. The site's script ends with the unit that the copy is preset for."""
        try:
            path, text = self.assets.joined(folder, contents)
        except Unreadable as error:
            raise BuildStopped(str(error)) from None
        if path == STYLES:
            text += style(self.handbook.look)
        if path != SITE_SCRIPT or not self.settings.unit:
            return path, text
        try:
            return path, text + preset_script(self.handbook.organisation, self.settings.unit).decode()
        except UnknownName as error:
            raise BuildStopped(f"Bản riêng cho đơn vị: {error}") from None

    # A page on its way -----------------------------------------------------------------------------------------------------

    def expand(self, path: str, markdown: str, warn: Callable[[str], None]) -> str:
        """The page's prose with its macro calls carried out; faults go to ``warn``, each with its place."""
        finished = self._finished[path] = Finished()
        if path in self._made:
            return ""
        first = self._first_line(path, markdown)
        sections = SignedSections(lambda cited: finished.token(signs_of_section(self.handbook, cited)))
        cited: list[Citation] = []

        def can_cu(*arguments: Any, **named: Any) -> str:
            chip = self._macros["can_cu"](*arguments, **named)
            cited.append(Citation(source=arguments[0], article=arguments[1] if len(arguments) > 1 else named.get("dieu")))
            return chip

        for piece in expand(markdown, {**self._macros, "can_cu": can_cu}, finished):
            if isinstance(piece, ProseError):
                warn(f"docs/{path}:{first + piece.line - 1}: {piece}")
            else:
                sections.add(piece, cited)
                cited.clear()
        return finished.in_headings(sections.text())

    def _first_line(self, path: str, markdown: str) -> int:
        """The line of the file at which its prose begins; 1 when the file has changed meanwhile."""
        page = self._data.pages.read(path, Problems())
        text = page.text if page else ""
        at = text.find(markdown)
        return text[: max(at, 0)].count("\n") + 1

    def compose(self, path: str, markdown: str, warn: Callable[[str], None]) -> str:
        """The whole Markdown of the page from its expanded prose."""
        if path in self._made:
            return ""
        try:
            shown = without_items(markdown, path, self._hidden) if self._hidden else markdown
            return self._finished[path].join(page_content(self.handbook, self.pages[path], shown))
        except UnknownName as error:
            warn(f"docs/{path}: {error}")
            return markdown

    def html(self, path: str, url: str, html: str, link: Callable[[str], str | None], warn: Callable[[str], None]) -> str:
        """The finished article: the HTML that Markdown gave with ours in its place, the banner of what is outdated on top, terms
        explained, repeated words said once, and links from the site's root made relative by ``link`` (None: nothing is
        there)."""
        html = str(self._made[path].html) if path in self._made else self._finished[path].back(html)
        html = str(self._banners.get(url, "")) + html
        meta = self.pages[path].meta
        if not (meta.search or {}).get("exclude") and not is_hidden(path, self._hidden):
            keywords = tuple((meta.search or {}).get("tu_khoa", ()))
            self._found[path] = SearchPage(url, meta.title, meta.kind, html, keywords)

        if self._stops is None:  # only now are the pages known that data make
            self._stops = journeys.stops(self._data.pages, self.pages)
        if found := self._stops.get(path):
            html += str(journeys.block(found))  # a string: markup would escape what stands before it
        link = cache(link)  # a page leads to some places many times

        def relative(match: re.Match[str]) -> str:
            target, mark, anchor = (match["target"] or "index.html").partition("#")
            target, query_mark, query = target.partition("?")
            address = link(target)
            if address is None:
                warn(f"docs/{path}: liên kết «/{target}» không có trang hoặc tệp nào")
                return match[0]
            return f'="{address}{query_mark}{query}{mark}{anchor}"'

        explained = explain_terms(with_named_cells(said_once(html)), self.handbook.terms.values())
        return with_signs_kept(_SITE_LINK.sub(relative, explained))

    def anchors(self, path: str) -> set[str]:
        """The anchors of the page that stand in our own HTML."""
        return self._finished[path].anchors()

    def front(self, path: str, meta: Mapping[str, Any]) -> dict[str, Any]:
        """The front matter as the theme may print it: it escapes neither title nor description, and puts them in many places."""
        kind = self.pages[path].meta.kind
        own = {"template": f"{kind}.html"} if (self.root / "overrides" / f"{kind}.html").exists() else {}
        told = {**meta, "title": self.pages[path].meta.title} if "title" in meta else meta
        shown = {name: str(escape(told[name])) for name in ("title", "description") if name in told}
        return {**own, **meta, **shown}

    # What the rest of the site is given --------------------------------------------------------------------------------------

    def globals(self) -> dict[str, object]:
        """What the overrides may ask for."""
        button = unit_button(self.handbook)
        changed = {path: day for path, day in _changed_dates(self.docs).items() if path not in self._data.pages.own_paths()}
        fragments = Fragments(self.handbook, self.today, self.pages, changed, self.address, self.assets)
        return {"nut_don_vi": button, "chinh_sach": content_security_policy(self.address), "dang_phuc_vu": self.settings.served,
                "dia_chi": self.address, "ban_tin": FEED, "so_tay": fragments}

    def check(self, warn: Callable[[str], None]) -> None:
        """What must not be published and what breaks the house style; any of it stops a strict build."""
        if self.settings.checked:
            return
        for fault in faults(self.root, self.settings.data):
            warn(str(fault))

    def remake(self, wanted: set[str]) -> dict[str, str] | None:
        """Read the facts again and make the ``wanted`` pages anew: the text of those made from data, by path. None when menus or the
        list of pages change, because then the whole must be built. Raises BuildStopped."""
        before = dict(self.pages)
        self._take(self._read())
        self.pages = {**before, **self.pages}
        pages = self._data.pages
        texts = {path: page.text for path in pages.own_paths() if path in wanted and (page := pages.read(path, Problems()))}
        for subject in {id(found): found for path in wanted if (found := self._maker.get(path))}.values():
            texts |= dict(self._pages_of(subject, lambda page: page.path in wanted))
        changed = any(page.meta.title != self.pages[path].meta.title for path, page in before.items() if path in self.pages)
        return None if changed or not wanted <= before.keys() or self.pages.keys() != before.keys() else texts


def _as_loaded(file: MadeFile) -> MadeFile:
    """The file as a reader loads it: scripts that Python became are shrunk, the others are data already written tight."""
    path, content = file
    if path.startswith(SCRIPT_FOLDER):
        return path, shrunk(path, content.decode()).encode()
    return file


def _changed_dates(docs: Path) -> dict[str, date]:
    """The day of the last commit that touched each file under ``docs``; empty where there is no git to ask, or only the tip of its
    history, by which every file would have changed today."""
    command = ["git", "log", "--format=%cs", "--name-only", "--relative", "--no-renames", "--", "."]
    try:
        shallow = subprocess.run(["git", "rev-parse", "--is-shallow-repository"], cwd=docs, capture_output=True, text=True, check=True)
        if shallow.stdout.strip() == "true":
            return {}
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
