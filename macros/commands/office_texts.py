"""What an office's own files are compared with: the handbook's texts of today, and those that the folder was last seen with."""

from __future__ import annotations

from macros.commands import ROOT
from macros.files.whole import write_file
from macros.load import DataFolder
from macros.office import BASE, Touched, handbook_texts, own_texts, read_base, touched, write_base


def base_of(data: DataFolder) -> dict[str, str] | None:
    """The texts that the office's folder keeps; None when it keeps none that can be read."""
    path = data.own(BASE)
    return read_base(path.read_bytes()) if data.over and path.is_file() else None


def changed_under(data: DataFolder) -> list[Touched]:
    """The office's files that rest on what has changed since; none where nothing is kept to compare with."""
    before = base_of(data)
    return touched(before, handbook_texts(ROOT), own_texts(data)) if before is not None else []


def keep_base(data: DataFolder) -> None:
    """Let the office's folder keep the handbook's texts of today."""
    write_file(data.own(BASE), write_base(handbook_texts(ROOT)))
