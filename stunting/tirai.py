"""Tirai privasi: the identity of one case, opened with a reason and a PIN, and closed again by itself.

What is open lives in the session of the screen that opened it and nowhere else: no other screen, no cache
and no link can show it. Each opening and each refused try is written into the register.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from stunting import access, accounts, answers, db, register, rights, store

SECONDS = 120
MIN_REASON = 8
_OPEN = "_kasus_terbuka"


class NotOpened(PermissionError):
    """Why a case stays closed, as one Indonesian sentence."""


@dataclass(frozen=True)
class Opened:
    """The identity of one case; ``until``: when it closes, in seconds of the monotonic clock."""

    kasus_id: str
    person: pd.Series
    until: float
    who: str

    @property
    def seconds_left(self) -> int:
        return max(0, round(self.until - time.monotonic()))


def open_case(kasus_id: str, areas: list[str], reason: str, pin: str) -> None:
    """Open one case of these areas on this screen for SECONDS.

    Raises NotOpened: no right there, no reason, no PIN or a wrong one, nobody known behind the case.
    """
    caller = access.current()
    scope = caller.reach(rights.BUKA).within(areas)
    if not scope:
        raise NotOpened("Peran Anda tidak mencakup membuka identitas kasus di wilayah ini.")
    if len(reason.strip()) < MIN_REASON:
        raise NotOpened("Tulis alasannya dengan beberapa kata; alasan itu dicatat.")
    if not store.kind().contoh:
        _check_pin(caller, kasus_id, pin)
    rows = db.ask(
        store.folder(answers.version()),
        "kasus_identitas",
        {"scope": scope, "kasus_id": kasus_id},
        named=True,
    )
    if rows.empty:
        raise NotOpened(
            f"Orang di balik kasus {kasus_id} tidak dikenal di penyimpanan ini: kasusnya belum ditautkan."
        )
    register.append(
        "buka_kasus",
        kasus_id,
        before=None,
        after={"alasan": reason.strip(), "versi": answers.version()},
        who=caller.name,
    )
    person = rows.iloc[0]
    st.session_state[_OPEN] = Opened(kasus_id, person, time.monotonic() + SECONDS, caller.name)


def _check_pin(caller: access.Caller, kasus_id: str, pin: str) -> None:
    if not caller.has_pin:
        raise NotOpened("Anda belum punya PIN. Buat dahulu lewat nama akun Anda di bilah atas.")
    try:
        right = accounts.verify_pin(caller.name, pin)
    except accounts.Locked as error:
        raise NotOpened(str(error)) from None
    if not right:
        register.append("buka_kasus_gagal", kasus_id, None, "PIN salah", who=caller.name)
        raise NotOpened("PIN tidak cocok. Percobaan ini dicatat.")


def opened() -> Opened | None:
    """What is open on this screen; None once the time is over, or somebody else sits there."""
    found = st.session_state.get(_OPEN)
    if found is None:
        return None
    caller = access.current()
    if not found.seconds_left or caller.name != found.who or not caller.may(rights.BUKA):
        close()
        return None
    return found


def close() -> None:
    """Draw the curtain."""
    st.session_state.pop(_OPEN, None)
