"""The organisation as rows of the workbook: forms, types, superiors, units, figures, due rules, holidays.

A field's alias is the heading of its column in ``data/to-chuc.xlsx``; what a cell must look like is said by the field and kept by
``load.workbook_rows``, on the page too, where there are no models. Tiers, types and names are rows with
«từ ngày / đến ngày» and old names, because all of them changed in 2025 and may change again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, get_args

from pydantic import Field, field_validator

from macros.model.base import Code, Model, Names, UnknownName, look_up
from macros.model.written import EVERY_MONTH, WEEKDAYS_SHOWN, address_of

PERIOD = r"^(19|20)[0-9]{2}(-(0[1-9]|1[0-2])|-Q[1-4]|-N[12])?$"
# No office counts more of anything: a greater number is a slip, or not a number of the field.
MOST_COUNTED = 1_000_000_000


class Row(Model):
    """What rows of superiors, types and units share: an id that never changes, and when the row held."""

    id: Code = Field(alias="Mã")
    since: date | None = Field(None, alias="Từ ngày")
    until: date | None = Field(None, alias="Đến ngày")
    old_names: tuple[str, ...] = Field((), alias="Tên cũ")


class Abbreviation(Model):
    """A row of ``data/viet-tat-don-vi.yml``: a part of units' names and how people write it short. Only looking for a unit knows it."""

    full: str = Field(alias="day_du", min_length=2, max_length=80)
    short: Names = Field(alias="viet_tat", min_length=1)


Publish = Literal["theo nhóm", "từng đơn vị"]
BY_GROUP, BY_UNIT = get_args(Publish)


class About(Model):
    """Sheet «Thông tin»: whose data these are, of which day, and how old they may become.

    ``warn_days`` and ``error_days``: age in days at which the build warns, then stops.
    ``change_percent``: a change since the last period that a returned form must explain. ``address``: where the site
    stands online, when it does: calendars are then subscribed to there.
    """

    owner: str = Field(alias="Chủ dữ liệu")
    sample: bool = Field(alias="Dữ liệu mẫu")
    as_of: date = Field(alias="Số liệu tính đến")
    source: str = Field(alias="Nguồn số liệu")
    total_units: int = Field(alias="Tổng số đơn vị", ge=0, le=MOST_COUNTED)
    total_members: int = Field(alias="Tổng số đảng viên", ge=0, le=MOST_COUNTED)
    warn_days: int = Field(120, alias="Nhắc khi cũ quá (ngày)", ge=1, le=MOST_COUNTED)
    error_days: int = Field(400, alias="Dừng khi cũ quá (ngày)", ge=1, le=MOST_COUNTED)
    publish: Publish = Field("theo nhóm", alias="Công bố kết quả báo cáo")
    change_percent: int = Field(20, alias="Ngưỡng biến động (%)", ge=1, le=1000)
    address: str | None = Field(None, alias="Địa chỉ trên mạng")

    @field_validator("address")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        """Pages link to it, so that no other way may bring anything else here."""
        address, fault = address_of(value) if value is not None else (None, "")
        if fault:
            raise ValueError(fault)
        return address


class OrganisationForm(Model):
    """Sheet «Hình thức»: how an organisation of this form, its committee and its documents' symbol are called."""

    id: Code = Field(alias="Mã")
    name: str = Field(alias="Hình thức")
    organisation: str = Field(alias="Gọi tổ chức")
    committee: str = Field(alias="Gọi cấp ủy")
    symbol: str = Field(alias="Ký hiệu văn bản")


class UnitType(Row):
    """Sheet «Loại hình»: what kind of agency a unit belongs to. ``group`` joins types in summary tables."""

    name: str = Field(alias="Loại hình")
    group: str = Field(alias="Nhóm")


