"""Keluarga berisiko: the list for the coordination meeting, coded in mode tayang, named in mode kerja."""

from __future__ import annotations

from collections import Counter

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import KELOMPOK, STATUS_BANTUAN
from stunting.presenters.rincian import Rincian

MIN_ROWS = 5
BANTUAN = {**STATUS_BANTUAN, "belum_tercatat": "Belum tercatat"}
AIDED = ("diterima", "sudah_menerima")
_STATES = ("sudah", "diproses", "belum")
_AID = {**dict.fromkeys(AIDED, "sudah"), "diproses": "diproses"}
OTHER_DESA = "(kurang dari 5 keluarga)"
HIDDEN = "kurang dari 5"
CODED_LABELS = {
    "urut": "No.",
    "kecamatan": "Kecamatan",
    "desa": "Desa/kelurahan",
    "alasan": "Mengapa didahulukan",
    "opd": "Layanan dari",
    "bantuan": "Bantuan",
    "kunjungan": "Kunjungan terakhir",
    "kelompok": "Anggota sasaran",
    "penyebab": "Penyebab",
    "skor": "Skor",
    "kode": "Kode keluarga",
}
_NAMES = {
    "urut": "No.",
    "nama_kepala": "Kepala keluarga",
    "no_kk": "Nomor KK",
    "alamat": "Alamat",
    "rt": "RT",
    "rw": "RW",
    "telepon": "Nomor HP",
}
NAMED_LABELS = {
    **_NAMES,
    **{name: CODED_LABELS[name] for name in CODED_LABELS if name not in _NAMES},
}
PLACE = "_tempat"  # by which a list is divided into sheets
NO_CENTRE = "Tanpa puskesmas"
# what wraps onto more lines, in pixels
WIDE = {"alasan": 640, "opd": 300, "bantuan": 230}


def headline(rows: pd.DataFrame, area: str, group: str, *, kerja: bool) -> str:
    """How many families need something, and how many lack a latrine and have had no aid."""
    if rows.empty:
        return f"Tidak ada keluarga yang cocok dengan pilihan ini di {area}."
    total = count(len(rows), kerja=kerja)
    waiting = rows["kebutuhan"].map(lambda needs: "jamban" in needs) & ~rows["bantuan"].isin(AIDED)
    said = f"{area}: {total} keluarga dengan {group[:1].lower()}{group[1:]} punya kebutuhan yang tercatat"
    if not kerja and 0 < len(rows) - waiting.sum() < MIN_ROWS:
        return f"{said}."  # the number would point at the few that are left
    return (
        f"{said}; {count(int(waiting.sum()), kerja=kerja)} di antaranya tanpa jamban layak dan belum "
        "menerima bantuan."
    )


def behind(
    rows: pd.DataFrame, needs: pd.DataFrame, area: str, group: str, *, kerja: bool
) -> list[Rincian]:
    """What ``headline`` rests on; ``needs``: the counted needs as this mode shows them."""
    if rows.empty:
        return []
    named = [
        f"{row.nama} {HIDDEN if pd.isna(row.jumlah) else bahasa.angka(row.jumlah)}"
        for row in needs.itertuples()
    ]
    return [
        Rincian(
            headline(rows, area, group, kerja=kerja),
            f"Keluarga menurut kebutuhannya (satu keluarga bisa punya beberapa): {', '.join(named)}. Belum "
            "menerima bantuan: tidak ada bantuan yang tercatat diterima atau sudah menerima.",
        )
    ]


def count(number: int, *, kerja: bool) -> str:
    """A number of families as this mode may say it."""
    if not kerja and 0 < number < MIN_ROWS:
        return HIDDEN
    return bahasa.angka(number)


def why_not_listed(rows: pd.DataFrame) -> str:
    """What stands where the list would be when it is empty."""
    if rows.empty:
        return (
            "Tidak ada keluarga yang cocok. Longgarkan pilihan di atas, atau masukkan data keluarga "
            "(Verval KRS) lewat buku kerja di halaman Impor."
        )
    return (
        "Kurang dari 5 keluarga cocok dengan pilihan ini. Di mode tayang daftar sekecil itu tidak "
        "ditampilkan; buka mode kerja atau longgarkan pilihan."
    )


def chosen_words(need: str | None, known: pd.DataFrame) -> str:
    """The chosen need in words, for the file."""
    found = known.loc[known["kebutuhan"] == need, "nama"]
    return "semua kebutuhan" if found.empty else found.iloc[0]


