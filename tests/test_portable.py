"""Windows without a command line: files to double-click, and the handbook with its own Python in one zip.

Neither is run here: that the verbs exist, the paths are right and every file is what it should be is looked at from outside.
"""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import click
import pytest

from macros.__main__ import main
from macros.commands.portable import _some
from macros.files.zip import write_zip
from macros.offline.portable import FROM_SOURCE, PACKAGES, TOP, PortableError, pinned_python, pins, portable

ROOT = Path(__file__).resolve().parents[1]
DOORS = {"Xem thử.cmd": ["serve", "--mo"], "Kiểm tra.cmd": ["office", "check"], "Đóng gói USB.cmd": ["bundle"], "In sổ tay.cmd": ["book"]}
RUN = ROOT / "windows/chay.cmd"


def test_every_file_to_double_click_is_as_windows_reads_it() -> None:
    files = sorted(ROOT.glob("*.cmd"))
    assert {file.name for file in files} == DOORS.keys()
    for file in (*files, RUN):
        content = file.read_bytes()
        assert not content.startswith(b"\xef\xbb\xbf") and content.count(b"\n") == content.count(b"\r\n") and content.endswith(b"\r\n")
    for file in files:
        told = re.fullmatch(r'@call "%~dp0windows\\chay\.cmd" "([^"]+)" "%~1"\r\n', file.read_bytes().decode())
        assert told and told[1].split() == DOORS[file.name]
        command: click.Command = main
        for word in DOORS[file.name]:
            if word.startswith("--"):
                assert word in {option for parameter in command.params for option in parameter.opts}
            else:
                assert isinstance(command, click.Group)
                command = command.commands[word]


def test_the_file_that_runs_a_verb_goes_nowhere_and_installs_nothing() -> None:
    text = RUN.read_text(encoding="utf-8")
    lines = text.splitlines()
    first = next(number for number, line in enumerate(lines) if not line.isascii())
    assert lines.index("chcp 65001 >nul") < first and "pause >nul" in lines
    labels = set(re.findall(r"^:(\w+)$", text, re.MULTILINE))
    assert set(re.findall(r"(?:goto|call) :?(\w+)", text)) == labels
    assert not re.search(r"\b(winget|curl|pip|msiexec|powershell|start)\b", text)
    assert "!" not in text.replace("\n", "") and 'pushd "%~dp0.."' in text, "a path may hold blanks, brackets and any letter"
    assert all(re.search(r'"[^"]*%~[^"]*"', line) for line in lines if "%~" in line), "paths are quoted"


WHEELS = {"mot": "mot-1.0-py3-none-any.whl", "hai-ba": "hai_ba-2.0-cp311-cp311-win_amd64.whl"}


