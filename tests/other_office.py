"""Another office's folder of data, to try the suite with: ``python -m tests.other_office FOLDER``, then
``pytest --data FOLDER --today 2026-12-20``. Other units, superiors, figures and days than the sample's, files and a page of its own,
and a name of its own for the handbook."""

from __future__ import annotations

import dataclasses
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from macros.load import load_handbook
from macros.model.organisation import Organisation
from macros.organisation.workbook import organisation_workbook

ROOT = Path(__file__).resolve().parents[1]
_LATER = timedelta(days=31)
_PAGE = """---
title: Lịch trực của Nam Hà
description: Người trực của văn phòng, theo tuần.
nguoi_phu_trach: Văn phòng Nam Hà
ra_soat: {ngay: 2026-11-22}
---
# Lịch trực của Nam Hà

Văn phòng phân công người trực theo tuần.
"""


def other(sample: Organisation) -> Organisation:
    """Thirty units under two superiors, of whom nothing is called as in the sample."""
    superiors = {
        f"cap-tren-{number}": row.model_copy(
            update={"id": f"cap-tren-{number}", "name": f"Cơ quan Nam Hà {number}", "short_name": None, "old_names": ()})
        for number, row in enumerate(list(sample.superiors.values())[:2], start=1)
    }  # fmt: skip
    called = dict(zip(list(sample.superiors)[:2], superiors, strict=True))
    kept = [unit for unit in sample.units.values() if unit.superior in called][:30]
    ids = {unit.id: f"noi-{number}" for number, unit in enumerate(kept, start=1)}
    units = {ids[unit.id]: unit.model_copy(update={
        "id": ids[unit.id], "agency": f"Nông trường {number}", "short_name": None, "old_names": (), "superior": called[unit.superior],
        "members": unit.members + 1}) for number, unit in enumerate(kept, start=1)}  # fmt: skip
    about = sample.about.model_copy(update={
        "owner": "Đảng ủy Nam Hà", "source": "Biểu thống kê của Nam Hà", "as_of": sample.about.as_of + _LATER, "sample": False,
        "total_members": sum(unit.members for unit in units.values()), "total_units": len(units)})  # fmt: skip
    rules = [rule.model_copy(update={"superior": called[rule.superior], "n": max(rule.n - 1, -5) if rule.n > 1 else rule.n,
                                     "recipient": "Văn phòng Nam Hà", "source": "Công văn của Nam Hà"})
             for rule in sample.due_rules if rule.superior in called]  # fmt: skip
    return dataclasses.replace(
        sample, about=about, superiors=superiors, units=units, former_units={}, former_superiors={}, due_rules=tuple(rules),
        figures=_of(sample.figures, ids), results=_of(sample.results, ids))  # fmt: skip


def _of(rows: tuple[Any, ...], ids: dict[str, str]) -> tuple[Any, ...]:
    return tuple(row.model_copy(update={"unit": ids[row.unit]}) for row in rows if row.unit in ids)


def main(folder: Path) -> None:
    """Write the files into ``folder``."""
    sample = load_handbook(ROOT / "data", ROOT / "docs", today=date.today())
    (folder / "bang-kiem").mkdir(parents=True, exist_ok=True)
    (folder / "to-chuc.xlsx").write_bytes(organisation_workbook(other(sample.organisation), sample.tasks))
    for name in ("bao-cao-thang", "bao-cao-nam"):
        text = (ROOT / f"data/bang-kiem/{name}.yml").read_text(encoding="utf-8")
        text = text.replace(f"id: {name}", f"id: {name}-rieng").replace("ten: ", "ten: Nam Hà, ", 1)
        (folder / f"bang-kiem/{name}-rieng.yml").write_text(text, encoding="utf-8")
    (folder / "trang/rieng").mkdir(parents=True, exist_ok=True)
    (folder / "trang/rieng/truc.md").write_text(_PAGE, encoding="utf-8")
    (folder / "so-tay.yml").write_text("ten: Sổ tay Nam Hà\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
