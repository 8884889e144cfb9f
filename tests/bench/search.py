"""``bench search``: our engine, Material's own and MiniSearch on the same pages and the same judged queries."""

from __future__ import annotations

import gzip
import html
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import tests.judged as judged
from macros.commands import ROOT
from macros.commands.site import build_site
from macros.model.terms import Term
from tests.bench import search_speed

_RUNNER = ROOT / "tests/search/engines.js"
_JUDGED = ROOT / "tests/search/judged.yml"
_MINISEARCH = "minisearch@7.1.2"
_ARTICLE = re.compile(r'<article class="md-content__inner[^"]*">(.*)</article>', re.DOTALL)
_TITLE = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_WORST = 20


@dataclass(frozen=True)
class Answer:
    """What an engine gave: by query its results in its order, each the places of a page that it shows, and the median and 95th
    percentile of a query in ms."""

    urls: list[list[list[str]]]
    median: float
    slow: float


def stock_index(site: Path) -> bytes:
    """``search_index.json`` as Material's own plugin writes it, from the built pages that our index holds."""
    from material.plugins.search.plugin import Parser  # type: ignore[import-untyped]  # the bench alone looks into Material

    ours = set(indexed_pages(site))
    docs: list[dict[str, str]] = []
    for page in sorted(site.rglob("*.html")):
        url = page.relative_to(site).as_posix()
        found = _ARTICLE.search(page.read_text(encoding="utf-8"))
        if url not in ours or not found:
            continue
        title = _TITLE.search(found[1])
        name = html.unescape(_TAG.sub("", title[1])).replace("¶", "").strip() if title else url
        parser = Parser()
        parser.feed(found[1])
        parser.close()
        for section in parser.data:
            if not section.is_excluded():
                where = f"{url}#{section.id}" if section.id and section.el.tag != "h1" else url
                docs.append({
                    "location": where,
                    "title": "".join(section.title).strip() if section.title else name,
                    "text": "".join(section.text).strip(),
                })  # fmt: skip
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1000000.0}}
    config = {"lang": ["vi"], "separator": r"[\s\-]+", "pipeline": ["stopWordFilter"], "fields": fields}
    # Escaped as the plugin does it: Python's default.
    return json.dumps({"config": config, "docs": docs}, separators=(",", ":")).encode()


def indexed_pages(site: Path) -> list[str]:
    """The pages that our index of ``site`` holds."""
    script = (site / "assets/search/du-lieu.js").read_text(encoding="utf-8")
    found = re.search(r'"pages":"((?:[^"\\]|\\.)*)"', script)
    return json.loads(f'"{found[1]}"').split("\n") if found else []


def ask(engine: str, folder: Path, queries: Sequence[str], library: Path | None = None) -> Answer:
    """Every query on ``engine`` in Node.js."""
    command = ["node", str(_RUNNER), engine, str(folder), *([str(library)] if library else [])]
    done = subprocess.run(command, input=json.dumps(queries), capture_output=True, text=True, check=True)
    out = json.loads(done.stdout)
    return Answer(out["urls"], out["ms"], out["ms95"])


def index_size(site: Path) -> int:
    """Bytes of our index, compressed as a server would."""
    return sum(len(gzip.compress(file.read_bytes(), 9, mtime=0)) for file in (site / "assets/search").glob("du-lieu*.js"))


def bench_search(site: Path = ROOT / "site", queries: Path = _JUDGED) -> None:
    """Quality beside the rivals, the worst queries, the index's size, and how fast it answers on a slow PC."""
    if not shutil.which("node"):
        sys.exit("Phép đo này cần Node.js. Cài Node.js rồi chạy lại.")
    if build_site(site):  # an older build would answer with an older engine
        sys.exit(1)
    terms = [Term.model_validate(row) for row in yaml.safe_load((ROOT / "data/thuat-ngu.yml").read_text(encoding="utf-8"))]
    forms = judged.forms(judged.read(queries), terms)
    asked = [query for rows in forms.values() for query, _ in rows]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        stock = stock_index(site)
        (folder / "search_index.json").write_bytes(stock)
        engines = {"Sổ tay": ask("so-tay", site / "assets/search", asked)}
        engines["Material"] = ask("material", folder, asked, _material())
        if library := _minisearch(folder):
            engines["MiniSearch"] = ask("minisearch", folder, asked, library)
    for name, answer in engines.items():
        print(f"\n{name} (mỗi câu {answer.median:.1f} ms, chậm nhất 5 % từ {answer.slow:.1f} ms, Node.js)")
        _table(forms, answer)
    _worst(forms["đủ dấu"], engines["Sổ tay"])
    ours, theirs = index_size(site), len(gzip.compress(stock, 9, mtime=0))
    print(f"\nMục lục nén: {ours:,} byte; Material: {theirs:,} byte; bằng {ours / theirs:.0%}.")
    search_speed.report(site)


def _table(forms: dict[str, list[tuple[str, judged.Judged]]], answer: Answer) -> None:
    urls = iter(answer.urls)
    for form, rows in forms.items():
        m = judged.measure([judged.first_right(next(urls), wanted) for _, wanted in rows])
        print(f"  {form:16} hit@1 {m.hit1:6.1%}   hit@3 {m.hit3:6.1%}   MRR@10 {m.mrr:.3f}   ({m.count} câu)")


def _worst(rows: list[tuple[str, judged.Judged]], answer: Answer) -> None:
    ranked = [(judged.first_right(urls, wanted) or 99, query, urls) for (query, wanted), urls in zip(rows, answer.urls, strict=False)]
    print(f"\n{_WORST} câu kém nhất (đủ dấu)")
    for rank, query, urls in sorted(ranked, key=lambda row: -row[0])[:_WORST]:
        print(f"  {rank if rank < 99 else '—':>3}  {query}  →  {', '.join(places[0] for places in urls[:2])}")


def _material() -> Path:
    import material  # type: ignore[import-untyped]

    return Path(material.__file__).parent / "templates/assets/javascripts"


def _minisearch(folder: Path) -> Path | None:
    """MiniSearch from its registry, for this run only; None when it cannot be had."""
    if not shutil.which("npm"):
        return None
    command = ["npm", "install", "--silent", "--no-save", "--prefix", str(folder), _MINISEARCH]
    done = subprocess.run(command, capture_output=True, check=False)
    library = folder / "node_modules/minisearch/dist/cjs/index.cjs"
    if done.returncode or not library.exists():
        print("Không lấy được MiniSearch, bỏ qua phần so với nó.")
        return None
    return library
