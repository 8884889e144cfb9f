"""Filling a template, choosing a kind and filtering the catalogue in a real browser, from files without a network."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from macros.documents.check.inspect import read

PAGE = "soan-thao/mau/cong-van-don-doc.html"
UNIT = {
    "id": "thu", "ten": "Đảng bộ Sở <Thử>", "co_quan": "Sở <Thử>", "ngan": "Sở Thử", "cap_uy": "Đảng ủy Sở <Thử>", "ky_hieu": "ĐU",
    "dia_danh": "Phường Thử", "cap_tren": {"id": "tren", "ten": "Trên", "cap_uy": "Đảng ủy Cấp Trên", "ten_dang_bo": "Đảng bộ Cấp Trên"},
}  # fmt: skip


def _open_form(opened: Any) -> Any:
    opened.page.get_by_role("button", name="Điền ngay").click()
    return opened.page.get_by_role("region", name="Điền mẫu")


_ALL = """async names => {
  const load = path => new Promise(done => SoTay.load(path, done));
  const hash = async bytes => {
    const digest = await crypto.subtle.digest("SHA-256", bytes);
    return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, "0")).join("");
  };
  const made = {};
  for (const name of names) {
    await load(`/assets/du-lieu/mau/${name}.js`);
    const template = SoTay.duLieu[`mau/${name}`];
    made[name] = await hash(SoTay.templateDocuments.docx(template, SoTay.duLieu["mau/khung"], template.vi_du));
  }
  return made;
}"""
_SLIPS = """() => {
  const template = SoTay.duLieu["mau/nghi-quyet-ket-nap"];
  return SoTay.templateDocuments.slips(template, { ...template.vi_du, tan_thanh: "8", ty_le: "61,5%", so: "000" });
}"""


def test_the_download_is_the_very_file_that_the_build_made_of_every_template(page_file: Any, site: Path, tmp_path: Path) -> None:
    opened = page_file(PAGE)
    form = _open_form(opened)
    form.get_by_role("button", name="Điền thử bằng ví dụ").click()
    with opened.page.expect_download() as download:
        form.get_by_role("button", name="Tải văn bản").click()
    download.value.save_as(tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == (site / "tai-ve/mau/cong-van-don-doc-vi-du.docx").read_bytes()
    names = sorted(path.stem for path in (site / "assets/du-lieu/mau").glob("*.js") if path.stem != "khung")
    built = {name: hashlib.sha256((site / f"tai-ve/mau/{name}-vi-du.docx").read_bytes()).hexdigest() for name in names}
    assert len(names) > 60
    assert opened.page.evaluate(_ALL, names) == built
    told = {slip["dung"]: (slip["o"], slip["quy_tac"]) for slip in opened.page.evaluate(_SLIPS)}
    assert told["ít nhất hai phần ba tổng số mới thông qua"] == (["tong_so", "co_mat", "tan_thanh", "khong_tan_thanh", "ty_le"],
                                                               "Điều lệ Đảng, Điều 4")
    assert told["chỉ ghi chữ số, như 05 hoặc 12; ký hiệu đã in sẵn"] == (["so"], "05-HD/VPTW, Phần II mục I.3")
    assert opened.errors == []
    assert opened.outside == []


def test_the_readers_own_unit_stands_in_the_form_and_in_the_file(page_file: Any, tmp_path: Path) -> None:
    opened = page_file(PAGE)
    opened.page.evaluate("u => { SoTay.unit = () => u }", UNIT)
    form = _open_form(opened)
    form.get_by_label("Về việc").fill("thử <b>một việc</b>")
    opened.page.wait_for_timeout(300)
    sheet = form.get_by_role("region", name="Xem trước văn bản")
    assert "ĐẢNG ỦY SỞ <THỬ>" in sheet.inner_text()
    assert "về việc thử <b>một việc</b>" in sheet.inner_text()
    with opened.page.expect_download() as download:
        form.get_by_role("button", name="Tải văn bản").click()
    download.value.save_as(tmp_path / "x.docx")
    texts = list(read((tmp_path / "x.docx").read_bytes()).texts())
    assert texts[:2] == ["ĐẢNG BỘ CẤP TRÊN", "ĐẢNG ỦY SỞ <THỬ>"]


def test_what_was_typed_is_still_there_tomorrow_and_can_be_cleared(page_file: Any) -> None:
    opened = page_file(PAGE)
    form = _open_form(opened)
    form.get_by_label("Về việc").fill("việc còn dở")
    opened.page.wait_for_timeout(300)
    again = page_file(PAGE, same=opened)
    form = _open_form(again)
    assert form.get_by_label("Về việc").input_value() == "việc còn dở"
    form.get_by_role("button", name="Xóa hết").click()
    assert form.get_by_label("Về việc").input_value() == ""


def test_two_questions_lead_to_a_kind_and_back(page_file: Any) -> None:
    opened = page_file("soan-thao/chon-loai.html")
    page = opened.page
    page.get_by_role("button", name="Báo tin lên cấp trên").click()
    page.get_by_role("button", name="Xin cấp trên quyết định").click()
    assert "Tờ trình" in page.locator(".st-hoi__ket").inner_text()
    page.get_by_role("button", name="Quay lại").click()
    page.get_by_role("button", name="Hỏi hoặc xin ý kiến").click()
    assert "Công văn" in page.locator(".st-hoi__ket").inner_text()
    assert opened.errors == []


def test_every_path_of_the_helpers_ends_in_an_answer(page_file: Any) -> None:
    for path in ("soan-thao/chon-loai.html", "soan-thao/ai-ky.html"):
        page = page_file(path).page
        for row in page.locator("tr[data-duong]").all():
            steps = str(row.get_attribute("data-duong")).split("|")
            for step in steps:
                page.locator(".st-hoi__chon", has_text=step).filter(has_text=step).first.click()
            assert page.locator(".st-hoi__ket").inner_text().strip()
            page.get_by_role("button", name="Chọn lại từ đầu").click()


def test_without_javascript_the_helpers_are_tables_and_the_templates_can_be_downloaded(page_file: Any) -> None:
    opened = page_file("soan-thao/chon-loai.html", java_script_enabled=False)
    assert opened.page.locator("tr[data-duong]").first.is_visible()
    opened = page_file(PAGE, java_script_enabled=False)
    assert opened.page.get_by_role("link", name="Ví dụ đã điền", exact=True).is_visible()
    assert opened.page.locator(".st-vb").first.is_visible()


def test_the_catalogue_is_filtered_by_words_without_accents_and_by_kind(page_file: Any) -> None:
    page = page_file("soan-thao/index.html").page
    total = page.locator("[data-loc-the]:visible").count()
    page.get_by_label("Tìm mẫu").fill("don doc")
    assert page.locator("[data-loc-the]:visible").count() < total
    assert page.get_by_role("link", name="Công văn đôn đốc báo cáo").is_visible()
    page.get_by_label("Tìm mẫu").fill("")
    page.get_by_label("Thể loại").select_option("Biên bản")
    assert 0 < page.locator("[data-loc-the]:visible").count() < total
