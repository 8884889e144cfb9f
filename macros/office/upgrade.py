"""What of an office's own touches what a new version of the handbook has changed, and what of it can be taken in without a loss.

Three texts are compared part by part: the handbook's as the office last saw it, the handbook's of today, and the office's. What an
office has worked on is never touched: a part is offered only where the office's is still the handbook's old one, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from macros.load.page_changes import KEY, changes_ours
from macros.load.page_folder import FOLDER
from macros.office.parts import Parts, difference, joined, parts_of


@dataclass(frozen=True)
class Touched:
    """A file of an office's, and in sentences what has changed under it. ``offered``: its text with ``taken`` parts brought up to
    date, or None where there is nothing to take."""

    file: str
    told: tuple[str, ...]
    offered: str | None = None
    taken: int = 0


def touched(before: Mapping[str, str], now: Mapping[str, str], own: Mapping[str, str]) -> list[Touched]:
    """Every file of ``own`` that rests on something that is no longer as it was ``before``."""
    found = (_compared(name, text, before.get(name), now.get(name)) for name, text in sorted(own.items()))
    return [each for each in found if each]


def _compared(name: str, text: str, old: str | None, new: str | None) -> Touched | None:
    if old == new:
        return None
    page = name.startswith("docs/")
    file = f"{FOLDER}/{name.removeprefix('docs/')}" if page else name.removeprefix("data/")
    what = f"trang {name.removeprefix('docs/')}" if page else f"tệp {name}"
    if page and changes_ours(text) and old is not None:
        return _changing(file, what, name, text, old, new)
    if old is None:
        return Touched(file, (f"Sổ tay nay có {what}; {'trang' if page else 'tệp'} của đơn vị đang thay nó. Muốn dùng cả hai thì đổi tên "
                              "của đơn vị.",))  # fmt: skip
    if new is None:
        return Touched(file, (f"Sổ tay không còn {what}; bản của đơn vị giữ nguyên và đứng riêng.",))
    return _replacing(file, what, name, text, old, new)


def _replacing(file: str, what: str, name: str, text: str, old: str, new: str) -> Touched | None:
    """The office's file stands in the place of ours."""
    before, now, mine = parts_of(name, old), parts_of(name, new), parts_of(name, text)
    if mine == now:
        return None
    told, merged, taken = [], dict(mine), 0
    for label in _changed(before, now):
        if mine.get(label) == now.get(label):
            continue
        if label not in now:
            told.append(f"{label}: sổ tay đã bỏ; bản của đơn vị giữ nguyên.")
        elif label not in before:
            merged, taken = _inserted(merged, label, now), taken + (label not in mine)
            told.append(f"{label}: sổ tay mới thêm" + ("; đơn vị cũng có, giữ bản của đơn vị." if label in mine else ", nhận vào được."))
        elif label not in mine:
            told.append(f"{label}: đơn vị đã bỏ, giữ như vậy; của sổ tay {difference(before[label], now[label])}.")
        elif mine[label] == before[label]:
            merged[label], taken = now[label], taken + 1
            told.append(f"{label}: đơn vị chưa sửa, nhận vào được; {difference(before[label], now[label])}.")
        else:
            told.append(f"{label}: đơn vị đã sửa, giữ bản của đơn vị; của sổ tay {difference(before[label], now[label])}.")
    if not told:
        return None
    head = f"Bản của đơn vị thay {what}; bản của sổ tay đã đổi {len(told)} chỗ:"
    return Touched(file, (head, *told), joined(name, merged) if taken else None, taken)


def _inserted(parts: Parts, label: str, now: Parts) -> Parts:
    """``parts`` with the new one behind the one that it follows in ``now``."""
    if label in parts:
        return parts
    order = list(now)
    before = next((other for other in reversed(order[: order.index(label)]) if other in parts), None)
    items = list(parts.items())
    at = [other for other, _ in items].index(before) + 1 if before else 0
    if at and not items[at - 1][1].endswith("\n"):
        items[at - 1] = (items[at - 1][0], items[at - 1][1] + "\n")
    return dict([*items[:at], (label, now[label]), *items[at:]])


def _changing(file: str, what: str, name: str, text: str, old: str, new: str | None) -> Touched | None:
    """The office's page changes parts of ours."""
    if new is None:
        return Touched(file, (f"Sổ tay không còn {what} mà đơn vị sửa theo mục. Viết thành trang riêng (bỏ trường «{KEY}», thêm phần khai "
                              "báo đầu trang), hoặc bỏ tệp này.",))  # fmt: skip
    before, now, mine = parts_of(name, old), parts_of(name, new), parts_of(name, text)
    told = list(_under_changes(before, now, mine))
    rest = sum(label not in mine for label in _changed(before, now))
    if rest:
        told.append(f"{rest} phần khác của trang đã đổi và tự theo bản mới.")
    return Touched(file, (f"Đơn vị sửa theo mục {what}; trang đó của sổ tay đã đổi:", *told)) if told else None


def _under_changes(before: Parts, now: Parts, mine: Parts) -> Iterator[str]:
    for label in mine:
        if label in before and label not in now:
            yield f"{label}: trang của sổ tay không còn. Đổi theo tên mới, hoặc ghi tên mục vào «{KEY} › them»."
        elif label not in before and label in now:
            yield f"{label}: trang của sổ tay nay cũng có; bỏ tên đó khỏi «{KEY} › them» thì phần của đơn vị thay phần đó."
        elif label in before and before[label] != now[label]:
            yield f"{label}: phần của đơn vị đang thay; của sổ tay {difference(before[label], now[label])}."


def _changed(before: Parts, now: Parts) -> list[str]:
    """The parts that are not as they were, in their order today, then those that are gone."""
    return [label for label in {**now, **before} if before.get(label) != now.get(label)]
