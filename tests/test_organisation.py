"""Units and figures as readers see them: right, escaped, sourced, marked as sample, light enough for the browser."""

from __future__ import annotations

import dataclasses
import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from macros.__main__ import main
from macros.calendar import pages as calendar
from macros.commands import edition as edition_
from macros.documents import pages as papers
from macros.html import charts
from macros.load import DataFolder
from macros.model import Handbook, UnknownName
from macros.model.changes import changes
from macros.model.organisation import Organisation, Unit
from macros.organisation import figures
from macros.organisation import units as organisation
from macros.vietnamese import format_number
from tests.bench.organisation import loaded_data, scaled
from tests.sample import MEMBERS, UNITS

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 11, 22)
Golden = Callable[[str, str], None]


@pytest.fixture(scope="session")
def handbook(sample: Handbook) -> Handbook:
    """The sample: its units, rules and figures are the example that these tests reckon with."""
    return sample


def with_organisation(handbook: Handbook, **changed: object) -> Handbook:
    return dataclasses.replace(handbook, organisation=dataclasses.replace(handbook.organisation, **changed))  # type: ignore[arg-type]


def with_unit(handbook: Handbook, name: str, **changed: object) -> Handbook:
    units = dict(handbook.organisation.units)
    units[name] = units[name].model_copy(update=changed)
    return with_organisation(handbook, units=units)


def test_a_figure_comes_with_its_day_and_the_mark_of_a_sample(handbook: Handbook) -> None:
    html = organisation.stat(handbook, "tong_dang_vien")
    assert format_number(MEMBERS) in html and "tính đến 30/09/2026" in html and "dữ liệu mẫu" in html


def test_an_unknown_key_or_name_stops_with_the_nearest(handbook: Handbook) -> None:
    with pytest.raises(UnknownName, match="tong_dang_vien"):
        organisation.stat(handbook, "tong_dang_vienn")
    with pytest.raises(UnknownName, match="ubnd-tinh"):
        organisation.unit_table(handbook, superior="ubnd-tin")
    with pytest.raises(UnknownName, match="Doanh nghiệp"):
        organisation.unit_table(handbook, group="Doanh nghiêp")
    with pytest.raises(UnknownName, match="bao-cao-thang"):
        calendar.due_table(handbook, "bao-cao-thag", TODAY)
    with pytest.raises(UnknownName, match="so-tai-chinh"):
        organisation.preset_script(handbook.organisation, "so-tai-chin")


def test_a_unit_called_script_is_text_everywhere(handbook: Handbook) -> None:
    evil = with_unit(handbook, "so-tai-chinh", agency='<script>alert("x")</script> {{ 1+1 }} {% raw %}', short_name=None)
    evil = with_organisation(evil, superiors={
        **evil.organisation.superiors,
        "ubnd-tinh": evil.organisation.superiors["ubnd-tinh"].model_copy(update={"name": "<img src=x onerror=alert(1)>"})})
    pages = [organisation.unit_table(evil), organisation.superior_list(evil), calendar.upcoming(evil, TODAY),
             calendar.month_view(evil, TODAY),
             calendar.year_table(evil, TODAY), calendar.by_role(evil, TODAY), calendar.due_table(evil, "bao-cao-thang", TODAY),
             organisation.unit_button(evil), calendar.wall(evil, "ubnd-tinh", 2027, TODAY)]
    pages += [page.html for page in figures.pages(evil, TODAY) if page.path.endswith("so-tai-chinh.md")]
    for html in pages:
        assert "<script>alert" not in html and "<img src=x" not in html
    assert "{{ 1+1 }}" in pages[-1]


def test_every_table_of_figures_names_its_source(handbook: Handbook) -> None:
    for html in (organisation.unit_table(handbook), organisation.type_table(handbook), organisation.superior_list(handbook),
                 figures.results(handbook), figures.members(handbook), figures.structure(handbook)):
        assert "tính đến ngày 30/09/2026" in html and "hư cấu" in html


def test_an_office_that_has_no_figures_yet_is_told_how_to_get_them(handbook: Handbook) -> None:
    empty = with_organisation(handbook, figures=(), results=())
    assert "run.py data form" in figures.members(empty)
    assert "Kết quả báo cáo" in figures.results(empty)


