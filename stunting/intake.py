"""An uploaded file on its way through the Impor page: kept as a file, looked at once, thrown away.

What was found is remembered for this visitor only, together with the version it was found against.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from stunting import answers, store
from stunting.imports import run
from stunting.imports.mapping import peek as top
from stunting.imports.options import DEFAULT, Options
from stunting.presenters import impor as words

_KEY = "_impor"
_TOP = "_impor_atas"


@dataclass
class Intake:
    """One uploaded file: which, what a look at it found, and what its import did (once done)."""

    file_id: str
    version: str
    options: Options
    preview: run.FileReport
    done: run.FileReport | None = None
    before: str | None = None


def current(upload) -> Intake | None:
    """What is known of this upload against the live version; None when it must be looked at (again)."""
    found = st.session_state.get(_KEY)
    if found is None or found.file_id != upload.file_id:
        return None
    return found if found.done or found.version == answers.version() else None


def look(upload, options: Options = DEFAULT) -> Intake:
    """Read and check the upload without changing anything, with a progress bar."""
    with as_file(upload) as path, progress() as tell:
        report = run.preview(path, tell, options)
    st.session_state[_KEY] = Intake(upload.file_id, answers.version(), options, report)
    return st.session_state[_KEY]


def peek(upload) -> list[top.Head]:
    """The first rows of each sheet of the upload, read once. Raises ImportFailed."""
    known = st.session_state.get(_TOP)
    if known is None or known[0] != upload.file_id:
        with as_file(upload) as path, st.spinner("Membaca judul kolom"):
            known = st.session_state[_TOP] = (upload.file_id, top.heads(path))
    return known[1]


def decide(upload, found: Intake) -> None:
    """What only the operator knows of this file; another answer looks at the file again."""
    chosen = found.options
    if found.preview.asks == "urutan_tanggal_ambigu" or chosen.day_first is not None:
        orders = {words.DAY_FIRST: True, words.MONTH_FIRST: False}
        said = st.segmented_control(
            words.DATE_QUESTION, list(orders), key=f"urutan_{found.file_id}"
        )
        chosen = replace(chosen, day_first=orders.get(said))
    if found.preview.asks == "desa_berkas_tidak_disebut" or chosen.desa:
        names = words.desa_names(answers.ask("pilihan_desa"))
        said = st.selectbox(
            words.DESA_QUESTION,
            list(names),
            index=None,
            placeholder=words.DESA_PLACEHOLDER,
            key=f"desa_{found.file_id}",
        )
        chosen = replace(chosen, desa=names.get(said))
    if words.guesses_units(found.preview) or not chosen.guess_units:
        said = st.toggle(words.GUESS_QUESTION, value=True, key=f"tebak_{found.file_id}")
        chosen = replace(chosen, guess_units=said)
    if chosen != found.options:
        look(upload, chosen)
        st.rerun()


def take_in(upload) -> Intake:
    """Import the upload, with a progress bar; the version before is remembered for the undo."""
    found = st.session_state[_KEY]
    before = store.current()
    with as_file(upload) as path, progress() as tell:
        found.done = run.import_files([path], progress=tell, options=found.options)[0]
    found.before = before if store.current() != before else None
    return found


def undo() -> None:
    """Go back to the version before the import of this visit."""
    found = st.session_state.pop(_KEY)
    with store.writing():
        store.rollback(found.before)


class as_file:
    """The upload under its own name in a private folder, gone when the block ends."""

    def __init__(self, upload) -> None:
        self._upload = upload

    def __enter__(self) -> Path:
        self._folder = tempfile.TemporaryDirectory(prefix="impor-")
        path = Path(self._folder.name) / (Path(self._upload.name).name or "berkas")
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(handle, "wb") as file:
            file.write(self._upload.getvalue())  # getbuffer() would keep a second copy
        return path

    def __exit__(self, *error: object) -> None:
        self._folder.cleanup()


class progress:
    """A progress bar with the sentence of the step; it goes when the work is done."""

    def __enter__(self):
        self._bar = st.progress(0.0, "Menyiapkan")
        return lambda fraction, sentence: self._bar.progress(min(fraction, 1.0), sentence)

    def __exit__(self, *error: object) -> None:
        self._bar.empty()
