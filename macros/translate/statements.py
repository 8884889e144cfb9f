"""Functions, constants and statements → the body of a module's part of the script."""

from __future__ import annotations

import ast

from macros.translate.expressions import condition, expression, looped, operation, target
from macros.translate.known import ERRORS, LIBRARY, js_name
from macros.translate.scope import Scope, bound_by, yields

STEP = "  "


def constant(node: ast.Assign | ast.AnnAssign, scope: Scope, pad: str) -> str:
    """A value at the top of a module."""
    name = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
    if isinstance(node, ast.AnnAssign) and getattr(node.annotation, "value", "") == "type":
        return ""  # an alias of a type
    if is_log(node):
        return ""
    if node.value is None:
        raise scope.refuse(node, "khai báo không có giá trị", "Gán một giá trị.")
    return f"{pad}const {target(name, scope)} = {expression(node.value, scope)};\n"


def is_log(node: ast.AST | None) -> bool:
    """Whether ``node`` names the log of a module: what is written there is for us, and a page has no place for it."""
    return isinstance(node, ast.Assign) and ast.unparse(node.value).startswith("logging.getLogger(")


def comment(node: ast.FunctionDef | ast.ClassDef, pad: str) -> str:
    """The docstring."""
    told = (ast.get_docstring(node) or "").replace("*/", "* /").splitlines()
    if len(told) == 1:
        return f"{pad}/** {told[0]} */\n"
    return f"{pad}/**\n" + "".join(f"{pad} * {line}".rstrip() + "\n" for line in told) + f"{pad} */\n" if told else ""


def function(
    node: ast.FunctionDef, scope: Scope, pad: str, written: str = "", *, method: bool = False, derived: bool = False
) -> str:
    """A function, or under the name ``written`` a method."""
    given = node.args
    decorated = [] if method else [d.func if isinstance(d, ast.Call) else d for d in node.decorator_list]
    # What a function remembers changes none of its answers.
    unknown = any(scope.library(d) not in ("functools.cache", "functools.lru_cache") for d in decorated)
    if unknown or given.vararg or given.kwarg or given.posonlyargs:
        raise scope.refuse(node, f"cách khai báo hàm «{node.name}»", "Hàm không có @…, *x, **x hay dấu / trong danh sách đối số.")
    defaults = [*[None] * (len(given.args) - len(given.defaults)), *given.defaults, *given.kw_defaults]
    for default in defaults:
        if default is not None and not isinstance(default, ast.Constant | ast.Name) and ast.unparse(default) != "()":
            raise scope.refuse(default, f"giá trị mặc định «{ast.unparse(default)}»", "Chỉ dùng chữ, số, None, () hoặc một tên.")
    arguments = [*given.args, *given.kwonlyargs]
    listed = [js_name(a.arg) + (f" = {expression(d, scope)}" if d is not None else "") for a, d in zip(arguments, defaults, strict=True)]
    names = bound_by(node.body)
    parameters = {a.arg for a in arguments}
    collects = yields(node)
    inner = scope.inside(parameters | set(names), collects=collects)
    functions = {s.name for s in ast.walk(node) if isinstance(s, ast.FunctionDef) and s is not node}
    fresh = [js_name(name) for name in names if name not in parameters | functions]
    body = ""
    statements = node.body[1:] if ast.get_docstring(node) is not None else node.body
    if method:
        listed = listed[1:]
        if derived:
            first, *statements = statements or [ast.Pass()]
            if not ast.unparse(first).startswith("super().__init__("):
                raise scope.refuse(first, "hàm __init__ của lớp con", "Gọi super().__init__(…) ở dòng đầu.")
            body += f"{pad}{STEP}super({', '.join(expression(a, inner) for a in first.value.args)});\n"  # type: ignore[attr-defined]
        if any(isinstance(n, ast.Name) and n.id == "self" for s in statements for n in ast.walk(s)):
            body += f"{pad}{STEP}const self = this;\n"
    body += f"{pad}{STEP}let {', '.join(fresh)};\n" if fresh else ""
    body += f"{pad}{STEP}const yielded$ = [];\n" if collects else ""
    body += block(statements, inner, pad + STEP)
    if written != "constructor" and not isinstance(node.body[-1], ast.Return | ast.Raise):
        # Where JavaScript would give undefined.
        body += f"{pad}{STEP}return {'yielded$' if collects else 'null'};\n"
    begin = written if method else f"function {js_name(node.name)}"
    return f"{comment(node, pad)}{pad}{begin}({', '.join(listed)}) {{\n{body}{pad}}}\n"


def block(body: list[ast.stmt], scope: Scope, pad: str) -> str:
    """Statements, one after another."""
    return "".join(_statement(node, scope, pad) for node in body)


