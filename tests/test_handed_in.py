"""What editors, units and strangers hand in, changed at random: every fault is a sentence, none is a traceback, none takes for ever."""

from __future__ import annotations

import dataclasses
import io
import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from macros.files.foreign_xlsx import ForeignWorkbook
from macros.files.opened_xlsx import OpenedBook, Unreadable
from macros.files.xlsx import write_table
from macros.load import DataError, load_handbook
from macros.load.returned import merge_forms
from macros.load.workbook import parse_organisation
from macros.model import Handbook
from macros.model.organisation import Organisation
from macros.model.problems import Problems
from macros.organisation.forms import forms
from macros.organisation.workbook import organisation_workbook
from macros.training.results import read_results

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)
ENGLISH = re.compile(r"\b(the|found|error|expected|invalid|input|value|should|must|cannot|while)\b")
Parts = dict[str, bytes]

# Workbooks.


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


@pytest.fixture(scope="module")
def small(handbook: Handbook) -> Organisation:
    return small_organisation(handbook)


def small_organisation(handbook: Handbook, *names: str) -> Organisation:
    """The units of these names, or three, with all that hangs on them: small enough to be changed and read some hundred times."""
    org = handbook.organisation
    units = {name: org.units[name] for name in names or list(org.units)[:3]}
    superiors = {name: row for name, row in org.superiors.items() if name in {unit.superior for unit in units.values()}}
    about = org.about.model_copy(update={"total_units": len(units), "total_members": sum(unit.members for unit in units.values())})
    return dataclasses.replace(
        org, about=about, units=units, superiors=superiors, former_units={}, former_superiors={}, holidays=org.holidays[:4],
        due_rules=tuple(rule for rule in org.due_rules if rule.superior in superiors),
        figures=tuple(row for row in org.figures if row.unit in units)[: None if names else 30],
        results=tuple(row for row in org.results if row.unit in units))


