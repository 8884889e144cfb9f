"""Settling a source with its original in hand: the answers, claim by claim, and the register written in place.

Only the lines of the one source change; comments and the order of keys and sources stay.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import yaml

from macros.model.base import REPLACED
from macros.model.dependants import Dependant
from macros.model.plain_yaml import plain_values
from macros.model.sources import Source

Verdict = Literal["dung", "sai", "sua"]
VERDICTS: Mapping[str, str] = {"dung": "đúng", "sai": "sai", "sua": "sửa"}
# The order in which the keys that are written stand in the register, after whatever stands before them.
_ORDER = ("do_tin_cay", "dieu_da_doc", "pham_vi_da_doc", "kiem_tra", "doi_ngay", "nguoi_doi_chieu")


@dataclass(frozen=True)
class Answer:
    """What somebody with the original said of a claim: the verdict, the article in the original, and what it says instead."""

    verdict: Verdict
    article: str | None = None
    note: str | None = None


def read_answers(text: str) -> dict[str, Answer]:
    """The answers of a file, by the name of the claim. Raises ValueError with a Vietnamese sentence for what is no answer."""
    try:
        rows = plain_values(text) or []
    except yaml.YAMLError:
        raise ValueError("không đọc được YAML. Sửa lại, hoặc xóa tệp để trả lời từ đầu.") from None
    if not isinstance(rows, list):
        raise ValueError("phải là danh sách, mỗi dòng một câu trả lời. Sửa lại, hoặc xóa tệp để trả lời từ đầu.")
    answers: dict[str, Answer] = {}
    for number, row in enumerate(rows, start=1):
        if not isinstance(row, dict) or row.get("tra_loi") not in VERDICTS or not isinstance(row.get("muc"), str):
            raise ValueError(f"mục {number}: cần «muc», và «tra_loi» là một trong {', '.join(VERDICTS)}.")
        answers[row["muc"]] = Answer(row["tra_loi"], _text(row.get("dieu")), _text(row.get("ghi")))
    return answers


def write_answers(answers: Mapping[str, Answer]) -> str:
    """The answers as a file that :func:`read_answers` reads."""
    rows = [{name: value for name, value in (("muc", key), ("tra_loi", each.verdict), ("dieu", each.article), ("ghi", each.note)) if value}
            for key, each in answers.items()]
    return yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=1000)


def _text(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None


def register_changes(
    source: Source, claims: Mapping[str, Dependant], answers: Mapping[str, Answer], today: date, who: str, *, whole: bool,
) -> dict[str, Any]:
    """The keys of the source that the answers change; None removes one. ``whole``: the whole text was read."""
    found = {name: answers[name] for name in claims if name in answers}
    read = [answer.article or (claims[name].article if claims[name].source == source.id else None) for name, answer in found.items()]
    articles = ["toan_van"] if whole else list(dict.fromkeys((*source.articles_read, *filter(None, read))))
    changes: dict[str, Any] = {"do_tin_cay": "da_kiem_chung"}
    if articles:
        changes["dieu_da_doc"] = articles
    if whole:
        changes["pham_vi_da_doc"] = None
    elif "toan_van" not in articles and len(found) < len(claims):
        changes["pham_vi_da_doc"] = "trich"
    changes["kiem_tra"] = today
    if any(answer.verdict != "dung" for answer in found.values()):
        changes["doi_ngay"] = today
    return {**changes, "nguoi_doi_chieu": who}


def edits(source: Source, claims: Mapping[str, Dependant], answers: Mapping[str, Answer]) -> list[tuple[Dependant, str]]:
    """What must be edited by hand, and how: what was found wrong, and citations that can now name their article."""
    told = []
    for name, claim in claims.items():
        answer = answers.get(name)
        if answer is None:
            continue
        old = f"{claim.source}, {claim.article} {REPLACED}" if claim.source != source.id else claim.source
        cite = f"đổi «{old}» thành «{source.id}, {answer.article}»" if answer.article and answer.article != claim.article else ""
        said = f"{VERDICTS[answer.verdict]}: {answer.note or 'viết lại theo bản gốc'}" if answer.verdict != "dung" else ""
        if told_of := "; ".join(filter(None, (said, cite))):
            told.append((claim, told_of))
    return told


def edited(text: str, name: str, changes: Mapping[str, Any]) -> str:
    """The register ``text`` with ``changes`` in the source ``name``. Raises ValueError, in Vietnamese, where its lines are written
    in a way that cannot be changed in place."""
    lines = text.splitlines(keepends=True)
    start = next((i for i, line in enumerate(lines) if re.match(rf"- id: *['\"]?{re.escape(name)}['\"]?\s*(#.*)?$", line)), None)
    if start is None:
        raise ValueError(f"không thấy dòng «- id: {name}»; mục này ghi theo cách khác nên phải sửa bằng tay")
    end = next((i for i in range(start + 1, len(lines)) if re.match(r"- ", lines[i])), len(lines))
    block = lines[start:end]
    for key, value in changes.items():
        _set(block, key, value)
    new = "".join([*lines[:start], *block, *lines[end:]])
    rows = {row["id"]: row for row in plain_values(text)}
    wanted = {**rows, name: {key: value for key, value in {**rows[name], **changes}.items() if value is not None}}
    if {row["id"]: row for row in plain_values(new)} != wanted:
        raise ValueError(f"mục «{name}» viết theo cách không sửa tại chỗ được; phải sửa bằng tay")
    return new


def _set(block: list[str], key: str, value: Any) -> None:
    """Set ``key`` in the lines of one source, keeping a comment behind it; None removes it."""
    at = _line_of(block, key)
    line = [] if value is None else [f"  {key}: {_yaml(value)}\n"]
    if at is not None:
        end = at + 1
        while end < len(block) and re.match(r" {3,}\S", block[end]):  # the value goes on
            end += 1
        comment = re.search(r"\s#.*$", block[at].rstrip("\n")) if end == at + 1 and not re.search(r"['\"]", block[at]) else None
        if line and comment:
            line = [line[0].rstrip("\n") + " " + comment[0] + "\n"]
        block[at:end] = line
    elif line:
        before = [found for other in _ORDER[: _ORDER.index(key)] if (found := _line_of(block, other)) is not None]
        place = max(before) + 1 if before else len([each for each in block if each.strip()])
        if not block[place - 1].endswith("\n"):
            block[place - 1] += "\n"
        block[place:place] = line


def _line_of(block: Sequence[str], key: str) -> int | None:
    return next((i for i, line in enumerate(block) if re.match(rf"(?:- | {{2}}){key}:", line)), None)


def _yaml(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_yaml(each) for each in value)}]"
    text = yaml.safe_dump(value, allow_unicode=True, width=1000).removesuffix("...\n").strip()
    return f"'{text}'" if isinstance(value, str) and "," in text and not text.startswith(("'", '"')) else text
