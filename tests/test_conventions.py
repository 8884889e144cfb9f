"""The rules of the house that no tool knows: who imports whom, who reads the clock, what is documented, how long a file is."""

from __future__ import annotations

import ast
import graphlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros.subjects import ROOMS
from macros.subjects import SUBJECTS as GIVEN

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "macros").rglob("*.py"))
SCRIPTS = sorted(p for p in (ROOT / "docs" / "assets").rglob("*.js") if "vendor" not in p.parts)

# Who may import whom, as macros/__init__.py tells it. A room is a folder or a module at the top of macros/.
SUBJECTS = set(ROOMS)
SHARED = {"model", "vietnamese", "html", "files", "translate"}  # every subject may use these, and they know no subject
WALLS = {
    "vietnamese": set(),
    "files": set(),
    "translate": set(),  # it reads the modules that it is told to translate, and imports none
    "model": {"vietnamese"},
    "html": {"model", "vietnamese"},
    "load": {"model", "vietnamese", "files"},
    "search": {"model", "vietnamese", "html"},
    "lint": {"model", "vietnamese", "load", "files"},
    "office": {"model", "vietnamese", "load", "files"},
    "offline": {"model", "vietnamese", "files", "html"},
    "templates": set(),
    **dict.fromkeys(SUBJECTS, SHARED | SUBJECTS),
    "subjects": {"model", *SUBJECTS},
    "site": {*SHARED, *SUBJECTS, "subjects", "load", "lint", "search", "offline"},
    "commands": {*SHARED, *SUBJECTS, "subjects", "load", "lint", "search", "office", "offline"},
    "__init__": set(),
    "__main__": {"commands"},
}
# Libraries that only one part may touch, so that replacing one of them is a change of one place.
OWNERS = {
    "mkdocs": set(), "python_calamine": {"files"}, "xlsxwriter": {"files"},
    "docx": set(), "openpyxl": set(), "click": {"commands", "__main__"},
}
CLOCK = re.compile(r"\b(date\.today|datetime\.now|datetime\.today|time\.time)\(")
CLOCK_READERS = {"hooks.py", "macros/commands"}


def room(path: Path) -> str:
    """The folder or module at the top of macros/ that ``path`` belongs to."""
    return path.relative_to(ROOT / "macros").parts[0].removesuffix(".py")


