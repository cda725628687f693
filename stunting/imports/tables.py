"""Rows into base tables: what is new or different is written, what is the same is left alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from stunting.imports import fields


@dataclass(frozen=True)
class Table:
    """A base table: its key, the columns a sheet may bring, whether it names the import."""

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...] = ()
    names_import: bool = True
    dated: bool = False  # what changes on a day changes nothing that was derived for long before


def upsert(con, table: Table, rows: pd.DataFrame, impor_id: str) -> pd.Index:
    """Insert or update rows by key; return the index of those that were new or different.

    Only columns the frame has are compared and written: a layout without a column does not empty it.
    Rows must not repeat a key.
    """
    if rows.empty:
        return rows.index
    columns = [each for each in table.columns if each in rows]
    con.register("masuk", rows[[*table.keys, *columns]].assign(baris=range(len(rows))))
    changed = upsert_from(con, table, "masuk", columns, impor_id)
    con.unregister("masuk")
    return rows.index[changed]


def upsert_from(con, table: Table, source: str, columns: list[str], impor_id: str) -> np.ndarray:
    """``upsert`` from a relation of the connection; return its ``baris`` that were new or different."""
    con.execute(_changed_sql(table, columns, source))
    given = {"impor_id": impor_id} if table.names_import else None
    written = [*columns, *(["impor_id"] if table.names_import else [])]
    ((old, new),) = con.execute(
        "select count(tujuan), count(*) - count(tujuan) from berubah"
    ).fetchall()
    if old or new:
        _touch(con, table, source, columns)
    if old and written:
        con.execute(_update_sql(table, columns, source), given)
    if new:
        con.execute(_insert_sql(table, columns, source), given)
    changed = con.execute("select baris from berubah order by baris").fetchnumpy()["baris"]
    con.execute("drop table berubah")
    return changed


# Whose rows those are, by the column that says it; a place counts as its kabupaten/kota.
_OWNERS = {
    "orang_id": ("orang", "m.orang_id"),
    "keluarga_id": ("keluarga", "m.keluarga_id"),
    "kasus_id": ("kasus", "m.kasus_id"),
    "kode_desa": ("kabkota", "left(m.kode_desa, 5)"),
    "kode_kecamatan": ("kabkota", "left(m.kode_kecamatan, 5)"),
    "kode_kabkota": ("kabkota", "m.kode_kabkota"),
}


def _touch(con, table: Table, source: str, columns: list[str]) -> None:
    since = "min(m.tanggal)" if table.dated else "null"
    for column in (*table.keys, *columns):
        if column in _OWNERS:
            what, code = _OWNERS[column]
            con.execute(
                f"insert into tersentuh select '{what}', {code}, {since} from {source} as m "
                f"semi join berubah as b on b.baris = m.baris where {code} is not null group by {code}"
            )


# One statement each from the declared names below: no text from a file ever becomes SQL. By join and not by
# an index: the tables that grow with the people have none (queries/build/tables.sql).


def _changed_sql(table: Table, columns: list[str], source: str) -> str:
    on = " and ".join(f"m.{key} is not distinct from t.{key}" for key in table.keys)
    equal = " and ".join(f"m.{each} is not distinct from t.{each}" for each in columns) or "true"
    return (
        f"create or replace temp table berubah as select m.baris, t.rowid as tujuan from {source} as m "
        f"left join {table.name} as t on {on} where t.rowid is null or not ({equal})"
    )


def _update_sql(table: Table, columns: list[str], source: str) -> str:
    name = table.name.split(".")[-1]
    changes = [f"{each} = m.{each}" for each in columns]
    changes += ["impor_id = $impor_id"] if table.names_import else []
    return (
        f"update {table.name} set {', '.join(changes)} from (select m.*, b.tujuan from {source} as m "
        f"inner join berubah as b on b.baris = m.baris) as m where {name}.rowid = m.tujuan"
    )


def _insert_sql(table: Table, columns: list[str], source: str) -> str:
    what = ", ".join(f"m.{each}" for each in (*table.keys, *columns))
    what += ", $impor_id::varchar as impor_id" if table.names_import else ""
    return (
        f"insert into {table.name} by name select {what} from {source} as m "
        "inner join berubah as b on b.baris = m.baris where b.tujuan is null"
    )


def supersede(
    rows: pd.DataFrame, keys: list[str], compared: list[str]
) -> tuple[pd.Series, pd.Index]:
    """Repeated keys within one sheet: the last row wins.

    Returns the row number that replaces each earlier differing row, and the index of earlier rows that
    say exactly the same as their last one.
    """
    repeated = rows[rows.duplicated(keys, keep="last")]
    if repeated.empty:
        return pd.Series(dtype="int64"), rows.index[:0]
    group = rows.groupby(keys, dropna=False, sort=False).ngroup()
    digest = pd.util.hash_pandas_object(rows[compared].astype("str"), index=False)
    digest.index = rows.index
    last = pd.Series(rows.index, index=group.to_numpy()).groupby(level=0).last()
    replaced_by = group.loc[repeated.index].map(last)
    equal = digest.loc[repeated.index].to_numpy() == digest.loc[replaced_by.to_numpy()].to_numpy()
    return replaced_by[~equal], repeated.index[equal]


ORANG = Table(
    "orang",
    ("orang_id",),
    (
        "keluarga_id",
        "jenis_kelamin",
        "bulan_lahir",
        "kode_desa",
        "puskesmas_id",
        "bb_lahir_g",
        "pb_lahir_cm",
    ),
    names_import=False,
)
ORANG_IDENTITAS = Table(
    "identitas.orang_identitas",
    ("orang_id",),
    (
        "nik",
        "nama",
        "nama_ibu",
        "tanggal_lahir",
        "no_kk",
        "alamat",
        "rt",
        "rw",
        "posyandu",
        "telepon",
        "kunci",
    ),
    names_import=False,
)
PENGUKURAN = Table(
    "pengukuran",
    ("orang_id", "tanggal"),
    (
        "kode_desa",
        "umur_hari",
        "bb_kg",
        "tb_cm",
        "cara_ukur",
        "lila_cm",
        "naik_bb",
        "z_tbu_sumber",
        "z_bbu_sumber",
        "z_bbtb_sumber",
    ),
    dated=True,
)
SKRINING = Table(
    "skrining",
    ("orang_id", "tanggal", "kelompok"),
    (
        "kode_desa",
        "umur",
        "bb_kg",
        "tb_cm",
        "imt",
        "lila_cm",
        "hb_gdl",
        "pendidikan",
        "terpapar_rokok",
        "sertifikat_elsimil",
        "usia_kehamilan_minggu",
        "ttd",
        "anc",
        "kb_pascapersalinan",
        "bulan_bersalin",
        "usia_kehamilan_lahir_minggu",
        "bb_lahir_g",
        "pb_lahir_cm",
        "imd",
        "asi_eksklusif",
        "jkn",
    ),
    dated=True,
)
KELUARGA = Table(
    "keluarga",
    ("keluarga_id", "siklus"),
    (
        "kode_desa",
        "sumber_air_layak",
        "jamban_layak",
        "rumah_layak_huni",
        "terlalu_muda",
        "terlalu_tua",
        "terlalu_dekat",
        "terlalu_banyak",
        "kb_modern",
        "peringkat_kesejahteraan",
        "pendidikan_ibu",
        "ada_pus",
        "ada_bumil",
        "ada_baduta",
        "ada_balita",
        "berisiko_sumber",
    ),
)
KELUARGA_IDENTITAS = Table(
    "identitas.keluarga_identitas",
    ("keluarga_id",),
    ("no_kk", "kode_keluarga", "nama_kepala", "alamat", "rt", "rw", "telepon"),
    names_import=False,
)
SIKLUS = Table(
    "siklus",
    ("kode_kabkota", "siklus"),
    ("mulai", "selesai", "tanggal_diseminasi"),
    names_import=False,
)
FOKUS = Table("fokus", ("siklus", "kelompok", "kode_kecamatan"), names_import=False)
MUTASI = Table("mutasi", ("orang_id", "tanggal", "jenis"), ("dari", "ke"), dated=True)
KASUS = Table(
    "kasus",
    ("kasus_id",),
    (
        "siklus",
        "kelompok",
        "kode_kecamatan",
        "orang_id",
        "tahap",
        "status_risiko_awal",
        "status_risiko_akhir",
        "dapat_dicegah",
        "layanan_pencegah",
        "tanggal_audit",
    ),
)
KASUS_PENYEBAB = Table(
    "kasus_penyebab", ("kasus_id", "kode_penyebab"), ("utama",), names_import=False
)
RTL = Table(
    "rtl",
    ("rtl_id",),
    (
        "siklus",
        "kode_kabkota",
        "kode_penyebab",
        "jenis",
        "rekomendasi",
        "pakar",
        "kegiatan",
        "kode_opd",
        "pendukung",
        "tingkat_pr",
        "sumber_dana",
        "volume",
        "satuan",
        "biaya",
        "realisasi",
        "tenggat",
        "bukti",
    ),
)
KERTAS_KERJA = Table("kertas_kerja", ("kasus_id", "bidang"), ("isi",))
RTL_KASUS = Table("rtl_kasus", ("rtl_id", "kasus_id"), names_import=False)
RTL_STATUS = Table("rtl_status", ("rtl_id", "tanggal"), ("status", "kendala"))
EVALUASI = Table(
    "evaluasi",
    ("evaluasi_id",),
    ("kasus_id", "rtl_id", "tanggal", "hasil", "efektivitas", "kendala", "solusi"),
)
TATA_KELOLA = Table(
    "tata_kelola",
    ("siklus", "kode_kecamatan", "aspek"),
    ("yang_berjalan", "efektivitas", "kendala", "solusi"),
)
KUNJUNGAN = Table(
    "kunjungan",
    ("kunjungan_id",),
    ("keluarga_id", "kasus_id", "tanggal", "pelaksana", "hasil"),
)
BANTUAN = Table("bantuan", ("bantuan_id",), ("keluarga_id", "jenis", "sumber", "status", "tanggal"))
AGREGAT = Table(
    "agregat_bulanan",
    ("kode_desa", "bulan", "indikator", "sumber"),
    ("pembilang", "penyebut", "sasaran"),
)
KRS_DESA = Table(
    "krs_desa",
    ("kode_desa", "siklus"),
    tuple(each.name for each in fields.KRS_DESA.fields if each.kind is fields.Kind.BULAT),
)
PUSKESMAS = Table("puskesmas", ("puskesmas_id",), ("nama", "kode_kabkota"), names_import=False)
PUSKESMAS_DESA = Table("puskesmas_desa", ("puskesmas_id", "kode_desa"), names_import=False)
