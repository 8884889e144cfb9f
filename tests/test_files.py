"""Files are written whole, folders are swapped whole, and nothing of anybody else's is deleted or overwritten."""

from __future__ import annotations

import contextlib
import errno
import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from macros.files import folder as folder_
from macros.files import whole
from macros.files.folder import MARK, add, aside, claim, recover, swap, workplace
from macros.files.lock import Busy, hold, lock_path
from macros.files.whole import WriteError, overwrite, write_file, write_files

ROOT = Path(__file__).resolve().parents[1]


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def python(code: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", code, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE)


# One file ------------------------------------------------------------------------------------------------------------

def test_a_file_is_written_with_its_folder_and_nothing_beside_it(tmp_path: Path) -> None:
    write_file(tmp_path / "a" / "b" / "số liệu.txt", b"1")
    write_file(tmp_path / "a" / "b" / "số liệu.txt", b"2")
    assert listing(tmp_path) == {"a/b/số liệu.txt": b"2"}


@pytest.mark.parametrize(("number", "told"), [
    (errno.ENOSPC, "đĩa đã đầy"), (errno.EACCES, "đang mở ở chương trình khác"), (errno.EPERM, "đang mở ở chương trình khác"),
    (errno.EROFS, "chỉ cho đọc"), (errno.EIO, "đã bị rút ra"), (errno.EINVAL, "ký tự mà máy không nhận"), (errno.EXDEV, "mã lỗi 18"),
])
@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
def test_what_the_machine_refuses_is_a_sentence_and_the_old_file_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, told: str
) -> None:
    write_file(tmp_path / "a.txt", b"old")

    def refuse(*_: Any, **__: Any) -> Any:
        raise OSError(number, "English words")

    monkeypatch.setattr(Path if call == "open" else os, call, refuse)
    with pytest.raises(WriteError) as caught:
        write_file(tmp_path / "a.txt", b"new")
    monkeypatch.undo()
    assert told in str(caught.value) and str(caught.value).startswith(f"{tmp_path / 'a.txt'}: ") and "English" not in str(caught.value)
    assert listing(tmp_path) == {"a.txt": b"old"}


def test_a_name_too_long_a_folder_in_its_place_and_a_file_on_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "thu-muc").mkdir()
    (tmp_path / "tep").write_bytes(b"")
    for name, told in (("a" * 300, "dài quá"), ("thu-muc", "đây là thư mục"), ("tep/b", "là tệp, không phải thư mục")):
        with pytest.raises(WriteError, match=told):
            write_file(tmp_path / name, b"x")
    assert listing(tmp_path) == {"tep": b""}


def test_a_name_as_long_as_the_disk_takes_is_written(tmp_path: Path) -> None:
    write_file(tmp_path / ("a" * 255), b"x")
    assert listing(tmp_path) == {"a" * 255: b"x"}


def test_a_link_is_replaced_and_what_it_led_to_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "cua-ho").write_bytes(b"theirs")
    (tmp_path / "a").symlink_to(tmp_path / "cua-ho")
    write_file(tmp_path / "a", b"ours")
    assert listing(tmp_path) == {"a": b"ours", "cua-ho": b"theirs"}


_WRITE_FOR_EVER = """
import sys, itertools
from pathlib import Path
from macros.files.whole import write_file
print("ready", flush=True)
for number in itertools.count():
    write_file(Path(sys.argv[1]), b"%d " % (number % 10) * 300_000)
"""


def test_a_writer_killed_at_fifty_random_moments_loses_nothing_and_leaves_nothing(tmp_path: Path) -> None:
    chance = random.Random(50)
    path = tmp_path / "a.txt"
    write_file(path, b"0 " * 300_000)
    for _ in range(50):
        writer = python(_WRITE_FOR_EVER, path)
        assert writer.stdout and writer.stdout.readline() == b"ready\n"
        for _ in range(chance.randrange(5000)):
            pass
        with pytest.raises(subprocess.TimeoutExpired):
            writer.wait(chance.random() / 50)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        content = path.read_bytes()
        assert len(content) == 600_000 and len(set(content.split())) == 1
    write_file(path, b"end")
    assert listing(tmp_path) == {"a.txt": b"end"}


