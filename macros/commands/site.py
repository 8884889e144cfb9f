"""serve, build, bundle: the site and its offline copy."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import socket
import subprocess
import sys
import webbrowser
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import click

from macros.commands import PYTHON, ROOT, data_folder, handbook_or_exit, own_folder, told
from macros.commands.choices import build_settings, data_option, replace_option, unit_option, warn_option
from macros.commands.mkdocs_words import spoken, vietnamese
from macros.documents import pdf as pdf_
from macros.files.folder import claim, making, swap
from macros.files.lock import hold
from macros.files.whole import WriteError, write_fault
from macros.lint import faults, guard
from macros.model.base import UnknownName
from macros.model.organisation import Organisation
from macros.model.settings import BuildSettings
from macros.offline import bundle as bundle_
from macros.organisation import preset_script

ADDRESS = "127.0.0.1:8000"
ALL_UNITS = "tat-ca"  # in place of a unit's id: every unit of the data
SIGN = "data-an-ban="  # what the home page of every site of ours holds, also of one made before folders bore a list
_REFUSED = re.compile(r"^\w+: \[Errno (\d+)\]")
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO}
pdf_option = click.option("--pdf", is_flag=True, help="Làm thêm bản PDF xem trước của các mẫu (máy phải có LibreOffice).")


def build_site(out: Path, edition: date | None = None, *, warn_readers: bool = False, pdf: bool = False, unit: str | None = None,
               replace: bool = False) -> int:  # fmt: skip
    """Build strictly aside and put the result at ``out`` only when it is whole; returns the exit code (0 or 1).

    A failed build leaves the last good site where it was, and a folder that we did not make is never replaced.
    ``warn_readers``: what rests on a replaced source does not stop the build but is marked for readers, for the days until
    it is mended. ``pdf``: the documents get PDF copies; where none can be made the build stops, because they were asked for.
    ``unit``: the unit that the site is preset for. ``replace``: what others put into our folder is kept beside the new one.
    """
    try:
        with hold(out), making(out) as place:
            theirs = claim(out, keep_off=[ROOT], replace=replace, sign=SIGN)
            if pdf:
                pdf_.converter()
            run_mkdocs(place, build_settings(edition, warn_readers=warn_readers, unit=unit, pdf=pdf), sys.stderr.write)
            swap(place, out, keep_old=theirs)
    except (WriteError, pdf_.Unavailable) as error:
        print(error, file=sys.stderr)
    except BuildFailed:
        pass
    else:
        return 0
    kept = " Trang tạo lần trước vẫn còn nguyên." if out.exists() else ""
    print(f"Chưa tạo được trang.{kept}", file=sys.stderr)
    return 1


class BuildFailed(Exception):
    """MkDocs stopped and has said why."""


def run_mkdocs(place: Path, settings: Mapping[str, str], say: Callable[[str], object]) -> None:
    """Build the site at ``place``, telling ``say`` what is wrong; raises :class:`BuildFailed`. A disk that refuses is told in a
    sentence, in place of a traceback. The tree is checked here while MkDocs builds: a machine has more than one core."""
    command = (*PYTHON, "-u", "-m", "mkdocs", "build", "--strict", "--site-dir", str(place))
    told(command)
    data = data_folder()
    checked = BuildSettings.of_environment(settings).with_(checked=True)
    trace: list[str] = []
    with (
        ThreadPoolExecutor(1) as aside,
        subprocess.Popen(
            command, cwd=ROOT, env={**settings, **checked.environment()}, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, encoding="utf-8", errors="replace",
        ) as process,
    ):  # fmt: skip
        checking = aside.submit(faults, ROOT, checked.data)
        try:
            trace += spoken(process.stdout or (), lambda line: say(data.told(line)))
        finally:
            failed = process.wait()
    refused = _REFUSED.match(trace[-1]) if trace else None
    if refused and int(refused[1]) in _DISK:
        raise write_fault(place, OSError(int(refused[1]), ""))
    say("".join(trace))
    if failed < 0:
        say("Máy tính đã dừng lệnh tạo trang giữa chừng, thường vì thiếu bộ nhớ. Đóng bớt chương trình rồi chạy lại.\n")
    if found := checking.result():
        say("".join(f"{fault}\n" for fault in found))
        say(f"Dừng vì có {len(found)} chỗ phải sửa, nêu ở trên.\n")
    if failed or found:
        raise BuildFailed


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "site", help="Thư mục nhận trang (mặc định: site).")
@warn_option
@pdf_option
@replace_option
@data_option
@unit_option
def build(out: Path, warn_readers: bool, pdf: bool, replace: bool, unit: str | None) -> None:
    """Tạo trang vào site/; có lỗi thì giữ nguyên bản tạo trước."""
    _know(unit, warn_readers)
    sys.exit(build_site(out.resolve(), warn_readers=warn_readers, pdf=pdf, unit=unit, replace=replace))


def _know(unit: str | None, warn_readers: bool) -> None:
    """Exit 1 when ``unit`` is none of the data that are to be built."""
    if unit is None:
        return
    try:
        handbook_or_exit(warn_readers=warn_readers).organisation.unit(unit)
    except UnknownName as error:
        print(f"--don-vi: {error}", file=sys.stderr)
        sys.exit(1)


@click.command()
@click.option("--dia-chi", "address", default=ADDRESS, show_default=True, help="Địa chỉ phục vụ.")
@click.option("--mo", "opening", is_flag=True, help="Tự mở trình duyệt khi tạo xong.")
@warn_option
@data_option
def serve(address: str, opening: bool, warn_readers: bool) -> None:
    """Tạo trang để xem trên máy này; lưu tệp thì trang tự làm mới."""
    if wrong := _unusable(address):
        print(wrong, file=sys.stderr)
        sys.exit(1)
    print("Đang tạo trang. Khi tạo xong, hệ thống thông báo địa chỉ để mở. Dừng bằng Ctrl+C.", flush=True)
    sys.exit(_serve(address, build_settings(warn_readers=warn_readers, address=address), opening=opening))


def _serve(address: str, settings: Mapping[str, str], *, opening: bool = False) -> int:
    """Serve the site at ``address`` until somebody stops it; returns the exit code. ``opening``: show it when it is there."""
    # --livereload is said aloud because click 8.2 and later reads MkDocs' default as «off».
    command = (*PYTHON, "-u", "-m", "mkdocs", "serve", "--strict", "--livereload", "--dev-addr", address)
    told(command)
    data = data_folder()
    with subprocess.Popen(
        command, cwd=ROOT, env=settings, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8", errors="replace"
    ) as process, contextlib.suppress(KeyboardInterrupt):  # the server got it too and ends by itself
        for line in process.stdout or ():
            if "Serving on" in line:  # not before: until then nobody answers there
                print(f"Mở trình duyệt: http://{address}/", flush=True)
                if opening:
                    webbrowser.open(f"http://{address}/")
            if (said := vietnamese(line.rstrip())) is not None:
                print(data.told(said), flush=True)
    return process.returncode


def _unusable(address: str) -> str | None:
    """Why nothing can be served at ``address``, with what to do, or None."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdecimal() or not 0 < int(port) < 65536:
        return f"--dia-chi: «{address}» không phải địa chỉ phục vụ; ghi máy và cổng, ví dụ {ADDRESS}."
    with socket.socket() as trial:
        if os.name != "nt":  # there it would let two programs share the port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, int(port)))
        except (OSError, UnicodeError) as error:
            if getattr(error, "errno", 0) == errno.EADDRINUSE:
                return (f"Cổng {port} đang có chương trình khác dùng, có thể là một lệnh serve chưa tắt. Tắt chương trình đó, "
                        f"hoặc chọn cổng khác: --dia-chi {host}:{int(port) % 65535 + 1}.")
            if getattr(error, "errno", 0) == errno.EACCES:
                return f"Máy không cho mở cổng {port}. Chọn cổng từ 1024 trở lên, ví dụ --dia-chi {ADDRESS}."
            return f"--dia-chi: máy này không có địa chỉ «{host}». Ghi ví dụ {ADDRESS}."
    return None


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=ROOT / "dist", help="Thư mục nhận tệp nén (mặc định: dist).")
@click.option("--site", type=click.Path(path_type=Path, exists=True, file_okay=False), help="Đóng gói trang đã tạo sẵn ở đây.")
@warn_option
@pdf_option
@replace_option
@data_option
@click.option("--don-vi", "unit", help=f"Mã đơn vị chọn sẵn; «{ALL_UNITS}»: mỗi đơn vị một tệp, chỉ tạo trang một lần.")
def bundle(out: Path, site: Path | None, warn_readers: bool, pdf: bool, replace: bool, unit: str | None) -> None:
    """Tạo trang, kiểm tra và nén thành một tệp mở được từ USB."""
    if site and (pdf or warn_readers):
        option = "--pdf" if pdf else "--canh-bao"
        raise click.UsageError(f"{option} chỉ dùng khi tạo trang. Bỏ --site, hoặc tạo trang đó trước bằng «run.py build {option}».")
    if site and unit != ALL_UNITS:
        _bundle(site, out, replace, unit)
        return
    if site:
        raise click.UsageError(f"--don-vi {ALL_UNITS} tự tạo trang để mọi bản cùng một dữ liệu. Bỏ --site.")
    one = None if unit == ALL_UNITS else unit
    _know(one, warn_readers)
    # What is made for an office or a unit must not be left behind as the site of all.
    own = bool(own_folder() or unit)
    # It has one name for all of them: one that a killed command left behind goes with the next, whoever's it is.
    site = ROOT / (".site-rieng" if own else "site")
    if build_site(site, warn_readers=warn_readers, pdf=pdf, unit=one, replace=own):
        sys.exit(1)
    try:
        with hold(site):  # nobody builds there anew while it is read
            everybody = handbook_or_exit(warn_readers=warn_readers).organisation if unit == ALL_UNITS else None
            _bundle(site, out, replace, one, everybody)
    finally:
        if own:
            shutil.rmtree(site, ignore_errors=True)


def _bundle(site: Path, out: Path, replace: bool, unit: str | None = None, everybody: Organisation | None = None) -> None:
    try:
        with hold(out):
            if secrets := guard(site, marked=[ROOT / "docs", *data_folder().folders()]):
                raise bundle_.AuditError([str(problem) for problem in secrets])
            if everybody:
                _bundle_all(site, out, replace, everybody)
                return
            made = bundle_.write(site, out, unit, replace=replace)
    except bundle_.AuditError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
    print(f"{made.path}  {made.size / 1e6:.1f} MB, {made.files} tệp, đường dẫn dài nhất {made.longest_path} ký tự")
    print(f"SHA-256 {made.sha256}")


def _bundle_all(site: Path, out: Path, replace: bool, organisation: Organisation) -> None:
    presets = {unit: preset_script(organisation, unit) for unit in organisation.units}
    size = 0
    for made in bundle_.write_for(site, out, presets, replace=replace):
        print(f"{made.path}  {made.size / 1e6:.1f} MB", flush=True)
        size += made.size
    print(f"{len(presets)} bản cho {len(presets)} đơn vị, {size / 1e6:.0f} MB")


COMMANDS = (serve, build, bundle)
