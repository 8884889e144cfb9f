"""Filling a template, choosing a kind and filtering the catalogue in a real browser, from files without a network."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from macros.documents.check.inspect import read
from tests.waiting import comes_to

PAGE = "soan-thao/mau/cong-van-don-doc.html"
UNIT = {
    "id": "thu", "ten": "Đảng bộ Sở <Thử>", "co_quan": "Sở <Thử>", "ngan": "Sở Thử", "cap_uy": "Đảng ủy Sở <Thử>", "ky_hieu": "ĐU",
    "dia_danh": "Phường Thử", "cap_tren": {"id": "tren", "ten": "Trên", "cap_uy": "Đảng ủy Cấp Trên", "ten_dang_bo": "Đảng bộ Cấp Trên"},
}  # fmt: skip


def _open_form(opened: Any) -> Any:
    opened.page.get_by_role("button", name="Điền ngay").click()
    return opened.page.get_by_role("region", name="Điền mẫu")


def _expect_kept(page: Any, *subjects: str) -> None:
    """What stands in «Về việc» of every draft on the machine."""
    comes_to(page, "SoTay.drafts.all().map((draft) => draft.gia_tri.viec).sort()", sorted(subjects))


# A choice that is as new as the data, so that it is not looked up again.
_CHOOSE = "unit => SoTay.setUnit({...unit, phien_ban: document.querySelector('.st-don-vi-nut').dataset.phienBan})"


def _second_line(page: Any, form: Any, folder: Path) -> str:
    """The second text of the document that the form makes now: the body that issues it."""
    with page.expect_download() as download:
        form.get_by_role("button", name="Tải văn bản").click()
    download.value.save_as(folder / "x.docx")
    return list(read((folder / "x.docx").read_bytes()).texts())[1]


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
    assert told["ít nhất hai phần ba tổng số mới thông qua"] == (["tan_thanh", "tong_so"], "Điều lệ Đảng, Điều 4")
    assert told["chỉ ghi chữ số, như 05 hoặc 12; ký hiệu đã in sẵn"] == (["so"], "05-HD/VPTW, Phần II, mục I.3")
    assert opened.errors == []
    assert opened.outside == []


def test_slips_are_counted_on_the_button_and_lead_to_their_field(page_file: Any) -> None:
    opened = page_file("soan-thao/mau/nghi-quyet-ket-nap.html")
    form = _open_form(opened)
    form.get_by_role("button", name="Điền thử bằng ví dụ").click()
    form.get_by_label("Số tán thành").fill("15")
    form.get_by_label("Số văn bản").fill("000")
    told = form.get_by_role("region", name="Chỗ cần xem")
    form.get_by_role("button", name="còn 3 chỗ cần xem").wait_for()
    expect(told).to_contain_text("số tán thành không lớn hơn số có mặt (kinh nghiệm)")
    told.get_by_role("button", name="Số văn bản").click()
    expect(form.get_by_label("Số văn bản")).to_be_focused()
    expect(form.get_by_label("Số văn bản")).to_have_value("000")
    form.get_by_label("Số văn bản").fill("15")
    form.get_by_label("Số tán thành").fill("12")
    told.wait_for(state="hidden")
    assert opened.errors == []


def test_the_readers_own_unit_stands_in_the_form_and_in_the_file(page_file: Any, tmp_path: Path) -> None:
    opened = page_file(PAGE)
    opened.page.evaluate("u => { SoTay.unit = () => u }", UNIT)
    form = _open_form(opened)
    form.get_by_role("textbox", name="Về việc").fill("thử <b>một việc</b>")
    sheet = form.get_by_role("region", name="Xem trước văn bản")
    expect(sheet).to_contain_text("ĐẢNG ỦY SỞ <THỬ>")
    expect(sheet).to_contain_text("về việc thử <b>một việc</b>")
    with opened.page.expect_download() as download:
        form.get_by_role("button", name="Tải văn bản").click()
    download.value.save_as(tmp_path / "x.docx")
    texts = list(read((tmp_path / "x.docx").read_bytes()).texts())
    assert texts[:2] == ["ĐẢNG BỘ CẤP TRÊN", "ĐẢNG ỦY SỞ <THỬ>"]


def test_drafts_are_kept_apart_gone_on_with_and_listed_on_the_home_page(page_file: Any) -> None:
    opened = page_file(PAGE)
    page, form = opened.page, _open_form(opened)
    subject = form.get_by_role("textbox", name="Về việc")
    expect(subject).to_be_visible()
    expect(page.get_by_role("button", name="Tiếp tục")).to_have_count(0)
    _expect_kept(page)
    subject.fill("việc còn dở")  # saved on the key, not after it
    assert page.evaluate("SoTay.drafts.all().map((draft) => draft.gia_tri.viec)") == ["việc còn dở"]
    expect(form.locator(".st-dien__luu")).to_contain_text("Đã lưu")
    again = page_file(PAGE, same=opened)
    page, form = again.page, again.page.get_by_role("region", name="Điền mẫu")
    subject = form.get_by_role("textbox", name="Về việc")
    page.get_by_role("button", name=re.compile(r"Tiếp tục bản nháp, \d\d.\d\d \d\d:\d\d")).click()
    expect(subject).to_have_value("việc còn dở")
    # The example stands beside the draft; what is typed into it is kept nowhere.
    form.get_by_role("button", name="Điền thử bằng ví dụ").click()
    expect(form).to_contain_text("Đây là ví dụ đã điền")
    subject.fill("gõ vào ví dụ")
    form.get_by_role("button", name="Quay lại bản nháp").click()
    expect(subject).to_have_value("việc còn dở")
    _expect_kept(page, "việc còn dở")
    # Every wipe can be taken back.
    form.get_by_role("button", name="Xóa hết").click()
    expect(subject).to_have_value("")
    form.get_by_role("button", name="Hoàn lại").click()
    expect(subject).to_have_value("việc còn dở")
    _expect_kept(page, "việc còn dở")
    subject.press("Control+A")
    subject.press("Control+C")
    subject.fill("chữ bị dán đè")
    subject.press("Control+A")
    subject.press("Control+V")
    _expect_kept(page, "việc còn dở")
    form.get_by_role("button", name="Hoàn lại").click()
    expect(subject).to_have_value("chữ bị dán đè")
    _expect_kept(page, "chữ bị dán đè")
    subject.fill("việc còn dở")
    # A second one, and what can be done with each.
    page.get_by_role("button", name="Điền bản mới").click()
    expect(subject).to_have_value("")  # the new form stands in the place of the old one
    subject.fill("việc thứ hai")
    _expect_kept(page, "việc còn dở", "việc thứ hai")
    page.get_by_text("Bản nháp trên máy này: 2").click()
    rows = page.locator(".st-nhap__dong")
    page.get_by_role("button", name="Đổi tên: Về việc: việc còn dở").click()
    page.get_by_label("Tên bản nháp").first.fill("Đôn đốc tháng 11")
    page.get_by_role("button", name="Lưu tên").click()
    page.get_by_role("button", name="Nhân bản: Đôn đốc tháng 11").click()
    expect(rows).to_have_count(3)
    expect(rows.first).to_contain_text("Đôn đốc tháng 11 (bản sao)")
    page.get_by_role("button", name="Xóa: Đôn đốc tháng 11 (bản sao)").click()
    _expect_kept(page, "việc còn dở", "việc thứ hai")
    rows.get_by_role("button", name="Hoàn lại").click()
    _expect_kept(page, "việc còn dở", "việc còn dở", "việc thứ hai")
    page.get_by_role("button", name="Xóa: Về việc: việc thứ hai").click()  # the one that is open: its form goes, too
    expect(form).to_have_count(0)
    _expect_kept(page, "việc còn dở", "việc còn dở")
    home = page_file("index.html", same=again)
    drafts = home.page.locator(".st-dang-do li")
    expect(drafts).to_have_count(2)
    expect(drafts.first).to_contain_text("Công văn đôn đốc")
    drafts.get_by_role("link", name="Đôn đốc tháng 11", exact=True).click()
    expect(home.page.get_by_role("textbox", name="Về việc")).to_have_value("việc còn dở")
    assert opened.errors == again.errors == home.errors == []


def test_a_draft_says_when_another_unit_is_chosen_and_the_file_is_what_the_screen_shows(page_file: Any, tmp_path: Path) -> None:
    opened = page_file(PAGE)
    page = opened.page
    page.evaluate(_CHOOSE, UNIT)
    form = _open_form(opened)
    form.get_by_role("textbox", name="Về việc").fill("thử")
    other = {**UNIT, "id": "khac", "ten": "Đảng bộ Khác", "cap_uy": "Đảng ủy Khác"}
    page.evaluate(_CHOOSE, other)
    notice, sheet = form.locator(".st-dien__bao"), form.get_by_role("region", name="Xem trước văn bản")
    expect(notice).to_contain_text("làm cho Đảng bộ Sở <Thử>; đơn vị đang chọn là Đảng bộ Khác")
    expect(sheet).to_contain_text("ĐẢNG ỦY SỞ <THỬ>")
    assert _second_line(page, form, tmp_path) == "ĐẢNG ỦY SỞ <THỬ>"
    notice.get_by_role("button", name="Chuyển sang Đảng bộ Khác").click()
    expect(sheet).to_contain_text("ĐẢNG ỦY KHÁC")
    assert _second_line(page, form, tmp_path) == "ĐẢNG ỦY KHÁC"
    page.evaluate(_CHOOSE, UNIT)
    notice.get_by_role("button", name="Chuyển sang").click()
    expect(sheet).to_contain_text("ĐẢNG ỦY SỞ <THỬ>")
    form.get_by_role("button", name="Hoàn lại").click()
    expect(sheet).to_contain_text("ĐẢNG ỦY KHÁC")
    notice.get_by_role("button", name="Giữ Đảng bộ Khác").click()
    expect(notice).to_have_count(0)
    again = page_file(PAGE, same=opened)
    again.page.get_by_role("button", name="Tiếp tục").click()
    expect(again.page.get_by_role("textbox", name="Về việc")).to_have_value("thử")  # the form comes with what it has to tell
    expect(again.page.locator(".st-dien__bao")).to_have_count(0)
    assert opened.errors == again.errors == []


def test_a_draft_of_an_older_template_opens_with_what_changed_marked(page_file: Any) -> None:
    opened = page_file(PAGE)
    page, form = opened.page, _open_form(opened)
    form.get_by_role("textbox", name="Về việc").fill("thử")
    page.evaluate("""() => {
        const [key] = SoTay.storage.keys().filter((one) => one.startsWith('nhap:')), draft = SoTay.storage.read(key, null);
        delete draft.o.noi_gui; draft.o.viec[1] = 'khac'; draft.o.o_cu = ['Ô cũ', 'x'];
        SoTay.storage.write(key, {...draft, ban: 'cu', gia_tri: {...draft.gia_tri, o_cu: 'chữ đã điền'}});
    }""")
    again = page_file(PAGE, same=opened)
    form = again.page.get_by_role("region", name="Điền mẫu")
    again.page.get_by_role("button", name="Tiếp tục").click()
    notice = form.locator(".st-dien__bao")
    expect(notice).to_contain_text("1 ô mới, 1 ô đã đổi, 1 ô đã bỏ")
    expect(notice).to_contain_text("Ô cũ: chữ đã điền")
    expect(form.locator(".st-dien__moi")).to_have_text(["ô đã đổi", "ô mới"])
    form.get_by_role("textbox", name="Về việc").fill("gõ tiếp")  # the mark and the old words stay until they have been seen
    third = page_file(PAGE, same=again)
    third.page.get_by_role("button", name="Tiếp tục").click()
    expect(third.page.locator(".st-dien__bao")).to_contain_text("Ô cũ: chữ đã điền")
    third.page.get_by_role("button", name="Đã xem").click()
    expect(third.page.locator(".st-dien__moi, .st-dien__bao")).to_have_count(0)
    assert again.errors == third.errors == []


# Whether any part of the focused control lies under something that is not part of it.
_COVERED = """() => [...document.querySelectorAll('.st-dien :is(input, textarea, select, button, summary)')].filter((one) => {
  if (one.type === 'file' || one.closest('[hidden]') || (one.closest('details:not([open])') && one.tagName !== 'SUMMARY')) return false;
  one.focus();
  const box = one.getBoundingClientRect();
  const middle = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
  return [[box.left + 4, box.top + 4], middle, [box.right - 4, box.bottom - 4]].some(([x, y]) => {
    const found = document.elementFromPoint(x, y);
    return !found || !(one.contains(found) || found.contains(one));
  });
}).map((one) => one.id || one.textContent)"""


def test_the_bar_is_slim_and_never_covers_what_has_the_focus(page_file: Any) -> None:
    opened = page_file("soan-thao/mau/bien-ban-sinh-hoat-chi-bo.html")
    expect(_open_form(opened)).to_be_visible()
    for width, height in ((1366, 680), (360, 640)):
        opened.page.set_viewport_size({"width": width, "height": height})
        comes_to(opened.page, "[innerWidth, innerHeight]", [width, height])
        comes_to(opened.page, "document.querySelector('.st-dien__thanh').getBoundingClientRect().height <= 56", True)
        comes_to(opened.page, f"({_COVERED})()", [])
        comes_to(opened.page, f"document.documentElement.scrollWidth <= {width}", True)


_PASTE = """([input, text]) => {
  const data = new DataTransfer();
  data.setData("text/plain", text);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}"""
_FORMER = """() => {
  const { vi_du } = SoTay.duLieu["mau/bao-cao-thang"], { facts, of } = SoTay.draftUnit;
  SoTay.drafts.save(SoTay.drafts.fresh("bao-cao-thang", { ...vi_du, ...facts(SoTay.unit()) }, of(SoTay.unit())));
}"""


def test_the_next_report_is_made_from_the_last_one_with_little_to_fill_in(page_file: Any) -> None:
    opened = page_file("soan-thao/mau/bao-cao-thang.html")
    page = opened.page
    expect(page.get_by_role("button", name="Điền ngay")).to_be_visible()
    expect(page.get_by_role("button", name="Làm mới")).to_be_hidden()
    page.evaluate(_CHOOSE, UNIT)
    expect(page.locator(".st-mau__to")).to_contain_text("ĐẢNG ỦY SỞ <THỬ>")
    page.evaluate(_FORMER)
    page.reload()
    page.get_by_role("button", name="Làm mới từ bản tháng 10/2026").click()
    form = page.get_by_role("region", name="Điền mẫu")
    # What the unit tells is one line; the period has moved on; last month's tasks wait for their results.
    expect(form.get_by_label("Báo cáo của tháng")).to_have_value("11 năm 2026")
    expect(form.get_by_label("Địa danh")).to_be_hidden()
    results = form.get_by_label("Kết quả lãnh đạo nhiệm vụ chính trị")
    expect(results).to_have_value(re.compile("^Tổ chức đại hội Đảng bộ"))
    expect(results).to_be_focused()
    submit = form.get_by_role("button", name="Tải văn bản")
    expect(submit).to_contain_text("còn 1 chỗ cần xem")
    expect(form.locator("label", has_text="Hạn chế, nguyên nhân")).to_contain_text("giữ nguyên từ bản trước")
    # The sheet shows which sentences are as they were, where the page ends, and leads to a field and back.
    sheet = form.get_by_role("region", name="Xem trước văn bản")
    expect(sheet).to_contain_text("Khoảng 2 trang A4")
    expect(sheet.locator(".st-vb__het-trang")).to_have_count(1)
    expect(sheet.locator("mark.st-vb__nhu-cu").get_by_text("Tư tưởng đảng viên ổn định", exact=True).first).to_be_visible()
    sheet.get_by_text("Kết nạp 1 đảng viên").click()
    comes_to(page, "[document.activeElement.id, document.activeElement.selectionStart > 0]", ["dien-bao-cao-thang-to_chuc_dang_vien", True])
    expect(sheet.locator(".st-vb--o-nay")).to_contain_text("Kết nạp 1 đảng viên")
    results.fill("Xong.")
    form.get_by_label("Hạn chế, nguyên nhân").fill("Không chậm việc nào.")
    expect(form.locator("label", has_text="Hạn chế, nguyên nhân")).not_to_contain_text("giữ nguyên")
    expect(submit).not_to_contain_text("cần xem")
    # A day that is none is told, with a way to its field; a good one stands as the document prints it.
    day = form.get_by_label("Ngày ký")
    day.fill("31/11")
    expect(submit).to_contain_text("còn 1 chỗ cần xem")
    form.get_by_role("region", name="Chỗ cần xem").get_by_role("button", name="Ngày ký").click()
    expect(day).to_be_focused()
    day.fill("5/11/2026")
    expect(form.locator(".st-dien__o", has=page.get_by_label("Ngày ký"))).to_contain_text("ngày 05 tháng 11 năm 2026")
    # Cells of a spreadsheet spread over the table, and back.
    cells = form.locator("[data-cot=thang_nay]")
    page.evaluate(_PASTE, [cells.first.element_handle(), "57\t56\r\n2\t1"])
    expect(cells.nth(0)).to_have_value("57")
    expect(cells.nth(1)).to_have_value("2")
    form.get_by_role("button", name="Hoàn lại").click()
    expect(cells.first).to_have_value("")
    # The number comes from the register, the finished document goes there.
    form.get_by_label("Số văn bản").fill("22")
    with page.expect_download() as download:
        submit.click()
    assert download.value.suggested_filename == "BC-thang-11-2026-dang-uy-so-thu.docx"
    form.get_by_role("button", name="Ghi vào sổ văn bản đi").click()
    comes_to(page, "SoTay.storage.read('so-van-ban:thu', null)?.di?.dong?.length", 1)
    (entry,) = page.evaluate("SoTay.storage.read('so-van-ban:thu').di.dong")
    assert (entry["ten_loai"], entry["so"], entry["ngay"], entry["nguoi_ky"]) == ("Báo cáo", "22-BC/ĐU", "2026-11-05", "Nguyễn Đức Thành")
    assert entry["trich_yeu"].startswith("kết quả công tác tháng 11 năm 2026") and "Đảng ủy Cấp Trên" in entry["noi_nhan"]
    form.get_by_role("button", name="Đóng").click()
    page.get_by_role("button", name="Làm mới từ bản tháng 11/2026").click()
    form.get_by_role("button", name="Lấy số kế tiếp").click()
    expect(form.get_by_label("Số văn bản")).to_have_value("23")
    comes_to(page, "SoTay.drafts.all().length", 3)
    assert not opened.errors


def test_two_questions_lead_to_a_kind_and_back(page_file: Any) -> None:
    opened = page_file("soan-thao/chon-loai.html")
    page = opened.page
    page.get_by_role("button", name="Báo cáo, xin ý kiến cấp trên").click()
    page.get_by_role("button", name="Xin cấp trên quyết định").click()
    expect(page.locator(".st-hoi__ket")).to_contain_text("Tờ trình")
    expect(page.get_by_role("link", name="Mở mẫu: Tờ trình", exact=True)).to_have_class("st-nut")  # what it leads to is the first button
    page.get_by_role("button", name="Quay lại").click()
    page.get_by_role("button", name="Xin ý kiến về một nội dung").click()
    expect(page.locator(".st-hoi__ket")).to_contain_text("Công văn")
    assert opened.errors == []


# Every path of the table pressed through, from the first question to the answer; what is missing on the way ends it.
_PATHS = """() => [...document.querySelectorAll("tr[data-duong]")].map((row) => {
  const pressed = (className, text) => [...document.querySelectorAll(className)].find((one) => one.textContent === text)?.click();
  for (const step of row.dataset.duong.split("|")) pressed(".st-hoi__chon", step);
  const answer = document.querySelector(".st-hoi__ket")?.textContent.trim() || "";
  pressed(".st-hoi__hop button", "Chọn lại từ đầu");
  return [row.dataset.duong, answer];
})"""


def test_every_path_of_the_helpers_ends_in_an_answer(page_file: Any) -> None:
    for path in ("soan-thao/chon-loai.html", "soan-thao/ai-ky.html"):
        page = page_file(path).page
        expect(page.locator(".st-hoi__chon").first).to_be_visible()
        answers = dict(page.evaluate(_PATHS))
        assert answers and [steps for steps, answer in answers.items() if not answer] == []
        rows = page.locator("tr[data-duong]")
        assert len(answers) == rows.count() and len(set(answers.values())) > 1


def test_without_javascript_the_helpers_are_tables_and_the_templates_can_be_downloaded(page_file: Any) -> None:
    opened = page_file("soan-thao/chon-loai.html", java_script_enabled=False)
    expect(opened.page.locator("tr[data-duong]").first).to_be_visible()
    opened = page_file(PAGE, java_script_enabled=False)
    expect(opened.page.get_by_role("link", name="Tải ví dụ đã điền (Word)", exact=True)).to_be_visible()
    expect(opened.page.locator(".st-vb").first).to_be_visible()


def test_the_catalogue_is_filtered_by_words_without_accents_and_by_kind_and_stays_so_for_who_comes_back(page_file: Any) -> None:
    page = page_file("soan-thao/index.html").page
    total = page.locator("[data-loc-the]").count()  # folded at first
    shown, told = page.locator("[data-loc-the]:visible"), page.locator("[data-loc-dem]")
    page.get_by_label("Tìm mẫu").fill("don doc")
    expect(page.get_by_role("link", name="Công văn đôn đốc báo cáo")).to_be_visible()
    assert shown.count() < total
    page.get_by_label("Tìm mẫu").fill("")
    expect(told).to_have_text("")
    page.get_by_label("Thể loại").select_option("Biên bản")
    expect(told).to_have_text(re.compile(r"^Còn \d+ trong"))
    left = shown.count()
    assert 0 < left < total
    page.locator("[data-loc-the]:visible a").first.click()
    page.locator(".md-path").get_by_role("link", name="Soạn văn bản").click()
    expect(page.get_by_label("Thể loại")).to_have_value("Biên bản")
    expect(shown).to_have_count(left)
