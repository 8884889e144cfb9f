from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from macros.load import load_handbook
from macros.load.page_folder import PageFolder
from macros.load.pages import read_page, read_pages
from macros.load.references import check_references
from macros.load.sources import read_sources
from macros.load.yaml_file import YamlText, read_folder, read_lists, read_table
from macros.model import Handbook
from macros.model.checklists import Checklist
from macros.model.duties import RecurringTask
from macros.model.editions import Edition
from macros.model.pages import Answer, Procedure
from macros.model.problems import DataError, Problem, Problems
from macros.model.terms import Term

FRONT = """---
title: Báo cáo
description: Một câu.
nguoi_phu_trach: Văn phòng
ra_soat: {ngay: 2026-11-22}
---
"""


def told(problems: Problems) -> str:
    return "".join(f"{problem}\n" for problem in problems)


def test_a_problem_reads_place_reason_remedy() -> None:
    place = "data/to-chuc.xlsx › trang «Đơn vị» › ô D12 (cột «Loại hình»)"
    problem = Problem(place, "không có loại «Chi bộ cơ sỡ»", "Có phải là «Chi bộ cơ sở»?")
    assert str(problem) == (
        "data/to-chuc.xlsx › trang «Đơn vị» › ô D12 (cột «Loại hình»): không có loại «Chi bộ cơ sỡ». Có phải là «Chi bộ cơ sở»?")


def test_every_fault_in_a_register_is_told_at_once(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "can-cu.yml").write_text("""\
- id: a-2020
  so_ky_hieu: 1-QĐ/TW
  ten: Quy định cũ
  co_quan: Ban Bí thư
  ngay_ban_hanh: 2020-01-01
  hieu_luc: conn
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
- id: b-2021
  ten: Thiếu cơ quan
  hieu_luc: con
  thay_the_boi: khong-co
  do_tin_cay: da_kiem_chung
  kiem_tra: hôm qua
- id: c-2022
  so_ky_hieu: 3-QĐ/TW
  ten: Đã bị thay mà vẫn ghi còn
  co_quan: Ban Bí thư
  ngay_ban_hanh: 2022-01-01
  hieu_luc: con
  thay_the_boi: d-2023
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
- id: d-2023
  so_ky_hieu: 4-QĐ/TW
  ten: Không ghi thay cho ai
  co_quan: Ban Bí thư
  ngay_ban_hanh: 2023-01-01
  hieu_luc: con
  thay_the_cho: [e-2024, c-20222]
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
- id: e-2024
  so_ky_hieu: 4-QĐ/TW
  ten: Trùng số và ngày
  co_quan: Ban Bí thư
  ngay_ban_hanh: 2023-01-01
  hieu_luc: con
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
- id: e-2024
  ten: Trùng mã
  co_quan: Ban Bí thư
  hieu_luc: con
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
  tin_cay: cao
""", encoding="utf-8")
    problems = Problems()
    read_sources([(tmp_path / "can-cu.yml", "data/can-cu.yml")], problems)
    golden("load/so-dang-ky-hong.txt", told(problems))


