"""What is being looked at: the choice of the filter bar, for pages, presentations and files alike."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from stunting import bahasa
from stunting.imports.fields import KELOMPOK

ALL_KECAMATAN = "Semua kecamatan"


@dataclass(frozen=True)
class Filters:
    """What is being looked at: codes, and the names of the areas.

    ``kode_kecamatan`` and ``kecamatan`` are None for the whole district; ``siklus`` (``2026-S1``) is None
    as long as the district has no data.
    """

    kode_kabkota: str
    kabkota: str
    kode_kecamatan: str | None
    kecamatan: str | None
    siklus: str | None
    kelompok: str

    def params(self, *names: str) -> dict[str, str | None]:
        """Some of kode_kabkota, kode_kecamatan, siklus, kelompok, to hand to a question."""
        known = {
            "kode_kabkota": self.kode_kabkota,
            "kode_kecamatan": self.kode_kecamatan,
            "siklus": self.siklus,
            "kelompok": self.kelompok,
        }
        return {name: known[name] for name in names}

    @property
    def area(self) -> str:
        """The chosen area in words: ``Kecamatan Ngoro, Kabupaten Mojokerto``."""
        return f"Kecamatan {self.kecamatan}, {self.kabkota}" if self.kecamatan else self.kabkota

    @property
    def group(self) -> str:
        """The group in words, with its age range."""
        return KELOMPOK[self.kelompok]

    @property
    def cycle(self) -> str:
        """The cycle in words: ``Semester I 2026``."""
        return bahasa.siklus(self.siklus) if self.siklus else "belum ada siklus"

    def in_words(self) -> str:
        """All of it in one line, for print, slides and exports."""
        return " · ".join((self.area, self.cycle, self.group))

    def stem(self) -> str:
        """How files of this choice are called: "3516-2026-S1", or with the code of its kecamatan."""
        return f"{(self.kode_kecamatan or self.kode_kabkota).replace('.', '')}-{self.siklus}"

    def link(self) -> str:
        """The query part of a link with every value written out, also those the URL leaves out."""
        values = {
            "wilayah": self.kabkota,
            "kecamatan": self.kecamatan or ALL_KECAMATAN,
            "siklus": self.siklus,
            "kelompok": self.group,
        }
        return "?" + urlencode({key: value for key, value in values.items() if value})
