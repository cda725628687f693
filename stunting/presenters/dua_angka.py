"""Dua angka: what was recorded (e-PPGBM) beside what a survey found, and why they need not agree.

Balita 0-59 months only, the district as a whole: surveys speak of nothing smaller. Neither figure is
corrected by the other; what is computed is how far the children who were not measured could explain the
difference.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.stats import suppression
from stunting.stats.rates import with_intervals

INDIKATOR, CAKUPAN = "stunting_balita", "cakupan_ukur_balita"
UNKNOWN = "?"
NO_SURVEY = "Belum ada angka survei tingkat kabupaten/kota yang tercatat di tabel survei."
_BOTH_TRUE = (
    "Keduanya benar untuk yang dihitungnya: e-PPGBM hanya mengenal anak yang datang dan diukur; survei "
    "menduga semua anak dari sampel, dengan galat sampel, petugas, alat dan waktu ukur yang berbeda"
)
_SERVES = (
    "Angka survei dipakai untuk tingkat dan target; catatan e-PPGBM untuk tahu siapa dan di mana anak "
    "yang perlu ditolong"
)
LABELS = {
    "tahun": "Tahun",
    "siklus": "Semester",
    "pembilang": "Stunting",
    "penyebut": "Diukur sah",
    "rasio": "e-PPGBM",
    "rentang": "Selang 95 %",
    "cakupan": "Diukur dari sasaran",
    "survei": "Survei",
    "angka_survei": "Angka survei",
    "selisih": "Selisih",
    "sumber": "Sumber survei",
}


def compare(
    stunting: pd.DataFrame,
    cakupan: pd.DataFrame,
    surveys: pd.DataFrame,
    *,
    hide_small: bool,
    threshold: int,
) -> pd.DataFrame:
    """One row per year that has a survey or a recorded figure, oldest first.

    ``stunting``, ``cakupan``: the district's rows of indikator_per_siklus; ``surveys``: survei_wilayah.
    Of a year the last cycle with measured children counts. Columns: tahun, siklus, pembilang, penyebut,
    rasio, bawah, atas, diukur, sasaran, survei, nilai (ratio), sumber, keyakinan, umur, cara.
    """
    counts = stunting[["siklus", "pembilang", "penyebut"]].merge(
        cakupan[["siklus", "pembilang", "penyebut"]].rename(
            columns={"pembilang": "diukur", "penyebut": "sasaran"}
        ),
        on="siklus",
        how="left",
    )
    counts = counts[counts["penyebut"].fillna(0) > 0].sort_values("siklus")
    counts["tahun"] = counts["siklus"].str[:4].astype(int)
    counts = counts.drop_duplicates("tahun", keep="last")
    if hide_small:
        few = suppression.small(counts["pembilang"], counts["penyebut"], threshold)
        counts = counts[~few]
    both = counts.merge(surveys, on="tahun", how="outer").sort_values("tahun", ignore_index=True)
    both["nilai"] = both["nilai"].astype("float64") / 100
    return with_intervals(both)


def chosen(frame: pd.DataFrame, siklus: str) -> pd.Series | None:
    """The latest year up to the cycle's that has both figures; None without any."""
    both = frame[frame["rasio"].notna() & frame["nilai"].notna()]
    both = both[both["tahun"] <= int(siklus[:4])]
    return None if both.empty else both.iloc[-1]


def needed(row: pd.Series) -> tuple[float, int] | None:
    """The share of those not measured that must be stunted for both to agree, and their number.

    From survey x target = recorded + share x unmeasured. A share below 0 or above 1: they cannot explain
    it. None where no target is known or everybody was measured.
    """
    if pd.isna(row["sasaran"]):
        return None
    unmeasured = int(row["sasaran"]) - int(row["penyebut"])
    if unmeasured <= 0:
        return None
    wanted = row["nilai"] * int(row["sasaran"]) - int(row["pembilang"])
    return wanted / unmeasured, unmeasured


def headline(row: pd.Series | None, frame: pd.DataFrame, kabkota: str) -> str:
    """Both figures in one sentence, each with what it counts."""
    if row is None:
        if frame["survei"].notna().any():
            return (
                f"{kabkota}: belum ada tahun yang punya angka survei dan catatan e-PPGBM sekaligus."
            )
        return f"{kabkota}: belum ada angka survei untuk dibandingkan dengan catatan e-PPGBM."
    return (
        f"Stunting balita 0-59 bulan {kabkota} {row['tahun']}: {bahasa.persen(row['rasio'])} dari "
        f"{bahasa.angka(row['penyebut'])} yang diukur menurut e-PPGBM, {bahasa.persen(row['nilai'])} menurut "
        f"{row['survei']}. {_verdict(row)}"
    )


def behind(row: pd.Series | None) -> list[Rincian]:
    """What each clause of ``headline`` rests on."""
    if row is None:
        return []
    rate, measured = bahasa.persen(row["rasio"]), bahasa.angka(row["penyebut"])
    interval = f"selang 95 % {bahasa.rentang(row['bawah'], row['atas'])}"
    found = needed(row)
    gap = f"Jarak survei dan catatan {_points(row)}; {interval}."
    if found is not None:
        gap += (
            f" Sasaran {bahasa.angka(row['sasaran'])}, diukur {bahasa.angka(row['diukur'])}, tidak terukur "
            f"{bahasa.angka(found[1])}."
        )
    return [
        Rincian(
            f"{rate} dari {measured} yang diukur menurut e-PPGBM",
            f"{bahasa.n_dari(row['pembilang'], row['penyebut'])} pada {bahasa.siklus(row['siklus'])}; "
            f"{interval}.",
        ),
        Rincian(
            f"{bahasa.persen(row['nilai'])} menurut {row['survei']}", f"Sumber: {row['sumber']}."
        ),
        Rincian(_verdict(row), gap),
    ]


