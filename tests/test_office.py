"""office check: a good office is told that it may publish; a bad one gets all of its faults in one run."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.commands import office_check as office
from macros.commands import typed
from macros.commands.site import BuildFailed
from macros.model import Handbook
from macros.model.problems import Problems

ROOT = Path(__file__).resolve().parents[1]
STEPS = ("Dữ liệu", "Cách viết, điều không được công bố", "Tạo thử", "Mẫu văn bản", "Tìm kiếm", "Bản để phát")


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


def check(*more: str) -> tuple[Result, dict[str, str]]:
    """The verb's result, and what its summary says of every step."""
    result = CliRunner().invoke(main, ["office", "check", *more])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    lines = [line.strip().partition(": ") for line in result.stdout.partition("Kết quả kiểm tra\n")[2].splitlines()]
    return result, {name: told for name, _, told in lines if name in STEPS}


@pytest.fixture
def quick(handbook: Handbook, site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[Path], object]], None]:
    """The tree's own facts, style and site, each of which has tests of its own; ``quick(change)`` changes the site."""
    changes: list[Callable[[Path], object]] = []

    def build(folder: Path, settings: Mapping[str, str], say: Callable[[str], object]) -> None:
        shutil.copytree(site, folder)
        for change in changes:
            change(folder)

    monkeypatch.setattr(office, "load_handbook", lambda *_, **how: handbook)
    monkeypatch.setattr(office, "check_tree", lambda *_: None)
    monkeypatch.setattr(office, "audit", lambda _: [])
    monkeypatch.setattr(office, "guard", lambda *_, **how: [])
    monkeypatch.setattr(office, "run_mkdocs", build)
    return changes.append


