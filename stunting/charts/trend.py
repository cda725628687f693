"""Figures over time: by cycle, by month, and one small panel per kecamatan.

Where nothing was measured (or is hidden) a line breaks; it never runs across a gap. Frames are
those of the questions with rates.with_intervals applied; hidden rows (suppression.suppress) carry
missing figures.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts import control
from stunting.charts.axes import all_cycles, all_months, cycle_position, percent_axis
from stunting.charts.figure import Figure
from stunting.charts.lines import (
    TARGET_END,
    add_events,
    add_surveys,
    add_targets,
    add_way_to_target,
    interrupted,
    line,
    line_behind,
)
from stunting.charts.wording import figures, mark, refuse_survey_beside_other_ages
from stunting.stats.audit_counts import refuse

_MONTH_STEPS = (1, 2, 3, 6, 12, 24)
_MOST_MONTH_LABELS = 8
_TITLE_SHARE = 0.26  # of a panel's height, between the rows of small panels


def by_cycle(
    frame: pd.DataFrame,
    district: pd.DataFrame,
    *,
    kelompok: str,
    target: pd.DataFrame | None = None,
    survei: pd.DataFrame | None = None,
    events: pd.DataFrame | None = None,
    judul: str = "",
    height: int = 560,
) -> Figure:
    """The chosen area by cycle with its 95 % intervals, the district behind it.

    ``frame`` and ``district``: siklus, nama, pembilang, penyebut, rasio, bawah, atas; ``frame``
    may be empty (no kecamatan chosen: the district is the subject). ``target``: rows of the
    reference table (tahun, nilai in percent), drawn as a dashed step over its year. ``survei``:
    rows tahun, survei, nilai in percent, drawn as diamonds in the middle of the year and never
    joined. ``events``: tanggal, peristiwa, jeda; no line crosses one with ``jeda``. The last figure is
    joined to the last target still ahead by a straight dotted line. Raises ValueError for survey
    figures beside another group.
    """
    refuse(frame, district)
    if survei is not None:
        refuse_survey_beside_other_ages(kelompok)
    cycles = all_cycles([*frame["siklus"], *district["siklus"]])
    years = {int(siklus[:4]) for siklus in cycles}
    figure = Figure()
    marks, shown, target_ends = [], [district["atas"], frame["atas"]], []
    breaks = _breaks(cycles, events)
    ahead = None
    if target is not None:
        ahead = _ahead(target, cycles)
        target = target[target["tahun"].isin(years)]
        add_targets(figure, target)
        shown.append(target["nilai"] / 100)
        target_ends = (target["tahun"] + TARGET_END).tolist()
    if len(frame):
        figure.add_scatter(**line_behind(interrupted(_on_cycles(district, cycles), breaks)))
        marks.append(mark("●", theme.MUTED, district["nama"].iloc[0]))
    subject = frame if len(frame) else district
    series = interrupted(_on_cycles(subject, cycles), breaks)
    figure.add_scatter(**line(series, theme.PRIMARY))
    marks.insert(0, mark("●", theme.PRIMARY, subject["nama"].iloc[0]))
    if target is not None and len(target):
        marks.append(mark("╌", theme.TARGET, "target"))
    if ahead is not None and (last := series[series["rasio"].notna()]).size:
        start = (last["x"].iloc[-1], last["rasio"].iloc[-1])
        end = add_way_to_target(figure, start, ahead["tahun"], ahead["nilai"] / 100)
        target_ends.append(end)
        marks.append(mark("┈", theme.TARGET, "garis lurus menuju target, bukan ramalan"))
    if events is not None:
        add_events(figure, _on_axis(events, cycles))
    if survei is not None:
        survei = survei[survei["tahun"].isin(years)]
        add_surveys(figure, survei)
        shown.append(survei["nilai"] / 100 * 1.1)  # room for the label above
        if len(survei):
            marks.append(mark("◆", theme.SURVEY, "survei (cara ukur berbeda)"))
    positions = [cycle_position(siklus) for siklus in cycles]
    figure.update_xaxes(
        tickvals=positions,
        ticktext=[bahasa.siklus_pendek(siklus) for siklus in cycles],
        range=[min(positions) - 0.2, max([max(positions) + 0.45, *target_ends])],
    )
    figure.update_yaxes(**percent_axis(pd.concat(shown)))
    return _finish(figure, judul, marks, height)


def by_month(
    frame: pd.DataFrame,
    *,
    nama: str,
    events: pd.DataFrame | None = None,
    judul: str = "",
    height: int = 480,
) -> Figure:
    """One area by month: bulan (any day of it), pembilang, penyebut, rasio, bawah, atas.

    With the columns of spc.p_chart the limits stand in the place of the intervals, and points that meet a
    rule have another shape. ``events``: tanggal, peristiwa, jeda.
    """
    refuse(frame)
    months = all_months(frame["bulan"].tolist())
    series = (
        frame.assign(bulan=pd.to_datetime(frame["bulan"]).dt.to_period("M").dt.to_timestamp())
        .set_index("bulan")
        .reindex(months)
        .reset_index(names="x")
        .assign(nama=nama)
    )
    figure = Figure()
    series["waktu"] = [bahasa.bulan(month) for month in series["x"]]
    marks = [mark("●", theme.PRIMARY, nama)]
    trace = line(series, theme.PRIMARY, values=False)
    if "pusat" in series and series["pusat"].notna().any():
        trace.pop("error_y")
        marks += control.add_limits(figure, series)
    figure.add_scatter(**trace)
    marks += control.add_signals(figure, series) if "sinyal" in series else []
    if events is not None:
        days = pd.to_datetime(events["tanggal"])
        within = (days >= months[0]) & (days <= months[-1])
        add_events(figure, events[within].assign(x=days[within]))
    step = next((s for s in _MONTH_STEPS if len(months) / s <= _MOST_MONTH_LABELS), 24)
    figure.update_xaxes(
        tickvals=months[::step], ticktext=[bahasa.bulan_pendek(month) for month in months[::step]]
    )
    top = series["batas_atas"] if "batas_atas" in series else series["atas"]
    figure.update_yaxes(**percent_axis([*top, *series["rasio"]]))
    return _finish(figure, judul, marks, height)


def small_multiples(
    frame: pd.DataFrame,
    district: pd.DataFrame,
    *,
    chosen: str | None = None,
    events: pd.DataFrame | None = None,
    judul: str = "",
    height: int = 680,
    columns: int | None = None,
) -> Figure:
    """One panel per kecamatan on one common scale, the district's line behind in each.

    ``frame``: siklus, kode_kecamatan, nama, pembilang, penyebut, rasio, bawah, atas (and
    disembunyikan, where suppressed); ``district`` the same for the district. Panels in order of
    names; the title of a panel carries its latest figure. Eighteen kecamatan make 6 x 3 panels,
    four make 4 x 1.
    """
    refuse(frame, district)
    names = frame.groupby("kode_kecamatan")["nama"].first().sort_values()
    across = columns or min(len(names), 6)
    cycles = all_cycles([*frame["siklus"], *district["siklus"]])
    breaks = _breaks(cycles, events)
    behind = interrupted(_on_cycles(district, cycles), breaks)
    y_axis = percent_axis([*frame["atas"], *district["atas"]], most_ticks=4)
    figure = Figure()
    for i, (kode, nama) in enumerate(names.items()):
        own = frame[frame["kode_kecamatan"] == kode]
        panel = _on_cycles(own, cycles)
        left, right, bottom, top = _place(i, across, len(names))
        own_line = interrupted(panel, breaks)
        figure.add_scatter(**line_behind(behind, axes=i + 1))
        figure.add_scatter(**line(own_line, theme.PRIMARY, values=False, axes=i + 1))
        figure.update_xaxes(
            axis=str(i + 1),
            **_ends_axis(cycles),
            domain=[left, right],
            anchor=f"y{i + 1}",
            showticklabels=i + across >= len(names),  # the lowest of its column
        )
        figure.update_yaxes(
            axis=str(i + 1),
            **y_axis,
            domain=[bottom, top],
            anchor=f"x{i + 1}",
            showticklabels=i % across == 0,
        )
        title = _panel_title(panel, nama, kode == chosen)
        figure.add_annotation(**_note(title, (left + right) / 2, top))
        if panel["rasio"].isna().all():
            hidden = "disembunyikan" in own and own["disembunyikan"].any()
            words = "disembunyikan" if hidden else "tidak ada data"
            figure.add_annotation(**_note(words, (left + right) / 2, bottom, theme.MUTED))
        if kode == chosen:
            figure.add_shape(**_highlight(left, right, bottom, top))
    marks = [
        mark("●", theme.PRIMARY, "kecamatan"),
        mark("●", theme.MUTED, district["nama"].iloc[0]),
    ]
    return _finish(figure, judul, marks, height).update_layout(margin={"t": 104})


def describe_cycles(frame: pd.DataFrame, district: pd.DataFrame, indikator: str) -> str:
    """Alt text of by_cycle: first and last figure of the subject, the gaps, the district's last."""
    subject = frame if len(frame) else district
    cycles = all_cycles([*frame["siklus"], *district["siklus"]])
    series = _on_cycles(subject, cycles)
    text = f"Grafik per siklus, {indikator}, {subject['nama'].iloc[0]}. {_first_and_last(series)}"
    gaps = [bahasa.siklus(siklus) for siklus in series.loc[series["rasio"].isna(), "siklus"]]
    if gaps:
        text += f" Tidak ada angka: {bahasa.daftar(gaps)}."
    last = district.sort_values("siklus").iloc[-1]
    if len(frame):
        text += f" {last['nama']}, {bahasa.siklus(last['siklus'])}: {figures(last)}."
    return text


