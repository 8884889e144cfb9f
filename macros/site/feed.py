"""«Mới thay đổi» for feed readers (Atom), made only where an office says at which address its site stands: a feed needs whole addresses."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from macros.model.editions import Edition
from macros.model.news import Change
from macros.model.subject import MadeFile
from macros.vietnamese import slug

PATH = "moi-thay-doi.xml"
NEWS = "can-cu/moi-thay-doi.html"  # the page whose cards are told


def feed(address: str, name: str, changes: Iterable[Change], reviewed: date, editions: Iterable[Edition]) -> MadeFile:
    """The feed of the site at ``address``. ``reviewed``: the day on which ``changes`` were last reviewed.

    A card whose words change is a new entry, since readers of feeds show a known one no more.
    """
    entries = [*_changes(address, changes, reviewed), *_editions(address, editions)]
    days = [day for day, _ in entries] or [reviewed]
    head = ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
            f"<title>{escape(name)}: mới thay đổi</title>\n<id>{escape(address)}</id>\n<updated>{_moment(max(days))}</updated>\n"
            f'<author><name>{escape(name)}</name></author>\n<link rel="self" href="{escape(address + PATH)}"/>\n'
            f'<link href="{escape(address + NEWS)}"/>\n')  # fmt: skip
    return PATH, (head + "".join(text for _, text in entries) + "</feed>\n").encode()


def _changes(address: str, changes: Iterable[Change], reviewed: date) -> Iterator[tuple[date, str]]:
    for change in changes:
        rows = [f"{way.who}: {way.work}" for way in change.ways]
        words = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]
        yield _entry(f"{address}{NEWS}#{slug(change.name)}", words, change.name, rows, reviewed)


def _editions(address: str, editions: Iterable[Edition]) -> Iterator[tuple[date, str]]:
    for edition in sorted(editions, key=lambda one: one.id, reverse=True):
        title = f"Ấn bản ngày {edition.day:%d/%m/%Y}"
        yield _entry(f"{address}bat-dau/an-ban.html", edition.id, title, list(edition.changes), edition.day)


def _entry(link: str, version: str, title: str, rows: list[str], day: date) -> tuple[date, str]:
    page, _, anchor = link.partition("#")
    content = escape("<ul>" + "".join(f"<li>{escape(row)}</li>" for row in rows) + "</ul>")
    return day, (f'<entry><title>{escape(title)}</title><id>{escape(f"{page}?ban={version}" + (f"#{anchor}" if anchor else ""))}</id>'
                 f'<link href="{escape(link)}"/><updated>{_moment(day)}</updated><content type="html">{content}</content></entry>\n')


def _moment(day: date) -> str:
    return f"{day.isoformat()}T00:00:00+07:00"  # a day of Vietnam

