"""The offline copy: audit a built site (no network, nothing dead, nothing left over), then zip it.

The copy *is* the site: there is no offline flavour. ``Mở sổ tay.html`` at the root of the zip opens it.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.files.zip import write_zip

MAX_PATH = 150  # Windows stops at 260 characters, and a USB copy is often unpacked deep
MAX_BYTES = 25_000_000
FOLDER = "so-tay"
DOOR = "Mở sổ tay.html"

# Tags whose address the browser loads by itself; an <a> is only followed when somebody clicks.
_LOADING = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src", "video": "src", "audio": "src"}
_LEFT_OVER = ("Macro Rendering Error", "Macro Syntax Error", "{{", "{%")
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")


class AuditError(Exception):
    """What keeps the site from being given away; ``str()`` lists everything found."""

    def __init__(self, findings: list[str]) -> None:
        self.findings = findings
        super().__init__("Chưa đóng gói được:\n" + "\n".join(f"  - {finding}" for finding in findings))


@dataclass(frozen=True)
class Bundle:
    """What was written: the zip, its size in bytes, its SHA-256, how many files, and its longest path."""

    path: Path
    size: int
    sha256: str
    files: int
    longest_path: int


class _PageReader(HTMLParser):
    """Collects what a page loads, where it leads, which anchors it has, and its visible text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.anchors: set[str] = set()
        self.text: list[str] = []
        self.edition = ""
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if identifier := values.get("id") or (tag == "a" and values.get("name")):
            self.anchors.add(str(identifier))
        if tag == "a" and "href" in values:
            self.leads.append(values["href"])
        # A canonical or alternate link is never fetched; icons and style sheets are.
        elif tag in _LOADING and _LOADING[tag] in values and values.get("rel", "") not in {"canonical", "alternate", "next", "prev"}:
            self.loads.append(values[_LOADING[tag]])
        if "data-an-ban" in values:
            self.edition = values["data-an-ban"]
        if tag in {"script", "style", "code", "pre"}:
            self._silent += 1

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "code", "pre"}:
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


def _is_external(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.netloc) or (bool(parts.scheme) and parts.scheme not in {"data", "javascript", "mailto", "blob"})


def audit(site: Path) -> list[str]:
    """Everything wrong with the built ``site``, one Vietnamese sentence each; an empty list when it is sound.

    Checks: nothing loaded from outside, no dead link or anchor inside, no macro left over, paths short enough.
    """
    pages: dict[str, _PageReader] = {}
    findings: list[str] = []
    for file in sorted(site.rglob("*.html")):
        reader = _PageReader()
        reader.feed(file.read_text(encoding="utf-8"))
        pages[file.relative_to(site).as_posix()] = reader
    for name, page in pages.items():
        findings += _audit_page(site, name, page, pages)
    for file in sorted(site.rglob("*.css")):
        for address in _CSS_URL.findall(file.read_text(encoding="utf-8")):
            if _is_external(address):
                findings.append(f"{file.relative_to(site).as_posix()}: kiểu trình bày nạp từ ngoài: {address}")
    for file in sorted(site.rglob("*")):
        path = f"{FOLDER}/{file.relative_to(site).as_posix()}"
        if len(path) > MAX_PATH:
            findings.append(f"{path}: đường dẫn dài {len(path)} ký tự, nhiều nhất {MAX_PATH}")
    return findings


def _audit_page(site: Path, name: str, page: _PageReader, pages: dict[str, _PageReader]) -> Iterator[str]:
    text = " ".join(page.text)
    for mark in _LEFT_OVER:
        if mark in text:
            yield f"{name}: còn sót «{mark}» trong trang"
    for address in page.loads:
        if _is_external(address):
            yield f"{name}: nạp từ ngoài: {address}"
    if name == "404.html":  # only a web server shows it, from any depth, so its links are the server's affair
        return
    base = posixpath.dirname(name)
    for address in page.loads + page.leads:
        parts = urlsplit(address)
        if _is_external(address) or parts.scheme:
            continue
        if parts.path.startswith("/"):
            yield f"{name}: liên kết tuyệt đối không mở được từ tệp: {address}"
            continue
        target = posixpath.normpath(posixpath.join(base, unquote(parts.path))) if parts.path else name
        if target not in pages and not (site / target).is_file():
            yield f"{name}: liên kết hỏng: {address}"
        elif parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].anchors:
            yield f"{name}: không có chỗ neo: {address}"


_DOOR_HTML = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>Mở sổ tay</title>
<meta http-equiv="refresh" content="0; url={folder}/index.html">
<p>Đang mở <a href="{folder}/index.html">Sổ tay Văn phòng cấp ủy</a>. Nếu không tự mở, bấm vào tên sổ tay.</p>
</html>
"""
_README = """SỔ TAY VĂN PHÒNG CẤP ỦY – bản dùng không cần mạng, ấn bản {edition}

1. Giải nén cả tệp này vào USB hoặc ổ cứng (đừng mở thẳng trong tệp nén).
2. Bấm đúp vào «{door}».
Kiểm tra bản chép có nguyên vẹn: so tệp SHA256SUMS.txt.
"""


def write(site: Path, out: Path, unit: str | None = None) -> Bundle:
    """Audit ``site`` and write ``out/so-tay-<edition>.zip`` with its ``.sha256`` beside it.

    ``unit``: the unit that the copy is preset for; its id goes into the name, so that many units' copies lie side by side.
    Raises :class:`AuditError` with everything found; nothing is written then.
    """
    findings = audit(site)
    reader = _PageReader()
    index = site / "index.html"
    if index.is_file():
        reader.feed(index.read_text(encoding="utf-8"))
    if not reader.edition:
        findings.append("index.html: không thấy ngày ấn bản ở chân trang (thuộc tính data-an-ban)")
    if findings:
        raise AuditError(findings)
    files = [(f"{FOLDER}/{f.relative_to(site).as_posix()}", f.read_bytes()) for f in sorted(site.rglob("*")) if f.is_file()]
    files = [(DOOR, _DOOR_HTML.format(folder=FOLDER).encode()),
             ("Đọc trước.txt", _README.format(edition=reader.edition, door=DOOR).encode("utf-8-sig")), *files]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
    files.append(("SHA256SUMS.txt", sums.encode()))
    content = write_zip(files)
    if len(content) > MAX_BYTES:
        raise AuditError([f"tệp nén {len(content) / 1e6:.1f} MB, nhiều nhất {MAX_BYTES / 1e6:.0f} MB"])
    out.mkdir(parents=True, exist_ok=True)
    path = out / f"so-tay-{reader.edition}{f'-{unit}' if unit else ''}.zip"
    path.write_bytes(content)
    digest = hashlib.sha256(content).hexdigest()
    path.with_suffix(".zip.sha256").write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    return Bundle(path, len(content), digest, len(files), max(len(name) for name, _ in files))