def test_a_good_office_may_publish_and_the_next_verbs_are_about_its_own_folder(
    quick: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result, told = check()
    assert result.exit_code == 0 and "Phát hành được. Bước sau: «run.py edition», rồi «run.py bundle»." in result.output
    own = tmp_path / "Cua toi"
    monkeypatch.setenv("SO_TAY_DATA", str(own))
    assert typed("edition") == f'run.py edition --data "{own}"'
    assert told == dict.fromkeys(STEPS, "đạt")


def test_what_is_wrong_with_the_built_site_is_told_step_by_step(
    quick: Callable[[Callable[[Path], object]], None], handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def change(site: Path) -> None:
        index = site / "assets/search/du-lieu.js"
        text = index.read_text(encoding="utf-8").replace("quy-trinh/bao-cao-thang.html", "quy-trinh/khong-co.html", 1)
        index.write_text(text, encoding="utf-8")
        example = next(site.rglob("*-vi-du.docx"))
        example.write_bytes(b"PK")

    quick(change)
    page = handbook.page("bat-dau/van-phong.md")
    renamed = page.model_copy(update={"meta": page.meta.model_copy(update={"title": "Tên chưa tạo lại"})})
    monkeypatch.setattr(office, "load_handbook", lambda *_, **how: replace(handbook, pages={**handbook.pages, renamed.path: renamed}))
    monkeypatch.setattr(office, "audit", lambda _: ["a.html: liên kết hỏng: b.html"])
    result, told = check()
    assert result.exit_code == 1 and "Chưa phát hành được: 5 chỗ phải sửa" in result.output
    wrong = {"Mẫu văn bản": "1 chỗ phải sửa", "Tìm kiếm": "3 chỗ phải sửa", "Bản để phát": "1 chỗ phải sửa"}
    assert told == {**dict.fromkeys(STEPS, "đạt"), **wrong}
    for line in ("không tìm ra trang quy-trinh/bao-cao-thang.html", "dẫn tới trang quy-trinh/khong-co.html",
                 "nhập «Tên chưa tạo lại» không tìm ra trang bat-dau/van-phong.html", "liên kết hỏng: b.html"):
        assert line in result.stderr


def test_faults_of_data_and_of_pages_are_told_in_one_run_and_nothing_is_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.load_workbook(ROOT / "data/to-chuc.xlsx")
    book["Đơn vị"]["H12"], book["Đơn vị"]["Q3"] = "ba mươi", "Gọi 0912345678"
    content = io.BytesIO()
    book.save(content)
    (tmp_path / "to-chuc.xlsx").write_bytes(content.getvalue())

    def lint(root: Path, problems: Problems, over: Path) -> None:
        problems.error("docs/a.md:1", "dư dấu cách", "Bỏ bớt.")

    monkeypatch.setattr(office, "check_tree", lint)
    monkeypatch.setattr(office, "run_mkdocs", lambda *_: pytest.fail("broken facts are not built"))
    result, told = check("--data", str(tmp_path))
    assert result.exit_code == 1
    for part in ("ô H12 (cột «Số đảng viên»)", "có số điện thoại «091…»", "docs/a.md:1: dư dấu cách. Bỏ bớt."):
        assert part in result.stderr
    assert told["Dữ liệu"] == "2 chỗ phải sửa" and told["Tạo thử"].startswith("chưa kiểm tra")


def test_a_build_that_stops_tells_what_was_not_told_before(quick: object, monkeypatch: pytest.MonkeyPatch) -> None:
    def lint(root: Path, problems: Problems, over: object) -> None:
        problems.error("docs/a.md:1", "dư dấu cách", "Bỏ bớt.")

    def build(folder: Path, settings: Any, say: Callable[[str], object]) -> None:
        say("docs/a.md:1: dư dấu cách. Bỏ bớt.\n")
        say("docs/a.md › liên kết «x.md»: không có trang hoặc tệp nào ở đó.\n")
        say("\nDừng vì có 2 chỗ phải sửa, nêu ở trên.\n")
        raise BuildFailed

    monkeypatch.setattr(office, "check_tree", lint)
    monkeypatch.setattr(office, "run_mkdocs", build)
    result, told = check()
    assert result.exit_code == 1 and result.stderr.count("docs/a.md") == 2
    assert (told["Tạo thử"], told["Tìm kiếm"]) == ("1 chỗ phải sửa", "chưa kiểm tra, vì chưa tạo được trang")


FAULTY_CELLS = {
    ("Đơn vị", "H12"): "ba mươi",  # a number in words
    ("Đơn vị", "Q3"): "Gọi 0912345678",  # somebody's telephone
    ("Đơn vị", "E4"): "Ban đảng, cơ quan của Tỉnh uỷ",  # a type that is not in the list, but nearly
    ("Đơn vị", "F5"): "uy-ban-la",  # a superior that nobody knows
    ("Đơn vị", "A6"): "van-phong-tinh-uy",  # a code twice
    ("Đơn vị", "A7"): "con",  # a name that Windows keeps
    ("Kỳ báo cáo", "C2"): "1-99999999999",  # months that never end
    ("Kỳ báo cáo", "E3"): 45,  # the 45th of a month
    ("Ngày nghỉ", "A3"): "31/02/2026",  # a day that is in no calendar
    ("Thông tin", "B6"): "hôm qua",
}
TOLD_OF_CELLS = (
    "ô H12 (cột «Số đảng viên»): «ba mươi» không phải số nguyên", "có số điện thoại «091…»", "ô E4 (cột «Loại hình»)",
    "ô F5 (cột «Cấp trên»)", "ô A6 (cột «Mã»)", "ô A7 (cột «Mã»)", "ô C2 (cột «Tháng»)", "ô E3 (cột «n»)", "ô A3 (cột «Ngày»)",
)
FAULTY_FILES = {
    "hoi-dap/mot.yml": "a: [\n",  # no YAML at all
    "bang-kiem/hai.yml": "id: hai\nten: Hai\nmau_sac: xanh\n",  # a key that nobody knows
    "bang-kiem/ba.yml": "\ufeffid: ba\nten: {{ x }}\n",  # braces where text belongs
}


def test_twelve_kinds_of_faults_of_an_office_are_told_in_one_run_each_with_place_reason_and_remedy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = openpyxl.load_workbook(ROOT / "data/to-chuc.xlsx")
    for (sheet, cell), value in FAULTY_CELLS.items():
        book[sheet][cell] = value
    book.save(tmp_path / "to-chuc.xlsx")
    register = (ROOT / "data/can-cu.yml").read_text(encoding="utf-8")
    (tmp_path / "can-cu.yml").write_text(register.replace("nguon_url: https://", "nguon_url: ", 1), encoding="utf-8")
    for name, text in FAULTY_FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(office, "run_mkdocs", lambda *_: pytest.fail("broken facts are not built"))
    monkeypatch.setattr(office, "check_tree", lambda *_: None)
    result, told = check("--data", str(tmp_path))
    assert result.exit_code == 1 and told["Dữ liệu"].endswith("chỗ phải sửa")
    lines = result.stderr.splitlines()
    for part in (*TOLD_OF_CELLS, "nguon_url: «", *FAULTY_FILES):
        assert any(part in line for line in lines), part
    for line in lines[1:-1]:  # the first says which files are the office's own, the last how many more there are
        place, _, why = line.partition(": ")
        assert place and why.endswith((".", "?")) and "Traceback" not in line and "Error" not in line, line
