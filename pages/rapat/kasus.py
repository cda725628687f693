"""One audited case on one screen: measures, causes by level, support, recommendations, the experts' grade.

After ten seconds the expert can say: "Anak ini risikonya tinggi, penyebab utamanya makan; bisa dicegah dengan
konseling di posyandu, dan dua dari tiga tugasnya selesai." And of all cases side by side the Bupati can:
"Sembilan dari lima belas kasus dapat dicegah, paling banyak lewat konseling di posyandu."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, filters, pickers, show
from stunting.charts import kasus as charts
from stunting.charts import penyebab as causes
from stunting.presenters import kasus as words
from stunting.presenters import pencegahan, wilayah
from stunting.rapat import keputusan, tugas

ONE, ALL = "Satu kasus", "Pencegahan, semua kasus"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

rinci = access.detailed([f.kode_kabkota])
scope = wilayah.scope(answers.ask, f.kode_kabkota, None)
cases = answers.ask("kasus_ringkas", scope=scope, siklus=f.siklus, rinci=rinci)
data_date = answers.data_date(f.kode_kabkota)
options = words.options(cases, f.kode_kecamatan)
if not options:
    show.heading(f"Belum ada kasus yang diaudit di {f.area}, {f.cycle}.")
    st.info("Kasus datang dari lembar Kasus buku kerja audit; masukkan lewat halaman Impor.")
    show.source_note("buku kerja audit", data_date=data_date, method="tugas")
    st.stop()

with st.container(horizontal=True, vertical_alignment="bottom"):
    view = pickers.pick_view("Tampilan", [ONE, ALL], key="tampilan_kasus")
    chosen = next(iter(options))
    if view == ONE:
        chosen = pickers.pick("Kasus", options, key="kasus") or chosen
if view == ALL:
    own = cases[cases["kasus_id"].isin(options)]
    title = f"Layanan yang dapat mencegah, {f.cycle}"
    services = pencegahan.by_service(own)
    show.heading(pencegahan.headline(own, f.area, f.cycle), pencegahan.behind(own, f.area, f.cycle))
    show.key_figures(pencegahan.key_figures(own))
    if len(services):
        show.chart(
            causes.case_bars(
                services["layanan"], services["kasus"], len(own), judul=title, height=330
            ),
            alt=pencegahan.describe(own),
            key="layanan",
        )
    show.rows(
        pencegahan.table(own),
        pencegahan.LABELS,
        alt="Semua kasus",
        key="semua_kasus",
        height="content",
    )
    show.source_note(
        "buku kerja audit (lembar Kasus)",
        "Penilaian pakar atas kasus yang dipilih: dihitung, tidak dijadikan persen.",
        data_date=data_date,
        method="tugas",
    )
    st.stop()

tasks = tugas.listed(
    answers.ask,
    keputusan.read(),
    kode_kabkota=f.kode_kabkota,
    kode_kecamatan=None,
    siklus=f.siklus,
    today=date.today(),
    rinci=rinci,
)
seen = words.look(answers.ask, cases, tasks, chosen, rinci=rinci)

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
