"""Rapor: every indicator of every kecamatan on one screen, each against its district.

No sum, no mark, no order of merit: a cell says whether its rate lies outside what chance gives
(stats/tiers.py, at the level that hundreds of cells ask for), and whether that is the better or the worse
side.
"""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from stunting import bahasa
from stunting.charts.wording import figures as counts_in_words
from stunting.imports.fields import KELOMPOK
from stunting.kept import once
from stunting.presenters import figures, sentences, wilayah
from stunting.presenters.rincian import Rincian
from stunting.stats import claims, rates, suppression, tiers
from stunting.stats.tiers import BAIK, PERLU, SAMA

# The order of life, so that a row reads from before the marriage to the child.
ORDER = ("catin", "bumil", "pascasalin", "baduta", "balita", "keluarga")
GROUPS = KELOMPOK | {"keluarga": "Keluarga"}
LABELS = {
    "nama": "Kecamatan",
    "kelompok": "Kelompok",
    "indikator": "Indikator",
    **figures.RATE_LABELS,
    "nilai": "Artinya",
}


@once
def of_district(
    ask: Callable[..., pd.DataFrame], kode_kabkota: str, siklus: str, main: str, **hide
) -> pd.DataFrame:
    """``cells`` of one district and cycle."""
    return cells(
        ask("indikator_wilayah", kode_kabkota=kode_kabkota, siklus=siklus),
        ask("indikator_daftar"),
        wilayah.kecamatan(ask, kode_kabkota),
        main,
        **hide,
    )


def cells(
    rows: pd.DataFrame,
    indikator: pd.DataFrame,
    names: pd.Series,
    main: str,
    *,
    hide_small: bool,
    threshold: int,
) -> pd.DataFrame:
    """One row per kecamatan and indicator that has data in the district, also where the kecamatan has none.

    ``rows``: indikator_wilayah; ``indikator``: indikator_daftar, in its order; ``names``: kode_kecamatan ->
    nama; ``main``: the indicator the meeting is about, judged as on the map. Columns: kode_kecamatan, nama,
    kode (of the indicator), kelompok, indikator (short name), arah, pembilang, penyebut, rasio, bawah,
    atas, tingkat, nilai.
    """
    kecamatan = rows[rows["kode"].isin(names.index)]
    known = indikator[indikator["indikator"].isin(kecamatan["indikator"])]
    known = known.sort_values("kelompok", key=lambda column: column.map(ORDER.index), kind="stable")
    if known.empty:
        return pd.DataFrame(columns=["kode_kecamatan", "kode", *LABELS])
    table = rates.with_intervals(_every_cell(kecamatan, known, names))
    screen = claims.Screen(main, len(names), len(known))
    judged = [
        tiers.tiers(part, level=screen.tier(code))
        for code, part in table.groupby("kode", sort=False)[["pembilang", "penyebut"]]
    ]
    table["tingkat"] = pd.concat(judged)
    if hide_small:
        table = suppression.suppress(table, threshold, by="kode")
    table["nilai"] = [
        tiers.meaning(tier, arah)
        for tier, arah in zip(table["tingkat"], table["arah"], strict=True)
    ]
    return table


