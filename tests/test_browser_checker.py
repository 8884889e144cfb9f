"""Checking and mending Word files in a real browser, from files without a network."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from macros.documents.check.picture import picture
from macros.documents.plant.plant import plant
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.problems import Problems
from tests.made_docx import ROOT, TODAY, judged

PAGE = "soan-thao/kiem-tra.html"


def test_dropped_files_are_judged_shown_and_mended_without_a_network(page_file: Any, tmp_path: Path) -> None:
    documents = read_documents(DataFolder(ROOT / "data"), Problems())
    unnumbered = ROOT / "tests/cases/so-trang/a-ba-trang-khong-so.docx"
    bad = plant(unnumbered.read_bytes(), "le-trang", documents.authority)
    assert bad is not None
    second = plant(bad, "so-hai-cham", documents.authority)
    assert second is not None
    (tmp_path / "hai-loi.docx").write_bytes(second)
    (tmp_path / "khong-phai.docx").write_bytes(b"x" * 100)
    opened = page_file(PAGE, today=TODAY.isoformat())
    page = opened.page
    choose = page.get_by_label("Chọn tệp")
    choose.set_input_files(tmp_path / "hai-loi.docx")
    expect(page.get_by_role("heading", name="hai-loi.docx")).to_be_visible()
    report = judged(second, documents)
    names = page.locator(".st-kt__muc .st-kt__ten")
    expect(names).to_have_count(len(report.findings))
    shown = names.all_inner_texts()
    assert [text.split(" ", 1)[1] for text in shown] == [f.name for f in report.findings]
    # The paper is drawn in pieces: no line is lost, and what begins a page is marked.
    expect(page.locator(".st-kt__giay [data-doan]")).to_have_count(len(picture(second)))
    expect(page.locator(".st-kt__giay .st-kt__sang-trang")).to_have_count(2)
    # From a finding to its place on the paper, and back.
    page.get_by_role("button", name="Xem trên giấy").first.click()
    expect(page.locator(".st-kt__giay .st-kt--nhay")).to_be_in_viewport()
    page.locator(".st-kt__giay .st-kt__dau").first.click()
    expect(page.locator(".st-kt__muc.st-kt--nhay")).to_be_in_viewport()
    # Another kind changes what is judged, and the choice says what the file itself told.
    kind = page.get_by_label("Loại văn bản")  # it cannot be pressed until the judgement of the last choice is here
    kind.select_option("bien-ban")
    expect(kind).to_be_enabled()
    expect(kind).to_have_value("bien-ban")
    kind.select_option("")
    expect(kind).to_be_enabled()
    expect(kind).to_have_value("")
    expect(page.get_by_role("option", name="Tự nhận", exact=False).first).to_have_attribute("value", "")
    expect(names).to_have_text(shown)
    with page.expect_download() as download:
        page.get_by_role("button", name="Sửa tự động").click()
    download.value.save_as(tmp_path / "sua.docx")
    assert download.value.suggested_filename == "hai-loi-da-sua.docx"
    assert judged((tmp_path / "sua.docx").read_bytes(), documents).findings == []
    expect(page.locator(".st-kt__da-sua")).to_contain_text("3 chỗ đã sửa")
    # Many files come as a table; what is no Word file is told in its row and holds up nothing.
    choose.set_input_files([tmp_path / "khong-phai.docx", tmp_path / "hai-loi.docx", tmp_path / "sua.docx"])
    expect(page.get_by_role("status").first).to_have_text("Đã kiểm tra 3 tệp: 2 tệp có lỗi, 1 tệp không thấy lỗi.")
    rows = page.locator(".st-kt__cac-tep tbody tr")
    expect(rows.nth(0)).to_contain_text("Đây không phải tệp Word")
    rows.nth(1).get_by_role("button").click()
    expect(page.get_by_role("heading", name="hai-loi.docx")).to_be_focused()
    assert opened.errors == [] and opened.outside == []


def test_a_document_that_is_being_written_is_handed_to_the_checker_and_left_nowhere(page_file: Any) -> None:
    opened = page_file("soan-thao/mau/bao-cao-thang.html", today=TODAY.isoformat())
    page = opened.page
    page.get_by_role("button", name="Điền ngay").click()
    page.get_by_label("Họ tên người ký").fill("Đỗ Văn An")
    page.get_by_role("button", name="Điền thử bằng ví dụ").click()
    page.get_by_role("button", name="Kiểm tra thể thức bản này").click()
    expect(page.locator(".st-kt__ten-tep")).to_have_text(re.compile(r"\.docx$"))
    expect(page).to_have_url(re.compile(r"/soan-thao/kiem-tra\.html$"))
    expect(page.locator(".st-kt__tong")).to_contain_text("Không thấy lỗi")
    assert page.evaluate("SoTay.storage.keys().includes('kiem-van-ban')") is False
    page.get_by_role("button", name="Về bản đang soạn").click()
    expect(page.get_by_label("Họ tên người ký")).to_have_value("Đỗ Văn An")  # the draft is open again, not only its page
    page.get_by_role("button", name="Đóng", exact=True).click()
    expect(page).to_have_url(re.compile(r"bao-cao-thang\.html$"))
    assert opened.errors == [] and opened.outside == []