def test_a_chain_that_goes_round_is_told(tmp_path: Path) -> None:
    row = """\
- id: {id}
  so_ky_hieu: {id}
  ten: x
  co_quan: y
  hieu_luc: het
  thay_the_boi: {next}
  thay_the_cho: [{before}]
  do_tin_cay: da_kiem_chung
  kiem_tra: 2026-11-22
"""
    text = row.format(id="a", next="b", before="c") + row.format(id="b", next="c", before="a") + row.format(id="c", next="a", before="b")
    (tmp_path / "can-cu.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    read_sources([(tmp_path / "can-cu.yml", "data/can-cu.yml")], problems)
    assert "data/can-cu.yml › a: chuỗi thay thế đi vòng: a → b → c → a" in told(problems)


def test_every_fault_in_a_front_matter_is_told_with_its_line(golden: Callable[[str, str], None]) -> None:
    problems = Problems()
    pages = {
        "khong-dau.md": "# Không có đầu trang\n",
        "hong-yaml.md": "---\ntitle: [\n---\n",
        "thieu.md": "---\ntitle: Thiếu\ntitel: x\nloai: quy-trinhh\nra_soat: {ngay: 2026-13-40, can_cu: a}\n---\n",
        "quy-trinh-rong.md": FRONT.replace("---\n", "---\nloai: quy-trinh\n", 1),
        "macro-hong.md": FRONT + "Xem {{ can_cu( }} nhé\n",
        "hai-lan.md": FRONT.replace("title: Báo cáo\n", "title: Báo cáo\ntitle: Lần hai\n"),
    }
    for path, text in pages.items():
        read_page(path, text, problems)
    golden("load/dau-trang-hong.txt", told(problems))


def test_a_page_knows_its_macro_calls_with_their_lines() -> None:
    problems = Problems()
    page = read_page("a/b.md", FRONT + "Một\n\n{{ can_cu('qd-399-2026', dieu='Điều 11') }}\n", problems)
    assert page is not None and not problems
    assert page.url == "a/b.html"
    assert [(c.name, c.args, c.kwargs, c.line) for c in page.calls] == [("can_cu", ("qd-399-2026",), {"dieu": "Điều 11"}, 9)]


def test_citations_remember_the_file_and_line_that_cites(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("- hoi: Hỏi?\n  dap: Đáp.\n  can_cu:\n    - qd-399-2026, Điều 11\n", encoding="utf-8")
    problems = Problems()
    answers = read_lists(sorted(tmp_path.glob("*.yml")), "data/hoi-dap", Answer, problems)
    assert not problems
    citation = answers[0].citations[0]
    assert (citation.source, citation.article, citation.place) == ("qd-399-2026", "Điều 11", "data/hoi-dap/a.yml:4")


def test_a_file_whose_id_is_not_its_name_and_a_short_checklist_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("""\
id: b
ten: x
nhom: y
khi_nao: z
cach_dung: doc_lam
dat_lai: thang
nguoi_ky: Bí thư
muc:
  - {id: m1, noi_dung: Một, kinh_nghiem: true}
""", encoding="utf-8")
    problems = Problems()
    read_folder(sorted(tmp_path.glob("*.yml")), "data/bang-kiem", Checklist, problems)
    assert told(problems) == "data/bang-kiem/a.yml:8 › muc: cần ít nhất 5 mục, đang có 1.\n"


def test_a_missing_and_an_undecodable_file_are_problems_not_exceptions(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_bytes("tên: Đảng".encode("utf-16"))
    problems = Problems()
    assert read_table(tmp_path / "khong-co.yml", "data/khong-co.yml", RecurringTask, problems) == {}
    assert read_table(tmp_path / "x.yml", "data/x.yml", RecurringTask, problems) == {}
    assert told(problems) == (
        "data/khong-co.yml: không có tệp này. Chép lại tệp từ bản gốc của sổ tay.\n"
        "data/x.yml: không phải chữ UTF-8. Mở bằng trình soạn thảo và lưu lại với mã UTF-8.\n")


def test_yaml_text_is_composed_and_knows_the_line_of_every_key() -> None:
    problems = Problems()
    text = YamlText("a:\n  - b: 'u\u0309y'\n", "data/x.yml", problems)
    assert text.data == {"a": [{"b": "ủy"}]}
    assert text.place(("a", 0, "b")) == "data/x.yml:2 › a › mục 1 › b"
    assert text.place(("a", 0, "khong-co")).startswith("data/x.yml:2")


def test_an_answer_longer_than_eighty_words_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(f"- hoi: Hỏi?\n  dap: {'từ ' * 81}\n  kinh_nghiem: true\n", encoding="utf-8")
    problems = Problems()
    read_lists(sorted(tmp_path.glob("*.yml")), "data/hoi-dap", Answer, problems)
    assert "câu trả lời dài 81 tiếng, nhiều nhất 80" in told(problems)


def test_braces_without_quotes_are_told_with_their_line_and_remedy(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    problems = Problems()
    for number, value in enumerate(["{{ don_vi.ten }}", "{{ don_vi.ten }} gửi", "{% if x %}a{% endif %}", "{{ [1, 2] }}", "[a, {{ b }}]"]):
        (tmp_path / f"{number}.yml").write_text(f"id: a\nten: {value}\n", encoding="utf-8")
        read_folder([tmp_path / f"{number}.yml"], "data/mau", Checklist, problems)
    read_page("a.md", FRONT.replace("Báo cáo", "{{ x }}"), problems)
    read_page("b.md", FRONT.replace("Một câu.", '"{{ x }}'), problems)
    golden("load/ngoac-khong-nhay.txt", told(problems))


def test_values_that_repeat_themselves_or_nest_without_end_are_refused(golden: Callable[[str, str], None]) -> None:
    problems = Problems()
    laughs = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10))])
    texts = ["a: &x [*x]", "a: &x {b: *x}", laughs, "[" * 100_000, "a: " + "[" * 60 + "]" * 60, "- " * 4_000 + "a", "<<: {a: 1}\nb: 2",
             "a: *b", "? [a, b]\n: c", "a: !!python/name:os.system x"]
    for number, text in enumerate(texts):
        assert not YamlText(text, f"data/{number}.yml", problems).ok
    golden("load/yaml-khong-dut.txt", told(problems))
    assert YamlText("a: &x [1, 2]\nb: *x", "data/x.yml", problems).data == {"a": [1, 2], "b": [1, 2]}


