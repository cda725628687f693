"""Frames of the pages as pictures of the presentation: the same figures, the same order, the same words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from stunting import bahasa, boundaries, theme
from stunting.charts import kasus as growth_chart
from stunting.charts import map as kecamatan_map
from stunting.charts import ranking, trend
from stunting.charts.classes import Classes
from stunting.charts.wording import RATE, TIER_PHRASE
from stunting.paparan.gambar import (
    Aliran,
    Arus,
    Batang,
    Butir,
    Daerah,
    Garis,
    Peta,
    Seri,
    Tabel,
    Tumpukan,
    Urutan,
)
from stunting.presenters.neraca import KELUAR, MASUK, Flows
from stunting.stats.tiers import DISEMBUNYIKAN, RENDAH, TANPA_DATA, TINGGI

_STATES = {
    "selesai": theme.STATUS["selesai"],
    "terlambat": theme.STATUS["terkendala"],
    "berjalan": theme.STATUS["proses"],
    "belum ada laporan": theme.STATUS["belum_ada_laporan"],
    "batal": theme.STATUS["belum"],
}


def rates(
    frame: pd.DataFrame, district: pd.Series, indikator: pd.Series, chosen: str | None, judul: str
) -> Urutan:
    """The kecamatan by rate, highest first, with intervals and the district's rate as a line.

    ``frame``: the standard frame; who has no figure stands last and says why.
    """
    known = frame[frame["rasio"].notna()].sort_values(["rasio", "nama"], ascending=[False, True])
    rows = pd.concat([known, frame[frame["rasio"].isna()].sort_values("nama")])
    line = None
    if pd.notna(district["rasio"]):
        line = (float(district["rasio"]), f"{district['nama']} {bahasa.persen(district['rasio'])}")
    return Urutan(
        judul,
        ranking.describe(frame, district, indikator["nama"], chosen=chosen),
        tuple(_rate(row, chosen) for row in rows.to_dict("records")),
        persen=True,
        acuan=line,
    )


def _rate(row: Mapping, chosen: str | None) -> Batang:
    tier, mine = row["tingkat"], row["kode_kecamatan"] == chosen
    if pd.isna(row["rasio"]):
        return Batang(row["nama"], None, TIER_PHRASE[tier], theme.TIER[tier], dipilih=mine)
    words = f"{theme.TIER_MARK[tier]} {bahasa.persen(row['rasio'])}"
    return Batang(
        row["nama"],
        float(row["rasio"]),
        f"{words} · {bahasa.n_dari(row['pembilang'], row['penyebut'])}",
        theme.TIER[tier],
        *(None if pd.isna(row[end]) else float(row[end]) for end in ("bawah", "atas")),
        dipilih=mine,
    )


def district_map(
    frame: pd.DataFrame,
    district: pd.Series,
    indikator: pd.Series,
    scale: Classes,
    *,
    kode_kabkota: str,
    chosen: str | None,
    judul: str,
    overlay: Path | None,
) -> Peta:
    """The map of Peta: fills by class, hatched where nobody was measured, the tier's sign beside the name."""
    rows = {row["kode_kecamatan"]: row for row in frame.to_dict("records")}
    areas = []
    for feature in boundaries.kecamatan(kode_kabkota, overlay)["features"]:
        code = feature["properties"]["kode"]
        row = rows.get(code, {"nama": code, "rasio": float("nan"), "tingkat": TANPA_DATA})
        tier = row["tingkat"]
        fill = {TANPA_DATA: theme.NO_DATA_FILL, DISEMBUNYIKAN: theme.HIDDEN_FILL}.get(tier)
        known = fill is None and pd.notna(row["rasio"])
        areas.append(
            Daerah(
                code,
                row["nama"],
                feature["geometry"],
                tuple(feature["properties"]["titik"]),
                scale.colour(row["rasio"]) if known else fill or theme.NO_DATA_FILL,
                bahasa.persen(row["rasio"]) if known else "",
                arsir=tier == TANPA_DATA,
                dipilih=code == chosen,
                tanda=theme.TIER_MARK[tier] if tier in (TINGGI, RENDAH) else "",
            )
        )
    swatches = kecamatan_map.legend(frame, scale, RATE)
    return Peta(
        judul,
        kecamatan_map.describe(frame, district, indikator["nama"], scale, chosen=chosen),
        tuple(areas),
        tuple(
            (each.colour, each.text, each.bentuk == "arsir")
            for each in swatches
            if each.bentuk in ("kotak", "arsir")
        ),
        tuple(each["geometry"] for each in boundaries.neighbours(kode_kabkota)["features"]),
        boundaries.source_note(overlay, kode_kabkota),
    )