def dotted(path: Path) -> str:
    """``macros/load/pages.py`` → ``macros.load.pages``; a package by its own name."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module that ``path`` imports, also those imported only for types or within a function."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            inside = [name for name in names if name in MODULE_NAMES]
            yield from inside
            if len(inside) < len(names):
                yield node.module


MODULE_NAMES = {dotted(path): path for path in MODULES}


def tracked(*patterns: str) -> list[Path]:
    told = subprocess.run(["git", "ls-files", "--", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / line for line in told.splitlines() if (ROOT / line).exists()]


def test_every_room_has_its_wall() -> None:
    rooms = {entry.name.removesuffix(".py") for entry in (ROOT / "macros").iterdir() if entry.name != "__pycache__"}
    assert rooms == set(WALLS)
    assert {name for name in rooms if (ROOT / "macros" / f"{name}.py").exists()} == {"__init__", "__main__", "vietnamese", "subjects"}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_modules_import_only_what_their_wall_allows(path: Path) -> None:
    mine = room(path)
    for name in imports(path):
        head, _, rest = name.partition(".")
        if head == "macros" and rest:
            other = rest.split(".")[0]
            assert other == mine or other in WALLS[mine], f"{mine} may not import {name}"
            if other in SUBJECTS and other != mine and mine in SUBJECTS:
                assert rest == other, f"{dotted(path)} imports {name}: another subject is reached through its __init__ only"
        if head in OWNERS:
            assert mine in OWNERS[head], f"only {sorted(OWNERS[head]) or 'hooks.py'} may import {head}"
        if mine in ("vietnamese", "files", "translate") and head not in ("macros", "xlsxwriter", "python_calamine"):
            assert head in {"__future__", *sys.stdlib_module_names}, f"{mine} uses the standard library only"


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name: {other for other in imports(path) if other in MODULE_NAMES and other != name} for name, path in MODULE_NAMES.items()}
    graphlib.TopologicalSorter(graph).prepare()  # raises CycleError, which names the circle


def test_only_the_adapters_read_the_clock() -> None:
    readers = {p.relative_to(ROOT).as_posix() for p in [ROOT / "hooks.py", *MODULES] if CLOCK.search(p.read_text(encoding="utf-8"))}
    assert {"hooks.py"} <= readers
    assert [r for r in readers if not r.startswith(tuple(CLOCK_READERS))] == []


def test_no_module_or_script_outgrows_four_hundred_lines() -> None:
    long = {p.relative_to(ROOT).as_posix(): n for p in [*MODULES, *SCRIPTS, ROOT / "hooks.py"]
            if (n := len(p.read_text(encoding="utf-8").splitlines())) > 400}
    assert long == {}
    assert len((ROOT / "run.py").read_text(encoding="utf-8").splitlines()) <= 120


def test_the_adapters_are_thin_and_keep_to_what_mkdocs_offers_to_all() -> None:
    hooks, package = ((ROOT / name).read_text(encoding="utf-8") for name in ("hooks.py", "macros/__init__.py"))
    assert len(hooks.splitlines()) <= 100 and len(package.splitlines()) <= 60
    assert "re" not in set(imports(ROOT / "hooks.py")), "a regular expression belongs into the package"
    private = re.compile(r"\bimport _|\bmkdocs[\w.]*\._|\b(?:config|page|files|file|nav|env|server)\._[a-z]")
    assert not private.search(hooks + package)


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert not [p for p in MODULES if p.stem in {"utils", "helpers", "common", "core", "manager", "misc"}]


def test_scripts_run_from_files_without_a_server() -> None:
    for path in SCRIPTS:
        text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        # Only these two ask for the worker of a site on the web, and not from a file.
        words = () if "offline" in path.name else ("serviceWorker",)
        for word in ("fetch(", "XMLHttpRequest", *words, "import(", "eval(", "new Function"):
            assert word not in text, f"{path.name}: {word}"
        # From a file, a worker begins from text that the page holds, and in no other way.
        assert text.count("new Worker(") == text.count("new Worker(address)") <= text.count("address = URL.createObjectURL("), path.name
        assert not re.search(r"^\s*(import|export)\s", text, re.MULTILINE), path.name
        assert "https://" not in text and "http://" not in re.sub(r"http://(www\.w3\.org|schemas\.)[^\"']*", "", text), path.name


def test_storage_is_reached_only_through_the_one_guarded_door() -> None:
    offenders = [p.name for p in SCRIPTS if re.search(r"\b(local|session)Storage\b", p.read_text(encoding="utf-8"))]
    assert offenders == ["01-storage.js"]


def test_every_third_party_file_has_its_licence_and_version() -> None:
    for folder in sorted(p for p in (ROOT / "docs" / "assets" / "vendor").iterdir() if p.is_dir()):
        names = {p.name.upper().split(".")[0] for p in folder.iterdir()}
        assert "LICENSE" in names and "VERSION" in names, folder.name


def test_every_macro_is_documented_with_an_example() -> None:
    names = {name for subject in GIVEN for name in subject.macros}
    guide = (ROOT / "docs" / "quan-tri" / "macro.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"^### `(\w+)", guide, re.MULTILINE))
    assert names == documented
    for name in names:
        section = re.split(r"^### ", guide.split(f"### `{name}", 1)[1], flags=re.MULTILINE)[0]
        assert re.search(rf"\{{\{{ {name}\(", section), f"{name}: thiếu ví dụ"


def test_every_key_that_editors_write_is_documented() -> None:
    from macros import model as package
    from macros.model.base import Model
    from macros.model.sheets import SHEETS

    for path in sorted(Path(package.__path__[0]).glob("*.py")):
        __import__(f"macros.model.{path.stem}")
    guide = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "docs" / "quan-tri").glob("*.md")))
    known = set(re.findall(r"`([^`\n]+)`", guide))
    if "{{ cot_bang_tinh() }}" in guide:  # the headings of the workbook are rendered there from their own description
        known |= {column.heading for sheet in SHEETS for column in sheet.columns}
    pending, missing = [Model], set()
    while pending:
        cls = pending.pop()
        pending += cls.__subclasses__()
        missing |= {f"{cls.__name__}: {f.alias}" for f in cls.model_fields.values() if f.alias and f.alias not in known}
    assert sorted(missing) == []


def test_what_a_browser_test_waits_for_is_a_function() -> None:
    """A bare expression is refused by the page's policy as soon as it has to wait; the promise of an async function counts as true."""
    bare = re.compile(r"wait_for_function\(\s*f?[\"']+(?!\s*(\([\w\s,\[\]{}]*\)|\w+)\s*=>)")
    tests = {path: path.read_text(encoding="utf-8") for path in sorted((ROOT / "tests").rglob("*.py"))}
    assert [f"{path.name}: {found.group()}" for path, text in tests.items() for found in bare.finditer(text)] == []


def test_every_golden_file_is_used() -> None:
    tests = "\n".join(p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests").rglob("*.py")))
    # The .docx files are bases that test_documents_check takes by their folder; test_documents_pictures counts its own .png.
    files = [p for p in sorted((ROOT / "tests" / "golden").rglob("*")) if p.is_file() and p.suffix not in (".docx", ".png")]
    unused = [p.name for p in files if not re.search(rf'["/]{re.escape(p.stem)}(\.\w+)?"', tests)]
    assert unused == []


def test_the_tree_is_composed_text_without_machine_paths_or_unfinished_words() -> None:
    places = re.compile(r"(?:^|[^A-Za-z.])/(tmp|work|root|home)/[A-Za-z]")
    unfinished = re.compile(r"\b(TODO|FIXME|lorem ipsum)\b|sẽ bổ sung|đang cập nhật", re.IGNORECASE)
    import unicodedata

    for path in tracked("docs", "data", "macros", "overrides", "README.md", "run.py", "hooks.py", "mkdocs.yml"):
        if "vendor" in path.parts or path.suffix in {".xlsx", ".woff2", ".png", ".ico", ".docx"}:
            continue
        text = path.read_text(encoding="utf-8")
        name = path.relative_to(ROOT).as_posix()
        assert unicodedata.is_normalized("NFC", text), f"{name}: chữ chưa dựng sẵn (NFC)"
        assert not places.search(text), f"{name}: có đường dẫn của một máy"
        assert not unfinished.search(text), f"{name}: {unfinished.search(text)}"


def test_requirements_are_pinned_with_hashes() -> None:
    for name in ("requirements.txt", "tests/requirements.txt"):
        for block in (ROOT / name).read_text(encoding="utf-8").replace("\\\n", "").splitlines():
            if block and not block.startswith(("#", "-r")):
                assert re.match(r"[a-z0-9-]+==[^ ]+", block) and "--hash=sha256:" in block, block[:60]
