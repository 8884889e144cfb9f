"""What a name means where it stands: a local, a definition of our modules, or a name of the tables in ``known``."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from macros.translate.known import ATTRIBUTES
from macros.translate.modules import Module, fields_of, methods_of
from macros.translate.refused import NotTranslated


@dataclass
class Called:
    """A function, method or class of ours: its parameters in order, how many of them have no default, and whether it is a class."""

    parameters: list[str]
    required: int
    is_class: bool


@dataclass
class Scope:
    """The names bound by a function and by those around it; at the top, the module's. ``collects``: the function yields."""

    module: Module
    others: dict[str, Module]
    names: set[str] = field(default_factory=set)
    outer: Scope | None = None
    collects: bool = False

    def inside(self, names: set[str], *, collects: bool = False) -> Scope:
        """The scope of a function or comprehension that binds ``names``."""
        return Scope(self.module, self.others, names, self, collects)

    def is_local(self, name: str) -> bool:
        return name in self.names or (self.outer is not None and self.outer.is_local(name))

    def refuse(self, node: ast.AST, what: str, remedy: str) -> NotTranslated:
        """The error to raise for ``node``."""
        return NotTranslated(self.module.path, node, what, remedy)

    def library(self, node: ast.expr) -> str:
        """What of the standard library, or of what has a twin, ``node`` names here; empty when nothing."""
        if not isinstance(node, ast.Name) or self.is_local(node.id):
            return ""
        return self.module.library.get(node.id, "")

    def definition(self, name: str) -> ast.AST | None:
        """The definition in our modules that ``name`` means here, if it means one."""
        if self.is_local(name):
            return None
        if name in self.module.imported:
            module, name = self.module.imported[name]
            return self.others[module].definitions[name] if module in self.others else None
        return self.module.definitions.get(name)

    def callable(self, name: str) -> Called | None:
        """What may be called by ``name``, when it is a function or class of ours."""
        found = self.definition(name)
        if isinstance(found, ast.FunctionDef):
            return _called(found, 0)
        if isinstance(found, ast.ClassDef):
            begins = next((m for m in methods_of(found) if m.name == "__init__"), None)
            if begins is not None:
                return Called(_called(begins, 1).parameters, _called(begins, 1).required, is_class=True)
            fields = fields_of(found)
            if found.bases:  # an error that adds nothing to its parent
                return Called(["message"], 0, is_class=True)
            return Called([name for name, _ in fields], sum(default is None for _, default in fields), is_class=True)
        return None

    def method(self, name: str) -> list[Called]:
        """The methods of this name of all classes of ours; a property is none."""
        return [_called(method, 1) for method in self._methods.get(name, ())]

    def knows_attribute(self, name: str) -> bool:
        """Whether instances of a class of ours, or what is not ours, have an attribute of this name."""
        return name in self._attributes

    # Asked for at every dot of a script, when the search for what it needs has ended: gathered once, by the scope at the top.

    @cached_property
    def _methods(self) -> dict[str, list[ast.FunctionDef]]:
        if self.outer:
            return self.outer._methods
        found: dict[str, list[ast.FunctionDef]] = {}
        for method in [m for c in self._classes() for m in methods_of(c) if not m.decorator_list]:
            found.setdefault(method.name, []).append(method)
        return found

    @cached_property
    def _attributes(self) -> set[str]:
        return self.outer._attributes if self.outer else ATTRIBUTES.union(*map(attributes_of, self._classes()))

    def _classes(self) -> list[ast.ClassDef]:
        modules = {id(m): m for m in (self.module, *self.others.values())}.values()
        found = [m.definitions[n] for m in modules for n in (*m.needed, *m.data)]
        return [c for c in found if isinstance(c, ast.ClassDef)]


def _called(node: ast.FunctionDef, skipped: int) -> Called:
    given = node.args
    names = [a.arg for a in (*given.args, *given.kwonlyargs)]
    free = len(given.defaults) + sum(d is not None for d in given.kw_defaults)
    return Called(names[skipped:], len(names) - free - skipped, is_class=False)


@lru_cache(maxsize=1_000)  # several scripts have the same classes, which nobody changes when the search for what they need has ended
def attributes_of(node: ast.ClassDef) -> set[str]:
    """Fields, properties, and what ``__init__`` sets on ``self``."""
    found = {name for name, _ in fields_of(node)}
    for method in methods_of(node):
        if method.decorator_list:
            found.add(method.name)
        for part in ast.walk(method) if method.name == "__init__" else ():
            if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store) and ast.unparse(part.value) == "self":
                found.add(part.attr)
    return found


def bound_by(body: list[ast.stmt]) -> list[str]:
    """The names that the statements of a function bind, in order of appearance; those of comprehensions and inner functions apart."""
    found: dict[str, None] = {}

    def walk(node: ast.AST, stored: bool) -> None:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = None
        elif isinstance(node, ast.NamedExpr):
            found[node.target.id] = None
            walk(node.value, stored)
        elif isinstance(node, ast.Name):
            if stored and isinstance(node.ctx, ast.Store):
                found[node.id] = None
        else:
            if isinstance(node, ast.ExceptHandler) and node.name:
                found[node.name] = None
            inner = stored and not isinstance(node, ast.comprehension)
            for child in ast.iter_child_nodes(node):
                walk(child, inner if child is getattr(node, "target", None) else stored)

    for statement in body:
        walk(statement, True)
    return list(found)


@lru_cache(maxsize=5_000)
def yields(node: ast.FunctionDef) -> bool:
    """Whether the function is a generator; those within it are not looked into."""
    waiting: list[ast.AST] = list(node.body)
    while waiting:
        part = waiting.pop()
        if isinstance(part, ast.Yield | ast.YieldFrom):
            return True
        if not isinstance(part, ast.FunctionDef | ast.Lambda):
            waiting.extend(ast.iter_child_nodes(part))
    return False
