"""Did it help: results of the cases and of the tasks of one cycle, by office, kecamatan, cause and money.

After ten seconds the Bupati can say: "Dari tujuh kasus lima sudah dievaluasi dan tiga membaik; enam dari dua
belas tugas selesai, tiga terlambat."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, show
from stunting.charts import evaluasi as charts
from stunting.presenters import evaluasi as words
from stunting.presenters import wilayah
from stunting.rapat import bahan, keputusan
from stunting.siklus import previous

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

rinci = access.detailed([f.kode_kabkota])
names = wilayah.kecamatan(answers.ask, f.kode_kabkota)
cycles = {"Semester lalu": previous(f.siklus), "Siklus ini": f.siklus}
data_date = answers.data_date(f.kode_kabkota)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = cycles[pickers.pick_view("Siklus evaluasi", list(cycles), key="evaluasi_siklus")]
    view = pickers.pick_view("Tampilan", list(words.VIEWS), key="evaluasi")
whole = bahan.gather(
    answers.ask,
    keputusan.read(),
    kode_kabkota=f.kode_kabkota,
    kabkota=f.kabkota,
    siklus=chosen,
    today=date.today(),
    catatan="",
    rinci=rinci,
)
isi = bahan.narrowed(whole, f.kode_kecamatan)
cycle = bahasa.siklus(chosen)
drawn = isi if len(isi.tugas) else whole
place = f.area if len(isi.tugas) else f.kabkota

show.heading(
    words.headline(isi.kasus, isi.tugas, f.area, cycle),
    words.behind(isi.kasus, isi.tugas, f.area, cycle),
)
show.key_figures(words.key_figures(isi.kasus, isi.tugas))
if drawn.tugas.empty:
    st.info(
        f"Belum ada tugas {cycle}. Tugas datang dari buku kerja (lembar RTL) atau Keputusan rapat."
    )
else:
    by = (
        words.by_kecamatan(drawn.tugas, names)
        if view == words.KECAMATAN
        else words.by_office(drawn.tugas)
    )
    if view != words.DANA:  # money stands where it is seen
        show.chart(
            charts.bars(by, judul=f"Tugas {cycle}, {place}"),
            alt=charts.describe(by),
            key="evaluasi_grafik",
        )
    if view in (words.OPD, words.KECAMATAN):
        show.rows(by, words.PLACE_LABELS, alt=view, key="penanggung_jawab", height="content")
    elif view == words.PENYEBAB:
        table = words.by_cause(drawn.kasus, drawn.tugas)
        show.rows(table, words.CAUSE_LABELS, alt=view, key="menolong", height="content")
        show.line(
            "Satu kasus dihitung di setiap penyebabnya; kasus dipilih, jadi ini petunjuk, bukan bukti."
        )
    else:
        show.line(words.money_sentence(drawn.tugas))
        show.table(
            words.money(drawn.tugas),
            words.MONEY_LABELS,
            alt=view,
            key="biaya",
            title=view,
            expanded=True,
        )
show.source_note(
    "buku kerja audit (lembar RTL dan Evaluasi) dan register keputusan rapat",
    "Kasus dan tugas dihitung, tidak dijadikan persen. Realisasi yang belum dilaporkan bukan nol.",
    f"Terlambat dihitung per {bahasa.tanggal(date.today())}.",
    data_date=data_date,
    method="tugas",
)
