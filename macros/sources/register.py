"""The register of sources as readers meet it: the table, a page a source, the chain as a picture, the downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from markupsafe import Markup

from macros.files.xlsx import write_table
from macros.html.fragment import fragment
from macros.html.page import made_page, title_heading
from macros.html.script import DATA_FOLDER, script_of
from macros.model.dependants import Dependant, Kind, dependants, outdated
from macros.model.handbook import Handbook
from macros.model.sources import CONFIDENCE_NAMES, Source
from macros.model.subject import MadeFile, MadePage
from macros.sources.citations import note_words
from macros.sources.claims import hanging
from macros.sources.upkeep import generations, sort_for_readers, upkeep
from macros.vietnamese import collation_key, format_date, slug


def table(handbook: Handbook) -> str:
    """All sources, for reading, searching and filtering by topic, body, state, year and confidence."""
    resting: dict[str, list[Dependant]] = {}
    for dependant in dependants(handbook):
        resting.setdefault(dependant.source, []).append(dependant)
    counts = {source: _places(found) for source, found in resting.items()}
    sources = sorted(handbook.sources.values(), key=_by_number)
    return fragment("can-cu-bang.html", sources=sources, counts=counts, year=_year,
                     topics=_distinct(t for s in sources for t in s.topics), issuers=_distinct(s.issuer for s in sources),
                     years=sorted({y for s in sources if (y := _year(s))}, reverse=True))


def _by_number(source: Source) -> tuple[bool, int, str, str]:
    """In the order of numbers, as whoever holds a paper looks for it; what has none stands last, by its name."""
    number = source.number or ""
    first = re.match(r"\d+", number)
    return not number, int(first[0]) if first else 0, number, source.title


def outdated_banners(handbook: Handbook) -> dict[str, Markup]:
    """For a build that warns readers: the banner of every page (by its address without «/») that rests on a replaced source."""
    pages: dict[str, dict[str, Dependant]] = {}
    for dependant in outdated(handbook):
        if dependant.url:
            pages.setdefault(dependant.url.partition("#")[0].lstrip("/"), {}).setdefault(dependant.source, dependant)
    return {url: fragment("can-cu-cu.html", pairs=[(old := handbook.source(name), generations(handbook, old)[-1][0]) for name in names])
            for url, names in pages.items()}


def to_compare(handbook: Handbook, today: date) -> str:
    """What the office must compare with the original: where it is, each part to compare with how much hangs on it, the most first."""
    rows = []
    for source in upkeep(handbook, today).to_compare:
        parts: dict[str, list[Dependant]] = {}  # by a name that its ticks keep when its place in the list changes
        for claim in hanging(handbook, source).values():
            parts.setdefault(f"{source.id}--{_part_name(claim)}", []).append(claim)
        named = [(name, handbook.source(claims[0].source), claims[0].article, _places(claims)) for name, claims in parts.items()]
        everywhere = [claim for claims in parts.values() for claim in claims]
        rows.append((source, sorted(named, key=lambda part: -part[3]), _places(everywhere)))
    rows.sort(key=lambda row: -row[2])
    return fragment("can-cu-doi-chieu.html", rows=rows, sources=handbook.sources)


def _places(rests: Iterable[Dependant]) -> int:
    """How many pages, answers, templates … these citations stand in: one place may cite several articles."""
    return len({(found.kind, found.id) for found in rests})


def _part_name(claim: Dependant) -> str:
    """The part that a claim cites as an id; point «đ» and point «d» are two."""
    return slug(f"{claim.source} {re.sub(r'(?<=[0-9.])đ', 'dd', claim.article or '')}".strip())


def _distinct(names: Iterator[str]) -> list[str]:
    return sorted(set(names), key=collation_key)


def _year(source: Source) -> int | None:
    return source.issued.year if isinstance(source.issued, date) else source.issued


def _grouped(rests: Iterator[Dependant]) -> list[tuple[Kind, list[Dependant]]]:
    """Dependants by kind in reading order, each thing once though it may cite several articles."""
    groups: dict[Kind, dict[str, Dependant]] = {kind: {} for kind in Kind}
    for dependant in rests:
        groups[dependant.kind].setdefault(dependant.id, dependant)
    return [(kind, list(group.values())) for kind, group in groups.items() if group]


def pages(handbook: Handbook, today: date) -> Iterator[MadePage]:
    """A page for every source in the register."""
    everything = dependants(handbook)
    for source in handbook.sources.values():
        rests = [d for d in everything if d.source == source.id]
        yield _page(handbook, source, rests)


def _page(handbook: Handbook, source: Source, rests: list[Dependant]) -> MadePage:
    title = f"{source.number} {source.dated_text}" if source.number else source.title
    articles: dict[str, str] = {}
    for dependant in rests:
        if dependant.article:  # «Mục 2» and «mục 2» are one
            articles.setdefault(dependant.article.casefold(), dependant.article)
    successor = handbook.sources.get(source.replaced_by or "")
    latest = generations(handbook, source)[-1][0]
    body = fragment("can-cu-trang.html", source=source, successor=successor, latest=latest,
                     chain=chain_svg(handbook, source), groups=_grouped(iter(rests)), total=_places(rests),
                     articles=sorted(articles.values(), key=_article_key))
    return made_page(
        f"can-cu/{source.id}.md", title_heading(title) + body, title=title, about=source.title, kind="can-cu",
        reviewed=source.checked, sources=[source.id], noi_ve_qua_khu=True,
    )  # fmt: skip


def _article_key(article: str) -> tuple[list[int], str]:
    numbers = [int(part) for part in re.findall(r"\d{1,9}", article)]
    return numbers or [10_000], article


def chain_svg(handbook: Handbook, source: Source) -> Markup | None:
    """The chain of replacement, oldest on top, as an SVG; None for a source that stands alone."""
    rows = generations(handbook, source)
    if len(rows) == 1 and len(rows[0]) == 1:
        return None
    width, height, gap, spacing = 250, 60, 36, 20
    columns = max(len(row) for row in rows)
    total = columns * width + (columns - 1) * spacing
    boxes: list[dict[str, Any]] = []
    centres: dict[str, tuple[float, float, float]] = {}
    for level, row in enumerate(rows):
        left = (total - len(row) * width - (len(row) - 1) * spacing) / 2
        for column, item in enumerate(row):
            x, y = left + column * (width + spacing), level * (height + gap)
            centres[item.id] = (x + width / 2, y, y + height)
            boxes.append({"source": item, "x": x, "y": y, "here": item.id == source.id})
    arrows = [(*centres[old.id], *centres[old.replaced_by]) for row in rows for old in row if old.replaced_by in centres]
    return fragment("can-cu-chuoi.svg", boxes=boxes, arrows=arrows, box_width=width, box_height=height, here=source,
                     width=total, height=len(rows) * height + (len(rows) - 1) * gap)


def files(handbook: Handbook, today: date) -> Iterator[MadeFile]:
    """The register for download, as a spreadsheet and as JSON, and what the notes of citations say."""
    yield f"{DATA_FOLDER}/can-cu.js", script_of("canCu", note_words(handbook))
    sources = sort_for_readers(handbook.sources.values())
    note = (f"Tính đến {format_date(max(s.checked for s in sources))}. Cột «Nguồn thông tin» cho biết số, ngày của văn bản đã được "
            "kiểm chứng hay chưa.")
    columns = [("Số, ký hiệu", 20), ("Ngày ban hành", 16), ("Tên", 60), ("Cơ quan ban hành", 28), ("Hiệu lực", 22),
               ("Được thay thế bằng", 22), ("Thay thế cho", 26), ("Chủ đề", 26), ("Nguồn thông tin", 30), ("Ngày kiểm tra gần nhất", 16),
               ("Ghi chú", 50), ("Mã", 22)]

    def name(id_: str) -> str:
        return handbook.source(id_).label

    rows = [(s.number, s.issued if isinstance(s.issued, date) else s.issued_text, s.title, s.issuer, s.state_text,
             name(s.replaced_by) if s.replaced_by else None, "; ".join(map(name, s.replaces)), "; ".join(s.topics),
             CONFIDENCE_NAMES[s.confidence], s.checked, s.note, s.id) for s in sources]
    yield "tai-ve/so-dang-ky-can-cu.xlsx", write_table("Căn cứ", "Sổ đăng ký căn cứ", columns, rows, note)
    content = [s.model_dump(mode="json", by_alias=True, exclude_none=True) for s in sources]
    yield "tai-ve/so-dang-ky-can-cu.json", (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
