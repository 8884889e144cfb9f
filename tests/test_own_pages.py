"""An office's own pages, name, mark, colours and menu: laid over the handbook, whose own tree stays as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from macros.commands import office_check
from macros.lint import check_tree
from macros.load import DataError, DataFolder, load_handbook
from macros.load.page_folder import PageFolder
from macros.model import Handbook
from macros.model.base import UnknownName
from macros.model.look import Look, contrast, style
from macros.model.menu import hidden_pages, is_hidden, own_menu, without_items
from macros.model.problems import Problems
from macros.model.settings import BuildSettings
from macros.site.build import BuildStopped, Site

ROOT = Path(__file__).resolve().parents[1]
OURS = """\
---
title: Trang gốc
# ai giữ trang này
nguoi_phu_trach: Văn phòng
quy_trinh:
  nhom: Báo cáo
  # ai làm
  ai: [Bí thư]
  buoc:
    - ten: Một
      viec: Làm
---
# Trang gốc

Mở đầu.

## Chuẩn bị

Chuẩn bị của ta.

```
## không phải mục
```

## Hạn { #han }

<div markdown>
Hạn của ta.
</div>
"""


def merged(tmp_path: Path, theirs: str, ours: str = OURS) -> tuple[str, PageFolder, Problems]:
    docs, own = tmp_path / "docs", tmp_path / "cua-toi/trang"
    for root, text in ((docs, ours), (own, theirs)):
        root.mkdir(parents=True, exist_ok=True)
        (root / "mot.md").write_text(text, encoding="utf-8")
    problems = Problems()
    folder = PageFolder(docs, own)
    page = folder.read("mot.md", problems)
    return page.text if page else "", folder, problems


def test_keys_and_sections_take_the_place_of_ours_and_everything_else_stays(tmp_path: Path) -> None:
    theirs = """\
---
sua_theo_muc: {them: [Riêng], bo: [Chuẩn bị]}
nguoi_phu_trach: Văn phòng Nam Hà
quy_trinh:
    buoc:
        - ten: Hai
          viec: |
            Làm khác

            hai đoạn
    san_pham: Báo cáo
---
Lời mở khác.

## Hạn

<div markdown>
Hạn của họ.
</div>

## Riêng

Mục riêng.
"""
    text, _, problems = merged(tmp_path, theirs)
    assert not problems
    front, body = text.split("---\n")[1:]
    assert yaml.safe_load(front) == {
        "title": "Trang gốc", "nguoi_phu_trach": "Văn phòng Nam Hà",
        "quy_trinh": {"nhom": "Báo cáo", "ai": ["Bí thư"], "buoc": [{"ten": "Hai", "viec": "Làm khác\n\nhai đoạn\n"}],
                      "san_pham": "Báo cáo"}}
    assert [line for line in body.splitlines() if line.startswith("#")] == ["# Trang gốc", "## Hạn", "## Riêng"]
    assert "Lời mở khác." in body and "Mở đầu." not in body and "Hạn của họ." in body and "của ta" not in body


def test_what_does_not_fit_is_told_with_its_place_and_all_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    theirs = """\
---
sua_theo_muc: {them: [Thiếu, Hạn], bo: [Không có]}
quy_trinh: {ai: [Ai]}
---
## Chuẩn bj

a

## Hạn

