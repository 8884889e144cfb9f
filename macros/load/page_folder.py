"""The folder of pages: ``docs/``, with the pages of an office's own folder ``trang/`` added, in place of ours, or changing parts of them.

A page has one name inside the program, the one it would have in ``docs/``; :meth:`PageFolder.told` puts in the file and the line
where an editor finds the fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from macros.load.files import read_bytes, read_text, shown_path
from macros.load.page_changes import changed, changes_ours
from macros.model.base import code_fault
from macros.model.problems import Problems

FOLDER = "trang"  # in an office's folder
_NAME = re.compile(r"(?<![\w/])docs/([^:«»\n]+?\.(?:md|png|jpe?g|webp|gif|svg|docx|xlsx)\b)(?::(\d+))?")
_KEPT = ".truoc"  # of an old version that was kept when it was replaced
_BESIDE = (".png", ".jpg", ".jpeg", ".webp", ".gif", ".svg", ".docx", ".xlsx")  # what pages may show or offer
# What makes a picture do more than be seen.
_ACTIVE = re.compile(
    r"<\s*(?:script|foreignObject|iframe|embed|object)\b|\son\w+\s*=|javascript:|<!ENTITY|href\s*=\s*[\"'](?!#|data:image/)", re.IGNORECASE)


@dataclass(frozen=True)
class PageText:
    """The text of a page. ``own``: it is an office's, at least in part; ``origins``: of every line, where it stands (see ``Line``)."""

    text: str
    own: bool = False
    origins: tuple[tuple[bool, int], ...] = ()


@dataclass(frozen=True)
class PageFolder:
    """``base`` (docs/) with what ``over`` holds, when there is one."""

    base: Path
    over: Path | None = None

    def paths(self) -> list[str]:
        """Every page by its path, e.g. ``quy-trinh/bao-cao-thang.md``."""
        return sorted({file.relative_to(root).as_posix() for root in filter(None, (self.base, self.over)) for file in root.rglob("*.md")})

    def own_paths(self) -> list[str]:
        """The office's own pages."""
        return sorted(file.relative_to(self.over).as_posix() for file in self.over.rglob("*.md")) if self.over else []

    def is_new(self, path: str) -> bool:
        """Whether the page is the office's and ours has none like it."""
        return not (self.base / path).exists()

    def changes_ours(self, path: str) -> bool:
        """Whether the office's page changes ours part by part."""
        return not self.is_new(path) and changes_ours(read_text(self.own(path), path, Problems()) or "")

    def own(self, path: str) -> Path:
        """Where the office keeps the page."""
        return (self.over or self.base) / path

    def read(self, path: str, problems: Problems) -> PageText | None:
        """The page as readers get it, or None with what is wrong noted under its name in docs/."""
        name = f"docs/{path}"
        own = self.over is not None and self.own(path).exists()
        text = read_text(self.own(path) if own else self.base / path, name, problems)
        if text is None or not own:
            return None if text is None else PageText(text)
        if not changes_ours(text):
            return PageText(text, True)
        ours = read_text(self.base / path, name, Problems()) if (self.base / path).is_file() else None
        if ours is None:
            problems.error(f"{name}:1", "trang này sửa theo mục một trang mà sổ tay không có",
                           "Xem lại đường dẫn của tệp; trang riêng hẳn thì bỏ trường «sua_theo_muc».")
            return None
        found = Problems()
        # The names of its own faults are those of the file itself: told() must not count their lines again.
        lines = changed(ours, text, (name, self.shown(path)), found)
        problems.extend(found)
        if found.stopping():
            return None
        return PageText("\n".join(line for line, *_ in lines) + "\n", True, tuple((mine, number) for _, mine, number in lines))

    def shown(self, path: str) -> str:
        """The office's file as messages name it."""
        return shown_path(self.own(path))

    def beside(self, problems: Problems) -> list[tuple[str, bytes]]:
        """(path, content) of the office's pictures and documents; what may not lie there is noted."""
        found = []
        for file in sorted(self.over.rglob("*")) if self.over else ():
            path = file.relative_to(self.over).as_posix()  # type: ignore[arg-type]
            if file.is_dir() or file.suffix == ".md" or file.name.startswith(("~$", ".")) or _KEPT in file.name:
                continue
            if file.suffix not in _BESIDE:
                problems.error(self.shown(path), f"loại tệp «{file.suffix or file.name}» không để cạnh trang được",
                               f"Để ở đây trang .md và các tệp {', '.join(_BESIDE)}.")
            elif (content := picture(file, problems)) is not None:
                found.append((path, content))
        return found

    def check(self, problems: Problems) -> None:
        """Names that no address or no system takes."""
        for path in self.own_paths():
            for part in path.removesuffix(".md").split("/"):
                if fault := code_fault(part):
                    problems.error(self.shown(path), f"tên «{part}» {fault}", "Đổi tên tệp hoặc thư mục đó.")

    def told(self, text: str) -> str:
        """``text`` with every ``docs/…`` that is the office's under its real name, and the line counted there."""
        if self.over is None or "docs/" not in text:
            return text
        over = self.over
        return _NAME.sub(lambda match: self._told(match) if (over / match[1]).is_file() else match[0], text)

    def _told(self, match: re.Match[str]) -> str:
        path, number = match[1], int(match[2] or 0)
        page = self.read(path, Problems()) if number and path.endswith(".md") else None
        if page and page.origins and number <= len(page.origins):
            own, line = page.origins[number - 1]
            return f"{self.shown(path)}:{line}" if own else f"docs/{path}:{line}"
        return self.shown(path) + (f":{number}" if number else "")


def picture(file: Path, problems: Problems) -> bytes | None:
    """The content of a picture or document of an office's, or None with what is wrong noted."""
    content = read_bytes(file, shown_path(file), problems, "Chép lại tệp.")
    if content is not None and file.suffix == ".svg" and _ACTIVE.search(content.decode("utf-8", "replace")):
        problems.error(shown_path(file), "hình này có phần chạy được hoặc lấy từ nơi khác", "Xuất lại thành hình thường, hoặc .png.")
        return None
    return content
