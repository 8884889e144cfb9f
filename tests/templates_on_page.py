"""The scripts of forms with the handbook's templates in a small engine, and templates of the tree with one thing changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import quickjs

from macros.documents.pages import compiled_templates
from macros.documents.write import compose
from macros.load.documents import read_templates
from macros.model.documents import Template
from macros.model.handbook import Handbook
from macros.model.problems import Problems

ROOT = Path(__file__).resolve().parents[1]


def page_of(
    handbook: Handbook, scripts: Iterable[str], wanted: Callable[[Template], bool] = lambda template: True, first: str = ""
) -> Callable[[str], Any]:
    """Runs the body of a function where ``templates`` holds the data of every ``wanted`` template by name."""
    context = quickjs.Context()
    context.eval("var window = globalThis, SoTay = {}, templates = {};" + first)
    for name in scripts:
        context.eval((ROOT / "docs" / "assets" / f"{name}.js").read_text(encoding="utf-8"))
    made = compiled_templates(handbook)
    for name, compiled in made.compiled.items():
        if wanted(compiled.template):
            data = compose.browser_data(compiled, made.example(compiled.template), {})
            context.eval(f"templates[{json.dumps(name)}] = {data};")

    def run(code: str) -> Any:
        return json.loads(context.eval(f"JSON.stringify((() => {{ {code} }})() ?? null)"))

    return run


def told_of_a_change(folder: Path, handbook: Handbook, name: str, old: str, new: str) -> str:
    """What the loader tells of the template ``name`` with the first ``old`` in its file replaced by ``new``."""
    text = (ROOT / "data" / "mau" / f"{name}.yml").read_text(encoding="utf-8")
    assert old in text
    path = folder / f"{name}.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    problems = Problems()
    read_templates([path], handbook.documents.fields, problems)
    return "\n".join(str(problem) for problem in problems)
