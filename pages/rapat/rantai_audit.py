"""From risk to result: where the chain of the audit is stuck, the last cycle's promises first.

After ten seconds the Bupati can say: "Dari 12 rekomendasi semester lalu enam selesai, tiga terlambat; itu
tugas Dinkes, Dinsos dan Puskesmas."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, show
from stunting.charts import rantai as charts
from stunting.presenters import keputusan as keputusan_words
from stunting.presenters import rantai, wilayah
from stunting.rapat import bahan, keputusan
from stunting.siklus import previous

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

before = previous(f.siklus)
rinci = access.detailed([f.kode_kabkota])
whole = bahan.gather(
    answers.ask,
    keputusan.read(),
    kode_kabkota=f.kode_kabkota,
    kabkota=f.kabkota,
    siklus=f.siklus,
    today=date.today(),
    catatan="",
    rinci=rinci,
)
earlier = answers.ask(
    "kasus_ringkas",
    scope=wilayah.scope(answers.ask, f.kode_kabkota, None),
    siklus=before,
    rinci=rinci,
)
data_date = answers.data_date(f.kode_kabkota)

with st.container(horizontal=True, vertical_alignment="bottom"):
    which = pickers.pick_view("Siklus rantai", [rantai.BEFORE, rantai.THIS], key="rantai_siklus")
    carried = which == rantai.BEFORE
    everywhere = (
        rantai.chain(earlier, whole.lalu) if carried else rantai.chain(whole.kasus, whole.tugas)
    )
    step = pickers.pick(
        "Langkah", rantai.NAMES, key="langkah", every="Langkah yang paling tertahan"
    )
isi = bahan.narrowed(whole, f.kode_kecamatan)
here = (
    earlier if f.kode_kecamatan is None else earlier[earlier["kode_kecamatan"] == f.kode_kecamatan]
)
cases, tasks = (here, isi.lalu) if carried else (isi.kasus, isi.tugas)
found = rantai.chain(cases, tasks)
step = step or everywhere.narrowest
cycle = before if carried else f.siklus

about = (isi.lalu, bahasa.siklus(before))
show.heading(
    rantai.headline(*about, len(isi.kasus), len(isi.tugas), f),
    rantai.behind(*about, isi.kasus, len(isi.tugas), f),
)
show.key_figures(rantai.key_figures(isi.lalu, bahasa.siklus_pendek(before)))
picture, companion = st.columns([11, 9])
with picture:
    steps = (found if len(cases) or len(tasks) else everywhere).langkah
    place = f.area
    if f.kecamatan and not len(cases) and not len(tasks):
        place = f"{f.kabkota} ({f.kecamatan} belum punya kasus)"
    show.chart(
        charts.bars(steps, judul=f"{bahasa.siklus(cycle)}, {place}", chosen=step),
        alt=charts.describe(steps),
        key="rantai",
    )
with companion:
    st.markdown(f"**{rantai.stuck_sentence(found, step)}**")
    table, labels = rantai.stuck_list(found, step)
    if len(table):
        show.rows(
            table, labels, alt=rantai.stuck_sentence(found, step), key="tertahan", height="content"
        )
show.table(
    rantai.by_group(cases, tasks),
    rantai.GROUP_LABELS,
    alt="Rantai menurut kelompok",
    key="kelompok_rantai",
    title="Menurut kelompok",
)
show.table(
    keputusan_words.table(isi.lalu),
    keputusan_words.LABELS,
    alt=f"Rekomendasi {bahasa.siklus(before)}",
    key="lalu",
    title=f"Semua rekomendasi {bahasa.siklus(before)}",
)
show.source_note(
    "buku kerja audit dan register keputusan rapat",
    "Kasus dan tugas dihitung, tidak dijadikan persen; yang batal tidak dihitung di rantai.",
    f"Terlambat dihitung per {bahasa.tanggal(date.today())}.",
    data_date=data_date,
    method="tugas",
)
