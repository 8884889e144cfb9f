"""Which definitions of which modules a script needs: those asked for, and all that they use."""

from __future__ import annotations

import ast
import importlib.util
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from macros.translate.refused import NotTranslated

Definition = ast.FunctionDef | ast.ClassDef | ast.Assign | ast.AnnAssign
Read = Callable[[str], tuple[str, str]]  # the name of a module → the path that errors name, and its source

# What a module may import beside other modules of ours. Names for types only are not looked at.
_TYPES = {"__future__", "typing", "collections.abc"}
_LIBRARY = {"re", "unicodedata", "datetime.date", "dataclasses.dataclass"}


def source_of(name: str) -> tuple[str, str]:
    """The path, from the project's folder, and the source of an importable module."""
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

    def names_needed_from(self, other: Module) -> list[str]:
        """What this module's script takes from ``other``'s."""
        used = {name for needed in self.needed for name in _names(self.definitions[needed])}
        return sorted({there for here, (module, there) in self.imported.items() if module == other.name and here in used})


class _WithoutTypes(ast.NodeTransformer):
    """Annotations say nothing to a browser, and name types that it does not have."""

    def visit_arg(self, node: ast.arg) -> ast.arg:
        node.annotation = None
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.returns = None
        self.generic_visit(node)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AnnAssign:
        node.annotation = ast.Constant(value="type" if "TypeAlias" in ast.unparse(node.annotation) else "", lineno=node.lineno)
        self.generic_visit(node)
        return node


def _names(node: ast.AST) -> set[str]:
    return {found.id for found in ast.walk(node) if isinstance(found, ast.Name)}


def _read(name: str, read: Read) -> Module:
    path, source = read(name)
    module = Module(name, path)
    for node in _WithoutTypes().visit(ast.parse(source)).body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            module.definitions[node.name] = node
        elif isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            module.definitions[node.targets[0].id] = node
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            module.definitions[node.target.id] = node
        elif isinstance(node, ast.Import):
            module.library |= {alias.asname or alias.name: alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module not in _TYPES:
            for alias in node.names:
                here, there = alias.asname or alias.name, f"{node.module}.{alias.name}"
                if there in _LIBRARY:
                    module.library[here] = there
                else:
                    module.imported[here] = (node.module or "", alias.name)
    return module


def reachable(entries: Iterable[str], read: Read = source_of) -> list[Module]:
    """The modules that ``entries`` («module:name») need, each with its ``needed`` definitions, what is used before what uses it."""
    modules: dict[str, Module] = {}
    finished: list[Module] = []

    def need(name: str, wanted: str, path: str, node: ast.AST | int) -> None:
        if name not in modules:
            try:
                modules[name] = _read(name, read)
            except ModuleNotFoundError:
                raise NotTranslated(path, node, f"không có mô-đun «{name}»", "Xem lại dòng import.") from None
        module = modules[name]
        if wanted in module.needed:
            return
        if wanted not in module.definitions:
            raise NotTranslated(path, node, f"«{name}» không tự định nghĩa «{wanted}»", "Lấy tên này từ nơi định nghĩa nó, hoặc tự viết.")
        module.needed.add(wanted)
        for used in sorted(_names(module.definitions[wanted])):
            if used in module.definitions:
                need(name, used, module.path, module.definitions[wanted])
            elif used in module.imported:
                need(*module.imported[used], module.path, module.definitions[wanted])

    def finish(module: Module, begun: tuple[str, ...]) -> None:
        if module.name in begun:
            circle = " → ".join((*begun, module.name))
            raise NotTranslated(module.path, 1, f"các mô-đun gọi vòng lẫn nhau: {circle}", "Tách phần dùng chung.")
        for other in modules.values():
            if other is not module and other not in finished and module.names_needed_from(other):
                finish(other, (*begun, module.name))
        if module not in finished:
            finished.append(module)

    for entry in entries:
        name, _, wanted = entry.partition(":")
        need(name, wanted, entry, 1)
    for module in list(modules.values()):
        finish(module, ())
    return finished
