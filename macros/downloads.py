"""Everything that the site offers besides the prose: pages made from data, and files to download.

Each part of the handbook contributes pure functions; hooks.py turns what they give into MkDocs' virtual files, so
that links to them are checked like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from macros import agenda, catalogues, figures, organisation, papers, register, training
from macros.model.handbook import Handbook

# (path under docs/, Markdown text with front matter)
PageMaker = Callable[[Handbook, date], Iterable[tuple[str, str]]]
# (path under the site's root, content)
FileMaker = Callable[[Handbook, date], Iterable[tuple[str, bytes]]]

PAGES: tuple[PageMaker, ...] = (
    register.pages,
    catalogues.pages,
    training.generated_pages,
    papers.pages,
    agenda.generated_pages,
    figures.generated_pages,
)
FILES: tuple[FileMaker, ...] = (
    register.files,
    training.generated_files,
    papers.files,
    organisation.data_files,
    agenda.data_files,
    figures.data_files,
)


def files(handbook: Handbook, today: date) -> list[tuple[str, bytes]]:
    """Every file to download, in a fixed order."""
    return [file for make in FILES for file in make(handbook, today)]
