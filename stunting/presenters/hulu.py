"""1000 HPK: what became of those at risk before a child is stunted, step by step.

Counts are of the cycle before and of what was recorded of them since. Lost from the records is neither
success nor failure: rates are of those of whom there is news, and how many there is none of stands beside
them.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import HIDDEN, KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.stats import rates, suppression

STATES = ("teratasi", "belum", "tanpa_kabar")


@dataclass(frozen=True)
class Step:
    """One step of the chain: its name, who was at risk, what the good and the bad outcome are called."""

    name: str
    who: str
    good: str
    bad: str
    rule: str


STEPS = {
    "catin_pulih": Step(
        "Calon pengantin",
        "catin anemia atau KEK",
        "pulih sebelum hamil",
        "masih berisiko",
        "catin perempuan yang anemia atau KEK; pulih bila pada pemeriksaan berikutnya, paling lambat "
        "pemeriksaan hamil yang pertama, semua masalahnya tidak ada lagi",
    ),
    "bumil_pulih": Step(
        "Ibu hamil",
        "ibu hamil anemia atau KEK",
        "pulih sebelum bersalin",
        "masih berisiko",
        "ibu hamil yang anemia atau berisiko KEK; pulih bila pada pemeriksaan terakhir kehamilan itu semua "
        "masalahnya tidak ada lagi",
    ),
    "lahir_sehat": Step(
        "Bayi lahir",
        "ibu hamil berisiko",
        "bayinya lahir cukup",
        "lahir BBLR atau pendek",
        "bayi dari ibu hamil yang anemia atau berisiko KEK; cukup bila lahir sekurangnya 2.500 gram dan "
        "48 cm",
    ),
    "baduta_2t": Step(
        "Baduta 2T",
        "baduta dua kali tidak naik",
        "tidak jatuh di bawah -2 SD",
        "kini di bawah -2 SD",
        "baduta yang dua kali penimbangan berturut-turut tidak naik dan belum pernah tercatat di bawah "
        "-2 SD, menurut TB/U sah pertama sesudahnya",
    ),
    "krs_lepas": Step(
        "Keluarga",
        "keluarga berisiko",
        "tidak lagi berisiko",
        "masih berisiko",
        "keluarga berisiko stunting menurut Verval KRS siklus lalu dan verifikasi siklus ini",
    ),
}
LABELS = {
    "nama": "Kecamatan",
    "angka": "Teratasi dari yang ada kabarnya",
    "persen": "Persen",
    "rentang": "Selang 95 %",
}


RULE_LABELS = {"langkah": "Langkah", "aturan": "Cara hitung"}


def steps(
    rows: pd.DataFrame, kode_kecamatan: str | None, *, hide_small: bool, threshold: int
) -> pd.DataFrame:
    """One row per step of the area: langkah, jumlah, teratasi, belum, tanpa_kabar, disembunyikan.

    ``rows``: the answer of hulu. In mode tayang a step of the district with a state of a few keeps only its
    number, and not even that when it is small itself; of a kecamatan it keeps nothing.
    """
    here = rows if kode_kecamatan is None else rows[rows["kode_kecamatan"] == kode_kecamatan]
    table = here.groupby("langkah")[["jumlah", *STATES]].sum().reindex(list(STEPS), fill_value=0)
    table = table.astype("Int64").reset_index()
    few = pd.Series(False, table.index)
    if hide_small and kode_kecamatan is None:
        for state in STATES:
            few |= (table[state] > 0) & (table[state] < threshold)
        table["jumlah"] = table["jumlah"].mask(few & (table["jumlah"] < threshold))
    elif hide_small:
        few = table["langkah"].map(lambda step: kode_kecamatan in _hidden(rows, step, threshold))
        table["jumlah"] = table["jumlah"].mask(few)
    table["disembunyikan"] = few
    for state in STATES:
        table[state] = table[state].mask(few)
    return table


def _hidden(rows: pd.DataFrame, step: str, threshold: int) -> set[str]:
    """The kecamatan whose figures of a step mode tayang hides, wherever they would stand."""
    found = rows[rows["langkah"] == step]
    counts = found[list(STATES)].assign(kabar=found["teratasi"] + found["belum"])
    gone = suppression.hide_rows(counts.to_numpy(dtype="int64"), threshold)
    return set(found.loc[gone, "kode_kecamatan"])


def by_kecamatan(
    rows: pd.DataFrame, step: str, names: pd.Series, *, hide_small: bool, threshold: int
) -> pd.DataFrame:
    """The standard frame of one step: teratasi of those of whom there is news, per kecamatan."""
    found = rows[rows["langkah"] == step].set_index("kode_kecamatan")
    frame = pd.DataFrame({"kode_kecamatan": names.index, "nama": names.to_numpy()})
    frame["pembilang"] = found["teratasi"].reindex(names.index).to_numpy()
    frame["penyebut"] = (found["teratasi"] + found["belum"]).reindex(names.index).to_numpy()
    frame = frame.astype({"pembilang": "Int64", "penyebut": "Int64"})
    frame = rates.with_intervals(frame)
    if hide_small:
        gone = frame["kode_kecamatan"].isin(_hidden(rows, step, threshold))
        frame = suppression.blank(frame, gone).assign(disembunyikan=gone)
    frame["angka"] = [_counted(row) for _, row in frame.iterrows()]
    frame["persen"] = [bahasa.persen(value) for value in frame["rasio"]]
    frame["rentang"] = [
        bahasa.rentang(low, high) for low, high in zip(frame["bawah"], frame["atas"], strict=True)
    ]
    return frame


def _counted(row: pd.Series) -> str:
    if row.get("disembunyikan"):
        return HIDDEN
    if pd.isna(row["penyebut"]) or not row["penyebut"]:
        return "tidak ada"
    return bahasa.n_dari(row["pembilang"], row["penyebut"])


def headline(table: pd.DataFrame, area: str) -> str:
    """What was prevented, in the order of life, and of how many there is no news."""
    said = [_clause(row) for row in _told(table).itertuples()]
    if not said:
        return f"{area}: belum ada kabar tentang yang berisiko siklus lalu yang dapat ditampilkan."
    lost = int(table["tanpa_kabar"].sum())
    end = f"; {bahasa.angka(lost)} belum ada kabarnya" if lost else ""
    return f"{area}, teratasi dari yang berisiko siklus lalu: {bahasa.daftar(said)}{end}."


def behind(table: pd.DataFrame) -> list[Rincian]:
    """What each clause of ``headline`` rests on: those at risk, by what became of them."""
    found = [
        Rincian(
            _clause(row),
            f"{bahasa.angka(row.jumlah)} berisiko siklus lalu: {bahasa.angka(row.teratasi)} "
            f"{STEPS[row.langkah].good}, {bahasa.angka(row.belum)} {STEPS[row.langkah].bad}, "
            f"{bahasa.angka(row.tanpa_kabar)} belum ada kabarnya.",
        )
        for row in _told(table).itertuples()
    ]
    lost = table[table["tanpa_kabar"].fillna(0) > 0]
    if found and len(lost):
        parts = [
            f"{STEPS[row.langkah].name} {bahasa.angka(row.tanpa_kabar)}"
            for row in lost.itertuples()
        ]
        clause = f"{bahasa.angka(int(lost['tanpa_kabar'].sum()))} belum ada kabarnya"
        found.append(
            Rincian(clause, f"{' + '.join(parts)}; langkah yang disembunyikan tidak ikut.")
        )
    return found


def _clause(row) -> str:
    """ "bayi lahir 75 dari 102"; what that means for each stands in the figures under the sentence."""
    counts = bahasa.n_dari(row.teratasi, row.teratasi + row.belum).replace(" ", bahasa.NBSP)
    return f"{bahasa.di_tengah(STEPS[row.langkah].name)} {counts}"


def _told(table: pd.DataFrame) -> pd.DataFrame:
    """The steps with news that may be shown."""
    known = (table["teratasi"] + table["belum"]).fillna(0) > 0
    return table[known & ~table["disembunyikan"]]


def key_figures(table: pd.DataFrame) -> list[KeyFigure]:
    """One per step: how many turned out well of those of whom there is news."""
    return [_figure(row) for row in table.itertuples()]


def _figure(row) -> KeyFigure:
    step = STEPS[row.langkah]
    if row.disembunyikan:
        return KeyFigure(step.name, bahasa.KOSONG, HIDDEN, step.good)
    if not row.jumlah:
        return KeyFigure(step.name, bahasa.KOSONG, f"tidak ada {step.who} siklus lalu")
    known = int(row.teratasi + row.belum)
    lost = f"{bahasa.n_dari(row.tanpa_kabar, row.jumlah)} belum ada kabar"
    if not known:
        return KeyFigure(step.name, bahasa.KOSONG, step.good, lost)
    return KeyFigure(
        step.name, bahasa.n_dari(row.teratasi, known), f"{step.good} ({_percent(row)})", lost
    )


def _percent(row) -> str:
    frame = pd.DataFrame(
        {"pembilang": [row.teratasi], "penyebut": [row.teratasi + row.belum]}, dtype="Int64"
    )
    known = rates.with_intervals(frame).iloc[0]
    return f"{bahasa.persen(known['rasio'], 0)}; {bahasa.rentang(known['bawah'], known['atas'], 0)}"


def rules() -> pd.DataFrame:
    """How each step is counted, for the foot of the page."""
    return pd.DataFrame(
        {
            "langkah": [step.name for step in STEPS.values()],
            "aturan": [s.rule for s in STEPS.values()],
        }
    )
