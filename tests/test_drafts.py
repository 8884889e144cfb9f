"""Drafts and what else a reader's machine keeps: the logic of the scripts, in a small engine with a storage made of an object."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.load.abbreviations import read_abbreviations
from macros.model.handbook import Handbook
from macros.model.organisation import Abbreviation
from macros.model.problems import Problems
from macros.organisation.unit_names import abbreviated
from macros.organisation.units import files as organisation_files

ROOT = Path(__file__).resolve().parents[1]
ASSETS = ROOT / "docs" / "assets"
_SCRIPTS = (
    "javascripts/03-dates.js", "javascripts/04-text.js", "desk/2-draft-journal.js", "desk/2-drafts.js",
    "forms/2-draft-unit.js", "forms/2-kept-kinds.js", "forms/2-template-changes.js", "forms/3-draft-session.js", "forms/3-kept-data.js",
)  # fmt: skip
# A storage as the scripts see it, with room that can be taken away, and two windows that hear of each other's changes.
_FAKE = """
var window = globalThis, kept = {}, room = Infinity, watchers = [], listeners = {}, told = [];
Date.now = () => now; var now = 1795766400000;
var document = { addEventListener: (name, run) => (listeners[name] = listeners[name] || []).push(run),
                 dispatchEvent: () => {} };
