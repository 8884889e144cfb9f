"""The search index and its engine, without a browser: QuickJS runs the very scripts that the page loads."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import quickjs

import tests.judged as judged
from macros import search
from macros.model.sources import STATE_NAMES, Source
from macros.model.terms import Term
from macros.search import SearchPage, encode, sections
from macros.search.accents import Accents
from tests.sample import JUDGED

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "docs/assets/search"
PAGES = [
    SearchPage("quy-trinh/bao-cao-thang.html", "Báo cáo tháng", "quy-trinh",
               "<p>Gửi cấp trên trực tiếp.</p><h2 id='cac-buoc'>Các bước</h2><p>Gọi số liệu từ chi bộ, rồi trình bí thư ký.</p>"),
    SearchPage("quy-trinh/sinh-hoat-chi-bo.html", "Sinh hoạt chi bộ", "quy-trinh",
               "<p>Chi bộ họp hằng tháng.</p><h2 id='bien-ban'>Ghi biên bản</h2><p>Thư ký ghi biên bản vào sổ.</p>"),
    SearchPage("quy-trinh/ket-nap.html", "Kết nạp đảng viên", "quy-trinh", "<p>Đảng ủy xét từng người.</p>"),
    SearchPage("so-lieu/index.html", "Số liệu", "trang", "<p>Bảng số của cơ sở.</p>"),
    SearchPage("quy-trinh/so-sach.html", "Sổ sách văn phòng", "quy-trinh", "<p>Mở sổ đầu năm. Sở ngành gửi văn bản.</p>"),
    SearchPage("can-cu/qd-294-2025.html", "294-QĐ/TW", "can-cu", "<p>Thi hành Điều lệ.</p>"),
    SearchPage("can-cu/qd-208-2026.html", "208-QĐ/TW", "can-cu", "<p>Thi hành Điều lệ.</p>"),
    SearchPage("trang.html", "<img src=x onerror=alert(1)>", "trang", "<p>&lt;script&gt;alert(1)&lt;/script&gt; hồ sơ</p>"),
]  # fmt: skip


def source(id_: str, number: str, **more: Any) -> Source:
    return Source.model_validate({"id": id_, "so_ky_hieu": number, "ten": "Quy định thi hành Điều lệ Đảng", "co_quan": "Trung ương",
                                  "do_tin_cay": "thu_cap", "kiem_tra": "2026-11-22", **more})  # fmt: skip


HANDBOOK: Any = SimpleNamespace(
    answers=(),
    pages={},
    tasks={},
    templates={},
    organisation=SimpleNamespace(superiors={}),
    terms={
        "shcb": Term.model_validate({"id": "shcb", "thuat_ngu": "Sinh hoạt chi bộ", "viet_tat": ["SHCB"], "tu_gan_nghia": ["họp chi bộ"],
                                     "nghia": "Buổi họp hằng tháng.", "kinh_nghiem": True}),
        "kn": Term.model_validate({"id": "kn", "thuat_ngu": "Kết nạp đảng viên", "tu_gan_nghia": ["phát triển đảng"],
                                   "xem": "/quy-trinh/ket-nap.md", "nghia": "Xét đưa người vào Đảng.", "kinh_nghiem": True}),
    },
    sources={
        "qd-294-2025": source("qd-294-2025", "294-QĐ/TW", hieu_luc="het", thay_the_boi="qd-208-2026", ngay_ban_hanh=date(2025, 5, 26)),
        "qd-208-2026": source("qd-208-2026", "208-QĐ/TW", hieu_luc="con", ngay_ban_hanh=date(2026, 7, 26)),
    },
)  # fmt: skip


class Engine:
    """The page's scripts in QuickJS, with an index."""

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        self.js = quickjs.Context()
        self.js.eval("var window = globalThis; var SoTay = {};")
        for script in sorted(SCRIPTS.glob("[1-6]-*.js")):  # the rest listens to the page
            self.js.eval(script.read_text(encoding="utf-8"))
        count = 0
        for _, content in files:
            self.js.eval(content.decode())
            count += 1
        parts = ",".join(f"SoTay.duLieu.timKiem{n}" for n in range(1, count)) if count > 1 else "SoTay.duLieu.timKiem.bodies"
        self.js.eval(f"var index = SoTay.timKiem.open(SoTay.duLieu.timKiem); index.add([{parts}])(function () {{ return false; }});")

    def find(self, query: str) -> list[str]:
        """Addresses in the order of the engine."""
        return list(self.value(f"SoTay.timKiem.find(index, {json.dumps(query)}, 10).pages.map(p => index.address(p.hits[0].record))"))

    def value(self, expression: str) -> Any:
        return json.loads(self.js.eval(f"JSON.stringify({expression})"))


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(search.build(PAGES, HANDBOOK))


