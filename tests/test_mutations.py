"""What the bench of spoilt files makes and how it judges a run; and that reading bears every kind of them, the command left aside."""

from __future__ import annotations

import random
import sys
from datetime import date
from pathlib import Path

import pytest

from macros.load.pages import read_page
from macros.load.workbook import parse_organisation
from macros.load.yaml_file import YamlText
from macros.model.problems import Problems
from tests.bench import mutated, mutations
from tests.bench.timed import Run, timed

ROOT = Path(__file__).resolve().parents[1]
_REFUSED = "$ python -m mkdocs build\nnoi/can-cu.yml:9 › hieu_luc: không có loại «x». Chọn một loại.\nChưa tạo được trang.\n"


@pytest.mark.parametrize(("code", "output", "seconds", "megabytes", "found"), [
    (0, "Tạo xong trong 9 giây.", 20, 300, [mutations.WELL]),
    (1, _REFUSED, 2, 90, [mutations.REFUSED]),
    (1, _REFUSED.replace("can-cu", "hoi-dap"), 2, 90, [mutations.ELSEWHERE]),
    (1, "Traceback (most recent call last):\n  x\nKeyError: 1\n", 2, 90, [mutations.TRACEBACK]),
    (1, "$ python -m mkdocs build\nChưa tạo được trang.\n", 2, 90, [mutations.SILENT]),
    (1, "Có lỗi ở một chỗ nào đó.\n", 2, 90, [mutations.UNCLEAR]),
    (1, "ERROR   -  Config value 'nav': bad\n", 2, 90, [mutations.ENGLISH]),
    (1, _REFUSED, 60, 1600, [mutations.REFUSED, mutations.SLOW, mutations.LARGE]),
    (-9, "", 60, 90, [mutations.SILENT, mutations.SLOW]),
])  # fmt: skip
def test_an_end_is_good_only_when_it_tells_a_file_in_vietnamese(
    code: int, output: str, seconds: float, megabytes: float, found: list[str]
) -> None:
    assert mutations.verdicts(Run(seconds, megabytes, code, output), "can-cu.yml", 20.0) == found


def test_a_seed_gives_the_same_files_and_another_gives_others() -> None:
    assert mutations.spoilt(3, 1) == mutations.spoilt(3, 1)
    assert mutations.spoilt(3, 1) != mutations.spoilt(4, 1)


def test_a_run_without_end_is_killed_with_what_it_started() -> None:
    endless = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"
    assert timed([sys.executable, "-c", endless], longest=2.0).code < 0


@pytest.mark.parametrize("kind", mutated.WORKBOOK_KINDS)
def test_reading_a_spoilt_workbook_gives_an_organisation_or_faults(kind: str) -> None:
    content = (ROOT / "data/to-chuc.xlsx").read_bytes()
    for seed in range(3):
        problems = Problems()
        spoilt = mutated.spoilt_workbook(content, random.Random(seed), kind)[1]
        found = parse_organisation(spoilt, "to-chuc.xlsx", problems, today=date(2026, 11, 27), tasks=("bao-cao-thang",))
        assert found is not None or list(problems)


@pytest.mark.parametrize("kind", mutated.YAML_KINDS)
def test_reading_spoilt_yaml_and_front_matter_gives_values_or_faults(kind: str) -> None:
    source = (ROOT / "data/can-cu.yml").read_text(encoding="utf-8")[:20_000]
    page = (ROOT / "docs/quy-trinh/bao-cao-thang.md").read_text(encoding="utf-8")
    for seed in range(20):
        chance = random.Random(seed)
        text = mutated.spoilt_yaml(source, chance, kind)[1].decode("utf-8", "replace")
        problems = Problems()
        found = YamlText(text, "data/can-cu.yml", problems)
        assert found.ok or list(problems)
        read_page(mutated.spoilt_page(page, chance, kind)[1].decode("utf-8", "replace"), "quy-trinh/bao-cao-thang.md", problems)
