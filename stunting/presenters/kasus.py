"""Kasus: one audited case as one screen for the projector, by its code, never by a name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from stunting import bahasa
from stunting.imports.fields import HASIL_KASUS, KELOMPOK, PENDIDIKAN, STATUS_BANTUAN, STATUS_RISIKO
from stunting.presenters import keputusan as task_words
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat.tugas import naming

Ask = Callable[..., pd.DataFrame]
CHILDREN = ("baduta", "balita")
LEVELS = {
    "langsung": "Langsung",
    "tidak_langsung": "Tidak langsung",
    "akar": "Akar masalah",
    "tata_kelola": "Tata kelola",
}
_BANDS = ((0, "0-5"), (6, "6-11"), (12, "12-23"), (24, "24-35"), (36, "36-47"), (48, "48-59"))
CAUSE_LABELS = {"tingkat": "Tingkat", "penyebab": "Penyebab"}
MEASURE_LABELS = {"ukuran": "Ukuran", "saat": "Saat audit", "kini": "Terakhir", "ambang": "Ambang"}
PAPER_LABELS = {"bagian": "Bagian", "label": "Isian", "isi": "Jawaban"}
TASK_LABELS = {
    "opd": "OPD/instansi",
    "tugas": "Rekomendasi",
    "pakar": "Pakar",
    "keadaan": "Keadaan",
}


@dataclass(frozen=True)
class Kasus:
    """Everything the screen shows of one case, asked before anything is drawn."""

    row: pd.Series  # of kasus_ringkas
    causes: pd.DataFrame
    growth: pd.DataFrame  # kasus_pengukuran; empty for women
    checks: pd.DataFrame  # kasus_pemeriksaan; empty for children
    band: pd.DataFrame  # the WHO lines for this sex; empty for women
    family: pd.Series | None
    visits: pd.DataFrame
    aid: pd.DataFrame
    tasks: pd.DataFrame
    paper: pd.DataFrame  # kasus_kertas_kerja
    places: frozenset[str]  # kecamatan with a case in this cycle

    @property
    def child(self) -> bool:
        return self.row["kelompok"] in CHILDREN


def options(cases: pd.DataFrame, kecamatan: str | None) -> dict[str, str]:
    """The cases of the chosen kecamatan, or of all where it has none: code -> words."""
    own = cases[cases["kode_kecamatan"] == kecamatan]
    return {
        row.kasus_id: f"{task_words.short(row.kasus_id)} · {KELOMPOK[row.kelompok]} · {row.kecamatan}"
        for row in (own if len(own) else cases).itertuples()
    }


def look(
    ask: Ask, cases: pd.DataFrame, tasks: pd.DataFrame, kasus_id: str, *, rinci: bool
) -> Kasus:
    """Ask all there is about one case of ``cases``; ``tasks``: those of its cycle (rapat.tugas.listed)."""
    row = cases.set_index("kasus_id", drop=False).loc[kasus_id]
    where = {"scope": [row["kode_kecamatan"]], "kasus_id": kasus_id}
    growth = ask("kasus_pengukuran", **where)
    band = ask("pita_pertumbuhan")
    family = ask("kasus_keluarga", **where)
    levels = ask("penyebab_daftar").set_index("kode_penyebab")
    return Kasus(
        row=row,
        causes=_causes(row, levels),
        growth=growth,
        checks=ask("kasus_pemeriksaan", **where),
        band=band[band["jenis_kelamin"].isin(growth["jenis_kelamin"])],
        family=None if family.empty else family.iloc[0],
        visits=ask("kasus_kunjungan", rinci=rinci, **where),
        aid=ask("kasus_bantuan", rinci=rinci, **where),
        tasks=naming(tasks, "kode_kasus", kasus_id),
        paper=ask("kasus_kertas_kerja", rinci=rinci, **where),
        places=frozenset(cases["kode_kecamatan"]),
    )


def _causes(row: pd.Series, levels: pd.DataFrame) -> pd.DataFrame:
    """Causes by level, direct ones first; the main cause is marked."""
    neutral = dict(zip(levels["label_tayang"], levels["tingkat"], strict=True))
    rows = []
    for number, (code, name) in enumerate(zip(row["kode_penyebab"], row["penyebab"], strict=True)):
        level = neutral.get(name) if code == "dilindungi" else levels["tingkat"].get(code)
        main = number == 0 and row["ada_utama"]
        rows.append((level, f"{name} (utama)" if main else name))
    order = list(LEVELS)
    rows.sort(key=lambda each: order.index(each[0]) if each[0] in order else len(order))
    return pd.DataFrame(
        [(LEVELS.get(level, bahasa.KOSONG), name) for level, name in rows],
        columns=list(CAUSE_LABELS),
    )


def headline(seen: Kasus, f) -> str:
    """The case, where it is, how its risk shifted, how many causes and tasks it has."""
    row = seen.row
    has_none = f.kode_kecamatan not in (None, *seen.places)
    done = int((seen.tasks["keadaan"] == "selesai").sum())
    elsewhere = (
        f"{f.kecamatan} tidak punya kasus pada {f.cycle}; yang ditampilkan: " if has_none else ""
    )
    who = f"{task_words.short(row['kasus_id'])}, {bahasa.di_tengah(KELOMPOK[row['kelompok']])}"
    return (
        f"{elsewhere}{who} di {row['kecamatan']}: {shift(row)}; {bahasa.angka(len(seen.causes))} penyebab, "
        f"{bahasa.angka(len(seen.tasks))} rekomendasi, {bahasa.angka(done)} selesai."
    )


def shift(row: pd.Series) -> str:
    """ "risiko tinggi saat audit, sekarang rendah"."""
    then = STATUS_RISIKO.get(row["status_risiko_awal"])
    now = STATUS_RISIKO.get(row["status_risiko_akhir"])
    if then is None:
        return "risiko belum dinilai"
    said = f"risiko {then.lower()} saat audit"
    return f"{said}, sekarang {now.lower()}" if now else f"{said}, belum dinilai lagi"


def behind(seen: Kasus, f) -> list[Rincian]:
    """What ``headline`` rests on: the causes and the codes of the tasks."""
    causes = "; ".join(seen.causes["penyebab"]) or "tidak ada"
    tasks = ", ".join(seen.tasks["kode"]) or "tidak ada"
    return [Rincian(headline(seen, f), f"Penyebab: {causes}. Rekomendasi: {tasks}.")]


def key_figures(seen: Kasus) -> list[KeyFigure]:
    """The shift of the risk, the key measure, whether it could have been prevented, visits and aid."""
    row = seen.row
    result = HASIL_KASUS.get(row["hasil"], "belum dievaluasi")
    now = STATUS_RISIKO.get(row["status_risiko_akhir"], "belum dinilai")
    return [
        KeyFigure(
            "Status risiko", STATUS_RISIKO.get(row["status_risiko_awal"], bahasa.KOSONG),
            f"Sekarang: {now.lower()}", f"Hasil: {result.lower()}",
        ),
        _measure(seen),
        _grade(row),
        _support(seen),
    ]  # fmt: skip


def _grade(row: pd.Series) -> KeyFigure:
    """The experts' judgement: could it have been prevented, and by which service."""
    judged = row["dapat_dicegah"]
    value = "Belum dinilai" if pd.isna(judged) else "Ya" if judged else "Tidak"
    service = row["layanan_pencegah"]
    by = service if isinstance(service, str) and service else "menurut penilaian pakar"
    return KeyFigure("Dapat dicegah", value, by)


