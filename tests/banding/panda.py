"""The questions in pandas, over frames held in memory.

Keys are categories and each table is sorted by what is filtered, so that a choice is a slice and not a search
through all rows: what somebody would do who has to be fast with pandas.
"""

from collections.abc import Callable
from datetime import date

import pandas as pd

# The index of each table that is filtered by more than a look.
_SORTED_BY = {
    "aturan_siklus": ["kode_kabkota", "indikator"],
    "faktor_risiko": ["kode_kabkota", "siklus"],
    "hulu_siklus": ["kode_kabkota", "siklus"],
    "indikator_bulan": ["kode_kabkota", "indikator"],
    "indikator_desa": ["kode_kabkota", "indikator", "siklus"],
    "mutu_temuan": ["siklus", "jenis"],
    "mutu_ukur": ["kode_kabkota", "siklus"],
    "neraca_siklus": ["kode_kabkota", "siklus", "kelompok"],
    "prioritas_keluarga": ["siklus", "kode_kecamatan"],
}
_CATEGORIES = ("orang_id", "keluarga_id", "kode_desa")
OLDEST = 1826  # 59 completed months of 30.4375 days end on this day


class Held:
    """The tables, as frames by their names: prepared once, as the other engines make their indexes."""

    def __init__(self, frames: dict[str, pd.DataFrame]) -> None:
        self._frames = frames
        for name in (
            "pengukuran",
            "keluarga",
            "orang",
            "keluarga_orang",
            "mutasi_orang",
            "z_kemenkes",
        ):
            frame = frames[name]
            for column in frame.columns.intersection(_CATEGORIES):
                frame[column] = frame[column].astype("category")
        for name, keys in _SORTED_BY.items():
            frames[name] = frames[name].set_index(keys).sort_index(kind="stable")
        frames["pengukuran"] = frames["pengukuran"].sort_values(
            "kode_desa", kind="stable", ignore_index=True
        )

    def __getattr__(self, name: str) -> pd.DataFrame:
        return self._frames[name]

    def rows(self, table: str, *keys: str) -> pd.DataFrame:
        """Rows of a sorted table by the first of its keys; none where there are none."""
        frame = self._frames[table]
        try:
            return frame.loc[keys if len(keys) > 1 else keys[0]]
        except KeyError:
            return frame.iloc[:0]

    def measured(self, kode_kabkota: str) -> pd.DataFrame:
        """Measurements in one district: a slice, as they are sorted by desa."""
        frame = self._frames["pengukuran"]
        desa = frame["kode_desa"].cat
        start, stop = desa.categories.searchsorted([kode_kabkota, kode_kabkota + "/"])
        first, last = desa.codes.searchsorted([start, stop])
        return frame.iloc[first:last]


def _parent(indikator: str) -> str:
    return indikator.replace("_baduta", "_balita")


def _before(siklus: str) -> str:
    year, half = int(siklus[:4]), siklus[-1]
    return f"{year}-S1" if half == "2" else f"{year - 1}-S2"


def _kecamatan(held: Held, kode_kabkota: str) -> pd.DataFrame:
    areas = held.wilayah
    own = areas[(areas["kode_induk"] == kode_kabkota) & (areas["tingkat"] == "kecamatan")]
    return own[["kode", "nama"]].sort_values("kode")


def _with_parent(frame: pd.DataFrame, by: list[str], indikator: str) -> pd.DataFrame:
    """Sums of the indicator, and of the one that holds it beside them."""
    columns = ["pembilang", "penyebut"]
    mine = frame["indikator"] == indikator
    own = frame[mine].groupby(by)[columns].sum()
    parent = frame[~mine].groupby(by)[columns].sum().add_suffix("_induk")
    return own.join(parent, how="outer")


