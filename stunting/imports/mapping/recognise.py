"""Which sheets of a file a saved mapping reads, and in what a file differs from one that nearly fits.

A mapping is taken by itself only when the header is exactly the one it was made for. By name it is taken
wherever the columns it needs are there, and what differs is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from stunting.imports import layouts, read
from stunting.imports.fields import SHEETS
from stunting.imports.findings import Findings
from stunting.imports.layout import Layout, Match
from stunting.imports.mapping import saved
from stunting.imports.mapping.model import Mapping, column_name, lacking, trimmed
from stunting.imports.mapping.table import BrokenMapping
from stunting.imports.read import RawSheet, UnknownLayout, clean, normal_label

NEAR = 0.6  # share of a mapping's headers from which a file is said to be like it
MIN_HEADERS = 2  # named columns without which a header says nothing
Grid = tuple[str, pd.DataFrame]


def open_sheets(path: Path, name: str | None, notes: Findings) -> list[Match]:
    """The sheets of a file with their layouts: by the mapping called ``name``, else by what fits.

    Broken and nearly fitting mappings are said in ``notes``. Raises read.ImportFailed.
    """
    usable, broken = saved.load()
    if name is not None:
        return _by_name(path, name, notes)
    grids = read.grids(path, layouts.KNOWN.union(*(each.labels for each in usable)) - {""})
    sheets = [read.sheet(*each, read.header_row(each[1], layouts.KNOWN)) for each in grids]
    own = [each for each in (_exact(grid, usable, notes) for grid in grids) if each]
    for each in broken:
        notes.add("pemetaan_rusak", message=each.sentence)
    try:
        found = layouts.match(sheets, path.name, notes, own)
    except UnknownLayout as error:
        likeness = _nearest(grids, usable)
        more = [likeness] if likeness else [each.sentence for each in broken]
        raise UnknownLayout(" ".join([str(error), *more])) from error
    _note_better(grids, usable, found, notes)
    return found


def as_layout(mapping: Mapping) -> Layout:
    """A mapping as the importer knows layouts."""
    read_columns = {
        (each.header or column_name("", at)): each.field
        for at, each in enumerate(mapping.columns)
        if each.field
    }
    ignored = tuple(each.header for each in mapping.columns if not each.field and each.header)
    return Layout(
        key=f"pemetaan:{mapping.name}",
        label=f'Pemetaan "{mapping.name}"',
        sheet=SHEETS[mapping.sheet],
        columns=read_columns,
        ignored=ignored,
        reshape=partial(_replaced, mapping.replacements) if mapping.replacements else None,
        constants=dict(mapping.constants),
        declared=True,
    )


def _replaced(replacements, raw: RawSheet, places: dict[int, str], *_: object) -> pd.DataFrame:
    """The rows with the texts of coded columns translated; what was received stays in ``raw``."""
    rows = raw.rows.copy()
    for at, name in places.items():
        if texts := replacements.get(name):
            ours = {clean(theirs).casefold(): text for theirs, text in texts.items()}
            column = rows[at].cat
            translated = [ours.get(text.casefold(), text) for text in column.categories]
            rows[at] = read.categorical(translated, column.codes.to_numpy(), rows.index)
    return rows


# --- recognised by itself --------------------------------------------------------------------------


def headers_of(grid: pd.DataFrame) -> list[tuple[int, list[str]]]:
    """Row number and cleaned cells of the rows in which a header may stand."""
    top = grid[: read.HEADER_WITHIN]
    return [
        (int(row), [clean(str(cell)) for cell in cells])
        for row, cells in zip(top.index, top.to_numpy(dtype=object), strict=True)
    ]


def fits(mapping: Mapping, headers: Sequence[str]) -> bool:
    """Whether a header is the one a mapping was made for.

    The order may differ as long as every column that is read is told from the others by its header.
    """
    labels = trimmed(normal_label(each) for each in headers)
    if sum(map(bool, mapping.labels)) < MIN_HEADERS:
        return False
    if mapping.by_position:
        return labels == mapping.labels
    return Counter(filter(None, labels)) == Counter(filter(None, mapping.labels))


def _exact(grid: Grid, usable: Sequence[Mapping], notes: Findings) -> Match | None:
    """The sheet by the mapping made for its header: of several the one that reads most, then by name."""
    name, cells = grid
    for row, headers in headers_of(cells):
        fitting = [each for each in usable if fits(each, headers)]
        if not fitting:
            continue
        chosen = max(fitting, key=lambda each: len(each.mapped))  # the first by name among equals
        for other in fitting:
            if other is not chosen:
                sentence = (
                    f'Pemetaan "{other.name}" juga cocok; yang dipakai pemetaan "{chosen.name}".'
                )
                notes.add("pemetaan_tidak_dipakai", message=sentence)
        raw = read.sheet(name, cells, row)
        return Match(raw, as_layout(chosen), places(chosen, raw.headers))
    return None


def places(mapping: Mapping, headers: Sequence[str]) -> dict[int, str]:
    """Position in a header -> field, for the columns of a mapping that are found there.

    A column is found by its header; where the mapping has the header several times, the same one of
    them; without a header, at the same place.
    """
    labels = [normal_label(each) for each in headers]
    by_label: dict[str, list[int]] = {}
    for at, label in enumerate(labels):
        by_label.setdefault(label, []).append(at)
    seen: Counter[str] = Counter()
    found: dict[int, str] = {}
    for at, column in enumerate(mapping.columns):
        label = normal_label(column.header)
        number = seen[label]
        seen[label] += 1
        if not column.field:
            continue
        if label and number < len(by_label.get(label, ())):
            found[by_label[label][number]] = column.field
        elif not label and at < len(labels) and not labels[at]:
            found[at] = column.field
    return found


# --- by name ---------------------------------------------------------------------------------------


def _by_name(path: Path, name: str, notes: Findings) -> list[Match]:
    try:
        mapping = saved.get(name)
    except (saved.MappingError, BrokenMapping) as error:
        raise UnknownLayout(str(error)) from error
    found, left, lack = [], [], ""
    for sheet, cells in read.grids(path, frozenset(mapping.labels) - {""}):
        if sheet in layouts.WORDS_ONLY:
            continue
        row, headers = _likest_row(mapping, cells)
        at = places(mapping, headers)
        given = set(at.values()) | set(mapping.constants)
        if not at or lacking(SHEETS[mapping.sheet], given):
            left.append(sheet)
            lack = lack or _difference(mapping, headers)
            continue
        raw = read.sheet(sheet, cells, row)
        found.append(Match(raw, as_layout(mapping), at))
        if not fits(mapping, headers) and (said := _difference(mapping, headers)):
            sentence = f'Judul di lembar {sheet} berbeda dari pemetaan "{mapping.name}": {said}.'
            notes.add("pemetaan_berbeda", message=sentence)
    if not found:
        raise UnknownLayout(
            f'Pemetaan "{mapping.name}" tidak dapat dipakai untuk berkas {path.name}: '
            f"{lack or 'tidak ada lembar berisi'}."
        )
    for sheet in left:
        sentence = f'Lembar {sheet} tidak cocok dengan pemetaan "{mapping.name}" dan tidak dibaca.'
        notes.add("lembar_tidak_dikenal", message=sentence)
    return found


def _likest_row(mapping: Mapping, cells: pd.DataFrame) -> tuple[int, list[str]]:
    """The row that has most of a mapping's headers, the upper one of equals."""
    rows = headers_of(cells) or [(0, [])]
    return max(rows, key=lambda each: (_shared(mapping, each[1]), -each[0]))


