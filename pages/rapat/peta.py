"""Where most children are, and where the rate is truly higher.

After ten seconds the Bupati can say: "Ngoro lebih tinggi dari kabupaten; empat belas kecamatan setara,
selisihnya belum meyakinkan; jumlah terbanyak ada di Pacet."
"""

import streamlit as st

from stunting import access, answers, bahasa, filters, pickers, reference, show
from stunting.charts import classes, funnel, ranking, wording
from stunting.presenters import figures, peta, screens
from stunting.stats import smoothing

HEIGHT = 560
MEASURES = {"Persen": wording.RATE, "Diratakan": wording.SMOOTHED, "Jumlah": wording.COUNT}
ORDER, FUNNEL, BEFORE = "Urutan", "Corong", "Siklus sebelumnya"

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
group = known[known["kelompok"].isin([f.kelompok, "keluarga"])].set_index("indikator", drop=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    main = group.loc[pickers.pick_indicator(group)]
    ukuran = MEASURES[pickers.pick_view("Tampilkan", list(MEASURES), key="ukuran")]
    companion = pickers.pick_view("Pendamping", [ORDER, FUNNEL, BEFORE], key="pendamping")
hide = access.small_cells()
seen = screens.peta(answers.ask, f, main, **hide)
now, before = seen.now, seen.before
if not now.district["penyebut"]:
    show.empty()
    st.stop()

sources = screens.sources(answers.ask, f, main["indikator"])
maps = [now, before] if companion == BEFORE else [now]
ratios = [ratio for each in maps for ratio in each.kecamatan["rasio"]]
scale = classes.classes(ratios, main["indikator"], main["arah"])


def draw(of: screens.OfCycle, key: str, *, click: bool = False) -> str | None:
    """The map of one cycle; its smoothed figures are made of what may be seen of it."""
    return show.area_map(
        smoothing.with_smoothed(of.kecamatan),
        of.district,
        main,
        scale,
        key=key,
        height=HEIGHT,
        ukuran=ukuran,
        title=f"{main['nama_pendek']}, {bahasa.siklus(of.siklus)}",
        click=click,
    )


show.heading(seen.headline, seen.behind)
left, right = st.columns([11, 9])
with left:
    clicked = draw(now, "peta", click=True)
with right:
    if companion == BEFORE:
        draw(before, "peta_lalu")
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
        in_order = wording.COUNT if ukuran == wording.COUNT else wording.RATE
        options = {"chosen": f.kode_kecamatan, "ukuran": in_order}
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
