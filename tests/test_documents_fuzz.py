"""Two interpreters, one answer: Python's and the browser's, over every template and thousands of hostile values."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.documents.write import compose
from macros.documents.write.program import parse, run
from macros.documents.write.template import Compiled, Compiler
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.problems import Problems

ROOT = Path(__file__).parent.parent
_PIECES = [
    "", " ", "Đảng ủy", "<b>&amp;</b>", "]]>", "{{ so }}", "{% if %}", "\x00\x01\x02\x03", "\u200b\u202e", "\ud800", "a\ud83d\ude00b", "🎉",
    "e\u0323\u0302", "ủy uỷ", "ß ŉ ǰ İ ı ſ Σας", "\r\n\t", "\u2028", "'\"`", "=1+1",
    "</script>", "\ufffe", "\u00a0", "0", "7", "12", " ; . ,",
    "2026-02-29", "2024-02-29", "2026-13-01", "0000-01-01", "2026-3-5", "ÀẤỠ", "\x7f\x85\x9f", "T/L A / B", "-----", "\U0001f1fb\U0001f1f3",
]  # fmt: skip


def _hostile(pick: random.Random) -> Any:
    kind = pick.random()
    if kind < 0.7:
        return "".join(pick.choice(_PIECES) for _ in range(pick.randint(1, 4)))
    if kind < 0.8:
        return [_hostile(pick) for _ in range(pick.randint(0, 3))]
    return pick.choice([None, True, False, 0, 1, 42, -3, {}, {"a": "b"}, [], ""])


def _values(compiled: Compiled, pick: random.Random) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for field in compiled.fields:
        if pick.random() < 0.1:
            continue
        value = _hostile(pick)
        if field.kind == "bang" and pick.random() < 0.8:
            value = [{c.id: _hostile(pick) for c in field.columns if pick.random() < 0.9} for _ in range(pick.randint(0, 3))]
        if field.id == "co_quan" and pick.random() < 0.8:
            value = pick.choice(compiled.template.bodies)
        outer, _, inner = field.id.partition(".")
        if inner:
            values.setdefault(outer, {})[inner] = value
        else:
            values[outer] = value
    return values


@pytest.fixture(scope="module")
def engine() -> Iterator[Any]:
    context = quickjs.Context()
    context.eval("var window = globalThis; var SoTay = {};")
    for name in ("03-dates", "template-program", "template-values", "zip", "template-documents"):
        context.eval((ROOT / f"docs/assets/javascripts/{name}.js").read_text(encoding="utf-8"))
    context.eval(
        "function hex(b){var s='';for(var i=0;i<b.length;i++)s+=(b[i]<16?'0':'')+b[i].toString(16);return s}"
        "var khung, duLieu;"
        "function docx(v){return hex(SoTay.templateDocuments.docx(duLieu, khung, JSON.parse(v)))}"
        "function trang(v){return SoTay.templateDocuments.preview(duLieu, JSON.parse(v))}"
        "function chay(p, v){return JSON.stringify(SoTay.templateProgram.run(JSON.parse(p), JSON.parse(v)))}"
    )
    yield context


@pytest.fixture(scope="module")
def everything() -> tuple[Compiler, list[Compiled]]:
    documents = read_documents(DataFolder(ROOT / "data"), Problems())
    compiler = Compiler(documents.rulesets["hd-05-2026"], documents.authority, documents.fields)
    return compiler, [compiler.compile(t) for t in documents.templates.values() if not t.is_sheet]


def test_the_browser_writes_the_same_bytes_and_the_same_preview_for_hostile_values(
    engine: Any, everything: tuple[Compiler, list[Compiled]]
) -> None:
    compiler, all_compiled = everything
    pick = random.Random(20261122)
    docx, page = engine.get("docx"), engine.get("trang")
    engine.eval("khung = " + compose.frame_data(compiler))
    for compiled in all_compiled:
        engine.eval("duLieu = " + compose.browser_data(compiled, compiled.template.example, {}))
        for turn in range(400 // len(all_compiled) + 20):
            values = compiled.template.example if turn == 0 else _values(compiled, pick)
            text = json.dumps(values, default=str)
            values = json.loads(text)
            assert page(text) == compose.preview(compiled, values), compiled.template.id
            if turn < 4:
                assert bytes.fromhex(docx(text)) == compose.filled(compiler, compiled, values), compiled.template.id


_SOURCES = [
    "{{ a }}|{{ a|upper }}|{{ b.c|lower|trim }}|{{ a|default('x') }}",
    "{% for x in d %}{{ loop.index }}{{ x }}{{ x.c }}{% if loop.first %}F{% endif %}{% if loop.last %}L{% endif %}{% endfor %}",
    "{% if a and b %}1{% elif a or d %}2{% else %}3{% endif %}"
    "{% if not a %}n{% endif %}{% if a == 'Đảng ủy' %}=={% endif %}{% if a != b %}!={% endif %}",
    "{% for x in d %}{% for y in x %}{{ y }}{{ loop.index }}{% endfor %}{{ x|upper }}{% endfor %}{{ a.b.c }}",
]


def test_both_interpreters_agree_on_twenty_thousand_random_cases(engine: Any) -> None:
    pick = random.Random(4)
    programs = [parse(source, ["a", "b", "d"]) for source in _SOURCES]
    texts = [json.dumps(program) for program in programs]
    play = engine.get("chay")
    for turn in range(20_000):
        index = turn % len(programs)
        context = json.dumps(
            {"a": _hostile(pick), "b": pick.choice([_hostile(pick), {"c": _hostile(pick)}]), "d": [_hostile(pick) for _ in range(3)]}
        )
        assert json.loads(play(texts[index], context)) == run(programs[index], json.loads(context)), context
