"""The list of subjects: the adapters, the documentation of macros and the tests go through it and know no subject by name.

To add a subject, make a folder whose ``__init__`` exports SUBJECT, and add its name here.
"""

from __future__ import annotations

from datetime import date
from importlib import import_module

from macros.model.handbook import Handbook
from macros.model.subject import MadeFile, Subject

# In the order of the menu, which is also the order in which pages and files are made.
ROOMS = ("sources", "procedures", "training", "documents", "organisation", "calendar", "glossary")

SUBJECTS: tuple[Subject, ...] = tuple(import_module(f"macros.{room}").SUBJECT for room in ROOMS)


def all_files(handbook: Handbook, today: date) -> list[MadeFile]:
    """Every file to download, in a fixed order."""
    return [file for subject in SUBJECTS for file in subject.files(handbook, today)]
