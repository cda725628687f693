"""The two sets of colours of the screens: on white, and for a projector in a dark hall."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from stunting import theme

READABLE = 4.5  # contrast of words
PALE = 1.5  # below it a shape needs an edge
VISIBLE = 2.2  # contrast of a filled shape against the page


@dataclass(frozen=True)
class Tema:
    """Colours by what they are for."""

    latar: str
    teks: str
    redup: str  # words of less weight
    garis: str  # thin lines
    kartu: str
    aksen: str
    sorot: str  # behind the row of the chosen kecamatan
    tetangga: str
    gelap: bool = False

    def fill(self, colour: str) -> str:
        """A colour of the theme as a shape that can be seen on this page."""
        return _towards(colour, self.teks, self.latar, VISIBLE) if self.gelap else colour

    def ink(self, colour: str) -> str:
        """A colour of the theme as words or a line on this page."""
        return _towards(colour, self.teks, self.latar, READABLE)

    def pale(self, colour: str, share: float = 0.25) -> str:
        """So much of a colour over the page."""
        return mix(self.latar, self.fill(colour), share)

    def edge(self, fill: str) -> str:
        """A thin edge for a fill that the page would swallow; none for others."""
        return self.redup if contrast(fill, self.latar) < PALE else ""


TERANG = Tema(
    latar=theme.BACKGROUND,
    teks=theme.TEXT,
    redup=theme.MUTED,
    garis=theme.GRID,
    kartu=theme.SURFACE,
    aksen=theme.PRIMARY,
    sorot=theme.HIGHLIGHT_SOFT,
    tetangga=theme.NEIGHBOUR,
)
GELAP = Tema(
    latar="#0D1719",
    teks="#F4F7F8",
    redup="#B9C6CB",
    garis="#33434A",
    kartu="#18262B",
    aksen="#74C6D6",
    sorot="#453A10",
    tetangga="#1D2A2F",
    gelap=True,
)


def of(gelap: bool) -> Tema:
    """The colours of a dark or a light page."""
    return GELAP if gelap else TERANG


@cache
def words_on(fill: str) -> str:
    """The colour of words on a fill: at least 4.5 to 1 on any colour there is."""
    best = theme.text_on(fill)
    if theme.contrast(best, fill) >= READABLE:
        return best
    return max(("#000000", "#FFFFFF"), key=lambda colour: theme.contrast(colour, fill))


@cache
def mix(under: str, over: str, share: float) -> str:
    """``share`` 0..1 of one colour laid over another, as one colour."""
    pairs = zip(theme.rgb(under)[:3], theme.rgb(over)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02X}" for a, b in pairs)


@cache
def contrast(a: str, b: str) -> float:
    """Contrast ratio 1..21 of two colours."""
    return theme.contrast(a, b)


@cache
def _towards(colour: str, aim: str, page: str, least: float) -> str:
    for step in range(21):
        mixed = mix(colour, aim, step / 20)
        if contrast(mixed, page) >= least:
            return mixed
    return aim
