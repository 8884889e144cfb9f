"""«Hồ sơ tháng»: what belongs to a month and what is kept of it, in a small engine; then a clerk's month in the browser, from a file."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import quickjs
from playwright.sync_api import expect

from macros.calendar import month_file, pages
from macros.model import Handbook
from tests.waiting import comes_to

ASSETS = Path(__file__).resolve().parents[1] / "docs" / "assets"
PAGE = "lich/ho-so-thang.html"
_SCRIPTS = ("javascripts/01-storage", "javascripts/03-dates", "javascripts/04-text", "javascripts/04-ticks",
            "javascripts/07-due-marks", "javascripts/07-due", "javascripts/role", "steps/due-procedure", "steps/checklist",
            "registers/1-numbering", "desk/1-typed-days", "registers/3-store", "desk/2-draft-journal", "desk/2-drafts",
            "month/1-record", "month/2-month", "month/3-register", "month/3-checklist", "month/3-drafts")
_PAGE = """
var window = globalThis; var SoTay = { duLieu: {} }; var kept = {}; var full = false;
window.addEventListener = () => {};
SoTay.component = () => {};
var localStorage = { getItem: (key) => (key in kept ? kept[key] : null),
                     setItem: (key, text) => { if (full) throw new Error('quota'); kept[key] = text; } };
var document = { addEventListener: () => {}, dispatchEvent: () => {} };
var CustomEvent = function () {};
var day = (iso) => SoTay.dates.parse(iso);
var unit = { id: 'so-y', ten: 'Đảng bộ Sở Y', cap_uy: 'Đảng ủy Sở Y' };
window.SO_TAY_HOM_NAY = '2026-11-27T12:00:00';
"""


class Clerk:
    """The scripts of the page with the sample's calendar, on 27/11/2026."""

    def __init__(self, data: bytes) -> None:
        self.engine = quickjs.Context()
        self.engine.eval(_PAGE)
        for name in _SCRIPTS:
            self.engine.eval((ASSETS / f"{name}.js").read_text(encoding="utf-8"))
        self.engine.eval(data.decode())
        self.engine.eval("""
            var entries = SoTay.due.entriesOf('ubnd-tinh');
            var entry = entries.find((one) => SoTay.dates.iso(one.date) === '2026-12-04');
            var told = (some) => some.map((one) => `${SoTay.dates.text(one.date).slice(0, 5)} ${one.id}`);
            var month = (iso) => { const { left, due } = SoTay.monthFile.entriesOf(entries, day(iso), SoTay.dates.today());
                                   return { left: told(left), due: told(due) }; };""")

    def run(self, expression: str) -> Any:
        return json.loads(self.engine.eval(f"JSON.stringify({expression})"))


@pytest.fixture
def clerk(sample: Handbook) -> Clerk:
    return Clerk(dict(pages.files(sample, date(2026, 11, 27)))["assets/du-lieu/lich-ubnd-tinh.js"])


def test_the_next_month_opens_with_what_is_not_sent_of_this_one(clerk: Clerk) -> None:
    found = clerk.run("month('2026-12-01')")
    assert found["left"] == ["06/11 bao-cao-dang-phi", "09/11 sinh-hoat-chi-bo", "25/11 bao-cao-thang"]
    assert found["due"][0] == "04/12 bao-cao-nam"
    clerk.run("SoTay.dueMarks.setSent(entries.filter((one) => one.date < day('2026-11-20') || one === entry), true)")
    found = clerk.run("month('2026-12-01')")
    assert found["left"] == ["25/11 bao-cao-thang"] and found["due"][-1] == "04/12 bao-cao-nam"
    kept = clerk.run("told(SoTay.monthFile.entriesOf(entries, day('2026-12-01'), day('2026-11-27'), new Set([entry.dayKey])).due)")
    assert kept[0] == "04/12 bao-cao-nam"  # just marked: it stays in its place


def test_what_lies_far_ahead_is_not_called_left_over(clerk: Clerk) -> None:
    assert clerk.run("month('2027-02-01')")["left"] == []
    assert clerk.run("month('2027-02-01')")["due"]