def over_cycles(
    chosen: pd.DataFrame,
    district: pd.DataFrame,
    indikator: pd.Series,
    *,
    kecamatan: str | None,
    kabkota: str,
    judul: str,
) -> Garis:
    """The rate cycle by cycle: the chosen kecamatan before the district, or the district alone."""
    cycles = sorted(set(district["siklus"]))

    def line(rows: pd.DataFrame, name: str, colour: str, *, dashed: bool = False) -> Seri:
        found = rows.set_index("siklus").reindex(cycles)
        values = {end: tuple(map(_number, found[end])) for end in ("rasio", "bawah", "atas")}
        ends = ((), ()) if dashed else (values["bawah"], values["atas"])
        return Seri(name, colour, values["rasio"], *ends, putus=dashed)

    lines = [line(district, kabkota, theme.PRIMARY)]
    if kecamatan:
        lines = [
            line(chosen, kecamatan, theme.PRIMARY),
            line(district, kabkota, theme.MUTED, dashed=True),
        ]
    subject = chosen if kecamatan else district.iloc[0:0]
    return Garis(
        judul,
        trend.describe_cycles(subject, district, indikator["nama"]),
        tuple(map(bahasa.siklus_pendek, cycles)),
        tuple(float(number) for number in range(len(cycles))),
        tuple(lines),
    )


def ledger(area: Flows, judul: str, alt: str) -> Arus:
    """The ledger of Neraca: who stayed, who came, who went."""
    ways = [Aliran("tetap stunting", area.get("tetap", 0), theme.MUTED, "")]
    for names, sign, colour in (
        (MASUK, "+", theme.STATUS["terkendala"]),
        (KELUAR, "-", theme.STATUS["belum"]),
    ):
        for name, words in names.items():
            if area.get(name):
                own = theme.STATUS["selesai"] if name == "tidak_lagi" else colour
                ways.append(Aliran(words, area[name], own, sign))
    return Arus(
        judul,
        alt,
        (area.get("awal", 0), "siklus lalu"),
        (area.get("akhir", 0), "sekarang"),
        tuple(each for each in ways if each.jumlah),
    )


def counts(
    names: Sequence[str], numbers: Sequence[int], total: int, judul: str, alt: str, unit: str = "kasus"
) -> Urutan:  # fmt: skip
    """How many of the ``total`` each name is about: bars of counts, in the order given."""
    return Urutan(
        judul,
        alt,
        tuple(
            Batang(
                name,
                float(number),
                f"{bahasa.angka(number)} dari {bahasa.angka(total)} {unit}",
                theme.PRIMARY,
            )
            for name, number in zip(names, numbers, strict=True)
        ),
        persen=False,
    )


def stacked(
    table: pd.DataFrame, name: str, parts: Mapping[str, tuple[str, str]], judul: str, alt: str
) -> Tumpukan:
    """One bar per row of ``table``, called ``name``; ``parts``: column -> (words, colour), unused ones go."""
    used = {column: told for column, told in parts.items() if table[column].fillna(0).any()}
    return Tumpukan(
        judul,
        alt,
        tuple(used.values()),
        tuple(
            (str(row[name]), tuple(int(row[column]) for column in used))
            for row in table.to_dict("records")
        ),
    )


