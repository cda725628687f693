"""Cycles, audited cases, tasks and what was done about them, into the base tables.

Same contract as population.py. References that lead nowhere are refused here, because what they refer
to may stand in the same file.
"""

from __future__ import annotations

import pandas as pd

from stunting import reference
from stunting.imports import people, tables
from stunting.imports.job import (
    Import,
    Rows,
    joined,
    last,
    live,
    refer,
    refer_cause,
    refuse_erased,
    stored,
)
from stunting.imports.tables import upsert
from stunting.imports.validate import Incoming


def siklus(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    for name in ("kelompok", "tanggal_diseminasi"):
        rows = rows if name in rows else rows.assign(**{name: None})
    rows = last(incoming, rows, ["kode_kabkota", "siklus", "kelompok", "kode_kecamatan"])
    year = rows["siklus"].str[:4]
    first = rows["siklus"].str.endswith("S1")
    rows["mulai"] = pd.to_datetime(year + first.map({True: "-01-01", False: "-07-01"}))
    rows["selesai"] = pd.to_datetime(year + first.map({True: "-06-30", False: "-12-31"}))
    cycles = rows.sort_values("tanggal_diseminasi", na_position="first", kind="stable")
    cycles = cycles.drop_duplicates(["kode_kabkota", "siklus"], keep="last")
    changed = upsert(job.con, tables.SIKLUS, cycles, job.impor_id)
    focus = rows[rows["kelompok"].notna() & rows["kode_kecamatan"].notna()]
    return changed.union(upsert(job.con, tables.FOKUS, focus, job.impor_id))


def kasus(job: Import, incoming: Incoming) -> pd.Index:
    refuse_erased(job, incoming, live(incoming), "kasus_id")
    rows = last(incoming, live(incoming), ["kasus_id"])
    found = people.find(job.con, rows)
    known = job.con.execute("select kasus_id, orang_id from kasus").df()
    known = rows["kasus_id"].map(known.set_index("kasus_id")["orang_id"]).astype(object)
    rows["orang_id"] = found.where(found.notna(), known)  # a bare row does not undo a link
    rows["tahap"] = rows["tahap"].astype("int64")
    named = incoming.column("nik").notna() | incoming.column("nama").notna()
    unlinked = rows.index[rows["orang_id"].isna() & named.loc[rows.index]]
    incoming.findings.add("kasus_tanpa_orang", unlinked, incoming.labels.get("nama", "Nama"))
    return upsert(job.con, tables.KASUS, rows, job.impor_id)


def penyebab(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    refer(incoming, rows, "kasus_id", stored(job, "kasus_id", "kasus"), "kasus_tidak_dikenal")
    refer_cause(incoming, rows)
    rows = last(incoming, rows, ["kasus_id", "kode_penyebab"])
    main = rows["utama"] if "utama" in rows else pd.Series(False, index=rows.index)
    rows["utama"] = main.astype("boolean").fillna(False)
    return upsert(job.con, tables.KASUS_PENYEBAB, rows, job.impor_id)


def kertas_kerja(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    refer(incoming, rows, "kasus_id", stored(job, "kasus_id", "kasus"), "kasus_tidak_dikenal")
    rows = rows.assign(bidang=rows["bidang"].str.lower())  # codes are read as capitals
    known = set(reference.table("kertas_kerja")["bidang"])
    refer(incoming, rows, "bidang", known, "bidang_tidak_dikenal")
    rows = last(incoming, rows, ["kasus_id", "bidang"])
    return upsert(job.con, tables.KERTAS_KERJA, rows, job.impor_id)


def rtl(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    known_cases = stored(job, "kasus_id", "kasus")
    if "kasus_id" in rows:
        cases = rows["kasus_id"].dropna().str.split(";").explode()
        unknown = cases.index[~cases.isin(known_cases)].unique()
        label = incoming.labels.get("kasus_id", "kasus_id")
        incoming.findings.add("kasus_tidak_dikenal", unknown, label, incoming.text.get("kasus_id"))
    refer_cause(incoming, rows)
    offices = set(reference.table("opd")["kode_opd"])
    refer(incoming, rows, "kode_opd", offices, "opd_tidak_dikenal")
    rows = last(incoming, rows, ["rtl_id"])
    changed = upsert(job.con, tables.RTL, rows, job.impor_id)
    if "kasus_id" in rows:
        changed = changed.union(_rtl_cases(job, rows))
    if "status" in rows:
        changed = changed.union(_rtl_status(job, incoming, rows))
    return changed


def _rtl_cases(job: Import, rows: Rows) -> pd.Index:
    """The cases of each task become exactly those of its row."""
    pairs = rows[["rtl_id"]].assign(kasus_id=rows["kasus_id"].str.split(";")).explode("kasus_id")
    pairs = pairs.dropna().drop_duplicates()
    job.con.register("rtl_masuk", rows[["rtl_id"]])
    job.con.register("pasangan", pairs)
    gone = job.con.execute(
        "delete from rtl_kasus where rtl_id in (select rtl_id from rtl_masuk) "
        "and (rtl_id, kasus_id) not in (select (rtl_id, kasus_id) from pasangan) returning rtl_id"
    ).df()
    job.con.unregister("rtl_masuk")
    job.con.unregister("pasangan")
    numbered = pairs.reset_index(names="baris")
    added = numbered.loc[upsert(job.con, tables.RTL_KASUS, numbered, job.impor_id), "baris"]
    return rows.index[rows["rtl_id"].isin(gone["rtl_id"])].union(pd.Index(added.unique()))


def _rtl_status(job: Import, incoming: Incoming, rows: Rows) -> pd.Index:
    """A status is an event dated by its row, else by the file; the same status again is no event."""
    told = rows[rows["status"].notna()]
    dated = incoming.column("tanggal_status").loc[told.index]
    events = told[["rtl_id", "status"]].assign(
        tanggal=dated.fillna(pd.Timestamp(job.file_date)),
        kendala=told["kendala"] if "kendala" in told else None,
    )
    job.con.register("masuk", events.reset_index(names="baris"))
    known = job.con.execute("""
        select m.baris
        from masuk as m
        asof join rtl_status as s on m.rtl_id = s.rtl_id and m.tanggal >= s.tanggal
        where m.status = s.status and m.kendala is not distinct from s.kendala
    """).df()["baris"]
    job.con.unregister("masuk")
    return upsert(job.con, tables.RTL_STATUS, events.drop(index=known), job.impor_id)


def evaluasi(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    refer(incoming, rows, "kasus_id", stored(job, "kasus_id", "kasus"), "kasus_tidak_dikenal")
    refer(incoming, rows, "rtl_id", stored(job, "rtl_id", "rtl"), "rtl_tidak_dikenal")
    rows = last(incoming, rows, ["evaluasi_id"])
    return upsert(job.con, tables.EVALUASI, rows, job.impor_id)


def tata_kelola(job: Import, incoming: Incoming) -> pd.Index:
    rows = last(incoming, live(incoming), ["siklus", "kode_kecamatan", "aspek"])
    return upsert(job.con, tables.TATA_KELOLA, rows, job.impor_id)


def kunjungan(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    rows = rows.assign(keluarga_id=people.family(rows, job.salt))
    refer(incoming, rows, "kasus_id", stored(job, "kasus_id", "kasus"), "kasus_tidak_dikenal")
    named = ("keluarga_id", "kasus_id", "tanggal", "pelaksana")
    rows["kunjungan_id"] = people.codes(job.salt, "N", joined(rows, named))
    refuse_erased(job, incoming, rows, "keluarga_id")
    _known_family(job, incoming, rows)
    rows = last(incoming, rows, ["kunjungan_id"])
    return upsert(job.con, tables.KUNJUNGAN, rows, job.impor_id)


def bantuan(job: Import, incoming: Incoming) -> pd.Index:
    rows = live(incoming)
    rows = rows.assign(keluarga_id=people.family(rows, job.salt))
    named = ("keluarga_id", "jenis", "sumber", "tanggal")
    rows["bantuan_id"] = people.codes(job.salt, "B", joined(rows, named))
    refuse_erased(job, incoming, rows, "keluarga_id")
    _known_family(job, incoming, rows)
    rows = last(incoming, rows, ["bantuan_id"])
    return upsert(job.con, tables.BANTUAN, rows, job.impor_id)


def _known_family(job: Import, incoming: Incoming, rows: Rows) -> None:
    known = stored(job, "keluarga_id", "keluarga")
    missing = rows.index[rows["keluarga_id"].notna() & ~rows["keluarga_id"].isin(known)]
    label = incoming.labels.get("no_kk", "no_kk")
    incoming.findings.add("keluarga_belum_tercatat", missing, label, incoming.text.get("no_kk"))