def test_the_index_is_the_same_byte_for_byte_whatever_the_order_of_the_pages() -> None:
    assert list(search.build(PAGES, HANDBOOK)) == list(search.build(reversed(PAGES), HANDBOOK))


def test_text_comes_back_from_the_index_as_it_was_written(engine: Engine) -> None:
    texts = engine.value("Array.from(index.recordPage).map((_, r) => index.bodyPieces(r).map(p => p.text).join(''))")
    assert "Gọi số liệu từ chi bộ, rồi trình bí thư ký." in texts
    assert "Mở sổ đầu năm. Sở ngành gửi văn bản." in texts


def test_pairs_of_words_come_back_as_words() -> None:
    record = encode.Record(0, "", "Chi bộ", ("họp chi bộ", "SHCB"), "chi bộ họp. Chi bộ bầu \"bí thư\" \\ . " * 60, None)
    coder = encode.Coder()
    vocabulary, [body] = coder.spelled([coder.body(record)])
    assert encode.PAIR in vocabulary
    assert len(body) < 60 * 9 < len(record.text)
    js = Engine(search.build(PAGES, HANDBOOK)).js
    js.eval(f"var v = new SoTay.timKiem.Vocabulary({json.dumps(vocabulary)}), codes = v.decode({json.dumps(body)});")
    assert js.eval("SoTay.timKiem.plainText(v.spellOut(codes, 0, codes.length))") == " ".join(record.text.split())


def test_tables_come_back_from_the_index_as_they_were_written(engine: Engine) -> None:
    assert engine.value("index.concepts")[0] == ["Sinh hoạt chi bộ", "SHCB", "họp chi bộ"]
    assert engine.value("index.sources")[0] == [
        "294-QĐ/TW", "Quy định thi hành Điều lệ Đảng", "26/05/2025", "het", STATE_NAMES["het"], "208-QĐ/TW (26/07/2026)"
    ]  # fmt: skip


def test_python_reads_the_titles_back_and_asks_them_as_a_reader_would() -> None:
    titles = search.titles_of(next(iter(search.build(PAGES, HANDBOOK)))[1])
    assert titles["quy-trinh/bao-cao-thang.html"] == ["báo", "cáo", "tháng"]
    for page in PAGES:
        assert search.title_finds(page.title, page.url, titles)
        assert not search.title_finds(f"{page.title} khác", page.url, titles)
    crowd = {f"{number:02}.html": ["báo", "cáo"] for number in range(11)}
    assert search.title_finds("Báo cáo", "09.html", crowd) and not search.title_finds("Báo cáo", "10.html", crowd)
    assert not search.title_finds("***", "09.html", crowd)


@pytest.mark.parametrize("query", ["báo cáo tháng", "bao cao thang", "BÁO CÁO THÁNG", "baos caos thangs", "ba1o ca1o tha1ng",
                                   "bao cáo thnág", "baocao thang", "báo cáo th",
                                   "em muốn hỏi báo cáo tháng làm thế nào ạ", "bảo cáo tháng"])  # fmt: skip
def test_a_page_is_found_however_its_title_is_typed(engine: Engine, query: str) -> None:
    assert engine.find(query)[0] == "quy-trinh/bao-cao-thang.html"


@pytest.mark.parametrize("query", ["Đảng ủy xét", "đảng uỷ xét", unicodedata.normalize("NFD", "Đảng ủy xét"), "ddangr uyr"])
def test_both_places_of_the_tone_and_both_normal_forms_are_one_word(engine: Engine, query: str) -> None:
    assert engine.find(query)[0] == "quy-trinh/ket-nap.html"


@pytest.mark.parametrize(("query", "wanted", "other"), [("sổ", "quy-trinh/so-sach.html", "so-lieu/index.html"),
                                                        ("số", "so-lieu/index.html", "quy-trinh/so-sach.html")])  # fmt: skip
def test_an_accented_query_never_puts_a_differently_accented_word_first(engine: Engine, query: str, wanted: str, other: str) -> None:
    found = engine.find(query)
    assert found[0] == wanted
    assert other not in found[:1]


def test_abbreviations_and_other_names_lead_to_the_page(engine: Engine) -> None:
    assert engine.find("SHCB")[0] == "quy-trinh/sinh-hoat-chi-bo.html"
    assert engine.find("họp chi bộ")[0] == "quy-trinh/sinh-hoat-chi-bo.html"
    assert engine.find("phát triển đảng")[0] == "quy-trinh/ket-nap.html"


