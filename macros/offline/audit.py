"""What keeps a built site from being given away: something loaded from outside, a script that is not ours, anything dead or left over.

The site is read as a browser may read it, not as our templates meant it: every attribute that can load, lead or run is looked at,
and what stands in a comment is looked at too, because browsers and parsers do not agree where a comment ends.
"""

from __future__ import annotations

import base64
import hashlib
import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.html.policy import INLINE_SCRIPTS

MAX_PATH = 150  # Windows stops at 260 characters, and a USB copy is often unpacked deep
FOLDER = "so-tay"

_DATA_TYPES = {"application/json", "application/ld+json"}  # scripts that hold data and are never run
_SCRIPTS = "assets/"  # the only folder that scripts come from

# Attributes whose address the browser follows by itself. ``href`` loads everywhere but on links that wait for a click.
_LOADING = {"src", "srcset", "imagesrcset", "poster", "data", "background", "xlink:href", "lowsrc", "dynsrc", "classid", "codebase",
            "archive", "code", "manifest", "ping", "profile", "longdesc", "icon"}
_LISTS = {"srcset", "imagesrcset", "ping", "archive"}
_SENDING = {"action", "formaction"}
_CLICKED = {"a", "area"}
_NOT_FETCHED = {"canonical", "alternate", "feed", "next", "prev", "author", "help", "license", "bookmark", "search", "me", "nofollow",
                "noopener"}
_SILENT = {"script", "style", "code", "pre"}
_VOID = {"meta", "link", "base", "img", "input", "br", "hr", "source", "track", "embed", "col", "area", "wbr"}
_LEFT_OVER = ("Macro Rendering Error", "Macro Syntax Error", "{{", "{%")
_RUNS = re.compile(r"(?:javascript|vbscript|livescript):", re.IGNORECASE)
_TEXT_URL = re.compile(r"data:(?!image/(?!svg)|font/)", re.IGNORECASE)  # an address that brings a document of its own
_CSS_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
_CSS_URL = re.compile(r"(?:url|src)\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^)]*))", re.IGNORECASE)
_CSS_STRING = re.compile(r"(?:@import|image-set\()[^;{}]*", re.IGNORECASE)
_QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
_CSS_NAMESPACE = re.compile(r"@namespace[^;]*;", re.IGNORECASE)


def _plain(address: str) -> str:
    """``address`` as a browser reads it: no line breaks or tabs within, no signs below a space before, slashes all one way."""
    return re.sub(r"[\t\r\n]", "", address).lstrip("".join(map(chr, range(33)))).replace("\\", "/")


def is_external(address: str) -> bool:
    """Whether a browser would leave the site for ``address``."""
    address = _plain(address)
    if address.startswith("//"):
        return True
    try:
        parts = urlsplit(address)
    except ValueError:  # the brackets hold no address, so nobody can say where it leads
        return True
    return bool(parts.netloc) or (bool(parts.scheme) and parts.scheme not in {"data", "javascript", "vbscript", "mailto", "tel", "blob"})


def css_addresses(text: str) -> Iterator[str]:
    """Every address that the style sheet ``text`` loads: ``url()``, ``@import``, ``image-set()``, also in escaped letters."""

    def letter(match: re.Match[str]) -> str:
        return match[2] or (chr(int(match[1], 16)) if 0 < int(match[1], 16) < 0x110000 else "")

    text = _CSS_NAMESPACE.sub("", _CSS_ESCAPE.sub(letter, _CSS_COMMENT.sub("", text)))
    for match in _CSS_URL.finditer(text):
        yield (match[1] or match[2] or match[3] or "").strip()
    for rule in _CSS_STRING.findall(text):
        for match in _QUOTED.finditer(rule):
            yield match[1] or match[2] or ""


@dataclass
class Read:
    """What a page loads, where it leads, which anchors it has, its visible text, and what must not be in it at all."""

    loads: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    text: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    edition: str = ""
    title: str = ""


