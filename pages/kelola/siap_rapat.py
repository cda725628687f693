"""Everything a meeting needs, looked at before it begins: what is ready, what is not, and what to do.

After ten seconds the operator can say: "Sebelas dari dua belas siap; cakupannya harus kami sebut di samping
angkanya."
"""

import streamlit as st

from stunting import (
    access,
    answers,
    bahasa,
    downloads,
    filters,
    meeting,
    readiness,
    register,
    rights,
    show,
    store,
)
from stunting.exports import pdf
from stunting.presenters import siap
from stunting.rapat import keputusan, kesiapan, panduan_singkat

access.require(rights.UBAH)
f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

folder, event = store.folder(answers.version()), register.last_event(keputusan.KIND)
data_date = answers.data_date(f.kode_kabkota)
facts = readiness.browser_facts()
done = readiness.last(f, folder)
title = f"Rapat {f.cycle} di {f.area}: belum diperiksa."
if done:
    title = kesiapan.headline(done.butir)
show.heading(title, siap.behind(title, done.butir) if done else ())
if st.button("Periksa sekarang", type="primary", icon=":material/fact_check:", key="periksa"):
    readiness.run(f, folder, event, facts, lambda dek: meeting.bundle(dek, f))
    st.rerun()
if done is None:
    show.line(
        "Pemeriksaan menggambar semua layar dan menulis paket rapat; biasanya selesai dalam setengah menit. "
        "Jalankan di komputer dan layar yang dipakai rapat."
    )
else:
    show.key_figures(siap.key_figures(done.butir, done.seconds))
    show.rows(
        siap.table(done.butir), siap.LABELS, alt="Hasil pemeriksaan", key="siap", wide=siap.WIDE,
        height="content",
    )  # fmt: skip
    if done.paket:
        size = bahasa.angka(len(done.paket) / 1024**2, 1)
        downloads.unnamed(
            f"Unduh paket rapat (ZIP, {size} MB)",
            lambda: done.paket,
            f"paket-rapat-{f.stem()}.zip",
            key="unduh_paket",
        )
downloads.form_file(
    "Unduh panduan singkat (PDF, dua halaman)",
    lambda: pdf.write(panduan_singkat.document()),
    panduan_singkat.FILE,
    key="panduan_singkat",
)
show.source_note("data yang berlaku, server ini dan peramban ini", data_date=data_date)