def indikator_wilayah(held: Held, kode_kabkota: str, siklus: str) -> pd.DataFrame:
    before, year = _before(siklus), _before(_before(siklus))
    rows = held.rows("indikator_desa", kode_kabkota).reset_index()
    rows = rows[rows["siklus"].isin([siklus, before, year])]
    rows["kode_kabkota"] = kode_kabkota
    rows["terdaftar"] = rows["sumber"] == "terdaftar"
    keys = ["kelompok", "indikator", "siklus"]
    parts = []
    for place in ("kode_kecamatan", "kode_kabkota"):
        part = rows.groupby([place, *keys], as_index=False).agg(
            pembilang=("pembilang", "sum"),
            penyebut=("penyebut", "sum"),
            terdaftar=("terdaftar", "any"),
        )
        parts.append(part.rename(columns={place: "kode"}))
    totals = pd.concat(parts, ignore_index=True)
    totals["induk"] = totals["indikator"].str.replace("_baduta", "_balita")
    totals.loc[totals["induk"] == totals["indikator"], "induk"] = None
    figures = ["pembilang", "penyebut"]
    parent = totals[["kode", "siklus", "indikator", *figures]]
    parent = parent.rename(
        columns={"indikator": "induk"} | {name: f"{name}_induk" for name in figures}
    )
    totals = totals.merge(parent, "left", ["kode", "siklus", "induk"])
    rules = held.rows("aturan_siklus", kode_kabkota).reset_index()
    totals = totals.merge(rules, "left", ["siklus", "indikator"])
    of = dict(iter(totals.groupby("siklus")))
    answer = of.get(siklus, totals.iloc[:0])
    for cycle, word in ((before, "sebelum"), (year, "setahun")):
        names = {
            "pembilang": f"pembilang_{word}",
            "penyebut": f"penyebut_{word}",
            "pembilang_induk": f"pembilang_{word}_induk",
            "penyebut_induk": f"penyebut_{word}_induk",
        }
        other = of.get(cycle, totals.iloc[:0])[["kode", "indikator", *names]]
        answer = answer.merge(other.rename(columns=names), "left", ["kode", "indikator"])
        old = rules.loc[rules["siklus"] == cycle, ["indikator", "aturan"]]
        answer = answer.merge(old.rename(columns={"aturan": f"aturan_{word}"}), "left", "indikator")
    return answer.sort_values(["kode", "indikator"])


def indikator_per_kecamatan(
    held: Held, kode_kabkota: str, siklus: str, indikator: str
) -> pd.DataFrame:
    names = list(dict.fromkeys((indikator, _parent(indikator))))
    parts = [
        held.rows("indikator_desa", kode_kabkota, name, siklus).assign(indikator=name)
        for name in names
    ]
    totals = _with_parent(pd.concat(parts), ["kode_kecamatan"], indikator)
    answer = _kecamatan(held, kode_kabkota).merge(totals, "left", left_on="kode", right_index=True)
    return answer.rename(columns={"kode": "kode_kecamatan"})


def _cycles(held: Held, kode_kabkota: str, indikator: str, totals: pd.DataFrame) -> pd.DataFrame:
    areas, cycles = held.wilayah, held.siklus
    own = areas[(areas["kode"] == kode_kabkota) | (areas["kode_induk"] == kode_kabkota)]
    cycles = cycles.loc[cycles["kode_kabkota"] == kode_kabkota, ["siklus"]]
    rules = held.rows("aturan_siklus", kode_kabkota, indikator)
    answer = own[["kode", "nama"]].merge(cycles, "cross").merge(totals, "left", ["kode", "siklus"])
    return answer.merge(rules, "left", "siklus").sort_values(["kode", "siklus"])


def indikator_per_siklus(held: Held, kode_kabkota: str, indikator: str) -> pd.DataFrame:
    names = list(dict.fromkeys((indikator, _parent(indikator))))
    parts = [
        held.rows("indikator_desa", kode_kabkota, name).reset_index().assign(indikator=name)
        for name in names
    ]
    rows = pd.concat(parts)
    own = _with_parent(rows, ["kode_kecamatan", "siklus"], indikator).rename_axis(
        ["kode", "siklus"]
    )
    whole = _with_parent(rows, ["siklus"], indikator).assign(kode=kode_kabkota)
    totals = pd.concat([own.reset_index(), whole.reset_index()])
    return _cycles(held, kode_kabkota, indikator, totals)


