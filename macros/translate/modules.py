"""Which definitions of which modules a script needs: those asked for, and all that they use."""

from __future__ import annotations

import ast
import importlib.util
import sys
from collections.abc import Callable, Iterable
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from macros.translate.known import LIBRARY, SYNTAX
from macros.translate.refused import NotTranslated

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
Read = Callable[[str], tuple[str, str]]  # the name of a module → the path that errors name, and its source

# What a module may import beside other modules of ours. Names for types only are not looked at.
_TYPES = {"__future__", "typing", "collections.abc", "pydantic"}


def source_of(name: str) -> tuple[str, str]:
    """The path, from the project's folder, and the source of a module of ours."""
    if name.partition(".")[0] in sys.stdlib_module_names:
        raise ModuleNotFoundError(name)
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    path = Path(spec.origin)
    parts = name.split(".")
    return "/".join([*parts[:-1], path.name if path.stem != "__init__" else f"{parts[-1]}/{path.name}"]), path.read_text(encoding="utf-8")


@dataclass
class Module:
    """A module read: ``definitions`` by name in the order of the file, ``imported`` names → (module, name there)."""

    name: str
    path: str
    definitions: dict[str, Definition] = field(default_factory=dict)
    imported: dict[str, tuple[str, str]] = field(default_factory=dict)
    library: dict[str, str] = field(default_factory=dict)  # name here → what of the standard library it is
    needed: set[str] = field(default_factory=set)
    data: set[str] = field(default_factory=set)  # classes whose instances come from the build: they have the methods asked for

    @cached_property
    def used(self) -> set[str]:
        """The names that what is needed uses; asked once all that is needed is known."""
        return {name for needed in self.needed for name in _names(self.definitions[needed])}

    def names_needed_from(self, other: Module) -> list[tuple[str, str]]:
        """What this module's script takes from ``other``'s: (name there, name here)."""
        return sorted({(there, here) for here, (module, there) in self.imported.items() if module == other.name and here in self.used})


def fields_of(node: ast.ClassDef) -> list[tuple[str, ast.expr | None]]:
    """(name, default) of the fields of a dataclass."""
    return [(s.target.id, s.value) for s in node.body if isinstance(s, ast.AnnAssign) and isinstance(s.target, ast.Name)]


def methods_of(node: ast.ClassDef) -> list[ast.FunctionDef]:
    """The methods and properties of a class."""
    return [s for s in node.body if isinstance(s, ast.FunctionDef)]


def _without_types(tree: ast.Module) -> list[ast.stmt]:
    """The statements of a module without annotations: they say nothing to a browser, and name types that it does not have."""
    for node in ast.walk(tree):
        if isinstance(node, ast.arg):
            node.annotation = None
        elif isinstance(node, ast.FunctionDef):
            node.returns = None
        elif isinstance(node, ast.AnnAssign):
            said = getattr(node.annotation, "id", getattr(node.annotation, "attr", ""))
            node.annotation = ast.Constant(value="type" if said == "TypeAlias" else "", lineno=node.lineno)
    return tree.body


def _names(node: ast.AST) -> frozenset[str]:
    return _of_function(node)[0] if isinstance(node, ast.FunctionDef) else _walked(node)[0]


def _attributes(node: ast.AST) -> frozenset[str]:
    return _of_function(node)[1] if isinstance(node, ast.FunctionDef) else _walked(node)[1]


