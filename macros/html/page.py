"""Pages made from data: the only writer of front matter, and the heading that Markdown would give a title."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from markupsafe import Markup, escape

from macros.model.subject import MadePage
from macros.vietnamese import slug

OWNER = "Văn phòng cấp ủy cấp trên"
# What JSON writes as it is and YAML refuses to read.
_NOT_YAML = re.compile("[\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def made_page(
    path: str, html: Markup, *, title: str, about: str, reviewed: date, kind: str = "trang", owner: str = OWNER,
    sources: Iterable[str] = (), **more: Any,
) -> MadePage:
    """A page made from data. ``about`` describes it in one sentence, ``reviewed`` is the day its facts were last checked,
    ``sources`` the ids of what it rests on; ``more`` are further keys of the front matter, as docs/quan-tri/dau-trang.md names them."""
    front = {
        "title": title, "description": about, "loai": kind, "nguoi_phu_trach": owner,
        "ra_soat": {"ngay": reviewed.isoformat(), "can_cu": list(sources)}, **more,
    }  # fmt: skip
    return MadePage(path, front, html)


def front_matter(page: MadePage) -> str:
    """The page as a file that holds nothing but its front matter; JSON is YAML but for a few signs."""
    text = _NOT_YAML.sub(_escaped, json.dumps(page.front, ensure_ascii=False))
    return f"---\n{text}\n---\n"


def _escaped(sign: re.Match[str]) -> str:
    return f"\\u{ord(sign[0]):04x}"


def title_heading(title: str) -> Markup:
    """The page's title as Markdown would write it, with its anchor."""
    anchor = slug(title)
    return Markup('<h1 id="{}">{}<a class="headerlink" href="#{}" title="Liên kết tới mục này">&para;</a></h1>\n').format(
        anchor, escape(title), anchor
    )
