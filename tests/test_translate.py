"""The translator: every construct of its subset gives what Python gives, and what it does not know stops with place and remedy."""

from __future__ import annotations

import gzip
import json
import random
import textwrap
from typing import Any

import pytest
import quickjs

from macros.documents.write.compose import browser_script
from macros.translate import NotTranslated, translate
from tests.page_checker import BROWSER

_SEED = 20261127
_TEXTS = [
    "", " ", "Đảng ủy", "ÀẤỠ ßŉ", "a.b.c", "a / b", "\u00a0\x1cx\x85", "🎉a🇻🇳", "12", " 7 ", "-3", "٣٤", "1_0", "Σας", "e\u0323\u0302",
    "\n", "ABC", "||", "a,b,,c", "\uffff", "ǅ", "\ufeffx", "2024-02-29",
]  # fmt: skip
# Each line is a function of two values; between them the lines use every construct, function and method of the subset.
_EXPRESSIONS = """
a + b | a - b | a * 3 | a // b | a % b | -a | a == b | a != b | a < b | a >= b | a <= b < 9 | a in b | b not in a | a is None
a is not True | a and b | a or b | not a | (a and b) or [] | a if b else None | bool(a) | a == [] | 1 if a and not b else 0
(a or b) == a | a[0] | a[-1] | a[1:] | a[:-1] | a[1:3] | a["k"] | {"k": a, **b} | {**a} | [a, *b] | (a, b) | [*a] | a | b | len(a)
list(a) | sorted(a) | sorted(a, key=lambda x: x[1:]) | list(reversed(a)) | tuple(a) | min(a, b) | max(a, b) | min(a) | max(a)
sum(a) | int(a) | str(a) | abs(a) | list(range(a)) | list(range(a, b)) | list(enumerate(a)) | list(enumerate(a, start=2))
list(zip(a, b, strict=True)) | any(a) | all(a) | any(x == b for x in a) | all(x for x in a if x) | next((x for x in a if x), b)
dict(a) | sorted(set(a)) | len(frozenset(a)) | [x for x in a] | [x for x in a if x] | [x + y for x in a for y in b if x]
{x: b for x in a} | sorted({x for x in a}) | [y for x in a if (y := x)] | [[x, y] for x, y in a] | {k: v for k, v in a.items()}
sum(x for x in a) | [i for i, x in enumerate(a) if x == b] | f"{a}-{b}" | f"`${a}" + "\\n" | f"{a:02d}" | f"{a:04d}"
isinstance(a, str) | isinstance(a, (int, float)) | isinstance(a, bool) | isinstance(a, (list, tuple)) | isinstance(a, dict)
isinstance(a, Mapping) | isinstance(a, date) | a.get("k") | a.get("k", b) | list(a.keys()) | list(a.values()) | list(a.items())
a.setdefault("k", b) | a.append(b) or a | a.extend(b) or a | a.strip() | a.lstrip() | a.rstrip() | a.strip(b) | a.lstrip("a ")
a.rstrip(" .") | a.upper() | a.lower() | a.split() | a.split(".") | a.isupper() | a.replace("a", b) | a.startswith(b)
a.endswith(("a", "y")) | b.join(a) | ".".join(a) | a.partition(".") | a.rpartition(".") | a.isdecimal() | a.isalpha() | a.removeprefix(b)
a.removesuffix(b) | a.find(b) | a.count(b) | a.count("a") | re.fullmatch(r"\\d+", a) is None | re.sub(r"\\s+", "_", a)
re.sub("a*", "-", a) | re.split(r"[.,]", a) | re.split("(a)|b", a) | [m.group() for m in re.finditer(r"\\w+", a)]
[[m.start(), m.end()] for m in re.finditer(r"[^a-z]", a)] | re.sub(r"(?P<x>.)", double, a)
[m[0] for m in re.finditer(r"(?<=a)|\\bb|x{2,3}?|^.|.$", a)] | [m.groups() for m in re.finditer("(a)?(?:b|ab)", a)]
re.match("a.?", a) is None | m["x"] if (m := re.search("(?P<x>[ab-]+)", a)) else b | re.search(r"(?!a)\\S\\W?", a) is not None
a / b | round(a) | round(a, 1) | f"{a:g}" | f"{a:.1f} {a:.0f}" | float(a) | sorted(a, reverse=True) | sorted(a, key=str, reverse=True)
max(a, key=str) | min(a, default=b) | max(a, b, 3) | next(x for x in a if x != 3) | a.rfind(b) | a.isascii() | a.isspace()
list(dict.fromkeys(a)) | list(pairwise(a)) | list(takewhile(lambda x: x != 3, a)) | getattr(Pair(a), "right") | replace(Pair(a), left=b)
replace(Pair(a, 1), **{"right": b}) == Pair(a, b) | list(range(a, b, -1)) | list(range(0, a, 2)) | a.pop() | {"k": a}.pop("k")
a.pop("k", b)
[b, a, b].index(a) | a.insert(1, b) or a | (c := [a, b, a]).remove(b) or c | a.update({"z": b}) or a | Kept(a).twice | Kept(a).more(b)
Kept(a).more(b, again=True)
Kept(a) == Kept(a) | Pair(a) is None | [id(x) == id(y) for x in [Kept(a)] for y in [x, Kept(b)]]
_numbers(a, b) | _stopped(a) | _told(a, b) | _chained(a, b)
2 <= len(a) <= 3
unicodedata.is_normalized("NFC", a) | re.search("s[k-m]*ß|đả", a, re.IGNORECASE) is None | re.sub(r"[^\\W\\d_]", "!", a)
re.sub(r"[\\W1]", "!", a)
f"{_WORD}{_OTHER}" | f"{_WORD}{a}" | Pair(a) in [Pair(b), Pair(a)] | b"ab" in a.encode("utf-8") | len(a.encode("utf-8")[1:])
a.encode("utf-8").rfind(b"a")
a.encode("utf-8")[0] | a.encode("utf-8").decode("utf-8") | a.encode("utf-8")[1:].decode("utf-8")
a.encode("utf-8").startswith(b"AB") | crc32(a.encode("utf-8"))
re.sub(r"[\\d\\s]", "", a) | unicodedata.normalize("NFC", a) | unicodedata.normalize("NFD", a) | date(a, 2, 3).isoformat()
date(2024, a, 29).day | date(2024, 2, 3) < date(a, 1, 1) | date(a, 1, 1) == date(2024, 1, 1) | Pair(a, 1) == Pair(b, 1)
Pair(a).right | Pair(right=a, left=b).left | _grow(a, b) | _loop(a, b) | _looked(a, b) | _named(a, last=b) | _named(a) | _inner(a)
get_close_matches(a, b, 2, 0.3) | get_close_matches("đảng ủy", [a, b, "đảng"], 1, 0.6) | date(a, 3, 1).toordinal() | _many(a)
date.fromordinal(739000 + a).isoformat() | str(Shown(a)) | f"{Shown(a)}!"
isinstance(Shown(a), Shown) | isinstance(a, Shown) | _again(str(a)) | f"{a}"
"""
_MODULE = '''
"""A module of the subset."""
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from functools import cached_property, lru_cache
from itertools import pairwise, takewhile
from zlib import crc32

_WORD, _OTHER = "Đảng", "ủy"


class Wrong(ValueError):
    """An error of ours."""

    def __init__(self, what):
        super().__init__("wrong")
        self.what = what


class Many(list[str]):
    """A list with more to it."""

    def note(self, what):
        self.append(what)
        return [each for each in self[:2] if each]


class Shown:
    """Says itself what it is."""

    def __init__(self, what):
        self.what = what

    def __str__(self):
        return f"«{self.what}»"


@lru_cache(maxsize=9)
def _again(text):
    return f"{text}{text}"


class Kept:
    """Counts how often it is asked."""

    def __init__(self, first, times=2):
        self.first = first
        self.times = times
        self.asked = 0
        self.found = {}

    @property
    def name(self):
        return f"{self.asked}"

    @cached_property
    def once(self):
        self.asked += 1
        return [self.first] * self.times

    @property
    def twice(self):
        return [self.once, self.once, self.asked, self.name]

    def more(self, other, *, again=False):
        self.found["k"] = other
        if again:
            self.found["l"] = self.more(self.first)
            del self.found["k"]
        return len(self.found)


@dataclass
class Bag:
    """What a list may be kept in."""

    things: list = field(default_factory=list)


@dataclass(frozen=True)
class Pair:
    """Two things."""

    left: object
    right: object = "r"


def double(match):
    return match[0] * 2 + match.group("x")


def _grow(a, b):
    out = []
    out += a
    for each in b:
        if each == 3:
            continue
        if len(out) > 6:
            break
        out.append(each)
    first, *rest = (1, 2) if False else (1,), 2
    return out


def _loop(a, b):
    """Counts
    in two lines."""
    n: int = 0
    while n < 5:
        n += 1
        n -= 0
        if n == a:
            return ["found", n]
        elif n == b:
            pass
        else:
            a = n if a == b else a
    default, new = a, b
    return default, new


def _looked(a, b):
    try:
        return a[b]
    except (KeyError, IndexError):
        return "no key"
    except ValueError:
        return "no value"


def _numbers(a, b):
    """A generator within another."""

    def inner(x):
        if x == 3:
            return
        yield x
        yield from [x, b]

    return [list(inner(each)) for each in a]


def _stopped(a):
    try:
        raise Wrong(a)
    except Wrong as error:
        return [error.what]


def _told(a, b):
    one, other = Bag(), Bag()
    one.things.append(a)
    other.things += [b, b]
    one.things[0] = b
    left, one.things = a, [*one.things, 1]
    try:
        try:
            return a["k"], one.things, other.things, left
        except KeyError:
            raise
    except Exception:
        return "nothing"


def _chained(a, b):
    first = second = [a]
    second.append(b)
    return first


def _named(a, *, last=None):
    made = {}
    made["a"] = a
    made[1] = last
    if isinstance(last, str):
        raise ValueError(last)
    return made == {"a": a, 1: last}, made


def _many(a):
    all_of = Many()
    all_of.note(a)
    return all_of.note("b"), len(all_of), bool(Many()), list(all_of)


def _inner(a):
    found = []

    def add(each):
        found.append(each)
        return found

    add(a)
    return add(1)

'''


