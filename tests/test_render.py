"""Fragments: citations, checklists, procedure pages, and what stands at the foot of every page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from html.parser import HTMLParser

import pytest
from pydantic import ValidationError

from macros import procedures, sources
from macros.html.script import data_in
from macros.model import Citation, Handbook, Source, UnknownName
from macros.model.checklists import Checklist
from macros.model.pages import MacroCall, Page, PageMeta, Procedure, Step
from macros.procedures.pages import deadline_tasks, due_words, procedure_citations
from macros.site.assets import Assets
from macros.site.once import said_once
from macros.site.pages import Fragments, page_content, page_dates
from macros.site.prose import SignedSections, with_named_cells, with_signs_kept
from macros.sources.citations import REASONS, cite, cite_all

VOID = {"br", "img", "input", "meta", "link", "path"}


def _source(name: str, **facts: object) -> Source:
    return Source.model_validate({
        "id": name, "so_ky_hieu": "1-QĐ/TW", "ten": "Quy định mẫu", "co_quan": "Cơ quan mẫu", "ngay_ban_hanh": date(2026, 1, 9),
        "hieu_luc": "con", "do_tin_cay": "da_kiem_chung", "dieu_da_doc": ["toan_van"], "kiem_tra": date(2026, 11, 22),
        **facts,
    })


CHECKLIST = Checklist.model_validate({
    "id": "truoc-khi-gui", "ten": "Trước khi gửi", "nhom": "Báo cáo", "khi_nao": "Trước lúc ký", "cach_dung": "xac_nhan",
    "dat_lai": "thang", "nguoi_ky": "Cán bộ văn phòng",
    "muc": [{"id": f"muc-{n}", "noi_dung": f"Câu <{n}>", "kinh_nghiem": True} for n in range(4)]
    + [{"id": "co-can-cu", "noi_dung": "Có căn cứ", "vi_sao": "Vì vậy.", "can_cu": ["moi, Điều 2"]}],
})
PROCEDURE = {
    "nhom": "Báo cáo", "khi_nao": "Hằng tháng", "ai": ["Cán bộ văn phòng", "Bí thư"], "tham_quyen": "Bí thư ký", "san_pham": "Báo cáo",
    "chuan_bi": [{"noi_dung": "Bảng theo dõi", "kinh_nghiem": True}],
    "buoc": [
        {"ten": "Gọi số liệu", "nguoi": "Cán bộ văn phòng", "viec": "Gọi điện.", "truoc_han": 7, "luu": "Sổ", "kinh_nghiem": True},
        {"ten": "Gửi", "nguoi": "Bí thư", "viec": "Ký.", "truoc_han": 0, "can_cu": ["moi, Điều 1"]},
        {"ten": "Lưu", "nguoi": "Cán bộ văn phòng", "viec": "Xếp hồ sơ.", "han": "Trong tuần sau", "kinh_nghiem": True},
    ],
    "dau_ra": [{"noi_dung": "Báo cáo đã gửi", "kinh_nghiem": True}],
    "loi_thuong_gap": [{"sai": "Chép kỳ trước", "sua": "Viết mới", "kinh_nghiem": True}],
    "hoi_dap": [{"hoi": "Nộp ngày nào?", "dap": "Hỏi cấp trên.", "kinh_nghiem": True, "xem": "/quy-trinh/khac.md#cac-buoc"}],
    "bang_kiem": ["truoc-khi-gui"], "bieu_mau_cap_tren": [{"noi_dung": "Biểu của cấp trên", "can_cu": ["moi"]}],
    "lien_quan": ["quy-trinh/khac.md"], "can_cu": ["moi, Điều 1", "chua-doi-chieu"],
}


def _page(path: str, title: str, **meta: object) -> Page:
    facts = {"title": title, "description": f"Về {title}.", "nguoi_phu_trach": "Văn phòng", "ra_soat": {"ngay": "2026-11-22"}, **meta}
    return Page(path=path, url=path.removesuffix(".md") + ".html", meta=PageMeta.model_validate(facts))


@pytest.fixture
def book(handbook: Handbook) -> Handbook:
    """Three sources of three kinds, one checklist, one procedure and one other page."""
    sources = {
        "moi": _source("moi", so_ky_hieu="2-QĐ/TW"),
        "cu": _source("cu", hieu_luc="het", thay_the_boi="moi"),
        "chua-doi-chieu": _source("chua-doi-chieu", so_ky_hieu=None, ten="Điều lệ * mẫu (bản 2011)", do_tin_cay="thu_cap",
                                  ngay_ban_hanh=2025, dieu_da_doc=[]),
    }
    pages = {page.path: page for page in (
        _page("quy-trinh/bao-cao.md", "Báo cáo", loai="quy-trinh", quy_trinh=PROCEDURE),
        _page("quy-trinh/khac.md", "Việc khác"),
    )}
    documents = replace(handbook.documents, templates={})
    return replace(handbook, sources=sources, checklists={CHECKLIST.id: CHECKLIST}, pages=pages, documents=documents)


class _Balance(HTMLParser):
    """Collects text and complains about a tag that is closed out of turn."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def _balanced(html: str) -> _Balance:
    reader = _Balance()
    reader.feed(html)
    reader.close()
    assert reader.open == []
    assert len(reader.ids) == len(set(reader.ids))
    return reader


