"""The guard at every door through which something leaves: a workbook that is checked, packs, a built site that is bundled.

    problems = guard(Path("site"), marked=[ROOT / "docs", ROOT / "data"])
    problems = guard([("to-chuc.xlsx", content)])

The tree itself is looked at by :func:`macros.lint.tree.check_tree`, with the house style, whenever the site is built.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from macros.lint.marks import Finding, Marks
from macros.lint.secrets import check_bytes, check_text, content_of, decode, is_foreign, unreadable
from macros.load.folder import shown_path
from macros.model.problems import Problem

_CODED = re.compile(r"assets/search/du-lieu(?:-\d)?\.js")


def guard(what: Path | Iterable[tuple[str, bytes]], *, marked: Iterable[Path] = ()) -> list[Problem]:
    """What must not be given away in ``what``: a file, a folder such as a built site, or (name, content) pairs.

    Every problem names its place, what was found, why and the remedy; an empty list means that all may go out.
    ``marked``: folders whose marks «cho-phep» also hold for what was made from their texts, as a built site is.
    """
    seen: set[str] = set()
    found: list[tuple[str, Finding]] = []
    for name, content in _read(what) if isinstance(what, Path) else what:
        findings = [unreadable(content)] if isinstance(content, OSError) else check_bytes(content, PurePosixPath(name).suffix.lower(), seen)
        found += [(name, finding) for finding in findings]
    allowed = frozenset(passage for folder in marked for passage in _marked_passages(folder)) if found else frozenset()
    return [finding.problem(name) for name, finding in found if (finding.kind, finding.passage) not in allowed]


def _read(path: Path) -> Iterator[tuple[str, bytes | OSError]]:
    """(name, content) of a file, or of every file under a folder but what only repeats the others and other people's work.

    The error stands in place of the content of a file that cannot be read.
    """
    named = {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*"))} if path.is_dir() else {shown_path(path): path}
    for name, file in named.items():
        if path == file or (file.is_file() and not is_foreign(name) and not _repeats(name, named)):
            yield name, content_of(file)


def _repeats(name: str, named: Mapping[str, Path]) -> bool:
    """Whether the file at ``name`` of a site holds nothing of its own: the PDF copy of the document beside it, or the texts of the
    pages in the letters of the search, which say nothing to a reader and by chance anything to us."""
    return (name.endswith(".pdf") and f"{name.removesuffix('.pdf')}.docx" in named) or _CODED.fullmatch(name) is not None


def _marked_passages(folder: Path) -> Iterator[tuple[str, str]]:
    """(kind, words) of what the marks in the texts of ``folder`` let stand."""
    for file in sorted(folder.rglob("*")):
        if file.suffix in (".md", ".yml", ".html") and file.is_file() and b"cho-phep" in (content := file.read_bytes()):
            text = decode(content)
            if not isinstance(text, Finding):
                marks = Marks(text)
                yield from ((finding.kind, finding.passage) for finding in check_text(text) if marks.allows(finding))
