"""A file opened and read: its sheets as typed rows, ready to be placed, checked and written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from stunting.imports import cells, date_order, layouts, read
from stunting.imports.areas import kabkota_in
from stunting.imports.fields import ORDER, Kind, Sheet
from stunting.imports.findings import Findings
from stunting.imports.mapping import recognise
from stunting.imports.options import DEFAULT, Options
from stunting.imports.validate import Incoming


class DesaNotNamed(read.ImportFailed):
    """A list of one desa that does not say which."""

    rule = "desa_berkas_tidak_disebut"


@dataclass
class Opened:
    """A readable file: its sheets in the order they are applied, and what is said of it as a whole."""

    path: Path
    matches: list[layouts.Match]
    orders: list[dict[str, date_order.Order]]  # of the dates, one per match
    notes: Findings

    @property
    def layout(self) -> layouts.Layout:
        return self.matches[0].layout


def open_file(path: Path, options: Options = DEFAULT, today: date | None = None) -> Opened:
    """Read a file and find its layouts. Raises read.ImportFailed with a sentence for the user."""
    notes = Findings(None)
    matches = sorted(
        recognise.open_sheets(path, options.pemetaan, notes),
        key=lambda each: ORDER.index(each.layout.sheet.key),
    )
    if not options.desa and any(_lacks_desa(match) for match in matches):
        raise DesaNotNamed(
            f"Berkas {path.name} tidak menyebut kecamatan dan desanya. Pilih desanya, lalu periksa lagi "
            "(baris perintah: --desa KODE, misalnya 33.75.01.1002)."
        )
    day = today or date.today()
    orders = [date_order.decide(match, options.day_first, day) for match in matches]
    return Opened(path, matches, orders, notes)


def _lacks_desa(match: layouts.Match) -> bool:
    return match.layout.of_one_desa and "desa" not in match.places.values()


def incoming(
    match: layouts.Match,
    today: date,
    options: Options = DEFAULT,
    orders: dict[str, date_order.Order] | None = None,
) -> Incoming:
    """A matched sheet as typed rows; ``orders`` as ``open_file`` decided them."""
    if orders is None:
        orders = date_order.decide(match, options.day_first, today)
    findings = Findings(match.raw.name)
    layouts.note_columns(match, findings)
    date_order.note(match, orders, findings)
    text = match.rows(findings)[list(match.places)].rename(columns=match.places)
    for name, constant in match.layout.constants.items():
        text[name] = pd.Categorical([constant] * len(text))
    labels = match.labels()
    sheet = match.layout.sheet
    if _lacks_desa(match):
        findings.add("desa_dari_operator")
        for name, code in (("kecamatan", options.desa[:8]), ("desa", options.desa)):
            text[name] = pd.Categorical([code] * len(text))
            labels[name] = name.title()
    day_first = {name: each.day_first for name, each in orders.items()}
    rows = cells.read_columns(sheet, text, labels, findings, day_first)
    return Incoming(sheet, rows, text, labels, findings, today, options, match.layout.source)


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
        texts |= {match.layout.constants.get(Kind.KABKOTA.value, "")}
        for at, name in match.places.items():
            if name == Kind.KABKOTA.value:
                texts |= set(match.raw.rows[at].cat.remove_unused_categories().cat.categories)
    return kabkota_in(texts)
