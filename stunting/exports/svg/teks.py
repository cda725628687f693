"""How wide a text is in the screens' own family, and how it is broken into lines.

Widths are sums of the letters' advances, without kerning: a little wider than drawn, never narrower by
more than a hair, the same on every machine, and fast enough to be asked a thousand times per screen.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import fontpkg_source_sans_3 as source_sans
from PIL import ImageFont

from stunting import bahasa

# The family comes as one variable file. 400 is left out on purpose: typst draws it as its thinnest
# cut, and from the back row the medium weight reads better anyway.
BIASA, TEBAL = 500, 700
LINE = 1.2  # from one line to the next, in em
ASCENT, DESCENT = 0.75, 0.25  # what a line of text takes above and below its base line, in em
DOTS = "…"
SMALLEST = 16  # px; below it the back row reads nothing

FILE = "SourceSans3[wght].ttf"
_UNIT = 1000
_HAIR = 0.01  # px, for a room that was computed from the same words
# What XML cannot hold, and what would start a line of its own or turn a text around.
_UNFIT = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_NUMBER = re.compile(r"(?<!\S)(\d[\d.,]*) (?=\S)")
_MONTH = re.compile(rf"({'|'.join(bahasa.BULAN)}) (?=\d{{4}}\b)")
_SPACES = re.compile(
    "[ \t\r\n\u2028\u2029]+"
)  # not the one that keeps a number and its unit together


def files() -> Path:
    """The folder of the family's files."""
    return Path(source_sans.ROOT) / "files"


def clean(text: str) -> str:
    """A text in one line, without characters that a file cannot hold."""
    return _SPACES.sub(" ", _UNFIT.sub("", text)).strip()


def width(text: str, size: float, weight: int = BIASA) -> float:
    """Width in pixels of a text of ``size`` pixels, set in one line."""
    return sum(_advance(letter, weight) for letter in text) * size


def shorten(text: str, size: float, room: float, weight: int = BIASA) -> str:
    """The text, or as much of it as stands in ``room`` pixels with an ellipsis behind it."""
    if width(text, size, weight) <= room + _HAIR:
        return text
    while text and width(text + DOTS, size, weight) > room:
        text = text[:-1].rstrip()
    return text + DOTS


def wrap(text: str, size: float, room: float, weight: int = BIASA, most: int = 99) -> list[str]:
    """Lines of at most ``room`` pixels; more than ``most`` end in an ellipsis. Never an empty list.

    A word that is wider than the room is broken, a name with an ellipsis is worse than a broken one.
    """
    lines, line = [], ""
    for word in _pieces(clean(text), size, room, weight):
        longer = f"{line} {word}" if line else word
        if not line or width(longer, size, weight) <= room + _HAIR:
            line = longer
        else:
            lines.append(line)
            line = word
    lines.append(line)
    if len(lines) <= most:
        return lines
    rest = " ".join(lines[most - 1 :])
    last = shorten(rest, size, room, weight)
    if last == rest:  # broken words put together again may fit; something is missing all the same
        last = shorten(rest + " " + rest, size, room, weight)
    return [*lines[: most - 1], last]


def narrowest(text: str, size: float, weight: int = BIASA, most: int = 1) -> float:
    """About the least room in pixels in which a text stands whole in ``most`` lines."""
    text = clean(text)
    full = width(text, size, weight)
    if most < 2 or " " not in text:
        return full
    longest = max(width(word, size, weight) for word in text.split(" "))
    for share in (0.35, 0.45, 0.55, 0.65, 0.75, 0.85):
        room = max(full * share, longest)
        lines = wrap(text, size, room, weight)
        if len(lines) <= most:
            return widest(lines, size, weight)
    return full


def prose(text: str, size: float, room: float, weight: int = BIASA, most: int = 99) -> list[str]:
    """Like ``wrap``, with no number parted from its noun and no month from its year."""
    text = clean(text)
    joined = _together(text)
    lines = wrap(joined, size, room, weight, most)
    if " ".join(lines) != joined:  # too narrow for what belongs together
        return wrap(text, size, room, weight, most)
    return _as_written(text, lines)


def even(text: str, size: float, room: float, weight: int = BIASA, most: int = 99) -> list[str]:
    """Like ``prose``, with lines of about the same width."""
    lines = prose(text, size, room, weight, most)
    for share in range(50, 100, 5) if len(lines) > 1 else ():
        tried = prose(text, size, room * share / 100, weight)
        if len(tried) == len(lines) and " ".join(tried) == " ".join(lines):
            return tried
    return lines


def widest(lines: list[str] | tuple[str, ...], size: float, weight: int = BIASA) -> float:
    """Width in pixels of the widest of some lines; 0 without any."""
    return max((width(line, size, weight) for line in lines), default=0.0)


def whole(lines: list[str]) -> bool:
    """Nothing was left out."""
    return not lines[-1].endswith(DOTS)


def _together(text: str) -> str:
    return _MONTH.sub("\\1\u00a0", _NUMBER.sub("\\1\u00a0", text))


def _as_written(text: str, lines: list[str]) -> list[str]:
    """The same lines with the spaces of the text."""
    found, at = [], 0
    for line in lines:
        at += text[at : at + 1] == " "
        found.append(text[at : at + len(line)])
        at += len(line)
    return found


def _pieces(text: str, size: float, room: float, weight: int) -> list[str]:
    found = []
    for word in text.split(" "):
        while len(word) > 1 and width(word, size, weight) > room + _HAIR:
            cut = next(
                (n for n in range(len(word) - 1, 1, -1) if width(word[:n], size, weight) <= room), 1
            )
            found.append(word[:cut])
            word = word[cut:]
        found.append(word)
    return found


@cache
def _font(weight: int) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(str(files() / FILE), _UNIT, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight])
    return font


@cache
def _advance(letter: str, weight: int) -> float:
    return _font(weight).getlength(letter) / _UNIT
