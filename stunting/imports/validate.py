"""Rules on typed rows: what cannot be is refused, what is implausible is kept with a warning.

Each check sees the typed rows of one sheet (indexed by file row) and adds findings; it changes a
value only where it says so. Limits: design of the import (weight 0.5-60 kg, length 30-150 cm), age
1,856 days = end of the WHO tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from stunting.imports.fields import AGREGAT_PARTS, Kind, Sheet
from stunting.imports.findings import Findings
from stunting.imports.options import DEFAULT, Options

LAST_WHO_DAY = 1856
_AGE = re.compile(
    r"(?:(\d+)\s*(?:tahun|thn|th))?[\s,-]*(?:(\d+)\s*(?:bulan|bln|bl))?[\s,-]*(?:(\d+)\s*(?:hari|hr))?"
)
_KASUS = re.compile(r"AKS-(\d{4})-(\d{4})(S[12])-(CT|BM|PS|BD|BL)-\d{2,3}")
_KELOMPOK = {"CT": "catin", "BM": "bumil", "PS": "pascasalin", "BD": "baduta", "BL": "balita"}


@dataclass
class Incoming:
    """One sheet on its way in: typed rows by file row, texts as written, headers, findings."""

    sheet: Sheet
    rows: pd.DataFrame
    text: pd.DataFrame
    labels: dict[str, str]
    findings: Findings
    today: date
    options: Options = DEFAULT

    def column(self, name: str) -> pd.Series:
        """A typed column; all missing when the file does not have it."""
        if name in self.rows:
            return self.rows[name]
        dtype = "datetime64[s]" if name.startswith("tanggal") else "float64"
        return pd.Series(np.nan, index=self.rows.index).astype(dtype)

    def flag(self, rule: str, where: pd.Series, name: str | None, **kwargs) -> None:
        """A finding of ``rule`` at the column ``name`` wherever the mask is true."""
        hit = where.fillna(False).to_numpy(dtype=bool)
        if hit.any():
            label = None if name is None else self.labels.get(name, name)
            self.findings.add(rule, self.rows.index[hit], label, self.text.get(name), **kwargs)


def check(incoming: Incoming) -> None:
    """Run the rules of the sheet on its rows."""
    _no_future(incoming)
    if rules := _RULES.get(incoming.sheet.key):
        rules(incoming)


def _no_future(incoming: Incoming) -> None:
    """Dates of what has happened; plans (deadlines, dissemination) may lie ahead."""
    today = pd.Timestamp(incoming.today)
    for field in incoming.sheet.fields:
        if field.kind in (Kind.TANGGAL, Kind.BULAN) and field.name not in (
            "tenggat",
            "tanggal_diseminasi",
        ):
            incoming.flag("tanggal_masa_depan", incoming.column(field.name) > today, field.name)


def _children(incoming: Incoming) -> None:
    weight, length = incoming.column("bb_kg"), incoming.column("tb_cm")
    born, measured = incoming.column("tanggal_lahir"), incoming.column("tanggal")
    unread = pd.Series(incoming.rows.index.isin(incoming.findings.refused()), incoming.rows.index)
    incoming.flag("berat_di_luar_batas", weight.notna() & ~weight.between(0.5, 60), "bb_kg")
    incoming.flag("tinggi_di_luar_batas", length.notna() & ~length.between(30, 150), "tb_cm")
    incoming.flag("tanpa_ukuran", weight.isna() & length.isna() & ~unread, "bb_kg")
    incoming.flag("ukur_sebelum_lahir", measured < born, "tanggal")
    days = (measured - born).dt.days
    incoming.flag("usia_di_atas_balita", days > LAST_WHO_DAY, "tanggal")
    if "usia_saat_ukur" in incoming.rows:
        stated = stated_date(born, incoming.rows["usia_saat_ukur"])
        incoming.flag("usia_berbeda", (stated - measured).dt.days.abs() > 3, "usia_saat_ukur")
    _birth_sizes(incoming)
    arm = incoming.column("lila_cm")
    _drop(incoming, "lila_tidak_wajar", arm.notna() & ~arm.between(5, 35), "lila_cm")


def _birth_sizes(incoming: Incoming) -> None:
    """Birth weight is in kg by its header; hundreds are grams. The rest is left out with a warning."""
    weight = incoming.column("bb_lahir")
    grams = weight.between(300, 8000)
    incoming.flag("satuan_ditebak", grams, "bb_lahir")
    if grams.any():
        incoming.rows["bb_lahir"] = weight.where(~grams, weight / 1000)
        weight = incoming.rows["bb_lahir"]
    odd = "ukuran_lahir_tidak_wajar"
    _drop(incoming, odd, weight.notna() & ~weight.between(0.3, 8), "bb_lahir")
    length = incoming.column("pb_lahir")
    _drop(incoming, odd, length.notna() & ~length.between(20, 70), "pb_lahir")


def _drop(incoming: Incoming, rule: str, where: pd.Series, name: str) -> None:
    """Warn and leave the value out, the row stays."""
    if where.any():
        incoming.flag(rule, where, name)
        incoming.rows[name] = incoming.rows[name].mask(where)


def stated_date(born: pd.Series, ages: pd.Series) -> pd.Series:
    """Birth date plus an age text like "2 Tahun - 3 Bulan - 10 Hari"; missing where it is none."""
    codes, distinct = pd.factorize(ages)
    parts = np.array([_age(text) for text in distinct] + [(np.nan, np.nan)]).reshape(-1, 2)[codes]
    known = ~np.isnan(parts[:, 0]) & born.notna().to_numpy()
    months, days = (np.where(known, parts[:, each], 0).astype("int64") for each in (0, 1))
    start = born.fillna(pd.Timestamp(2000, 1, 1)).to_numpy().astype("datetime64[D]")
    month = start.astype("datetime64[M]")
    day = (start - month.astype("datetime64[D]")).astype("int64")
    month = month + months
    length = ((month + 1).astype("datetime64[D]") - month.astype("datetime64[D]")).astype("int64")
    result = month.astype("datetime64[D]") + np.minimum(day, length - 1) + days
    return pd.Series(result, index=born.index).astype("datetime64[s]").where(known)


def _age(text: str) -> tuple[float, float]:
    """(months, days) of an age text; NaN when it says nothing."""
    found = _AGE.fullmatch(text.casefold().strip(" -"))
    if not found or not any(found.groups()):
        return np.nan, np.nan
    years, months, days = (min(int(part), 2000) if part else 0 for part in found.groups())
    return float(years * 12 + months), float(days)


# Column -> lowest and highest possible; beyond it is a slip of the pen or of the unit.
_WOMEN_LIMITS = {
    "bb_kg": (20, 200),
    "tb_cm": (100, 200),
    "lila_cm": (10, 60),
    "hb_gdl": (2, 25),
    "umur": (10, 60),
    "usia_kehamilan_minggu": (0, 45),
    "usia_kehamilan_lahir_minggu": (20, 45),
    "bb_lahir_g": (300, 8000),
    "pb_lahir_cm": (20, 70),
    "ttd": (0, 600),
    "anc": (0, 40),
}


def _women(incoming: Incoming) -> None:
    for name, (low, high) in _WOMEN_LIMITS.items():
        value = incoming.column(name)
        incoming.flag("ukuran_tidak_wajar", value.notna() & ~value.between(low, high), name)
    born = incoming.column("tanggal_lahir")
    incoming.flag("ukur_sebelum_lahir", incoming.column("tanggal") < born, "tanggal")


def _families(incoming: Incoming) -> None:
    rank = incoming.column("peringkat_kesejahteraan")
    outside = rank.notna() & ~rank.between(1, 5) & rank.ne(99)
    incoming.flag("ukuran_tidak_wajar", outside, "peringkat_kesejahteraan")


def _cases(incoming: Incoming) -> None:
    rows = incoming.rows
    texts = rows["kasus_id"].fillna("").astype("str")
    parts = texts.map({each: _KASUS.fullmatch(each) for each in texts.unique()})
    frame = pd.DataFrame(
        [
            (f"{each[1][:2]}.{each[1][2:]}", f"{each[2]}-{each[3]}", _KELOMPOK[each[4]])
            if each
            else ("",) * 3
            for each in parts
        ],
        columns=["kode_kabkota", "siklus", "kelompok"],
        index=rows.index,
    )
    wrong = pd.Series(False, index=rows.index)
    for name in frame:
        wrong |= rows[name].notna() & rows[name].ne(frame[name])
    incoming.flag("kode_kasus_tidak_sah", wrong & rows["kasus_id"].notna(), "kasus_id")


def _evaluations(incoming: Incoming) -> None:
    _one_of(incoming, "kasus_id", "rtl_id")


def _visits(incoming: Incoming) -> None:
    _one_of(incoming, "no_kk", "kasus_id")


def _one_of(incoming: Incoming, *names: str) -> None:
    empty = pd.Series(True, index=incoming.rows.index)
    for name in names:
        empty &= incoming.column(name).isna()
    incoming.flag("rujukan_kosong", empty, names[0])


def _aggregates(incoming: Incoming) -> None:
    """A count above its denominator cannot be; above an estimated target it can, and is said."""
    by_indicator: dict[str, dict[str, str]] = {}
    for column, parts in AGREGAT_PARTS.items():
        for indicator, member in parts:
            by_indicator.setdefault(indicator, {})[member] = column
    for members in by_indicator.values():
        over = members.get("pembilang")
        for under in ("penyebut", "sasaran"):
            if over and under in members:
                target = members[under].startswith("sasaran")
                rule = "cakupan_di_atas_seratus" if target else "pembilang_melebihi_penyebut"
                incoming.flag(rule, incoming.column(over) > incoming.column(members[under]), over)


_RULES: dict[str, Callable[[Incoming], None]] = {
    "pengukuran": _children,
    "skrining": _women,
    "keluarga": _families,
    "kasus": _cases,
    "evaluasi": _evaluations,
    "kunjungan": _visits,
    "agregat_bulanan": _aggregates,
}
