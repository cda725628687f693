"""The official boundaries of the district take the place of the indicative ones.

After ten seconds the operator can say: "Keempat kecamatan cocok; peta sekarang memakai batas BIG 2024."
"""

import streamlit as st

from stunting import access, boundary_intake, rights, show
from stunting.batas import run
from stunting.presenters import batas

caller = access.require(rights.UBAH)
in_use = run.in_use()

show.heading(batas.headline(in_use))
upload = st.file_uploader(
    batas.upload_label(st.get_option("server.maxUploadSize")),
    type=["geojson", "json", "topojson", "zip", "gpkg"],
    key=show.UPLOAD_BOUNDARIES,
)
if upload is None:
    show.table(
        batas.in_use_table(in_use),
        batas.IN_USE_LABELS,
        alt="Batas yang dipakai di peta",
        key="dipakai",
        title="Batas yang dipakai sekarang",
        expanded=True,
    )
    with st.container(horizontal=True):
        if boundary_intake.label_in_use() and st.button(
            "Kembali ke batas indikatif", icon=":material/undo:", key="indikatif"
        ):
            run.forget(caller.name)
            st.rerun()
        if before := run.previous_source():
            if st.button(batas.again(before), icon=":material/history:", key="sebelumnya"):
                run.swap(caller.name)
                st.rerun()
    st.stop()

found = boundary_intake.current(upload) or boundary_intake.look(upload)
report = found.report
if report.error:
    st.error(report.error)
    st.stop()
left, right = st.columns([11, 9])
with right:
    st.info(batas.verdict(report, done=found.done))
    for sentence in batas.cautions(report):
        show.caution(sentence)
    name = st.text_input(
        "Nama sumber, tertulis di bawah peta",
        value=report.source,
        max_chars=run.LONGEST_SOURCE,
        key=f"sumber_{found.file_id}",
        disabled=found.done,
    )
    with st.container(horizontal=True):
        if not found.done and st.button(
            "Pakai batas ini", type="primary", key="pakai", disabled=not name.strip()
        ):
            boundary_intake.adopt(found, name, caller.name)
            st.rerun()
        if found.done and st.button("Batalkan", icon=":material/undo:", key="batalkan"):
            boundary_intake.take_back(caller.name)
            st.rerun()
    if not found.done and batas.proposals(report):
        agreed = st.multiselect(
            "Nama yang mirip: pilih yang benar",
            list(batas.proposals(report)),
            placeholder="Pilih nama",
            key="padanan",
        )
        if st.button("Cocokkan nama terpilih", key="cocokkan", disabled=not agreed):
            boundary_intake.agree(agreed, report)
            st.rerun()
with left:
    boundary_intake.draw_map(report, name, key="pratinjau", height=480)
show.key_figures(batas.figures(report))
for rows, labels, key, title in (
    (batas.missing(report), batas.MISSING_LABELS, "tidak_ada", "Tidak ada di berkas"),
    (batas.unmatched(report), batas.UNMATCHED_LABELS, "tidak_dikenal", "Tidak dikenal"),
    (batas.matched(report), batas.MATCHED_LABELS, "cocok", "Cocok"),
):
    if not rows.empty:
        show.table(rows, labels, alt=title, key=key, title=title, expanded=key != "cocok")
