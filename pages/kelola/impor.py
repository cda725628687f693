"""A field file goes in, or comes back with reasons.

After ten seconds the operator can say: "412 baris dapat dimasukkan, 3 ditolak; ini alasannya."
"""

import streamlit as st

from stunting import (
    access,
    answers,
    beginning,
    differences,
    downloads,
    intake,
    mapping_editor,
    rights,
    show,
    store,
)
from stunting.imports import template
from stunting.presenters import impor

access.require(rights.UBAH)
contoh = store.kind().contoh
history = answers.ask("impor_riwayat")

show.heading(impor.headline(history, contoh=contoh))
left, right = st.columns([13, 7], vertical_alignment="bottom")
with left:
    upload = st.file_uploader(
        impor.upload_label(st.get_option("server.maxUploadSize")),
        type=["xlsx", "xls", "xlsb", "ods", "csv", "txt"],
        key=show.UPLOAD,
    )
with right:
    downloads.form_file(
        "Unduh buku kerja kosong",
        template.TARGET.read_bytes,
        template.TARGET.name,
        key="buku_kerja",
    )

if upload is None:
    show.table(
        history,
        impor.HISTORY_LABELS,
        alt="Riwayat impor",
        key="riwayat",
        title="Riwayat impor",
        expanded=not history.empty,
    )
    differences.history()
    st.stop()

found = intake.current(upload) or intake.look(upload)
report = found.done or found.preview
tone = st.warning if report.asks else st.error if report.error else st.info
tone(impor.verdict(report, done=found.done is not None))
if found.done is None:
    intake.decide(upload, found)
    mapping_editor.offer(upload, found)
if report.error:
    st.stop()
show.key_figures(impor.figures(report))
show.line(impor.agreement(report))

if found.before:
    differences.of(answers.version())
with st.container(horizontal=True):
    if found.done is None and not contoh and report.accepted:
        if st.button("Masukkan ke data", type="primary", key="masukkan"):
            intake.take_in(upload)
            st.rerun()
    if found.before and st.button("Batalkan impor ini", icon=":material/undo:", key="batalkan"):
        intake.undo()
        st.rerun()
    if report.returned:
        downloads.handed_back("Unduh baris yang ditolak", report.returned, key="kembali")
if contoh:
    beginning.form(report.kabkota)
if report.findings:
    show.table(
        impor.by_rule(report),
        impor.RULE_LABELS,
        alt="Alasan dan banyaknya",
        key="alasan",
        title="Alasan",
        expanded=True,
    )
    show.table(
        impor.findings(report),
        impor.FINDING_LABELS,
        alt="Semua temuan menurut baris",
        key="temuan",
        title=impor.findings_title(report),
    )