@pytest.mark.parametrize(("before", "label"), [(7, "T-7 = 18/12"), (0, "T = 25/12"), (30, "T-30 = 25/11")])
def test_a_step_shows_its_real_day(clerk: Clerk, before: int, label: str) -> None:
    assert clerk.run(f"SoTay.monthFile.stepLabel(day('2026-12-25'), {before})") == label


def test_the_message_says_only_what_is_known(clerk: Clerk) -> None:
    bare = clerk.run("SoTay.monthFile.message(unit, entry, SoTay.monthRecord.workOf('so-y', entry))")
    assert "số" not in bare and "Gửi ngày" not in bare and "Đảng ủy Sở Y gửi: Báo cáo tổng kết năm 2026." in bare
    full = clerk.run("""(SoTay.monthRecord.change('so-y', entry, (work) => Object.assign(work,
        { so: '22-BC/ĐU', ngay_ky: '2026-12-03', ngay_gui: '2026-12-06' })),
        SoTay.monthFile.message(unit, entry, SoTay.monthRecord.workOf('so-y', entry)))""")
    assert "Văn bản số 22-BC/ĐU, ngày 03/12/2026." in full
    assert "Hạn của cấp trên: 04/12/2026. Gửi ngày 06/12/2026, muộn 2 ngày." in full


def test_a_cell_writes_to_its_committee_and_is_told_no_deadline_of_its_own(clerk: Clerk) -> None:
    clerk.run("""(kept['so-tay:vai-tro'] = '{"noi": "chi-bo"}')""")
    text = clerk.run("SoTay.monthFile.message(unit, entry, { so: '', ngay_ky: '', ngay_gui: '2026-12-06' })")
    assert text.splitlines() == ["Kính gửi Đảng ủy Sở Y.", "Chi bộ gửi: Báo cáo tổng kết năm 2026.", "Gửi ngày 06/12/2026.",
                                 "Đề nghị xác nhận đã nhận. Trân trọng cảm ơn."]


def test_the_evidence_tells_how_each_thing_ended(clerk: Clerk) -> None:
    clerk.run("""(SoTay.dueMarks.setSent([entry], true), SoTay.monthRecord.change('so-y', entry, (work) => Object.assign(work,
        { so: '22-BC/ĐU', ngay_gui: '2026-12-03', ket_qua: 'đã nhận' })))""")
    rows = clerk.run("""SoTay.monthFile.evidence(entries.filter((one) => one.date >= day('2026-11-20') && one.date < day('2026-12-08')),
        (one) => SoTay.monthRecord.workOf('so-y', one), day('2026-12-05'))""")
    assert rows[0][1:] == ["25/11/2026", "", "", "chưa gửi, đã quá hạn"]
    assert rows[1] == ["Báo cáo tổng kết năm 2026", "04/12/2026", "03/12/2026", "22-BC/ĐU", "đúng hạn; đã nhận"]
    assert rows[2][-1] == "chưa gửi"
    clerk.run("SoTay.monthRecord.change('so-y', entry, (work) => { work.ngay_gui = ''; work.ket_qua = ''; })")
    outcome = clerk.run("SoTay.monthFile.outcome(entry, SoTay.monthRecord.workOf('so-y', entry), day('2026-12-05'))")
    assert outcome == "đã gửi, chưa ghi ngày"


def test_two_windows_change_what_is_saved_now(clerk: Clerk) -> None:
    found = clerk.run("""(() => {
        const step = (name) => (work) => { work.buoc[name] = true; };
        SoTay.monthRecord.change('so-y', entry, step('mot'));
        const key = 'so-tay:ho-so-thang:so-y:2026-12';
        const other = JSON.parse(kept[key]);  // what another window saves meanwhile
        other.viec['ubnd-tinh.bao-cao-nam.2026'].buoc.hai = true;
        kept[key] = JSON.stringify(other);
        SoTay.monthRecord.change('so-y', entry, step('ba'));
        full = true;
        const refused = SoTay.monthRecord.change('so-y', entry, step('bon'));
        const steps = Object.keys(SoTay.monthRecord.workOf('so-y', entry).buoc);
        SoTay.monthRecord.forget();
        return [refused, steps, Object.keys(SoTay.monthRecord.workOf('so-y', entry).buoc), Object.keys(kept)];
    })()""")
    assert found == [False, ["mot", "hai", "ba", "bon"], ["mot", "hai", "ba"], ["so-tay:ho-so-thang:so-y:2026-12"]]


