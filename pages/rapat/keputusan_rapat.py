"""The meeting's own page: tasks, decisions as they are taken, and the papers before people leave the room.

After ten seconds the Bupati can say: "11 tugas untuk 6 OPD, tiga kita putuskan hari ini; dari 12 tugas
semester lalu tiga terlambat, dan berita acaranya siap."
"""

from datetime import date

import streamlit as st

from stunting import (
    access,
    answers,
    bahasa,
    filters,
    meeting,
    pickers,
    reference,
    register,
    rights,
    show,
)
from stunting.charts import status
from stunting.presenters import keputusan as words
from stunting.presenters import ringkasan, wilayah
from stunting.rapat import bahan, keputusan

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

today = date.today()
seen = register.last_event(keputusan.KIND)
said = keputusan.read()
caller = access.current()
rinci = access.detailed([f.kode_kabkota])
data_date = answers.data_date(f.kode_kabkota)
counted_on = f"Terlambat dihitung per {bahasa.tanggal(today)}."
note = f"Data per {bahasa.tanggal(data_date)}. {counted_on}"
note = " ".join(show.about({"Data": note}).values())
whole = bahan.gather(
    answers.ask,
    said,
    kode_kabkota=f.kode_kabkota,
    kabkota=f.kabkota,
    siklus=f.siklus,
    today=today,
    catatan=note,
    rinci=rinci,
)
isi = bahan.narrowed(whole, f.kode_kecamatan)
views = [words.TUGAS, words.BERKAS]
if caller.may(rights.UBAH):
    views = [words.TUGAS, words.CATAT, words.BERKAS, words.RIWAYAT]
offices = reference.table("opd").set_index("kode_opd")["nama_pendek"].to_dict()

with st.container(horizontal=True, vertical_alignment="bottom"):
    view = pickers.pick_view("Tampilan", views, key="rapat")
    if view == words.TUGAS:
        which = pickers.pick_view(
            "Siklus tugas", [words.THIS, words.BEFORE, words.DUE], key="tugas_siklus"
        )
        office = pickers.pick("OPD", offices, key="tugas_opd", every="Semua OPD/instansi")
show.heading(words.headline(isi, f.area), words.behind(isi, f.area))
meeting.message(view)
if view == words.TUGAS:
    show.key_figures(words.key_figures(isi, today))
    tasks, everywhere = (words.of(each, which, today) for each in (isi, whole))
    if len(everywhere):
        counts, late = ringkasan.status_counts(everywhere)
        show.chart(
            status.status_bar(counts, late, judul=f"{f.kabkota}, {which.lower()}", height=140),
            alt=status.describe_status(counts, late),
            key="keadaan",
        )
    if office:
        tasks = tasks[tasks["kode_opd"] == office]
    if tasks.empty:
        st.info(
            "Tidak ada tugas pada pilihan ini. Tugas datang dari buku kerja (lembar RTL) atau dicatat di "
            "sini."
        )
    else:
        alt = f"{len(tasks)} tugas, {which.lower()}"
        rows = words.table(tasks)
        show.rows(rows, words.LABELS, alt=alt, key="tugas", wide=words.WIDE, height="content")
    if caller.may(rights.LAPOR):
        meeting.report_form(meeting.reportable(tasks))
elif view == words.CATAT:
    places = wilayah.kecamatan(answers.ask, f.kode_kabkota).to_dict()
    meeting.decide_form(isi, f.kode_kabkota, f.kode_kecamatan, places, today)
elif view == words.BERKAS:
    # asked for in this view alone: a look at names is written down as one.
    # Papers without names leave without what a protected cause is about, whoever takes them
    public = whole
    if rinci:
        public = bahan.gather(
            answers.ask,
            said,
            kode_kabkota=f.kode_kabkota,
            kabkota=f.kabkota,
            siklus=f.siklus,
            today=today,
            catatan=note,
        )
    area = wilayah.scope(answers.ask, f.kode_kabkota, None)  # the papers are of the whole district
    own = access.named(area)
    identities = None
    if own and caller.may(rights.UNDUH_NAMA):
        identities = answers.ask_named("kasus_bernama", scope=own, siklus=f.siklus)
    governance = meeting.governance_of(f.kode_kabkota, f.siklus)
    name = f"{f.kode_kabkota.replace('.', '')}-{f.siklus}"
    meeting.papers(public, governance, identities, name)
else:
    history = words.history(said, whole, rinci=rinci)
    if history.empty:
        st.info("Belum ada yang dicatat.")
    else:
        show.rows(history, words.HISTORY_LABELS, alt="Riwayat keputusan", key="riwayat", height=420)
        meeting.undo_form(said, whole, rinci=rinci)
meeting.follow(seen)
show.source_note(
    "buku kerja audit (lembar RTL) dan register keputusan rapat",
    "Tidak ada yang ditimpa: setiap catatan, juga pengurungan, tetap tersimpan dengan siapa dan kapan.",
    counted_on,
    data_date=data_date,
    method="tugas",
)