def task_states(
    tasks: pd.DataFrame, count: Callable[[pd.DataFrame], Mapping[str, int]], judul: str, alt: str
) -> Tumpukan:
    """The tasks by office, each once: done, late, going on, silent, given up."""
    rows = [
        {"opd": office, **count(own)}
        for office, own in tasks.groupby(tasks["opd"].fillna("Belum ada OPD"), sort=True)
    ]
    table = pd.DataFrame(rows)
    table = table.sort_values(["terlambat", "opd"], ascending=[False, True])
    return stacked(table, "opd", {n: (n, colour) for n, colour in _STATES.items()}, judul, alt)


def growth(rows: pd.DataFrame, band: pd.DataFrame, judul: str) -> Garis:
    """The child's length or height by age in months over the WHO lines, at the ages it was measured."""
    oldest = int(rows["umur_bulan"].max())
    ages = sorted({0.0, *map(float, rows["umur_bulan"]), float(min(60, oldest + 6))})
    lines = band.set_index("umur_bulan")[["median", "minus_dua", "minus_tiga"]]
    at = lines.reindex(sorted({*lines.index, *ages})).interpolate("index").loc[ages]
    own = rows.drop_duplicates("umur_bulan").set_index("umur_bulan")["tb_cm"].reindex(ages)
    who = (
        ("median", "median WHO", theme.MUTED),
        ("minus_dua", "-2 SD", theme.STATUS["terkendala"]),
        ("minus_tiga", "-3 SD", theme.SEQUENCE["turun_baik"][-1]),
    )
    return Garis(
        judul,
        growth_chart.describe_growth(rows),
        _every_half_year(ages, float(rows["umur_bulan"].max())),
        tuple(ages),
        (
            *(Seri(words, colour, tuple(at[name]), putus=True) for name, words, colour in who),
            Seri(
                "anak ini", theme.PRIMARY, tuple(map(_number, own))
            ),  # last: over the lines it is near
        ),
        persen=False,
        satuan="cm",
        dari_nol=False,
    )


def _every_half_year(ages: Sequence[float], measured: float) -> tuple[str, ...]:
    """Words for about every sixth month, for the last one ``measured`` and the end; "" between them."""
    said, last = [], -6.0
    for age in ages:
        if age < measured:
            due = age - last >= 6 and measured - age >= 4
        else:
            due = age == measured or age - measured >= 4
        said.append(f"{bahasa.angka(age)} bln" if due else "")
        last = age if due else last
    return tuple(said)


def words_table(
    rows: pd.DataFrame,
    labels: Mapping[str, str],
    judul: str,
    *,
    wide: Mapping[str, float] | None = None,
    formats: Mapping[str, Callable[[object], str]] | None = None,
) -> Tabel:
    """Rows in words. ``wide``: columns that get more than one share of the width; numbers stand right."""
    shares = {name: (wide or {}).get(name, 1.0) for name in labels}
    numbers = {name for name in labels if pd.api.types.is_numeric_dtype(rows[name])}
    return Tabel(
        judul,
        f"Tabel {judul}: {bahasa.angka(len(rows))} baris.",
        tuple(
            (label, shares[name] / sum(shares.values()), "kanan" if name in numbers else "kiri")
            for name, label in labels.items()
        ),
        tuple(
            tuple(_cell(row[name], (formats or {}).get(name)) for name in labels)
            for row in rows.to_dict("records")
        ),
    )


def points(pairs: Sequence[tuple[str, str]], judul: str) -> Butir:
    """What is said, point by point; its alternative text is all of it."""
    said = "; ".join(": ".join(part for part in pair if part) for pair in pairs)
    return Butir(judul, f"{judul}: {said}.", tuple(pairs))


def _cell(value: object, form: Callable[[object], str] | None) -> str:
    if form is not None:
        return form(value)
    if isinstance(value, str):
        return value
    if isinstance(value, pd.Timestamp):
        return bahasa.tanggal_pendek(value)
    return bahasa.angka(value) if isinstance(value, (int, float)) else bahasa.KOSONG


def _number(value: object) -> float | None:
    return None if pd.isna(value) else float(value)
