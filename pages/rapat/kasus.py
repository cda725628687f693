"""One audited case on one screen: measures, causes by level, support, recommendations, the experts' grade.

After ten seconds the expert can say: "Anak ini risikonya tinggi, penyebab utamanya makan; bisa dicegah dengan
konseling di posyandu, dan dua dari tiga tugasnya selesai."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, filters, pickers, show
from stunting.charts import kasus as charts
from stunting.presenters import kasus as words
from stunting.presenters import wilayah
from stunting.rapat import keputusan

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

rinci = access.current().kerja
scope = wilayah.scope(answers.ask, f.kode_kabkota, None)
cases = answers.ask("kasus_ringkas", scope=scope, siklus=f.siklus, rinci=rinci)
data_date = answers.data_date(f.kode_kabkota)
options = words.options(cases, f.kode_kecamatan)
if not options:
    show.heading(f"Belum ada kasus yang diaudit di {f.area}, {f.cycle}.")
    st.info("Kasus datang dari lembar Kasus buku kerja audit; masukkan lewat halaman Impor.")
    show.source_note("buku kerja audit", data_date=data_date, method="tugas")
    st.stop()

chosen = pickers.pick("Kasus", options, key="kasus") or next(iter(options))
seen = words.look(answers.ask, keputusan.read(), cases, chosen, f, today=date.today(), rinci=rinci)

show.heading(words.headline(seen, f), words.behind(seen, f))
show.key_figures(words.key_figures(seen))
picture, companion = st.columns([10, 10])
with picture:
    if seen.child:
        audited = None if seen.growth.empty else words.at_audit(seen.growth, f.siklus)["umur_bulan"]
        show.chart(
            charts.growth(seen.growth, seen.band, audited),
            alt=charts.describe_growth(seen.growth),
            key="tumbuh",
        )
    else:
        show.chart(
            charts.checks(seen.checks, f.siklus),
            alt=charts.describe_checks(seen.checks),
            key="periksa",
        )
with companion:
    show.printed(seen.causes, words.CAUSE_LABELS)
    show.titled("Rumah dan keluarga", words.home(seen))
    show.titled("Pendampingan", words.support(seen))
if len(seen.tasks):
    show.printed(words.task_table(seen), words.TASK_LABELS)
else:
    st.info("Belum ada rekomendasi untuk kasus ini; catat di halaman Keputusan rapat.")
show.table(
    words.measures(seen),
    words.MEASURE_LABELS,
    alt="Ukuran dan ambangnya",
    key="ukuran",
    title="Ukuran dan ambangnya",
)
if len(seen.paper):
    show.table(
        seen.paper, words.PAPER_LABELS, alt="Kertas kerja", key="kertas", title="Kertas kerja audit"
    )
show.source_note(
    "buku kerja audit, pengukuran dan pemeriksaan, Verval KRS, register keputusan",
    "Tanpa identitas; identitas satu kasus dibuka di halaman Buka kasus dengan alasan dan PIN.",
    data_date=data_date,
    method="pertumbuhan",
)
