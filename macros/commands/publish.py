"""publish: the site on the web, in a folder that a server shows or on a branch that a host of pages shows."""

from __future__ import annotations

import shutil
import sys
from datetime import date
from pathlib import Path

import click

from macros.commands import ROOT, data_folder
from macros.commands.choices import data_option, warn_option
from macros.commands.site import SIGN, build_site
from macros.files.lock import hold
from macros.lint import guard
from macros.offline.audit import audit
from macros.offline.bundle import AuditError
from macros.offline.publish import BEFORE, GitError, bring_back, bring_back_branch, publish_branch
from macros.offline.publish import publish as publish_folder


@click.command()
@click.option("--dich", "folder", type=click.Path(path_type=Path, file_okay=False), help="Thư mục mà máy chủ web đang cho xem.")
@click.option("--nhanh", "branch", help="Nhánh git mà dịch vụ đăng trang (GitHub Pages, GitLab Pages) sử dụng.")
@click.option("--kho", "remote", default="origin", show_default=True, help="Kho trên mạng (remote) nhận nhánh đó.")
@click.option("--lui", "back", is_flag=True, help="Cho xem lại bản đăng lần trước; chạy lần nữa thì trở về bản này.")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Đăng trang đã tạo sẵn ở đây.")
@warn_option
@data_option
def publish(folder: Path | None, branch: str | None, remote: str, back: bool, site: Path | None, warn_readers: bool) -> None:
    """Tạo trang, kiểm tra rồi đăng lên web; người đọc thấy bản cũ hoặc bản mới, không thấy bản chưa xong."""
    if (folder is None) == (branch is None):
        raise click.UsageError("Ghi nơi đăng: --dich thư mục, hoặc --nhanh nhánh git (chỉ một trong hai).")
    if back and (site or warn_readers):
        raise click.UsageError("--lui không tạo trang. Bỏ --site và --canh-bao.")
    if site and warn_readers:
        raise click.UsageError("--canh-bao chỉ dùng khi tạo trang. Bỏ --site, hoặc tạo trang đó trước bằng «run.py build --canh-bao».")
    try:
        if back:
            _bring_back(folder, branch, remote)
        elif site:
            _publish(site, folder, branch, remote)
        else:
            _build_and_publish(folder, branch, remote, warn_readers)
    except (AuditError, GitError) as error:
        print(error, file=sys.stderr)
        sys.exit(1)


def _build_and_publish(folder: Path | None, branch: str | None, remote: str, warn_readers: bool) -> None:
    site = ROOT / ".site-dang"
    if build_site(site, warn_readers=warn_readers, replace=True):
        sys.exit(1)
    try:
        with hold(site):
            _publish(site, folder, branch, remote)
    finally:
        shutil.rmtree(site, ignore_errors=True)


def _publish(site: Path, folder: Path | None, branch: str | None, remote: str) -> None:
    secrets = guard(site, marked=[ROOT / "docs", *data_folder().folders()])
    if findings := [*audit(site), *map(str, secrets)]:
        raise AuditError(findings)
    if folder:
        folder = folder.resolve()
        shown = folder.exists()
        publish_folder(site, folder, keep_off=[ROOT], sign=SIGN)
        print(f"Đã đăng vào {folder}." + (f" Bản trước ở {folder.name}{BEFORE}; trở về bằng --lui." if shown else ""))
    elif branch:
        commit = publish_branch(site, Path.cwd(), branch, remote, f"Bản ngày {date.today():%d/%m/%Y}")
        print(f"Đã đăng lên nhánh «{branch}» của «{remote}», lần ghi {commit[:10]}.")


def _bring_back(folder: Path | None, branch: str | None, remote: str) -> None:
    if folder:
        bring_back(folder.resolve(), sign=SIGN)
        print(f"{folder} đang cho xem bản trước. Chạy lần nữa để trở về bản vừa rồi.")
    elif branch:
        commit = bring_back_branch(Path.cwd(), branch, remote, f"Lùi về bản trước, ngày {date.today():%d/%m/%Y}")
        print(f"Nhánh «{branch}» của «{remote}» đang cho xem bản trước, lần ghi {commit[:10]}.")


COMMANDS = (publish,)