@pytest.mark.parametrize("rubbish", ["[]", '{"viec": 7}', '{"viec": {"ubnd-tinh.bao-cao-nam.2026": null}}', "{",
                                     '{"viec": {"ubnd-tinh.bao-cao-nam.2026": {"buoc": {"a": "x"}, "so": 5}}}'])
def test_rubbish_counts_for_nothing(clerk: Clerk, rubbish: str) -> None:
    clerk.run(f"(kept['so-tay:ho-so-thang:so-y:2026-12'] = {json.dumps(rubbish)})")
    work = clerk.run("SoTay.monthRecord.workOf('so-y', entry)")
    assert work == {"buoc": {}, "so": "", "ngay_ky": "", "ngay_gui": "", "ket_qua": "", "loi_nhan": ""}


def test_the_register_gets_a_document_once(clerk: Clerk) -> None:
    found = clerk.run("""(() => {
        const store = new SoTay.registerStore.Store('so-y', { di: ['ten_loai', 'so', 'ngay', 'trich_yeu', 'noi_nhan'], den: [] });
        const work = { so: '22-BC/ĐU', ngay_ky: '2026-12-03' };
        SoTay.monthRegister.add(store, entry, work, 'Báo cáo', 'Đảng ủy A');
        SoTay.monthRegister.add(store, entry, { ...work, so: '22 - bc/đu' }, 'Báo cáo', 'Đảng ủy A');
        const before = store.read().di.dong;
        store.change((state) => { state.di.mo_so = '2026-12-04'; });  // a new term: its numbers begin anew
        SoTay.monthRegister.add(store, entry, { ...work, ngay_ky: '2026-12-05' }, 'Báo cáo', 'Đảng ủy A');
        return [before, store.read().di.dong.length];
    })()""")
    rows, number = found
    assert [(row["ten_loai"], row["so"], row["ngay"], row["trich_yeu"]) for row in rows] == [
        ("Báo cáo", "22-BC/ĐU", "2026-12-03", "tổng kết năm 2026")]
    assert number == 2


def test_what_the_register_holds_of_the_kind_is_offered(clerk: Clerk) -> None:
    days = {"01-BC/ĐU": "2026-10-01", "02-BC/ĐU": "2026-11-20", "03-BC/ĐU": "2026-12-01", "04-BC/ĐU": "2026-12-03"}
    rows = [{"ten_loai": "Báo cáo", "so": number, "ngay": day} for number, day in days.items()]
    rows.append({"ten_loai": "Tờ trình", "so": "05-TTr/ĐU", "ngay": "2026-12-03"})
    found = clerk.run(f"SoTay.monthRegister.candidates({json.dumps({'dong': rows})}, 'Báo cáo', entry.date)")
    assert [row["so"] for row in found] == ["03-BC/ĐU", "04-BC/ĐU"]


@pytest.mark.parametrize(("number", "own", "kind"), [
    ("22-BC/ĐU", "Báo cáo", "Báo cáo"), ("05-TTr/ĐU", "Báo cáo", "Tờ trình"), ("05-QĐ/ĐU", "Báo cáo", ""), ("", "Báo cáo", "Báo cáo"),
    ("05-QĐ/ĐU", "Quyết định", "Quyết định"), ("05-XX/ĐU", "Báo cáo", ""),
])
def test_the_kind_follows_the_symbol_and_is_never_guessed(clerk: Clerk, number: str, own: str, kind: str) -> None:
    symbols = {"Báo cáo": "BC", "Tờ trình": "TTr", "Quyết định": "QĐ", "Quy định": "QĐ"}
    call = ", ".join(json.dumps(one) for one in (number, symbols, own))
    assert clerk.run(f"SoTay.monthRegister.kindOf({call})") == kind


