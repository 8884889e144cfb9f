"""What units hand in, as files: a workbook as it is, an archive as the files that it holds.

The page unpacks the same way (macros/translate).
"""

from __future__ import annotations

from macros.files.unzip import BrokenZip, entries_of, unpacked
from macros.load.files import too_heavy
from macros.load.returned import MOST_BYTES
from macros.model.problems import Problems
from macros.vietnamese import format_count

# Room for a whole province's forms in one archive.
MOST_ARCHIVE = 100_000_000
_MOST_FILES = 2_000
_OF_SYSTEMS = ("thumbs.db", "desktop.ini")


def passed_over(path: str) -> bool:
    """Whether a file is one that Excel or a system leaves behind, and nobody handed in."""
    parts = path.split("/")
    return any(part.startswith(("~$", ".", "__MACOSX")) for part in parts) or parts[-1].lower() in _OF_SYSTEMS


def files_of(name: str, content: bytes, problems: Problems) -> list[tuple[str, bytes]]:
    """The file itself, or of an archive the files in it, their names below the archive's; faults go to ``problems``."""
    if not name.lower().endswith(".zip"):
        return [(name, content)]
    try:
        entries = entries_of(content)
    except BrokenZip:
        problems.error(name, "không mở được tệp nén này: hỏng, hoặc không phải tệp .zip",
                       "Đề nghị nơi gửi nén lại, hoặc gửi thẳng các biểu.")
        return []
    names = [entry.name for entry in entries]
    if "[Content_Types].xml" in names:
        return [(name, content)]  # a workbook whose name was changed
    if len(entries) > _MOST_FILES or sum(entry.size for entry in entries) > MOST_ARCHIVE:
        problems.error(name, f"tệp nén mở ra quá lớn hoặc quá {format_count(_MOST_FILES)} tệp",
                       "Mở nén ra thư mục, bỏ tệp thừa rồi gộp lại.")
        return []
    found: list[tuple[str, bytes]] = []
    for entry in entries:
        inner = f"{name}/{entry.name}"
        if entry.name.endswith("/") or passed_over(entry.name) or too_heavy(inner, entry.size, MOST_BYTES, problems):
            continue
        if entry.encrypted:
            problems.error(inner, "tệp nén có mật khẩu", "Đề nghị nơi gửi cung cấp bản không có mật khẩu.")
            continue
        try:
            inside = unpacked(content, entry, entry.size + 1)
        except BrokenZip:
            problems.error(inner, "không đọc được tệp này trong tệp nén", "Đề nghị nơi gửi nén lại, hoặc gửi thẳng biểu.")
            continue
        if len(inside) > entry.size:
            problems.error(inner, "không đọc được tệp này trong tệp nén", "Đề nghị nơi gửi nén lại, hoặc gửi thẳng biểu.")
            continue
        found.append((inner, inside))
    return found
