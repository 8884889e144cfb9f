"""new: makes a page, template or question that passes every check, so that an editor begins with something whole."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import click

from macros.commands import data_folder
from macros.commands.choices import data_option
from macros.files.lock import hold
from macros.files.whole import write_file
from macros.load import DataFolder
from macros.load.folder import shown_path
from macros.load.page_folder import FOLDER
from macros.load.yaml_file import read_table
from macros.model.base import LONGEST_NEW_CODE, UnknownName, code_fault, look_up
from macros.model.problems import Problems
from macros.model.training import Module
from macros.vietnamese import nfc, old_tone


@dataclass(frozen=True)
class Scaffold:
    """Where a new thing goes, what stands in it, and what to do next.

    ``called``: its title when none is given. ``append``: it is a row of an existing file. ``path`` begins with docs/ or data/, which
    stand for an office's own folder when there is one; ``own``: where it goes there when
    that is another place: pages into trang/, rows into a file that is added to ours.
    """

    path: str
    text: str
    called: str
    next: str
    append: bool = False
    own: str = ""


_PROCEDURE = """\
---
title: {title}
description: Một câu nêu nội dung của trang.
loai: quy-trinh
nguoi_phu_trach: Văn phòng cấp ủy cấp trên
ra_soat: {{ngay: {today}, can_cu: [dieu-le-2011]}}
quy_trinh:
  nhom: Thông tin, báo cáo
  khi_nao: Thời điểm thực hiện, một dòng
  ai: [Cán bộ văn phòng, Bí thư]
  tham_quyen: Người quyết định, người ký
  san_pham: Kết quả của quy trình
  chuan_bi:
    - {{noi_dung: "Tài liệu, điều kiện cần có trước khi thực hiện", kinh_nghiem: true}}
  buoc:
    - {{ten: Bước thứ nhất, nguoi: Cán bộ văn phòng, viec: "Nội dung công việc", san_pham: "Kết quả", luu: "Nơi lưu", kinh_nghiem: true}}
    - {{ten: Bước thứ hai, nguoi: Bí thư, viec: "Nội dung công việc", san_pham: "Kết quả", luu: "Nơi lưu", kinh_nghiem: true}}
  dau_ra:
    - {{noi_dung: "Kết quả phải đạt", kinh_nghiem: true}}
  loi_thuong_gap:
    - {{sai: "Lỗi thường gặp", sua: "Cách sửa", kinh_nghiem: true}}
  hoi_dap:
    - {{hoi: "Câu hỏi của cán bộ văn phòng?", cach_hoi_khac: [cau hoi go khong dau], dap: "Câu trả lời ngắn.", kinh_nghiem: true}}
  bang_kiem: [bao-cao-thang]
  mau: [bao-cao-thang]
  can_cu: [dieu-le-2011]
---
Một, hai đoạn ngắn: mục đích của quy trình, chỗ thường sai.
"""
_CHECKLIST = """\
id: {name}
ten: {title}
nhom: Thông tin, báo cáo
khi_nao: Thời điểm sử dụng
cach_dung: doc_lam
dat_lai: moi_lan
nguoi_ky: Cán bộ văn phòng
muc:
  - {{id: muc-1, noi_dung: "Mục thứ nhất", kinh_nghiem: true}}
  - {{id: muc-2, noi_dung: "Mục thứ hai", kinh_nghiem: true}}
  - {{id: muc-3, noi_dung: "Mục thứ ba", kinh_nghiem: true}}
  - {{id: muc-4, noi_dung: "Mục thứ tư", kinh_nghiem: true}}
  - {{id: muc-5, noi_dung: "Mục thứ năm", kinh_nghiem: true}}
"""
_SOURCE = """
- id: {name}
  so_ky_hieu: Số và ký hiệu của văn bản {name}
  ten: {title}
  co_quan: Cơ quan ban hành
  ngay_ban_hanh: {today}
  hieu_luc: chua_ro
  chu_de: [Chủ đề]
  do_tin_cay: thu_cap
  kiem_tra: {today}
  ghi_chu: Nêu rõ nội dung chưa chắc chắn.
"""
_PAGE = """\
---
title: {title}
description: Một câu nêu nội dung của trang.
loai: trang
nguoi_phu_trach: Văn phòng cấp ủy cấp trên
ra_soat: {{ngay: {today}}}
---
Đoạn mở đầu ngắn.
"""

_TEMPLATE = """\
id: {name}
ten: {title}
nhom: Thông tin, báo cáo
the_loai: thong-bao
co_quan: [dang-uy, chi-bo-co-so]
muc_dich: Mục đích của mẫu, một câu.
khi_nao: Thời điểm dùng mẫu.
ai_ban_hanh: Cấp ủy, chi bộ
ai_ky: Bí thư hoặc phó bí thư
can_cu: [qd-399-2026]
luu_y:
  - {{noi_dung: "Nội dung thường bị sót khi viết văn bản này.", kinh_nghiem: true}}
