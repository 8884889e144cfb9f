"""What must never be published, and the house style, over every page, every reader-facing string of data and every file.

``tree``             all of it in one run: ``check_tree(root, problems)``
``secrets``          what must not stand in any file; ``personal_data`` in a text, ``image_position`` in a picture
``marks``            how an editor lets something stand, and findings; ``settings`` is data/van-phong.yml
``prose``            files → segments of prose with their lines
``wording``          spelling, spaces, quotation marks, foreign words, long sentences
``facts``            literal names, figures, numbers and dates of rules
``abbreviations``    capitals that no term defines; ``syllables`` whether a word can be Vietnamese
``basis``            normative statements that rest on nothing
"""

from __future__ import annotations

from macros.lint.tree import check_tree

__all__ = ["check_tree"]