def test_a_temporary_file_that_is_being_written_is_not_taken_for_a_dead_ones(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from macros.files.system_lock import take
file = Path(sys.argv[1]).open("wb")
take(file.fileno())
print("ready", flush=True)
sys.stdin.read()
"""
    live, dead = tmp_path / ".so-tay-1.tam", tmp_path / ".so-tay-2.tam"
    dead.write_bytes(b"half")
    writer = subprocess.Popen([sys.executable, "-c", code, str(live)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert writer.stdout and writer.stdout.readline() == b"ready\n"
    write_file(tmp_path / "a", b"1")
    assert set(listing(tmp_path)) == {"a", live.name}
    writer.kill()
    writer.communicate()
    write_file(tmp_path / "a", b"2")
    assert set(listing(tmp_path)) == {"a"}


@pytest.mark.parametrize("nth", range(1, 5))
def test_a_disk_that_fills_up_at_the_nth_file_leaves_whole_files_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    old = {f"{n}.txt": b"old" for n in range(1, 5)}
    write_files(tmp_path, old.items())
    calls = iter(range(1, 100))
    real = os.fsync

    def full(descriptor: int) -> None:
        if next(calls) == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="đĩa đã đầy"):
        write_files(tmp_path, ((name, b"new") for name in old))
    assert listing(tmp_path) == {name: b"new" if index < nth else b"old" for index, name in enumerate(old, 1)}


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0 or sys.platform != "linux", reason="chỉ root gắn được đĩa nhỏ để thử")
def test_a_disk_that_is_really_full_is_told_and_keeps_the_old_file(tmp_path: Path) -> None:
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(tmp_path)], capture_output=True, check=False).returncode:
        pytest.skip("máy này không cho gắn đĩa")
    try:
        write_file(tmp_path / "a", b"old" * 1000)
        with pytest.raises(WriteError, match="đĩa đã đầy"):
            write_file(tmp_path / "a", b"new" * 100_000)
        assert listing(tmp_path) == {"a": b"old" * 1000}
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_other_content_is_overwritten_only_when_asked_and_every_old_version_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    overwrite(path, b"1", replace=False)
    overwrite(path, b"1", replace=False)  # nothing would change
    with pytest.raises(WriteError, match="--ghi-de"):
        overwrite(path, b"2", replace=False)
    for content in (b"2", b"3", b"3"):
        overwrite(path, content, replace=True)
    assert listing(tmp_path) == {"a.xlsx": b"3", "a.xlsx.truoc": b"1", "a.xlsx.truoc-2": b"2"}


# A folder that is one product ----------------------------------------------------------------------------------------

def made(target: Path, **files: str) -> Path:
    """``target`` as a build leaves it."""
    for name, text in files.items():
        path = aside(target) / name.replace("__", "/")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    swap(aside(target), target)
    return target


def test_a_new_folder_takes_the_place_of_the_old_one_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    made(tmp_path / "site", a="1", b__c="2")
    made(tmp_path / "site", a="3")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert set(listing(tmp_path / "site")) == {"a", MARK}
    other = tmp_path / "khac"
    other.mkdir()
    (other / "z").write_text("4", encoding="utf-8")
    swap(other, tmp_path / "site")
    assert set(listing(tmp_path / "site")) == {"z", MARK} and [path.name for path in tmp_path.iterdir()] == ["site"]


def test_what_a_killed_command_still_writes_never_gets_into_the_next_ones_folder(tmp_path: Path) -> None:
    site, orphan, ours = tmp_path / "site", workplace(tmp_path / "site"), workplace(tmp_path / "site")
    recover(site)
    for folder in (ours, orphan):
        folder.mkdir()
        (folder / folder.name).write_text("", encoding="utf-8")
    swap(ours, site)
    assert set(listing(tmp_path)) == {f"site/{ours.name}", f"site/{MARK}"}


@pytest.mark.parametrize("nth", [1, 2])
def test_a_swap_that_the_machine_refuses_leaves_the_old_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    site = made(tmp_path / "site", a="old")
    calls = iter(range(1, 10))
    real = Path.rename

    def rename(path: Path, target: Path) -> Path:
        if next(calls) == nth:
            raise PermissionError(errno.EACCES, "Access is denied")
        return real(path, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(WriteError, match="đang mở ở chương trình khác"):
        made(site, a="new")
    monkeypatch.undo()
    assert (site / "a").read_text(encoding="utf-8") == "old"
    recover(site)
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


_SWAP = """
import os, signal, sys
from pathlib import Path
from macros.files.folder import aside, swap
target, nth, calls = Path(sys.argv[1]), int(sys.argv[2]), iter(range(1, 99))
def deadly(real):
    def call(*given, **named):
        if next(calls) == nth:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*given, **named)
    return call
