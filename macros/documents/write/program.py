"""Jinja's own parser → a small JSON program → text. The browser runs the same program (``template-program.js``).

A program is a list of nodes:

- ``"text"``                         stands as it is
- ``["v", expr]``                    a value, escaped
- ``["f", name, expr, program]``     for each item; inside, ``loop.index``, ``loop.first``, ``loop.last``
- ``["i", [[expr, program], …], program]``   if / elif / else

An expression is ``["c", constant]``, ``["p", [name, key, …]]``, ``["u", filter, expr, argument?]``, ``["n", expr]`` (not),
``["a", expr, expr]`` (and), ``["o", expr, expr]`` (or), ``["e", expr, expr]`` (equal) or ``["d", expr, expr]`` (different).
Anything else in a template is refused with its line, so that both interpreters stay small and agree.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.vietnamese import did_you_mean

Program = list[Any]
Expression = list[Any]

_ENVIRONMENT = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 (only its parser is used)
_SPACES = " \t\n\r\u00a0"
FILTERS = ("upper", "lower", "trim", "default")


class TemplateError(Exception):
    """A template that cannot be used: ``line`` (1-based, inside its text), what is wrong and what to do, in Vietnamese."""

    def __init__(self, line: int, reason: str, remedy: str = "") -> None:
        self.line, self.reason, self.remedy = line, reason, remedy
        super().__init__(f"dòng {line}: {reason}. {remedy}".rstrip())


def parse(source: str, names: Sequence[str]) -> Program:
    """``source`` as a program. ``names`` are the fields and facts that it may use; any other name is a TemplateError."""
    try:
        tree = _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        raise TemplateError(error.lineno, f"sai cú pháp: {error.message}", "Xem lại các dấu {{ }} và {% %}.") from None
    return _body(tree.body, frozenset(names))


def _body(items: Sequence[nodes.Node], names: frozenset[str]) -> Program:
    program: Program = []
    for item in items:
        for node in _statement(item, names):
            if isinstance(node, str) and program and isinstance(program[-1], str):
                program[-1] += node
            else:
                program.append(node)
    return program


def _statement(item: nodes.Node, names: frozenset[str]) -> Program:
    if isinstance(item, nodes.Output):
        return [part.data if isinstance(part, nodes.TemplateData) else ["v", _expression(part, names)] for part in item.nodes]
    if isinstance(item, nodes.For):
        if not isinstance(item.target, nodes.Name) or item.test or item.recursive or item.else_:
            raise TemplateError(item.lineno, "vòng lặp chỉ có dạng {% for tên in danh_sách %}", "Viết lại vòng lặp.")
        inner = names | {item.target.name, "loop"}
        return [["f", item.target.name, _expression(item.iter, names), _body(item.body, inner)]]
    if isinstance(item, nodes.If):
        branches = [[_expression(branch.test, names), _body(branch.body, names)] for branch in (item, *item.elif_)]
        return [["i", branches, _body(item.else_, names)]]
    raise TemplateError(item.lineno, f"không dùng được lệnh «{type(item).__name__.lower()}»", "Chỉ dùng for và if.")


def _expression(item: nodes.Node, names: frozenset[str]) -> Expression:
    if isinstance(item, nodes.Const) and isinstance(item.value, (str, int, bool)):
        return ["c", item.value]
    if isinstance(item, nodes.Name):
        if item.name not in names:
            remedy = did_you_mean(item.name, names, "Khai báo trường này ở «truong».")
            raise TemplateError(item.lineno, f"không có trường «{item.name}»", remedy)
        return ["p", [item.name]]
    if isinstance(item, nodes.Getattr):
        base = _expression(item.node, names)
        if base[0] == "p":
            return ["p", [*base[1], item.attr]]
    if isinstance(item, nodes.Filter) and item.name in FILTERS and item.node is not None:
        wanted = 1 if item.name == "default" else 0
        if len(item.args) == wanted and not item.kwargs:
            return ["u", item.name, _expression(item.node, names), *(_expression(arg, names) for arg in item.args)]
    if isinstance(item, nodes.Not):
        return ["n", _expression(item.node, names)]
    if isinstance(item, (nodes.And, nodes.Or)):
        return ["a" if isinstance(item, nodes.And) else "o", _expression(item.left, names), _expression(item.right, names)]
    if isinstance(item, nodes.Compare) and len(item.ops) == 1 and item.ops[0].op in ("eq", "ne"):
        sign = "e" if item.ops[0].op == "eq" else "d"
        return [sign, _expression(item.expr, names), _expression(item.ops[0].expr, names)]
    raise TemplateError(
        item.lineno, "biểu thức này không dùng được", f"Chỉ dùng tên trường, chữ, so sánh ==, !=, and, or, not và {', '.join(FILTERS)}."
    )


def truthy(value: Any) -> bool:
    """Whether ``{% if value %}`` holds; spelt out because Python and JavaScript differ on empty lists."""
    return not (value is None or value is False or value == "" or value == 0 or value == [])


def text_of(value: Any) -> str:
    """A value as it prints: text and whole numbers; nothing for everything else."""
    if isinstance(value, str):
        return value
    # JSON has one kind of number: 3.0 is 3 in the browser, and must be here.
    whole = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15 and value == int(value)
    return str(int(value)) if whole else ""


def evaluate(expression: Expression, context: Mapping[str, Any]) -> Any:
    """The value of ``expression``. An absent key gives None."""
    kind = expression[0]
    if kind == "c":
        return expression[1]
    if kind == "p":
        value: Any = context
        for key in expression[1]:
            value = value.get(key) if isinstance(value, Mapping) else None
        return value
    if kind == "u":
        return _filter(expression, context)
    if kind == "n":
        return not truthy(evaluate(expression[1], context))
    left = evaluate(expression[1], context)
    if kind == "a":
        return evaluate(expression[2], context) if truthy(left) else left
    if kind == "o":
        return left if truthy(left) else evaluate(expression[2], context)
    same = text_of(left) == text_of(evaluate(expression[2], context))
    return same if kind == "e" else not same


def _filter(expression: Expression, context: Mapping[str, Any]) -> Any:
    name, value = expression[1], evaluate(expression[2], context)
    if name == "default":
        return value if truthy(value) else evaluate(expression[3], context)
    text = text_of(value)
    return text.upper() if name == "upper" else text.lower() if name == "lower" else text.strip(_SPACES)


def escape(value: Any) -> str:
    """A value for XML or HTML text."""
    return html.escape(text_of(value), quote=False)


def run(program: Program, context: Mapping[str, Any], show: Callable[[Any], str] = escape) -> str:
    """The text that ``program`` makes of ``context``; ``show`` prints a value (escaped unless told otherwise)."""
    out: list[str] = []
    for node in program:
        if isinstance(node, str):
            out.append(node)
        elif node[0] == "v":
            out.append(show(evaluate(node[1], context)))
        elif node[0] == "f":
            items = evaluate(node[2], context)
            items = items if isinstance(items, list) else []
            for index, item in enumerate(items, start=1):
                loop = {"index": index, "first": index == 1, "last": index == len(items)}
                out.append(run(node[3], {**context, node[1]: item, "loop": loop}, show))
        else:
            chosen = next((body for test, body in node[1] if truthy(evaluate(test, context))), node[2])
            out.append(run(chosen, context, show))
    return "".join(out)
