"""``bench dot-bien``: what the real command makes of spoilt workbooks, YAML and front matter: how it ends, how long, with how much memory.

From a seed come as many spoilt copies (``mutated.py``) of each sort, one at a time in an office's folder or in a copy of the tree.
``build`` runs on it as a process, into a folder that holds the site of a clean build. It may end well, or refuse with a sentence in
Vietnamese that names a file; all else is a fault, told with its number, by which ``spoilt(seed, number)`` makes it anew. Time is the
processor's, in seconds, because a machine is shared: a run may take ``LONGEST`` more than the clean build of the same run; memory is the
largest process, in MB. Nothing is raised for a fault; a clean build that fails ends the measurement.
"""

from __future__ import annotations

import contextlib
import hashlib
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.commands import ROOT
from tests.bench.growth import our_tree
from tests.bench.mutated import spoilt_page, spoilt_workbook, spoilt_yaml
from tests.bench.timed import Run, timed

FEW, MANY = 20, 200  # spoilt copies of each sort
LONGEST = 20.0  # s of processor time beyond a clean build
MOST = 1_500.0  # MB
_WAIT = 900.0  # s on the wall after which a run is taken for endless
_WORKBOOK = "to-chuc.xlsx"
_VIETNAMESE = re.compile(r"[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)
_FILE = re.compile(r"[\w./-]+\.(?:yml|md|xlsx)\b")
_GENERAL = ("$ ", "Dữ liệu riêng ở ", "Chưa tạo được trang", "Dừng vì có ", "Tạo xong trong ")
_ENGLISH = re.compile(r"^(?:WARNING|ERROR|CRITICAL|INFO)\b|^Error: ", re.MULTILINE)

WELL, REFUSED, ELSEWHERE = "tạo xong", "từ chối, nêu đúng tệp", "từ chối, nêu tệp khác"
TRACEBACK, SILENT, UNCLEAR, ENGLISH = "in lỗi lập trình", "dừng không nói", "nói không rõ tệp", "nói tiếng Anh"
SLOW, LARGE, CHANGED, LEFT = f"quá {LONGEST:.0f} giây", f"quá {MOST / 1000:.1f} GB", "trang cũ bị đổi", "để lại tệp tạm"
FAULTS = (TRACEBACK, SILENT, UNCLEAR, ENGLISH, SLOW, LARGE, CHANGED, LEFT)


@dataclass(frozen=True)
class Spoilt:
    """One spoilt file: its ``sort`` and ``kind``, its path in the tree or, where ``own``, in the office's folder, and its bytes."""

    sort: str
    kind: str
    path: str
    own: bool
    content: bytes


def spoilt(seed: int, number: int, root: Path = ROOT) -> tuple[Spoilt, Spoilt]:
    """The workbook and the YAML or front matter of ``seed`` and ``number``, made from the files of the project ``root``."""
    chance = random.Random(f"{seed}-{number}")
    kind, content = spoilt_workbook((root / "data" / _WORKBOOK).read_bytes(), chance)
    book = Spoilt("bảng tính", kind, _WORKBOOK, True, content)
    own, page = chance.random() < 0.5, chance.random() < 0.4
    folder = root / ("docs" if page else "data")
    files = sorted(folder.rglob("*.md" if page else "*.yml"))
    if not page:
        files.append(root / "mkdocs.yml")
    file = chance.choice(files)
    own = own and file.name != "mkdocs.yml"
    kind, content = (spoilt_page if page else spoilt_yaml)(file.read_text(encoding="utf-8"), chance)
    inside = file.relative_to(folder).as_posix() if own else file.relative_to(root).as_posix()
    return book, Spoilt("đầu trang" if page else "YAML", kind, f"trang/{inside}" if own and page else inside, own, content)


def verdicts(run: Run, path: str, clean: float) -> list[str]:
    """How ``run`` on the spoilt file ``path`` ended, one of the three good ends or what is wrong; then what it cost too much.

    ``clean``: processor seconds of the clean build. What was said counts when it is a sentence in Vietnamese that names a file.
    """
    said = [line for line in run.output.splitlines() if line.strip() and not line.startswith(_GENERAL)]
    sentences = [line for line in said if _VIETNAMESE.search(line)]
    if "Traceback (most recent call last)" in run.output:
        found = [TRACEBACK]
    elif run.code == 0:
        found = [WELL]
    elif not said:
        found = [SILENT]
    elif any(_ENGLISH.match(line) for line in said):
        found = [ENGLISH]
    elif any(path.removeprefix("trang/") in line for line in sentences):
        found = [REFUSED]
    elif any(_FILE.search(line) for line in sentences):
        found = [ELSEWHERE]
    else:
        found = [UNCLEAR]
    return [*found, *[SLOW] * (run.seconds > clean + LONGEST), *[LARGE] * (run.megabytes > MOST)]


def _listing(folder: Path) -> dict[str, bytes]:
    """Path and digest of every file."""
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).digest() for path in folder.rglob("*") if path.is_file()}