var SoTay = { roleText: () => 'Chi bộ', storage: {
  read: (key, otherwise) => (key in kept ? JSON.parse(kept[key]) : otherwise),
  readRecord: (key) => SoTay.storage.read(key, {}),
  write(key, value) {
    const text = JSON.stringify(value), others = Object.keys(kept).filter((one) => one !== key);
    if (others.reduce((sum, one) => sum + kept[one].length, 0) + text.length > room) return false;
    kept[key] = text;
    return true;
  },
  remove: (key) => delete kept[key],
  keys: () => Object.keys(kept),
  size: (key) => (kept[key] || '').length,
  watchAll: (run) => watchers.push(run),
}};
var hear = (key) => watchers.forEach((run) => run(key));
var draft = (values, id) => { const made = SoTay.drafts.fresh('giay-moi', values); if (id) made.id = id; return made; };
"""


@pytest.fixture
def page() -> Any:
    context = quickjs.Context()
    context.eval(_FAKE)
    for name in _SCRIPTS:
        context.eval((ASSETS / name).read_text(encoding="utf-8"))

    def run(code: str) -> Any:
        return json.loads(context.eval(f"JSON.stringify((() => {{ {code} }})() ?? null)"))

    return run


# Drafts ----------------------------------------------------------------------------------------------------------------


def test_many_drafts_of_a_template_lie_apart_and_the_last_saved_comes_first(page: Any) -> None:
    found = page("""
        SoTay.drafts.save(draft({viec: 'một'})); now += 1000; SoTay.drafts.save(draft({viec: 'hai'}));
        return SoTay.drafts.all().map((one) => [one.gia_tri.viec, one.lan]);""")
    assert found == [["hai", 1], ["một", 1]]
    assert page("return Object.keys(kept).every((key) => /^nhap:giay-moi:\\w+$/.test(key))")


def test_what_the_earlier_form_kept_becomes_a_draft_once(page: Any) -> None:
    found = page("""
        kept['dien:giay-moi'] = JSON.stringify({viec: 'cũ', don_vi: {ten: 'Đảng bộ A'}});
        SoTay.drafts.all(); kept['dien:giay-moi'] = JSON.stringify({viec: 'trùng'});
        return [SoTay.drafts.all(), Object.keys(kept)];""")
    (only,), keys = found
    assert only["gia_tri"]["viec"] == "cũ" and only["don_vi"]["ten"] == "Đảng bộ A" and keys == ["nhap:giay-moi:cu"]


def test_an_earlier_draft_that_finds_no_room_is_still_shown_and_not_lost(page: Any) -> None:
    found = page("""
        kept['dien:giay-moi'] = JSON.stringify({viec: 'cũ'}); room = 60;
        return [SoTay.drafts.all().map((one) => one.gia_tri.viec), Object.keys(kept)];""")
    assert found == [["cũ"], ["dien:giay-moi"]]


@pytest.mark.parametrize("rubbish", ["null", "[]", "7", '{"gia_tri": []}', '{"lan": 1}', '"x"'])
def test_rubbish_under_a_drafts_key_is_no_draft(page: Any, rubbish: str) -> None:
    assert page(f"kept['nhap:giay-moi:x'] = {json.dumps(rubbish)}; return SoTay.drafts.all()") == []


def test_a_draft_is_not_saved_over_what_another_window_saved(page: Any) -> None:
    found = page("""
        const {draft: mine} = SoTay.drafts.save(draft({viec: 'đầu'}, 'a'));
        SoTay.drafts.save({...mine, gia_tri: {viec: 'của thẻ kia'}});
        const result = SoTay.drafts.save({...mine, gia_tri: {viec: 'của thẻ này'}});
        return [result.state, result.draft.gia_tri.viec, SoTay.drafts.get('giay-moi', 'a').gia_tri.viec];""")
    assert found == ["changed", "của thẻ kia", "của thẻ kia"]


def test_a_deleted_draft_does_not_come_back_by_typing(page: Any) -> None:
    found = page("""
        const {draft: mine} = SoTay.drafts.save(draft({viec: 'đầu'})); SoTay.drafts.remove(mine);
        return [SoTay.drafts.save(mine).state, Object.keys(kept)];""")
    assert found == ["gone", []]


def test_a_refused_save_leaves_what_was_saved_before(page: Any) -> None:
    found = page("""
        const {draft: mine} = SoTay.drafts.save(draft({viec: 'đầu'}, 'a')); room = 10;
        return [SoTay.drafts.save({...mine, gia_tri: {viec: 'sau'}}).state, SoTay.drafts.get('giay-moi', 'a').gia_tri.viec];""")
    assert found == ["refused", "đầu"]


@pytest.mark.parametrize(("values", "name"), [
    ({"thang": "11 năm 2026"}, "Báo cáo của tháng 11 năm 2026"),
    ({"thang": "", "viec": ["", "đôn đốc gửi báo cáo tháng 11"]}, "đôn đốc gửi báo cáo tháng 11"),
    ({"viec": "x" * 80}, "x" * 59 + "…"),
    ({"viec": [{"a": "b"}]}, ""),
    ({"thang": "2026-11-30"}, "Báo cáo của tháng: 30/11/2026"),
    ({}, ""),
])
def test_a_draft_is_named_after_the_first_telling_field(page: Any, values: dict[str, Any], name: str) -> None:
    fields = [{"id": "thang", "nhan": "Báo cáo của tháng"}, {"id": "viec", "nhan": "Về việc"}]
    assert page(f"return SoTay.drafts.nameFrom({json.dumps(fields)}, {json.dumps(values)})") == name


@pytest.mark.parametrize(("values", "name"), [
    ({"thang": "12 năm 2026"}, "Sinh hoạt chi bộ, tháng 12 năm 2026"),
    ({"ngay_hop": "2026-12-05"}, "Sinh hoạt chi bộ, ngày 05/12/2026"),
    ({"ho_ten": "Ngô Quang Huy"}, "Sinh hoạt chi bộ, Ngô Quang Huy"),
    ({}, "Sinh hoạt chi bộ"),
])
def test_a_meeting_is_named_by_what_it_is_and_when(page: Any, values: dict[str, Any], name: str) -> None:
    fields = [{"id": "ho_ten", "nhan": "Họ và tên"}, {"id": "thang", "nhan": "Nhiệm vụ của tháng"}, {"id": "ngay_hop", "nhan": "Ngày họp"}]
    assert page(f"return SoTay.drafts.meetingName('Sinh hoạt chi bộ', {json.dumps(fields)}, {json.dumps(values)})") == name


def test_the_time_of_a_draft_names_the_year_only_when_it_is_another(page: Any) -> None:
    found = page("""
        const at = (...parts) => SoTay.drafts.timeOf({luu: new Date(...parts).getTime()});
        return [at(2026, 10, 27, 14, 2), at(2025, 0, 5, 8, 0), SoTay.drafts.timeOf({luu: 0})];""")
    assert found == ["27/11 14:02", "05/01/2025 08:00", ""]


# A draft open in a window ------------------------------------------------------------------------------------------------

_OPEN = """
    const {draft: kept1} = SoTay.drafts.save(draft({viec: 'đầu'}, 'a'));
    const heard = []; const open = () => new SoTay.DraftSession(SoTay.drafts.get('giay-moi', 'a'), (what) => heard.push(what));
    const session = open(), other = new SoTay.DraftSession(SoTay.drafts.get('giay-moi', 'a'), () => {});
    const texts = () => SoTay.drafts.all().map((one) => one.gia_tri.viec).sort();
