"""The recorded figure (e-PPGBM) beside the surveyed one, and a fair paragraph about both.

After ten seconds the Bupati can say: "Catatan kita 18,9 % dari yang diukur, survei 17,7 %; selisihnya
di dalam selang, jadi keduanya tidak bertentangan."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, show
from stunting.charts import dua_angka as picture
from stunting.presenters import dua_angka

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

where = {"kode_kabkota": f.kode_kabkota}
stunting, cakupan = (
    rows[rows["kode"] == f.kode_kabkota]
    for rows in (
        answers.ask("indikator_per_siklus", indikator=name, **where)
        for name in (dua_angka.INDIKATOR, dua_angka.CAKUPAN)
    )
)
surveys = answers.ask("survei_wilayah", **where)
frame = dua_angka.compare(stunting, cakupan, surveys, **access.small_cells())
row = dua_angka.chosen(frame, f.siklus)
if frame.empty:
    show.empty()
    st.stop()

show.heading(dua_angka.headline(row, frame, f.kabkota), dua_angka.behind(row))
if row is not None:
    show.key_figures(dua_angka.key_figures(row))
left, right = st.columns([11, 9])
with left:
    show.chart(
        picture.two_figures(frame, judul="Stunting balita 0-59 bulan per tahun"),
        alt=picture.describe(frame),
        key="dua_angka",
    )
    show.line(dua_angka.disputed(frame))
with right:
    st.markdown("**Paragraf siap baca**")
    if row is None:
        st.info(dua_angka.NO_SURVEY)
    else:
        text = dua_angka.paragraph(row, f.kabkota)
        show.line(text)
        st.download_button(
            "Unduh paragraf (TXT)",
            text,
            file_name=f"dua-angka-{f.kode_kabkota}-{row['tahun']}.txt",
            icon=":material/download:",
            on_click="ignore",
            key="paragraf",
        )
show.table(
    dua_angka.as_table(frame),
    dua_angka.LABELS,
    alt="Kedua angka per tahun",
    key="tabel_dua_angka",
    formats={"rasio": bahasa.persen},
)
show.source_note(
    "e-PPGBM; survei menurut tabel survei (data/reference/survei.csv), masing-masing dengan sumbernya",
    "Per tahun dipakai semester terakhir yang ada pengukurannya.",
    "Kecamatan dan kelompok tidak memengaruhi halaman ini: survei menyebut balita se-kabupaten/kota.",
    data_date=answers.data_date(f.kode_kabkota),
    method="survei",
)
