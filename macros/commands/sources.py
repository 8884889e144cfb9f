"""impact, sources: what rests on a source, and what the register needs, without building."""

from __future__ import annotations

import sys
from datetime import date

import click

from macros.commands import data_folder, handbook_or_exit
from macros.commands.choices import data_option
from macros.model.base import UnknownName
from macros.model.sources import CONFIDENCE_NAMES, STATE_NAMES
from macros.sources.upkeep import impact as impact_of
from macros.sources.upkeep import upkeep
from macros.vietnamese import format_date


@click.command()
@click.argument("ma")
@data_option
def impact(ma: str) -> None:
    """Liệt kê mọi thứ dựa vào căn cứ MA, kèm tệp và dòng."""
    handbook = handbook_or_exit(warn_readers=True)
    try:
        found = impact_of(handbook, ma)
    except UnknownName as error:
        print(f"{str(error)[0].upper()}{str(error)[1:]}", file=sys.stderr)
        sys.exit(1)
    source = handbook.source(ma)
    print(f"{source.label} ngày {source.issued_text}, {STATE_NAMES[source.state]}: {len(found)} chỗ dựa vào.")
    for dependant in found:
        article = f", {dependant.article}" if dependant.article else ""
        note = " (nói về quá khứ)" if dependant.about_past else " (chỉ nêu ở ra_soat)" if dependant.unnamed else ""
        print(f"{data_folder().told(dependant.place)}: {dependant.kind} «{dependant.title}»{article}{note}")


@click.command()
@data_option
def sources() -> None:
    """Những căn cứ quá hạn kiểm tra, cần đối chiếu bản gốc, hoặc không nơi nào viện dẫn."""
    needs = upkeep(handbook_or_exit(warn_readers=True), date.today())
    for heading, rows in (
        ("Quá hạn kiểm tra", needs.past_check), ("Cần đối chiếu bản gốc", needs.to_compare), ("Không nơi nào viện dẫn", needs.uncited)
    ):
        print(f"\n{heading}: {len(rows)}")
        for source in rows:
            print(f"  {source.id}: {source.label} ngày {source.issued_text}; {STATE_NAMES[source.state]}; "
                  f"{CONFIDENCE_NAMES[source.confidence]}; kiểm tra {format_date(source.checked)}")


COMMANDS = (impact, sources)