def test_a_page_that_is_not_utf_8_text_is_told_by_its_name(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    (tmp_path / "thu-muc.md").mkdir()
    saved = {"utf-16": FRONT.encode("utf-16"), "khong-dau": FRONT.encode("utf-16-le"), "1258": FRONT.encode("cp1258", "replace"),
             "tot": b"\xef\xbb\xbf" + FRONT.replace("\n", "\r\n").encode()}
    for name, content in saved.items():
        (tmp_path / f"{name}.md").write_bytes(content)
    (tmp_path / "mat.md").symlink_to(tmp_path / "khong-co.md")
    problems = Problems()
    assert list(read_pages(PageFolder(tmp_path), problems)) == ["tot.md"]
    golden("load/trang-khong-phai-chu.txt", told(problems))


def test_a_title_with_a_colon_is_read_whole_when_it_is_written_as_json() -> None:
    problems = Problems()
    page = read_page("a.md", FRONT.replace("title: Báo cáo", 'title: "Lịch năm 2026, Đảng bộ Tỉnh: Khối A # 1"'), problems)
    assert page is not None and page.meta.title == "Lịch năm 2026, Đảng bộ Tỉnh: Khối A # 1"
    read_page("b.md", FRONT.replace("title: Báo cáo", "title: Tỉnh: Khối A"), problems)
    assert told(problems) == ("docs/b.md:2: không đọc được YAML: dấu hai chấm ở chỗ không được phép. "
                              "Xem lại thụt dòng, dấu hai chấm, các ngoặc; giá trị có dấu lạ thì đặt cả trong dấu nháy.\n")


def test_a_macro_call_is_read_and_never_worked_out() -> None:
    problems = Problems()
    page = read_page("a.md", FRONT + "{{ so_lieu(9 ** 9 ** 9) }} {{ so_lieu('a' * 10 ** 12) }} {{ so_lieu(-1, ten=['a']) }}\n", problems)
    assert page is not None and [(call.args, call.kwargs) for call in page.calls] == [((-1,), {"ten": ["a"]})]
    read_page("b.md", FRONT + "{{ " + "(" * 5_000 + "\n", problems)
    assert told(problems).startswith("docs/b.md")


@pytest.mark.parametrize("code", ["con", "nul", "aux", "prn", "com1", "lpt9", "a" * 61, "-a", "A", "đ"])
def test_a_code_that_cannot_name_a_file_everywhere_is_refused(code: str) -> None:
    with pytest.raises(ValidationError):
        Term.model_validate({"id": code, "thuat_ngu": "x", "nghia": "y", "kinh_nghiem": True})
    assert Term.model_validate({"id": "con-dau", "thuat_ngu": "x", "nghia": "y", "kinh_nghiem": True}).id == "con-dau"


@pytest.mark.parametrize("address", [
    "javascript:alert(1)", "javascript://%0aalert(1)", "vi-du.vn", "//vi-du.vn", "data:text/html,x",
    "https://", 'https://a"b', "https://a/ b",
])  # fmt: skip
def test_an_address_of_a_source_is_one_that_a_reader_may_open(address: str, tmp_path: Path) -> None:
    row = "- id: a\n  ten: x\n  co_quan: y\n  hieu_luc: con\n  do_tin_cay: thu_cap\n  kiem_tra: 2026-11-22\n  nguon_url: "
    problems = Problems()
    (tmp_path / "x.yml").write_text(row + json.dumps(address) + "\n", encoding="utf-8")
    read_sources([(tmp_path / "x.yml", "data/can-cu.yml")], problems)
    assert told(problems) == f"data/can-cu.yml:7 › mục 1 › nguon_url: «{address}» không phải địa chỉ trang; ghi như https://vi-du.vn/van-ban.\n"
    (tmp_path / "x.yml").write_text(row + "https://vi-du.vn/a?b=1&c=2#d\n", encoding="utf-8")
    assert read_sources([(tmp_path / "x.yml", "data/can-cu.yml")], Problems())["a"].url == "https://vi-du.vn/a?b=1&c=2#d"


def test_a_period_of_a_task_and_a_day_of_an_edition_are_of_the_calendar(tmp_path: Path) -> None:
    problems = Problems()
    (tmp_path / "viec.yml").write_text("- {id: a, ten: x, ky: tuần, vai_tro: [a], quy_trinh: b, san_pham: c}\n", encoding="utf-8")
    read_table(tmp_path / "viec.yml", "data/viec-dinh-ky.yml", RecurringTask, problems)
    (tmp_path / "an-ban.yml").write_text('- {id: "2026-99-99", so_lieu_tinh_den: 2026-09-30, thay_doi: [x]}\n', encoding="utf-8")
    read_table(tmp_path / "an-ban.yml", "data/an-ban.yml", Edition, problems)
    assert told(problems) == (
        "data/viec-dinh-ky.yml:1 › mục 1 › ky: «tuần» không dùng được. Chọn một trong: tháng, quý, nửa năm, năm, nhiệm kỳ.\n"
        "data/an-ban.yml:1 › mục 1 › id: không có ngày «2026-99-99» trên lịch; ghi dạng 2026-11-22.\n")


def test_two_pages_of_one_title_are_told(handbook: Handbook) -> None:
    first, second, *_ = handbook.pages.values()
    twin = second.model_copy(update={"meta": second.meta.model_copy(update={"title": first.meta.title})})
    problems = Problems()
    check_references(dataclasses.replace(handbook, pages={**handbook.pages, second.path: twin}), problems)
    assert f"tên «{first.meta.title}» trùng với trang «{first.path}»" in told(problems)


def test_an_unknown_name_is_told_with_the_nearest_or_with_what_to_do() -> None:
    problems = Problems()
    problems.unknown("x", "mẫu", "bao-cao-thag", ["bao-cao-thang"], "Thêm mẫu này.")
    problems.unknown("x", "mẫu", "zzz", ["bao-cao-thang"], "Thêm mẫu này.")
    assert told(problems) == "x: không có mẫu «bao-cao-thag». Có phải là «bao-cao-thang»?\nx: không có mẫu «zzz». Thêm mẫu này.\n"


def test_a_comma_within_brackets_is_named_and_nothing_is_told_that_only_follows_from_it() -> None:
    text = """nhom: A
khi_nao: B
ai: [C]
tham_quyen: D
san_pham: E
chuan_bi: [{noi_dung: x, kinh_nghiem: true}]
buoc:
  - {ten: a, nguoi: b, viec: Ghi ngày, người trực, san_pham: c, luu: d, kinh_nghiem: true}
  - {ten: a, nguoi: b, viec: Ghi, san_pham: c, luu: d, kinh_nghiem: true}
dau_ra: [{noi_dung: x, kinh_nghiem: true}]
loi_thuong_gap: [{sai: x, sua: y, kinh_nghiem: true}]
hoi_dap: [{hoi: "Gì?", dap: y, kinh_nghiem: true}]
can_cu: [dieu-le-2011]
"""
    problems = Problems()
    read = YamlText(text, "t.md", problems)
    read.parse(Procedure, read.data)
    assert [str(problem) for problem in problems] == [
        "t.md:8 › buoc › mục 1 › người trực: không có trường «người trực». "
        "Câu có dấu phẩy đứng trong ngoặc nhọn thì đặt cả câu trong dấu nháy.",
        "t.md:1 › bang_kiem: thiếu trường bắt buộc «bang_kiem». Thêm trường này.",
        "t.md:1: cần ít nhất một «mau», hoặc «bieu_mau_cap_tren» chỉ đến biểu mẫu của cấp trên."]


@pytest.mark.parametrize(
    ("file", "right", "wrong"),
    [
        ("docs/quy-trinh/ket-nap.md", "title:", "tieu_de:"),
        ("docs/dao-tao/bai/bao-cao-thang.md", "title:", "tieu_de:"),
        ("data/can-cu.yml", "ten: ", "ten_goi: "),
        ("data/can-cu.yml", "- id: ", "- id: [\n- id: "),
        ("data/mau/bao-cao-thang.yml", "id: ", "id: ["),
        ("data/bang-kiem/bao-cao-thang.yml", "ten: ", "ten_goi: "),
        ("data/tham-quyen.yml", "ten: ", "ten_goi: "),
        ("data/dao-tao/hoc-phan.yml", "ten: ", "ten_goi: "),
    ],
)
def test_only_the_fault_itself_is_told_and_not_who_names_what_could_not_be_read(
    file: str, right: str, wrong: str, tmp_path: Path
) -> None:
    """A page with a fault is there: that 190 others lead to it is no fault of theirs."""
    root = Path(__file__).resolve().parents[1]
    for folder in ("data", "docs"):
        shutil.copytree(root / folder, tmp_path / folder, ignore=shutil.ignore_patterns("assets"))
    text = (tmp_path / file).read_text(encoding="utf-8")
    (tmp_path / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(DataError) as told:
        load_handbook(tmp_path / "data", tmp_path / "docs", today=date(2026, 11, 27))
    places = {problem.place.partition(":")[0] for problem in told.value.problems if problem.severity != "warning"}
    assert places == {file}
