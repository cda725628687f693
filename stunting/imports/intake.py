"""A file opened and read: its sheets as typed rows, ready to be placed, checked and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from stunting.imports import cells, layouts, read
from stunting.imports.areas import kabkota_in
from stunting.imports.fields import SHEETS, Kind, Sheet
from stunting.imports.findings import Findings
from stunting.imports.options import DEFAULT, Options
from stunting.imports.validate import Incoming


@dataclass
class Opened:
    """A readable file: its sheets in the order they are applied, and what is said of it as a whole."""

    path: Path
    matches: list[layouts.Match]
    notes: Findings

    @property
    def layout(self) -> layouts.Layout:
        return self.matches[0].layout


def open_file(path: Path) -> Opened:
    """Read a file and find its layouts. Raises read.ImportFailed with a sentence for the user."""
    notes = Findings(None)
    sheets = read.read(path, layouts.KNOWN)
    matches = layouts.match(sheets, path.name, notes)
    order = list(SHEETS)
    return Opened(path, sorted(matches, key=lambda each: order.index(each.layout.sheet.key)), notes)


def incoming(match: layouts.Match, today: date, options: Options = DEFAULT) -> Incoming:
    """A matched sheet as typed rows."""
    findings = Findings(match.raw.name)
    layouts.note_columns(match, findings)
    text = match.rows()[list(match.places)].rename(columns=match.places)
    labels = {name: match.raw.headers[at] for at, name in match.places.items()}
    sheet = match.layout.sheet
    rows = cells.read_columns(sheet, text, labels, findings)
    return Incoming(sheet, rows, text, labels, findings, today, options)


def typed(sheet: Sheet, frame: pd.DataFrame, today: date) -> Incoming:
    """A typed frame as it would have come out of reading cells."""
    given = frame[[name for name in sheet.names() if name in frame]]
    given = given.set_axis(pd.RangeIndex(2, len(frame) + 2))
    findings = Findings(sheet.label)
    labels = {field.name: field.label for field in sheet.fields}
    rows = cells.read_typed(sheet, given, labels, findings)
    return Incoming(sheet, rows, given, labels, findings, today)


def kabkota_named(matches: list[layouts.Match]) -> list[str]:
    texts: set[str] = set()
    for match in matches:
        for at, name in match.places.items():
            if name == Kind.KABKOTA.value:
                texts |= set(match.raw.rows[at].cat.remove_unused_categories().cat.categories)
    return kabkota_in(texts)
