"""An office's own folder: made with a filled example of everything, and brought up to date after a new version of the handbook."""

from __future__ import annotations

from macros.office.snapshot import BASE, handbook_texts, own_texts, read_base, write_base
from macros.office.starter import EXAMPLES, starter_files
from macros.office.upgrade import Touched, touched

__all__ = ["BASE", "EXAMPLES", "Touched", "handbook_texts", "own_texts", "read_base", "starter_files", "touched", "write_base"]
