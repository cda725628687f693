"""Penyebab: causes of audited cases, how many families share a case's pattern, what goes with stunting."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, reference
from stunting.charts.hubungan import times
from stunting.imports.fields import KELOMPOK
from stunting.presenters import keputusan as task_words
from stunting.presenters.rincian import Rincian
from stunting.stats import association

PENYEBAB, SERUPA, FAKTOR = "Penyebab kasus", "Kasus serupa", "Faktor risiko"
VIEWS = (PENYEBAB, SERUPA, FAKTOR)
FACTORS = {
    "jamban": "Tanpa jamban layak",
    "air": "Tanpa air minum layak",
    "rumah": "Rumah tidak layak huni",
    "miskin": "Peringkat kesejahteraan 1-2",
    "pendidikan_ibu": "Pendidikan ibu SD ke bawah",
    "terlalu_muda": "Ibu terlalu muda",
    "terlalu_lain": "Terlalu tua, dekat atau banyak",
}
FACTOR_LABELS = {
    "nama": "Faktor",
    "terpapar_stunting": "Stunting, dengan faktor",
    "terpapar": "Diukur, dengan faktor",
    "tidak_stunting": "Stunting, tanpa faktor",
    "tidak": "Diukur, tanpa faktor",
    "rasio": "Berapa kali lebih sering",
    "nilai": "Penilaian",
}
CYCLE_LABELS = {
    "siklus": "Siklus",
    "penyebab": "Penyebab",
    "kasus": "Kasus",
    "dari": "Kasus diaudit",
}
PLACE_LABELS = {
    "nama": "Kecamatan",
    "pembilang": "Keluarga dengan pola sama",
    "penyebut": "Keluarga di daftar",
}
NEUTRAL = "dilindungi"


def counted(cases: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """How many of these cases have each cause: penyebab, tingkat, kasus, most frequent first.

    Protected causes are counted under their neutral label, each case once.
    """
    long = cases[["kasus_id", "penyebab"]].explode("penyebab").dropna().drop_duplicates()
    table = long["penyebab"].value_counts().rename("kasus").rename_axis("penyebab").reset_index()
    known = dict(zip(levels["penyebab"], levels["tingkat"], strict=True))
    known |= dict(zip(levels["label_tayang"], levels["tingkat"], strict=True))
    table["tingkat"] = table["penyebab"].map(known)
    return table.sort_values(["kasus", "penyebab"], ascending=[False, True], ignore_index=True)


def of_group(cases: pd.DataFrame, kelompok: str | None, kecamatan: str | None) -> pd.DataFrame:
    """The cases of a group and a kecamatan, where they are chosen."""
    if kelompok:
        cases = cases[cases["kelompok"] == kelompok]
    return cases[cases["kode_kecamatan"] == kecamatan] if kecamatan else cases


def headline(table: pd.DataFrame, total: int, area: str, cycle: str, group: str) -> str:
    """The most frequent causes in counts; that a case may have several is said."""
    if not total:
        return f"{area}, {cycle}: belum ada kasus audit {group}."
    if table.empty:
        return (
            f"{area}, {cycle}: {bahasa.angka(total)} kasus diaudit, penyebabnya belum ditetapkan."
        )
    first = [
        f"{bahasa.di_tengah(row.penyebab)} {bahasa.angka(row.kasus)}"
        for row in table.head(3).itertuples()
    ]
    return (
        f"{area}, {cycle}: dari {bahasa.angka(total)} kasus, {bahasa.daftar(first)} kasus; satu kasus bisa "
        "punya beberapa penyebab."
    )


def behind(table: pd.DataFrame, total: int, area: str, cycle: str, group: str) -> list[Rincian]:
    """All causes with their counts."""
    named = ", ".join(f"{row.penyebab} {row.kasus}" for row in table.itertuples())
    return [
        Rincian(
            headline(table, total, area, cycle, group), f"Hitungan kasus: {named or 'tidak ada'}."
        )
    ]


def over_cycles(cases: pd.DataFrame, levels: pd.DataFrame) -> pd.DataFrame:
    """Causes of every cycle with the number of cases, newest first, with the columns of CYCLE_LABELS."""
    parts = []
    for siklus, own in cases.groupby("siklus", sort=True):
        table = counted(own, levels).assign(siklus=siklus, dari=len(own))
        parts.append(table)
    if not parts:
        return pd.DataFrame(columns=list(CYCLE_LABELS))
    both = pd.concat(parts[::-1], ignore_index=True)
    return both.assign(siklus=[bahasa.siklus(each) for each in both["siklus"]])[list(CYCLE_LABELS)]


def pattern(case: pd.Series) -> list[str]:
    """The causes of a case that the list of families knows too (table bobot)."""
    known = set(reference.table("bobot")["kode_penyebab"])
    return [code for code in case["kode_penyebab"] if code in known]


def cases_with_pattern(cases: pd.DataFrame) -> dict[str, str]:
    """Cases whose pattern can be looked for: code -> words."""
    return {
        row["kasus_id"]: f"{task_words.short(row['kasus_id'])} · {KELOMPOK[row['kelompok']]} · "
        f"{row['kecamatan']}"
        for _, row in cases.iterrows()
        if pattern(row)
    }


def pattern_words(codes: list[str]) -> str:
    """ "MPASI/ASI tidak tepat + Jamban tidak layak/BABS"."""
    names = reference.table("penyebab").set_index("kode_penyebab")["penyebab"]
    return " + ".join(names[code] for code in codes)


def alike_headline(
    case: pd.Series, codes: list[str], places: pd.DataFrame, district: pd.Series, f
) -> str:
    """How many un-audited families share the pattern of a case, and where most of them are."""
    total = district["pembilang"]
    said = f"{task_words.short(case['kasus_id'])} bukan satu-satunya: " if total else ""
    if pd.isna(total):
        code = task_words.short(case["kasus_id"])
        return f"Berapa keluarga lain berpola seperti {code} disembunyikan karena angkanya kecil."
    number = bahasa.angka(total)
    if not total:
        code = task_words.short(case["kasus_id"])
        return f"Tidak ada keluarga lain di {f.kabkota} dengan pola kasus {code}."
    shown = places[places["pembilang"].fillna(0) > 0].sort_values("pembilang", ascending=False)
    where = [f"{row.nama} {bahasa.angka(row.pembilang)}" for row in shown.head(3).itertuples()]
    most = f", terbanyak di {bahasa.daftar(where)}" if where else ""
    own = ""
    if f.kode_kecamatan:
        mine = places.loc[places["kode_kecamatan"] == f.kode_kecamatan, "pembilang"]
        if len(mine):
            value = mine.iloc[0]
            own = f"; di {f.kecamatan} {'disembunyikan' if pd.isna(value) else bahasa.angka(value)}"
    return f"{said}{number} keluarga yang belum diaudit punya pola yang sama{most}{own}."


def alike_behind(
    case: pd.Series, codes: list[str], places: pd.DataFrame, district: pd.Series, f
) -> list[Rincian]:
    """The pattern in words and the families it was looked for among."""
    return [
        Rincian(
            alike_headline(case, codes, places, district, f),
            f"Pola: {pattern_words(codes)}, kelompok {KELOMPOK[case['kelompok']]}. Dicari di antara "
            f"{bahasa.angka(district['penyebut'])} keluarga di daftar siklus ini; keluarga yang pernah "
            "diaudit tidak dihitung.",
        )
    ]


def factors(rows: pd.DataFrame, *, hide_small: bool, threshold: int) -> pd.DataFrame:
    """The factors with their ratios and FACTOR_LABELS' columns; small cells are left out in mode tayang.

    A factor with a small cell keeps no figure at all: its other cells would give it away.
    """
    parts = pd.DataFrame(
        {
            "a": rows["terpapar_stunting"],
            "b": rows["terpapar"] - rows["terpapar_stunting"],
            "c": rows["tidak_stunting"],
            "d": rows["tidak"] - rows["tidak_stunting"],
        }
    )
    small = ((parts > 0) & (parts < threshold)).any(axis=1) & hide_small
    counts = ["terpapar", "terpapar_stunting", "tidak", "tidak_stunting"]
    shown = rows.assign(nama=rows["faktor"].map(FACTORS))
    shown[counts] = shown[counts].astype("Int64").mask(small)
    found = association.prevalence_ratios(shown)
    return found.assign(
        rasio=[
            bahasa.KOSONG
            if pd.isna(row.rasio_prevalensi)
            else f"{times(row.rasio_prevalensi)} ({times(row.bawah)}–{times(row.atas)})"
            for row in found.itertuples()
        ],
        nilai=[
            "disembunyikan (angka kecil)"
            if hidden
            else "tidak dapat dihitung"
            if pd.isna(row.rasio_prevalensi)
            else "meyakinkan"
            if row.berbeda
            else "belum meyakinkan"
            for row, hidden in zip(found.itertuples(), small, strict=True)
        ],
    )


def factor_headline(found: pd.DataFrame, f) -> str:
    """The strongest convincing association; that it is one and no cause."""
    clear = found[found["berbeda"] & (found["rasio_prevalensi"] > 1)]
    start = f"{f.kabkota}, {f.cycle}: "
    if clear.empty:
        return (
            f"{start}belum ada keadaan keluarga yang meyakinkan berhubungan dengan stunting balita."
        )
    best = clear.sort_values("rasio_prevalensi").iloc[-1]
    return (
        f"{start}stunting {times(best['rasio_prevalensi'])} kali lebih sering pada balita dengan keadaan: "
        f"{bahasa.di_tengah(best['nama'])}; ini hubungan, bukan bukti sebab."
    )


def factor_behind(found: pd.DataFrame, f) -> list[Rincian]:
    """The counts behind each ratio."""
    said = [
        f"{row.nama}: {bahasa.n_dari(row.terpapar_stunting, row.terpapar)} dengan, "
        f"{bahasa.n_dari(row.tidak_stunting, row.tidak)} tanpa"
        for row in found.itertuples()
        if not pd.isna(row.terpapar)
    ]
    return [
        Rincian(
            factor_headline(found, f),
            f"Balita stunting dari yang diukur: {'; '.join(said) or 'tidak ada'}.",
        )
    ]
