"""Every page and every reader-facing string of data, checked in one run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

from macros.lint import abbreviations, basis, facts, secrets, voice, wording
from macros.lint.marks import Finding, Marks
from macros.lint.office_files import sheets
from macros.lint.prose import Segment, data_segments, page_segments
from macros.load.folder import DataFolder
from macros.load.yaml_file import read_yaml
from macros.model.house_style import HouseStyle
from macros.model.plain_yaml import plain_values
from macros.model.problems import Problem, Problems
from macros.vietnamese import format_number, nfc

SETTINGS = "data/van-phong.yml"
_READ = frozenset({".md", ".yml", ".html", ".js"})
# What the guard need not look into, but whose texts readers see: the page's own scripts, and the messages of the command line.
_OUR_CODE = (("docs/assets/javascripts", "*.js"), ("macros", "*.py"))


@dataclass(frozen=True)
class House:
    """What the rules of style know of the tree: the settings, the abbreviations that terms define, the workbook's names and figures."""

    settings: HouseStyle
    abbreviations: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    figures: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> frozenset[str]:
        """Every abbreviation that may stand in a text."""
        return self.abbreviations | frozenset(self.settings.common_abbreviations)

    @cached_property
    def name_pattern(self) -> re.Pattern[str] | None:
        """Any of the workbook's names, the longest first; it begins with the set of their first letters, which is searched fast."""
        rests: dict[str, list[str]] = {}
        for name in sorted(self.names, key=lambda name: (-len(name), name)):
            rests.setdefault(re.escape(name[0]), []).append(re.escape(name[1:]))
        any_rest = "|".join(f"(?<={first})(?:{'|'.join(found)})" for first, found in rests.items())
        return re.compile(rf"[{''.join(rests)}](?<![\w-].)(?:{any_rest})(?![\w-])") if rests else None


def check_page(text: str, house: House, *, name: str = "docs/trang.md") -> list[Finding]:
    """Every fault of style in a page, its marks not yet asked."""
    normative = "\nloai: quan-tri" not in text[:1000] and not name.startswith("docs/quan-tri/")
    return list(_check(text, page_segments(text, house.settings), house, name, normative))


def check_data(text: str, house: House, *, name: str = "data/tep.yml") -> list[Finding]:
    """Every fault of style in a YAML file, its marks not yet asked."""
    return list(_check(text, data_segments(text, house.settings, name=name), house, name, True))


def _check(text: str, segments: Iterable[Segment], house: House, name: str, normative: bool) -> Iterator[Finding]:
    listed = name.replace(".rieng.yml", ".yml")  # an office's own rows are as those that they are added to
    register = any(fnmatch(listed, pattern) for pattern in house.settings.registers)
    segments = list(segments)
    yield from wording.check_characters(text)
    if normative:
        yield from voice.check_ends(segments)
    for segment in segments:
        yield from wording.check(segment, house.settings)
        yield from voice.check(segment, house.settings)
        yield from facts.check(segment, house.name_pattern, house.figures, register=register)
        yield from abbreviations.check(segment, house.known | house.settings.form_signs if register else house.known)
        if normative and not register:
            yield from basis.check(segment)


