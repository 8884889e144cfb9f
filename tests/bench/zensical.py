"""What is missing, page by page, when Zensical builds the same docs/: as the tree stands, and with our package's work done around it."""

from __future__ import annotations

import os
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
import venv
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urlsplit

from macros.commands import ROOT
from macros.commands.site import build_site
from macros.model.settings import BuildSettings
from macros.site.build import Site
from tests.bench.timed import timed

PINS = Path(__file__).with_name("zensical.txt")
_ARTICLE = re.compile(r"(<article\b[^>]*>)(.*)(</article>)", re.DOTALL)
_HEADING = re.compile(r"<h[1-6]\b")
_LINK = re.compile(r'<a\s[^>]*?href="([^"]+)"')
_RAW = re.compile(r"\{%-?\s*raw.*?endraw\s*-?%\}", re.DOTALL)
_CALL = re.compile(r"\{\{\s*(\w+)\(")
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_MACROS = re.compile(r"^plugins:\n(?:  .*\n)+", re.MULTILINE)
_KEY = re.compile(r"^(\w+):", re.MULTILINE)
# Run by the Python that has Zensical: which extensions of mkdocs.yml it cannot load.
_EXTENSIONS = """import sys, markdown
for name in sys.argv[1:]:
    try: markdown.Markdown(extensions=[name])
    except Exception as error: print(name, error)"""


@dataclass(frozen=True)
class Missing:
    """What one page lacks: ``built`` is false where it is not there at all."""

    page: str
    built: bool
    calls: int = 0
    headings: int = 0
    headings_of_ours: int = 0
    broken: tuple[str, ...] = ()

    def told(self) -> str:
        """The line of this page, or "" where nothing is missing."""
        if not self.built:
            return f"{self.page}: không tạo"
        parts = [f"{self.calls} macro chưa thực hiện"] if self.calls else []
        if self.headings != self.headings_of_ours:
            parts.append(f"{self.headings} mục, sổ tay có {self.headings_of_ours}")
        if self.broken:
            parts.append(f"{len(self.broken)} liên kết hỏng, như {self.broken[0]}")
        return f"{self.page}: {'; '.join(parts)}" if parts else ""


def _pages(site: Path) -> dict[str, str]:
    return {file.relative_to(site).as_posix(): file.read_text(encoding="utf-8") for file in sorted(site.rglob("*.html"))}


def _article(html: str) -> str:
    found = _ARTICLE.search(html)
    return found[2] if found else ""


def compare(ours: Mapping[str, str], theirs: Mapping[str, str], calls: Mapping[str, int], is_file: Callable[[str], bool]) -> list[Missing]:
    """What each page of ours lacks among theirs; ``calls`` counts the macro calls of a page that nobody carries out."""
    found = []
    for page, html in ours.items():
        if page not in theirs:
            found.append(Missing(page, built=False))
            continue
        article = _article(theirs[page])
        links = (urlsplit(link) for link in _LINK.findall(article))
        inside = (unquote(link.path) for link in links if link.path and not link.scheme and not link.netloc)
        targets = (posixpath.normpath(posixpath.join(posixpath.dirname(page), link)) for link in inside)
        broken = tuple(target for target in targets if target.startswith(("/", "..")) or not is_file(target))
        found.append(Missing(page, True, calls.get(page, 0), len(_HEADING.findall(article)), len(_HEADING.findall(_article(html))), broken))
    return found


