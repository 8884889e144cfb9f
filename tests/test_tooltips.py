from __future__ import annotations

import re

import pytest

from macros.glossary import tooltips
from macros.model.terms import Term
from macros.vietnamese import slug


def term(name: str, *short: str, meaning: str = "Nghĩa của từ.") -> Term:
    return Term.model_validate({"id": slug(name), "thuat_ngu": name, "viet_tat": short, "nghia": meaning, "kinh_nghiem": True})


TERMS = (term("Ban chấp hành", "BCH"), term("Chi bộ", "CB"), term("Chi bộ trực thuộc"), term("Thay mặt", "T/M"), term("Cấp ủy"))


def linked(html: str) -> list[str]:
    return re.findall(r'<a class="st-tu"[^>]*>(.*?)</a>', tooltips.add(html, TERMS), re.DOTALL)


def test_the_first_use_of_a_term_is_a_link_to_the_glossary_that_is_described_by_its_meaning() -> None:
    html = tooltips.add("<p>Họp chi bộ. Chi bộ ghi biên bản.</p>", TERMS)
    assert html.startswith(
        '<p>Họp <a class="st-tu" href="/thuat-ngu.html#tn-chi-bo" aria-describedby="tu-tn-chi-bo">chi bộ</a>. Chi bộ ghi biên bản.</p>')
    assert '<dd id="tu-tn-chi-bo">Nghĩa của từ.</dd>' in html


def test_an_abbreviation_and_its_full_name_are_one_term() -> None:
    assert linked("<p>BCH họp. Ban chấp hành bầu bí thư. BCH giải tán.</p>") == ["BCH"]


def test_the_longer_name_wins_and_each_term_is_explained_once() -> None:
    assert linked("<p>Các chi bộ trực thuộc và chi bộ trực thuộc khác; rồi chi bộ.</p>") == ["chi bộ trực thuộc", "chi bộ"]


def test_of_a_common_word_only_the_abbreviation_is_explained() -> None:
    report = Term.model_validate({"id": "bao-cao", "thuat_ngu": "Báo cáo", "viet_tat": "BC", "nghia": "Nghĩa.", "kinh_nghiem": True,
                                  "thong_dung": True})
    assert tooltips.add("<p>Gửi báo cáo.</p>", [report]) == "<p>Gửi báo cáo.</p>"
    assert ">BC</a>" in tooltips.add("<p>Gửi báo cáo (BC).</p>", [report])


def test_a_name_may_break_over_two_lines() -> None:
    assert linked("<p>Họp chi\nbộ.</p>") == ["chi\nbộ"]


@pytest.mark.parametrize("text", ["Số 05-NQ/BCH", "BCHTW", "bch", "Quy chế CB-01", "hợp chi bộc", "x/CB"])
def test_parts_of_signs_and_of_longer_words_are_left_alone(text: str) -> None:
    assert linked(f"<p>{text}</p>") == []


def test_an_abbreviation_with_a_stroke_is_found() -> None:
    assert linked("<p>Ghi T/M trước chức vụ.</p>") == ["T/M"]


@pytest.mark.parametrize("html", [
    "<h2 id='a'>Chi bộ</h2>", "<a href='/x.html'>Chi <b>bộ</b></a>", "<pre><code>chi bộ</code></pre>", "<button>Chi bộ</button>",
    "<script>var a = 'chi bộ';</script>", "<!-- chi bộ -->", "<div class='st-loc'><div>a</div>chi bộ</div>", "<summary>Chi bộ</summary>",
    '<span class="x" title="chi bộ > cấp ủy"></span>', '<table class="st-bang st-bang--can-cu"><tr><td>Cấp ủy</td></tr></table>',
    "<section class='st-cau-hoi'><p>Chi bộ là gì?</p></section>", "<div data-khong-thuat-ngu><p>Chi bộ</p></div>",
])
def test_headings_links_code_controls_and_registers_are_left_alone(html: str) -> None:
    assert tooltips.add(html, TERMS) == html


def test_what_follows_a_skipped_element_is_looked_at_again() -> None:
    assert linked("<div class='st-loc'><div>chi bộ</div><br></div><p>Cấp ủy họp.</p>") == ["Cấp ủy"]
    assert linked("<p><code>BCH</code> là BCH</p>") == ["BCH"]


def test_only_tags_are_added_and_the_text_stays_as_it_was() -> None:
    html = "<p>Họp chi bộ &amp; cấp ủy; <em>BCH</em> &lt;x&gt;.</p>"
    body = tooltips.add(html, TERMS).partition("\n<aside")[0]
    assert re.sub(r'<a class="st-tu"[^>]*>|(?<=\w)</a>', "", body) == html


def test_the_list_at_the_end_is_in_dictionary_order_and_stays_out_of_the_search() -> None:
    html = tooltips.add("<p>Cấp ủy, chi bộ, BCH.</p>", TERMS)
    assert re.findall(r"<dt>(.*?)</dt>", html) == ["Ban chấp hành (BCH)", "Cấp ủy", "Chi bộ (CB)"]
    assert "data-search-exclude" in html


def test_a_page_without_terms_stays_as_it_was() -> None:
    assert tooltips.add("<p>Không có gì.</p>", TERMS) == "<p>Không có gì.</p>"
    assert tooltips.add("<p>Chi bộ</p>", ()) == "<p>Chi bộ</p>"
