"""The handbook with its own Python for Windows, as one zip: for an office that has no network and may install nothing.

What is fetched is checked: Python's embeddable package against ``windows/python.txt``, every package against requirements.txt.
Nothing of it is run here, so any system can make the zip.
"""

from __future__ import annotations

import hashlib
import io
import re
import tarfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from macros.files.zip import write_zip

TOP = "so-tay-windows"
OFFICE = "noi-minh"  # where windows/chay.cmd looks for the office's own folder
PACKAGES = "python/Lib/site-packages"
#: Of these no ready package for Windows exists; the one module of theirs in Python is taken from their source.
FROM_SOURCE = ("rcssmin",)
# What of the tree the handbook runs with: folders, and files at its top.
_FOLDERS = ("data", "docs", "macros", "overrides", "windows")
_FILES = ("LICENSE", "README.md", "hooks.py", "mkdocs.yml", "requirements.txt", "run.py")
_LEFT_OUT = {"__pycache__", ".pytest_cache"}
_PIN = re.compile(r"^([a-z0-9][\w.-]*)==\S+((?:\s*\\\n\s*--hash=\S+)+)", re.MULTILINE)


class PortableError(Exception):
    """What is missing or not as it should be; ``str()`` is for a person, one line each."""


def pinned_python(root: Path) -> tuple[str, str]:
    """(address, SHA-256) of Python's embeddable package."""
    address, digest = (root / "windows/python.txt").read_text(encoding="ascii").split()
    return address, digest


def pins(requirements: str) -> dict[str, frozenset[str]]:
    """Every package of requirements.txt with the SHA-256 of its files."""
    return {name: frozenset(re.findall(r"sha256:([0-9a-f]{64})", hashes)) for name, hashes in _PIN.findall(requirements)}


def portable(root: Path, python_zip: bytes, packages: Mapping[str, bytes], office: Path | None = None) -> bytes:
    """The zip. ``packages``: the files of all packages by their names; ``office``: the folder of an office's own. Raises PortableError."""
    _check(root, python_zip, packages)
    return write_zip((f"{TOP}/{name}", content) for name, content in _entries(root, python_zip, packages, office))


def _check(root: Path, python_zip: bytes, packages: Mapping[str, bytes]) -> None:
    faults = []
    address, digest = pinned_python(root)
    if hashlib.sha256(python_zip).hexdigest() != digest:
        faults.append(f"Gói Python không đúng mã SHA-256 ghi ở windows/python.txt. Tải lại từ {address}.")
    known = pins((root / "requirements.txt").read_text(encoding="utf-8"))
    for name, content in packages.items():
        package = _package(name)
        if package not in known:
            faults.append(f"{name}: gói này không có trong requirements.txt. Bỏ tệp này.")
        elif hashlib.sha256(content).hexdigest() not in known[package]:
            faults.append(f"{name}: không đúng mã SHA-256 ghi ở requirements.txt. Tải lại.")
    missing = sorted(known.keys() - {_package(name) for name in packages})
    if missing:
        faults.append(f"Thiếu gói: {', '.join(missing)}. Tải đủ rồi chạy lại.")
    if faults:
        raise PortableError("\n".join(faults))


def _package(file: str) -> str:
    """The name of the package that a wheel or a source archive holds, as requirements.txt writes it."""
    name = file.split("-")[0] if file.endswith(".whl") else file.removesuffix(".tar.gz").rpartition("-")[0]
    return re.sub(r"[-_.]+", "-", name).lower()


def _entries(root: Path, python_zip: bytes, packages: Mapping[str, bytes], office: Path | None) -> Iterator[tuple[str, bytes]]:
    for path in _tree(root):
        yield path.relative_to(root).as_posix(), path.read_bytes()
    for path in sorted(office.rglob("*")) if office else ():
        if path.is_file():
            yield f"{OFFICE}/{path.relative_to(office).as_posix()}", path.read_bytes()  # type: ignore[arg-type]
    for name, content in _files(python_zip):
        # Only what this file names is looked through for modules: the packages, and the handbook itself one folder up.
        if re.fullmatch(r"python\d+\._pth", name):
            content = f"{name.removesuffix('._pth')}.zip\r\n.\r\nLib\\site-packages\r\n..\r\n".encode()
        yield f"python/{name}", content
    for file in sorted(packages):
        for name, content in _unpacked(file, packages[file]):
            yield f"{PACKAGES}/{name}", content


def _tree(root: Path) -> Iterable[Path]:
    found = [root / name for name in _FILES] + sorted(root.glob("*.cmd"))
    for folder in _FOLDERS:
        found += [path for path in sorted((root / folder).rglob("*")) if path.is_file() and not _LEFT_OUT & set(path.parts)]
    return found


def _files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, content) of the files of a zip whose names stay below the folder that it is unpacked into."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            path = PurePosixPath(info.filename)
            if path.is_absolute() or ".." in path.parts or "\\" in info.filename or ":" in info.filename:
                raise PortableError(f"{info.filename}: tên tệp trong gói dẫn ra ngoài. Tải lại gói.")
            yield info.filename, archive.read(info)


def _unpacked(file: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """What an installer would put beside the other packages: a wheel's modules, or the one module of a source archive."""
    if not file.endswith(".whl"):
        module = f"{_package(file).replace('-', '_')}.py"
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            member = archive.extractfile(f"{file.removesuffix('.tar.gz')}/{module}")
            yield module, member.read() if member else b""
        return
    for name, data in _files(content):
        top, _, rest = name.partition("/")
        if not top.endswith(".data"):
            yield name, data
        elif rest.startswith(("purelib/", "platlib/")):
            yield rest.partition("/")[2], data
