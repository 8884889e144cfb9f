"""Composing: every template, blank and filled, is sound, reproducible, and says what its body and its rules want."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from macros.documents.check.inspect import read
from macros.documents.pages import CURRENT, CompiledTemplates, component_names
from macros.documents.sheets import workbook
from macros.documents.tables import sheet_map
from macros.documents.write import compose
from macros.documents.write.markup import convert, inline
from macros.documents.write.ooxml import WordWriter
from macros.documents.write.parse import TemplateError, parse
from macros.documents.write.preview import PageWriter
from macros.documents.write.program import run
from macros.documents.write.template import Compiled
from macros.load.documents import check_names, read_templates
from macros.load.named_rules import check_named_rules
from macros.model import Handbook
from macros.model.documents import Documents, Template
from macros.model.problems import Problems
from macros.sources.upkeep import impact

ROOT = Path(__file__).parent.parent
_FALSE_ALARM = "Sem_MissingRelationshipType"  # a theme is optional (ISO 29500-1, 11.3.1)


def _document(content: bytes, part: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(part).decode()


def _fill(papers: CompiledTemplates, name: str, body: str = "", **values: Any) -> bytes:
    compiled = papers.compiled[name]
    return compose.filled(papers.compiler, compiled, {**papers.example(compiled.template, body), **values})


def test_no_template_has_a_schema_error_blank_or_filled(papers: CompiledTemplates, tmp_path: Path) -> None:
    validator = OpenXmlValidator()
    seen: set[tuple[str, str]] = set()
    for name, compiled in papers.compiled.items():
        # A body differs from the next in its names and its signature: once for each way of signing is enough.
        signed = [(body, compiled.template.signature) for body in compiled.template.bodies]
        for body in [body for place, (body, way) in enumerate(signed) if place == 0 or (body, way) not in seen]:
            for kind, content in (
                ("trong", compose.blank(papers.compiler, compiled, body)),
                ("vi-du", compose.filled(papers.compiler, compiled, papers.example(compiled.template, body))),
            ):
                path = tmp_path / f"{name}-{body}-{kind}.docx"
                path.write_bytes(content)
                wrong = [error.description for error in validator.validate(str(path)).errors if error.id != _FALSE_ALARM]
                assert wrong == [], path.name
        seen.update(signed)


def test_every_option_of_a_document_is_sound_too(papers: CompiledTemplates, tmp_path: Path) -> None:
    content = _fill(
        papers, "cong-van-don-doc", do_khan="HỎA TỐC", pham_vi="LƯU HÀNH NỘI BỘ", khong_pho_bien=True, lien_he="0200 000 000",
        du_thao="2", ky_hieu_nguoi_soan="PhamThuHa-6", hai_mat=True, hinh_thuc_sao="Sao y", so_ban_sao="3", ngay_sao="2026-10-22",
        nguoi_sao="Lê Văn Bình", quyen_han_sao="T/M CHI BỘ",
    )  # fmt: skip
    path = tmp_path / "x.docx"
    path.write_bytes(content)
    assert [e.description for e in OpenXmlValidator().validate(str(path)).errors if e.id != _FALSE_ALARM] == []
    document = read(content)
    texts = list(document.texts())
    for words in ("HỎA TỐC", "Dự thảo lần 2", "PhamThuHa-6", "BẢN SAO VĂN BẢN", "Số 03-BS/ĐU", "0200 000 000"):
        assert words in texts
    assert [p.text for p in document.sections[0].headers["first"]] == ["LƯU HÀNH NỘI BỘ"]
    assert document.mirrored


def test_the_same_values_give_the_same_bytes(papers: CompiledTemplates, documents: Documents) -> None:
    again = CompiledTemplates(documents)
    for name in papers.compiled:
        assert _fill(papers, name) == _fill(again, name)
        assert compose.blank(papers.compiler, papers.compiled[name]) == compose.blank(again.compiler, again.compiled[name])


@pytest.mark.parametrize(
    ("body", "above", "issuer", "number", "authority", "archive"),
    [
        ("dang-uy", "ĐẢNG BỘ ỦY BAN NHÂN DÂN TỈNH SÔNG TRĂNG", "ĐẢNG ỦY TRUNG TÂM GIỐNG CÂY TRỒNG SÔNG TRĂNG",
         "Số 21-BC/ĐU", "T/M ĐẢNG ỦY",
         "- Lưu Văn phòng Đảng ủy."),
        ("chi-bo-co-so", "ĐẢNG BỘ ỦY BAN NHÂN DÂN TỈNH SÔNG TRĂNG", "CHI BỘ BAN QUẢN LÝ RỪNG MÂY HỒNG",
         "Số 02-BC/CB", "T/M CHI BỘ", "- Lưu Chi bộ."),
        ("chi-bo-truc-thuoc", "ĐẢNG BỘ TRUNG TÂM GIỐNG CÂY TRỒNG SÔNG TRĂNG", "CHI BỘ PHÒNG KỸ THUẬT",
         "Số 10-BC/CB", "T/M CHI BỘ", "- Lưu Chi bộ."),
    ],
)  # fmt: skip
def test_a_document_names_its_issuer_as_the_rules_want(
    papers: CompiledTemplates, body: str, above: str, issuer: str, number: str, authority: str, archive: str
) -> None:
    texts = list(read(_fill(papers, "bao-cao-thang", body)).texts())
    assert texts[:2] == [above, issuer]
    for words in (number, authority, archive, "ĐẢNG CỘNG SẢN VIỆT NAM", "-----"):
        assert words in texts


def test_the_standing_committee_shows_in_the_signature_and_the_author_line_only(papers: CompiledTemplates) -> None:
    texts = list(read(_fill(papers, "ke-hoach-thu-thap-so-lieu", "ban-thuong-vu")).texts())
    assert texts[1] == "ĐẢNG ỦY TRUNG TÂM GIỐNG CÂY TRỒNG SÔNG TRĂNG"
    assert "CỦA BAN THƯỜNG VỤ ĐẢNG ỦY" in texts
    assert "T/M BAN THƯỜNG VỤ" in texts


@pytest.mark.parametrize(
    ("name", "body", "values", "head"),
    [
        ("nghi-quyet-dai-hoi", "dai-hoi-dang-bo", {"hinh_thuc_dai_hoi": "Đại hội đại biểu"},
         ["ĐẠI HỘI ĐẠI BIỂU", "ĐẢNG BỘ TRUNG TÂM GIỐNG CÂY TRỒNG SÔNG TRĂNG LẦN THỨ V"]),
        ("nghi-quyet-dai-hoi", "dai-hoi-dang-bo", {},
         ["ĐẠI HỘI TOÀN THỂ ĐẢNG VIÊN", "ĐẢNG BỘ TRUNG TÂM GIỐNG CÂY TRỒNG SÔNG TRĂNG LẦN THỨ V"]),
        ("bien-ban-dai-hoi", "dai-hoi-chi-bo", {}, ["ĐẠI HỘI", "CHI BỘ BAN QUẢN LÝ RỪNG MÂY HỒNG NHIỆM KỲ 2026 - 2031"]),
        ("bien-ban-kiem-phieu", "ban-kiem-phieu", {"hinh_thuc_dai_hoi": "Đại hội", "ten_dai_hoi": "Chi bộ X nhiệm kỳ 2026 - 2031"},
         ["ĐẠI HỘI CHI BỘ X NHIỆM KỲ 2026 - 2031", "BAN KIỂM PHIẾU"]),
    ],
)  # fmt: skip
def test_a_congress_of_a_chi_bo_names_itself_unlike_one_of_a_dang_bo(
    papers: CompiledTemplates, name: str, body: str, values: dict[str, str], head: list[str]
) -> None:
    assert [text.replace("\u00a0", " ") for text in read(_fill(papers, name, body, **values)).texts()][:2] == head


def test_every_body_signs_its_example_by_its_own_people_and_formula(papers: CompiledTemplates) -> None:
    texts = list(filter(None, read(_fill(papers, "danh-muc-ho-so", "van-phong")).texts()))
    assert texts[-2:] == ["CHÁNH VĂN PHÒNG", "Kiều Thị Vân"]
    texts = list(filter(None, read(_fill(papers, "cong-van-tra-loi", "uy-ban-kiem-tra")).texts()))
    assert texts[-3:] == ["T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM", "Bùi Quốc Khánh"]
    first = {"Nguyễn Đức Thành", "Trần Thị Minh Hòa", "Phạm Thu Hà"}
    for compiled in papers.compiled.values():
        for body in compiled.template.bodies:
            example = papers.example(compiled.template, body)
            if body == "chi-bo-co-so":
                assert not first & {example.get("nguoi_ky"), example.get("nguoi_ghi")}, compiled.template.id


def test_the_examples_written_for_a_chi_bo_speak_of_no_dang_uy_of_their_own(papers: CompiledTemplates) -> None:
    for compiled in papers.compiled.values():
        if "chi-bo-co-so" in compiled.template.examples:
            text = "\n".join(read(_fill(papers, compiled.template.id, "chi-bo-co-so")).texts())
            for words in ("Đảng ủy viên", "Văn phòng Đảng ủy", "5 chi bộ", "Sông Trăng lần thứ"):
                assert words not in text, compiled.template.id


def test_an_annex_stands_on_its_own_landscape_pages_that_count_from_one(papers: CompiledTemplates) -> None:
    document = read(_fill(papers, "ke-hoach-thu-thap-so-lieu"))
    first, annex = document.sections
    assert (round(first.width), round(first.left), round(first.right)) == (210, 30, 15)
    assert annex.landscape
    assert round(annex.width) == 297
    assert 'w:pgNumType w:start="1"' in _document(_fill(papers, "ke-hoach-thu-thap-so-lieu"))


def test_a_blank_holds_a_control_for_every_field_and_a_filled_one_holds_none(papers: CompiledTemplates) -> None:
    compiled = papers.compiled["cong-van-don-doc"]
    blank = _document(compose.blank(papers.compiler, compiled))
    tags = set(re.findall(r'<w:tag w:val="([^":]+)', blank))
    assert {"viec", "kinh_gui", "han_moi", "so", "ngay_ky", "nguoi_ky", "don_vi.cap_uy", "cap_tren.ten_dang_bo"} <= tags
    assert "<w:sdt>" not in _document(_fill(papers, "cong-van-don-doc"))
    assert "\x01" not in blank


def test_facts_of_a_unit_stand_as_text_in_its_blank(papers: CompiledTemplates) -> None:
    compiled = papers.compiled["cong-van-don-doc"]
    known = {"don_vi": {"cap_uy": "Đảng ủy <Sở>"}, "cap_tren": {"ten_dang_bo": "Đảng bộ & Tỉnh"}}
    texts = list(read(compose.blank(papers.compiler, compiled, known=known)).texts())
    assert texts[:2] == ["ĐẢNG BỘ & TỈNH", "ĐẢNG ỦY <SỞ>"]


def test_values_are_text_whatever_they_look_like(papers: CompiledTemplates) -> None:
    hostile = "<w:p/>&amp;]]>{{ so }}\x00\x0b\u202e\u200bđ"
    content = _fill(papers, "cong-van-don-doc", viec=hostile)
    assert "về việc <w:p/>&amp;]]>{{ so }}đ" in list(read(content).texts())
    preview = compose.preview(papers.compiled["cong-van-don-doc"], {"viec": "<script>x</script>"})
    assert "<script" not in preview


def test_a_missing_value_is_shown_not_swallowed(papers: CompiledTemplates) -> None:
    content = compose.filled(papers.compiler, papers.compiled["cong-van-don-doc"], {})
    assert any("……" in text for text in read(content).texts())


def test_dates_take_a_zero_below_ten_and_in_january_and_february_only(papers: CompiledTemplates) -> None:
    for day, words in (("2026-03-05", "ngày 05 tháng 3 năm 2026"), ("2026-01-15", "ngày 15 tháng 01 năm 2026")):
        assert f"Sông Trăng, {words}" in list(read(_fill(papers, "bao-cao-thang", ngay_ky=day)).texts())


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("{{ sai_ten }}", "không có trường «sai_ten»"),
        ("{% macro x() %}{% endmacro %}", "không dùng được lệnh"),
        ("{{ ten.upper() }}", "biểu thức này không dùng được"),
        ("{{ ten|safe }}", "biểu thức này không dùng được"),
        ("{% for x in ten if x %}{% endfor %}", "vòng lặp chỉ có dạng"),
        ("a\nb\n{% if ten %}", "sai cú pháp"),
    ],
)
def test_a_template_says_what_it_cannot_do_and_where(source: str, reason: str) -> None:
    with pytest.raises(TemplateError, match=re.escape(reason)):
        parse(source, ["ten"])


def test_a_slip_inside_a_text_names_the_line_of_the_file(papers: CompiledTemplates) -> None:
    template = papers.compiled["bao-cao-thang"].template
    text = template.text.replace("{{ han_che }}", "{{ han_chee }}")
    line = template.lines["noi_dung"] + 1 + text[: text.index("han_chee")].count("\n")
    with pytest.raises(TemplateError) as caught:
        papers.compiler.compile(template.model_copy(update={"text": text}))
    assert caught.value.line == line
    assert "han_che" in caught.value.remedy


@pytest.mark.parametrize(("name", "told"), [
    ("ky", "«ky» trùng tên"),
    ("pham_vi", "«pham_vi» trùng mã với ô chung «Phạm vi lưu hành» mà khác loại"),  # the stamp would stand in the text
])
def test_a_field_may_not_take_the_name_of_what_is_worked_out_or_printed_by_itself(papers: CompiledTemplates, name: str, told: str) -> None:
    template = papers.compiled["chuong-trinh-6-thang"].template
    first, *rest = template.fields
    taken = template.model_copy(update={"fields": (first.model_copy(update={"id": name, "kind": "doan"}), *rest)})
    with pytest.raises(TemplateError, match=told):
        papers.compiler.compile(taken)


_SLIPS = """\
id: thu
ten: Thử
nhom: Hội nghị, sinh hoạt
the_loai: thong-bao
co_quan: [dang-uy]
muc_dich: Thử.
khi_nao: Thử.
ai_ban_hanh: Thử.
ai_ky: Thử.
can_cu: [qd-399-2026]
luu_y: [{noi_dung: Thử., kinh_nghiem: true}]
trich_yeu: thử
truong:
  - {id: viec, nhan: Việc}
  - {id: noi_dung, nhan: Nội dung, loai: doan}
  - {id: muc, nhan: Mức, loai: chon, lua_chon: [Tốt, Khá]}
  - {id: ngay, nhan: Ngày, loai: ngay}
  - {id: co, nhan: Có, loai: co}
  - {id: bang, nhan: Bảng, loai: bang, cot: [{id: ten, nhan: Tên}, {id: tien, nhan: Tiền}]}
  - {id: thieu, nhan: Thiếu}
