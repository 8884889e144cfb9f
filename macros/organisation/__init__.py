"""The organisation: units and superiors, their figures, the workbook that holds them and the forms that units return."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.html.script import data_script, script_of
from macros.model.handbook import Handbook
from macros.model.subject import MadeFile, Subject, macro
from macros.organisation import figures, units, workbook_script
from macros.organisation.course_effect import course_effect, unmatched
from macros.organisation.forms import forms
from macros.organisation.page_script import blank_forms, collector_data, worker_script
from macros.organisation.small import small_sample
from macros.organisation.units import preset_script, unit_button
from macros.organisation.workbook import organisation_workbook

__all__ = ["SUBJECT", "course_effect", "forms", "organisation_workbook", "preset_script", "small_sample", "unit_button", "unmatched"]


def _files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    yield from units.files(handbook, today)
    yield from figures.files(handbook, today)
    yield "assets/javascripts/thu-bao-cao.js", worker_script().encode()
    yield "assets/du-lieu/thu-bao-cao.js", data_script("thu-bao-cao", collector_data(handbook.organisation))
    yield "assets/javascripts/kiem-du-lieu.js", workbook_script.worker_script().encode()
    yield "assets/du-lieu/kiem-du-lieu.js", data_script("kiem-du-lieu", workbook_script.workbook_data(handbook))
    yield "assets/du-lieu/bieu-trong.js", script_of("bieu-trong", blank_forms(handbook.organisation))


SUBJECT = Subject(
    "tổ chức",
    pages=figures.pages,
    files=_files,
    macros={
        "so_lieu": macro(units.stat, "khoa"),
        "danh_muc_so_lieu": macro(units.stat_list),
        "bang_don_vi": macro(units.unit_table, "cap_tren", "loai", "nhom"),
        "bang_loai_hinh": macro(units.type_table),
        "danh_sach_cap_tren": macro(units.superior_list),
        "ket_qua_bao_cao": macro(figures.results),
        "bien_dong_dang_vien": macro(figures.members),
        "co_cau": macro(figures.structure),
        "nhat_ky_an_ban": macro(units.edition_log),
        "cot_bang_tinh": macro(units.workbook_guide),
    },
)
