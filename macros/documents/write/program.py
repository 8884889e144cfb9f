"""A template as a small JSON program, and its interpreter. The browser runs this very code, translated (``macros/translate``).

A program is a list of nodes:

- ``"text"``                         stands as it is
- ``["v", expr]``                    a value, escaped
- ``["f", name, expr, program]``     for each item; inside, ``loop.index``, ``loop.revindex``, ``loop.first``, ``loop.last``
- ``["i", [[expr, program], …], program]``   if / elif / else

An expression is ``["c", constant]``, ``["p", [name, key, …]]``, ``["u", filter, expr, argument?]``, ``["n", expr]`` (not),
``["a", expr, expr]`` (and), ``["o", expr, expr]`` (or), ``["e", expr, expr]`` (equal) or ``["d", expr, expr]`` (different).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

Program: TypeAlias = list[Any]
Expression: TypeAlias = list[Any]

_SPACES = " \t\n\r\u00a0"
_TOO_LARGE = 1_000_000_000_000_000
FILTERS = ("upper", "lower", "trim", "default")


def truthy(value: Any) -> bool:
    """Whether ``{% if value %}`` holds; a mapping always does."""
    return not (value is None or value is False or value == "" or value == 0 or value == [])


def text_of(value: Any) -> str:
    """A value as it prints: text and whole numbers; nothing for everything else."""
    if isinstance(value, str):
        return value
    # JSON has one kind of number: 3.0 is 3 in the browser, and must be here.
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    whole = number and abs(value) < _TOO_LARGE and value == int(value)
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
    return text_of(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


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
                loop = {"index": index, "revindex": len(items) - index + 1, "first": index == 1, "last": index == len(items)}
                out.append(run(node[3], {**context, node[1]: item, "loop": loop}, show))
        else:
            chosen = next((body for test, body in node[1] if truthy(evaluate(test, context))), node[2])
            out.append(run(chosen, context, show))
    return "".join(out)