"""


def test_two_windows_on_one_draft_lose_neither_ones_words(page: Any) -> None:
    found = page(_OPEN + """
        other.save({gia_tri: {viec: 'thẻ kia'}}); hear('nhap:giay-moi:a');
        session.save({gia_tri: {viec: 'thẻ này'}}); session.save({gia_tri: {viec: 'thẻ này gõ tiếp'}});
        return [heard, texts(), SoTay.drafts.nameOf(session.draft)];""")
    assert found == [["changed", "branched"], ["thẻ kia", "thẻ này gõ tiếp"], "Chưa có tên (bản của thẻ này)"]


def test_two_windows_that_save_at_one_moment_lose_neither_ones_words(page: Any) -> None:
    """Each window of a browser has its own view of the storage, which hears of the others a little later."""
    found = page(_OPEN + """
        const before = JSON.parse(kept['nhap:giay-moi:a']);
        session.save({gia_tri: {viec: 'thẻ này'}});
        kept['nhap:giay-moi:a'] = JSON.stringify({...before, lan: before.lan + 1, the: 'kia', gia_tri: {viec: 'thẻ kia'}});
        hear('nhap:giay-moi:a'); const unasked = texts();
        session.save({gia_tri: {viec: 'thẻ này gõ tiếp'}});
        return [heard, unasked, texts()];""")
    assert found == [["branched"], ["thẻ kia", "thẻ này"], ["thẻ kia", "thẻ này gõ tiếp"]]


def test_a_form_stops_saving_when_its_draft_is_deleted_elsewhere_until_it_is_asked_to_go_on(page: Any) -> None:
    found = page(_OPEN + """
        SoTay.drafts.remove(kept1); hear('nhap:giay-moi:a');
        session.save({gia_tri: {viec: 'gõ tiếp'}}); const after = texts();
        session.restart();
        return [heard, after, texts()];""")
    assert found == [["gone"], [], ["gõ tiếp"]]


def test_a_form_saves_nothing_more_after_the_machine_was_wiped(page: Any) -> None:
    found = page(_OPEN + """
        const fresh = new SoTay.DraftSession(draft({}), () => {});
        for (const key of Object.keys(kept)) delete kept[key];
        listeners['so-tay:da-xoa'].forEach((run) => run());
        for (const one of [session, fresh]) one.save({gia_tri: {viec: 'Nguyễn Văn An'}});
        return [heard, Object.keys(kept)];""")
    assert found == [["wiped"], []]


def test_a_closed_form_hears_and_saves_nothing(page: Any) -> None:
    found = page(_OPEN + """
        session.close(); other.save({gia_tri: {viec: 'thẻ kia'}}); hear('nhap:giay-moi:a');
        return [heard, session.save({gia_tri: {viec: 'muộn'}}), texts()];""")
    assert found == [[], False, ["thẻ kia"]]


# The unit and the template of a draft -------------------------------------------------------------------------------------

_UNITS = """
    const unit = (id, ten, symbol = 'ĐU') => ({id, ten, cap_uy: `Đảng ủy ${ten}`, dia_danh: 'X', ky_hieu: symbol,
        cap_tren: {id: 't', ten_dang_bo: 'Đảng bộ T', cap_uy: 'Đảng ủy T'}});
    const a = unit('a', 'A'), b = unit('b', 'B', 'CB');
    const form = {co_quan: {'dang-uy': {ky_hieu: 'ĐU'}, 'chi-bo': {ky_hieu: 'CB'}}};
    const {of, difference, withUnit, stamp} = SoTay.draftUnit;
