"""Functions, dataclasses and constants of a module → the body of its part of the script."""

from __future__ import annotations

import ast

from macros.translate.expressions import condition, expression, looped, operation, target
from macros.translate.modules import Definition
from macros.translate.scope import ERRORS, Scope, bound_by, fields_of, js_name

_STEP = "  "


def definition(node: Definition, scope: Scope, pad: str) -> str:
    """One definition at the top of a module."""
    if isinstance(node, ast.FunctionDef):
        return _function(node, scope, pad)
    if isinstance(node, ast.ClassDef):
        return _dataclass(node, scope, pad)
    name = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    if isinstance(node, ast.AnnAssign) and getattr(node.annotation, "value", "") == "type":
        return ""  # an alias of a type
    if node.value is None:
        raise scope.refuse(node, "khai báo không có giá trị", "Gán một giá trị.")
    return f"{pad}const {target(name, scope)} = {expression(node.value, scope)};\n"


def _comment(node: ast.FunctionDef | ast.ClassDef, pad: str) -> str:
    told = (ast.get_docstring(node) or "").replace("*/", "* /").splitlines()
    if len(told) == 1:
        return f"{pad}/** {told[0]} */\n"
    return f"{pad}/**\n" + "".join(f"{pad} * {line}".rstrip() + "\n" for line in told) + f"{pad} */\n" if told else ""


def _dataclass(node: ast.ClassDef, scope: Scope, pad: str) -> str:
    decorated = [ast.unparse(d).split("(")[0] for d in node.decorator_list]
    told = ast.get_docstring(node) is not None
    others = [s for s in node.body[told:] if not isinstance(s, ast.AnnAssign)]
    if [scope.module.library.get(d) for d in decorated] != ["dataclasses.dataclass"] or node.bases or others:
        raise scope.refuse(node, f"lớp «{node.name}»", "Chỉ dịch dataclass có trường, không có phương thức và lớp cha.")
    fields = fields_of(node)
    given = ", ".join(js_name(n) + (f" = {expression(d, scope)}" if d is not None else "") for n, d in fields)
    inside = "".join(f"{pad}{_STEP * 2}this.{js_name(n)} = {js_name(n)};\n" for n, _ in fields)
    return f"{_comment(node, pad)}{pad}class {node.name} {{\n{pad}{_STEP}constructor({given}) {{\n{inside}{pad}{_STEP}}}\n{pad}}}\n"


def _function(node: ast.FunctionDef, scope: Scope, pad: str) -> str:
    given = node.args
    if node.decorator_list or given.vararg or given.kwarg or given.posonlyargs:
        raise scope.refuse(node, f"cách khai báo hàm «{node.name}»", "Hàm không có @…, *x, **x hay dấu / trong danh sách đối số.")
    defaults = [*[None] * (len(given.args) - len(given.defaults)), *given.defaults, *given.kw_defaults]
    for default in defaults:
        if default is not None and not isinstance(default, ast.Constant | ast.Name):
            raise scope.refuse(default, f"giá trị mặc định «{ast.unparse(default)}»", "Chỉ dùng chữ, số, None hoặc một tên.")
    arguments = [*given.args, *given.kwonlyargs]
    listed = [js_name(a.arg) + (f" = {expression(d, scope)}" if d is not None else "") for a, d in zip(arguments, defaults, strict=True)]
    names = bound_by(node.body)
    parameters = {a.arg for a in arguments}
    inner = scope.inside(parameters | set(names))
    functions = {s.name for s in ast.walk(node) if isinstance(s, ast.FunctionDef) and s is not node}
    fresh = [js_name(name) for name in names if name not in parameters | functions]
    body = f"{pad}{_STEP}let {', '.join(fresh)};\n" if fresh else ""
    body += block(node.body, inner, pad + _STEP)
    if not isinstance(node.body[-1], ast.Return):
        body += f"{pad}{_STEP}return null;\n"  # where JavaScript would give undefined
    return f"{_comment(node, pad)}{pad}function {js_name(node.name)}({', '.join(listed)}) {{\n{body}{pad}}}\n"


