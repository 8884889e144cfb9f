"""What must never be published, and the house style, over every page, every reader-facing string of data and every file.

``guard``            what must not be given away in a file, a workbook, packs or a built site: ``guard(what)``
``tree``             all rules over the whole tree in one run: ``check_tree(root, problems)``, or ``faults(root)`` alone
``secrets``          files; ``office_files`` documents and workbooks → their texts and pictures; ``image_position`` a picture
``personal_data``    a text; ``births`` names with birth dates; ``people`` lists of names; ``tables`` rows with their headings
``marks``            how an editor lets something stand, and findings
``prose``            files → segments of prose with their lines
``wording``          spelling, spaces, quotation marks, foreign words, long sentences
``voice``            the register of an office: coinages, calques, clipped terms, address, aphorisms
``facts``            literal names, figures, numbers and dates of rules
``abbreviations``    capitals that no term defines; ``syllables`` whether a word can be Vietnamese
``basis``            normative statements that rest on nothing
"""

from __future__ import annotations

from macros.lint.guard import guard
from macros.lint.tree import check_tree, faults

__all__ = ["check_tree", "faults", "guard"]
