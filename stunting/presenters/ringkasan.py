"""Ringkasan: the situation of the chosen district or kecamatan and cycle in one screen."""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.presenters import figures, rincian, sentences
from stunting.presenters.figures import HIDDEN, KeyFigure
from stunting.presenters.rincian import Rincian
from stunting.rapat.tugas import BELUM_ADA_LAPORAN
from stunting.stats import claims, rates, suppression

CHILDREN = ("baduta", "balita")
MOVEMENTS = ("baru", "kambuh", "tidak_lagi", "tidak_diukur_ulang")
_TIMES = ("", "_sebelum", "_setahun")


OVERVIEW_LABELS = {
    "nama": "Indikator",
    "pembilang": "Jumlah",
    "penyebut": "Dari",
    "rasio": "Persen",
    "rentang": "Rentang 95 %",
    "siklus_lalu": "Dibanding siklus lalu",
    "setahun_lalu": "Dibanding semester sama setahun lalu",
    "target": "Target",
}


def protected(rows: pd.DataFrame, kode_kabkota: str, threshold: int) -> pd.DataFrame:
    """indikator_wilayah as mode tayang may see it: small cells of now, before and a year ago blanked.

    Kecamatan are hidden together so that none follows from the district's figure; the district's own
    figure goes when it is small itself.
    """
    result = rows.copy()
    for suffix in _TIMES:
        names = {
            f"pembilang{suffix}": "pembilang",
            f"penyebut{suffix}": "penyebut",
            f"pembilang{suffix}_induk": "pembilang_induk",
            f"penyebut{suffix}_induk": "penyebut_induk",
        }
        columns = rows.columns.intersection(list(names))
        counts = rows[["indikator", *columns]].rename(columns=names)
        whole = rows["kode"] == kode_kabkota
        gone = suppression.hidden_beside(counts, whole, threshold, by="indikator")
        for column in columns:
            result[column] = result[column].mask(gone)
    return result


def protected_movement(row: pd.Series, ledgers, kode_kecamatan: str | None) -> pd.Series:
    """perpindahan_anak of one area as mode tayang may see it: what the ledger hides is missing here too.

    ``ledgers``: screens.Ledgers of the same cycle and age range, or None.
    """
    names = (*MOVEMENTS, "diukur", "stunting_sebelum")
    shown: dict[str, object] = {}
    if ledgers is not None and kode_kecamatan is not None:
        if kode_kecamatan in ledgers.table.index:
            line = ledgers.table.loc[kode_kecamatan]
            shown = {
                name: line[name] for name in MOVEMENTS if name in line and pd.notna(line[name])
            }
            shown |= {"diukur": row["diukur"]} if pd.notna(line["akhir"]) else {}
            shown |= {"stunting_sebelum": line["awal"]} if pd.notna(line["awal"]) else {}
    elif ledgers is not None and ledgers.district:
        flows = ledgers.district
        shown = {"diukur": row["diukur"], "stunting_sebelum": flows.get("awal", 0)}
        for name in MOVEMENTS:
            rest = "masuk_lain" if name in ("baru", "kambuh") else "keluar_lain"
            if name in flows or rest not in flows:
                shown[name] = flows.get(name, 0)
    return pd.Series({**row, **{name: shown.get(name, pd.NA) for name in names}})


def headline(
    indikator: pd.Series,
    area: pd.Series | None,
    kecamatan: pd.DataFrame,
    movement: pd.Series | None,
    *,
    kabkota: str,
    chosen: pd.Series | None,
) -> str:
    """What the page says first: the rate of the chosen area, its place among the kecamatan, the movement.

    ``area``: row with pembilang, penyebut of what is chosen; ``kecamatan``: standard frame with tiers;
    ``chosen``: its row of the chosen kecamatan, or None for the whole district.
    """
    word = sentences.district_word(kabkota)
    if area is None or pd.isna(area["penyebut"]):
        return f"{indikator['subjek']}: {HIDDEN} atau belum ada data."
    row = rates.with_intervals(area.to_frame().T).iloc[0]
    place = (
        sentences.against_district(chosen["tingkat"], word)
        if chosen is not None
        else sentences.tiers(kecamatan, word)
    )
    where = f"{chosen['nama']}: " if chosen is not None else ""
    said = f"{where}{sentences.rate(indikator, row)}; {place}."
    moved = _movement(movement)
    return f"{said} {moved}." if moved else said


