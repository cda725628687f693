"""The situation of the chosen district and cycle in one screen.

After ten seconds the Bupati can say: "412 dari 3.120 balita yang diukur stunting; dua kecamatan lebih
tinggi dari yang lain; 61 kasus baru, dan sembilan dari empat belas tugas kita sudah selesai."
"""

from datetime import date

import streamlit as st

from stunting import access, answers, bahasa, boundaries, filters, reference, show, store
from stunting.charts import classes, status
from stunting.charts import map as area_map
from stunting.presenters import figures, ringkasan, tren

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

tayang, small = not access.current().kerja, int(reference.setting("sel_kecil"))
known = answers.ask("indikator_daftar")
group = known[known["kelompok"] == f.kelompok].reset_index(drop=True)
main = group.iloc[0]
rows = answers.ask("indikator_wilayah", **f.params("kode_kabkota", "siklus"))
rows = rows[rows["kelompok"].isin([f.kelompok, "keluarga"])]
if rows[rows["kelompok"] == f.kelompok].empty:
    show.empty()
    st.stop()
if tayang:
    rows = ringkasan.protected(rows, f.kode_kabkota, small)
here = rows[rows["kode"] == (f.kode_kecamatan or f.kode_kabkota)]
kecamatan = figures.by_kecamatan(
    answers.ask(
        "indikator_per_kecamatan", indikator=main["indikator"], **f.params("kode_kabkota", "siklus")
    ),
    hide_small=tayang,
    threshold=small,
)
movement = None
if f.kelompok in ringkasan.CHILDREN:
    moved = answers.ask("perpindahan_anak", **f.params("kode_kabkota", "siklus", "kelompok"))
    moved = ringkasan.protected_movement(moved, f.kode_kabkota, small) if tayang else moved
    movement = figures.pick(moved, kode=f.kode_kecamatan or f.kode_kabkota)
targets = {
    name: ringkasan.target_for(
        answers.ask("target_indikator", kode_kabkota=f.kode_kabkota, indikator=name), f.siklus
    )
    for name in group["indikator"]
}
cases = answers.ask("kasus_per_kelompok", **f.params("kode_kabkota", "siklus"))
if f.kode_kecamatan:
    cases = cases[cases["kode_kecamatan"] == f.kode_kecamatan]
before = tren.previous(f.siklus)
tasks = {
    cycle: answers.ask(
        "rtl_daftar",
        siklus=cycle,
        per_tanggal=date.today(),
        **f.params("kode_kabkota", "kode_kecamatan"),
    )
    for cycle in (before, f.siklus)
}
shapes = boundaries.kecamatan(f.kode_kabkota, store.boundaries_file())
scale = classes.classes(kecamatan["rasio"], main["indikator"], main["arah"])

show.heading(
    ringkasan.headline(
        main,
        figures.pick(here, indikator=main["indikator"]),
        kecamatan,
        movement,
        kabkota=f.kabkota,
        chosen=figures.pick(kecamatan, kode_kecamatan=f.kode_kecamatan),
    )
)
show.caution(ringkasan.coverage_caution(here, f.kelompok))
show.key_figures(ringkasan.key_figures(group, here, movement, targets, tasks[before], before))
picture, companion = st.columns([11, 9])
with picture:
    show.deck(
        area_map.kecamatan_map(
            kecamatan,
            shapes,
            boundaries.neighbours(f.kode_kabkota),
            scale,
            chosen=f.kode_kecamatan,
            height=430,
        ),
        alt=area_map.describe(
            kecamatan,
            ringkasan.area_row(here, main["indikator"], f.kecamatan or f.kabkota),
            main["nama"],
            chosen=f.kode_kecamatan,
        ),
        key="peta_kecil",
        height=430,
    )
    show.map_legend(area_map.legend(kecamatan, scale))
with companion:
    if cases.empty:
        show.absent(
            f"Kasus audit {bahasa.siklus(f.siklus)}", "Belum ada kasus audit yang tercatat."
        )
    else:
        show.chart(
            status.case_dots(cases, judul=f"Kasus audit {bahasa.siklus(f.siklus)}", height=250),
            alt=status.describe_cases(cases),
            key="kasus",
        )
    for cycle, each in tasks.items():
        title = f"RTL {bahasa.siklus(cycle)}"
        if each.empty:
            show.absent(title, "Belum ada rekomendasi yang tercatat.")
            continue
        counts, late = ringkasan.status_counts(each)
        show.chart(
            status.status_bar(counts, late, judul=title, height=150),
            alt=status.describe_status(counts, late),
            key=f"rtl_{cycle}",
        )
show.table(
    ringkasan.overview(here, known, targets),
    ringkasan.OVERVIEW_LABELS,
    alt="Semua indikator kelompok ini",
    key="indikator",
    formats={"rasio": bahasa.persen},
)
show.source_note(
    main["sumber"],
    figures.counted(main),
    figures.rule(f.kelompok, reference.setting("bulan_timbang")),
    data_date=answers.data_date(f.kode_kabkota),
)
