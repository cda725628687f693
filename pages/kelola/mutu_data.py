"""How far the data can be trusted, and the lists to send back.

After ten seconds the operator can say: "Tiga desa belum pernah melapor, dan dua puskesmas membulatkan
tinggi badan; ini daftarnya untuk dikirim balik."
"""

import streamlit as st

from stunting import access, answers, downloads, filters, pickers, reference, rights, show
from stunting.charts import dots, matrix
from stunting.presenters import kelengkapan, ketelitian, masalah, mutu, wilayah

access.require(rights.LIHAT)
f = filters.current()
seen = f.siklus and mutu.look(answers.ask, f, weighing=reference.setting("bulan_timbang"))
if not seen:
    show.empty()
    st.stop()

view = pickers.pick_view("Tampilan", masalah.VIEWS, key="mutu")
options = masalah.options(seen, view)
key = f"masalah_{masalah.VIEWS.index(view)}"
default = masalah.first(seen, options)
problem = pickers.picked_line(options, default, key=key)
own = access.named(wilayah.scope(answers.ask, f.kode_kabkota, f.kode_kecamatan))
found = masalah.listed(
    seen,
    problem,
    answers.ask_named if own else None,
    scope=own,
    siklus=f.siklus,
)
date = answers.data_date(f.kode_kabkota)
drawn = mutu.picture(seen, view)
title = drawn.title if drawn else mutu.matrix_title(f.kecamatan)
words = f"{masalah.PROBLEMS[problem].words}, {f.in_words()}"

show.heading(seen.headline)
show.key_figures(seen.key_figures)
left, right = st.columns([13, 7])
with left:
    if drawn is None:
        months = kelengkapan.matrix(seen.months, by_desa=f.kode_kecamatan is not None)
        figure = matrix.completeness(months, judul=title)
        show.chart(figure, alt=matrix.describe(months, title), key="kelengkapan")
    elif drawn.rows.empty:
        st.info(masalah.NOTHING[view])
    else:
        chosen = seen.here if f.kode_kecamatan else ()
        figure = dots.by_centre(drawn, chosen=chosen)
        show.chart(figure, alt=dots.describe(drawn), key=f"titik_{key}")
with right:
    st.markdown("**Yang perlu dikirim balik**")
    pickers.draw_lines("Masalah", options, default, key=key)
    st.markdown(masalah.PROBLEMS[problem].todo)
    if found.note:
        st.info(found.note)
    if found.download:
        about, file = (
            show.about(masalah.about(problem, f, date)),
            f"mutu-data-{problem}-{f.siklus}.xlsx",
        )
        label = masalah.download_label(found)
        if own and masalah.PROBLEMS[problem].named:
            downloads.named(
                label,
                lambda mark: masalah.workbook(found, about, mark),
                file,
                key="unduh",
                rows=len(found.rows),
            )
        else:
            downloads.unnamed(label, lambda: masalah.workbook(found, about), file, key="unduh")
if found.rows is not None:
    show.table(
        found.rows,
        found.labels,
        alt=words,
        key="daftar",
        title=words,
        expanded=True,
        named=bool(own) and masalah.PROBLEMS[problem].named,
    )
if view == masalah.KETELITIAN:
    centres = "Ketelitian ukur per puskesmas"
    formats = masalah.CENTRE_FORMATS
    show.table(
        seen.centres, ketelitian.LABELS, alt=centres, key="teliti", title=centres, formats=formats
    )
limits, plain = "Batas yang dipakai, sumbernya dan tingkat keyakinannya", masalah.plain
show.table(
    seen.limits,
    masalah.LIMIT_LABELS,
    alt=limits,
    key="batas",
    title=limits,
    formats={"bawah": plain, "atas": plain},
)
show.source_note(
    "laporan bulanan desa dan pengukuran perorangan; per desa dan bulan satu sumber, yang terbanyak",
    "Pengukuran umur 0-59 bulan pada siklus ini; z dibandingkan menurut aturan posisi kementerian.",
    data_date=date,
)
