"""The folder of facts: ``data/``, with the files of an office's own folder laid over it, file by file; its pages lie in ``trang/``.

Inside the program a file has one name, the one it has in ``data/``. Whoever reads a message needs the file that really
holds the fault: :meth:`DataFolder.told` puts its name in.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from macros.load.files import shown_path
from macros.load.page_folder import FOLDER, PageFolder
from macros.model.look import LOGOS
from macros.model.look import SETTINGS as LOOK
from macros.model.problems import Problem, Problems
from macros.vietnamese import nearest

__all__ = ["DataFolder", "shown_path"]

_NAME = re.compile(r"\bdata/([\w./-]+\.(?:yml|xlsx))")
_READ = (".yml", ".xlsx")
_ROWS = ".rieng.yml"  # ends the name of a file whose rows are added to ours
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".ico")


@dataclass(frozen=True)
class DataFolder:
    """``base`` with the files of ``over``, when there is one, in place of those of the same name. ``docs``: the folder of pages,
    which stands beside ``base`` when nothing else is said."""

    base: Path
    over: Path | None = None
    docs: Path | None = None

    @property
    def pages(self) -> PageFolder:
        """The pages: ours with those of the office."""
        own = self.over / FOLDER if self.over else None
        return PageFolder(self.docs or self.base.parent / "docs", own if own and own.is_dir() else None)

    def path(self, name: str) -> Path:
        """Where the file ``name`` (``mau/ke-hoach.yml``) is read; it may be missing."""
        return self.over / name if self.over and _lies_at(self.over / name) else self.base / name

    def paths(self, folder: str) -> list[Path]:
        """Where the YAML files of ``folder`` are read, in the order of their names."""
        found = {path.name: path for root in self.folders() for path in (root / folder).glob("*.yml")}
        return [found[name] for name in sorted(found)]

    def row_files(self, name: str) -> list[tuple[Path, str]]:
        """(where it is read, its name) of the list ``name``, and of the office's own rows that are added to it."""
        own = name.removesuffix(".yml") + _ROWS
        added = [(self.over / own, f"data/{own}")] if self.over and _lies_at(self.over / own) else []
        return [(self.path(name), f"data/{name}"), *added]

    def own(self, name: str) -> Path:
        """Where the file ``name`` is written: what belongs to an office stays with its own files."""
        return (self.over or self.base) / name

    def folders(self) -> list[Path]:
        """Both folders, or the one."""
        return [self.base, *([self.over] if self.over else [])]

    def own_files(self) -> list[str]:
        """The names of the office's own files: those that replace one of ``data/`` and those added to its folders; its look."""
        return [name for name in self._laid_over() if "/" in name or name == LOOK or (self.base / _list_of(name)).is_file()]

    def told(self, text: str) -> str:
        """``text`` with every ``data/…`` and ``docs/…`` whose file is the office's own under its real name."""
        if self.over is None:
            return text
        over, shown = self.over, shown_path(self.over)
        text = _NAME.sub(lambda match: f"{shown}/{match[1]}" if _lies_at(over / match[1]) else match[0], text)
        return self.pages.told(text)

    def told_all(self, problems: Iterable[Problem]) -> list[Problem]:
        """``problems`` with the real names of the files in their places, reasons and remedies."""
        return [dataclasses.replace(problem, place=self.told(problem.place), reason=self.told(problem.reason),
                                    remedy=self.told(problem.remedy)) for problem in problems]

    def check(self, problems: Problems) -> None:
        """A folder that replaces nothing is a mistake; a file that nothing reads is worth a word."""
        if self.over is None:
            return
        shown = shown_path(self.over)
        if not self.own_files() and not self.pages.own_paths():
            problems.error(shown, "không có tệp nào của sổ tay", "Để vào đây tệp trùng tên với tệp trong data, ví dụ to-chuc.xlsx.")
        self.pages.check(problems)
        known = [*(path.name for path in self.base.iterdir()), LOOK, FOLDER]
        for path in sorted(self.over.iterdir()):
            if path.is_dir() and path.name not in known and (guess := nearest(path.name, known)):
                problems.warn(f"{shown}/{path.name}", "sổ tay không đọc thư mục nào tên như vậy nên bỏ qua",
                              f"Nếu đây là «{guess}» thì đổi lại tên.")
            elif path.suffix.lower() in _PICTURES and path.name not in LOGOS:
                problems.warn(f"{shown}/{path.name}", "sổ tay không dùng hình nào tên như vậy nên bỏ qua",
                              f"Biểu trưng đặt tên «{LOGOS[0]}» hoặc «{LOGOS[1]}»; hình của trang để trong thư mục {FOLDER}.")
        for name in self._laid_over():
            if "/" not in name and _list_of(name) not in known:
                guess = nearest(name, known) or ("to-chuc.xlsx" if name.endswith(".xlsx") else None)
                problems.warn(f"{shown}/{name}", "sổ tay không đọc tệp nào tên như vậy nên bỏ qua",
                              f"Nếu đây là «{guess}» thì đổi lại tên." if guess else "")

    def _laid_over(self) -> list[str]:
        """The names of all files of the office's folder that could be read: at its top and in the folders that ``data/`` has."""
        if self.over is None:
            return []
        folders = [self.over, *(self.over / path.name for path in sorted(self.base.iterdir()) if path.is_dir())]
        return [path.relative_to(self.over).as_posix() for folder in folders if folder.is_dir() for path in sorted(folder.iterdir())
                if path.suffix in _READ and not path.name.startswith(("~$", "."))]


def _lies_at(path: Path) -> bool:
    """Whether anything is called so, a link that leads nowhere included: it is told, and the sample never takes its place."""
    return path.is_symlink() or path.exists()


def _list_of(name: str) -> str:
    """The file whose rows ``name`` adds to, or ``name`` itself."""
    return name.removesuffix(_ROWS) + ".yml" if name.endswith(_ROWS) else name
