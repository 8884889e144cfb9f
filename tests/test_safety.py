"""Text is text: nothing that data hold is evaluated or becomes HTML, in whatever field it stands."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import json
import re
import types
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints
from xml.etree import ElementTree

import pytest
from pydantic import BaseModel

from macros.html.page import front_matter
from macros.html.policy import INLINE_SCRIPTS, content_security_policy
from macros.html.script import element_json
from macros.model import Handbook
from macros.model.dependants import page_citations
from macros.model.look import Look
from macros.model.settings import BuildSettings
from macros.site.assets import Assets
from macros.site.build import Site
from macros.site.pages import Fragments
from macros.site.prose import Finished, ProseError, expand
from macros.subjects import SUBJECTS
from tests.chromium import served
from tests.conftest import ROOT, Opener

TODAY = date(2026, 11, 27)
PAYLOADS = [
    "<xss onxss=1>", '"><xss onxss=1>', "'><xss onxss=1>", "</title><xss>", "</script><xss>", "<!--<xss>", "--><xss>", "]]><xss>",
    '" onxss="1', "' onxss='1", "<svg/onxss=1><xss>", "<style><xss>", "</textarea><xss>", "</style><xss>", "</a><xss>", "&lt;xss&gt;",
    "&#60;xss&#62;", "<xss\u2028>", "\\<xss>", "`<xss>`", "[x](javascript:xss)", "**<xss>**",
]
EXPRESSIONS = ["{{ 7*7 }}", "{% if 1 %}x{% endif %}", "{{ ''.__class__.__mro__ }}", "{{ config }}", "{# x #}"]


def _is_text(annotation: Any) -> bool:
    """Whether a field takes any text: not a choice of words, not a number."""
    if get_origin(annotation) in (Union, types.UnionType):
        return any(_is_text(each) for each in get_args(annotation))
    if get_origin(annotation) is Literal:
        return False
    return isinstance(annotation, type) and issubclass(annotation, str)


_ID = re.compile(r"[a-z0-9][a-z0-9_./-]*")  # what names something; the loader knows every one


class Poisoner:
    """Puts a payload behind the text of every field that takes any text. Ids, and what names something by its id, stay."""

    def __init__(self, payload: str) -> None:
        self.payload, self.fields = payload, set[str]()
        self.ids = set[str]()  # fields that hold the name of something else, and those whose every letter the loader checks

    def of(self, value: Any) -> Any:
        """``value`` with every text field of every model in it poisoned."""
        if isinstance(value, BaseModel):
            return value.model_copy(update={name: self._field(value, name) for name in type(value).model_fields})
        if dataclasses.is_dataclass(value) and not isinstance(value, type):
            names = [each.name for each in dataclasses.fields(value) if each.init]
            return dataclasses.replace(value, **{name: self.of(getattr(value, name)) for name in names})
        if isinstance(value, Mapping):
            return {key: self.of(inner) for key, inner in value.items()}
        if isinstance(value, tuple):
            return tuple(self.of(inner) for inner in value)
        return value

    def _field(self, model: BaseModel, name: str) -> Any:
        value, kind = getattr(model, name), f"{type(model).__name__}.{name}"
        info = type(model).model_fields[name]
        bounded = any(hasattr(rule, "max_length") or getattr(rule, "pattern", None) for rule in info.metadata)  # the loader checks it
        if value is None and kind in NEVER_FILLED:
            self.fields.add(kind)
            return self.payload
        if kind in KEYS or (bounded and isinstance(value, str)):
            self.ids.add(kind)
            return value
        if value == () and kind in NEVER_FILLED:
            self.fields.add(kind)
            return (self.payload,)
        if isinstance(value, tuple):
            return tuple(self._text(each, kind) if isinstance(each, str) else self.of(each) for each in value)
        if not isinstance(value, str):
            return self.of(value)
        return self._text(value, kind) if _is_text(info.annotation) else value

    def _text(self, value: str, kind: str) -> str:
        if _ID.fullmatch(value):
            self.ids.add(kind)
            return value
        self.fields.add(kind)
        between = "\n\n" if kind in ("Template.text", "Annex.text") else " "  # in a paragraph of its own: tables and fields end their lines
        return type(value)(f"{value}{between}{self.payload}") if value else value


# Fields that are looked up, parsed or part of an address by their nature, each with what keeps them harmless.
KEYS = {
    "FormField.group", "Citation.source", "Citation.article", "Source.url", "About.address", "Page.path", "Page.url",
    "MacroCall.name", "MacroCall.args",
    "ReportResult.period", "Figure.period", "Answer.link", "Kind.symbol", "Body.symbol", "PageMeta.kind", "Lesson.module",
    "OrganisationForm.symbol", "Unit.own_symbol", "Edition.id", "Citation.place",
    # Words that lead to other words or places; prose and programs, which are tried below and in the tests of templates.
    "Page.lines", "Template.lines", "Source.articles_read", "SheetColumn.choices", "FormField.choices", "Body.offices",
    "PageMeta.icon", "PageMeta.template",  # names of the theme's files
    # An office's look: its name and description go to the theme, which is tried below; the others are looked up or of one form.
    "Look.name", "Look.description", "Look.colour", "Look.hidden", "Move.id", "Move.to",
    "Change.pages",  # looked up: the loader tells a page that is not there
}
# Free texts that the sample leaves empty everywhere.
NEVER_FILLED = {"Unit.short_name", "Superior.short_name", "Source.compared_by", "Superior.old_names"}


class Live(HTMLParser):
    """Finds what a payload would have made: its tag, its handler, its address, a comment that it began."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if "xss" in tag or any("xss" in name or (value or "").startswith("javascript:") for name, value in attrs):
            self.found.append(self.get_starttag_text() or tag)

    def handle_comment(self, data: str) -> None:
        if "xss" in data:
            self.found.append(data)


