"""An office's own folder laid over ``data/``: its files count everywhere, and messages name the file that really holds the fault."""

from __future__ import annotations

import importlib.util
import io
import sys
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.lint import secrets as guard
from macros.lint import tree
from macros.load import DataError, DataFolder, Problems, load_handbook
from macros.organisation.units import edition_log

ROOT = Path(__file__).resolve().parents[1]
# Verbs that read no facts: they write scaffolds, start the tests, or look at a built site.
NO_DATA = {"sbom", "new", "test"}


def workbook(sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(ROOT / "data/to-chuc.xlsx")
    book[sheet][cell] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with a workbook that has one fault, an own checklist, and a file that nothing reads."""
    folder = tmp_path / "cua-toi"
    (folder / "bang-kiem").mkdir(parents=True)
    (folder / "to-chuc.xlsx").write_bytes(workbook("Đơn vị", "H12", "ba mươi"))
    (folder / "to-chuc-2026-Q4.xlsx").write_bytes(b"")
    (folder / "bang-kiem/bao-cao-thang.yml").write_text("id: bao-cao-thang\n", encoding="utf-8")
    return folder


def test_faults_are_told_in_the_file_that_holds_them(office: Path, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.parent)
    with pytest.raises(DataError) as failed:
        load_handbook(ROOT / "data", ROOT / "docs", today=today, over=office)
    told = str(failed.value)
    assert "cua-toi/to-chuc.xlsx › trang «Đơn vị» › ô H12 (cột «Số đảng viên»)" in told
    assert "cua-toi/bang-kiem/bao-cao-thang.yml:1" in told
    assert "cua-toi/to-chuc-2026-Q4.xlsx: sổ tay không đọc tệp nào tên như vậy nên bỏ qua. Nếu đây là «to-chuc.xlsx»" in told
    assert "data/to-chuc.xlsx" not in told and "data/bang-kiem/bao-cao-thang.yml" not in told


def test_a_folder_that_replaces_nothing_stops_instead_of_giving_the_sample(tmp_path: Path, today: date) -> None:
    (tmp_path / "so-lieu.xlsx").write_bytes(b"")
    with pytest.raises(DataError, match="không có tệp nào của sổ tay"):
        load_handbook(ROOT / "data", ROOT / "docs", today=today, over=tmp_path)


def test_a_link_of_the_office_that_leads_nowhere_never_gives_the_sample_in_its_place(tmp_path: Path, today: date) -> None:
    for name in ("to-chuc.xlsx", "can-cu.rieng.yml"):
        (tmp_path / name).symlink_to(tmp_path / "khong-co" / name)
    with pytest.raises(DataError) as told:
        load_handbook(ROOT / "data", ROOT / "docs", today=today, over=tmp_path)
    faults = DataFolder(ROOT / "data", tmp_path).told(str(told.value))
    for name in ("to-chuc.xlsx", "can-cu.rieng.yml"):
        assert f"{tmp_path}/{name}: đường dẫn tắt dẫn tới tệp không còn" in faults


def test_files_of_the_office_come_before_ours_and_new_ones_join(tmp_path: Path) -> None:
    (tmp_path / "hoi-dap").mkdir()
    (tmp_path / "hoi-dap/bao-cao.yml").write_text("", encoding="utf-8")
    (tmp_path / "hoi-dap/rieng.yml").write_text("", encoding="utf-8")
    data = DataFolder(ROOT / "data", tmp_path)
    paths = {path.name: path.parent for path in data.paths("hoi-dap")}
    assert paths["bao-cao.yml"] == paths["rieng.yml"] == tmp_path / "hoi-dap"
    assert paths["dang-vien.yml"] == ROOT / "data/hoi-dap" and list(paths) == sorted(paths)
    assert data.path("can-cu.yml") == ROOT / "data/can-cu.yml"
    assert data.own("an-ban.yml") == tmp_path / "an-ban.yml"


def test_an_office_shows_its_own_editions_and_never_ours(tmp_path: Path, today: date) -> None:
    (tmp_path / "to-chuc.xlsx").write_bytes((ROOT / "data/to-chuc.xlsx").read_bytes())

    def shown() -> str:
        return edition_log(load_handbook(ROOT / "data", ROOT / "docs", today=today, over=tmp_path))

    assert "Đây là ấn bản đầu theo dữ liệu của" in shown() and "<h2" not in shown()
    (tmp_path / "an-ban.yml").write_text("- {id: '2026-11-25', so_lieu_tinh_den: 2026-09-30, thay_doi: [Một.]}\n", encoding="utf-8")
    assert shown().count("<h2") == 1 and "25/11/2026" in shown()


def test_the_guard_looks_at_the_offices_own_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "files", lambda root: [ROOT / "data/to-chuc.xlsx"])
    (tmp_path / "to-chuc.xlsx").write_bytes(workbook("Đơn vị", "Q3", "Gọi số 0912345678"))
    problems = Problems()
    tree.check_tree(ROOT, problems, tmp_path)
    assert [problem.place.partition(" ›")[0] for problem in problems.stopping()] == [f"{tmp_path.as_posix()}/to-chuc.xlsx"]


def test_every_verb_that_reads_facts_takes_another_folder() -> None:
    lacking = [name for name, command in main.commands.items()
               if name not in NO_DATA and "--data" not in {option for parameter in command.params for option in parameter.opts}]
    assert lacking == []
    group = main.commands["data"]
    assert all("--data" in {option for parameter in command.params for option in parameter.opts}
               for command in group.commands.values())  # type: ignore[attr-defined]


def test_the_setting_is_the_same_as_the_option(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.parent)
    monkeypatch.setenv("SO_TAY_DATA", str(office))
    by_setting = CliRunner().invoke(main, ["data", "check"])
    monkeypatch.delenv("SO_TAY_DATA")
    by_option = CliRunner().invoke(main, ["data", "check", "--data", "cua-toi"])
    assert by_option.exit_code == by_setting.exit_code == 1
    for result in (by_option, by_setting):
        assert "cua-toi/to-chuc.xlsx › trang «Đơn vị» › ô H12" in result.output


def test_paths_are_those_of_the_readers_folder_not_of_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spec = importlib.util.spec_from_file_location("run", ROOT / "run.py")
    assert spec and spec.loader
    door = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(door)
    monkeypatch.setattr(door, "PYTHON", Path(sys.executable))
    monkeypatch.setenv("PYTHONPATH", "")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "macros.py").write_text("raise SystemExit(9)", encoding="utf-8")  # must not be taken for the program
    assert door.run_verb(["data", "new", "--out", "moi/to-chuc.xlsx"]) == 0
    assert (tmp_path / "moi/to-chuc.xlsx").stat().st_size > 5000


def test_the_check_of_the_data_tells_an_answer_too_long_before_a_build_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SO_TAY_DATA", "")
    monkeypatch.delenv("SO_TAY_DATA")  # both, so that what the verb sets is taken back
    asked = tmp_path / "hoi-dap/rieng.yml"
    asked.parent.mkdir()
    asked.write_text(f"- hoi: Đơn vị họp ở đâu?\n  dap: {'từ ' * 81}\n  kinh_nghiem: true\n", encoding="utf-8")
    told = CliRunner().invoke(main, ["data", "check", "--data", str(tmp_path)])
    assert told.exit_code == 1 and told.exception.__class__ is SystemExit, told.output
    assert "hoi-dap/rieng.yml:2 › mục 1 › dap: câu trả lời dài 81 tiếng, nhiều nhất 80. Bỏ bớt lời" in told.output
    assert "Có 1 chỗ phải sửa." in told.output