@pytest.mark.parametrize("query", ["294", "qd 294", "294-QĐ/TW", "294/QĐ-TW", "qđ294", "quy định số 294",
                                   "Quy định 294 còn hiệu lực không"])  # fmt: skip
def test_a_number_finds_its_source_and_says_what_replaced_it(engine: Engine, query: str) -> None:
    assert engine.find(query)[:2] == ["can-cu/qd-294-2025.html", "can-cu/qd-208-2026.html"]
    found = engine.value(f"SoTay.timKiem.find(index, {json.dumps(query)}, 5).sources[0]")
    assert (found["number"], found["chain"]) == ("294-QĐ/TW", "208-QĐ/TW (26/07/2026)")


def test_a_slip_is_mended_and_said(engine: Engine) -> None:
    assert engine.value("SoTay.timKiem.find(index, 'biên bnả họp', 5).query.mended") == "biên bản họp"


@pytest.mark.parametrize("query", ["", "   ", "\x00\x00", "(((", "[a-z]+*?\\", "<img src=x onerror=alert(1)>", "😀😀😀", "a" * 10_000,
                                   "báo cáo " * 2_000, "__proto__ constructor toString", "\ud800", "%%%", "0" * 300])  # fmt: skip
def test_hostile_queries_are_harmless(engine: Engine, query: str) -> None:
    assert isinstance(engine.find(query.encode("utf-16", "surrogatepass").decode("utf-16", "replace")), list)


def test_the_numbers_of_a_day_lead_to_no_document_by_chance() -> None:
    pages = [*PAGES, SearchPage("can-cu/hd-05-2026.html", "05-HD/VPTW", "can-cu", "<p>Ngày 05/02 và 5/2.</p>")]
    engine = Engine(search.build(pages, HANDBOOK))
    assert engine.find("mẫu báo cáo tháng hội nghị ngày 5/2")[0] == "quy-trinh/bao-cao-thang.html"


def test_each_question_is_a_result_of_its_own_whatever_the_page_of_its_group_is_called() -> None:
    asked = "<h2 id='h'>Chi bộ ghép họp thế nào?</h2><p>Hỏi cấp trên.</p><h2 id='k'>Ai giữ dấu?</h2><p>Văn thư.</p>"
    groups = [SearchPage(f"hoi-dap/{name}.html", f"Hỏi đáp: {title}", "hoi-dap", asked)
              for name, title in (("a", "Chi bộ ghép"), ("b", "Con dấu"))]  # fmt: skip
    engine = Engine(search.build([*PAGES, *groups], HANDBOOK))
    found = dict(engine.value("""SoTay.timKiem.find(index, "chi bộ ghép", 10).pages.map(
        (page) => [index.address(page.hits[0].record), page.score])"""))
    assert found["hoi-dap/a.html#h"] == pytest.approx(found["hoi-dap/b.html#h"])
    assert {"hoi-dap/a.html#h", "hoi-dap/b.html#h"} <= set(list(found)[:3])


ANSWERS = SearchPage(
    "quy-trinh/the-huy-hieu.html", "Thẻ đảng viên và Huy hiệu Đảng", "quy-trinh",
    "<p>Làm hồ sơ đề nghị tặng Huy hiệu Đảng, cấp thẻ.</p><h2 id='cac-buoc'>Các bước</h2><p>Lập danh sách người đủ năm.</p>"
    "<details id='hoi-1'><summary>Mất Huy hiệu Đảng có được cấp lại không?</summary><p>Được xét nếu có lý do chính đáng. "
    "Viết tường trình, chi bộ xem xét, gửi lên trên; đảng viên giữ bản sao tường trình ấy rồi chờ trả lời, cần thì hỏi văn phòng "
    "cấp trên.</p></details><details id='hoi-2'><summary>Huy hiệu Đảng trao ngày nào?</summary><p>Trao vào ngày lễ.</p></details>",
)  # fmt: skip


def test_a_question_of_a_procedure_is_where_its_result_leads() -> None:
    engine = Engine(search.build([*PAGES, ANSWERS], HANDBOOK))
    assert engine.find("huy hiệu đảng bị mất thì có được cấp lại không")[0] == "quy-trinh/the-huy-hieu.html#hoi-1"
    assert engine.find("thẻ đảng viên và huy hiệu đảng")[0] == "quy-trinh/the-huy-hieu.html"


