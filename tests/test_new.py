from __future__ import annotations

import itertools
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from macros.commands.new import KINDS, write_new, yaml_text
from macros.lint import check_tree
from macros.load import DataFolder, load_handbook
from macros.model.base import LONGEST_CODE, LONGEST_NEW_CODE, code_fault
from macros.model.problems import Problems

ROOT = Path(__file__).resolve().parents[1]
TITLES = [
    None, "Báo cáo: số liệu quý", "- gạch đầu dòng", "[a] ngoặc vuông", "# dấu thăng", "*đậm* và `mã`",
    "@ đầu dòng", "% đầu dòng", 'Họp "mở rộng"',
    "Nhà văn hóa 'cũ'", "{một} ngoặc nhọn", "& và <b>", "yes", "123", "2026-11-27",
    "Dấu \\ ngược", "| ống", "> mũi tên", "!!str x", "? hỏi: đáp",
]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    return tmp_path


def new(tree: Path, kind: str, name: str, title: str | None, today: date, own: Path | None = None) -> Path:
    return write_new(DataFolder(tree / "data", own), kind, name, title, today)


@pytest.mark.parametrize("office", [False, True])
def test_scaffolds_of_every_kind_and_title_pass_every_check(tree: Path, today: date, office: bool) -> None:
    own = tree / "Văn phòng ta" if office else None
    made = [
        new(tree, kind, f"thu-nghiem-{number}", f"{title} (trang)" if title and kind == "trang" else title, today, own)  # no two of a name
        for kind, (number, title) in itertools.product(KINDS, enumerate(TITLES))
    ]
    assert own is None or all(path.is_relative_to(own) for path in made)
    handbook = load_handbook(tree / "data", tree / "docs", today=today, over=own)
    assert not handbook.warnings
    for number, title in enumerate(TITLES):
        page = handbook.pages[f"quy-trinh/thu-nghiem-{number}.md"].meta
        assert page.title.startswith((title or "Quy trình mới").replace('"mở rộng"', "«mở rộng»").replace("'cũ'", "«cũ»"))
    codes = {f"thu-nghiem-{number}" for number in range(len(TITLES))}
    assert codes <= handbook.checklists.keys() & handbook.sources.keys() & handbook.templates.keys()
    assert f"thu-nghiem-{len(TITLES) - 1}" in handbook.questions and "thu-nghiem-0" in handbook.terms
    assert len(set(made)) > 4 * len(TITLES)


def test_scaffolds_of_every_kind_without_a_title_pass_the_house_style(tree: Path, today: date) -> None:
    before, after = Problems(), Problems()
    check_tree(tree, before)
    for kind, name in itertools.product(KINDS, ("ten-khong-dau", "bao-cao-xyz", "qd-9-2027")):
        new(tree, kind, name, None, today)
    check_tree(tree, after)
    assert [str(problem) for problem in after.stopping()] == [str(problem) for problem in before.stopping()]


def test_a_scaffold_never_overwrites(tree: Path, today: date) -> None:
    path = new(tree, "trang", "mot", "Một", today)
    path.write_text("của tôi", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Đã có tệp .*mot\.md"):
        new(tree, "trang", "mot", "Một", today)
    assert path.read_text(encoding="utf-8") == "của tôi"
    for kind in ("can-cu", "thuat-ngu", "cau-hoi"):
        path = new(tree, kind, "mot", "Một", today)
        before = path.read_bytes()
        with pytest.raises(ValueError, match="Mã «mot» đã có"):
            new(tree, kind, "mot", "Hai", today)
        assert path.read_bytes() == before


@pytest.mark.parametrize(("code", "told"), [
    ("Một Hai", "chữ thường không dấu"), ("-a", "chữ thường không dấu"), ("a--b", "chữ thường không dấu"), ("../a", "chữ thường không dấu"),
    ("a.b", "chữ thường không dấu"), ("a\n", "chữ thường không dấu"), ("", "chữ thường không dấu"), ("con", "Windows"), ("nul", "Windows"),
    ("aux", "Windows"), ("prn", "Windows"), ("com1", "Windows"), ("lpt9", "Windows"), ("a" * (LONGEST_NEW_CODE + 1), "dài 41 ký tự"),
])
def test_codes_that_no_system_or_no_address_takes_are_refused(tree: Path, today: date, code: str, told: str) -> None:
    for kind in KINDS:
        with pytest.raises(ValueError, match=told):
            new(tree, kind, code, "Một", today)
    assert not code_fault("a" * LONGEST_CODE) and not code_fault("cong-van-2") and not code_fault("con-dau")


@pytest.mark.parametrize("title", ["{{ so }}", "{% if %}", "\x00", "  "])
def test_titles_that_cannot_be_are_refused(tree: Path, today: date, title: str) -> None:
    with pytest.raises(ValueError, match="--ten"):
        new(tree, "trang", "mot", title, today)


@pytest.mark.parametrize("text", [*filter(None, TITLES), "a\u0085b", "a\u2028b", "a\tb", "\ufeff", "a\\u0041", "🙂", "~", "null", ""])
def test_quoted_text_is_read_back_as_it_was(text: str) -> None:
    for loader in (yaml.SafeLoader, yaml.CSafeLoader):
        assert yaml.load(f"a: {yaml_text(text)}\nb: [{yaml_text(text)}]", loader) == {"a": text, "b": [text]}  # noqa: S506


def test_an_office_gets_its_own_file_and_ours_stays_as_it_is(tree: Path, today: date, tmp_path: Path) -> None:
    own = tmp_path / "cua-toi"
    own.mkdir()
    before = {path: path.read_bytes() for folder in ("data", "docs") for path in (tree / folder).rglob("*") if path.is_file()}
    data = DataFolder(tree / "data", own)
    for kind in KINDS:
        assert write_new(data, kind, "cua-rieng", None, today).is_relative_to(own)
    with pytest.raises(ValueError, match=r"Đã có tệp .*bao-cao-thang\.md"):
        write_new(data, "quy-trinh", "bao-cao-thang", None, today)
    assert before == {path: path.read_bytes() for folder in ("data", "docs") for path in (tree / folder).rglob("*") if path.is_file()}
    write_new(data, "cau-hoi", "cua-rieng-2", None, today, "dang-vien")
    with pytest.raises(ValueError, match="Mã «cua-rieng» đã có trong"):
        write_new(data, "cau-hoi", "cua-rieng", None, today, "the-thuc")
    handbook = load_handbook(tree / "data", tree / "docs", today=today, over=own)
    assert "cua-rieng" in handbook.terms and len(handbook.terms) > 50 and "cua-rieng" in handbook.templates
    assert {"rieng/cua-rieng.md", "quy-trinh/cua-rieng.md"} <= handbook.pages.keys()
    assert {path.name for path in own.iterdir() if path.is_file()} == {"can-cu.rieng.yml", "thuat-ngu.rieng.yml"}
    assert (own / "cau-hoi/dang-vien.rieng.yml").exists() and len(handbook.questions) > 200  # ours are all there
    with pytest.raises(ValueError, match="không có học phần «khong-co»"):
        write_new(data, "cau-hoi", "hai", None, today, "khong-co")
