"""Opens a .docx that somebody else made: only XML is read, nothing is trusted, every refusal says what to do.

The limits below bound time and memory by construction: what passes them is read and judged in time that grows with its size only.
"""

from __future__ import annotations

import re

from macros.documents.check.properties import W
from macros.files.unzip import BrokenZip, Entry, entries_of, unpacked
from macros.files.xml import Element, parsed

MAX_FILE = 20_000_000
MAX_PART = 40_000_000
MAX_TOTAL = 80_000_000
MAX_RATIO = 200
MAX_PARTS = 3000
# Tags and attributes of all parts together. A page of text has about 1,200 of them, an edited one three times as many; each may
# become a paragraph, which costs some 1,500 bytes and 20 microseconds: five seconds and 300 MB at most, for 50 pages that were edited much.
MAX_SIGNS = 200_000
# Elements within one another. Word's own parser stops at 256, and a call for each of so many stays far from Python's own limit.
MAX_DEPTH = 256

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WITH_PASSWORD = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"  # the name of a part of such a file
_STRICT = "http://purl.oclc.org/ooxml/"
_DECLARED = re.compile(r"^[ \t\r\n]*<\?xml[^>]*?encoding[ \t\r\n]*=[ \t\r\n]*[\"']([^\"']*)[\"']")
_EMBEDDED = {f"{W}altChunk", f"{W}subDoc"}


class Refused(Exception):
    """A file that is not checked. ``reason`` and ``remedy`` are whole Vietnamese sentences; ``code`` names the case."""

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        super().__init__(f"{reason} {remedy}")
        self.code, self.reason, self.remedy = code, reason, remedy


def _no_word() -> Refused:
    return Refused("khong-phai-word", "Đây không phải tệp Word (.docx), hoặc tệp đã hỏng.", "Mở thử bằng Word và lưu lại thành .docx.")


def _bomb() -> Refused:
    return Refused("bom-nen", "Tệp giải nén quá lớn, có thể là tệp phá hoại.", "Không mở tệp này; trao đổi lại với người gửi.")


def _broken(what: str) -> Refused:
    return Refused("hong", what, "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.")


def _strict() -> Refused:
    return Refused(
        "strict", "Tệp lưu theo kiểu «Strict Open XML», bộ kiểm tra không đọc.",
        "Mở bằng Word, chọn Lưu thành, kiểu «Word Document (*.docx)», rồi kiểm tra tệp mới.",
    )  # fmt: skip


