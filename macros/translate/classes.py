"""Classes → classes of JavaScript: dataclasses, errors, plain ones, and those whose instances the build makes."""

from __future__ import annotations

import ast

from macros.translate.expressions import expression
from macros.translate.known import ERRORS, METHODS, js_name
from macros.translate.modules import fields_of, methods_of
from macros.translate.scope import Scope
from macros.translate.statements import STEP, comment, function

_REMEDY = "Dùng dataclass, lớp lỗi có một lớp cha, hoặc lớp không có lớp cha; phương thức không có @ nào khác property."


def class_(node: ast.ClassDef, scope: Scope, pad: str) -> str:
    """A class at the top of a module."""
    told = ast.get_docstring(node) is not None
    others = [s for s in node.body[told:] if not isinstance(s, ast.AnnAssign | ast.FunctionDef | ast.Pass)]
    parent = _parent(node, scope)
    decorated = [(scope.library(d.func if isinstance(d, ast.Call) else d), d) for d in node.decorator_list]
    if others or any(kind != "dataclasses.dataclass" for kind, _ in decorated) or len(decorated) > 1 or len(node.bases) > 1:
        raise scope.refuse(node, f"lớp «{node.name}»", _REMEDY)
    body = ""
    if decorated:
        body += _fields(node, scope, pad + STEP)
        options = ast.unparse(decorated[0][1])
        if "eq=False" not in options:
            names = ", ".join(f'"{js_name(name)}"' for name, _ in fields_of(node))
            body += f"{pad}{STEP}static get fields() {{\n{pad}{STEP * 2}return [{names}];\n{pad}{STEP}}}\n"
    elif fields_of(node) and node.name not in scope.module.data:
        raise scope.refuse(node, f"lớp «{node.name}»", _REMEDY)
    for method in methods_of(node):
        body += _method(method, scope, pad + STEP, derived=bool(parent))
    return f"{comment(node, pad)}{pad}class {js_name(node.name)}{parent and f' extends {parent}'} {{\n{body}{pad}}}\n"


def _parent(node: ast.ClassDef, scope: Scope) -> str:
    if not node.bases or len(node.bases) > 1:
        return ""
    base = node.bases[0]
    if isinstance(base, ast.Name) and base.id in ERRORS:
        return f"py.{base.id}"
    if ast.unparse(base).partition("[")[0] == "list":
        return "py.List"
    if isinstance(base, ast.Name) and isinstance(scope.definition(base.id), ast.ClassDef):
        return js_name(base.id)
    raise scope.refuse(node, f"lớp cha «{ast.unparse(base)}»", _REMEDY)


def _fields(node: ast.ClassDef, scope: Scope, pad: str) -> str:
    fields = fields_of(node)
    given = ", ".join(js_name(n) + (f" = {_default(d, scope)}" if d is not None else "") for n, d in fields)
    inside = "".join(f"{pad}{STEP}this.{js_name(n)} = {js_name(n)};\n" for n, _ in fields)
    return f"{pad}constructor({given}) {{\n{inside}{pad}}}\n"


def _default(node: ast.expr, scope: Scope) -> str:
    if isinstance(node, ast.Call) and scope.library(node.func) == "dataclasses.field":
        made = {k.arg: ast.unparse(k.value) for k in node.keywords}.get("default_factory", "")
        made = {"list": "[]", "dict": "py.dict()", "set": "py.set()"}.get(made, "")
        if made and len(node.keywords) == 1:
            return made
        raise scope.refuse(node, f"giá trị mặc định «{ast.unparse(node)}»", "Dùng field(default_factory=list), dict hoặc set.")
    return expression(node, scope)


def _method(node: ast.FunctionDef, scope: Scope, pad: str, *, derived: bool) -> str:
    kinds = [ast.unparse(d) if ast.unparse(d) == "property" else scope.library(d) for d in node.decorator_list]
    if node.name in METHODS and not kinds:
        raise scope.refuse(node, f"phương thức «{node.name}» trùng tên phương thức của Python", "Đặt tên khác.")
    if kinds and kinds not in (["property"], ["functools.cached_property"]):
        raise scope.refuse(node, f"phương thức «{node.name}»", _REMEDY)
    name = js_name(node.name)
    if node.name == "__init__":
        return function(node, scope, pad, "constructor", method=True, derived=derived)
    if node.name.startswith("__") and node.name != "__str__":
        raise scope.refuse(node, f"phương thức «{node.name}»", _REMEDY)
    if kinds == ["functools.cached_property"]:
        made = function(node, scope, pad, f"{name}$made", method=True)
        kept = f"{pad}{STEP}if (this.{name}$kept === undefined) this.{name}$kept = this.{name}$made();\n"
        return f"{made}{pad}get {name}() {{\n{kept}{pad}{STEP}return this.{name}$kept;\n{pad}}}\n"
    return function(node, scope, pad, f"get {name}" if kinds else name, method=True)
