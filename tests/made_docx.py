"""Documents made by hand for tests: any body in a good document's package, and the checker's judgement of it."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

from macros.documents.check.check import check
from macros.documents.check.findings import Report
from macros.files.zip import write_zip
from macros.model.documents import Documents

ROOT = Path(__file__).parent.parent
GOOD = sorted((ROOT / "tests" / "golden" / "documents").glob("*.docx"))
TODAY = date(2026, 11, 27)

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="x" xmlns:v="urn:schemas-microsoft-com:vml"'
)


def judged(content: bytes, documents: Documents, kind: str | None = None) -> Report:
    """The report; ``kind`` lets the rules look at a file that has nothing of a paper on it, too."""
    return check(content, file="x.docx", documents=documents, today=TODAY, kind=kind)


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as source:
        return {name: source.read(name) for name in source.namelist()}


def package(body: str = "", **parts: bytes) -> bytes:
    """A .docx of ``body`` (the inside of w:body) in a good document's package; ``parts`` (name without folder) replace its parts."""
    document = f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
    given = {f"word/{name}.xml": content for name, content in parts.items()}
    return write_zip({**parts_of(GOOD[0]), "word/document.xml": document, **given}.items())


def text(words: str, properties: str = "") -> str:
    return f"<w:p><w:r><w:rPr>{properties}</w:rPr><w:t>{words}</w:t></w:r></w:p>"


def nested(before: str, after: str, times: int, inside: str = text("a")) -> str:
    return before * times + inside + after * times


def with_margin(kind: str, inside: str) -> bytes:
    """A .docx with one line of text and ``inside`` in its header or footer (``kind``)."""
    parts = parts_of(GOOD[0])
    section = f'<w:sectPr><w:{kind}Reference w:type="default" r:id="rIdM"/></w:sectPr>'
    parts["word/document.xml"] = f"<w:document {NAMESPACES}><w:body>{text('a')}{section}</w:body></w:document>".encode()
    relation = f'<Relationship Id="rIdM" Type="x/{kind}" Target="margin.xml"/>'
    parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(b"</Rel", relation.encode() + b"</Rel")
    tag = "hdr" if kind == "header" else "ftr"
    parts["word/margin.xml"] = f"<w:{tag} {NAMESPACES}>{inside}</w:{tag}>".encode()
    return write_zip(parts.items())