def _module() -> tuple[str, list[str]]:
    module = _MODULE.replace("    first, *rest = (1, 2) if False else (1,), 2\n", "")
    expressions = [each.strip() for line in _EXPRESSIONS.strip().splitlines() for each in line.replace("\\\\", "\\").split(" | ")]
    # The sign between two expressions is Python's own |, too.
    expressions = [e for e in expressions if e not in ("a", "b")]
    expressions += ["{**a} | {'k': b, 'z': 1}", "[re.search('a', a) is None, [m[0] for m in re.finditer('a', a)], re.sub('a', b, a)]"]
    expressions += ["a.strip('')", "a.rstrip('')", "sorted(set(a) | set(b))"]
    functions = [f"def f{number}(a, b):\n    return {text}\n\n" for number, text in enumerate(expressions)]
    return module + "\n".join(functions), expressions


def _script(source: str, *functions: str) -> str:
    return translate("thu", [f"one:{name}" for name in functions], lambda name: (f"{name}.py", textwrap.dedent(source)))


def _random(pick: random.Random, depth: int = 0) -> Any:
    kind = pick.random()
    if kind < 0.4 or depth > 2:
        return pick.choice(_TEXTS)
    if kind < 0.65:
        return pick.choice([0, 1, 2, 3, 5, -1, -7, 2024, 0.5, 2.5, 12345.25, -0.125, 1e-5])
    if kind < 0.72:
        return pick.choice([None, True, False])
    if kind < 0.9:
        several = pick.random()
        if several < 0.6:
            one: list[Any] = pick.choice([_TEXTS, [0, 1, 2, 3, -1], [[text, number] for text in _TEXTS for number in (1, 2)]])
            return [pick.choice(one) for _ in range(pick.randint(0, 4))]
        return [_random(pick, depth + 1) for _ in range(pick.randint(0, 3))]
    return {pick.choice(["k", "a", "x y"]): _random(pick, depth + 1) for _ in range(pick.randint(0, 3))}