trich_yeu: "về việc {{{{ viec }}}}"
truong:
  - {{id: viec, nhan: "Về việc", goi_y: "sơ kết công tác quý …"}}
  - {{id: noi_dung_tb, nhan: "Nội dung (mỗi dòng một ý)", loai: doan, goi_y: "Việc, thời hạn, người thực hiện"}}
noi_dung: |
  {{{{ bh.ten }}}} thông báo như sau:
  {{% for d in noi_dung_tb %}}
  {{{{ loop.index }}}}. {{{{ d }}}}
  {{% endfor %}}
noi_nhan: [Các chi bộ trực thuộc]
vi_du:
  so: "01"
  ngay_ky: 2026-10-01
  nguoi_ky: Nguyễn Đức Thành
  viec: sơ kết công tác quý
  noi_dung_tb: ["Các chi bộ gửi báo cáo theo mẫu.", "Văn phòng tổng hợp rồi trình Đảng ủy."]
"""
_TERM = """
- id: {name}
  thuat_ngu: {title}
  nghia: Một câu ngắn nêu nghĩa của thuật ngữ.
  kinh_nghiem: true
"""
_ANSWER = """\
- hoi: {question}
  cach_hoi_khac: [cau hoi go khong dau]
  dap: Câu trả lời ngắn, kèm trang hướng dẫn.
  kinh_nghiem: true
"""
_QUESTION = """
- id: {name}
  loai: mot
  muc_tieu: {objective}
  do_kho: 1
  hoi: {question}
  chon:
    - {{dung: "Ý đúng", vi: "Lý do ý này đúng."}}
    - {{sai: "Ý sai thứ nhất", vi: "Lý do ý này sai."}}
    - {{sai: "Ý sai thứ hai", vi: "Lý do ý này sai."}}
    - {{sai: "Ý sai thứ ba", vi: "Lý do ý này sai."}}
  kinh_nghiem: true
"""

_NAV = "Thêm trang vào mục nav trong mkdocs.yml."
_OWN_PAGE = "Sửa từng dòng; trang tự vào trình đơn khi tạo trang."
_GROUPED = "Sửa câu hỏi, câu trả lời. Câu ở trang «Câu hỏi chưa xếp nhóm» cho đến khi một nhóm trong nhom-hoi-dap.yml có tên tệp này."
_LAST = "Sửa từng dòng của mục vừa thêm ở cuối tệp."

KINDS: Mapping[str, Scaffold] = {
    "quy-trinh": Scaffold("docs/quy-trinh/{name}.md", _PROCEDURE, "Quy trình mới", _NAV, own="docs/quy-trinh/{name}.md"),
    "trang": Scaffold("docs/bat-dau/{name}.md", _PAGE, "Trang mới", _NAV, own="docs/rieng/{name}.md"),
    "bang-kiem": Scaffold("data/bang-kiem/{name}.yml", _CHECKLIST, "Bảng kiểm mới", "Ghi mã bảng kiểm vào trường bang_kiem của quy trình."),
    "can-cu": Scaffold("data/can-cu.yml", _SOURCE, "Văn bản mới", _LAST, append=True, own="data/can-cu.rieng.yml"),
    "mau": Scaffold("data/mau/{name}.yml", _TEMPLATE, "Mẫu mới", "Sửa từng trường, rồi ghi mã mẫu vào trường mau của quy trình."),
    "thuat-ngu": Scaffold("data/thuat-ngu.yml", _TERM, "Thuật ngữ mới", _LAST, append=True, own="data/thuat-ngu.rieng.yml"),
    "hoi-dap": Scaffold("data/hoi-dap/{name}.yml", _ANSWER, "Câu hỏi mới", _GROUPED),
    "cau-hoi": Scaffold("data/cau-hoi/{module}.yml", _QUESTION, "Câu hỏi mới", _LAST, append=True, own="data/cau-hoi/{module}.rieng.yml"),
}


def yaml_text(text: str) -> str:
    """``text`` as a YAML scalar that means exactly this text, whatever signs are in it."""
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff]", lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))


def write_new(data: DataFolder, kind: str, name: str, title: str | None, today: date, module: str | None = None) -> Path:
    """Write the scaffold of ``kind`` where what ``data`` reads is written: in an office's own folder when there is one; returns its path.

    Raises ValueError (a Vietnamese sentence), writing nothing. ``title``: what readers see; ``module``: of a question, its module.
    """
    if fault := code_fault(name, LONGEST_NEW_CODE):
        raise ValueError(f"Mã «{name[:60]}» {fault}.")
    scaffold, words = KINDS[kind], {"name": yaml_text(name), "today": today.isoformat()}
    if kind == "cau-hoi":
        module, words["objective"] = _module(data, module)
    where = scaffold.own if data.over and scaffold.own else scaffold.path
    top, _, inner = where.format(name=name, module=module).partition("/")
    docs = data.docs or data.base.parent / "docs"
    path = (data.over / FOLDER / inner if data.over else docs / inner) if top == "docs" else data.own(inner)
    read = docs / inner if top == "docs" else data.path(inner)
    with hold(path):
        old = _text(read) if scaffold.append else ""
        # A question's code is one among those of all modules.
        inside = data.paths("cau-hoi") if kind == "cau-hoi" else [path for path, _ in data.row_files(f"{kind}.yml")]
        _keep_apart(name, inside if scaffold.append else [])
        if not scaffold.append and (path.exists() or read.exists()):
            raise ValueError(f"Đã có tệp {shown_path(path if path.exists() else read)}: đặt mã khác hoặc sửa tệp đang có.")
        told = _title(title) if title else _unused(scaffold.called, old, [*read.parent.glob("*.*"), *path.parent.glob("*.*")])
        asked = told[0].upper() + told[1:] + ("" if told.endswith("?") else "?")
        words |= {"title": yaml_text(told), "question": yaml_text(asked)}
        text = scaffold.text.format(**words)
        write_file(path, (old.rstrip("\n") + "\n" + text if scaffold.append else text).encode())
    return path


def _module(data: DataFolder, name: str | None) -> tuple[str, str]:
    """The module ``name``, or the first of the course, and its first objective."""
    modules = read_table(data.path("dao-tao/hoc-phan.yml"), "data/dao-tao/hoc-phan.yml", Module, Problems())
    if not modules:
        raise ValueError("Chưa có học phần nào trong data/dao-tao/hoc-phan.yml: thêm học phần trước rồi thêm câu hỏi.")
    try:
        module = look_up(modules, name or next(iter(modules)), "học phần")
    except UnknownName as error:
        raise ValueError(f"--hoc-phan: {error}") from None
    return module.id, next(iter(module.objectives))


def _text(path: Path) -> str:
    """The file that a row is added to; nothing while there is none."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except UnicodeDecodeError:
        raise ValueError(f"{shown_path(path)}: không phải chữ UTF-8. Mở bằng trình soạn thảo và lưu lại với mã UTF-8.") from None


