"""Whether a written word can be a Vietnamese syllable: what cannot is foreign, an abbreviation or a slip."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

#: The lower-case and upper-case letters of Vietnamese, to stand in a class of signs.
LOWER = "a-zđ" + "".join(
    unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ("", *"\u0300\u0309\u0303\u0301\u0323"))
UPPER = LOWER.upper()

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_ONSETS = "ngh|ng|nh|gh|gi|ch|kh|ph|th|tr|qu|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x"
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây"
    " e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu"
    " o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet ooc oong"
    " ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uê uêch uênh uơ uy uya uych uyn uynh uyp uyt uyu"
    " uân uâng uât uây uôc uôi uôm uôn uông uôt uyên uyêt ư ưc ưi ưm ưng ưt ưu ưa ươc ươi ươm ươn ương ươp ươt ươu"
    " y yêm yên yêng yêt yêu ynh yt ych"
)
_SYLLABLE = re.compile(rf"(?:{_ONSETS})?({'|'.join(sorted(_RIMES.split(), key=len, reverse=True))})")
_STOPPED = re.compile(r"(?:c|ch|p|t)$")


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether ``word`` has the shape of a Vietnamese syllable; a syllable that ends in a stop bears sắc or nặng."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [char for char in parts if char in _TONES]
    base = unicodedata.normalize("NFC", "".join(char for char in parts if char not in _TONES))
    match = _SYLLABLE.fullmatch(base)
    if match is None or len(tones) > 1:
        return False
    return not _STOPPED.search(match[1]) or (bool(tones) and tones[0] in "\u0301\u0323")
