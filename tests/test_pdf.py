"""PDF copies: one process a batch, kept by content, the same bytes each time; without LibreOffice it says what to do."""

from __future__ import annotations

import re
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.documents import pages as papers
from macros.documents import pdf
from macros.files.lock import hold
from macros.files.whole import WriteError
from macros.model import Handbook

# Stands for LibreOffice: it tells its version and writes a PDF for each file; each call leaves a line in «calls».
_CONVERTER = r"""
import pathlib, sys, time
here = pathlib.Path(__file__).parent
if sys.argv[1] == "--version":
    print("Giả định 1.0 (bản 7)")
    raise SystemExit
folder = pathlib.Path(sys.argv[sys.argv.index("--outdir") + 1])
sources = [pathlib.Path(a) for a in sys.argv if a.endswith(".docx")]
assert sys.argv[1].startswith("-env:UserInstallation=file:///")
with open(here / "calls", "a") as log:
    log.write(f"{len(sources)}\n")
for source in sources:
    if b"hong" not in source.read_bytes():
        head = f"%PDF /BaseFont/AAAAAA+{(here / 'font').read_text()}\n /CreationDate(D:{time.time_ns()}Z')"
        (folder / f"{source.stem}.pdf").write_bytes(head.encode() + source.read_bytes())
"""


@pytest.fixture
def converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a stand-in for LibreOffice."""
    folder = tmp_path / "converter"
    folder.mkdir()
    script = folder / "soffice"
    script.write_text(f"#!{sys.executable}\n{_CONVERTER}", encoding="utf-8")
    script.chmod(0o755)
    (folder / "font").write_text("LiberationSerif", encoding="utf-8")
    monkeypatch.setenv("SO_TAY_SOFFICE", str(script))
    return folder


def test_each_document_is_converted_once_in_batches_and_kept_until_it_changes(converter: Path, tmp_path: Path) -> None:
    documents = {f"mau/{n}.docx": f"văn bản {n}".encode() for n in range(130)}
    made = pdf.copies(documents, tmp_path / "cache")
    assert list(made) == [f"mau/{n}.pdf" for n in range(130)]
    assert "văn bản 7".encode() in made["mau/7.pdf"]
    assert (converter / "calls").read_text().split() == ["100", "30"]
    assert pdf.copies(documents, tmp_path / "cache") == made
    pdf.copies({**documents, "mau/7.docx": b"khac"}, tmp_path / "cache")
    assert (converter / "calls").read_text().split() == ["100", "30", "1"]
    assert len(list((tmp_path / "cache").iterdir())) == 130  # what is no longer used is gone
    assert pdf.copies(documents, tmp_path / "again") == made  # the moment of making is not in it


def test_a_document_that_does_not_convert_is_named_and_nothing_of_it_is_kept(converter: Path, tmp_path: Path) -> None:
    with pytest.raises(pdf.Unavailable, match=r"không đổi được sang PDF: b\.docx"):
        pdf.copies({"a.docx": b"tot", "b.docx": b"hong"}, tmp_path / "cache")
    assert list((tmp_path / "cache").iterdir()) == []


def test_two_builds_at_once_do_not_take_each_others_copies_away(converter: Path, tmp_path: Path) -> None:
    with hold(tmp_path / "cache"), pytest.raises(WriteError, match="một lệnh khác đang ghi"):
        pdf.copies({"a.docx": b"tot"}, tmp_path / "cache")


def test_a_machine_without_the_right_font_is_told_so(converter: Path, tmp_path: Path) -> None:
    (converter / "font").write_text("DejaVuSerif", encoding="utf-8")
    with pytest.raises(pdf.Unavailable, match=r"phông DejaVuSerif .*fonts-liberation2"):
        pdf.copies({"a.docx": b"tot"}, tmp_path / "cache")


@pytest.mark.parametrize("verb", ["build", "bundle"])
def test_asked_for_copies_without_a_converter_the_verb_says_what_to_do_and_leaves_the_last_site(
    verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SO_TAY_SOFFICE", str(tmp_path / "khong-co"))
    monkeypatch.setattr("macros.commands.site.ROOT", tmp_path)
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text('<p data-an-ban="2026-11-22">bản dựng tốt', encoding="utf-8")
    done = CliRunner().invoke(
        main, [verb, "--pdf", "--out", str(site if verb == "build" else tmp_path / "dist")]
    )
    assert done.exit_code == 1
    for words in ("không có chương trình", "Cài LibreOffice Writer", "SO_TAY_SOFFICE", "bỏ tùy chọn --pdf", "vẫn còn nguyên"):
        assert words in done.output
    assert (site / "index.html").read_text(encoding="utf-8").endswith("bản dựng tốt")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["site"]


def test_copies_and_a_ready_site_do_not_go_together(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["bundle", "--pdf", "--site", str(tmp_path)])
    assert done.exit_code == 2
    assert "Bỏ --site" in done.output


def test_a_template_page_leads_to_the_copies_that_the_build_makes_and_else_to_none(handbook: Handbook, today: date, site: Path) -> None:
    copied = {papers.pdf_path(path.relative_to(site).as_posix()) for path in site.glob("tai-ve/**/*.*")} - {""}
    assert len(copied) == 2 * sum(not template.is_sheet for template in handbook.templates.values())

    def linked(facts: Handbook) -> set[str]:
        return {link for page in papers.pages(facts, today) for link in re.findall(r'href="/(tai-ve/mau/[^"]*\.pdf)"', page.html)}

    assert linked(handbook) == set()
    assert linked(handbook.with_pdf()) == copied


def test_the_real_converter_gives_the_same_bytes_twice(site: Path, tmp_path: Path) -> None:
    try:
        pdf.converter()
    except pdf.Unavailable:
        pytest.skip("máy này không có LibreOffice nên không thử được bản PDF thật")
    documents = {"bao-cao-thang-vi-du.docx": (site / "tai-ve/mau/bao-cao-thang-vi-du.docx").read_bytes()}
    first = pdf.copies(documents, tmp_path / "a")
    assert first == pdf.copies(documents, tmp_path / "b")
    assert [content[:5] for content in first.values()] == [b"%PDF-"]
