"""What a layout is: which header of a kind of sheet is which field of fields.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from stunting.imports import fields
from stunting.imports.findings import Findings
from stunting.imports.read import RawSheet, normal_label


@dataclass(frozen=True)
class Layout:
    """Headers of one kind of sheet -> field names of ``sheet``; ``ignored`` are known and not needed."""

    key: str
    label: str
    sheet: fields.Sheet
    columns: dict[str, str]
    ignored: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()  # fields of which at least one column must be there
    of_one_desa: bool = False  # names no area: the operator says which desa the file is of
    names_desa_alone: bool = (
        False  # no kecamatan column: the desa is looked up in the whole district
    )
    needs: tuple[str, ...] = ()  # and fields it cannot do without although the sheet can
    # finds the layout by where things stand, in a sheet without a header that can be read
    recognise: Callable[[RawSheet], RawSheet | None] | None = None
    source: str = "buku_kerja"  # who says it, where a table keeps several sources apart
    day_first: bool | None = None  # how it writes 3 April, where that is prescribed
    # puts cells that a program misplaced back under their headers
    put_back: Callable[[RawSheet, Findings | None], pd.DataFrame] | None = None
    # reads other words into the cells; what was received stays in raw
    reshape: Callable[[RawSheet, dict[int, str], Findings | None], pd.DataFrame] | None = None
    # field -> text that holds for every row
    constants: dict[str, str] = field(default_factory=dict)
    declared: bool = False  # made for this very header: what it does not read is meant so

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
            if (each.required or each.name in self.needs)
            and each.name not in present
            and not (self.of_one_desa and each.kind in fields.AREA_KINDS)
            and not (self.names_desa_alone and each.kind is fields.Kind.KECAMATAN)
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

    def label(self, at: int) -> str:
        """The header of a column; its place where it has none or another before it is called the same."""
        header = self.raw.headers[at]
        return header if header and header not in self.raw.headers[:at] else f"kolom ke-{at + 1}"

    def labels(self) -> dict[str, str]:
        """Field -> what the reader of a report calls its column."""
        labels = {each.name: f"{each.label} (isian tetap)" for each in self.layout.sheet.fields}
        labels = {name: labels[name] for name in self.layout.constants}
        return labels | {name: self.label(at) for at, name in self.places.items()}

    def placed(self, findings: Findings | None = None) -> pd.DataFrame:
        """The text cells as received, under the headers they belong to; what was moved is said."""
        if self.layout.put_back is None:
            return self.raw.rows
        return self.layout.put_back(self.raw, findings)

    def rows(self, findings: Findings | None = None) -> pd.DataFrame:
        """The text cells to be read, under the headers they belong to, indexed by file row."""
        if self.layout.reshape is None:
            return self.placed(findings)
        return self.layout.reshape(self.raw, self.places, findings)