def test_a_page_is_one_result_with_the_places_that_answer() -> None:
    engine = Engine(search.build([*PAGES, ANSWERS], HANDBOOK))
    shown = engine.value("SoTay.timKiem.find(index, 'huy hiệu đảng được trao ngày nào', 10).pages"
                         ".map(p => p.hits.map(h => index.address(h.record)))")  # fmt: skip
    assert shown[0][0] == "quy-trinh/the-huy-hieu.html#hoi-2"
    assert [places[0].partition("#")[0] for places in shown].count("quy-trinh/the-huy-hieu.html") == 1
    assert len(shown[0]) <= 3
    assert "quy-trinh/the-huy-hieu.html" not in shown[0][1:]


def test_a_question_is_shown_with_the_beginning_of_its_answer() -> None:
    engine = Engine(search.build([*PAGES, ANSWERS], HANDBOOK))
    told = engine.value("""(() => {
        const query = "huy hiệu đảng bị mất, tường trình rồi chờ trả lời, hỏi văn phòng cấp trên", found = SoTay.timKiem.find(index, query);
        const hit = found.pages[0].hits.find((each) => index.address(each.record).endsWith("#hoi-1"));
        return SoTay.timKiem.plainText(SoTay.timKiem.passage(index, hit.record, SoTay.timKiem.wanted(found.query))); })()""")
    assert told.startswith("Được xét nếu có lý do chính đáng.")


@pytest.mark.parametrize("query", ["cải chính ngày sinh", "ban kiểm phiếu vắng một người thay bằng ai", "hồ sơ hồi còn dự bị"])
def test_a_word_that_is_spelt_as_the_site_spells_it_is_not_mended(query: str) -> None:
    text = "<p>Tài chính Đảng. Tài chính cơ sở. Đảng một lòng. Hội còn dự bị. Cải cách, vắng họp, hồi âm. Kiểm phiếu. Hồ sơ hội.</p>" * 4
    engine = Engine(search.build([*PAGES, SearchPage("quy-trinh/tai-chinh.html", "Tài chính", "quy-trinh", text)], HANDBOOK))
    assert engine.value(f"SoTay.timKiem.find(index, {json.dumps(query)}).query.mended") is None


def test_initials_are_no_slip_of_a_word(engine: Engine) -> None:
    assert engine.find("bct")[0] == "quy-trinh/bao-cao-thang.html"


@pytest.mark.parametrize("query", ["208qd", "qd208", "208 qđ", "qd208tw", "208qdtw"])
def test_a_number_is_read_with_its_kind_before_or_behind_it(engine: Engine, query: str) -> None:
    assert engine.find(query)[0] == "can-cu/qd-208-2026.html"


def test_a_day_by_itself_leads_to_the_calendar() -> None:
    engine = Engine(search.build([*PAGES, SearchPage("lich/index.html", "Lịch", "trang", "<p>Việc từng ngày.</p>")], HANDBOOK))
    assert engine.find("20/11")[0] == "lich/index.html"


def test_a_small_number_finds_its_word() -> None:
    page = SearchPage("quy-trinh/hop.html", "Họp", "quy-trinh", "<p>Một quý hai lần.</p>")
    assert Engine(search.build([*PAGES, page], HANDBOOK)).find("quý 2 lần")[0] == "quy-trinh/hop.html"


def test_everyday_words_find_those_of_the_handbook() -> None:
    page = SearchPage("quy-trinh/xoa-ten.html", "Xóa tên", "quy-trinh", "<p>Khi nào xóa tên.</p>")
    assert Engine(search.build([*PAGES, page], HANDBOOK)).find("bị gạch tên")[0] == "quy-trinh/xoa-ten.html"


def test_the_telling_words_of_a_long_question_count_to_its_end(engine: Engine) -> None:
    frame = "em là người mới ở trong cơ quan này và đang không biết là phải làm như thế nào nên xin hỏi các anh chị là khi nào thì "
    for telling, page in (("ghi biên bản", "quy-trinh/sinh-hoat-chi-bo.html"), ("kết nạp", "quy-trinh/ket-nap.html")):
        assert engine.find(f"{frame} {telling}")[0].startswith(page)


@pytest.mark.parametrize(("score", "cover", "trust"), [(5, 0.9, "sure"), (2.5, 0.5, "sure"), (1.2, 0.9, "doubtful"), (1.8, 0.6, "doubtful"),
                                                       (0.5, 0.9, "none"), (1.4, 0.3, "none")])  # fmt: skip
