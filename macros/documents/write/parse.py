"""A template's text → its program, by Jinja's own parser. What the interpreter does not know is refused with its line."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from macros.documents.write.program import FILTERS, Expression, Program
from macros.vietnamese import did_you_mean

_ENVIRONMENT = Environment(autoescape=False, keep_trailing_newline=True)  # noqa: S701 (only its parser is used)
_tree = lru_cache(maxsize=2_000)(_ENVIRONMENT.parse)  # many templates have the same lines; nobody changes a tree


class TemplateError(Exception):
    """A template that cannot be used: ``line`` (1-based, inside its text), what is wrong and what to do, in Vietnamese."""

    def __init__(self, line: int, reason: str, remedy: str = "") -> None:
        self.line, self.reason, self.remedy = line, reason, remedy
        super().__init__(f"dòng {line}: {reason}. {remedy}".rstrip())


def parse(source: str, names: Sequence[str]) -> Program:
    """``source`` as a program. ``names`` are the fields and facts that it may use; any other name is a TemplateError."""
    if "{" not in source and "\r" not in source:  # plain words, which most pieces are
        return [source] if source else []
    try:
        tree = _tree(source)
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