def behind(
    indikator: pd.Series,
    area: pd.Series | None,
    kecamatan: pd.DataFrame,
    movement: pd.Series | None,
    *,
    district: pd.Series,
    kabkota: str,
    chosen: pd.Series | None,
) -> list[Rincian]:
    """What each clause of ``headline`` rests on; ``district``: the district's row as it may be shown."""
    if area is None or pd.isna(area["penyebut"]):
        return []
    word = sentences.district_word(kabkota)
    row = rates.with_intervals(area.to_frame().T).iloc[0]
    place = (
        rincian.of_place(chosen, district, word)
        if chosen is not None
        else rincian.of_tiers(kecamatan, district, word)
    )
    found = [rincian.of_rate(indikator, row), place]
    if moved := _movement(movement):
        counted = [
            f"{words} {HIDDEN if pd.isna(movement[name]) else bahasa.angka(movement[name])}"
            for name, words in (
                ("diukur", "Diukur pada kedua siklus"),
                ("stunting_sebelum", "stunting siklus lalu"),
                ("baru", "baru di bawah -2 SD"),
                ("kambuh", "stunting lagi sesudah sempat tidak"),
                ("tidak_lagi", "tidak lagi stunting"),
                ("tidak_diukur_ulang", "tidak diukur ulang"),
            )
        ]
        found.append(Rincian(moved, f"{'; '.join(counted)}."))
    return found


def _movement(row: pd.Series | None) -> str:
    if row is None:
        return ""
    words = {
        "baru": "kasus baru tercatat",
        "tidak_lagi": "tidak lagi stunting",
        "tidak_diukur_ulang": "yang stunting siklus lalu tidak diukur ulang",
    }
    known = [
        f"{bahasa.angka(row[name])} {each}" for name, each in words.items() if pd.notna(row[name])
    ]
    if not known:
        return f"Perpindahan dari siklus lalu {HIDDEN}"
    rest = f"; perpindahan lain {HIDDEN}" if len(known) < len(words) else ""
    return ", ".join(known) + rest


def rate_figure(
    indikator: pd.Series,
    row: pd.Series | None,
    target: pd.Series | None = None,
    *,
    screen: claims.Screen,
) -> KeyFigure:
    """A rate as a key figure, with its interval, its change in words and the target of that year."""
    if row is None or pd.isna(row["penyebut"]):
        return KeyFigure(indikator["nama_pendek"], bahasa.KOSONG, f"belum ada data atau {HIDDEN}")
    known = rates.with_intervals(row.to_frame().T).iloc[0]
    words = change(row, screen)
    if target is not None:
        words += f"; {target_words(target)}"
    if row.get("terdaftar"):
        words += "; sasaran belum dilaporkan semua desa, dihitung dari anak terdaftar"
    return KeyFigure(
        indikator["nama_pendek"],
        bahasa.persen(known["rasio"]),
        f"{bahasa.n_dari(known['pembilang'], known['penyebut'])} "
        f"({bahasa.rentang(known['bawah'], known['atas'])})",
        words,
    )


def change(row: pd.Series, screen: claims.Screen, *, year: bool = False, named: bool = True) -> str:
    """A row of indikator_wilayah against the cycle before, or the same semester a year before.

    ``named``: whether the words say against which; a column can say so for all its rows.
    """
    suffix, label, kind = (
        ("_setahun", "semester sama setahun lalu", claims.OTHER_TIMES)
        if year
        else ("_sebelum", "siklus lalu", claims.BEFORE)
    )
    return sentences.change(
        figures.pair(row),
        figures.pair(row, suffix),
        label if named else "",
        screen.level(row["indikator"], kind),
        same_rule=_same_rule(row, suffix),
    )


def _same_rule(row: pd.Series, suffix: str) -> bool:
    """Whether the thresholds of the indicator were the same in both cycles."""
    now, before = row.get("aturan"), row.get(f"aturan{suffix}")
    return (pd.isna(now) and pd.isna(before)) or now == before


def movement_figure(row: pd.Series | None, before: object = None) -> KeyFigure:
    """New cases as a key figure, with those no longer stunted and those not measured again.

    ``before``: how many were stunted in the cycle before, as it may be shown.
    """
    if row is None:
        return KeyFigure("Kasus baru tercatat", bahasa.KOSONG, "belum ada siklus pembanding")
    again = row["tidak_diukur_ulang"]
    of = "" if pd.isna(before) or pd.isna(again) else f"dari {bahasa.angka(before)} "
    lines = (
        _counted(row["tidak_lagi"], "tidak lagi stunting"),
        _counted(again, f"{of}yang stunting siklus lalu tidak diukur ulang"),
    )
    if pd.isna(row["baru"]):
        return KeyFigure("Kasus baru tercatat", bahasa.KOSONG, HIDDEN, "; ".join(lines))
    return KeyFigure("Kasus baru tercatat", bahasa.angka(row["baru"]), *lines)


def _counted(value: object, words: str) -> str:
    return f"{words}: {HIDDEN}" if pd.isna(value) else f"{bahasa.angka(value)} {words}"


