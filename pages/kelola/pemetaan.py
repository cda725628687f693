"""The saved mappings: which files they read and how; to change, copy, hand on or throw away.

After ten seconds the operator can say: "Berkas Elsimil dibaca dengan pemetaan ini, sepuluh kolomnya."
"""

import streamlit as st

from stunting import access, mapping_editor, mapping_shelf, rights, show
from stunting.imports.mapping import saved
from stunting.presenters import pemetaan

access.require(rights.UBAH)
usable, broken = saved.load()

show.heading(pemetaan.headline(usable, broken))
mapping_shelf.offer_undo()
for each in broken:
    st.warning(show.literal(each.sentence))
if usable:
    show.table(
        pemetaan.listed(usable),
        pemetaan.LIST_LABELS,
        alt="Pemetaan yang tersimpan",
        key="daftar_pemetaan",
        title="Semua pemetaan",
        expanded=True,
    )
else:
    st.info(
        "Pemetaan dibuat di halaman Impor: unggah berkas yang judul kolomnya belum dikenal, lalu pilih arti "
        "tiap kolom. Pemetaan dari kabupaten/kota lain dapat diambil di bawah ini."
    )

names = [each.name for each in (*usable, *broken)]
chosen = st.selectbox("Pemetaan", names, key="pemetaan") if names else None
mapping = next((each for each in usable if each.name == chosen), None)
if chosen:
    with st.container(horizontal=True, vertical_alignment="center"):
        change = mapping and st.toggle("Ubah", key=f"ubah_{chosen}")
        mapping_shelf.name_form("Ganti nama", chosen, saved.rename)
        if mapping:
            mapping_shelf.name_form("Gandakan", chosen, saved.duplicate)
        st.download_button(
            "Unduh berkas pemetaan",
            data=lambda: saved.content(chosen),
            file_name=f"{chosen}.csv",
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
            key="unduh_pemetaan",
        )
        if st.button("Hapus", icon=":material/delete:", key="hapus_pemetaan"):
            if mapping_shelf.attempt(mapping_shelf.throw_away, chosen):
                st.rerun()
    if mapping and change:
        if mapping_editor.edit(mapping):
            st.toast("Perubahan disimpan.")
            st.rerun()
    elif mapping:
        for line in pemetaan.details(mapping):
            st.markdown(show.literal(line))
        show.rows(
            pemetaan.columns(mapping),
            pemetaan.COLUMN_LABELS,
            alt=f"Kolom pemetaan {chosen}",
            key="kolom_pemetaan",
            height=400,
        )

upload = st.file_uploader("Ambil pemetaan dari berkas (.csv)", type=["csv"], key=show.UPLOAD)
if upload is not None and st.button("Simpan pemetaan ini", key="ambil_pemetaan"):
    if mapping_shelf.attempt(saved.adopt, upload.name, upload.getvalue()):
        st.rerun()
