"""The game «Tìm lỗi văn bản» for the page: what it draws from, made of our examples, and the script that draws and judges."""

from __future__ import annotations

from typing import Any

from macros.documents.check.findings import SEVERITIES
from macros.documents.plant.differences import Spoilable, spoilable
from macros.documents.write import compose
from macros.documents.write.template import Compiled, Compiler
from macros.model.documents import Defect
from macros.model.handbook import Handbook
from macros.model.rulesets import Ruleset
from macros.model.sources import SURENESS_NAMES
from macros.translate import translate

_ENTRIES = tuple(f"macros.documents.plant.draw:{name}" for name in ("read_code", "drawn", "judged", "spoilt_parts"))


def game_script() -> str:
    """Drawing and judging, at ``SoTay.spotting``."""
    return translate("spotting", _ENTRIES)


def spoilable_papers(handbook: Handbook, compiler: Compiler, compiled: dict[str, Compiled]) -> list[Spoilable]:
    """The documents that the game draws from, with their mistakes."""
    spotting, documents = handbook.spotting, handbook.documents
    found = []
    for name in spotting.templates:
        content = compose.filled(compiler, compiled[name], documents.example(documents.template(name), ""))
        found.append(spoilable(content, spotting.defects_of(name), documents.authority))
    return found


def game_files(papers: list[Spoilable]) -> dict[str, Any]:
    """The documents themselves, for a paper as .docx: ``chu`` the texts of their parts, each once; of each document ``phan`` name and
    number of its parts, and ``loi`` the edits of each mistake."""
    texts = list(dict.fromkeys(text for paper in papers for text in paper.parts.values()))
    number = {text: at for at, text in enumerate(texts)}
    return {"chu": texts, "van_ban": [
        {"phan": [[name, number[text]] for name, text in paper.parts.items()], "loi": paper.edits} for paper in papers]}


def game(handbook: Handbook, spoilables: list[Spoilable], rules: Ruleset) -> dict[str, Any]:
    """What :mod:`macros.documents.plant.draw` takes; ``giai`` explains each mistake beside it."""
    spotting, documents = handbook.spotting, handbook.documents
    papers = [{"ten": documents.template(name).name, "dong": paper.lines, "loi": paper.changes}
              for name, paper in zip(spotting.templates, spoilables, strict=True)]
    levels = [
        {"ten": level.title, "mo_ta": level.about, "so_loi": list(level.count), "loi": list(level.defects)} for level in spotting.levels
    ]
    parts = {part.id: part.name for part in rules.components}
    return {
        "van_ban": papers,
        "muc": levels,
        "thieu": dict(spotting.missing),
        "giai": {name: _explained(handbook, documents.defects[name], parts) for name in spotting.defects},
    }


def _explained(handbook: Handbook, defect: Defect, parts: dict[str, str]) -> dict[str, Any]:
    cited = [(handbook.source(citation.source), citation.article) for citation in defect.citations]
    return {
        "ten": defect.name,
        "phan": parts.get(defect.component, defect.name),
        "nang": SEVERITIES[defect.severity],
        "vi": defect.why,
        "dung": defect.right,
        "sua": defect.mend,
        "canCu": [
            {
                "nhan": f"{source.label}, {article}" if article else source.label,
                "url": f"/can-cu/{source.id}.html",
                "luuY": SURENESS_NAMES[source.sureness(article)],
            }
            for source, article in cited
        ],
    }
