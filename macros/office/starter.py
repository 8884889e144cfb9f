"""The folder that a new office begins with: a filled example of everything it may hold, and a page to read first."""

from __future__ import annotations

from datetime import date

from macros.load.page_folder import FOLDER
from macros.model.look import LOGOS, SETTINGS

READ_ME = "ĐỌC TÔI TRƯỚC.txt"

_READ_ME = """\
THƯ MỤC CỦA ĐƠN VỊ

Nội dung riêng của văn phòng nằm trong thư mục này. Không sửa sổ tay gốc; có bản mới thì thay cả bản.
Mọi tệp ở đây là ví dụ, dùng được ngay. Sửa dần, xóa tệp không cần.

1. Mở to-chuc.xlsx, thay các trang «Thông tin», «Đơn vị», «Cấp trên», «Kỳ báo cáo» bằng nội dung của đơn vị. Ô «Dữ liệu mẫu» ghi «không».
2. Mở so-tay.yml bằng trình soạn thảo, sửa tên và màu.
3. Thay bieu-trung.svg bằng biểu trưng của đơn vị, hoặc xóa đi.
4. Trang, mẫu, bảng kiểm, hỏi đáp của đơn vị: xem các tệp ví dụ trong trang, mau, bang-kiem, hoi-dap.
5. Thêm một mục nữa: run.py new <loại> <mã> --data "thư mục này".
6. Kiểm tra: run.py office check --data "thư mục này". Hệ thống nêu hết chỗ phải sửa trong một lần.
7. Xem thử: run.py serve --data "thư mục này".
8. Sổ tay gốc có bản mới: run.py office upgrade --data "thư mục này". Hệ thống nêu phần của đơn vị bị ảnh hưởng, không tự sửa.

Để thư mục này ngoài thư mục sổ tay, hoặc chuyển ra trước khi thay sổ tay bằng bản mới.
Tệp .ban-goc.zip giữ nội dung của sổ tay gốc khi nhận, để lần sau so sánh. Không xóa.
Hướng dẫn đầy đủ: trang «Sổ tay của đơn vị» trong phần Quản trị.
"""
_LOOK = """\
# Bỏ dấu # ở đầu dòng nào thì dòng đó có hiệu lực. Xem trang «Sổ tay của đơn vị».
ten: Sổ tay Văn phòng của đơn vị
# mo_ta: Một câu cho máy tìm kiếm.
mau: "#0b4f8a"
muc_rieng: Của đơn vị
# khong_hien: [Học, Số liệu]
"""
_LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" role="img" aria-label="Biểu trưng">
<rect width="24" height="24" rx="5" fill="#0b4f8a"/>
<path d="M5 6h6a2 2 0 0 1 1 .5A2 2 0 0 1 13 6h6v12h-6a1 1 0 0 0-1 1 1 1 0 0 0-1-1H5z" fill="#ffffff"/>
</svg>
"""
_PAGE = """\
---
title: Về văn phòng của đơn vị
description: Phân công công việc, người liên hệ.
loai: trang
nguoi_phu_trach: Văn phòng của đơn vị
ra_soat: {{ngay: {today}}}
---
Trang ví dụ: trang mà sổ tay gốc không có. Sửa nội dung, đổi tên tệp, hoặc xóa.

## Giờ làm việc {{{{ kinh_nghiem() }}}}

Văn phòng nhận văn bản trong giờ hành chính. Việc gấp thì báo trước cho người trực.
"""
_CHANGED = """\
---
sua_theo_muc: {them: [Nơi nhận báo cáo của đơn vị]}
quy_trinh:
  ai: [Cán bộ văn phòng, Bí thư]
---
## Nơi nhận báo cáo của đơn vị

Ví dụ sửa trang gốc theo mục: mục này ở cuối trang «Báo cáo tháng»; trường `ai` thay trường cùng tên của trang gốc. {{ kinh_nghiem() }}
"""
_REPLACED = """\
---
title: Giới thiệu sổ tay
description: Nội dung sổ tay của đơn vị, người liên hệ.
loai: trang
nguoi_phu_trach: Văn phòng của đơn vị
ra_soat: {{ngay: {today}}}
---
Ví dụ thay cả trang: tệp này trùng đường dẫn với trang giới thiệu của sổ tay gốc nên thay trang đó. Xóa tệp thì trang gốc hiện lại.

Sổ tay gồm việc đến hạn, quy trình, mẫu văn bản, căn cứ. Có chỗ chưa đúng thì báo văn phòng.
"""


def starter_files(today: date) -> list[tuple[str, bytes]]:
    """(name, content) of what does not depend on the facts of the handbook."""
    day = today.isoformat()
    return [
        (READ_ME, _READ_ME.replace("\n", "\r\n").encode("utf-8-sig")),
        (SETTINGS, _LOOK.encode()),
        (LOGOS[0], _LOGO.encode()),
        (f"{FOLDER}/rieng/ve-van-phong.md", _PAGE.format(today=day).encode()),
        (f"{FOLDER}/quy-trinh/bao-cao-thang.md", _CHANGED.encode()),
        (f"{FOLDER}/bat-dau/gioi-thieu.md", _REPLACED.format(today=day).encode()),
    ]


#: Kind of thing that «new» makes → (code, title): the rest of the examples.
EXAMPLES = {
    "quy-trinh": ("vi-du-quy-trinh", "Ví dụ: quy trình của đơn vị"),
    "mau": ("vi-du-thong-bao", "Ví dụ: thông báo của đơn vị"),
    "bang-kiem": ("vi-du-bang-kiem", "Ví dụ: bảng kiểm của đơn vị"),
    "hoi-dap": ("vi-du-hoi-dap", "Ví dụ: hỏi gì ở đơn vị?"),
    "cau-hoi": ("vi-du-cau-hoi", "Ví dụ: câu hỏi của đơn vị?"),
    "thuat-ngu": ("vi-du-thuat-ngu", "Ví dụ: thuật ngữ của đơn vị"),
    "can-cu": ("vi-du-can-cu", "Ví dụ: văn bản của đơn vị"),
}
