"""The list for the coordination meeting.

After ten seconds the Bupati can say: "312 keluarga di Jatirejo tanpa jamban dan belum menerima bantuan;
itu tugas Perkim."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, show
from stunting.charts import needs
from stunting.exports import excel
from stunting.presenters import keluarga

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

kerja = access.current().kerja
known = answers.ask("kebutuhan_daftar")
kecamatan = answers.ask("pilihan_kecamatan")
scope = (
    [f.kode_kecamatan]
    if f.kode_kecamatan
    else kecamatan.loc[kecamatan["kode_kabkota"] == f.kode_kabkota, "kode_kecamatan"].tolist()
)
with st.container(horizontal=True, vertical_alignment="bottom"):
    choice = show.pick_needs(known, keluarga.BANTUAN if kerja else None)
rows = answers.ask(
    "keluarga_berisiko", scope=scope, siklus=f.siklus, kelompok=choice.kelompok or f.kelompok, **choice.params()
)
opd = dict(zip(known["kode_opd"], known["opd"], strict=True))
counted = keluarga.needs(rows, known, kerja=kerja)
if not keluarga.listed(rows, kerja=kerja):
    table = rows.iloc[0:0]
elif kerja:
    table = keluarga.named(rows, answers.ask_named("keluarga_bernama", scope=scope, siklus=f.siklus), opd)
else:
    table = keluarga.coded(rows, opd)
labels = keluarga.NAMED_LABELS if kerja else keluarga.CODED_LABELS

show.heading(keluarga.headline(rows, f.area, kerja=kerja))
picture, companion = st.columns([9, 11])
