"""The register: chains, upkeep, and the promise that flipping any one source names all that rests on it, no more and no less."""

from __future__ import annotations

import io
import re
import zipfile
from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from macros.load.references import check_references
from macros.load.reviews import check_reviews
from macros.model import Handbook, UnknownName
from macros.model.base import Citation
from macros.model.dependants import dependants, outdated
from macros.model.pages import Review
from macros.model.problems import Problems
from macros.sources.citations import REASONS, chips, cite, cite_all
from macros.sources.register import _article_key, chain_svg, outdated_banners, table, to_compare
from macros.sources.upkeep import generations, impact, upkeep

CITED = re.compile(r'(?:\.\./)*can-cu/([a-z0-9-]+)\.html')


def flipped(handbook: Handbook, *names: str) -> Handbook:
    """The handbook in which the sources ``names`` are no longer in force."""
    old = {name: handbook.sources[name].model_copy(update={"state": "het"}) for name in names}
    return replace(handbook, sources={**handbook.sources, **old})


def test_flipping_sources_names_exactly_what_cites_each(handbook: Handbook) -> None:
    old = [name for name, source in handbook.sources.items() if source.state != "het"]
    problems = Problems()
    check_references(flipped(handbook, *old), problems)
    told = {(p.place, name) for p in problems if p.severity == "outdated" for name in re.findall("dựa vào «([^»]+)»", str(p))}
    assert told == {(d.place, d.source) for d in dependants(handbook) if d.source in old and not d.about_past}
    assert len({name for _, name in told}) > 50 and all(re.match(r"^[\w./-]+:\d+$", place) for place, _ in told)


def test_flipping_a_source_that_only_the_review_names_stops_the_build_at_that_page(handbook: Handbook) -> None:
    path, name = next((page.path, d.source) for page in handbook.pages.values() if not page.meta.about_past
                      for d in dependants(handbook) if d.id == page.path and d.unnamed)
    problems = Problems()
    check_references(flipped(handbook, name), problems)
    place = f"docs/{path}:{handbook.pages[path].line('ra_soat')}"
    assert place in {p.place for p in problems if p.severity == "outdated"}
    assert place in {d.place for d in impact(handbook, name)}
    assert handbook.pages[path].url in outdated_banners(flipped(handbook, name))


def test_a_second_source_written_into_the_article_of_the_first_is_told(handbook: Handbook) -> None:
    name, row = next((name, row) for name, row in handbook.terms.items() if row.citations)
    both = Citation(source="hd-42-btctw-2025", article="ct-50-2025, Mục 2", place="data/thuat-ngu.yml:1")
    problems = Problems()
    check_references(replace(handbook, terms={**handbook.terms, name: row.model_copy(update={"citations": (both,)})}), problems)
    assert [p.place for p in problems if "«ct-50-2025»" in str(p)] == ["data/thuat-ngu.yml:1"]


def test_an_independent_scan_of_the_built_site_finds_the_same_sets(handbook: Handbook, site: Path) -> None:
    """For every source: the checklists, questions and documents whose built output names it, against what we list."""
    listed: defaultdict[str, set[str]] = defaultdict(set)
    for d in dependants(handbook):
        listed[d.source].add(f"{d.kind} {d.id}")
    found: defaultdict[str, set[str]] = defaultdict(set)
    for checklist in handbook.checklists:
        html = (site / "bang-kiem" / f"{checklist}.html").read_text(encoding="utf-8")
        for item in handbook.checklists[checklist].items:
            block = html.split(f'id="{checklist}--{item.id}"', 1)[1].split("</li>", 1)[0]
            for name in CITED.findall(block):
                found[name].add(f"Bảng kiểm {checklist}/{item.id}")
    for document in sorted((site / "tai-ve" / "mau").glob("*-trong.docx")):
        with zipfile.ZipFile(io.BytesIO(document.read_bytes())) as archive:
            custom = archive.read("docProps/custom.xml").decode()
        told = re.search(r'name="can_cu"><vt:lpwstr>([^<]*)<', custom)
        assert told, document.name
        for name in told[1].split("; "):
            found[name].add(f"Mẫu văn bản {document.name.removesuffix('-trong.docx')}")
    for module in sorted((site / "dao-tao" / "luyen-tap").glob("*.html")):
        if module.stem in handbook.course.modules:
            for section in module.read_text(encoding="utf-8").split('<section class="st-cau-hoi"')[1:]:
                question = re.search(r'id="cau-([a-z0-9-]+)"', section)
                assert question, module.name
                for name in CITED.findall(section.split("</section>", 1)[0]):
                    found[name].add(f"Câu hỏi tự kiểm tra {question[1]}")
    scanned = {kind for names in found.values() for kind in {n.split(" ")[0] for n in names}}
    assert scanned == {"Bảng", "Mẫu", "Câu"}
    with_document = {f"Mẫu văn bản {p.name.removesuffix('-trong.docx')}" for p in (site / "tai-ve" / "mau").glob("*-trong.docx")}
    for name in handbook.sources:
        ours = {n for n in listed[name] if n.startswith(("Bảng kiểm ", "Câu hỏi tự kiểm tra ")) or n in with_document}
        assert found[name] == ours, name


