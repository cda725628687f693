"""All indicators of all kecamatan as one coloured table: value, sign and colour in each cell.

After the "tartan rug" of public health profiles (OHID, Fingertips): one row per area, one column per
indicator.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa, theme
from stunting.charts.figure import Figure
from stunting.charts.wording import figures
from stunting.stats.audit_counts import refuse
from stunting.stats.tiers import BAIK, DISEMBUNYIKAN, NILAI, PERLU, RENDAH, SAMA, TANPA_DATA, TINGGI

_FILL = {
    TANPA_DATA: theme.NO_DATA_FILL,
    DISEMBUNYIKAN: theme.HIDDEN_FILL,
    SAMA: theme.BACKGROUND,
    PERLU: "#F6C7A3",
    BAIK: "#A9D2EC",
}
_SIGN = {TINGGI: "▲", RENDAH: "▼"}
_HEAD_PX = 170
_ROWS_PX, _ROW_PX = 640, (21, 28)  # all rows on one screen, while their text can be read


def table(
    cells: pd.DataFrame,
    district: pd.Series,
    kelompok: dict[str, str],
    *,
    nama: str,
    chosen: str | None = None,
) -> Figure:
    """``cells``: presenters.rapor.cells; ``district``: its ratio by indicator, the first row.

    ``kelompok``: code -> name, over the columns; ``chosen``: the kecamatan whose row is framed.
    """
    refuse(cells)
    columns = cells[["kode", "kelompok", "indikator"]].drop_duplicates()
    rows = cells[["kode_kecamatan", "nama"]].drop_duplicates()
    by = {(cell["kode_kecamatan"], cell["kode"]): cell for cell in cells.to_dict("records")}
    order = list(_FILL)
    values, hovers = [[order.index(SAMA)] * len(columns)], [[""] * len(columns)]
    texts = [[_number(district.get(code)) for code in columns["kode"]]]
    for kode in rows["kode_kecamatan"]:
        line = [by[kode, code] for code in columns["kode"]]
        values.append([order.index(cell["nilai"]) for cell in line])
        texts.append([_text(cell) for cell in line])
        hovers.append([_hover(cell) for cell in line])
    names = [f"<b>{nama}</b>", *rows["nama"]]
    share = 1 / len(order)
    figure = Figure()
    figure.add_heatmap(
        z=values,
        x=list(range(len(columns))),
        y=list(range(len(names))),
        text=texts,
        texttemplate="%{text}",
        textfont={"size": theme.SMALL_PX, "color": theme.TEXT},
        customdata=hovers,
        hovertemplate="%{customdata}<extra></extra>",
        colorscale=[
            point
            for place, state in enumerate(order)
            for point in ([place * share, _FILL[state]], [(place + 1) * share, _FILL[state]])
        ],
        zmin=-0.5,
        zmax=len(order) - 0.5,
        showscale=False,
        xgap=2,
        ygap=2,
    )
    figure.update_xaxes(
        side="top",
        tickvals=list(range(len(columns))),
        ticktext=columns["indikator"].tolist(),
        tickangle=-50,
        showgrid=False,
    )
    figure.update_yaxes(
        tickvals=list(range(len(names))), ticktext=names, autorange="reversed", showgrid=False
    )
    _frame_groups(figure, columns, kelompok, len(names))
    if chosen in set(rows["kode_kecamatan"]):
        place = rows["kode_kecamatan"].tolist().index(chosen) + 1
        figure.add_shape(
            type="rect",
            x0=-0.5,
            x1=len(columns) - 0.5,
            y0=place - 0.5,
            y1=place + 0.5,
            line={"color": theme.TEXT, "width": 3},
        )
    return figure.update_layout(
        template=theme.TEMPLATE,
        height=_HEAD_PX + _row_px(len(names)) * len(names),
        showlegend=False,
        margin={"l": 8, "r": 56, "t": _HEAD_PX, "b": 8},
    )


def _row_px(rows: int) -> int:
    lowest, highest = _ROW_PX
    return max(lowest, min(highest, _ROWS_PX // rows))


def _frame_groups(
    figure: Figure, columns: pd.DataFrame, kelompok: dict[str, str], rows: int
) -> None:
    """A line between groups of indicators and the name of each group under its columns' heads."""
    start = 0
    for code, part in columns.groupby("kelompok", sort=False):
        end = start + len(part)
        figure.add_annotation(
            x=start - 0.45,
            y=1,
            yref="paper",
            yshift=150,
            xanchor="left",
            text=f"<b>{kelompok.get(code, code)}</b>",
            showarrow=False,
            font={"size": theme.SMALL_PX, "color": theme.TEXT},
        )
        if start:
            # a plain shape: add_vline asks every axis of the figure and takes 9 ms each
            figure.add_shape(
                type="line",
                x0=start - 0.5,
                x1=start - 0.5,
                y0=0,
                y1=1,
                yref="paper",
                line={"color": theme.TEXT, "width": 2},
            )
        start = end


def _text(cell: dict) -> str:
    if cell["nilai"] == TANPA_DATA:
        return "–"
    if cell["nilai"] == DISEMBUNYIKAN:
        return "·"
    return f"{_SIGN.get(cell['tingkat'], '')}{_number(cell['rasio'])}"


def _number(ratio: float | None) -> str:
    """A ratio in percent without the sign: every cell is one."""
    return "·" if ratio is None or pd.isna(ratio) else bahasa.angka(ratio * 100, 1)


def _hover(cell: dict) -> str:
    said = NILAI[cell["nilai"]]
    if cell["nilai"] in (TANPA_DATA, DISEMBUNYIKAN):
        return f"<b>{cell['nama']}</b><br>{cell['indikator']}<br>{said}"
    return f"<b>{cell['nama']}</b><br>{cell['indikator']}<br>{figures(cell)}<br>{said}"


def legend_html() -> str:
    """What colours and signs mean, for st.html."""
    items = [
        (_FILL[PERLU], "▲▼ perlu perhatian"),
        (_FILL[BAIK], "▲▼ lebih baik"),
        (_FILL[SAMA], "setara (selisih belum meyakinkan)"),
        (_FILL[DISEMBUNYIKAN], "· disembunyikan"),
        (_FILL[TANPA_DATA], "– tidak ada data"),
    ]
    boxes = "".join(
        '<span style="display:inline-flex;align-items:center;gap:.4em">'
        '<span style="width:1.5em;height:1.1em;'
        f'border:1px solid {theme.MUTED};background:{fill}"></span>{words}</span>'
        for fill, words in items
    )
    return (
        '<div role="group" aria-label="Legenda" style="display:flex;flex-wrap:wrap;gap:.3em 1.4em;'
        f'font-size:1rem;color:{theme.TEXT}">{boxes}<span>▲ lebih tinggi, ▼ lebih rendah dari '
        "wilayahnya; angka dalam persen</span></div>"
    )


def describe(cells: pd.DataFrame, nama: str) -> str:
    """Alt text: what is set apart, kecamatan by kecamatan."""
    apart: dict[str, list[str]] = {}
    for name, what, state in zip(cells["nama"], cells["indikator"], cells["nilai"], strict=True):
        if state in (PERLU, BAIK):
            apart.setdefault(name, []).append(f"{what} {NILAI[state]}")
    said = [f"{name}: {bahasa.daftar(words)}." for name, words in apart.items()]
    rest = (
        "Selebihnya setara, tanpa data atau disembunyikan."
        if said
        else "Tidak ada yang berbeda meyakinkan."
    )
    return f"Rapor {nama}, {len(cells)} angka. " + " ".join([*said, rest])