def test_results_are_published_by_group_unless_the_workbook_says_otherwise(handbook: Handbook) -> None:
    names = [unit.name for unit in handbook.organisation.units.values()]
    by_group = figures.results(handbook)
    assert not any(name in by_group for name in names)
    about = handbook.organisation.about.model_copy(update={"publish": "từng đơn vị"})
    assert sum(name in figures.results(with_organisation(handbook, about=about)) for name in names) > 50
    assert not any("Kết quả báo cáo" in page.html for page in figures.pages(handbook, TODAY))


def test_a_report_that_nobody_noted_counts_as_not_sent(handbook: Handbook) -> None:
    rows = handbook.organisation.results
    without = with_organisation(handbook, results=tuple(row for row in rows if row.unit != "so-tai-chinh"))
    mine = [row for row in figures.sendings(without.organisation) if row.unit.id == "so-tai-chinh"]
    assert len(mine) == 8 and {row.outcome for row in mine} == {"chưa gửi"}
    assert len(figures.sendings(without.organisation)) == len(rows)


def test_the_shares_of_results_are_those_of_the_rows(handbook: Handbook) -> None:
    rows = handbook.organisation.results
    weak = sum(row.sent is None or row.sent > row.due or bool(row.thin) for row in rows)
    whole = figures.tallies(figures.sendings(handbook.organisation), lambda row: "tất cả")[0]
    assert whole.weak == weak
    assert whole.share == f"{round(100 * weak / len(rows), 1)} %".replace(".", ",")


def test_a_chart_is_one_named_picture_with_patterns_and_numbers() -> None:
    series = [charts.Series(name, style) for name, style in zip("abcd", charts.OUTCOME_STYLES, strict=True)]
    svg = charts.stacked_bars("Tên <b>", [("Nhóm & một", (5, 3, 1, 1)), ("Hai", (0, 0, 0, 0))], series)
    assert 'role="img"' in svg and "Tên &lt;b&gt;" in svg and "Nhóm &amp; một" in svg and "50 %" in svg
    used = set(re.findall(r"url\(#([^)]+)\)", svg))
    assert used and used <= set(re.findall(r'<pattern id="([^"]+)"', svg))
    assert charts.line("Một điểm", [("quý I", 7)]).count("<circle") == 2  # wide and narrow


def test_unit_data_for_the_browser_are_light_and_complete(handbook: Handbook) -> None:
    files = dict(organisation.files(handbook, TODAY))
    index = files["assets/du-lieu/to-chuc.js"]
    total = 0
    for superior in handbook.organisation.superiors:
        content = files[f"assets/du-lieu/don-vi-{superior}.js"]
        data = json.loads(content.decode().partition("=")[2].rstrip(";\n"))
        total += len(data["ds"])
        assert len(gzip.compress(index + content)) < 40_000
    assert total == UNITS


def test_a_page_loads_at_most_40_kb_of_data_at_11700_units(handbook: Handbook) -> None:
    loaded = loaded_data(scaled(handbook, 11_700), TODAY)
    assert loaded.count(b"SoTay.duLieu[") == 3 and len(gzip.compress(loaded)) <= 40_000


def test_a_saved_choice_is_read_again_when_the_units_change(handbook: Handbook) -> None:
    before = organisation.version(handbook.organisation)
    assert before == organisation.version(with_organisation(handbook, figures=()).organisation)
    assert before != organisation.version(with_unit(handbook, "so-tai-chinh", agency="Sở Tài chính và Kế hoạch").organisation)


def test_changes_are_told_in_sentences(handbook: Handbook, golden: Golden) -> None:
    old = handbook.organisation
    units = dict(old.units)
    ended = units.pop("khach-san-song-minh")
    units["so-tai-chinh"] = units["so-tai-chinh"].model_copy(update={"agency": "Sở Tài chính và Kế hoạch", "members": 85})
    units["tinh-doan-minh-giang"] = units["tinh-doan-minh-giang"].model_copy(update={"superior": "ubnd-tinh", "clerk_on_committee": False})
    units["so-moi"] = units["so-xay-dung"].model_copy(update={"id": "so-moi", "agency": "Sở Mới"})
    new = dataclasses.replace(
        old, units=units, former_units={ended.id: ended.model_copy(update={"until": date(2026, 10, 31)})},
        superiors={**old.superiors, "ubnd-tinh": old.superiors["ubnd-tinh"].model_copy(update={"name": "UBND thành phố Minh Giang"})},
        due_rules=(old.due_rules[0].model_copy(update={"n": 22}), *old.due_rules[2:]),
        holidays=tuple(row.model_copy(update={"confidence": "đã công bố"}) if row.day == date(2027, 2, 5) else row for row in old.holidays),
        about=old.about.model_copy(update={"as_of": date(2026, 10, 31)}),
    )
    golden("organisation/thay-doi.txt", "".join(f"{sentence}\n" for sentence in changes(old, new, handbook.tasks)))
    assert changes(old, old, handbook.tasks) == []


