"""Front matter and macro calls of every page in ``docs/``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import jinja2
from jinja2 import nodes

from macros.load.yaml_file import YamlText
from macros.model.pages import MacroCall, Page, PageMeta
from macros.model.problems import Problems

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def read_pages(docs: Path, problems: Problems) -> dict[str, Page]:
    """Every ``*.md`` under ``docs`` by its path relative to it, e.g. ``quy-trinh/bao-cao-thang.md``."""
    pages: dict[str, Page] = {}
    for file in sorted(docs.rglob("*.md")):
        path = file.relative_to(docs).as_posix()
        if page := read_page(path, file.read_text(encoding="utf-8"), problems):
            pages[path] = page
    return pages


def read_page(path: str, text: str, problems: Problems) -> Page | None:
    """One page from its text, or None with its problems noted."""
    name = f"docs/{path}"
    match = _FRONT.match(text)
    if not match:
        problems.error(f"{name}:1", "trang chưa có phần khai báo đầu trang (giữa hai dòng «---»)",
                       "Chép phần đầu của một trang cùng loại rồi sửa.")
        return None
    front = YamlText(match[1], name, problems, first_line=2)
    meta = front.parse(PageMeta, front.data or {}) if front.ok else None
    if meta is None:
        return None
    calls = _macro_calls(text[match.end():], name, text[: match.end()].count("\n"), problems)
    lines = {".".join(map(str, key)): line for key, line in front.lines.items() if key}
    return Page(path=path, url=path.removesuffix(".md") + ".html", meta=meta, calls=calls, lines=lines)


def _macro_calls(body: str, name: str, offset: int, problems: Problems) -> tuple[MacroCall, ...]:
    """Macro calls with constant arguments, found by Jinja's own parser."""
    try:
        tree = jinja2.Environment().parse(body)  # noqa: S701 (parsed, never rendered)
    except jinja2.TemplateSyntaxError as error:
        problems.error(f"{name}:{error.lineno + offset}", f"macro viết sai ({error.message})",
                       "Xem cú pháp ở trang «Các macro» trong phần quản trị.")
        return ()
    calls: list[MacroCall] = []
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        try:
            args = tuple(arg.as_const() for arg in call.args)
            kwargs: dict[str, Any] = {pair.key: pair.value.as_const() for pair in call.kwargs}
        except nodes.Impossible:
            continue
        calls.append(MacroCall(name=call.node.name, args=args, kwargs=kwargs, line=call.lineno + offset))
    return tuple(calls)
