"""One indicator over time, for the district and each kecamatan.

After ten seconds the Bupati can say: "Di Pacet turun dari 31 % menjadi 17 % dalam tiga tahun; di Ngoro
naik; di kabupaten belum berbeda dari siklus lalu."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, reference, show
from stunting.charts import trend
from stunting.presenters import figures, tren

CYCLE, MONTH, AREAS = "Per siklus", "Per bulan", "Per kecamatan"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
group = known[known["kelompok"] == f.kelompok].set_index("indikator", drop=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    choice = pickers.pick_indicator(group)
    view = pickers.pick_view("Tampilan", [CYCLE, MONTH, AREAS], key="tampilan")
main = group.loc[choice]
tayang, small = not access.current().kerja, int(reference.setting("sel_kecil"))

rows = answers.ask("indikator_per_siklus", kode_kabkota=f.kode_kabkota, indikator=choice)
whole = rows["kode"] == f.kode_kabkota
areas = figures.over_time(
    rows[~whole].rename(columns={"kode": "kode_kecamatan"}),
    "siklus",
    hide_small=tayang,
    threshold=small,
)
district = figures.over_time(rows[whole], "siklus", hide_small=tayang, threshold=small)
if not rows.loc[whole, "penyebut"].fillna(0).sum():
    show.empty()
    st.stop()
chosen = areas[areas["kode_kecamatan"] == f.kode_kecamatan] if f.kode_kecamatan else district
name = f.kecamatan or f.kabkota
if view == MONTH:
    monthly = tren.monthly(
        answers.ask(
            "indikator_per_bulan", indikator=choice, **f.params("kode_kabkota", "kode_kecamatan")
        )
    )
    if tayang:
        monthly = tren.without_small(monthly, small)
    months = tren.readable(monthly)
targets = answers.ask("target_indikator", kode_kabkota=f.kode_kabkota, indikator=choice)
surveys = (
    tren.survey_points(answers.ask("survei_wilayah", kode_kabkota=f.kode_kabkota))
    if choice == tren.SURVEYED
    else None
)

show.heading(tren.headline(main, chosen, f.siklus, name))
show.caution(tren.caution(chosen))
title = f"{main['nama']}, {name}"
if view == CYCLE:
    subject = chosen if f.kode_kecamatan else chosen.iloc[0:0]
    figure = trend.by_cycle(
        subject, district, kelompok=f.kelompok, target=targets, survei=surveys, judul=title
    )
    alt = trend.describe_cycles(subject, district, main["nama"])
elif view == MONTH and months["penyebut"].isna().all():
    figure = None
elif view == MONTH:
    figure = trend.by_month(months, nama=name, judul=title, height=560)
    alt = trend.describe_months(months, main["nama"], name)
else:
    figure = trend.small_multiples(areas, district, chosen=f.kode_kecamatan, judul=main["nama"])
    alt = trend.describe_small_multiples(areas, district, main["nama"])
if figure is None:
    st.info(tren.NO_MONTH)
else:
    show.chart(figure, alt=alt, key=f"tren_{view}")
show.table(
    tren.as_table(chosen, district),
    tren.LABELS,
    alt=f"{main['nama']} per siklus",
    key="tabel_tren",
    formats={"rasio": bahasa.persen, "rasio_kabkota": bahasa.persen, "siklus": bahasa.siklus},
)
show.source_note(
    main["sumber"],
    figures.counted(main),
    figures.rule(main["kelompok"], reference.setting("bulan_timbang")),
    tren.month_note(monthly) if view == MONTH else "",
    data_date=answers.data_date(f.kode_kabkota),
)
