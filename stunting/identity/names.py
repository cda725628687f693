"""Names as they sound, so that two hands that wrote the same name can be recognised.

Works on names as ``people.plain`` leaves them: capital letters, digits, single spaces.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import fuzz

from stunting.imports.people import plain

# Short forms the field writes for the same word. A single letter stays one: it may stand for any name.
_WORDS = {
    **dict.fromkeys(
        "MD MH MUH MUHD MUHAMAD MUHAMMED MUKHAMAD MUKHAMMAD MUCHAMAD MUCHAMMAD MOH MOHD MOHAMAD "
        "MOHAMMAD MOCH MOCHAMAD MOCHAMMAD MOKHAMAD MHD".split(),
        "MUHAMMAD",
    ),
    **dict.fromkeys("ACH ACHMAD AKHMAD AHMAT AHMD".split(), "AHMAD"),
    **dict.fromkeys("ST STI SITTI".split(), "SITI"),
    **dict.fromkeys("ABD ABDL ABDOEL".split(), "ABDUL"),
    **dict.fromkeys("NR NOER".split(), "NUR"),
    **dict.fromkeys("DW".split(), "DEWI"),
}
# What stands beside a name and is none of it.
_TITLES = frozenset(
    "NY NYONYA TN TUAN ALM ALMH BIN BINTI IBU BAPAK BPK AN ANAK BY BAYI BBY".split()
)
_NEWBORN = re.compile(r"(BY|BBY|BAYI)( |$)|(AN|ANAK) (NY|NYONYA|IBU)( |$)")
# Old and new spelling, and letters that are heard alike.
_SOUNDS = (
    ("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("DZ", "Z"), ("DH", "D"), ("TH", "T"), ("KH", "H"),
    ("CH", "H"), ("PH", "F"), ("SY", "S"), ("SH", "S"), ("V", "F"), ("Y", "I"), ("Q", "K"), ("X", "KS"),
)  # fmt: skip
_PARENTS = re.compile(r"\s*(?:[/&+;,|]|\bDAN\b|\()\s*", re.IGNORECASE)


def is_newborn(name: str) -> bool:
    """Whether a plain name is a stand-in such as ``BY NY SITI``: the child had no name yet."""
    return _NEWBORN.match(name) is not None


def sound(name: str) -> str:
    """A plain name in one spelling: short forms written out, titles dropped, letters as they sound."""
    words = [_WORDS.get(word, word) for word in name.split() if word not in _TITLES]
    return " ".join(_heard(word) for word in words)


@lru_cache(maxsize=100_000)  # names are many, their words are few
def _heard(word: str) -> str:
    for ours, theirs in _SOUNDS:
        word = word.replace(ours, theirs)
    word = re.sub(r"(.)\1+", r"\1", word)  # ANNISA is ANISA
    return word[:-1] if len(word) > 3 and word.endswith("H") else word


def parents(text: str | None) -> list[str]:
    """The one or two people in a cell for the parents (``SITI / BUDI``), each as it sounds."""
    if not text:
        return []
    one = text.isascii() and not _PARENTS.search(text)
    heard = [sound(plain(part)) for part in ([text] if one else _PARENTS.split(text))]
    return [each for each in heard if each][:2]


def alike(one: str, other: str) -> float:
    """How alike two sounded names are, 0 to 100, whatever the order of words and the spaces.

    A name that is the other one cut short or with initials (``AHMAD R``, ``AHMAD RIZKI SAPUTRA``) gets 95.
    """
    if not one or not other:
        return 0.0
    score = max(
        fuzz.token_sort_ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", ""))
    )
    return max(score, 95.0) if score < 95 and _shortened(one, other) else score


@lru_cache(maxsize=200_000)  # a name meets hundreds of others
def _words_of(name: str) -> frozenset[str]:
    """The words of a sounded name by which a shortened one can be known."""
    return frozenset(word for word in name.split() if len(word) > 2)


def _shortened(one: str, other: str) -> bool:
    """Whether each word of the shorter name is a word of the longer one, or its first letter."""
    if _words_of(one).isdisjoint(_words_of(other)):
        return False
    short, long = sorted(
        (one.split(), other.split()), key=lambda words: (len(words), sum(map(len, words)))
    )
    left = list(long)
    for word in sorted(short, key=len, reverse=True):
        found = next(
            (each for each in left if each == word or (len(word) == 1 and each.startswith(word))),
            None,
        )
        if found is None:
            return False
        left.remove(found)
    return True