noi_dung: |
  {{ viec }}
vi_du:
  viecc: gõ nhầm
  viec:
  noi_dung:
    - Đồng chí A: vắng
  muc: Tôt
  ngay: mai
  co: "có"
  bang:
    - {ten: Họp chi bộ, bầu thư ký, tien: 3.500}
    - dòng lạ
vi_du_theo_co_quan:
  chi-bo: {viec: [a]}
"""


def test_every_slip_of_an_example_is_told_in_one_run_with_its_line(tmp_path: Path, documents: Documents) -> None:
    (tmp_path / "thu.yml").write_text(_SLIPS, encoding="utf-8")
    problems = Problems()
    read_templates([tmp_path / "thu.yml"], documents.fields, problems)
    told = [str(problem).removeprefix("data/mau/thu.yml:") for problem in problems]
    assert [line.partition(". ")[0] for line in told] == [
        "24 › vi_du › viecc: «viecc» không phải trường nào của mẫu",
        "25 › vi_du › viec: không có giá trị",
        "27 › vi_du › noi_dung › mục 1: bị hiểu là tên trường và giá trị chứ không phải lời văn",
        "28 › vi_du › muc: «Tôt» không có trong các lựa chọn",
        "29 › vi_du › ngay: «mai» không phải ngày",
        "30 › vi_du › co: «có» sai kiểu",
        "32 › vi_du › bang › mục 1 › bầu thư ký: «bầu thư ký» không phải cột nào của mẫu",
        "32 › vi_du › bang › mục 1 › tien: số «3.5» không đặt trong dấu nháy",
        "33 › vi_du › bang › mục 2: «dòng lạ» sai kiểu",
        "35 › vi_du_theo_co_quan › chi-bo: «chi-bo» không có trong «co_quan» của mẫu",
        "35 › vi_du_theo_co_quan › chi-bo › viec: «danh sách» không phải lời văn",
        "23 › vi_du: ví dụ thiếu «thieu»",
    ]
    assert told[0].endswith("Có phải là «viec»?")
    assert "dấu phẩy hoặc dấu hai chấm" in told[6]


def test_a_rule_named_in_a_text_is_cited_there_with_its_own_day(handbook: Handbook) -> None:
    template = handbook.templates["quyet-dinh-kiem-tra"]
    for change, reason in (
        ({"citations": ()}, "«21-QĐ/TW» ghi thẳng trong lời văn mà không có trong «can_cu»"),
        ({"purpose": "Theo Quy định 21-QĐ/TW, ngày 12/4/2026."}, "«21-QĐ/TW» ghi ngày 12/4/2026, sổ đăng ký ghi 11/04/2026"),
    ):
        templates = {template.id: template.model_copy(update={"notes": (), "pairs": (), **change})}
        problems = Problems()
        documents = dataclasses.replace(handbook.documents, templates=templates)
        check_named_rules(dataclasses.replace(handbook, documents=documents), problems)
        assert reason in str(next(iter(problems))), change
    resting = {(d.kind, d.id) for d in impact(handbook, "qd-399-2026")}
    assert {("Lỗi thể thức", "tham-quyen"), ("Thẩm quyền", "dang-uy"), ("Chọn loại", "bao-viec")} <= resting


@pytest.mark.parametrize(("table", "line"), [
    ("| a | b |\n|---|---|\n| 1 | 2 | 3 |", 4),
    ("| a | b | c |\n|---|---|\n| 1 | 2 |", 2),
    ("| a |\n|---|---|\n| 1 | 2 |", 2),
])
def test_a_row_of_a_table_that_does_not_fit_its_ruler_is_told_with_its_line(table: str, line: int, papers: CompiledTemplates) -> None:
    for writer in (PageWriter(), WordWriter(100)):
        with pytest.raises(TemplateError, match=r"hàng này có \d ô, dòng gạch có 2 cột") as caught:
            convert(f"Mở đầu\n{table}", writer, ())
        assert caught.value.line == line
    template = papers.compiled["bao-cao-thang"].template
    with pytest.raises(TemplateError) as told:
        papers.compiler.compile(template.model_copy(update={"text": f"Mở đầu\n{table}\n"}))
    assert told.value.line == template.lines["noi_dung"] + line


def test_a_group_of_common_fields_that_nothing_reads_is_told(documents: Documents) -> None:
    misspelt = documents.fields["do_khan"].model_copy(update={"group": "Tuỳ chon"})
    problems = Problems()
    check_names(dataclasses.replace(documents, fields={**documents.fields, "do_khan": misspelt}), problems)
    assert [str(problem) for problem in problems] == [
        "data/truong-chung.yml › do_khan › nhom: không có nhóm «Tuỳ chon». Có phải là «Tùy chọn»?"
    ]


def test_light_markdown_marks_bold_and_italic_and_escapes_the_rest() -> None:
    assert PageWriter().runs(inline("a **b** *c* <d> {{ x }}")) == "a <b>b</b> <i>c</i> &lt;d&gt; {{ x }}"


def test_loops_know_first_and_last() -> None:
    program = parse("{% for x in d %}{{ loop.index }}{{ x }}{% if loop.last %}.{% else %};{% endif %}{% endfor %}", ["d"])
    assert run(program, {"d": ["a", "b"]}) == "1a;2b."


def test_spreadsheets_hold_text_only_and_do_not_change(documents: Documents) -> None:
    for template in documents.templates.values():
        if not template.is_sheet:
            continue
        content = workbook(template, example=True)
        assert content == workbook(template, example=True)
        book = openpyxl.load_workbook(io.BytesIO(content))
        for sheet in book:
            kinds = {cell.data_type for row in sheet.iter_rows(min_row=5) for cell in row if cell.value is not None}
            assert kinds <= {"s"}, template.id


def test_every_body_of_every_template_may_issue_its_kind(documents: Documents) -> None:
    for template in documents.templates.values():
        for name in template.bodies:
            assert template.kind not in documents.authority.body(name).never, template.id


def test_the_drawing_of_the_page_shows_every_numbered_element_and_broken_edges_only_where_the_signer_decides(handbook: Handbook) -> None:
    parts = handbook.documents.rulesets[CURRENT].components
    drawn = dict(re.findall(r'<a class="[^"]*" href="#([^"]+)"><b>([^<]+)</b>', sheet_map(handbook)))
    assert set(drawn.values()) == {part.box for part in parts if part.box}
    broken = re.findall(r'--them" href="#([^"]+)"', sheet_map(handbook))
    assert set(broken) == {part.id for part in parts if part.added and part.box}


def test_decision_tables_lead_every_reader_to_one_answer(documents: Documents) -> None:
    for rows in (documents.authority.choosing, documents.authority.signing):
        paths = [row.path for row in rows]
        assert len(set(paths)) == len(paths)
        assert {len(path) for path in paths} == {2}
        for row in rows:
            assert row.result
            if row.kind:
                documents.authority.kind(row.kind)


def test_a_paper_that_nobody_signs_has_no_element_of_a_signature(handbook: Handbook) -> None:
    unsigned = handbook.templates["chuong-trinh-hop"]
    assert not {"quyen-han-ky", "ho-ten-ky"} & {*component_names(unsigned, handbook.documents.authority.kind(unsigned.kind))}


def test_the_page_and_the_paper_say_the_same_words(papers: CompiledTemplates) -> None:
    def words(compiled: Compiled, template: Template) -> tuple[str, str]:
        paper = " ".join(read(compose.filled(papers.compiler, compiled, papers.example(template))).texts())
        page = re.sub(r"<[^>]+>", " ", compose.preview(compiled, papers.example(template)))
        page = page.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        return "".join(paper.split()), "".join(page.replace("\u00a0", "").split())

    for compiled in papers.compiled.values():
        paper, page = words(compiled, compiled.template)
        assert paper == page, compiled.template.id


def test_a_signature_never_stands_alone_because_the_last_two_paragraphs_go_with_it(papers: CompiledTemplates) -> None:
    """Read as Word reads it: a paragraph is kept when it says so, a row when the first and the last paragraph of every cell do."""
    for name, compiled in papers.compiled.items():
        if compiled.template.signature == "khong":
            continue
        for body in compiled.template.bodies:
            content = compose.filled(papers.compiler, compiled, papers.example(compiled.template, body))
            blocks = list(ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml"))[0])
            sign = next(at for at, block in enumerate(blocks) if "chữ ký" in _described(block, _W).lower())
            place, before = f"{name}, {body}", blocks[:sign]
            assert _is_kept(before[-1]), place
            if before[-2].tag == f"{_W}tbl":  # a table, and the gap below it
                assert _is_kept(before[-2].findall(f"{_W}tr")[-1]), place
            else:
                assert _is_kept(before[-2]) or before[-3].tag == f"{_W}tbl", place  # or the whole text after a table is one paragraph
            closing = [blocks[sign]]
            for block in blocks[sign + 1 :]:  # what stands below the signatures of minutes goes with them
                if block.tag != f"{_W}tbl" or "sao" in _described(block, _W):
                    break
                assert _is_kept(closing[-1].findall(f"{_W}tr")[-1]), place
                closing.append(block)
            assert all(row.find(f"{_W}trPr/{_W}cantSplit") is not None for table in closing for row in table.findall(f"{_W}tr")), place


_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def _is_kept(block: ElementTree.Element) -> bool:
    if block.tag == f"{_W}p":
        return block.find(f"{_W}pPr/{_W}keepNext") is not None
    cells = [cell.findall(f"{_W}p") for cell in block.findall(f"{_W}tc")]
    return all(_is_kept(paragraphs[0]) and _is_kept(paragraphs[-1]) for paragraphs in cells)


def _described(block: ElementTree.Element, word: str) -> str:
    described = block.find(f"{word}tblPr/{word}tblDescription")
    return described.get(f"{word}val", "") if described is not None else ""
