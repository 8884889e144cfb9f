"""Collecting returned forms in a real browser, from files without a network."""

from __future__ import annotations

import dataclasses
import io
import os
import random
import re
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from macros.files.zip import write_zip
from macros.load.returned import period_of
from macros.load.workbook import parse_organisation
from macros.model import Handbook
from macros.model.changes import changes
from macros.model.problems import Problems
from macros.model.returned import figures_by_unit
from macros.organisation.forms import blank_form
from macros.organisation.unit_forms import form_parts
from macros.organisation.workbook import organisation_workbook
from tests.page_collector import merged_by_command, put
from tests.test_collecting import PERIOD, ROWS, sound_values
from tests.test_handed_in import small_organisation

TODAY = date(2026, 11, 27)
PAGE = "so-lieu/thu-bao-cao.html"


def test_dropped_forms_are_merged_told_and_kept_without_a_network(page_file: Any, tmp_path: Path, handbook: Handbook) -> None:
    org = handbook.organisation
    units = list(org.units.values())[:12]
    before = figures_by_unit(org, "2026-Q3")
    blank = blank_form(org, first=False)
    seed, made = random.Random(9), {}
    for unit in units:
        values = sound_values(org, unit.id, seed)
        made[f"{unit.id}.{PERIOD}.xlsx"] = put(write_zip(form_parts(blank, org, unit, PERIOD, before[unit.id])), values, ROWS)
    names = list(made)
    made[names[0]] = put(made[names[0]], {"ket-nap": "hai"}, ROWS)
    files = {"gui.zip": write_zip([(f"cum-1/{name}", made[name]) for name in names[2:]]), names[0]: made[names[0]], "anh.xlsx": b"\xff\xd8"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    opened = page_file(PAGE, today=TODAY.isoformat())
    page = opened.page
    page.get_by_label("Chọn tệp").set_input_files([tmp_path / name for name in files])
    merged, problems = merged_by_command(sorted(files.items()), org, PERIOD)
    expect(page.locator(".st-thu__tong")).to_have_text(
        f"Gộp được {len(merged.received)} đơn vị; 1 đơn vị phải gửi lại; {len(org.units) - 11} đơn vị chưa gửi.")
    expect(page.locator(".st-thu__loi li")).to_have_count(len(problems))
    if (late := len(org.units) - 11) > 20:  # so many names would push the totals out of sight
        fold = page.locator("details", has_text=f"Xem tên {late} đơn vị")
        expect(fold.locator("li").first).to_be_hidden()
        fold.locator("summary").click()
        expect(fold.locator("li:visible")).to_have_count(late)
    expect(page.get_by_role("status")).to_have_text(f"Đã đọc {len(names)} tệp.")
    told = page.locator(".st-thu__loi li").all_inner_texts()
    assert all(any(problem.text[1:] in text for text in told) for problem in problems)
    # What goes back to the unit is ready to copy.
    page.get_by_text("Tin nhắn gửi lại đơn vị", exact=True).click()
    message = page.get_by_role("textbox", name="Tin nhắn gửi lại đơn vị").input_value()
    assert message.startswith(f"Kính gửi {units[0].name},") and "«hai» không phải số nguyên" in message
    # The unit sends again: its file takes the place of the earlier one.
    (tmp_path / names[0]).write_bytes(put(made[names[0]], sound_values(org, units[0].id, random.Random(1)), ROWS))
    page.get_by_label("Chọn tệp").set_input_files(tmp_path / names[0])
    expect(page.locator(".st-thu__tong")).to_contain_text(f"Gộp được {len(merged.received) + 1} đơn vị; 0 đơn vị phải gửi lại")
    # The office's own workbook gets the figures, and keeps all else.
    (tmp_path / "to-chuc.xlsx").write_bytes(organisation_workbook(org, handbook.tasks))
    with page.expect_download() as download:
        page.get_by_label("Chọn to-chuc.xlsx để đưa số vào").set_input_files(tmp_path / "to-chuc.xlsx")
    download.value.save_as(tmp_path / "gop.xlsx")
    assert download.value.suggested_filename == f"to-chuc-{PERIOD}.xlsx"
    found = parse_organisation((tmp_path / "gop.xlsx").read_bytes(), "gop.xlsx", Problems(), today=TODAY, tasks=handbook.tasks)
    assert found is not None and len([row for row in found.figures if row.period == PERIOD]) == 11 * len(ROWS)
    # A letter to each unit that is late, and the forms of all units.
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải công văn đôn đốc").click()
    download.value.save_as(tmp_path / "cong-van.zip")
    with zipfile.ZipFile(tmp_path / "cong-van.zip") as archive, zipfile.ZipFile(io.BytesIO(archive.read(archive.namelist()[0]))) as letter:
        assert len(archive.namelist()) == len(org.units) - 11
        assert units[1].committee in re.sub("<[^>]+>", "", letter.read("word/document.xml").decode())
    page.get_by_label("Kỳ báo cáo").select_option("2026-Q4")
    expect(page.get_by_role("status").first).to_have_text(re.compile(r"^Đã đọc \d+ tệp\.$"))  # read again, for the period chosen
    expect(page.locator(".st-thu__tong")).to_contain_text("0 đơn vị phải gửi lại")
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải biểu trống cho mọi đơn vị").click()
    download.value.save_as(tmp_path / "bieu.zip")
    with zipfile.ZipFile(tmp_path / "bieu.zip") as archive:
        assert archive.namelist() == [f"{unit}.{PERIOD}.xlsx" for unit in org.units]
        assert period_of(archive.read(names[0])) == PERIOD
    # The result stays on this machine until it is wiped.
    page.reload()
    expect(page.locator(".st-thu__tong")).to_contain_text(f"Gộp được {len(merged.received) + 1} đơn vị")
    page.get_by_role("button", name="Xóa kết quả").click()
    expect(page.get_by_role("status").first).to_have_text("Đã xóa kết quả trên máy này.")
    page.reload()
    expect(page.get_by_text("Thả biểu do các đơn vị gửi về vào đây")).to_be_visible()
    expect(page.locator(".st-thu__tong")).to_have_count(0)
    assert opened.errors == [] and opened.outside == []


def test_a_dropped_workbook_is_checked_compared_kept_and_forgotten_without_a_network(
    page_file: Any, tmp_path: Path, sample: Handbook
) -> None:
    old = small_organisation(sample)
    unit = next(iter(old.units.values()))
    grown = unit.model_copy(update={"members": unit.members + 2})
    total = {"total_members": old.about.total_members + 2}
    new = dataclasses.replace(old, about=old.about.model_copy(update=total), units={**old.units, unit.id: grown})
    bad = dataclasses.replace(old, units={**old.units, unit.id: grown})
    for number, (name, state) in enumerate((("cu.xlsx", old), ("moi.xlsx", new), ("sai.xlsx", bad))):
        (tmp_path / name).write_bytes(organisation_workbook(state, sample.tasks))
        os.utime(tmp_path / name, (1_700_000_000 + number, 1_700_000_000 + number))
    (tmp_path / "nang.xlsx").write_bytes(b"PK" + bytes(20_000_000))
    opened = page_file("so-lieu/kiem-du-lieu.html", today=TODAY.isoformat())
    page, choose = opened.page, opened.page.get_by_label("Chọn tệp", exact=True)
    said, total_line = page.get_by_role("status"), page.locator(".st-thu__tong").first
    choose.set_input_files(tmp_path / "sai.xlsx")
    expect(total_line).to_have_text("Có 1 chỗ phải sửa.")
    problems = Problems()
    parse_organisation((tmp_path / "sai.xlsx").read_bytes(), "sai.xlsx", problems, today=TODAY, tasks=sample.tasks)
    told = page.locator(".st-thu__loi").first.get_by_role("listitem").inner_text()
    assert re.sub(r"\s*Phải sửa: ", ": ", told) == str(problems[0])
    choose.set_input_files([tmp_path / "moi.xlsx", tmp_path / "cu.xlsx"])  # the one saved later is the new one
    expect(page.get_by_role("heading", name="Thay đổi so với cu.xlsx")).to_be_visible()
    wanted = changes(old, new, sample.tasks)
    expect(page.locator("ul.st-thu__loi").first.get_by_role("listitem")).to_have_text(wanted)
    assert len(wanted) == 2
    page.get_by_role("button", name="Giữ tệp này để lần sau so").click()
    expect(said).to_contain_text("Đã giữ moi.xlsx")
    page.reload()
    expect(said).to_have_text("Máy này đang giữ moi.xlsx từ ngày 27/11/2026 để so.")
    choose.set_input_files(tmp_path / "cu.xlsx")
    expect(page.get_by_role("heading", name="Thay đổi so với moi.xlsx giữ từ ngày 27/11/2026")).to_be_visible()
    page.get_by_role("button", name="Xóa tệp đang giữ").click()
    expect(page.get_by_role("heading", name="Thay đổi so với")).to_have_count(0)
    choose.set_input_files(tmp_path / "nang.xlsx")
    expect(page.locator(".st-thu__loi").first).to_contain_text("không phải bảng tính .xlsx")
    assert opened.errors == [] and opened.outside == []
