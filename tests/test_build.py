from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pytest

from macros.commands.site import build_site
from macros.documents import pages as papers
from macros.lint import guard
from macros.load import load_handbook
from macros.model import Handbook
from macros.model.dependants import dependants
from macros.offline.audit import audit

ROOT = Path(__file__).resolve().parents[1]


def with_replaced(data: Path, *names: str) -> None:
    """A copy of the facts in which each of the sources ``names`` has just been replaced by a made-up one."""
    shutil.copytree(ROOT / "data", data)
    path = data / "can-cu.yml"
    text = path.read_text(encoding="utf-8")
    for day, name in enumerate(names, start=1):
        head, _, row = text.partition(f"- id: {name}\n")
        row, gap, rest = row.partition("\n- id: ")
        row = row.replace("hieu_luc: con\n", f"hieu_luc: het\n  thay_the_boi: moi-{day}\n")
        new = (f"\n- id: moi-{day}\n  so_ky_hieu: {day}-QĐ/TW\n  ten: Văn bản mới {day}\n  co_quan: Ban Bí thư\n"
               f"  ngay_ban_hanh: 2027-01-{day:02}\n  hieu_luc: con\n  thay_the_cho: [{name}]\n  do_tin_cay: thu_cap\n"
               "  kiem_tra: 2026-11-22\n")
        text = f"{head}- id: {name}\n{row}{gap}{rest}{new}"
    path.write_text(text, encoding="utf-8")


def headers(folder: Path) -> dict[str, str]:
    """What each document of ``folder`` prints above every page but the first."""
    return {path.name: zipfile.ZipFile(path).read("word/header2.xml").decode() for path in sorted(folder.glob("*.docx"))}


def test_a_replaced_source_stops_the_build_names_all_that_rests_on_it_and_leaves_the_site(
    tmp_path: Path, handbook: Handbook, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with_replaced(tmp_path / "data", "ct-50-2025")
    monkeypatch.setenv("SO_TAY_DATA", str(tmp_path / "data"))
    out = tmp_path / "site"
    out.mkdir()
    (out / "index.html").write_text('<p data-an-ban="2026-11-22">bản dựng tốt', encoding="utf-8")
    assert build_site(out) == 1
    told = "".join(capfd.readouterr())
    resting = [d for d in dependants(handbook) if d.source == "ct-50-2025" and not d.about_past]
    assert resting
    for dependant in resting:
        line = next((line for line in told.splitlines() if f"{dependant.place}: {dependant.kind.lower()} «" in line), "")
        assert f"«{dependant.title[:60]}" in line and "dựa vào «ct-50-2025»" in line, dependant  # a long title is shortened
    assert (out / "index.html").read_text(encoding="utf-8").endswith("bản dựng tốt")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["data", "site"]


def test_when_asked_it_builds_and_warns_readers_on_every_such_page_and_document_and_the_copy_may_be_given_away(
    tmp_path: Path, handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = ("hd-42-btctw-2025", "dieu-le-2011", "hd-05-vptw-2026")
    with_replaced(tmp_path / "data", *replaced)
    monkeypatch.setenv("SO_TAY_DATA", str(tmp_path / "data"))
    out = tmp_path / "site"
    assert build_site(out, warn_readers=True) == 0
    pages = {file.relative_to(out).as_posix(): file.read_text(encoding="utf-8") for file in out.rglob("*.html")}
    banner = re.compile(r'<div class="st-bao st-bao--thay-the" role="note" data-can-cu-cu="([^"]*)">')
    warned = {url: {name for names in found for name in names.split()} for url, text in pages.items() if (found := banner.findall(text))}
    resting: dict[str, set[str]] = {}
    for d in dependants(handbook):
        # Questions are withdrawn, so the page where they stood rests on nothing old.
        if d.source in replaced and not d.about_past and d.url and d.kind != "Câu hỏi tự kiểm tra":
            resting.setdefault(d.url.partition("#")[0].lstrip("/"), set()).add(d.source)
    assert warned == resting and set().union(*resting.values()) == set(replaced)
    assert not [url for url, text in pages.items() if "data-can-cu-cu" in banner.sub("", text)]
    assert all("(đã rút khỏi luyện tập)" in pages[f"can-cu/{name}.html"] for name in replaced)
    stamped = {name: papers.STALE in header for name, header in headers(out / "tai-ve" / "mau").items()}
    of_template = {name: max(template for template in handbook.templates if name.startswith(f"{template}-")) for name in stamped}
    old = {d.id for d in dependants(handbook) if d.source in replaced and d.kind == "Mẫu văn bản"}
    assert {name for name, stamp in stamped.items() if stamp} == {name for name, template in of_template.items() if template in old}
    assert len(set(stamped.values())) == 2  # there are documents of both sorts
    assert audit(out) == []
    assert list(guard(out, marked=[ROOT / "docs", tmp_path / "data"])) == []


def test_the_facts_of_the_tree_are_sound(handbook: Handbook) -> None:
    assert len(handbook.sources) > 80
    assert load_handbook.__doc__
