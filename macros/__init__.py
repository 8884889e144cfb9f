"""Sổ tay Văn phòng cấp ủy: the map of the package, and the macros that editors may use in ``docs/``.

    vietnamese      the language: folding, tones, collation, dates and numbers in words
    model/, load/   the vocabulary of frozen facts · workbook + YAML + front matter → Handbook, or every problem at once
    subjects        the list of subjects. Each has a room that exports SUBJECT:
      sources/ procedures/ training/ documents/ organisation/ calendar/ glossary/
    html/, files/   what every room shares: fragments, pages, data for scripts, charts · zip archives, spreadsheets
    templates/      the HTML of the fragments
    search/         pages → the search index
    lint/           what must never be published, and the house style
    site/           how the site is put together and served
    offline/        built site → audited zip
    commands/       the verbs of run.py

A subject imports model, vietnamese, html, files, and another subject through its ``__init__`` only; tests/test_conventions.py
keeps the walls. Only this file and ``hooks.py`` know MkDocs. Here Vietnamese macro names meet English functions.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


def define_env(env: Any) -> None:
    """Called once by mkdocs-macros: gives editors the macros of every subject, as docs/quan-tri/macro.md explains them."""
    from macros.model.subject import Macro
    from macros.subjects import SUBJECTS

    def bound(macro: Macro) -> Callable[..., str]:
        return partial(macro.call, env.conf.extra["handbook"], env.conf.extra["today"])

    for subject in SUBJECTS:
        for name, macro in subject.macros.items():
            env.macro(bound(macro), name)
