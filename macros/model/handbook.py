"""The whole of what is known, loaded once, frozen, and handed to every pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from macros.model.base import look_up
from macros.model.checklists import Checklist
from macros.model.documents import Documents, Template
from macros.model.duties import Duty, RecurringTask
from macros.model.editions import Edition
from macros.model.look import Look
from macros.model.meetings import Meetings
from macros.model.moves import Move
from macros.model.organisation import Abbreviation, Organisation
from macros.model.pages import Answer, AnswerGroup, Page
from macros.model.rulesets import Ruleset
from macros.model.situations import Situations
from macros.model.sources import Source
from macros.model.spotting import Spotting
from macros.model.terms import Term
from macros.model.training import Course, Question

T = TypeVar("T")


@dataclass(frozen=True)
class Handbook:
    """Every fact, keyed by id. Built by :func:`macros.load.load_handbook`, never changed afterwards."""

    organisation: Organisation
    sources: Mapping[str, Source]
    tasks: Mapping[str, RecurringTask]
    duties: Mapping[str, Duty]
    checklists: Mapping[str, Checklist]
    terms: Mapping[str, Term]
    answers: tuple[Answer, ...]
    answer_groups: Mapping[str, AnswerGroup]
    documents: Documents
    course: Course
    questions: Mapping[str, Question]
    pages: Mapping[str, Page]
    situations: Situations
    editions: Mapping[str, Edition] = field(default_factory=dict)
    moves: Mapping[str, Move] = field(default_factory=dict)
    meetings: Meetings = field(default_factory=Meetings)
    spotting: Spotting = field(default_factory=Spotting)
    abbreviations: tuple[Abbreviation, ...] = ()  # of the units' names
    not_written: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # the house style's words, by the key of their list
    look: Look = field(default_factory=Look)
    warnings: tuple[str, ...] = ()
    pdf: bool = False  # whether the documents' PDF copies stand beside them in this build
    _worked_out: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, name: str, work_out: Callable[[], T]) -> T:
        """What ``work_out`` gives, worked out at the first asking. Only for what follows from the facts and nothing else."""
        if name not in self._worked_out:
            self._worked_out[name] = work_out()
        found: T = self._worked_out[name]
        return found

    def with_warnings(self, warnings: Iterable[object]) -> Handbook:
        """The same handbook with what editors should know but what stops nothing."""
        return replace(self, warnings=tuple(map(str, warnings)))

    def with_pdf(self) -> Handbook:
        """The same handbook for a build that makes PDF copies."""
        return replace(self, pdf=True)

    @property
    def templates(self) -> Mapping[str, Template]:
        return self.documents.templates

    @property
    def rulesets(self) -> Mapping[str, Ruleset]:
        return self.documents.rulesets

    def source(self, name: str) -> Source:
        """The source ``name``, or UnknownName with the nearest one."""
        return look_up(self.sources, name, "căn cứ")

    def checklist(self, name: str) -> Checklist:
        """The checklist ``name``, or UnknownName with the nearest one."""
        return look_up(self.checklists, name, "bảng kiểm")

    def task(self, name: str) -> RecurringTask:
        """The recurring task ``name``, or UnknownName with the nearest one."""
        return look_up(self.tasks, name, "việc định kỳ")

    def question(self, name: str) -> Question:
        """The question ``name``, or UnknownName with the nearest one."""
        return look_up(self.questions, name, "câu hỏi")

    def is_withdrawn(self, question: Question) -> bool:
        """Whether ``question`` rests on a replaced source unawares: no page shows it until somebody mends it."""
        cited = ((citation, self.sources.get(citation.source)) for citation in question.citations)
        return any(source is not None and source.is_replaced and not citation.about_past for citation, source in cited)

    def page(self, path: str) -> Page:
        """The page at ``path`` under docs/, or UnknownName with the nearest one."""
        return look_up(self.pages, path, "trang")