def _measure(seen: Kasus) -> KeyFigure:
    if seen.child:
        if seen.growth.empty:
            return KeyFigure("Tinggi menurut umur", bahasa.KOSONG, "tidak ada ukuran yang sah")
        then, now = at_audit(seen.growth, seen.row["siklus"]), seen.growth.iloc[-1]
        later = f"Terakhir: {z(now['z_tbu'])} SD" if now["umur_bulan"] > then["umur_bulan"] else ""
        return KeyFigure(
            "Tinggi menurut umur (z)",
            f"{z(then['z_tbu'])} SD",
            f"Umur {age_band(then['umur_bulan'])}",
            later,
        )
    if seen.checks.empty:
        return KeyFigure("Pemeriksaan", bahasa.KOSONG, "tidak ada pemeriksaan")
    then = at_audit(seen.checks, seen.row["siklus"])
    if not pd.isna(then["hb_gdl"]):
        said = f"LILA {bahasa.angka(then['lila_cm'], 1)} cm"
        limit = bahasa.angka(then["hb_ambang"], 1)
        low = "di bawah" if then["hb_gdl"] < then["hb_ambang"] else "tidak di bawah"
        value = f"Hb {bahasa.angka(then['hb_gdl'], 1)}"
        return KeyFigure("Pemeriksaan saat audit", value, f"{low} {limit} g/dL", said)
    return KeyFigure("LILA saat audit", f"{bahasa.angka(then['lila_cm'], 1)} cm")


def _support(seen: Kasus) -> KeyFigure:
    before = int(seen.visits["sebelum"].fillna(False).sum())
    last = seen.visits["tanggal"].max() if len(seen.visits) else None
    given = int(seen.aid["status"].isin(("diterima", "sudah_menerima")).sum())
    return KeyFigure(
        "Kunjungan",
        bahasa.angka(len(seen.visits)),
        f"{bahasa.angka(before)} sebelum audit, terakhir {bahasa.bulan(last)}",
        f"{bahasa.angka(given)} bantuan diterima" if given else "belum ada bantuan diterima",
    )


