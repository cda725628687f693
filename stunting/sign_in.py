"""The forms somebody signs in, out and over with: plain HTML, because no script can set a cookie."""

from __future__ import annotations

import html

import streamlit as st

from stunting import accounts

# What the routes write behind the address, and what the page then says.
MESSAGES = {
    "gagal": "Nama akun atau kata sandi tidak cocok.",
    "terkunci": "Terlalu banyak percobaan. Coba lagi setelah 15 menit.",
    "beda": "Kedua isian baru tidak sama; tidak ada yang diganti.",
    "lemah": f"Kata sandi baru paling sedikit {accounts.MIN_PASSWORD} tanda dan berbeda dari yang lama.",
    "pin_lemah": "PIN terdiri atas enam angka, bukan urutan dan bukan angka berulang.",
}
STALE = (
    "PIN dibuat segera sesudah masuk, agar jelas siapa yang duduk di sini: keluar, masuk lagi dengan akun "
    "instansi, lalu buka menu ini dalam 10 menit."
)
DONE = {
    "sandi_diganti": "Kata sandi sudah diganti.",
    "pin_diganti": "PIN sudah diganti.",
}


def form(back: str) -> None:
    """Sign in with a local account, or with the district's provider where one is set up."""
    if has_provider():
        st.button(
            "Masuk dengan akun instansi",
            icon=":material/badge:",
            on_click=st.login,
            key="masuk_oidc",
        )
    _form("masuk", "Masuk", back, _NAME + _PASSWORD)


def change_password(back: str) -> None:
    """The first password was set by somebody else: nothing is shown before it is changed."""
    _form("sandi", "Ganti kata sandi", back, _OLD + _NEW)


def choose_pin(back: str) -> None:
    """The PIN that opens a case; the password proves who is sitting there."""
    _form("pin", "Simpan PIN", back, _PASSWORD + _PIN)


def choose_own_pin(name: str, *, just_signed_in: bool) -> None:
    """The same for who signs in by the provider: there is no password here, so the sign-in must be fresh."""
    if not just_signed_in:
        st.markdown(STALE)
        return
    with st.form("pin_penyedia", clear_on_submit=True, border=False):
        pin = st.text_input("PIN baru (enam angka)", type="password", max_chars=6, key="pin_baru")
        again = st.text_input("Ulangi PIN", type="password", max_chars=6, key="pin_ulang")
        if not st.form_submit_button("Simpan PIN"):
            return
    if pin != again:
        st.error(MESSAGES["beda"])
        return
    try:
        accounts.give_pin(name, pin, who=name)
    except accounts.AccountError as error:
        st.error(str(error))
    else:
        st.success(DONE["pin_diganti"])


def sign_out(back: str) -> None:
    """End the session, of the local account and of the provider."""
    if has_provider() and st.user.is_logged_in:
        st.button("Keluar", on_click=st.logout, key="keluar_oidc")
    else:
        _form("keluar", "Keluar", back, "")


def message() -> tuple[str | None, str | None]:
    """What went wrong and what went well at the last form, if anything."""
    code = st.query_params.get("masuk", "")
    return MESSAGES.get(code), DONE.get(code)


def has_provider() -> bool:
    """Whether an OIDC provider is set up ([auth] in .streamlit/secrets.toml)."""
    try:
        return "auth" in st.secrets
    except FileNotFoundError:  # no secrets at all
        return False


def _form(action: str, word: str, back: str, fields: str) -> None:
    hidden = f'<input type="hidden" name="kembali" value="{html.escape(back, quote=True)}">'
    button = f'<button type="submit" style="{_BUTTON}">{word}</button>'
    st.html(
        f'<form method="post" action="/akun/{action}">{hidden}{fields}{button}</form>', width=480
    )


_FIELD = (
    "font:inherit;width:100%;box-sizing:border-box;padding:.4em .6em;margin:.2em 0 .8em;"
    "border:1px solid #6b7280;border-radius:.3em"
)
_BUTTON = (
    "font:inherit;padding:.4em 1.2em;border:1px solid #6b7280;border-radius:.3em;cursor:pointer"
)


def _field(label: str, name: str, complete: str, *, secret: bool = True, more: str = "") -> str:
    kind = ' type="password"' if secret else ""
    return (
        f'<label>{label}<br><input name="{name}"{kind} autocomplete="{complete}" required '
        f'maxlength="{accounts.MAX_PASSWORD if secret else 40}" {more} style="{_FIELD}"></label>'
    )


_NAME = _field("Nama akun", "nama", "username", secret=False)
_PASSWORD = _field("Kata sandi", "sandi", "current-password")
_OLD = _field("Kata sandi sekarang", "sandi", "current-password")
_NEW = _field(
    f"Kata sandi baru (sekurangnya {accounts.MIN_PASSWORD} tanda)", "baru", "new-password"
) + _field("Ulangi kata sandi baru", "ulang", "new-password")
_PIN = _field("PIN baru (enam angka)", "baru", "off", more='inputmode="numeric"') + _field(
    "Ulangi PIN", "ulang", "off", more='inputmode="numeric"'
)
