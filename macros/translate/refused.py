"""What stops a translation, told as every other problem of a build: place, what stands there, what to do."""

from __future__ import annotations

import ast


class NotTranslated(Exception):
    """Something outside the subset; its text names file, line, what was met and the remedy, in Vietnamese."""

    def __init__(self, path: str, node: ast.AST | int, what: str, remedy: str) -> None:
        line = node if isinstance(node, int) else getattr(node, "lineno", 1)
        super().__init__(f"{path}:{line}: chưa dịch được sang JavaScript: {what}. {remedy}")