for name in ("mkdir", "rename", "replace", "rmdir", "unlink", "fsync"):
    setattr(os, name, deadly(getattr(os, name)))
aside(target).mkdir()
(aside(target) / "a").write_text("new")
swap(aside(target), target)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows không có SIGKILL")
def test_a_swap_killed_at_any_step_leaves_the_old_folder_or_the_new_one_whole_and_the_next_run_finds_it(tmp_path: Path) -> None:
    seen = set()
    for nth in range(1, 30):
        site = made(tmp_path / str(nth) / "site", a="old")
        killed = python(_SWAP, site, nth)
        killed.communicate()
        recover(site)
        seen.add(text := (site / "a").read_text(encoding="utf-8"))
        assert text in {"old", "new"} and [path.name for path in site.parent.iterdir()] == ["site"]
        claim(site)  # the next run takes it for ours
        if killed.returncode == 0:
            assert text == "new" and seen == {"old", "new"} and nth > 6
            return
    pytest.fail("the swap never came to its end")


@pytest.fixture
def theirs(tmp_path: Path) -> Iterator[Path]:
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "luan-van.docx").write_bytes(b"x")
    before = listing(tmp_path)
    yield folder
    assert listing(tmp_path) == before


def test_a_folder_that_we_did_not_make_is_refused_even_when_replacing_is_asked_for(theirs: Path) -> None:
    for replace in (False, True):
        with pytest.raises(WriteError, match=r"không do sổ tay tạo và đang có «luan-van\.docx».*--out"):
            claim(theirs, replace=replace)


def test_the_tree_what_holds_it_and_a_folder_with_history_are_refused(tmp_path: Path) -> None:
    for folder in (tmp_path / "so-tay", tmp_path, tmp_path / "so-tay" / "data"):
        with pytest.raises(WriteError, match="thư mục của chính sổ tay"):
            claim(folder, keep_off=[tmp_path / "so-tay", tmp_path / "so-tay" / "data"], replace=True)
    site = made(tmp_path / "site", a="1")
    (site / ".git").mkdir()
    with pytest.raises(WriteError, match="kho git"):
        claim(site, replace=True)


def test_an_empty_folder_our_own_and_one_that_an_earlier_version_made_are_taken(tmp_path: Path) -> None:
    (tmp_path / "trong").mkdir()
    (tmp_path / "cu").mkdir()
    (tmp_path / "cu" / "index.html").write_text('<p data-an-ban="2026-11-22">', encoding="utf-8")
    (made(tmp_path / "site", a="1") / "Thumbs.db").write_bytes(b"")
    for name in ("trong", "site", "chua-co"):
        assert not claim(tmp_path / name, replace=True)  # nothing of anybody's is to be kept
    assert not claim(tmp_path / "cu", sign="data-an-ban=")
    with pytest.raises(WriteError):
        claim(tmp_path / "cu")