def _text(html: str) -> str:
    """What a reader reads: text without tags, one space where there is any."""
    return re.sub(r" (?=[,.:;])", "", " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()))


def test_a_chip_says_article_number_and_date_and_links_to_the_register(book: Handbook) -> None:
    chip = sources.citation(book, "moi", "Điều 3")
    assert 'href="/can-cu/moi.html"' in chip
    assert _text(chip).strip() == "Điều 3, 2-QĐ/TW (09/01/2026)"
    assert REASONS[cite(book, Citation(source="moi")).reason].startswith("bản gốc: đã đọc")
    _balanced(chip)


def test_a_chip_of_a_replaced_source_names_the_one_in_force_and_none_between(book: Handbook) -> None:
    older = _source("cu-hon", so_ky_hieu="1-QĐ/TW", hieu_luc="het", thay_the_boi="cu")
    chip = sources.citation(replace(book, sources={**book.sources, older.id: older}), "cu-hon", "Điều 3")
    assert "đối chiếu 2-QĐ/TW" in _text(chip)


def test_a_chip_is_one_line_and_holds_no_sign_that_markdown_would_act_on(book: Handbook) -> None:
    chip = sources.citation(book, "chua-doi-chieu")
    assert "\n" not in chip
    assert not re.search(r"[*_\[\]`]", re.sub(r"<[^>]*>", "", chip))


def test_a_source_that_nobody_compared_with_the_original_never_passes_for_a_checked_one(book: Handbook) -> None:
    cited = cite(book, Citation(source="chua-doi-chieu"))
    assert cited.sureness == "doi_chieu" and REASONS[cited.reason].startswith("cần đối chiếu: ")
    assert cited.name == "Điều lệ * mẫu (bản 2011)"


def test_the_note_of_a_chip_never_says_sure_and_unsure_at_once(handbook: Handbook) -> None:
    for source in handbook.sources.values():
        for article in (None, *source.articles_read, "Điều 999"):
            cited = cite(handbook, Citation(source=source.id, article=article))
            assert ("đối chiếu" in REASONS[cited.reason]) == (cited.sureness == "doi_chieu"), cited
            assert f'data-ma="{source.id}" data-muc-chac="{cited.reason}"' in sources.citation(handbook, source.id, article)


def test_every_citation_finds_the_words_of_its_note_in_the_one_file(handbook: Handbook) -> None:
    words = data_in(dict(sources.SUBJECT.files(handbook, date(2026, 11, 27)))["assets/du-lieu/can-cu.js"], "canCu")
    assert words["van_ban"].keys() == handbook.sources.keys() and words["muc"] == dict(REASONS)
    title, issued, state = words["van_ban"]["qd-399-2026"]
    source = handbook.source("qd-399-2026")
    assert title == source.title and source.issuer in issued and source.issued_text in issued and state


def test_an_article_that_nobody_has_read_shows_it_though_the_document_is_known() -> None:
    source = _source("mau", dieu_da_doc=["Điều 1", "Điều 24"])
    assert [source.unread(a) for a in (None, "Điều 1", "Điều 24, khoản 2", "Điều 11", "Điều 2")] == [False, False, False, True, True]


def test_a_block_has_one_sign_that_of_its_least_sure_citation(book: Handbook) -> None:
    told = sources.signed_chips(book, [Citation(source="moi", article="Điều 1"), Citation(source="chua-doi-chieu")])
    assert told.count('class="st-dau ') == 1 and _text(told).endswith("cần đối chiếu")
    assert _text(sources.signed_chips(book, [Citation(source="moi", article="Điều 1")])).endswith("bản gốc")
    assert sources.signed_chips(book, []) == ""


def test_a_section_says_each_sign_once_and_leaves_out_what_it_only_mentions(book: Handbook) -> None:
    line = sources.signs_of_section(book, [Citation(source=name) for name in ("moi", "chua-doi-chieu", "moi", "cu")])
    assert _text(line) == "bản gốc 2-QĐ/TW cần đối chiếu Điều lệ * mẫu (bản 2011)"
    assert sources.signs_of_section(book, [Citation(source="cu")]) == ""


def test_the_line_of_signs_stands_under_the_heading_of_the_section_that_cites() -> None:
    sections = SignedSections(lambda cited: f"[{len(cited)}]")
    cited = [Citation(source="moi")]
    for text, found in (("Mở đầu ", []), ("chip", cited), (".\n\n## Một\n\nChữ.\n\n## Hai\n\nTheo ", []), ("chip", cited), (".", [])):
        sections.add(text, found)
    assert sections.text() == "Mở đầu chip.\n\n[1]\n\n## Một\n\nChữ.\n\n## Hai\n\n[1]\n\n\nTheo chip."


def test_a_replaced_source_names_its_successor_unless_the_sentence_is_about_the_past(book: Handbook) -> None:
    assert "đã được thay thế bằng 2-QĐ/TW" in _text(sources.citation(book, "cu"))
    past = sources.citation(book, "cu", about_past=True)
    assert "bằng" not in past and "đã được thay thế" in past


def test_an_unknown_source_is_refused_with_the_nearest_name(book: Handbook) -> None:
    with pytest.raises(UnknownName, match="không có căn cứ «mois»"):
        sources.citation(book, "mois")


def test_the_list_of_sources_names_each_once_with_all_its_articles(book: Handbook) -> None:
    citations = [Citation(source="moi", article="Điều 1"), Citation(source="cu"), Citation(source="moi", article="Điều 4")]
    assert [(each.source.id, each.article_text) for each in cite_all(book, citations)] == [("moi", "Điều 1; Điều 4"), ("cu", "")]
    assert sources.sources_list(book, citations).count("<li") == 2


def test_the_mark_of_practice_is_inline_and_says_so_in_words() -> None:
    assert _text(sources.practice_mark()) == "kinh nghiệm"


def test_a_checklist_has_a_labelled_box_an_item_escaped_text_and_a_line_to_sign(book: Handbook) -> None:
    html = procedures.checklist(book, "truoc-khi-gui")
    _balanced(html)
    assert html.count('type="checkbox"') == html.count("<label") == 5
    assert "Câu &lt;0&gt;" in html and "<0>" not in html
    assert 'data-ma="truoc-khi-gui"' in html and 'data-dat-lai="thang"' in html
    assert "Cán bộ văn phòng: ……" in html and "Ký tên" in html
    assert "\n\n" not in html


def test_a_procedure_opens_with_its_facts_and_puts_every_part_under_its_own_heading(book: Handbook) -> None:
    prose = "Lời mở.\n\n## Phần riêng\n\nNội dung riêng.\n"
    markdown = "\n\n".join(procedures.procedure_content(book, book.pages["quy-trinh/bao-cao.md"], prose))
    headings = re.findall(r"^## (.+)$", markdown, re.MULTILINE)
    assert headings == [
        "Chuẩn bị { #chuan-bi }", "Các bước { #cac-buoc }", "Kết quả, sản phẩm { #dau-ra }", "Bảng kiểm { #bang-kiem }", "Mẫu { #mau }",
        "Phần riêng", "Lỗi thường gặp { #loi-thuong-gap }", "Hỏi đáp { #hoi-dap }", "Căn cứ { #can-cu }", "Liên quan { #lien-quan }",
    ]
    assert markdown.index("st-tom-tat") < markdown.index("Lời mở.") < markdown.index("## Chuẩn bị")
    _balanced(re.sub(r"^## .*$", "", markdown, flags=re.MULTILINE))


def test_steps_are_numbered_places_that_one_can_link_to(book: Handbook) -> None:
    markdown = "\n\n".join(procedures.procedure_content(book, book.pages["quy-trinh/bao-cao.md"], ""))
    assert [f'id="buoc-{n}"' in markdown for n in (1, 2, 3, 4)] == [True, True, True, False]
    assert "Trước thời hạn 7 ngày" in markdown and "Trong tuần sau" in markdown


@pytest.mark.parametrize(("days", "words"), [(7, "Trước thời hạn 7 ngày"), (0, "Chậm nhất vào ngày đến hạn"), (None, None)])
def test_a_time_limit_reads_as_words(days: int | None, words: str | None) -> None:
    procedure = Procedure.model_validate(PROCEDURE)
    step = procedure.steps[0].model_copy(update={"days_before_due": days})
    assert due_words(step) == words


def test_a_limit_that_counts_back_from_the_due_day_is_a_number_and_not_words() -> None:
    with pytest.raises(ValidationError, match="ghi «truoc_han: 7» để người đọc thấy ngày của mình"):
        Step.model_validate({"ten": "Gọi", "nguoi": "X", "viec": "Y", "han": "Trước hạn 7 ngày", "kinh_nghiem": True})


def test_a_procedure_counts_from_the_tasks_that_open_it_else_from_those_that_it_names(handbook: Handbook) -> None:
    def tasks(name: str) -> tuple[str, ...]:
        page = handbook.pages[f"quy-trinh/{name}.md"]
        assert page.meta.procedure
        return deadline_tasks(handbook, page, page.meta.procedure)

    assert tasks("bao-cao-nam") == ("bao-cao-nam",)  # it names the year's review and the statistics too
    assert set(tasks("bao-cao-dinh-ky")) == {"bao-cao-thang", "bao-cao-quy", "bao-cao-6-thang", "bao-cao-nam"}


def test_an_answer_links_to_its_page_by_that_pages_title(book: Handbook) -> None:
    markdown = "\n\n".join(procedures.procedure_content(book, book.pages["quy-trinh/bao-cao.md"], ""))
    assert '<a href="/quy-trinh/khac.html#cac-buoc">Việc khác</a>' in markdown


def test_a_question_keeps_its_place_when_another_is_put_before_it_and_an_old_number_opens_the_list(book: Handbook) -> None:
    new = {"hoi": "Ai ký?", "dap": "Bí thư.", "kinh_nghiem": True}
    reworded = {"hoi": "Phải nộp ngày nào?", "neo": "nop-ngay-nao", "dap": "Hỏi cấp trên.", "kinh_nghiem": True}
    for first in (PROCEDURE["hoi_dap"], [new, *PROCEDURE["hoi_dap"]], [new, reworded]):
        page = _page("quy-trinh/bao-cao.md", "Báo cáo", loai="quy-trinh", quy_trinh={**PROCEDURE, "hoi_dap": first})
        html = "\n".join(procedures.procedure_content(book, page, ""))
        assert '<details class="st-gap st-hoi-dap" id="nop-ngay-nao">' in html
        assert html.index('<span id="hoi-1"></span>') < html.index('<details class="st-gap st-hoi-dap"')


def test_a_procedure_says_at_its_head_on_what_it_rests_and_of_what_to_ask_for_the_original(book: Handbook) -> None:
    procedure = Procedure.model_validate(PROCEDURE)
    assert len(cite_all(book, procedure_citations(procedure))) == 2
    facts = _text("\n\n".join(procedures.procedure_content(book, book.pages["quy-trinh/bao-cao.md"], "")))
    assert "2-QĐ/TW. Đối chiếu với bản gốc trước khi viện dẫn: Điều lệ * mẫu (bản 2011)." in facts


def test_any_other_page_ends_with_the_sources_that_its_prose_cites(book: Handbook) -> None:
    plain = book.pages["quy-trinh/khac.md"]
    assert page_content(book, plain, "Chữ.") == ["Chữ."]
    citing = plain.model_copy(update={"calls": (MacroCall(name="can_cu", args=("moi", "Điều 5"), kwargs={}, line=3),)})
    markdown = "\n\n".join(page_content(book, citing, "Chữ."))
    assert markdown.startswith("Chữ.\n\n## Căn cứ của trang này { #can-cu }") and "Điều 5" in markdown


def test_the_foot_of_a_page_says_when_it_was_reviewed_and_who_answers_for_it(book: Handbook) -> None:
    html = page_dates(book, book.pages["quy-trinh/khac.md"])
    assert "22/11/2026" in _text(html) and "Đơn vị phụ trách: Văn phòng" in _text(html)
    assert 'data-ngay="2026-11-22"' in html


def test_a_clause_of_a_replaced_source_is_shown_as_replaced_with_what_to_compare(book: Handbook) -> None:
    cited = Citation.model_validate("cu, điểm 4.1 (đã thay thế)")
    assert (cited.source, cited.article, cited.about_past) == ("cu", "điểm 4.1", True)
    chip = _text(sources.chips(book, [cited]))
    assert "điểm 4.1" in chip and "đối chiếu 2-QĐ/TW" in chip


def _markdown_table(*rows: str) -> str:
    cells = ["".join(f"<td>{cell}</td>" for cell in row.split("|")) for row in rows]
    head = cells[0].replace("td>", "th>")
    body = "".join(f"<tr>{row}</tr>\n" for row in cells[1:])
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>"


def test_the_cells_of_a_wide_table_name_their_columns() -> None:
    wide = with_named_cells(_markdown_table('Việc|<a href="x">Ai "ký"</a>|Khi nào', "Báo cáo|Bí thư|"))
    assert '<tr><td data-cot="Việc">Báo cáo</td><td data-cot="Ai &quot;ký&quot;">Bí thư</td><td data-cot="Khi nào"></td></tr>' in wide
    narrow = _markdown_table("Việc|Ai", "Báo cáo|Bí thư")
    assert with_named_cells(narrow) == narrow


def test_no_line_ends_between_a_number_and_its_sign() -> None:
    html = '<p title="1 %">Đóng 0,5 % lương.</p><script>var a = 5 % 2;</script>'
    assert with_signs_kept(html) == html.replace("0,5 %", "0,5\u00a0%")
    html = ('<h2>Theo 58-QĐ/TW</h2><p title="05-HD/TW">Theo 58-QĐ/TW, 117/2025/QH15.</p><a class="st-can-cu__so">01-HD/TW</a>'
            "<p>Ngày 05/12/2026.</p>")
    assert with_signs_kept(html) == html.replace("Theo 58-QĐ/TW, 117/2025/QH15", ", ".join(
        f'{before}<span class="st-lien">{number}</span>' for before, number in (("Theo ", "58-QĐ/TW"), ("", "117/2025/QH15"))))


def test_a_page_says_once_what_its_signs_mean_and_with_what_to_compare(handbook: Handbook) -> None:
    mark, chip = str(sources.practice_mark()), str(sources.chips(handbook, [Citation(source="qd-294-2025", article="điểm 6.3.2")]))
    section = f"<h2>A</h2><p>Một. {mark}</p><p>Hai. {mark} {chip}</p><p>Ba. {mark} {chip}</p>"
    told = said_once(f"<h1>B</h1><p>Mở đầu.</p>{section}{section}")
    words = _text(told)
    assert words.startswith("B Mở đầu. Dấu trên trang: kinh nghiệm A Một.")
    assert words.count("kinh nghiệm") == words.count("– đối chiếu") == 1
    assert told.count('class="st-kinh-nghiem"') == 7 and told.count('aria-label="kinh nghiệm"') == 6
    assert words.count("đã được thay thế") == 4
    early = said_once(f"<h1>B</h1><p>Mở đầu. {mark}</p>{section}")
    assert _text(early).startswith("B Dấu trên trang: kinh nghiệm Mở đầu.")
    alone = f"<h1>B</h1><p>Mở đầu.&nbsp;{mark}</p>"
    assert said_once(alone) == alone


def test_figures_say_once_where_they_come_from_and_of_which_day() -> None:
    day = '<b>{}</b> <span class="st-so-lieu__nguon" title="x">(tính đến 30/09/2026)</span>'
    source = '<p class="st-nguon">Nguồn: sổ.{}</p>'
    html = f"<p>Có {day.format(1)} chi bộ, {day.format(2)} đảng viên.</p>{source.format('')}<p>Lại {day.format(3)}.</p>"
    told = said_once(html + source.format(' <a href="x">Tải</a>') + source.format(""))
    assert _text(told) == "Có 1 chi bộ, 2 (tính đến 30/09/2026) đảng viên. Lại 3 (tính đến 30/09/2026). Tải Nguồn: sổ."


def test_paper_bears_the_code_of_its_page_where_the_site_has_an_address(handbook: Handbook) -> None:
    known, unknown = (Fragments(handbook, date(2026, 11, 27), {}, {}, address, Assets()) for address in ("https://vd.example/", None))
    assert known.code("a.html").startswith("<svg") and known.code("a.html") != known.code("b.html")
    assert unknown.code("a.html") == ""
