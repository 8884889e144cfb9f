"""Scripts and style sheets as readers load them: smaller, and the same."""

from pathlib import Path

import pytest
import quickjs

from macros.site.shrink import STRICT, Unreadable, shrunk

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = """
/** Doc. */
(() => {
  "use strict";
  const place = "Bến";   // a comment
  /* kept by the parser */
  function text(name) {
    return `Kính gửi:  ${name}  ${place}
      // dòng hai
      </script>`;
  }
  globalThis.told = text("A  B") + " /* not a comment */ " + (function () { return this === undefined; })();
})();
"""


def told(script: str) -> str:
    context = quickjs.Context()
    context.eval(script)
    return str(context.eval("told"))


def test_a_shrunk_script_says_the_same_to_the_blank_and_stays_strict() -> None:
    small = shrunk("a.js", SCRIPT)
    assert told(small) == told(SCRIPT)
    assert told(small).endswith(" /* not a comment */ true")
    assert small.startswith(STRICT)
    assert "Doc." not in small
    assert "kept by the parser" not in small
    assert "</script" not in small


def test_a_script_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Unreadable, match=r"x/hong\.js: không đọc được tập lệnh này"):
        shrunk("x/hong.js", "let a = ;")


def test_data_and_other_files_are_left_as_they_are() -> None:
    assert shrunk("a.svg", "<svg>  </svg>") == "<svg>  </svg>"
    assert shrunk("a.css", "a  {  color : red }") == "a{color:red}"


def test_no_text_of_a_script_has_a_line_that_looks_like_a_comment() -> None:
    found = []
    for path in sorted((ROOT / "docs/assets").rglob("*.js")):
        inside = False
        for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
            if inside and line.startswith(("//", "/*")):
                found.append(f"{path.name}:{number}")
            if not line.lstrip().startswith(("//", "*", "/*")) and line.count("`") % 2:
                inside = not inside
    assert not found


def test_a_shrunk_style_sheet_still_means_what_lies_within() -> None:
    """Without the blank «.a :is(b)», an element within, is «.a:is(b)», the element itself; the shrinker forgets it in nested rules."""
    for sheet in (".a :is(b, i) {x: y}", "@media screen {@container (max-width: 9em) {.a :is(b, i) {x: y}}}"):
        assert ".a *:is(b,i)" in shrunk("a.css", sheet)
