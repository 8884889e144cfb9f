"""The printed book: which pages it holds, what becomes of a page in it, and the PDF that a real Chromium makes."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader, PdfWriter

from macros.__main__ import main
from macros.offline.book import NoBook, booklet, chosen, make
from macros.offline.chromium import pdf_of
from macros.offline.joined import ELSEWHERE

LONG = "<p>Nội dung của trang, đủ dài để sang trang sau.</p>" * 70


def page(title: str, body: str) -> str:
    return f'<html><body><article class="md-typeset"><h1>{title}</h1>{body}</article></body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Two parts of three pages; the list of procedures names its pages in an order that is not that of their files."""
    made = tmp_path / "trang"
    pages = {
        "index.html": '<html><head><link rel="stylesheet" href="assets/a.css"></head><body data-an-ban="2026-11-27">'
                      "<article><h1>Nhà</h1></article></body></html>",
        "quy-trinh/index.html": page("Quy trình", '<a href="ket-nap.html">1</a> <a href="ban-giao.html#a">2</a>'),
        "quy-trinh/ban-giao.html": page("Bàn giao <b>&amp; nhận</b>", f'<h2 id="a">Mục</h2>{LONG}<a href="../thuat-ngu.html#t">từ</a>'),
        "quy-trinh/ket-nap.html": page(
            "Kết nạp", '<details><summary>Gấp</summary><p id="x">Trong.</p></details><script>alert(1)</script><a href="#x">đây</a>'
                       '<a href="khong-co.html">ngoài sách</a><a href="https://vi.example/">mạng</a><img src="../assets/hinh.png" alt="">'),
        "thuat-ngu.html": page('Thuật ngữ<a class="headerlink" href="#thuat-ngu">&para;</a>', '<p id="t">Cấp ủy.</p>'),
        "assets/a.css": "p{margin:9pt 0}",
    }  # fmt: skip
    for name, text in pages.items():
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    return made


def printed_html(site: Path, tmp_path: Path) -> str:
    """The documents as they go to the printer, which refuses them."""

    class Stop(Exception):
        pass

    def stop(document: Path) -> bytes:
        raise Stop(document.name)

    with pytest.raises(Stop):
        make(site, chosen([]), tmp_path, stop, owner="Văn phòng A", address=None)
    return "".join((tmp_path / f"{name}.html").read_text(encoding="utf-8") for name in ("sach", "quy-trinh", "tra-cuu"))


def test_chapters_stand_in_the_order_of_their_list_with_links_into_the_book(site: Path, tmp_path: Path) -> None:
    text = printed_html(site, tmp_path)
    assert re.findall(r'<article class="sach-chuong c\d" id="(c\d)">\s*<h2>(.*?)</h2>', text) == [
        ("c1", "Quy trình"), ("c2", "Kết nạp"), ("c3", "Bàn giao <b>&amp; nhận</b>"), ("c4", "Thuật ngữ")]
    assert '<a href="#c3-a">2</a>' in text
    assert f'<a href="{ELSEWHERE}c4-t">từ</a>' in text  # it stands in another part
    assert '<a href="#c4-t"></a>' in text
    assert '<a href="#c2-x">đây</a>' in text
    assert "<a>ngoài sách</a>" in text
    assert '<a href="https://vi.example/">mạng</a>' in text
    assert "<details open>" in text
    assert "alert(1)" not in text
    assert f'src="{(site / "assets/hinh.png").as_uri()}"' in text
    assert '@top-right { content: "Bàn giao & nhận"; }' in text


def test_a_title_cannot_leave_the_style_sheet(site: Path, tmp_path: Path) -> None:
    path = site / "thuat-ngu.html"
    path.write_text(page("&lt;/style&gt;&quot;} \\ @page", ""), encoding="utf-8")
    text = printed_html(site, tmp_path)
    assert text.count("</style>") == 3  # of the contents and of two parts
    assert r'content: "\3c /style>\22 } \5c  @page"' in text


def test_what_is_no_site_or_no_part_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(NoBook, match=r"--phan: không có phần «a», «b»\. Các phần: bat-dau, quy-trinh"):
        chosen(["a", "quy-trinh", "b"])
    with pytest.raises(NoBook, match="không phải trang đã tạo"):
        make(tmp_path, chosen([]), tmp_path, pdf_of, owner="", address=None)
    with pytest.raises(NoBook, match="không có trang nào của các phần đã chọn"):
        make(site, chosen(["mau"]), tmp_path, pdf_of, owner="", address=None)
    (site / "thuat-ngu.html").write_text("<p>hỏng</p>", encoding="utf-8")
    with pytest.raises(NoBook, match=r"thuat-ngu\.html: không thấy nội dung trang"):
        make(site, chosen([]), tmp_path, pdf_of, owner="", address=None)


