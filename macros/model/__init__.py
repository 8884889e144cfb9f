"""The vocabulary: frozen models of every fact, one file a field, and :class:`Handbook`, which holds them all.

Nothing here opens a file, renders a page or knows MkDocs. An editor's key is a field's alias.
"""

from __future__ import annotations

from macros.model.base import Citation, Model, UnknownName, look_up
from macros.model.handbook import Handbook
from macros.model.sources import Source

__all__ = ["Citation", "Handbook", "Model", "Source", "UnknownName", "look_up"]
