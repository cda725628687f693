"""An audited case typed instead of imported: the same fields, the same checks, drafts in between.

After ten seconds the technical team can say: "Dua draf menunggu; yang ini tinggal penyebabnya, lalu masuk
data."
"""

import streamlit as st

from stunting import (
    access,
    answers,
    downloads,
    drafts,
    filters,
    kertas_kerja,
    pickers,
    rights,
    show,
)
from stunting import worksheet as form
from stunting.imports.fields import KELOMPOK
from stunting.presenters import kertas_kerja as words
from stunting.presenters import wilayah
from stunting.store import StoreError, current, kind

caller = access.require(rights.UBAH)
f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

names = wilayah.kecamatan(answers.ask, f.kode_kabkota)
reach = caller.reach(rights.UBAH)
mine = {code: name for code, name in names.items() if reach.within([code])}
head = f"AKS-{f.kode_kabkota.replace('.', '')}-{f.siklus.replace('-', '')}-"
kept = [each for each in drafts.listed() if each.kasus_id.startswith(head)]
waiting = [each for each in kept if each.isi.get("kecamatan") in mine]
# a draft names somebody: it is opened where names may be seen, and that is written down
named = access.named(mine)
openable = [each for each in waiting if each.isi["kecamatan"] in named]
cases = answers.ask("kasus_daftar", scope=names.index.tolist(), siklus=f.siklus)
gone = answers.ask("kasus_dihapus", **f.params("kode_kabkota"))
desa = answers.ask("pilihan_desa")
data_date = answers.data_date(f.kode_kabkota)

options = words.options(openable)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = st.selectbox(
        "Draf", list(options), format_func=options.get, key="draf", label_visibility="collapsed",
        width=640,
    )  # fmt: skip
    draft = next((each for each in openable if each.kasus_id == chosen), None)
    group, place = "catin", next(iter(mine), None)
    if draft is None:
        group = pickers.pick("Kelompok kertas kerja", KELOMPOK, key="kelompok_kk") or group
        place = pickers.pick("Kecamatan kasus", mine, key="kecamatan_kk") or place
show.heading(words.headline(waiting, len(cases), f.kabkota, f.cycle))
if place is None:
    st.info("Akun Anda belum punya wilayah; minta sekretariat menambahkannya.")
    st.stop()
if len(openable) < len(waiting):
    show.line("Draf memuat nama; membukanya kembali di mode kerja (sakelar di bilah atas).")
taken = [*cases["kasus_id"], *gone["kode"], *(each.kasus_id for each in kept)]
sheet = form.opened(
    draft,
    group,
    place,
    lambda: kertas_kerja.next_code(f.kode_kabkota, f.siklus, group, taken),
    who=caller.name,
)
here = desa[desa["kode"].str.startswith(f"{sheet.place}.") & desa["kode"].map(reach.covers)]
st.markdown(
    f"**{sheet.code}** · {KELOMPOK[sheet.group]} · {names[sheet.place]}. Bertanda * wajib sebelum "
    "dimasukkan; draf boleh belum lengkap. Angka boleh dengan koma."
)
with st.form(sheet.key):
    places = dict(zip(here["kode"], here["nama"], strict=True))
    typed = form.draw(sheet.group, sheet.known, places, sheet.key)
    with st.container(horizontal=True):
        keep = st.form_submit_button("Simpan draf", icon=":material/save:")
        enter = st.form_submit_button(
            "Periksa dan masukkan", type="primary", icon=":material/check:"
        )
typed |= {"kabkota": f.kode_kabkota, "kecamatan": sheet.place}
if keep:
    try:
        form.saved(drafts.save(sheet.code, sheet.group, typed, caller.name, sheet.seen))
        st.rerun()
    except (drafts.Overtaken, StoreError) as error:
        st.error(show.literal(str(error)))
filled = kertas_kerja.rows(typed, kasus_id=sheet.code, kelompok=sheet.group, siklus=f.siklus)
if enter:
    lacking = kertas_kerja.missing(typed, sheet.group)
    if sheet.code in set(cases["kasus_id"]):
        st.error(
            f"{sheet.code} sudah ada di data. Simpan draf ini, lalu perbaiki kasusnya lewat buku kerja."
        )
    elif lacking:
        st.error(f"Belum dapat dimasukkan; lengkapi: {', '.join(lacking)}.")
    else:
        # looked at first: a case is in the data as a whole or not at all
        content = kertas_kerja.workbook(filled)
        report, before = form.take_in(sheet.code, content, only_look=True), current()
        if not words.refused(report) and not kind().contoh:
            report = form.take_in(sheet.code, content, only_look=False)
        if said := words.refused(report):
            st.error("\n\n".join(show.literal(each) for each in said))
        elif kind().contoh:
            st.success(
                "Kertas kerja ini diterima seluruhnya. Di data contoh tidak ada yang disimpan: mulai "
                "penyimpanan nyata di halaman Impor, lalu isi di sana."
            )
        else:
            form.entered(sheet, typed, before)
        for each in words.warned(report):
            show.caution(each)
if done := form.last_entered():
    st.success(f"{done.code} sudah masuk data.")
    if st.button(
        f"Batalkan, jadikan {done.code} draf lagi", icon=":material/undo:", key="kk_batal"
    ):
        form.take_back(done, caller.name)
        st.rerun()
if sheet.seen:
    with st.container(horizontal=True):
        if st.button("Mulai kertas kerja baru", icon=":material/add:", key="kk_baru"):
            form.begin_anew()
            st.rerun()
        if st.button("Buang draf ini", icon=":material/delete:", key="buang_draf"):
            drafts.forget(sheet.code)
            form.begin_anew()
            st.rerun()
        downloads.named(
            "Unduh sebagai buku kerja (XLSX)",
            lambda mark: kertas_kerja.workbook(filled, "; ".join(mark.values())),
            f"{sheet.code}.xlsx",
            key="unduh_kk",
            rows=1,
        )
show.source_note(
    "Kertas Kerja Audit (BKKBN, 13 Mei 2022) dan formulir pendampingan TPK/Elsimil",
    data_date=data_date,
    method="tugas",
)
