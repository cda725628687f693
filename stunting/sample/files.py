"""The sample as the files a district has in hand: individual exports of e-PPGBM."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter
from lokal import wilayah

_HEADERS = {
    "kini": (
        "No,NIK,Nama,JK,Tgl Lahir,BB Lahir,TB Lahir,Nama Ortu,Prov,Kab/Kota,Kec,Pukesmas,Desa/Kel,"
        "Posyandu,RT,RW,Alamat,Usia Saat Ukur,Tanggal Pengukuran,Berat,Tinggi,Cara Ukur,LiLA,BB/U,"
        "ZS BB/U,TB/U,ZS TB/U,BB/TB,ZS BB/TB,Naik Berat Badan,Jml Vit A,KPSP,KIA,Kelas Ibu Balita,"
        "MBG,Detail"
    ).split(","),
    "lama": (
        "NIK,Nama,JK,Tgl Lahir,BB Lahir,TB Lahir,Nama Ortu,Prov,Kab/Kota,Kec,Pukesmas,Desa/Kel,"
        "Posyandu,RT,RW,Alamat,Usia Saat Ukur,Tanggal Pengukuran,Berat,Tinggi,LiLA,BB/U,ZS BB/U,"
        "TB/U,ZS TB/U,BB/TB,ZS BB/TB,Naik Berat Badan,PMT Diterima (kg),Jml Vit A,KPSP,KIA"
    ).split(","),
}
_COPIED = {
    "Nama": "nama",
    "JK": "jenis_kelamin",
    "BB Lahir": "bb_lahir",
    "TB Lahir": "pb_lahir",
    "Nama Ortu": "nama_ibu",
    "Pukesmas": "puskesmas",
    "Posyandu": "posyandu",
    "RT": "rt",
    "RW": "rw",
    "Alamat": "alamat",
    "Berat": "bb_kg",
    "Tinggi": "tb_cm",
    "LiLA": "lila_cm",
    "ZS BB/U": "z_bbu_sumber",
    "ZS TB/U": "z_tbu_sumber",
    "ZS BB/TB": "z_bbtb_sumber",
    "Naik Berat Badan": "naik_bb",
}
# Index: (class up to and without the limit, ...), the class above the last limit.
_CLASSES = {
    "BB/U": (
        "z_bbu_sumber",
        (-3, -2, 1),
        ("Sangat Kurang", "Kurang", "Berat Badan Normal", "Risiko Lebih"),
    ),
    "TB/U": ("z_tbu_sumber", (-3, -2, 3), ("Sangat Pendek", "Pendek", "Normal", "Tinggi")),
    "BB/TB": (
        "z_bbtb_sumber",
        (-3, -2, 1, 2, 3),
        ("Gizi Buruk", "Gizi Kurang", "Gizi Baik", "Risiko Gizi Lebih", "Gizi Lebih", "Obesitas"),
    ),
}
_NOT_RECORDED = {"BB Lahir": 0.0, "TB Lahir": 8888.0, "Tinggi": 0.0, "LiLA": 0.0}
_TITLE = "LAPORAN PENGUKURAN BALITA"


def write_eppgbm(
    frames: dict[str, pd.DataFrame],
    path: Path,
    *,
    layout: str = "kini",
    kabkota: str | None = None,
    rows: int | None = None,
    messy: bool = False,
    masked: bool = False,
    clean: bool = False,
) -> int:
    """Write ``frames["pengukuran"]`` as an e-PPGBM export; returns the number of rows.

    The ending of ``path`` decides: .csv or .xlsx. ``layout`` kini (2025-2026) or lama; ``kabkota`` and
    ``rows`` limit what is written. ``messy``: a title row above the header, semicolons, decimal comma,
    days first, 0 or 8888 for what was not recorded, names of areas in capitals, and in a CSV a
    byte order mark. ``masked``: no NIK
    in full. ``clean``: without the rows an import refuses and without repeated child-days.
    Raises ValueError when ``rows`` are asked for that are not there.
    """
    chosen = frames["pengukuran"]
    if kabkota is not None:
        chosen = chosen[chosen["kabkota"] == kabkota]
    if clean:
        chosen = accepted(chosen)
    if rows is not None:
        if rows > len(chosen):
            raise ValueError(f"{rows} rows wanted, the frames hold {len(chosen)}")
        chosen = chosen.iloc[:rows]
    table = export_table(chosen, layout=layout, messy=messy, masked=masked)
    if Path(path).suffix == ".xlsx":
        _write_xlsx(table, Path(path), messy)
    else:
        _write_csv(table, Path(path), messy)
    return len(table)


def export_table(rows: pd.DataFrame, *, layout: str, messy: bool, masked: bool) -> pd.DataFrame:
    """The cells of an export under its verbatim header; numbers stay numbers, missing is ``-``."""
    table = pd.DataFrame({header: rows[name] for header, name in _COPIED.items()})
    day = "%d/%m/%Y" if messy else "%Y-%m-%d"
    table["NIK"] = _numbers(rows, masked)
    table["Tgl Lahir"] = rows["tanggal_lahir"].dt.strftime(day)
    table["Tanggal Pengukuran"] = rows["tanggal"].dt.strftime(day)
    table["Usia Saat Ukur"] = age_text(rows["tanggal_lahir"], rows["tanggal"])
    table["Cara Ukur"] = rows["cara_ukur"].str.capitalize()
    for header, column, width in (
        ("Prov", "kabkota", 2),
        ("Kab/Kota", "kabkota", None),
        ("Kec", "kecamatan", None),
        ("Desa/Kel", "desa", None),
    ):
        names = rows[column].str[:width].map(_names(rows[column].str[:width], messy))
        table[header] = names
    for header, (column, limits, classes) in _CLASSES.items():
        table[header] = _classify(rows[column], limits, classes)
    months = rows["tanggal"].dt.month
    old_enough = (rows["tanggal"] - rows["tanggal_lahir"]).dt.days > 183
    table["Jml Vit A"] = np.where(months.isin((2, 8)) & old_enough, "1", "-")
    table["KIA"] = "Ya"
    table["No"] = np.arange(1, len(rows) + 1)
    if messy:
        table = table.fillna(_NOT_RECORDED)
    table = table.reindex(columns=_HEADERS[layout]).astype(object)
    return table.where(table.notna(), "-").reset_index(drop=True)


def age_text(born: pd.Series, measured: pd.Series) -> pd.Series:
    """Age in the words of the export: ``2 Tahun - 3 Bulan - 10 Hari``; ``-`` before birth."""
    month_day = born.dt.day
    months = (measured.dt.year - born.dt.year) * 12 + measured.dt.month - born.dt.month
    months -= measured.dt.day < month_day
    start = (born.to_numpy().astype("M8[M]") + months.to_numpy()).astype("M8[D]")
    days = (measured.to_numpy().astype("M8[D]") - start).astype(int) - (month_day - 1)
    words = (
        (months // 12).astype(str) + " Tahun - " + (months % 12).astype(str) + " Bulan - "
        + days.clip(lower=0).astype(str) + " Hari"
    )  # fmt: skip
    return words.where(measured >= born, "-")


def accepted(rows: pd.DataFrame) -> pd.DataFrame:
    possible = rows[
        rows["jenis_kelamin"].notna()
        & (rows["tanggal"] >= rows["tanggal_lahir"])
        & (rows["bb_kg"] < 100)
    ]
    return possible.drop_duplicates(["no_kk", "tanggal_lahir", "tanggal"], keep="last")


def _numbers(rows: pd.DataFrame, masked: bool) -> pd.Series:
    """NIK as printed: where it is not known in full, most rows show its first digits and asterisks."""
    head = "99" + rows["kabkota"].str.replace(".", "", regex=False).str[:3] + "*" * 11
    if masked:
        return head
    empty = rows["nik"].isna() & rows["no_kk"].str[-1].isin(("0", "5"))
    return rows["nik"].fillna(head).mask(empty)


def _names(codes: pd.Series, messy: bool) -> dict[str, str]:
    names = {code: wilayah.wilayah_name(code) or code for code in codes.unique()}
    return {code: name.upper() if messy else name for code, name in names.items()}


def _classify(z: pd.Series, limits: tuple[int, ...], classes: tuple[str, ...]) -> pd.Series:
    # Below -2 is low, but +1 still belongs to the class under it: so the side differs by sign.
    lows = sum(limit < 0 for limit in limits)
    values = z.to_numpy()
    place = np.searchsorted(limits[:lows], values, side="right")
    place += np.searchsorted(limits[lows:], values, side="left")
    found = np.array(classes, dtype=object)[np.minimum(place, len(classes) - 1)]
    return pd.Series(np.where(np.isnan(values), "-", found), index=z.index)


def _write_csv(table: pd.DataFrame, path: Path, messy: bool) -> None:
    with open(path, "w", encoding="utf-8-sig" if messy else "utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";" if messy else ",")
        if messy:
            writer.writerow([_TITLE])
        writer.writerow(table.columns)
        cells = table.map(_with_comma) if messy else table
        writer.writerows(cells.itertuples(index=False, name=None))


def _with_comma(cell: object) -> object:
    return str(cell).replace(".", ",") if isinstance(cell, float) else cell


def _write_xlsx(table: pd.DataFrame, path: Path, messy: bool) -> None:
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Pengukuran")
        if messy:
            sheet.write_row(0, 0, [_TITLE])
        sheet.write_row(int(messy), 0, list(table.columns))
        for number, row in enumerate(table.itertuples(index=False, name=None), int(messy) + 1):
            sheet.write_row(number, 0, row)
