"""Where most children are, and where the rate is truly higher.

After ten seconds the Bupati can say: "Ngoro lebih tinggi dari kabupaten; empat belas kecamatan setara,
selisihnya belum meyakinkan; jumlah terbanyak ada di Pacet."
"""

import streamlit as st

from stunting import access, answers, bahasa, boundaries, filters, pickers, reference, show, store
from stunting.charts import classes, ranking
from stunting.charts import map as area_map
from stunting.imports.fields import KELOMPOK
from stunting.presenters import figures, peta, tren
from stunting.stats.tiers import DISEMBUNYIKAN

HEIGHT = 560
MEASURES = {"Persen": area_map.RATE, "Jumlah": area_map.COUNT}

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

known = answers.ask("indikator_daftar")
group = known[known["kelompok"].isin([f.kelompok, "keluarga"])].set_index("indikator", drop=False)
with st.container(horizontal=True, vertical_alignment="bottom"):
    choice = pickers.pick_indicator(group)
    ukuran = MEASURES[pickers.pick_view("Tampilkan", list(MEASURES), key="ukuran")]
    beside = st.toggle("Siklus sebelumnya di sampingnya", key="banding")
tayang, small = not access.current().kerja, int(reference.setting("sel_kecil"))
main = group.loc[choice]


def rates_of(siklus: str):
    """The counts of one cycle as they are, and as this mode may see them."""
    rows = answers.ask(
        "indikator_per_kecamatan", kode_kabkota=f.kode_kabkota, siklus=siklus, indikator=choice
    )
    district = peta.district_row(rows, f.kabkota, f.kode_kabkota)
    hide = {"hide_small": tayang, "threshold": small}
    return figures.whole(district, **hide), figures.by_kecamatan(rows, **hide)


district, frame = rates_of(f.siklus)
before = tren.previous(f.siklus)
district_before, frame_before = rates_of(before)
if not district["penyebut"]:
    show.empty()
    st.stop()
shapes = boundaries.kecamatan(f.kode_kabkota, store.boundaries_file())
around = boundaries.neighbours(f.kode_kabkota)
both = [*frame["rasio"], *(frame_before["rasio"] if beside else [])]
scale = classes.classes(both, choice, main["arah"])


def draw(each, whole, siklus: str, key: str, **options):
    """One map with its cycle as a heading."""
    st.markdown(f"**{main['nama_pendek']}, {bahasa.siklus(siklus)}**")
    picture = area_map.kecamatan_map(
        each, shapes, around, scale, chosen=f.kode_kecamatan, ukuran=ukuran, height=HEIGHT
    )
    words = area_map.describe(each, whole, main["nama"], chosen=f.kode_kecamatan, ukuran=ukuran)
    return show.deck(picture, alt=words, key=key, height=HEIGHT, **options)


show.heading(
    peta.headline(main, frame, district, figures.pick(frame, kode_kecamatan=f.kode_kecamatan))
)
left, right = st.columns([11, 9])
with left:
    state = draw(frame, district, f.siklus, "peta", on_select="rerun")
    show.map_legend(area_map.legend(frame, scale, ukuran))
clicked = show.selected(state, area_map.LAYER)
with right:
    if beside:
        draw(frame_before, district_before, before, "peta_sebelum")
    elif clicked:
        row = figures.pick(frame, kode_kecamatan=clicked)
        here = {"kode_kecamatan": clicked, "siklus": f.siklus}
        desa = answers.ask("indikator_per_desa", indikator=choice, **here)
        cases = answers.ask("kasus_per_kelompok", **f.params("kode_kabkota", "siklus"))
        causes = answers.ask("kasus_penyebab_ringkas", kode_kabkota=f.kode_kabkota, **here)
        # desa of a hidden kecamatan would add up to it
        least = float("inf") if row["tingkat"] == DISEMBUNYIKAN else small
        show.panel(
            peta.panel_sentence(main, row, f.kabkota),
            peta.audit_lines(cases[cases["kode_kecamatan"] == clicked], causes, KELOMPOK),
            peta.desa_table(figures.by_desa(desa, hide_small=tayang, threshold=least)),
            {"nama": "Desa/kelurahan", "jumlah": "Jumlah", "rasio": "Persen"},
        )
    else:
        show.chart(
            ranking.ordered_bar(
                frame, district, chosen=f.kode_kecamatan, ukuran=ukuran, height=HEIGHT + 40
            ),
            alt=ranking.describe(
                frame, district, main["nama"], chosen=f.kode_kecamatan, ukuran=ukuran
            ),
            key="urutan",
        )
show.table(
    frame,
    {
        "nama": "Kecamatan",
        "pembilang": main["nama_pendek"],
        "penyebut": "Dari",
        "rasio": "Persen",
        "bawah": "Batas bawah 95 %",
        "atas": "Batas atas 95 %",
        "tingkat": "Dibanding kabupaten/kota",
    },
    alt=f"{main['nama']} per kecamatan",
    key="tabel_peta",
    formats={
        "rasio": bahasa.persen,
        "bawah": bahasa.persen,
        "atas": bahasa.persen,
        "tingkat": show.tier,
    },
)
show.source_note(
    main["sumber"],
    figures.counted(main),
    figures.rule(main["kelompok"], reference.setting("bulan_timbang")),
    data_date=answers.data_date(f.kode_kabkota),
)
