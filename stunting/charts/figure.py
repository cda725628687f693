"""A Plotly figure of plain parts, sent to the browser as they stand.

Plotly's own Figure checks every part against its whole schema while it is put together, which takes 10 to
30 ms of a click. Here the tests do that, once for each picture (``checked``).
"""

from __future__ import annotations

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure


class Figure(BaseFigure):
    """Traces and layout in Plotly's own words. A Plotly figure to whoever asks for its ``to_dict``."""

    def __init__(self, **layout: object) -> None:
        # not super().__init__(): it is what builds and checks everything
        self._traces: list[dict] = []
        self._said: dict = {}
        self.update_layout(**layout)

    def to_dict(self) -> dict:
        """``{"data": [trace, ..], "layout": {..}}``, as plotly.js takes it."""
        return {"data": self._traces, "layout": self._said}

    to_plotly_json = to_dict

    def checked(self) -> go.Figure:
        """The same built by Plotly. Raises ValueError for a word or value its schema does not have."""
        return go.Figure(self.to_dict())

    @property
    def data(self) -> tuple:
        """The traces as Plotly's own objects, checked: to be read only."""
        return self.checked().data

    @property
    def layout(self) -> go.Layout:
        """The layout as Plotly's own object, checked: to be read only."""
        return self.checked().layout

    def add_scatter(self, **trace: object) -> None:
        self._add("scatter", trace)

    def add_bar(self, **trace: object) -> None:
        self._add("bar", trace)

    def add_heatmap(self, **trace: object) -> None:
        self._add("heatmap", trace)

    def _add(self, kind: str, trace: dict) -> None:
        said = {name: value for name, value in trace.items() if value is not None}
        self._traces.append({"type": kind, **said})

    def add_annotation(self, **annotation: object) -> None:
        self._said.setdefault("annotations", []).append(annotation)

    def add_shape(self, **shape: object) -> None:
        self._said.setdefault("shapes", []).append(shape)

    def add_vline(self, x: float, *, line: dict, axis: str = "") -> None:
        """A line through the whole height of the axes ``axis``: "" for the first, "2" for the second."""
        self.add_shape(
            type="line", x0=x, x1=x, xref=f"x{axis}", y0=0, y1=1, yref=f"y{axis} domain", line=line
        )

    def add_hline(self, y: float, *, line: dict) -> None:
        """A line through the whole width."""
        self.add_shape(type="line", x0=0, x1=1, xref="x domain", y0=y, y1=y, yref="y", line=line)

    def add_hrect(self, y0: float, y1: float, *, fillcolor: str) -> None:
        """A band through the whole width, below everything."""
        place = {"x0": 0, "x1": 1, "xref": "x domain", "y0": y0, "y1": y1, "yref": "y"}
        self.add_shape(type="rect", **place, fillcolor=fillcolor, line={"width": 0}, layer="below")

    def update_xaxes(self, *, axis: str = "", **settings: object) -> None:
        self.update_layout(**{f"xaxis{axis}": settings})

    def update_yaxes(self, *, axis: str = "", **settings: object) -> None:
        self.update_layout(**{f"yaxis{axis}": settings})

    def update_layout(self, **layout: object) -> Figure:
        """Set what is named, part by part; returns the figure."""
        _merge(self._said, layout)
        return self


def _merge(into: dict, parts: dict) -> None:
    for name, value in parts.items():
        if name == "title" and isinstance(value, str):
            value = {"text": value}
        if isinstance(value, dict):
            _merge(into.setdefault(name, {}), value)
        else:
            into[name] = value