def test_the_old_name_of_a_superior_stands_only_in_history(handbook: Handbook) -> None:
    old = handbook.organisation.superiors["ubnd-tinh"].name
    renamed = with_organisation(handbook, superiors={
        **handbook.organisation.superiors,
        "ubnd-tinh": handbook.organisation.superiors["ubnd-tinh"].model_copy(update={"name": "Hội đồng thử nghiệm", "old_names": (old,)})})
    made = [page.html.encode() for page in (*calendar.pages(renamed, TODAY), *figures.pages(renamed, TODAY))]
    made += [content for name, content in (*organisation.files(renamed, TODAY), *calendar.files(renamed, TODAY))]
    made += [make(renamed, TODAY).encode() for make in (calendar.upcoming, calendar.month_view, calendar.year_table, calendar.by_role)]
    made += [calendar.downloads_table(renamed).encode(), organisation.unit_table(renamed).encode()]
    # Every document of a unit's pack, through its package; the text of a line may be cut by tags.
    unit = next(unit for unit in renamed.organisation.units.values() if unit.superior == "ubnd-tinh")
    for name, content in papers.pack(renamed, papers.compiled_templates(renamed), unit):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            texts = [re.sub(r"<[^>]+>", "", package.read(part).decode()) for part in package.namelist() if part.endswith(".xml")]
        assert not any(old.lower() in text.lower() for text in texts), name
    # Lines of calendar files are folded: put them together before looking.
    assert not any(old.encode() in content.replace(b"\r\n ", b"") for content in made)
    assert f"tên cũ: {old}" in organisation.superior_list(renamed)


def test_many_changes_of_a_kind_are_one_sentence_in_an_edition_and_all_told_in_a_comparison(handbook: Handbook) -> None:
    old = handbook.organisation
    units = {name: unit.model_copy(update={"members": unit.members + 1}) for name, unit in old.units.items()}
    rule = old.due_rules[0]
    new = dataclasses.replace(old, units=units, due_rules=(rule.model_copy(update={"n": 22}), *old.due_rules[1:]))
    brief = changes(old, new, handbook.tasks, most=5)
    assert len(brief) == 3 and f"Số đảng viên đổi ở {UNITS} đơn vị." in brief
    assert "trước là «ngày 20, " in brief[0] and "nay là «ngày 22, " in brief[0]
    assert len(changes(old, new, handbook.tasks)) == UNITS + 2