def test_a_checklist_keeps_the_ticks_of_another_month_until_the_reader_begins_anew(clerk: Clerk) -> None:
    clerk.run("""(globalThis.list = { id: 'x', ten: 'X', lai: 'thang', muc: [['a', 'A'], ['b', 'B']] },
                 kept['so-tay:bang-kiem:x'] = '{"ky":"2026-11","muc":{"a":true},"ten":"X"}')""")
    saved = "JSON.parse(kept['so-tay:bang-kiem:x'])"
    assert clerk.run("['2026-11-01', '2026-12-01'].map((iso) => SoTay.monthChecklist.count(list, day(iso)))") == [1, 0]
    assert clerk.run(saved)["muc"] == {"a": True}


def test_every_recurring_task_has_its_steps_and_what_is_named_is_there(handbook: Handbook) -> None:
    html = month_file.month_file(handbook)
    data = json.loads(html.split('<script type="application/json">')[1].split("</script>")[0])
    assert data["viec"].keys() == handbook.tasks.keys()
    for name, task in data["viec"].items():
        assert task["buoc"] and task["quy_trinh"], name
        ids = [step["id"] for step in task["buoc"]]
        assert len(ids) == len(set(ids)), name
    assert {"ten_loai", "so", "ngay", "trich_yeu", "noi_nhan"} <= set(data["so"]["cot"]["di"])


def test_a_clerk_goes_through_a_month_and_home_calendar_and_register_follow(page_file: Any) -> None:
    opened = page_file(PAGE, today="2026-11-27")
    page = opened.page
    expect(page.locator(".st-ho-so__song")).to_contain_text("Chọn đơn vị của tôi")
    page.locator(".st-ho-so__song button").click()
    page.locator(".st-don-vi-hop__muc").first.click()
    expect(page.locator("dialog[open]")).to_have_count(0)
    work = page.locator("details.st-ho-so__viec")
    expect(work.first).to_be_visible()
    page.get_by_role("button", name="Mở hồ sơ tháng 12/2026").click()
    expect(page.locator(".st-lich__ten")).to_have_text("Tháng 12/2026")
    expect(page.get_by_role("heading", name="Chưa gửi của tháng 11/2026")).to_be_visible()
    late = work.count()
    page.get_by_role("button", name="Đã gửi hết việc tháng 11/2026").click()
    expect(page.get_by_role("heading", name="Chưa gửi của tháng 11/2026")).to_have_count(0)
    page.get_by_role("button", name="Hoàn lại").click()
    expect(work).to_have_count(late)
    # The second thing due: its steps, its checklist, its message, its number.
    name = work.nth(1).get_attribute("data-mo")
    one = page.locator(f'details[data-mo="{name}"]')
    one.locator("summary").first.focus()
    page.keyboard.press("Enter")
    one.locator(".st-ho-so__ray input").first.check()
    expect(one).to_contain_text("1/")
    one.locator(".st-ho-so__kiem > summary").click()
    begin = one.get_by_role("button", name="Bắt đầu")
    expect(one.locator(".st-ho-so__muc input").nth(1)).to_be_visible()
    assert begin.count() == 0
    box = one.locator(".st-ho-so__muc input").nth(1)
    box.focus()
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    comes_to(page, f"(document.activeElement.getAttribute('data-giu') || '').startsWith({json.dumps(f'{name}|')})")
    expect(one.locator(".st-ho-so__kiem > summary")).to_contain_text("1/")
    one.get_by_label("Số, ký hiệu").fill("07-BC/ĐU")
    one.get_by_label("Ngày ký").fill("31/02/2026")
    one.get_by_role("button", name="Đã gửi").click()
    expect(one.locator(".st-ho-so__bao")).to_contain_text("Ngày ký: không có ngày này")
    one.get_by_label("Ngày ký").fill("26/11")
    one.get_by_role("button", name="Đã gửi").click()
    expect(one.locator(".st-ho-so__tinh")).to_contain_text("07-BC/ĐU")
    message = one.locator("textarea")
    expect(message).to_have_value(re.compile(r"Văn bản số 07-BC/ĐU, ngày 26/11/2026\."))
    page.evaluate("navigator.clipboard.writeText = () => Promise.reject(new Error('no')); document.execCommand = () => false")
    one.get_by_role("button", name="Sao chép tin").click()
    expect(one.locator(".st-ho-so__bao")).to_contain_text("Ctrl + C")
    comes_to(page, "getSelection().toString()", message.input_value())
    one.get_by_role("button", name="Ghi vào sổ văn bản đi").click()
    expect(one).to_contain_text("Đã có trong sổ văn bản đi.")
    # A second window sees the mark, and changes what is saved now.
    other = page_file("index.html", same=opened, today="2026-11-27")
    comes_to(other.page, f"JSON.stringify(SoTay.storage.read('viec-xong', {{}})).includes({json.dumps(name)})")
    comes_to(other.page, "JSON.stringify(SoTay.storage.read(`so-van-ban:${SoTay.unit().id}`, {})).includes('07-BC/ĐU')")
    other.page.evaluate("for (const key of SoTay.storage.keys()) if (key === 'viec-xong') SoTay.storage.write(key, {})")
    expect(one.get_by_role("button", name="Đã gửi")).to_be_visible()
    page.reload()
    expect(page.locator(".st-lich__ten")).to_have_text("Tháng 12/2026")
    one.locator("summary").first.click()
    expect(one.get_by_label("Số, ký hiệu")).to_have_value("07-BC/ĐU")
    expect(one.locator(".st-ho-so__ray input").first).to_be_checked()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="In bảng xác nhận kết quả tháng").click()
    page.emulate_media(media="print")
    expect(page.locator(".st-ho-so__to table")).to_be_visible()
    expect(page.locator(".st-ho-so__song")).to_be_hidden()
    assert not opened.errors and not opened.outside and not other.errors


