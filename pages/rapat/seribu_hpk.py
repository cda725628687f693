"""What was prevented before a child is stunted: from the bride to the family, and where people are lost.

After ten seconds the Bupati can say: "Dari ibu hamil berisiko siklus lalu, 75 bayinya lahir cukup; tetapi
87 ibu belum ada kabarnya."
"""

import streamlit as st

from stunting import access, answers, filters, pickers, show
from stunting.charts import hulu as picture
from stunting.presenters import hulu, tautan, wilayah

f = filters.current()
rows = f.siklus and answers.ask("hulu", **f.params("kode_kabkota", "siklus"))
if not f.siklus or rows.empty:
    show.empty("Belum ada yang tercatat berisiko pada siklus sebelumnya." if f.siklus else "")
    st.stop()

hide = access.small_cells()
names = wilayah.kecamatan(answers.ask, f.kode_kabkota)
table = hulu.steps(rows, f.kode_kecamatan, **hide)
links = answers.ask("tautan_ringkas", **f.params("kode_kabkota", "siklus"))
area = f.kecamatan or f.kabkota

show.heading(hulu.headline(table, area), hulu.behind(table))
show.key_figures(hulu.key_figures(table))
left, right = st.columns([11, 9])
with left:
    show.chart(
        picture.chain(table, judul=f"Yang berisiko siklus lalu, {area}"),
        alt=picture.describe(table, area),
        key="hulu",
    )
with right:
    step = pickers.pick(
        "Langkah", {code: each.name for code, each in hulu.STEPS.items()}, key="langkah"
    )
    step = step or next(iter(hulu.STEPS))
    part = hulu.by_kecamatan(rows, step, names, **hide)
    words = f"{hulu.STEPS[step].who}: {hulu.STEPS[step].good}, per kecamatan"
    show.table(
        part,
        hulu.LABELS,
        alt=words,
        key="per_kecamatan",
        title=words,
        expanded=True,
    )
how = "Cara hitung tiap langkah"
show.table(hulu.rules(), hulu.RULE_LABELS, alt=how, key="aturan", title=how)
show.source_note(
    "pemeriksaan catin, ibu hamil dan pascapersalinan; pengukuran anak; Verval KRS",
    "Yang berisiko tercatat pada siklus sebelumnya; kabarnya sampai akhir siklus ini.",
    "Persen dihitung dari yang ada kabarnya.",
    tautan.chain(links, f.kabkota, **hide),
    data_date=answers.data_date(f.kode_kabkota),
    method="hulu",
)
