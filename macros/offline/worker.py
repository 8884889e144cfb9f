"""What a site on the web has beyond its pages: the service worker that keeps it for a day without a network, and the card by which
it is installed. From a file both lie still."""

from __future__ import annotations

import hashlib
import json
import struct
from collections.abc import Mapping
from pathlib import Path

from macros.model.subject import MadeFile

WORKER = "sw.js"
CARD = "ung-dung.json"
# Never kept: the worker itself, the page that a server shows for what is not there, and what only machines read.
_NOT_KEPT = {WORKER, "404.html", "sitemap.xml", "sitemap.xml.gz"}


# Our own mark, and pictures of it for systems that take no drawing; the last may be cut to a circle.
OUR_MARK = "assets/images/bieu-tuong.svg"
_PICTURES = ("assets/images/ung-dung-192.png", "assets/images/ung-dung-512.png")
_TO_BE_CUT = "assets/images/ung-dung-che-512.png"


def card(site: Path, name: str, description: str, mark: str) -> MadeFile:
    """The card of the installed ``site``. ``mark``: where its drawing (SVG) or picture (PNG) stands. Addresses count from the card,
    so that a site in a sub-folder is right."""
    icons = [_icon(site, path) for path in (mark, *(_PICTURES if mark == OUR_MARK else ()))]
    if mark == OUR_MARK:
        icons.append({**_icon(site, _TO_BE_CUT), "purpose": "maskable"})
    told = {
        "name": name, "short_name": "Sổ tay", "description": description, "lang": "vi", "dir": "ltr",
        "id": "./", "start_url": "./index.html", "scope": "./", "display": "minimal-ui",
        "background_color": "#ffffff", "theme_color": "#a3161a",
        "icons": icons,
    }  # fmt: skip
    return CARD, (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _icon(site: Path, path: str) -> dict[str, str]:
    if not path.endswith(".png"):
        return {"src": path, "type": "image/svg+xml", "sizes": "any"}
    width, height = struct.unpack(">II", (site / path).read_bytes()[16:24])
    return {"src": path, "type": "image/png", "sizes": f"{width}x{height}"}


def worker(site: Path, edition: str, parts: Mapping[str, str]) -> MadeFile:
    """The worker of the built ``site``: it knows every file by path, the head of its SHA-256, and size.

    ``parts``: folder → title of the parts that a reader may keep; those that the site has not are left out.
    """
    files: dict[str, tuple[str, int]] = {}
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        name = path.relative_to(site).as_posix()
        if name not in _NOT_KEPT and path.name != ".so-tay" and path.suffix != ".map":
            content = path.read_bytes()
            files[name] = hashlib.sha256(content).hexdigest()[:16], len(content)
    shown = {folder: title for folder, title in parts.items() if (site / folder).is_dir()}
    facts = json.dumps({"ban": edition, "phan": shown, "tep": files}, ensure_ascii=False, separators=(",", ":"))
    code = Path(__file__).with_suffix(".js").read_text(encoding="utf-8")
    return WORKER, f"const SO_TAY = {facts};\n{code}".encode()