def unpacked(content: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


TEXTS = ["", " ", "\u00a0", "\u200b", "x" * 5000, "con", "{{ x }}", "{% if %}", "=1+1", "1-99999999999", "1-", "-", "0", "-1", "NaN",
         "có", "không", "hằng tháng", "31/02/2026", "2026-13", "0000-01", "9999-12", "<b>&amp;</b>", "\u0301", "²", "١٢", "🙂", "\ufffe",
         "thứ tám", "lần n", "2026-W47", ";;;", "https://", "javascript:alert(1)", "../../x", "A" * 300, "Đảng", "\u202ea"]


def escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def one_cell(parts: Parts, chance: random.Random) -> None:
    """Another value in a cell of a random sheet: text, a number, a truth, an error, a formula, nothing."""
    name = chance.choice([n for n in parts if n.startswith("xl/worksheets/sheet")])
    cells = list(re.finditer(rb'<c r="([A-Z]+[0-9]+)"([^>]*?)(?:/>|>.*?</c>)', parts[name]))
    cell = chance.choice(cells)
    value = chance.choice([
        b' t="inlineStr"><is><t>' + escaped(chance.choice(TEXTS)) + b"</t></is></c>",
        b"><v>" + chance.choice([b"-1", b"1e308", b"0.5", b"99999999999", b"inf", b"abc", b"45000", b"2958466", b""]) + b"</v></c>",
        b' t="b"><v>' + chance.choice([b"1", b"0", b"7"]) + b"</v></c>", b' t="e"><v>#DIV/0!</v></c>', b"><f>1/0</f></c>",
        b' t="s"><v>' + chance.choice([b"0", b"99999999", b"-1", b"x"]) + b"</v></c>",
        b' t="d"><v>2026-02-31T25:00:00</v></c>', b' t="??"><v>1</v></c>',
        b"></c>",
    ])
    place = chance.choice([cell[1], cell[1], cell[1], b"XFD1048576", b"A1048576", b"ZZZZ1", b"A0", b"1A", b"A99999999999"])
    parts[name] = parts[name][: cell.start()] + b'<c r="' + place + b'"' + value + parts[name][cell.end():]


def torn(parts: Parts, chance: random.Random) -> None:
    """A part cut off, emptied, doubled in itself, written in UTF-16, or gone."""
    name = chance.choice(list(parts))
    part = parts[name]
    kind = chance.randrange(5)
    if kind == 0:
        parts[name] = part[: chance.randrange(len(part) + 1)]
    elif kind == 1:
        parts[name] = b""
    elif kind == 2:
        parts[name] = part + part
    elif kind == 3:
        parts[name] = part.decode("utf-8", "replace").encode("utf-16")
    else:
        del parts[name]


def noisy(parts: Parts, chance: random.Random) -> None:
    """Some bytes of a part replaced."""
    name = chance.choice(list(parts))
    part = bytearray(parts[name])
    for _ in range(chance.randint(1, 20)):
        if part:
            part[chance.randrange(len(part))] = chance.randrange(256)
    parts[name] = bytes(part)


def rows_about(parts: Parts, chance: random.Random) -> None:
    """A row of a sheet left out, written twice, moved far down, or without its number."""
    name = chance.choice([n for n in parts if n.startswith("xl/worksheets/sheet")])
    row = chance.choice(list(re.finditer(rb"<row [^>]*>.*?</row>", parts[name], re.DOTALL)))
    far, without = re.sub(rb'<row r="\d+"', b'<row r="1048576"', row[0]), re.sub(rb' r="\w+"', b"", row[0])
    again = chance.choice([b"", row[0] * 2, row[0] * 50, far, without])
    parts[name] = parts[name][: row.start()] + again + parts[name][row.end():]


def names_about(parts: Parts, chance: random.Random) -> None:
    """The workbook's list of sheets: a name changed, doubled, an odd relation."""
    text = parts["xl/workbook.xml"]
    old, new = chance.choice([(b'r:id="rId3"', b'r:id="rId2"'), (b'r:id="rId3"', b'r:id="rId999"'), (b"<sheet ", b"<x:sheet "),
                              (b'name="', b'name="\xc2\xa0'), (b'name="', b'name="' + b"n" * 300), (b"<sheets>", b"<sheets><sheet/>")])
    parts["xl/workbook.xml"] = text.replace(old, new, chance.choice([1, -1]))


CHANGES: list[Callable[[Parts, random.Random], None]] = [one_cell, one_cell, one_cell, one_cell, torn, noisy, rows_about, names_about]


def changed(content: bytes, seed: int) -> bytes:
    chance = random.Random(seed)
    if seed % 20 == 19:
        return content[: chance.randrange(len(content))] + chance.randbytes(chance.randrange(50))
    parts = unpacked(content)
    for change in chance.choices(CHANGES, k=chance.randint(1, 3)):
        try:
            change(parts, chance)
        except (KeyError, IndexError):  # an earlier change took the part away
            continue
    return packed(parts)


def sentences(problems: Problems, seed: object) -> None:
    """Every problem has a place and reads as Vietnamese."""
    for problem in problems:
        words = re.sub("«[^»]*»", "", f"{problem.reason} {problem.remedy}")
        assert problem.place and len(str(problem)) < 2_000 and not ENGLISH.search(words), f"{seed}: {problem}"


@pytest.mark.parametrize("seventy", range(3))
def test_a_workbook_changed_at_random_is_read_or_refused_in_sentences(seventy: int, small: Organisation, handbook: Handbook) -> None:
    content = organisation_workbook(small, handbook.tasks)
    assert parse_organisation(content, "x.xlsx", Problems(), today=TODAY, tasks=handbook.tasks) == small
    told_at_all = 0
    for seed in range(seventy * 70, seventy * 70 + 70):
        problems = Problems()
        found = parse_organisation(changed(content, seed), "x.xlsx", problems, today=TODAY, tasks=handbook.tasks)
        assert (found is None) == bool(problems.stopping()), seed
        sentences(problems, seed)
        told_at_all += found is None
        if found:
            assert organisation_workbook(found, handbook.tasks)
    assert told_at_all > 35


def test_a_form_changed_at_random_is_merged_or_refused_in_sentences(small: Organisation) -> None:
    name, content = next(iter(forms(small, "2026-Q4")))
    for seed in range(120):
        problems = Problems()
        merged = merge_forms([(name, changed(content, seed))], small, "2026-Q4", problems)
        assert bool(merged.received) != bool(problems.stopping()), seed
        sentences(problems, seed)


def test_results_of_a_class_changed_at_random_are_read_or_refused(small: Organisation, handbook: Handbook) -> None:
    for name, content in (("a.xlsx", organisation_workbook(small, handbook.tasks)), ("a.json", b'{"loai": "so-tay-ket-qua", "nguoi": []}')):
        for seed in range(60):
            broken = changed(content, seed) if name.endswith("xlsx") else bytes(random.Random(seed).sample(content, len(content)))
            try:
                read_results(name, broken, "cuoi-khoa")
            except ValueError as error:
                assert not ENGLISH.search(str(error))
    person = '{"ten": "A", "donVi": "B", "ketQua": {"thi": [{"de": "x", "soCau": %s, "dung": %s, "dat": true}]}}'
    sittings = [person % numbers for numbers in (("1e999", "1"), ("10", "1e999"), ("10", '"x"'), ("true", "1"))]
    for odd in (*sittings, '"x"', "null", "1", "[]"):
        found = read_results("a.json", ('{"loai": "so-tay-ket-qua", "nguoi": [' + odd + "]}").encode(), "x")
        assert len(found.faults) == 1 and not any(learner.passed for learner in found.learners)
    for odd in ("[" * 100_000, person % ("NaN", "2")):
        with pytest.raises(ValueError, match="không phải tệp kết quả"):
            read_results("a.json", ('{"loai": "so-tay-ket-qua", "nguoi": [' + odd + "]}").encode(), "x")


# YAML and front matter.

VALUES = ["{{ don_vi.ten }}", "{{ x }} y", "{% if x %}", "[", "]", "{a: b", "&a [*a]", "*a", "&a 1", "!!python/object:os.system x", "@x",
          "%x", "- a", "a: b: c", "", "~", "true", "3.5", "2026-13-40", "2026-01-01", "99999999999999999999", ".inf", "[]", "{}",
          "[[[[]]]]", "|", ">", '"', "'", "'a", '"\\z"', "\t", "x" * 3000, "[a, b]", "{a: b}", "0x1F", "null", "javascript:alert(1)",
          "tuần",
          "²", "\u0301",
          "!!set {a}", "!!binary x", "<<: 1", "? a", "2001-01-01 25:00:00", "[{a: 1}, 2]", "- - - -", "{{ [1] }}"]


def spoiled(text: str, chance: random.Random) -> str:
    """``text`` (YAML, or a page with front matter) with one or two of its lines changed as a tired editor or a stranger would."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 2)):
        at = chance.randrange(len(lines))
        line = lines[at]
        head, colon, _ = line.partition(":")
        kind = chance.randrange(9)
        if kind <= 3 and colon:
            lines[at] = f"{head}: {chance.choice(VALUES)}"
        elif kind == 4:
            lines.insert(at, line)
        elif kind == 5:
            del lines[at]
            lines = lines or [""]
        elif kind == 6:
            lines[at] = chance.choice([" ", "  ", "   ", "\t", "- "]) + line
        elif kind == 7:
            lines[at] = line.lstrip()
        else:
            lines[at] = line.replace(": ", chance.choice([":", " :", "：", ": : "]), 1)
    return "\n".join(lines)


def few(text: str) -> str:
    """``text`` with at most three rows in every list, however deep."""
    kept: list[str] = []
    rows: dict[int, int] = {}  # the rows so far of the lists that are open, by how far they are indented
    left_out: int | None = None
    for line in text.split("\n"):
        depth, row = len(line) - len(line.lstrip(" ")), line.lstrip(" ").startswith("- ")
        if line.strip() and line[depth] != "#":
            rows = {far: count for far, count in rows.items() if far < depth or (far == depth and row)}
            if left_out is not None and (depth < left_out or (depth == left_out and not row)):
                left_out = None
            if row and left_out in {None, depth}:
                rows[depth] = rows.get(depth, 0) + 1
                left_out = depth if rows[depth] > 3 else None
        if left_out is None:
            kept.append(line)
    return "\n".join(kept)


@pytest.fixture(scope="module")
def little(small: Organisation, handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook of a few rows of every kind, in ``data`` and ``docs``; the loader tells what it lacks, which does not matter here."""
    base = tmp_path_factory.mktemp("it")
    for path in sorted((ROOT / "data").rglob("*.yml")):
        name = path.relative_to(ROOT)
        siblings = list((base / name).parent.glob("*.yml")) if (base / name).parent.exists() else []
        if len(name.parts) > 2 and name.parts[1] != "dao-tao" and len(siblings) >= 2:
            continue
        (base / name).parent.mkdir(parents=True, exist_ok=True)
        (base / name).write_text(few(path.read_text(encoding="utf-8")), encoding="utf-8")
    (base / "data" / "to-chuc.xlsx").write_bytes(organisation_workbook(small, handbook.tasks))
    lesson = min((ROOT / "docs" / "dao-tao" / "bai").glob("*.md")).name
    for page in ("index.md", "quy-trinh/bao-cao-thang.md", f"dao-tao/bai/{lesson}", "quan-tri/mau.md"):
        (base / "docs" / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "docs" / page, base / "docs" / page)
    return base


def mutants(base: Path, seeds: range) -> Iterator[tuple[int, Path, bytes]]:
    files = sorted([*base.rglob("*.yml"), *base.rglob("*.md")])
    for seed in seeds:
        chance = random.Random(seed)
        path = files[seed % len(files)]
        text = path.read_text(encoding="utf-8")
        front = re.match(r"\A---\n.*?\n---\n", text, re.DOTALL)
        new = spoiled(front[0], chance) + text[front.end():] if front else spoiled(text, chance)
        saved = {16: new.encode()[:-3] + b"\xff", 17: new.encode("utf-16"), 18: new.encode("utf-16-le")}
        yield seed, path, saved.get(seed % 19, new.encode())


@pytest.mark.parametrize("fifty", range(4))
def test_yaml_and_front_matter_changed_at_random_are_told_in_sentences(fifty: int, little: Path) -> None:
    for seed, path, content in mutants(little, range(fifty * 50, fifty * 50 + 50)):
        before = path.read_bytes()
        path.write_bytes(content)
        try:
            with pytest.raises(DataError) as failed:  # the little handbook lacks so much that it never loads
                load_handbook(little / "data", little / "docs", today=TODAY)
        finally:
            path.write_bytes(before)
        sentences(Problems(failed.value.problems), seed)


# What would take all memory or never end.


def sheet(xml: bytes) -> bytes:
    """A workbook of one sheet «A» with these rows."""
    parts = unpacked(write_table("A", "x", [("x", 5)], []))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = re.sub(rb"<sheetData>.*</sheetData>", lambda _: b"<sheetData>" + xml + b"</sheetData>", parts[name], flags=re.DOTALL)
    return packed(parts)


def test_a_sheet_is_read_as_it_stands() -> None:
    assert ForeignWorkbook(sheet(b'<row r="2"><c r="B2"><v>7</v></c></row>')).rows("A") == [["", ""], ["", 7.0]]


@pytest.mark.parametrize("xml", [
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r=\'xfd1048576\'><v>1</v></c></row>',
    b'<row r="1">' + b"<c><v>1</v></c>" * 16_000 + b'</row><row r="1048570"><c><v>1</v></c></row>',
    b'<row r="1"><c s="1" r = "XFD1"><v>1</v></c></row>' + b"<row><c><v>1</v></c></row>" * 1_000,
    b'<x:row r="1048576"><x:c r="XFD1048576"><x:v>1</x:v></x:c></x:row><!-- :sheetData -->',
])
def test_a_sheet_that_reaches_too_far_is_refused_before_it_is_laid_out(xml: bytes) -> None:
    with pytest.raises(Unreadable, match=r"ô [A-Z]+\d+ ở quá xa"):
        ForeignWorkbook(sheet(xml))


def test_a_part_too_large_to_be_laid_out_is_refused_by_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sheet(b'<row r="1"><c r="A1"><v>1</v></c></row>')
    assert OpenedBook(content).sheet("A").rows == [[1]]
    monkeypatch.setattr("macros.files.opened_xlsx._MOST_OF_A_PART", 1_000)
    with pytest.raises(Unreadable, match="giải nén ra quá lớn"):
        OpenedBook(content).sheet("A")


def test_a_sheet_of_a_million_rows_is_refused_with_their_number(handbook: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("macros.load.workbook_cells.MOST_ROWS", 100)
    problems = Problems()
    assert parse_organisation((ROOT / "data" / "to-chuc.xlsx").read_bytes(), "x.xlsx", problems, today=TODAY, tasks=handbook.tasks) is None
    told = "x.xlsx › trang «Số liệu»: trang có 5.851 dòng, sổ tay đọc nhiều nhất 100. Xóa các dòng thừa, các kỳ đã xa"
    assert [str(problem).startswith(told) for problem in problems if "«Số liệu»: trang có" in str(problem)] == [True]


def test_of_thousands_of_faults_the_first_are_told_and_the_rest_counted(
    small: Organisation, handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    figure = small.figures[0]
    many = dataclasses.replace(small, figures=tuple(figure.model_copy(update={"unit": f"la-{n}"}) for n in range(3_000)))
    content = organisation_workbook(many, handbook.tasks)
    problems = Problems()
    assert parse_organisation(content, "x.xlsx", problems, today=TODAY, tasks=handbook.tasks) is None
    assert len(problems) == 3_000
    lines = str(DataError(problems)).splitlines()
    assert len(lines) == 201 and lines[-1] == "… và 2.800 chỗ nữa; sửa những chỗ trên rồi kiểm tra lại."
    monkeypatch.setattr("macros.model.problems.MOST_NOTED", 50)
    bare = dataclasses.replace(small, figures=tuple(figure.model_copy(update={"period": "x"}) for _ in range(3_000)))
    problems = Problems()
    parse_organisation(organisation_workbook(bare, handbook.tasks), "x.xlsx", problems, today=TODAY, tasks=handbook.tasks)
    assert 50 <= len(problems) < 70


def test_a_long_value_is_shown_by_its_beginning() -> None:
    problems = Problems()
    problems.unknown("x.yml:1", "đơn vị", "a" * 100_000, ["so-tai-chinh"] * 1_000, "Sửa.")
    assert str(problems[0]) == f"x.yml:1: không có đơn vị «{'a' * 80}…». Sửa."