def describe_months(frame: pd.DataFrame, indikator: str, nama: str) -> str:
    """Alt text of by_month: number of months, first and last figure."""
    series = frame.sort_values("bulan").assign(
        waktu=lambda f: [bahasa.bulan(d) for d in f["bulan"]]
    )
    months = len(all_months(frame["bulan"].tolist()))
    return (
        f"Grafik per bulan, {indikator}, {nama}, {bahasa.angka(months)} bulan,"
        f" {bahasa.angka(int(frame['rasio'].notna().sum()))} di antaranya dengan angka."
        f" {_first_and_last(series)}"
    )


def describe_small_multiples(frame: pd.DataFrame, district: pd.DataFrame, indikator: str) -> str:
    """Alt text of small_multiples: the latest figure of every kecamatan."""
    last = max(district["siklus"])
    now = frame[frame["siklus"] == last].sort_values("nama")
    values = [f"{row['nama']} {figures(row)}" for _, row in now[now["rasio"].notna()].iterrows()]
    with_figures = set(now.loc[now["rasio"].notna(), "nama"])
    without = sorted(set(frame["nama"]) - with_figures)
    text = f"Grafik kecil per kecamatan, {indikator}, {bahasa.siklus(last)}: {'; '.join(values)}."
    return text + (f" Tanpa angka: {bahasa.daftar(without)}." if without else "")