def _live(html: str) -> list[str]:
    reader = Live()
    reader.feed(html)
    reader.close()
    return reader.found


def _inert(address: str) -> str:
    return address


def _pages(site: Site) -> Iterator[tuple[str, str]]:
    """(path, HTML) of every page with all that is made from data on it, and of every macro that needs no argument."""
    for path, _ in [made for made in site.make_all() if isinstance(made[1], str)]:
        site.expand(path, "", pytest.fail)
        yield path, site.html(path, path, "", _inert, pytest.fail)
    for path in site.handbook.pages:
        site.expand(path, "", pytest.fail)
        markdown = site.compose(path, "", pytest.fail)
        yield path, site.html(path, path, markdown, _inert, pytest.fail)
    for subject in SUBJECTS:
        for name, macro in subject.macros.items():
            if not macro.words and name != "cau_hoi":
                yield name, str(macro.call(site.handbook, TODAY))


@pytest.fixture(scope="module")
def poisoned(handbook: Handbook) -> tuple[Site, Poisoner]:
    """The real handbook with all payloads and all expressions in every text field, and what put them there."""
    poison = Poisoner(" ".join([*PAYLOADS, *EXPRESSIONS, "{{ 7919*7907 }}"]))
    markup = Poisoner(" ".join(PAYLOADS))  # what fills a paper is a program, and braces in it are told as its faults
    facts = {each.name: getattr(handbook, each.name) for each in dataclasses.fields(handbook) if each.init}
    kept = {name: facts[name] for name in ("warnings", "pdf")}
    programs = ("documents", "meetings")
    changed = {name: (markup if name in programs else poison).of(value) for name, value in facts.items() if name not in kept}
    poison.fields |= markup.fields
    poison.ids |= markup.ids
    return Site(ROOT, ROOT / "docs", BuildSettings(), TODAY, Handbook(**changed, **kept)), poison


