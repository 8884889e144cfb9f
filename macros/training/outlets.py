"""The bank for other systems: GIFT (Moodle) and QTI 2.1; ``anki`` makes the third. What a format cannot hold is named,
never dropped silently: a question it has no place for, and what becomes of the kinds it has to bend."""

from __future__ import annotations

import io
import re
import sqlite3
from contextlib import closing
from typing import NamedTuple
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZipFile

from macros.files.zip import write_zip
from macros.model import Handbook
from macros.model.training import BLANK, KIND_NAMES, Question
from macros.training.questions import basis, in_force

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_CP = "http://www.imsglobal.org/xsd/imscp_v1p1"


class Outlet(NamedTuple):
    """A file for another system: ``left`` names the questions it cannot hold, ``bent`` what becomes of others, in words."""

    name: str
    content: bytes
    left: list[str]
    bent: list[str]


def explained(handbook: Handbook, question: Question) -> list[str]:
    """Everything that is said after an answer, a line each: the right answer with its reasons, the explanation, the sources."""
    lines = [f"{at}. {step.text}: {step.why}" for at, step in enumerate(question.steps, start=1)]
    lines += [f"{pair.left} → {pair.right}: {pair.why}" for pair in question.pairs]
    lines += [f"Đáp án: {' / '.join(question.accepted)}"] if question.accepted else []
    lines += [f"«{slip.text}»: {slip.why}" for slip in question.slips]
    right, wrong = ("Dòng đúng", "Dòng có lỗi") if question.marks_faults else ("Đúng", "Sai")
    lines += [f"{right if option.right else wrong}: {option.text} – {option.why}" for option in question.options]
    lines += [question.explanation] if question.explanation else []
    cited = basis(handbook, question.citations)
    sources = "; ".join(one["nhan"] + (f" ({one['luuY']})" if one["luuY"] else "") for one in cited)
    return [*lines, f"Căn cứ: {sources}." if sources else "Kinh nghiệm."]


def kind_count(questions: list[Question], *kinds: str) -> int:
    """How many of ``questions`` are of one of ``kinds``."""
    return sum(question.kind in kinds for question in questions)


def gift(handbook: Handbook) -> Outlet:
    """The bank in GIFT. Orderings have no place in it; judging statements becomes matching them with Đúng and Sai."""
    written, left = [], []
    questions = in_force(handbook, handbook.questions.values())
    for question in questions:
        if question.steps:
            left.append(f"{question.id} ({KIND_NAMES[question.kind]}): GIFT không có loại sắp xếp thứ tự")
            continue
        text = " ".join(filter(None, [question.situation, question.stem]))
        body = _gift_body(question, " ".join(explained(handbook, question)))
        head = f"$CATEGORY: {question.module}\n\n::{question.id}::"
        written.append(f"{head}{_gift(text).replace(BLANK, body)}" if question.accepted else f"{head}{_gift(text)} {body}")
    bent = [f"{kind_count(questions, 'dung_sai')} câu đúng hay sai nhiều ý thành câu ghép với «Đúng», «Sai»"]
    return Outlet("ngan-hang.gift.txt", ("\n\n".join(written) + "\n").encode(), left, bent)


def _gift(text: str) -> str:
    return re.sub(r"([\\~=#{}:])", r"\\\1", " ".join(text.split()))


def _gift_body(question: Question, general: str) -> str:
    """The answers in braces; ``general`` is what Moodle shows after any answer."""
    last = f"####{_gift(general)}"
    if question.accepted:
        accepted = [f"={_gift(a)}" for a in question.accepted]
        return "{" + " ".join([*accepted, *(f"=%0%{_gift(slip.text)}#{_gift(slip.why)}" for slip in question.slips), last]) + "}"
    if question.pairs or question.judges_each:
        pairs = [(p.left, p.right) for p in question.pairs] or [(o.text, "Đúng" if o.right else "Sai") for o in question.options]
        rows = [f"={_gift(left)} -> {_gift(right)}" for left, right in pairs]
        return "{\n" + "\n".join([*rows, *(f"= -> {_gift(extra)}" for extra in question.extras), last]) + "\n}"
    marked = question.to_mark
    rows = []
    for at, option in enumerate(question.options):
        if question.many:
            right, wrong = 100 / len(marked), 100 / (len(question.options) - len(marked))
            sign = f"~%{right:.5g}%" if at in marked else f"~%-{wrong:.5g}%"
        else:
            sign = "=" if at in marked else "~"
        rows.append(f"{sign}{_gift(option.text)}#{_gift(option.why)}")
    return "{\n" + "\n".join([*rows, last]) + "\n}"


def qti(handbook: Handbook) -> Outlet:
    """The bank as a QTI 2.1 content package, which has a place for every kind."""
    questions = in_force(handbook, handbook.questions.values())
    items = [(f"cau/{q.id}.xml", _qti_item(q, explained(handbook, q))) for q in questions]
    rows = "".join(
        f'<resource identifier="r-{q.id}" type="imsqti_item_xmlv2p1" href="cau/{q.id}.xml"><file href="cau/{q.id}.xml"/></resource>'
        for q in questions
    )
    manifest = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<manifest xmlns="{_CP}" identifier="so-tay">'
        "<metadata><schema>QTIv2.1 Package</schema>"
        f"<schemaversion>1.0.0</schemaversion></metadata><organizations/><resources>{rows}</resources></manifest>"
    )
    bent = [
        f"{kind_count(questions, 'dung_sai')} câu đúng hay sai nhiều ý thành câu ghép với «Đúng», «Sai»",
        "lời giải của từng phương án gộp thành một lời giải hiện sau khi trả lời",
    ]
    return Outlet("ngan-hang-qti.zip", write_zip([("imsmanifest.xml", manifest.encode()), *items]), [], bent)


