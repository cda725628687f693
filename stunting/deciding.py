"""Decisions about alike children on their way through the page: taken, skipped, taken back, applied."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from stunting import access, answers, rights
from stunting.identity import decisions
from stunting.presenters import wilayah

_SKIPPED, _MESSAGE = "_serupa_lewati", "_serupa_pesan"


def pairs(kode_kabkota: str, kode_kecamatan: str | None) -> pd.DataFrame:
    """All pairs of the chosen area with names (mode kerja, logged), and what stands of each: ``status``."""
    scope = access.named(wilayah.scope(answers.ask, kode_kabkota, kode_kecamatan))
    rows = answers.ask_named("pasangan_anak", scope=scope)
    by_them = decisions.People(decisions.current())
    keys = zip(rows["orang_a"], rows["orang_b"], strict=True)
    return rows.assign(status=[by_them.says(pair) for pair in keys])


def pending() -> int:
    """How many decisions the version in sight does not know yet."""
    return decisions.waiting(int(answers.ask("keputusan_sampai")["nomor"].iloc[0]))


def next_pair(waiting: pd.DataFrame) -> pd.Series:
    """The first waiting pair that was not skipped; once all are, they come again."""
    skipped = st.session_state.setdefault(_SKIPPED, set())
    keys = list(zip(waiting["orang_a"], waiting["orang_b"], strict=True))
    if skipped.issuperset(keys):
        skipped.clear()
    return waiting.iloc[next(at for at, key in enumerate(keys) if key not in skipped)]


def skip(pair: decisions.Pair) -> None:
    st.session_state[_SKIPPED].add(pair)


def decide(pair: decisions.Pair, keputusan: str | None) -> None:
    """Write a decision (None takes it back), signed by whoever is at the screen."""
    caller = access.require(rights.UBAH)
    try:
        decisions.record(pair, keputusan, caller.name)
    except decisions.Contradiction as error:
        st.session_state[_MESSAGE] = str(error)


def message() -> str | None:
    """Why the last decision could not be written, once."""
    return st.session_state.pop(_MESSAGE, None)


def apply() -> None:
    """Make a version that knows all decisions, with a progress bar."""
    from stunting import commands  # the whole import machinery: only when it is needed

    access.require(rights.UBAH)
    bar = st.progress(0.0, "Menyiapkan")
    commands.rebuild("keputusan", bar.progress)
    bar.empty()
