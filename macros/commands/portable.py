"""portable: the handbook with its own Python for Windows, in one zip."""

from __future__ import annotations

import sys
import tempfile
import urllib.request
from pathlib import Path

import click

from macros.commands import ROOT, data_folder, python
from macros.commands.choices import data_option, replace_option
from macros.files.lock import hold
from macros.files.whole import overwrite
from macros.offline.portable import FROM_SOURCE, TOP, PortableError, pinned_python
from macros.offline.portable import portable as made
from macros.vietnamese import format_number

_PLATFORM = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp", "--only-binary=:all:")


@click.command()
@click.option("--python-zip", "python_zip", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Gói Python cho Windows đã tải sẵn (embeddable package); mã SHA-256 vẫn được kiểm tra.")
@click.option("--wheels", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Thư mục các gói đã tải sẵn.")
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist", help="Thư mục nhận tệp nén (mặc định: dist).")
@replace_option
@data_option
def portable(python_zip: Path | None, wheels: Path | None, out: Path, replace: bool) -> None:
    """Đóng gói sổ tay kèm Python cho máy Windows không có mạng, không được cài gì."""
    address, _ = pinned_python(ROOT)
    try:
        with tempfile.TemporaryDirectory(prefix="so-tay-") as folder:
            packages = wheels or _download(Path(folder))
            files = {path.name: path.read_bytes() for path in sorted(packages.iterdir()) if path.name.endswith((".whl", ".tar.gz"))}
            content = made(ROOT, python_zip.read_bytes() if python_zip else _fetch(address), files, data_folder().over)
    except PortableError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    path = out / f"{TOP}.zip"
    with hold(path):
        overwrite(path, content, replace=replace)
    print(f"{path}  {format_number(len(content) // 1_000_000)} MB. Giải nén ra USB hoặc ổ cứng, bấm đúp «Xem thử.cmd».")


def _download(folder: Path) -> Path:
    """Let pip fetch every package for Windows, its hash checked; raises PortableError."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for name, source in (("goi.txt", False), ("nguon.txt", True)):
        (folder / name).write_text(_some(lines, source), encoding="utf-8")
        how = ("--no-binary=:all:",) if source else _PLATFORM
        if python("-m", "pip", "download", "--disable-pip-version-check", "--quiet", "--no-deps", "--require-hashes", *how,
                  "--dest", str(folder), "-r", str(folder / name)):  # fmt: skip
            raise PortableError("Không tải được các gói: kiểm tra mạng, hoặc chỉ thư mục đã tải sẵn bằng --wheels.")
    return folder


def _some(requirements: str, source: bool) -> str:
    """The lines of requirements.txt for packages that come as source, or for all others."""
    kept: list[str] = []
    taking = False
    for line in requirements.splitlines():
        if line[:1].isalnum():
            taking = (line.split("==")[0] in FROM_SOURCE) == source
        if taking and not line.lstrip().startswith("#"):
            kept.append(line)
    return "\n".join(kept) + "\n"


def _fetch(address: str) -> bytes:
    """Python's embeddable package from its makers; raises PortableError."""
    print(f"Đang tải {address}", flush=True)
    try:
        with urllib.request.urlopen(address, timeout=120) as answer:  # noqa: S310 (the address is ours and its hash is checked)
            content: bytes = answer.read()
            return content
    except OSError:
        raise PortableError(f"Không tải được {address}: kiểm tra mạng, hoặc tải bằng máy khác rồi chỉ tệp đó bằng --python-zip.") from None


COMMANDS = (portable,)
