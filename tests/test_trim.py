"""The theme's style sheet without what no page needs: nothing that a page may show is lost."""

from __future__ import annotations

import re
from pathlib import Path

import material  # type: ignore[import-untyped]

from macros.site.trim import trimmed, used_in

USED = used_in(
    ['<body class="md a-b"><p class="md__x" style="color: var(--shown)"><script>el.classList.add("late")</script>'], ['x("by-script")'],
    [".ours{color:var(--asked)}"],
)  # fmt: skip


def test_rules_for_classes_that_stand_nowhere_are_left_out_and_the_others_stay_as_they_are() -> None:
    sheet = ('@charset "utf-8";.md,.gone .a-b{a:b}.gone{c:d}p{e:f}.late,.by-script:not(.gone){g:h}@media print{.gone{i:j}}'
             "@media screen{.md__x:after{content:\"}.gone{\"}.gone{k:l}}@keyframes gone{0%{m:n}to{o:p}}[dir=rtl] .md{q:r}")
    assert trimmed(sheet, USED) == ('@charset "utf-8";.md{a:b}p{e:f}.late,.by-script:not(.gone){g:h}'
                                    "@media screen{.md__x:after{content:\"}.gone{\"}}@keyframes gone{0%{m:n}to{o:p}}")


def test_what_stands_in_brackets_is_not_asked_and_a_dot_in_a_text_names_no_class() -> None:
    for sheet in (":is(.gone,.md) p{a:b}", '[href$=".gone"]{a:b}', ".md:where(:not(.gone)){a:b}", ".a-b{margin:.5em}"):
        assert trimmed(sheet, USED) == sheet


def test_values_that_nobody_reads_go_and_what_only_they_read_goes_with_them() -> None:
    sheet = ":root{--shown:1;--asked:2;--icon:url('data:x;{}');--a:var(--b);--b:var(--c);--c:3}.md{color:var(--late)}.a-b{--late:4}"
    assert trimmed(sheet, USED) == ":root{--shown:1;--asked:2}.md{color:var(--late)}.a-b{--late:4}"


def test_the_themes_own_sheets_are_read_to_their_end(site: Path) -> None:
    """Whole where everything is used; on the real site what is left still closes every brace it opens."""
    folder = Path(material.__file__).parent / "templates/assets/stylesheets"
    sheets = [re.sub(r"(?s)/\*.*?\*/", "", path.read_text(encoding="utf-8")).strip() for path in sorted(folder.glob("*.min.css"))]
    assert sheets
    for sheet in sheets:
        everything = used_in([], [sheet], [])
        missed = len(sheet) - len(trimmed(sheet, everything))
        assert missed < len(sheet) / 12, "more than what is written from right to left"
    text = re.sub(r'"(?:[^"\\]|\\.)*"', "", (site / "assets/stylesheets/so-tay.css").read_text(encoding="utf-8"))
    assert text.count("{") == text.count("}")
    assert ".md-header" in text and ".tabbed-set" not in text
