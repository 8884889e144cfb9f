"""Our scripts and style sheets: which files they are joined into, and which of these a page loads."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from macros.html.script import SITE_SCRIPT
from macros.site.shrink import shrunk

# Folder under docs/ → the file that its scripts or style sheets are joined into, in the order of their names.
JOINED = {"assets/javascripts": "so-tay.js", "assets/stylesheets": "so-tay.css",
          # Loaded by a page that holds a component of theirs, in this order; the list of units at the first press.
          "assets/steps": "cac-buoc.js", "assets/lists": "danh-sach.js", "assets/training": "hoc.js", "assets/home": "trang-dau.js",
          "assets/units": "chon-don-vi.js",
          # Loaded by docs/assets/javascripts/, when they are asked for.
          "assets/search": "tim-kiem.js", "assets/registers": "so-van-ban.js", "assets/forms": "bieu-mau.js",
          "assets/month": "ho-so-thang.js", "assets/desk": "ban-viec.js", "assets/check": "tha-tep.js", "assets/spot": "bat-loi.js",
          "assets/meeting": "cuoc-hop.js", "assets/files": "lay-tep.js", "assets/collect": "thu-bao-cao.js",
          "assets/workbook": "kiem-du-lieu.js", "assets/teams": "thi-doi.js", "assets/packs": "bo-mau.js", "assets/papers": "de-giay.js",
          "assets/offline": "ngoai-mang.js"}
_REGISTERED = re.compile(r'\bSoTay\.component\("([\w-]+)"')
_USED = re.compile(r'\bdata-so-tay="([^"]*)"')


class Assets:
    """The joined files of one build. The names of components are read from the scripts themselves: nobody keeps a list."""

    folders = tuple(JOINED)

    def __init__(self) -> None:
        self._scripts: dict[str, str] = {}  # component → the file that registers it

    def joined(self, folder: str, contents: Mapping[str, str]) -> tuple[str, str]:
        """(path, content) of the one file that the files of ``folder`` (by their paths) are joined into, without comments and
        blanks. Raises Unreadable."""
        path = f"{folder}/{JOINED[folder]}"
        text = "\n".join(contents[name] for name in sorted(contents))
        if path != SITE_SCRIPT:  # which every page loads
            self._scripts |= dict.fromkeys(_REGISTERED.findall(text), path)
        return path, shrunk(path, text)

    def scripts(self, html: str) -> list[str]:
        """The files that a page with ``html`` loads after the site's own script, for the components it holds."""
        names = {name for used in _USED.findall(html) for name in used.split()}
        wanted = {path for name, path in self._scripts.items() if name in names}
        return [path for path in _paths() if path in wanted]


def _paths() -> Iterable[str]:
    return (f"{folder}/{name}" for folder, name in JOINED.items())
