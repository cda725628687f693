"""Keluarga berisiko turned: why this family, by office, by level of PR, by state of aid."""

from __future__ import annotations

import numpy as np
import pandas as pd

from stunting import bahasa
from stunting.imports.fields import TINGKAT_PR
from stunting.presenters.keluarga import BANTUAN, HIDDEN, MIN_ROWS, count
from stunting.rapat.tugas import CLOSED
from stunting.stats import stability as of_places

DAFTAR, MENGAPA, OPD, PR, AID = (
    "Daftar",
    "Mengapa keluarga ini",
    "Menurut OPD",
    "Menurut tingkat PR",
    "Menurut bantuan",
)
VIEWS = (DAFTAR, MENGAPA, OPD, PR, AID)
WHY_LABELS = {
    "kebutuhan": "Kebutuhan",
    "bobot": "Angka",
    "opd": "Layanan dari",
    "tingkat": "Tingkat PR",
}
OFFICE_LABELS = {
    "opd": "OPD/instansi",
    "keluarga": "Keluarga yang perlu layanannya",
    "belum": "Belum tercatat dibantu",
    "tugas": "Tugas terbuka",
    "terlambat": "Terlambat",
}
LEVEL_LABELS = {
    "tingkat": "Tingkat PR",
    "kebutuhan": "Kebutuhan",
    "keluarga": "Keluarga",
    "tugas": "Tugas terbuka",
}
AID_LABELS = {"nama": "Kebutuhan", **BANTUAN, "jumlah": "Keluarga"}
ORDER = {"desa": 0, "kecamatan": 1, "kabupaten": 2}


def codes(table: pd.DataFrame) -> dict[str, str]:
    """The listed families to choose from: code -> "1. K12ab · Ngoro · tanpa jamban; …"."""
    return {
        row.kode: f"{row.urut}. {row.kode} · {row.kecamatan} · {row.alasan}"
        for row in table.itertuples()
    }


def why(row: pd.Series, known: pd.DataFrame) -> pd.DataFrame:
    """Points and service of each need of one family, heaviest first: WHY_LABELS' columns."""
    own = known[known["kebutuhan"].isin(list(row["kebutuhan"]))]
    own = own.sort_values("bobot", ascending=False)
    return pd.DataFrame(
        {
            "kebutuhan": own["nama"].to_numpy(),
            "bobot": [bahasa.angka(each) for each in own["bobot"]],
            "opd": own["opd"].fillna(bahasa.KOSONG).to_numpy(),
            "tingkat": own["tingkat_pr"].map(TINGKAT_PR).fillna(bahasa.KOSONG).to_numpy(),
        }
    )


def why_headline(row: pd.Series, place: of_places.Place, among: int) -> str:
    """The place of the family, its score, and how firm the place is."""
    between = (
        "tetap di situ bila satu bobot digeser setengahnya"
        if place.best == place.worst
        else f"bila satu bobot digeser setengahnya: antara {bahasa.angka(place.best)} dan "
        f"{bahasa.angka(place.worst)}"
    )
    return (
        f"Keluarga {row['keluarga_id']} di {row['kecamatan']}: urutan {bahasa.angka(place.now)} dari "
        f"{bahasa.angka(among)} dengan skor {bahasa.angka(row['skor'])}; {between}."
    )


def stability(rows: pd.DataFrame, known: pd.DataFrame, at: int) -> of_places.Place:
    """The place of row number ``at`` among all rows, and how far it moves with the weights."""
    names = known["kebutuhan"].tolist()
    needs = np.array([[name in own for name in names] for own in rows["kebutuhan"]], dtype=float)
    return of_places.place(needs, known["bobot"].to_numpy(dtype=float), at)


def contact(row: pd.Series, *, kerja: bool) -> str:
    """Last visit and aid of one family, in a sentence."""
    day = row["kunjungan_terakhir"]
    written = bahasa.tanggal(day) if kerja else bahasa.bulan(day)
    seen = "belum ada kunjungan yang tercatat" if pd.isna(day) else f"kunjungan terakhir {written}"
    kinds = ", ".join(row["jenis_bantuan"])
    aid = BANTUAN[row["bantuan"]].lower() + (f" ({kinds})" if kinds else "")
    return f"{seen[:1].upper()}{seen[1:]}; bantuan: {aid}."


def by_office(
    rows: pd.DataFrame, tasks: pd.DataFrame, names: dict[str, str], *, kerja: bool
) -> pd.DataFrame:
    """Each office: families that lack exactly its service, un-aided ones, own open tasks: OFFICE_LABELS."""
    long = rows[["keluarga_id", "bantuan", "opd"]].explode("opd")
    waiting = ~long["bantuan"].isin(("diterima", "sudah_menerima"))
    open_still = tasks[~tasks["keadaan"].isin(CLOSED)]
    table = []
    for code in sorted({*long["opd"].dropna(), *open_still["kode_opd"].dropna()}):
        own = long["opd"] == code
        mine = open_still[open_still["kode_opd"] == code]
        families, left = int(own.sum()), int((own & waiting).sum())
        # what is left over of a number must not be small either
        shown = kerja or not 0 < families - left < MIN_ROWS
        table.append(
            {
                "opd": names.get(code, code),
                "keluarga": count(families, kerja=kerja),
                "belum": count(left, kerja=kerja) if shown else "disembunyikan",
                "tugas": len(mine),
                "terlambat": int(mine["terlambat"].sum()),
                "_urut": families,
            }
        )
    found = pd.DataFrame(table, columns=[*OFFICE_LABELS, "_urut"])
    return found.sort_values("_urut", ascending=False, ignore_index=True).drop(columns="_urut")


