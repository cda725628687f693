"""One indicator over time, for the district and each kecamatan.

After ten seconds the Bupati can say: "Di Pacet turun dari 31 % menjadi 17 % dalam tiga tahun; di Ngoro
naik; di kabupaten belum berbeda dari siklus lalu."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, reference, show
from stunting.charts import trend
from stunting.presenters import figures, screens, tren

CYCLE, MONTH, AREAS = "Per siklus", "Per bulan", "Per kecamatan"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
group = known[known["kelompok"] == f.kelompok].set_index("indikator", drop=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    main = group.loc[pickers.pick_indicator(group)]
    view = pickers.pick_view("Tampilan", [CYCLE, MONTH, AREAS], key="tampilan")
seen = screens.tren(answers.ask, f, main, by_month=view == MONTH, **access.small_cells())
if seen is None:
    show.empty()
    st.stop()

sources = screens.sources(answers.ask, f, main["indikator"])
name = f.kecamatan or f.kabkota
title = f"{main['nama']}, {name}"
figure, note = None, ""
if view == CYCLE:
    subject = seen.chosen if f.kode_kecamatan else seen.chosen.iloc[0:0]
    references = {"target": seen.targets, "survei": seen.surveys, "events": seen.events}
    figure = trend.by_cycle(subject, seen.district, kelompok=f.kelompok, judul=title, **references)
    alt = trend.describe_cycles(subject, seen.district, main["nama"])
elif view == MONTH:
    months, note = seen.monthly, tren.month_note(seen.monthly)
    if months["penyebut"].notna().any():
        figure = trend.by_month(months, nama=name, events=seen.events, judul=title, height=560)
        alt = trend.describe_months(months, main["nama"], name)
else:
    figure = trend.small_multiples(
        seen.areas,
        seen.district,
        chosen=f.kode_kecamatan,
        events=seen.events,
        judul=main["nama"],
    )
    alt = trend.describe_small_multiples(seen.areas, seen.district, main["nama"])

show.heading(seen.headline, seen.behind)
show.caution(seen.caution)
if figure is None:
    st.info(tren.NO_MONTH)
else:
    show.chart(figure, alt=alt, key=f"tren_{view}")
if view == MONTH:
    show.line(tren.month_sentence(seen.monthly))
show.table(
    tren.as_table(seen.chosen, seen.district),
    tren.LABELS,
    alt=f"{main['nama']} per siklus",
    key="tabel_tren",
    formats={"rasio": bahasa.persen, "rasio_kabkota": bahasa.persen, "siklus": bahasa.siklus},
)
show.source_note(
    main["sumber"],
    figures.counted(main),
    sources,
    figures.rule(main["kelompok"], reference.setting("bulan_timbang")),
    note,
    data_date=answers.data_date(f.kode_kabkota),
    method="perbandingan",
)