def test_the_number_of_a_finished_draft_is_offered_without_a_register(clerk: Clerk) -> None:
    found = clerk.run("""(() => {
        const facts = { cuoc_hop: [], mau: [['bao-cao-nam', 'Báo cáo năm']], ky_hieu: 'BC' }, me = { id: 'so-y', ky_hieu: 'ĐU' };
        const draft = (values, id = 'so-y') => SoTay.drafts.save(SoTay.drafts.fresh('bao-cao-nam', values, { id, ten: 'x' }));
        SoTay.storage.keys = () => Object.keys(kept).map((key) => key.replace(/^so-tay:/, ''));
        draft({ so: '7', ngay_ky: '2026-12-01' }); draft({ so: '', ngay_ky: '2026-12-01' });
        draft({ so: '8', ngay_ky: '2026-12-01' }, 'khac');
        draft({ so: '5', ngay_ky: '2026-01-02' }); draft({ so: '9', ngay_ky: '2026-12-02', co_quan: 'uy-ban-kiem-tra' });
        return SoTay.monthDrafts.numbered(me, facts, day('2026-12-04'), { 'uy-ban-kiem-tra': 'UBKT' }).map(({ so, ngay }) => [so, ngay]);
    })()""")
    assert sorted(found) == [["07-BC/ĐU", "2026-12-01"], ["09-BC/UBKT", "2026-12-02"]]


def test_a_step_that_got_other_words_keeps_its_ticks(sample: Handbook) -> None:
    step = next(page.meta.procedure for page in sample.pages.values() if page.meta.procedure).steps[0]
    renamed = step.model_copy(update={"title": "Tên khác", "first_title": step.title})
    assert (month_file._step(renamed)["id"], month_file._step(renamed)["ten"]) == (month_file._step(step)["id"], "Tên khác")
