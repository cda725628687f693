"""Prevention made visible: who became stunted, who no longer is, and whom nobody measured again.

After ten seconds the Bupati can say: "Dari 120 balita yang stunting siklus lalu, 36 tidak lagi, 30 tidak
diukur ulang, dan 43 kasus baru tercatat; sekarang 112."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, reference, show
from stunting.charts import flow
from stunting.presenters import figures, neraca, screens, tautan

f = filters.current()
seen = f.siklus and screens.neraca(answers.ask, f, **access.small_cells())
if not seen:
    show.empty()
    st.stop()
links = answers.ask("tautan_ringkas", **f.params("kode_kabkota", "siklus"))

show.heading(seen.headline, seen.behind)
show.caution(seen.caution)
show.key_figures(seen.key_figures)
if seen.area:
    title = f"Neraca anak stunting {seen.name}, {bahasa.siklus(f.siklus)}"
    show.chart(
        flow.flow(seen.area, judul=title), alt=flow.describe(seen.area, seen.name), key="neraca"
    )
    show.line(seen.absence)
    show.line(seen.arithmetic)
show.table(
    seen.kecamatan,
    neraca.LABELS,
    alt="Neraca anak stunting per kecamatan",
    key="neraca_kecamatan",
    title="Per kecamatan",
)
show.source_note(
    "e-PPGBM, pengukuran perorangan",
    neraca.rule(seen.kelompok),
    tautan.before(links, f.kabkota, **access.small_cells()),
    figures.rule(seen.kelompok, reference.setting("bulan_timbang")),
    data_date=answers.data_date(f.kode_kabkota),
    method="neraca",
)
