"""An office's page that changes one of ours part by part: its keys and sections in place of ours, the rest as it is.

    ---
    sua_theo_muc: {them: [Riêng ở đơn vị], bo: [Chỗ hay hỏng]}
    quy_trinh:
      ai: [Bí thư]
    ---
    ## Chuẩn bị
    …

A key takes the place of the same key; of «quy_trinh» and «bai_hoc», each key within. A section («## …») takes the place of the
one of the same heading, and text before the first section that of our opening.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pydantic import Field

from macros.load.yaml_file import KeyPath, YamlText
from macros.model.base import Model, Names
from macros.model.pages import FRONT_MATTER
from macros.model.problems import Problems
from macros.vietnamese import nfc

KEY = "sua_theo_muc"
_DEEP = ("quy_trinh", "bai_hoc")  # keys whose own keys are changed one by one
_HEADING = re.compile(r"## +(.+?)(?: *\{[^{}]*\})? *#*$")
_FENCE = re.compile(r" {0,3}(```|~~~)")
_OPEN, _SHUT = re.compile(r"<(?:div|section|details)\b"), re.compile(r"</(?:div|section|details)>")

#: A line of a page with where it stands: whether in the office's file, and its number there.
Line = tuple[str, bool, int]


class _Asked(Model):
    """What the key «sua_theo_muc» says: headings of sections that ours has not, and of those to be left out."""

    add: Names = Field((), alias="them")
    drop: Names = Field((), alias="bo")


@dataclass
class Parts:
    """A page in parts, in their order: its keys and those within ``quy_trinh`` and ``bai_hoc``, its opening (None) and its sections."""

    keys: dict[KeyPath, list[Line]] = field(default_factory=dict)
    sections: dict[str | None, list[Line]] = field(default_factory=dict)

    def lines(self) -> list[Line]:
        """The whole page."""
        fence = ("---", False, 1)
        return [fence, *_all(self.keys.values()), fence, *_all(self.sections.values())]


def _all(blocks: Iterable[list[Line]]) -> Iterator[Line]:
    for block in blocks:
        yield from block


def changes_ours(text: str) -> bool:
    """Whether the page changes ours part by part rather than standing in its place."""
    match = FRONT_MATTER.match(text)
    return bool(match and re.search(rf"^{KEY} *:", match[1], re.MULTILINE))


def in_parts(text: str, own: bool, name: str, problems: Problems) -> Parts | None:
    """The page in its parts; None where its front matter cannot be read, which is noted, or where it has none."""
    match = FRONT_MATTER.match(text)
    if not match:
        return None
    front = YamlText(match[1], name, problems, first_line=2)
    if not front.ok or not isinstance(front.data, Mapping):
        return None
    if len({front.line((key,)) for key in front.data}) < len(front.data):
        problems.error(f"{name}:2", "có hai trường trên cùng một dòng", "Viết mỗi trường một dòng.")
        return None
    lines: list[Line] = [(line, own, number) for number, line in enumerate(text.splitlines(), start=1)]
    end = text[: match.end(1)].count("\n") + 1
    return Parts(dict(_keys(front, lines, end)), _sections(lines[end + 1:]))


def _keys(front: YamlText, lines: list[Line], end: int) -> Iterator[tuple[KeyPath, list[Line]]]:
    """Every key with its lines; the own keys of a deep one stand for themselves where each begins a line."""
    starts: list[tuple[int, KeyPath]] = []
    for key in front.data:
        starts.append((front.line((key,)), (key,)))
        inner = [(front.line((key, name)), (key, name)) for name in front.data[key]] if _is_deep(front, key) else []
        if inner and len({line for line, _ in inner} - {starts[-1][0]}) == len(inner):
            starts += inner
    starts.sort(key=lambda start: start[0])
    begin = 2  # what stands before the first key, a comment, goes with it
    for (_, path), (after, _) in zip(starts, [*starts[1:], (end + 1, ())], strict=True):
        yield path, lines[begin - 1: after - 1]
        begin = after


def _is_deep(front: YamlText, key: object) -> bool:
    return key in _DEEP and isinstance(front.data[key], Mapping)


def _sections(lines: list[Line]) -> dict[str | None, list[Line]]:
    found: dict[str | None, list[Line]] = {None: []}
    heading: str | None = None
    fenced = False
    for line in lines:
        if _FENCE.match(line[0]):
            fenced = not fenced
        match = None if fenced else _HEADING.match(line[0])
        if match:
            heading = nfc(match[1])
        found.setdefault(heading, []).append(line)
    return found


def changed(ours: str, theirs: str, names: tuple[str, str], problems: Problems) -> list[Line]:
    """Our page with their parts in it. ``names``: of our file and of theirs, as messages say them."""
    place = names[1]
    mine = in_parts(ours, False, names[0], Problems())
    new = in_parts(theirs, True, place, problems)
    if mine is None or new is None:
        return []
    asked = _asked(theirs, place, problems)
    new.keys.pop((KEY,), None)
    _change_keys(mine, new, place, problems)
    _change_sections(mine, new, asked, place, problems)
    return mine.lines()


def _asked(theirs: str, place: str, problems: Problems) -> _Asked:
    match = FRONT_MATTER.match(theirs)
    front = YamlText(match[1] if match else "", place, Problems(), first_line=2)
    data = front.data[KEY] if isinstance(front.data, Mapping) else None
    here = YamlText(match[1] if match else "", place, problems, first_line=2)
    return here.parse(_Asked, data if data is not None else {}, (KEY,)) or _Asked()


def _change_keys(mine: Parts, new: Parts, place: str, problems: Problems) -> None:
    deep = {path[0] for path in new.keys if len(path) == 2}
    for path, lines in new.keys.items():
        if len(path) == 1 and path[0] in deep and any(len(other) == 2 and other[0] == path[0] for other in mine.keys):
            continue  # only the head of what follows, key by key
        if len(path) == 1 and path[0] in _DEEP and path[0] not in deep and path in mine.keys:
            problems.error(f"{place}:{lines[-1][2]} › {path[0]}", "các trường bên trong viết trên cùng một dòng nên không thay riêng được",
                           "Viết mỗi trường một dòng, thụt vào hai dấu cách.")
            continue
        if len(path) == 2:
            lines = _indented(lines, mine, path[0])
        _put(mine.keys, path, lines)


def _put(keys: dict[KeyPath, list[Line]], path: KeyPath, lines: list[Line]) -> None:
    """``lines`` in place of the key, or behind the last key of its kind."""
    if path in keys or len(path) == 1:
        keys[path] = lines
        return
    items = list(keys.items())
    last = max(index for index, (other, _) in enumerate(items) if other[0] == path[0])
    keys.clear()
    keys.update([*items[: last + 1], (path, lines), *items[last + 1:]])


def _indented(lines: list[Line], mine: Parts, key: object) -> list[Line]:
    """``lines`` as deep as the keys that ours has there."""
    ours = next((block for path, block in mine.keys.items() if len(path) == 2 and path[0] == key), lines)
    by = _depth(ours) - _depth(lines)
    return [(" " * by + text if by > 0 else text[min(-by, _indent(text)):], own, number) for text, own, number in lines] if by else lines


def _depth(lines: list[Line]) -> int:
    return next((_indent(text) for text, *_ in lines if text.strip() and not text.lstrip().startswith("#")), 0)


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip(" "))


def _change_sections(mine: Parts, new: Parts, asked: _Asked, place: str, problems: Problems) -> None:
    known = [heading for heading in mine.sections if heading]
    for dropped in asked.drop:
        if dropped not in known:
            problems.unknown(f"{place} › {KEY} › bo", "mục", dropped, known, "Xem các mục của trang đó.", more=" ở trang của sổ tay")
        mine.sections.pop(dropped, None)
    for added in asked.add:
        if added not in new.sections:
            problems.unknown(f"{place} › {KEY} › them", "mục", added, [name for name in new.sections if name],
                             f"Viết mục «## {added}» ở dưới, hoặc bỏ tên đó.", more=" trong tệp này")
        elif added in mine.sections:
            problems.error(f"{place} › {KEY} › them", f"trang của sổ tay đã có mục «{added}»", "Bỏ tên đó thì mục này thay mục kia.")
    for heading, lines in new.sections.items():
        if heading is None:
            if any(text.strip() for text, *_ in lines):
                title = [line for line in mine.sections[None] if line[0].startswith("# ")]
                titled = any(text.startswith("# ") for text, *_ in lines)
                mine.sections[None] = lines if titled else [*title, *lines]
        elif heading in mine.sections or heading in asked.add:
            _keep_balance(mine.sections.get(heading, []), lines, heading, place, problems)
            mine.sections[heading] = [*lines, ("", True, lines[-1][2])]
        else:
            problems.unknown(f"{place}:{lines[0][2]}", "mục", heading, known, f"Muốn thêm mục thì ghi tên đó vào trường «{KEY} › them».",
                             more=" ở trang của sổ tay")


def _keep_balance(ours: list[Line], theirs: list[Line], heading: str, place: str, problems: Problems) -> None:
    """A section that leaves open or shuts what ours did not would spoil the whole page."""
    if _left_open(ours) != _left_open(theirs):
        problems.error(f"{place}:{theirs[0][2]}", f"mục «{heading}» mở hoặc đóng thẻ khung (div, section) khác mục của sổ tay",
                       "Chép cả mục của sổ tay rồi sửa chữ bên trong, giữ các dòng có dấu < >.")


def _left_open(lines: list[Line]) -> int:
    return sum(len(_OPEN.findall(text)) - len(_SHUT.findall(text)) for text, *_ in lines)
