"""An office's own folder: made whole, and brought through new versions of the handbook without a loss."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.commands import office, office_texts
from macros.lint import check_tree
from macros.load import DataFolder, load_handbook
from macros.model.problems import Problems
from macros.office import BASE, handbook_texts, own_texts, read_base, touched
from macros.office.parts import difference, joined, parts_of

ROOT = Path(__file__).resolve().parents[1]
PAGE = "---\ntitle: {title}\nquy_trinh:\n  nhom: Báo cáo\n  ai: [Bí thư]\n---\n# {title}\n\n## Một\n\n{one}\n\n## Hai\n\n{two}\n"
ROWS = "# Căn cứ\n\n- id: a\n  hieu_luc: {a}\n\n- id: b\n  hieu_luc: con\n"


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")


def version(root: Path, number: int) -> None:
    """The handbook at ``root`` in one of its three versions."""
    pages = {
        1: {"docs/x.md": PAGE.format(title="X", one="Lời 1.", two="Lời 2."), "docs/y.md": PAGE.format(title="Y", one="Y1.", two="Y2."),
            "data/can-cu.yml": ROWS.format(a="con"), "data/mau/m.yml": "id: m\nten: Mẫu\nnoi_dung: |\n  Kính gửi\n"},
        2: {"docs/x.md": PAGE.format(title="X", one="Lời 1 mới.\n\nThêm một đoạn.", two="Lời 2 mới."),
            "docs/rieng/z.md": "---\ntitle: Z\n---\n",
            "data/can-cu.yml": ROWS.format(a="het") + "\n- id: c\n  hieu_luc: con\n",
            "data/mau/m.yml": "id: m\nten: Mẫu mới\nnoi_dung: |\n  Kính gửi\n"},
        3: {"docs/y.md": PAGE.format(title="Y", one="Y1 mới.", two="Y2.").replace("## Hai", "## Ba"), "docs/x.md": ""},
    }[number]
    write(root, pages)
    if number == 3:
        (root / "docs/x.md").unlink()


@pytest.fixture
def handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "so-tay"
    (root / "data/dao-tao").mkdir(parents=True)
    version(root, 1)
    for module in (office, office_texts):
        monkeypatch.setattr(module, "ROOT", root)
    return root


@pytest.fixture
def own(handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DataFolder:
    """An office of the first version that has worked on everything that can be: it replaces, changes and adds."""
    folder = tmp_path / "Văn phòng ta"
    write(folder, {
        "trang/x.md": PAGE.format(title="X của ta", one="Lời 1.", two="Lời của ta."),
        "trang/y.md": "---\nsua_theo_muc: {them: [Của ta]}\n---\n## Hai\n\nHai của ta.\n\n## Của ta\n\nThêm.\n",
        "trang/rieng/z.md": "---\ntitle: Z của ta\n---\nTrang riêng.\n",
        "can-cu.yml": ROWS.format(a="con") + "\n- id: cua-ta\n  hieu_luc: con\n",
        "mau/m.yml": "id: m\nten: Mẫu\nnoi_dung: |\n  Kính gửi nơi ta\n",
        "mau/rieng.yml": "id: rieng\n", "so-tay.yml": "ten: Của ta\n",
    })
    data = DataFolder(handbook / "data", folder)
    monkeypatch.setattr(office, "data_folder", lambda: data)
    office_texts.keep_base(data)
    return data


def work(data: DataFolder) -> dict[str, str]:
    """Every file of the office but what the program keeps."""
    over = data.over
    assert over
    return {path.relative_to(over).as_posix(): path.read_text(encoding="utf-8") for path in over.rglob("*")
            if path.is_file() and path.name != BASE and ".truoc" not in path.name}


def upgrade(*more: str) -> Result:
    result = CliRunner().invoke(main, ["office", "upgrade", *more])
    assert result.exception is None, result.exception
    return result


THEIRS = ("X của ta", "Lời của ta.", "Hai của ta.", "## Của ta", "Thêm.", "Z của ta", "Trang riêng.", "- id: cua-ta", "Kính gửi nơi ta",
          "id: rieng", "ten: Của ta")


def test_an_office_goes_through_three_versions_and_all_of_its_work_is_kept(handbook: Path, own: DataFolder) -> None:
    first = work(own)
    assert "Không phần nào của đơn vị bị ảnh hưởng" in upgrade().output

    version(handbook, 2)
    told = upgrade().output
    assert work(own) == first, "nothing is changed without asking"
    for part in (
        "Bản của đơn vị thay trang x.md; bản của sổ tay đã đổi 2 chỗ:",
        "mục «Một»: đơn vị chưa sửa, nhận vào được; đổi 2 đoạn, nay viết «Lời 1 mới.»",
        "mục «Hai»: đơn vị đã sửa, giữ bản của đơn vị; của sổ tay đổi 1 đoạn, nay viết «Lời 2 mới.»",
        "dòng «a»: đơn vị chưa sửa, nhận vào được; hieu_luc: con → het.", "dòng «c»: sổ tay mới thêm, nhận vào được.",
        "trường «ten»: đơn vị chưa sửa, nhận vào được; ten: Mẫu → Mẫu mới.",
        "Sổ tay nay có trang rieng/z.md; trang của đơn vị đang thay nó.",
        "Chưa có thay đổi nào.",
    ):
        assert part in told, part
    agreed = upgrade("--dong-y").output
    assert "Đã nhận 1 chỗ vào" in agreed and "Đã ghi nhận." in agreed
    second = work(own)
    assert all(any(words in text for text in second.values()) for words in THEIRS)
    assert second["trang/x.md"] == PAGE.format(title="X của ta", one="Lời 1 mới.\n\nThêm một đoạn.", two="Lời của ta.")
    rows = second["can-cu.yml"]
    assert "- id: a\n  hieu_luc: het\n" in rows and rows.index("- id: b") < rows.index("- id: c") < rows.index("- id: cua-ta")
    assert second["mau/m.yml"] == "id: m\nten: Mẫu mới\nnoi_dung: |\n  Kính gửi nơi ta\n"
    assert own.own("can-cu.yml.truoc").read_text(encoding="utf-8") == first["can-cu.yml"]
    assert "Không phần nào của đơn vị bị ảnh hưởng" in upgrade().output

    version(handbook, 3)
    told = upgrade("--dong-y").output
    for part in ("Sổ tay không còn trang x.md; bản của đơn vị giữ nguyên", "Đơn vị sửa theo mục trang y.md; trang đó của sổ tay đã đổi:",
                 "mục «Hai»: trang của sổ tay không còn. Đổi theo tên mới", "2 phần khác của trang đã đổi và tự theo bản mới."):
        assert part in told, part
    assert work(own) == second
    assert "Không phần nào của đơn vị bị ảnh hưởng" in upgrade().output


def test_a_folder_without_a_base_or_with_a_damaged_one_is_told_and_loses_nothing(handbook: Path, own: DataFolder) -> None:
    before = work(own)
    for content in (None, b"PK?"):
        own.own(BASE).unlink() if content is None else own.own(BASE).write_bytes(content)
        assert "chưa so sánh được" in upgrade().output
    assert "Đã ghi nhận." in upgrade("--dong-y").output and work(own) == before
    assert read_base(own.own(BASE).read_bytes()) == handbook_texts(handbook)


def test_parts_joined_again_are_the_text_for_every_file_of_the_handbook() -> None:
    texts = handbook_texts(ROOT)
    assert len(texts) > 300
    for name, text in texts.items():
        assert joined(name, parts_of(name, text)) == text, name
    assert touched(texts, texts, texts) == []


def test_what_changed_is_said_in_words() -> None:
    assert difference("- {id: a, ten: Một}\n", "- {id: a, ten: Hai, ky: quý}\n") == "ten: Một → Hai; ky: chưa có → quý"
    assert difference("- id: a\n  muc: [1]\n", "- id: a\n  muc: [1, 2]\n") == "muc đã đổi"
    assert difference("Một.\n\nHai.\n", "Một.\n") == "đổi 1 đoạn, bỏ bớt lời"


def test_a_new_office_has_an_example_of_everything_and_passes_every_check(tmp_path: Path, today: date) -> None:
    folder = tmp_path / "Văn phòng Đảng ủy (mới)"
    result = CliRunner().invoke(main, ["office", "new", str(folder)])
    assert result.exit_code == 0, result.output
    names = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {"ĐỌC TÔI TRƯỚC.txt", "to-chuc.xlsx", "so-tay.yml", "bieu-trung.svg", BASE, "can-cu.rieng.yml", "thuat-ngu.rieng.yml",
            "trang/rieng/ve-van-phong.md", "trang/quy-trinh/bao-cao-thang.md", "trang/bat-dau/gioi-thieu.md"} <= names
    assert {"mau", "bang-kiem", "hoi-dap", "cau-hoi"} <= {name.partition("/")[0] for name in names}
    handbook = load_handbook(ROOT / "data", ROOT / "docs", today=max(today, date.today()), over=folder)
    assert not handbook.warnings and handbook.look.name and len(handbook.organisation.units) == 5
    assert handbook.pages["quy-trinh/bao-cao-thang.md"].meta.title == "Báo cáo tháng" and handbook.organisation.holidays
    problems = Problems()
    check_tree(ROOT, problems, folder)
    assert [str(problem) for problem in problems.stopping() if str(folder) in problem.place] == []
    data = DataFolder(ROOT / "data", folder)
    assert office_texts.changed_under(data) == [] and len(own_texts(data)) >= 10
    again = CliRunner().invoke(main, ["office", "new", str(folder)])
    assert again.exit_code == 1 and "đã có, và không trống" in again.output
    inside = CliRunner().invoke(main, ["office", "new", str(ROOT / "docs/moi")])
    assert inside.exit_code == 1 and not (ROOT / "docs/moi").exists()
