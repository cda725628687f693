"""Two records that may be one child: a person decides, nothing is merged unseen.

After ten seconds the operator can say: "17 pasang menunggu; yang ini anak yang sama, hanya
namanya beda ejaan."
"""

import streamlit as st

from stunting import access, answers, deciding, filters, rights, show
from stunting.identity import decisions
from stunting.presenters import serupa

access.require(rights.UBAH)
f = filters.current()
counts = serupa.summary(
    answers.ask("pasangan_ringkas", **f.params("kode_kabkota")), f.kode_kecamatan
)
pending = deciding.pending()
kerja = access.current().kerja
rows = deciding.pairs(f.kode_kabkota, f.kode_kecamatan) if kerja else None
waiting = rows[rows["status"] == decisions.MENUNGGU] if kerja else None
left = len(waiting) if kerja else int(counts["menunggu"].sum())
decided = len(rows) - left if kerja else int(counts[["digabung", "dibedakan"]].sum().sum())

show.heading(serupa.headline(left, f.area, decided=decided))
if pending:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info("Angka di halaman lain berubah sesudah keputusan diterapkan.")
        if st.button(f"Terapkan {pending} keputusan", type="primary", key="terapkan"):
            deciding.apply()
            st.rerun()
if problem := deciding.message():
    st.warning(problem)
if not kerja:
    show.rows(
        counts, serupa.SUMMARY_LABELS, alt="Pasangan per kecamatan", key="ringkas", height="content"
    )
    st.info("Nyalakan mode kerja untuk melihat kedua catatan dan memutuskan; pembukaannya dicatat.")
    st.stop()

if left:
    pair = deciding.next_pair(waiting)
    key = (pair["orang_a"], pair["orang_b"])
    lines = serupa.side_by_side(pair)
    show.line(f"{decided} dari {len(rows)} pasangan sudah diputuskan. Kemiripan: {pair['alasan']}.")
    show.rows(
        lines,
        serupa.LABELS,
        alt="Dua catatan berdampingan",
        key="berdampingan",
        height="content",
        named=True,
    )
    with st.container(horizontal=True):
        for label, keputusan in (
            ("Anak yang sama", decisions.SAMA),
            ("Anak berbeda", decisions.BERBEDA),
        ):
            st.button(
                label,
                key=keputusan,
                on_click=deciding.decide,
                args=(key, keputusan),
            )
        st.button("Lewati", key="lewati", type="tertiary", on_click=deciding.skip, args=(key,))
else:
    st.info(
        "Setiap impor membandingkan anak yang baru dengan semua anak lain. Pasangan yang meragukan akan "
        "muncul di sini."
    )

told = serupa.history(rows, decisions.current())
if told:
    with st.expander(f"Riwayat keputusan ({len(told)})", expanded=not left):
        for key, words in told[:20]:
            text, undo = st.columns([17, 3], vertical_alignment="center")
            with text:
                show.line(words)
            undo.button(
                "Batalkan",
                key=f"batal_{key[0]}_{key[1]}",
                icon=":material/undo:",
                on_click=deciding.decide,
                args=(key, None),
            )
        if len(told) > 20:
            show.line(
                f"{len(told) - 20} keputusan lebih lama: pilih kecamatannya di bilah pilihan."
            )
