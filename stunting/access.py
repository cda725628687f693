"""Who is asking, and what may be shown to them: mode tayang for everyone, mode kerja for operators.

In a contoh store nothing is real, so everybody may switch to mode kerja. In a nyata store that takes a
session of a local account, looked up at every run: signing out in one tab ends it in all.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import streamlit as st

from stunting import accounts, reference, store

COOKIE = "sesi"
SWITCH = "mode_kerja"  # the key of the toggle in the frame
TAYANG, KERJA = "tayang", "kerja"
# What the sign-in route writes behind the address, and what the form then says.
MESSAGES = {
    "gagal": "Nama akun atau kata sandi tidak cocok.",
    "terkunci": "Terlalu banyak percobaan masuk. Coba lagi setelah 15 menit.",
}


@dataclass(frozen=True)
class Caller:
    """Who is at the screen. ``may_work``: pages/kelola are open; ``mode``: tayang or kerja (names)."""

    name: str | None
    role: str
    may_work: bool
    mode: str

    @property
    def kerja(self) -> bool:
        return self.mode == KERJA

    @property
    def label(self) -> str:
        """The name events are signed with."""
        return self.name or self.role


GUEST = Caller(None, "tamu", False, TAYANG)


class NotSignedIn(PermissionError):
    """A page of the secretariat was run for somebody who may not."""


def token() -> str | None:
    """The session token the browser sent when it opened the page."""
    return st.context.cookies.get(COOKIE)


def current() -> Caller:
    """Who is asking, established anew at each call. Raises StoreError without a store."""
    if store.kind().contoh:
        return Caller(None, "pengunjung contoh", True, _chosen_mode())
    sent = token()
    account = accounts.session_user(sent) if sent else None
    if account is None:
        return GUEST
    return Caller(account.name, account.role, True, _chosen_mode())


def _chosen_mode() -> str:
    return KERJA if st.session_state.get(SWITCH) else TAYANG


def small_cells() -> dict[str, bool | int]:
    """How small population figures are treated for this caller: hidden in mode tayang, and below what."""
    return {
        "hide_small": not current().kerja,
        "threshold": int(reference.setting("sel_kecil")),
    }


def require_kerja() -> Caller:
    """The caller, on a page of pages/kelola. Raises NotSignedIn: the second lock behind the menu."""
    caller = current()
    if not caller.may_work:
        raise NotSignedIn("Halaman ini hanya untuk operator yang sudah masuk.")
    return caller


def login_form(back: str) -> None:
    """A plain HTML form (no script can set a cookie): it posts to /akun/masuk, which returns to ``back``."""
    st.html(_LOGIN.format(back=html.escape(back, quote=True)), width=480)


def sign_in_message() -> str | None:
    """Why the last attempt to sign in from this page failed, if it did."""
    return MESSAGES.get(st.query_params.get("masuk", ""))


def draw_account(caller: Caller, back: str) -> None:
    """In the frame of a nyata store: a button to sign in, or the account's name with one to sign out."""
    if store.kind().contoh:
        return
    if caller.name is None:
        with st.popover("Masuk", icon=":material/login:"):
            login_form(back)
    else:
        with st.popover(caller.name, icon=":material/person:"):
            st.html(_LOGOUT.format(back=html.escape(back, quote=True)), width="content")


_FIELD = (
    "font:inherit;width:100%;box-sizing:border-box;padding:.4em .6em;margin:.2em 0 .8em;"
    "border:1px solid #6b7280;border-radius:.3em"
)
_BUTTON = (
    "font:inherit;padding:.4em 1.2em;border:1px solid #6b7280;border-radius:.3em;cursor:pointer"
)
_LOGIN = f"""
<form method="post" action="/akun/masuk">
<input type="hidden" name="kembali" value="{{back}}">
<label>Nama akun<br><input name="nama" autocomplete="username" required maxlength="40"
 style="{_FIELD}"></label>
<label>Kata sandi<br><input name="sandi" type="password" autocomplete="current-password" required
 maxlength="1000" style="{_FIELD}"></label>
<button type="submit" style="{_BUTTON}">Masuk</button>
</form>
"""
_LOGOUT = f"""
<form method="post" action="/akun/keluar">
<input type="hidden" name="kembali" value="{{back}}">
<button type="submit" style="{_BUTTON}">Keluar</button>
</form>
"""
