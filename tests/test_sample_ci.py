"""The sample files by which an office publishes from its own repository: they can be read, are pinned, and call verbs that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros.__main__ import main

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "mau-ci").glob("*.yml"))}


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from _strings(each)
    elif isinstance(value, str):
        yield value


def test_there_is_a_sample_for_each_host_and_the_guide_names_it() -> None:
    guide = (ROOT / "docs/quan-tri/phat-hanh.md").read_text(encoding="utf-8")
    assert sorted(SAMPLES) == ["github", "gitlab"] and all(f"`mau-ci/{name}.yml`" in guide for name in SAMPLES)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_command_of_ours_in_a_sample_is_one_that_run_py_takes(name: str) -> None:
    ours = [shlex.split(line) for line in _strings(SAMPLES[name]) if "run.py" in line]
    assert ours
    for words in ours:
        verb, *options = words[words.index("so-tay/run.py") + 1:]
        command = main.commands[verb]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in options if word.startswith("--")} <= known, verb


def test_actions_of_others_are_pinned_by_commit_and_nothing_may_write_but_the_last_step() -> None:
    jobs = SAMPLES["github"]["jobs"]
    used = [step["uses"] for job in jobs.values() for step in job["steps"] if "uses" in step]
    assert used and all(re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", action) for action in used)
    assert SAMPLES["github"]["permissions"] == {"contents": "read"} and "permissions" not in jobs["dung"]


def test_each_office_of_a_matrix_has_a_folder_of_its_own() -> None:
    github, gitlab = SAMPLES["github"]["jobs"]["dung"], SAMPLES["gitlab"]["dung"]
    assert github["strategy"]["matrix"]["co_quan"] == gitlab["parallel"]["matrix"][0]["CO_QUAN"]
    (line,) = gitlab["script"]
    assert line.count("$CO_QUAN") == 2 and sum(step.get("run", "").count("matrix.co_quan") for step in github["steps"]) == 2
    assert gitlab["artifacts"]["paths"] == SAMPLES["gitlab"]["pages"]["artifacts"]["paths"] == ["public"]
