"""new: scaffolds that pass every check, so that an editor starts from something whole and changes it piece by piece."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT


@dataclass(frozen=True)
class Scaffold:
    """Where a new thing goes, what stands in it, and what to do next. ``append``: a row in an existing file."""

    path: str
    text: str
    next: str
    append: bool = False


_PROCEDURE = """\
---
title: {title}
description: Một câu nói trang này giúp làm được gì.
loai: quy-trinh
nguoi_phu_trach: Văn phòng cấp ủy cấp trên
ra_soat: {{ngay: {today}, can_cu: [dieu-le-2011]}}
quy_trinh:
  nhom: Thông tin, báo cáo
  khi_nao: Khi nào làm, một dòng
  ai: [Cán bộ văn phòng, Bí thư]
  tham_quyen: Ai quyết, ai ký
  san_pham: Làm xong có gì
  chuan_bi:
    - {{noi_dung: Thứ phải có sẵn trước khi bắt đầu, kinh_nghiem: true}}
  buoc:
    - {{ten: Bước thứ nhất, nguoi: Cán bộ văn phòng, viec: Làm gì cho cụ thể, san_pham: Ra cái gì, luu: Lưu ở đâu, kinh_nghiem: true}}
    - {{ten: Bước thứ hai, nguoi: Bí thư, viec: Làm gì cho cụ thể, san_pham: Ra cái gì, luu: Lưu ở đâu, kinh_nghiem: true}}
  dau_ra:
    - {{noi_dung: Kết quả phải có, kinh_nghiem: true}}
  loi_thuong_gap:
    - {{sai: Lỗi hay gặp, sua: Sửa thế nào, kinh_nghiem: true}}
  hoi_dap:
    - {{hoi: "Câu hỏi bằng lời người làm về {name}?", cach_hoi_khac: [cau hoi go khong dau], dap: Trả lời ngắn., kinh_nghiem: true}}
  bang_kiem: [bao-cao-thang]
  mau: [bao-cao-thang]
  can_cu: [dieu-le-2011]
---
Một hai đoạn ngắn: việc này để làm gì, chỗ nào hay hỏng.
"""
_CHECKLIST = """\
id: {name}
ten: {title}
nhom: Thông tin, báo cáo
khi_nao: Dùng khi nào
cach_dung: doc_lam
dat_lai: moi_lan
nguoi_ky: Cán bộ văn phòng
muc:
  - {{id: muc-1, noi_dung: Mục thứ nhất, kinh_nghiem: true}}
  - {{id: muc-2, noi_dung: Mục thứ hai, kinh_nghiem: true}}
  - {{id: muc-3, noi_dung: Mục thứ ba, kinh_nghiem: true}}
  - {{id: muc-4, noi_dung: Mục thứ tư, kinh_nghiem: true}}
  - {{id: muc-5, noi_dung: Mục thứ năm, kinh_nghiem: true}}
"""
_SOURCE = """
- id: {name}
  so_ky_hieu: 'Số/ký hiệu của {name}'
  ten: {title}
  co_quan: Cơ quan ban hành
  ngay_ban_hanh: {today}
  hieu_luc: chua_ro
  chu_de: [Chủ đề]
  do_tin_cay: thu_cap
  kiem_tra: {today}
  ghi_chu: Nói thẳng chỗ chưa chắc.
"""
_PAGE = """\
---
title: {title}
description: Một câu nói trang này giúp làm được gì.
loai: trang
nguoi_phu_trach: Văn phòng cấp ủy cấp trên
ra_soat: {{ngay: {today}}}
---
# {title}

Đoạn mở đầu ngắn.
"""

KINDS: Mapping[str, Scaffold] = {
    "quy-trinh": Scaffold("docs/quy-trinh/{name}.md", _PROCEDURE, "Thêm trang vào mục nav trong mkdocs.yml."),
    "trang": Scaffold("docs/bat-dau/{name}.md", _PAGE, "Thêm trang vào mục nav trong mkdocs.yml."),
    "bang-kiem": Scaffold("data/bang-kiem/{name}.yml", _CHECKLIST, "Ghi mã bảng kiểm vào khóa bang_kiem của quy trình."),
    "can-cu": Scaffold("data/can-cu.yml", _SOURCE, "Sửa từng dòng của mục vừa thêm ở cuối tệp.", append=True),
}


def write_new(root: Path, kind: str, name: str, title: str, today: date) -> Path:
    """Write the scaffold of ``kind`` under ``root``; returns its path. Raises ValueError (a Vietnamese sentence), writing nothing."""
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ValueError(f"Mã «{name}» chỉ được gồm chữ thường không dấu, chữ số và gạch nối, như «bao-cao-thang».")
    scaffold = KINDS[kind]
    path = root / scaffold.path.format(name=name)
    text = scaffold.text.format(name=name, title=title, today=today.isoformat())
    if scaffold.append:
        old = path.read_text(encoding="utf-8")
        if f"\n- id: {name}\n" in old:
            raise ValueError(f"Mã «{name}» đã có trong {scaffold.path}: đặt mã khác hoặc sửa mục đang có.")
        path.write_text(old.rstrip("\n") + "\n" + text, encoding="utf-8")
        return path
    if path.exists():
        raise ValueError(f"Đã có tệp {scaffold.path.format(name=name)}: đặt tên khác hoặc sửa tệp đang có.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@click.command()
@click.argument("loai", type=click.Choice(sorted(KINDS)))
@click.argument("ma")
@click.option("--ten", "title", default=None, help="Tên hiện cho người đọc; bỏ trống thì lấy mã.")
def new(loai: str, ma: str, title: str | None) -> None:
    """Tạo sẵn một LOAI mới có mã MA (không dấu), qua được mọi kiểm tra, để sửa dần."""
    try:
        path = write_new(ROOT, loai, ma, title or ma, date.today())
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    print(f"Đã tạo {path.relative_to(ROOT).as_posix()}. {KINDS[loai].next}")


COMMANDS = (new,)
