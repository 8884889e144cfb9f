from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from macros.load.pages import read_page
from macros.load.sources import read_sources
from macros.load.yaml_file import YamlText, read_folder, read_lists, read_table
from macros.model.checklists import Checklist
from macros.model.duties import RecurringTask
from macros.model.pages import Answer
from macros.model.problems import Problem, Problems

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
    problem = Problem(place, "không có loại «Chi bộ cơ sỡ»", "Ý bạn là «Chi bộ cơ sở»?")
    assert str(problem) == (
        "data/to-chuc.xlsx › trang «Đơn vị» › ô D12 (cột «Loại hình»): không có loại «Chi bộ cơ sỡ». Ý bạn là «Chi bộ cơ sở»?")


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
    read_sources(tmp_path / "can-cu.yml", problems)
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
    read_sources(tmp_path / "can-cu.yml", problems)
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
