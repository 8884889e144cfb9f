"""Damaged copies of good documents, the same for every seed."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

from macros.files.zip import write_zip
from tests.made_docx import GOOD, parts_of


def mutants(seed: int) -> Iterator[bytes]:
    """Endless changed copies of good documents: bytes of the archive, of the XML, values of attributes, tags moved, doubled, lost."""
    chance = random.Random(seed)
    odd = [b"", b"-1", b"0", b"1e400", b"inf", b"nan", b"9" * 20, b"\xc3\xa9", b"\xff", b"&#8203;", b"true", b"%1%9", b"x" * 999]
    swaps = [(b"w:p>", b"w:tbl>"), (b"w:r>", b"w:sdt>"), (b"w:val", b"w:value"), (b"main", b"strict")]
    lines = [
        "Nơi nhận:", "*", "T/M ĐẢNG ỦY", "Số 05-TB/CB", "PHỤ LỤC 1", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "…", "[a b]",
        "ngày 31 tháng 13 năm 2026", "\u200b", "e\u0301\u0323",
    ]  # fmt: skip
    while True:
        path = chance.choice(GOOD)
        content = path.read_bytes()
        if chance.random() < 0.15:
            spoilt = bytearray(content)
            for _ in range(chance.randint(1, 12)):
                spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
            yield bytes(spoilt)
            continue
        parts = parts_of(path)
        for _ in range(chance.randint(1, 6)):
            name = chance.choice([n for n in parts if n.endswith((".xml", ".rels"))] + ["word/document.xml"] * 6)
            part = parts[name]
            tags = [m.span() for m in re.finditer(rb"<[^>]+>", part)]
            values = [m.span(1) for m in re.finditer(rb'="([^"]*)"', part)]
            if not tags or not values:
                continue
            (a, b), (c, d) = chance.choice(tags), chance.choice(tags)
            what = chance.randrange(7)
            if what == 0:
                a, b = chance.choice(values)
                parts[name] = part[:a] + chance.choice(odd) + part[b:]
            elif what == 1:
                parts[name] = part[:a] + part[b:]
            elif what == 2:
                parts[name] = part[:a] + part[c:d] + part[a:]
            elif what == 3:  # a whole element within another: what nests, nests deeper
                if found := re.compile(rb"<w:(p|tbl|r|sdt|tc|sectPr|pPr)[ >].*?</w:\1>", re.DOTALL).search(part, a):
                    parts[name] = part[:d] + found[0] * chance.choice([1, 2, 40]) + part[d:]
            elif what == 4:
                parts[name] = part.replace(*chance.choice(swaps))
            elif what == 5:
                text_ = [m.span(1) for m in re.finditer(rb"<w:t[^>]*>([^<]+)<", part)] or values
                a, b = chance.choice(text_)
                parts[name] = part[:a] + chance.choice(lines).encode() + part[b:]
            else:
                del parts[name]
                parts.setdefault("word/document.xml", part)
        yield write_zip(parts.items())
