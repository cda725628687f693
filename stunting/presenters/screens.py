"""What a page asks and prepares before it draws anything: everything first, then one burst.

``ask(question, **params)`` is the only door to the data (answers.ask on a page); ``f`` is the choice of the
filter bar (pilihan.Filters); ``hide`` holds hide_small and threshold, how small cells are treated.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd

from stunting import reference
from stunting.imports.fields import KELOMPOK
from stunting.kept import once
from stunting.presenters import figures, sentences, wilayah
from stunting.presenters import neraca as neraca_words
from stunting.presenters import peta as peta_words
from stunting.presenters import ringkasan as words
from stunting.presenters import tren as tren_words
from stunting.presenters.rincian import Rincian
from stunting.rapat import keputusan, tugas
from stunting.rapat.keputusan import Standing
from stunting.siklus import bulan_timbang, previous
from stunting.stats import claims, suppression
from stunting.stats.tiers import DISEMBUNYIKAN

Ask = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Ringkasan:
    """The situation of one area and cycle, ready to be drawn."""

    main: pd.Series  # the indicator the page opens on
    headline: str
    behind: list[Rincian]
    caution: str
    key_figures: list[figures.KeyFigure]
    kecamatan: pd.DataFrame
    area: pd.Series
    cases: pd.DataFrame
    tasks: dict[str, pd.DataFrame]  # cycle -> recommendations, the cycle before first
    overview: pd.DataFrame


def ringkasan(ask: Ask, f, *, today: date, **hide) -> Ringkasan | None:
    """Everything Ringkasan shows; None when the chosen group has no data in this cycle."""
    return _ringkasan(ask, keputusan.read(), f, today=today, **hide)


@once
def _ringkasan(ask: Ask, said: Standing, f, *, today: date, **hide) -> Ringkasan | None:
    known = ask("indikator_daftar")
    group = known[known["kelompok"] == f.kelompok].reset_index(drop=True)
    main = group.iloc[0]
    rows = of_areas(ask, f.kode_kabkota, f.siklus, **hide)
    rows = rows[rows["kelompok"].isin([f.kelompok, "keluarga"])]
    if rows[rows["kelompok"] == f.kelompok].empty:
        return None
    here = rows[rows["kode"] == (f.kode_kecamatan or f.kode_kabkota)]
    now = _of_cycle(ask, f.kode_kabkota, f.kabkota, main["indikator"], f.siklus, **hide)
    kecamatan = now.kecamatan
    movement = _movement(ask, f, hide)
    targets = {
        name: words.target_for(
            ask("target_indikator", kode_kabkota=f.kode_kabkota, indikator=name), f.siklus
        )
        for name in group["indikator"]
    }
    screen = claims.Screen(main["indikator"], len(kecamatan), here["indikator"].nunique())
    before = previous(f.siklus)
    tasks = {
        cycle: tugas.listed(
            ask,
            said,
            siklus=cycle,
            today=today,
            rinci=not hide["hide_small"],
            **f.params("kode_kabkota", "kode_kecamatan"),
        )
        for cycle in (before, f.siklus)
    }
    cases = ask("kasus_per_kelompok", **f.params("kode_kabkota", "siklus"))
    about_main = (main, figures.pick(here, indikator=main["indikator"]), kecamatan, movement)
    about = {
        "kabkota": f.kabkota,
        "chosen": figures.pick(kecamatan, kode_kecamatan=f.kode_kecamatan),
    }
    return Ringkasan(
        main=main,
        headline=words.headline(*about_main, **about),
        behind=words.behind(*about_main, district=now.district, **about),
        caution=words.coverage_caution(here, f.kelompok, screen),
        key_figures=words.key_figures(
            group, here, movement, targets, tasks[before], before, screen
        ),
        kecamatan=kecamatan,
        area=words.area_row(here, main["indikator"], f.kecamatan or f.kabkota),
        cases=cases[cases["kode_kecamatan"] == f.kode_kecamatan] if f.kode_kecamatan else cases,
        tasks=tasks,
        overview=words.overview(here, known, targets, screen),
    )


@once
def of_areas(
    ask: Ask, kode_kabkota: str, siklus: str, *, hide_small: bool, threshold: int
) -> pd.DataFrame:
    """indikator_wilayah of a district and its kecamatan, as this mode may show it."""
    rows = ask("indikator_wilayah", kode_kabkota=kode_kabkota, siklus=siklus)
    return words.protected(rows, kode_kabkota, threshold) if hide_small else rows


def sources(ask: Ask, f, indikator: str) -> str:
    """Which desa rest on sums of reports, for the source line of a page about one indicator."""
    where = f.params("kode_kabkota", "kode_kecamatan", "siklus")
    return figures.sources(ask("sumber_indikator", indikator=indikator, **where))


def _movement(ask: Ask, f, hide: dict) -> pd.Series | None:
    if f.kelompok not in words.CHILDREN:
        return None
    moved = ask("perpindahan_anak", **f.params("kode_kabkota", "siklus", "kelompok"))
    row = figures.pick(moved, kode=f.kode_kecamatan or f.kode_kabkota)
    if row is None or not hide["hide_small"]:
        return row
    return words.protected_movement(row, ledgers(ask, f, f.kelompok, **hide), f.kode_kecamatan)


@dataclass(frozen=True)
class OfCycle:
    """One indicator in one cycle: the kecamatan, and the district as sum / sum."""

    siklus: str
    kecamatan: pd.DataFrame
    district: pd.Series


@once
def _of_cycle(
    ask: Ask, kode_kabkota: str, kabkota: str, indikator: str, siklus: str, **hide
) -> OfCycle:
    rows = ask(
        "indikator_per_kecamatan", kode_kabkota=kode_kabkota, siklus=siklus, indikator=indikator
    )
    district = peta_words.district_row(rows, kabkota, kode_kabkota)
    return OfCycle(siklus, figures.by_kecamatan(rows, **hide), figures.whole(district, **hide))


@dataclass(frozen=True)
class Peta:
    """One indicator now and in the cycle before, and the sentence about now."""

    headline: str
    behind: list[Rincian]
    now: OfCycle
    before: OfCycle


def peta(ask: Ask, f, main: pd.Series, **hide) -> Peta:
    """Everything Peta shows before a click; ``main``: the row of the chosen indicator."""
    where = (ask, f.kode_kabkota, f.kabkota, main["indikator"])
    now, before = (_of_cycle(*where, each, **hide) for each in (f.siklus, previous(f.siklus)))
    chosen = figures.pick(now.kecamatan, kode_kecamatan=f.kode_kecamatan)
    said = (main, now.kecamatan, now.district, chosen)
    return Peta(peta_words.headline(*said), peta_words.behind(*said), now, before)


@dataclass(frozen=True)
class Panel:
    """One kecamatan beside the map: its sentence, its audit in counts, its desa."""

    sentence: str
    lines: list[str]
    desa: pd.DataFrame


def panel(ask: Ask, f, main: pd.Series, now: OfCycle, kode: str, **hide) -> Panel:
    """The panel of the clicked kecamatan. Desa of a hidden kecamatan would add up to it: hidden too."""
    row = figures.pick(now.kecamatan, kode_kecamatan=kode)
    here = {"kode_kecamatan": kode, "siklus": f.siklus}
    desa = ask("indikator_per_desa", indikator=main["indikator"], **here)
    cases = ask("kasus_per_kelompok", **f.params("kode_kabkota", "siklus"))
    rinci = not hide["hide_small"]
    causes = ask("kasus_penyebab_ringkas", kode_kabkota=f.kode_kabkota, rinci=rinci, **here)
    if row["tingkat"] == DISEMBUNYIKAN:
        hide = {**hide, "threshold": float("inf")}
    audited = peta_words.audit_lines(cases[cases["kode_kecamatan"] == kode], causes, KELOMPOK)
    too_few = sentences.too_few(main, row)
    return Panel(
        peta_words.panel_sentence(main, row, f.kabkota),
        [line for line in (too_few, *audited) if line],
        peta_words.desa_table(figures.by_desa(desa, **hide)),
    )


@dataclass(frozen=True)
class Tren:
    """One indicator over time: the chosen area, the kecamatan, the district, the months if asked for."""

    headline: str
    behind: list[Rincian]
    caution: str
    chosen: pd.DataFrame
    areas: pd.DataFrame
    district: pd.DataFrame
    monthly: pd.DataFrame | None
    targets: pd.DataFrame
    surveys: pd.DataFrame | None
    events: pd.DataFrame


def tren(ask: Ask, f, main: pd.Series, *, by_month: bool, **hide) -> Tren | None:
    """Everything Tren shows; None when the district has no figure in any cycle."""
    indikator = {"kode_kabkota": f.kode_kabkota, "indikator": main["indikator"]}
    rows = ask("indikator_per_siklus", **indikator)
    whole = rows["kode"] == f.kode_kabkota
    if not rows.loc[whole, "penyebut"].fillna(0).sum():
        return None
    areas = rows[~whole].rename(columns={"kode": "kode_kecamatan"})
    areas = figures.over_time(areas, "siklus", **hide)
    district = figures.over_time_whole(rows[whole], **hide)
    chosen = areas[areas["kode_kecamatan"] == f.kode_kecamatan] if f.kode_kecamatan else district
    events = ask("peristiwa_indikator", **indikator)
    count = areas["kode_kecamatan"].nunique()
    monthly = None
    if by_month:
        months = ask("indikator_per_bulan", **indikator)
        if hide["hide_small"]:
            weighing = bulan_timbang(reference.setting("bulan_timbang"))
            months = tren_words.without_small(
                months, rows, f.kode_kabkota, hide["threshold"], weighing
            )
        monthly = tren_words.monthly(months, f.kode_kecamatan or f.kode_kabkota)
        monthly = tren_words.control(tren_words.readable(monthly), events, count)
    surveyed = main["indikator"] == tren_words.SURVEYED
    return Tren(
        headline=tren_words.headline(
            main,
            chosen,
            f.siklus,
            f.kecamatan or f.kabkota,
            kecamatan=count,
        ),
        behind=tren_words.behind(main, chosen, f.siklus, kecamatan=count),
        caution=tren_words.caution(chosen),
        chosen=chosen,
        areas=areas,
        district=district,
        monthly=monthly,
        targets=ask("target_indikator", **indikator),
        surveys=tren_words.survey_points(ask("survei_wilayah", kode_kabkota=f.kode_kabkota))
        if surveyed
        else None,
        events=events,
    )


@dataclass(frozen=True)
class Neraca:
    """The ledger of stunted children of one area and cycle, and of each kecamatan.

    ``area`` is what the picture shows, of ``name``: the chosen area, or the whole district where a
    kecamatan's own figures are too small to be shown; None where those are too.
    """

    headline: str
    behind: list[Rincian]
    caution: str
    absence: str
    area: neraca_words.Flows | None
    name: str
    arithmetic: str
    key_figures: list[figures.KeyFigure]
    kecamatan: pd.DataFrame
    kelompok: str


@dataclass(frozen=True)
class Ledgers:
    """The ledger of a district and of its kecamatan as this mode may show them.

    ``district``, ``of(kode)``: flows to be drawn, None where they are too small; ``table``: the kecamatan
    side by side, missing where hidden.
    """

    district: neraca_words.Flows | None
    drawn: dict[str, neraca_words.Flows]
    table: pd.DataFrame

    def of(self, kode: str | None) -> neraca_words.Flows | None:
        return self.district if kode is None else self.drawn.get(kode)


def ledgers(ask: Ask, f, kelompok: str, **hide) -> Ledgers | None:
    """The ledgers of one age range; None when nobody was measured in this cycle.

    In mode tayang they agree with what the other pages hide of the same children.
    """
    return _ledgers(ask, f.kode_kabkota, f.siklus, kelompok, **hide)


@once
def _ledgers(
    ask: Ask, kode_kabkota: str, siklus: str, kelompok: str, *, hide_small: bool, threshold: int
) -> Ledgers | None:
    where = {"kode_kabkota": kode_kabkota, "siklus": siklus}
    rows = ask("neraca", kelompok=kelompok, **where)
    district = neraca_words.flows(rows, kode_kabkota)
    if not district:
        return None
    names = wilayah.kecamatan(ask, kode_kabkota)
    table = neraca_words.side_by_side(rows, names)
    if not hide_small:
        drawn = {kode: neraca_words.flows(rows, kode) for kode in table.index}
        return Ledgers(district, drawn, table)
    outer, around = None, None
    if kelompok == "baduta":
        outer = ask("neraca", kelompok="balita", **where)
        around = neraca_words.flows(outer, kode_kabkota)
        outer = neraca_words.side_by_side(outer, names)
    printed = _printed(ask, kode_kabkota, siklus, kelompok, threshold)
    gone, may_draw = neraca_words.hidden(table, outer, printed, threshold)
    drawn = {
        kode: neraca_words.merged(table.loc[kode], gone.loc[kode]) for kode in table.index[may_draw]
    }
    shown = table.assign(**{name: table[name].mask(gone[name]) for name in gone})
    return Ledgers(neraca_words.protected(district, threshold, around), drawn, shown)


def _printed(
    ask: Ask, kode_kabkota: str, siklus: str, kelompok: str, threshold: int
) -> dict[str, set[str]]:
    """Of each figure of the ledger that other pages print too, the kecamatan they hide."""
    found = {}
    for cell, (indikator, when) in neraca_words.PRINTED.items():
        rows = ask(
            "indikator_per_kecamatan",
            kode_kabkota=kode_kabkota,
            siklus=siklus if when == 0 else previous(siklus),
            indikator=f"{indikator}_{kelompok}",
        )
        gone = suppression.suppress(rows, threshold)["disembunyikan"]
        found[cell] = set(rows.loc[gone, "kode_kecamatan"])
    return found


def neraca(ask: Ask, f, **hide) -> Neraca | None:
    """Everything Neraca shows; None when nobody was measured in this cycle.

    It counts children: with a group of women chosen, balita.
    """
    kelompok = f.kelompok if f.kelompok in neraca_words.RANGES else "balita"
    found = ledgers(ask, f, kelompok, **hide)
    if found is None:
        return None
    district, chosen = found.district, found.of(f.kode_kecamatan)
    area, name = (chosen, f.kecamatan or f.kabkota) if chosen else (district, f.kabkota)
    said = (chosen, f.kecamatan or f.kabkota, KELOMPOK[kelompok].lower())
    return Neraca(
        headline=neraca_words.headline(*said),
        behind=neraca_words.behind(*said),
        caution="" if kelompok == f.kelompok else neraca_words.CHILDREN_ONLY,
        absence=neraca_words.absence(area),
        area=area,
        name=name,
        arithmetic=neraca_words.arithmetic(area) if area else "",
        key_figures=neraca_words.key_figures(area),
        kecamatan=found.table[list(neraca_words.LABELS)].reset_index(drop=True),
        kelompok=kelompok,
    )
