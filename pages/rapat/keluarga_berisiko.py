"""The list for the coordination meeting.

After ten seconds the Bupati can say: "312 keluarga di Jatirejo tanpa jamban layak dan belum menerima
bantuan; itu tugas Perkim."
"""

from functools import partial

import streamlit as st

from stunting import access, answers, bahasa, downloads, filters, pickers, show
from stunting.charts import needs
from stunting.exports import excel
from stunting.presenters import keluarga, tautan, wilayah

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

area = wilayah.scope(answers.ask, f.kode_kabkota, f.kode_kecamatan)
own = access.named(area)  # in mode kerja the list is of the areas one answers for
kerja = bool(own)
known = answers.ask("kebutuhan_daftar")
opd = dict(zip(known["kode_opd"], known["opd"], strict=True))
with st.container(horizontal=True, vertical_alignment="bottom"):
    need = pickers.pick(
        "Kebutuhan",
        dict(zip(known["kebutuhan"], known["nama"], strict=True)),
        key="kebutuhan",
        every="Semua kebutuhan",
    )
    office = pickers.pick("Layanan dari", opd, key="opd", every="Semua OPD")
    # finer filters name fewer people at a time: mode kerja only
    aid = pickers.pick("Bantuan", keluarga.BANTUAN, key="bantuan", every="Semua") if kerja else None

rows = answers.ask(
    "keluarga_berisiko",
    scope=own or area,
    kebutuhan=need,
    opd=office,
    bantuan=aid,
    rinci=kerja,
    **f.params("siklus", "kelompok"),
)
counted = keluarga.needs(rows, known, kerja=kerja)
if kerja:
    identities = answers.ask_named("keluarga_bernama", scope=own, siklus=f.siklus)
    table, labels = keluarga.named(rows, identities, opd), keluarga.NAMED_LABELS
else:
    table, labels = keluarga.coded(rows, opd), keluarga.CODED_LABELS
links = answers.ask("tautan_ringkas", **f.params("kode_kabkota", "siklus"))
date = answers.data_date(f.kode_kabkota)
about = {
    "Pilihan": f.in_words(),
    "Kebutuhan": keluarga.chosen_words(need, known),
    "Layanan dari": opd.get(office, "semua OPD"),
    "Bantuan": keluarga.BANTUAN.get(aid, "semua"),
    "Data per": bahasa.tanggal(date),
    "Mode": "kerja (memuat nama: simpan dan bagikan hanya kepada yang berhak)"
    if kerja
    else "tayang",
    "Sumber": "Verval KRS, pengukuran dan pemeriksaan pada siklus ini; bobot menurut pengaturan.",
}

show.heading(
    keluarga.headline(rows, f.area, f.group, kerja=kerja),
    keluarga.behind(rows, counted, f.area, f.group, kerja=kerja),
)
if len(counted):
    show.chart(needs.bars(counted), alt=needs.describe(counted), key="kebutuhan_grafik")
if table.empty:
    st.info(keluarga.why_not_listed(rows))
else:
    words = f"Daftar keluarga berisiko, {f.in_words()}"
    show.rows(table, labels, alt=words, key="daftar", wide=keluarga.WIDE, height=440)
    file = f"keluarga-berisiko-{f.siklus}.xlsx"
    label = f"Unduh {bahasa.angka(len(table))} baris (XLSX)"
    written = partial(
        excel.workbook, table, labels, sheet="Keluarga berisiko", about=show.about(about)
    )
    if kerja:
        downloads.named(label, lambda m: written(mark=m), file, key="unduh", rows=len(table))
    else:
        downloads.unnamed(label, written, file, key="unduh")
show.source_note(
    "Verval KRS, pengukuran dan pemeriksaan pada siklus ini",
    "Skor: jumlah bobot kebutuhan yang tercatat (pengaturan bobot).",
    tautan.families(links, f.kabkota, **access.small_cells()),
    data_date=date,
    method="angka-kecil",
)
