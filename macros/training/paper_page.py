"""Tests on paper made on the page: the script, and the bank that it draws from, veiled as the exam's is."""

from __future__ import annotations

import base64
import json
from typing import Any

from markupsafe import Markup

from macros.documents import plain_frame
from macros.html.fragment import fragment
from macros.html.script import element_json
from macros.model import Handbook
from macros.training.questions import in_force, veil
from macros.translate import translate
from macros.translate.data import as_data

NAME = "de-giay"  # the page, its data, and what the bank is veiled under
_OWN = ("drawn", "variants", "paper", "grid", "keys", "word_lines")
_ENTRIES = (
    *(f"macros.training.paper_test:{name}" for name in _OWN), "macros.documents.write.plain:plain_parts",
    "macros.training.marks:marks_parts",
)  # fmt: skip
_DATA = tuple(f"macros.model.training:{name}" for name in ("Question", "Option", "Explained", "Pair", "Matrix"))
# What nothing on paper tells.
_UNTOLD = frozenset({"why", "explanation", "citations", "slips", "objective", "practice"})
# Where title and content stand in the sheet that all papers share.
TITLE, CONTENT = "\ue000", "\ue001"


def script() -> str:
    """Drawing and printing, at ``SoTay.paperTest``."""
    return translate("paperTest", _ENTRIES, data=_DATA)


def data(handbook: Handbook) -> dict[str, Any]:
    """``kin`` the veiled bank in force, ``maTran`` the matrices, ``giay`` the sheet of paper, ``word`` the frame of a Word file."""
    bank = json.dumps(as_data(in_force(handbook, handbook.questions.values()), _UNTOLD), ensure_ascii=False, separators=(",", ":"))
    return {
        "kin": base64.b64encode(veil(bank.encode(), NAME)).decode("ascii"),
        "maTran": as_data(list(handbook.course.matrices.values())),
        "giay": fragment("to-giay.html", title=TITLE, content=CONTENT),
        "word": plain_frame(next(iter(handbook.rulesets.values()))),
    }


def page(handbook: Handbook) -> Markup:
    """Where the script asks which test, how many variants, and by which number."""
    tests = [[matrix.id, f"{matrix.title} · {matrix.minutes} phút"] for matrix in handbook.course.matrices.values()]
    return Markup(
        '<div class="st-lop" data-so-tay="de-giay">\n<p>Trang này chỉ dùng được khi trình duyệt bật JavaScript. '
        'Nếu không bật được, tạo đề bằng lệnh.</p>\n<script type="application/json">{}</script>\n</div>'
    ).format(element_json({"de": tests}))
