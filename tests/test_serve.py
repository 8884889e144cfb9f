"""What ``serve`` does after a save: the pages concerned at once, the whole behind it, and the last good site when that fails."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment

from macros.model.settings import BuildSettings
from macros.site.serve import Serving, take_over

# Stands for MkDocs: writes a page into the folder that is its last argument.
_GOOD = "import pathlib, sys; pathlib.Path(sys.argv[-1], 'index.html').write_text('cả trang')"
_BAD = "import sys; print('WARNING - docs/a.md: hỏng'); sys.exit(1)"


def _held(go: Path) -> str:
    """A good build that ends when ``go`` is there."""
    return f"import os, time\nwhile not os.path.exists({str(go)!r}): time.sleep(0.01)\n{_GOOD}"


class Server:
    """Stands for MkDocs' server."""

    builder: object = None

    def serve_request(self, environ: object, start: object) -> None: ...
    def set_app(self, *_: object) -> None: ...
    def watch(self, folder: str) -> None: ...


class Bench:
    """A small tree with a server over it; ``log`` tells what was asked of the builder."""

    def __init__(self, folder: Path, *, some: bool = True, fails: bool = False, behind: str = _GOOD, rest: float = 60) -> None:
        self.docs, self.data, self.site = folder / "docs", folder / "data", folder / "site"
        for path in (self.docs, self.data, self.site):
            path.mkdir()
        (self.docs / "a.md").write_text("một", encoding="utf-8")
        (self.data / "b.yml").write_text("một", encoding="utf-8")
        (self.site / "index.html").write_text("bản tốt", encoding="utf-8")
        self.log: list[object] = []
        self.kept = folder / ".site-served" / "index.html"

        def pages(saved: set[str], viewed: set[str]) -> bool:
            if fails:
                raise ValueError("data/b.yml:1: sai")
            self.log.append((saved, viewed))
            return some

        def whole() -> None:
            (self.site / "index.html").unlink(missing_ok=True)
            self.log.append("whole")
            if fails:
                raise SystemExit("hỏng")

        self.serving = Serving(folder, BuildSettings(address="127.0.0.1:0"), lambda *_: {}, rest=rest)
        self.serving.last.make_again = pages  # type: ignore[method-assign]
        config = SimpleNamespace(docs_dir=str(self.docs), site_dir=str(self.site))
        self.serving.attach(Server(), config, whole, (sys.executable, "-c", behind))

    @property
    def done(self) -> bool:
        """Whether a whole build has been taken over and kept for the next start."""
        return self.kept.exists() and self.kept.read_text(encoding="utf-8") == "cả trang"

    def save(self, path: Path) -> None:
        path.write_text(path.read_text(encoding="utf-8") + " hai" if path.exists() else "mới", encoding="utf-8")
        self.serving.saved()


