"""Opens a .docx that somebody else made: only .xml and .rels are read, nothing is trusted, every refusal says what to do."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree import ElementTree

MAX_FILE = 20_000_000
MAX_PART = 40_000_000
MAX_TOTAL = 80_000_000
MAX_RATIO = 200
MAX_PARTS = 3000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Refused(Exception):
    """A file that is not checked. ``reason`` and ``remedy`` are whole Vietnamese sentences; ``code`` names the case."""

    def __init__(self, code: str, reason: str, remedy: str) -> None:
        self.code, self.reason, self.remedy = code, reason, remedy
        super().__init__(f"{reason} {remedy}")


class Package:
    """The XML parts of a .docx by name. ``names`` are all entries, read or not."""

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
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Refused(
                "khong-phai-word", "Đây không phải tệp Word (.docx), hoặc tệp đã hỏng.", "Mở thử bằng Word và lưu lại thành .docx."
            ) from None
        self.names = [entry.filename for entry in entries]
        if len(entries) > MAX_PARTS or sum(e.file_size for e in entries) > MAX_TOTAL:
            raise Refused("bom-nen", "Tệp bung ra quá lớn, có thể là tệp phá hoại.", "Đừng mở tệp này; hỏi lại người gửi.")
        for entry in entries:
            if entry.flag_bits & 1:
                raise Refused("mat-khau", "Tệp nén có mật khẩu.", "Bỏ mật khẩu rồi kiểm tra lại.")
            packed = max(entry.compress_size, 1)
            if entry.file_size > MAX_PART or (entry.file_size > 1_000_000 and entry.file_size / packed > MAX_RATIO):
                raise Refused("bom-nen", "Tệp bung ra quá lớn, có thể là tệp phá hoại.", "Đừng mở tệp này; hỏi lại người gửi.")
        if "word/document.xml" not in self.names:
            raise Refused("khong-phai-word", "Tệp này không phải văn bản Word.", "Chọn tệp .docx của văn bản cần kiểm tra.")

    @property
    def has_macros(self) -> bool:
        return any(name.endswith("vbaProject.bin") for name in self.names)

    def text(self, name: str) -> bytes | None:
        """The bytes of a part, or None. Only XML is ever read."""
        if name not in self.names or not name.endswith((".xml", ".rels")):
            return None
        try:
            with self._zip.open(name) as part:
                content = part.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
            raise Refused("hong", "Tệp bị hỏng một phần.", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.") from None
        if len(content) > MAX_PART:
            raise Refused("bom-nen", "Tệp bung ra quá lớn, có thể là tệp phá hoại.", "Đừng mở tệp này; hỏi lại người gửi.")
        return content

    def part(self, name: str) -> ElementTree.Element | None:
        """A part's root element, or None when there is no such part. A DOCTYPE is refused before it is parsed."""
        content = self.text(name)
        if content is None:
            return None
        # An encoding other than UTF-8 could hide the word DOCTYPE from this test; Word writes UTF-8 only.
        head = content[:200].lstrip(b"\xef\xbb\xbf")
        if b"<!DOCTYPE" in content or b"<!ENTITY" in content or head.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00")):
            raise Refused("doctype", "Tệp chứa phần khai báo lạ mà Word không bao giờ ghi.", "Đừng dùng tệp này; hỏi lại người gửi.")
        try:
            return ElementTree.fromstring(content)  # noqa: S314 (DOCTYPE, and with it every entity, is refused above)
        except ElementTree.ParseError:
            raise Refused("hong", f"Phần «{name}» của tệp bị hỏng.", "Mở bằng Word, lưu thành tệp mới rồi kiểm tra lại.") from None

    def relations(self) -> dict[str, str]:
        """Relationship id → part name, for ``word/document.xml``."""
        root = self.part("word/_rels/document.xml.rels")
        if root is None:
            return {}
        return {r.get("Id", ""): _target(r.get("Target", "")) for r in root if r.get("TargetMode") != "External"}


def _target(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else f"word/{target}"
