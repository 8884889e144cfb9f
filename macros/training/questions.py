"""Questions as the page, the script, the exam and the paper see them: one shape, worked out once."""

from __future__ import annotations

import base64
import hashlib
import random
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from macros.html.fragment import fragment
from macros.html.script import element_json, json_text, script_of
from macros.model import Handbook
from macros.model.base import Citation
from macros.model.sources import SURENESS_NAMES
from macros.model.training import KIND_NAMES, LEVEL_NAMES, Question
from macros.vietnamese import slug

SOURCE_PAGE = "/can-cu/{}.html"
# This is no secret: it only keeps the answers out of sight of whoever opens the page's source, and the exam page says so.
SALT = "so-tay-van-phong-cap-uy"


def in_force(handbook: Handbook, questions: Iterable[Question]) -> list[Question]:
    """``questions`` without those that are withdrawn."""
    return [question for question in questions if not handbook.is_withdrawn(question)]


def of_module(handbook: Handbook, module: str) -> list[Question]:
    """The module's questions in force, in the order of the bank."""
    return in_force(handbook, (q for q in handbook.questions.values() if q.module == module))


def citation(handbook: Handbook, cited: Citation) -> dict[str, str]:
    """``{nhan, url, luuY}``: what the citation is called, where it is explained, and what to beware of."""
    source = handbook.source(cited.source)
    label = f"{source.label} ({source.issued_text})" + (f", {cited.article}" if cited.article else "")
    label += f" ({source.state_text})" if source.is_replaced and cited.article else ""
    return {"nhan": label, "url": SOURCE_PAGE.format(source.id), "luuY": SURENESS_NAMES[source.sureness(cited.article)]}


def basis(handbook: Handbook, citations: Iterable[Citation]) -> list[dict[str, str]]:
    """The citations of a block, of which the last carries the one sign: that of the least sure."""
    rows = [(handbook.source(each.source).sureness(each.article), citation(handbook, each)) for each in citations]
    if not rows:
        return []
    least = max((sureness for sureness, _ in rows), key=list(SURENESS_NAMES).index)
    told = [shown | {"luuY": ""} for _, shown in rows]
    return [*told[:-1], told[-1] | {"luuY": SURENESS_NAMES[least]}]


def _shuffled(question: Question, count: int, what: str) -> list[int]:
    """An order of ``count`` things that depends on the question alone, and is never the given one."""
    order = list(range(count))
    seed = int.from_bytes(hashlib.sha256(f"{question.id}/{what}".encode()).digest()[:8], "big")
    random.Random(seed).shuffle(order)  # noqa: S311  # repeatable, not secret
    return order if order != sorted(order) or count < 2 else order[1:] + order[:1]


def shape(handbook: Handbook, question: Question) -> dict[str, Any]:
    """The item as scripts take it: ``y`` (lines in the order shown), ``khoa`` (right answers), ``giai`` (explanations).

    An answer is a string: chosen indexes («0,2»), one judgement a statement («1,0,1»), steps in order («2,0,1»),
    the partner of each left side («1,2,0»), or the words filled in, folded.
    """
    lines: list[str]
    whys: list[str]
    right: list[str] = []
    if question.steps:
        order = _shuffled(question, len(question.steps), "thu_tu")
        lines, whys = [question.steps[i].text for i in order], [question.steps[i].why for i in order]
        keys = [",".join(str(order.index(i)) for i in range(len(order)))]
    elif question.pairs:
        partners = [*(pair.right for pair in question.pairs), *question.extras]
        order = _shuffled(question, len(partners), "cap")
        lines, whys = [pair.left for pair in question.pairs], [pair.why for pair in question.pairs]
        right = [partners[i] for i in order]
        keys = [",".join(str(order.index(i)) for i in range(len(question.pairs)))]
    elif question.accepted:
        lines, whys = [], []
        keys = list(dict.fromkeys(slug(text, " ") for text in question.accepted))
    else:
        order = list(range(len(question.options))) if question.keeps_order else _shuffled(question, len(question.options), "chon")
        lines, whys = [question.options[i].text for i in order], [question.options[i].why for i in order]
        marked = [position for position, i in enumerate(order) if i in question.to_mark]
        judged = ",".join("1" if option.right else "0" for option in question.options)
        keys = [judged if question.judges_each else ",".join(map(str, marked))]
    return {
        "id": question.id,
        "loai": question.kind,
        "hp": question.module,
        "kho": question.level,
        "tinhHuong": question.situation or "",
        "hoi": question.stem,
        "y": lines,
        "phai": right,
        "nhieu": question.many,
        "khoa": keys,
        "giai": {
            "vi": whys,
            "chung": question.explanation or "",
            "dapAn": question.accepted[0] if question.accepted else "",
            "nham": [{"y": slug(slip.text, " "), "vi": slip.why} for slip in question.slips],
            "canCu": basis(handbook, question.citations),
        },
    }


def fingerprint(shaped: dict[str, Any]) -> str:
    """Eight hexadecimal digits of the item's content: saved answers are dropped when it changes."""
    return hashlib.sha256(json_text(shaped).encode()).hexdigest()[:8]


def with_fingerprint(handbook: Handbook, question: Question) -> dict[str, Any]:
    """:func:`shape` and its fingerprint under ``bam``."""
    shaped = shape(handbook, question)
    return {**shaped, "bam": fingerprint(shaped)}


def sealed(handbook: Handbook, question: Question) -> dict[str, Any]:
    """The item for an exam: the right answers as salted hashes (``dau``), the explanations veiled (``kin``)."""
    shaped = with_fingerprint(handbook, question)
    keys = shaped.pop("khoa")
    veiled = json_text({"khoa": keys, "giai": shaped.pop("giai")}).encode()
    shaped["dau"] = [hashlib.sha256(f"{SALT}|{question.id}|{key}".encode()).hexdigest() for key in keys]
    shaped["kin"] = base64.b64encode(veil(veiled, question.id)).decode("ascii")
    return shaped


def veil(content: bytes, name: str) -> bytes:
    """``content`` crossed with a stream of hashes; the script takes it off again after the exam is handed in."""
    stream = bytearray()
    for block in range(-(-len(content) // 32)):
        stream += hashlib.sha256(f"{SALT}|{name}|{block}".encode()).digest()
    return bytes(a ^ b for a, b in zip(content, stream, strict=False))


def bank_script(handbook: Handbook) -> bytes:
    """The whole bank in force, sealed, as a classic script that the exam page adds when it needs it."""
    bank = [sealed(handbook, question) for question in in_force(handbook, handbook.questions.values())]
    return script_of("nganHang", {"muoi": SALT, "cau": bank})


def question_html(handbook: Handbook, question: Question, number: int) -> Markup:
    """One item as a plain list with its answer folded away; the script ``cau-hoi`` turns it into practice."""
    shaped = with_fingerprint(handbook, question)
    return fragment(
        "cau-hoi.html",
        question=question,
        number=number,
        kind=KIND_NAMES[question.kind],
        level=LEVEL_NAMES[question.level],
        shaped=shaped,
        citations=shaped["giai"]["canCu"],
        data=element_json(shaped),
    )


def question_list(handbook: Handbook, questions: Iterable[Question]) -> Markup:
    """Items numbered from 1, as a practice."""
    items = Markup("\n").join(question_html(handbook, q, number) for number, q in enumerate(questions, start=1))
    return Markup('<div class="st-luyen" data-so-tay="cau-hoi">\n{}\n</div>').format(items)
