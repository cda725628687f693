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
from stunting.store import StoreError, kind

caller = access.require(rights.UBAH)
f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()

names = wilayah.kecamatan(answers.ask, f.kode_kabkota)
areas = caller.reach(rights.UBAH).within(names.index)
mine = {code: names[code] for code in areas if code in names.index}
head = f"AKS-{f.kode_kabkota.replace('.', '')}-{f.siklus.replace('-', '')}-"
waiting = [
    each
    for each in drafts.listed()
    if each.kasus_id.startswith(head) and each.isi.get("kecamatan") in mine
]
cases = answers.ask("kasus_daftar", scope=names.index.tolist(), siklus=f.siklus)
desa = answers.ask("pilihan_desa")
date = answers.data_date(f.kode_kabkota)

options = words.options(waiting)
with st.container(horizontal=True, vertical_alignment="bottom"):
    chosen = st.selectbox(
        "Draf", list(options), format_func=options.get, key="draf", label_visibility="collapsed",
        width=640,
    )  # fmt: skip
    draft = next((each for each in waiting if each.kasus_id == chosen), None)
    if draft is None:
        group = pickers.pick("Kelompok kertas kerja", KELOMPOK, key="kelompok_kk") or "catin"
        place = pickers.pick("Kecamatan kasus", mine, key="kecamatan_kk") or next(iter(mine), None)
    else:
        group, place = draft.kelompok, draft.isi["kecamatan"]
taken = [*cases["kasus_id"], *(each.kasus_id for each in drafts.listed())]
code = draft.kasus_id if draft else kertas_kerja.next_code(f.kode_kabkota, f.siklus, group, taken)
seen = draft.revisi if draft else 0
here = desa[desa["kode"].str.startswith(f"{place}.")] if place else desa.iloc[:0]

show.heading(words.headline(waiting, len(cases), f.kabkota, f.cycle))
if place is None:
    st.info("Akun Anda belum punya wilayah; minta sekretariat menambahkannya.")
    st.stop()
st.markdown(
    f"**{code}** · {KELOMPOK[group]} · {names[place]}. Bertanda * wajib sebelum dimasukkan; draf boleh "
    "belum lengkap. Angka boleh dengan koma."
)
key = f"kk_{code}_{place}_{seen}"
with st.form(key):
    typed = form.draw(
        group,
        draft.isi if draft else {},
        dict(zip(here["kode"], here["nama"], strict=True)),
        key,
    )
    with st.container(horizontal=True):
        keep = st.form_submit_button("Simpan draf", icon=":material/save:")
        enter = st.form_submit_button(
            "Periksa dan masukkan", type="primary", icon=":material/check:"
        )
typed |= {"kabkota": f.kode_kabkota, "kecamatan": place}
if keep:
    try:
        drafts.save(code, group, typed, caller.name, seen)
    except (drafts.Overtaken, StoreError) as error:
        st.error(show.literal(str(error)))
    else:
        st.rerun()
filled = kertas_kerja.rows(typed, kasus_id=code, kelompok=group, siklus=f.siklus)
if enter:
    lacking = kertas_kerja.missing(typed, group)
    if lacking:
        st.error(f"Belum dapat dimasukkan; lengkapi: {', '.join(lacking)}.")
    else:
        # looked at first: a case is in the data as a whole or not at all
        content = kertas_kerja.workbook(filled)
        report = form.take_in(code, content, only_look=True)
        if not words.refused(report) and not kind().contoh:
            report = form.take_in(code, content, only_look=False)
        if said := words.refused(report):
            st.error("\n\n".join(show.literal(each) for each in said))
        elif kind().contoh:
            st.success(
                "Kertas kerja ini diterima seluruhnya. Di data contoh tidak ada yang disimpan: mulai "
                "penyimpanan nyata di halaman Impor, lalu isi di sana."
            )
        else:
            drafts.forget(code)
            st.success(f"{code} sudah masuk data. Mengembalikannya: python -m stunting rollback.")
        for each in words.warned(report):
            show.caution(each)
if draft:
    with st.container(horizontal=True):
        if st.button("Buang draf ini", icon=":material/delete:", key="buang_draf"):
            drafts.forget(code)
            st.rerun()
        downloads.named(
            "Unduh sebagai buku kerja (XLSX)",
            lambda mark: kertas_kerja.workbook(filled),
            f"{code}.xlsx",
            key="unduh_kk",
            rows=1,
        )
show.source_note(
    "Kertas Kerja Audit (BKKBN, 13 Mei 2022) dan formulir pendampingan TPK/Elsimil",
    data_date=date,
    method="tugas",
)
