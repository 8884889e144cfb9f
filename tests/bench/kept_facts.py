"""``bench loi-van``: what a rewriting kept: numbers, dates, citations and macro calls block by block, and how many words it saved."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from macros.commands import ROOT

_CALL = re.compile(r"\{\{\s*(.*?)\s*\}\}", re.DOTALL)
_LIST_NUMBER = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_NUMBER = re.compile(r"\d+(?:[./:,-]\d+)*(?:\s?%)?")
_SOURCE = re.compile(r"\b(?:qd|hd|kl|ct|nq|nd|tt|qc|ql|luat|dieu-le)-[a-z0-9-]+")
_DUTY = re.compile(r"\b(?:không được|phải|bắt buộc|nên|quá nửa|trên một nửa|một phần hai|hai phần ba)\b", re.IGNORECASE)
_HEADING = re.compile(r"^#{1,6} .*|^(?:- |\s{0,2}- )?(?:id|ma|cau|hoi|ten): .*")
_ARTICLE = re.compile(r"<article.*</article>", re.DOTALL)
_NO_WORDS = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]+>", re.DOTALL)

Facts = Counter[str]


def facts(text: str) -> Facts:
    """The numbers, dates, ids of sources and macro calls of a text, each as often as it stands there."""
    found: Facts = Counter("{{" + " ".join(match[1].split()) + "}}" for match in _CALL.finditer(text))
    rest = _LIST_NUMBER.sub(" ", _CALL.sub(" ", text))
    found.update(match[0] for pattern in (_NUMBER, _SOURCE) for match in pattern.finditer(rest))
    return found


def duties(text: str) -> Facts:
    """The words that oblige or advise, and shares of votes in words."""
    return Counter(match[0].lower() for match in _DUTY.finditer(_CALL.sub(" ", text)))


def blocks(text: str) -> dict[str, str]:
    """The parts of a page or a YAML file by what heads them: a heading, the id or the name of a row."""
    found: dict[str, list[str]] = {}
    head = ""
    for line in text.split("\n"):
        if match := _HEADING.match(line):
            head = match[0].strip()
        found.setdefault(head, []).append(line)
    return {head: "\n".join(lines) for head, lines in found.items()}


def compare(before: str, after: str) -> Iterator[str]:
    """What the two texts of a file differ in, block by block; a block under a new heading is held beside the one in its place."""
    old, new = blocks(before), blocks(after)
    gone, come = [head for head in old if head not in new], [head for head in new if head not in old]
    pairs = {head: head for head in old if head in new} | (dict(zip(gone, come, strict=False)) if len(gone) == len(come) else {})
    for head, its_new_head in pairs.items():
        if differences := list(_differences(old[head], new[its_new_head])):
            yield f"«{head or 'đầu tệp'}»: {'; '.join(differences)}"
    if len(gone) != len(come):
        yield f"phần mất {gone}; phần thêm {come}"
        yield from _differences(before, after)


def _differences(before: str, after: str) -> Iterator[str]:
    old, new = facts(before), facts(after)
    for name, left, right in (("mất", old, new), ("thêm", new, old)):
        if only := [fact for fact in left if fact not in right]:
            yield f"{name} {', '.join(only)}"
    old, new = duties(before), duties(after)
    if changed := [f"«{word}» {old[word]} → {new[word]}" for word in sorted({*old, *new}) if old[word] != new[word]]:
        yield ", ".join(changed)


def bench_kept_facts(base: str) -> None:
    """Compare the working tree with the revision ``base``, and count the words of the built site if there is one."""
    words = [0, 0]
    for name in _git("diff", "--name-only", "-z", base, "--", "docs", "data").split("\0"):
        path = ROOT / name
        if path.suffix not in (".md", ".yml"):
            continue
        before, after = _git("show", f"{base}:{name}"), path.read_text(encoding="utf-8") if path.exists() else ""
        counts = len(before.split()), len(after.split())
        words = [total + count for total, count in zip(words, counts, strict=True)]
        print(f"{name}: {counts[0]} → {counts[1]} tiếng")
        for difference in compare(before, after):
            print(f"    {difference}")
    print(f"Các tệp đã đổi so với {base}: {words[0]} → {words[1]} tiếng")
    if (ROOT / "site").is_dir():
        pages = [_page_words(path) for path in (ROOT / "site").rglob("*.html")]
        print(f"Trang đã tạo: {sum(pages)} tiếng trong {len(pages)} trang")


def _page_words(page: Path) -> int:
    article = _ARTICLE.search(page.read_text(encoding="utf-8"))
    return len(_NO_WORDS.sub(" ", article[0]).split()) if article else 0


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, encoding="utf-8").stdout
