"""People, families and monthly figures of a sheet into the base tables.

Each function takes the job and one checked sheet, adds the codes of people and families, and returns
the file rows by which something changed.
"""

from __future__ import annotations

import pandas as pd

from stunting.imports import areas, people, persons, tables
from stunting.imports.fields import AGREGAT_PARTS
from stunting.imports.job import Import, Rows, last, live, month, refuse_erased
from stunting.imports.tables import upsert
from stunting.imports.validate import Incoming
from stunting.imports.zscores import note_zscores


def pengukuran(job: Import, incoming: Incoming) -> pd.Index:
    rows = areas.puskesmas(live(incoming))
    if not {"nama", "nik"} & set(rows):
        incoming.findings.add("tanpa_nama_dan_nik")
    rows = people.identify(
        job.con, rows, job.salt, incoming.findings, incoming.labels, children=True
    )
    rows = last(incoming, rows, ["orang_id", "tanggal"])
    if rows.empty:
        return rows.index
    rows["umur_hari"] = (rows["tanggal"] - rows["tanggal_lahir"]).dt.days.astype("int64")
    _health_centres(job, rows)
    if "bb_lahir" in rows:
        rows["bb_lahir_g"] = (rows["bb_lahir"] * 1000).round().astype("Int64")
    if "pb_lahir" in rows:
        rows["pb_lahir_cm"] = rows["pb_lahir"]
    rows["bulan_lahir"] = month(rows["tanggal_lahir"])
    changed = persons.save(job.con, rows, job.impor_id)
    changed = changed.union(upsert(job.con, tables.PENGUKURAN, rows, job.impor_id))
    persons.enrol_children(job.con)
    incoming.agreement = note_zscores(job.con, incoming, rows)
    return changed


def skrining(job: Import, incoming: Incoming) -> pd.Index:
    rows = areas.puskesmas(live(incoming)).assign(jenis_kelamin="P")
    rows = people.identify(job.con, rows, job.salt, incoming.findings, incoming.labels)
    rows = last(incoming, rows, ["orang_id", "tanggal", "kelompok"])
    if rows.empty:
        return rows.index
    born = incoming.column("tanggal_lahir").loc[rows.index]
    age = _whole_years(born, rows["tanggal"])
    rows["umur"] = age.where(age.notna(), incoming.column("umur").loc[rows.index].astype("Int64"))
    rows["bulan_lahir"] = month(born)
    if {"bb_kg", "tb_cm"} <= set(rows):
        rows["imt"] = (rows["bb_kg"] / (rows["tb_cm"] / 100) ** 2).round(2)
    if "tanggal_bersalin" in rows:
        rows["bulan_bersalin"] = month(rows["tanggal_bersalin"])
    _health_centres(job, rows)
    # the birth weight on a mother's row is her baby's
    about_her = rows.drop(columns=["bb_lahir_g", "pb_lahir_cm"], errors="ignore")
    changed = persons.save(job.con, about_her, job.impor_id)
    changed = changed.union(upsert(job.con, tables.SKRINING, rows, job.impor_id))
    persons.enrol_women(job.con)
    return changed


def _whole_years(born: pd.Series, day: pd.Series) -> pd.Series:
    """Age in completed years, by the calendar; missing without a birth date."""
    before = (day.dt.month * 100 + day.dt.day) < (born.dt.month * 100 + born.dt.day)
    return (day.dt.year - born.dt.year - before).astype("Int64")


def _health_centres(job: Import, rows: Rows) -> None:
    known = rows.loc[rows["puskesmas_id"].notna()]
    centres = known.drop_duplicates("puskesmas_id").rename(columns={"puskesmas": "nama_pusk"})
    centres = centres[["puskesmas_id", "nama_pusk", "kode_kabkota"]]
    upsert(job.con, tables.PUSKESMAS, centres.rename(columns={"nama_pusk": "nama"}), job.impor_id)
    links = known[["puskesmas_id", "kode_desa"]].drop_duplicates()
    upsert(job.con, tables.PUSKESMAS_DESA, links, job.impor_id)


def keluarga(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    rows = rows.assign(keluarga_id=people.known_family(job.con, rows, job.salt))
    refuse_erased(job, incoming, rows, "keluarga_id")
    rows = last(incoming, rows, ["keluarga_id", "siklus"])
    newest = rows.sort_values("siklus").drop_duplicates("keluarga_id", keep="last")
    job.con.register("masuk", newest[["keluarga_id"]].astype("str"))
    stored = job.con.execute(
        "select keluarga_id, max(siklus) as siklus from keluarga"
        " where keluarga_id in (select keluarga_id from masuk) group by all"
    ).df()
    job.con.unregister("masuk")
    since = newest["keluarga_id"].map(stored.set_index("keluarga_id")["siklus"])
    newest = newest[newest["siklus"].astype("str") >= since.astype("str").fillna("")]
    changed = upsert(job.con, tables.KELUARGA_IDENTITAS, newest, job.impor_id)
    return changed.union(upsert(job.con, tables.KELUARGA, rows, job.impor_id))


def krs_desa(job: Import, incoming: Incoming) -> pd.Index:
    rows = last(incoming, live(incoming), ["kode_desa", "siklus"])
    return upsert(job.con, tables.KRS_DESA, rows, job.impor_id)


def mutasi(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    rows = rows.assign(orang_id=people.find(job.con, rows))
    unknown = rows.index[rows["orang_id"].isna()]
    incoming.findings.add("orang_tidak_dikenal", unknown, incoming.labels.get("nama", "Nama"))
    rows = last(incoming, rows, ["orang_id", "tanggal", "jenis"])
    return upsert(job.con, tables.MUTASI, rows, job.impor_id)


def agregat(job: Import, incoming: Incoming) -> pd.Index:
    rows = last(incoming, live(incoming), ["kode_desa", "bulan"])
    long = pd.concat(
        [
            pd.DataFrame(
                {
                    "baris": rows.index,
                    "kode_desa": rows["kode_desa"].to_numpy(),
                    "bulan": rows["bulan"].to_numpy(),
                    "indikator": indicator,
                    "anggota": member,
                    "nilai": rows[column].to_numpy(dtype="float64", na_value=float("nan")),
                }
            )
            for column, parts in AGREGAT_PARTS.items()
            if column in rows
            for indicator, member in parts
        ]
        or [pd.DataFrame(columns=["baris", "kode_desa", "bulan", "indikator", "anggota", "nilai"])]
    ).dropna(subset="nilai")
    wide = long.pivot(
        index=["baris", "kode_desa", "bulan", "indikator"], columns="anggota", values="nilai"
    )
    wide = wide.astype("Int64").reset_index().assign(sumber=incoming.source)
    changed = upsert(job.con, tables.AGREGAT, wide, job.impor_id)
    return pd.Index(wide.loc[changed, "baris"].unique())
