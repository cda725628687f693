"""The identity of one audited case, for who must reach the family.

After ten seconds the expert can say: "Kasus BD-03 itu anak ini, di RT ini; layarnya menutup sendiri."
"""

import streamlit as st

from stunting import access, answers, filters, rights, show, store, tirai
from stunting.presenters import tirai as words
from stunting.presenters import wilayah

caller = access.require(rights.LIHAT)
f = filters.current()
if f.siklus is None:
    show.empty()
    st.stop()
areas = wilayah.scope(answers.ask, f.kode_kabkota, f.kode_kecamatan)
own = caller.reach(rights.BUKA).within(areas)
cases = answers.ask("kasus_daftar", scope=own, siklus=f.siklus)
choices = words.choices(cases)

show.heading(words.headline(cases, f.area, f.cycle))


@st.fragment(run_every=1.0)
def opened() -> None:
    """The identity, which goes with its time; nothing else of the page is drawn again."""
    found = tirai.opened()
    if found is None:
        st.rerun()
    st.subheader(
        f"{found.kasus_id}: menutup sendiri dalam {found.seconds_left} detik", anchor=False
    )
    show.printed(words.lines(found.person), words.LABELS)
    if st.button("Tutup sekarang", icon=":material/visibility_off:", key="tutup_kasus"):
        tirai.close()
        st.rerun()


if tirai.opened():
    opened()
    st.stop()
if not choices:
    st.info(
        "Kasus ditautkan ke orangnya lewat NIK atau nama di lembar Kasus buku kerja audit. Pilih siklus atau "
        "kecamatan lain, atau masukkan buku kerjanya lewat halaman Impor."
    )
    st.stop()
st.markdown(
    f"Terbuka {tirai.SECONDS // 60} menit, hanya di layar ini, dan dicatat: siapa, kapan, kasus mana dan "
    "mengapa. Jangan dibuka di layar yang sedang diproyeksikan."
)
with st.form("buka_kasus", width=720):
    chosen = st.selectbox("Kasus", list(choices), format_func=choices.get, key="kasus_dibuka")
    reason = st.text_input(
        "Alasan", placeholder="Misalnya: kunjungan rumah bersama bidan", max_chars=200
    )
    pin = "" if store.kind().contoh else st.text_input("PIN", type="password", max_chars=6)
    if st.form_submit_button("Buka", type="primary", icon=":material/visibility:"):
        try:
            tirai.open_case(chosen, areas, reason, pin)
        except tirai.NotOpened as error:
            st.error(str(error))
        else:
            st.rerun()
