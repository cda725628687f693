"""Why: causes of the audited cases, families like them, and what goes together with stunting.

After ten seconds the Bupati can say: "Tiga dari enam kasus anemia; dan kasus BD-01 bukan satu-satunya, 214
keluarga lain polanya sama."
"""

import streamlit as st

from stunting import access, answers, filters, pickers, show
from stunting.charts import hubungan
from stunting.charts import penyebab as charts
from stunting.imports.fields import KELOMPOK
from stunting.presenters import figures, wilayah
from stunting.presenters import penyebab as words
from stunting.stats import rates

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

rinci = access.detailed([f.kode_kabkota])
hide = access.small_cells()
scope = wilayah.scope(answers.ask, f.kode_kabkota, None)
every = answers.ask("kasus_ringkas", scope=scope, siklus=None, rinci=rinci)
cases = every[every["siklus"] == f.siklus]
levels = answers.ask("penyebab_daftar")
data_date = answers.data_date(f.kode_kabkota)
options = words.cases_with_pattern(cases)

with st.container(horizontal=True, vertical_alignment="bottom"):
    view = pickers.pick_view("Tampilan", list(words.VIEWS), key="penyebab")
    group = chosen = None
    if view == words.PENYEBAB:
        group = pickers.pick(
            "Kelompok audit", KELOMPOK, key="kelompok_audit", every="Semua kelompok audit"
        )
    elif view == words.SERUPA and options:
        chosen = pickers.pick("Kasus", options, key="kasus_pola") or next(iter(options))

if view == words.PENYEBAB:
    mine = words.of_group(cases, group, f.kode_kecamatan)
    table = words.counted(mine, levels)
    whole = words.counted(words.of_group(cases, group, None), levels)
    about = (f.area, f.cycle, KELOMPOK[group].lower() if group else "kelompok mana pun")
    show.heading(words.headline(table, len(mine), *about), words.behind(table, len(mine), *about))
    drawn, total = (
        (table, len(mine)) if len(table) else (whole, len(words.of_group(cases, group, None)))
    )
    place = f.area if len(table) else f.kabkota
    show.chart(
        charts.bars(drawn, total, judul=f"Penyebab pada kasus audit, {place}"),
        alt=charts.describe(drawn, total),
        key="penyebab_grafik",
    )
    show.table(
        words.over_cycles(words.of_group(every, group, f.kode_kecamatan), levels),
        words.CYCLE_LABELS,
        alt="Penyebab pada semua siklus",
        key="penyebab_siklus",
        title="Semua siklus",
    )
elif view == words.SERUPA:
    if not options:
        show.empty(
            "Tidak ada kasus siklus ini yang penyebabnya juga dikenal di daftar keluarga.",
            "Pilih siklus lain.",
        )
        st.stop()
    case = cases.set_index("kasus_id", drop=False).loc[chosen]
    codes = words.pattern(case)
    rows = answers.ask(
        "keluarga_serupa",
        kode_kabkota=f.kode_kabkota,
        siklus=f.siklus,
        kelompok=case["kelompok"],
        pola=codes,
    )
    places = figures.by_kecamatan(rows, **hide)
    district = figures.whole(rates.district(rows, f.kabkota, f.kode_kabkota), **hide)
    about = (case, codes, places, district, f)
    show.heading(words.alike_headline(*about), words.alike_behind(*about))
    show.line(f"Pola yang dicari: {words.pattern_words(codes)}.")
    show.chart(
        charts.places(
            places, judul="Keluarga belum diaudit dengan pola yang sama", chosen=f.kode_kecamatan
        ),
        alt=charts.describe_places(places),
        key="serupa_grafik",
    )
    show.table(
        places, words.PLACE_LABELS, alt="Keluarga dengan pola sama", key="serupa", title="Tabel"
    )
else:
    rows = answers.ask("faktor_risiko", **f.params("kode_kabkota", "siklus"))
    found = words.factors(rows, **hide)
    show.heading(words.factor_headline(found, f), words.factor_behind(found, f))
    show.chart(
        hubungan.forest(found, judul=f"Balita stunting dan keadaan keluarganya, {f.kabkota}"),
        alt=hubungan.describe(found),
        key="faktor_grafik",
    )
    show.table(found, words.FACTOR_LABELS, alt="Faktor risiko", key="faktor", title="Hitungan")
show.source_note(
    "buku kerja audit, Verval KRS, pengukuran",
    "Kasus audit dihitung, tidak dijadikan persen; hubungan dihitung untuk seluruh kabupaten/kota.",
    data_date=data_date,
    method="hubungan" if view == words.FAKTOR else "tugas",
)
