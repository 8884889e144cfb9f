"""Units and figures as fragments: tables with source and «tính đến», and the unit data that the browser loads.

Everything from the workbook is text and escaped; everything made from a sample says that it is one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.calendar import superior_record
from macros.files.xlsx import write_table
from macros.html.fragment import fragment
from macros.html.script import DATA_FOLDER, PRESET, script_of
from macros.model import sheets
from macros.model.base import look_up
from macros.model.handbook import Handbook
from macros.model.organisation import PART_TIME, Abbreviation, Organisation, Superior, Unit
from macros.organisation.unit_names import abbreviated
from macros.vietnamese import format_count, format_date, format_number, slug


@dataclass(frozen=True)
class Stat:
    """A named number of the organisation: what it counts and its value as shown."""

    label: str
    value: str


def stats(organisation: Organisation) -> dict[str, Stat]:
    """Every key that ``so_lieu`` knows. Keys of types, groups and superiors follow their ids in the workbook."""
    units = list(organisation.units.values())
    on_committee = sum(unit.clerk_on_committee for unit in units)
    part_time = sum(unit.clerk_role == PART_TIME for unit in units)
    found = {
        "tong_don_vi": Stat("Tổng số tổ chức cơ sở đảng", format_number(len(units))),
        "tong_dang_vien": Stat("Tổng số đảng viên", format_number(_members(units))),
        "tong_cap_tren": Stat("Số cấp trên trực tiếp", format_number(len(organisation.superiors))),
        "van_phong_kiem_nhiem": Stat("Đơn vị có cán bộ văn phòng kiêm nhiệm", format_number(part_time)),
        "ty_le_kiem_nhiem": Stat("Tỷ lệ đơn vị có cán bộ văn phòng kiêm nhiệm", percent(part_time, len(units))),
        "khong_la_cap_uy_vien": Stat("Đơn vị cử người không phải là cấp ủy viên làm văn phòng", format_number(len(units) - on_committee)),
    }
    for superior, mine in ((organisation.superiors[name], mine) for name, mine in units_by_superior(organisation).items()):
        found[f"don_vi_thuoc_{superior.id}"] = Stat(f"Số đơn vị thuộc {superior.party_name}", format_number(len(mine)))
        found[f"dang_vien_thuoc_{superior.id}"] = Stat(f"Số đảng viên thuộc {superior.party_name}", format_number(_members(mine)))
    for group in groups(organisation):
        mine = [unit for unit in units if organisation.type_of(unit).group == group]
        found[f"don_vi_nhom_{slug(group)}"] = Stat(f"Số đơn vị nhóm {group}", format_number(len(mine)))
        found[f"dang_vien_nhom_{slug(group)}"] = Stat(f"Số đảng viên nhóm {group}", format_number(_members(mine)))
    return found


def _members(units: Iterable[Unit]) -> int:
    return sum(unit.members for unit in units)


def groups(organisation: Organisation) -> list[str]:
    """The groups of types, in the order of the rows."""
    return list(dict.fromkeys(row.group for row in organisation.types.values()))


def percent(part: int, whole: int) -> str:
    """«30,4 %»: one decimal, rounded half up; «–» of nothing."""
    if whole == 0:
        return "–"
    thousandths = (2000 * part + whole) // (2 * whole)
    tenth = f",{thousandths % 10}" if thousandths % 10 else ""
    return f"{format_count(thousandths // 10)}{tenth} %"


def provenance(organisation: Organisation) -> str:
    """«Nguồn: …; tính đến ngày 30/09/2026» and, of a sample, that it is one."""
    about = organisation.about
    sample = "Dữ liệu mẫu, hư cấu; " if about.sample and "mẫu" not in about.source.lower() else ""
    return f"{sample}Nguồn: {about.source}; tính đến ngày {format_date(about.as_of)}"


def stat(handbook: Handbook, name: str) -> str:
    """One figure with its source and day. Raises UnknownName with the nearest key."""
    organisation = handbook.organisation
    found = look_up(stats(organisation), name, "số liệu")
    return fragment("so-lieu-so.html", stat=found, about=organisation.about, provenance=provenance(organisation))


def stat_list(handbook: Handbook) -> str:
    """Every key of ``so_lieu`` with what it counts and what it gives now."""
    organisation = handbook.organisation
    return fragment("so-lieu-khoa.html", stats=stats(organisation), provenance=provenance(organisation))


def unit_table(handbook: Handbook, superior: str | None = None, unit_type: str | None = None, group: str | None = None) -> str:
    """The units of a superior (id), a type (name or id) or a group, with a filter. Raises UnknownName."""
    organisation = handbook.organisation
    chosen = list(organisation.units.values())
    of = []
    if superior is not None:
        found = organisation.superior(superior)
        chosen = [unit for unit in chosen if unit.superior == found.id]
        of.append(found.party_name)
    if unit_type is not None:
        kind = organisation.type(unit_type)
        chosen = [unit for unit in chosen if unit.type == kind.id]
        of.append(kind.name)
    if group is not None:
        look_up({name: name for name in groups(organisation)}, group, "nhóm")
        chosen = [unit for unit in chosen if organisation.type_of(unit).group == group]
        of.append(group)
    return fragment("so-lieu-don-vi.html", organisation=organisation, units=chosen, caption=" – ".join(of) or organisation.about.owner,
                    total=_members(chosen), provenance=provenance(organisation))


def type_table(handbook: Handbook) -> str:
    """Units and members by group and type, with shares, sums of the groups and totals."""
    organisation = handbook.organisation
    whole = _members(organisation.units.values())
    rows: list[tuple[str, int, int, str, list[tuple[str, int, int, str]]]] = []
    for group in groups(organisation):
        lines: list[tuple[str, int, int, str]] = []
        for kind in organisation.types.values():
            mine = [unit for unit in organisation.units.values() if unit.type == kind.id]
            if kind.group == group and mine:
                lines.append((kind.name, len(mine), _members(mine), percent(_members(mine), whole)))
        if lines:
            units, members = sum(line[1] for line in lines), sum(line[2] for line in lines)
            rows.append((group, units, members, percent(members, whole), lines))
    return fragment("so-lieu-loai-hinh.html", rows=rows, units=len(organisation.units), members=whole,
                    provenance=provenance(organisation))


def superior_list(handbook: Handbook) -> str:
    """The superiors with the number of their units and members."""
    organisation = handbook.organisation
    rows, of = [], units_by_superior(organisation)
    for superior in organisation.superiors.values():
        mine = of[superior.id]
        rows.append((superior, len(mine), _members(mine)))
    return fragment("so-lieu-cap-tren.html", rows=rows, former=list(organisation.former_superiors.values()),
                    is_sample=organisation.about.sample, provenance=provenance(organisation))


# What the browser loads ---------------------------------------------------------------------------------------------

def shard(
    organisation: Organisation, superior: Superior, mine: Sequence[Unit], abbreviations: Sequence[Abbreviation] = ()
) -> dict[str, Any]:
    """A superior's units (``mine``), packed: words that repeat stand once, in lists that rows point into. A row's last two are what
    else a unit is looked for by: its old names, and its names with ``abbreviations`` in them; the old ones after «|»."""
    forms = [form.id for form in organisation.forms.values()]
    types = [kind.id for kind in organisation.types.values()]
    places = list(dict.fromkeys(unit.place for unit in mine))
    rows: list[list[Any]] = []
    for unit in mine:
        row: list[Any] = [unit.id, unit.agency, forms.index(unit.form), types.index(unit.type), places.index(unit.place),
                          unit.short_name or 0, unit.own_symbol or 0, "; ".join(unit.old_names) or 0, _abbreviated(unit, abbreviations)]
        while row[-1] == 0 and len(row) > 5:
            row.pop()
        rows.append(row)
    return {
        "capTren": superior_record(superior), "diaDanh": places, "ds": rows, "so": [[unit.members, unit.cells] for unit in mine],
        "hinhThuc": [[form.name, form.organisation, form.committee, form.symbol] for form in organisation.forms.values()],
        "loaiHinh": [kind.name for kind in organisation.types.values()],
    }


def _abbreviated(unit: Unit, abbreviations: Sequence[Abbreviation]) -> str | int:
    now = abbreviated(unit.agency, abbreviations)
    old = [text for name in unit.old_names for text in abbreviated(name, abbreviations)]
    return "|".join(["; ".join(now), *(["; ".join(old)] if old else [])]) or 0


def units_by_superior(organisation: Organisation) -> dict[str, list[Unit]]:
    """Superior → its units, in the order of the rows."""
    of: dict[str, list[Unit]] = {superior: [] for superior in organisation.superiors}
    for unit in organisation.units.values():
        of[unit.superior].append(unit)
    return of


def unit_record(organisation: Organisation, unit: Unit) -> dict[str, Any]:
    """A unit as ``SoTay.unit()`` gives it."""
    return {
        "id": unit.id, "ten": unit.name, "co_quan": unit.agency, "ngan": unit.short, "cap_uy": unit.committee, "ky_hieu": unit.symbol,
        "dia_danh": unit.place, "hinh_thuc": organisation.forms[unit.form].name, "loai_hinh": organisation.type_of(unit).name,
        "dang_vien": unit.members, "chi_bo": unit.cells,
        "cap_tren": superior_record(organisation.superior_of(unit)), **_edition(organisation),
    }


def _edition(organisation: Organisation) -> dict[str, Any]:
    return {"phien_ban": version(organisation), "tinh_den": format_date(organisation.about.as_of), "mau": organisation.about.sample}


_RECORD = 2  # grows when a unit's record gets more in it, so that records that readers have kept are made anew


def version(organisation: Organisation) -> str:
    """Eight hex digits that change when any unit, superior or form does: a saved choice is then read again."""
    parts: Sequence[Mapping[str, Any]] = (organisation.units, organisation.superiors, organisation.forms)
    text = "\n".join(row.model_dump_json() for part in parts for row in part.values())
    return hashlib.sha256(f"{_RECORD}\n{organisation.about.as_of}\n{text}".encode()).hexdigest()[:8]


def files(handbook: Handbook, today: date) -> Iterator[tuple[str, bytes]]:
    """The index of superiors and one shard of units a superior, as scripts; and the units as a workbook to download."""
    organisation = handbook.organisation
    of = units_by_superior(organisation)
    yield f"{DATA_FOLDER}/to-chuc.js", script_of("toChuc", {
        **_edition(organisation), "chu": organisation.about.owner, "tong": len(organisation.units),
        "capTren": [{**superior_record(row), "soDonVi": len(of[row.id])} for row in organisation.superiors.values()],
    })
    for superior in organisation.superiors.values():
        yield f"{DATA_FOLDER}/don-vi-{superior.id}.js", script_of(
            f"donVi:{superior.id}", shard(organisation, superior, of[superior.id], handbook.abbreviations)
        )
    yield "tai-ve/don-vi.xlsx", write_table(
        "Đơn vị", f"Các đơn vị của {organisation.about.owner}",
        [("Tên", 46), ("Loại hình", 30), ("Cấp trên", 46), ("Số đảng viên", 12), ("Số chi bộ", 10), ("Tên cũ", 40)],
        [[unit.name, organisation.type_of(unit).name, organisation.superior_of(unit).party_name, unit.members, unit.cells,
          "; ".join(unit.old_names)] for unit in organisation.units.values()],
        provenance(organisation),
    )


def unit_button(handbook: Handbook) -> str:
    """The header's button «Đơn vị của tôi»."""
    return fragment("don-vi-nut.html", version=version(handbook.organisation))


def preset_script(organisation: Organisation, unit: str) -> bytes:
    """The end of the site's script in a copy that speaks of ``unit`` (an id) from its first opening: the one file in which
    the copies of two units differ. Raises UnknownName."""
    return script_of(PRESET, unit_record(organisation, organisation.unit(unit)))


def edition_log(handbook: Handbook) -> str:
    """Every edition with what changed, newest first."""
    editions = sorted(handbook.editions.values(), key=lambda row: row.id, reverse=True)
    return fragment("an-ban.html", editions=editions, about=handbook.organisation.about)


def workbook_guide(handbook: Handbook) -> str:
    """Every sheet and column of the workbook, from the description that its reader and writer use."""
    required = {
        sheet.name: {info.alias for info in sheet.model.model_fields.values() if info.alias and info.is_required()}
        for sheet in sheets.SHEETS
    }
    return fragment("so-lieu-cot.html", sheets=sheets.SHEETS, required=required)
