"""Which page each question stands on, and what leads there."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from macros.model import Handbook
from macros.model.answer_pages import answer_pages
from macros.model.dependants import Kind, dependants
from macros.model.pages import Answer, AnswerGroup
from macros.procedures import answers

HEAVIEST = 400_000  # bytes: what an old PC shows and prints at once


def _with(handbook: Handbook, *groups: AnswerGroup) -> Handbook:
    """The handbook with one more question, in a file of its own, and with ``groups`` beside its own."""
    asked = Answer(hoi="Đơn vị họp ở đâu?", dap="Ở trụ sở.", kinh_nghiem=True, hay_hoi=True, file="rieng")  # type: ignore[call-arg]
    added = {group.id: group for group in groups}
    return replace(handbook, answers=(*handbook.answers, asked), answer_groups={**handbook.answer_groups, **added})


def test_every_question_stands_on_the_page_of_its_group_and_its_old_address_beside_the_link_there(handbook: Handbook, site: Path) -> None:
    cards = re.findall(r'<li id="nhom-[^"]*">((?:<i id="[^"]*"></i>)*).*?href="([^"]*)"', (site / "hoi-dap/index.html").read_text("utf-8"))
    led = {f"hoi-dap/{page}": re.findall(r'id="([^"]*)"', anchors) for anchors, page in cards}
    assert led == {group.url: [row.answer.anchor for row in group.rows] for group in answer_pages(handbook)}
    for url, anchors in led.items():
        html = (site / url).read_text("utf-8")
        assert not [anchor for anchor in anchors if html.count(f' id="{anchor}"') != 1], url
    procedures = [page.meta.procedure for page in handbook.pages.values() if page.meta.procedure]
    assert sum(map(len, led.values())) == len(handbook.answers) + sum(len(procedure.answers) for procedure in procedures)


def test_no_page_of_questions_is_too_heavy_for_an_old_computer(site: Path) -> None:
    sizes = {page.name: page.stat().st_size for page in (site / "hoi-dap").glob("*.html")}
    assert not {name: size for name, size in sizes.items() if size > HEAVIEST}


def test_a_question_goes_to_the_group_that_names_its_file_and_else_to_the_page_of_the_rest(handbook: Handbook, today: date) -> None:
    own = AnswerGroup(id="cua-ta", ten="Của đơn vị", tep=("rieng",))  # type: ignore[call-arg]
    cases = ((_with(handbook), "hoi-dap/cau-khac.md", "Câu hỏi chưa xếp nhóm"), (_with(handbook, own), "hoi-dap/cua-ta.md", "Của đơn vị"))
    for book, path, title in cases:
        made = {page.path: page for page in answers.pages(book, today)}
        assert [found for found, page in made.items() if "Đơn vị họp ở đâu?" in page.html] == [path]
        assert made[path].front["title"] == f"Hỏi đáp: {title}"
        assert f'href="/{path.replace(".md", ".html")}#don-vi-hop-o-dau">Đơn vị họp ở đâu?</a>' in answers.front(book)
    assert "hoi-dap/cau-khac.md" not in {page.path for page in answers.pages(handbook, today)}


def test_a_source_leads_to_the_very_answer_that_rests_on_it(handbook: Handbook) -> None:
    places = {f"/{group.url}#{row.answer.anchor}" for group in answer_pages(handbook) for row in group.rows if row.page is None}
    led = {found.url for found in dependants(handbook) if found.kind is Kind.ANSWER}
    assert len(led) > 100 and led <= places


def test_the_first_three_questions_that_editors_marked_stand_for_their_group(handbook: Handbook) -> None:
    for group in answer_pages(handbook):
        marked = [row.answer.question for row in group.rows if row.answer.common]
        assert [row.answer.question for row in answers.common(group)][: len(marked)] == marked[:3]
        assert len(answers.common(group)) == min(3, len(group.rows))


@pytest.mark.parametrize("taken", ["index", "cau-khac"])
def test_a_group_cannot_have_the_address_of_another_page_of_questions(taken: str) -> None:
    with pytest.raises(ValidationError, match="đã là địa chỉ của một trang Hỏi đáp"):
        AnswerGroup(id=taken, ten="Nhóm")  # type: ignore[call-arg]