def _shared(mapping: Mapping, headers: Sequence[str]) -> int:
    """How many named columns a header and a mapping have in common."""
    theirs = Counter(filter(None, map(normal_label, headers)))
    return (theirs & Counter(filter(None, mapping.labels))).total()


def _difference(mapping: Mapping, headers: Sequence[str]) -> str:
    """What a header lacks of a mapping and what it has beyond, in words; "" when only spelling differs."""
    theirs = Counter(filter(None, map(normal_label, headers)))
    ours = Counter(filter(None, mapping.labels))
    gone, new = ours - theirs, theirs - ours
    parts = []
    for counts, names, words in (
        (gone, [each.header for each in mapping.columns], "tidak ada lagi"),
        (new, headers, "baru dan tidak dibaca"),
    ):
        written = {normal_label(each): each for each in names}
        if counts:
            listed = ", ".join(f'"{written[label]}"' for label in counts)
            parts.append(f"kolom {listed} {words}")
    if not parts and mapping.by_position:
        parts.append("urutan kolomnya lain")
    return "; ".join(parts)


# --- nearly fitting --------------------------------------------------------------------------------


def _likest(cells: pd.DataFrame, usable: Sequence[Mapping]) -> tuple[Mapping, list[str]] | None:
    """The mapping that shares most headers with a sheet, when that is enough to speak of."""
    found = [
        (_shared(each, headers), each, headers)
        for each in usable
        for _, headers in headers_of(cells)
    ]
    if not found:
        return None
    shared, mapping, headers = max(found, key=lambda each: each[0])
    named = sum(map(bool, mapping.labels))
    return (mapping, headers) if shared >= max(NEAR * named, MIN_HEADERS) else None


def _nearest(grids: Sequence[Grid], usable: Sequence[Mapping]) -> str:
    """The sentence that names the mapping a file is like and what differs; "" without one."""
    for _, cells in grids:
        if found := _likest(cells, usable):
            mapping, headers = found
            return (
                f'Judul kolomnya mirip pemetaan "{mapping.name}", tetapi {_difference(mapping, headers)}. '
                "Periksa, lalu pilih pemetaan itu sendiri atau buat yang baru."
            )
    return ""


def _note_better(
    grids: Sequence[Grid], usable: Sequence[Mapping], found: Sequence[Match], notes: Findings
) -> None:
    """Say where a built-in layout reads a file that resembles a mapping more."""
    built_in = {each.raw.name: each for each in found if not each.layout.declared}
    for name, cells in grids:
        near = _likest(cells, usable) if name in built_in else None
        if near is None or fits(*near):
            continue
        mapping, headers = near
        known, label = layouts.known_columns(built_in[name]), built_in[name].layout.label
        if _shared(mapping, headers) > known:
            sentence = (
                f'Judul di lembar {name} mirip pemetaan "{mapping.name}", tetapi '
                f"{_difference(mapping, headers)}; dibaca sebagai {label}."
            )
            notes.add("pemetaan_berbeda", message=sentence)
