"""PDF copies of Word documents, made by the LibreOffice of this machine: batches in one process, a fresh profile, a cache by content.

An adapter: it starts processes. Only ``hooks.py`` and the commands call it, and only when ``--pdf`` asks for it.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from macros.files.lock import hold
from macros.files.whole import write_file

# Where the installers of Windows and macOS put it without adding it to the PATH.
_USUAL = ("C:/Program Files/LibreOffice/program/soffice.com", "/Applications/LibreOffice.app/Contents/MacOS/soffice")
# LibreOffice 7.4 silently leaves out what stands after some 250 arguments; Windows allows 32,767 characters.
_BATCH = 100
_SECONDS_EACH = 20
# These differ from run to run. Blanks of the same length in their place keep the offsets of the file's table right.
_MOMENT = re.compile(rb"/CreationDate\([^)]*\)|/ModDate\([^)]*\)")
_RANDOM = re.compile(rb"/ID \[ <[0-9A-F]+>\s*<[0-9A-F]+> \]|/DocChecksum /[0-9A-F]+")
_FONT = re.compile(rb"/BaseFont/(?:[A-Z]{6}\+)?([^\s/>\[]+)")
# These are of one width, so that lines and pages break where Word breaks them.
_RIGHT_FONTS = (b"TimesNewRoman", b"LiberationSerif", b"Tinos")


class Unavailable(Exception):
    """No PDF can be made here; ``str()`` says why and what to do."""


def converter() -> str:
    """The path of LibreOffice: ``SO_TAY_SOFFICE``, on the PATH, or where installers put it. Raises :class:`Unavailable`."""
    named = os.environ.get("SO_TAY_SOFFICE")
    names: Iterable[str] = (named,) if named else ("soffice", "libreoffice", *_USUAL)
    if found := next((path for name in names if (path := shutil.which(name))), None):
        return found
    where = f"biến SO_TAY_SOFFICE trỏ tới «{named}» nhưng ở đó không có chương trình" if named else "máy này chưa có LibreOffice"
    raise Unavailable(
        f"Không làm được bản PDF: {where}. Cài LibreOffice Writer rồi chạy lại (trên Debian, Ubuntu: "
        "apt install libreoffice-writer fonts-liberation2), hoặc đặt biến SO_TAY_SOFFICE là đường dẫn của soffice. "
        "Không cần PDF thì bỏ tùy chọn --pdf."
    )


def copies(documents: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    """The PDF of each .docx in ``documents`` (path → content), under the same path with ``.pdf``.

    ``cache`` is a folder; what this call does not use is taken out of it. The same document and the same LibreOffice
    give the same bytes. Raises :class:`Unavailable` when there is no converter, or it cannot do its work, and WriteError when the cache
    cannot be written or another build is at it.
    """
    with hold(cache):
        return _copies(documents, cache)


def _copies(documents: Mapping[str, bytes], cache: Path) -> dict[str, bytes]:
    soffice = converter()
    version = _run([soffice, "--version"], 120).split(" (")[0]
    keys = {path: hashlib.sha256(version.encode() + content).hexdigest()[:32] for path, content in documents.items()}
    cache.mkdir(parents=True, exist_ok=True)
    missing = {keys[path]: path for path in documents if not (cache / f"{keys[path]}.pdf").is_file()}
    names = sorted(missing)
    for start in range(0, len(names), _BATCH):
        batch = {name: documents[missing[name]] for name in names[start : start + _BATCH]}
        for name, content in _convert(soffice, batch, missing).items():
            write_file(cache / f"{name}.pdf", content)
    for old in cache.iterdir():  # also what a killed build left
        if old.stem not in keys.values() or old.suffix != ".pdf":
            old.unlink()
    return {f"{path.removesuffix('.docx')}.pdf": (cache / f"{keys[path]}.pdf").read_bytes() for path in documents}


def _convert(soffice: str, batch: Mapping[str, bytes], names: Mapping[str, str]) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        sources = [Path(folder, f"{name}.docx") for name in batch]
        for source, content in zip(sources, batch.values(), strict=True):
            source.write_bytes(content)
        # Without a profile of its own this work would go to a LibreOffice that is open already.
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        told = _run(
            [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *map(str, sources)],
            60 + _SECONDS_EACH * len(sources),
        )
        made = {source.stem: pdf.read_bytes() for source in sources if (pdf := source.with_suffix(".pdf")).is_file()}
    if lost := [names[name] for name in batch if name not in made]:
        raise Unavailable(f"LibreOffice không đổi được sang PDF: {', '.join(lost)}. {told.strip()[-400:]}")
    made = {name: timeless(content) for name, content in made.items()}
    strange = [fonts for content in made.values() if (fonts := _wrong_fonts(content))]
    if len(strange) > len(made) / 2:  # a sign or two of another font, such as a box to tick, is no fault
        raise Unavailable(
            f"Bản PDF ra phông {', '.join(sorted(set().union(*strange)))} thay cho Times New Roman, nên sai dòng, sai trang. "
            "Cài phông Times New Roman, hoặc phông Liberation Serif bản 2 (gói fonts-liberation2), rồi chạy lại."
        )
    return made


def timeless(pdf: bytes) -> bytes:
    """``pdf`` without the moment of its making and without its random marks."""
    return _RANDOM.sub(_blank, _MOMENT.sub(_blank, pdf))


def _blank(match: re.Match[bytes]) -> bytes:
    return b" " * len(match[0])


def _wrong_fonts(pdf: bytes) -> set[str]:
    return {name.decode("ascii", "replace") for name in _FONT.findall(pdf) if not name.startswith(_RIGHT_FONTS)}


def _run(command: list[str], seconds: int) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=seconds, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Unavailable(f"Không làm được bản PDF: LibreOffice ({command[0]}) không chạy được hoặc không trả lời: {error}") from None
    return done.stdout + done.stderr
