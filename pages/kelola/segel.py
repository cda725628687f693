"""Sealing: the figures of a cycle are closed, and what came later is shown beside them.

After ten seconds the operator can say: "Semester II 2025 disegel 12 Januari; data susulan mengubah tiga
kecamatan, dan revisinya belum dibuat."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, bahasa, filters, rights, seals, show, store
from stunting.presenters import segel

caller = access.require(rights.UBAH)
f = filters.current()
cycles = answers.ask("segel_daftar", **f.params("kode_kabkota"))
if cycles.empty:
    show.empty()
    st.stop()
about = cycles[cycles["siklus"] == f.siklus].iloc[0]
params = f.params("kode_kabkota", "siklus")
late = segel.differences(answers.ask("segel_selisih_kecamatan", **params))
made = answers.ask("segel_riwayat", **params)

show.heading(segel.headline(cycles, f.kabkota))
show.table(
    segel.overview(cycles),
    segel.LABELS,
    alt="Siklus dan segelnya",
    key="siklus_segel",
    title="Semua siklus",
    expanded=True,
)
st.subheader(f"{bahasa.siklus(f.siklus)}: {segel.state(about)}", anchor=False)
for row in made.head(1).itertuples():
    show.line(segel.proof(row))
if not about["terkunci"] or about["kecamatan"]:
    word = "Buat revisi" if about["terkunci"] else "Segel siklus ini"
    for sentence in segel.warnings(about, cycles, date.today()) if not about["terkunci"] else []:
        show.caution(sentence)
    with st.expander(word, icon=":material/lock:", key="segel_lipatan"), st.form("segel"):
        st.markdown(segel.REVISION if about["terkunci"] else segel.MEANING)
        sure = st.checkbox("Saya sudah memeriksa angkanya bersama tim.", key="yakin")
        pressed = st.form_submit_button(word, type="primary")
    if pressed and not sure:
        st.warning("Beri tanda bahwa angkanya sudah diperiksa, lalu tekan lagi.")
    elif pressed:
        try:
            with st.spinner("Menyegel dan menghitung ulang"):
                seals.seal(f.kode_kabkota, f.siklus, caller.name)
        except store.StoreError as error:
            st.error(str(error))
        else:
            st.rerun()
else:
    st.markdown("Tidak ada data susulan yang mengubah angka siklus ini.")
if len(late):
    show.table(
        late,
        segel.DIFFERENCE_LABELS,
        alt="Yang akan diubah data susulan",
        key="selisih",
        title="Yang akan diubah data susulan",
        expanded=True,
    )
for row in made.itertuples():
    show.table(
        answers.ask("segel_angka", revisi=int(row.revisi), **params),
        segel.FIGURE_LABELS,
        alt=f"Angka {segel.revision_name(row)}",
        key=f"angka_{row.revisi}",
        title=f"{segel.revision_name(row)}: angka yang dibekukan",
    )
