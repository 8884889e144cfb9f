"""«Mới thay đổi» for feed readers (Atom), made only where an office says at which address its site stands: a feed needs whole addresses."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape, unescape

from macros.model.editions import Edition
from macros.model.subject import MadeFile

PATH = "moi-thay-doi.xml"
NEWS = "can-cu/moi-thay-doi.md"  # the page whose sections are told
_SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>(.*?)(?=<h2 |\Z)', re.DOTALL)
_ROW = re.compile(r"<tr>\s*<td[^>]*>(.*?)</td>\s*<td[^>]*>(.*?)</td>", re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>', re.DOTALL)
_TAG = re.compile(r"<[^>]+>")


def feed(address: str, name: str, news: str, reviewed: date, editions: Iterable[Edition]) -> MadeFile:
    """The feed of the site at ``address``. ``news``: the HTML of that page; ``reviewed``: the day of its last review.

    A section whose words change is a new entry, since readers of feeds show a known one no more.
    """
    entries = [*_sections(address, news, reviewed), *_editions(address, editions)]
    days = [day for day, _ in entries] or [reviewed]
    head = ('<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="vi">\n'
            f"<title>{escape(name)}: mới thay đổi</title>\n<id>{escape(address)}</id>\n<updated>{_moment(max(days))}</updated>\n"
            f'<author><name>{escape(name)}</name></author>\n<link rel="self" href="{escape(address + PATH)}"/>\n'
            f'<link href="{escape(address + NEWS.replace(".md", ".html"))}"/>\n')  # fmt: skip
    return PATH, (head + "".join(text for _, text in entries) + "</feed>\n").encode()


def _sections(address: str, news: str, reviewed: date) -> Iterator[tuple[date, str]]:
    for anchor, title, body in _SECTION.findall(news):
        rows = [f"{_text(who)}: {_text(what)}" for who, what in _ROW.findall(body)]
        if rows:
            words = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:12]
            yield _entry(f"{address}{NEWS.replace('.md', '.html')}#{anchor}", words, _text(_PERMALINK.sub("", title)), rows, reviewed)


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


def _text(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", html)).split())
