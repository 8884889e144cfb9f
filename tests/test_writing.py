"""Every verb that writes: cut off at its first write, on a full disk, twice at once; and what it must never replace."""

from __future__ import annotations

import errno
import hashlib
import os
import random
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import Result

import macros.load
from macros.__main__ import main
from macros.commands import office_texts
from macros.commands import portable as portable_
from macros.commands import site as site_
from macros.commands.choices import build_settings
from macros.documents.pages import CompiledTemplates
from macros.documents.plant.plant import plant
from macros.documents.write import compose
from macros.files.folder import MARK
from macros.files.lock import hold
from macros.html.script import PRESET, SITE_SCRIPT, script_of
from macros.model import Handbook
from macros.model.problems import Problem
from macros.model.settings import BuildSettings
from macros.office import write_base
from macros.offline import book as book_
from macros.organisation import organisation_workbook
from macros.organisation.forms import forms
from macros.sources.claims import hanging
from macros.sources.settle import Answer, write_answers
from tests.sample import UNITS
from tests.test_collecting import PERIOD, filled, sound_values
from tests.test_handed_in import small_organisation
from tests.verbs import (
    ALL,
    AT,
    KILLS,
    LOCKED,
    ONCE,
    READING,
    SECOND,
    UNIT,
    VERBS,
    again,
    killed,
    lay_out,
    left_over,
    listing,
    run,
    run_for,
)  # fmt: skip

ROOT = Path(__file__).resolve().parents[1]
_ROWS = "- id: a\n  nghia: {}\n\n- id: b\n  nghia: {}\n"


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


@pytest.fixture(scope="session")
def read_before() -> Callable[[Path, Path, Path, dict[str, Any]], Handbook]:
    """``load_handbook`` that reads an office's files once, whatever a verb has written into them since: what is tried here is the
    writing. Where every verb is killed many times, it is read again whenever a byte has changed."""
    real = macros.load.load_handbook
    known: dict[str, Handbook] = {}

    def load(base: Path, docs: Path, over: Path, rest: dict[str, Any]) -> Handbook:
        held = [(name, hashlib.sha256(content).hexdigest()) for name, content in listing(over).items()] if KILLS > 1 else over.name
        asked = repr((base, docs, rest, held))
        if asked not in known:
            known[asked] = real(base, docs, over=over, **rest)
        return known[asked]

    return load


@pytest.fixture(scope="session")
def laid_out(handbook: Handbook, papers: CompiledTemplates) -> dict[str, bytes]:
    """What stands on the desk beside the office's data: made once, for it takes longer than most verbs do."""
    few = small_organisation(handbook, UNIT, *[name for name in handbook.organisation.units if name != UNIT][:9])
    values = sound_values(few, UNIT, random.Random(1))
    form_ = next(content for name, content in forms(few, PERIOD) if name.startswith(f"{UNIT}."))
    claims = hanging(handbook, handbook.sources["qd-21-2026"])
    letter = papers.compiled["cong-van-tra-loi"]
    good = compose.filled(papers.compiler, letter, papers.example(letter.template))
    return {
        "trang/index.html": b'<body data-an-ban="2026-11-22">',
        "kq.json": b'{"loai": "so-tay-ket-qua", "nguoi": []}',
        "tra-loi.yml": write_answers(dict.fromkeys(claims, Answer("dung"))).encode(),
        f"nhan/{UNIT}.{PERIOD}.xlsx": filled(form_, values),
        "it/to-chuc.xlsx": organisation_workbook(few, handbook.tasks),
        "tot.docx": good,
        "xau.docx": plant(good, "le-trang", handbook.documents.authority) or b"",
        "phong/thuat-ngu.yml": _ROWS.format("cũ", "của ta").encode(),
        "phong/.ban-goc.zip": write_base({"data/thuat-ngu.yml": _ROWS.format("cũ", "cũ")}),
        "so-tay/data/thuat-ngu.yml": _ROWS.format("mới", "cũ").encode(),
        **{f"rieng/{name}": (ROOT / "data" / name).read_bytes() for name in ("to-chuc.xlsx", "an-ban.yml", "can-cu.yml")},
    }