def indikator_per_bulan(held: Held, kode_kabkota: str, indikator: str) -> pd.DataFrame:
    names = list(dict.fromkeys((indikator, _parent(indikator))))
    rows = pd.concat(
        held.rows("indikator_bulan", kode_kabkota, name).assign(indikator=name) for name in names
    )
    by = ["bulan", "sumber"]
    own = _with_parent(rows, ["kode_kecamatan", *by], indikator).rename_axis(["kode", *by])
    whole = _with_parent(rows, by, indikator).assign(kode=kode_kabkota)
    answer = pd.concat([own.reset_index(), whole.reset_index()])
    return answer[answer["penyebut"].notna()].sort_values(["kode", *by])


def _ledger(rows: pd.DataFrame, kode_kabkota: str) -> pd.DataFrame:
    """``kode_kecamatan``, ``arus``, ``jumlah`` with the district's rows."""
    whole = rows[rows["arus"] != "pindah_antar_masuk"]
    arus = whole["arus"].replace("pindah_antar_keluar", "tetap")
    whole = whole.groupby(arus, as_index=False)["jumlah"].sum().assign(kode=kode_kabkota)
    answer = pd.concat([rows.rename(columns={"kode_kecamatan": "kode"}), whole])
    return answer.sort_values(["kode", "arus"])


def neraca(held: Held, kode_kabkota: str, siklus: str, kelompok: str) -> pd.DataFrame:
    return _ledger(held.rows("neraca_siklus", kode_kabkota, siklus, kelompok), kode_kabkota)


def hulu(held: Held, kode_kabkota: str, siklus: str) -> pd.DataFrame:
    return held.rows("hulu_siklus", kode_kabkota, siklus).sort_values(["kode_kecamatan", "langkah"])


_FACTORS = ["terpapar", "terpapar_stunting", "tidak", "tidak_stunting"]


def faktor_risiko(held: Held, kode_kabkota: str, siklus: str) -> pd.DataFrame:
    rows = held.rows("faktor_risiko", kode_kabkota, siklus)
    return rows.groupby("faktor", as_index=False)[_FACTORS].sum()


_QUALITY = [
    "pengukuran", "tinggi", "berposisi", "ber_z", "tidak_wajar",
    *(f"{figure}_{index}" for index in ("tbu", "bbu", "bbtb") for figure in ("n", "jumlah", "kuadrat")),
    *(f"{figure}_{index}" for index in ("tbu", "bbu", "bbtb") for figure in ("banding", "cocok")),
]  # fmt: skip


def _by_centre(held: Held, rows: pd.DataFrame) -> pd.DataFrame:
    totals = (
        rows.groupby(["kode_kecamatan", "puskesmas_id"], dropna=False)[_QUALITY].sum().reset_index()
    )
    centres = held.puskesmas[["puskesmas_id", "nama"]].rename(columns={"nama": "puskesmas"})
    return totals.merge(centres, "left", "puskesmas_id").sort_values(
        ["kode_kecamatan", "puskesmas"]
    )


def mutu_ukur(held: Held, kode_kabkota: str, siklus: str) -> pd.DataFrame:
    return _by_centre(held, held.rows("mutu_ukur", kode_kabkota, siklus))


def keluarga_berisiko(
    held: Held,
    scope: list[str],
    siklus: str,
    kelompok: str | None,
    kebutuhan: str | None,
    opd: str | None,
    bantuan: str | None,
    rinci: bool,
) -> pd.DataFrame:
    rows = held.rows("prioritas_keluarga", siklus).reset_index()
    rows = rows[rows["kode_kecamatan"].isin(scope) | rows["kode_desa"].isin(scope)]
    for column, value in (("kelompok", kelompok), ("kebutuhan", kebutuhan), ("opd", opd)):
        if value is not None:
            rows = rows[[value in each for each in rows[column]]]
    if bantuan is not None:
        rows = rows[rows["bantuan"] == bantuan]
    causes = held.ref_penyebab
    shown = causes["penyebab"].where(rinci | (causes["sensitif"] != "ya"), causes["label_tayang"])
    known = dict(zip(causes["kode_penyebab"], shown, strict=True))
    named = [[known[code] for code in sorted(codes) if code in known] for codes in rows["penyebab"]]
    centres = held.puskesmas_desa.merge(held.puskesmas, on="puskesmas_id")
    areas = held.wilayah.set_index("kode")["nama"]
    answer = rows.assign(
        penyebab=named,
        kecamatan=rows["kode_kecamatan"].map(areas),
        desa=rows["kode_desa"].map(areas),
        puskesmas=rows["kode_desa"].map(centres.groupby("kode_desa")["nama"].min()),
    )
    return answer.sort_values(["skor", "kode_desa", "keluarga_id"], ascending=[False, True, True])


