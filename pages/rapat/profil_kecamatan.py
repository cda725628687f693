"""Everything one camat answers for, on one screen and one sheet of A4.

After ten seconds the camat can say: "Di Ngoro 126 dari 421 balita stunting, lebih tinggi dari kabupaten; tiga
tugas kami terlambat, dan satu desa belum pernah melapor."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, filters, pickers, show
from stunting.presenters import profil, wilayah


def source() -> None:
    show.source_note(
        "semua halaman dasbor ini, masing-masing dengan sumbernya",
        "Angka ditandai seperti di Rapor; indikator pertama menurut batas Peta.",
        data_date=answers.data_date(f.kode_kabkota),
    )


f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()
if f.kode_kecamatan is None:
    show.heading(f"Profil kecamatan di {f.kabkota}, {f.cycle}: belum ada yang dipilih.")
    show.line(profil.CHOOSE)
    pickers.offer_kecamatan(wilayah.kecamatan(answers.ask, f.kode_kabkota).tolist())
    source()
    st.stop()

seen = profil.look(answers.ask, f, today=date.today(), **access.small_cells())
if seen is None:
    show.empty()
    st.stop()

with st.container(key=show.SHEET):
    show.heading(seen.headline, seen.behind)
    show.key_figures(seen.key_figures)
    left, right = st.columns([11, 5])
    with left:
        show.printed(seen.table, profil.LABELS)
    with right:
        for about, said in seen.lines:
            show.titled(about, said)
source()
