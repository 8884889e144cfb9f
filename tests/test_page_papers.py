"""Tests on paper made on the page: the same files as the command's, byte by byte."""

from __future__ import annotations

import base64
import json
import zipfile
from typing import Any

import quickjs
from markupsafe import Markup

from macros.commands.exam import exam_docx, exam_workbook
from macros.model.handbook import Handbook
from macros.training import exam, paper_page, paper_test, trainer
from macros.training.questions import veil
from tests.made_docx import ROOT
from tests.page_checker import BROWSER

ASSETS = ROOT / "docs" / "assets"


def _files(handbook: Handbook, name: str, count: int, seed: int) -> dict[str, bytes]:
    """What the command writes; the key as the page words it, which proves nothing a second time."""
    matrix = handbook.course.matrices[name]
    variants = exam.variants(exam.draw(handbook, matrix, seed), count, seed)
    files: dict[str, bytes] = {}
    for variant in variants:
        code = variant.code
        files[f"de-{code}.html"] = trainer.sheet(f"Đề {code}", exam.paper_html(matrix, variant))
        files[f"de-{code}.docx"] = exam_docx(handbook, matrix.title, matrix.minutes, variant)
        files[f"phieu-tra-loi-{code}.html"] = trainer.sheet("Phiếu trả lời", exam.grid_html(matrix, variant, holes=False))
        files[f"mau-duc-lo-{code}.html"] = trainer.sheet("Mẫu đục lỗ", exam.grid_html(matrix, variant, holes=True))
    unproved = paper_test.keys(matrix.title, variants, seed, proved=False)
    files["dap-an.html"] = trainer.sheet("Đáp án", Markup(unproved))  # noqa: S704 (made by the printer itself)
    files["cham-diem.xlsx"] = exam_workbook(variants)
    return files


def test_the_page_makes_the_files_that_the_command_makes(handbook: Handbook) -> None:
    engine = quickjs.Context()
    engine.set_max_stack_size(16_000_000)
    scripts = (paper_page.script(), *((ASSETS / path).read_text(encoding="utf-8") for path in ("javascripts/zip.js", "papers/1-files.js")))
    for script in (BROWSER, *scripts):
        engine.eval(script)
    data = paper_page.data(handbook)
    # Taking the veil off is tried in a browser; this engine has no atob.
    data["kin"] = veil(base64.b64decode(data["kin"]), paper_page.NAME).decode()
    engine.eval(f"""
        SoTay.bank = {{ unveiled: (text) => JSON.parse(text) }};
        const data = {json.dumps(data)};
        const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
        const utf8 = (text) => new TextEncoder().encode(text);
        var files = (id, count, seed) => JSON.stringify(
          SoTay.paperFiles(data, id, count, seed).map(([name, made]) => [name, hex(typeof made === "string" ? utf8(made) : made)]));
    """)
    for name, count, seed in (("cuoi-khoa", 2, 2026), ("nhanh", 1, 0), ("the-thuc-bao-cao", 3, 999_999_999)):
        made = {file: bytes.fromhex(content) for file, content in json.loads(engine.get("files")(name, count, seed))}
        assert made == _files(handbook, name, count, seed), name


def test_a_trainer_without_python_takes_a_test_home_and_the_page_tells_no_answer(page_file: Any, handbook: Handbook) -> None:
    opened = page_file("dao-tao/de-giay.html")
    page = opened.page
    page.get_by_label("Số mã đề").select_option("2")
    page.get_by_label("Mã tạo đề").fill("hai")
    page.get_by_role("button", name="Tạo đề").click()
    page.get_by_text("Mã tạo đề là một số").wait_for()
    page.get_by_label("Mã tạo đề").fill("2026")
    with page.expect_download() as got:
        page.get_by_role("button", name="Tạo đề").click()
    assert got.value.suggested_filename == "de-thi-cuoi-khoa-2026.zip"
    archive = zipfile.ZipFile(got.value.path())
    assert {name: archive.read(name) for name in archive.namelist()} == _files(handbook, "cuoi-khoa", 2, 2026)
    veiled = page.evaluate("JSON.stringify(SoTay.duLieu['de-giay'])")
    told = [option.text for question in handbook.questions.values() for option in question.options if len(option.text) > 30]
    assert told and not any(text in veiled for text in told)
    assert not opened.errors and not opened.outside
