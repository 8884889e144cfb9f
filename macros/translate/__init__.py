"""One source, two engines: named functions of our Python → a classic script of ES2020 that gives the same answers.

What is translated stays plain. The subset, and nothing else:

- functions (defaults that are constants, keyword-only arguments, functions within functions; what they remember is left out);
  generators, which are run to their end at once; dataclasses, errors of our own, classes that are lists and classes without a
  parent, with methods, properties, cached properties and ``__str__``
- classes whose instances the build makes (``data.py``): their fields, and those of their methods that are asked for
- constants at the top of a module, imports from other modules of ours
- assignment, ``+=``, ``del`` of an item, ``if``, ``for``, ``while``, ``break``, ``continue``, ``try``/``except``, ``raise``, ``return``
- comprehensions and generator expressions (made at once), ``:=``, conditional expressions, ``lambda``, slices without a step
- ``+ - * / // %`` on numbers and text, ``|`` of mappings and sets, comparisons, ``in``, ``is`` with None, True, False and objects
- f-strings with ``{x}``, ``{x:02d}``, ``{x:g}`` and ``{x:.2f}``
- the functions and methods listed in ``known.py``; ``re`` with a pattern written out or named, as far as ``patterns.py`` takes it;
  ``unicodedata.normalize``; ``dataclasses.replace``. Lines of a log are left out.

Anything else, syntax or name, raises NotTranslated with file, line and remedy. ``runtime/`` has what the two languages do
differently: text by code points, truth of what is empty, order, equality, mappings in the order of insertion. Where it cannot
be faithful it throws: keys that are neither text nor numbers, numbers beyond 2^53, the text of a list.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from pathlib import Path

from macros.translate.classes import class_
from macros.translate.known import js_name
from macros.translate.modules import Definition, Module, Read, reachable, source_of
from macros.translate.refused import NotTranslated
from macros.translate.scope import Scope
from macros.translate.statements import constant, function, is_log

__all__ = ["NotTranslated", "for_worker", "translate"]

_RUNTIME = Path(__file__).parent / "runtime"
# Each uses those before it.
_PARTS = ("base", "elements", "days", "operators", "patterns", "collections", "text", "numbers", "objects", "border")
_OF_FILES = ("bytes", "inflate", "xml")  # only where files are read
# Only where a script asks for what they have.
_WHERE_USED = {"likeness": "py.get_close_matches(", "lists": "py.List ", "ordinals": "ordinal(", "told": "__str__("}


def translate(name: str, entries: Sequence[str], read: Read = source_of, data: Sequence[str] = ()) -> str:
    """A script that puts the functions ``entries`` («package.module:function») at ``SoTay[name]``, and the runtime before them at
    ``SoTay.python``. The same sources always give the same text.

    ``data`` are the classes («package.module:class») whose instances the build makes; those that have methods stand in
    ``SoTay[name].classes``, for ``SoTay.python.made``.
    """
    modules = reachable(entries, data, read)
    known = {module.name: module for module in modules}
    parts = []
    for module in modules:
        scope = Scope(module, known)
        taken = "".join(
            f"    const {{ {', '.join(map(_taken, names))} }} = modules[{other.name!r}];\n"
            for other in modules
            if other is not module and (names := module.names_needed_from(other))
        ).replace("'", '"')
        own = [d for name, d in module.definitions.items() if name in module.needed]
        body = "\n".join(filter(None, (_definition(node, scope, "    ") for node in own)))
        given = ", ".join(js_name(n) for n, d in module.definitions.items() if n in module.needed and not is_log(d))
        if body:
            parts.append(f'  // {module.path}\n  modules["{module.name}"] = (() => {{\n{taken}{body}    return {{ {given} }};\n  }})();\n')
    exported = [entry.split(":") for entry in entries]
    handed = "".join(f'    {function}: modules["{module}"].{js_name(function)},\n' for module, function in exported)
    classes = ", ".join(f"{c}: modules[{json.dumps(m.name)}].{js_name(c)}" for m in modules for c in sorted(m.data & m.needed))
    handed += f"    classes: {{ {classes} }},\n" if classes else ""
    head = '/* Made from the Python of the project: see macros/translate. */\n(() => {\n  "use strict";\n  const py = SoTay.python;\n'
    whole = "\n".join(parts)
    return f"{_runtime(modules, whole)}\n{head}  const modules = {{}};\n\n{whole}\n  SoTay.{name} = {{\n{handed}  }};\n}})();\n"


def for_worker(name: str, script: str) -> str:
    """``script`` within a function, at ``SoTay[name + "Code"]``, that the page hands to a worker as text: a page opened from a file
    may load no script in one."""
    return f"SoTay.{name}Code = () => {{\n  const SoTay = {{}};\n{script}  return SoTay;\n}};\n"


def _taken(names: tuple[str, str]) -> str:
    there, here = map(js_name, names)
    return there if there == here else f"{there}: {here}"


def _runtime(modules: Sequence[Module], body: str) -> str:
    of_files = any(there.startswith(("macros.files.", "zlib.")) for module in modules for there in module.library.values())
    asked = [part for part, used in _WHERE_USED.items() if used in body]
    parts = (*_PARTS, *(_OF_FILES if of_files else ()), *asked)
    return "\n".join((_RUNTIME / f"{part}.js").read_text(encoding="utf-8") for part in parts)


def _definition(node: Definition, scope: Scope, pad: str) -> str:
    """One definition at the top of a module."""
    if isinstance(node, ast.FunctionDef):
        return function(node, scope, pad)
    return class_(node, scope, pad) if isinstance(node, ast.ClassDef) else constant(node, scope, pad)
