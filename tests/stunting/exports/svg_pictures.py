"""Pictures with whatever a district may bring: long names, no figures, zeros, thirty rows."""

from __future__ import annotations

from hypothesis import strategies as st

from stunting import bahasa, theme
from stunting.paparan import gambar

COLOURS = [*theme.TIER.values(), *theme.STATUS.values(), *theme.GROUP.values(), theme.PRIMARY]
FILLS = [*theme.SEQUENCE["turun_baik"], *theme.SEQUENCE["naik_baik"], theme.HIDDEN_FILL]
WORDS = (
    "Dinas", "Pemberdayaan", "Perempuan", "dan", "Kab.", "Air", "Kecamatan", "Dawarblandong", "<b>", "&",
    '"Sehat"', "di", "I", "Penanggulangan", "2026", "12,5\u00a0%", "Kependudukan", "anak's", "▲",
)  # fmt: skip


def words(most: int = 7) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


shares = st.one_of(st.just(0.0), st.floats(0, 1), st.floats(0, 0.02))
counts = st.one_of(st.just(0), st.integers(0, 12), st.integers(0, 90_000))
colours = st.sampled_from(COLOURS)


@st.composite
def bars(draw) -> gambar.Batang:
    value = draw(st.one_of(st.none(), shares))
    low = high = None
    if value is not None and draw(st.booleans()):
        low, high = value * draw(st.floats(0, 1)), value + (1 - value) * draw(st.floats(0, 1))
    said = "tidak ada data" if value is None else bahasa.persen(value)
    if draw(st.booleans()) and value is not None:
        said += f" ({bahasa.n_dari(draw(counts), 90_000)})"
    return gambar.Batang(draw(words()), value, said, draw(colours), low, high, draw(st.booleans()))


@st.composite
def urutan(draw) -> gambar.Urutan:
    rows = tuple(draw(st.lists(bars(), max_size=34)))
    rate = draw(st.one_of(st.none(), st.tuples(shares, words(4))))
    return gambar.Urutan(draw(words()), "Urutan.", rows, True, rate)


@st.composite
def tumpukan(draw) -> gambar.Tumpukan:
    parts = draw(st.lists(st.tuples(words(3), colours), min_size=1, max_size=6))
    one = st.tuples(*[counts] * len(parts))
    rows = draw(st.lists(st.tuples(words(), one), max_size=34))
    return gambar.Tumpukan(draw(words()), "Tumpukan.", tuple(parts), tuple(rows))


@st.composite
def garis(draw) -> gambar.Garis:
    places = draw(st.integers(1, 24))
    x = tuple(draw(st.lists(words(3), min_size=places, max_size=places)))
    percent = draw(st.booleans())
    value = st.one_of(st.none(), shares if percent else st.floats(40, 120))
    several = st.lists(value, min_size=places, max_size=places).map(tuple)

    def series() -> gambar.Seri:
        known, low, high = draw(several), (), ()
        if draw(st.booleans()):
            low = tuple(None if each is None else each * 0.9 for each in known)
            high = tuple(None if each is None else each * 1.1 for each in known)
        return gambar.Seri(
            draw(words(5)),
            draw(colours),
            known,
            low,
            high,
            draw(st.booleans()),
            draw(st.booleans()),
        )

    many = draw(st.integers(0, 9))
    return gambar.Garis(
        draw(words()),
        "Garis.",
        x,
        tuple(float(n) for n in range(places)),
        tuple(series() for _ in range(many)),
        percent,
        "%" if percent else "cm",
        draw(st.booleans()),
    )


@st.composite
def arus(draw) -> gambar.Arus:
    way = st.builds(
        gambar.Aliran,
        words(5),
        counts,
        colours,
        st.sampled_from(["+", "+", "-", "-", "-", ""]),
    )
    ways, seen = [], False
    for each in draw(st.lists(way, max_size=9)):
        if each.tanda or not seen:  # who stays is one way
            ways.append(each)
        seen = seen or not each.tanda
    total = st.tuples(counts, words(3))
    return gambar.Arus(draw(words()), "Arus.", draw(total), draw(total), tuple(ways))


@st.composite
def peta(draw) -> gambar.Peta:
    """A raster of areas; the names may be far too long for them."""
    across, down = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    areas = []
    for n in range(across * down):
        west, south = 112 + n % across * 0.1, -7.5 + n // across * 0.08
        ring = [
            [west, south],
            [west + 0.1, south],
            [west + 0.1, south + 0.08],
            [west, south + 0.08],
        ]
        shape = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
        empty = draw(st.booleans())
        areas.append(
            gambar.Daerah(
                f"35.16.{n:02d}",
                draw(words(3)),
                shape,
                (west + 0.05, south + 0.04),
                draw(st.sampled_from(FILLS)),
                draw(st.sampled_from(["", "tidak ada data", "13,2\u00a0%"])),
                empty,
                draw(st.booleans()),
                draw(st.sampled_from(["", "▲", "▼"])),
            )
        )
    around = {
        "type": "Polygon",
        "coordinates": [[[111, -8.5], [114, -8.5], [114, -6], [111, -6], [111, -8.5]]],
    }
    legend = draw(st.lists(st.tuples(st.sampled_from(FILLS), words(4), st.booleans()), max_size=7))
    return gambar.Peta(
        draw(words()), "Peta.", tuple(areas), tuple(legend), (around,), draw(words(9))
    )


@st.composite
def tabel(draw) -> gambar.Tabel:
    columns = draw(
        st.lists(
            st.tuples(words(2), st.floats(0.15, 1), st.sampled_from(["kiri", "kanan"])),
            min_size=1,
            max_size=5,
        )
    )
    rows = draw(st.lists(st.tuples(*[words(12)] * len(columns)), max_size=34))
    return gambar.Tabel(draw(words()), "Tabel.", tuple(columns), tuple(rows))


@st.composite
def butir(draw) -> gambar.Butir:
    point = st.tuples(st.one_of(st.just(""), words(4)), words(30))
    return gambar.Butir(draw(words()), "Butir.", tuple(draw(st.lists(point, max_size=14))))


KINDS = {
    "urutan": urutan,
    "tumpukan": tumpukan,
    "garis": garis,
    "arus": arus,
    "peta": peta,
    "tabel": tabel,
    "butir": butir,
}
