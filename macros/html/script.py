"""Data for scripts: the only place that writes what the browser reads, safe wherever it is put."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

DATA_FOLDER = "assets/du-lieu"
SITE_SCRIPT = "assets/javascripts/so-tay.js"  # the one script of every page
PRESET = "donViDatSan"  # where it holds the unit that a copy is preset for


def json_text(value: Any) -> str:
    """``value`` as compact JSON with its keys sorted."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def data_script(name: str, text: str) -> bytes:
    """A classic script that puts JSON ``text`` at ``SoTay.duLieu[name]``; works from file:// where fetch does not."""
    # JSON may hold these two signs inside strings, but in a script of an older browser they end the line.
    safe = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"SoTay.duLieu[{json.dumps(name)}]={safe};\n".encode()


def data_in(script: bytes, name: str) -> Any:
    """What :func:`data_script` put at ``name`` in ``script``, or None. Raises ValueError where it is no JSON."""
    found = re.search(rb"^SoTay\.duLieu\[" + re.escape(json.dumps(name).encode()) + rb"\]=(.*);$", script, re.MULTILINE)
    return json.loads(found[1]) if found else None


def script_of(name: str, data: object) -> bytes:
    """:func:`data_script` of ``data``."""
    return data_script(name, json_text(data))


def element_json(value: Any) -> Markup:
    """``value`` for a ``<script type="application/json">`` in a page: valid JSON in which no tag or comment can begin."""
    return Markup(json_text(value).replace("<", "\\u003c"))  # noqa: S704 (no sign is left that HTML would act on)
