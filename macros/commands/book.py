"""book: the handbook on paper, as PDF files made by the browser of this machine."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from macros.commands import ROOT, handbook_or_exit
from macros.commands.choices import data_option, replace_option, warn_option
from macros.commands.site import build_site
from macros.files.folder import add
from macros.files.lock import hold
from macros.offline import book as book_
from macros.offline.chromium import NotPrinted, pdf_of

WALL_CALENDARS = "lich/treo-tuong"
_CODES = ", ".join(part.code for part in book_.PARTS)


@click.command()
@click.option("--phan", "codes", multiple=True, help=f"Chỉ in phần này, ghi được nhiều lần: {_CODES}.")
@click.option("--tung-phan", "apart", is_flag=True, help="Mỗi phần một tệp PDF thay vì cả cuốn một tệp.")
@click.option("--gap-doi", "folded", is_flag=True, help="Thêm bản xếp trang để in hai mặt A4 rồi gấp đôi thành sách khổ A5.")
@click.option("--lich-treo", "calendars", is_flag=True, help="Thêm lịch treo tường khổ A3.")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="In trang đã tạo sẵn ở đây.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=ROOT / "sach", help="Thư mục nhận sách (mặc định: sach).")
@warn_option
@replace_option
@data_option
def book(codes: tuple[str, ...], apart: bool, folded: bool, calendars: bool, site: Path | None, out: Path, warn_readers: bool,
         replace: bool) -> None:  # fmt: skip
    """In sổ tay thành sách PDF: bìa, mục lục có số trang, đầu trang theo chương, dấu trang để tra cứu."""
    try:
        parts = book_.chosen(codes)
        built = site.resolve() if site else _built(warn_readers)
        try:
            about = handbook_or_exit(warn_readers=warn_readers).organisation.about
            groups = [[part] for part in parts] if apart else [parts]
            files = list(_files(built, groups, folded, calendars, about.owner, about.address))
        finally:
            if site is None:
                shutil.rmtree(built, ignore_errors=True)
    except (book_.NoBook, NotPrinted) as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    out = out.resolve()
    with hold(out):
        add(out, files, replace=replace)
    for name, content in files:
        print(f"{out / name}  ({len(content) / 1e6:.1f} MB)")


def _built(warn_readers: bool) -> Path:
    site = ROOT / ".site-sach"
    if build_site(site, warn_readers=warn_readers, replace=True):
        sys.exit(1)
    return site


def _files(site: Path, groups: list[list[book_.Part]], folded: bool, calendars: bool, owner: str,
           address: str | None) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        for parts in groups:
            content = book_.make(site, parts, Path(place), pdf_of, owner=owner, address=address)
            whole = len(parts) == len(book_.PARTS)
            name = "-".join(["so-tay", book_.edition_of(site), *([] if whole else [part.code for part in parts])])
            yield f"{name}.pdf", content
            if folded:
                yield f"{name}-gap-doi.pdf", book_.booklet(content)
    for page in sorted((site / WALL_CALENDARS).glob("*.html")) if calendars else ():
        yield f"lich-treo-tuong-{page.stem}.pdf", book_.dated(pdf_of(page), book_.edition_of(site))


COMMANDS = [book]