def _breaks(cycles: list[str], events: pd.DataFrame | None) -> list[float]:
    """Where on the axis of cycles a new phase begins."""
    if events is None:
        return []
    found = _on_axis(events, cycles)
    return found.loc[found["jeda"], "x"].tolist()


def _on_axis(events: pd.DataFrame, cycles: list[str]) -> pd.DataFrame:
    """The events within the cycles with ``x``: a cycle begins half a cycle before its mark."""
    days = pd.to_datetime(events["tanggal"])
    x = days.dt.year + (days.dt.month - 1) / 12 - 0.25
    ends = cycle_position(cycles[0]) - 0.25, cycle_position(cycles[-1]) + 0.25
    return events.assign(x=x)[(x > ends[0]) & (x <= ends[1])]


def _ahead(target: pd.DataFrame, cycles: list[str]) -> dict | None:
    """The last target after the last cycle, None without one."""
    later = target[target["tahun"] > int(cycles[-1][:4])]
    return None if later.empty else later.sort_values("tahun").iloc[-1].to_dict()


def _on_cycles(frame: pd.DataFrame, cycles: list[str]) -> pd.DataFrame:
    """The series on every cycle, missing ones as missing, with its position and its time in
    words.
    """
    series = frame.set_index("siklus").reindex(cycles).reset_index(names="siklus")
    series["nama"] = frame["nama"].iloc[0] if len(frame) else ""
    return series.assign(
        x=[cycle_position(siklus) for siklus in cycles],
        waktu=[bahasa.siklus(siklus) for siklus in cycles],
    )


def _place(i: int, across: int, count: int) -> tuple[float, float, float, float]:
    """Left, right, bottom, top of panel ``i`` in shares of the picture, row by row from the top."""
    down = -(-count // across)
    gap = _TITLE_SHARE / down if down > 1 else 0.0
    height = (1 - gap * (down - 1)) / down
    column, row = i % across, i // across
    top = 1 - row * (height + gap)
    return column / across, (column + 1) / across - 0.018, max(top - height, 0.0), top


def _ends_axis(cycles: list[str]) -> dict:
    """Small panels name only the first and the last cycle."""
    ends = [cycle_position(cycles[0]), cycle_position(cycles[-1])]
    return {
        "tickvals": ends,
        "ticktext": [f"S{siklus[-1]} ’{siklus[2:4]}" for siklus in (cycles[0], cycles[-1])],
        "range": [ends[0] - 0.35, ends[1] + 0.35],
    }


def _note(text: str, x: float, y: float, colour: str = theme.TEXT) -> dict:
    return {
        "text": text,
        "x": x,
        "y": y,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": theme.SMALL_PX, "color": colour},
    }


def _highlight(left: float, right: float, bottom: float, top: float) -> dict:
    return {
        "type": "rect",
        "xref": "paper",
        "yref": "paper",
        "x0": left,
        "x1": right,
        "y0": bottom,
        "y1": top,
        "fillcolor": theme.HIGHLIGHT_SOFT,
        "line": {"width": 0},
        "layer": "below",
    }


def _panel_title(panel: pd.DataFrame, nama: str, is_chosen: bool) -> str:
    latest = panel["rasio"].iloc[-1]
    name = f"<b>{nama}</b>" if is_chosen else nama
    return name if pd.isna(latest) else f"{name} {bahasa.persen(latest)}"


def _first_and_last(series: pd.DataFrame) -> str:
    known = series[series["rasio"].notna()]
    if known.empty:
        return "Tidak ada angka."
    ends = known.iloc[[0, -1]] if len(known) > 1 else known
    return "; ".join(f"{row['waktu']}: {figures(row)}" for _, row in ends.iterrows()) + "."


def _finish(figure: Figure, judul: str, marks: list[str], height: int) -> Figure:
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": "   ".join(marks)}},
        height=height,
        showlegend=False,
        margin={"l": 8, "r": 16, "t": 84, "b": 44},
    )