class Trial:
    """One project in ``folder`` that Zensical builds."""

    def __init__(self, folder: Path, python: Path) -> None:
        self.folder, self._python = folder, python
        shutil.copytree(ROOT / "docs", folder / "docs")
        shutil.copytree(ROOT / "macros", folder / "macros", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copytree(ROOT / "overrides", folder / "overrides")
        self.settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")

    def build(self) -> tuple[str, float, dict[str, str]]:
        """Why it stopped, in brackets, or "", the seconds of processor time, and every page."""
        (self.folder / "mkdocs.yml").write_text(self.settings, encoding="utf-8")
        environment = {**os.environ, "PYTHONPATH": str(self.folder)}  # or the names of our functions in mkdocs.yml are not found
        command = [str(self._python), "-m", "zensical", "build"]
        run = timed(command, cwd=self.folder, env=environment)
        said = [line for line in run.output.splitlines() if "Error" in line]
        return f" ({said[-1]})" if run.code and said else "", run.seconds, _pages(self.folder / "site")

    def leniently(self) -> None:
        """Without our templates, which it cannot fill, and over every macro that it does not know."""
        self.settings = self.settings.replace("  custom_dir: overrides\n", "").replace("\nstrict: true", "\nstrict: false")
        self.settings = self.settings.replace("on_undefined: strict", "on_undefined: keep")
        self.settings = self.settings.replace("on_error_fail: true", "on_error_fail: false")

    def bridged(self) -> Site:
        """Give it Markdown that our package has composed, and every file made from data. What hooks.py asks of the package before
        Markdown is asked here."""
        self.settings = _MACROS.sub("plugins: []\n", self.settings)
        site = Site(ROOT, ROOT / "docs", BuildSettings(), date.today())
        for path, content in site.make_all():
            file = self.folder / "docs" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        for file in sorted((self.folder / "docs").rglob("*.md")):
            path, text = file.relative_to(self.folder / "docs").as_posix(), file.read_text(encoding="utf-8")
            if path not in site.pages:
                continue
            front = _FRONT.match(text)
            head, body = (front[0], text[front.end():]) if front else ("", text)
            file.write_text(f"{head}\n{site.compose(path, site.expand(path, body, print), print)}", encoding="utf-8")
        return site

    def finish(self, site: Site, pages: Mapping[str, str]) -> dict[str, str]:
        """``pages`` with our HTML in its place: what hooks.py asks of the package after Markdown."""
        docs = self.folder / "docs"
        known = {file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()}
        finished = {}
        for url, html in pages.items():
            path = url.removesuffix(".html") + ".md"

            def link(target: str, start: str = posixpath.dirname(url)) -> str | None:
                is_known = target in known or target.removesuffix(".html") + ".md" in known
                return posixpath.relpath(target, start or ".") if is_known else None

            if path in site.pages:
                html = _ARTICLE.sub(lambda found: found[1] + site.html(path, url, found[2], link, print) + found[3], html)  # noqa: B023
            finished[url] = html
        return finished


def _report(name: str, seconds: float, found: list[Missing], full: bool) -> None:
    built = [page for page in found if page.built]
    print(f"\n{name}: {len(built)}/{len(found)} trang, {seconds:.1f} giây CPU")
    print(f"  macro chưa thực hiện: {sum(page.calls for page in built)} ở {sum(page.calls > 0 for page in built)} trang")
    print(f"  trang có số mục khác: {sum(page.headings != page.headings_of_ours for page in built)}")
    print(f"  liên kết hỏng: {sum(len(page.broken) for page in built)} ở {sum(bool(page.broken) for page in built)} trang")
    folders = Counter(posixpath.dirname(page.page) or "." for page in found if not page.built)
    print("  không tạo:", ", ".join(f"{folder} {count}" for folder, count in sorted(folders.items())) or "không trang nào")
    if full:
        print("".join(f"    {line}\n" for page in found if (line := page.told())), end="")


def _unsupported(python: Path) -> None:
    """Which settings of mkdocs.yml its program never names, and which extensions of Markdown its Python cannot load."""
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    package = next(python.parents[1].rglob("zensical/config.py")).parent
    program = b"".join(file.read_bytes() for file in sorted(package.glob("*")) if file.suffix in {".py", ".so", ".pyd"})
    unknown = [key for key in _KEY.findall(settings) if key.encode() not in program]
    listed = settings.partition("markdown_extensions:")[2].partition("\nvalidation:")[0]
    command = [str(python), "-c", _EXTENSIONS, *re.findall(r"^  - ([\w.]+):?", listed, re.MULTILINE)]
    refused = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    print("Trường của mkdocs.yml không được đọc:", ", ".join(unknown) or "không có")
    print("Phần mở rộng Markdown không chạy được:", "; ".join(refused) or "không có")


def bench_zensical(*, full: bool = False) -> None:
    """The tree as it stands, then without what stops it, then with our package's work done around it; ``full`` names every page."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "may", with_pip=True)
        python = folder / "may" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
        install = [str(python), "-m", "pip", "install", "--disable-pip-version-check", "--quiet", "--require-hashes", "-r", str(PINS)]
        if subprocess.run(install, check=False).returncode:
            print("Chưa cài được Zensical: cần mạng. Chưa đo gì.")
            return
        if build_site(folder / "site"):
            sys.exit(1)
        ours = {page: html for page, html in _pages(folder / "site").items() if page != "404.html"}
        whole = folder / "site"
        print(subprocess.run([str(python), "-m", "zensical", "--version"], capture_output=True, text=True, check=True).stdout.strip())

        _unsupported(python)
        why, _, pages = Trial(folder / "nguyen-trang", python).build()
        print(f"\nNhư hiện nay: {len(set(pages) & set(ours))}/{len(ours)} trang{why}")

        lenient = Trial(folder / "bo-qua", python)
        lenient.leniently()
        why, seconds, pages = lenient.build()
        calls = {page: len(_CALL.findall(_RAW.sub("", file.read_text(encoding="utf-8")))) for page in ours
                 if (file := ROOT / "docs" / (page.removesuffix(".html") + ".md")).is_file()}
        _report(f"Bỏ overrides, bỏ qua macro{why}", seconds, compare(ours, pages, calls, lambda path: (whole / path).is_file()), full)

        bridged = Trial(folder / "bac-cau", python)
        bridged.leniently()
        site = bridged.bridged()
        why, seconds, pages = bridged.build()
        found = compare(ours, bridged.finish(site, pages), {}, lambda path: (whole / path).is_file())
        _report(f"Bỏ overrides, nhận Markdown và HTML do gói macros làm sẵn{why}", seconds, found, full)