def test_the_book_has_right_page_numbers_bookmarks_and_tags_and_is_the_same_twice(
    site: Path, tmp_path: Path
) -> None:
    out = tmp_path / "sach"
    words = ["book", "--site", str(site), "--out", str(out), "--gap-doi"]
    told = CliRunner().invoke(main, words)
    assert told.exit_code == 0, told.output
    content = (out / "so-tay-2026-11-27.pdf").read_bytes()
    again = CliRunner().invoke(main, words)
    assert again.exit_code == 0, again.output
    assert (out / "so-tay-2026-11-27.pdf").read_bytes() == content

    reader = PdfReader(io.BytesIO(content))
    texts = [found.extract_text() for found in reader.pages]
    contents = dict(re.findall(r"^(.+?)\s+(\d+)$", texts[1], re.MULTILINE))
    assert contents.keys() >= {"Quy trình", "Kết nạp", "Bàn giao & nhận", "Thuật ngữ"}
    for title, number in contents.items():
        if title != "Mục lục":
            assert title in texts[int(number) - 1], (title, number)
    ban_giao = int(contents["Bàn giao & nhận"])
    assert int(contents["Thuật ngữ"]) > ban_giao + 2  # it is long: its later pages bear its running head and their number
    assert "Bàn giao & nhận" in texts[ban_giao]
    assert str(ban_giao + 1) in texts[ban_giao]
    assert "'/Marked': True" in str(reader.root_object["/MarkInfo"])
    assert [str(item["/Title"]) for item in reader.outline if not isinstance(item, list)] == ["Quy trình", "Tra cứu"]
    folded = PdfReader(out / "so-tay-2026-11-27-gap-doi.pdf")
    assert float(folded.pages[0].mediabox[2]) > float(folded.pages[0].mediabox[3])
    assert "Văn phòng cấp ủy" in folded.pages[0].extract_text()  # the cover is outermost, on the right of the first side
    assert "Mục lục" in folded.pages[1].extract_text()  # and its back bears the second page


def test_the_contents_show_what_a_second_printing_with_the_numbers_would(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed: list[str] = []

    def printer(document: Path) -> bytes:
        printed.append(document.stem)
        return pdf_of(document)

    once = make(site, chosen([]), tmp_path, printer, owner="Văn phòng A", address=None)
    assert sorted(printed) == ["quy-trinh", "sach", "tra-cuu"]
    monkeypatch.setattr("macros.offline.contents.numbered", lambda *_: None)  # as with a browser that writes text otherwise
    twice = make(site, chosen([]), tmp_path, printer, owner="Văn phòng A", address=None)
    assert sorted(printed[3:]) == ["quy-trinh", "sach", "sach", "tra-cuu"]
    shown, wanted = ([page.extract_text() for page in PdfReader(io.BytesIO(content)).pages] for content in (once, twice))
    assert [text.splitlines()[:-1] for text in shown] == [text.splitlines()[:-1] for text in wanted]
    assert "0123456789" not in shown[1]


def test_joined_parts_are_one_document_of_links_places_tags_and_numbers(site: Path, tmp_path: Path) -> None:
    reader = PdfReader(io.BytesIO(make(site, chosen([]), tmp_path, pdf_of, owner="Văn phòng A", address=None)))
    texts = [page.extract_text() for page in reader.pages]
    parts = [at for at, text in enumerate(texts) if text.strip() in ("Quy trình", "Tra cứu")]
    assert [at for at, text in enumerate(texts) if not re.search(rf"\b{at + 1}\s*$", text)] == [0, *parts]
    places = reader.named_destinations
    links = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
    led = {str(link["/Dest"]): reader.get_destination_page_number(places[str(link["/Dest"])]) for link in links if "/Dest" in link}
    assert "Cấp ủy." in texts[led["/c4-t"] or 0]  # the link leads from one part to another
    assert {"/p-quy-trinh", "/p-tra-cuu", "/c1", "/c2", "/c3", "/c4"} <= led.keys()
    assert [str(link["/A"]["/URI"]) for link in links if "/A" in link] == ["https://vi.example/"]
    tags = reader.root_object["/StructTreeRoot"]
    document = tags["/K"].get_object()  # type: ignore[index]
    assert (document["/S"], [part.get_object()["/S"] for part in document["/K"]]) == ("/Document", ["/Part"] * 3)
    keys = tags["/ParentTree"]["/Nums"][::2]  # type: ignore[index]
    assert keys == sorted(set(keys))
    assert {page["/StructParents"] for page in reader.pages} | {link["/StructParent"] for link in links} == set(keys)


def test_a_file_that_is_not_as_chromium_writes_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(NoBook, match=r"Trình duyệt ghi PDF theo cách không ghép lại được"):
        make(site, chosen([]), tmp_path, lambda _: b"%PDF-2.0 khac", owner="Văn phòng A", address=None)


def test_a_booklet_fills_its_last_sheet() -> None:
    plain, kept = PdfWriter(), io.BytesIO()
    for _ in range(6):
        plain.add_blank_page(595, 842)
    plain.write(kept)
    assert len(PdfReader(io.BytesIO(booklet(kept.getvalue()))).pages) == 4  # eight places on two sheets of two sides
