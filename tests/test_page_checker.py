"""The checker on the page: the same answers as the command's, on every kind of file; its parts as those of Python."""

from __future__ import annotations

import gzip
import json
import os
import random
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from macros.documents.check.page_script import checker_data, checker_script
from macros.documents.plant.plant import PLANTABLE, plant
from macros.load.documents import read_documents
from macros.load.folder import DataFolder
from macros.model.documents import Documents
from macros.model.problems import Problems
from tests.made_docx import GOOD, ROOT, TODAY
from tests.mutants import mutants
from tests.page_checker import PageChecker

CASES = sorted((ROOT / "tests" / "cases").rglob("*.docx"))
# A share of what is compared; SO_TAY_MUTANTS=2000 compares them all.
MUTANTS = int(os.environ.get("SO_TAY_MUTANTS", "40"))
_SEED = 20261127


@pytest.fixture(scope="module")
def documents() -> Documents:
    return read_documents(DataFolder(ROOT / "data"), Problems())


@pytest.fixture(scope="module")
def page(documents: Documents) -> PageChecker:
    return PageChecker(documents)


def _some(paths: list[Path], every: int) -> list[Path]:
    return paths if MUTANTS > 40 else paths[::every]


def test_page_and_command_say_the_same_of_good_documents_and_of_cases_from_practice(page: PageChecker) -> None:
    faults = [f"{path.name}: {told}" for path in _some([*GOOD, *CASES], 5) if (told := page.difference(path.read_bytes(), TODAY))]
    assert not faults, "\n".join(faults)


def test_page_and_command_say_the_same_of_planted_defects_and_of_forced_kinds_and_rules(page: PageChecker, documents: Documents) -> None:
    chance = random.Random(_SEED)
    asked = [(None, None), ("cong-van", None), (None, "hd-36-2018")]
    for number in range(max(MUTANTS // 4, 10)):
        defect = PLANTABLE[number % len(PLANTABLE)] if MUTANTS > 40 else chance.choice(PLANTABLE)
        bad = plant(chance.choice(GOOD).read_bytes(), defect, documents.authority)
        kind, ruleset = chance.choice(asked)
        if bad is not None:
            assert page.difference(bad, TODAY, kind, ruleset) == "", defect


def test_page_and_command_say_the_same_of_files_that_were_damaged_at_random(page: PageChecker) -> None:
    damaged = mutants(_SEED)
    for number in range(MUTANTS):
        assert page.difference(next(damaged), TODAY) == "", number


def test_what_is_no_word_file_gets_the_same_refusal_on_the_page(page: PageChecker) -> None:
    good = GOOD[0].read_bytes()
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    files = [b"", b"PK", b"x" * 100, good[:-30], good + b"tail", b"head" + good, ole + b"x" * 600]
    files.append(ole + "EncryptedPackage".encode("utf-16-le"))
    assert [page.difference(content, TODAY) for content in files] == [""] * len(files)
    told = page.report(b"x" * 100, TODAY)["findings"][0]
    assert told["id"] == "tu-choi-khong-phai-word" and told["mend"].endswith(".")


_MARKS = [
    "<", ">", "</", "/>", "<a>", "</a>", "<b x='1'>", "</b>", "&amp;", "&#65;", "&#x41;", "&#0;", "&x;", "&", "<!--", "-->", "--", "<?p ",
    "?>", "<?xml version='1.0'?>", "<![CDATA[", "]]>", "x", " ", "\r\n", "\t", "\u00e9", "\U0001f389", "\x01", "\ufffe", "=", '"', "'",
    " xmlns='u'", " xmlns:p='v'", " xmlns:p=''", "<p:a>", "</p:a>", " p:x='1'", " x='1'", " y=\"a\r\nb\"", " xml:space='preserve'", "<a:>",
    " xmlns:q='v'", " q:x='2'", "]]", "<é>", "</é>", "<-a>",
]  # fmt: skip


def test_the_page_reads_xml_as_python_does_or_refuses_it_as_well(page: PageChecker) -> None:
    page.engine.eval(
        """
        function tree(text) {
          const told = (e) => [e.tag, [...e.attrib].sort(), e.text, e.tail, e.children.map(told)];
          try { return JSON.stringify(told(SoTay.python.parsed(text))); } catch (error) {
            return error instanceof SoTay.python.ValueError ? "null" : String(error);
          }
        }
        """
    )

    def told(element: ElementTree.Element) -> list[object]:
        attributes = sorted([key, value] for key, value in element.attrib.items())
        return [element.tag, attributes, element.text, element.tail, [told(child) for child in element]]

    chance = random.Random(_SEED)
    read = 0
    for number in range(MUTANTS * 50):
        middle = "".join(chance.choice(_MARKS) for _ in range(chance.randint(0, 5)))
        attributes = "".join(chance.choice(_MARKS[-17:-8]) for _ in range(chance.randint(0, 3)))
        text = chance.choice(["{m}", "<a{t}>{m}</a>", "<?xml version='1.0'?><a xmlns:p='v'{t}>{m}</a>", "<a>{m}<b/>x</a>", "{m}<a/>{m}"])
        text = text.replace("{m}", middle).replace("{t}", attributes)
        try:
            ours = told(ElementTree.fromstring(text))
            read += 1
        except ElementTree.ParseError:
            ours = None
        except ValueError:
            continue
        theirs = json.loads(page.engine.get("tree")(text.replace("\0", "")))
        assert theirs == ours, (number, text)
    assert read > MUTANTS * 5


def test_the_page_unpacks_what_was_packed_and_stops_at_the_limit(page: PageChecker) -> None:
    page.engine.eval(
        """
        function unpack(hex, limit) {
          try {
            return Array.from(SoTay.python.inflate(bytesOf(hex), limit), (byte) => byte.toString(16).padStart(2, "0")).join("");
          } catch (error) { return error instanceof SoTay.python.ValueError ? "broken" : String(error); }
        }
        """
    )
    unpack = page.engine.get("unpack")
    chance = random.Random(_SEED)
    for number in range(60):
        kinds = [chance.randbytes(chance.randint(0, 3000)), b"ab" * chance.randint(0, 2000), bytes(chance.choices(b"abc <>=", k=2000))]
        content = chance.choice(kinds)
        packer = zlib.compressobj(chance.choice([0, 1, 6, 9]), zlib.DEFLATED, -15, 8, chance.choice([0, 2, 4]))
        packed = packer.compress(content) + packer.flush()
        assert unpack(packed.hex(), 10_000) == content.hex(), number
        assert unpack(packed.hex(), 100) == content[:100].hex()
        assert unpack(packed[: len(packed) // 2].hex(), 10_000) == "broken"


def test_the_checker_for_the_page_is_small_and_keeps_the_names_of_its_source(documents: Documents) -> None:
    script, data = checker_script(), checker_data(documents)
    assert len(gzip.compress((script + data).encode(), 9)) < 90_000
    for name in ("report_on", "locate_ending", "entries_of", "place_of"):
        assert f"function {name}(" in script
    assert "eval" not in script.replace("evaluate", "")
