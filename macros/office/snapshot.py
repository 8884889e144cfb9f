"""The texts of the handbook that an office's folder was last seen with: what its own files are compared against later."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from macros.files.zip import write_zip
from macros.load.files import read_text
from macros.load.folder import DataFolder
from macros.model.problems import Problems

BASE = ".ban-goc.zip"  # in the office's folder
_LOG = "data/an-ban.yml"  # an office has a log of its own


def handbook_texts(root: Path) -> dict[str, str]:
    """Every page and every YAML file of the handbook at ``root`` by its name there, such as ``docs/lich/index.md``."""
    files = [*sorted((root / "docs").rglob("*.md")), *sorted((root / "data").rglob("*.yml"))]
    texts = {file.relative_to(root).as_posix(): _text(file) for file in files}
    return {name: text for name, text in texts.items() if name != _LOG}


def own_texts(data: DataFolder) -> dict[str, str]:
    """The texts of an office's own files by the names that they would have in the handbook."""
    files = {f"data/{name}": data.own(name) for name in data.own_files() if name.endswith(".yml")}
    files |= {f"docs/{path}": data.pages.own(path) for path in data.pages.own_paths()}
    return {name: _text(file) for name, file in files.items() if name != _LOG}


def _text(file: Path) -> str:
    """What cannot be read is told where it is needed: here it has no text."""
    return read_text(file, file.name, Problems()) or ""


def write_base(texts: Mapping[str, str]) -> bytes:
    """``texts`` as the file that the office's folder keeps."""
    return write_zip((name, texts[name].encode()) for name in sorted(texts))


def read_base(content: bytes) -> dict[str, str] | None:
    """What :func:`write_base` wrote; None when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return {name: archive.read(name).decode() for name in archive.namelist()}
    except (zipfile.BadZipFile, ValueError, OSError):
        return None
