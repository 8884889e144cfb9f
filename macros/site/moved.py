"""Old addresses: a page that leads on by itself and by a link, on the web and from a file alike, without a script."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from html import escape

from macros.model.moves import Move
from macros.model.problems import Problems
from macros.model.subject import MadeFile

FILE = "data/chuyen-trang.yml"
_PAGE = """<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trang đã chuyển: {title}</title>
<meta name="robots" content="noindex"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={target}"></head>
<body><h1>Trang đã chuyển</h1><p>Nội dung nay ở <a href="{target}">{title}</a>. Nếu không tự mở, bấm vào tên trang.</p></body></html>
"""


def check_moves(moves: Iterable[Move], pages: Collection[str], problems: Problems) -> None:
    """Refuse an old address at which a page stands, and a new one at which none does. ``pages``: their paths under docs/."""
    for move in moves:
        place = f"{FILE} › {move.id}"
        if _source(move.id) in pages:
            problems.error(place, f"«{move.id}» đang là một trang của sổ tay", "Chỉ ghi địa chỉ mà nay không còn trang.")
        if _source(move.to) not in pages:
            problems.error(f"{place} › moi", f"không có trang «{move.to}»", "Ghi địa chỉ của trang đang có, ví dụ quy-trinh/ket-nap.html.")


def moved_pages(moves: Iterable[Move], titles: dict[str, str]) -> Iterator[MadeFile]:
    """A page at every old address. ``titles``: of the pages, by their path under docs/."""
    for move in moves:
        target = posixpath.relpath(move.to, posixpath.dirname(move.id) or ".")
        yield move.id, _PAGE.format(target=escape(target), title=escape(titles[_source(move.to)])).encode()


def _source(address: str) -> str:
    return address.removesuffix(".html") + ".md"
