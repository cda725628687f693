"""The clock of the district: an office server often runs on UTC, and "today" must be the room's today.

Indonesia's three zones by province, Keputusan Presiden 41/1987; the provinces made of Papua since keep WIT.
"""

from __future__ import annotations

import os
import time

from stunting import store

WIB, WITA, WIT = "WIB-7", "WITA-8", "WIT-9"  # as POSIX writes them: no table of zones is needed
_WITA = {"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"}
_FIRST_WIT = "81"


def zone(kode: str) -> str:
    """The zone of an area by its Kemendagri code: of Kalimantan only the south, east and north are WITA."""
    province = kode[:2]
    return WIT if province >= _FIRST_WIT else WITA if province in _WITA else WIB


def follow_district() -> None:
    """This process reads the clock as the store's district does; without a store the computer's own.

    Windows keeps its own zone: offices set it there.
    """
    try:
        known = store.kind().wilayah
    except store.StoreError:
        return
    if known and hasattr(time, "tzset"):
        os.environ["TZ"] = zone(known[0])
        time.tzset()