def kasus_penyebab_ringkas(
    held: Held, kode_kabkota: str, kode_kecamatan: str | None, siklus: str, rinci: bool
) -> pd.DataFrame:
    cases = held.kasus
    cases = cases[cases["kode_kecamatan"].isin(_kecamatan(held, kode_kabkota)["kode"])]
    cases = cases[cases["siklus"] == siklus]
    if kode_kecamatan is not None:
        cases = cases[cases["kode_kecamatan"] == kode_kecamatan]
    rows = held.kasus_penyebab.merge(cases[["kasus_id"]], on="kasus_id")
    rows = rows.merge(held.ref_penyebab, on="kode_penyebab")
    if not rinci:
        hidden = rows["sensitif"] == "ya"
        rows["penyebab"] = rows["penyebab"].mask(hidden, rows["label_tayang"])
        rows["kode_penyebab"] = rows["kode_penyebab"].mask(hidden, "dilindungi")
    by = ["kode_penyebab", "penyebab", "tingkat"]
    answer = rows.groupby(by, as_index=False).agg(kasus=("kasus_id", "nunique"))
    answer["kasus_semua"] = len(cases)
    return answer.sort_values(["kasus", *by[:2]], ascending=[False, True, True])


def kasus_pengukuran(held: Held, scope: list[str], kasus_id: str) -> pd.DataFrame:
    rows = held.kasus_ukur
    rows = rows[(rows["kasus_id"] == kasus_id) & rows["kode_kecamatan"].isin(scope)]
    answer = rows.assign(umur_bulan=(rows["umur_hari"] / 30.4375).round(1))
    return answer.sort_values(["umur_hari", "tb_cm"])


_SAID = {
    "posisi_kosong": "cara ukur tidak tercatat",
    "berdiri_muda": "berdiri pada umur di bawah 9 bulan",
}


def mutu_daftar(held: Held, scope: list[str], siklus: str, masalah: str) -> pd.DataFrame:
    """Of the problems only those whose sentence is the same for every child."""
    found = held.rows("mutu_temuan", siklus, masalah)
    found = found[found["kode_kecamatan"].isin(scope) | found["kode_desa"].isin(scope)]
    measured = held.pengukuran
    measured = measured[measured["orang_id"].isin(found["orang_id"])]
    measured = measured[["orang_id", "tanggal", "bb_kg", "tb_cm", "cara_ukur"]].astype(
        {"orang_id": "str"}
    )
    rows = found.merge(measured, on=["orang_id", "tanggal"])
    people = held.orang_identitas[
        ["orang_id", "nama", "nik", "nama_ibu", "tanggal_lahir", "posyandu"]
    ]
    rows = rows.merge(people, "left", "orang_id")
    centres = held.puskesmas[["puskesmas_id", "nama"]].rename(columns={"nama": "puskesmas"})
    rows = rows.merge(centres, "left", "puskesmas_id")
    areas = held.wilayah.set_index("kode")["nama"]
    rows["kecamatan"] = rows["kode_kecamatan"].map(areas)
    rows["desa"] = rows["kode_desa"].map(areas)
    rows["nik"] = rows["nik"].str[:4] + "********" + rows["nik"].str[-4:]
    rows["keterangan"] = _SAID[masalah]
    by = ["puskesmas", "kecamatan", "desa", "posyandu", "nama", "tanggal", "orang_id"]
    return rows.sort_values(by)


