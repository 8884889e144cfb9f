"""Whether the properties of a Word document stand in the order that the schema of the format (ISO/IEC 29500, wml.xsd) asks for."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from xml.etree import ElementTree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ORDERS = {
    "pPr": """pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens
        kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing
        mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange""",
    "rPr": """rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden
        color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath
        rPrChange""",
    "sectPr": """headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt
        vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange""",
}
_FIRST = {"p": "pPr", "r": "rPr"}  # whose properties come before all else


def out_of_order(content: bytes) -> Counter[str]:
    """«rPr: sz before rFonts» and the like, with how often; every part is read, so that one that is no XML raises."""
    found: Counter[str] = Counter()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            for element in ElementTree.fromstring(archive.read(name)).iter():
                tag = element.tag.removeprefix(_W)
                if tag in _ORDERS:
                    names = [child.tag.removeprefix(_W) for child in element if child.tag.startswith(_W)]
                    order = _ORDERS[tag].split()
                    places = [order.index(each) for each in names if each in order]
                    doubled = {each for each in names if names.count(each) > 1 and "Reference" not in each}
                    if places != sorted(places) or doubled:
                        found[f"{tag}: {' '.join(names)}"] += 1
                children = [child.tag.removeprefix(_W) for child in element]
                if _FIRST.get(tag) in children[1:]:
                    found[f"{tag}: {_FIRST[tag]} not first"] += 1
    return found
