"""The Chromium, Chrome or Edge of this machine: where it is, and a PDF by it. An adapter: it starts a process."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

#: What a browser needs that works for a program, not for a person.
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge", "microsoft-edge")
# Where the installers of Windows and macOS put it without adding it to the PATH.
_USUAL = (
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "C:/Program Files/Microsoft/Edge/Application/msedge.exe",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_SECONDS = 600


class NotPrinted(Exception):
    """Why there is no PDF, in Vietnamese."""


def find() -> str | None:
    """The path of a browser: ``SO_TAY_CHROMIUM``, on the PATH, or where installers put it."""
    named = os.environ.get("SO_TAY_CHROMIUM")
    if named:
        return named if os.path.exists(named) else None
    return next((path for name in (*_NAMES, *_USUAL) if (path := shutil.which(name))), None)


def pdf_of(page: Path) -> bytes:
    """The PDF of the HTML file ``page`` with bookmarks and tags, printed by a fresh profile.

    Raises :class:`NotPrinted`.
    """
    browser = find()
    if browser is None:
        raise NotPrinted("Máy này chưa có Chromium, Chrome hoặc Edge để in. Cài một trình duyệt đó, hoặc đặt biến SO_TAY_CHROMIUM "
                         "là đường dẫn của nó, rồi chạy lại.")  # fmt: skip
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        made = Path(profile) / "sach.pdf"
        command = [browser, *FLAGS, f"--user-data-dir={profile}/ho-so", "--allow-file-access-from-files", "--no-pdf-header-footer",
                   "--export-tagged-pdf", "--generate-pdf-document-outline", f"--print-to-pdf={made}", page.as_uri()]  # fmt: skip
        try:
            told = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=_SECONDS,
                                  check=False)  # fmt: skip
        except (OSError, subprocess.TimeoutExpired) as error:
            raise NotPrinted(f"Không in được bằng {browser}: {error}.") from None
        if told.returncode or not made.is_file():
            last = (told.stderr.strip().splitlines() or ["không báo lý do"])[-1]
            raise NotPrinted(f"{browser} không in được (mã {told.returncode}): {last}")
        return made.read_bytes()