def coded(rows: pd.DataFrame, opd: dict[str, str]) -> pd.DataFrame:
    """The list as mode tayang shows it: codes, coarse columns, desa only with five families behind it.

    Empty when fewer than five families match.
    """
    return _coded(rows if len(rows) >= MIN_ROWS else rows.iloc[0:0], opd)


def _coded(rows: pd.DataFrame, opd: dict[str, str]) -> pd.DataFrame:
    behind = rows.groupby("kode_desa")["keluarga_id"].transform("size")
    return pd.DataFrame(
        {
            "urut": range(1, len(rows) + 1),
            "kode": rows["keluarga_id"].to_numpy(),
            "kecamatan": rows["kecamatan"].to_numpy(),
            "desa": rows["desa"].where(behind >= MIN_ROWS, OTHER_DESA).to_numpy(),
            "kelompok": [_groups(groups) for groups in rows["kelompok"]],
            "alasan": ["; ".join(reasons) for reasons in rows["alasan"]],
            "opd": [", ".join(opd.get(code, code) for code in codes) for codes in rows["opd"]],
            "bantuan": rows["bantuan"].map(BANTUAN).to_numpy(),
            "kunjungan": [
                "belum tercatat" if pd.isna(day) else bahasa.bulan(day)
                for day in rows["kunjungan_terakhir"]
            ],
            "penyebab": ["; ".join(causes) for causes in rows["penyebab"]],
            "skor": rows["skor"].to_numpy(),
        }
    )


def named(rows: pd.DataFrame, identities: pd.DataFrame, opd: dict[str, str]) -> pd.DataFrame:
    """The list with names and addresses, for mode kerja; desa always, the day of the last visit."""
    table = _coded(rows, opd).assign(
        desa=rows["desa"].to_numpy(),
        kunjungan=[
            "belum tercatat" if pd.isna(day) else bahasa.tanggal_pendek(day)
            for day in rows["kunjungan_terakhir"]
        ],
    )
    return table.merge(identities, left_on="kode", right_on="keluarga_id", how="left").drop(
        columns="keluarga_id"
    )


def by_place(table: pd.DataFrame, rows: pd.DataFrame, column: str, *, kerja: bool) -> pd.DataFrame:
    """The listed rows with PLACE, the desa or puskesmas that visits them; in the order of the list.

    In mode tayang a place with fewer than five families shares the sheet of those that are not named.
    """
    centres = rows.set_index("keluarga_id")["puskesmas"].fillna(NO_CENTRE)
    place = table["desa"] if column == "desa" else table["kode"].map(centres)
    if not kerja:
        few = place.map(place.value_counts()) < MIN_ROWS
        place = place.mask(few, OTHER_DESA)
    return table.assign(**{PLACE: place})


def needs(rows: pd.DataFrame, known: pd.DataFrame, *, kerja: bool) -> pd.DataFrame:
    """Families per need and state of aid: kebutuhan, nama, opd, sudah, diproses, belum, jumlah.

    In mode tayang a need with a cell of 1 to 4 families keeps only its total, or "kurang dari 5".
    """
    counts = Counter(
        (need, _AID.get(status, "belum"))
        for needs, status in zip(rows["kebutuhan"], rows["bantuan"], strict=True)
        for need in needs
    )
    table = pd.DataFrame(
        [
            (need, *(counts[need, state] for state in _STATES))
            for need in dict.fromkeys(n for n, _ in counts)
        ],
        columns=["kebutuhan", *_STATES],
    )
    table = known[["kebutuhan", "nama", "opd"]].merge(table, on="kebutuhan", how="inner")
    table["jumlah"] = table[list(_STATES)].sum(axis=1)
    if not kerja:
        cells = table[list(_STATES)]
        small = ((cells > 0) & (cells < MIN_ROWS)).any(axis=1)
        table[cells.columns] = cells.astype("Int64").mask(small)
        table["jumlah"] = table["jumlah"].astype("Int64").mask(table["jumlah"] < MIN_ROWS)
    return table.sort_values("jumlah", ascending=False, na_position="last", ignore_index=True)


def _groups(groups: list[str]) -> str:
    shown = [group for group in groups if not (group == "balita" and "baduta" in groups)]
    return ", ".join(KELOMPOK[group] for group in shown) or "PUS"
