"""The sheets and columns of the workbook that code asks for by name: plain text, which the scripts of pages may use too.

Each is the name of a sheet in ``sheets`` or the alias of a field in ``organisation``; a test holds them together.
"""

from __future__ import annotations

INFO, UNITS, SUPERIORS, TYPES, FORMS = "Thông tin", "Đơn vị", "Cấp trên", "Loại hình", "Hình thức"
DUE_RULES, HOLIDAYS, INDICATORS, FIGURES, RESULTS = "Kỳ báo cáo", "Ngày nghỉ", "Chỉ tiêu", "Số liệu", "Kết quả báo cáo"
NOTES = "Ghi chú"

CODE, SINCE, UNTIL, OLD_NAMES = "Mã", "Từ ngày", "Đến ngày", "Tên cũ"
AS_OF, SAMPLE, SOURCE = "Số liệu tính đến", "Dữ liệu mẫu", "Nguồn số liệu"
TOTAL_UNITS, TOTAL_MEMBERS = "Tổng số đơn vị", "Tổng số đảng viên"
MEMBERS, TASK, WEEKDAY, N, FIRST_YEAR = "Số đảng viên", "Việc", "Thứ", "n", "Năm đầu"
UNIT, PERIOD, INDICATOR, VALUE = "Đơn vị", "Kỳ", "Chỉ tiêu", "Giá trị"
ROLE, DAY = "Vai trò", "Ngày"
