"""The register of sources: schema, and whether the chains of replacement agree with one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from macros.load.yaml_file import read_tables
from macros.model.problems import Problems
from macros.model.sources import Source

NAME = "data/can-cu.yml"


def read_sources(files: Iterable[tuple[Path, str]], problems: Problems) -> dict[str, Source]:
    """The register by id, in the order of its ``files`` (path, name); every broken reference is a problem."""
    sources = read_tables(files, Source, problems)
    for source in sources.values():
        _check_chain(source, sources, problems)
    _check_cycles(sources, problems)
    _check_same_numbers(sources, problems)
    return sources


def _check_chain(source: Source, sources: dict[str, Source], problems: Problems) -> None:
    place = f"{NAME} › {source.id}"
    for key, names in (("thay_the_boi", [source.replaced_by] if source.replaced_by else []), ("thay_the_cho", source.replaces)):
        for name in names:
            if name not in sources:
                problems.unknown(f"{place} › {key}", "căn cứ", name, sources, "Thêm căn cứ này.")
    if source.replaced_by in sources and source.id not in sources[source.replaced_by].replaces:
        problems.error(f"{place} › thay_the_boi", f"«{source.replaced_by}» không ghi là thay cho «{source.id}»",
                       f"Thêm «{source.id}» vào thay_the_cho của «{source.replaced_by}».")
    for name in source.replaces:
        if name in sources and sources[name].replaced_by != source.id:
            problems.error(f"{place} › thay_the_cho", f"«{name}» không ghi là bị «{source.id}» thay",
                           f"Ghi thay_the_boi: {source.id} ở «{name}».")
    if source.is_in_force and source.replaced_by:
        problems.error(f"{place} › hieu_luc", "ghi «con» trong khi đã có văn bản thay thế", "Ghi «het», hoặc bỏ thay_the_boi.")


def _check_cycles(sources: dict[str, Source], problems: Problems) -> None:
    for source in sources.values():
        seen = [source.id]
        current = source.replaced_by
        while current in sources:
            if current == source.id:
                problems.error(f"{NAME} › {source.id}", "chuỗi thay thế đi vòng: " + " → ".join([*seen, current]),
                               "Sửa thay_the_boi của một mục trong chuỗi.")
                break
            if current in seen:
                break
            seen.append(current)
            current = sources[current].replaced_by


def _check_same_numbers(sources: dict[str, Source], problems: Problems) -> None:
    """Numbers restart each term, so the same one may stand twice, but then its dates must differ."""
    by_number: defaultdict[tuple[str, str], list[Source]] = defaultdict(list)
    for source in sources.values():
        if source.number:
            by_number[(source.number, source.issued_text)].append(source)
    for (number, day), same in by_number.items():
        if len(same) > 1:
            names = ", ".join(f"«{source.id}»" for source in same)
            problems.error(f"{NAME} › {same[1].id}", f"số {number} với ngày {day} ghi ở nhiều mục: {names}",
                           "Giữ một mục, hoặc ghi đúng ngày để phân biệt.")