def test_every_procedure_shows_every_source_that_it_rests_on(handbook: Handbook, site: Path) -> None:
    for d in dependants(handbook):
        if d.kind == "Quy trình" and not d.unnamed:
            html = (site / (d.url or "").lstrip("/")).read_text(encoding="utf-8")
            assert d.source in CITED.findall(html), (d.id, d.source)


def test_impact_answers_with_places_and_suggests_the_nearest_name(handbook: Handbook) -> None:
    found = impact(handbook, "qd-399-2026")
    assert found and all(d.source == "qd-399-2026" for d in found)
    with pytest.raises(UnknownName, match="Có phải là «qd-399-2026»"):
        impact(handbook, "qd-399-2062")


def test_the_chain_of_the_implementing_rules_runs_from_2016_to_2026(handbook: Handbook) -> None:
    rows = generations(handbook, handbook.sources["qd-294-2025"])
    assert [[s.id for s in row] for row in rows] == [
        ["qd-29-2016"], ["qd-24-2021"], ["qd-232-2025"], ["qd-294-2025"], ["qd-20-2026"], ["qd-208-2026"]]
    svg = chain_svg(handbook, handbook.sources["qd-294-2025"])
    assert svg is not None and svg.count("<rect") == 6 and "st-chuoi__o--day" in svg
    assert chain_svg(handbook, handbook.sources["kl-226-2025"]) is None


def test_what_has_run_out_without_a_successor_is_not_called_replaced(handbook: Handbook) -> None:
    ended = handbook.source("qd-294-2025").model_copy(update={"replaced_by": None})
    assert ended.state_text == "hết hiệu lực" and handbook.source("qd-294-2025").state_text == "đã được thay thế"
    for source in handbook.sources.values():
        if source.is_replaced and not source.replaced_by:
            assert str(chips(handbook, [Citation(source=source.id, article="Điều 1")])).count("hết hiệu lực") == 1


@pytest.mark.parametrize(("name", "told"), [
    ("qd-294-2025", "Quy định số 294-QĐ/TW"), ("qd-190-2024", "Quyết định số 190-QĐ/TW"), ("cv-141-2011", "Công văn số 141-CV/VPTW/nb"),
    ("qdi-07-2018", "Quy định số 07-QĐi/TW"), ("nd-63-2026", "Nghị định số 63/2026/NĐ-CP"), ("blhs-2015", "Bộ luật số 100/2015/QH13"),
    ("qd-298-2025", "văn bản số 298-QĐ/TW"), ("dieu-le-2011", "Điều lệ Đảng"),
])  # fmt: skip
def test_a_sentence_names_a_document_by_its_type_and_number(handbook: Handbook, name: str, told: str) -> None:
    assert handbook.source(name).full_name == told


def test_no_page_of_the_tree_rests_on_a_replaced_source(handbook: Handbook) -> None:
    assert outdated(handbook) == ()
    assert outdated_banners(handbook) == {}


def test_upkeep_tells_what_is_past_its_check_what_wants_comparing_and_what_nobody_cites(handbook: Handbook, today: date) -> None:
    now, later = upkeep(handbook, today), upkeep(handbook, today + timedelta(days=400))
    assert now.past_check == () and len(later.past_check) == len(handbook.sources)
    assert "qd-208-2026" in {s.id for s in now.to_compare}
    cited = {d.source for d in dependants(handbook)}
    assert all(s.id not in cited and s.state != "het" for s in now.uncited)


def partly_read(handbook: Handbook, name: str) -> Handbook:
    """The handbook in which only Điều 11 of the source ``name``, otherwise sure, was seen."""
    update = {"extent_read": "trich", "articles_read": ("Điều 11",), "confidence": "da_kiem_chung", "state": "con"}
    return replace(handbook, sources={**handbook.sources, name: handbook.sources[name].model_copy(update=update)})


