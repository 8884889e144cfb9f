"""On which page each question stands: a page for every group of ``data/nhom-hoi-dap.yml``, and one for what no group gathers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from macros.model.pages import REST, Answer, Page

if TYPE_CHECKING:
    from macros.model.handbook import Handbook

FOLDER = "hoi-dap"
FRONT = f"{FOLDER}/index.md"  # leads to the groups
_REST_NAME = "Câu hỏi chưa xếp nhóm"


@dataclass(frozen=True)
class Asked:
    """A question in its group; ``page`` is the procedure that answers it, None where the group's own page does."""

    answer: Answer
    page: Page | None


@dataclass(frozen=True)
class AnswerPage:
    """A group of questions and its page; ``procedures`` are the names of those whose questions it gathers."""

    id: str
    name: str
    procedures: tuple[str, ...]
    rows: tuple[Asked, ...]

    @property
    def title(self) -> str:
        """What its page is called."""
        return f"Hỏi đáp: {self.name}"

    @property
    def path(self) -> str:
        """Its page under docs/."""
        return f"{FOLDER}/{self.id}.md"

    @property
    def url(self) -> str:
        """Its page, from the site's root."""
        return f"{FOLDER}/{self.id}.html"


def answer_pages(handbook: Handbook) -> tuple[AnswerPage, ...]:
    """The groups in the order of their table, those without a question left out; worked out once for a handbook."""
    return handbook.once("answer_pages", lambda: tuple(page for page in _all(handbook) if page.rows))


def _all(handbook: Handbook) -> Iterator[AnswerPage]:
    groups = list(handbook.answer_groups.values())
    rows: dict[str, list[Asked]] = {name: [] for name in (*handbook.answer_groups, REST)}
    # Of two groups that name the same, the first one has it.
    of_file = {file: group.id for group in groups[::-1] for file in group.files}
    of_procedure = {name: group.id for group in groups[::-1] for name in group.procedures}
    for answer in handbook.answers:
        rows[of_file.get(answer.file, REST)].append(Asked(answer, None))
    for page in handbook.pages.values():
        name = of_procedure.get(PurePosixPath(page.path).stem, REST)
        rows[name] += [Asked(answer, page) for answer in (page.meta.procedure.answers if page.meta.procedure else ())]
    for group in groups:
        yield AnswerPage(group.id, group.name, group.procedures, tuple(rows[group.id]))
    yield AnswerPage(REST, _REST_NAME, (), tuple(rows[REST]))
