"""What the documents look like on paper: LibreOffice's pictures of every kind and every issuing body, kept and compared.

Needs ``soffice`` and ``pdftoppm`` in the versions, and the font, that drew the kept pictures: others draw letters
differently. After a change that is meant, look at what has changed in print, then draw anew and look at the pictures:

    python3 run.py test tests/test_documents_pictures.py --rewrite-golden
"""

from __future__ import annotations

import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.documents import pdf
from macros.documents.pages import CompiledTemplates
from macros.documents.write import compose

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests" / "golden" / "documents"
VERSION = FOLDER / "soffice.txt"
DOTS = 72  # dots an inch: letters can be read, and all pictures together stay below two megabytes
ALL_BYTES = 2_000_000
LEVELS = bytes(value >> 4 for value in range(256))  # sixteen greys: half the size of 256, and nothing is lost to the eye
# Every kind and every body that issues anything, in as few pictures as that takes; the first body of a template unless named.
EXAMPLES = (
    ("nghi-quyet-dai-hoi", "dai-hoi-dang-bo"), ("bien-ban-dai-hoi", "dai-hoi-chi-bo"), ("quyet-dinh-phan-cong", "dang-uy"),
    ("ket-luan", "ban-thuong-vu"), ("quy-che-lam-viec-chi-bo", "chi-bo-truc-thuoc"), ("quy-dinh", "dang-uy"),
    ("huong-dan", "ban-thuong-vu"), ("thong-bao", "dang-uy-bo-phan"), ("bao-cao-thang", "chi-bo-truc-thuoc"),
    ("ke-hoach-thu-thap-so-lieu", "ban-thuong-vu"), ("quy-hoach", "dang-uy"), ("chuong-trinh-tuan", "van-phong"),
    ("de-an", "dang-uy"), ("phuong-an", "dang-uy"), ("du-an", "dang-uy"), ("to-trinh", "chi-bo-co-so"),
    ("cong-van-don-doc", "dang-uy"), ("cong-van-de-nghi-tham-tra", "chi-bo-truc-thuoc-muon-dau"),
    ("bien-ban-hoi-nghi", "chi-bo-co-so"), ("bien-ban-kiem-phieu", "ban-kiem-phieu"), ("giay-moi", "chi-bo-co-so"),
    ("giay-gioi-thieu", "dang-uy"), ("giay-chung-nhan", "dang-uy"), ("giay-di-duong", "dang-uy"), ("giay-nghi-phep", "van-phong"),
    ("phieu-chuyen", "dang-uy"), ("phieu-gui", "dang-uy"), ("quyet-dinh-kiem-tra", "uy-ban-kiem-tra"),
    ("phieu-xu-ly-van-ban-den", "chi-bo-co-so"),
)  # fmt: skip
BLANK = ("giay-moi", "chi-bo-truc-thuoc")
# Urgency, limits of circulation, a draft, a typist's mark, two-sided margins, a copy's stamp.
OPTIONS = {
    "do_khan": "HỎA TỐC", "pham_vi": "LƯU HÀNH NỘI BỘ", "khong_pho_bien": True, "lien_he": "0200 000 000", "du_thao": "2",
    "ky_hieu_nguoi_soan": "PhamThuHa-6", "hai_mat": True, "hinh_thuc_sao": "Sao y", "so_ban_sao": "3", "ngay_sao": "2026-10-22",
    "nguoi_sao": "Lê Văn Bình", "quyen_han_sao": "T/M CHI BỘ",
}  # fmt: skip


def _version() -> str:
    """What draws here, or nothing where a tool is missing."""
    if not shutil.which("soffice") or not shutil.which("pdftoppm"):
        return ""

    def told(*command: str) -> str:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return (done.stdout or done.stderr).splitlines()[0]

    font = told("fc-match", "Times New Roman") if shutil.which("fc-match") else ""
    return "; ".join((" ".join(told("soffice", "--version").split()[:2]), told("pdftoppm", "-v"), font))


def _documents(papers: CompiledTemplates) -> Iterator[tuple[str, bytes]]:
    for name, body in EXAMPLES:
        compiled = papers.compiled[name]
        yield f"{name}.{body}", compose.filled(papers.compiler, compiled, papers.example(compiled.template, body))
    name, body = BLANK
    yield f"{name}.{body}.trong", compose.blank(papers.compiler, papers.compiled[name], body)
    letter = papers.compiled["cong-van-don-doc"]
    yield f"{letter.template.id}.tuy-chon", compose.filled(papers.compiler, letter, papers.example(letter.template) | OPTIONS)