def text_fields(kind: Any, seen: set[Any]) -> Iterator[str]:
    """Every field of the models within ``kind`` that takes any text, or a list of texts."""
    if kind in seen:
        return
    seen.add(kind)
    for inner in get_args(kind):
        yield from text_fields(inner, seen)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for name, info in kind.model_fields.items():
            texts = [info.annotation, *(inner for inner in get_args(info.annotation) if get_origin(info.annotation) is tuple)]
            if any(map(_is_text, texts)):
                yield f"{kind.__name__}.{name}"
            yield from text_fields(info.annotation, seen)
    elif isinstance(kind, type) and dataclasses.is_dataclass(kind):
        for inner in get_type_hints(kind).values():
            yield from text_fields(inner, seen)


def test_every_text_field_of_the_models_is_tried_or_names_something_by_its_id(poisoned: tuple[Site, Poisoner]) -> None:
    _, poison = poisoned
    fields = set(text_fields(Handbook, set()))
    untried = fields - poison.fields - poison.ids - KEYS
    print(f"{len(fields)} text fields, {len(fields & poison.fields)} with {len(PAYLOADS)} payloads and {len(EXPRESSIONS)} expressions")
    assert len(fields) > 200 and untried == set()


def test_no_field_of_data_makes_a_tag_a_handler_or_an_address(poisoned: tuple[Site, Poisoner]) -> None:
    site, poison = poisoned
    assert len(poison.fields) > 100
    shown = 0
    for path, html in _pages(site):
        assert _live(html) == [], path
        assert "62615533" not in html, path
        shown += html.count("{{ 7919*7907 }}")
    assert shown > 1000
    for path, page in site.pages.items():
        front = site.front(path, {"title": page.meta.title, "description": page.meta.description})
        assert not re.search(r"[<>\"]", front["title"] + front["description"]), path


def test_an_offices_name_comes_to_the_theme_as_text(handbook: Handbook) -> None:
    look = Look.model_validate({"ten": "Sổ tay <b onxss>A & B</b>", "mo_ta": '"><xss>', "muc_rieng": "<xss>"})
    site = Site(ROOT, ROOT / "docs", BuildSettings(), TODAY, dataclasses.replace(handbook, look=look))
    config: dict[str, Any] = {"nav": [{"Trang đầu": "index.md"}], "site_name": "", "site_description": "", "site_url": ""}
    site.dress(config)
    assert config["site_name"] == "Sổ tay &lt;b onxss&gt;A &amp; B&lt;/b&gt;"
    assert config["site_description"] == "&#34;&gt;&lt;xss&gt;"
    assert "<" not in str(config["nav"])


def test_front_matter_of_pages_made_from_data_reads_back_as_it_was(poisoned: tuple[Site, Poisoner]) -> None:
    import yaml

    site, _ = poisoned
    for subject in SUBJECTS:
        for page in subject.pages(site.handbook, TODAY):
            assert yaml.safe_load(front_matter(page).strip("-\n")) == page.front, page.path