@pytest.fixture
def desk(
    tmp_path: Path, handbook: Handbook, laid_out: dict[str, bytes],
    read_before: Callable[[Path, Path, Path, dict[str, Any]], Handbook], monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A folder to work in, with whatever the verbs read; its name is as people name folders."""
    tmp_path = tmp_path / "Văn phòng Đảng ủy, bản đang làm (2)"
    tmp_path.mkdir()

    def quick(base: Path, docs: Path, *, over: Path | None = None, **rest: Any) -> Handbook:
        return read_before(base, docs, over, rest) if over else handbook

    monkeypatch.setattr(macros.load, "load_handbook", quick)
    monkeypatch.setattr(book_, "make", lambda *_, **__: b"%PDF-")
    monkeypatch.setattr(portable_, "made", lambda *_: b"PK")
    monkeypatch.setattr(office_texts, "ROOT", tmp_path / "so-tay")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SO_TAY_DATA", "")
    monkeypatch.delenv("SO_TAY_DATA")
    lay_out(tmp_path, laid_out)
    return tmp_path


def prepared(desk: Path, verb: str) -> dict[str, bytes]:
    """The desk after the verb has run once and somebody has worked on what it wrote, so that the next run writes other bytes."""
    if verb not in ONCE:
        first = run(*ALL[verb])
        assert first.exit_code == 0, first.output
    for path in [*desk.glob("ra.*"), *desk.glob("ra/[!.]*")] if verb in VERBS else [desk / "trang" / "index.html"]:
        path.write_bytes(path.read_bytes() + b"theirs")
    return {name: content for name, content in listing(desk).items() if MARK not in name}


def _commands(group: click.Group, before: str = "") -> Iterator[str]:
    """Every verb of the command line, a group's own as «data form»; of a group also its name when it does something by itself."""
    for name, command in group.commands.items():
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield before + name
        if isinstance(command, click.Group):
            yield from _commands(command, f"{before}{name} ")


def test_every_verb_of_the_command_line_is_tried_here_or_writes_nothing() -> None:
    assert isinstance(main, click.Group)
    assert set(_commands(main)) == ALL.keys() | READING and not ALL.keys() & READING


def read_as(desk: Path, verb: str) -> None:
    """Let this process read what the verb reads, so that its children, which are about to be killed, need not."""
    if verb in SECOND:
        macros.load.load_handbook(ROOT / "data", ROOT / "docs", today=date.today(), over=desk / "rieng", warn_readers=False)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows không có fork")
@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_killed_at_its_first_writes_loses_nothing_and_the_next_run_is_whole(desk: Path, verb: str) -> None:
    before = prepared(desk, verb)
    read_as(desk, verb)
    cut_off = [killed(*again(verb), nth=nth) for nth in (1, 3)]
    assert cut_off[0]
    now = listing(desk)
    for name, content in before.items():
        assert content in now.values() or (verb in SECOND and content[-20:] in now[name]), name
    last = run(*again(verb))
    assert last.exit_code == 0 or not cut_off[-1], last.output
    after = listing(desk)
    assert left_over(after) == []
    for name, content in before.items():
        if name.partition("/")[0].partition(".")[0] == "ra":
            assert after[f"{name}.truoc"] == content and after[name] == content.removesuffix(b"theirs")


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows không có fork")
@pytest.mark.parametrize(("verb", "moments"), [("build", range(1, 99)), ("publish", range(1, 99)), ("office new", (1, 9, -1))])
def test_a_folder_that_is_cut_off_on_the_way_to_its_place_loses_nothing_and_the_next_run_is_whole(
    desk: Path, quick_build: Callable[[str], None], verb: str, moments: Iterable[int]
) -> None:
    """The moment before the last that is counted is the one when the folder itself takes its place: -1."""
    before, whole = prepared(desk, verb), listing(desk)
    quick_build("hai")
    assert run(*again(verb)).exit_code == 0
    done, landed = listing(desk), 0
    for nth in moments:
        lay_out(desk, whole)
        if not killed(*again(verb), nth=nth if nth > 0 else len([name for name in done if name.startswith("ra/")]) + 1):
            break
        landed += 1
        now = listing(desk)
        assert not [name for name, content in before.items() if content not in now.values() and now[name] != done[name]]
        assert run(*again(verb)).exit_code == 0
        after = listing(desk)
        assert left_over(after) == [] and done.keys() <= after.keys()
        assert all(after[name] == content for name, content in done.items() if name.startswith("ra/") and MARK not in name)
    assert landed >= 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows không có fork")
@pytest.mark.parametrize("verb", ALL if KILLS > 1 else ["data new", "bundle"])
def test_a_verb_killed_at_any_moment_loses_nothing_and_the_next_run_is_whole(
    desk: Path, quick_build: Callable[[str], None], verb: str
) -> None:
    """Every verb as often as ``SO_TAY_KILLS`` says, with -s the figures are printed; in the suite two of them, once."""
    before, whole = prepared(desk, verb), listing(desk)
    read_as(desk, verb)
    quick_build("hai")
    started = time.monotonic()
    assert run(*again(verb)).exit_code == 0
    lasts, done = time.monotonic() - started, listing(desk)
    chance, landed = random.Random(verb), 0
    for _ in range(KILLS * 4 if KILLS > 1 else 1):
        lay_out(desk, whole)
        if not run_for(again(verb), chance.uniform(0, lasts)):
            continue  # it had ended before
        landed += 1
        now = listing(desk)
        for name, content in before.items():
            assert content in now.values() or now[name] == done[name], name
        last = run(*again(verb))
        assert last.exit_code == 0 or "đã có" in last.output, last.output  # the killed one had done it already
        after = listing(desk)
        assert left_over(after) == []
        assert {name for name in done if MARK not in name} <= after.keys()
        if landed == KILLS:
            break
    print(f"{verb}: {landed} kills while it ran, {lasts:.2f} s", flush=True)


@pytest.mark.parametrize("verb", ALL)
def test_on_a_full_disk_and_beside_an_open_file_a_verb_says_so_and_leaves_everything_as_it_was(
    desk: Path, quick_build: Callable[[str], None], verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = prepared(desk, verb)
    for call, error, reason in (("fsync", OSError(errno.ENOSPC, "No space left on device"), "đĩa đã đầy"),
                                ("replace", PermissionError(errno.EACCES, "Access is denied"), "tệp đang mở ở chương trình khác")):
        def refuse(*given: Any, error: OSError = error) -> None:
            raise error

        with monkeypatch.context() as machine:
            machine.setattr(os, call, refuse)
            told = run(*again(verb))
        assert told.exit_code == 1 and reason in told.output and not {"Errno", "No space", "denied"} & {*told.output.split()}
        assert {name: content for name, content in listing(desk).items() if MARK not in name} == before


@pytest.mark.parametrize("verb", ALL if AT > 1 else ["data form", "packs", "sources settle"])
def test_a_disk_that_fills_up_at_any_moment_loses_nothing_and_the_next_run_is_whole(
    desk: Path, quick_build: Callable[[str], None], verb: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every verb as often as ``SO_TAY_FULL`` says, with -s the figures are printed; in the suite three of them, once."""
    before, whole = prepared(desk, verb), listing(desk)
    calls = 0
    full_from = 10**9

    def fsync(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls >= full_from:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", fsync)
    assert run(*again(verb)).exit_code == 0
    writes, done, chance = calls, listing(desk), random.Random(verb)
    moments = range(2, writes + 1)
    for moment in moments if len(moments) <= AT else chance.sample(moments, AT):
        lay_out(desk, whole)
        calls, full_from = 0, moment
        told = run(*again(verb))
        assert told.exit_code == 1 and "đĩa đã đầy" in told.output and "Errno" not in told.output, told.output
        now, full_from = listing(desk), 10**9
        for name, content in before.items():
            assert content in now.values() or now[name] == done[name], name
        assert left_over(now) == []
        assert run(*again(verb)).exit_code == 0
        assert {name for name in done if MARK not in name} <= listing(desk).keys()
    print(f"{verb}: full at {min(len(moments), AT)} of {len(moments)} later writes")


@pytest.mark.parametrize("verb", ALL)
def test_two_at_once_the_second_says_so_and_writes_nothing(desk: Path, quick_build: Callable[[str], None], verb: str) -> None:
    before = listing(desk)
    with hold(desk / LOCKED.get(verb, ALL[verb][-1])):
        told = run(*ALL[verb])
        assert told.exit_code == 1 and "một lệnh khác đang ghi" in told.output
    assert listing(desk) == before


# What must never be replaced ------------------------------------------------------------------------------------------

def test_forms_that_came_back_filled_in_are_kept_and_told_and_blank_ones_are_renewed(desk: Path) -> None:
    form = ("data", "form", "--data", "it", "--ky", "2026-Q4")
    assert run(*form).exit_code == 0
    names = sorted(path.name for path in (desk / "bieu").glob("*.xlsx"))[:7]
    for name in names:
        (desk / "bieu" / name).write_bytes(b"filled " + name.encode())
    told = run(*form)
    assert told.exit_code == 0 and "Giữ nguyên 7 tệp" in told.output and all(name in told.output for name in names)
    assert all((desk / "bieu" / name).read_bytes() == b"filled " + name.encode() for name in names)
    assert run(*form, "--ghi-de").exit_code == 0
    assert all((desk / "bieu" / f"{name}.truoc").read_bytes() == b"filled " + name.encode() for name in names)


@pytest.mark.parametrize("words", [
    ["data", "new", "--out", "x"], ["data", "merge", "nhan", "--data", "it", "--ky", PERIOD, "--out", "x"],
    ["plant", "tot.docx", "luu-vt", "--out", "x"], ["after-course", "kq.json", "--ngay", "15/06/2026", "--out", "x"],
])
def test_a_file_that_is_there_is_replaced_only_when_asked_and_then_kept(desk: Path, words: list[str]) -> None:
    (desk / "x").write_bytes(b"theirs")
    refused = run(*words)
    assert refused.exit_code == 1 and "--ghi-de" in refused.output and (desk / "x").read_bytes() == b"theirs"
    assert run(*words, "--ghi-de").exit_code == 0
    assert (desk / "x.truoc").read_bytes() == b"theirs" and (desk / "x").read_bytes() != b"theirs"


@pytest.mark.parametrize(("target", "told"), [
    (ROOT, "thư mục của chính sổ tay"), (ROOT.parent, "thư mục của chính sổ tay"), (ROOT / "data", "không do sổ tay tạo"),
    ("usb", "luan-van.docx"), ("kho", "kho git"), ("tot.docx", "đã có tệp mang tên này"),
])
def test_a_build_refuses_every_folder_that_it_did_not_make(
    desk: Path, target: str | Path, told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_, "run_mkdocs", lambda *_: pytest.fail("it must be refused before anything is built"))
    (desk / "usb").mkdir()
    (desk / "usb" / "luan-van.docx").write_bytes(b"x")
    (desk / "kho" / ".git").mkdir(parents=True)
    before = listing(desk)
    for words in (["build", "--out", str(target)], ["build", "--out", str(target), "--ghi-de"]):
        refused = run(*words)
        assert refused.exit_code == 1 and told in refused.output and "--out" in refused.output
    assert listing(desk) == before


@pytest.fixture
def quick_build(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """In place of MkDocs: a site of one page, which says what is set."""
    text = {"": "một"}

    def build(folder: Path, settings: dict[str, str], say: object) -> None:
        folder.mkdir()
        asked = BuildSettings.of_environment(settings)
        told, unit = f" warned={asked.warn_readers}", asked.unit
        (folder / "index.html").write_text(f'<body data-an-ban="2026-11-22">{text[""]}{told}', encoding="utf-8")
        if unit:
            (folder / SITE_SCRIPT).parent.mkdir(parents=True)
            (folder / SITE_SCRIPT).write_bytes(script_of(PRESET, {"id": unit}))

    monkeypatch.setattr(site_, "run_mkdocs", build)
    return lambda new: text.__setitem__("", new)


def test_a_build_replaces_its_own_site_and_keeps_what_others_put_into_it(desk: Path, quick_build: Callable[[str], None]) -> None:
    assert run("build", "--out", "ra").exit_code == 0
    quick_build("hai")
    assert run("build", "--out", "ra").exit_code == 0 and "hai" in (desk / "ra" / "index.html").read_text(encoding="utf-8")
    (desk / "ra" / "luan-van.docx").write_bytes(b"x")
    refused = run("build", "--out", "ra")
    assert refused.exit_code == 1 and "luan-van.docx" in refused.output
    assert run("build", "--out", "ra", "--ghi-de").exit_code == 0
    assert (desk / "ra.truoc" / "luan-van.docx").read_bytes() == b"x" and not (desk / "ra" / "luan-van.docx").exists()
    assert {path.name for path in desk.iterdir() if path.name.startswith(".")} == set()


def test_two_builds_at_once_the_second_says_so_and_the_first_is_whole(desk: Path, quick_build: Callable[[str], None]) -> None:
    assert run("build", "--out", "ra").exit_code == 0
    before = listing(desk)
    with hold(desk / "ra"):
        told = run("build", "--out", "ra")
        assert told.exit_code == 1 and "một lệnh khác đang ghi" in told.output and "vẫn còn nguyên" in told.output
    assert listing(desk) == before


def test_a_fault_of_the_tree_stops_a_build_that_mkdocs_has_finished(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The tree is checked beside MkDocs, which then does not check it a second time."""
    said: list[str] = []
    ask = "import json, os, sys; sys.exit(not json.loads(os.environ['SO_TAY_DUNG'])['checked'])"
    monkeypatch.setattr(site_, "PYTHON", (sys.executable, "-c", ask))
    monkeypatch.setattr(site_, "faults", lambda *_: [])
    site_.run_mkdocs(tmp_path, build_settings(), said.append)
    monkeypatch.setattr(site_, "faults", lambda *_: [Problem("docs/a.md:3", "lý do", "Cách sửa.")])
    with pytest.raises(site_.BuildFailed):
        site_.run_mkdocs(tmp_path, build_settings(), said.append)
    assert "".join(said).split("\n")[-3:] == ["docs/a.md:3: lý do. Cách sửa.", "Dừng vì có 1 chỗ phải sửa, nêu ở trên.", ""]


def test_a_build_that_fails_leaves_the_changed_folder_where_it_is(
    desk: Path, quick_build: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise site_.BuildFailed

    assert run("build", "--out", "ra").exit_code == 0
    (desk / "ra" / "luan-van.docx").write_bytes(b"x")
    before = listing(desk)
    monkeypatch.setattr(site_, "run_mkdocs", fail)
    told = run("build", "--out", "ra", "--ghi-de")
    assert told.exit_code == 1 and "vẫn còn nguyên" in told.output and listing(desk) == before


_STAND_IN = "import os, sys; place = sys.argv[-1]; os.mkdir(place); open(f'{place}/index.html', 'w').write('<body data-an-ban=\"x\">%s'); "


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows không có SIGKILL")
def test_a_build_whose_mkdocs_is_killed_in_the_middle_leaves_the_old_site_and_the_next_run_is_whole(
    desk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build(text: str, end: str = "") -> Result:
        monkeypatch.setattr(site_, "PYTHON", (sys.executable, "-c", _STAND_IN % text + end))
        return run("build", "--out", "ra")

    assert build("một").exit_code == 0
    before = listing(desk)
    told = build("hai", "os.kill(os.getpid(), 9)")
    assert told.exit_code == 1 and "giữa chừng" in told.output and "vẫn còn nguyên" in told.output
    assert listing(desk) == before
    assert build("ba").exit_code == 0 and (desk / "ra" / "index.html").read_text(encoding="utf-8").endswith("ba")
    assert left_over(path.name for path in desk.iterdir()) == []


def test_warn_mode_reaches_the_build_of_every_verb_that_has_one(
    desk: Path, quick_build: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    served: dict[str, str] = {}
    monkeypatch.setattr(site_, "_serve", lambda _, settings, **__: served.update(settings) or 0)
    assert run("build", "--out", "ra", "--canh-bao").exit_code == 0
    assert "warned=True" in (desk / "ra" / "index.html").read_text(encoding="utf-8")
    assert run("serve", "--canh-bao", "--dia-chi", "127.0.0.1:8765").exit_code == 0 and BuildSettings.of_environment(served).warn_readers
    assert run("bundle", "--site", "trang", "--canh-bao").exit_code == 2
    for verb in ("edition", "exam", "bank", "trainer-kit", "bundle", "serve", "build"):
        assert "--canh-bao" in run(verb, "-h").output, verb


# One test: copies are made of one folder beside the handbook, so two that are made at once stand in each other's way.
def test_a_copy_for_a_unit_is_checked_against_the_data_and_one_build_gives_all(
    desk: Path, quick_build: Callable[[str], None], handbook: Handbook,
) -> None:  # fmt: skip
    for name in ("khong-co", "../../x"):
        told = run("bundle", "--don-vi", name, "--out", "ra")
        assert told.exit_code == 1 and f"«{name}»" in told.output and not (desk / "ra").exists()
    told = run("bundle", "--don-vi", UNIT, "--site", "trang", "--out", "ra")
    assert told.exit_code == 1 and f"không phải «{UNIT}»" in told.output
    assert run("bundle", "--don-vi", UNIT, "--out", "ra").exit_code == 0
    assert (desk / "ra" / f"so-tay-2026-11-22-{UNIT}.zip").is_file()
    assert not list(ROOT.glob(".site-rieng*"))
    assert run("bundle", "--don-vi", "tat-ca", "--out", "tat-ca", "--site", "trang").exit_code == 2
    assert run("bundle", "--don-vi", "tat-ca", "--out", "tat-ca").exit_code == 0
    wanted = {f"so-tay-2026-11-22-{unit}.zip" for unit in handbook.organisation.units}
    assert {path.name for path in (desk / "tat-ca").glob("*.zip")} == wanted


# The log of editions --------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("content", [b"", b"# only a comment\n", b"[]", b"- id: x\n", b"a: [", b"\xff\xfe", b"text"])
def test_a_log_of_editions_that_cannot_be_read_stops_and_is_left_as_it_is(desk: Path, content: bytes) -> None:
    (desk / "rieng" / "an-ban.yml").write_bytes(content)
    told = run("edition", "--data", "rieng", "--ghi", "a")
    assert told.exit_code == 1 and "an-ban.yml" in told.output
    assert (desk / "rieng" / "an-ban.yml").read_bytes() == content


def test_the_first_edition_of_an_office_says_whose_it_is_and_inherits_nothing(desk: Path, handbook: Handbook) -> None:
    (desk / "rieng" / "an-ban.yml").unlink()
    told = run("edition", "--data", "rieng")
    assert told.exit_code == 0 and f"Ấn bản đầu theo dữ liệu của {handbook.organisation.about.owner}: {UNITS} đơn vị" in told.output
    assert "2026-11-22" not in (desk / "rieng" / "an-ban.yml").read_text(encoding="utf-8")


def test_no_edition_is_stamped_with_a_day_to_come(desk: Path) -> None:
    before = listing(desk)
    told = run("edition", "--data", "rieng", "--ngay", (date.today() + timedelta(1)).isoformat())
    assert told.exit_code == 1 and "ngày chưa tới" in told.output and listing(desk) == before


# Serving --------------------------------------------------------------------------------------------------------------

def test_a_busy_port_and_what_is_no_address_are_told(desk: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        told = run("serve", "--dia-chi", f"127.0.0.1:{other.getsockname()[1]}")
    assert told.exit_code == 1 and "đang có chương trình khác dùng" in told.output and "--dia-chi" in told.output
    for address in ("8000", "a:b", "127.0.0.1:99999", "may.khong-co.invalid:8000"):
        told = run("serve", "--dia-chi", address)
        assert told.exit_code == 1 and address.partition(":")[0] in told.output and "127.0.0.1:8000" in told.output
