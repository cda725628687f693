"""How the district works on it: what is applied, does it work, what is in the way; and who was visited.

After ten seconds the Bupati can say: "Dari 14 catatan enam efektif; sembilan menghadapi kendala dan semuanya
sudah punya solusi, dua kecamatan mencoba lagi yang dulu belum berhasil."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, show
from stunting.charts import penyebab as place_charts
from stunting.charts import tata_kelola as charts
from stunting.presenters import figures
from stunting.presenters import tata_kelola as words
from stunting.stats import rates

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

hide = access.small_cells()
rinci = access.detailed([f.kode_kabkota])
rows = answers.ask(
    "tata_kelola_daftar", kode_kecamatan=None, rinci=rinci, **f.params("kode_kabkota", "siklus")
)
visited = answers.ask("kunjungan_cakupan", **f.params("kode_kabkota", "siklus"))
teams = answers.ask(
    "kunjungan_pelaksana", rinci=rinci, **f.params("kode_kabkota", "kode_kecamatan", "siklus")
)
data_date = answers.data_date(f.kode_kabkota)

view = pickers.pick_view("Tampilan", list(words.VIEWS), key="tata_kelola")
if view == words.ASPEK:
    here = rows[rows["kode_kecamatan"] == f.kode_kecamatan] if f.kode_kecamatan else rows
    show.heading(words.headline(here, f.area, f.cycle), words.behind(here, f.area, f.cycle))
    counted = words.by_aspect(here if len(here) else rows)
    place = f.area if len(here) else f.kabkota
    show.chart(
        charts.grades(counted, judul=f"Efektivitas menurut aspek, {place}"),
        alt=charts.describe(counted),
        key="efektivitas",
    )
    if len(here):
        show.rows(
            words.table(here),
            words.LABELS,
            alt="Tata kelola",
            key="aspek",
            wide=words.WIDE,
            height=460,
        )
    else:
        st.info("Isi lembar Tata Kelola di buku kerja audit, lalu masukkan lewat halaman Impor.")
else:
    places = figures.by_kecamatan(visited.drop(columns="kunjungan_terakhir"), **hide)
    places = places.merge(visited[["kode_kecamatan", "kunjungan_terakhir"]], on="kode_kecamatan")
    district = figures.whole(rates.district(visited, f.kabkota, f.kode_kabkota), **hide)
    mine = figures.pick(places, kode_kecamatan=f.kode_kecamatan) if f.kode_kecamatan else district
    about = (places, mine, f.area, f.cycle)
    show.heading(words.visit_headline(*about), words.visit_behind(*about))
    left, right = st.columns(2)
    with left:
        show.chart(
            place_charts.places(
                places,
                judul="Keluarga di daftar yang dikunjungi siklus ini",
                chosen=f.kode_kecamatan,
            ),
            alt=place_charts.describe_places(places),
            key="kunjungan_grafik",
        )
    with right:
        st.markdown("**Menurut pelaksana**")
        show.rows(
            words.visit_table(teams, **hide),
            words.VISIT_LABELS,
            alt="Kunjungan menurut pelaksana",
            key="pelaksana",
            height=430,
        )
    show.table(
        words.coverage_table(places),
        words.COVERAGE_LABELS,
        alt="Cakupan kunjungan",
        key="cakupan",
        formats={"rasio": bahasa.persen},
        title="Cakupan menurut kecamatan",
    )
show.source_note(
    "buku kerja audit (lembar Tata Kelola dan Kunjungan)",
    "Dikunjungi: keluarga di daftar dengan kunjungan tercatat pada siklus ini.",
    data_date=data_date,
    method="tugas",
)
