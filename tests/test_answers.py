"""Answers to questions: each asked once, and found only by words that it speaks of."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from macros.model import Handbook
from macros.model.pages import Answer
from macros.vietnamese import fold

# Words that a question of any subject has.
_COMMON = frozenset(re.findall(r"\w+", """
    co khong ko la gi sao the nao lam bao nhieu may khi o dau cho cua va hay ai phai duoc dc thi bi nhung cac mot den tu trong ra vao voi ve
    nay do nhu gom can dang vien"""))
_ALIKE = 0.77  # of the telling words of two questions, those that both have


@pytest.fixture(scope="module")
def answers(sample: Handbook) -> list[Answer]:
    procedures = [page.meta.procedure for page in sample.pages.values() if page.meta.procedure]
    return [*sample.answers, *(answer for procedure in procedures for answer in procedure.answers)]


@pytest.fixture(scope="module")
def short(sample: Handbook) -> dict[str, str]:
    """What people shorten, as they type it: «shcb» for sinh hoạt chi bộ."""
    return {fold(each): fold(term.term) for term in sample.terms.values() for each in term.abbreviations}


def _telling(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", fold(text))) - _COMMON


def test_no_question_is_asked_twice(answers: list[Answer]) -> None:
    words = [(answer.question, _telling(answer.question)) for answer in answers]
    twice = [(one, other) for (one, a), (other, b) in combinations(words, 2) if len(a & b) >= _ALIKE * len(a | b) > 2]
    assert not twice, "\n".join(f"«{one}» · «{other}»" for one, other in twice)


def test_another_way_of_asking_has_a_telling_word_of_the_answer(answers: list[Answer], short: dict[str, str]) -> None:
    """Otherwise the search leads a reader to an answer that never mentions what he asked."""
    astray = []
    for answer in answers:
        said = _telling(f"{answer.question} {answer.answer}")
        for variant in answer.variants:
            typed = " ".join(short.get(word, word) for word in fold(variant).split())
            if _telling(typed) and not _telling(typed) & said:
                astray.append(f"«{variant}» · «{answer.question}»")
    assert not astray, "\n".join(astray)