<div markdown>
"""
    told = [str(problem) for problem in merged(tmp_path, theirs)[2]]
    at = "cua-toi/trang/mot.md"
    assert len(told) == 6
    for part in (f"{at}:3 › quy_trinh: các trường bên trong viết trên cùng một dòng", f"{at}:5: không có mục «Chuẩn bj»",
                 "Có phải là «Chuẩn bị»?",
                 f"{at}:9: mục «Hạn» mở hoặc đóng thẻ khung", f"{at} › sua_theo_muc › them: không có mục «Thiếu» trong tệp này",
                 f"{at} › sua_theo_muc › them: trang của sổ tay đã có mục «Hạn»", f"{at} › sua_theo_muc › bo: không có mục «Không có»"):
        assert any(part in line for line in told), part


def test_a_message_names_the_file_and_the_line_where_the_words_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    text, folder, _ = merged(tmp_path, "---\nsua_theo_muc:\nquy_trinh:\n  ai: [Chi ủy]\n---\n## Hạn\n\n<div>\nNgắn.\n</div>\n")
    lines = text.splitlines()
    for words, place in (("  ai: [Chi ủy]", "cua-toi/trang/mot.md:4"), ("Ngắn.", "cua-toi/trang/mot.md:9"), ("Mở đầu.", "docs/mot.md:15")):
        assert folder.told(f"docs/mot.md:{lines.index(words) + 1}: sai") == f"{place}: sai"
    assert folder.told("docs/hai.md:1 và docs/mot.md › title") == "docs/hai.md:1 và cua-toi/trang/mot.md › title"


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A folder with one page of each way, a name, a mark and a hidden part."""
    folder = tmp_path / "Văn phòng ta (2)"
    (folder / "trang/rieng").mkdir(parents=True)
    (folder / "trang/quy-trinh").mkdir()
    front = "---\ntitle: {}\ndescription: Một câu.\nnguoi_phu_trach: Văn phòng\nra_soat: {{ngay: 2026-11-22}}\n---\n{}\n"
    link = "Xem [báo cáo](../quy-trinh/bao-cao-thang.md)."
    (folder / "trang/rieng/truc.md").write_text(front.format("Lịch trực", link), encoding="utf-8")
    (folder / "trang/thuat-ngu.md").write_text(front.format("Từ của ta", "Một câu."), encoding="utf-8")
    (folder / "trang/quy-trinh/bao-cao-thang.md").write_text("---\nsua_theo_muc:\ntitle: Báo cáo tháng của ta\n---\n", encoding="utf-8")
    (folder / "trang/rieng/anh.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "bieu-trung.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>", encoding="utf-8")
    (folder / "so-tay.yml").write_text("ten: Sổ tay «Nam Hà» & <b>\nmau: '#0b4f8a'\nkhong_hien: [Học]\n", encoding="utf-8")
    return folder


def test_pages_are_added_replaced_and_changed_and_the_site_bears_the_offices_name(office: Path, today: date, sample: Handbook) -> None:
    site = Site(ROOT, ROOT / "docs", BuildSettings(data=office), today)
    titles = {path: page.meta.title for path, page in site.handbook.pages.items()}
    assert (titles["rieng/truc.md"], titles["thuat-ngu.md"], titles["quy-trinh/bao-cao-thang.md"]) == (
        "Lịch trực", "Từ của ta", "Báo cáo tháng của ta")
    assert titles["index.md"] == "Sổ tay «Nam Hà» & <b>" and site.front("index.md", {"title": "x"})["title"].endswith("&amp; &lt;b&gt;")
    assert titles.keys() == sample.pages.keys() | {"rieng/truc.md"}
    made = dict(site.own_files())
    assert made.keys() == {"rieng/truc.md", "thuat-ngu.md", "quy-trinh/bao-cao-thang.md", "rieng/anh.svg", "assets/images/bieu-trung.svg"}
    config: dict[str, Any] = {"site_url": None, "site_name": "x", "site_description": "y", "theme": {}, "validation": {"nav": {}},
              "nav": [{"Trang đầu": "index.md"}, {"Quy trình": ["quy-trinh/bao-cao-thang.md"]}, {"Học": ["dao-tao/index.md"]},
                      {"Quản trị": ["a.md"]}]}
    site.dress(config)
    assert config["site_name"] == "Sổ tay «Nam Hà» &amp; &lt;b&gt;" and config["site_description"] == "y"  # as the theme prints it
    assert config["theme"] == {"logo": "assets/images/bieu-trung.svg", "favicon": "assets/images/bieu-trung.svg"}
    assert config["nav"] == [{"Trang đầu": "index.md"}, {"Quy trình": ["quy-trinh/bao-cao-thang.md"]}, {"Của đơn vị": ["rieng/truc.md"]},
                             {"Quản trị": ["a.md"]}]


def test_faults_of_an_office_are_told_in_one_run_under_their_own_names(office: Path, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.parent)
    (office / "trang/Trang một.md").write_text("không có phần đầu", encoding="utf-8")
    (office / "trang/rieng/khong.md").write_text("---\nsua_theo_muc:\n---\n", encoding="utf-8")
    (office / "trang/rieng/hai.md").write_text("---\ntitle: Hai\nmau_sac: đỏ\n---\n{{ x(", encoding="utf-8")
    (office / "so-tay.yml").write_text("ten: ''\nmau: '#ffcc00'\n", encoding="utf-8")
    (office / "logo.png").write_bytes(b"")
    (office / "cau-hỏi").mkdir()
    with pytest.raises(DataError) as failed:
        load_handbook(ROOT / "data", ROOT / "docs", today=today, over=office)
    told = str(failed.value)
    at = "Văn phòng ta (2)"
    for part in (f"{at}/trang/Trang một.md: tên «Trang một» chỉ được gồm chữ thường",
                 f"{at}/trang/Trang một.md:1: trang chưa có phần khai báo",
                 f"{at}/trang/rieng/khong.md:1: trang này sửa theo mục một trang mà sổ tay không có",
                 f"{at}/trang/rieng/hai.md:3 › mau_sac", f"{at}/so-tay.yml:2 › mau: màu «#ffcc00» nhạt quá",
                 f"{at}/so-tay.yml:1 › ten", f"{at}/logo.png: sổ tay không dùng hình nào",
                 f"{at}/cau-hỏi: sổ tay không đọc thư mục nào tên như vậy nên bỏ qua. Nếu đây là «cau-hoi»"):
        assert part in told, part
    assert "docs/rieng" not in told


def test_what_runs_or_cannot_be_looked_through_is_not_taken(office: Path, today: date) -> None:
    (office / "trang/rieng/a.js").write_text("alert(1)", encoding="utf-8")
    (office / "trang/rieng/b.html").write_text("<b>", encoding="utf-8")
    (office / "trang/rieng/c.svg").write_text("<svg onload='alert(1)'/>", encoding="utf-8")
    (office / "trang/rieng/truc.md.truoc").write_text("cũ", encoding="utf-8")
    with pytest.raises(BuildStopped) as stopped:
        Site(ROOT, ROOT / "docs", BuildSettings(data=office), today).own_files()
    assert [line.split(": ")[0].rpartition("/")[2] for line in str(stopped.value).splitlines()] == ["a.js", "b.html", "c.svg"]


def test_own_pages_go_through_the_same_lint_and_the_same_sandbox(office: Path, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office.parent)
    page = office / "trang/rieng/truc.md"
    more = "\nGọi Ông A, 0912345678. Chi uỷ phải họp.\n\n{{ ''.__class__ }} {{ khong_co() }}\n"
    page.write_text(page.read_text(encoding="utf-8") + more, encoding="utf-8")
    problems = Problems()
    check_tree(ROOT, problems, office)
    places = {problem.place for problem in problems.stopping() if "truc.md" in problem.place}
    assert places == {"Văn phòng ta (2)/trang/rieng/truc.md:9"}
    told: list[str] = []
    site = Site(ROOT, ROOT / "docs", BuildSettings(data=office), today)
    site.expand("rieng/truc.md", page.read_text(encoding="utf-8").partition("---\n")[2].partition("---\n")[2], told.append)
    told = [DataFolder(ROOT / "data", office).told(line) for line in told]
    assert len(told) == 2 and all(line.startswith("Văn phòng ta (2)/trang/rieng/truc.md:11: ") for line in told)


MENU = [{"Trang đầu": "index.md"}, {"Quy trình": ["quy-trinh/index.md", {"Báo cáo": ["quy-trinh/a.md"]}]},
        {"Tra cứu": [{"Số liệu": ["so-lieu/index.md", "so-lieu/don-vi.md"]}]}, {"Quản trị": ["quan-tri/index.md"]}]


def test_own_procedures_join_their_group_and_hidden_parts_leave_menu_lists_and_search_and_a_wrong_name_is_told() -> None:
    own: list[Any] = [SimpleNamespace(path=f"quy-trinh/{name}.md", meta=SimpleNamespace(procedure=SimpleNamespace(group=group)))
                      for name, group in (("x", "Văn thư"), ("y", "Báo cáo"), ("z", "Văn thư"))]
    assert own_menu(MENU, own, "Của đơn vị", [])[1] == {"Quy trình": [
        "quy-trinh/index.md", {"Báo cáo": ["quy-trinh/a.md", "quy-trinh/y.md"]}, {"Văn thư": ["quy-trinh/x.md", "quy-trinh/z.md"]}]}
    assert own_menu(MENU, [], "Của đơn vị", ["Số liệu", "quy-trinh/a.md"]) == [
        {"Trang đầu": "index.md"}, {"Quy trình": ["quy-trinh/index.md"]}, {"Quản trị": ["quan-tri/index.md"]}]
    hidden = hidden_pages(MENU, ["Số liệu"])
    assert hidden == {"so-lieu/index.md", "so-lieu/don-vi.md"} and is_hidden("so-lieu/don-vi/phong-a.md", hidden)
    assert not is_hidden("bang-kiem/index.md", hidden)
    prose = "- [A](../so-lieu/index.md)\n\n    Một câu.\n\n- [B](../lich/index.md)\n\nHết [C](../so-lieu/index.md).\n"
    assert without_items(prose, "tra-cuu/index.md", hidden) == "- [B](../lich/index.md)\n\nHết [C](../so-lieu/index.md).\n"
    for name, guess in (("Số liêu", "Có phải là «Số liệu»"), ("Trang đầu", "không có phần hay trang ẩn được «Trang đầu»")):
        with pytest.raises(UnknownName, match=guess):
            own_menu(MENU, [], "Của đơn vị", [name])


@pytest.mark.parametrize("colour", ["#a3161a", "#0b4f8a", "#1b6b3a", "#000000", "#5b2a86"])
def test_a_colour_is_readable_by_day_and_by_night(colour: str) -> None:
    rules = style(Look(colour=colour))
    found = dict(part.split(":") for part in rules.rpartition("slate]{")[2].rstrip("}").strip(";").split(";"))
    assert contrast(found["--st-do"], "#161413") >= 4.5 and contrast(found["--st-do"], found["--st-do-nhat"]) >= 4.5
    assert contrast(found["--st-tren-do"], found["--st-do"]) >= 4.5


def test_the_check_of_an_office_misses_no_page_that_it_hides(sample: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "assets/search").mkdir(parents=True)
    (tmp_path / "assets/search/du-lieu.js").write_bytes(b"")
    monkeypatch.setattr(office_check, "titles_of", lambda content: {})
    learning, all_pages = (sum("/dao-tao/" in f"/{line.partition('trang ')[2]}" for line in office_check._search(tmp_path, handbook))
                           for handbook in (replace(sample, look=Look(hidden=("Học",))), sample))
    assert (learning, all_pages > 20) == (0, True)