def _chosen(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """The measurement that counts of each child and cycle (queries/build/anak_siklus.sql)."""
    rows = rows.assign(
        sah=rows["z_tbu"].notna() & ~rows["flag_tbu"].fillna(False).astype(bool),
        serentak=rows["tanggal"].dt.month.isin([2, 8]),
    )
    rows = rows.sort_values(["sah", "serentak", "tanggal"], ascending=False)
    return rows.drop_duplicates(by)


def _of_cycle(
    held: Held, kode_kabkota: str, awal: date, akhir: date, columns: tuple[str, ...] = ()
) -> pd.DataFrame:
    """One row per child of the district with a valid height in the cycle."""
    columns = ("orang_id", "kode_desa", "tanggal", "z_tbu", "flag_tbu", *columns)
    first, last = pd.Timestamp(awal), pd.Timestamp(akhir)

    def within(rows: pd.DataFrame) -> pd.DataFrame:
        return rows[rows["tanggal"].between(first, last) & rows["umur_hari"].between(0, OLDEST)]

    here = within(held.measured(kode_kabkota))
    everywhere = within(held.pengukuran)
    rows = everywhere.loc[everywhere["orang_id"].isin(here["orang_id"].unique()), list(columns)]
    rows = _chosen(rows, ["orang_id"])
    rows = rows[rows["sah"]].assign(kode_desa=rows["kode_desa"].astype("str"))
    return rows[rows["kode_desa"].str[:5] == kode_kabkota]


def _of_all(held: Held, kode_kabkota: str) -> pd.DataFrame:
    """Every measurement of the children who were once measured in the district."""
    here = held.measured(kode_kabkota)
    children = here.loc[here["umur_hari"].between(0, OLDEST), "orang_id"].unique()
    rows = held.pengukuran
    rows = rows.loc[rows["orang_id"].isin(children), [
        "orang_id", "kode_desa", "tanggal", "umur_hari", "tb_cm", "z_tbu", "flag_tbu",
    ]]  # fmt: skip
    return rows[rows["umur_hari"].between(0, OLDEST)]


def _cycle_of(days: pd.Series) -> pd.Series:
    number = days.dt.year * 2 + (days.dt.month > 6)
    return number.map({each: f"{each // 2}-S{each % 2 + 1}" for each in number.unique()})


def _empty_parent(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(pembilang_induk=None, penyebut_induk=None)


def _counted(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    rows = rows.assign(stunting=rows["z_tbu"] < -2)
    return rows.groupby(by, as_index=False).agg(
        pembilang=("stunting", "sum"), penyebut=("stunting", "size")
    )


def indikator_per_kecamatan_baris(
    held: Held, kode_kabkota: str, awal: date, akhir: date
) -> pd.DataFrame:
    rows = _of_cycle(held, kode_kabkota, awal, akhir)
    totals = _counted(rows.assign(kode=rows["kode_desa"].str[:8]), ["kode"])
    answer = _kecamatan(held, kode_kabkota).merge(totals, "left", "kode")
    return _empty_parent(answer.rename(columns={"kode": "kode_kecamatan"}))


def indikator_per_siklus_baris(held: Held, kode_kabkota: str) -> pd.DataFrame:
    rows = _of_all(held, kode_kabkota)
    rows = _chosen(rows.assign(siklus=_cycle_of(rows["tanggal"])), ["orang_id", "siklus"])
    rows = rows[rows["sah"]].assign(kode=rows["kode_desa"].astype("str").str[:8])
    own = _counted(rows[rows["kode"].str[:5] == kode_kabkota], ["kode", "siklus"])
    whole = own.groupby("siklus", as_index=False)[["pembilang", "penyebut"]].sum()
    totals = pd.concat([own, whole.assign(kode=kode_kabkota)])
    return _empty_parent(_cycles(held, kode_kabkota, "stunting_balita", totals))


def indikator_per_bulan_baris(held: Held, kode_kabkota: str) -> pd.DataFrame:
    rows = _of_all(held, kode_kabkota)
    rows = rows.assign(
        bulan=rows["tanggal"].dt.to_period("M").dt.to_timestamp(),
        sah=rows["z_tbu"].notna() & ~rows["flag_tbu"].fillna(False).astype(bool),
    )
    by = ["orang_id", "bulan"]
    rows = rows.sort_values("tanggal", ascending=False)
    place = rows.drop_duplicates(by)[[*by, "kode_desa"]]
    rows = rows[rows["sah"]].drop_duplicates(by).drop(columns="kode_desa").merge(place, on=by)
    rows["kode"] = rows["kode_desa"].astype("str").str[:8]
    own = _counted(rows[rows["kode"].str[:5] == kode_kabkota], ["kode", "bulan"])
    reports = held.agregat_terpakai
    reports = reports[reports["indikator"] == "stunting_balita"]
    reports = reports[reports["kode_desa"].str[:5] == kode_kabkota]
    reports = reports[reports["pembilang"].notna() & (reports["penyebut"] > 0)]
    reports = reports.assign(kode=reports["kode_desa"].str[:8])
    figures = ["pembilang", "penyebut"]
    reports = reports.groupby(["kode", "bulan"], as_index=False)[figures].sum()
    own = pd.concat([own.assign(sumber="perorangan"), reports.assign(sumber="agregat")])
    whole = (
        own.groupby(["bulan", "sumber"], as_index=False)[figures].sum().assign(kode=kode_kabkota)
    )
    return _empty_parent(pd.concat([own, whole]).sort_values(["kode", "bulan", "sumber"]))


def neraca_baris(
    held: Held,
    kode_kabkota: str,
    siklus: str,
    siklus_lalu: str,
    awal_lalu: date,
    akhir: date,
) -> pd.DataFrame:
    here = held.measured(kode_kabkota)
    first, last = pd.Timestamp(awal_lalu), pd.Timestamp(akhir)
    here = here[here["tanggal"].between(first, last) & here["umur_hari"].between(0, OLDEST)]
    children = here["orang_id"].unique()
    rows = held.pengukuran
    rows = rows[rows["orang_id"].isin(children)]
    rows = rows[rows["umur_hari"].between(0, OLDEST) & (rows["tanggal"] <= last)]
    rows = rows[["orang_id", "kode_desa", "tanggal", "umur_hari", "tb_cm", "z_tbu", "flag_tbu"]]
    rows = rows.assign(siklus=_cycle_of(rows["tanggal"]))
    by = ["orang_id", "siklus"]
    measured = rows.loc[rows["tb_cm"].notna(), by].drop_duplicates().assign(diukur=True)
    child = _chosen(rows, by).merge(measured, "left", by)
    child["orang_id"] = child["orang_id"].astype("str")
    child["kode_kecamatan"] = child["kode_desa"].astype("str").str[:8]
    child["kode_kabkota"] = child["kode_kecamatan"].str[:5]
    child["stunting"] = (child["z_tbu"] < -2).astype("boolean").mask(~child["sah"])
    child["diukur"] = child["diukur"].notna()
    child["ya"] = child["stunting"].fillna(False).astype(bool)
    child["bukan"] = (~child["stunting"]).fillna(False).astype(bool)
    moved = held.mutasi_orang
    moved = moved[moved["orang_id"].isin(children) & (moved["tanggal"] <= last)]
    came = moved["jenis"] == "pindah_masuk"
    far = (moved["asal"] == "buku_kerja") | (moved["dari"].str[:5] != moved["ke"].str[:5])
    moved = moved.assign(
        came=came,
        masuk=moved["tanggal"].where(came & far),
        orang_id=moved["orang_id"].astype("str"),
    )
    moved["masuk"] = moved.groupby("orang_id")["masuk"].transform("max")
    news = moved.sort_values(["tanggal", "came"], ascending=False).drop_duplicates("orang_id")
    news = news.set_index("orang_id")[["jenis", "tanggal", "masuk"]].add_prefix("m_")
    past = child[(child["siklus"] < siklus) & child["stunting"].notna()]
    ever = past.groupby("orang_id")["ya"].any().rename("r_pernah")
    past = (
        past.sort_values("siklus", ascending=False)
        .drop_duplicates("orang_id")
        .set_index("orang_id")
    )
    past = past[["tanggal", "ya"]].add_prefix("r_").join(ever)
    now = child[child["siklus"] == siklus].set_index("orang_id")
    then = child[child["siklus"] == siklus_lalu].set_index("orang_id")
    seen = ["kode_kabkota", "kode_kecamatan", "ya", "bukan", "diukur"]

    start = then[then["ya"] & (then["kode_kabkota"] == kode_kabkota)]
    out = start.join(now[seen].add_prefix("k_")).join(news)
    yes, no, measured = (out[f"k_{name}"].eq(True) for name in ("ya", "bukan", "diukur"))
    gone = (out["m_tanggal"] >= out["tanggal"]) & out["m_jenis"].isin(
        ["meninggal", "pindah_keluar"]
    )
    out["arus"] = _first_of(
        out,
        (no, "tidak_lagi"),
        (yes & (out["k_kode_kecamatan"] == out["kode_kecamatan"]), "tetap"),
        (yes & (out["k_kode_kabkota"] == out["kode_kabkota"]), "pindah_antar_keluar"),
        (yes, "pindah_keluar"),
        (gone, out["m_jenis"]),
        (out["umur_hari"] >= 1644, "lewat_umur"),
        (measured, "tidak_sah"),
        otherwise="tidak_diukur_ulang",
    )
    end = now[now["ya"] & (now["kode_kabkota"] == kode_kabkota)]
    new = end.join(then[seen].add_prefix("d_")).join(past).join(news)
    yes, no = (new[f"d_{name}"].eq(True) for name in ("ya", "bukan"))
    again = new["r_pernah"].eq(True)
    new["arus"] = _first_of(
        new,
        (yes & (new["d_kode_kecamatan"] == new["kode_kecamatan"]), "tetap"),
        (yes & (new["d_kode_kabkota"] == new["kode_kabkota"]), "pindah_antar_masuk"),
        (yes, "pindah_masuk"),
        (no & again, "kambuh"),
        (no, "baru"),
        (new["m_masuk"] >= new["r_tanggal"].fillna(first), "pindah_masuk"),
        (new["r_ya"].eq(True), "kembali"),
        (again, "kambuh"),
        (new["r_tanggal"].notna(), "baru_berselang"),
        (new["umur_hari"] < 183, "pertama_bayi"),
        otherwise="pertama",
    )
    here = now[(now["ya"] | now["bukan"]) & (now["kode_kabkota"] == kode_kabkota)]
    flows = [
        out,
        new[new["arus"] != "tetap"],  # on the other side of the ledger already
        here.assign(arus="diukur"),
        start.assign(arus="awal"),
        end.assign(arus="akhir"),
    ]
    rows = pd.concat([each[["kode_kecamatan", "arus"]] for each in flows])
    rows = rows.groupby(["kode_kecamatan", "arus"], as_index=False).size()
    return _ledger(rows.rename(columns={"size": "jumlah"}), kode_kabkota)


def _first_of(rows: pd.DataFrame, *cases: tuple[pd.Series, object], otherwise: str) -> pd.Series:
    """What CASE is in SQL: the value of the first condition that holds."""
    return pd.Series(otherwise, rows.index, dtype="str").case_when(list(cases))


def faktor_risiko_baris(
    held: Held, kode_kabkota: str, siklus: str, siklus_lalu: str, awal: date, akhir: date
) -> pd.DataFrame:
    child = _of_cycle(held, kode_kabkota, awal, akhir)[["orang_id", "z_tbu"]]
    child = child.merge(
        held.keluarga_orang[["orang_id", "keluarga_id"]].astype("str"), on="orang_id"
    )
    seen = held.keluarga
    seen = seen[
        seen["siklus"].isin([siklus, siklus_lalu]) & seen["keluarga_id"].isin(child["keluarga_id"])
    ]
    seen = seen.sort_values("siklus", ascending=False).drop_duplicates("keluarga_id")
    rows = child.merge(seen.astype({"keluarga_id": "str"}), on="keluarga_id")
    stunting = rows["z_tbu"] < -2

    def known(column: str) -> pd.Series:
        return rows[column].astype("boolean")

    rank = rows["peringkat_kesejahteraan"]
    schooled = rows["pendidikan_ibu"]
    factors = {
        "jamban": ~known("jamban_layak"),
        "air": ~known("sumber_air_layak"),
        "rumah": ~known("rumah_layak_huni"),
        "miskin": (rank <= 2).astype("boolean").mask(~rank.between(1, 5)),
        "pendidikan_ibu": schooled.isin(["tidak_sekolah", "sd"])
        .astype("boolean")
        .mask(schooled.isna()),
        "terlalu_muda": known("terlalu_muda"),
        "terlalu_lain": known("terlalu_tua") | known("terlalu_dekat") | known("terlalu_banyak"),
    }
    found = []
    for name, exposed in sorted(factors.items()):
        yes, no = exposed.fillna(False).astype(bool), (~exposed).fillna(False).astype(bool)
        if yes.any() or no.any():
            counts = (yes.sum(), (yes & stunting).sum(), no.sum(), (no & stunting).sum())
            found.append((name, *counts))
    return pd.DataFrame(found, columns=["faktor", *_FACTORS])


def mutu_ukur_baris(held: Held, kode_kabkota: str, awal: date, akhir: date) -> pd.DataFrame:
    rows = held.measured(kode_kabkota)
    rows = rows[rows["tanggal"].between(pd.Timestamp(awal), pd.Timestamp(akhir))]
    rows = rows[rows["umur_hari"].between(0, OLDEST)]
    rows = rows.astype({"orang_id": "str"})
    centres = held.orang[["orang_id", "puskesmas_id"]].astype({"orang_id": "str"})
    rows = rows.merge(centres[centres["orang_id"].isin(rows["orang_id"])], on="orang_id")
    ours = held.z_kemenkes.astype({"orang_id": "str"}).rename(
        columns={"z_tbu": "k_tbu", "z_bbtb": "k_bbtb"}
    )
    rows = rows.merge(ours, "left", ["orang_id", "tanggal"])
    limits = held.ref_mutu
    limit = limits.loc[limits["aturan"] == "selisih_z", "atas"].max() + 0.00005
    answer = pd.DataFrame({
        "kode_kecamatan": rows["kode_desa"].astype("str").str[:8],
        "puskesmas_id": rows["puskesmas_id"],
        "pengukuran": 1,
        "tinggi": rows["tb_cm"].notna(),
        "berposisi": rows["tb_cm"].notna() & rows["cara_ukur"].notna(),
        "ber_z": rows[["z_tbu", "z_bbu", "z_bbtb"]].notna().any(axis=1),
        "tidak_wajar": rows[["flag_tbu", "flag_bbu", "flag_bbtb"]].fillna(False).astype(bool).any(axis=1),
    })  # fmt: skip
    for index in ("tbu", "bbu", "bbtb"):
        z = (
            (rows[f"z_{index}"] * 100)
            .round()
            .mask(rows[f"flag_{index}"].fillna(False).astype(bool))
        )
        counted = (
            rows[f"z_{index}"] if index == "bbu" else rows[f"k_{index}"].fillna(rows[f"z_{index}"])
        )
        apart = (rows[f"z_{index}_sumber"] - counted).abs()
        answer[f"n_{index}"] = z.notna()
        answer[f"jumlah_{index}"] = z.fillna(0)
        answer[f"kuadrat_{index}"] = (z * z).fillna(0)
        answer[f"banding_{index}"] = apart.notna()
        answer[f"cocok_{index}"] = apart <= limit
    return _by_centre(held, answer)


# (question, counted from raw rows) -> what answers it
FUNCTIONS: dict[tuple[str, bool], Callable[..., pd.DataFrame]] = {
    (each.__name__.removesuffix("_baris"), each.__name__.endswith("_baris")): each
    for each in (
        indikator_wilayah,
        indikator_per_kecamatan,
        indikator_per_siklus,
        indikator_per_bulan,
        neraca,
        hulu,
        faktor_risiko,
        mutu_ukur,
        keluarga_berisiko,
        kasus_penyebab_ringkas,
        kasus_pengukuran,
        mutu_daftar,
        indikator_per_kecamatan_baris,
        indikator_per_siklus_baris,
        indikator_per_bulan_baris,
        neraca_baris,
        faktor_risiko_baris,
        mutu_ukur_baris,
    )
}
