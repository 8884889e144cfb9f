"""The offline copy: audit a built site (no network, nothing dead, nothing left over), then zip it.

The copy *is* the site: there is no offline flavour. ``Mở sổ tay.html`` at the root of the zip opens it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from macros.files.folder import add
from macros.files.zip import extend_zip, write_zip
from macros.html.script import PRESET, SITE_SCRIPT, data_in
from macros.model.base import code_fault
from macros.offline.audit import FOLDER, Read, audit, read_page, site_files
from macros.offline.worker import WORKER

MAX_BYTES = 25_000_000
DOOR = "Mở sổ tay.html"

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


_DOOR_HTML = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><title>{name}</title>
<meta http-equiv="refresh" content="0; url={folder}/index.html">
<p>Đang mở <a href="{folder}/index.html">{name}</a>. Nếu không tự mở, bấm vào tên sổ tay.</p>
</html>
"""
_README = """{name} – bản dùng không cần mạng, ấn bản {edition}
{whose}
1. Giải nén cả tệp này vào USB hoặc ổ cứng (không mở trực tiếp trong tệp nén).
2. Bấm đúp vào «{door}».
Kiểm tra bản sao có nguyên vẹn hay không bằng tệp SHA256SUMS.txt. Giấy phép của các thành phần: {folder}/assets/vendor/giay-phep.txt.
"""


@dataclass(frozen=True)
class _Copy:
    """An audited site, ready to be zipped for anybody: what all copies share, packed once, and the script that tells them apart."""

    edition: str
    name: str  # of the handbook, as its home page has it
    preset: Mapping[str, str]  # of the unit that the site is preset for; empty when it is for all
    shared: bytes
    sums: str
    script: bytes
    files: int
    longest_path: int


def _prepare(site: Path, unit: str | None) -> _Copy:
    findings = audit(site)
    index, script = site / "index.html", site / SITE_SCRIPT
    page = read_page(index) if index.is_file() else Read()
    content = script.read_bytes() if script.is_file() else b""
    preset = _preset(content)
    if not page.edition:
        findings.append("index.html: không thấy ngày ấn bản ở chân trang (thuộc tính data-an-ban)")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", page.edition):
        findings.append(f"index.html: ngày ấn bản «{page.edition}» không phải ngày")
    if preset and (fault := code_fault(preset["id"])):
        findings.append(f"{SITE_SCRIPT}: mã đơn vị chọn sẵn «{preset['id'][:60]}» {fault}")
    if unit is not None and unit != preset.get("id"):
        now = f"chọn sẵn «{preset['id']}»" if preset else "không chọn sẵn đơn vị nào"
        findings.append(f"--don-vi: trang ở {site} {now}, không phải «{unit}». Bỏ --site để tạo bản riêng cho đơn vị đó, hoặc bỏ --don-vi")
    if findings:
        raise AuditError(findings)
    # From a file no service worker runs, and one for all could not know the script of each unit's copy.
    left_out = {script, site / WORKER}
    name = page.title or "Sổ tay Văn phòng cấp ủy"
    files = [(DOOR, _DOOR_HTML.format(folder=FOLDER, name=escape(name)).encode()),
             *((f"{FOLDER}/{file.relative_to(site).as_posix()}", file.read_bytes())
               for file in site_files(site)[0] if file not in left_out)]
    return _Copy(page.edition, name, preset, write_zip(files), _sums(files), content, len(files),
                 max(len(name) for name, _ in files))


def _preset(script: bytes) -> dict[str, str]:
    """The id and the name of the unit that the site with this script is preset for, or nothing."""
    try:
        found = data_in(script, PRESET)
        return {"id": str(found["id"]), "ten": str(found.get("ten", ""))} if found else {}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {}


def _sums(files: list[tuple[str, bytes]]) -> str:
    return "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)


def _write(copy: _Copy, out: Path, preset: Mapping[str, str], script: bytes, replace: bool) -> Bundle:
    whose = f"Bản chọn sẵn đơn vị: {preset['ten'] or preset['id']}\n" if preset else ""
    told = _README.format(name=copy.name.upper(), edition=copy.edition, whose=whose, door=DOOR, folder=FOLDER)
    files = [("Đọc trước.txt", told.encode("utf-8-sig"))]
    files += [(f"{FOLDER}/{SITE_SCRIPT}", script)] if script else []
    files.append(("SHA256SUMS.txt", (copy.sums + _sums(files)).encode()))
    content = extend_zip(copy.shared, files)
    if len(content) > MAX_BYTES:
        raise AuditError([f"tệp nén {len(content) / 1e6:.1f} MB, nhiều nhất {MAX_BYTES / 1e6:.0f} MB"])
    path = out / f"{'-'.join(['so-tay', copy.edition, *([preset['id']] if preset else [])])}.zip"
    digest = hashlib.sha256(content).hexdigest()
    add(out, [(path.name, content), (f"{path.name}.sha256", f"{digest}  {path.name}\n".encode())], replace=replace)
    return Bundle(path, len(content), digest, copy.files + len(files), max(copy.longest_path, *(len(name) for name, _ in files)))


def write(site: Path, out: Path, unit: str | None = None, *, replace: bool = False) -> Bundle:
    """Audit ``site`` and write ``out/so-tay-<edition>.zip`` with its ``.sha256`` beside it.

    ``unit``: the unit that the copy is said to be preset for; the site must be. The id of the unit that the site is preset for goes
    into the name, so that many units' copies lie side by side. ``replace``: see :func:`macros.files.folder.add`.
    Raises :class:`AuditError` with everything found, or WriteError; nothing is written then.
    """
    copy = _prepare(site, unit)
    return _write(copy, out, copy.preset, copy.script, replace)


def write_for(site: Path, out: Path, presets: Mapping[str, bytes], *, replace: bool = False) -> Iterator[Bundle]:
    """The copies of many units out of one ``site`` that is preset for none: byte for byte those of a site built for each.

    ``presets``: the id of each unit → what its copy's script ends with. Raises as :func:`write` does, before the first is written
    when the site is at fault; a copy that cannot be written leaves those before it in place.
    """
    copy = _prepare(site, None)
    if copy.preset:
        raise AuditError([f"trang ở {site} chọn sẵn «{copy.preset['id']}»; bản cho mọi đơn vị làm từ trang không chọn sẵn đơn vị nào"])
    for script in presets.values():
        yield _write(copy, out, _preset(script), copy.script + script, replace)