def _pack(grey: bytes, width: int) -> bytes:
    """Rows of eight-bit greys as rows of four-bit ones, two a byte."""
    levels = grey.translate(LEVELS)
    if width % 2:
        levels = b"".join(levels[start : start + width] + b"\x0f" for start in range(0, len(levels), width))
    left, right = int.from_bytes(levels[0::2], "big"), int.from_bytes(levels[1::2], "big")
    return (left << 4 | right).to_bytes(len(levels) // 2, "big")


def _write_png(path: Path, width: int, height: int, packed: bytes) -> None:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    step = (width + 1) // 2
    rows = b"".join(b"\0" + packed[y * step : (y + 1) * step] for y in range(height))
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


def _read_png(path: Path) -> tuple[int, int, bytes]:
    """Only what :func:`_write_png` writes: one chunk of data, two greys a byte, no filter."""
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    (size,) = struct.unpack(">I", content[33:37])
    rows, step = zlib.decompress(content[41 : 41 + size]), (width + 1) // 2
    return width, height, b"".join(rows[y * (step + 1) + 1 : (y + 1) * (step + 1)] for y in range(height))


def _read_pgm(path: Path) -> tuple[int, int, bytes]:
    content = path.read_bytes()
    width, height = map(int, content.split(maxsplit=3)[1:3])
    return width, height, _pack(content[-width * height :], width)


def _difference(old: bytes, new: bytes, points: int) -> float:
    """The share of points whose greys differ by more than one level of sixteen."""
    if old == new:
        return 0.0
    pairs = ((a, b) for a, b in zip(old, new, strict=True) if a != b)
    return sum((abs((a >> 4) - (b >> 4)) > 1) + (abs((a & 15) - (b & 15)) > 1) for a, b in pairs) / points


def test_the_kept_pictures_show_every_kind_and_every_body_that_issues(papers: CompiledTemplates) -> None:
    documents = papers.documents
    shown = {name: documents.templates[name] for name, _ in EXAMPLES}
    assert {template.kind for template in shown.values()} == {kind.id for kind in documents.authority.kinds}
    issuing = {body for template in documents.templates.values() if not template.is_sheet for body in template.bodies}
    assert {body for _, body in EXAMPLES} == issuing
    assert all(body in shown[name].bodies for name, body in EXAMPLES)
    kept = {path.name.rpartition("-")[0] for path in FOLDER.glob("*.png")}
    assert kept == {name for name, _ in _documents(papers)}
    assert sum(path.stat().st_size for path in FOLDER.glob("*.png")) < ALL_BYTES


def test_every_kind_of_document_looks_as_it_did(papers: CompiledTemplates, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    rewrite = request.config.getoption("--rewrite-golden")
    here, kept = _version(), VERSION.read_text(encoding="utf-8").strip()
    if not here and not rewrite:
        pytest.skip("máy này thiếu LibreOffice hoặc pdftoppm nên không so được với ảnh mẫu")
    if here != kept and not rewrite:
        pytest.skip(f"ảnh mẫu vẽ bằng «{kept}», máy này có «{here}»: chữ vẽ ra khác nhau nên không so")
    copies = pdf.copies({f"{name}.docx": content for name, content in _documents(papers)}, tmp_path / "pdf")
    expected, different = set(), []
    for name, content in copies.items():
        stem = name.removesuffix(".pdf")
        (tmp_path / name).write_bytes(content)
        subprocess.run(["pdftoppm", "-r", str(DOTS), "-gray", str(tmp_path / name), str(tmp_path / stem)], check=True)
        for page, picture in enumerate(sorted(tmp_path.glob(f"{stem}-*.pgm")), start=1):
            golden = FOLDER / f"{stem}-{page}.png"
            expected.add(golden)
            width, height, packed = _read_pgm(picture)
            if rewrite:
                _write_png(golden, width, height, packed)
                continue
            assert golden.exists(), f"thiếu ảnh mẫu {golden.name}: xem ảnh mới rồi chạy với --rewrite-golden"
            old = _read_png(golden)
            assert old[:2] == (width, height), golden.name
            if (share := _difference(old[2], packed, width * height)) > 0.001:
                different.append(f"{golden.name}: {share:.2%} số điểm khác")
    if rewrite:
        VERSION.write_text(here + "\n", encoding="utf-8")
        for old_picture in set(FOLDER.glob("*.png")) - expected:
            old_picture.unlink()
    assert different == [], "xem ảnh mới; nếu cố ý đổi thì chạy lại với --rewrite-golden"
    assert set(FOLDER.glob("*.png")) == expected, "có ảnh mẫu không còn dùng"