def _points(row: pd.Series) -> str:
    return f"{bahasa.angka(abs(row['rasio'] - row['nilai']) * 100, 1)} poin persen"


def _verdict(row: pd.Series) -> str:
    """Whether the survey's figure lies within our interval, and what the unmeasured can explain."""
    if row["bawah"] <= row["nilai"] <= row["atas"]:
        return "Angka survei berada di dalam selang kepercayaan catatan kita."
    side = "lebih rendah" if row["rasio"] < row["nilai"] else "lebih tinggi"
    return f"Catatan kita {_points(row)} {side}; {explained(row)}."


def explained(row: pd.Series) -> str:
    """What part of the difference those not measured could explain. No full stop, no capital."""
    found = needed(row)
    if found is None:
        return "berapa balita yang tidak diukur belum diketahui"
    share, unmeasured = found
    who = f"{bahasa.angka(unmeasured)} balita yang tidak terukur"
    if not 0 <= share <= 1:
        return f"selisih itu tidak dapat berasal dari {who} saja"
    return f"keduanya sama bila {bahasa.persen(share, 0)} dari {who} stunting"


def key_figures(row: pd.Series | None) -> list[KeyFigure]:
    """Recorded, surveyed, the difference, and how many were measured."""
    if row is None:
        return []
    return [
        KeyFigure(
            f"e-PPGBM {bahasa.siklus_pendek(row['siklus'])}",
            bahasa.persen(row["rasio"]),
            bahasa.n_dari(row["pembilang"], row["penyebut"]) + " yang diukur",
            f"selang 95 %: {bahasa.rentang(row['bawah'], row['atas'])}",
        ),
        KeyFigure(
            f"{row['survei']} {row['tahun']}",
            bahasa.persen(row["nilai"]),
            "sampel rumah tangga",
            "selang survei tidak tercatat",
        ),
        KeyFigure("Selisih", _points(row), _smaller(row)),
        KeyFigure(
            "Diukur dari sasaran",
            _coverage(row),
            bahasa.KOSONG
            if pd.isna(row["sasaran"])
            else bahasa.n_dari(row["diukur"], row["sasaran"]),
        ),
    ]


def _smaller(row: pd.Series) -> str:
    if row["rasio"] == row["nilai"]:
        return "sama"
    return f"e-PPGBM lebih {'rendah' if row['rasio'] < row['nilai'] else 'tinggi'}"


def _coverage(row: pd.Series) -> str:
    if pd.isna(row["sasaran"]) or not row["sasaran"]:
        return bahasa.KOSONG
    return bahasa.persen(row["diukur"] / row["sasaran"], 0)


def paragraph(row: pd.Series, kabkota: str) -> str:
    """A paragraph to be read aloud or printed: both figures, why they differ, what each serves."""
    counts = bahasa.n_dari(row["pembilang"], row["penyebut"])
    interval = bahasa.rentang(row["bawah"], row["atas"])
    measured = f"{bahasa.angka(row['diukur'])} balita"
    if pd.notna(row["sasaran"]) and row["sasaran"]:
        measured += f" ({_coverage(row)} dari {bahasa.angka(row['sasaran'])} sasaran)"
    recorded = (
        f"Catatan e-PPGBM {bahasa.siklus(row['siklus'])}: {counts} balita yang terukur sah, "
        f"{bahasa.persen(row['rasio'])} (selang 95 %: {interval}); yang diukur di posyandu dan "
        f"puskesmas {measured}"
    )
    sentences = (
        f"Pada tahun {row['tahun']} ada dua angka stunting balita 0-59 bulan untuk {kabkota}",
        recorded,
        f"{row['survei']}: {bahasa.persen(row['nilai'])}, dari {row['cara']}",
        _BOTH_TRUE,
        _capital(explained(row)),
        _SERVES,
    )
    return ". ".join(sentences) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def as_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Each year in words; where sources disagree the survey's figure is "?"."""
    rows = frame.assign(
        rentang=[
            bahasa.rentang(low, high)
            for low, high in zip(frame["bawah"], frame["atas"], strict=True)
        ],
        cakupan=[_coverage(row) for _, row in frame.iterrows()],
        angka_survei=[_surveyed(row) for _, row in frame.iterrows()],
        selisih=[
            bahasa.KOSONG if pd.isna(row["rasio"] - row["nilai"]) else _points(row)
            for _, row in frame.iterrows()
        ],
        siklus=[
            bahasa.KOSONG if pd.isna(each) else bahasa.siklus_pendek(each)
            for each in frame["siklus"]
        ],
        tahun=frame["tahun"].astype(str),
    )
    return rows[list(LABELS)].reset_index(drop=True)


def _surveyed(row: pd.Series) -> str:
    if pd.isna(row["survei"]):
        return bahasa.KOSONG
    return UNKNOWN if pd.isna(row["nilai"]) else bahasa.persen(row["nilai"])


def disputed(frame: pd.DataFrame) -> str:
    """Which surveys have no figure because sources disagree; empty where none."""
    unsure = frame[frame["survei"].notna() & frame["nilai"].isna()]
    return " ".join(
        f"Angka {row.survei} {row.tahun} ditulis ?: {row.sumber}."
        for row in unsure.itertuples(index=False)
    )
