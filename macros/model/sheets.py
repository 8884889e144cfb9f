"""The sheets of the organisation workbook: one description for its reader, its writer and its guide.

A heading is the alias of a field of the sheet's model; what a cell may hold comes from the field's type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from macros.model import headings
from macros.model.base import Model
from macros.model.organisation import (
    BY_GROUP,
    BY_UNIT,
    About,
    ClerkRole,
    DueRule,
    Figure,
    Holiday,
    Indicator,
    OrganisationForm,
    ReportResult,
    Role,
    RuleKind,
    Shift,
    Superior,
    Unit,
    UnitType,
)
from macros.model.written import EVERY_MONTH, WEEKDAYS

INFO_KEY, INFO_VALUE = "Mục", "Giá trị"


@dataclass(frozen=True)
class Column:
    """A column: its heading, width in characters, help text, and its list of choices.

    ``choices`` are fixed words; ``names`` is (sheet, heading) whose cells are the words.
    """

    heading: str
    width: int
    help: str
    choices: tuple[str, ...] = ()
    names: tuple[str, str] | None = None


@dataclass(frozen=True)
class Sheet:
    """A sheet of rows (``info`` False) or of «Mục › Giá trị» pairs (``info`` True)."""

    name: str
    model: type[Model]
    purpose: str
    columns: tuple[Column, ...]
    info: bool = False

    def column(self, heading: str) -> Column:
        """The column under ``heading``."""
        return next(column for column in self.columns if column.heading == heading)


_YES_NO = ("có", "không")
_SINCE = Column("Từ ngày", 12, "Dòng này có hiệu lực từ ngày nào. Để trống nếu không rõ.")
_UNTIL = Column("Đến ngày", 12, "Ngày cuối còn hiệu lực. Khi tổ chức kết thúc hoạt động: ghi ngày, không xóa dòng.")
_OLD = Column("Tên cũ", 30, "Các tên đã dùng, cách nhau bằng dấu chấm phẩy.")
_ID = Column("Mã", 32, "Chữ thường không dấu, chữ số, gạch nối. Đặt một lần, không đổi dù tên đổi.")

INFO = Sheet(
    headings.INFO, About, "Chủ dữ liệu, thời điểm tính số liệu, nguồn.",
    (
        Column("Chủ dữ liệu", 40, "Tên gọi chung của nơi quản lý dữ liệu này."),
        Column("Dữ liệu mẫu", 12, "Ghi «có» nếu là dữ liệu hư cấu: mọi trang có lời thông báo cho người đọc.", _YES_NO),
        Column("Số liệu tính đến", 12, "Thời điểm tính số liệu, dạng ngày/tháng/năm."),
        Column("Nguồn số liệu", 40, "Tên báo cáo, biểu thống kê."),
        Column("Tổng số đơn vị", 12, "Số đã công bố, để so với số dòng ở trang «Đơn vị»."),
        Column("Tổng số đảng viên", 12, "Số đã công bố, để so với tổng cột «Số đảng viên»."),
        Column("Nhắc khi cũ quá (ngày)", 12, "Số liệu cũ hơn số ngày này thì hệ thống nhắc khi tạo trang."),
        Column("Dừng khi cũ quá (ngày)", 12, "Số liệu cũ hơn số ngày này thì hệ thống không tạo trang nữa."),
        Column("Công bố kết quả báo cáo", 14, f"«{BY_GROUP}»: không nêu tên đơn vị; «{BY_UNIT}»: nêu tên.",
               (BY_GROUP, BY_UNIT)),
        Column("Ngưỡng biến động (%)", 12, "Số liệu của đơn vị thay đổi quá mức này so với kỳ trước thì phải xem lại."),
        Column("Địa chỉ trên mạng", 40, "Khi sổ tay có trên mạng, để đăng ký lịch; ví dụ https://so-tay.vi-du.vn/."),
    ),
    info=True,
)
FORMS = Sheet(
    headings.FORMS, OrganisationForm, "Hình thức tổ chức đảng, cách gọi cấp ủy và ký hiệu văn bản.",
    (
        _ID,
        Column("Hình thức", 34, "Tên hình thức, ví dụ «Đảng bộ cơ sở»."),
        Column("Gọi tổ chức", 14, "Từ đứng trước tên cơ quan: «Đảng bộ», «Chi bộ»."),
        Column("Gọi cấp ủy", 14, "Từ đứng trước tên cơ quan khi ban hành văn bản: «Đảng ủy», «Chi bộ»."),
        Column("Ký hiệu văn bản", 14, "Phần sau dấu gạch chéo: «ĐU», «CB»."),
    ),
)
TYPES = Sheet(
    headings.TYPES, UnitType, "Loại cơ quan, đơn vị; mỗi nơi được thêm, bớt, đổi tên.",
    (
        _ID,
        Column("Loại hình", 40, "Tên loại hình."),
        Column("Nhóm", 28, "Gộp các loại hình trong bảng tổng hợp."),
        _SINCE, _UNTIL, _OLD,
    ),
)
SUPERIORS = Sheet(
    headings.SUPERIORS, Superior, "Cấp ủy cấp trên trực tiếp. Đổi tên: sửa một ô «Tên».",
    (
        _ID,
        Column("Tên", 44, "Tên không kèm «Đảng bộ», «Đảng ủy»: hai từ này được ghi theo cột «Hình thức»."),
        Column("Tên ngắn", 24, "Dùng ở chỗ hẹp. Để trống thì dùng cột «Tên»."),
        Column("Hình thức", 30, "Chọn trong trang «Hình thức».", names=("Hình thức", "Hình thức")),
        Column("Địa danh", 18, "Ghi trước ngày tháng của văn bản."),
        _SINCE, _UNTIL, _OLD,
    ),
)
UNITS = Sheet(
    headings.UNITS, Unit, "Mỗi dòng một tổ chức cơ sở đảng. Không ghi thông tin cá nhân của đảng viên.",
    (
        _ID,
        Column("Tên cơ quan, đơn vị", 46, "Tên không kèm «Đảng bộ», «Chi bộ»."),
        Column("Tên ngắn", 20, "Dùng ở chỗ hẹp. Để trống thì dùng tên đầy đủ."),
        Column("Hình thức", 18, "Chọn trong trang «Hình thức».", names=("Hình thức", "Hình thức")),
        Column("Loại hình", 30, "Chọn trong trang «Loại hình».", names=("Loại hình", "Loại hình")),
        Column("Cấp trên", 18, "Mã của cấp trên, chọn trong trang «Cấp trên».", names=("Cấp trên", "Mã")),
        Column("Địa danh", 18, "Ghi trước ngày tháng của văn bản."),
        Column("Số đảng viên", 12, "Số nguyên, tính đến ngày ghi ở trang «Thông tin»."),
        Column("Số chi bộ trực thuộc", 12, "0 nếu là chi bộ."),
        Column("Cán bộ văn phòng", 18, "Ghi kiêm nhiệm hoặc chuyên trách. Không ghi tên người.",
               get_args(ClerkRole)),
        Column("Là cấp ủy viên", 12, "Người làm công tác văn phòng là cấp ủy viên hay không.", _YES_NO),
        Column("Ký hiệu riêng", 12, "Chỉ ghi khi khác ký hiệu của hình thức."),
        _SINCE, _UNTIL, _OLD,
    ),
)
DUE_RULES = Sheet(
    headings.DUE_RULES, DueRule, "Báo cáo do từng cấp trên yêu cầu và cách tính thời hạn. Thời hạn do cấp trên quy định.",
    (
        Column("Cấp trên", 18, "Mã của cấp trên.", names=("Cấp trên", "Mã")),
        Column("Việc", 28, "Mã việc, chọn trong trang «Danh mục»."),
        Column("Tháng", 14, f"Tháng tính thời hạn: «{EVERY_MONTH}», «1-12», «3, 9». Báo cáo kỳ: ghi tháng cuối kỳ."),
        Column("Cách tính hạn", 34, "Chọn một cách; số n ghi ở cột sau.", get_args(RuleKind)),
        Column("n", 6, "Thứ tự của ngày, hoặc số ngày; −1 là lần cuối trong tháng (cột «Thứ»)."),
        Column("Thứ", 10, "Chỉ ghi khi thời hạn tính theo thứ trong tuần.", WEEKDAYS),
        Column("Gặp ngày nghỉ", 16, "Khi trùng ngày nghỉ: giữ nguyên, chuyển lên ngày liền trước hoặc chuyển ra sau.", get_args(Shift)),
        Column("Mấy năm một lần", 10, "Ghi 1 nếu thực hiện hằng năm; ghi 5 nếu mỗi nhiệm kỳ một lần."),
        Column("Năm đầu", 10, "Chỉ ghi khi không thực hiện hằng năm."),
        Column("Nơi nhận", 26, "Bộ phận nhận của cấp trên."),
        Column("Gửi bằng", 26, "Văn bản điện tử, văn thư, phần mềm …"),
        Column("Văn bản quy định", 40, "Số, ngày văn bản của cấp trên quy định thời hạn này."),
        _SINCE, _UNTIL,
    ),
)
HOLIDAYS = Sheet(
    headings.HOLIDAYS, Holiday, "Ngày lễ, Tết, ngày nghỉ bù và ngày làm bù. Ngày âm lịch ghi sẵn theo dương lịch.",
    (
        Column("Ngày", 12, "Ngày/tháng/năm dương lịch."),
        Column("Tên ngày", 34, "Tên ngày lễ."),
        Column("Nghỉ hay làm bù", 12, "«làm bù»: ngày thứ bảy, chủ nhật phải đi làm.", ("nghỉ", "làm bù")),
        Column("Độ chắc chắn", 14, "«dự kiến»: chờ thông báo hằng năm, rồi sửa lại.",
               ("đã công bố", "theo luật", "dự kiến")),
        Column("Nguồn", 50, "Văn bản quy định hoặc thông báo."),
    ),
)
INDICATORS = Sheet(
    headings.INDICATORS, Indicator, "Các chỉ tiêu thống kê. Đầu kỳ + tăng − giảm phải bằng cuối kỳ.",
    (
        _ID,
        Column("Chỉ tiêu", 40, "Tên chỉ tiêu."),
        Column("Đơn vị tính", 14, "đảng viên, chi bộ, buổi …"),
        Column("Vai trò", 14, "Để kiểm tra tổng: đầu kỳ, tăng, giảm, cuối kỳ; «trong đó» không quá cuối kỳ.",
               get_args(Role)),
        Column("Cách đếm", 60, "Cách thống kê và thời điểm tính số liệu."),
    ),
)
FIGURES = Sheet(
    headings.FIGURES, Figure, "Mỗi dòng một số liệu: đơn vị, kỳ, chỉ tiêu, giá trị.",
    (
        Column("Đơn vị", 36, "Mã đơn vị.", names=("Đơn vị", "Mã")),
        Column("Kỳ", 12, "2026-10 (tháng), 2026-Q3 (quý), 2026-N1 (nửa năm), 2026 (năm)."),
        Column("Chỉ tiêu", 18, "Mã chỉ tiêu.", names=("Chỉ tiêu", "Mã")),
        Column("Giá trị", 12, "Số nguyên."),
    ),
)
RESULTS = Sheet(
    headings.RESULTS, ReportResult, "Ngày gửi từng báo cáo và các tiêu chí chưa đạt.",
    (
        Column("Đơn vị", 36, "Mã đơn vị.", names=("Đơn vị", "Mã")),
        Column("Việc", 28, "Mã việc, chọn trong trang «Danh mục»."),
        Column("Kỳ", 12, "2026-10 (tháng), 2026-Q3 (quý), 2026-N1 (nửa năm), 2026 (năm)."),
        Column("Hạn", 12, "Thời hạn đã thông báo cho kỳ đó."),
        Column("Ngày gửi", 12, "Để trống nếu chưa gửi."),
        Column("Thiếu ở tiêu chí", 44, "Các tiêu chí chưa đạt, cách nhau bằng dấu chấm phẩy. Để trống nếu đạt."),
    ),
)
SHEETS = (INFO, UNITS, SUPERIORS, TYPES, FORMS, DUE_RULES, HOLIDAYS, INDICATORS, FIGURES, RESULTS)
