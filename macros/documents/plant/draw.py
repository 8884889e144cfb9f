"""«Tìm lỗi văn bản»: a paper drawn by its code, and a learner's marks judged. The page runs these very functions.

A game is what :func:`macros.documents.plant.game.game` makes: ``van_ban`` with ``dong`` and what each mistake changes (``loi``),
``muc`` the levels, ``thieu`` the mistakes after which something is missing: they may be ticked by name, or marked above the gap.
"""

from __future__ import annotations

from typing import Any

from macros.model.chance import Chance

_DIGITS = "0123456789"
_LENGTH = 4  # digits of a number, behind the digit of the level


def read_code(text: str, levels: int) -> str:
    """«2-4831» from what somebody typed («24831», « 2 4831»), or nothing when it is no code."""
    digits = "".join(sign for sign in text if sign in _DIGITS)
    if len(digits) != _LENGTH + 1 or not 1 <= int(digits[0]) <= levels:
        return ""
    return f"{digits[0]}-{digits[1:]}"


def drawn(game: dict[str, Any], code: str, wanted: list[str]) -> dict[str, Any]:
    """The paper of a code: ``dong`` its lines by name, ``loi`` its mistakes in the
    order of reading, each with the lines where it shows (``cho``), ``con`` what could be missing.

    Of the level's own mistakes come two thirds, the rest are easier ones; no two touch one line. ``wanted``: mistakes to be
    repeated, which come first where the document has room for them.
    """
    chance = Chance(int(code[0]) * 10007 + int(code[2:]))
    level = int(code[0])
    least, most = game["muc"][level - 1]["so_loi"]
    papers = game["van_ban"]
    fitting = [index for index, paper in enumerate(papers) if not wanted or any(name in paper["loi"] for name in wanted)]
    at = fitting[chance.below(len(fitting))] if fitting else chance.below(len(papers))
    paper = papers[at]
    count = least + chance.below(most - least + 1)
    own = chance.mixed(game["muc"][level - 1]["loi"])
    easier = chance.mixed([name for lower in game["muc"][: level - 1] for name in lower["loi"]])
    chosen: list[str] = []
    taken: set[int] = set()
    share = count - count // 3 if easier else count
    for names, end in ((wanted, count), (own, share), (easier, count), (own, count)):
        for name in names:
            change = paper["loi"].get(name)
            if change is None or name in chosen or len(chosen) >= end:
                continue
            touched = _touched(change)
            if not any(line in taken for line in touched):
                chosen.append(name)
                taken.update(touched)
    in_order = sorted(chosen, key=lambda name: min(_touched(paper["loi"][name])))
    return {
        "ma": code,
        "van_ban": at,
        "dong": _lines(paper, chosen),
        "loi": [{"id": name, "cho": _places(paper["loi"][name])} for name in in_order],
        "con": [name for name in game["thieu"] if name in paper["loi"]],
    }


def _touched(change: dict[str, Any]) -> list[int]:
    """The numbers of the lines that a mistake needs to be as they are, the one above a gap among them."""
    gone: list[int] = change.get("mat", [])
    return [at for at, _ in change.get("doi", [])] + [at - 1 for at in gone[:1]] + gone + [at for at, _ in change.get("them", [])]


def _places(change: dict[str, Any]) -> list[str]:
    """The names of the lines where a mistake shows: where lines are gone, the one above."""
    shown = [str(at) for at, _ in change.get("doi", [])] + [f"{at}+{number}" for number, (at, _) in enumerate(change.get("them", []))]
    return shown + [str(at - 1) for at in change.get("mat", [])[:1]]


def _lines(paper: dict[str, Any], chosen: list[str]) -> list[list[Any]]:
    """Name and look of each line of the spoilt paper, in the order of reading."""
    changed: dict[int, Any] = {}
    gone: set[int] = set()
    come: dict[int, list[Any]] = {}
    for name in chosen:
        change = paper["loi"][name]
        for at, line in change.get("doi", []):
            changed[at] = line
        gone.update(change.get("mat", []))
        for number, (at, line) in enumerate(change.get("them", [])):
            come.setdefault(at, []).append([f"{at}+{number}", line])
    out: list[list[Any]] = []
    for at, line in enumerate(paper["dong"]):
        if at not in gone:
            out.append([str(at), {**line, **changed.get(at, {})}])
        elif line["khoi"] is not None:  # what stands beside it stays where it is
            out.append([str(at), {**line, "chu": [], "ke": False, "so": ""}])
        out.extend(come.get(at, []))
    return out


def judged(paper: dict[str, Any], marks: list[str], missing: list[str]) -> dict[str, Any]:
    """``tim`` the mistakes that were marked, ``sot`` those that were not, ``nham`` how many marks hit nothing, ``sao`` from 0 to 3."""
    found = [each["id"] for each in paper["loi"] if each["id"] in missing or any(name in marks for name in each["cho"])]
    places = [name for each in paper["loi"] for name in each["cho"]]
    planted = [each["id"] for each in paper["loi"]]
    wrong = [name for name in marks if name not in places] + [name for name in missing if name not in planted]
    score = len(found) * 2 - len(wrong)
    whole = len(planted) * 2
    stars = 3 if score == whole else 2 if score * 10 >= whole * 7 else 1 if score * 10 >= whole * 4 else 0
    return {"tim": found, "sot": [name for name in planted if name not in found], "nham": len(wrong), "sao": stars}


def spoilt_parts(files: dict[str, Any], at: int, chosen: list[str]) -> list[list[str]]:
    """Name and text of the parts of the document number ``at`` with the ``chosen`` mistakes in them.

    ``files`` is what :func:`macros.documents.plant.game.game_files` makes.
    """
    paper = files["van_ban"][at]
    edits = sorted([edit for name in chosen for edit in paper["loi"][name]], key=lambda edit: edit[1], reverse=True)
    parts: list[list[str]] = []
    for name, number in paper["phan"]:
        text: str = files["chu"][number]
        for part, begin, end, instead in edits:  # the last first, so that the places of the others still hold
            if part == name:
                text = text[:begin] + instead + text[end:]
        parts.append([name, text])
    return parts
