"""Numbers of central rules written out in templates and mistakes: each must be that of a source cited there.

A citation is what ``impact`` and the stop on replaced sources see; a bare number in a text would outlive its rule unseen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import BaseModel

from macros.model.base import Citation
from macros.model.dependants import citations_in
from macros.model.handbook import Handbook
from macros.model.problems import Problems
from macros.model.sources import Source

# «399-QĐ/TW», «7619-CV/BTCTW», «30/2020/NĐ-CP», with the day that follows; «12-BC/ĐU» is somebody's own paper.
_NUMBER = re.compile(r"(?<![\w/-])(\d+(?:-[A-ZĐ][\wĐđ]*/[A-ZĐ]*TW|/\d{4}/(?:NĐ-CP|QH\d+)))(?![\w-])(?:, ngày (\d{2}/\d{1,2}/\d{4}))?")
# Texts that show what is wrong may name what no longer holds.
_WRONG = frozenset({"wrong"})


def check_named_rules(handbook: Handbook, problems: Problems) -> None:
    """Note every number that no citation beside it stands for, and every day that is not that of the source."""
    for template in handbook.templates.values():
        _check(template, template.file, handbook, problems)
    for defect in handbook.documents.defects.values():
        _check(defect, f"data/loi.yml › {defect.id}", handbook, problems)
    authority = handbook.documents.authority
    for rows in (authority.kinds, authority.bodies, authority.choosing, authority.signing):
        for row in rows:
            _check(row, f"data/tham-quyen.yml › {row.id}", handbook, problems)


def _check(fact: BaseModel, place: str, handbook: Handbook, problems: Problems) -> None:
    citations = list(citations_in(fact))
    if any(problems.is_unread(citation.source) for citation in citations):
        return  # the number of one of them is not known
    cited = [handbook.sources[c.source] for c in citations if c.source in handbook.sources]
    by_number: dict[str, Source] = {source.number: source for source in cited if source.number}
    for text in _texts(fact):
        for number, day in _NUMBER.findall(text):
            source = by_number.get(number)
            where = getattr(text, "place", place)
            if source is None:
                problems.error(where, f"«{number}» ghi thẳng trong lời văn mà không có trong «can_cu»",
                               "Thêm mã của văn bản đó vào «can_cu», hoặc viết lại không nêu số.")  # fmt: skip
            elif day and isinstance(source.issued, date) and tuple(map(int, day.split("/"))) != _numbers(source.issued):
                problems.error(where, f"«{number}» ghi ngày {day}, sổ đăng ký ghi {source.issued_text}", "Sửa cho khớp data/can-cu.yml.")


def _numbers(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        if not isinstance(value, Citation):
            for name in type(value).model_fields:
                if name not in _WRONG:
                    yield from _texts(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, (tuple, list)):
        for inner in value:
            yield from _texts(inner)