def at_audit(rows: pd.DataFrame, siklus: str) -> pd.Series:
    """The row of the cycle of the audit, else the last one before it, else the first."""
    until = rows[rows["siklus"] <= siklus]
    return until.iloc[-1] if len(until) else rows.iloc[0]


def age_band(months: int) -> str:
    """ "12-23 bulan": in words ages are told in bands; the curve needs the month."""
    if months >= 60:
        return "60 bulan ke atas"
    return next(words for least, words in reversed(_BANDS) if months >= least) + " bulan"


def z(value: float) -> str:
    """A z-score with its sign: "-2,4"."""
    return bahasa.angka(value, 1)


def measures(seen: Kasus) -> pd.DataFrame:
    """Key measures at the audit and last, beside their thresholds, with the columns of MEASURE_LABELS."""
    if seen.child:
        wanted = (
            ("z_tbu", "Tinggi menurut umur", "-2 SD", 1),
            ("z_bbu", "Berat menurut umur", "-2 SD", 1),
            ("z_bbtb", "Berat menurut tinggi", "-2 SD", 1),
            ("tb_cm", "Tinggi/panjang (cm)", "", 1),
            ("bb_kg", "Berat (kg)", "", 1),
        )
        rows = seen.growth
    else:
        rows = seen.checks
        limit = at_audit(rows, seen.row["siklus"]) if len(rows) else None
        low = {} if limit is None else limit
        wanted = (
            ("hb_gdl", "Hb (g/dL)", bahasa.angka(low.get("hb_ambang"), 1), 1),
            ("lila_cm", "LILA (cm)", bahasa.angka(low.get("lila_ambang"), 1), 1),
            ("imt", "IMT", "18,5", 1),
            ("ttd", "TTD (tablet)", "", 0),
            ("anc", "Pemeriksaan kehamilan", "", 0),
            ("bb_lahir_g", "Berat lahir bayi (g)", "2.500", 0),
        )
    if rows.empty:
        return pd.DataFrame(columns=list(MEASURE_LABELS))
    then = at_audit(rows, seen.row["siklus"])
    now = rows.iloc[-1]
    later = now["siklus"] > then["siklus"]
    return pd.DataFrame(
        [
            (
                label,
                bahasa.angka(then[name], places),
                bahasa.angka(now[name], places) if later else "belum ada",
                limit or "-",
            )
            for name, label, limit, places in wanted
            if not pd.isna(then[name])
        ],
        columns=list(MEASURE_LABELS),
    )


def home(seen: Kasus) -> str:
    """The house and the family in one sentence; what is not known is said."""
    if seen.family is None:
        return "Keadaan rumah dan keluarga belum tercatat (Verval KRS)."
    family = seen.family
    said = [
        f"{words} {'layak' if family[name] else 'tidak layak'}"
        for name, words in (
            ("sumber_air_layak", "air minum"),
            ("jamban_layak", "jamban"),
            ("rumah_layak_huni", "rumah"),
        )
        if not pd.isna(family[name])
    ]
    if isinstance(family["pendidikan_ibu"], str):
        said.append(f"pendidikan ibu {PENDIDIKAN[family['pendidikan_ibu']]}")
    if not pd.isna(family["peringkat_kesejahteraan"]):
        said.append(f"peringkat kesejahteraan {family['peringkat_kesejahteraan']}")
    if not pd.isna(family["empat_terlalu"]) and bool(family["empat_terlalu"]):
        said.append("4 terlalu")
    text = bahasa.daftar(said)
    return f"{text[:1].upper()}{text[1:]}." if said else "Keadaan rumah belum tercatat."


def support(seen: Kasus) -> str:
    """Who visited, and which aid stands at what, in one sentence each."""
    if seen.visits.empty:
        visits = "Belum ada kunjungan yang tercatat."
    else:
        who = seen.visits["pelaksana"].dropna().value_counts()
        named = ", ".join(f"{name} {number} kali" for name, number in who.items())
        visits = f"Kunjungan: {named}."
    if seen.aid.empty:
        return f"{visits} Bantuan: tidak ada yang tercatat."
    aid = "; ".join(
        f"{row.jenis} ({STATUS_BANTUAN[row.status].lower()})" for row in seen.aid.itertuples()
    )
    return f"{visits} Bantuan: {aid}."


def task_table(seen: Kasus) -> pd.DataFrame:
    """Recommendations with expert, office and state, with the columns of TASK_LABELS."""
    table = task_words.table(seen.tasks)
    return table.assign(pakar=seen.tasks["pakar"].fillna(bahasa.KOSONG).to_numpy())
