"""The one filter bar: what is chosen, kept in the URL across pages, in codes for questions and in words.

The frame draws it; pages read it with ``current()``. The URL carries the words people see
(``?wilayah=Kota+Pekalongan&siklus=2026-S1``); values that do not exist are ignored.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode, urlsplit

import pandas as pd
import streamlit as st

from stunting import answers, store
from stunting.imports.fields import KELOMPOK
from stunting.pilihan import ALL_KECAMATAN, Filters

DEFAULT_KELOMPOK = "balita"
_CHOSEN = "_pilihan"
_BAR = ("wilayah", "kecamatan", "siklus", "kelompok")
_NOT_A_CHOICE = (
    "masuk",
    "embed",
    "embed_options",
)  # what the sign-in form says, what Streamlit reads
_LONGEST = 200  # characters of a choice a page keeps in the URL


def draw() -> Filters:
    """Draw the boxes side by side in the current container and remember the choice for the pages.

    Only the frame calls this. Raises StoreError when the store has no area at all.
    """
    areas = answers.ask("pilihan_wilayah")
    if areas.empty:
        raise store.StoreError("Penyimpanan ini tidak memuat satu kabupaten/kota pun.")
    codes = dict(zip(areas["nama"], areas["kode_kabkota"], strict=True))
    boxes = st.columns([5, 5, 3, 5])
    with boxes[0]:
        kabkota = _box("Wilayah", list(codes), key="wilayah", on_change=_forget_kecamatan)
    kode = codes[kabkota]
    cycles = _of("pilihan_siklus", kode)["siklus"].tolist()
    found = _of("pilihan_kecamatan", kode)
    kecamatan_codes = dict(zip(found["nama"], found["kode_kecamatan"], strict=True))
    kecamatan, siklus, group = None, None, KELOMPOK[DEFAULT_KELOMPOK]
    if cycles:  # an empty store: nothing to narrow down yet
        with boxes[1]:
            kecamatan = _box("Kecamatan", [ALL_KECAMATAN, *kecamatan_codes], key="kecamatan")
        with boxes[2]:
            siklus = _box("Siklus", cycles, key="siklus")
        with boxes[3]:
            labels = list(KELOMPOK.values())
            group = _box("Kelompok", labels, key="kelompok", index=labels.index(group))
    chosen = Filters(
        kode_kabkota=kode,
        kabkota=kabkota,
        kode_kecamatan=kecamatan_codes.get(kecamatan),
        kecamatan=kecamatan if kecamatan in kecamatan_codes else None,
        siklus=siklus,
        kelompok=next(key for key, label in KELOMPOK.items() if label == group),
    )
    st.session_state[_CHOSEN] = chosen
    return chosen


def _box(
    label: str,
    options: list[str],
    *,
    key: str,
    index: int = 0,
    on_change: Callable[[], None] | None = None,
) -> str:
    """A select box bound to the URL. What the browser sends is not trusted to be one of the options."""
    picked = st.selectbox(
        label,
        options,
        index,
        key=key,
        on_change=on_change,
        bind="query-params",
        label_visibility="collapsed",
    )
    return picked if picked in options else options[index]


def _forget_kecamatan() -> None:
    """Another district has other kecamatan; without this the URL keeps the old one's name."""
    st.session_state["kecamatan"] = ALL_KECAMATAN


def _of(question: str, kode_kabkota: str) -> pd.DataFrame:
    rows = answers.ask(question)
    return rows[rows["kode_kabkota"] == kode_kabkota]


def current() -> Filters:
    """What is chosen, on a page. Raises FrameNotRun when stunting/frame.py did not run before the page."""
    chosen = st.session_state.get(_CHOSEN)
    if chosen is None:
        raise answers.FrameNotRun("Halaman dijalankan tanpa bilah pilihan (stunting/frame.py).")
    return chosen


def address() -> str:
    """The whole address of the screen in sight, with every value written out."""
    server = urlsplit(st.context.url or "")
    return f"{server.scheme}://{server.netloc}{path()}" if server.netloc else path()


def path() -> str:
    """The same without the server: where the sign-in form returns to, the view of the page included."""
    own = {
        name: value
        for name, value in st.query_params.items()
        if name not in (*_BAR, *_NOT_A_CHOICE) and len(value) <= _LONGEST
    }
    more = f"&{urlencode(own)}" if own else ""
    return (urlsplit(st.context.url or "").path or "/") + current().link() + more
