"""The guard at every door through which something leaves: a workbook that is checked, packs, a built site that is bundled.

    problems = guard(Path("site"), marked=[ROOT / "docs", ROOT / "data"])
    problems = guard([("to-chuc.xlsx", content)])

The tree itself is looked at by :func:`macros.lint.tree.check_tree`, with the house style, whenever the site is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from macros.lint.marks import Finding, Marks
from macros.lint.secrets import check_bytes, check_text, decode, is_foreign, unreadable
from macros.load.folder import shown_path
from macros.model.problems import Problem


def guard(what: Path | Iterable[tuple[str, bytes]], *, marked: Iterable[Path] = ()) -> list[Problem]:
    """What must not be given away in ``what``: a file, a folder such as a built site, or (name, content) pairs.

    Every problem names its place, what was found, why and the remedy; an empty list means that all may go out.
    ``marked``: folders whose marks «cho-phep» also hold for what was made from their texts, as a built site is.
    """
    allowed = frozenset(passage for folder in marked for passage in _marked_passages(folder))
    seen: set[str] = set()
    problems: list[Problem] = []
    for name, content in _read(what) if isinstance(what, Path) else what:
        findings = [unreadable(content)] if isinstance(content, OSError) else check_bytes(content, PurePosixPath(name).suffix.lower(), seen)
        problems += [finding.problem(name) for finding in findings if (finding.kind, finding.passage) not in allowed]
    return problems


def _read(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """(name, content) of a file, or of every file under a folder but other people's published work; the error where it cannot be read."""
    named = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*"))} if path.is_dir() else {shown_path(path): path}
    for name, file in named.items():
        if path == file or (file.is_file() and not is_foreign(name)):
            try:
                yield name, file.read_bytes()
            except OSError as error:
                yield name, error


def _marked_passages(folder: Path) -> Iterator[tuple[str, str]]:
    """(kind, words) of what the marks in the texts of ``folder`` let stand."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".md", ".yml", ".html") and file.is_file() and b"cho-phep" in (content := file.read_bytes()):
            text = decode(content)
            if not isinstance(text, Finding):
                marks = Marks(text)
                yield from ((finding.kind, finding.passage) for finding in check_text(text) if marks.allows(finding))