class Superior(Row):
    """Sheet «Cấp trên». The name stands in one cell; «Đảng bộ …» and «Đảng ủy …» come from its form."""

    name: str = Field(alias="Tên")
    short_name: str | None = Field(None, alias="Tên ngắn")
    form: str = Field(alias="Hình thức")
    place: str = Field(alias="Địa danh")
    party_prefix: str = ""
    committee_prefix: str = ""
    symbol: str = ""

    @property
    def party_name(self) -> str:
        """«Đảng bộ Ủy ban nhân dân tỉnh …»."""
        return f"{self.party_prefix} {self.name}"

    @property
    def committee(self) -> str:
        """«Đảng ủy Ủy ban nhân dân tỉnh …»."""
        return f"{self.committee_prefix} {self.name}"

    @property
    def short(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.name


ClerkRole = Literal["kiêm nhiệm", "chuyên trách", "chưa phân công"]
PART_TIME, *_ = get_args(ClerkRole)


class Unit(Row):
    """Sheet «Đơn vị»: a grassroots organisation. ``agency`` is the agency's own name, without «Đảng bộ»."""

    agency: str = Field(alias="Tên cơ quan, đơn vị")
    short_name: str | None = Field(None, alias="Tên ngắn")
    form: str = Field(alias="Hình thức")
    type: str = Field(alias="Loại hình")
    superior: str = Field(alias="Cấp trên")
    place: str = Field(alias="Địa danh")
    members: int = Field(alias="Số đảng viên", ge=0, le=MOST_COUNTED)
    cells: int = Field(0, alias="Số chi bộ trực thuộc", ge=0, le=MOST_COUNTED)
    clerk_role: ClerkRole = Field(alias="Cán bộ văn phòng")
    clerk_on_committee: bool = Field(alias="Là cấp ủy viên")
    own_symbol: str | None = Field(None, alias="Ký hiệu riêng")
    party_prefix: str = ""
    committee_prefix: str = ""
    form_symbol: str = ""

    @property
    def name(self) -> str:
        """«Đảng bộ Sở …» or «Chi bộ …»."""
        return f"{self.party_prefix} {self.agency}"

    @property
    def committee(self) -> str:
        """The body that issues documents: «Đảng ủy Sở …» or «Chi bộ …»."""
        return f"{self.committee_prefix} {self.agency}"

    @property
    def symbol(self) -> str:
        """What stands behind the slash of a document number: «ĐU», «CB»."""
        return self.own_symbol or self.form_symbol

    @property
    def short(self) -> str:
        """The name for narrow places."""
        return self.short_name or self.agency


RuleKind = Literal[
    "ngày n trong tháng",
    "n ngày trước khi hết tháng",
    "n ngày sau khi hết tháng",
    "n ngày làm việc sau khi hết tháng",
    "ngày làm việc thứ n từ cuối tháng",
    "thứ trong tuần, lần n",
    "hằng tuần vào thứ",
]
Shift = Literal["giữ nguyên", "lùi về trước", "chuyển ra sau"]


_NTH = {1: "đầu tiên", 2: "thứ hai", 3: "thứ ba", 4: "thứ tư", 5: "thứ năm", -1: "cuối cùng"}  # «thứ Sáu thứ hai của tháng»


class DueRule(Model):
    """Sheet «Kỳ báo cáo»: when a superior wants a recurring task.

    ``months`` are the months (1–12) that the rule counts in, for a period its last month. ``every_years``
    and ``first_year``: a rule of a term holds in first_year, first_year + every_years … ``n`` is a count of
    days, or of weekdays (−1: the last of the month). ``shift``: what happens on a day off.
    """

    superior: str = Field(alias="Cấp trên")
    task: str = Field(alias="Việc")
    months: tuple[int, ...] = Field(alias="Tháng", min_length=1)
    kind: RuleKind = Field(alias="Cách tính hạn")
    n: int = Field(0, alias="n", ge=-5, le=60)
    weekday: int | None = Field(None, alias="Thứ", ge=0, le=6)
    shift: Shift = Field("giữ nguyên", alias="Gặp ngày nghỉ")
    every_years: int = Field(1, alias="Mấy năm một lần", ge=1, le=10)
    first_year: int | None = Field(None, alias="Năm đầu", ge=2000, le=2100)
    recipient: str = Field(alias="Nơi nhận")
    channel: str = Field("", alias="Gửi bằng")
    source: str = Field(alias="Văn bản quy định")
    since: date | None = Field(None, alias="Từ ngày")
    until: date | None = Field(None, alias="Đến ngày")

    @property
    def is_weekly(self) -> bool:
        """Whether it names a day of every week, not of a month."""
        return self.kind == "hằng tuần vào thứ"

    @property
    def step(self) -> int:
        """Which way a due day moves that falls on a day off: −1 back, 1 forward, 0 not at all."""
        return {"giữ nguyên": 0, "lùi về trước": -1, "chuyển ra sau": 1}[self.shift]

    @property
    def text(self) -> str:
        """The rule in words, for readers: «ngày 20, các tháng 3, 9; trùng ngày nghỉ thì chuyển lên ngày làm việc liền trước»."""
        weekday, n = WEEKDAYS_SHOWN[self.weekday or 0], self.n
        day = {
            "ngày n trong tháng": f"ngày {n}" if n < 31 else "ngày cuối tháng",
            "n ngày trước khi hết tháng": f"{n} ngày trước khi hết tháng",
            "n ngày sau khi hết tháng": f"{n} ngày sau khi hết tháng",
            "n ngày làm việc sau khi hết tháng": f"{n} ngày làm việc sau khi hết tháng",
            "ngày làm việc thứ n từ cuối tháng": "ngày làm việc cuối tháng" if n == 1 else f"ngày làm việc thứ {n} đếm ngược từ cuối tháng",
            "thứ trong tuần, lần n": f"{weekday} {_NTH.get(n, '')} của tháng",
            "hằng tuần vào thứ": f"{weekday} hằng tuần",
        }[self.kind]
        months = ", ".join([str(month) for month in self.months])
        if len(self.months) == 1:
            text = f"{day} {months}" if day.endswith("tháng") else f"{day} tháng {months}"
        else:
            text = f"{day}, {EVERY_MONTH if len(self.months) == 12 else f'các tháng {months}'}"
        if self.first_year is not None:
            text += f"; {self.every_years} năm một lần, bắt đầu từ năm {self.first_year}"
        return text + {"giữ nguyên": "", "lùi về trước": "; trùng ngày nghỉ thì chuyển lên ngày làm việc liền trước",
                       "chuyển ra sau": "; trùng ngày nghỉ thì chuyển sang ngày làm việc tiếp theo"}[self.shift]


class Holiday(Model):
    """Sheet «Ngày nghỉ»: a day off, or a Saturday worked instead (``kind`` «làm bù»)."""

    day: date = Field(alias="Ngày")
    name: str = Field(alias="Tên ngày")
    kind: Literal["nghỉ", "làm bù"] = Field("nghỉ", alias="Nghỉ hay làm bù")
    confidence: Literal["đã công bố", "theo luật", "dự kiến"] = Field(alias="Độ chắc chắn")
    source: str = Field(alias="Nguồn")

    @property
    def is_worked(self) -> bool:
        """A day of rest on which everybody works."""
        return self.kind == "làm bù"


Role = Literal["đầu kỳ", "tăng", "giảm", "cuối kỳ", "trong đó", "riêng"]
OPENING, ADDED, TAKEN, CLOSING, PART, ALONE = "đầu kỳ", "tăng", "giảm", "cuối kỳ", "trong đó", "riêng"


class Indicator(Model):
    """Sheet «Chỉ tiêu»: what is counted, and its ``role`` in the sum: opening + added − taken = closing; a part is no more than
    the closing number; what stands alone is in no sum.
    """

    id: Code = Field(alias="Mã")
    name: str = Field(alias="Chỉ tiêu")
    unit_of_measure: str = Field(alias="Đơn vị tính")
    role: Role = Field(alias="Vai trò")
    meaning: str = Field(alias="Cách đếm")


class Figure(Model):
    """Sheet «Số liệu»: one number of one unit for one period (``2026-10``, ``2026-Q3``, ``2026-N1``, ``2026``)."""

    unit: str = Field(alias="Đơn vị")
    period: str = Field(alias="Kỳ", pattern=PERIOD)
    indicator: str = Field(alias="Chỉ tiêu")
    value: int = Field(alias="Giá trị", ge=0, le=MOST_COUNTED)


Outcome = Literal["đúng hạn", "muộn", "chưa gửi"]
ON_TIME: Outcome = "đúng hạn"
LATE: Outcome = "muộn"
NOT_SENT: Outcome = "chưa gửi"


class ReportResult(Model):
    """Sheet «Kết quả báo cáo»: whether a unit sent a report of a period, when, and what was thin in it.

    ``sent`` None means not sent. ``thin``: names of the criteria not met, empty when the report is complete.
    """

    unit: str = Field(alias="Đơn vị")
    task: str = Field(alias="Việc")
    period: str = Field(alias="Kỳ", pattern=PERIOD)
    due: date = Field(alias="Hạn")
    sent: date | None = Field(None, alias="Ngày gửi")
    thin: tuple[str, ...] = Field((), alias="Thiếu ở tiêu chí")

    @property
    def outcome(self) -> Outcome:
        """What became of the deadline; the day itself still counts as on time."""
        if self.sent is None:
            return NOT_SENT
        return ON_TIME if self.sent <= self.due else LATE


@dataclass(frozen=True)
class Organisation:
    """What the workbook says. ``units`` and ``superiors`` hold on the day of the figures; ``former_*`` do not.

    The order of every mapping is the order of the rows.
    """

    about: About
    forms: Mapping[str, OrganisationForm]
    types: Mapping[str, UnitType]
    superiors: Mapping[str, Superior]
    units: Mapping[str, Unit]
    due_rules: tuple[DueRule, ...]
    holidays: tuple[Holiday, ...]
    former_units: Mapping[str, Unit] = field(default_factory=dict)
    former_superiors: Mapping[str, Superior] = field(default_factory=dict)
    indicators: Mapping[str, Indicator] = field(default_factory=dict)
    figures: tuple[Figure, ...] = ()
    results: tuple[ReportResult, ...] = ()

    def unit(self, name: str) -> Unit:
        """The unit with id ``name``, or UnknownName with the nearest id."""
        return look_up(self.units, name, "đơn vị")

    def superior(self, name: str) -> Superior:
        """The superior with id ``name``, or UnknownName with the nearest id."""
        return look_up(self.superiors, name, "cấp trên")

    def superior_of(self, unit: Unit) -> Superior:
        """The superior that ``unit`` belongs to (the reader has checked that it exists)."""
        return self.superiors[unit.superior]

    def type_of(self, unit: Unit) -> UnitType:
        """The type of ``unit`` (the reader has checked that it exists)."""
        return self.types[unit.type]

    @property
    def closing(self) -> Indicator | None:
        """The indicator that tells how many there are at the end of a period; None when the sheet has none."""
        return next((row for row in self.indicators.values() if row.role == CLOSING), None)

    def type(self, name: str) -> UnitType:
        """The type with id or name ``name``, or UnknownName with the nearest name."""
        for row in self.types.values():
            if name in (row.id, row.name):
                return row
        raise UnknownName("loại hình", name, [row.name for row in self.types.values()])