def _plain(value: Any) -> Any:
    """What Python gave, as JSON has it: tuples are lists, fractions that are whole are whole."""
    return json.loads(json.dumps(value, default=lambda x: sorted(map(str, x)) if isinstance(x, (set, frozenset)) else vars(x)))


def test_every_construct_gives_what_python_gives_on_random_values() -> None:
    source, expressions = _module()
    names = [f"f{number}" for number in range(len(expressions))]
    engine = quickjs.Context()
    engine.eval(BROWSER)
    engine.eval(_script(source, *names))
    engine.eval(
        """
        function all(name, pairs) {
          const { take, give } = SoTay.python;
          return JSON.stringify(JSON.parse(pairs).map(([a, b]) => {
            try { return [give(SoTay.thu[name](take(a), take(b)))]; } catch (error) { return String(error); }
          }));
        }
        """
    )
    python: dict[str, Any] = {}
    exec(compile(source, "one.py", "exec"), python)  # noqa: S102 (the source is ours, a few lines above)
    pick = random.Random(_SEED)
    faults, answered = [], dict.fromkeys(expressions, 0)
    for name, text in zip(names, expressions, strict=True):
        pairs = [json.loads(json.dumps([_random(pick), _random(pick)])) for _ in range(120)]
        found = json.loads(engine.get("all")(name, json.dumps(pairs)))
        for (a, b), theirs in zip(pairs, found, strict=True):
            told = f"seed {_SEED}: {text} with a={a!r}, b={b!r}"
            try:
                ours = _plain(python[name](json.loads(json.dumps(a)), json.loads(json.dumps(b))))
            except (TypeError, AttributeError, OverflowError):  # a mistake of the program, which mypy finds
                continue
            except Exception as error:  # the page must not go on where Python stops
                if isinstance(theirs, list):
                    faults.append(f"{told}: Python {error!r}, page {theirs[0]!r}")
                continue
            answered[text] += isinstance(theirs, list)
            # Where a result could differ, the page refuses instead; that is told in runtime/base.js.
            if theirs != [ours] and not (isinstance(theirs, str) and theirs.startswith("Error")):
                faults.append(f"{told}: Python {ours!r}, page {theirs!r}")
    assert not faults, "\n".join(faults)
    assert [text for text, times in answered.items() if times < 3] == []


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("return a ** b", "phép tính «a ** b»"),
        ("return open(a)", "không biết tên «open»"),
        ("return a.title()", "không biết «a.title»"),
        ("return a.left", "không biết thuộc tính «left»"),
        ("return sorted(a, cmp=b)", "các đối số của «sorted(a, cmp=b)»"),
        ("return zip(a, b)", "zip không có strict=True"),
        ("return 1j", "hằng số «1j»"),
        ("return f'{a:>9}'", "cách viết"),
        ("return a is 'b'", "so sánh"),
        ("return a[::2]", "lát cắt «a[::2]»"),
        ("return isinstance(a, object)", "isinstance với «object»"),
        ("return re.sub('(?i)a', 'b', a)", "cờ trong biểu thức chính quy"),
        ("return re.sub('(?:(a)|b)*', '', a)", "nhóm (…) nằm trong phần lặp lại"),
        ("return re.match(a, b)", "biểu thức chính quy không phải một chuỗi viết sẵn"),
        ("with a: pass", "câu lệnh «with a:»"),
        ("yield a; return b", "return có giá trị trong hàm có yield"),
        ("c = (yield a)", "biểu thức «(yield a)»"),
        ("a.left = b", "không biết thuộc tính «left»"),
        ("f(a)[b] += 1", "câu lệnh «f(a)[b] += 1»"),
        ("try: pass\n    except OSError: pass", "nhánh except"),
        ("global x", "câu lệnh «global x»"),
        ("for a in b: pass\n    else: pass", "câu lệnh «for a in b:»"),
        ("return other(a)", "không có mô-đun «nowhere»"),
    ],
)
def test_what_is_outside_the_subset_stops_with_file_line_and_remedy(line: str, what: str) -> None:
    source = f'import re\nfrom nowhere import other\n\ndef f(a, b):\n    """Says."""\n    {line}\n'

    def read(name: str) -> tuple[str, str]:
        if name == "nowhere":
            raise ModuleNotFoundError(name)
        return "one.py", source

    with pytest.raises(NotTranslated) as caught:
        translate("thu", ["one:f"], read)
    place, _, told = str(caught.value).partition(": chưa dịch được sang JavaScript: ")
    assert place in ("one.py:6", "one.py:7", "one.py:4")
    assert what in told and told.endswith(".") and len(told.rpartition(f"{what}")[2]) > 10


def test_only_what_is_needed_is_translated_and_the_text_is_always_the_same() -> None:
    source = "import os\nA = 1\nB = os.name\n\ndef f(a):\n    return a + A\n\ndef g():\n    return B\n"
    script = _script(source, "f")
    assert script == _script(source, "f")
    assert "const A = 1;" in script and "function g(" not in script
    assert "eval" not in script and script.count("\n(() => {\n") == script.count('\n(() => {\n  "use strict";\n') > 1


def test_the_script_that_fills_templates_is_small_and_keeps_the_names_of_its_source() -> None:
    script = browser_script()
    assert len(gzip.compress(script.encode(), 9)) < 19_000
    for name in ("prepare", "complete", "evaluate", "date_in_words"):
        assert f"function {name}(" in script
    assert max(map(len, script.splitlines())) <= 330
