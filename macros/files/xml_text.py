"""Writes XML that was read and changed, with the prefixes that it had: Word reads some of them within attributes, too."""

from __future__ import annotations

import re

from macros.files.escaping import escaped, quoted
from macros.files.xml import Element

_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]*)=[\"']([^\"'<]*)[\"']")
_DEFAULT = re.compile(r"\A(?:<\?[^>]*>\s*)?<[\w.-]+(?:\s[^>]*?)?\sxmlns=[\"']([^\"'<]*)[\"']")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_XML = "http://www.w3.org/XML/1998/namespace"


def written(root: Element, before: str) -> str:
    """``root`` as text; ``before`` is the text that it was read from."""
    prefixes: dict[str, str] = {_XML: "xml"}
    taken: set[str] = {"xml"}
    for found in _DECLARED.finditer(before):
        if found[2] not in prefixes and found[1] not in taken:
            prefixes[found[2]] = found[1]
            taken.add(found[1])
    # The namespace of what has no prefix, as long as nothing stands outside all namespaces.
    outermost = _DEFAULT.search(before)
    default = outermost[1] if outermost is not None and all(element.tag.startswith("{") for element in root.iter()) else ""
    for element in root.iter():
        for name in [element.tag, *element.attrib.keys()]:
            uri = _uri(name)
            if uri and uri not in prefixes and not (uri == default and name == element.tag):
                prefix = f"n{len(prefixes)}"
                while prefix in taken:
                    prefix = f"{prefix}n"
                prefixes[uri] = prefix
                taken.add(prefix)
    declared = f' xmlns="{quoted(default)}"' if default else ""
    declared += "".join(f' xmlns:{prefix}="{quoted(uri)}"' for uri, prefix in prefixes.items() if uri != _XML)
    out: list[str] = [_HEAD]
    _write(root, prefixes, default, declared, out)
    return "".join(out)


def _uri(name: str) -> str:
    return name[1:].partition("}")[0] if name.startswith("{") else ""


def _name(name: str, prefixes: dict[str, str]) -> str:
    return f"{prefixes[_uri(name)]}:{name.rpartition('}')[2]}" if name.startswith("{") else name


def _write(element: Element, prefixes: dict[str, str], default: str, declared: str, out: list[str]) -> None:
    name = _name(element.tag, prefixes) if not default or _uri(element.tag) != default else element.tag.rpartition("}")[2]
    attributes = "".join(f' {_name(key, prefixes)}="{quoted(value)}"' for key, value in element.attrib.items())
    children = list(element)
    if not children and not element.text:
        out.append(f"<{name}{declared}{attributes}/>")
    else:
        out.append(f"<{name}{declared}{attributes}>{escaped(element.text or '')}")
        for child in children:
            _write(child, prefixes, default, "", out)
            out.append(escaped(child.tail or ""))
        out.append(f"</{name}>")
