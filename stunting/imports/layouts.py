"""The layouts a file may have: for each, which header is which field of fields.py.

A layout is data. To read another one, add it here; nothing else knows their names.
Headers of the e-PPGBM individual export as its users publish them, in their order; ``Pukesmas`` is
how the source itself spells it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from stunting.imports import fields
from stunting.imports.findings import Findings
from stunting.imports.read import RawSheet, UnknownLayout, normal_label


@dataclass(frozen=True)
class Layout:
    """Headers of one kind of sheet -> field names of ``sheet``; ``ignored`` are known and not needed."""

    key: str
    label: str
    sheet: fields.Sheet
    columns: dict[str, str]
    ignored: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()  # fields of which at least one column must be there

    @cached_property
    def by_label(self) -> dict[str, str]:
        return {normal_label(header): name for header, name in self.columns.items()}

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.by_label) | {normal_label(header) for header in self.ignored}

    def missing(self, headers: list[str]) -> list[str]:
        """Labels of needed columns the header lacks."""
        present = {self.by_label.get(normal_label(header)) for header in headers}
        lacking = [
            self.written(each.name)
            for each in self.sheet.fields
            if each.required and each.name not in present
        ]
        if self.any_of and not present & set(self.any_of):
            lacking.append(" atau ".join(self.written(name) for name in self.any_of))
        return lacking

    def written(self, name: str) -> str:
        """The header this layout prints for a field."""
        return next(header for header, each in self.columns.items() if each == name)


@dataclass(frozen=True)
class Match:
    """A sheet of the file, the layout it has, and its columns: position -> field name."""

    raw: RawSheet
    layout: Layout
    places: dict[int, str]


_EPPGBM = {
    "NIK": "nik",
    "Nama": "nama",
    "JK": "jenis_kelamin",
    "Tgl Lahir": "tanggal_lahir",
    "BB Lahir": "bb_lahir",
    "TB Lahir": "pb_lahir",
    "Nama Ortu": "nama_ibu",
    "Kab/Kota": "kabkota",
    "Kec": "kecamatan",
    "Pukesmas": "puskesmas",
    "Puskesmas": "puskesmas",
    "Desa/Kel": "desa",
    "Posyandu": "posyandu",
    "RT": "rt",
    "RW": "rw",
    "Alamat": "alamat",
    "Usia Saat Ukur": "usia_saat_ukur",
    "Tanggal Pengukuran": "tanggal",
    "Berat": "bb_kg",
    "Tinggi": "tb_cm",
    "Cara Ukur": "cara_ukur",
    "LiLA": "lila_cm",
    "ZS BB/U": "z_bbu_sumber",
    "ZS TB/U": "z_tbu_sumber",
    "ZS BB/TB": "z_bbtb_sumber",
    "Naik Berat Badan": "naik_bb",
}
_EPPGBM_IGNORED = ("No", "Prov", "BB/U", "TB/U", "BB/TB", "Jml Vit A", "KPSP", "KIA")
_MEASURES = ("bb_kg", "tb_cm")
WORKBOOK = "buku_kerja"


def _workbook(sheet: fields.Sheet) -> Layout:
    columns = {each.label: each.name for each in sheet.fields}
    for each in sheet.fields:
        columns |= {
            alias: each.name for alias in (*each.aliases, each.name) if alias not in columns
        }
    any_of = _MEASURES if sheet is fields.PENGUKURAN else ()
    return Layout(WORKBOOK, "Buku kerja audit", sheet, columns, ("No",), any_of)


LAYOUTS: tuple[Layout, ...] = (
    Layout(
        "eppgbm_kini",
        "e-PPGBM, ekspor perorangan (2025-2026)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_EPPGBM_IGNORED, "Kelas Ibu Balita", "MBG", "Detail"),
        _MEASURES,
    ),
    Layout(
        "eppgbm_lama",
        "e-PPGBM, ekspor perorangan (sampai 2024)",
        fields.PENGUKURAN,
        _EPPGBM,
        (*_EPPGBM_IGNORED, "PMT Diterima (kg)"),
        _MEASURES,
    ),
    *(_workbook(sheet) for sheet in fields.SHEETS.values()),
)
# Sheets of our own workbook that hold no data.
WORDS_ONLY = ("Petunjuk", "Kode", "Ringkasan")
KNOWN = frozenset().union(*(layout.known for layout in LAYOUTS))


def match(sheets: list[RawSheet], file_name: str, findings: Findings) -> list[Match]:
    """The sheets that can be imported with their layouts; what is left aside is said in findings.

    Raises UnknownLayout when there is none.
    """
    found = [each for each in map(_match, sheets) if each is not None]
    if not found:
        raise UnknownLayout(_why_unknown(sheets, file_name))
    taken = {each.raw.name for each in found}
    for sheet in sheets:
        if sheet.name not in taken and sheet.name not in WORDS_ONLY and len(sheet.rows):
            findings.add(
                "lembar_tidak_dikenal",
                message=f"Lembar {sheet.name} tidak dikenal dan tidak dibaca.",
            )
    return found


def _match(raw: RawSheet) -> Match | None:
    fitting = [layout for layout in LAYOUTS if raw.headers and not layout.missing(raw.headers)]
    if not fitting:
        return None
    labels = {normal_label(header) for header in raw.headers}
    layout = max(
        fitting,
        key=lambda each: (
            normal_label(raw.name) == normal_label(each.sheet.label),
            len(labels & each.known),
        ),
    )
    places: dict[int, str] = {}
    for place, header in enumerate(raw.headers):
        name = layout.by_label.get(normal_label(header))
        if name and name not in places.values():
            places[place] = name
    return Match(raw, layout, places)


def note_columns(found: Match, findings: Findings) -> None:
    """Findings on columns of a sheet that are not read and that nobody declared as not needed."""
    for place, header in enumerate(found.raw.headers):
        label = normal_label(header)
        if place in found.places or label in found.layout.known - set(found.layout.by_label):
            continue
        if label in found.layout.by_label:
            findings.add("kolom_ganda", column=header)
        elif label:
            findings.add("kolom_tidak_dikenal", column=header)
        elif found.raw.rows.iloc[:, place].ne("").any():
            findings.add("kolom_tanpa_nama", column=f"kolom ke-{place + 1}")


def _why_unknown(sheets: list[RawSheet], file_name: str) -> str:
    """The sentence that names the nearest layout and what it lacks."""
    nearest, score = None, 0
    for sheet in sheets:
        labels = {normal_label(header) for header in sheet.headers}
        for layout in LAYOUTS:
            if len(labels & layout.known) > score:
                nearest, score = (layout, sheet), len(labels & layout.known)
    if nearest is None:
        return (
            f"Judul kolom di berkas {file_name} tidak dikenal; pakai ekspor perorangan e-PPGBM apa adanya "
            "atau buku kerja audit (data/templates/buku-kerja-audit.xlsx)."
        )
    layout, sheet = nearest
    return (
        f"Kolom {', '.join(layout.missing(sheet.headers))} tidak ada di berkas {file_name} "
        f"(paling mirip {layout.label}); lengkapi kolom itu atau unduh ulang berkasnya."
    )
