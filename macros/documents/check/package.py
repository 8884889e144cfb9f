"""Opens a .docx that somebody else made: only XML is read, nothing is trusted, every refusal says what to do.

The limits below bound time and memory by construction: what passes them is read and judged in time that grows with its size only.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from macros.documents.check.properties import Element, W

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
_STRICT = "http://purl.oclc.org/ooxml/"
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']*)["']""")
# What Python's reader of zip archives is known to raise for a broken one, beside its own error.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, ValueError, OSError, EOFError, RuntimeError, OverflowError, LookupError)


class Refused(Exception):
    """A file that is not checked. ``reason`` and ``remedy`` are whole Vietnamese sentences; ``code`` names the case."""

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        self.code, self.reason, self.remedy = code, reason, remedy
        super().__init__(f"{reason} {remedy}")


def _no_word() -> Refused:
    return Refused("khong-phai-word", "Đây không phải tệp Word (.docx), hoặc tệp đã hỏng.", "Mở thử bằng Word và lưu lại thành .docx.")


def _bomb() -> Refused:
    return Refused("bom-nen", "Tệp bung ra quá lớn, có thể là tệp phá hoại.", "Đừng mở tệp này; hỏi lại người gửi.")


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
            if "EncryptedPackage".encode("utf-16-le") in content:
                raise Refused("mat-khau", "Tệp có mật khẩu mở.", "Mở bằng Word, bỏ mật khẩu ở Tệp › Thông tin, lưu lại rồi kiểm tra.")
            raise Refused(
                "doc-cu", "Đây là tệp .doc kiểu cũ.", "Mở bằng Word, chọn Lưu thành, kiểu «Word Document (*.docx)», rồi kiểm tra tệp mới."
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            entries = self._zip.infolist()
        except _BROKEN:
            raise _no_word() from None
        self.names = [entry.filename for entry in entries]
        if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_TOTAL:
            raise _bomb()
        if len(set(self.names)) < len(entries):
            # Programs differ in which of the two they open: what is checked might not be what Word shows.
            raise _broken("Trong tệp có hai phần trùng tên.")
        for entry in entries:
            if entry.flag_bits & 1:
                raise Refused("mat-khau", "Tệp nén có mật khẩu.", "Bỏ mật khẩu rồi kiểm tra lại.")
            packed = max(entry.compress_size, 1)
            if entry.file_size > MAX_PART or (entry.file_size > 1_000_000 and entry.file_size / packed > MAX_RATIO):
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

    def text(self, name: str) -> bytes | None:
        """The bytes of a part, or None. Only XML is ever read."""
        if name not in self.names or not name.endswith((".xml", ".rels")):
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(MAX_PART + 1)
        except _BROKEN:
            raise _broken("Tệp bị hỏng một phần.") from None
        if len(content) > MAX_PART:
            raise _bomb()
        return content

    def part(self, name: str) -> Element | None:
        """A part's root element, or None when there is no such part. What could hide or multiply is refused before it is parsed."""
        content = self.text(name)
        if content is None:
            return None
        # Word writes UTF-8 only. In another encoding the word DOCTYPE could be spelt in bytes that the next test does not see.
        declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
        if b"\0" in content or (declared and declared[1].lower() not in (b"utf-8", b"utf8", b"us-ascii", b"ascii")):
            raise _encoding()
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            raise _encoding() from None
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise Refused("doctype", "Tệp chứa phần khai báo lạ mà Word không bao giờ ghi.", "Đừng dùng tệp này; hỏi lại người gửi.")
        self._signs += content.count(b"<") + content.count(b"=")
        if self._signs > MAX_SIGNS:
            raise Refused("qua-dai", "Văn bản quá dài, bộ kiểm tra không đọc hết được.", "Tách thành nhiều tệp rồi kiểm tra từng tệp.")
        try:
            # The encoding is given, so that what the part says of itself counts for nothing.
            root = ElementTree.fromstring(content, ElementTree.XMLParser(encoding="utf-8"))  # noqa: S314 (no DOCTYPE, no entity: above)
        except (ElementTree.ParseError, ValueError):
            raise _broken(f"Phần «{name}» của tệp bị hỏng.") from None
        if root.tag.startswith("{" + _STRICT):
            raise _strict()
        if _deeper_than(root, MAX_DEPTH):
            raise Refused(
                "qua-sau", "Trong tệp có bảng, khung hoặc ô nhập lồng vào nhau quá nhiều lớp.",
                "Chép nội dung sang một tệp Word mới (Dán › Chỉ giữ văn bản) rồi kiểm tra lại.",
            )  # fmt: skip
        return root

    def names_of(self, kind: str) -> list[str]:
        """The parts that the text is tied to as ``kind`` («styles», «header» …), whatever their names."""
        return list(dict.fromkeys(target for type_, target in self._relations.values() if type_ == kind))

    def related(self, kind: str) -> Element | None:
        """The first part that the text is tied to as ``kind``; None when there is none."""
        return next((self.part(name) for name in self.names_of(kind)), None)

    def custom_properties(self) -> Element | None:
        """The properties that whoever wrote the document added, wherever the package keeps them."""
        return next((self.part(name) for kind, name in self._around.values() if kind == "custom-properties"), None)

    def everything(self) -> dict[str, bytes]:
        """All entries by name, pictures included: what a changed copy of the file takes over unread."""
        try:
            return {name: self._zip.read(name) for name in self.names}
        except _BROKEN:
            raise _broken("Tệp bị hỏng một phần.") from None

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
        folder, name = posixpath.split(source)
        root = self.part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found = {}
        for relation in root if root is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            type_ = relation.get("Type", "")
            if type_.startswith(_STRICT):
                raise _strict()
            target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            # Names of parts may be spelt in small letters or large ones.
            found[relation.get("Id", "")] = (type_.rpartition("/")[2], self._spelt.get(target.lower(), target))
        return found


def _deeper_than(root: Element, limit: int) -> bool:
    level = [root]
    for _ in range(limit):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


def hidden_text(root: Element) -> bool:
    """Whether some of the text stands in another part, of another format, that only Word unfolds."""
    return any(next(root.iter(W + tag), None) is not None for tag in ("altChunk", "subDoc"))