@pytest.fixture
def stamp(handbook: Handbook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``run.py edition`` in a folder without history."""
    monkeypatch.setattr(edition_, "data_folder", lambda: DataFolder(tmp_path))
    monkeypatch.setattr(edition_, "handbook_or_exit", lambda **_: handbook)
    monkeypatch.setattr(edition_, "_git", lambda *arguments, folder=None: None)
    return lambda *arguments: CliRunner().invoke(main, ["edition", *arguments])


def test_an_edition_is_stamped_once_a_day_and_tells_what_changed(stamp: Callable[..., Result], tmp_path: Path) -> None:
    first = stamp("--ngay", "2026-11-22")
    assert first.exit_code == 0 and "Ấn bản đầu" in first.output
    assert stamp("--ngay", "2026-11-22").exit_code == 1
    unknown = stamp("--ngay", "2026-11-23")
    assert unknown.exit_code == 1 and "Không có lịch sử git" in unknown.output
    assert stamp("--ngay", "2026-11-23", "--ghi", "Thêm hạn năm 2027.").exit_code == 0
    same = stamp("--ngay", "2026-11-24", "--bang-cu", str(ROOT / "data/to-chuc.xlsx"))
    assert same.exit_code == 0 and "Không có thay đổi." in same.output
    text = (tmp_path / "an-ban.yml").read_text(encoding="utf-8")
    assert text.index("2026-11-24") < text.index("Thêm hạn năm 2027.") < text.index("2026-11-22")


def test_an_edition_speaks_of_what_clerks_see_and_not_of_comments_review_days_or_editors_pages(
    handbook: Handbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    def now(path: str) -> str:
        return (ROOT / path).read_text(encoding="utf-8")

    page, other = "docs/quy-trinh/bao-cao-thang.md", "docs/quy-trinh/bao-cao-quy.md"
    old = {
        page: now(page) + "\nMột câu đã bỏ.\n", other: re.sub(r"ra_soat: .*", "ra_soat: {ngay: 2020-01-01}", now(other)),
        "docs/quy-trinh/cu.md": now(page).replace("title: ", "title: Trang cũ, ", 1), "docs/quan-tri/mau.md": "",
        "data/mau/bao-cao-thang.yml": now("data/mau/bao-cao-thang.yml").replace("khi_nao: ", "khi_nao: Xưa. ", 1),
        "data/bang-kiem/ban-giao.yml": "# ghi chú\n" + now("data/bang-kiem/ban-giao.yml"), "data/hoi-dap/bao-cao.yml": "[]",
        "data/mau/cu.yml": "ten: Mẫu đã bỏ\n",
        "data/can-cu.yml": re.sub(r"(?s)- id: qd-399-2026\n.*?(?=\n- id: )", "", now("data/can-cu.yml"), count=1),
    }
    gone = ("docs/quy-trinh/cu.md", "data/mau/cu.yml")
    listing = "".join(f"{'D' if path in gone else 'M'}\t{path}\n" for path in old)
    answers = {"show": lambda name: old.get(name.partition(":")[2]), "diff": lambda *_: listing}
    monkeypatch.setattr(edition_, "_git", lambda verb, *rest: (answers[verb](*rest) or "").encode())
    told = edition_.since(edition_.Before("abc", (ROOT / "data/to-chuc.xlsx").read_bytes()), handbook)
    titles = {name: handbook.pages[name.removeprefix("docs/")].meta.title for name in (page, other)}
    assert told == [
        f"Thêm căn cứ: {handbook.sources['qd-399-2026'].label}, {handbook.sources['qd-399-2026'].title}.",
        f"Sửa mẫu văn bản: «{handbook.templates['bao-cao-thang'].name}».", "Bỏ mẫu văn bản: «Mẫu đã bỏ».",
        f"Sửa trang: «{titles[page]}».", f"Bỏ trang: «Trang cũ, {titles[page]}».", "Có sửa trong: hỏi đáp.",
    ]


def test_the_sample_owns_no_person(handbook: Handbook) -> None:
    fields = set(Unit.model_fields) | set(Organisation.__dataclass_fields__)
    assert not fields & {"person", "people", "phone", "birthday", "secretary"}


def test_the_samples_probationary_members_are_those_of_the_last_twelve_months(handbook: Handbook) -> None:
    """The handbook teaches to ask where one more comes from: from an admission or a transfer, and twelve months of probation."""
    told = {(row.unit, row.indicator, row.period): row.value for row in handbook.organisation.figures}
    periods = sorted({period for _, _, period in told})
    for unit, indicator, period in told:
        if indicator != "du-bi":
            continue
        now, at = told[unit, "du-bi", period], periods.index(period)
        assert told[unit, "ket-nap", period] <= now <= told[unit, "cuoi-ky", period], (unit, period)
        if at:
            come = told[unit, "ket-nap", period] + told[unit, "chuyen-den", period]
            assert now <= told[unit, "du-bi", periods[at - 1]] + come, (unit, period)


def test_members_over_time_are_told_in_one_kind_of_period(handbook: Handbook) -> None:
    row = next(row for row in handbook.organisation.figures if row.indicator == "cuoi-ky")

    def shown(*periods: str) -> list[str]:
        rows = tuple(row.model_copy(update={"period": period}) for period in periods)
        return [period for period, _ in figures.totals_by_period(with_organisation(handbook, figures=rows).organisation)]

    assert shown("2026-08", "2026-09", "2026-Q3", "2026") == ["2026-08", "2026-09"]
    assert shown("2026-Q3", "2026-08", "2026", "2026-Q2") == ["2026-Q2", "2026-Q3"]
    assert shown("2026-Q3", "2026-09") == ["2026-Q3"]  # of two kinds with equally many periods the longer is shown
    assert shown("2026-12", "2025-12", "2026-01") == ["2025-12", "2026-01", "2026-12"] and shown() == []
