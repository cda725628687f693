"""How wide and high a text gets: the widths of Arial, because no font file may be assumed here.

All lengths are points. Whoever lays out a slide must know where a sentence breaks; PowerPoint itself only
finds out when somebody opens the file.
"""

from __future__ import annotations

import re
from functools import lru_cache

FONT = "Arial"  # on every computer the file may be opened on
LINE = 1.2  # height of a line of text, in sizes

# Thousandths of the size -> the characters so wide. What is not listed counts as wide as a capital.
_REGULAR = {
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " \u00a0!,./:;I[\\]ft",
    333: "()-`r“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    469: "^",
    500: "Jcksvxyz",
    549: "≥≤",
    556: "#$0123456789?L_abdeghnopqu–",
    584: "+<=>~−×",
    604: "●",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    990: "▲▼",
    1000: "—…→←",
    1015: "@",
}
_BOLD = {
    238: "'",
    278: " \u00a0,./I\\ijl‘’",
    280: "|",
    333: "!()-:;[]`ft",
    350: "•",
    389: "*r{}",
    474: '"',
    500: "z“”",
    549: "≥≤",
    556: "#$0123456789J_aceksvxy–",
    584: "+<=>^~−×",
    604: "●",
    611: "?FLTZbdghnopqu",
    667: "EPSVXY",
    722: "&ABCDHKNRU",
    778: "GOQw",
    833: "M",
    889: "%m",
    944: "W",
    975: "@",
    990: "▲▼",
    1000: "—…→←",
}
_WIDTHS = tuple(
    {letter: width / 1000 for width, letters in table.items() for letter in letters}
    for table in (_REGULAR, _BOLD)
)
_OTHER = 0.75
_SPARE = 1.02  # a substitute for Arial may be a little wider

_RANGE = re.compile(r"(?<=\d)-(?=\d)")
_RANGE_END = re.compile(r"\d-$")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def clean(text: str) -> str:
    """The text without characters that an XML file cannot hold or a slide does not show."""
    return _CONTROL.sub(" ", text).replace("\t", " ")


@lru_cache(maxsize=20_000)
def width(text: str, size: float, bold: bool = False) -> float:
    """Width of one line."""
    widths = _WIDTHS[bold]
    return sum(widths.get(letter, _OTHER) for letter in text) * size * _SPARE


@lru_cache(maxsize=20_000)
def wrap(text: str, size: float, room: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of a text in a column ``room`` wide; a word wider than that is broken, as a slide does."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            while len(word) > 1 and width(word, size, bold) > room:
                cut = max(
                    1,
                    next(
                        n
                        for n in range(len(word), 0, -1)
                        if n == 1 or _fits(word[:n], size, room, bold)
                    ),
                )
                lines.append(word[:cut])
                word = word[cut:]
            line = word
        lines.append(line)
    return tuple(lines)


def height(text: str, size: float, room: float, bold: bool = False) -> float:
    """Height of a text in a column ``room`` wide."""
    return len(wrap(text, size, room, bold)) * size * LINE


def fitting(
    text: str, sizes: tuple[float, ...], room: float, high: float, bold: bool = False
) -> float:
    """The first of ``sizes`` (large to small) at which the text is no higher than ``high``; else the last."""
    for size in sizes:
        if height(text, size, room, bold) <= high + 0.01:
            return size
    return sizes[-1]


def narrowest(text: str, size: float, room: float, bold: bool = False) -> float:
    """The smallest width in which a text has no more lines than in ``room``: its lines become even."""
    lines = len(wrap(text, size, room, bold))
    low, high = 0.0, room
    while high - low > 2:
        middle = (low + high) / 2
        low, high = (
            (low, middle) if len(wrap(text, size, middle, bold)) <= lines else (middle, high)
        )
    return high


def unbroken(text: str, size: float, room: float, bold: bool = False) -> float:
    """The width, or one a little smaller with as many lines, in which no "0-59" is broken at its hyphen.

    An office program may begin a new line after a hyphen, which ``wrap`` does not.
    """
    lines = len(wrap(text, size, room, bold))
    parted = _RANGE.sub("- ", text)
    for less in range(0, 200, 10):
        narrow = room - less
        if len(wrap(text, size, narrow, bold)) > lines:
            break
        # Widths are counted with some spare: look at what really has room as well.
        drawn = (wrap(parted, size, narrow * wider, bold)[:-1] for wider in (1, 1.01, _SPARE))
        if not any(_RANGE_END.search(line) for lines_ in drawn for line in lines_):
            return narrow
    return room


def even(text: str, size: float, room: float, bold: bool = False) -> str:
    """Two even lines of a name of several words that is wider than ``room``; else the name as it is."""
    words = text.split(" ")
    if len(words) < 2 or width(text, size, bold) <= room:
        return text
    breaks = ((" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words)))
    return "\n".join(min(breaks, key=lambda two: max(width(each, size, bold) for each in two)))


def _fits(text: str, size: float, room: float, bold: bool) -> bool:
    return width(text, size, bold) <= room
