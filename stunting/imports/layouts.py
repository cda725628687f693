"""All layouts there are, and which of them the sheets of a file have.

A layout is data. To read another one, add it to the module of its system (eppgbm.py, bkkbn.py,
sigizi.py); nothing else knows their names.
"""

from __future__ import annotations

from collections.abc import Iterable

from stunting.imports import bkkbn, eppgbm, fields, sigizi
from stunting.imports.findings import Findings
from stunting.imports.layout import Layout, Match
from stunting.imports.read import RawSheet, UnknownLayout, normal_label

__all__ = ["KNOWN", "LAYOUTS", "Layout", "Match", "match", "note_columns"]

WORKBOOK = "buku_kerja"


def _workbook(sheet: fields.Sheet) -> Layout:
    columns = {each.label: each.name for each in sheet.fields}
    for each in sheet.fields:
        columns |= {
            alias: each.name for alias in (*each.aliases, each.name) if alias not in columns
        }
    any_of = eppgbm.MEASURES if sheet is fields.PENGUKURAN else ()
    return Layout(WORKBOOK, "Buku kerja audit", sheet, columns, ("No",), any_of, day_first=True)


LAYOUTS: tuple[Layout, ...] = (
    *eppgbm.LAYOUTS,
    *sigizi.LAYOUTS,
    *bkkbn.LAYOUTS,
    *(_workbook(sheet) for sheet in fields.SHEETS.values()),
)
# The column in which a workbook handed back says what was wrong with a row.
REASONS = "Alasan Ditolak"
# Sheets of our own workbook that hold no data.
WORDS_ONLY = ("Petunjuk", "Kode", "Ringkasan")
FAMILIAR = 0.5  # share of the headers that a sheet of the workbook under another name must know
KNOWN = frozenset().union(*(layout.known for layout in LAYOUTS))


def match(
    sheets: list[RawSheet], file_name: str, findings: Findings, own: Iterable[Match] = ()
) -> list[Match]:
    """The sheets that can be imported with their layouts; what is left aside is said in findings.

    ``own``: sheets that a mapping of the district fits; it counts where it knows more of the columns than
    a built-in layout does. Raises UnknownLayout when there is none.
    """
    mapped = {each.raw.name: each for each in own}
    found = [
        each
        for sheet in sheets
        if (each := _better(_match(sheet), mapped.get(sheet.name), findings)) is not None
    ]
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
    for layout in LAYOUTS:
        if layout.recognise and (found := layout.recognise(raw)):
            return Match(found, layout, _places(layout, found.headers))
    labels = {normal_label(header) for header in raw.headers}
    fitting = [
        layout
        for layout in LAYOUTS
        if raw.headers and not layout.missing(raw.headers) and not _by_chance(layout, raw, labels)
    ]
    if not fitting:
        return None
    layout = max(
        fitting,
        key=lambda each: (
            normal_label(raw.name) == normal_label(each.sheet.label),
            len(labels & each.known),
        ),
    )
    return Match(raw, layout, _places(layout, raw.headers))


def _places(layout: Layout, headers: list[str]) -> dict[int, str]:
    """Position -> field name; of columns for the same field the first."""
    places: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = layout.by_label.get(normal_label(header))
        if name and name not in places.values():
            places[place] = name
    return places


def _by_chance(layout: Layout, raw: RawSheet, labels: set[str]) -> bool:
    """Whether a foreign table merely has the few columns that a sheet of our workbook cannot do without."""
    if layout.key != WORKBOOK or normal_label(raw.name) == normal_label(layout.sheet.label):
        return False
    return len(labels & layout.known) < FAMILIAR * len(labels - {""})


def _better(built_in: Match | None, own: Match | None, findings: Findings) -> Match | None:
    if own is None or built_in is None:
        return own or built_in
    if known_columns(own) > known_columns(built_in):
        return own
    findings.add(
        "pemetaan_tidak_dipakai",
        message=f"{own.layout.label} juga cocok, tetapi yang dipakai tata letak bawaan "
        f"{built_in.layout.label}; pilih pemetaan itu sendiri bila dimaksud.",
    )
    return built_in


def known_columns(found: Match) -> int:
    """How many named columns of the sheet its layout knows."""
    labels = {normal_label(header) for header in found.raw.headers} - {""}
    return len(labels & found.layout.known)


def note_columns(found: Match, findings: Findings) -> None:
    """Findings on columns of a sheet that are not read and that nobody declared as not needed."""
    if found.layout.declared:
        return
    for place, header in enumerate(found.raw.headers):
        label = normal_label(header)
        if place in found.places or label in found.layout.known - set(found.layout.by_label):
            continue
        if label == normal_label(REASONS):
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
            if len(labels & layout.known) > score and layout.missing(sheet.headers):
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
