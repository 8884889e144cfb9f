"""Expressions of the subset → JavaScript. What means the same in both is written as it is; the rest asks the runtime, ``py``."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable
from typing import Any

from macros.translate import patterns
from macros.translate.known import ERRORS, FUNCTIONS, KINDS, LIBRARY, METHODS, TRUE_OR_FALSE, js_name
from macros.translate.scope import Called, Scope

_OPERATORS: dict[type[ast.AST], str] = {
    ast.Add: "plus", ast.Sub: "minus", ast.Mult: "times", ast.Div: "divided", ast.FloorDiv: "over", ast.Mod: "rest", ast.BitOr: "union",
}  # fmt: skip
_ORDERS: dict[type[ast.AST], str] = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}
_PLAIN = "Viết lại bằng phần Python đã nêu ở macros/translate/__init__.py."
_GREATEST = 2**53 - 1
_LONG = 100  # signs of a list or mapping written out, above which each item gets a line


def text_literal(text: str) -> str:
    """A string of JavaScript in which every sign that cannot be seen is spelt out."""
    return "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in json.dumps(text, ensure_ascii=False))


def expression(node: ast.expr, scope: Scope) -> str:
    """``node`` as JavaScript, or NotTranslated."""
    made = _MADE.get(type(node))
    if made is None:
        raise scope.refuse(node, f"biểu thức «{ast.unparse(node)}»", _PLAIN)
    return made(node, scope)


def condition(node: ast.expr, scope: Scope) -> str:
    """``node`` as a truth value of JavaScript, for tests."""
    if isinstance(node, ast.BoolOp):
        sign = " && " if isinstance(node.op, ast.And) else " || "
        return f"({sign.join(condition(value, scope) for value in node.values)})"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        return f"!{condition(node.operand, scope)}"
    if _is_true_or_false(node):
        return expression(node, scope)
    return f"py.truth({expression(node, scope)})"


def _is_true_or_false(node: ast.expr) -> bool:
    if isinstance(node, ast.Call):
        return (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) in TRUE_OR_FALSE
    if isinstance(node, ast.BoolOp):
        return all(_is_true_or_false(value) for value in node.values)
    return isinstance(node, ast.Compare) or (isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not))


def target(node: ast.expr, scope: Scope) -> str:
    """What a loop or an assignment binds: a name, or several that one value is unpacked into."""
    if isinstance(node, ast.Name):
        return js_name(node.id)
    if isinstance(node, ast.Tuple):
        return f"[{', '.join(target(each, scope) for each in node.elts)}]"
    if isinstance(node, ast.Attribute):
        return expression(node, scope)
    remedy = "Gán vào một tên, một trường, vài tên cách nhau dấu phẩy, hoặc một chỗ x[khóa]."
    raise scope.refuse(node, f"gán vào «{ast.unparse(node)}»", remedy)


def looped(over: ast.expr, bound: ast.expr, scope: Scope) -> str:
    """The list of what a loop runs over, each checked when it is unpacked into several names."""
    items = expression(over, scope)
    return f"py.unpacked({items}, {len(bound.elts)})" if isinstance(bound, ast.Tuple) else f"py.iterate({items})"


def _constant(node: ast.Constant, scope: Scope) -> str:
    value = node.value
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, str):
        return text_literal(value)
    if isinstance(value, int | float) and value <= _GREATEST:
        return str(value)
    if isinstance(value, bytes):
        return f"py.bytes({json.dumps(list(value))})"
    raise scope.refuse(node, f"hằng số «{ast.unparse(node)}»", "Chỉ dùng chữ, số, byte, True, False và None.")


def _name(node: ast.Name, scope: Scope) -> str:
    if scope.is_local(node.id) or scope.definition(node.id) is not None:
        return js_name(node.id)
    if node.id in FUNCTIONS:
        return f"py.{node.id}"
    raise scope.refuse(node, f"không biết tên «{node.id}»", "Định nghĩa nó, hoặc thêm nó vào macros/translate.")


def _written_out(node: ast.expr, scope: Scope) -> str | None:
    """The text of a constant, or of a name that stands for one everywhere; None for what is known only when run."""
    if isinstance(node, ast.Name):
        found = scope.definition(node.id)
        node = found.value if isinstance(found, ast.Assign) else node
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _joined(node: ast.JoinedStr, scope: Scope) -> str:
    plain = [part.value if isinstance(part, ast.FormattedValue) and part.format_spec is None else part for part in node.values]
    texts = [_written_out(part, scope) for part in plain]
    if all(text is not None for text in texts):  # names of elements, which are compared everywhere
        return text_literal("".join(map(str, texts)))
    out = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            out += text_literal(str(part.value))[1:-1].replace('\\"', '"').replace("`", "\\`").replace("${", "\\${")
        elif isinstance(part, ast.FormattedValue):
            spec = ast.unparse(part.format_spec)[2:-1] if part.format_spec else ""
            shape = re.fullmatch(r"0(\d)(d)|(?:\.(\d))?([fg])", spec)
            if part.conversion != -1 or (spec and not shape):
                raise scope.refuse(node, f"cách viết «{ast.unparse(node)}»", "Trong f-string chỉ dùng {x}, {x:02d}, {x:.2f} hoặc {x:g}.")
            value = expression(part.value, scope)
            if not shape:
                out += f"${{py.str({value})}}"
            elif shape[2]:
                out += f"${{py.padded({value}, {shape[1]})}}"
            else:
                out += f"${{py.{'fixed' if shape[4] == 'f' else 'general'}({value}, {shape[3] or 6})}}"
    return f"`{out}`"


def _items(nodes: list[ast.expr], scope: Scope) -> str:
    each = [f"...py.iterate({expression(n.value, scope)})" if isinstance(n, ast.Starred) else expression(n, scope) for n in nodes]
    return _listed(each)


def _listed(each: list[str]) -> str:
    """A list of JavaScript; a long one with a line for each."""
    line = ", ".join(each)
    return f"[{line}]" if len(line) <= _LONG else f"[\n        {f',{chr(10)}        '.join(each)},\n      ]"


def _dict(node: ast.Dict, scope: Scope) -> str:
    pairs = [
        f"...py.items({expression(value, scope)})" if key is None else f"[{expression(key, scope)}, {expression(value, scope)}]"
        for key, value in zip(node.keys, node.values, strict=True)
    ]
    return f"py.dict({_listed(pairs)})"


def _unary(node: ast.UnaryOp, scope: Scope) -> str:
    if isinstance(node.op, ast.Not):
        return condition(node, scope)
    if isinstance(node.op, ast.USub):
        if isinstance(node.operand, ast.Constant):
            return f"-{expression(node.operand, scope)}"
        return f"py.minus(0, {expression(node.operand, scope)})"
    raise scope.refuse(node, f"phép tính «{ast.unparse(node)}»", _PLAIN)


def operation(left: str, operator: ast.operator, right: str, node: ast.AST, scope: Scope) -> str:
    """``left operator right``; the runtime looks at what the two are."""
    if type(operator) not in _OPERATORS:
        raise scope.refuse(node, f"phép tính «{ast.unparse(node)}»", "Dùng + - * / // % và |.")
    return f"py.{_OPERATORS[type(operator)]}({left}, {right})"


def _choice(node: ast.BoolOp, scope: Scope) -> str:
    if _is_true_or_false(node):
        return condition(node, scope)
    first, *others = (expression(value, scope) for value in node.values)
    word = "both" if isinstance(node.op, ast.And) else "either"
    return f"py.{word}({', '.join([first, *(f'() => {other}' for other in others)])})"


def _compare(node: ast.Compare, scope: Scope) -> str:
    sides = [node.left, *node.comparators]
    if any(_does_something(part) for side in sides[1:-1] for part in ast.walk(side)):
        raise scope.refuse(node, f"so sánh «{ast.unparse(node)}»", "Trong a < b < c, đặt b là một tên để chỉ tính một lần.")
    parts = [_comparison(a, op, b, node, scope) for a, op, b in zip(sides, node.ops, sides[1:], strict=False)]
    return parts[0] if len(parts) == 1 else f"({' && '.join(parts)})"


def _does_something(node: ast.AST) -> bool:
    return isinstance(node, ast.NamedExpr) or (isinstance(node, ast.Call) and ast.unparse(node.func) not in FUNCTIONS)


def _comparison(left: ast.expr, operator: ast.cmpop, right: ast.expr, node: ast.AST, scope: Scope) -> str:
    a, b = expression(left, scope), expression(right, scope)
    if type(operator) in _ORDERS:
        return f"(py.order({a}, {b}) {_ORDERS[type(operator)]} 0)"
    no = "!" if isinstance(operator, ast.NotEq | ast.NotIn | ast.IsNot) else ""
    if isinstance(operator, ast.In | ast.NotIn):
        return f"{no}py.has({b}, {a})"
    constant = isinstance(right, ast.Constant) and right.value
    if isinstance(operator, ast.Is | ast.IsNot):
        if constant in (None, True, False) and isinstance(right, ast.Constant):
            return f"({a} {no or '='}== {b})"
        if any(isinstance(side, ast.Constant | ast.JoinedStr | ast.BinOp) for side in (left, right)):
            raise scope.refuse(node, f"so sánh «{ast.unparse(node)}»", "Dùng «is» với None, True, False và giữa các đối tượng.")
        return f"{no}py.is({a}, {b})"
    return f"({a} {no or '='}== {b})" if isinstance(constant, str) else f"{no}py.same({a}, {b})"


def _conditional(node: ast.IfExp, scope: Scope) -> str:
    return f"({condition(node.test, scope)} ? {expression(node.body, scope)} : {expression(node.orelse, scope)})"


def _walrus(node: ast.NamedExpr, scope: Scope) -> str:
    return f"({js_name(node.target.id)} = {expression(node.value, scope)})"


def _lambda(node: ast.Lambda, scope: Scope) -> str:
    names = [a.arg for a in node.args.args]
    if len(names) != len(ast.unparse(node.args).split(",") if names else []) or node.args.defaults:
        raise scope.refuse(node, f"hàm «{ast.unparse(node)}»", "Hàm lambda chỉ nhận các tên cách nhau dấu phẩy.")
    return f"(({', '.join(map(js_name, names))}) => {expression(node.body, scope.inside(set(names)))})"


def _subscript(node: ast.Subscript, scope: Scope) -> str:
    whole = expression(node.value, scope)
    if not isinstance(node.slice, ast.Slice):
        return f"py.at({whole}, {expression(node.slice, scope)})"
    if node.slice.step is not None:
        raise scope.refuse(node, f"lát cắt «{ast.unparse(node)}»", "Lát cắt chỉ có hai đầu: x[a:b].")
    low, high = (expression(end, scope) if end else "null" for end in (node.slice.lower, node.slice.upper))
    return f"py.slice({whole}, {low}, {high})"


def _attribute(node: ast.Attribute, scope: Scope) -> str:
    if not scope.knows_attribute(node.attr):
        remedy = "Chỉ dùng trường của lớp được dịch, và ATTRIBUTES ở macros/translate/known.py."
        raise scope.refuse(node, f"không biết thuộc tính «{node.attr}»", remedy)
    return f"{expression(node.value, scope)}.{js_name(node.attr)}"


def _loops(generators: list[ast.comprehension], node: ast.AST, scope: Scope) -> str:
    """Nested loops as one expression that gives a list."""
    first, *rest = generators
    names = {n.id for n in ast.walk(first.target) if isinstance(n, ast.Name)}
    over = looped(first.iter, first.target, scope)
    inner = scope.inside(names)
    tests = " && ".join(condition(test, inner) for test in first.ifs)
    if rest:
        made = _loops(rest, node, inner)
    elif isinstance(node, ast.DictComp):
        made = f"[{expression(node.key, inner)}, {expression(node.value, inner)}]"
    else:
        made = expression(node.elt, inner)  # type: ignore[attr-defined]
    bound = target(first.target, scope)
    if not rest and not tests:
        return f"{over}.map(({bound}) => {made})"
    made = made if rest else f"[{made}]"
    return f"{over}.flatMap(({bound}) => {f'({tests} ? {made} : [])' if tests else made})"


def _comprehension(node: ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp, scope: Scope) -> str:
    made = _loops(node.generators, node, scope)
    return {ast.SetComp: f"py.set({made})", ast.DictComp: f"py.dict({made})"}.get(type(node), made)


def _call(node: ast.Call, scope: Scope) -> str:
    function = node.func
    if isinstance(function, ast.Attribute):
        return _method(node, function, scope)
    if not isinstance(function, ast.Name):
        raise scope.refuse(node, f"lời gọi «{ast.unparse(node)}»", "Gọi một hàm bằng tên của nó.")
    name = function.id
    if scope.is_local(name):
        return f"{js_name(name)}({', '.join(_arguments(node, 0, 9, (), scope))})"
    if found := scope.callable(name):
        return f"{'new ' if found.is_class else ''}{js_name(name)}({_given(node, found, scope)})"
    if there := scope.library(function):
        return _of_library(node, there, scope)
    if name == "isinstance" and len(node.args) == 2:
        return _isinstance(node, scope)
    if name in ERRORS:
        return f"new py.{name}({', '.join(_arguments(node, 0, 1, (), scope))})"
    if name == "zip":
        # strict=True must be said: the runtime's zip always is.
        if [(k.arg, getattr(k.value, "value", None)) for k in node.keywords] != [("strict", True)]:
            raise scope.refuse(node, "zip không có strict=True", "Viết zip(a, b, strict=True).")
        node = ast.copy_location(ast.Call(function, node.args, []), node)
    if name in ("max", "min") and len(node.args) > 1:
        node = ast.copy_location(ast.Call(function, [ast.Tuple(node.args, ast.Load())], node.keywords), node)
    if name in FUNCTIONS:
        low, high, names = FUNCTIONS[name]
        return f"py.{name}({', '.join(_arguments(node, low, high, names, scope))})"
    return _name(function, scope)  # a name that nobody knows


def _given(node: ast.Call, found: Called, scope: Scope) -> str:
    return ", ".join(_arguments(node, found.required, len(found.parameters), tuple(found.parameters), scope))


def _of_library(node: ast.Call, there: str, scope: Scope) -> str:
    if there == "dataclasses.replace" and len(node.args) == 1:
        keys = [ast.Constant(k.arg) if k.arg else None for k in node.keywords]
        pairs = ast.Dict([*keys], [k.value for k in node.keywords])
        return f"py.replaced({expression(node.args[0], scope)}, {_dict(pairs, scope)})"
    if there not in LIBRARY:
        raise scope.refuse(node, f"không biết «{there}»", "Những gì được dùng ngoài mô-đun của mình: LIBRARY ở macros/translate/known.py.")
    low, high = LIBRARY[there]
    name = there.rpartition(".")[2]
    return f"{'new ' if name[0].isupper() else ''}py.{name}({', '.join(_arguments(node, low, high, (), scope))})"


def _arguments(node: ast.Call, low: int, high: int, names: tuple[str, ...], scope: Scope) -> list[str]:
    """The arguments in the order of ``names``; those left out are undefined, so that the defaults of the function count."""
    wrong = scope.refuse(node, f"các đối số của «{ast.unparse(node)}»", "Xem lại số đối số và tên của chúng; không dùng *x, **x.")
    given: dict[int, str] = {}
    for at, argument in enumerate(node.args):
        if isinstance(argument, ast.Starred):
            raise wrong
        given[at] = expression(argument, scope)
    for keyword in node.keywords:
        if keyword.arg not in names or names.index(keyword.arg) in given:
            raise wrong
        given[names.index(keyword.arg)] = expression(keyword.value, scope)
    if not set(range(low)) <= set(given) or max(given, default=-1) >= high:
        raise wrong
    return [given.get(at, "undefined") for at in range(max(given, default=-1) + 1)]


def _isinstance(node: ast.Call, scope: Scope) -> str:
    asked = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
    names = [ast.unparse(kind) for kind in asked]
    if len(names) == 1 and isinstance(scope.definition(names[0]), ast.ClassDef):
        return f"({expression(node.args[0], scope)} instanceof {js_name(names[0])})"
    if unknown := [name for name in names if name not in KINDS or (name == "tuple" and "list" not in names)]:
        raise scope.refuse(node, f"isinstance với «{unknown[0]}»", f"Chỉ hỏi {', '.join(sorted(KINDS))}; tuple thì hỏi cùng list.")
    return f"py.isinstance({', '.join([expression(node.args[0], scope), *(text_literal(name) for name in names)])})"


def _method(node: ast.Call, function: ast.Attribute, scope: Scope) -> str:
    base, name = function.value, function.attr
    library = scope.library(base)
    if library == "re":
        return _pattern(node, name, scope)
    if library == "unicodedata" and name in ("normalize", "is_normalized"):
        return f"py.{name}({', '.join(_arguments(node, 2, 2, (), scope))})"
    if name == "fromkeys" and isinstance(base, ast.Name) and base.id == "dict":
        return f"py.fromkeys({', '.join(_arguments(node, 1, 2, (), scope))})"
    if library == "datetime.date" and name == "fromordinal":
        return f"py.fromordinal({', '.join(_arguments(node, 1, 1, (), scope))})"
    if library in ("", "dataclasses.dataclass") and (found := scope.method(name)):
        count = len(node.args) + len(node.keywords)
        fitting = [each for each in found if each.required <= count <= len(each.parameters)] or found
        if any(other.parameters != fitting[0].parameters for other in fitting) and node.keywords:
            raise scope.refuse(node, f"«{name}» của hai lớp có đối số khác nhau", "Bỏ tên đối số ở lời gọi, hoặc đổi tên phương thức.")
        return f"{expression(base, scope)}.{js_name(name)}({_given(node, fitting[0], scope)})"
    if name not in METHODS or library:
        raise scope.refuse(node, f"không biết «{ast.unparse(function)}»", "Các phương thức được dịch: METHODS ở macros/translate/known.py.")
    low, high = METHODS[name]
    return f"py.{name}({', '.join([expression(base, scope), *_arguments(node, low, high, (), scope)])})"


_SIZES = {"compile": 1, "fullmatch": 2, "search": 2, "match": 2, "split": 2, "finditer": 2, "sub": 3}


def _pattern(node: ast.Call, name: str, scope: Scope) -> str:
    first = _written_out(node.args[0], scope) if node.args else None
    size = _SIZES.get(name, 0)
    if not size or node.keywords or len(node.args) not in (size, size + 1 if name != "sub" else size):
        told = f"Từ re chỉ dùng {', '.join(_SIZES)}, và không có cờ nào ngoài re.IGNORECASE."
        raise scope.refuse(node, f"lời gọi «{ast.unparse(node)}»", told)
    if first is None:
        raise scope.refuse(node, "biểu thức chính quy không phải một chuỗi viết sẵn", "Viết mẫu ngay trong lời gọi, hoặc đặt tên cho nó.")
    flags = [ast.unparse(a) for a in node.args[size:]]
    try:
        if flags not in ([], ["re.IGNORECASE"]):
            raise patterns.Unsupported("cờ trong biểu thức chính quy")
        pattern = f"py.pattern({patterns.literal(first, ignore_case=bool(flags))})"
    except patterns.Unsupported as error:
        raise scope.refuse(node, str(error), "Viết lại mẫu cho đơn giản hơn.") from None
    if name == "compile":
        return pattern
    return f"py.{name}({', '.join([pattern, *(expression(a, scope) for a in node.args[1:size])])})"


_MADE: dict[type[ast.expr], Callable[[Any, Scope], str]] = {
    ast.Constant: _constant, ast.Name: _name, ast.JoinedStr: _joined, ast.Dict: _dict, ast.UnaryOp: _unary, ast.BoolOp: _choice,
    ast.Compare: _compare, ast.IfExp: _conditional, ast.NamedExpr: _walrus, ast.Lambda: _lambda, ast.Subscript: _subscript,
    ast.Attribute: _attribute, ast.Call: _call, ast.ListComp: _comprehension, ast.SetComp: _comprehension,
    ast.DictComp: _comprehension, ast.GeneratorExp: _comprehension,
    ast.List: lambda node, scope: _items(node.elts, scope),
    ast.Tuple: lambda node, scope: _items(node.elts, scope),
    ast.Set: lambda node, scope: f"py.set({_items(node.elts, scope)})",
    ast.BinOp: lambda node, scope: operation(expression(node.left, scope), node.op, expression(node.right, scope), node, scope),
}  # fmt: skip
