"""serve, build, bundle: the site and its offline copy."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import click

from macros.commands import ROOT, python
from macros.commands.choices import data_option, unit_option
from macros.documents import pdf as pdf_
from macros.model.settings import BuildSettings
from macros.offline import bundle as bundle_

ADDRESS = "127.0.0.1:8000"
pdf_option = click.option("--pdf", is_flag=True, help="Làm thêm bản PDF xem trước của các mẫu (máy phải có LibreOffice).")


def _environment(edition: date | None = None) -> dict[str, str]:
    """The environment of a build. One moment a day is its clock, so that two builds of a day are byte-identical."""
    day = edition or date.today()
    epoch = int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
    return {"SOURCE_DATE_EPOCH": str(epoch), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1", **os.environ}


def _settings(edition: date | None = None) -> BuildSettings:
    data = os.environ.get("SO_TAY_DATA")
    return BuildSettings(Path(data) if data else None, os.environ.get("SO_TAY_DON_VI"), day=edition)


def build_site(out: Path, edition: date | None = None, *, warn_readers: bool = False, pdf: bool = False) -> int:
    """Build strictly aside and put the result at ``out`` only when it is whole; returns the exit code (0 or 1).

    A failed build leaves the last good site where it was. ``warn_readers``: what rests on a replaced source does not
    stop the build but is marked for readers, for the days until it is mended. ``pdf``: the documents get PDF copies;
    where none can be made the build stops, because they were asked for.
    """
    try:
        if pdf:
            pdf_.converter()
    except pdf_.Unavailable as error:
        print(error, file=sys.stderr)
        return _not_built(out)
    aside = out.parent / f".{out.name}-building"
    shutil.rmtree(aside, ignore_errors=True)
    settings = _settings(edition).with_(warn_readers=warn_readers, pdf=pdf)
    environment = _environment(edition) | settings.environment()
    failed = python("-m", "mkdocs", "build", "--strict", "--site-dir", str(aside), env=environment)
    if failed:
        shutil.rmtree(aside, ignore_errors=True)
        return _not_built(out)
    old = out.parent / f".{out.name}-old"
    shutil.rmtree(old, ignore_errors=True)
    if out.exists():
        out.rename(old)
    aside.rename(out)
    shutil.rmtree(old, ignore_errors=True)
    return 0


def _not_built(out: Path) -> int:
    kept = " Trang dựng lần trước vẫn còn nguyên." if out.exists() else ""
    print(f"Chưa dựng được trang.{kept}", file=sys.stderr)
    return 1


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "site", help="Thư mục nhận trang (mặc định: site).")
@click.option("--canh-bao", "warn_readers", is_flag=True,
              help="Chỗ dựa vào văn bản đã thay thế: đánh dấu cho người đọc thay vì dừng (dùng trong những ngày đang sửa).")
@pdf_option
@data_option
@unit_option
def build(out: Path, warn_readers: bool, pdf: bool) -> None:
    """Dựng trang vào site/, nghiêm ngặt; hỏng thì giữ bản dựng tốt gần nhất."""
    sys.exit(build_site(out.resolve(), warn_readers=warn_readers, pdf=pdf))


@click.command()
@click.option("--dia-chi", "address", default=ADDRESS, show_default=True, help="Địa chỉ phục vụ.")
@data_option
def serve(address: str) -> None:
    """Dựng trang, phục vụ trên máy này và dựng lại khi có thay đổi."""
    print(f"Mở trình duyệt: http://{address}/  (dừng bằng Ctrl+C)", flush=True)
    # --livereload is said aloud because click 8.2 and later reads MkDocs' default as «off».
    sys.exit(python("-m", "mkdocs", "serve", "--strict", "--livereload", "--dev-addr", address,
                    env=_environment() | _settings().with_(address=address).environment()))


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist", help="Thư mục nhận tệp nén (mặc định: dist).")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Đóng gói trang đã dựng sẵn ở đây.")
@pdf_option
@data_option
@unit_option
def bundle(out: Path, site: Path | None, pdf: bool) -> None:
    """Dựng, soát và nén thành một tệp mở được từ USB."""
    if site and pdf:
        raise click.UsageError("--pdf chỉ dùng khi dựng trang. Bỏ --site, hoặc dựng trang ấy trước bằng «run.py build --pdf».")
    with tempfile.TemporaryDirectory() as folder:
        if site is None:
            # What is made for an office or a unit must not be left behind as the site of all.
            own = os.environ.get("SO_TAY_DATA") or os.environ.get("SO_TAY_DON_VI")
            site = Path(folder, "site") if own else ROOT / "site"
            if build_site(site, pdf=pdf):
                sys.exit(1)
        try:
            made = bundle_.write(site, out, os.environ.get("SO_TAY_DON_VI"))
        except bundle_.AuditError as error:
            print(error, file=sys.stderr)
            sys.exit(1)
    print(f"{made.path}  {made.size / 1e6:.1f} MB, {made.files} tệp, đường dẫn dài nhất {made.longest_path} ký tự")
    print(f"SHA-256 {made.sha256}")


COMMANDS = (serve, build, bundle)
