"""What spreadsheets call their columns."""

from __future__ import annotations

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def column_number(letters: str) -> int:
    """``A`` → 1, ``XFD`` → 16384."""
    number = 0
    for letter in letters:
        number = number * 26 + _ALPHABET.find(letter) + 1
    return number


def column_letters(index: int) -> str:
    """What a spreadsheet calls its column: ``0`` → ``A``, ``26`` → ``AA``."""
    letters = ""
    number = index + 1
    while number > 0:
        letters = _ALPHABET[(number - 1) % 26] + letters
        number = (number - 1) // 26
    return letters