"""


def test_a_draft_knows_when_the_chosen_unit_is_another(page: Any) -> None:
    found = page(_UNITS + """
        const of_a = {don_vi: of(a)};
        return [difference(of_a, a), difference(of_a, b), difference(of_a, null), difference({don_vi: null}, b),
                difference(of_a, {...a, cap_uy: 'Đảng ủy mới'}), difference({...of_a, giu: stamp(b)}, b),
                difference({don_vi: {id: '', ten: 'A'}}, a), difference({don_vi: {id: '', ten: 'A'}}, b)];""")
    assert found == ["", "other", "", "none", "renewed", "", "", "other"]


def test_a_switch_brings_the_units_facts_and_body_and_keeps_the_rest(page: Any) -> None:
    found = page(_UNITS + """
        return withUnit(form, {viec: 'v', co_quan: 'dang-uy', chuc_vu: 'BÍ THƯ', ...SoTay.draftUnit.facts(a)}, b);""")
    assert found["don_vi"]["ten"] == "B" and found["co_quan"] == "chi-bo" and found["viec"] == "v" and "chuc_vu" not in found


def test_a_draft_of_an_older_template_tells_what_is_new_changed_and_gone(page: Any) -> None:
    found = page("""
        const field = (id, nhan, loai = 'chu') => ({id, nhan, loai, lua_chon: [], cot: []});
        const o = SoTay.templateChanges.signatures([field('a', 'A'), field('b', 'B'), field('c', 'C')]);
        const template = {phien_ban: '2', nhan: [field('a', 'A'), field('b', 'B', 'doan'), field('d', 'D')]};
        const since = (draft) => SoTay.templateChanges.since(draft, template);
        return [since({ban: '1', o}), since({ban: '2', o}), since({ban: '', o: null})];""")
    assert found == [{"added": ["d"], "changed": ["b"], "gone": [["c", "C"]]}, None, None]


@pytest.mark.parametrize(("value", "text"), [
    ("chữ", "chữ"), (["một", "hai"], "một\nhai"), ([{"a": "x", "b": "y"}], "x, y"), (None, ""), (True, "có"), (False, ""),
])  # fmt: skip
def test_what_stood_in_a_field_that_is_gone_can_still_be_read(page: Any, value: Any, text: str) -> None:
    changes = {"added": [], "changed": [], "gone": [["nhom.o", "Ô cũ"]]}
    assert page(f"return SoTay.templateChanges.lost({json.dumps(changes)}, {json.dumps({'nhom': {'o': value}})})") == [["Ô cũ", text]]


# What this machine keeps --------------------------------------------------------------------------------------------------


def test_all_that_is_kept_is_listed_in_the_readers_words(page: Any) -> None:
    kept = {
        "don-vi": {"id": "a", "ten": "Đảng bộ A", "cap_tren": {"id": "t"}},
        "bang-kiem:x": {"ky": "2026", "muc": {"1": True}, "ten": "Trước khi gửi"},
        "nhap:giay-moi:z": {"tenMau": "Giấy mời", "ten": "Họp tháng 11", "gia_tri": {}}, "viec-xong": {"1": 1},
        "vai-tro": {"noi": "chi-bo"}, "viec-khong-cua-toi": {"a": {"x": True, "y": True}}, "nguoi-hoc": {"hv1": {"ten": "Lan"}},
        "ho-so-thang:a:2026-11": {"lan": 2, "viec": {"t.x.2026-11": {}}},
        "so-van-ban:a": {"lan": 1, "di": {"dong": [{}, {}]}, "den": {"dong": []}},
        "hoc:hv1:ket-qua": [], "tim-kiem:gan-day": ["bc"], "la": 1,
    }  # fmt: skip
    found = page(f"for (const [key, value] of Object.entries({json.dumps(kept)})) SoTay.storage.write(key, value);"
                 "return SoTay.keptKinds.list().map((g) => [g.heading, ...g.items.map((i) => i.text)])")
    assert found == [
        ["Đơn vị của tôi", "Đảng bộ A"], ["Vai trò của tôi", "Chi bộ"],
        ["Bản nháp văn bản", "Họp tháng 11 · Giấy mời"], ["Dấu tích bảng kiểm", "Trước khi gửi: 1 dấu"],
        ["Việc đã đánh dấu đã gửi", "1 việc"], ["Việc đã ẩn, không phải việc của tôi", "2 việc"],
        ["Hồ sơ tháng", "Tháng 11/2026: 1 việc"],
        ["Sổ văn bản đi, đến", "Đi 2 văn bản, đến 0 văn bản"],
        ["Lớp học trên máy này", "Người học: Lan"],
        ["Bài luyện tập, bài thi, kết quả học", "Lan: kết quả thi"], ["Lịch sử tìm", "Từ khóa đã tìm kiếm: 1"], ["Mục khác", "la"],
    ]  # fmt: skip


def test_what_was_taken_out_comes_back_whole(page: Any) -> None:
    found = page("""
        SoTay.drafts.save(draft({viec: 'một'}, 'a')); SoTay.storage.write('viec-xong', {x: 1});
        const before = JSON.stringify(kept), text = JSON.stringify(SoTay.keptData.fileOf(Object.keys(kept)));
        for (const key of Object.keys(kept)) delete kept[key];
        const report = SoTay.keptData.take(SoTay.keptData.read(text).entries);
        return [report, JSON.stringify(kept) === before];""")
    assert found == [{"added": 2, "updated": 0, "left": 0}, True]


@pytest.mark.parametrize(("text", "told"), [
    ("", "bị hỏng, tải chưa đủ"), ('{"loai": "so-tay-du-li', "bị hỏng"), ("[]", "không phải dữ liệu của sổ tay"),
    ('{"loai": "so-tay-ket-qua", "ban": 1}', "không phải dữ liệu"), ('{"loai": "so-tay-du-lieu", "ban": 1}', "không phải dữ liệu"),
    ('{"loai": "so-tay-du-lieu", "ban": 2, "muc": {}}', "bản sổ tay mới hơn"),
    ('{"loai": "so-tay-du-lieu", "ban": "x", "muc": {}}', "không ghi đúng"),
])  # fmt: skip
def test_a_bad_file_is_named_and_changes_nothing(page: Any, text: str, told: str) -> None:
    assert told in page(f"return SoTay.keptData.read({json.dumps(text)}).fault")
    assert page("return Object.keys(kept)") == []


def test_entries_that_are_not_sound_are_passed_over(page: Any) -> None:
    entries = {"nhap:giay-moi:a": {"gia_tri": 7}, "nhap:../x:a": {"gia_tri": {}}, "don-vi": {"id": 1}, "bang-kiem:x": [], "viec-xong": [],
               "tim-kiem:gan-day": {}, "la": 1, "nguoi-hoc": {"a": 1}, "hoc:x": {}, "nhap:giay-moi:b": {"gia_tri": {}}}  # fmt: skip
    file = json.dumps({"loai": "so-tay-du-lieu", "ban": 1, "muc": entries})
    found = page(f"return SoTay.keptData.read({json.dumps(file)})")
    assert [key for key, _ in found["entries"]] == ["nhap:giay-moi:b"] and found["skipped"] == 9


def test_what_is_newer_here_is_not_written_over_and_what_is_older_is(page: Any) -> None:
    found = page("""
        const of = (luu, viec) => ({luu, gia_tri: {viec}});
        SoTay.storage.write('nhap:m:moi', of(9, 'máy này mới hơn')); SoTay.storage.write('nhap:m:cu', of(1, 'máy này cũ hơn'));
        SoTay.storage.write('don-vi', {id: 'a'}); SoTay.storage.write('nguoi-hoc', {hv1: {ten: 'Lan'}});
        SoTay.storage.write('tim-kiem:gan-day', ['a']);
        const report = SoTay.keptData.take(Object.entries({'nhap:m:moi': of(5, 'x'), 'nhap:m:cu': of(5, 'mới hơn'),
            'nhap:m:la': of(5, 'thêm'),
            'don-vi': {id: 'b'}, 'nguoi-hoc': {hv1: {ten: 'Mai'}, hv2: {ten: 'Hoa'}}, 'hoc:hv1:thi': {a: 1}, 'hoc:hv2:thi': {a: 2},
            'tim-kiem:gan-day': ['b', 'a']}));
        return [report, Object.fromEntries(Object.keys(kept).map((key) => [key, JSON.parse(kept[key])]))];""")
    report, kept = found
    assert report == {"added": 2, "updated": 3, "left": 3}
    assert [kept[f"nhap:m:{name}"]["gia_tri"]["viec"] for name in ("moi", "cu", "la")] == ["máy này mới hơn", "mới hơn", "thêm"]
    assert kept["don-vi"] == {"id": "a"} and kept["tim-kiem:gan-day"] == ["a", "b"]
    # Mai's place is taken by Lan here: her results must not become Lan's.
    assert kept["nguoi-hoc"] == {"hv2": {"ten": "Hoa"}, "hv1": {"ten": "Lan"}} and "hoc:hv1:thi" not in kept and "hoc:hv2:thi" in kept


def test_an_import_that_finds_no_room_changes_nothing(page: Any) -> None:
    found = page("""
        SoTay.storage.write('nhap:m:a', {luu: 1, gia_tri: {viec: 'cũ'}}); room = 120; const before = JSON.stringify(kept);
        const long = {luu: 5, gia_tri: {viec: 'x'.repeat(200)}};
        const newer = {luu: 5, gia_tri: {viec: 'mới'}};
        const report = SoTay.keptData.take([['nhap:m:a', newer], ['nhap:m:b', {luu: 5, gia_tri: {}}], ['nhap:m:c', long]]);
        return [report, JSON.stringify(kept) === before];""")
    assert found == [None, True]


# Looking for a unit --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def units(sample: Handbook) -> Any:
    context = quickjs.Context()
    context.eval("var window = globalThis, SoTay = { duLieu: {} };")
    for name in ("javascripts/04-text", "units/1-unit-list"):
        context.eval((ASSETS / f"{name}.js").read_text(encoding="utf-8"))
    for path, content in organisation_files(sample, sample.organisation.about.as_of):
        if "/don-vi-" in path:
            context.eval(content.decode())
    context.eval("Object.values(SoTay.duLieu).forEach(SoTay.units.add); SoTay.units.sort([{id: 'cac-co-quan-dang'}, {id: 'ubnd-tinh'}]);")

    def find(typed: str) -> tuple[list[str], bool]:
        names = "JSON.stringify([f.units.map((u) => u.row[1]), f.sure])"
        found = json.loads(context.eval(f"(() => {{ const f = SoTay.units.find({json.dumps(typed)}); return {names}; }})()"))
        return found[0], found[1]

    return find


@pytest.mark.parametrize(("typed", "first", "sure"), [
    ("y học cổ truyền", "Bệnh viện Y học cổ truyền Minh Giang", True),
    ("y hoc co truyen", "Bệnh viện Y học cổ truyền Minh Giang", True),
    ("bv yhct", "Bệnh viện Y học cổ truyền Minh Giang", True),
    ("bv y học", "Bệnh viện Y học cổ truyền Minh Giang", True),
    ("bv phổi", "Bệnh viện Phổi Minh Giang", True),
    ("phoi", "Bệnh viện Phổi Minh Giang", True),
    ("bv", "Bệnh viện Đa khoa tỉnh Minh Giang", False),
    ("kbnn", "Kho bạc Nhà nước Minh Giang", True),
    ("KBNN Minh Giang", "Kho bạc Nhà nước Minh Giang", True),
    ("so gd", "Sở Giáo dục và Đào tạo", True),
    ("sở gd&đt", "Sở Giáo dục và Đào tạo", True),
    ("so gddt", "Sở Giáo dục và Đào tạo", True),
    ("sở kh&cn", "Sở Khoa học và Công nghệ", True),
    ("so khcn", "Sở Khoa học và Công nghệ", True),
    ("khoa học và công nghệ", "Sở Khoa học và Công nghệ", True),
    ("sở gtvt", "Sở Xây dựng", True),
    ("giao thong van tai", "Sở Xây dựng", True),
    ("sở kh&đt", "Sở Tài chính", True),
    ("Đảng bộ Sở Y tế", "Sở Y tế", True),
    ("so y te", "Sở Y tế", True),
    ("sở", "Sở Nội vụ", False),
    ("sở x", "Sở Xây dựng", False),
    ("văn phòng tỉnh ủy", "Văn phòng Tỉnh ủy", True),
    ("vp ubnd", "Văn phòng Ủy ban nhân dân tỉnh", True),
    ("thpt chuyen", "Trường Trung học phổ thông chuyên Minh Giang", True),
    ("cong ty", "Công ty Điện lực Minh Giang", False),
    ("ban tuyen giao", "Ban Tuyên giáo và Dân vận Tỉnh ủy", True),
    ("môi trường", "Sở Nông nghiệp và Môi trường", False),
    ("minh giang", "Báo và Phát thanh, Truyền hình Minh Giang", False),
    ("bhxh", "Bảo hiểm xã hội tỉnh", True),
    ("duoc", "Công ty cổ phần Dược phẩm Minh Giang", True),
    ("vksnd", "Viện kiểm sát nhân dân tỉnh", True),
])
def test_what_clerks_type_finds_their_unit_and_enter_takes_it_only_when_it_is_clear(units: Any, typed: str, first: str, sure: bool) -> None:
    found, is_sure = units(typed)
    assert found[:1] == [first] and is_sure is sure


def test_what_fits_no_unit_finds_none(units: Any) -> None:
    assert units("zzz") == ([], False) and units("&") == ([], False)
    assert len(units("")[0]) == len(units("  ")[0]) > 100


def test_a_name_is_written_short_part_by_part_and_as_a_whole() -> None:
    rows = [Abbreviation.model_validate({"day_du": full, "viet_tat": short}) for full, short in
            (("Giáo dục", ["GD"]), ("Giáo dục và Đào tạo", ["GD&ĐT", "GDĐT"]), ("Trung tâm", ["TT"]))]  # fmt: skip
    assert abbreviated("Trung tâm Giáo dục", rows) == ("TT GD", "TT Giáo dục", "Trung tâm GD")
    assert abbreviated("Sở Giáo dục và Đào tạo", rows) == ("Sở GD&ĐT", "Sở GDĐT", "Sở GD và Đào tạo")
    assert abbreviated("Trung tâmX", rows) == ()


@pytest.mark.parametrize(("text", "told"), [
    ("{a: 1}", "data/viet-tat-don-vi.yml:1: tệp phải là một danh sách"),
    ("- {day_du: Bệnh viện}", "data/viet-tat-don-vi.yml:1 › mục 1"),
    ("- {day_du: Bệnh viện, viet_tat: [BV]}\n- {day_du: bệnh viện, viet_tat: [B]}",
     "data/viet-tat-don-vi.yml:2 › mục 2 › day_du: «bệnh viện» đã có"),
    ("- {day_du: Trung tâm, viet_tat: [TT]}\n- {day_du: Truyền thông, viet_tat: [tt]}", "«tt» đã là viết tắt của «Trung tâm»"),
])
def test_a_fault_in_the_list_of_abbreviations_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "x.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    read_abbreviations(tmp_path / "x.yml", problems)
    assert any(told in str(problem) for problem in problems), list(map(str, problems))


def test_what_the_storage_has_lost_comes_back_from_the_journal_but_nothing_older_does(page: Any) -> None:
    found = page("""
        const put = (key, value) => { kept[key] = JSON.stringify(value); };
        const draft = (luu, viec) => ({ mau: 'giay-moi', lan: 1, luu, gia_tri: { viec } });
        put('nhap:giay-moi:b', draft(9, 'mới hơn ở đây')); put('nhap:giay-moi:c', draft(5, 'cũ'));
        SoTay.draftJournal.takeBack([['nhap:giay-moi:a', draft(3, 'đã mất')], ['nhap:giay-moi:b', draft(7, 'cũ hơn')],
                                     ['nhap:giay-moi:c', draft(6, 'mới')], ['don-vi', { id: 'x' }], ['nhap:giay-moi:d', null]]);
        return [kept['don-vi'] ?? null, Object.fromEntries(SoTay.drafts.all().map((one) => [one.id, one.gia_tri.viec]))];""")
    assert found == [None, {"a": "đã mất", "b": "mới hơn ở đây", "c": "mới"}]
