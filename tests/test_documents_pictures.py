"""What the documents look like on paper: LibreOffice's pictures of every sort of layout, kept and compared.

Needs ``soffice`` and ``pdftoppm``, in the version that made the pictures: another one draws letters differently.
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import pytest

from macros.documents import compose
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.load.problems import Problems
from macros.papers import Papers

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden" / "documents"
VERSION = FOLDER / "soffice.txt"
# Template, body: letter, report, minutes, congress, standing committee with landscape annex, articles, submission, form, chi bộ.
SORTS = (
    ("cong-van-don-doc", "dang-uy"), ("bao-cao-thang", "chi-bo-truc-thuoc"), ("bien-ban-hoi-nghi", "chi-bo-co-so"),
    ("nghi-quyet-dai-hoi", "dai-hoi-dang-bo"), ("ke-hoach-thu-thap-so-lieu", "ban-thuong-vu"), ("quyet-dinh-phan-cong", "dang-uy"),
    ("to-trinh", "chi-bo-co-so"), ("giay-gioi-thieu", "dang-uy"), ("phieu-xu-ly-van-ban-den", "chi-bo-co-so"),
)  # fmt: skip


def _version() -> str:
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        return ""
    told = subprocess.run(["soffice", "--version"], capture_output=True, text=True, check=False).stdout.split()
    return " ".join(told[:2])


def _write_png(path: Path, width: int, height: int, grey: bytes) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + grey[y * width : (y + 1) * width] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def _read_png(path: Path) -> tuple[int, int, bytes]:
    """Only what :func:`_write_png` writes: one grey byte a point, no filter."""
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    (size,) = struct.unpack(">I", content[33:37])
    rows = zlib.decompress(content[41 : 41 + size])
    return width, height, b"".join(rows[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height))


def _read_pgm(path: Path) -> tuple[int, int, bytes]:
    content = path.read_bytes()
    width, height = map(int, content.split(maxsplit=3)[1:3])
    return width, height, content[-width * height :]


def test_every_sort_of_document_looks_as_it_did(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    rewrite = request.config.getoption("--rewrite-golden")
    version = _version()
    if not rewrite and (not version or not VERSION.exists() or VERSION.read_text(encoding="utf-8").strip() != version):
        pytest.skip("máy này không có đúng LibreOffice đã vẽ các ảnh mẫu")
    papers = Papers(read_documents(DataFolder(ROOT / "data"), Problems()))
    for name, body in SORTS:
        compiled = papers.compiled[name]
        values = papers.example(compiled.template, body)
        (tmp_path / f"{name}.docx").write_bytes(compose.filled(papers.compiler, compiled, values))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    sources = sorted(map(str, tmp_path.glob("*.docx")))
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), *sources], check=True, capture_output=True
    )
    expected = set()
    for name, _ in SORTS:
        subprocess.run(["pdftoppm", "-r", "48", "-gray", str(tmp_path / f"{name}.pdf"), str(tmp_path / name)], check=True)
        for page, picture in enumerate(sorted(tmp_path.glob(f"{name}-*.pgm")), start=1):
            golden = FOLDER / f"{name}-{page}.png"
            expected.add(golden)
            width, height, grey = _read_pgm(picture)
            if rewrite:
                _write_png(golden, width, height, grey)
                continue
            assert golden.exists(), f"thiếu ảnh mẫu {golden.name}: xem ảnh mới rồi chạy với --rewrite-golden"
            old = _read_png(golden)
            assert old[:2] == (width, height)
            different = sum(abs(a - b) > 24 for a, b in zip(old[2], grey, strict=True))
            assert different / len(grey) <= 0.001, f"{golden.name}: {different / len(grey):.2%} số điểm khác"
    if rewrite:
        VERSION.write_text(version + "\n", encoding="utf-8")
    assert set(FOLDER.glob("*.png")) == expected, "có ảnh mẫu không còn dùng"