@pytest.mark.parametrize("change", [{"moi.txt": "theirs"}, {"a": "edited"}, {"giang-vien/x": "theirs"}])
def test_what_others_put_into_our_folder_or_changed_is_told_and_kept_whole_when_replacing(
    tmp_path: Path, change: dict[str, str]
) -> None:
    site = made(tmp_path / "site", a="1", b="2")
    for name, text in change.items():
        (site / name).parent.mkdir(exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    before = listing(site)
    with pytest.raises(WriteError, match=f"«{next(iter(change))}».*--ghi-de"):
        claim(site)
    assert listing(site) == before
    assert claim(site, replace=True) and listing(site) == before  # it stays until the new one is whole
    aside(site).mkdir()
    (aside(site) / "a").write_text("3", encoding="utf-8")
    swap(aside(site), site, keep_old=True)
    assert listing(tmp_path / "site.truoc") == before and (site / "a").read_text(encoding="utf-8") == "3"


# A folder of products ------------------------------------------------------------------------------------------------

def test_what_we_wrote_is_replaced_and_what_somebody_filled_in_is_kept_and_told(tmp_path: Path) -> None:
    assert add(tmp_path, [("a.xlsx", b"blank"), ("b.xlsx", b"blank")]) == []
    (tmp_path / "a.xlsx").write_bytes(b"filled")
    assert add(tmp_path, [("a.xlsx", b"blank 2"), ("b.xlsx", b"blank 2")], leave=True) == ["a.xlsx"]
    assert (tmp_path / "a.xlsx").read_bytes() == b"filled" and (tmp_path / "b.xlsx").read_bytes() == b"blank 2"
    assert add(tmp_path, [("a.xlsx", b"blank 3")], replace=True) == []
    assert (tmp_path / "a.xlsx").read_bytes() == b"blank 3" and (tmp_path / "a.xlsx.truoc").read_bytes() == b"filled"


def test_a_file_of_the_same_name_in_a_folder_that_is_not_ours_is_kept(tmp_path: Path) -> None:
    (tmp_path / "de.docx").write_bytes(b"theirs")
    with pytest.raises(WriteError, match=r"«de\.docx».*--ghi-de"):
        add(tmp_path, [("khac.docx", b"ours"), ("de.docx", b"ours")])
    assert listing(tmp_path) == {"de.docx": b"theirs"}
    assert add(tmp_path, [("de.docx", b"theirs")]) == []  # the same bytes hurt nobody


@pytest.mark.parametrize("nth", range(1, 9))
def test_products_cut_off_at_any_write_are_still_known_as_ours(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int) -> None:
    add(tmp_path, [(f"{n}", b"old") for n in range(4)])
    calls = iter(range(1, 99))
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if next(calls) == nth:
            raise KeyboardInterrupt
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with contextlib.suppress(KeyboardInterrupt):
        add(tmp_path, [(f"{n}", b"new") for n in range(4)])
    monkeypatch.undo()
    assert add(tmp_path, [(f"{n}", b"newest") for n in range(4)]) == []
    assert listing(tmp_path) == {MARK: (tmp_path / MARK).read_bytes(), **{f"{n}": b"newest" for n in range(4)}}


def test_many_products_need_only_a_few_in_memory(tmp_path: Path) -> None:
    waiting = 0

    def files() -> Iterator[tuple[str, bytes]]:
        nonlocal waiting
        for number in range(450):
            waiting = max(waiting, number - len(list(tmp_path.iterdir())))
            yield f"{number}", b""

    assert add(tmp_path, files()) == []
    assert waiting <= folder_._BATCH


# The lock ------------------------------------------------------------------------------------------------------------

def test_one_command_at_a_time_and_a_killed_one_holds_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    code = """
import sys
from pathlib import Path
from macros.files.lock import hold
with hold(Path(sys.argv[1])):
    print("ready", flush=True)
    sys.stdin.read()
"""
    other = subprocess.Popen([sys.executable, "-c", code, str(site)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert other.stdout and other.stdout.readline() == b"ready\n"
    with pytest.raises(Busy, match=r"một lệnh khác đang ghi vào đây\. Đợi lệnh đó xong"), hold(site):
        pass
    with hold(tmp_path / "khac"):
        pass
    other.kill()
    other.communicate()
    assert lock_path(site).exists()
    with hold(site):
        pass
    assert list(tmp_path.iterdir()) == []


def test_the_writer_has_no_second_way(tmp_path: Path) -> None:
    """Whatever else writes in the package writes into memory, a temporary folder or a cache of its own."""
    writers = {
        path.relative_to(ROOT).as_posix() for path in (ROOT / "macros").rglob("*.py")
        if any(f".{call}(" in path.read_text(encoding="utf-8") for call in ("write_bytes", "write_text"))
    }
    assert writers <= {"macros/documents/pdf.py", "macros/site/single_pages.py", "macros/site/serve.py", "macros/offline/book.py",
                       "macros/commands/portable.py", "macros/offline/publish.py"}, writers  # fmt: skip
    assert whole.KEPT == ".truoc"
