"""``bench van-ban``: composing beside docxtpl and python-docx on the same document, packs of every unit, and the checker."""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from macros.commands import handbook_or_exit
from macros.documents import pages
from macros.documents.check.check import check
from macros.documents.write import compose

_NAME = "cong-van-don-doc"
# Both rivals fill or build the same letter; they are fetched for the measurement only.
_RIVALS = r"""
import sys, time, io
sys.path.insert(0, sys.argv[1])
source, rounds = sys.argv[2], int(sys.argv[3])
from docx import Document
from docx.shared import Pt
texts = [[(r.text, r.bold, r.italic) for r in p.runs] for p in Document(source).paragraphs]
cells = [[[c.text for c in row.cells] for row in t.rows] for t in Document(source).tables]
started = time.perf_counter()
for _ in range(rounds):
    document = Document()
    for runs in texts:
        paragraph = document.add_paragraph()
        for text, bold, italic in runs:
            run = paragraph.add_run(text); run.bold = bold; run.italic = italic; run.font.size = Pt(14)
    for rows in cells:
        table = document.add_table(len(rows), len(rows[0]))
        for row, values in zip(table.rows, rows):
            for cell, value in zip(row.cells, values):
                cell.text = value
    document.save(io.BytesIO())
print("python-docx", (time.perf_counter() - started) / rounds)
from docxtpl import DocxTemplate
started = time.perf_counter()
for _ in range(rounds):
    template = DocxTemplate(source)
    template.render({})
    template.save(io.BytesIO())
print("docxtpl", (time.perf_counter() - started) / rounds)
"""


def _each(work: Callable[[], object], rounds: int) -> float:
    started = time.perf_counter()
    for _ in range(rounds):
        work()
    return (time.perf_counter() - started) / rounds


def bench_documents() -> None:
    """Print a table: seconds a document, ratio to ours; then packs of all units and the checker's time a file."""
    handbook = handbook_or_exit()
    made = pages.compiled_templates(handbook)
    compiled = made.compiled[_NAME]
    values = made.example(compiled.template)
    content = compose.filled(made.compiler, compiled, values)
    ours = _each(lambda: compose.filled(made.compiler, compiled, values), 300)
    print(f"{'sổ tay':14}{ours * 1000:8.2f} ms một văn bản")
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "-qq", "--target", folder, "python-docx==1.2.0", "docxtpl==0.20.1"]
        source = Path(folder, "mau.docx")
        source.write_bytes(content)
        script = Path(folder, "doi_thu.py")
        script.write_text(_RIVALS, encoding="utf-8")
        if subprocess.run(install, check=False).returncode == 0:
            told = subprocess.run(
                [sys.executable, str(script), folder, str(source), "20"], capture_output=True, text=True, check=True
            ).stdout
            for line in told.splitlines():
                name, seconds = line.split()
                print(f"{name:14}{float(seconds) * 1000:8.2f} ms một văn bản, gấp {float(seconds) / ours:.0f} lần")
        else:
            print("Không tải được python-docx và docxtpl để so; chỉ đo phần của sổ tay.")
    started = time.perf_counter()
    count = sum(1 for unit in handbook.organisation.units.values() for _ in pages.pack(handbook, made, unit))
    took = time.perf_counter() - started
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    units = len(handbook.organisation.units)
    print(f"{'bộ mẫu':14}{units} đơn vị × {count // units} văn bản = {count}: {took:.1f} giây, {memory:.0f} MB (hạn: 10 giây, 150 MB)")
    documents = handbook.documents
    files = [compose.filled(made.compiler, c, made.example(c.template)) for c in made.compiled.values()]
    started = time.perf_counter()
    for file in files:
        check(file, file="", documents=documents, today=date(2026, 11, 22))
    total = time.perf_counter() - started
    print(f"{'kiểm tra':14}{total / len(files) * 1000:8.1f} ms một tệp, {len(files)} tệp (hạn: 10 ms)")