def _keep_apart(name: str, files: Iterable[Path]) -> None:
    """Raise ValueError when a row of one of ``files`` has the code ``name`` already."""
    for path in files:
        if re.search(rf"^- *\{{? *id: *['\"]?{name}['\"]? *(?:[,}}#].*)?$", _text(path), re.MULTILINE):
            raise ValueError(f"Mã «{name}» đã có trong {shown_path(path)}: đặt mã khác hoặc sửa mục đang có.")


def _title(title: str) -> str:
    """``title`` in the house's spelling and quotation marks; what no title can hold is a ValueError."""
    title = old_tone(" ".join(nfc(title).split()))
    title = re.sub(r"[\"“„]([^\"“”„]*)[\"”]|(?<!\w)['‘](?=\w)(.*?\w)['’](?!\w)", lambda match: f"«{match[1] or match[2]}»", title)
    if not title or not title.isprintable():
        raise ValueError("--ten: tên trống hoặc có ký tự không in được. Nhập lại tên.")
    if re.search(r"[\"“”„]", title):
        raise ValueError("--ten: có một dấu nháy lẻ. Bỏ dấu đó, hoặc đặt cả phần trích trong «…».")
    if re.search(r"\{[{%#]", title):
        raise ValueError("--ten: «{{», «{%» và «{#» là dấu gọi macro, không đứng trong tên được. Bỏ bớt một dấu.")
    return title


def _unused(title: str, text: str, files: Iterable[Path]) -> str:
    """``title`` with a number when a scaffold of that title waits to be changed already, in ``text`` or in one of ``files``."""
    near = [path for path in sorted(set(files)) if path.suffix in (".md", ".yml")]
    text += "".join(path.read_text(encoding="utf-8", errors="replace") for path in near)
    number = 1
    while re.search(rf"\"{title}{f' {number}' if number > 1 else ''}\??\"", text):
        number += 1
    return title if number == 1 else f"{title} {number}"


@click.command()
@click.argument("loai", type=click.Choice(sorted(KINDS)))
@click.argument("ma")
@click.option("--ten", "title", default=None, help="Tên hiện cho người đọc; bỏ trống thì lệnh đặt tạm một tên để sửa sau.")
@click.option("--hoc-phan", "module", default=None, help="Học phần của câu hỏi (mã trong data/dao-tao/hoc-phan.yml); chỉ dùng với cau-hoi.")
@data_option
def new(loai: str, ma: str, title: str | None, module: str | None) -> None:
    """Tạo sẵn một LOAI mới có mã MA (không dấu), qua được mọi kiểm tra, để sửa dần."""
    data = data_folder()
    try:
        path = write_new(data, loai, ma, title, date.today(), module)
    except ValueError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    in_menu = data.over and KINDS[loai].own
    print(f"Đã tạo {shown_path(path)}. {_OWN_PAGE if in_menu else KINDS[loai].next}")


COMMANDS = (new,)
