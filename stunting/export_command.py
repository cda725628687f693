"""Files from the command line: the same makers as the pages use, without a screen.

Without names; names leave by the page alone, where a purpose is asked and written down.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pandas as pd

from stunting import bahasa, db, reference, store
from stunting.exports import excel, layar, parquet, pdf
from stunting.imports.fields import KELOMPOK
from stunting.paparan import berkas, compose
from stunting.paparan.layar import Paparan
from stunting.pilihan import Filters
from stunting.presenters import keluarga, wilayah
from stunting.rapat import bahan, keputusan, panduan_singkat, papers
from stunting.rapat.berita_acara import Isi, Rapat

PARQUET = "parquet"  # a folder, not a file
PARAMS = ("wilayah", "kecamatan", "siklus", "kelompok")


class Choice:
    """What is asked for: codes from the command line, checked, with what was left out filled in."""

    def __init__(self, given: Mapping[str, str]) -> None:
        if unknown := sorted(given.keys() - set(PARAMS)):
            raise ValueError(
                f"Parameter tidak dikenal: {', '.join(unknown)}. Yang ada: {', '.join(PARAMS)}."
            )
        known = store.kind().wilayah
        self.ask = partial(_ask, store.folder())
        self.kabkota = given.get("wilayah") or known[0]
        if self.kabkota not in known:
            raise ValueError(f"Wilayah di penyimpanan ini: {', '.join(known)}.")
        areas = self.ask("pilihan_wilayah").set_index("kode_kabkota")["nama"]
        self.nama = areas[self.kabkota]
        places = wilayah.kecamatan(self.ask, self.kabkota)
        self.kecamatan = given.get("kecamatan") or None
        if self.kecamatan is not None and self.kecamatan not in places.index:
            raise ValueError(f"Kecamatan {self.kecamatan} tidak ada di {self.nama}.")
        cycles = self.ask("pilihan_siklus")
        cycles = cycles.loc[cycles["kode_kabkota"] == self.kabkota, "siklus"].tolist()
        if not cycles:
            raise ValueError(f"Belum ada data untuk {self.nama}.")
        self.siklus = given.get("siklus") or max(cycles)
        if self.siklus not in cycles:
            raise ValueError(f"Siklus di {self.nama}: {', '.join(sorted(cycles))}.")
        self.kelompok = given.get("kelompok") or None
        if self.kelompok is not None and self.kelompok not in KELOMPOK:
            raise ValueError(f"Kelompok: {', '.join(KELOMPOK)}.")

    @property
    def scope(self) -> list[str]:
        return wilayah.scope(self.ask, self.kabkota, self.kecamatan)

    def about(self) -> dict[str, str]:
        """What stands on the second sheet: choice, data date, DATA CONTOH."""
        last = self.ask("tanggal_data", kode_kabkota=self.kabkota)["data_terakhir"].iloc[0]
        place = self.nama
        if self.kecamatan:
            place = (
                f"Kecamatan {wilayah.kecamatan(self.ask, self.kabkota)[self.kecamatan]}, {place}"
            )
        said = {
            "Pilihan": " · ".join(
                (place, bahasa.siklus(self.siklus), KELOMPOK.get(self.kelompok, "semua kelompok"))
            ),
            "Data per": bahasa.tanggal(None if pd.isna(last) else last.date()),
            "Mode": "tayang (tanpa nama)",
        }
        if store.kind().contoh:
            said = {"Penting": "DATA CONTOH, bukan data sebenarnya.", **said}
        return said

    def filters(self) -> Filters:
        """The choice as a page has it; without a group it is of balita."""
        place = self.kecamatan and wilayah.kecamatan(self.ask, self.kabkota)[self.kecamatan]
        group = self.kelompok or "balita"
        return Filters(self.kabkota, self.nama, self.kecamatan, place, self.siklus, group)

    def isi(self) -> Isi:
        said = self.about()
        late = f"Terlambat dihitung per {bahasa.tanggal(date.today())}."
        note = f"Data per {said['Data per']}. {late} {said.get('Penting', '')}".strip()
        whole = bahan.gather(
            self.ask,
            keputusan.read(),
            kode_kabkota=self.kabkota,
            kabkota=self.nama,
            siklus=self.siklus,
            today=date.today(),
            catatan=note,
        )
        if self.kecamatan is None:
            return whole
        place = wilayah.kecamatan(self.ask, self.kabkota)[self.kecamatan]
        return replace(bahan.narrowed(whole, self.kecamatan), kecamatan=place)


def _ask(folder, name: str, **params: object) -> pd.DataFrame:
    return db.ask(folder, name, params)


def make(kind: str, given: Mapping[str, str]) -> bytes:
    """The bytes of one file. Raises ValueError for an unknown kind or parameter."""
    if kind not in KINDS:
        known = ", ".join((*KINDS, PARQUET))
        raise ValueError(f"Jenis berkas tidak dikenal: {kind}. Yang ada: {known}.")
    return KINDS[kind](Choice(given))


def _families(chosen: Choice) -> bytes:
    known = chosen.ask("kebutuhan_daftar")
    rows = chosen.ask(
        "keluarga_berisiko",
        scope=chosen.scope,
        siklus=chosen.siklus,
        kelompok=chosen.kelompok,
        kebutuhan=None,
        opd=None,
        bantuan=None,
    )
    offices = dict(zip(known["kode_opd"], known["opd"], strict=True))
    return excel.workbook(
        keluarga.coded(rows, offices),
        keluarga.CODED_LABELS,
        sheet="Keluarga berisiko",
        about=chosen.about(),
    )


def _papers(chosen: Choice) -> dict[str, Callable[[], bytes]]:
    governance = chosen.ask(
        "tata_kelola_daftar",
        kode_kabkota=chosen.kabkota,
        kode_kecamatan=chosen.kecamatan,
        siklus=chosen.siklus,
    )
    return papers.makers(Rapat(date.today()), chosen.isi(), governance, chosen.about())


def _paper(file: str) -> Callable[[Choice], bytes]:
    return lambda chosen: _papers(chosen)[file]()


def _screens(write: Callable[[Paparan, str], bytes]) -> Callable[[Choice], bytes]:
    """A file of the presentation, of the chosen kecamatan or the whole district."""

    def make(chosen: Choice) -> bytes:
        f = chosen.filters()
        made = compose.paparan(chosen.ask, keputusan.read(), f, date.today())
        return write(made, f.in_words())

    return make


def _bundle(chosen: Choice) -> bytes:
    write = partial(berkas.bundle, more=_papers(chosen))
    return _screens(write)(chosen)


KINDS: dict[str, Callable[[Choice], bytes]] = {
    "keluarga.xlsx": _families,
    panduan_singkat.FILE: lambda _: pdf.write(panduan_singkat.document()),
    **{file: _paper(file) for file in papers.LABELS},
    "paparan.pptx": _screens(lambda made, _: berkas.slides(made)),
    "paparan.pdf": _screens(lambda made, _: layar.pdf(made)),
    "paparan-luring.html": _screens(lambda made, _: layar.html(made).encode()),
    "layar.zip": _screens(lambda made, _: layar.png_zip(made)),
    "tabel.xlsx": _screens(berkas.tables),
    "paket-rapat.zip": _bundle,
}


def allowed() -> bool:
    """Whether the setting ``unduhan`` lets files leave at all."""
    return reference.setting("unduhan") in ("semua", "tanpa_nama")


def make_parquet(target: Path, given: Mapping[str, str]) -> dict:
    """Fill an empty or new folder with the live version as Parquet; what its KETERANGAN.json says.

    Raises ValueError for a parameter or area that is not known, or a folder that is not empty.
    """
    if unknown := sorted(given.keys() - {"wilayah"}):
        raise ValueError(f"Parameter tidak dikenal: {', '.join(unknown)}. Yang ada: wilayah.")
    known = store.kind().wilayah
    chosen = given.get("wilayah") or None
    if chosen is not None and chosen not in known:
        raise ValueError(f"Wilayah di penyimpanan ini: {', '.join(known)}.")
    return parquet.write(store.current(), target, chosen)


def allowed_coded() -> bool:
    """Whether rows about single people may leave: coded or not, that is more than a list without names."""
    return reference.setting("unduhan") == "semua"