def check_tree(root: Path, problems: Problems, over: Path | None = None) -> None:
    """Guard and style over the whole tree under ``root``; every finding becomes a problem with its place.

    ``over``: an office's own folder, whose files are checked in place of those of ``data/`` and ``docs/`` that they replace.
    """
    data = DataFolder(root / "data", over, root / "docs")
    found = Problems()
    house = load_house(DataFolder(root / "data"), found)
    for name, content in _ours(root, data):
        _check_file(name, content, house, found)
    for folder, pattern in _OUR_CODE:
        for path in sorted((root / folder).rglob(pattern)):
            _check_code(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"), house, found)
    if over:
        house = load_house(data, found)
        for name, content in _own(data):
            _check_file(name, content, house, found)
    problems.extend(data.told_all(found))


def faults(root: Path, over: Path | None = None) -> list[Problem]:
    """Of what :func:`check_tree` finds, what stops a build."""
    problems = Problems()
    check_tree(root, problems, over)
    return problems.stopping()


def _ours(root: Path, data: DataFolder) -> Iterator[tuple[str, bytes | OSError]]:
    """Every file of the tree that the office's do not replace, with its name in the tree and its content, or why it has none."""
    replaced = {*(f"data/{name}" for name in data.own_files()), *(f"docs/{path}" for path in data.pages.own_paths())}
    for path in secrets.files(root):
        name = path.relative_to(root).as_posix()
        if name not in replaced:
            yield name, secrets.content_of(path)


def _own(data: DataFolder) -> Iterator[tuple[str, bytes | OSError]]:
    """The office's files under the names that they would have in the tree. What cannot be read of its pages, or may not lie beside
    them, the loader tells."""
    for name in data.own_files():
        yield f"data/{name}", secrets.content_of(data.own(name))
    for path in data.pages.own_paths():
        if page := data.pages.read(path, Problems()):
            yield f"docs/{path}", page.text.encode()
    for path, content in data.pages.beside(Problems()):
        yield f"docs/{path}", content


def _check_file(name: str, content: bytes | OSError, house: House | None, problems: Problems) -> None:
    suffix = PurePosixPath(name).suffix
    if suffix not in _READ:
        found = [secrets.unreadable(content)] if isinstance(content, OSError) else secrets.check_bytes(content, suffix.lower())
        problems.extend(finding.problem(name) for finding in found)
        return
    text = secrets.unreadable(content) if isinstance(content, OSError) else secrets.decode(content)
    if isinstance(text, Finding):
        problems.append(text.problem(name))
        return
    marks = Marks(text)
    found = secrets.check_text(text)
    try:
        found += _style(text, suffix, name, house)
    except RecursionError:
        found.append(Finding(1, "", "dữ liệu lồng nhau quá sâu nên không rà soát được", "Bỏ bớt tầng; xem lại ngoặc [ ] và { }."))
    kept = [*marks.keep(found), *marks.faults()]
    problems.extend(finding.problem(name) for finding in sorted(kept, key=lambda finding: finding.line))


def _check_code(name: str, text: str, house: House | None, problems: Problems) -> None:
    marks = Marks(text)
    problems.extend(finding.problem(name) for finding in [*marks.keep(_code_style(text, house)), *marks.faults()])


def _code_style(text: str, house: House | None) -> list[Finding]:
    return [*wording.check_code(text), *(voice.check_code(text, house.settings) if house else ())]


def _style(text: str, suffix: str, name: str, house: House | None) -> Iterable[Finding]:
    if suffix in (".html", ".js"):
        return _code_style(text, house)
    if house is None or not name.startswith(("docs/", "data/")):
        return ()
    return check_page(text, house, name=name) if suffix == ".md" else check_data(text, house, name=name)


def load_house(data: DataFolder, problems: Problems) -> House | None:
    """What the rules know from ``data``: our pages are judged by our own, which are not an office's to mend, its pages by its own.
    None when the settings cannot be read, which then is in ``problems``.
    """
    file = read_yaml(data.path(SETTINGS.removeprefix("data/")), SETTINGS, problems)
    settings = file.parse(HouseStyle, file.data) if file.ok else None
    if settings is None:
        return None
    names, figures = _workbook_words(data.path("to-chuc.xlsx"))
    return House(settings, _defined_abbreviations(data), names, figures)


def _defined_abbreviations(data: DataFolder) -> frozenset[str]:
    """Abbreviations of data/thuat-ngu.yml and signs of the kinds of documents in data/tham-quyen.yml.

    A file that cannot be read defines nothing: the loader tells why.
    """
    found: set[str] = set()
    for name, keys in (("thuat-ngu.yml", ("viet_tat",)), ("tham-quyen.yml", ("the_loai", "ky_hieu"))):
        for path, _ in data.row_files(name):
            try:
                table = plain_values(path.read_text(encoding="utf-8"))
                found.update(_values(table, keys))
            except (OSError, ValueError, yaml.YAMLError, RecursionError):
                continue
    return frozenset(found)


def _values(table: Any, keys: Sequence[str]) -> Iterator[str]:
    """The texts that ``keys`` lead to, through lists and mappings."""
    if isinstance(table, list):
        for row in table:
            yield from _values(row, keys)
    elif keys and isinstance(table, Mapping):
        yield from _values(table.get(keys[0]), keys[1:])
    elif not keys and isinstance(table, str):
        yield nfc(table)


def _workbook_words(path: Path) -> tuple[frozenset[str], frozenset[str]]:
    """Names of units and superiors, and the figures that the workbook publishes as a total («117», «6.929»).

    A workbook that cannot be read gives nothing: the loader tells why.
    """
    content = secrets.content_of(path)
    try:
        book = {} if isinstance(content, OSError) else sheets(content)
    except secrets.UNREADABLE:
        return frozenset(), frozenset()
    names = {name for sheet in ("Đơn vị", "Cấp trên") for name in _names(book.get(sheet, []))}
    totals = {row[1] for row in book.get("Thông tin", []) if len(row) > 1 and row[0].startswith("Tổng số") and row[1].isdecimal()}
    return frozenset(names), frozenset(totals | {format_number(int(total)) for total in totals})


def _names(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Every name in columns that are headed «Tên …»."""
    columns: list[int] = []
    for row in rows:
        if not columns:
            columns = [index for index, value in enumerate(row) if value.startswith("Tên")]
            continue
        for index in columns:
            yield from (nfc(name.strip()) for name in row[index].split(";") if name.strip().count(" ") > 1)
