"""The audit of a built site: whatever a browser would load from outside, and whatever would run that is not ours."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.html.policy import INLINE_SCRIPTS
from macros.offline.audit import audit, css_addresses, read_page, site_files

PAGE = '<!doctype html><html><head>{head}</head><body data-an-ban="2026-11-22">{body}</body></html>'
OUT = "https://example.org/x"


def make(folder: Path, body: str = "", head: str = "", **more: str) -> Path:
    files = {"index.html": PAGE.format(head=head, body=body), "a.css": "p{}", "a.png": "", "assets/a.js": "", "a.html": "<p>",
             **{name.replace("__", "."): text for name, text in more.items()}}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("body", [
    f'<img src="{OUT}">', f'<img srcset="a.png 1x, {OUT} 2x">', f'<img src="a.png" srcset="{OUT}">',
    f'<picture><source srcset="a.png, {OUT} 2x"></picture>',
    f'<video poster="{OUT}"></video>', f'<video><track src="{OUT}"></video>',
    f'<audio src="{OUT}"></audio>', f'<object data="{OUT}"></object>',
    f'<embed src="{OUT}">', f'<iframe src="{OUT}"></iframe>', f'<input type="image" src="{OUT}">', f'<body background="{OUT}">',
    f'<svg><image href="{OUT}"/></svg>', f'<svg><image xlink:href="{OUT}"/></svg>', f'<svg><use href="{OUT}#a"/></svg>',
    f'<svg><feImage href="{OUT}"/></svg>', f'<svg><rect fill="url({OUT}#a)"/></svg>', f'<svg><script href="{OUT}"/></svg>',
    f'<p style="background:url({OUT})">', f"<p style=\"background:url('{OUT}')\">", r'<p style="background:u\72l(https://example.org/x)">',
    f'<style>@import "{OUT}";</style>', f"<style>@import url({OUT});</style>", f"<style>p{{background:url('{OUT}')}}</style>",
    f"<style>@import/**/'{OUT}'</style>", f'<style>p{{background:image-set("{OUT}" 1x)}}</style>',
    f'<meta http-equiv="refresh" content="0; url={OUT}">', f"<meta http-equiv=Refresh content=\"5;URL='{OUT}'\">",
    f'<link rel="preload" href="{OUT}">', f'<link rel="stylesheet" href="{OUT}">', f'<link rel="alternate stylesheet" href="{OUT}">',
    f'<link rel="dns-prefetch" href="{OUT}">', f'<link rel="preload" imagesrcset="{OUT} 2x" href="a.png">', f'<link href="{OUT}">',
    f'<form action="{OUT}"></form>', f'<button formaction="{OUT}">x</button>', f'<a href="a.html" ping="{OUT}">x</a>',
    '<img src="//example.org/x">', r'<img src="\\example.org\x">', '<img src="ht\ntps://example.org/x">', '<img src=" https://example.org/x">',
    '<img src="https:example.org/x">', '<img src="file:///C:/x.png">', '<img src="https://[x">',
    f'<script src="{OUT}"></script>', f'<!--><img src="{OUT}">-->', f'<![CDATA[ ><img src="{OUT}">]]>',
])
def test_whatever_a_browser_would_load_from_outside_is_found(tmp_path: Path, body: str) -> None:
    found = audit(make(tmp_path, body))
    assert found and all(line.startswith("index.html: ") for line in found)
    assert any("nạp từ ngoài" in line for line in found), found


@pytest.mark.parametrize("body", [
    '<p onclick="x()">', "<svg/onload=alert(1)>", '<img src="a.png" ONERROR=alert(1)>', "<body onpageshow=x>",
    '<details ontoggle="x" open>',
    '<a href="javascript:alert(1)">x</a>', '<a href=" JavaScript:alert(1)">x</a>', '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#115;cript:alert(1)">x</a>', '<a href="\x01javascript:alert(1)">x</a>', '<a href="vbscript:x">x</a>',
    '<form action="javascript:alert(1)"></form>', '<svg><a xlink:href="javascript:alert(1)">x</a></svg>',
    '<svg><animate attributeName="href" values="a;javascript:alert(1)"/></svg>', '<svg><set to="javascript:alert(1)"/></svg>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>', '<iframe src="data:text/html;base64,AAAA"></iframe>',
    '<object data="data:image/svg+xml,x"></object>', '<iframe srcdoc="&lt;p&gt;"></iframe>', '<base href="b/">',
    "<script>alert(1)</script>", "<script type=module>alert(1)</script>", "<script>alert(1)", "<svg><script>alert(1)</script></svg>",
    "<!--><script>alert(1)</script>-->", "<title><!--</title><script>alert(1)</script>-->", '<script src="a.js"></script>',
    '<script src="../a.js"></script>', '<script src="assets/../a.js"></script>', '<script src="data:text/javascript,alert(1)"></script>',
])
def test_whatever_would_run_that_is_not_ours_is_found(tmp_path: Path, body: str) -> None:
    assert audit(make(tmp_path, body, a__js=""))


@pytest.mark.parametrize("css", [
    "@import 'https://example.org/x'", "@import url(https://example.org/x)", "@font-face{src:url('https://example.org/x')}",
    r"p{background:\75rl(https://example.org/x)}", "p{background:image-set('https://example.org/x' 1x)}",
    "p{background:url( //example.org/x )}",
])
def test_a_style_sheet_or_a_drawing_that_loads_from_outside_is_found(tmp_path: Path, css: str) -> None:
    make(tmp_path, a__css=css, b__svg=f'<svg xmlns="http://www.w3.org/2000/svg"><style>{css}</style></svg>',
         c__svg='<svg><image href="https://example.org/x"/></svg>', d__svg="<svg onload='x'/>")
    found = audit(tmp_path)
    assert sorted({line.partition(":")[0] for line in found}) == ["a.css", "b.svg", "c.svg", "d.svg"] and len(found) == 4


def test_what_only_waits_for_a_click_what_is_ours_and_what_is_text_pass(tmp_path: Path) -> None:
    body = (
        '<a href="https://example.org">nguồn</a><a href="mailto:a@b.vn">thư</a><p title="javascript là gì">on click = x</p>'
        '<img src="data:image/png;base64,AAAA" srcset="a.png 1x, a.png 2x"><script src="assets/a.js"></script><!-- một chú thích -->'
        '<script type="application/json">{"a": "<b>"}</script><script></script>'
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="#g"/><g id="g"/></svg>'
        '<p style="background:url(a.png)"><form action="javascript.html"></form>'
        '<code>{{ a }}</code><details data-so-tay="x" open></details>'
    )
    head = '<link rel="canonical" href="https://example.org"><link rel="next" href="a.html"><link rel="stylesheet" href="a.css">'
    css = "@namespace svg url(http://www.w3.org/2000/svg);/* url(https://example.org) */p{background:url(data:image/svg+xml,x)}"
    assert audit(make(tmp_path, body, head, a__css=css)) == []


def test_links_of_the_file_system_and_what_is_no_file_are_found_and_not_followed(tmp_path: Path) -> None:
    site = make(tmp_path / "site")
    (tmp_path / "mat").mkdir()
    (tmp_path / "mat" / "khoa.txt").write_text("mật", encoding="utf-8")
    (site / "b.txt").symlink_to(tmp_path / "mat" / "khoa.txt")
    (site / "c").symlink_to(tmp_path / "mat")
    (site / "d").symlink_to(tmp_path / "khong-co")
    found = audit(site)
    assert [line.partition(":")[0] for line in found] == ["b.txt", "c", "d"] and all("là liên kết" in line for line in found)
    assert not any("khoa" in file.name for file in site_files(site)[0])


def _of_every_depth(site: Path) -> list[Path]:
    return [site / "404.html", *(next(site.glob(pattern)) for pattern in ("index.html", "bang-kiem/*.html", "dao-tao/bai/*.html"))]


def test_the_real_site_holds_exactly_the_scripts_that_are_allowed(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """That it holds no others is part of what tests/test_site.py audits."""
    monkeypatch.setattr("macros.offline.audit.INLINE_SCRIPTS", {})
    kinds = {wrong for page in _of_every_depth(site) for wrong in read_page(page).wrong}
    assert len(INLINE_SCRIPTS) == 8 and kinds and all("mã lạ" in kind for kind in kinds)


@pytest.mark.parametrize("name", sorted(INLINE_SCRIPTS))
def test_every_allowed_script_is_really_printed(site: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A list that allows more than the theme prints would let something else through."""
    monkeypatch.setattr("macros.offline.audit.INLINE_SCRIPTS", {key: why for key, why in INLINE_SCRIPTS.items() if key != name})
    assert any(read_page(page).wrong for page in _of_every_depth(site))


def test_addresses_of_a_style_sheet_are_all_of_them() -> None:
    css = "a{b:url(1)} c{d:url('2 3')} @import \"4\"; @import url(5) print; e{f:image-set('6' 1x, url(7) 2x)} /* url(8) */"
    assert sorted(filter(None, css_addresses(css))) == ["1", "2 3", "4", "5", "6", "7"]
