"""The frame around every page: page settings, version, access, menu, filter bar; then the page itself.

Streamlit runs this file at each interaction. There is no other way to a page.
"""

from pathlib import Path

import streamlit as st

from stunting import access, answers, bahasa, db, filters, menu, rights, show, sign_in, store

TITLE = "Dasbor Audit Kasus Stunting"
# A file of our own: the icons Streamlit knows by name are fetched from the internet as page icons.
ICON = Path(__file__).with_name("icon.svg")
st.set_page_config(page_title=TITLE, page_icon=ICON, layout="wide")

try:
    answers.prepare()
    answers.pin()
    caller = access.current()
except (store.StoreError, db.Error) as error:
    st.navigation(menu.pages(access.GUEST), position="hidden")
    show.failed(error)
    st.stop()

page = st.navigation(menu.pages(caller), position="top")
caller = access.enter(caller, menu.address(page))
st.set_page_config(page_title=f"{page.title} - {TITLE}")

if store.kind().contoh:
    show.contoh_banner()
if why := store.only_looking():
    show.looking_on(why)
with st.container(key=show.BAR, gap=None):  # what style() adds is not seen and takes no room
    show.style()
    boxes, side = st.columns([11, 9], vertical_alignment="center")
    with boxes:
        chosen = filters.draw()
    with side.container(horizontal=True, horizontal_alignment="right", vertical_alignment="center"):
        if date := answers.data_date(chosen.kode_kabkota):
            st.markdown(f"Data per {bahasa.tanggal_pendek(date)}", width="content")
        if caller.may(rights.NAMA) or caller.may(rights.RINCI):
            st.toggle("Mode kerja", key=access.SWITCH, help="Mati: mode tayang, tanpa nama orang.")
        else:
            st.markdown("Mode tayang", width="content")
        show.night_switch()
        with st.popover("Tautan", icon=":material/link:", help="Salin tautan ke layar ini"):
            st.markdown("Tautan ke layar ini, dengan semua pilihan tertulis:")
            st.code(filters.address(), language=None, wrap_lines=True)
        if not store.kind().contoh:
            show.account(caller, filters.path())
wrong, done = sign_in.message()
if wrong:
    st.error(wrong)
if done:
    st.success(done)
if caller.temporary:
    show.first_password(filters.path())
    st.stop()

page.run()