def test_a_saved_page_and_the_pages_looked_at_are_made_anew(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for address in ("/x.html", "/", "/quy-trinh/a.html", "/b.html", "/assets/so-tay.css"):
        bench.serving.viewed(address)
    bench.save(bench.docs / "a.md")
    bench.save(bench.data / "b.yml")
    viewed = {"index.html", "quy-trinh/a.html", "b.html"}
    assert bench.log == [({"a.md"}, viewed), (set(), viewed)]
    bench.serving.stop()


def test_a_page_that_came_and_a_program_that_was_saved_ask_for_the_whole(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.save(bench.docs / "moi.md")
    bench.save(bench.docs / "moi.css")
    bench.save(bench.docs / "moi.css")
    assert bench.log == ["whole"] * 3
    (tmp_path / "hai").mkdir()
    unable = Bench(tmp_path / "hai", some=False)
    unable.save(unable.docs / "a.md")
    assert unable.log[-1] == "whole"


@pytest.mark.parametrize("name", ["a.md", "moi.md"])
def test_what_fails_leaves_the_last_good_site_and_says_why(tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    bench = Bench(tmp_path, fails=True)
    bench.save(bench.docs / name)
    assert (bench.site / "index.html").read_text(encoding="utf-8") == "bản tốt"
    told = capsys.readouterr().out
    assert ("data/b.yml:1: sai" if name == "a.md" else "hỏng") in told
    assert "vẫn hiện" in told


def _wait(done: object, seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not done() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.02)
    assert done()  # type: ignore[operator]


def test_the_whole_is_built_behind_and_taken_over(tmp_path: Path) -> None:
    bench = Bench(tmp_path, rest=0.01)
    bench.save(bench.docs / "a.md")
    _wait(lambda: bench.done)
    assert (bench.site / "index.html").read_text(encoding="utf-8") == "cả trang"


def test_a_whole_build_that_fails_behind_is_told_and_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bench = Bench(tmp_path, behind=_BAD, rest=0.01)
    bench.save(bench.docs / "a.md")
    told: list[str] = []
    _wait(lambda: told.append(capsys.readouterr().out) or "docs/a.md: hỏng" in "".join(told))  # type: ignore[func-returns-value]
    assert not bench.done
    assert (bench.site / "index.html").read_text(encoding="utf-8") == "bản tốt"


def test_taking_over_touches_only_what_differs(tmp_path: Path) -> None:
    built, site = tmp_path / "built", tmp_path / "site"
    for folder, files in ((built, {"a": "1", "b/c": "2"}), (site, {"a": "1", "b/c": "cũ", "d": "thừa"})):
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    assert take_over(built, site) == 2
    assert {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in site.rglob("*") if p.is_file()} == {"a": "1", "b/c": "2"}


def test_an_older_whole_build_never_overwrites_a_newer_save(tmp_path: Path) -> None:
    go = tmp_path / "di"
    bench = Bench(tmp_path, rest=0.01, behind=_held(go))
    bench.save(bench.docs / "a.md")
    building = bench.serving._timer
    assert building
    _wait(lambda: bench.serving._process)  # the build of the first save runs
    (bench.site / "index.html").write_text("bản mới nhất", encoding="utf-8")
    bench.serving.stop()  # a save begins with a new generation
    go.touch()
    building.join(120)
    assert not building.is_alive()
    assert (bench.site / "index.html").read_text(encoding="utf-8") == "bản mới nhất"
    assert not bench.done


def test_a_whole_build_that_ended_just_before_a_save_does_not_overwrite_it(tmp_path: Path) -> None:
    go = tmp_path / "di"
    bench = Bench(tmp_path, rest=0, behind=_held(go))
    bench.save(bench.docs / "a.md")
    building = bench.serving._timer
    assert building
    _wait(lambda: bench.serving._process)
    with bench.serving._lock:  # the save comes while the build has ended and is not yet taken over
        go.touch()
        assert bench.serving._process
        bench.serving._process.wait(120)
        bench.serving.stop()
        (bench.site / "index.html").write_text("bản mới nhất", encoding="utf-8")
    building.join(120)
    assert (bench.site / "index.html").read_text(encoding="utf-8") == "bản mới nhất"
    assert not bench.done


def test_several_builds_that_finish_at_once_keep_the_site_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = Bench(tmp_path)
    (bench.site / "index.html").write_text("cả trang", encoding="utf-8")
    for number in range(30):
        (bench.site / f"{number}.html").write_text("x", encoding="utf-8")
    faults: list[object] = []
    monkeypatch.setattr(threading, "excepthook", faults.append)
    site = SimpleNamespace(check=lambda warn: None, search_files=lambda: [("tim-kiem.js", b"x")])
    before = set(threading.enumerate())
    for _ in range(8):
        bench.serving.finish(SimpleNamespace(site_dir=str(bench.site), extra={"so_tay": site}), print)
    bench.serving._up.set()
    for thread in set(threading.enumerate()) - before:
        thread.join(120)
    assert faults == [] and bench.done
    assert len(list(bench.kept.parent.iterdir())) == 32


def test_the_policy_that_forbids_scripts_of_others_stands_in_every_page_but_not_while_mkdocs_adds_its_reload() -> None:
    ours = (Path(__file__).parents[1] / "overrides" / "main.html").read_text(encoding="utf-8")
    files = {"base.html": "{% block site_meta %}{% endblock %}", "main.html": ours}
    environment = Environment(loader=DictLoader(files), autoescape=True)
    environment.filters |= {"url": str, "script_tag": str}
    page = environment.get_template("main.html")
    assert "Content-Security-Policy" in page.render(chinh_sach="script-src 'self'", dang_phuc_vu=False)
    assert "Content-Security-Policy" not in page.render(chinh_sach="script-src 'self'", dang_phuc_vu=True)
