"""The offline copy: audit a built site (no network, nothing dead, nothing left over), then zip it.

The copy *is* the site: there is no offline flavour. ``Mở sổ tay.html`` at the root of the zip opens it.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from macros.files.folder import add
from macros.files.zip import write_zip
from macros.model.base import code_fault
from macros.offline.audit import FOLDER, Read, audit, read_page, site_files

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


def write(site: Path, out: Path, unit: str | None = None, *, replace: bool = False) -> Bundle:
    """Audit ``site`` and write ``out/so-tay-<edition>.zip`` with its ``.sha256`` beside it.

    ``unit``: the unit that the copy is said to be preset for; the site must be. The id of the unit that the site is preset for goes
    into the name, so that many units' copies lie side by side. ``replace``: see :func:`macros.files.folder.add`.
    Raises :class:`AuditError` with everything found, or WriteError; nothing is written then.
    """
    findings = audit(site)
    index = site / "index.html"
    page = read_page(index) if index.is_file() else Read()
    if not page.edition:
        findings.append("index.html: không thấy ngày ấn bản ở chân trang (thuộc tính data-an-ban)")
    elif not re.fullmatch(r"\d{4}-\d\d-\d\d", page.edition):
        findings.append(f"index.html: ngày ấn bản «{page.edition}» không phải ngày")
    preset = _preset(page)
    if preset and (fault := code_fault(preset)):
        findings.append(f"index.html: mã đơn vị chọn sẵn «{preset[:60]}» {fault}")
    if unit is not None and unit != preset:
        now = f"chọn sẵn «{preset}»" if preset else "không chọn sẵn đơn vị nào"
        findings.append(f"--don-vi: trang ở {site} {now}, không phải «{unit}». Bỏ --site để dựng bản riêng cho đơn vị ấy, hoặc bỏ --don-vi")
    if findings:
        raise AuditError(findings)
    files = [(f"{FOLDER}/{file.relative_to(site).as_posix()}", file.read_bytes()) for file in site_files(site)[0]]
    files = [(DOOR, _DOOR_HTML.format(folder=FOLDER).encode()),
             ("Đọc trước.txt", _README.format(edition=page.edition, door=DOOR).encode("utf-8-sig")), *files]
    sums = "".join(f"{hashlib.sha256(content).hexdigest()}  {name}\n" for name, content in files)
    files.append(("SHA256SUMS.txt", sums.encode()))
    content = write_zip(files)
    if len(content) > MAX_BYTES:
        raise AuditError([f"tệp nén {len(content) / 1e6:.1f} MB, nhiều nhất {MAX_BYTES / 1e6:.0f} MB"])
    path = out / f"so-tay-{page.edition}{f'-{preset}' if preset else ''}.zip"
    digest = hashlib.sha256(content).hexdigest()
    add(out, [(path.name, content), (f"{path.name}.sha256", f"{digest}  {path.name}\n".encode())], replace=replace)
    return Bundle(path, len(content), digest, len(files), max(len(name) for name, _ in files))


def _preset(page: Read) -> str:
    """The id of the unit that the site with this home page is preset for, or nothing."""
    try:
        return str(json.loads(page.preset)["id"]) if page.preset else ""
    except (ValueError, KeyError, TypeError):
        return ""
