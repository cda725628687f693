"""The situation of the chosen district and cycle in one screen.

After ten seconds the Bupati can say: "412 dari 3.120 balita yang diukur stunting; dua kecamatan lebih
tinggi dari yang lain; 61 kasus baru, dan sembilan dari empat belas tugas kita sudah selesai."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, bahasa, filters, reference, show
from stunting.charts import classes, status
from stunting.presenters import figures, ringkasan, screens, tautan

f = filters.current()
seen = f.siklus and screens.ringkasan(answers.ask, f, today=date.today(), **access.small_cells())
if not seen:
    show.empty()
    st.stop()
sources = screens.sources(answers.ask, f, seen.main["indikator"])
links = answers.ask("tautan_ringkas", **f.params("kode_kabkota", "siklus"))

show.heading(seen.headline, seen.behind)
show.caution(seen.caution)
show.key_figures(seen.key_figures)
picture, companion = st.columns([11, 9])
with picture:
    scale = classes.classes(seen.kecamatan["rasio"], seen.main["indikator"], seen.main["arah"])
    show.area_map(seen.kecamatan, seen.area, seen.main, scale, key="peta_kecil", height=430)
with companion:
    title = f"Kasus audit {bahasa.siklus(f.siklus)}"
    if seen.cases.empty:
        show.absent(title, "Belum ada kasus audit yang tercatat.")
    else:
        show.chart(
            status.case_dots(seen.cases, judul=title, height=250),
            alt=status.describe_cases(seen.cases),
            key="kasus",
        )
    for cycle, tasks in seen.tasks.items():
        if tasks.empty:
            continue
        counts, late = ringkasan.status_counts(tasks)
        show.chart(
            status.status_bar(counts, late, judul=f"RTL {bahasa.siklus(cycle)}", height=150),
            alt=status.describe_status(counts, late),
            key=f"rtl_{cycle}",
        )
    if not any(map(len, seen.tasks.values())):
        cycles = bahasa.daftar([bahasa.siklus(cycle) for cycle in seen.tasks])
        show.absent(f"RTL {cycles}", "Belum ada rekomendasi yang tercatat.")
show.table(
    seen.overview,
    ringkasan.OVERVIEW_LABELS,
    alt="Semua indikator kelompok ini",
    key="indikator",
    formats={"rasio": bahasa.persen},
)
show.source_note(
    seen.main["sumber"],
    figures.counted(seen.main),
    sources,
    tautan.before(links, f.kabkota, **access.small_cells())
    if f.kelompok in ringkasan.CHILDREN
    else "",
    figures.rule(f.kelompok, reference.setting("bulan_timbang")),
    data_date=answers.data_date(f.kode_kabkota),
    method="pengukuran",
)
