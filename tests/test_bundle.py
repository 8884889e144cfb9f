from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from macros.files.whole import WriteError
from macros.html.script import PRESET, SITE_SCRIPT, script_of
from macros.model.base import LONGEST_CODE
from macros.offline.audit import audit
from macros.offline.bundle import DOOR, AuditError, write, write_for

PAGE = ('<!doctype html><html><head><title>Sổ tay A &amp; B</title><link rel="stylesheet" href="{css}"></head>'
        '<body data-an-ban="2026-11-22">{body}</body></html>')


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
        door, read_first = (archive.read(name).decode("utf-8-sig") for name in (DOOR, "Đọc trước.txt"))
        assert "url=so-tay/index.html" in door and door.count(">Sổ tay A &amp; B<") == 2 and read_first.startswith("SỔ TAY A & B – ")
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


def preset(unit: str) -> bytes:
    return script_of(PRESET, {"id": unit, "ten": f"Tên của {unit}"}) if unit else b""


def make_preset(folder: Path, unit: str) -> Path:
    return make(folder, **{SITE_SCRIPT: f"SoTay.duLieu = {{}};\n{preset(unit).decode()}"})


def test_copies_for_several_units_lie_side_by_side(tmp_path: Path) -> None:
    names = {write(make_preset(tmp_path / f"s-{unit}", unit), tmp_path / "dist", unit or None).path.name
             for unit in ("", "truong-a", "truong-b")}
    assert names == {"so-tay-2026-11-22.zip", "so-tay-2026-11-22-truong-a.zip", "so-tay-2026-11-22-truong-b.zip"}


@pytest.mark.parametrize(("holds", "asked", "told"), [
    ("", "truong-a", "không chọn sẵn đơn vị nào, không phải «truong-a»"),
    ("truong-a", "truong-b", "chọn sẵn «truong-a», không phải «truong-b»"), ("", "../../x", "không phải «../../x»"),
    ("../../x", None, "mã đơn vị chọn sẵn «../../x» chỉ được gồm"), ("con", "con", "Windows giữ riêng"),
])
def test_a_copy_is_not_called_after_a_unit_that_it_is_not_preset_for(tmp_path: Path, holds: str, asked: str | None, told: str) -> None:
    site = make_preset(tmp_path / "site", holds)
    with pytest.raises(AuditError) as caught:
        write(site, tmp_path / "dist", asked)
    assert told in str(caught.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["site"]


def test_a_site_that_says_it_is_preset_is_named_after_its_unit(tmp_path: Path) -> None:
    assert write(make_preset(tmp_path / "site", "truong-a"), tmp_path / "dist").path.name == "so-tay-2026-11-22-truong-a.zip"


def test_a_unit_with_the_longest_code_that_data_may_hold_gets_its_copy(tmp_path: Path) -> None:
    unit = "a" * LONGEST_CODE
    assert write(make_preset(tmp_path / "site", unit), tmp_path / "dist", unit).path.name == f"so-tay-2026-11-22-{unit}.zip"


def test_the_copies_of_many_units_are_those_of_a_site_built_for_each(tmp_path: Path) -> None:
    units = ("truong-a", "truong-b")
    many = {made.path.name: made for made in write_for(make_preset(tmp_path / "site", ""), tmp_path / "all",
                                                       {unit: preset(unit) for unit in units})}
    for unit in units:
        alone = write(make_preset(tmp_path / unit, unit), tmp_path / "one")
        made = many[alone.path.name]
        assert made.path.read_bytes() == alone.path.read_bytes()
        assert made.sha256 in (tmp_path / "all" / f"{alone.path.name}.sha256").read_text()
        with zipfile.ZipFile(made.path) as archive:
            assert archive.testzip() is None and len(set(archive.namelist())) == made.files
            assert f"Tên của {unit}" in archive.read("Đọc trước.txt").decode("utf-8-sig")
            for digest, name in (line.split("  ", 1) for line in archive.read("SHA256SUMS.txt").decode().splitlines()):
                assert hashlib.sha256(archive.read(name)).hexdigest() == digest


def test_copies_for_all_are_not_made_of_a_site_that_is_preset_or_at_fault(tmp_path: Path) -> None:
    with pytest.raises(AuditError, match="chọn sẵn «truong-a»"):
        list(write_for(make_preset(tmp_path / "site", "truong-a"), tmp_path / "dist", {"truong-b": preset("truong-b")}))
    with pytest.raises(AuditError, match="liên kết hỏng"):
        list(write_for(make(tmp_path / "bad", '<a href="khong-co.html">x</a>'), tmp_path / "dist", {"truong-b": preset("truong-b")}))
    assert not (tmp_path / "dist").exists()


def test_an_edition_that_is_no_day_is_no_file_name(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    (site / "index.html").write_text('<p data-an-ban="../../x">', encoding="utf-8")
    with pytest.raises(AuditError, match="không phải ngày"):
        write(site, tmp_path / "dist")


def test_an_archive_of_somebody_elses_is_kept_and_its_sum_with_it(tmp_path: Path) -> None:
    site, dist = make(tmp_path / "site"), tmp_path / "dist"
    made = write(site, dist)
    assert write(site, dist).sha256 == made.sha256
    (site / "a.css").write_text("p{color:red}", encoding="utf-8")
    again = write(site, dist)  # our own of this morning gives way
    assert again.sha256 != made.sha256
    again.path.write_bytes(b"theirs")
    (site / "a.css").write_text("p{}", encoding="utf-8")
    total = (dist / "so-tay-2026-11-22.zip.sha256").read_bytes()
    with pytest.raises(WriteError, match="--ghi-de"):
        write(site, dist)
    assert again.path.read_bytes() == b"theirs" and (dist / "so-tay-2026-11-22.zip.sha256").read_bytes() == total
    write(site, dist, replace=True)
    assert (dist / "so-tay-2026-11-22.zip.truoc").read_bytes() == b"theirs"


def test_a_link_in_a_site_keeps_it_from_being_given_away(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    (tmp_path / "mat.txt").write_text("mật", encoding="utf-8")
    (site / "b.txt").symlink_to(tmp_path / "mat.txt")
    with pytest.raises(AuditError, match=r"b\.txt: là liên kết"):
        write(site, tmp_path / "dist")
