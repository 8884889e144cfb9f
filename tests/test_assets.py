"""Scripts joined into files, and which of them a page loads."""

from __future__ import annotations

import re
from pathlib import Path

from macros.site.assets import JOINED, Assets

ROOT = Path(__file__).resolve().parents[1]


def all_joined() -> Assets:
    assets = Assets()
    for folder in JOINED:
        assets.joined(folder, {str(path): path.read_text(encoding="utf-8") for path in (ROOT / "docs" / folder).glob("*.*s")})
    return assets


def test_a_page_loads_the_scripts_of_its_components_once_each_and_in_order() -> None:
    assets = all_joined()
    page = '<div data-so-tay="thuat-ngu cau-hoi"></div><div data-so-tay="bang-kiem"></div><a data-so-tay="trinh-chieu">x</a>'
    assert assets.scripts(page) == ["assets/steps/cac-buoc.js", "assets/training/hoc.js"]
    assert assets.scripts("<p>data-so-tay</p>") == []
    assert assets.scripts('<ol data-so-tay="viec-sap-den">') == ["assets/home/trang-dau.js"]


def test_only_a_page_that_holds_a_component_loads_its_style_sheet() -> None:
    assets = all_joined()
    for name in ("bat-loi", "ho-so-thang", "so-van-ban", "thi-doi"):
        assert assets.styles(f'<div data-so-tay="trang-dai {name}"></div>') == ["assets/tools/cong-cu.css"]
    assert assets.styles('<section data-so-tay="treo-tuong"></section>') == ["assets/wall/giay-a3.css"]
    assert assets.styles('<div data-so-tay="viec-sap-den"></div><p>bat-loi</p>') == []


def test_every_component_on_a_page_stands_in_a_script_that_the_page_loads(site: Path) -> None:
    texts = {path: (site / path).read_text(encoding="utf-8") for path in (f"{folder}/{name}" for folder, name in JOINED.items())}
    of_paper = {path.stem for path in (ROOT / "docs/assets/wall").glob("*.css")}  # a size of paper wants no script
    missing = set()
    for page in site.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        loaded = "".join(text for path, text in texts.items() if path in html)
        names = {name for used in re.findall(r'\bdata-so-tay="([^"]*)"', html) for name in used.split()} - of_paper
        missing |= {(page.relative_to(site).as_posix(), name) for name in names if not re.search(rf"[\"'`]{name}[\"'`][:,]", loaded)}
    assert not missing
