"""Which field a foreign header may mean. A suggestion is shown and never used unless somebody takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from stunting.imports import layouts
from stunting.imports.fields import SHEETS, Sheet
from stunting.imports.mapping.model import lacking
from stunting.imports.read import normal_label

LIKE = 82  # of 100: below it a likeness is chance
# Words and abbreviations of field files that mean the same.
_SAME = {
    "tgl": "tanggal",
    "kec": "kecamatan",
    "kel": "kelurahan",
    "ds": "desa",
    "kab": "kabupaten",
    "jk": "jenis kelamin",
    "lp": "jenis kelamin",
    "sex": "jenis kelamin",
    "bb": "berat",
    "tb": "tinggi",
    "pb": "tinggi",
    "usia": "umur",
    "no": "nomor",
    "hp": "nomor hp",
    "telp": "nomor hp",
    "periksa": "pemeriksaan",
    "ukur": "pengukuran",
    "timbang": "pengukuran",
    "ortu": "orang tua",
    "jml": "jumlah",
    "kadar": "",
    "badan": "",
    "domisili": "",
    "balita": "",
    "wanita": "",
    "catin": "",
    "perempuan": "",
    "ibu hamil": "",
}
_UNIT = re.compile(r"\([^)]*\)")
_WORD = re.compile(r"[a-z0-9']+")


def suggest(headers: Sequence[str], sheet: Sheet) -> dict[int, str]:
    """Position -> field: headers we know first, then those most like a label; each field once."""
    spellings = _spellings(sheet)
    exact = {normal_label(written): name for written, name in spellings}
    scored = []
    for at, header in enumerate(headers):
        label = normal_label(header)
        if not label:
            continue
        if label in exact:
            scored.append((101.0, at, exact[label]))
            continue
        plain = _plain(header)
        for written, name in spellings:
            score = fuzz.token_sort_ratio(plain, _plain(written)) if plain else 0.0
            if score >= LIKE:
                scored.append((score, at, name))
    found: dict[int, str] = {}
    for _, at, name in sorted(scored, key=lambda each: (-each[0], each[1])):
        if at not in found and name not in found.values():
            found[at] = name
    return found


def likely_sheet(headers: Sequence[str]) -> str:
    """The key of the sheet that most headers suit and that lacks least."""

    def suits(sheet: Sheet) -> int:
        found = suggest(headers, sheet)
        return len(found) - 2 * len(lacking(sheet, set(found.values())))

    return max(SHEETS, key=lambda key: suits(SHEETS[key]))  # the first of equals


def _spellings(sheet: Sheet) -> list[tuple[str, str]]:
    """Headers of this sheet in all layouts there are -> fields."""
    return [
        (written, name)
        for layout in layouts.LAYOUTS
        if layout.sheet.key == sheet.key
        for written, name in layout.columns.items()
    ]


def _plain(text: str) -> str:
    """A header in whole words without its unit: "Tgl. Periksa" -> "tanggal pemeriksaan"."""
    words = _WORD.findall(_UNIT.sub(" ", text.casefold().replace("l/p", "lp")))
    return " ".join(filter(None, (_SAME.get(word, word) for word in words)))
