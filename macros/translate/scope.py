"""What a name means where it stands, and the tables of all names that the subset knows beside the modules' own."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from macros.translate.modules import Module
from macros.translate.refused import NotTranslated

# Python's own functions: how many arguments they may get, and which of them by name. ``runtime/`` has each under its name.
FUNCTIONS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "abs": (1, 1, ()), "all": (1, 1, ()), "any": (1, 1, ()), "bool": (1, 1, ()), "dict": (0, 1, ()),
    "enumerate": (1, 2, ("xs", "start")), "frozenset": (0, 1, ()), "int": (1, 1, ()), "isinstance": (2, 2, ()), "len": (1, 1, ()),
    "list": (0, 1, ()), "max": (1, 2, ()), "min": (1, 2, ()), "next": (2, 2, ()), "range": (1, 2, ()), "reversed": (1, 1, ()),
    "set": (0, 1, ()), "sorted": (1, 2, ("xs", "key")), "str": (1, 1, ()), "sum": (1, 1, ()), "tuple": (0, 1, ()), "zip": (2, 2, ()),
}  # fmt: skip
# Methods of text, lists, mappings, sets, patterns, matches and dates, with the number of their arguments.
METHODS: dict[str, tuple[int, int]] = {
    "add": (1, 1), "append": (1, 1), "count": (1, 1), "end": (0, 0), "endswith": (1, 1), "extend": (1, 1), "find": (1, 1),
    "finditer": (1, 1), "fullmatch": (1, 1), "get": (1, 2), "group": (0, 1), "groups": (0, 0), "isalpha": (0, 0), "isdecimal": (0, 0),
    "isoformat": (0, 0), "isupper": (0, 0), "items": (0, 0), "join": (1, 1), "keys": (0, 0), "lower": (0, 0), "lstrip": (0, 1),
    "match": (1, 1), "partition": (1, 1), "removeprefix": (1, 1), "removesuffix": (1, 1), "replace": (2, 2), "rpartition": (1, 1),
    "rstrip": (0, 1), "search": (1, 1), "setdefault": (2, 2), "split": (0, 1), "start": (0, 0), "startswith": (1, 1),
    "strip": (0, 1), "sub": (2, 2), "upper": (0, 0), "values": (0, 0),
}  # fmt: skip
ERRORS = {"Exception", "IndexError", "KeyError", "LookupError", "TypeError", "ValueError"}
KINDS = {"str", "int", "float", "bool", "list", "tuple", "dict", "Mapping", "date"}  # what isinstance may ask for
PARTS_OF_A_DATE = {"year", "month", "day"}
TRUE_OR_FALSE = {"all", "any", "bool", "isinstance", "endswith", "isalpha", "isdecimal", "isupper", "startswith"}
_RESERVED = frozenset(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
    function if implements import in instanceof interface let modules new null package private protected public py return static super
    switch this throw true try typeof undefined var void while with yield
    """.split()  # noqa: SIM905 (a list of quoted words would be no easier to read)
)


def js_name(name: str) -> str:
    """The source's name, with a sign more where JavaScript uses the word itself."""
    return f"{name}$" if name in _RESERVED else name


@dataclass
class Called:
    """A function or class of ours: its parameters in order, how many of them have no default, and whether it is a class."""

    parameters: list[str]
    required: int
    is_class: bool


@dataclass
class Scope:
    """The names bound by a function and by those around it; at the top, the module's."""

    module: Module
    others: dict[str, Module]
    names: set[str] = field(default_factory=set)
    outer: Scope | None = None

    def inside(self, names: set[str]) -> Scope:
        """The scope of a function or comprehension that binds ``names``."""
        return Scope(self.module, self.others, names, self)

    def is_local(self, name: str) -> bool:
        return name in self.names or (self.outer is not None and self.outer.is_local(name))

    def refuse(self, node: ast.AST, what: str, remedy: str) -> NotTranslated:
        """The error to raise for ``node``."""
        return NotTranslated(self.module.path, node, what, remedy)

    def definition(self, name: str) -> ast.AST | None:
        """The definition in our modules that ``name`` means here, if it means one."""
        if self.is_local(name):
            return None
        if name in self.module.imported:
            module, name = self.module.imported[name]
            return self.others[module].definitions[name]
        return self.module.definitions.get(name)

    def callable(self, name: str) -> Called | None:
        """What may be called by ``name``, when it is a function or class of ours."""
        found = self.definition(name)
        if isinstance(found, ast.FunctionDef):
            given = found.args
            names = [a.arg for a in (*given.args, *given.kwonlyargs)]
            free = len(given.defaults) + sum(d is not None for d in given.kw_defaults)
            return Called(names, len(names) - free, is_class=False)
        if isinstance(found, ast.ClassDef):
            fields = fields_of(found)
            return Called([name for name, _ in fields], sum(default is None for _, default in fields), is_class=True)
        return None

    def knows_attribute(self, name: str) -> bool:
        """Whether a dataclass of ours, or a date, has a field of this name."""
        modules = (self.module, *self.others.values())
        classes = (m.definitions[n] for m in modules for n in m.needed)
        own = {field for c in classes if isinstance(c, ast.ClassDef) for field, _ in fields_of(c)}
        return name in own | PARTS_OF_A_DATE


def fields_of(node: ast.ClassDef) -> list[tuple[str, ast.expr | None]]:
    """(name, default) of the fields of a dataclass."""
    return [(s.target.id, s.value) for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]


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
            inner = stored and not isinstance(node, ast.comprehension)
            for child in ast.iter_child_nodes(node):
                walk(child, inner if child is getattr(node, "target", None) else stored)

    for statement in body:
        walk(statement, True)
    return list(found)