def test_no_field_of_data_breaks_a_document_or_becomes_a_formula(poisoned: tuple[Site, Poisoner]) -> None:
    site, _ = poisoned
    kinds = set()
    for subject in SUBJECTS:
        for path, content in subject.files(site.handbook, TODAY):
            kinds.add(suffix := path.rpartition(".")[2])
            if suffix in ("docx", "xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as package:
                    for part in package.namelist():
                        if part.endswith((".xml", ".rels")):
                            try:
                                tree = ElementTree.fromstring(package.read(part))
                            except ElementTree.ParseError as error:
                                (line, column), content = error.position, package.read(part)
                                pytest.fail(f"{path}!{part}: {content.splitlines()[line - 1][max(column - 80, 0):column + 40]!r}")
                            tags = {element.tag.rpartition("}")[2] for element in tree.iter()}
                            assert "xss" not in tags and not (suffix == "xlsx" and "f" in tags), f"{path}!{part}"
            elif suffix == "js":
                text = content.decode()
                assert "\u2028" not in text, path
            elif suffix == "ics":
                assert b"62615533" not in content
    assert {"docx", "xlsx", "js", "ics"} <= kinds


def test_the_review_box_of_a_page_leads_to_what_has_changed_from_where_the_page_lies(handbook: Handbook) -> None:
    path, page = next((path, page) for path, page in handbook.pages.items() if path.count("/") == 1 and [*page_citations(page)])
    name = next(iter(page_citations(page))).source
    source = handbook.sources[name].model_copy(update={"changed": date(2099, 1, 1)})
    moved = dataclasses.replace(handbook, sources={**handbook.sources, name: source})
    box = str(Fragments(moved, TODAY, handbook.pages, {}, None, Assets()).dates(path))
    assert f'href="../can-cu/{name}.html"' in box and 'href="/' not in box


def test_every_inline_script_of_the_site_is_one_of_the_themes(site: Path) -> None:
    found: dict[str, str] = {}
    for page in sorted(site.rglob("*.html")):
        for attributes, script in re.findall(r"<script([^>]*)>(.*?)</script>", page.read_text(encoding="utf-8"), re.DOTALL):
            if "src=" not in attributes and "application/json" not in attributes:
                digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
                found.setdefault(digest, f"{page.name}: {script[:60]}")
    assert {name: where for name, where in found.items() if name not in INLINE_SCRIPTS} == {}
    assert set(INLINE_SCRIPTS) <= found.keys()


@pytest.mark.parametrize("how", ["file", "http"])
def test_a_script_that_somebody_put_into_a_page_does_not_run(how: str, site: Path, tmp_path: Path, page_file: Opener) -> None:
    for part in site.iterdir():  # beside the site, which other processes are reading
        if part.name != "index.html":
            (tmp_path / part.name).symlink_to(part)
    text = (site / "index.html").read_text(encoding="utf-8").replace("<article", '<img src="x" onerror="window.xss=1"><script>window.xss=2'
                                                                   '</script><svg onload="window.xss=3"></svg><article', 1)
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    page = page_file(goto=False).page
    with served(tmp_path) as address:
        page.goto(f"{address}/index.html" if how == "http" else (tmp_path / "index.html").as_uri())  # the image was tried when it is loaded
        assert page.evaluate("window.xss") is None
        assert page.evaluate("typeof window.SoTay") == "object"  # our own calls still do


@pytest.mark.parametrize("prose, line, told", [
    ("a\n{{ can_cuu('x') }}", 2, "Có phải là «can_cu»?"),
    ("{{ can_cu(x) }}", 1, "phải là chữ trong dấu nháy"),
    ("{{ can_cu('x').__class__ }}", 1, "chỉ được gọi một macro"),
    ("{{ config }}", 1, "chỉ được gọi một macro"),
    ("{% for i in range(9) %}{% endfor %}", 1, "chỉ được gọi một macro"),
    ("{% include 'a' %}", 1, "chỉ được gọi một macro"),
    ("{{ ''.join(['a']) }}", 1, "chỉ được gọi một macro"),
    ("{{ can_cu('x' * 9) ", 1, "viết sai"),
    ("a\n\n{{ can_cu('x', sai=1) }}", 3, "không nhận tham số"),
])  # fmt: skip
def test_prose_may_call_macros_and_nothing_else(prose: str, line: int, told: str) -> None:
    def can_cu(name: str) -> str:
        return name

    faults = [piece for piece in expand(prose, {"can_cu": can_cu}, Finished()) if isinstance(piece, ProseError)]
    assert [(fault.line, told in str(fault)) for fault in faults] == [(line, True)]


def test_a_macro_of_prose_may_have_braces_printed() -> None:
    pieces = list(expand("{% raw %}{{ x }}{% endraw %} {{ a() }}", {"a": lambda: "{{ 1 }}"}, Finished()))
    assert "".join(map(str, pieces)) == "{{ x }} {{ 1 }}"


def test_data_in_a_page_are_valid_json_that_ends_no_script() -> None:
    value = {"a": "</script><!-- <script> \u2028 --> &amp; '\""}
    text = str(element_json(value))
    assert "<" not in text and json.loads(text) == value


def test_a_page_asks_for_nothing_but_its_hosts_robots_file_where_the_host_is_known() -> None:
    assert content_security_policy(None).endswith("; connect-src 'none'")
    assert content_security_policy("https://so-tay.example/xa/").endswith("; connect-src https://so-tay.example/robots.txt")
