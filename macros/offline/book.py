"""The printed book: the pages of a built site as one document, made into a PDF by Chromium.

Chromium gives running heads (a named page for each chapter), bookmarks and tags, but no page numbers in a table of contents: those are
written into the printed file (``contents.py``). Cover and contents and each part are printed by themselves and joined (``joined.py``).
"""

from __future__ import annotations

import html
import io
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path, PurePosixPath

from markupsafe import Markup
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, NameObject, StreamObject

from macros.html.code import code
from macros.html.fragment import fragment
from macros.offline import contents, joined
from macros.offline.audit import read_page


@dataclass(frozen=True)
class Part:
    """A part of the book: its code on the command line, its title, its pages in order by their addresses in the site. An address
    that ends in a stroke is a folder: its list page, then the pages in the order in which the list links to them."""

    code: str
    title: str
    pages: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Where it begins in the book."""
        return f"p-{self.code}"


PARTS = (
    Part("bat-dau", "Bắt đầu", ("bat-dau/gioi-thieu.html", "bat-dau/van-phong.html", "bat-dau/", "hanh-trinh/")),
    Part("quy-trinh", "Quy trình", ("quy-trinh/",)),
    Part("bang-kiem", "Bảng kiểm", ("bang-kiem/",)),
    Part("soan-van-ban", "Soạn văn bản", ("soan-thao/the-thuc.html", "soan-thao/chon-loai.html", "soan-thao/ai-ky.html",
                                          "soan-thao/loi-the-thuc.html", "soan-thao/dang-va-nha-nuoc.html")),
    Part("mau", "Mẫu văn bản", ("soan-thao/mau/",)),
    Part("hoi-dap", "Hỏi đáp", ("hoi-dap/", "tinh-huong.html")),
    Part("bai-hoc", "Bài học", ("dao-tao/bai/",)),
    Part("tra-cuu", "Tra cứu", ("nhiem-vu/", "thuat-ngu.html")),
    Part("can-cu", "Căn cứ", ("can-cu/index.html", "can-cu/moi-thay-doi.html", "can-cu/can-doi-chieu.html")),
)  # fmt: skip
# Folder → the page that lists what is in it, where that is not its own index.
LISTS = {"soan-thao/mau/": "soan-thao/index.html", "dao-tao/bai/": "dao-tao/index.html"}
#: Gives the PDF of an HTML file, for several at a time. Raises what its maker raises.
Printer = Callable[[Path], bytes]

_ARTICLE = re.compile(r"<article\b[^>]*>(.*)</article>", re.DOTALL)
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_DROPPED = re.compile(
    r"<(script|template|noscript|iframe|audio|video|dialog)\b.*?</\1>|<!--.*?-->|<a class=\"headerlink\".*?</a>|<i id=\"[^\"]*\"></i>"
    r"|<span class=\"st-can-cu__ghi-chu\".*?</span></span>|<aside\b[^>]*\bst-(?:dang-di|ra-soat|tu-ds)\b.*?</aside>", re.DOTALL)
_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(
    r"\s(?P<name>id|href|src|srcset|for|aria-[a-z]+|name|style|open|hidden|role|tabindex|data-[\w-]+)"
    r"(?:=\"(?P<value>[^\"]*)\")?(?=[\s/]|$)")
_LINK = re.compile(r'<a\b[^>]*\shref="([^"#?]+\.html)')
_STYLE = r'<link rel="stylesheet" href="([^"]+)"'
_WITHIN = re.compile(r' href="#(?P<place>(?P<chapter>c\d+)[^"]*)"')
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")
_MOMENT = re.compile(rb"D:\d{14}([+-]\d\d'\d\d'|Z)")


class NoBook(Exception):
    """Why the book cannot be made, in Vietnamese."""


@dataclass(frozen=True)
class Chapter:
    """A page of the site in the book: its address there, its title as text, its HTML, ``number`` from 1 on."""

    address: str
    title: str
    body: str
    number: int

    @property
    def anchor(self) -> str:
        """Where it begins in the book."""
        return f"c{self.number}"


def chosen(codes: Sequence[str]) -> list[Part]:
    """The parts with these codes in the order of the book; all without codes. Raises :class:`NoBook` with every code unknown."""
    known = {part.code for part in PARTS}
    if wrong := [code for code in codes if code not in known]:
        named = ", ".join(f"«{code}»" for code in wrong)
        raise NoBook(f"--phan: không có phần {named}. Các phần: {', '.join(part.code for part in PARTS)}.")
    return [part for part in PARTS if not codes or part.code in codes]


def make(site: Path, parts: Sequence[Part], place: Path, printer: Printer, *, owner: str, address: str | None) -> bytes:
    """The PDF of ``parts`` of the built ``site``: cover, contents with page numbers, chapters, bookmarks.

    ``place``: a folder for the document to print.
    ``owner``: whose data the site shows. ``address``: where the site stands on the web, for the codes that lead there. Raises NoBook.
    """
    edition = edition_of(site)
    groups = _groups(parts, list(_chapters(site, parts)))
    if not groups:
        raise NoBook(f"{site}: không có trang nào của các phần đã chọn.")
    styles = [f"{site.as_uri()}/{link}" for link in re.findall(_STYLE, (site / "index.html").read_text(encoding="utf-8"))]
    about = {"styles": styles, "edition": "/".join(reversed(edition.split("-"))), "owner": owner, "address": address, "qr": code,
             "whole": len(parts) == len(PARTS), "titles": ", ".join(part.title for part, _ in groups), "css": _css_text}

    def written(name: str, **about_it: object) -> Path:
        document = place / f"{name}.html"
        document.write_text(fragment("sach.html", **about, **about_it), encoding="utf-8", newline="\n")
        return document

    def front(numbers: Mapping[str, str], digits: str) -> Path:
        return written("sach", groups=groups, numbers=numbers, digits=digits, elsewhere=joined.ELSEWHERE, chapters=())

    marks = {name: contents.mark(number) for number, name in enumerate(_rows(groups), 1)}
    bodies = _apart(groups)
    documents = [front(marks, contents.DIGITS)]
    documents += [written(part.code, groups=(), part=part, chapters=chapters, wanted=wanted) for part, chapters, wanted in bodies]
    printed = _printed(documents, printer)
    try:
        return dated(_joined(printed, marks, lambda numbers: printer(front(numbers, ""))), edition)
    except joined.NotJoined as error:
        raise NoBook(f"Trình duyệt ghi PDF theo cách không ghép lại được ({error}). Dùng Chromium, Chrome hoặc Edge mới hơn.") from error


def _printed(documents: Sequence[Path], printer: Printer) -> list[bytes]:
    """The PDF of each document, as many at a time as the machine has cores; the longest is begun first."""
    with ThreadPoolExecutor(max_workers=min(len(documents), os.cpu_count() or 1)) as pool:
        order = sorted(documents, key=lambda document: document.stat().st_size, reverse=True)
        made = {document: pool.submit(printer, document) for document in order}
    return [made[document].result() for document in documents]


def _joined(printed: Sequence[bytes], marks: Mapping[str, str], again: Callable[[Mapping[str, str]], bytes]) -> bytes:
    """The files as one book. ``marks``: place → what stands in the contents for its page number. ``again``: prints them with numbers."""
    first, *rest = (joined.Printed(content) for content in printed)
    begins = list(accumulate((len(file.pages) for file in rest), initial=len(first.pages)))
    pages = {name: at + page for file, at in zip(rest, begins, strict=False) for name, page in file.places.items()}
    if lost := [name for name in marks if name not in pages]:
        raise NoBook(f"Bản in thiếu {len(lost)} chương, chỗ đầu là «{lost[0]}». Dùng Chromium, Chrome hoặc Edge mới hơn rồi chạy lại.")
    reader = PdfReader(io.BytesIO(printed[0]))
    numbers = {marks[name]: pages[name] + 1 for name in marks}
    digits = contents.digits_of(reader)
    numbered = contents.numbered(printed[0], reader, range(1, len(first.pages)), numbers)
    first = joined.Printed(numbered or again({name: str(pages[name] + 1) for name in marks}))
    # The cover and the page with the title of a part bear no number.
    return joined.joined([first, *rest], digits, [0, *begins[:-1]])


def _rows(groups: Sequence[tuple[Part, list[Chapter]]]) -> list[str]:
    """The places that the contents lead to."""
    return [place for part, members in groups for place in (part.anchor, *(chapter.anchor for chapter in members))]


def _apart(groups: Sequence[tuple[Part, list[Chapter]]]) -> list[tuple[Part, list[Chapter], list[str]]]:
    """Each part with its chapters, whose links into other parts lead out of the file, and with the places that others lead to."""
    part_of = {chapter.anchor: part.code for part, members in groups for chapter in members}
    wanted: dict[str, dict[str, None]] = {part.code: dict.fromkeys([part.anchor, *(c.anchor for c in members)]) for part, members in groups}

    def led(chapter: Chapter, own: str) -> Chapter:
        def out(link: re.Match[str]) -> str:
            there = part_of[link["chapter"]]
            if there == own:
                return link[0]
            wanted[there][link["place"]] = None
            return f' href="{joined.ELSEWHERE}{link["place"]}"'

        return replace(chapter, body=_WITHIN.sub(out, chapter.body))

    led_out = [(part, [led(chapter, part.code) for chapter in members]) for part, members in groups]
    return [(part, members, list(wanted[part.code])) for part, members in led_out]


def edition_of(site: Path) -> str:
    """The day of the edition of a built site, yyyy-mm-dd. Raises :class:`NoBook` where there is none."""
    home = site / "index.html"
    edition = read_page(home).edition if home.is_file() else ""
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", edition):
        raise NoBook(f"{site}: không phải trang đã tạo (không thấy ngày ấn bản trong index.html). Tạo trang trước: python3 run.py build.")
    return edition


# The document ----------------------------------------------------------------------------------------------------------------


def _chapters(site: Path, parts: Sequence[Part]) -> Iterator[Chapter]:
    found = [address for part in parts for address in _addresses(site, part)]
    numbers = {address: number for number, address in enumerate(found, 1)}
    for address, number in numbers.items():
        text = (site / address).read_text(encoding="utf-8")
        article = _ARTICLE.search(text)
        if article is None:
            raise NoBook(f"{site / address}: không thấy nội dung trang (thẻ article). Tạo lại trang rồi chạy lại.")
        body = _DROPPED.sub("", article[1])
        title = _TITLE.search(body)
        yield Chapter(address, _plain(title[1]) if title else address, _rewritten(body, site, address, numbers), number)


def _addresses(site: Path, part: Part) -> list[str]:
    """The pages of a part, each once."""
    found: dict[str, None] = {}
    for entry in part.pages:
        if not entry.endswith("/"):
            found |= dict.fromkeys([entry] if (site / entry).is_file() else [])
            continue
        index = LISTS.get(entry, f"{entry}index.html")
        article = _ARTICLE.search((site / index).read_text(encoding="utf-8")) if (site / index).is_file() else None
        linked = [_resolved(index, link) for link in _LINK.findall(article[1] if article else "")]
        there = {path.relative_to(site).as_posix() for path in (site / entry).glob("*.html")}
        rest = sorted(there - set(linked) - {index})
        found |= dict.fromkeys([index] if article and index.startswith(entry) else [])
        found |= dict.fromkeys(address for address in (*linked, *rest) if address in there)
    return list(found)


def _resolved(page: str, link: str) -> str:
    """The address in the site that ``link`` of ``page`` leads to."""
    steps: list[str] = []
    for step in (PurePosixPath(page).parent / link).parts:
        if step == "..":
            del steps[-1:]
        else:
            steps.append(step)
    return "/".join(steps)


def _plain(fragment: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", fragment)).split())


def _rewritten(article: str, site: Path, address: str, numbers: Mapping[str, int]) -> str:
    """An article as a chapter: headings one level down, anchors its own, links into the book, nothing that needs a screen."""
    own = f"c{numbers[address]}"

    def tag(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if level := re.fullmatch(r"h([1-6])", name):
            name = f"h{min(int(level[1]) + 1, 6)}"
        if match["close"]:
            return f"</{name}>"
        rest = _ATTRIBUTE.sub(lambda found: _attribute(found, name, site, address, own, numbers), match["rest"])
        return f"<{name}{' open' if name == 'details' else ''}{rest}>"

    return _TAG.sub(tag, article)


def _attribute(match: re.Match[str], tag: str, site: Path, address: str, own: str, numbers: Mapping[str, int]) -> str:
    name, value = match["name"], match["value"] or ""
    if name == "id":
        return f' id="{own}-{value}"'
    if name in ("style", "hidden", "role"):
        return match[0]
    if name == "src" and not _SCHEME.match(value):
        return f' src="{site.as_uri()}/{_resolved(address, value)}"'
    if name != "href":
        return match[0] if _SCHEME.match(value) and name == "src" else ""
    if tag != "a" or _SCHEME.match(value):
        return f' href="#{own}-{value[1:]}"' if value.startswith("#") else match[0]
    path, _, anchor = value.partition("#")
    target = numbers.get(_resolved(address, path.partition("?")[0])) if path else int(own[1:])
    return "" if target is None else f' href="#c{target}{f"-{anchor}" if anchor else ""}"'


def _groups(parts: Sequence[Part], chapters: Sequence[Chapter]) -> list[tuple[Part, list[Chapter]]]:
    """The parts that have chapters, each with its own."""
    rest = {chapter.address: chapter for chapter in chapters}
    groups = []
    for part in parts:
        members = [rest.pop(address) for address in list(rest) if _belongs(address, part)]
        groups.append((part, members))
    return [group for group in groups if group[1]]


def _belongs(address: str, part: Part) -> bool:
    return any(address == page or (page.endswith("/") and address.rpartition("/")[0] + "/" == page) for page in part.pages)


def _css_text(text: str) -> Markup:
    """``text`` as a string of a style sheet inside a page."""
    safe = re.sub(r'["\\<\n]', lambda sign: f"\\{ord(sign[0]):x} ", text)
    return Markup(f'"{safe}"')  # noqa: S704 (nothing is left that ends the string or the element)


# The PDF -----------------------------------------------------------------------------------------------------------------------


def dated(content: bytes, edition: str) -> bytes:
    """The same PDF with its edition in place of the moment of printing, and of the same length, so that its table of places holds:
    the same pages give the same bytes."""
    day = edition.replace("-", "").encode()
    return _MOMENT.sub(lambda moment: b"D:" + day + b"0" * 6 + moment[1], content)


def booklet(content: bytes, sheets: int = 8) -> bytes:
    """The pages laid two on a side of A4 lying, in sections of ``sheets`` to be folded, printed on both sides (short edge)."""
    reader = PdfReader(io.BytesIO(content))
    writer = PdfWriter()
    pages = [_as_picture(page) for page in reader.pages]
    width, height = (float(side) for side in reader.pages[0].mediabox[2:])
    per_section = sheets * 4
    for start in range(0, len(pages), per_section):
        section = pages[start: start + per_section]
        section += [None] * (-len(section) % 4)
        for sheet in range(len(section) // 2):
            pair = section[len(section) - 1 - sheet], section[sheet]
            _lay(writer, pair if sheet % 2 == 0 else pair[::-1], width, height)
    kept = io.BytesIO()
    writer.write(kept)
    return kept.getvalue()


def _as_picture(page: PageObject) -> StreamObject | None:
    """What a page shows, to be put into another one; None where it is blank."""
    if "/Contents" not in page:
        return None
    stream = page["/Contents"].get_object()
    if isinstance(stream, ArrayObject):  # a page with a number: what it shows, then the number
        whole = DecodedStreamObject()
        whole.set_data(b"".join(part.get_object().get_data() for part in stream))
        stream = whole.flate_encode()
    if not isinstance(stream, StreamObject):
        raise NoBook("Trình duyệt này ghi trang PDF theo cách không gấp đôi được. Bỏ --gap-doi, hoặc dùng Chromium mới hơn.")
    stream.update({
        NameObject("/Type"): NameObject("/XObject"), NameObject("/Subtype"): NameObject("/Form"),
        NameObject("/BBox"): page.mediabox, NameObject("/Resources"): page["/Resources"],
    })  # fmt: skip
    return stream


def _lay(writer: PdfWriter, pair: Sequence[StreamObject | None], width: float, height: float) -> None:
    """One side with two pages, each half of it."""
    side = writer.add_blank_page(height, width)
    pictures, drawing = DictionaryObject(), ""
    for place, picture in enumerate(pair):
        if picture is not None:
            pictures[NameObject(f"/Trang{place}")] = writer._add_object(picture.clone(writer))
            drawing += f"q {width / height:.5f} 0 0 {width / height:.5f} {place * height / 2:.3f} 0 cm /Trang{place} Do Q\n"
    side[NameObject("/Resources")] = DictionaryObject({NameObject("/XObject"): pictures})
    drawn = DecodedStreamObject()
    drawn.set_data(drawing.encode())
    side[NameObject("/Contents")] = writer._add_object(drawn)
