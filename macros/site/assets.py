"""Our scripts and style sheets: which files they are joined into, and which of these a page loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from macros.html.script import SITE_SCRIPT
from macros.site.shrink import shrunk
from macros.site.trim import trimmed, used_in

# Folder under docs/ → the file that its scripts or style sheets are joined into, in the order of their names.
JOINED = {"assets/javascripts": "so-tay.js", "assets/stylesheets": "so-tay.css",
          # A sheet a component, named like it; loaded where one of them stands.
          "assets/tools": "cong-cu.css", "assets/wall": "giay-a3.css",
          "assets/frame": "khung.js",  # what the theme's own script did, loaded by every page
          # Loaded by a page that holds a component of theirs, in this order; the list of units at the first press.
          "assets/steps": "cac-buoc.js", "assets/lists": "danh-sach.js", "assets/training": "hoc.js", "assets/home": "trang-dau.js",
          "assets/units": "chon-don-vi.js",
          # Loaded by docs/assets/javascripts/, when they are asked for.
          "assets/search": "tim-kiem.js", "assets/registers": "so-van-ban.js", "assets/forms": "bieu-mau.js",
          "assets/month": "ho-so-thang.js", "assets/desk": "ban-viec.js", "assets/check": "tha-tep.js", "assets/spot": "bat-loi.js",
          "assets/meeting": "cuoc-hop.js", "assets/files": "lay-tep.js", "assets/collect": "thu-bao-cao.js",
          "assets/workbook": "kiem-du-lieu.js", "assets/teams": "thi-doi.js", "assets/packs": "bo-mau.js", "assets/papers": "de-giay.js",
          "assets/offline": "ngoai-mang.js"}
_THEME_SCRIPTS = ("assets/javascripts/bundle.", "assets/javascripts/workers/", "assets/javascripts/lunr/")  # no page loads them
_THEME = ".min."  # in the names of the theme's own files
STYLES = f"assets/stylesheets/{JOINED['assets/stylesheets']}"
_SHEETS = ("assets/tools", "assets/wall")  # beside the site's own
_NAMED = re.compile(r"/\*.*?\*/", re.DOTALL)
_REGISTERED = re.compile(r'\bSoTay\.component\("([\w-]+)"')
_USED = 'data-so-tay="'


class Assets:
    """The joined files of one build. The names of components are read from the scripts themselves: nobody keeps a list."""

    folders = tuple(JOINED)

    def __init__(self) -> None:
        self._scripts: dict[str, str] = {}  # component → the file that registers it
        self._sheets: dict[str, frozenset[str]] = {}  # style sheet → the components that want it
        self._theme = ""  # the theme's style sheets, with which ours begins

    @staticmethod
    def is_shipped(path: str) -> bool:
        """Whether a file that the theme brings has a use here."""
        return not path.startswith(_THEME_SCRIPTS) and not path.endswith(".map")

    def joined(self, folder: str, contents: Mapping[str, str]) -> tuple[str, str]:
        """(path, content) of the one file that the files of ``folder`` (by their paths) are joined into, without comments and
        blanks; the theme's style sheets stand first. Raises Unreadable."""
        path = f"{folder}/{JOINED[folder]}"
        text = "\n".join(contents[name] for name in sorted(contents) if _THEME not in name)
        if folder in _SHEETS:
            self._sheets[path] = frozenset(PurePosixPath(name).stem for name in contents)
        if path == STYLES:
            self._theme = "".join(_NAMED.sub("", contents[name]).strip() for name in sorted(contents) if _THEME in name)
            return path, self._theme + shrunk(path, text)
        if path != SITE_SCRIPT:  # which every page loads
            self._scripts |= dict.fromkeys(_REGISTERED.findall(text), path)
        return path, shrunk(path, text)

    def trimmed(self, site: Path) -> Iterator[tuple[str, bytes]]:
        """(path, content) of the style sheet without the theme's rules that no page of the finished ``site`` needs."""
        text = (site / STYLES).read_text(encoding="utf-8")
        ours = text.removeprefix(self._theme)
        pages = (path.read_text(encoding="utf-8") for path in site.rglob("*.html"))
        scripts = (path.read_text(encoding="utf-8") for path in (site / "assets").rglob("*.js"))
        sheets = [(site / path).read_text(encoding="utf-8") for path in self._sheets]
        yield STYLES, (trimmed(self._theme, used_in(pages, scripts, [ours, *sheets])) + ours).encode()

    def scripts(self, html: str) -> list[str]:
        """The files that a page with ``html`` loads after the site's own script, for the components it holds."""
        names = _components(html)
        wanted = {path for name, path in self._scripts.items() if name in names}
        return [path for path in _paths() if path in wanted]

    def styles(self, html: str) -> list[str]:
        """The style sheets that a page with ``html`` loads beside the site's own."""
        names = _components(html)
        return [path for path in _paths() if not names.isdisjoint(self._sheets.get(path, ()))]


def _components(html: str) -> set[str]:
    return {name for part in html.split(_USED)[1:] for name in part.partition('"')[0].split()}


def _paths() -> Iterable[str]:
    return (f"{folder}/{name}" for folder, name in JOINED.items())
