"""How sure the handbook is, as a reader meets it: the share of sure citations, and the signs of the built pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from macros.model import Handbook
from macros.model.base import Citation
from macros.model.dependants import dependants, page_citations
from macros.procedures.pages import procedure_citations

ROOT = Path(__file__).resolve().parents[1]
UNSURE = 'class="st-dau st-dau--doi-chieu"'
# What a reader need not hear about how the book was made; it stands on the sources' own pages.
READING = re.compile(r"nguồn thứ cấp|tài liệu tóm tắt|bản tóm tắt hướng dẫn|[Ss]ổ tay (?:chưa|mới) (?:đọc|thấy|đối chiếu)|[Mm]ới thấy ở"
                     r"|theo (?:quy định|hướng dẫn) trước đây|hướng dẫn thi hành Điều lệ năm 2025|quy định thi hành Điều lệ năm 2025")


def shown(handbook: Handbook) -> Iterator[Citation]:
    """Every citation that the site shows, as often as it shows it."""
    for page in handbook.pages.values():
        if page.meta.procedure:
            yield from (*procedure_citations(page.meta.procedure), *page_citations(page))
    for found in dependants(handbook):
        if found.kind != "Quy trình" and not found.unnamed:
            yield Citation(source=found.source, article=found.article)


def test_six_of_ten_citations_name_an_article_that_was_read(handbook: Handbook) -> None:
    everything = list(shown(handbook))
    sure = [each for each in everything if each.article and handbook.sources[each.source].sureness(each.article) != "doi_chieu"]
    assert len(sure) >= 0.6 * len(everything), (len(sure), len(everything))


def test_a_section_of_a_procedure_says_at_most_once_that_something_wants_comparing(handbook: Handbook, site: Path) -> None:
    for page in handbook.pages.values():
        if page.meta.procedure:
            html = (site / page.url).read_text(encoding="utf-8").split("<article", 1)[1]
            html = re.sub(r'<p class="st-dau-dong st-dau-dong--nghia".*?</p>', "", html, flags=re.DOTALL)  # what the signs mean
            counts = {section[:40]: section.count(UNSURE) for section in re.split(r"<h2 ", html)}
            assert max(counts.values()) <= 1, (page.path, counts)


def test_an_answer_has_one_sign_and_no_sign_begins_a_line(handbook: Handbook, site: Path) -> None:
    html = "".join(page.read_text(encoding="utf-8") for page in sorted((site / "hoi-dap").glob("*.html")))
    answers = [each.split("</details>", 1)[0] for each in html.split('<details class="st-gap st-hoi-dap"')[1:]]
    assert len(answers) == len(handbook.answers)
    for body in answers:
        assert body.count('class="st-dau ') == int('class="st-can-cu ' in body), body
    before = re.findall(r'(.{6})<span class="st-dau ', "".join(answers))
    assert before and all(each.endswith(("&nbsp;", "\u00a0")) for each in before)


def test_what_the_book_has_read_is_no_part_of_its_text() -> None:
    register = {ROOT / "data" / "can-cu.yml", ROOT / "data" / "van-phong.yml", ROOT / "docs" / "can-cu" / "can-doi-chieu.md"}
    for path in (*(ROOT / "data").rglob("*.yml"), *(ROOT / "docs").rglob("*.md")):
        if path not in register and "quan-tri" not in path.parts:
            text = re.sub(r"^#.*$", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert not (found := READING.search(text)), f"{path.relative_to(ROOT)}: {found}"
