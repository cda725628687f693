"""Where most children are, and where the rate is truly higher.

After ten seconds the Bupati can say: "Ngoro lebih tinggi dari kabupaten; empat belas kecamatan setara,
selisihnya belum meyakinkan; jumlah terbanyak ada di Pacet."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, reference, show
from stunting.charts import classes, funnel, ranking
from stunting.presenters import figures, peta, screens

HEIGHT = 560
MEASURES = {"Persen": ranking.RATE, "Jumlah": ranking.COUNT}
ORDER, FUNNEL = "Urutan", "Corong"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
group = known[known["kelompok"].isin([f.kelompok, "keluarga"])].set_index("indikator", drop=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    main = group.loc[pickers.pick_indicator(group)]
    ukuran = MEASURES[pickers.pick_view("Tampilkan", list(MEASURES), key="ukuran")]
    companion = pickers.pick_view("Pendamping", [ORDER, FUNNEL], key="pendamping")
    beside = st.toggle("Siklus sebelumnya di sampingnya", key="banding")
hide = access.small_cells()
seen = screens.peta(answers.ask, f, main, **hide)
now, before = seen.now, seen.before
if not now.district["penyebut"]:
    show.empty()
    st.stop()

sources = screens.sources(answers.ask, f, main["indikator"])
both = [*now.kecamatan["rasio"], *(before.kecamatan["rasio"] if beside else [])]
scale = classes.classes(both, main["indikator"], main["arah"])
drawing = {"ukuran": ukuran, "height": HEIGHT}

show.heading(seen.headline)
left, right = st.columns([11, 9])
with left:
    title = f"{main['nama_pendek']}, {bahasa.siklus(now.siklus)}"
    clicked = show.area_map(
        now.kecamatan, now.district, main, scale, key="peta", title=title, click=True, **drawing
    )
with right:
    if beside:
        title = f"{main['nama_pendek']}, {bahasa.siklus(before.siklus)}"
        show.area_map(
            before.kecamatan, before.district, main, scale, key="peta_lalu", title=title, **drawing
        )
    elif clicked:
        panel = screens.panel(answers.ask, f, main, now, clicked, **hide)
        show.panel(panel.sentence, panel.lines, panel.desa, peta.DESA_LABELS)
    elif companion == FUNNEL:
        show.chart(
            funnel.funnel(
                now.kecamatan,
                now.district,
                chosen=f.kode_kecamatan,
                satuan=main["dasar"],
                height=HEIGHT + 40,
            ),
            alt=funnel.describe(now.kecamatan, now.district, main["nama"]),
            key="corong",
        )
    else:
        options = {"chosen": f.kode_kecamatan, "ukuran": ukuran}
        show.chart(
            ranking.ordered_bar(now.kecamatan, now.district, height=HEIGHT + 40, **options),
            alt=ranking.describe(now.kecamatan, now.district, main["nama"], **options),
            key="urutan",
        )
show.table(
    now.kecamatan,
    peta.LABELS | {"pembilang": main["nama_pendek"]},
    alt=f"{main['nama']} per kecamatan",
    key="tabel_peta",
    formats={**dict.fromkeys(("rasio", "bawah", "atas"), bahasa.persen), "tingkat": show.tier},
)
show.source_note(
    main["sumber"],
    figures.counted(main),
    sources,
    figures.rule(main["kelompok"], reference.setting("bulan_timbang")),
    data_date=answers.data_date(f.kode_kabkota),
)
