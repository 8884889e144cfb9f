"""Front matter and macro calls of every page: of ``docs/`` and of an office's own folder."""

from __future__ import annotations

from typing import Any

import jinja2
from jinja2 import nodes

from macros.load.page_folder import PageFolder
from macros.load.yaml_file import YamlText
from macros.model.pages import FRONT_MATTER, MacroCall, Page, PageMeta
from macros.model.problems import Problems


def read_pages(folder: PageFolder, problems: Problems) -> dict[str, Page]:
    """Every page by its path, e.g. ``quy-trinh/bao-cao-thang.md``."""
    pages: dict[str, Page] = {}
    for path in folder.paths():
        found = folder.read(path, problems)
        if found and (page := read_page(path, found.text, problems)):
            pages[path] = page
        else:
            problems.could_not_read([path, path.rpartition("/")[2].removesuffix(".md")])  # lessons go by their name alone
    return pages


def read_page(path: str, text: str, problems: Problems) -> Page | None:
    """One page from its text, or None with its problems noted."""
    name = f"docs/{path}"
    match = FRONT_MATTER.match(text)
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
    remedy = "Xem cú pháp ở trang «Các macro» trong phần quản trị."
    try:
        tree = jinja2.Environment().parse(body)  # noqa: S701 (parsed, never rendered)
    except jinja2.TemplateSyntaxError as error:
        problems.error(f"{name}:{error.lineno + offset}", f"macro viết sai: {_fault(error.message or '')}", remedy)
        return ()
    except RecursionError:
        problems.error(name, "macro viết sai: các ngoặc lồng nhau quá sâu", remedy)
        return ()
    calls: list[MacroCall] = []
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name):
            continue
        try:
            args = tuple(_constant(arg) for arg in call.args)
            kwargs: dict[str, Any] = {pair.key: _constant(pair.value) for pair in call.kwargs}
        except nodes.Impossible:
            continue
        calls.append(MacroCall(name=call.node.name, args=args, kwargs=kwargs, line=call.lineno + offset))
    return tuple(calls)


def _constant(node: nodes.Expr) -> Any:
    """What an argument says as it stands. Nothing is worked out: «9 ** 9 ** 9» would not come to an end."""
    if isinstance(node, nodes.Const):
        return node.value
    if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const) and isinstance(node.node.value, (int, float)):
        return -node.node.value
    if isinstance(node, (nodes.List, nodes.Tuple)):
        return [_constant(item) for item in node.items]
    raise nodes.Impossible


def _fault(message: str) -> str:
    """What Jinja says of a template that it cannot read, in Vietnamese."""
    known = {
        "unknown tag": "không có lệnh như vậy giữa {% và %}", "end of template": "thiếu lệnh đóng, hoặc thiếu «}}», «%}»",
        "unexpected char": "có dấu lạ trong ngoặc", "expected token": "thiếu dấu phẩy, dấu nháy hoặc ngoặc đóng",
        "unexpected": "thừa hoặc thiếu dấu ngoặc",
    }
    return next((words for sign, words in known.items() if sign in message), "sai cú pháp")
