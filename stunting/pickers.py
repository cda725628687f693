"""The choices a page offers beside the filter bar: which indicator, which view, which need.

They are bound to the URL like the bar, so that a link opens the same screen. Their labels are for
screen readers: on a projector every line above the picture is a line less of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st


def pick(
    label: str, options: Mapping[str, str], *, key: str, every: str | None = None
) -> str | None:
    """A select box of codes shown by their words; ``every`` adds a first choice that means None."""
    words = ([every] if every else []) + list(options.values())
    chosen = st.selectbox(
        label, words, key=key, bind="query-params", label_visibility="collapsed", width=420
    )
    return next((code for code, word in options.items() if word == chosen), None)


def pick_indicator(group: pd.DataFrame, key: str = "indikator") -> str:
    """One of the indicators of the group (columns indikator, nama); the first is the default."""
    options = dict(zip(group["indikator"], group["nama"], strict=True))
    return pick("Indikator", options, key=key) or next(iter(options))


def pick_view(label: str, options: Sequence[str], *, key: str) -> str:
    """One of two to five views that stay visible side by side."""
    chosen = st.segmented_control(
        label,
        options,
        default=options[0],
        key=key,
        bind="query-params",
        required=True,
        label_visibility="collapsed",
        wrap=True,
    )
    return chosen if chosen in options else options[0]


def picked_line(options: Mapping[str, str], default: str, *, key: str) -> str:
    """Which of the lines is chosen, before ``draw_lines``: everything is asked before anything is drawn."""
    chosen = st.session_state.get(key)
    return chosen if chosen in options else default


def draw_lines(label: str, options: Mapping[str, str], default: str, *, key: str) -> None:
    """One of several lines under each other (code -> Markdown); not in the URL, as lines carry figures."""
    st.radio(
        label,
        list(options),
        index=list(options).index(default),
        format_func=lambda code: options.get(code, ""),
        key=key,
        label_visibility="collapsed",
    )


_OFFERED = "kecamatan_ditawarkan"


def offer_kecamatan(names: Sequence[str]) -> None:
    """The kecamatan side by side; a click chooses one in the filter bar."""
    st.pills(
        "Kecamatan", names, key=_OFFERED, on_change=_choose_kecamatan, label_visibility="collapsed"
    )


def _choose_kecamatan() -> None:
    st.session_state["kecamatan"] = st.session_state[_OFFERED]
