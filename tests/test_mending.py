"""«Sửa tự động»: what is safe is mended, every change is told, no word changes, and page and command do the same."""

from __future__ import annotations

import io
import os
import random
import re
import unicodedata
import zipfile
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner
from openxml_audit import OpenXmlValidator

from macros.__main__ import main
from macros.documents.check.document import INVISIBLE
from macros.documents.check.inspect import read
from macros.documents.mend.copy import mended_copy
from macros.documents.mend.mend import mend
from macros.documents.plant.plant import plant
from macros.files.xml import parsed
from macros.files.xml_text import written
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.documents import Documents
from macros.model.problems import Problems
from tests.made_docx import GOOD, ROOT, TODAY, judged
from tests.page_checker import PageChecker

SAFE = (
    "kho-giay", "le-trang", "phong-chu", "ma-to-hop", "mau-chu", "so-trang", "so-trang-co", "tieu-de-dinh-dang", "co-quan-dinh-dang",
    "so-hai-cham", "so-dinh-dang", "ngay-dinh-dang", "ten-loai-dinh-dang", "trich-yeu-dinh-dang", "co-chu-noi-dung", "gian-dong",
    "cach-doan", "thut-dau-dong", "canh-deu", "cheo-cham", "ho-ten-dinh-dang", "noi-nhan-dinh-dang", "noi-nhan-co", "v-v",
    "trich-yeu-cv-dinh-dang", "quyen-han-cham", "quyen-han-dinh-dang", "chuc-vu-dam", "chuc-vu-dinh-dang", "can-cu-nghieng",
)  # fmt: skip
# The marks that have one right form; all other words must stay.
_MARKS = {"so-hai-cham", "v-v", "quyen-han-cham", "cheo-cham"}
# A share of them; SO_TAY_MUTANTS=200 and more asks all.
_ALL = int(os.environ.get("SO_TAY_MUTANTS", "0")) >= 200


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents(DataFolder(ROOT / "data"), Problems())


def _words(content: bytes) -> str:
    text = "\n".join(read(content).texts())
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text))


def faults(content: bytes, folder: Path) -> Counter[str]:
    """What of a file the schema of the format does not allow: the same fault in two places counts twice."""
    path = folder / "x.docx"
    path.write_bytes(content)
    return Counter(error.description for error in OpenXmlValidator().validate(str(path)).errors)


@pytest.fixture(scope="module")
def planted(documents: Documents) -> list[tuple[str, Path, bytes]]:
    """(defect, the good document, a copy of it that has the defect)."""
    chance = random.Random(20261127)
    out = []
    for defect in SAFE:
        for path in GOOD if _ALL else chance.sample(GOOD, 1):
            bad = plant(path.read_bytes(), defect, documents.authority)
            if bad is not None and any(f.id == defect for f in judged(bad, documents).findings):
                out.append((defect, path, bad))
    return out


def test_every_safe_defect_is_mended_whoever_wrote_the_file_and_no_word_changes(
    planted: list[tuple[str, Path, bytes]], documents: Documents, tmp_path: Path
) -> None:
    assert len({defect for defect, _, _ in planted}) > 15
    for defect, path, bad in planted:
        good, changes = mended_copy(bad, documents=documents, today=TODAY)
        before, after = ({f.id for f in judged(content, documents).findings} for content in (bad, good))
        told = f"{defect} in {path.name}"
        assert defect not in after and after <= before, told
        assert changes and all(change.what and change.place and change.after for change in changes), told
        assert faults(good, tmp_path) <= faults(bad, tmp_path), told
        if defect not in _MARKS:
            assert _words(good) == _words(bad), told
        with zipfile.ZipFile(io.BytesIO(bad)) as one, zipfile.ZipFile(io.BytesIO(good)) as other:
            assert one.namelist() == other.namelist()
            assert [n for n in one.namelist() if not n.endswith(".xml") and one.read(n) != other.read(n)] == []


def test_a_good_document_is_left_alone(documents: Documents) -> None:
    for path in GOOD:
        content = path.read_bytes()
        mended = mend(content, documents=documents, today=TODAY)
        assert (mended.parts, mended.changes) == ({}, []) or judged(content, documents).findings, path.name


def test_page_and_command_mend_the_same(planted: list[tuple[str, Path, bytes]], documents: Documents) -> None:
    page = PageChecker(documents)
    for defect, path, bad in planted if _ALL else planted[:: len(planted) // 4]:
        ours = mend(bad, documents=documents, today=TODAY)
        theirs = page.mended(bad, TODAY)
        assert theirs == [[[*pair] for pair in ours.parts.items()], [c.as_json() for c in ours.changes]], f"{defect} in {path.name}"


def test_a_changed_part_keeps_the_prefixes_that_word_reads_in_attributes() -> None:
    before = '<w:a xmlns:w="u" xmlns:mc="m" xmlns:w14="v" mc:Ignorable="w14"><w:b w:x="1&lt;&quot;"> y </w:b><c xmlns="z"/>t</w:a>'
    after = written(parsed(before), before)
    assert 'xmlns:w14="v"' in after and 'mc:Ignorable="w14"' in after
    again = parsed(after.partition("?>\n")[2])
    assert [(e.tag, e.attrib, e.text, e.tail) for e in again.iter()] == [(e.tag, e.attrib, e.text, e.tail) for e in parsed(before).iter()]


def test_the_command_writes_a_copy_beside_the_file_and_tells_each_change(documents: Documents, tmp_path: Path) -> None:
    bad = plant(GOOD[0].read_bytes(), "le-trang", documents.authority)
    assert bad is not None
    source = tmp_path / "x.docx"
    source.write_bytes(bad)
    result = CliRunner().invoke(main, ["mend", str(source)])
    assert result.exit_code == 0, result.output
    assert source.read_bytes() == bad
    assert (tmp_path / "x-da-sua.docx").is_file()
    assert re.search(r"Lề trang sai, phần trang 1: .* → trên 20", result.output)
    good = CliRunner().invoke(main, ["mend", str(GOOD[0])])
    assert "Không có lỗi nào sửa được tự động" in good.output