def _build(root: Path, out: Path, office: Path | None) -> Run:
    command = [sys.executable, "-X", "utf8", "-m", "macros", "build", "--out", str(out), *(["--data", str(office)] if office else [])]
    return timed(command, longest=_WAIT, cwd=root)


def _laid(one: Spoilt, root: Path, office: Path) -> Path | None:
    """Put ``one`` into its place; the office's folder when it lies there."""
    place = (office if one.own else root) / one.path
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(one.content)
    return office if one.own else None


def _tried(folder: Path, seed: int, count: int) -> Iterator[tuple[int, Spoilt, Run, list[str]]]:
    """(number, file, run, verdicts) of every spoilt file; the site stays in ``folder`` between the runs. First comes the clean build."""
    root, out = our_tree(folder / "cay", 0), folder / "ra" / "trang"
    out.parent.mkdir()
    clean = _build(root, out, None)
    if clean.code:
        sys.exit(f"Chưa tạo được trang từ dữ liệu chưa đổi:\n{clean.output[-3000:]}")
    print(f"Tạo trang từ dữ liệu chưa đổi: {clean.seconds:.1f} giây CPU, {clean.megabytes:.0f} MB.", flush=True)
    before = _listing(out)
    for number in range(count):
        for one in spoilt(seed, number):
            office = folder / "noi"
            office.mkdir()
            run = _build(root, out, _laid(one, root, office))
            found = verdicts(run, one.path, clean.seconds)
            after = _listing(out)
            if run.code and after != before:
                found.append(CHANGED)
            if [path.name for path in out.parent.iterdir()] != [out.name]:
                found.append(LEFT)
            before = after
            shutil.rmtree(office)
            if not one.own:
                shutil.copy(ROOT / one.path, root / one.path)
            yield number, one, run, found


def bench_mutations(*, full: bool = False, seed: int = 1) -> None:
    """Print every fault as it comes, then how many runs of each kind ended how, and the dearest of them."""
    count = MANY if full else FEW
    print(f"Hạt giống {seed}: {count} bảng tính, {count} tệp YAML hoặc đầu trang. Giờ của bộ xử lý, vì máy có thể đang bận.")
    ends: dict[tuple[str, str], Counter[str]] = {}
    dearest: dict[str, tuple[float, float]] = {}
    with contextlib.suppress(KeyboardInterrupt), tempfile.TemporaryDirectory() as name:  # what was counted until then is told
        for number, one, run, found in _tried(Path(name), seed, count):
            ends.setdefault((one.sort, one.kind), Counter()).update(found)
            seconds, megabytes = dearest.get(found[0], (0.0, 0.0))
            dearest[found[0]] = max(seconds, run.seconds), max(megabytes, run.megabytes)
            if set(found) & set(FAULTS):
                print(f"! {number} {one.sort} › {one.kind} › {one.path}: {', '.join(found)}; {_cost(run.seconds, run.megabytes)}")
                print(run.output[-1500:], flush=True)
    for (sort, kind), counted in sorted(ends.items()):
        print(f"{sort:<12}{kind:<20}{', '.join(f'{end}: {times}' for end, times in counted.most_common())}")
    total = sum(ends.values(), Counter())
    print()
    for end in (WELL, REFUSED, ELSEWHERE, *FAULTS):
        print(f"{end:<26}{total[end]:>5}" + (f"  nhiều nhất {_cost(*dearest[end])}" if end in dearest else ""))


def _cost(seconds: float, megabytes: float) -> str:
    return f"{seconds:.1f} giây CPU, {megabytes:.0f} MB"
