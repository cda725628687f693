"""What an import changed, as the Impor page shows it: after an import, and looking back at earlier ones."""

from __future__ import annotations

import streamlit as st

from stunting import answers, filters, pickers, show
from stunting.presenters import perubahan, segel


def of(version: str) -> None:
    """The sentence about the import that made a version, and folded its rows and figures.

    Nothing where that is not known: the version was not made by an import.
    """
    found = perubahan.changes(answers.ask, version)
    if found is None:
        return
    show.line(found.sentence)
    if version == answers.version():
        kabkota = filters.current().params("kode_kabkota")
        show.line(segel.waiting(answers.ask("segel_daftar", **kabkota)))
    show.table(
        found.rows,
        perubahan.ROW_LABELS,
        alt="Baris yang baru, berubah dan hilang",
        key="perubahan_baris",
        title="Baris yang berubah",
    )
    if len(found.moved):
        show.table(
            found.moved,
            perubahan.MOVED_LABELS,
            alt="Angka kecamatan sebelum dan sesudah impor",
            key="perubahan_angka",
            title="Indikator yang bergerak",
        )


def history() -> None:
    """Earlier imports to choose from, and what the chosen one changed; nothing without any."""
    known = perubahan.kept(answers.ask)
    if not known:
        return
    st.subheader("Apa yang berubah", anchor=False)
    chosen = pickers.pick("Impor yang dilihat", known, key="impor_dilihat")
    of(chosen or next(iter(known)))
