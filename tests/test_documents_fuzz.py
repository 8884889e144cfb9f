"""One source, two engines: filling a template gives the same in Python and on the page, for every template and hostile values."""

from __future__ import annotations

import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
import quickjs

from macros.documents.write import compose
from macros.documents.write.fill import parts_of, preview_of
from macros.documents.write.parse import parse
from macros.documents.write.slips import slips
from macros.documents.write.template import Compiled, Compiler
from macros.model.documents import Documents

ROOT = Path(__file__).parent.parent
_PIECES = [
    "", " ", "Đảng ủy", "<b>&amp;</b>", "]]>", "{{ so }}", "{% if %}", "\x00\x01\x02\x03", "\u200b\u202e", "\ud800", "a\ud83d\ude00b", "🎉",
    "e\u0323\u0302", "ủy uỷ", "ß ŉ ǰ İ ı ſ Σας", "\r\n\t", "\u2028", "'\"`", "=1+1",
    "</script>", "\ufffe", "\u00a0", "0", "7", "12", " ; . ,",
    "Căn cứ ", "1. ", "12/13, bằng 9,5%", "31/02/2026", "25 giờ 61 phút", "TS. ", ";", "Trước ",
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


def _json(value: Any) -> Any:
    """``value`` as it comes out of JSON, which is what both engines are given."""
    return json.loads(json.dumps(value, default=str))


@pytest.fixture(scope="module")
def engine() -> Any:
    """The page's side: ``all(f, data, values)`` gives f's answer for each of many values in one call."""
    context = quickjs.Context()
    context.eval("var window = globalThis; var SoTay = {};")
    context.eval(compose.browser_script())
    for name in ("javascripts/zip", "forms/1-template-documents"):
        context.eval((ROOT / f"docs/assets/{name}.js").read_text(encoding="utf-8"))
    context.eval(
        """
        var { take, give } = SoTay.python, documents = SoTay.templateDocuments, filling = SoTay.templateFilling, khung, facts;
        function hex(bytes) { return Array.from(bytes, (b) => (b + 256).toString(16).slice(1)).join(""); }
        var asked = {
          preview: (data, values) => documents.preview(data, values),
          parts: ({ phan, form }, values) => give(filling.parts_of(take(phan), take(form), take(values))),
          slips: ({ form, trang }, values) => give(filling.slips(take(facts), take(form), take(trang), take(values))),
          docx: (data, values) => hex(documents.docx(data, khung, values)),
        };
        function all(name, data, values) {
          const read = JSON.parse(data);
          return JSON.stringify(JSON.parse(values).map((each) => asked[name](read, each)));
        }
        """
    )
    return context


def _asked(engine: Any, name: str, data: str, values: list[Any]) -> list[Any]:
    found: list[Any] = json.loads(engine.get("all")(name, data, json.dumps(values)))
    return found


@pytest.fixture(scope="module")
def everything(documents: Documents) -> tuple[Compiler, list[Compiled]]:
    compiler = Compiler(documents.rulesets["hd-05-2026"], documents.authority, documents.fields)
    return compiler, [compiler.compile(t) for t in documents.templates.values() if not t.is_sheet]


def test_the_page_writes_the_same_bytes_and_the_same_preview_for_every_template_and_body(
    engine: Any, everything: tuple[Compiler, list[Compiled]]
) -> None:
    compiler, all_compiled = everything
    pick = random.Random(20261122)
    engine.eval("khung = " + compose.frame_data(compiler))
    rules = {"so": ["a"], "ho_ten": ["b, c"], "dau": [], "chuc_vu": {}, "cach_ky": {"bb-hn": ["d"]}, "ten_co_quan": {}}
    facts = {"het": [], "quy_tac": rules}
    engine.eval("facts = " + json.dumps(facts))
    for number, compiled in enumerate(all_compiled):
        data = compose.browser_data(compiled, {}, {})
        bodies = [{**compiled.template.example, "co_quan": body} for body in compiled.template.bodies]
        cases = [_json(values) for values in (*bodies, *(_values(compiled, pick) for _ in range(2)))]
        assert _asked(engine, "preview", data, cases) == [compose.preview(compiled, values) for values in cases], compiled.template.id
        hostile = cases[-1]
        assert _asked(engine, "slips", data, [hostile]) == [slips(facts, compiled.form, compiled.page, hostile)], compiled.template.id
        if number % 10 == 0:  # the archive around the parts is the same for all
            assert _asked(engine, "docx", data, [hostile]) == [compose.filled(compiler, compiled, hostile).hex()], compiled.template.id
        else:
            assert _asked(engine, "parts", data, [hostile]) == [parts_of(compiled.parts, compiled.form, hostile)], compiled.template.id


_NAMES = ["a", "b", "d", "so", "ngay", "bang", "co", "don_vi", "co_quan", "chuc_vu", "bh", "ky", "muc"]
_TEXTS = [
    "{{ a }}|{{ a|upper }}|{{ don_vi.ten|lower|trim }}|{{ b|default('x') }}|{{ so }}|"
    "{{ ngay.chu }}{{ ngay.so }}{{ ngay.nam }}{{ ngay.iso }}",
    "{% for x in d %}{{ loop.index }}{{ x }}{{ x.c }}{% if loop.first %}F{% endif %}{% if loop.last %}L{% endif %}{% endfor %}"
    "{{ bh.goi }}{{ bh.ten }}{% for x in bh.dong_tren %}{{ x }}{% endfor %}{{ ky.quyen_han }}/{{ ky.chuc_vu }}",
    "{% if a and b %}1{% elif a or d %}2{% else %}3{% endif %}{% if not co %}n{% endif %}"
    "{% if a == 'Đảng ủy' %}=={% endif %}{% if a != b %}!={% endif %}{% for x in muc %}{{ x }};{% endfor %}{{ d.c }}",
    "{% for r in bang %}{% for x in d %}{{ r.m|upper }}{{ x }}{{ loop.index }}{% endfor %}{{ r.n|default(a) }}{% endfor %}"
    "{{ a.b.c }}{{ bang }}",
]


def _field(name: str, kind: str, *, required: bool, default: str = "", columns: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"id": name, "loai": kind, "bat_buoc": required, "mac_dinh": default, "cot": list(columns)}


def _form(text: str, *, required: bool) -> dict[str, Any]:
    """A form with the fields and lists that ``text`` asks for; over all of ``_TEXTS`` every kind of field, body and line."""

    def body(authority: str, offices: list[str]) -> dict[str, Any]:
        return {
            "goi": "chi bộ", "ten": parse("CHI BỘ {{ don_vi.ten|upper }}", _NAMES), "dong_tren": [parse("{{ b }}", _NAMES)],
            "dong_duoi": [["*"], parse("{{ a|trim }}", _NAMES)], "ky_hieu": "CB", "quyen_han": authority, "chuc_vu": offices,
            "luu": ["Chi bộ"], "tac_gia": "", "xac_nhan": "",
        }  # fmt: skip

    fields = [
        _field("a", "chu", required=required), _field("b", "chu", required=False, default="m"), _field("d", "doan", required=required),
        _field("so", "so_van_ban", required=False), _field("ngay", "ngay", required=required),
        _field("bang", "bang", required=False, columns=("m", "n")), _field("co", "co", required=False),
        _field("don_vi.ten", "chu", required=required), _field("co_quan", "chon", required=False),
        _field("chuc_vu", "chon", required=False),
    ]  # fmt: skip
    return {
        "truong": [field for field in fields if re.search(rf"\b{field['id']}\b", text + " a b don_vi.ten co_quan chuc_vu")],
        "co_quan": {"x": body("T/M", ["BÍ THƯ"]), "y": body("", ["T/L A / CHÁNH VĂN PHÒNG", "B"]), "z": body("", [])},
        "muc": {} if "muc" not in text else {"muc": [["t", parse("Như trên;", _NAMES)], ["l", "d"], ["t", parse("{{ b }} . ", _NAMES)]]},
    }


def test_both_engines_agree_on_twenty_thousand_random_fillings(engine: Any) -> None:
    seed = 4
    pick = random.Random(seed)
    for index in range(8):
        text = _TEXTS[index % 4]
        form, program = _form(text, required=index < 4), parse(text, _NAMES)
        data = json.dumps({"form": form, "trang": program})
        cases = []
        for _ in range(2_500):
            values = {name: _hostile(pick) for name in ("a", "b", "so", "ngay", "co", "chuc_vu") if pick.random() < 0.9}
            values["d"] = [_hostile(pick) for _ in range(2)] if pick.random() < 0.7 else _hostile(pick)
            values["bang"] = [{"m": _hostile(pick), "n": _hostile(pick)}] if pick.random() < 0.7 else _hostile(pick)
            values["don_vi"] = {"ten": _hostile(pick)} if pick.random() < 0.8 else _hostile(pick)
            values["co_quan"] = pick.choice(["x", "y", "z", _hostile(pick)])
            cases.append(_json(values))
        found = _asked(engine, "preview", data, cases)
        for values, shown in zip(cases, found, strict=True):
            assert shown == preview_of(program, form, values), f"seed {seed}: {values}"