_SCORE = '<setOutcomeValue identifier="SCORE">{}</setOutcomeValue>'
# Full marks for the right answer, and the explanation in any case.
_JUDGE = (
    '<responseCondition><responseIf><match><variable identifier="RESPONSE"/><correct identifier="RESPONSE"/></match>'
    + _SCORE.format('<baseValue baseType="float">1</baseValue>')
    + "</responseIf></responseCondition>"
)
_EXPLAIN = '<setOutcomeValue identifier="GIAI"><baseValue baseType="identifier">giai</baseValue></setOutcomeValue>'


def _qti_item(question: Question, explanation: list[str]) -> bytes:
    cardinality, base, values, interaction = _qti_parts(question)
    correct = "".join(f"<value>{escape(value)}</value>" for value in values)
    mapping = "".join(f'<mapEntry mapKey={quoteattr(a)} mappedValue="1" caseSensitive="false"/>' for a in question.accepted)
    declaration = (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"<correctResponse>{correct}</correctResponse>"
        + (f'<mapping defaultValue="0">{mapping}</mapping>' if mapping else "")
        + "</responseDeclaration>"
    )
    situation = f"<p>{escape(question.situation)}</p>" if question.situation else ""
    judge = _SCORE.format('<mapResponse identifier="RESPONSE"/>') if mapping else _JUDGE
    said = "".join(f"<p>{escape(line)}</p>" for line in explanation)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem xmlns="{_QTI}" identifier="{question.id}" title="{question.id}"'
        f' adaptive="false" timeDependent="false" xml:lang="vi">{declaration}'
        '<outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float">'
        "<defaultValue><value>0</value></defaultValue></outcomeDeclaration>"
        '<outcomeDeclaration identifier="GIAI" cardinality="single" baseType="identifier"/>'
        f"<itemBody>{situation}{interaction}</itemBody>"
        f"<responseProcessing>{judge}{_EXPLAIN}</responseProcessing>"
        f'<modalFeedback outcomeIdentifier="GIAI" identifier="giai" showHide="show">{said}</modalFeedback></assessmentItem>'
    ).encode()


def _qti_parts(question: Question) -> tuple[str, str, list[str], str]:
    """Cardinality, base type, right values, the interaction."""
    prompt = f"<prompt>{escape(question.stem)}</prompt>"
    if question.accepted:
        before, _, after = question.stem.partition(BLANK)
        entry = '<textEntryInteraction responseIdentifier="RESPONSE"/>'
        return "single", "string", [question.accepted[0]], f"<p>{escape(before)}{entry}{escape(after)}</p>"
    if question.steps:
        choices = "".join(f'<simpleChoice identifier="c{i}">{escape(s.text)}</simpleChoice>' for i, s in enumerate(question.steps))
        order = f'<orderInteraction responseIdentifier="RESPONSE" shuffle="true">{prompt}{choices}</orderInteraction>'
        return "ordered", "identifier", [f"c{i}" for i in range(len(question.steps))], order
    if question.pairs or question.judges_each:
        return _qti_match(question, prompt)
    marked = [f"c{i}" for i in question.to_mark]
    choices = "".join(f'<simpleChoice identifier="c{i}">{escape(o.text)}</simpleChoice>' for i, o in enumerate(question.options))
    shuffle = "false" if question.keeps_order else "true"
    choice = (
        f'<choiceInteraction responseIdentifier="RESPONSE" shuffle="{shuffle}" maxChoices="{0 if question.many else 1}">'
        f"{prompt}{choices}</choiceInteraction>"
    )
    return "multiple" if question.many else "single", "identifier", marked, choice


def _qti_match(question: Question, prompt: str) -> tuple[str, str, list[str], str]:
    if question.pairs:
        lefts = [p.left for p in question.pairs]
        rights = [*(p.right for p in question.pairs), *question.extras]
        right_of = list(range(len(lefts)))
    else:
        lefts, rights = [o.text for o in question.options], ["Đúng", "Sai"]
        right_of = [0 if o.right else 1 for o in question.options]

    def side(letter: str, texts: list[str], most: int) -> str:
        rows = "".join(
            f'<simpleAssociableChoice identifier="{letter}{i}" matchMax="{most}">{escape(text)}</simpleAssociableChoice>'
            for i, text in enumerate(texts)
        )
        return f"<simpleMatchSet>{rows}</simpleMatchSet>"

    sets = side("t", lefts, 1) + side("p", rights, len(lefts))
    match = (
        f'<matchInteraction responseIdentifier="RESPONSE" shuffle="true" maxAssociations="{len(lefts)}">{prompt}{sets}</matchInteraction>'
    )
    return "multiple", "directedPair", [f"t{i} p{j}" for i, j in enumerate(right_of)], match


def count(name: str, content: bytes) -> int:
    """How many questions (in Anki: cards) the file holds, read back from the file itself."""
    if name.endswith(".apkg"):
        with ZipFile(io.BytesIO(content)) as package, closing(sqlite3.connect(":memory:")) as collection:
            collection.deserialize(package.read("collection.anki2"))
            return int(collection.execute("SELECT count(*) FROM cards").fetchone()[0])
    if name.endswith(".zip"):
        with ZipFile(io.BytesIO(content)) as package:
            items = [n for n in package.namelist() if n.startswith("cau/")]
            return sum(ElementTree.fromstring(package.read(n)).tag == f"{{{_QTI}}}assessmentItem" for n in items)  # noqa: S314  # our own file
    return len(re.findall(r"^::[a-z0-9-]+::", content.decode(), re.M))
