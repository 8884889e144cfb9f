from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from macros.commands.new import KINDS, write_new
from macros.load import load_handbook

ROOT = Path(__file__).resolve().parents[1]


def test_scaffolds_pass_every_check_of_the_loader(tmp_path: Path, today: date) -> None:
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    for kind in KINDS:
        write_new(tmp_path, kind, "thu-nghiem-moi", "Thử nghiệm mới", today)
    handbook = load_handbook(tmp_path / "data", tmp_path / "docs", today=today)
    assert "quy-trinh/thu-nghiem-moi.md" in handbook.pages
    assert "thu-nghiem-moi" in handbook.checklists and "thu-nghiem-moi" in handbook.sources


def test_a_scaffold_never_overwrites_and_refuses_names_with_accents(tmp_path: Path, today: date) -> None:
    path = write_new(tmp_path, "trang", "mot", "Một", today)
    path.write_text("của tôi", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Đã có tệp docs/bat-dau/mot\.md"):
        write_new(tmp_path, "trang", "mot", "Một", today)
    assert path.read_text(encoding="utf-8") == "của tôi"
    with pytest.raises(ValueError, match="chữ thường không dấu"):
        write_new(tmp_path, "trang", "Một Hai", "Một", today)