def test_a_source_of_which_only_parts_were_seen_is_sure_only_in_those_parts(handbook: Handbook) -> None:
    book = partly_read(handbook, "qd-366-2025")
    read, whole, other = "qd-366-2025, Điều 11", "qd-366-2025", "qd-366-2025, Điều 1"
    signs = {text: cite(book, Citation.model_validate(text)).sureness for text in (read, whole, other)}
    assert signs == {read: "trich_dan", whole: "doi_chieu", other: "doi_chieu"}
    assert "mới đọc qua trích dẫn" in REASONS[cite(book, Citation.model_validate(whole)).reason]
    together = cite_all(book, [Citation.model_validate(read), Citation.model_validate(whole)])
    assert [(each.articles, each.sureness) for each in together] == [(("Điều 11",), "doi_chieu")]


def test_what_is_cited_whole_but_was_seen_in_parts_is_listed_to_compare(handbook: Handbook, today: date) -> None:
    book = partly_read(handbook, "qd-366-2025")
    assert "qd-366-2025" in {s.id for s in upkeep(book, today).to_compare}
    section = to_compare(book, today).split('id="qd-366-2025"', 1)[1].split('<details class="st-gap"', 1)[0]
    whole = len({(d.kind, d.id) for d in impact(book, "qd-366-2025") if not d.article and not d.unnamed})
    part = section.split("Viện dẫn cả văn bản, không nêu điều, khoản", 1)[1].split("</li>", 1)[0]
    assert f"{whole} nơi viện dẫn" in part
    assert ">Điều 11</label>" not in section


def test_what_most_hangs_on_is_compared_first_with_the_address_of_its_original(handbook: Handbook, today: date) -> None:
    html = to_compare(handbook, today)
    first, second, third, fourth = re.findall(r'<details class="st-gap" id="([a-z0-9-]+)"', html)[:4]
    assert {first, second} == {"qd-208-2026", "hd-01-tw-2026"} and {third, fourth} == {"qd-399-2026", "luat-bvbmnn-2025"}
    assert str(handbook.sources[first].url) in html
    boxes = re.findall(r'data-muc="([^"]+)"', html)
    assert len(boxes) == len(set(boxes))


def test_a_long_text_seen_in_parts_never_passes_for_one_that_was_read(handbook: Handbook) -> None:
    for name in ("hd-42-btctw-2025", "hd-43-btctw-2025", "qd-366-2025", "qd-01-2026", "dieu-le-2011"):
        source = handbook.sources[name]
        assert source.unread(None) or "toan_van" in source.articles_read, name


def test_the_register_escapes_what_editors_write(handbook: Handbook) -> None:
    source = handbook.sources["kl-226-2025"].model_copy(update={"title": "<script>x</script>"})
    html = table(replace(handbook, sources={**handbook.sources, source.id: source}))
    assert "<script>x" not in html and "&lt;script&gt;x" in html


def reviewed(handbook: Handbook, path: str, day: date, sources: tuple[str, ...]) -> Handbook:
    page = handbook.pages[path]
    meta = page.meta.model_copy(update={"review": Review(day=day, sources=sources)})
    return replace(handbook, pages={**handbook.pages, path: page.model_copy(update={"meta": meta})})


def test_a_bumped_review_date_without_reading_the_sources_again_is_refused(handbook: Handbook, today: date) -> None:
    path = "quy-trinh/bao-cao-dinh-ky.md"
    honest = handbook.pages[path].meta.review
    cited = {d.source for d in dependants(handbook) if d.id == path}
    assert cited <= set(honest.sources)

    def told(changed: Handbook, now: date) -> list[str]:
        problems = Problems()
        check_reviews(changed, now, problems)
        return [str(p) for p in problems if path in p.place]

    assert told(handbook, today) == []
    assert "không đọc lại" in told(reviewed(handbook, path, today, ()), today)[0]
    assert "sau ngày hôm nay" in told(reviewed(handbook, path, today + timedelta(days=1), honest.sources), today)[0]
    later = today + timedelta(days=200)
    bumped = told(reviewed(handbook, path, later, honest.sources), later)
    assert len(bumped) == len(honest.sources) and all("kiểm tra lần cuối" in line for line in bumped)


def test_an_article_with_a_raised_figure_has_a_place_in_the_order() -> None:
    assert sorted(["Điều 10", "Điều 5²", "Điều 9", "Lời nói đầu"], key=_article_key) == ["Điều 5²", "Điều 9", "Điều 10", "Lời nói đầu"]
