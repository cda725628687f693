"""Audit cases and their tasks. Counts only: no share, no percentage, no interval is made here."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import mark
from stunting.imports.fields import KELOMPOK, STATUS_TUGAS, TAHAP
from stunting.rapat.tugas import BELUM_ADA_LAPORAN

LABELS = {**STATUS_TUGAS, BELUM_ADA_LAPORAN: "Belum ada laporan"}
ORDER = ("selesai", "proses", "terkendala", "belum", BELUM_ADA_LAPORAN, "batal")
_PER_LINE = 6  # dots side by side in one cell
_DOT_STEP = 0.13  # distances, in widths and heights of a cell
_FIRST_DOT = -0.3
_LINE_STEP = 0.36


def status_bar(
    counts: Mapping[str, int],
    terlambat: Mapping[str, int] | None = None,
    *,
    judul: str = "",
    height: int = 190,
) -> Figure:
    """Tasks as one bar, a piece per status with its number; the late ones of a status are
    hatched.

    ``counts``: number per status code; ``terlambat``: how many of them are late, per status.
    Raises ValueError for an unknown status or more late than there are.
    """
    late = terlambat or {}
    if unknown := (set(counts) | set(late)) - set(ORDER):
        raise ValueError(f"status tidak dikenal: {sorted(unknown)}")
    if any(late[status] > counts.get(status, 0) for status in late):
        raise ValueError("yang terlambat lebih banyak daripada tugasnya")
    figure = Figure()
    for status in ORDER:
        overdue = late.get(status, 0)
        _add_piece(figure, status, counts.get(status, 0) - overdue, is_late=False)
        _add_piece(figure, status, overdue, is_late=True)
    figure.update_xaxes(visible=False, range=[0, max(1, sum(counts.values()))])
    figure.update_yaxes(visible=False)
    return figure.update_layout(
        template=theme.TEMPLATE,
        title={"text": judul, "subtitle": {"text": _legend(counts, late)}},
        barmode="stack",
        bargap=0,
        showlegend=False,
        height=height,
        margin={"l": 4, "r": 4, "t": 96, "b": 8},
    )


def case_dots(frame: pd.DataFrame, *, judul: str = "", height: int = 420) -> Figure:
    """One dot per audited case: groups as rows, the four process steps as columns.

    ``frame``: kelompok, tahap (1..4), jumlah. Groups without a case in the cycle are left out.
    """
    groups = [each for each in KELOMPOK if each in set(frame.loc[frame["jumlah"] > 0, "kelompok"])]
    figure = Figure()
    for row, group in enumerate(groups):
        own = frame[frame["kelompok"] == group]
        for step, count in own.groupby("tahap")["jumlah"].sum().items():
            _add_dots(figure, row, int(step), int(count), group)
    figure.update_xaxes(
        range=[0.5, 4.5],
        tickvals=[int(step) for step in TAHAP],
        ticktext=list(TAHAP.values()),
        side="top",
    )
    figure.update_yaxes(
        range=[len(groups) - 0.5, -0.5],
        tickvals=list(range(len(groups))),
        ticktext=[KELOMPOK[group] for group in groups],
        showgrid=False,
    )
    for line in range(1, len(groups)):
        figure.add_hline(line - 0.5, line={"color": theme.GRID, "width": 1})
    return figure.update_layout(
        template=theme.TEMPLATE,
        title=judul,
        showlegend=False,
        height=height,
        margin={"l": 8, "r": 8, "t": 84, "b": 8},
    )


def describe_status(counts: Mapping[str, int], terlambat: Mapping[str, int] | None = None) -> str:
    """Alt text: "14 tugas: 9 selesai, 3 dalam proses, dan 2 belum dimulai. 2 terlambat."."""
    parts = [
        f"{bahasa.angka(counts[status])} {LABELS[status].lower()}"
        for status in ORDER
        if counts.get(status)
    ]
    late = sum((terlambat or {}).values())
    text = f"{bahasa.angka(sum(counts.values()))} tugas"
    text += f": {bahasa.daftar(parts)}." if parts else "."
    return text + (f" {bahasa.angka(late)} terlambat." if late else "")


def describe_cases(frame: pd.DataFrame) -> str:
    """Alt text: how many cases of each group stand at each step."""
    total = int(frame["jumlah"].sum())
    parts = []
    for group, label in KELOMPOK.items():
        own = frame[(frame["kelompok"] == group) & (frame["jumlah"] > 0)].sort_values("tahap")
        if len(own):
            steps = [f"{row.jumlah} di tahap {TAHAP[str(row.tahap)]}" for row in own.itertuples()]
            parts.append(f"{label}: {bahasa.daftar(steps)}.")
    return " ".join([f"{bahasa.angka(total)} kasus audit.", *parts])


def _add_piece(figure: Figure, status: str, count: int, *, is_late: bool) -> None:
    if not count:
        return
    fill = theme.STATUS[status]
    words = LABELS[status].lower() + (", terlambat" if is_late else "")
    figure.add_bar(
        orientation="h",
        y=[0],
        x=[count],
        name=words,
        marker={
            "color": fill,
            "line": {"color": theme.BACKGROUND, "width": 2},
            "pattern": {
                "shape": "/" if is_late else "",
                "fgcolor": theme.text_on(fill),
                "bgcolor": fill,
                "fgopacity": 0.45,
                "size": 12,
                "solidity": 0.25,
            },
        },
        text=[f"<b>{bahasa.angka(count)}</b>"],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        textfont={"size": theme.TEXT_PX + 8, "color": theme.text_on(fill)},
        hovertext=[f"{bahasa.angka(count)} tugas {words}"],
        hoverinfo="text",
    )


def _legend(counts: Mapping[str, int], late: Mapping[str, int]) -> str:
    marks = [
        mark("█", theme.STATUS[status], LABELS[status].lower())
        for status in ORDER
        if counts.get(status)
    ]
    if sum(late.values()):
        marks.append(f"▨ {bahasa.angka(sum(late.values()))} terlambat")
    # two lines where one would be longer than half a small screen; the margin has room for both
    lines = [marks[:4], marks[4:]] if len(marks) > 4 else [marks]
    return "<br>".join("   ".join(line) for line in lines)


def _add_dots(figure: Figure, row: int, step: int, count: int, group: str) -> None:
    """The number, and after it as many dots; one line is enough for small pictures."""
    lines = -(-count // _PER_LINE)
    words = f"{KELOMPOK[group]}: {bahasa.angka(count)} kasus di tahap {TAHAP[str(step)]}"
    figure.add_scatter(
        x=[step + _FIRST_DOT + (i % _PER_LINE) * _DOT_STEP for i in range(count)],
        y=[row + (i // _PER_LINE - (lines - 1) / 2) * _LINE_STEP for i in range(count)],
        mode="markers",
        marker={"size": 13, "color": theme.GROUP[group]},
        name=words,
        hovertext=words,
        hoverinfo="text",
    )
    figure.add_annotation(
        x=step + _FIRST_DOT - _DOT_STEP,
        y=row,
        xanchor="center",
        text=f"<b>{bahasa.angka(count)}</b>",
        showarrow=False,
        font={"size": theme.TEXT_PX, "color": theme.TEXT},
    )
