"""Sổ tay Văn phòng cấp ủy: the map of the package, and the macros that editors may use in ``docs/``.

    vietnamese, archive     the language; the zip writer. Standard library only.
    model/                  the vocabulary: frozen facts, one file a field, and the Handbook that holds them
    load/                   workbook + YAML + front matter → Handbook, or every problem at once
    sources                 which page, template, question and lesson rests on which source
    render                  facts → HTML fragments (templates/)
    organisation, schedule  units and figures; due dates and calendars
    documents/              rules of form, templates, composer, checker
    training                lessons, questions, exams
    search                  pages → the search index
    downloads               pages and files made from data
    bundle                  built site → audited offline zip
    commands/               the verbs of run.py

Only this file and ``hooks.py`` know MkDocs. Here alone Vietnamese macro names meet English functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from macros.model import Handbook


def define_env(env: Any) -> None:
    """Called once by mkdocs-macros: gives editors their macros. Each is documented in docs/quan-tri/macro.md."""
    from macros import render

    handbook: Handbook = env.conf.extra["handbook"]

    @env.macro  # type: ignore[untyped-decorator]
    def can_cu(ma: str, dieu: str | None = None, qua_khu: bool = False) -> str:
        """A chip with a source's number, date, state and article, linked to its page."""
        return render.citation(handbook, ma, dieu, about_past=qua_khu)

    @env.macro  # type: ignore[untyped-decorator]
    def kinh_nghiem() -> str:
        """The mark of what is good practice and rests on no rule."""
        return render.practice_mark()

    @env.macro  # type: ignore[untyped-decorator]
    def bang_kiem(ma: str) -> str:
        """A checklist to tick."""
        return render.checklist(handbook, ma)
