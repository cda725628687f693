"""Every indicator of every kecamatan on one screen.

After ten seconds the Bupati can say: "Dari 500 angka, tujuh perlu perhatian, dan tiga di antaranya di Ngoro."
"""

import streamlit as st

from stunting import access, answers, bahasa, downloads, filters, show
from stunting.charts import rapor as picture
from stunting.exports import excel
from stunting.presenters import rapor

f = filters.current()
rows = f.siklus and answers.ask("indikator_wilayah", **f.params("kode_kabkota", "siklus"))
if not f.siklus or rows.empty:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
main = known[known["kelompok"] == f.kelompok]["indikator"].iloc[0]
hide = access.small_cells()
cells = rapor.of_district(answers.ask, f.kode_kabkota, f.siklus, main, **hide)
district = rapor.district(rows, f.kode_kabkota, **hide)
date = answers.data_date(f.kode_kabkota)
about = {
    "Pilihan": f"{f.kabkota} · {f.cycle}",
    "Data per": bahasa.tanggal(date),
    "Mode": "tayang" if hide["hide_small"] else "kerja",
}

said = (cells, f.kabkota, f.kode_kecamatan)
show.heading(rapor.headline(*said), rapor.behind(*said))
st.html(picture.legend_html())
show.chart(
    picture.table(cells, district, rapor.GROUPS, nama=f.kabkota, chosen=f.kode_kecamatan),
    alt=picture.describe(cells, f.kabkota),
    key="rapor",
)
downloads.unnamed(
    f"Unduh {bahasa.angka(len(cells))} angka (XLSX)",
    lambda: excel.workbook(
        rapor.written(cells), rapor.LABELS, sheet="Rapor", about=show.about(about)
    ),
    f"rapor-{f.kode_kabkota}-{f.siklus}.xlsx",
    key="unduh",
)
show.source_note(
    "sumber tiap indikator menurut tabel indikator",
    "Sebuah angka ditandai bila berada di luar batas kebetulan di sekitar angka kabupaten/kota.",
    "Karena ratusan angka dibandingkan sekaligus, batasnya lebih ketat daripada di Peta, kecuali untuk "
    "indikator pertama kelompok yang dipilih.",
    data_date=date,
)