def _statement(node: ast.stmt, scope: Scope, pad: str) -> str:
    if isinstance(node, ast.FunctionDef):
        return function(node, scope, pad)
    if isinstance(node, ast.Expr):
        return _told(node.value, scope, pad)
    if isinstance(node, ast.Return):
        if scope.collects and node.value is not None:
            raise scope.refuse(node, "return có giá trị trong hàm có yield", "Viết return không có giá trị.")
        return f"{pad}return {expression(node.value, scope) if node.value else 'yielded$' if scope.collects else 'null'};\n"
    if isinstance(node, ast.Pass | ast.Break | ast.Continue):
        return "" if isinstance(node, ast.Pass) else f"{pad}{type(node).__name__.lower()};\n"
    if isinstance(node, ast.Assign) and len(node.targets) == 1:
        return _assigned(node.targets[0], expression(node.value, scope), scope, pad)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        first, *others = node.targets
        made = _assigned(first, expression(node.value, scope), scope, pad)
        return made + "".join(_assigned(other, expression(first, scope), scope, pad) for other in others)
    if isinstance(node, ast.AnnAssign):
        return _assigned(node.target, expression(node.value, scope), scope, pad) if node.value else ""
    if isinstance(node, ast.AugAssign):
        return _changed(node, scope, pad)
    if isinstance(node, ast.Delete) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Subscript):
        return f"{pad}py.pop({expression(node.targets[0].value, scope)}, {expression(node.targets[0].slice, scope)});\n"
    if isinstance(node, ast.If):
        return pad + _branches(node, scope, pad) + "\n"
    if isinstance(node, ast.While) and not node.orelse:
        return f"{pad}while ({_test(node.test, scope)}) {{\n{block(node.body, scope, pad + STEP)}{pad}}}\n"
    if isinstance(node, ast.For) and not node.orelse:
        head = f"{target(node.target, scope)} of {looped(node.iter, node.target, scope)}"
        return f"{pad}for ({head}) {{\n{block(node.body, scope, pad + STEP)}{pad}}}\n"
    if isinstance(node, ast.Raise):
        return f"{pad}throw {expression(node.exc, scope) if node.exc else 'error$'};\n"
    if isinstance(node, ast.Try) and not node.orelse and not node.finalbody:
        return _try(node, scope, pad)
    what = ast.unparse(node).splitlines()[0]
    raise scope.refuse(node, f"câu lệnh «{what}»", "Xem các câu lệnh được dịch ở macros/translate/__init__.py.")


def _told(value: ast.expr, scope: Scope, pad: str) -> str:
    """An expression that stands as a statement."""
    if isinstance(value, ast.Constant):
        return ""
    if isinstance(value, ast.Yield):
        return f"{pad}yielded$.push({expression(value.value, scope) if value.value else 'null'});\n"
    if isinstance(value, ast.YieldFrom):
        return f"{pad}py.extend(yielded$, {expression(value.value, scope)});\n"
    called = value.func if isinstance(value, ast.Call) else None
    if isinstance(called, ast.Attribute) and is_log(scope.definition(ast.unparse(called.value))):
        return ""
    return f"{pad}{expression(value, scope)};\n"


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


def _changed(node: ast.AugAssign, scope: Scope, pad: str) -> str:
    """``x += value`` and the like; where ``x`` is no name, it is looked up twice, so it must not call anything."""
    if any(isinstance(part, ast.Call) for part in ast.walk(node.target)):
        raise scope.refuse(node, f"câu lệnh «{ast.unparse(node)}»", "Đặt tên cho chỗ được gán trước đã.")
    before, value = expression(node.target, scope), expression(node.value, scope)
    made = f"py.grown({before}, {value})" if isinstance(node.op, ast.Add) else operation(before, node.op, value, node, scope)
    return _assigned(node.target, made, scope, pad)


def _branches(node: ast.If, scope: Scope, pad: str) -> str:
    text = f"if ({_test(node.test, scope)}) {{\n{block(node.body, scope, pad + STEP)}{pad}}}"
    if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
        return f"{text} else {_branches(node.orelse[0], scope, pad)}"
    return f"{text} else {{\n{block(node.orelse, scope, pad + STEP)}{pad}}}" if node.orelse else text


def _try(node: ast.Try, scope: Scope, pad: str) -> str:
    out = f"{pad}try {{\n{block(node.body, scope, pad + STEP)}{pad}}} catch (error$) {{\n"
    inside = pad + STEP
    for at, handler in enumerate(node.handlers):
        asked = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        test = " || ".join(_caught(kind, handler, scope) for kind in asked)
        named = f"{inside}{STEP}{js_name(handler.name)} = error$;\n" if handler.name else ""
        out += f"{inside if not at else ''}if ({test}) {{\n{named}{block(handler.body, scope, inside + STEP)}{inside}}} else "
    return f"{out}throw error$;\n{pad}}}\n"


def _caught(kind: ast.expr | None, handler: ast.ExceptHandler, scope: Scope) -> str:
    name = kind.id if isinstance(kind, ast.Name) else ""
    if name == "Exception":
        return "true"  # what the browser itself raises, too
    if name in ERRORS:
        return f"error$ instanceof py.{name}"
    if isinstance(scope.definition(name), ast.ClassDef):
        return f"error$ instanceof {js_name(name)}"
    if kind is not None and scope.library(kind) in LIBRARY:
        return f"error$ instanceof py.{name}"
    raise scope.refuse(handler, "nhánh except", f"Viết except với lớp lỗi của mình hoặc {' | '.join(sorted(ERRORS))}.")
