"""The list for the coordination meeting.

After ten seconds the Bupati can say: "312 keluarga di Jatirejo tanpa jamban layak dan belum menerima
bantuan; itu tugas Perkim."
"""

from datetime import date
from functools import partial

import streamlit as st

from stunting import access, answers, bahasa, downloads, filters, pickers, reference, show
from stunting.charts import needs
from stunting.exports import excel
from stunting.presenters import keluarga, prioritas, tautan, wilayah
from stunting.presenters.rincian import Rincian
from stunting.rapat import keputusan, tugas

f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

area = wilayah.scope(answers.ask, f.kode_kabkota, f.kode_kecamatan)
own = access.named(area)  # in mode kerja the list is of the areas one answers for
kerja = bool(own)
known = answers.ask("kebutuhan_daftar")
opd = dict(zip(known["kode_opd"], known["opd"], strict=True))
offices = reference.table("opd").set_index("kode_opd")["nama_pendek"].to_dict()
view = pickers.pick_view("Tampilan", list(prioritas.VIEWS), key="keluarga")
with st.container(horizontal=True, vertical_alignment="bottom"):
    need = pickers.pick(
        "Kebutuhan",
        dict(zip(known["kebutuhan"], known["nama"], strict=True)),
        key="kebutuhan",
        every="Semua kebutuhan",
    )
    office = pickers.pick("Layanan dari", opd, key="opd", every="Semua OPD")
    # finer filters name fewer people at a time: mode kerja only
    aid = pickers.pick("Bantuan", keluarga.BANTUAN, key="bantuan", every="Semua") if kerja else None

rows = answers.ask(
    "keluarga_berisiko",
    scope=own or area,
    kebutuhan=need,
    opd=office,
    bantuan=aid,
    rinci=kerja and access.detailed(own),
    **f.params("siklus", "kelompok"),
)
counted = keluarga.needs(rows, known, kerja=kerja)
if kerja:
    identities = answers.ask_named("keluarga_bernama", scope=own, siklus=f.siklus)
    table, labels = keluarga.named(rows, identities, opd), keluarga.NAMED_LABELS
else:
    table, labels = keluarga.coded(rows, opd), keluarga.CODED_LABELS
tasks = tugas.listed(
    answers.ask,
    keputusan.read(),
    siklus=None,
    today=date.today(),
    rinci=access.detailed([f.kode_kabkota]),
    **f.params("kode_kabkota", "kode_kecamatan"),
)
links = answers.ask("tautan_ringkas", **f.params("kode_kabkota", "siklus"))
data_date = answers.data_date(f.kode_kabkota)
about = {
    "Pilihan": f.in_words(),
    "Kebutuhan": keluarga.chosen_words(need, known),
    "Layanan dari": opd.get(office, "semua OPD"),
    "Bantuan": keluarga.BANTUAN.get(aid, "semua"),
    "Data per": bahasa.tanggal(data_date),
    "Mode": "kerja (memuat nama: simpan dan bagikan hanya kepada yang berhak)"
    if kerja
    else "tayang",
    "Sumber": "Verval KRS, pengukuran dan pemeriksaan pada siklus ini; bobot menurut pengaturan.",
}
behind = keluarga.behind(rows, counted, f.area, f.group, kerja=kerja)


def picture() -> None:
    """The needs, whatever the view turns them by."""
    if len(counted):
        show.chart(needs.bars(counted), alt=needs.describe(counted), key="kebutuhan_grafik")


def heading(sentence: str) -> None:
    """A sentence of another view over the same figures."""
    show.heading(sentence, [Rincian(sentence, each.angka) for each in behind])


def take_home() -> None:
    """The list as files: whole, and a sheet for each desa or puskesmas that visits next."""
    for label, column in (("daftar", None), ("per desa", "desa"), ("per puskesmas", "puskesmas")):
        given = table if column is None else keluarga.by_place(table, rows, column, kerja=kerja)
        one = f"Unduh {bahasa.angka(len(given))} baris, {label} (XLSX)"
        said = show.about(about)
        written = (
            partial(excel.workbook, given, labels, sheet="Keluarga berisiko", about=said)
            if column is None
            else partial(excel.workbook_by, given, labels, by=keluarga.PLACE, about=said)
        )
        file = f"keluarga-berisiko-{f.siklus}-{label.replace(' ', '-')}.xlsx"
        key = f"unduh_{column or 'daftar'}"
        if kerja:
            downloads.named(one, lambda m, w=written: w(mark=m), file, key=key, rows=len(given))
        else:
            downloads.unnamed(one, written, file, key=key)


if view == prioritas.OPD:
    turned = prioritas.by_office(rows, tasks, offices, kerja=kerja)
    heading(prioritas.office_headline(turned, f.area))
    picture()
    show.rows(turned, prioritas.OFFICE_LABELS, alt=view, key="menurut_opd", height="content")
elif view == prioritas.PR:
    heading(prioritas.level_headline(rows, known, f.area, kerja=kerja))
    picture()
    turned = prioritas.by_level(rows, known, tasks, kerja=kerja)
    show.rows(turned, prioritas.LEVEL_LABELS, alt=view, key="menurut_pr", height="content")
elif view == prioritas.AID:
    heading(prioritas.aid_headline(rows, f.area, kerja=kerja))
    picture()
    turned = prioritas.by_aid(rows, known, kerja=kerja)
    show.rows(turned, prioritas.AID_LABELS, alt=view, key="menurut_bantuan", height="content")
elif view == prioritas.MENGAPA and len(table):
    options = prioritas.codes(table)
    chosen = st.selectbox(
        "Keluarga", list(options), format_func=options.get, key="keluarga_dipilih",
        label_visibility="collapsed",
    )  # fmt: skip
    at = int((rows["keluarga_id"] == chosen).to_numpy().argmax())
    row = rows.iloc[at]
    heading(prioritas.why_headline(row, prioritas.stability(rows, known, at), len(rows)))
    left, right = st.columns(2)
    with left:
        show.printed(prioritas.why(row, known), prioritas.WHY_LABELS)
    with right:
        show.line(prioritas.contact(row, kerja=kerja))
        show.line(
            "Skor adalah jumlah bobot kebutuhan. Urutan dihitung di antara keluarga pada pilihan ini; bobot "
            "diubah di halaman Bobot."
        )
    picture()
else:
    show.heading(keluarga.headline(rows, f.area, f.group, kerja=kerja), behind)
    picture()
    if table.empty:
        st.info(keluarga.why_not_listed(rows))
    else:
        words = f"Daftar keluarga berisiko, {f.in_words()}"
        show.rows(
            table, labels, alt=words, key="daftar", wide=keluarga.WIDE, height=440, named=kerja
        )
        with st.container(horizontal=True):
            take_home()
show.source_note(
    "Verval KRS, pengukuran dan pemeriksaan pada siklus ini",
    "Skor: jumlah bobot kebutuhan yang tercatat (pengaturan bobot).",
    tautan.families(links, f.kabkota, **access.small_cells()),
    data_date=data_date,
    method="angka-kecil",
)
