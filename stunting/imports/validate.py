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

from stunting.imports import ages, people
from stunting.imports.agreement import Agreement
from stunting.imports.fields import AGREGAT_PARTS, Kind, Sheet
from stunting.imports.findings import Findings
from stunting.imports.options import DEFAULT, Options

LAST_WHO_DAY = 1856
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
    source: str = "buku_kerja"
    agreement: Agreement | None = None  # of the printed z, once written

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
    happened = ~incoming.rows.index.isin(incoming.findings.refused())
    incoming.flag("usia_di_atas_balita", days.gt(LAST_WHO_DAY) & happened, "tanggal")
    if "usia_saat_ukur" in incoming.rows:
        stated = ages.stated_date(born, incoming.rows["usia_saat_ukur"])
        far = (stated - measured).dt.days.abs() > ages.TOLERATED_DAYS
        incoming.flag("usia_berbeda", far, "usia_saat_ukur")
    _birth_sizes(incoming)
    _published(incoming)
    if "nama_ibu" in incoming.rows:
        parents = incoming.rows["nama_ibu"].str.contains(people.BETWEEN_PARENTS, na=False)
        incoming.flag("dua_orang_tua", parents, "nama_ibu")
    arm = incoming.column("lila_cm")
    _drop(incoming, "lila_tidak_wajar", arm.notna() & ~arm.between(5, 35), "lila_cm")


# Birth sizes by how they are written: from, to, factor to kg or cm, in words. Beyond these it is no guess.
_WEIGHT_UNITS = ((300, 8000, 0.001, "gram"), (15, 70, 0.1, "kg tanpa koma"))
_LENGTH_UNITS = (
    (200, 700, 0.1, "milimeter"),
    (2, 7, 10, "desimeter"),
    (0.2, 0.7, 100, "meter"),
)


def _birth_sizes(incoming: Incoming) -> None:
    """Birth weight is in kg and length in cm by their headers; other units are guessed, and said."""
    if incoming.options.guess_units:
        for name, units in (("bb_lahir", _WEIGHT_UNITS), ("pb_lahir", _LENGTH_UNITS)):
            value = incoming.column(name)
            for low, high, factor, words in units:
                meant = value.between(low, high)
                if meant.any():
                    sentence = f"Ukuran lahir ini tampaknya dalam {words}; dibaca begitu."
                    incoming.flag("satuan_ditebak", meant, name, message=sentence)
                    guessed = (value * factor).round(3)
                    incoming.rows[name] = incoming.rows[name].mask(meant, guessed)
    odd = "ukuran_lahir_tidak_wajar"
    for name, low, high in (("bb_lahir", 0.3, 8), ("pb_lahir", 20, 70)):
        value = incoming.column(name)
        _drop(incoming, odd, value.notna() & ~value.between(low, high), name)


# No child that lives is further from the median; the systems print two decimals, and some lose the mark.
_FARTHEST_Z = 15


def _published(incoming: Incoming) -> None:
    for name in ("z_tbu_sumber", "z_bbu_sumber", "z_bbtb_sumber"):
        value = incoming.column(name)
        _drop(incoming, "z_tanpa_koma", value.abs() > _FARTHEST_Z, name)


def _drop(incoming: Incoming, rule: str, where: pd.Series, name: str) -> None:
    """Warn and leave the value out, the row stays."""
    if where.any():
        incoming.flag(rule, where, name)
        incoming.rows[name] = incoming.rows[name].mask(where)


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
    """A count above its denominator cannot be; above an estimated target it can, and is said.

    Where a file has no column for who was both weighed and measured, who was measured is taken for it.
    """
    if "balita_diukur" in incoming.rows:
        both = incoming.column("balita_ditimbang_diukur").astype("Int64")
        incoming.rows["balita_ditimbang_diukur"] = both.fillna(incoming.rows["balita_diukur"])
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
    _gains(incoming)
    _swapped(incoming)


def _gains(incoming: Incoming) -> None:
    """D' is N + T by its definition."""
    both = incoming.column("balita_naik") + incoming.column("balita_tidak_naik")
    corrected = incoming.column("balita_ditimbang_terkoreksi")
    wrong = both.notna() & corrected.notna() & both.ne(corrected)
    incoming.flag("terkoreksi_berbeda", wrong, "balita_ditimbang_terkoreksi")


# Rows in which nobody can have been both weighed and measured that often; a few are slips of the pen.
_MANY_ROWS = 0.2


def _swapped(incoming: Incoming) -> None:
    """The official quarterly report once had "diukur" and "ditimbang dan diukur" in each other's place.

    Who is weighed and measured is measured: where that fails in many rows and exchanging the two columns
    would put nearly all of them right, the columns are said to look exchanged. Nothing is repaired.
    """
    measured, both = incoming.column("balita_diukur"), incoming.column("balita_ditimbang_diukur")
    told = measured.notna() & both.notna() & measured.ne(both)
    if not told.any():
        return
    impossible = (both > measured)[told].mean()
    if impossible >= 1 - _MANY_ROWS:
        label = incoming.labels["balita_ditimbang_diukur"]
        incoming.findings.add("kolom_tertukar", column=label)
    else:
        incoming.flag("ditimbang_diukur_melebihi", both > measured, "balita_ditimbang_diukur")


def _krs(incoming: Incoming) -> None:
    """The control sums of the desa table. The four 4T counts overlap and are never added."""
    columns = {each.name: incoming.column(each.name) for each in incoming.sheet.fields}
    target, risky = columns["keluarga_sasaran"], columns["berisiko"]
    split = risky + columns["tidak_berisiko"]
    incoming.flag(
        "jumlah_krs_berbeda", split.notna() & target.notna() & split.ne(target), "berisiko"
    )
    ranks = sum(columns[f"prioritas_{rank}"] for rank in range(1, 5)) + columns["bukan_prioritas"]
    wrong = ranks.notna() & risky.notna() & ranks.ne(risky)
    incoming.flag("jumlah_peringkat_berbeda", wrong, "bukan_prioritas")
    incoming.flag("pembilang_melebihi_penyebut", risky > target, "berisiko")


_RULES: dict[str, Callable[[Incoming], None]] = {
    "pengukuran": _children,
    "skrining": _women,
    "keluarga": _families,
    "kasus": _cases,
    "evaluasi": _evaluations,
    "kunjungan": _visits,
    "agregat_bulanan": _aggregates,
    "krs_desa": _krs,
}
