"""The list of subjects: one folder and one word add a subject to the site."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

from macros.subjects import ROOMS, SUBJECTS
from tests.conftest import ROOT

_NEW = '''"""A subject that a test adds."""

from macros.html.page import made_page, title_heading
from macros.model.subject import Subject, macro

SUBJECT = Subject(
    "thử",
    pages=lambda handbook, today: [made_page("thu/mot.md", title_heading("Một"), title="Một", about="Một trang.", reviewed=today)],
    files=lambda handbook, today: [("tai-ve/thu.txt", b"mot")],
    macros={"chao": macro(lambda handbook, name: f"Chào {name}", "ten")},
)
'''
_ASK = """
import json
from datetime import date
from macros.subjects import SUBJECTS
given = {s.name: s for s in SUBJECTS}
new = given.get("thử")
print(json.dumps([list(given), new and [p.path for p in new.pages(None, date(2026, 1, 1))], new and new.files(None, None)[0][0],
                  new and new.macros["chao"].call(None, None, ten="bạn")]))
"""


def _asked(folder: Path) -> list[object]:
    done = subprocess.run([sys.executable, "-c", _ASK], cwd=folder, capture_output=True, text=True, check=True)
    found: list[object] = json.loads(done.stdout)
    return found


def test_one_folder_and_one_word_add_a_subject_and_take_it_away_again(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "macros", tmp_path / "macros", ignore=shutil.ignore_patterns("__pycache__"))
    names = [subject.name for subject in SUBJECTS]
    listed = tmp_path / "macros" / "subjects.py"
    before = listed.read_text(encoding="utf-8")
    (tmp_path / "macros" / "thu").mkdir()
    (tmp_path / "macros" / "thu" / "__init__.py").write_text(_NEW, encoding="utf-8")
    listed.write_text(before.replace(f'"{ROOMS[-1]}")', f'"{ROOMS[-1]}", "thu")'), encoding="utf-8")
    assert _asked(tmp_path) == [[*names, "thử"], ["thu/mot.md"], "tai-ve/thu.txt", "Chào bạn"]
    shutil.rmtree(tmp_path / "macros" / "thu")
    listed.write_text(before, encoding="utf-8")
    assert _asked(tmp_path) == [names, None, None, None]