def office_headline(table: pd.DataFrame, area: str) -> str:
    """Whose service most families lack."""
    if table.empty:
        return f"{area}: belum ada keluarga dan tugas yang menunggu sebuah OPD."
    first = table.iloc[0]
    waiting = bahasa.angka(int(table["tugas"].sum()))
    return (
        f"{area}: layanan {first['opd']} diperlukan {first['keluarga']} keluarga; {waiting} tugas terbuka "
        f"pada {bahasa.angka(len(table))} OPD/instansi."
    )


def by_level(
    rows: pd.DataFrame, known: pd.DataFrame, tasks: pd.DataFrame, *, kerja: bool
) -> pd.DataFrame:
    """What a desa can do alone, what needs the kecamatan, what goes to the kabupaten: LEVEL_LABELS."""
    long = rows[["keluarga_id", "kebutuhan"]].explode("kebutuhan")
    counted = long["kebutuhan"].value_counts()
    open_still = tasks[~tasks["keadaan"].isin(CLOSED)]
    waiting = open_still.groupby(["tingkat_pr", "kode_penyebab"]).size()
    table = [
        {
            "tingkat": TINGKAT_PR[row.tingkat_pr],
            "kebutuhan": row.nama,
            "keluarga": count(int(counted.get(row.kebutuhan, 0)), kerja=kerja),
            "tugas": int(waiting.get((row.tingkat_pr, row.kode_penyebab), 0)),
            "_tingkat": ORDER[row.tingkat_pr],
            "_urut": -int(counted.get(row.kebutuhan, 0)),
        }
        for row in known.itertuples()
        if row.tingkat_pr in ORDER
    ]
    found = pd.DataFrame(table, columns=[*LEVEL_LABELS, "_tingkat", "_urut"])
    return found.sort_values(["_tingkat", "_urut"], ignore_index=True)[list(LEVEL_LABELS)]


def level_headline(rows: pd.DataFrame, known: pd.DataFrame, area: str, *, kerja: bool) -> str:
    """How many families have homework at each level."""
    level = known.set_index("kebutuhan")["tingkat_pr"]
    at = rows["kebutuhan"].map(lambda own: {level.get(each) for each in own})
    parts = [
        f"{count(int(at.map(lambda each, code=code: code in each).sum()), kerja=kerja)} keluarga punya PR di "
        f"tingkat {TINGKAT_PR[code].lower()}"
        for code in ORDER
    ]
    return f"{area}: {bahasa.daftar(parts)}; satu keluarga bisa punya PR di beberapa tingkat."


def by_aid(rows: pd.DataFrame, known: pd.DataFrame, *, kerja: bool) -> pd.DataFrame:
    """Families per need and state of aid, in the words of the forms: AID_LABELS' columns.

    In mode tayang a need with a cell of 1 to 4 keeps only its total.
    """
    long = rows[["kebutuhan", "bantuan"]].explode("kebutuhan")
    table = pd.crosstab(long["kebutuhan"], long["bantuan"]).reindex(
        columns=list(BANTUAN), fill_value=0
    )
    table = known[["kebutuhan", "nama"]].merge(table, on="kebutuhan", how="inner")
    total = table[list(BANTUAN)].sum(axis=1)
    small = ((table[list(BANTUAN)] > 0) & (table[list(BANTUAN)] < MIN_ROWS)).any(axis=1) & (
        not kerja
    )
    for name in BANTUAN:
        words = [bahasa.angka(each) for each in table[name]]
        table[name] = [
            "disembunyikan" if hidden else word for word, hidden in zip(words, small, strict=True)
        ]
    table["jumlah"] = [count(int(each), kerja=kerja) for each in total]
    order = total.sort_values(ascending=False).index
    return table.loc[order, list(AID_LABELS)].reset_index(drop=True)


def aid_headline(rows: pd.DataFrame, area: str, *, kerja: bool) -> str:
    """How many of the listed families have had aid, as the forms ask it."""
    states = rows["bantuan"].value_counts()
    numbers = [int(states.get(state, 0)) for state in BANTUAN]
    hidden = not kerja and any(0 < number < MIN_ROWS for number in numbers)
    start = f"{area}: dari {count(len(rows), kerja=kerja)} keluarga"
    if hidden:
        got = int(states.get("diterima", 0) + states.get("sudah_menerima", 0))
        if 0 < got < MIN_ROWS or 0 < len(rows) - got < MIN_ROWS:
            return f"{start}, rincian bantuannya disembunyikan karena angkanya kecil ({HIDDEN})."
        return f"{start}, {bahasa.angka(got)} menerima bantuan; rinciannya disembunyikan (angka kecil)."
    told = zip(BANTUAN.values(), numbers, strict=True)
    parts = [f"{bahasa.angka(number)} {words.lower()}" for words, number in told if number]
    return f"{start}, bantuan: {'; '.join(parts)}."