def task_figure(tasks: pd.DataFrame, cycle: str) -> KeyFigure:
    """The recommendations of one cycle as a key figure: done of all, then what is stuck."""
    if tasks.empty:
        return KeyFigure(f"RTL {cycle}", bahasa.KOSONG, "belum ada rekomendasi")
    done = int((tasks["keadaan"] == "selesai").sum())
    late = int(tasks["terlambat"].sum())
    silent = int((tasks["keadaan"] == BELUM_ADA_LAPORAN).sum())
    return KeyFigure(
        f"RTL {cycle} selesai",
        f"{done} dari {len(tasks)}",
        f"{late} terlambat" if late else "tidak ada yang terlambat",
        f"{silent} belum ada laporan" if silent else "semua sudah dilaporkan",
    )


def target_for(targets: pd.DataFrame, siklus: str) -> pd.Series | None:
    """The next target from the cycle's year on, else the last one there was; nothing is interpolated."""
    if targets.empty:
        return None
    ahead = targets[targets["tahun"] >= int(siklus[:4])]
    return ahead.iloc[0] if len(ahead) else targets.iloc[-1]


def target_words(target: pd.Series) -> str:
    """ "target nasional 2029: 14,2 %"."""
    owner = {"kabkota": "sendiri", "nasional": "nasional"}[target["milik"]]
    return f"target {owner} {target['tahun']}: {bahasa.angka(target['nilai'], 1)}{bahasa.NBSP}%"


def status_counts(tasks: pd.DataFrame) -> tuple[dict[str, int], dict[str, int]]:
    """How many recommendations stand at which status, and how many of those are late."""
    status = tasks["keadaan"]
    return status.value_counts().to_dict(), status[tasks["terlambat"]].value_counts().to_dict()


def overview(
    rows: pd.DataFrame,
    indikator: pd.DataFrame,
    targets: dict[str, pd.Series | None],
    screen: claims.Screen,
) -> pd.DataFrame:
    """All indicators of the chosen area as a table: nama, n, N, rasio, interval, change, target."""
    known = rates.with_intervals(rows).merge(
        indikator, on=["indikator", "kelompok"], suffixes=("", "_kata")
    )
    order = {name: place for place, name in enumerate(indikator["indikator"])}
    known = known.sort_values("indikator", key=lambda column: column.map(order))
    return pd.DataFrame(
        {
            "nama": known["nama"],
            "pembilang": known["pembilang"],
            "penyebut": known["penyebut"],
            "rasio": known["rasio"],
            "rentang": [
                bahasa.rentang(low, high)
                for low, high in zip(known["bawah"], known["atas"], strict=True)
            ],
            "siklus_lalu": [change(row, screen) for _, row in known.iterrows()],
            "setahun_lalu": [change(row, screen, year=True) for _, row in known.iterrows()],
            "target": [
                bahasa.KOSONG if (found := targets.get(name)) is None else target_words(found)
                for name in known["indikator"]
            ],
        }
    )


def key_figures(
    group: pd.DataFrame,
    here: pd.DataFrame,
    movement: pd.Series | None,
    targets: dict[str, pd.Series | None],
    tasks: pd.DataFrame,
    cycle: str,
    screen: claims.Screen,
) -> list[KeyFigure]:
    """Four figures: for children rate, new cases, coverage; for women their first three indicators; RTL."""

    def rate(indikator: pd.Series) -> KeyFigure:
        name = indikator["indikator"]
        row = figures.pick(here, indikator=name)
        return rate_figure(indikator, row, targets.get(name), screen=screen)

    main = group.iloc[0]
    if main["kelompok"] in CHILDREN:
        coverage = group[group["indikator"].str.startswith("cakupan_ukur")].iloc[0]
        before = figures.pair(figures.pick(here, indikator=main["indikator"]), "_sebelum")[0]
        shown = [rate(main), movement_figure(movement, before), rate(coverage)]
    else:
        shown = [rate(row) for _, row in group.head(3).iterrows()]
    return [*shown, task_figure(tasks, bahasa.siklus_pendek(cycle))]


def coverage_caution(here: pd.DataFrame, kelompok: str, screen: claims.Screen) -> str:
    """The warning about a changed coverage for the chosen area; empty for women and when it held."""
    name = f"cakupan_ukur_{kelompok}"
    row = figures.pick(here, indikator=name)
    level = screen.level(name, claims.BEFORE)
    return sentences.coverage_caution(figures.pair(row), figures.pair(row, "_sebelum"), level)


def area_row(here: pd.DataFrame, indikator: str, nama: str) -> pd.Series:
    """The chosen area's row of one indicator with its interval and name, for alternative texts."""
    found = here.loc[here["indikator"] == indikator, ["pembilang", "penyebut"]]
    if found.empty:
        found = pd.DataFrame({"pembilang": [pd.NA], "penyebut": [pd.NA]}, dtype="Int64")
    return rates.with_intervals(found).assign(nama=nama).iloc[0]