class PageReader(HTMLParser):
    """Reads one page into a :class:`Read`; what is found wrong is a Vietnamese phrase."""

    def __init__(self, read: Read | None = None) -> None:
        super().__init__(convert_charrefs=True)
        self.read = read or Read()
        self._hidden = read is not None  # within a comment nothing is text, an anchor or a link
        self._silent = 0
        self._inside = ""  # script or style, whose text is gathered until its end
        self._gathered: list[str] = []
        self._titled = False  # between the head's <title> and its end

    def updatepos(self, i: int, j: int) -> int:
        """Nobody asks for the lines of what is found, and counting them takes a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        for name, value in values.items():
            self._attribute(tag, name, value, values)
        self._titled = tag == "title" and not self._hidden and not self.read.title
        if tag == "base":
            self.read.wrong.append("thẻ base đổi gốc của mọi liên kết")
        if tag == "meta" and values.get("http-equiv", "").strip().lower() == "refresh":
            self.read.loads.append(re.sub(r"^[^;,]*[;,]?\s*(?:url\s*=)?\s*['\"]?", "", values.get("content", ""), flags=re.IGNORECASE))
        if not self._hidden:
            if identifier := values.get("id") or (tag == "a" and values.get("name")):
                self.read.anchors.add(str(identifier))
            if tag in _CLICKED and "href" in values:
                self.read.leads.append(values["href"])
            self.read.edition = values.get("data-an-ban", self.read.edition)
        if tag == "script" and not {"src", "href", "xlink:href"} & values.keys() and values.get("type", "") not in _DATA_TYPES:
            self._inside, self._gathered = "script", []
        elif tag == "style":
            self._inside, self._gathered = "style", []
        if tag in _SILENT:
            self._silent += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _SILENT:  # only SVG closes an element so, and what follows it is no script
            self.handle_endtag(tag)

    def _attribute(self, tag: str, name: str, value: str, values: Mapping[str, str]) -> None:
        read = self.read
        if name.startswith("on") and name[2:].isalpha():
            read.wrong.append(f"mã chạy trong thuộc tính: {name}=…")
        if name == "srcdoc":
            read.wrong.append("trang lồng có nội dung riêng: srcdoc=…")
        if ":" in value and any(_RUNS.match(_plain(part)) for part in (value, *value.split(";"))):
            read.wrong.append(f"địa chỉ chạy mã: {name}={_plain(value)[:40]}")
        if name == "style" or ("(" in value and "url(" in value.lower() and not name.startswith("data-")):
            read.styles += css_addresses(value)
        loading = name in _LOADING or (name == "href" and tag not in _CLICKED and self._fetched(tag, values))
        if loading and tag == "script":
            read.scripts.append(value)
        elif loading and name in _LISTS:
            parts = re.split(r"[\s,]+", value.strip()) if "data:" not in value else [value]
            read.loads += [part for part in parts if not re.fullmatch(r"[\d.]+[wxh]", part)]
        elif loading or (name in _SENDING and is_external(value)):
            read.loads.append(value)
        followed = loading or name in _SENDING or (name == "href" and tag in _CLICKED)
        if followed and ":" in value and tag not in ("img", "source", "image") and _TEXT_URL.match(_plain(value)):
            read.wrong.append(f"địa chỉ mang cả một trang: {name}={_plain(value)[:40]}")

    @staticmethod
    def _fetched(tag: str, values: Mapping[str, str]) -> bool:
        """Links to the same page elsewhere are never fetched; icons, style sheets and what is loaded ahead are."""
        kinds = set(values.get("rel", "").lower().split())
        return tag != "link" or not kinds or not kinds <= _NOT_FETCHED

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._end_gathering()
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)

    def _end_gathering(self) -> None:
        text = "".join(self._gathered)
        if self._inside == "style":
            self.read.styles += css_addresses(text)
        elif text.strip() and base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() not in INLINE_SCRIPTS:
            self.read.wrong.append(f"mã lạ ngay trong trang: {' '.join(text.split())[:40]}")
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside:
            self._gathered.append(data)
        elif not self._silent and not self._hidden:
            self.read.text.append(data)
            if self._titled:
                self.read.title, self._titled = " ".join(data.split()), False

    def handle_comment(self, data: str) -> None:
        """Browsers end some comments earlier than this parser; what a comment holds must be harmless too."""
        if "<" in data:
            PageReader(self.read).feed_all(data)

    unknown_decl = handle_pi = handle_comment

    def feed_all(self, text: str) -> Read:
        """Read the whole of ``text``."""
        self.feed(text)
        self.close()
        if self._inside:
            self.read.wrong.append(f"thẻ {self._inside} không có thẻ đóng")
        return self.read


def read_page(path: Path) -> Read:
    """The page at ``path``; text that is no UTF-8 is read as far as it goes."""
    return PageReader().feed_all(path.read_text(encoding="utf-8", errors="replace"))


def site_files(site: Path) -> tuple[list[Path], list[str]]:
    """The plain files of ``site`` but our own list, in order; and a finding for every link and whatever else is no file."""
    files: list[Path] = []
    findings: list[str] = []
    for top, folders, names in os.walk(site):
        for name in [*names, *(name for name in folders if os.path.islink(os.path.join(top, name)))]:
            path = Path(top, name)
            shown = path.relative_to(site).as_posix()
            if path.is_symlink():
                findings.append(f"{shown}: là liên kết tới nơi khác; thay bằng tệp thật hoặc bỏ đi")
            elif not path.is_file():
                findings.append(f"{shown}: không phải tệp thường; bỏ đi")
            elif name != ".so-tay":
                files.append(path)
    return sorted(files), sorted(findings)


def audit(site: Path) -> list[str]:
    """Everything wrong with the built ``site``, one Vietnamese sentence each; an empty list when it is sound.

    Checks: nothing loaded from outside, no script that is not ours, no dead link or anchor inside, no macro left over, no link of the
    file system, paths short enough.
    """
    files, findings = site_files(site)
    pages = {file.relative_to(site).as_posix(): read_page(file) for file in files if file.suffix.lower() in (".html", ".htm", ".xhtml")}
    known = {file.relative_to(site).as_posix() for file in files}
    for name, page in pages.items():
        findings += _audit_page(name, page, pages, known)
    for file in files:
        name = file.relative_to(site).as_posix()
        if file.suffix.lower() == ".css":
            addresses = list(css_addresses(file.read_text(encoding="utf-8", errors="replace")))
        elif file.suffix.lower() == ".svg":
            drawing = read_page(file)
            addresses = [*drawing.loads, *drawing.styles, *drawing.scripts]
            findings += [f"{name}: {wrong}" for wrong in drawing.wrong]
        else:
            addresses = []
        findings += [f"{name}: kiểu trình bày nạp từ ngoài: {address}" for address in dict.fromkeys(addresses) if is_external(address)]
        if len(path := f"{FOLDER}/{name}") > MAX_PATH:
            findings.append(f"{path}: đường dẫn dài {len(path)} ký tự, nhiều nhất {MAX_PATH}")
    return findings


def _audit_page(name: str, page: Read, pages: Mapping[str, Read], known: set[str]) -> Iterator[str]:
    text = " ".join(page.text)
    for mark in _LEFT_OVER:
        if mark in text:
            yield f"{name}: còn sót «{mark}» trong trang"
    for wrong in dict.fromkeys(page.wrong):
        yield f"{name}: {wrong}"
    for address in dict.fromkeys([*page.loads, *page.styles, *page.scripts]):
        if is_external(address):
            yield f"{name}: nạp từ ngoài: {address}"
    for address in page.scripts:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(urlsplit(_plain(address)).path)))
        if not is_external(address) and not path.lstrip("/").startswith(_SCRIPTS):
            yield f"{name}: mã không nằm trong {_SCRIPTS}: {address}"
    if name == "404.html":  # a web server shows this page at any depth, so its links cannot be judged here
        return
    for address in [*page.loads, *page.scripts, *page.leads]:
        if is_external(address):
            continue
        parts = urlsplit(_plain(address))
        if parts.scheme:
            continue
        if parts.path.startswith("/"):
            yield f"{name}: liên kết tuyệt đối không mở được từ tệp: {address}"
            continue
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path))) if parts.path else name
        if target not in known:
            yield f"{name}: liên kết hỏng: {address}"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
            yield f"{name}: không có chỗ neo: {address}"
