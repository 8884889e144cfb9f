"""«Một cuộc họp»: one entry gives every paper, the same in Python and on the page; slips across papers are told; hand edits stay."""

from __future__ import annotations

import dataclasses
import json
import random
import shutil
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import quickjs
from playwright.sync_api import expect

from macros.documents import meetings
from macros.documents.check.check import report_on
from macros.documents.meetings import CompiledMeeting
from macros.documents.pages import CompiledTemplates, compiled_templates
from macros.documents.write import compose
from macros.documents.write.meeting import hour_in_words, meeting_slips, paper_values, tasks_of, whole_day
from macros.documents.write.slip_facts import slip_facts
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.load.meetings import read_meetings
from macros.model import Handbook
from macros.model.problems import DataError, Problems
from tests.waiting import comes_to

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "docs" / "assets"
MONTHLY = "chi-bo-thuong-ky"


@pytest.fixture(scope="module")
def kinds(handbook: Handbook) -> dict[str, CompiledMeeting]:
    return meetings.compiled_meetings(handbook)


@pytest.fixture(scope="module")
def made(handbook: Handbook) -> CompiledTemplates:
    return compiled_templates(handbook)


def papers_of(meeting: CompiledMeeting, values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {paper["mau"]: paper_values(meeting.form, paper, values) for paper in meeting.form["giay"]}


def told(handbook: Handbook, meeting: CompiledMeeting, values: dict[str, Any]) -> list[dict[str, Any]]:
    facts = slip_facts(handbook.documents, handbook.sources)
    return meeting_slips(facts, meeting.form, meetings.paper_programs(compiled_templates(handbook), meeting), values)


def test_the_papers_of_every_example_are_whole_and_in_form(handbook: Handbook, kinds: dict[str, CompiledMeeting]) -> None:
    for meeting in kinds.values():
        for compiled, content in meetings.example_papers(handbook, meeting):
            name = f"{meeting.kind.id}-{compiled.template.id}.docx"
            assert "……".encode() not in content, name
            report = report_on(content, file=name, documents=handbook.documents, today=date(2026, 11, 27))
            assert report.checked and not report.failed, (name, report.findings)


def test_one_change_goes_into_every_paper(handbook: Handbook, kinds: dict[str, CompiledMeeting]) -> None:
    meeting = kinds[MONTHLY]
    values = meetings.example(handbook, meeting) | {"ngay_hop": "2026-10-08", "dia_diem": "hội trường", "gio_bat_dau": "7h30"}
    papers = papers_of(meeting, values)
    assert papers["giay-moi"]["bat_dau"] == "từ 07 giờ 30 phút đến 15 giờ 45 phút, ngày 08/10/2026"
    assert papers["chuong-trinh-hop"]["dia_diem"] == papers["bien-ban-sinh-hoat-chi-bo"]["dia_diem"] == "hội trường"
    assert papers["nghi-quyet-thuong-ky"]["ngay_hop"] == papers["thong-bao-ket-luan"]["ngay_ky"] == "2026-10-08"
    # Who is present and the ratio are counted, never typed.
    more = meetings.example(handbook, meeting) | {"vang": [{"ho_ten": "đồng chí A", "ly_do": "ốm", "dang": "Dự bị"}], "tan_thanh": "13"}
    papers = papers_of(meeting, more)
    assert papers["bien-ban-sinh-hoat-chi-bo"]["co_mat"] == "13 (chính thức 13, dự bị 0)"
    assert papers["bien-ban-sinh-hoat-chi-bo"]["vang"] == "có lý do 1 (đồng chí A, ốm)"
    assert papers["nghi-quyet-thuong-ky"]["tan_thanh"] == "13/13 đảng viên chính thức tán thành, bằng 100%"


PLANTED: list[tuple[str, dict[str, Any], str, str]] = [
    (MONTHLY, {"tan_thanh": "12"}, "tan_thanh", "số tán thành không lớn hơn số có mặt"),
    (MONTHLY, {"tan_thanh": "6"}, "tan_thanh", "quá nửa tổng số"),
    (MONTHLY, {"ngay_ky": "2026-10-05"}, "ngay_ky", "không trước"),
    (MONTHLY, {"ngay_moi": "2026-10-07"}, "ngay_moi", "không trước"),
    (MONTHLY, {"gio_bat_dau": "25:00"}, "gio_bat_dau", "giờ từ 00 đến 24"),
    (MONTHLY, {"tong_chinh_thuc": "1"}, "vang", "số vắng không lớn hơn tổng số"),
    (MONTHLY, {"thu_ky": "Hoàng Văn Lực"}, "thu_ky", "không đứng trong danh sách vắng"),
    (MONTHLY, {"giao_viec": [{"viec": "A", "nguoi": "B", "han": "01/10/2026"}]}, "giao_viec", "hạn không trước ngày họp"),
    (MONTHLY, {"nguoi_ky": "TS. Vũ Văn Sơn"}, "nguoi_ky", "không học hàm"),
    (MONTHLY, {"so_giay": {"giay_moi": "số 8"}}, "so_giay.giay_moi", "chỉ ghi chữ số"),
    (MONTHLY, {"bieu_quyet": [{"viec": "Việc khác", "dong_y": "14"}]}, "bieu_quyet", "không lớn hơn"),
    ("cap-uy", {"tan_thanh": "5"}, "tan_thanh", "quá nửa tổng số"),
    ("ket-nap", {"tan_thanh": "8"}, "tan_thanh", "ít nhất hai phần ba"),
    ("ket-nap", {"ho_ten": "Lưu Thị Hạnh", "khong_tan_thanh": "3"}, "khong_tan_thanh", "cộng các loại ý kiến"),
    ("cong-nhan-chinh-thuc", {"ngay_ket_nap": "2026-10-20"}, "ngay_ket_nap", "không trước"),
    ("kiem-diem-cuoi-nam", {"bieu_quyet": [{"viec": "A", "dong_y": "12", "khong": "3"}]}, "bieu_quyet", "cộng các loại ý kiến"),
    ("dai-hoi-chi-bo", {"khong_hop_le": "2"}, "khong_hop_le", "cộng lại bằng số thu về"),
    ("dai-hoi-chi-bo", {"phat_ra": "17"}, "phat_ra", "không lớn hơn số có mặt"),
    ("dai-hoi-chi-bo", {"ngay_trinh": "2026-10-01"}, "ngay_trinh", "không trước"),
]


@pytest.mark.parametrize(("kind", "typed", "field", "right"), PLANTED)
def test_a_slip_is_told_at_the_field_where_it_was_typed(
    handbook: Handbook, kinds: dict[str, CompiledMeeting], kind: str, typed: dict[str, Any], field: str, right: str
) -> None:
    found = told(handbook, kinds[kind], meetings.example(handbook, kinds[kind]) | typed)
    assert [slip for slip in found if field in slip["o"] and right in slip["dung"]], found


@pytest.mark.parametrize(("typed", "written"), [
    ("14:00", "14 giờ 00 phút"), ("7h30", "07 giờ 30 phút"), ("8 giờ", "08 giờ 00 phút"), ("14 giờ 05 phút", "14 giờ 05 phút"),
    ("đầu giờ chiều", "đầu giờ chiều"), ("", ""),
])
def test_an_hour_is_written_as_documents_write_it(typed: str, written: str) -> None:
    assert hour_in_words(typed) == written


@pytest.mark.parametrize(("typed", "written"), [
    ("16/10", "16/10/2026"), ("5/1", "05/01/2027"), ("5.1.2026", "05/01/2026"), ("ngay", "ngay"), ("trước 16/10", "trước 16/10"),
])
def test_a_deadline_without_a_year_is_the_next_such_day(typed: str, written: str) -> None:
    assert whole_day(typed, "2026-10-06") == written


# The page's side ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def engine(handbook: Handbook) -> Any:
    context = quickjs.Context()
    context.eval("var window = globalThis, kept = {}; Date.now = () => 1795766400000; var document = { addEventListener() {} };"
                 "var SoTay = { el() {}, button() {}, address: (path) => path, storage: { read: (key, other) => (key in kept ?"
                 " JSON.parse(kept[key]) : other), write: (key, value) => { kept[key] = JSON.stringify(value); return true; },"
                 " remove: (key) => delete kept[key], keys: () => Object.keys(kept) } };")
    context.eval(compose.meeting_script())
    for name in ("javascripts/03-dates", "javascripts/04-text", "desk/1-typed-days", "desk/2-draft-journal", "desk/2-drafts",
                 "registers/1-numbering", "forms/1-fields", "forms/2-template-changes", "meeting/1-papers", "meeting/1-task-calendar",
                 "meeting/2-numbers"):
        context.eval((ASSETS / f"{name}.js").read_text(encoding="utf-8"))
    context.eval("var { take, give } = SoTay.python, filling = SoTay.templateFilling;")
    return context


def ask(engine: Any, code: str, **given: Any) -> Any:
    names = ", ".join(f"{name} = {json.dumps(value)}" for name, value in given.items())
    return json.loads(engine.eval(f"JSON.stringify((() => {{ {f'const {names};' if names else ''} {code} }})() ?? null)"))


_PIECES = ["", "14:00", "13", "0", "x", "<b>&", "……", "\u200b", "16/10", "31/02/2026", "đồng chí A", "2026-10-06", "dự bị", "a\nb", "7h"]


def _hostile(meeting: CompiledMeeting, pick: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in meeting.fields:
        value: Any = "".join(pick.choices(_PIECES, k=pick.randint(1, 2)))
        if field.kind == "bang":
            value = [{c.id: pick.choice(_PIECES) for c in field.columns if pick.random() < 0.8} for _ in range(pick.randint(0, 3))]
        elif field.kind == "doan" and pick.random() < 0.5:
            value = pick.choices(_PIECES, k=2)
        elif pick.random() < 0.1:
            value = pick.choice([None, 7, [], {}, True])
        outer, _, inner = field.id.partition(".")
        if not inner:
            values[outer] = value
        elif isinstance(values.setdefault(outer, {}), dict):
            values[outer][inner] = value
    return values


def test_python_and_the_page_make_the_same_papers_and_tell_the_same_slips(
    handbook: Handbook, kinds: dict[str, CompiledMeeting], engine: Any
) -> None:
    pick = random.Random(7)
    facts = slip_facts(handbook.documents, handbook.sources)
    for meeting in kinds.values():
        example = meetings.example(handbook, meeting)
        cases = [example, {}, *(_hostile(meeting, pick) for _ in range(12)), *(example | _hostile(meeting, pick) for _ in range(3))]
        programs = meetings.paper_programs(compiled_templates(handbook), meeting)
        here = [
            [papers_of(meeting, case), meeting_slips(facts, meeting.form, programs, case), tasks_of(meeting.form, case)] for case in cases
        ]
        there = ask(engine, """
            const kind = take(form), all = take(programs), known = take(facts);
            return cases.map((each) => {
              const typed = take(each);
              const papers = form.giay.map((paper) => [paper.mau, give(filling.paper_values(kind, take(paper), typed))]);
              const slips = give(filling.meeting_slips(known, kind, all, typed));
              return [Object.fromEntries(papers), slips, give(filling.tasks_of(kind, typed))];
            });""", form=meeting.form, programs=programs, facts=facts, cases=cases)
        assert there == json.loads(json.dumps(here)), meeting.kind.id


FIELDS = [{"id": "noi"}, {"id": "viec"}, {"id": "don_vi.ten"}, {"id": "khan"}]


def test_what_was_edited_by_hand_stays_and_the_rest_follows(engine: Any) -> None:
    found = ask(engine, "return SoTay.meetingPapers.merged(fields, own, before, now);", fields=FIELDS,
                own={"noi": "phòng A, tầng 2", "viec": [{"a": "1", "b": ""}, {}], "don_vi": {"ten": "X"}, "khan": "KHẨN"},
                before={"noi": "phòng A", "viec": [{"a": "1"}], "don_vi": {"ten": "X"}},
                now={"noi": "phòng B", "viec": [{"a": "2"}], "don_vi": {"ten": "X"}})
    assert found["values"] == {"noi": "phòng A, tầng 2", "viec": [{"a": "2"}], "don_vi": {"ten": "X"}, "khan": "KHẨN"}
    assert found["edited"] == ["noi"]


def test_a_hand_edit_that_says_what_the_meeting_says_differs_no_more(engine: Any) -> None:
    found = ask(engine, "return SoTay.meetingPapers.merged(fields, own, before, now);", fields=FIELDS,
                own={"noi": "phòng  B"}, before={"noi": "phòng A"}, now={"noi": "phòng B"})
    assert found["edited"] == []


def test_a_paper_is_edited_followed_and_taken_back_in_a_draft_of_its_own(
    handbook: Handbook, kinds: dict[str, CompiledMeeting], made: CompiledTemplates, engine: Any
) -> None:
    meeting = kinds[MONTHLY]
    invitation = json.loads(compose.browser_data(made.compiled["giay-moi"], {}, {}).replace("<\\/", "</"))
    kind = {"form": meeting.form, "giay": [paper for paper in meeting.form["giay"] if paper["mau"] == "giay-moi"]}
    found = ask(engine, """
        kept = {};
        const { meetingPapers: papers, drafts } = SoTay, templates = { 'giay-moi': invitation };
        let meeting = drafts.save(drafts.fresh('cuoc-hop-x', typed, null)).draft;
        const of = (facts) => papers.all(kind, templates, facts, meeting)[0];
        const own = papers.handDraft(of(typed), meeting);
        drafts.save({ ...own, gia_tri: { ...own.gia_tri, dia_diem: 'sân trường' } });
        const other = { ...typed, dia_diem: 'hội trường', gio_bat_dau: '8:00' };
        papers.follow(of(other), meeting);
        const kept1 = drafts.get('giay-moi', own.id), state1 = of(other);
        drafts.save(kept1);  // another save since the list was drawn
        papers.takeBack(state1, meeting);
        const back = drafts.get('giay-moi', own.id);
        const copy = drafts.meetingOf(drafts.copy(own, 'x'));
        return { address: drafts.addressOf(meeting), of: drafts.meetingOf(own).id === meeting.id, lone: copy,
                 hand: kept1.gia_tri.dia_diem, hour: kept1.gia_tri.bat_dau, edited: state1.edited, back: back.gia_tri.dia_diem,
                 left: of(other).edited };""", invitation=invitation, kind=kind, typed=meetings.example(handbook, meeting))
    assert found["address"].startswith("/soan-thao/cuoc-hop/x.html#nhap=") and found["of"] and found["lone"] is None
    assert (found["hand"], found["edited"]) == ("sân trường", ["dia_diem"])
    assert found["hour"].startswith("từ 08 giờ 00 phút")
    assert (found["back"], found["left"]) == ("hội trường", [])


def test_papers_of_one_series_never_take_one_number(engine: Any) -> None:
    found = ask(engine, """
        const paper = (so, kind) => ({ paper: { so }, template: { the_loai: { ten: kind, ky_hieu: 'BB' } } });
        const papers = [paper('so_giay.a', 'Biên bản'), paper('so_giay.b', 'Biên bản'), paper('so_giay.c', 'Khác')];
        const typed = { so_giay: { a: '11', c: '12' } };
        return [SoTay.meetingNumbers.free(11, papers, papers[1], typed), SoTay.meetingNumbers.free(11, papers, papers[0], typed)];""")
    assert found == [12, 11]


def test_tasks_become_a_calendar_that_no_fold_breaks(engine: Any) -> None:
    long = "Mượn máy sấy; chạy xong 2 mẻ, báo cáo " + "kết quả " * 12
    rows = [{"viec": long, "nguoi": "Trang", "san_pham": "Quy trình", "han": "16/10/2026"},
            {"viec": "Không hạn", "han": ""}, {"viec": "", "han": "16/10/2026"}]
    text = ask(engine, """const { dated, calendar } = SoTay.taskCalendar;
                          return calendar(dated(rows), { id: 'a', name: 'họp', stamp: '20261006' });""", rows=rows)
    lines = text.split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert text.count("BEGIN:VEVENT") == 1 and "DTSTART;VALUE=DATE:20261016" in lines and "DTEND;VALUE=DATE:20261017" in lines
    assert not [line for line in lines if line.endswith("\\") and not line.endswith("\\\\")]
    whole = text.replace("\r\n ", "")
    assert "SUMMARY:Mượn máy sấy\\; chạy xong 2 mẻ\\, báo cáo" in whole


# What an editor may get wrong ------------------------------------------------------------------------------------------------


def test_every_fault_of_a_kind_is_told_at_once_with_its_place(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    shutil.copytree(ROOT / "data" / "mau", tmp_path / "mau")
    for name in ("tham-quyen.yml", "truong-chung.yml", "don-vi-vi-du.yml", "loi.yml", "cuoc-hop-chung.yml"):
        shutil.copy(ROOT / "data" / name, tmp_path / name)
    shutil.copytree(ROOT / "data" / "the-thuc", tmp_path / "the-thuc")
    (tmp_path / "cuoc-hop").mkdir()
    (tmp_path / "cuoc-hop" / "thu.yml").write_text("""\
id: thu
ten: Thử
muc_dich: Thử
co_quan: [chi-bo-truc-thuoc, van-phong]
hoi: [ngay_hop, noi_hop]
truong:
  - {id: rieng, nhan: Riêng}
giay:
  - mau: giay-moi
    o: {dia_diemm: "x", moi_ai: "x", chuan_bi: {tu: ngay_hop, cot: {a: "x"}}}
  - mau: giay-moi
  - mau: bien-ban-sinh-hoat
  - mau: bang-theo-doi-ket-luan
  - mau: ke-hoach
    co_quan: dang-uyy
  - mau: thong-bao-ket-luan
    o: {viec: "x", ngay_ky: {tu: x, viet: "x"}, khong_pho_bien: "x"}
  - mau: bang-phan-cong-viec
    o: {viec: {tu: giao_viec, cot: {vieck: "x"}}}
vi_du: {ngay_hop: 6/10, dia_diem: phòng}
""", encoding="utf-8")
    problems = Problems()
    data = DataFolder(tmp_path)
    documents = read_documents(data, problems)
    assert not problems
    read_meetings(data, documents, problems)
    golden("cuoc-hop-sai.txt", "".join(f"{problem}\n" for problem in problems))


def test_a_program_that_names_what_is_not_asked_stops_the_build(handbook: Handbook) -> None:
    kind = handbook.meetings.kinds[MONTHLY]
    first = kind.papers[0].model_copy(update={"fields": {**kind.papers[0].fields, "du_viec": "{{ thagn }}"}})
    wrong = kind.model_copy(update={"papers": (first, *kind.papers[1:])})
    other = dataclasses.replace(handbook, meetings=dataclasses.replace(handbook.meetings, kinds={MONTHLY: wrong}))
    with pytest.raises(DataError, match="giay › giay-moi › o › du_viec: không có trường «thagn»"):
        meetings.compiled_meetings(other)


def test_a_slip_in_the_example_of_a_kind_stops_the_build(handbook: Handbook) -> None:
    kind = handbook.meetings.kinds[MONTHLY]
    wrong = kind.model_copy(update={"example": {**kind.example, "tan_thanh": "12"}})
    other = dataclasses.replace(handbook, meetings=dataclasses.replace(handbook.meetings, kinds={MONTHLY: wrong}))
    with pytest.raises(DataError, match="số tán thành không lớn hơn số có mặt"):
        meetings.compiled_meetings(other)


# A clerk's way through it -----------------------------------------------------------------------------------------------------

_CHOOSE = "unit => SoTay.setUnit({...unit, phien_ban: document.querySelector('.st-don-vi-nut').dataset.phienBan})"


def test_a_clerk_enters_a_meeting_once_edits_one_paper_by_hand_and_takes_all_from_a_file(
    page_file: Any, handbook: Handbook, kinds: dict[str, CompiledMeeting], tmp_path: Path
) -> None:
    opened = page_file("soan-thao/cuoc-hop.html", today="2026-11-27")
    page = opened.page
    unit = {"id": "x", "ten": "Đảng bộ Sở Tư pháp", "cap_uy": "Đảng ủy Sở Tư pháp", "dia_danh": "Minh Giang", "ky_hieu": "ĐU"}
    superior = {"id": next(iter(handbook.organisation.superiors)), "ten_dang_bo": "Đảng bộ Ủy ban", "cap_uy": "Đảng ủy Ủy ban"}
    page.evaluate(_CHOOSE, unit | {"cap_tren": superior})
    page.get_by_role("link", name=kinds[MONTHLY].kind.name, exact=True).click()
    page.get_by_role("button", name="Điền ngay").click()
    papers = page.locator(".st-hop__ds > li")
    expect(papers).to_have_count(6)
    # What the calendar and the unit know is there; the clerk types the rest once.
    expect(page.get_by_label("Nhiệm vụ của tháng")).to_have_value("12 năm 2026")
    for label, text in (("Chi bộ trực thuộc", "Chi bộ Văn phòng"), ("Ngày họp", "3/12"), ("Bắt đầu lúc", "14:00"),
                        ("Địa điểm", "phòng 201"), ("Tổng số đảng viên chính thức", "13"), ("Số tán thành", "14")):
        page.get_by_label(label).first.fill(text)
    told = page.get_by_role("region", name="Chỗ cần xem")
    expect(told).to_contain_text("số tán thành không lớn hơn tổng số")
    told.get_by_role("button", name="Số tán thành").first.click()
    expect(page.get_by_label("Số tán thành").first).to_be_focused()
    comes_to(page, "document.activeElement.id.endsWith('-tan_thanh')")
    page.keyboard.type("13")
    for column, text in (("viec", "Mượn máy sấy"), ("nguoi", "Trang"), ("han", "16/12")):
        page.locator(f"#dien-cuoc-hop-{MONTHLY}-giao_viec-0-{column}").fill(text)
    # One paper in its own form: the place is changed there by hand, then in the meeting.
    page.get_by_role("button", name="Sửa riêng: Giấy mời").click()
    page.wait_for_url("**/giay-moi.html#nhap=*")
    page.get_by_label("Địa điểm").fill("hội trường lớn")
    page.get_by_role("link", name="Văn bản của cuộc họp").click()
    expect(page.get_by_label("Địa điểm")).to_have_value("phòng 201")
    page.get_by_label("Địa điểm").fill("phòng 305")
    expect(papers.first).to_contain_text("giữ «hội trường lớn»; cuộc họp ghi «phòng 305»")
    page.get_by_role("button", name="Chương trình cuộc họp", exact=True).click()
    expect(page.locator(".st-hop__to")).to_contain_text("phòng 305")
    page.get_by_role("button", name="Ghi lại theo cuộc họp").click()
    expect(papers.first).not_to_contain_text("hội trường lớn")
    page.get_by_role("button", name="Hoàn lại").click()
    expect(papers.first).to_contain_text("hội trường lớn")
    # It stands on the home page and in the list of what the machine keeps, and a phone shows it whole.
    page.set_viewport_size({"width": 360, "height": 740})
    comes_to(page, "innerWidth === 360 && document.documentElement.scrollWidth <= 360")
    kept = "SoTay.keptKinds.list().find((kind) => kind.heading === 'Bản nháp văn bản').items.map((item) => item.text)"
    comes_to(page, f"{kept}.length", 2)
    assert any(kinds[MONTHLY].kind.name in text for text in page.evaluate(kept))
    other = page_file("index.html", same=opened, today="2026-11-27")
    # The task that was given is a thing due there until it is marked as done.
    given = other.page.locator("[data-so-tay=viec-giao]")
    expect(given).to_contain_text("Mượn máy sấy")
    given.get_by_role("button", name="Xong").click()
    given.get_by_role("button", name="Hoàn lại").click()
    other.page.locator("[data-so-tay=dang-do]").get_by_role("link", name="thường kỳ, tháng 12 năm 2026").click()
    expect(other.page.locator(".st-hop__ds > li").first).to_contain_text("hội trường lớn")
    # A draft begun from an example has its tasks there, too.
    page.get_by_role("button", name="Điền thử bằng ví dụ").click()
    page.get_by_role("button", name="Dùng ví dụ làm bản nháp mới").click()
    comes_to(page, "SoTay.drafts.all().some((draft) => (draft.viec_giao || []).some(({ han }) => han === '2026-10-16'))")
    # The example, taken whole: the very papers that Python makes, and the calendar of the tasks.
    page.get_by_role("button", name="Điền thử bằng ví dụ").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Tải cả bộ").click()
    download.value.save_as(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        names = packed.namelist()
        made = meetings.example_papers(handbook, kinds[MONTHLY])
        assert [packed.read(name) for name in names[:-1]] == [content for _, content in made]
        assert names[-1] == "viec-giao.ics" and b"DTSTART;VALUE=DATE:20261016" in packed.read(names[-1])
    assert not opened.errors and not opened.outside and not other.errors