def _walked(node: ast.AST) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the attributes that stand in ``node``."""
    names, attributes = set[str](), set[str]()
    for found in ast.walk(node):
        if isinstance(found, ast.Name):
            names.add(found.id)
        elif isinstance(found, ast.Attribute):
            attributes.add(found.attr)
    return frozenset(names), frozenset(attributes)


_of_function = lru_cache(maxsize=5_000)(_walked)  # several scripts need the same functions, which nobody changes; classes are given methods


def _constants(node: ast.Assign) -> dict[str, Definition]:
    """The names that an assignment at the top of a module binds: one, or as many as there are values."""
    into, value = node.targets[0], node.value
    pairs = [(into, value)]
    if isinstance(into, ast.Tuple) and isinstance(value, ast.Tuple) and len(into.elts) == len(value.elts):
        pairs = list(zip(into.elts, value.elts, strict=True))
    return {t.id: ast.copy_location(ast.Assign([t], v), node) for t, v in pairs if isinstance(t, ast.Name)}


def _read(name: str, read: Read) -> Module:
    path, source = read(name)
    parsed = _parsed(source)
    return Module(name, path, dict(parsed.definitions), parsed.imported, parsed.library)


@lru_cache(maxsize=500)  # several scripts need the same modules
def _parsed(source: str) -> Module:
    """What ``source`` defines and imports, under no name yet."""
    module = Module("", "")
    for node in _without_types(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            module.definitions[node.name] = node
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            module.definitions |= _constants(node)
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            module.definitions[node.target.id] = node
        elif isinstance(node, ast.Import):
            module.library |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module not in _TYPES:
            for alias in node.names:
                here, there = alias.asname or alias.name, f"{node.module}.{alias.name}"
                if there in LIBRARY or there in SYNTAX:
                    module.library[here] = there
                else:
                    module.imported[here] = (node.module or "", alias.name)
    return module


@dataclass
class _Finding:
    """The search for what a script needs."""

    read: Read
    modules: dict[str, Module] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)  # names of attributes and methods
    kept_back: list[tuple[Module, ast.ClassDef, list[ast.FunctionDef]]] = field(default_factory=list)

    def module(self, name: str, path: str, node: ast.AST | int) -> Module:
        if name not in self.modules:
            try:
                self.modules[name] = _read(name, self.read)
            except ModuleNotFoundError:
                remedy = "Xem lại dòng import, hoặc thêm vào LIBRARY ở macros/translate/known.py."
                raise NotTranslated(path, node, f"không có mô-đun «{name}» của mình", remedy) from None
        return self.modules[name]

    def need(self, name: str, wanted: str, path: str, node: ast.AST | int) -> None:
        module = self.module(name, path, node)
        if wanted in module.needed:
            return
        if wanted not in module.definitions:
            raise NotTranslated(path, node, f"«{name}» không tự định nghĩa «{wanted}»", "Lấy tên này từ nơi định nghĩa nó, hoặc tự viết.")
        module.needed.add(wanted)
        self.follow(module, module.definitions[wanted])

    def follow(self, module: Module, node: ast.AST) -> None:
        """Need what ``node`` uses."""
        self.used |= _attributes(node)
        for used in sorted(_names(node)):
            if used in module.definitions:
                self.need(module.name, used, module.path, node)
            elif used in module.imported:
                self.need(*module.imported[used], module.path, node)

    def take_data(self, entry: str) -> None:
        """A class whose instances the build makes: what checks and converts its values has run there."""
        name, _, wanted = entry.partition(":")
        module = self.module(name, entry, 1)
        written = module.definitions.get(wanted)
        if not isinstance(written, ast.ClassDef):
            raise NotTranslated(module.path, 1, f"không có lớp «{wanted}»", "Xem lại tên lớp.")
        node = module.definitions[wanted] = copy(written)  # other scripts may need the class as it is written
        methods = [m for m in methods_of(node) if not m.name.startswith("_") and (not m.decorator_list or _is_property(m))]
        names = [ast.Name(id=name, ctx=ast.Store()) for name, _ in fields_of(node)]
        node.body = [ast.AnnAssign(target=name, annotation=ast.Constant(""), simple=1) for name in names]
        node.bases, node.decorator_list, node.keywords = [], [], []
        module.data.add(wanted)
        self.kept_back.append((module, node, methods))

    def give_methods(self) -> bool:
        """Give the classes of data the methods that are asked for by now; whether there were any."""
        found = False
        for module, node, methods in self.kept_back:
            for method in [m for m in methods if m.name in self.used]:
                methods.remove(method)
                node.body.append(method)
                module.needed.add(node.name)
                self.follow(module, method)
                found = True
        return found


def _is_property(method: ast.FunctionDef) -> bool:
    return [ast.unparse(d) for d in method.decorator_list] == ["property"]


def reachable(entries: Iterable[str], data: Iterable[str] = (), read: Read = source_of) -> list[Module]:
    """The modules that ``entries`` («module:name») need, each with its ``needed`` definitions, what is used before what uses it.

    ``data`` are the classes («module:name») whose instances the build makes.
    """
    finding = _Finding(read)
    finished: list[Module] = []

    def finish(module: Module, begun: tuple[str, ...]) -> None:
        if module.name in begun:
            circle = " → ".join((*begun, module.name))
            raise NotTranslated(module.path, 1, f"các mô-đun gọi vòng lẫn nhau: {circle}", "Tách phần dùng chung.")
        for other in finding.modules.values():
            if other is not module and other not in finished and module.names_needed_from(other):
                finish(other, (*begun, module.name))
        if module not in finished:
            finished.append(module)

    for entry in data:
        finding.take_data(entry)
    for entry in entries:
        name, _, wanted = entry.partition(":")
        finding.need(name, wanted, entry, 1)
    while finding.give_methods():
        pass
    for module in list(finding.modules.values()):
        finish(module, ())
    return finished
