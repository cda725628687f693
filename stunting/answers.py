"""Ask a question from a page: one version per run, answers cached by version.

A version never changes, so nothing is ever invalidated: the key of an answer is the version's folder, the
question and its parameters. Which version that is, the frame decides once per run (``pin``); one screen
never mixes two versions.
"""

from __future__ import annotations

import hashlib
import json
import threading
import uuid
from datetime import date
from pathlib import Path

import pandas as pd
import streamlit as st

from stunting import access, db, formulas, register, rights, sensitif, store

_VERSION = "_versi"
_SESSION = "_sesi_layar"
# Answers are small (a district has at most some 50 kecamatan) but for the list of families, about 1 MB at
# 10,000 rows: the bytes bound the memory, the number what has to be looked through.
_CACHED_ANSWERS, _CACHED_BYTES = 200, "16mb"

# The first visitors may come together: one prepares the sample, the others wait for it.
FIRST_START = threading.Lock()


class FrameNotRun(RuntimeError):
    """A page ran without stunting/frame.py: no version, no filters, no access check."""


_fits: set[Path] = set()  # stores whose live version was built as this code builds


def prepare() -> None:
    """Before anything is asked: a store to look at, and one that today's questions fit.

    Without a store the sample is made; a version of an earlier release is built anew, once, from the same
    data. Only the frame calls this. Raises StoreError.
    """
    if store.exists() and store.home() in _fits:
        return
    with FIRST_START:
        if not store.exists():
            with st.spinner("Menyiapkan data contoh…"):
                _commands().ensure_store()
        elif store.only_looking() is None and not formulas.up_to_date(store.folder()):
            with st.spinner("Menyesuaikan data dengan versi aplikasi ini…"):
                _commands().rebuild("pembaruan aplikasi")
        _fits.add(store.home())


def _commands():
    """The whole import machinery: only where it is needed."""
    from stunting import commands

    return commands


def pin() -> str:
    """Fix the live version for this run and return its name. Only the frame calls this.

    Raises StoreError when there is no store.
    """
    st.session_state[_VERSION] = store.current()
    return version()


def version() -> str:
    """The version this run answers from. Raises FrameNotRun."""
    if _VERSION not in st.session_state:
        raise FrameNotRun("Halaman dijalankan tanpa bingkai aplikasi (stunting/frame.py).")
    return st.session_state[_VERSION]


def ask(name: str, **params: object) -> pd.DataFrame:
    """The answer of one question of access ``agregat`` or ``berkode``, from the pinned version.

    Returns a copy with the declared columns. Raises FrameNotRun, UnknownQuestion, NotPermitted.
    """
    asked = tuple(sorted(params.items()))
    return _answer(str(store.folder(version())), name, asked, sensitif.stamp())


@st.cache_data(max_entries=_CACHED_ANSWERS, max_size=_CACHED_BYTES, show_spinner=False)
def _answer(
    folder: str,
    name: str,
    params: tuple[tuple[str, object], ...],
    words: tuple[str, int],  # the list of protected words in force
) -> pd.DataFrame:
    return db.ask(Path(folder), name, dict(params))


def data_date(kode_kabkota: str) -> date | None:
    """The last day this district has data of, None without any."""
    last = ask("tanggal_data", kode_kabkota=kode_kabkota)["data_terakhir"].iloc[0]
    return None if pd.isna(last) else last.date()


def ask_named(name: str, **params: object) -> pd.DataFrame:
    """The answer of a ``bernama`` question: mode kerja only, written into the register, never cached.

    ``scope`` must lie inside the areas the caller may see names of (access.named). The register keeps who
    asked what with which parameters, once per open screen and version: running the same page again is not
    another look. Raises FrameNotRun, NotPermitted, UnknownQuestion.
    """
    caller = access.current()
    if not caller.kerja:
        raise db.NotPermitted(f"Pertanyaan {name} memuat identitas; hanya dalam mode kerja.")
    reach = caller.reach(rights.NAMA)
    if "scope" not in params or not all(map(reach.covers, params["scope"])):
        raise db.NotPermitted(f"Pertanyaan {name} di luar wilayah yang boleh dilihat peran Anda.")
    asked = json.dumps(params, sort_keys=True, default=str)
    screen = st.session_state.setdefault(_SESSION, uuid.uuid4().hex)
    look = "|".join((screen, caller.name, version(), name, asked))
    register.append(
        "lihat_identitas",
        name,
        before=None,
        after={"versi": version(), "parameter": params},
        who=caller.name,
        event_id=hashlib.sha256(look.encode()).hexdigest(),
    )
    return db.ask(store.folder(version()), name, params, named=True)
