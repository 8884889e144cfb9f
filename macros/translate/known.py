"""The tables of all names that the subset knows beside the modules' own: what is not here is refused."""

from __future__ import annotations

# Python's own functions: how many arguments they may get, and which of them by name. The runtime has each under its name.
FUNCTIONS: dict[str, tuple[int, int, tuple[str, ...]]] = {
    "abs": (1, 1, ()), "all": (1, 1, ()), "any": (1, 1, ()), "bool": (1, 1, ()), "dict": (0, 1, ()),
    "enumerate": (1, 2, ("xs", "start")), "float": (1, 1, ()), "frozenset": (0, 1, ()), "getattr": (2, 2, ()), "id": (1, 1, ()),
    "int": (1, 1, ()), "isinstance": (2, 2, ()), "len": (1, 1, ()), "list": (0, 1, ()), "max": (1, 3, ("xs", "key", "default")),
    "min": (1, 3, ("xs", "key", "default")), "next": (1, 2, ()), "range": (1, 3, ()), "reversed": (1, 1, ()),
    "round": (1, 2, ()), "set": (0, 1, ()), "sorted": (1, 3, ("xs", "key", "reverse")), "str": (1, 1, ()), "sum": (1, 1, ()),
    "tuple": (0, 1, ()), "zip": (2, 2, ()),
}  # fmt: skip
# Methods of text, bytes, lists, mappings, sets, patterns, matches, dates and elements of XML, with the number of their arguments.
METHODS: dict[str, tuple[int, int]] = {
    "add": (1, 1), "append": (1, 1), "count": (1, 1), "decode": (1, 1), "encode": (1, 1), "end": (0, 0), "endswith": (1, 1),
    "extend": (1, 1), "find": (1, 1), "findall": (1, 1), "finditer": (1, 1), "fullmatch": (1, 1), "get": (1, 2), "group": (0, 1),
    "groups": (0, 0), "index": (1, 1), "insert": (2, 2), "isalpha": (0, 0), "isascii": (0, 0), "isdecimal": (0, 0), "isoformat": (0, 0),
    "isspace": (0, 0), "isupper": (0, 0), "items": (0, 0), "iter": (0, 1), "itertext": (0, 0), "join": (1, 1), "keys": (0, 0),
    "lower": (0, 0), "lstrip": (0, 1), "match": (1, 1), "partition": (1, 1), "pop": (0, 2), "remove": (1, 1), "removeprefix": (1, 1),
    "removesuffix": (1, 1), "replace": (2, 2), "rfind": (1, 1), "rpartition": (1, 1), "rstrip": (0, 1), "search": (1, 1),
    "setdefault": (2, 2), "split": (0, 1), "start": (0, 0), "startswith": (1, 1), "strip": (0, 1), "sub": (2, 2), "toordinal": (0, 0),
    "update": (1, 1), "upper": (0, 0), "values": (0, 0),
}  # fmt: skip
ERRORS = {
    "Exception", "IndexError", "KeyError", "LookupError", "OverflowError", "TypeError", "UnicodeDecodeError", "ValueError",
    "ZeroDivisionError",
}  # fmt: skip
KINDS = {"str", "int", "float", "bool", "list", "tuple", "dict", "Mapping", "date"}  # what isinstance may ask for
# Attributes of what is not ours: days, elements of XML.
ATTRIBUTES = {"year", "month", "day", "tag", "text", "tail", "attrib"}
TRUE_OR_FALSE = {"all", "any", "bool", "isinstance", "endswith", "isalpha", "isascii", "isdecimal", "isspace", "isupper", "startswith"}
# What of other modules a module may use, and how many arguments it gets. Each of them has a twin in the runtime.
LIBRARY: dict[str, tuple[int, int]] = {
    "datetime.date": (3, 3), "difflib.get_close_matches": (4, 4), "itertools.pairwise": (1, 1), "itertools.takewhile": (2, 2),
    "zlib.crc32": (1, 1),
    "macros.model.base.look_up": (3, 3), "macros.model.base.UnknownName": (3, 3),
    "macros.files.inflate.inflate": (2, 2), "macros.files.xml.parsed": (1, 1), "macros.files.xml.Element": (1, 1),
}  # fmt: skip
# What the translator itself looks at.
SYNTAX = {
    "re", "unicodedata", "logging", "dataclasses.dataclass", "dataclasses.field", "dataclasses.replace", "functools.cache",
    "functools.cached_property", "functools.lru_cache",
}  # fmt: skip
_RESERVED = frozenset(
    """
    arguments await break case catch class const continue debugger default delete do else enum eval export extends false finally for
    function if implements import in instanceof interface let modules new null package private protected public py return static super
    switch this throw true try typeof undefined var void while with yield
    """.split()  # noqa: SIM905 (a list of quoted words would be no easier to read)
)


def js_name(name: str) -> str:
    """The source's name, with a sign more where JavaScript uses the word itself."""
    return f"{name}$" if name in _RESERVED else name
