"""One source, two engines: named functions of our Python → a classic script of ES2020 that gives the same answers.

What is translated stays plain. The subset, and nothing else:

- functions (defaults that are constants, keyword-only arguments, functions within functions), dataclasses without methods,
  constants at the top of a module, imports from other modules of ours
- assignment, ``+=``, ``if``, ``for``, ``while``, ``break``, ``continue``, ``try``/``except``, ``raise``, ``return``
- comprehensions and generator expressions (made at once), ``:=``, conditional expressions, ``lambda``, slices without a step
- ``+ - * // %`` on whole numbers and text, ``|`` of mappings and sets, comparisons, ``in``, ``is`` with None, True, False
- f-strings with ``{x}`` and ``{x:02d}``
- the functions and methods listed in ``scope.py``; ``re`` with a pattern written out, as far as ``patterns.py`` takes it;
  ``unicodedata.normalize``; ``date``

Anything else, syntax or name, raises NotTranslated with file, line and remedy. ``runtime/`` has what the two languages do
differently: text by code points, truth of what is empty, order, equality, mappings in the order of insertion. Where it cannot
be faithful it throws: keys that are neither text nor whole numbers, numbers beyond 2^53, the text of a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from macros.translate.modules import Read, reachable, source_of
from macros.translate.refused import NotTranslated
from macros.translate.scope import Scope, js_name
from macros.translate.statements import definition

__all__ = ["NotTranslated", "translate"]

_RUNTIME = Path(__file__).parent / "runtime"
_PARTS = ("base", "days", "operators", "patterns", "collections", "text", "border")  # each uses those before it


def translate(name: str, entries: Sequence[str], read: Read = source_of) -> str:
    """A script that puts the functions ``entries`` («package.module:function») at ``SoTay[name]``, and the runtime before them at
    ``SoTay.python``. The same sources always give the same text."""
    modules = reachable(entries, read)
    known = {module.name: module for module in modules}
    parts = []
    for module in modules:
        scope = Scope(module, known)
        taken = "".join(
            f"    const {{ {', '.join(map(js_name, names))} }} = modules[{other.name!r}];\n"
            for other in modules
            if other is not module and (names := module.names_needed_from(other))
        ).replace("'", '"')
        own = [d for name, d in module.definitions.items() if name in module.needed]
        body = "\n".join(filter(None, (definition(node, scope, "    ") for node in own)))
        given = ", ".join(js_name(name) for name in module.definitions if name in module.needed)
        parts.append(f'  // {module.path}\n  modules["{module.name}"] = (() => {{\n{taken}{body}    return {{ {given} }};\n  }})();\n')
    exported = [entry.split(":") for entry in entries]
    handed = "".join(f'    {function}: modules["{module}"].{js_name(function)},\n' for module, function in exported)
    runtime = "\n".join((_RUNTIME / f"{part}.js").read_text(encoding="utf-8") for part in _PARTS)
    head = '/* Made from the Python of the project: see macros/translate. */\n(() => {\n  "use strict";\n  const py = SoTay.python;\n'
    return f"{runtime}\n{head}  const modules = {{}};\n\n{chr(10).join(parts)}\n  SoTay.{name} = {{\n{handed}  }};\n}})();\n"
