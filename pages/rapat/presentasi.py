"""The meeting's own screens, moved by the keys of a presenter; a second window follows on the projector.

After ten seconds the operator can say: "Layar 4 dari 28 sedang tampil, berikutnya neraca; dua jendela
mengikuti."
"""

from datetime import date

import streamlit as st

from stunting import (
    access,
    answers,
    filters,
    meeting,
    pickers,
    presenting,
    register,
    rights,
    show,
    store,
)
from stunting.presenters import presentasi as words
from stunting.rapat import keputusan
from stunting.siaran import Adegan

OPERATOR, WHOLE = "Operator", "Satu layar"
LIGHT, DARK = "Layar terang", "Layar gelap"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

with st.container(horizontal=True, vertical_alignment="center"):
    view = pickers.pick_view("Tampilan", [OPERATOR, WHOLE], key="tampilan_presentasi")
    dark = pickers.pick_view("Warna layar", [LIGHT, DARK], key="warna_layar") == DARK
    data_date = answers.data_date(f.kode_kabkota)
    folder, event = store.folder(answers.version()), register.last_event(keputusan.KIND)
    adegan = Adegan(folder, event, f, gelap=dark)
    dek = presenting.stage(adegan, date.today())
    presenting.files(dek, f, lambda made: meeting.bundle(made, f))
    if access.current().may(rights.SIARKAN):
        presenting.projector(adegan)


@st.fragment
def stage() -> None:
    """One screen and what the operator needs beside it; a key runs this alone."""
    kini = presenting.now(dek)
    presenting.broadcast(adegan, kini)
    show.heading(*words.heading(dek.paparan, kini.nomor, f, black=kini.hitam))
    if view == WHOLE:
        presenting.buttons(dek)
        presenting.picture(kini, kini.nomor, key="layar_besar")
        return
    left, right = st.columns([13, 7])
    with left:
        presenting.picture(kini, kini.nomor, key="layar_kini")
        presenting.buttons(dek)
    with right:
        presenting.clock(f)
        st.markdown("**Berikutnya**")
        presenting.picture(kini, kini.next, key="layar_berikut")
        st.markdown("**Yang dapat diucapkan**")
        for sentence in kini.layar.ucapan:
            show.line(sentence)
    presenting.figures_behind(kini.layar.tabel, kini.layar.kunci)


stage()
show.source_note(
    "semua halaman dasbor, dilukis untuk proyektor sebagai mode tayang",
    data_date=data_date,
    method="tingkat",
)
