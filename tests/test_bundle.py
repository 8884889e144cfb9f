from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from macros.offline.bundle import DOOR, AuditError, audit, write

PAGE = '<!doctype html><html><head><link rel="stylesheet" href="{css}"></head><body data-an-ban="2026-11-22">{body}</body></html>'


def make(folder: Path, body: str = "", css: str = "a.css", **more: str) -> Path:
    files = {"index.html": PAGE.format(body=body, css=css), "a.css": "p{}", **{k.replace("__", "."): v for k, v in more.items()}}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(("body", "told"), [
    ('<img src="https://example.org/a.png">', "nạp từ ngoài: https://example.org/a.png"),
    ('<script src="//cdn.example.org/x.js"></script>', "nạp từ ngoài"),
    ('<a href="khong-co.html">x</a>', "liên kết hỏng: khong-co.html"),
    ('<a href="#khong-co">x</a>', "không có chỗ neo: #khong-co"),
    ('<a href="/goc.html">x</a>', "liên kết tuyệt đối"),
    ("<p>{{ so_lieu }}</p>", "còn sót «{{»"),
    ("<p>Macro Rendering Error</p>", "còn sót «Macro Rendering Error»"),
])
def test_the_audit_names_the_page_and_the_fault(tmp_path: Path, body: str, told: str) -> None:
    findings = audit(make(tmp_path, body))
    assert len(findings) == 1
    assert findings[0].startswith("index.html: ") and told in findings[0]


def test_a_style_sheet_that_loads_from_outside_is_found(tmp_path: Path) -> None:
    make(tmp_path)
    (tmp_path / "a.css").write_text("@font-face{src:url('https://fonts.example/x.woff2')}", encoding="utf-8")
    assert audit(tmp_path) == ["a.css: kiểu trình bày nạp từ ngoài: https://fonts.example/x.woff2"]


def test_a_sound_site_passes_links_to_the_outside_included(tmp_path: Path) -> None:
    body = '<h2 id="a">A</h2><a href="#a">x</a><a href="https://example.org">nguồn</a><code>{{ so_lieu("x") }}</code>'
    assert audit(make(tmp_path, body)) == []


def test_the_bundle_opens_by_its_door_and_is_the_same_twice(tmp_path: Path) -> None:
    site = make(tmp_path / "site", "<p>Xin chào</p>")
    made = write(site, tmp_path / "a")
    again = write(site, tmp_path / "b")
    assert made.sha256 == again.sha256 == hashlib.sha256(made.path.read_bytes()).hexdigest()
    assert made.path.name == "so-tay-2026-11-22.zip"
    with zipfile.ZipFile(made.path) as archive:
        names = archive.namelist()
        assert DOOR in names and "so-tay/index.html" in names
        assert 'url=so-tay/index.html' in archive.read(DOOR).decode()
        for line in archive.read("SHA256SUMS.txt").decode().splitlines():
            digest, _, name = line.partition("  ")
            assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_nothing_is_written_when_the_audit_finds_something(tmp_path: Path) -> None:
    site = make(tmp_path / "site", '<a href="khong-co.html">x</a><a href="mat.html">y</a>')
    with pytest.raises(AuditError) as told:
        write(site, tmp_path / "out")
    assert len(told.value.findings) == 2
    assert not (tmp_path / "out").exists()


def test_a_path_too_long_for_windows_is_found(tmp_path: Path) -> None:
    name = "a" * 150 + ".html"
    findings = audit(make(tmp_path, **{name.replace(".", "__"): "<p></p>"}))
    assert len(findings) == 1 and "đường dẫn dài" in findings[0]


def test_copies_for_several_units_lie_side_by_side(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    names = {write(site, tmp_path / "dist", unit).path.name for unit in (None, "truong-a", "truong-b")}
    assert names == {"so-tay-2026-11-22.zip", "so-tay-2026-11-22-truong-a.zip", "so-tay-2026-11-22-truong-b.zip"}