def _encoding() -> Refused:
    return Refused("bang-ma", "Tệp ghi bằng bảng mã mà Word không dùng.", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.")


class Package:
    """The XML parts of a .docx by name. ``names`` are all entries, read or not; ``main`` is the part that holds the text."""

    def __init__(self, content: bytes) -> None:
        if len(content) > MAX_FILE:
            raise Refused("qua-lon", "Tệp lớn hơn 20 MB.", "Bỏ bớt hình ảnh rồi kiểm tra lại.")
        if content.startswith(_OLE):
            if _WITH_PASSWORD in content:
                raise Refused("mat-khau", "Tệp có mật khẩu mở.", "Mở bằng Word, bỏ mật khẩu ở Tệp › Thông tin, lưu lại rồi kiểm tra.")
            raise Refused(
                "doc-cu", "Đây là tệp .doc kiểu cũ.", "Mở bằng Word, chọn Lưu thành, kiểu «Word Document (*.docx)», rồi kiểm tra tệp mới."
            )
        try:
            entries = entries_of(content)
        except BrokenZip:
            raise _no_word() from None
        self._content = content
        self._entries = {entry.name: entry for entry in entries}
        self.names = [entry.name for entry in entries]
        if len(entries) > MAX_PARTS or sum(e.size for e in entries) > MAX_TOTAL:
            raise _bomb()
        if len(self._entries) < len(entries):
            # Programs differ in which of the two they open: what is checked might not be what Word shows.
            raise _broken("Trong tệp có hai phần trùng tên.")
        for entry in entries:
            if entry.encrypted:
                raise Refused("mat-khau", "Tệp nén có mật khẩu.", "Bỏ mật khẩu rồi kiểm tra lại.")
            packed = max(entry.packed, 1)
            # A drawing in one colour shrinks to a thousandth and harms nobody: it is not read.
            dense = _is_read(entry.name) and entry.size > 1_000_000 and entry.size / packed > MAX_RATIO
            if dense or entry.size > MAX_PART:
                raise _bomb()
        self._signs = 0
        self._spelt = {name.lower(): name for name in self.names}
        self._around = self._read_relations("")
        self.main = self._main()
        if self.main not in self.names:
            raise Refused("khong-phai-word", "Tệp này không phải văn bản Word.", "Chọn tệp .docx của văn bản cần kiểm tra.")
        self._relations = self._read_relations(self.main)

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self.names) or bool(self.names_of("vbaProject"))

    def text(self, name: str) -> str | None:
        """What stands in a part, or None. Only XML is ever read, and only in the encoding in which Word writes it."""
        if name not in self._entries or not _is_read(name):
            return None
        content = self._bytes(self._entries[name])
        if len(content) > MAX_PART:
            raise _bomb()
        try:
            text = content.decode("utf-8")
        except UnicodeDecodeError:
            raise _encoding() from None
        # In another encoding the word DOCTYPE could be spelt in bytes that nobody sees.
        declared = _DECLARED.match(text.removeprefix("\ufeff"))
        if "\0" in text or (declared and declared[1].lower() not in ("utf-8", "utf8", "us-ascii", "ascii")):
            raise _encoding()
        return text

    def part(self, name: str) -> Element | None:
        """A part's root element, or None when there is no such part. What could hide or multiply is refused before it is parsed."""
        text = self.text(name)
        if text is None:
            return None
        if "<!DOCTYPE" in text or "<!ENTITY" in text:
            raise Refused(
                "doctype", "Tệp chứa phần khai báo lạ mà Word không bao giờ ghi.", "Không dùng tệp này; trao đổi lại với người gửi."
            )
        self._signs += text.count("<") + text.count("=")
        if self._signs > MAX_SIGNS:
            raise Refused("qua-dai", "Văn bản quá dài, bộ kiểm tra không đọc hết được.", "Tách thành nhiều tệp rồi kiểm tra từng tệp.")
        try:
            root = parsed(text.removeprefix("\ufeff"))
        except ValueError:
            raise _broken(f"Phần «{name}» của tệp bị hỏng.") from None
        if root.tag.startswith("{" + _STRICT):
            raise _strict()
        if _deeper_than(root, MAX_DEPTH):
            raise Refused(
                "qua-sau", "Trong tệp có bảng, khung hoặc ô nhập lồng vào nhau quá nhiều lớp.",
                "Chép nội dung sang một tệp Word mới (Dán › Chỉ giữ văn bản) rồi kiểm tra lại.",
            )  # fmt: skip
        return root

    def _bytes(self, entry: Entry) -> bytes:
        try:
            return unpacked(self._content, entry, MAX_PART + 1)
        except BrokenZip:
            raise _broken("Tệp bị hỏng một phần.") from None

    def names_of(self, kind: str) -> list[str]:
        """The parts that the text is tied to as ``kind`` («styles», «header» …), whatever their names."""
        return list(dict.fromkeys(target for type_, target in self._relations.values() if type_ == kind))

    def related(self, kind: str) -> Element | None:
        """The first part that the text is tied to as ``kind``; None when there is none."""
        names = self.names_of(kind)
        return self.part(names[0]) if names else None

    def custom_properties(self) -> Element | None:
        """The properties that whoever wrote the document added, wherever the package keeps them."""
        names = [name for kind, name in self._around.values() if kind == "custom-properties"]
        return self.part(names[0]) if names else None

    def everything(self) -> dict[str, bytes]:
        """All entries by name, pictures included: what a changed copy of the file takes over unread."""
        return {name: self._bytes(entry) for name, entry in self._entries.items()}

    def relations(self) -> dict[str, str]:
        """Relationship id → part name, for the part that holds the text."""
        return {id_: target for id_, (_, target) in self._relations.items()}

    def _main(self) -> str:
        """Programs may call the part as they like (Word on the web does): the package says which one it is."""
        for type_, target in self._around.values():
            if type_ == "officeDocument":
                return target
        return "word/document.xml"

    def _read_relations(self, source: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, part name) of what ``source`` is tied to within the package; the empty name stands for the package itself."""
        folder, _, name = source.rpartition("/")
        root = self.part(_path(folder, f"_rels/{name}.rels"))
        found = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            type_ = relation.get("Type", "")
            if type_.startswith(_STRICT):
                raise _strict()
            target = _path(folder, relation.get("Target", ""))
            # Names of parts may be spelt in small letters or large ones.
            found[relation.get("Id", "")] = (type_.rpartition("/")[2], self._spelt.get(target.lower(), target))
        return found


def _is_read(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _path(folder: str, name: str) -> str:
    """The part that ``name`` means, written in a part of ``folder``."""
    steps: list[str] = []
    for step in (name if name.startswith("/") else f"{folder}/{name}").split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(steps)


def _deeper_than(root: Element, limit: int) -> bool:
    level = [root]
    for _ in range(limit):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def hidden_text(root: Element) -> bool:
    """Whether some of the text stands in another part, of another format, that only Word unfolds."""
    return any(element.tag in _EMBEDDED for element in root.iter())