def test_weak_results_are_doubted(engine: Engine, score: float, cover: float, trust: str) -> None:
    assert engine.value(f"SoTay.timKiem.trust({{sources: [], answer: null, pages: [{{score: {score}, cover: {cover}}}]}})") == trust


def test_phrases_typed_without_accents_get_the_likeliest_ones_back() -> None:
    accents = Accents(["Bí thư bầu thế nào? Bầu trực tiếp tại đại hội.", "Báo cáo ai ký? Bí thư ký.", "Bầu chi ủy."])
    assert accents.back(["bau bi thu"], "Bí thư bầu thế nào?") == ("bầu bí thư",)
    assert accents.back(["bao cao ai ky"], "Báo cáo ai ký?") == ("báo cáo ai ký",)
    assert accents.back(["xyz la gi"], "") == ("xyz la gi",)  # not a word of the texts
    assert accents.back(["SHCB ở đâu"], "") == ("SHCB ở đâu",)


def test_exercises_and_lists_of_uses_are_left_out() -> None:
    page = SearchPage("dao-tao/bai/dau.html", "Con dấu", "bai-hoc", "<h2 id='a'>Giữ dấu</h2><p>Cất kỹ.</p>"
                      "<h2 id='tu-kiem-tra'>Tự kiểm tra</h2><p>Ngựa vằn giữ dấu, đúng hay sai?</p>")  # fmt: skip
    assert Engine(search.build([*PAGES, page], HANDBOOK)).find("ngựa vằn giữ dấu")[0] == "dao-tao/bai/dau.html#a"


def test_labels_side_by_side_are_two_words_and_the_state_of_a_citation_is_left_out() -> None:
    found = sections.split("<p><a href='x'>Đảng phí</a><span>Mẫu</span> theo <span class='st-can-cu'><a>Điều 1</a>"
                           "<span class='st-can-cu__tinh'>(hết hiệu lực)</span></span>.</p>")  # fmt: skip
    assert found[0].text == "Đảng phí Mẫu theo Điều 1."


def test_an_index_too_large_for_one_file_comes_in_parts(monkeypatch: pytest.MonkeyPatch, engine: Engine) -> None:
    monkeypatch.setattr(search, "SHARD_LETTERS", 60)
    files = list(search.build(PAGES, HANDBOOK))
    assert [path for path, _ in files][:2] == ["assets/search/du-lieu.js", "assets/search/du-lieu-1.js"]
    parted = Engine(files)
    for query in ("ghi biên bản", "bao cao thang", "sổ"):
        assert parted.find(query) == engine.find(query)


def test_sections_leave_the_furniture_out_and_keep_blocks_apart() -> None:
    found = sections.split("<h1>Tên</h1><p>Mở đầu</p><h2 id='a'>Một<a class='headerlink' href='#a'>¶</a></h2><ul><li>x</li><li>y;</li></ul>"
                           "<p>z <span class='st-dua-vao'>399</span></p><div hidden>ẩn</div>"
                           "<details id='q'><summary>Hỏi?</summary><p>Đáp.</p></details>")  # fmt: skip
    assert [(s.anchor, s.heading, s.text) for s in found] == [("", "", "Mở đầu"), ("a", "Một", "x. y; z"), ("q", "Hỏi?", "Đáp.")]


def test_words_keep_every_sign_but_single_spaces() -> None:
    assert encode.words("Số 05-HD/VPTW, ngày 1") == ["Số", "05", "-", "HD", "/", "VPTW", ", ", "ngày", "1"]


def test_telex_is_what_the_keys_give_when_the_keyboard_tool_is_off() -> None:
    assert judged.telex("Đảng ủy, 399") == "ddangr uyr, 399"


def test_measures_count_the_first_right_page() -> None:
    wanted = judged.Judged("q", ("quy-trinh/a", "can-cu/*"))
    found = ([["b.html#y", "quy-trinh/a.html#x"]], [["b.html"], ["can-cu/z.html"]], [["b.html"]])
    ranks = [judged.first_right(rows, wanted) for rows in found]
    assert ranks == [1, 2, None]
    assert judged.measure(ranks).mrr == pytest.approx(0.5)


def test_a_place_answers_only_where_it_is_named() -> None:
    wanted = judged.Judged("q", ("quy-trinh/a#x",))
    assert [wanted.answered_by(f"quy-trinh/a.html{anchor}") for anchor in ("#x", "#y", "")] == [True, False, False]


def test_the_judged_set_is_large_and_asks_nothing_twice() -> None:
    questions = [question.query for question in judged.read(ROOT / "tests/search/judged.yml")]
    assert len(questions) >= JUDGED
    assert len(questions) == len(set(questions))
