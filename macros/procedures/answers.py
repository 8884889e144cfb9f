"""Questions and answers: the front, which names the groups, and a page for each group, in sections by the page that tells the work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from macros.html.fragment import block
from macros.html.page import made_page, title_heading
from macros.model.answer_pages import FRONT, AnswerPage, Asked, answer_pages
from macros.model.handbook import Handbook
from macros.model.pages import Answer
from macros.model.subject import MadePage
from macros.sources import practice_mark, signed_chips

_NAMED = 3  # questions of a group that the front names
_SECTION = 3  # questions that make a section of their own
_REST = "Câu hỏi khác về {}"  # what leads to pages of its own; names the subject of the group


@dataclass(frozen=True)
class _Section:
    """Questions of a group that one page tells more of."""

    title: str
    rows: list[Asked]


def front(handbook: Handbook) -> str:
    """The groups with how many questions each has and a few of the commonest; an old address that led to a question leads on."""
    return block("hoi-dap.html", "front", [(page, common(page)) for page in answer_pages(handbook)])


def common(page: AnswerPage) -> list[Asked]:
    """The first questions of the group that editors marked, and where there are too few of them the first of all."""
    return sorted(page.rows, key=lambda row: not row.answer.common)[:_NAMED]


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """The page of each group; it was reviewed with the front."""
    groups = answer_pages(handbook)
    meta = handbook.page(FRONT).meta
    for place, group in enumerate(groups):
        beside = (groups[place - 1] if place else None, groups[place + 1] if place + 1 < len(groups) else None)
        told = partial(_basis, handbook), partial(_more, handbook)
        body = block("hoi-dap.html", "group", group, _sections(handbook, group), *beside, *told)
        yield made_page(
            group.path, title_heading(group.title) + body, title=group.title, owner=meta.owner, reviewed=meta.review.day, hide=["toc"],
            about=f"{len(group.rows)} câu hỏi thường gặp, trả lời ngắn, có căn cứ: {group.name}.",
        )  # fmt: skip


def _basis(handbook: Handbook, row: Asked) -> str:
    """What the answer rests on; practice says so where it rests on nothing else."""
    return signed_chips(handbook, row.answer.citations) or (practice_mark() if row.answer.practice else "")


def _more(handbook: Handbook, answer: Answer) -> str:
    """The words of the link to the page that tells more: what opens when it is chosen."""
    title = _title(handbook, _path(answer.link))
    return f"Xem trang «{title}»" if title else "Xem trang hướng dẫn"


def _sections(handbook: Handbook, group: AnswerPage) -> list[_Section]:
    """The questions by the page to which they lead: those of the group's procedures first, then the larger, then what leads elsewhere."""
    found: dict[str, list[Asked]] = {f"quy-trinh/{name}.md": [] for name in group.procedures}
    for row in group.rows:
        found.setdefault(row.page.path if row.page else _path(row.answer.link), []).append(row)
    own = list(found)[: len(group.procedures)]
    others = sorted((path for path in found if path not in own), key=lambda path: -len(found[path]))
    titled = {path: title for path in (*own, *others) if len(found[path]) >= _SECTION and (title := _title(handbook, path))}
    rest = [row for path in (*own, *others) if path not in titled for row in found[path]]
    sections = [_Section(title, found[path]) for path, title in titled.items()]
    subject = group.name[:1].lower() + group.name[1:]
    return [*sections, _Section(_REST.format(subject), rest)] if rest else sections


def _path(link: str | None) -> str:
    return (link or "").partition("#")[0].lstrip("/")


def _title(handbook: Handbook, path: str) -> str | None:
    """What the page at ``path`` is called, where it is one that editors wrote, a checklist or a template."""
    if page := handbook.pages.get(path):
        return page.meta.title
    folder, _, name = path.removesuffix(".md").rpartition("/")
    if folder == "bang-kiem" and name in handbook.checklists:
        return handbook.checklists[name].title
    return handbook.templates[name].name if folder == "soan-thao/mau" and name in handbook.templates else None
