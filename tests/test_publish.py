"""The site on the web: whole at every moment, and one command back."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from macros.__main__ import main
from macros.commands import ROOT
from macros.commands import publish as command
from macros.files.folder import swap
from macros.files.whole import WriteError
from macros.offline.publish import GitError, bring_back, bring_back_branch, publish, publish_branch


def page(text: str) -> str:
    return f'<!doctype html><html lang="vi"><title>x</title><body data-an-ban="2026-11-27">{text}</body></html>'


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "lich").mkdir(parents=True)
    (folder / "index.html").write_text(page("một"), encoding="utf-8")
    (folder / "lich" / "index.html").write_text(page("lịch"), encoding="utf-8")
    (folder / ".so-tay").write_text("# kể tên\n", encoding="utf-8")
    return folder


def edit(site: Path, text: str) -> Path:
    (site / "index.html").write_text(page(text), encoding="utf-8")
    return site


def shown(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8").partition('27">')[2].partition("<")[0]


def test_each_publishing_keeps_the_one_before_and_the_way_back_goes_both_ways(site: Path, tmp_path: Path) -> None:
    web = tmp_path / "web" / "so-tay"
    publish(site, web)
    with pytest.raises(WriteError, match="không có bản trước"):
        bring_back(web)
    publish(edit(site, "hai"), web)
    publish(edit(site, "ba"), web)
    assert shown(web) == "ba" and not list(site.rglob("*.gz"))
    bring_back(web)
    assert shown(web) == "hai"
    for path in web.rglob("*.html"):  # what the server sends compressed is the page that is shown
        assert gzip.decompress(path.with_name(path.name + ".gz").read_bytes()) == path.read_bytes()
    bring_back(web)
    assert shown(web) == "ba"
    assert {path.name for path in web.parent.iterdir()} == {"so-tay", "so-tay-lan-truoc"}


def test_a_folder_of_somebody_elses_or_with_their_files_is_never_published_over(site: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "luan-van.docx").write_bytes(b"x")
    with pytest.raises(WriteError, match=r"luan-van\.docx"):
        publish(site, theirs)
    web = tmp_path / "web"
    publish(site, web)
    (web / "them.html").write_text("của quản trị", encoding="utf-8")
    with pytest.raises(WriteError, match=r"them\.html"):
        publish(edit(site, "hai"), web)
    assert shown(web) == "một" and (theirs / "luan-van.docx").read_bytes() == b"x"
    with pytest.raises(WriteError, match="thư mục của chính sổ tay"):
        publish(site, tmp_path, keep_off=[site])


@pytest.mark.parametrize("nth", [1, 2])
def test_a_publishing_that_is_cut_off_leaves_the_old_site_whole_and_the_next_one_does_it(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nth: int
) -> None:
    web, calls = tmp_path / "web", []
    publish(site, web)

    def cut_off(new: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == nth:
            raise KeyboardInterrupt
        swap(new, target)

    with monkeypatch.context() as patch:
        patch.setattr("macros.offline.publish.swap", cut_off)
        with pytest.raises(KeyboardInterrupt):
            publish(edit(site, "hai"), web)
    assert shown(web) == "một"
    publish(site, web)
    assert shown(web) == "hai" and {path.name for path in tmp_path.iterdir()} == {"site", "web", "web-lan-truoc"}


def test_a_disk_that_is_full_while_the_site_is_copied_is_told_and_nothing_is_left(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    web = tmp_path / "web"
    publish(site, web)
    before = {path.name for path in tmp_path.iterdir()}

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copy2", full)
    for target in (web, tmp_path / "khac"):
        with pytest.raises(WriteError, match="đĩa đã đầy"):
            publish(edit(site, "hai"), target)
    assert shown(web) == "một" and {path.name for path in tmp_path.iterdir()} == before


def git(folder: Path, *words: str) -> str:
    return subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {"GIT_AUTHOR_NAME": "Văn phòng", "GIT_AUTHOR_EMAIL": "vp@vd.example", "GIT_COMMITTER_NAME": "Văn phòng",
                        "GIT_COMMITTER_EMAIL": "vp@vd.example", "GIT_CONFIG_GLOBAL": os.devnull}.items():
        monkeypatch.setenv(name, value)
    git(tmp_path, "init", "-q", "--bare", "host")
    git(tmp_path, "init", "-q", "-b", "main", "work")
    work = tmp_path / "work"
    (work / "to-chuc.txt").write_text("dữ liệu", encoding="utf-8")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "Dữ liệu")
    git(work, "remote", "add", "origin", str(tmp_path / "host"))
    return work


def on_host(repository: Path, path: str, branch: str = "trang") -> str:
    return git(repository.parent / "host", "show", f"{branch}:{path}")


def test_a_branch_holds_the_site_alone_and_can_be_brought_back(site: Path, repository: Path) -> None:
    publish_branch(site, repository, "trang", "origin", "Bản một")
    assert git(repository.parent / "host", "ls-tree", "-r", "--name-only", "trang") == ".nojekyll\nindex.html\nlich/index.html"
    with pytest.raises(GitError, match="chưa có bản trước"):
        bring_back_branch(repository, "trang", "origin", "Lùi")
    publish_branch(edit(site, "hai"), repository, "trang", "origin", "Bản hai")
    assert "hai" in on_host(repository, "index.html")
    bring_back_branch(repository, "trang", "origin", "Lùi")
    assert "một" in on_host(repository, "index.html") and git(repository.parent / "host", "rev-list", "--count", "trang") == "3"
    assert git(repository, "status", "--porcelain") == "" and git(repository, "symbolic-ref", "--short", "HEAD") == "main"


def test_the_own_name_of_the_host_and_what_others_pushed_stay_in_its_history(site: Path, repository: Path, tmp_path: Path) -> None:
    publish_branch(site, repository, "trang", "origin", "Bản một")
    git(tmp_path, "clone", "-q", "-b", "trang", str(tmp_path / "host"), "other")
    (tmp_path / "other" / "CNAME").write_text("so-tay.vd.example\n", encoding="utf-8")
    git(tmp_path / "other", "add", ".")
    git(tmp_path / "other", "commit", "-q", "-m", "Tên miền")
    git(tmp_path / "other", "push", "-q")
    publish_branch(edit(site, "hai"), repository, "trang", "origin", "Bản hai")
    assert on_host(repository, "CNAME") == "so-tay.vd.example" and "hai" in on_host(repository, "index.html")
    assert git(tmp_path / "host", "rev-list", "--count", "trang") == "3"


def test_what_git_cannot_do_is_told_with_a_remedy_and_nothing_changes(site: Path, repository: Path, tmp_path: Path) -> None:
    for folder, branch, remote, told in ((tmp_path, "trang", "origin", "không phải kho git"), (repository, "main", "origin", "đang mở"),
                                         (repository, "trang", "upstream", "git remote add upstream")):
        with pytest.raises(GitError, match=told):
            publish_branch(site, folder, branch, remote, "Bản")
    git(repository, "remote", "add", "gone", str(tmp_path / "khong-co"))
    with pytest.raises(GitError, match="git ls-remote không làm được"):
        publish_branch(site, repository, "trang", "gone", "Bản")
    assert git(repository, "branch", "--list").split() == ["*", "main"]


def test_a_site_with_a_fault_is_not_published_and_the_verb_says_what_is_missing(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(*words: str) -> tuple[int, str]:
        result = CliRunner().invoke(main, ["publish", *words])
        return result.exit_code, result.output

    web = tmp_path / "web"
    assert run()[0] == 2 and "--dich" in run()[1]
    assert run("--dich", str(web), "--lui", "--site", str(site))[0] == 2
    edit(site, '<a href="khong-co.html">x</a>')
    code, told = run("--dich", str(web), "--site", str(site))
    assert code == 1 and "liên kết hỏng" in told and not web.exists()
    edit(site, "một")
    assert run("--dich", str(web), "--site", str(site))[0] == 0 and shown(web) == "một"
    monkeypatch.setattr(command, "build_site", lambda *_, **__: 1)
    assert run("--dich", str(web))[0] == 1 and shown(web) == "một"
    assert run("--dich", str(web), "--lui") == (1, f"{web}: không có bản trước để lùi về. Lệnh publish giữ bản trước từ lần đăng thứ hai "
                                                  "trở đi.\n")
    assert not (ROOT / ".site-dang").exists()
