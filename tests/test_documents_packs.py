"""Packs: every template with a unit's facts; one unit's change touches one pack; nobody else's name is in it."""

from __future__ import annotations

import dataclasses
import io
import zipfile
from typing import Any

from macros.documents.check.inspect import read
from macros.documents.pages import CompiledTemplates, compiled_templates, pack, pack_slips
from macros.files.zip import write_zip
from macros.model import Handbook


def _packs(handbook: Handbook, made: CompiledTemplates, count: int = 4) -> dict[str, bytes]:
    units = list(handbook.organisation.units.values())[:count]
    return {unit.id: write_zip(pack(handbook, made, unit)) for unit in units}


def _texts(content: bytes) -> str:
    words: list[str] = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".docx"):
                words.extend(read(archive.read(name)).texts())
    return "\n".join(words).lower()


def test_a_pack_holds_every_template_with_the_units_own_names(handbook: Handbook) -> None:
    made = compiled_templates(handbook)
    unit = next(iter(handbook.organisation.units.values()))
    content = write_zip(pack(handbook, made, unit))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert len(archive.namelist()) == len(handbook.templates)
    text = _texts(content)
    assert unit.committee.lower() in text
    assert handbook.organisation.superior_of(unit).party_name.lower() in text


def test_packs_are_the_same_from_run_to_run(handbook: Handbook) -> None:
    assert _packs(handbook, compiled_templates(handbook), 2) == _packs(handbook, CompiledTemplates(handbook.documents), 2)


def test_no_other_units_name_and_no_example_is_in_a_pack(handbook: Handbook) -> None:
    made = compiled_templates(handbook)
    units = list(handbook.organisation.units.values())
    unit = units[0]
    text = _texts(write_zip(pack(handbook, made, unit)))
    foreign = [other.agency for other in units[1:] if other.agency.lower() in text and other.agency.lower() not in unit.agency.lower()]
    assert foreign == []
    assert "nguyễn đức thành" not in text


def test_renaming_a_unit_changes_its_own_pack_only(handbook: Handbook) -> None:
    made = compiled_templates(handbook)
    before = _packs(handbook, made)
    changed = next(iter(handbook.organisation.units.values()))
    units: dict[str, Any] = {**handbook.organisation.units, changed.id: changed.model_copy(update={"agency": "Cơ quan Tên Mới"})}
    renamed = dataclasses.replace(handbook, organisation=dataclasses.replace(handbook.organisation, units=units))
    after = _packs(renamed, made)
    assert [name for name in before if before[name] != after[name]] == [changed.id]


def test_a_slip_in_the_names_of_a_unit_is_told_and_the_sample_has_none(handbook: Handbook) -> None:
    made = CompiledTemplates(handbook.documents)
    units = list(handbook.organisation.units.values())
    assert [line for unit in units[:: len(units) // 3] for line in pack_slips(handbook, made, unit)] == []
    superior = handbook.organisation.superior_of(units[0])
    same = units[0].model_copy(update={"agency": superior.name, "party_prefix": superior.party_prefix})
    told = pack_slips(handbook, made, same)
    assert any("tên cấp trên khác tên đơn vị" in line and superior.party_name in line for line in told), told
