"""Who is asking, what the role lets them do on this page, and what may be shown to them.

Mode tayang is for everyone; mode kerja (names, small figures) for the roles and areas that the table of
rights names (rights.py). In a contoh store nothing is real, so everybody works as the secretariat. In a
nyata store that takes a session of a local account or of the OIDC provider, looked up at every run:
signing out in one tab ends it in all.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import streamlit as st

from stunting import accounts, reference, rights, sign_in, store
from stunting.rights import Reach

COOKIE = "sesi"
SWITCH = "mode_kerja"  # the key of the toggle in the frame
JUST = 600  # seconds after which the provider's word no longer proves who sits at the screen
TAYANG, KERJA = "tayang", "kerja"
_PAGE = "_halaman"  # the address of the page this run shows


@dataclass(frozen=True)
class Caller:
    """Who is at the screen, on which page, in which mode (tayang, or kerja with names)."""

    name: str  # what events are signed with
    role: str
    areas: tuple[str, ...] = ()
    opd: str | None = None
    mode: str = TAYANG
    page: str = ""
    signed_in: bool = False
    temporary: bool = False  # must change a password somebody else set
    has_pin: bool = False

    def reach(self, action: str, page: str | None = None) -> Reach:
        """How far this caller may do ``action`` (rights.ACTIONS), on this page or the one named."""
        return rights.reach(self.role, self.areas, page or self.page, action)

    def may(self, action: str, page: str | None = None) -> bool:
        return bool(self.reach(action, page))

    @property
    def kerja(self) -> bool:
        return self.mode == KERJA and self.may(rights.NAMA)


GUEST = Caller("tamu", rights.TAMU)


class NotSignedIn(PermissionError):
    """A page or an action was reached by somebody who may not."""


def current() -> Caller:
    """Who is asking, established anew at each call. Raises StoreError without a store."""
    page = st.session_state.get(_PAGE, "")
    if store.kind().contoh:
        return Caller("pengunjung contoh", "sekretariat", mode=_chosen_mode(), page=page)
    account = _account()
    if account is None:
        return Caller(GUEST.name, GUEST.role, page=page)
    if account.temporary:
        return Caller(account.name, rights.TAMU, page=page, signed_in=True, temporary=True)
    return Caller(
        account.name,
        account.role,
        account.areas,
        account.opd,
        _chosen_mode(),
        page,
        signed_in=True,
        has_pin=account.has_pin,
    )


def enter(caller: Caller, page: str) -> Caller:
    """From here on this run shows the page with this address: the caller on it. Only the frame calls this."""
    st.session_state[_PAGE] = page
    return replace(caller, page=page)


def token() -> str | None:
    """The session token the browser sent when it opened the page."""
    sent = st.context.cookies.get(COOKIE)
    return sent if isinstance(sent, str) else None


def identity() -> dict[str, object]:
    """The claims of the OIDC provider about this browser's user; empty without any."""
    if not sign_in.has_provider() or not st.user.is_logged_in:
        return {}
    return dict(st.user)


def just_signed_in() -> bool:
    """Whether the provider vouched for this browser's user within the last JUST seconds.

    What a password proves for a local account: that it is still the same person at this screen.
    """
    claims = identity()
    begun = float(claims.get("auth_time") or claims.get("iat") or 0)
    return -60 < time.time() - begun < JUST  # clocks of two machines are never quite the same


def _account() -> accounts.Account | None:
    if sent := token():
        return accounts.session_user(sent)
    claims = identity()
    email = claims.get("email")
    # the provider's cookie lives 30 days; a session here does not
    begun = float(claims.get("iat") or 0)
    fresh = time.time() - begun < accounts.SESSION_LENGTH.total_seconds()
    if not isinstance(email, str) or claims.get("email_verified") is False or not fresh:
        return None
    return accounts.by_email(email)


def _chosen_mode() -> str:
    return KERJA if st.session_state.get(SWITCH) else TAYANG


def still(caller: Caller) -> Callable[[], bool]:
    """Whether this caller may still do what they may now, asked later and outside a run of a page."""
    if not caller.signed_in:
        return lambda: True
    sent = token()

    def same() -> bool:
        account = accounts.session_user(sent) if sent else accounts.named(caller.name)
        found = account and (account.name, account.role, account.areas)
        return found == (caller.name, caller.role, caller.areas)

    return same


def require(action: str) -> Caller:
    """The caller, where the action is allowed on this page: the second lock behind the menu.

    Raises NotSignedIn.
    """
    caller = current()
    if not caller.may(action):
        raise NotSignedIn(
            f"Peran Anda tidak mencakup {rights.ACTIONS[action]} di halaman ini. Masuk dengan akun yang "
            "berhak, atau minta hak itu kepada sekretariat."
        )
    return caller


def named(areas: Iterable[str]) -> list[str]:
    """Of these areas, those whose people may be named to the caller now: none in mode tayang."""
    caller = current()
    return caller.reach(rights.NAMA).within(areas) if caller.kerja else []


def detailed(areas: Iterable[str]) -> bool:
    """Whether diseases and the like are told as they are to the caller now, in all of these areas.

    Everybody else reads their neutral label (stunting/sensitif.py).
    """
    caller = current()
    return caller.mode == KERJA and all(map(caller.reach(rights.RINCI).covers, areas))


def small_cells() -> dict[str, bool | int]:
    """How small population figures are treated for this caller: hidden in mode tayang, and below what.

    Who answers for some kecamatan only, or may not see what is protected, sees the figures of all as mode
    tayang shows them.
    """
    caller, areas = current(), store.kind().wilayah
    whole = caller.reach(rights.NAMA)
    everything = caller.kerja and all(map(whole.covers, areas)) and detailed(areas)
    return {
        "hide_small": not everything,
        "threshold": int(reference.setting("sel_kecil")),
    }
