"""The bank as an Anki package: a deck a module, a card a question, made by genanki and always the same bytes."""

from __future__ import annotations

import html
import io
from datetime import UTC, date, datetime
from zipfile import ZipFile

import genanki

from macros.files.zip import write_zip
from macros.model import Handbook
from macros.model.training import BLANK, KIND_NAMES, LEVEL_NAMES, Question
from macros.training.outlets import Outlet, explained
from macros.training.questions import of_module, shape
from macros.training.trainer import answer_text

# Anki knows a note type and a deck by number for ever: these never change, or a second import doubles the cards.
_MODEL = 1_726_112_201
_DECKS = 1_726_112_300
_SQLITE_VERSION = slice(96, 100)  # of the file's head: who wrote it last, which no reader needs

_FIELDS = ("Mã", "Câu hỏi", "Đáp án", "Giải thích")
_CSS = """.card { max-width: 40em; margin: 0 auto; padding: 0 12px; font: 20px/1.5 "Be Vietnam Pro", Arial, sans-serif; text-align: left; }
.loai { font-size: 15px; opacity: 0.8; } .hoi { font-weight: 600; } .dap { font-size: 22px; font-weight: 600; }
ol { padding-left: 1.6em; } .y { list-style: upper-alpha; } .phai { list-style: lower-alpha; } .vi { font-size: 17px; padding-left: 1.2em; }
"""
_FRONT = "{{Câu hỏi}}"
_BACK = '{{FrontSide}}<hr id="answer"><p class="dap">{{Đáp án}}</p>{{Giải thích}}'


def anki(handbook: Handbook, today: date) -> Outlet:
    """``ngan-hang.apkg``: every question in force as a card to judge oneself by. Anki marks nothing, and this is said.

    A question keeps its note's id from edition to edition, so that importing a new one keeps what has been learnt; the notes
    are stamped ``today``, because Anki replaces a note only by a later one.
    """
    look = genanki.Model(
        _MODEL, "Sổ tay văn phòng: câu hỏi", fields=[{"name": name} for name in _FIELDS],
        templates=[{"name": "Thẻ", "qfmt": _FRONT, "afmt": _BACK}], css=_CSS, sort_field_index=0,
    )  # fmt: skip
    decks, total = [], 0
    for number, module in enumerate(handbook.course.modules.values()):
        deck = genanki.Deck(_DECKS + number, f"Sổ tay văn phòng cấp ủy::{number + 1}. {module.title}", module.about)
        for question in of_module(handbook, module.id):
            fields = [question.id, _front(handbook, question), html.escape(answer_text(handbook, question)), _back(handbook, question)]
            tags = [question.kind, f"muc-{LEVEL_NAMES[question.level].replace(' ', '-')}", question.objective]
            deck.add_note(genanki.Note(look, fields, guid=genanki.guid_for("so-tay", question.id), tags=tags))
            total += 1
        decks.append(deck)
    bent = [f"Anki không chấm bài: {total} câu thành thẻ hỏi – đáp, người học tự chấm; câu sắp xếp thứ tự, ghép đôi trả lời bằng chữ cái"]
    return Outlet("ngan-hang.apkg", _package(decks, today), [], bent)


def _front(handbook: Handbook, question: Question) -> str:
    """The question as it is asked on paper: lettered lines, in the order that the answer's letters mean."""
    shaped = shape(handbook, question)
    parts = [f'<p class="loai">{KIND_NAMES[question.kind]}</p>']
    parts += [f"<p><i>{html.escape(question.situation)}</i></p>"] if question.situation else []
    parts += [f'<p class="hoi">{html.escape(question.stem.replace(BLANK, "……"))}</p>']
    for name, lines in (("y", shaped["y"]), ("phai", shaped["phai"])):
        items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
        parts += [f'<ol class="{name}">{items}</ol>'] if items else []
    return "".join(parts)


def _back(handbook: Handbook, question: Question) -> str:
    return '<ul class="vi">' + "".join(f"<li>{html.escape(line)}</li>" for line in explained(handbook, question)) + "</ul>"


def _package(decks: list[genanki.Deck], today: date) -> bytes:
    """The decks as genanki packs them, without what depends on the machine: the zip's times, the name of SQLite's version."""
    moment = datetime(today.year, today.month, today.day, tzinfo=UTC).timestamp()
    buffer = io.BytesIO()
    genanki.Package(decks).write_to_file(buffer, timestamp=moment)
    with ZipFile(buffer) as packed:
        files = {name: bytearray(packed.read(name)) for name in packed.namelist()}
    files["collection.anki2"][_SQLITE_VERSION] = bytes(4)
    return write_zip([(name, bytes(files[name])) for name in sorted(files)])
