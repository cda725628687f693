"""The form that turns a contoh store into an empty real one: area, first account of the secretariat."""

from __future__ import annotations

import streamlit as st
from lokal import wilayah

from stunting import accounts, commands, store


@st.cache_data(show_spinner=False)
def _districts() -> dict[str, str]:
    """All kabupaten/kota, name with province -> code."""
    return {
        f"{each.path} ({each.code})": each.code
        for province in wilayah.list_wilayah()
        for each in wilayah.list_wilayah(province.code)
    }


def form(suggested: list[str]) -> None:
    """Offer to begin with real data; ``suggested``: codes the uploaded file names."""
    st.warning(
        "Ini penyimpanan contoh, jadi berkas tidak dimasukkan. Untuk bekerja dengan data Anda, mulai "
        "penyimpanan nyata: data contoh dihapus, halaman Kelola data lalu meminta akun."
    )
    with st.expander("Mulai penyimpanan nyata", icon=":material/rocket_launch:"), st.form("mulai"):
        known = _districts()
        chosen = st.multiselect(
            "Kabupaten/kota",
            list(known),
            default=[name for name, code in known.items() if code in suggested],
            placeholder="Ketik nama kabupaten atau kota",
        )
        name = st.text_input("Nama akun sekretariat (huruf kecil, angka, titik)", max_chars=40)
        password = st.text_input(
            f"Kata sandi (sekurangnya {accounts.MIN_PASSWORD} tanda)", type="password"
        )
        again = st.text_input("Ulangi kata sandi", type="password")
        if st.form_submit_button("Mulai penyimpanan nyata", type="primary"):
            _begin([known[each] for each in chosen], name, password, again)


def _begin(kabkota: list[str], name: str, password: str, again: str) -> None:
    if not kabkota:
        st.error("Pilih sekurangnya satu kabupaten atau kota.")
    elif password != again:
        st.error("Kedua kata sandi tidak sama.")
    else:
        try:
            commands.begin_real(tuple(kabkota), name, password)
        except (accounts.AccountError, store.StoreError) as error:
            st.error(str(error))
        else:
            st.rerun()