def block(body: list[ast.stmt], scope: Scope, pad: str) -> str:
    """Statements, one after another."""
    return "".join(_statement(node, scope, pad) for node in body)


def _statement(node: ast.stmt, scope: Scope, pad: str) -> str:
    if isinstance(node, ast.FunctionDef):
        return _function(node, scope, pad)
    if isinstance(node, ast.Expr):
        return "" if isinstance(node.value, ast.Constant) else f"{pad}{expression(node.value, scope)};\n"
    if isinstance(node, ast.Return):
        return f"{pad}return {expression(node.value, scope) if node.value else 'null'};\n"
    if isinstance(node, ast.Pass | ast.Break | ast.Continue):
        return "" if isinstance(node, ast.Pass) else f"{pad}{type(node).__name__.lower()};\n"
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return _assigned(node.targets[0], expression(node.value, scope), scope, pad)
    if isinstance(node, ast.AnnAssign):
        return _assigned(node.target, expression(node.value, scope), scope, pad) if node.value else ""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        name, value = js_name(node.target.id), expression(node.value, scope)
        if isinstance(node.op, ast.Add):
            return f"{pad}{name} = py.grown({name}, {value});\n"
        return f"{pad}{name} = {operation(name, node.op, value, node, scope)};\n"
    if isinstance(node, ast.If):
        return pad + _branches(node, scope, pad) + "\n"
    if isinstance(node, ast.While) and not node.orelse:
        return f"{pad}while ({_test(node.test, scope)}) {{\n{block(node.body, scope, pad + _STEP)}{pad}}}\n"
    if isinstance(node, ast.For) and not node.orelse:
        head = f"{target(node.target, scope)} of {looped(node.iter, node.target, scope)}"
        return f"{pad}for ({head}) {{\n{block(node.body, scope, pad + _STEP)}{pad}}}\n"
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
        return f"{pad}throw {expression(node.exc, scope)};\n"
    if isinstance(node, ast.Try) and not node.orelse and not node.finalbody:
        return _try(node, scope, pad)
    what = ast.unparse(node).splitlines()[0]
    raise scope.refuse(node, f"câu lệnh «{what}»", "Xem các câu lệnh được dịch ở macros/translate/__init__.py.")


def _test(node: ast.expr, scope: Scope) -> str:
    test = condition(node, scope)
    whole = isinstance(node, ast.BoolOp) or (isinstance(node, ast.Compare) and test.startswith("("))
    return test[1:-1] if whole else test


def _assigned(into: ast.expr, value: str, scope: Scope, pad: str) -> str:
    if isinstance(into, ast.Subscript) and not isinstance(into.slice, ast.Slice):
        return f"{pad}py.put({expression(into.value, scope)}, {expression(into.slice, scope)}, {value});\n"
    if isinstance(into, ast.Tuple):
        return f"{pad}{target(into, scope)} = py.unpack({value}, {len(into.elts)});\n"
    return f"{pad}{target(into, scope)} = {value};\n"


def _branches(node: ast.If, scope: Scope, pad: str) -> str:
    text = f"if ({_test(node.test, scope)}) {{\n{block(node.body, scope, pad + _STEP)}{pad}}}"
    if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return f"{text} else {_branches(node.orelse[0], scope, pad)}"
    return f"{text} else {{\n{block(node.orelse, scope, pad + _STEP)}{pad}}}" if node.orelse else text


def _try(node: ast.Try, scope: Scope, pad: str) -> str:
    out = f"{pad}try {{\n{block(node.body, scope, pad + _STEP)}{pad}}} catch (error$) {{\n"
    inside = pad + _STEP
    for at, handler in enumerate(node.handlers):
        asked = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        names = [ast.unparse(kind) if kind else "" for kind in asked]
        if handler.name or any(name not in ERRORS for name in names):
            raise scope.refuse(handler, "nhánh except", f"Viết except {' | '.join(sorted(ERRORS))}, không có «as».")
        test = " || ".join(f"error$ instanceof py.{name}" for name in names)
        out += f"{inside if not at else ''}if ({test}) {{\n{block(handler.body, scope, inside + _STEP)}{inside}}} else "
    return f"{out}throw error$;\n{pad}}}\n"
