"""Sổ tay Văn phòng cấp ủy: the map of the package, and the macros that editors may use in ``docs/``.

    vietnamese      the language: folding, tones, collation, dates and numbers in words
    model/, load/   the vocabulary of frozen facts · workbook + YAML + front matter → Handbook, or every problem at once
    subjects        the list of subjects. Each has a room that exports SUBJECT:
      sources/ procedures/ training/ documents/ organisation/ calendar/ glossary/
    html/, files/   what every room shares: fragments, pages, data for scripts, charts · zip archives, spreadsheets
    translate/      our Python → JavaScript, so that page and command run one source
    templates/      the HTML of the fragments
    search/         pages → the search index
    lint/           what must never be published, and the house style
    site/           how the site is put together and served
    office/         an office's own folder: made, and brought up to date
    offline/        built site → audited zip, or on the web
    commands/       the verbs of run.py

A subject imports model, vietnamese, html, files, translate, and another subject through its ``__init__`` only; tests/test_conventions.py
keeps the walls. Only this file and ``hooks.py`` know MkDocs. Here Vietnamese macro names meet English functions.
"""

from __future__ import annotations

import logging
from typing import Any


def define_env(env: Any) -> None:
    """Give editors the macros of every subject, as docs/quan-tri/macro.md explains them, and nothing else.

    mkdocs-macros calls this once. Its own rendering would run whatever a page says, so ours takes its place; titles stay text.
    """
    log = logging.getLogger("mkdocs.hooks.so_tay")

    def render(markdown: str, **_: object) -> str:
        return str(env.conf.extra["so_tay"].expand(env.page.file.src_uri, markdown, log.warning))

    env.render = render
    env.has_j2 = lambda text: False