def _every_cell(rows: pd.DataFrame, known: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Each indicator in each kecamatan with its counts, missing where there are none; in one pass."""
    counts = rows[
        rows.columns.intersection(
            ["kode", "indikator", "pembilang", "penyebut", *suppression.INDUK]
        )
    ].rename(columns={"kode": "kode_kecamatan", "indikator": "kode"})
    places = pd.DataFrame({"kode_kecamatan": names.index, "nama": names.to_numpy()})
    wanted = known.rename(columns={"indikator": "kode", "nama_pendek": "indikator"})
    grid = wanted[["kode", "kelompok", "indikator", "arah"]].merge(places, how="cross")
    table = grid.merge(counts, how="left", on=["kode_kecamatan", "kode"])
    first = ["kode_kecamatan", "nama"]
    rest = ["kode", "kelompok", "indikator", "arah"]
    return table[[*first, *(c for c in table if c not in (*first, *rest)), *rest]]


def written(table: pd.DataFrame) -> pd.DataFrame:
    """The cells as a workbook has them: ratios in percent with one decimal, codes in words."""
    ratios = ("rasio", "bawah", "atas")
    return table.assign(
        **{name: (table[name].astype("float64") * 100).round(1) for name in ratios},
        kelompok=table["kelompok"].map(GROUPS),
        tingkat=table["tingkat"].map(tiers.TINGKAT),
        nilai=table["nilai"].map(tiers.NILAI),
    )


def headline(table: pd.DataFrame, kabkota: str, chosen: str | None = None) -> str:
    """How many cells are set apart, which way, and where most of the worse ones are."""
    word = sentences.district_word(kabkota)
    here = table if chosen is None else table[table["kode_kecamatan"] == chosen]
    shown = here[here["nilai"].isin([PERLU, BAIK, SAMA])]
    if shown.empty:
        return f"Rapor {kabkota}: belum ada angka yang dapat ditampilkan."
    who = kabkota if chosen is None else shown["nama"].iloc[0]
    worse, better = shown[shown["nilai"] == PERLU], shown[shown["nilai"] == BAIK]
    total = bahasa.angka(len(shown))
    if worse.empty and better.empty:
        what = f"Rapor {who}: {total} angka dibandingkan dengan {word}, semuanya setara"
        return f"{what} (selisih belum meyakinkan)."
    said = f"Rapor {who}: dari {total} angka, {bahasa.angka(len(worse))} perlu perhatian"
    if len(worse):
        said += f" ({_where(worse, by='nama' if chosen is None else 'indikator')})"
    return f"{said}, {bahasa.angka(len(better))} lebih baik dari {word}, selebihnya setara."


def behind(table: pd.DataFrame, kabkota: str, chosen: str | None = None) -> list[Rincian]:
    """What the clauses of ``headline`` rest on: how many cells there are, and those set apart by name."""
    here = table if chosen is None else table[table["kode_kecamatan"] == chosen]
    shown = here[here["nilai"].isin([PERLU, BAIK, SAMA])]
    if shown.empty:
        return []
    counts = here["nilai"].value_counts()
    parts = [
        f"{bahasa.angka(counts[state])} {tiers.NILAI[state]}"
        for state in (PERLU, BAIK, SAMA, tiers.TANPA_DATA, tiers.DISEMBUNYIKAN)
        if counts.get(state)
    ]
    total = Rincian(
        f"{bahasa.angka(len(shown))} angka",
        f"{bahasa.angka(len(here))} sel (kecamatan x indikator): {', '.join(parts)}.",
    )
    worse, better = shown[shown["nilai"] == PERLU], shown[shown["nilai"] == BAIK]
    if worse.empty and better.empty:
        return [total]
    by = "nama" if chosen is None else "indikator"
    word = sentences.district_word(kabkota)
    where = f" ({_where(worse, by=by)})" if len(worse) else ""
    return [
        total,
        Rincian(f"{bahasa.angka(len(worse))} perlu perhatian{where}", _cells(worse)),
        Rincian(f"{bahasa.angka(len(better))} lebih baik dari {word}", _cells(better)),
    ]


def _cells(cells: pd.DataFrame) -> str:
    """Up to twelve cells by name, worded as everywhere; the others are coloured in the picture."""
    if cells.empty:
        return "Tidak ada."
    named = [
        f"{row.nama}, {row.indikator}: {counts_in_words(row._asdict())}"
        for row in cells.head(12).itertuples()
    ]
    rest = len(cells) - len(named)
    return "; ".join(named) + (f"; dan {bahasa.angka(rest)} lainnya." if rest else ".")


def _where(worse: pd.DataFrame, by: str) -> str:
    """ "Ngoro 3 dan Pacet 1", up to three names."""
    counts = worse.groupby(by, sort=False).size().sort_values(ascending=False, kind="stable")
    if by == "indikator":
        return bahasa.daftar(counts.index.tolist()[:3]) + (
            " dan lainnya" if len(counts) > 3 else ""
        )
    if len(counts) > 3:
        return f"di {bahasa.angka(len(counts))} kecamatan"
    return bahasa.daftar([f"{name} {bahasa.angka(count)}" for name, count in counts.items()])


def district(rows: pd.DataFrame, kode: str, *, hide_small: bool, threshold: int) -> pd.Series:
    """The district's ratio by indicator code; missing where its own count is small."""
    own = rates.with_intervals(rows[rows["kode"] == kode]).set_index("indikator")
    if hide_small:
        return own["rasio"].mask(suppression.small_rows(own, threshold))
    return own["rasio"]
