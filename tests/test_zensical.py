"""What the trial of the generator of tomorrow calls missing on a page."""

from __future__ import annotations

from tests.bench.zensical import compare

OURS = {"a.html": "<article><h1>A</h1><h2>B</h2></article>", "b/c.html": "<article><h1>C</h1></article>", "d.html": "<article></article>"}


def test_a_page_lacks_what_was_not_built_carried_out_headed_or_reached() -> None:
    theirs = {
        "a.html": '<nav><h2>menu</h2></nav><article><h1>A</h1><a href="b/c.html#x">c</a> <a href="https://e.vn/">e</a></article>',
        "b/c.html": '<article class="x"><h1>C</h1><a href="../a.html">a</a> <a href="/x.md">x</a> <a href="no.html">n</a></article>',
    }
    found = compare(OURS, theirs, {"a.html": 2}, lambda path: path in OURS)
    assert [page.told() for page in found] == [
        "a.html: 2 macro chưa thực hiện; 1 mục, sổ tay có 2",
        "b/c.html: 2 liên kết hỏng, như /x.md",
        "d.html: không tạo",
    ]


def test_a_page_that_is_whole_is_not_told() -> None:
    assert [page.told() for page in compare(OURS, OURS, {}, lambda path: True)] == ["", "", ""]