@pytest.fixture
def stand_in(tmp_path: Path) -> tuple[Path, bytes, dict[str, bytes]]:
    """A small tree, a small Python and three small packages, pinned as the real ones are."""
    root = tmp_path / "Sổ tay (gốc)"
    for folder in ("data", "docs", "macros/__pycache__", "overrides", "windows"):
        (root / folder).mkdir(parents=True)
        (root / folder / "tep.txt").write_text(folder, encoding="utf-8")
    for name in ("LICENSE", "README.md", "hooks.py", "mkdocs.yml", "run.py"):
        (root / name).write_text(name, encoding="utf-8")
    for file in (*ROOT.glob("*.cmd"), RUN):
        shutil.copy(file, root / file.relative_to(ROOT))
    python = write_zip([("python.exe", b"MZ"), ("python311._pth", b"python311.zip\r\n.\r\n#import site\r\n"), ("python311.zip", b"PK")])
    (root / "windows/python.txt").write_text(f"https://vi-du.vn/p.zip\n{hashlib.sha256(python).hexdigest()}\n", encoding="ascii")
    source = io.BytesIO()
    with tarfile.open(fileobj=source, mode="w:gz") as archive:
        for name, content in (("rcssmin-1.0/setup.py", b"raise SystemExit"), ("rcssmin-1.0/rcssmin.py", b"x = 1")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    packages = {
        WHEELS["mot"]: write_zip([("mot/__init__.py", b"import hai"), ("mot-1.0.dist-info/METADATA", b"Name: mot"),
                                  ("mot-1.0.data/scripts/mot.exe", b"MZ"), ("mot-1.0.data/purelib/them.py", b"y = 2")]),
        WHEELS["hai-ba"]: write_zip([("hai.py", b"z = 3")]),
        "rcssmin-1.0.tar.gz": source.getvalue(),
    }
    named = zip(("mot", "hai-ba", "rcssmin"), packages.values(), strict=True)
    (root / "requirements.txt").write_text("".join(
        f"# vì sao\n{name}==1.0 \\\n    --hash=sha256:{'0' * 64} \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n"
        for name, content in named), encoding="utf-8")
    return root, python, packages


def test_the_portable_zip_holds_python_its_packages_the_handbook_and_the_office(
    stand_in: tuple[Path, bytes, dict[str, bytes]], tmp_path: Path
) -> None:
    root, python, packages = stand_in
    office = tmp_path / "Văn phòng ta"
    (office / "trang/rieng").mkdir(parents=True)
    (office / "to-chuc.xlsx").write_bytes(b"PK")
    (office / "trang/rieng/truc.md").write_text("Trực", encoding="utf-8")
    made = portable(root, python, packages, office)
    assert made == portable(root, python, packages, office)
    here = tmp_path / "USB của tôi (E)"
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = set(archive.namelist())
        archive.extractall(here)  # noqa: S202 (we have made it ourselves)
    assert {name.partition("/")[0] for name in names} == {TOP}
    inside = {name.removeprefix(f"{TOP}/") for name in names}
    assert {*DOORS, "windows/chay.cmd", "python/python.exe", "noi-minh/to-chuc.xlsx", "noi-minh/trang/rieng/truc.md", "run.py",
            f"{PACKAGES}/mot/__init__.py", f"{PACKAGES}/mot-1.0.dist-info/METADATA", f"{PACKAGES}/them.py", f"{PACKAGES}/hai.py",
            f"{PACKAGES}/rcssmin.py"} <= inside
    assert not [name for name in inside if "__pycache__" in name or "setup.py" in name or ".data/" in name]
    # The paths that Python will look in, as it reads them, hold all modules and the handbook.
    listed = (here / TOP / "python/python311._pth").read_text(encoding="ascii").split()
    assert listed == ["python311.zip", ".", "Lib\\site-packages", ".."]
    paths = [str(here / TOP / "python" / entry.replace("\\", "/")) for entry in listed]
    code = f"import sys; sys.path[:0] = {paths!r}; import mot, them, rcssmin, hooks_seen"
    (here / TOP / "hooks_seen.py").write_text("", encoding="utf-8")
    assert subprocess.run([sys.executable, "-I", "-c", code], check=False).returncode == 0
    called = re.search(r'^"(python\\python\.exe)" -X utf8 -m macros %VERB%$', RUN.read_text(encoding="utf-8"), re.MULTILINE)
    assert called and (here / TOP / called[1].replace("\\", "/")).is_file()


def test_what_is_not_what_was_pinned_is_told_all_at_once_and_nothing_is_made(stand_in: tuple[Path, bytes, dict[str, bytes]]) -> None:
    root, python, packages = stand_in
    spoilt = {WHEELS["mot"]: packages[WHEELS["mot"]] + b" ", "la-1.0-py3-none-any.whl": b"PK"}
    with pytest.raises(PortableError) as failed:
        portable(root, python + b" ", spoilt)
    assert [line.split(":")[0] for line in str(failed.value).splitlines()] == [
        "Gói Python không đúng mã SHA-256 ghi ở windows/python.txt. Tải lại từ https", WHEELS["mot"], "la-1.0-py3-none-any.whl",
        "Thiếu gói"]
    assert "hai-ba, rcssmin" in str(failed.value)
    outside = write_zip([("../hai.py", b"z = 3")])
    text = (root / "requirements.txt").read_text(encoding="utf-8")
    (root / "requirements.txt").write_text(text + f"x==1 \\\n    --hash=sha256:{hashlib.sha256(outside).hexdigest()}\n", encoding="utf-8")
    with pytest.raises(PortableError, match="dẫn ra ngoài"):
        portable(root, python, {**packages, "x-1-py3-none-any.whl": outside})


def test_the_real_pins_name_every_package_and_the_official_address() -> None:
    address, digest = pinned_python(ROOT)
    assert re.fullmatch(r"https://www\.python\.org/ftp/python/3\.11\.\d+/python-3\.11\.\d+-embed-amd64\.zip", address)
    assert re.fullmatch(r"[0-9a-f]{64}", digest)
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    known = pins(text)
    assert known.keys() == {line.split("==")[0] for line in text.splitlines() if "==" in line and line[0].isalpha()}
    assert all(known.values()) and set(FROM_SOURCE) <= known.keys()
    assert pins(_some(text, True)).keys() == set(FROM_SOURCE)
    assert pins(_some(text, False)).keys() == known.keys() - set(FROM_SOURCE)
