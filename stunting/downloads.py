"""Files people take away: who may have which, and what a file with names says of itself.

A file is made when its button is pressed, never before: Streamlit serves what lies ready to whoever has
the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from stunting import access, bahasa, exports, reference, register, rights, show, store

_OFFICE = "application/vnd.openxmlformats-officedocument."
MIME = {
    ".xlsx": _OFFICE + "spreadsheetml.sheet",
    ".docx": _OFFICE + "wordprocessingml.document",
    ".pdf": "application/pdf",
    ".ics": "text/calendar",
    ".pptx": _OFFICE + "presentationml.presentation",
    ".html": "text/html",
    ".zip": "application/zip",
}
KEEP = timedelta(days=exports.KEEP_DAYS)  # how long a list with names may lie about
MIN_REASON = 8
# The setting ``unduhan``: what may leave this dashboard at all.
SEMUA, TANPA_NAMA = "semua", "tanpa_nama"
OFF = "Unduhan dimatikan dalam pengaturan dasbor ini."
OFF_NAMED = "Unduhan dengan nama dimatikan dalam pengaturan dasbor ini."


def unnamed(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button for a file without names, for the roles that may download here."""
    if not access.current().may(rights.UNDUH):
        return
    if reference.setting("unduhan") not in (SEMUA, TANPA_NAMA):
        st.markdown(OFF)
        return
    _button(label, _while_allowed(access.current(), make), file_name, key)


def form_file(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    """A button for an empty form: nobody stands in it."""
    _button(label, make, file_name, key)


def handed_back(label: str, path: Path, key: str) -> None:
    """A button for the refused rows of a file, which name people: by role and setting, and written down.

    No purpose is asked: it is the one it was made for, and it stands at the foot of every printed page, with
    who took it and when.
    """
    caller = access.current()
    if not caller.may(rights.UNDUH_NAMA):
        return
    if reference.setting("unduhan") != SEMUA:
        st.markdown(OFF_NAMED)
        return

    def read() -> bytes:
        from stunting.imports import returned  # the import machinery: only where it is needed

        register.append("unduh_nama", path.name, None, {"keperluan": "perbaikan"}, who=caller.name)
        return returned.signed(path, caller.name, datetime.now())

    _button(label, _while_allowed(caller, read), path.name, key)


def named(
    label: str, make: Callable[[Mapping[str, str]], bytes], file_name: str, key: str, *, rows: int
) -> None:
    """A file with names: for a purpose that is asked, written down and printed into the file.

    ``make`` gets the lines that say who took the file, when, why and until when it may be kept.
    """
    caller = access.current()
    if not caller.may(rights.UNDUH_NAMA):
        st.markdown("Peran Anda melihat nama di layar, tetapi tidak mengunduhnya.")
        return
    if reference.setting("unduhan") != SEMUA:
        st.markdown(OFF_NAMED)
        return
    with st.popover(label, icon=":material/download:", key=f"{key}_bernama"):
        st.markdown(
            "Berkas ini memuat nama. Tulis keperluannya; siapa, kapan dan mengapa dicatat dan tercetak di "
            "setiap halamannya."
        )
        reason = st.text_input(
            "Keperluan",
            key=f"{key}_keperluan",
            max_chars=200,
            placeholder="Kunjungan rumah TPK Juli",
        ).strip()
        if len(reason) < MIN_REASON:
            st.markdown("Sesudah keperluan diisi, tombol unduh muncul di sini.")
            return

        def written() -> bytes:
            taken = {"keperluan": reason, "baris": rows, "versi": store.current()}
            register.append("unduh_nama", file_name, None, taken, who=caller.name)
            return make(mark(caller.name, reason, datetime.now()))

        _button(
            f"Unduh {bahasa.angka(rows)} baris", _while_allowed(caller, written), file_name, key
        )


def mark(who: str, reason: str, now: datetime) -> dict[str, str]:
    """The watermark of a file with names, line by line."""
    return {
        "Diunduh oleh": who,
        "Waktu unduh": f"{bahasa.tanggal(now)}, {now:%H.%M}",
        "Keperluan": reason,
        "Berlaku sampai": f"{bahasa.tanggal(now + KEEP)}; sesudah itu hapus berkas ini",
    }


def _while_allowed(caller: access.Caller, make: Callable[[], bytes]) -> Callable[[], bytes]:
    """The same maker; it refuses once the caller signed out or lost the role: a button stays on a screen."""
    still = access.still(caller)

    def checked() -> bytes:
        if not still():
            raise access.NotSignedIn("Sesi Anda sudah berakhir. Masuk lagi, lalu ulangi.")
        return make()

    return checked


def _button(label: str, make: Callable[[], bytes], file_name: str, key: str) -> None:
    st.download_button(
        show.literal(label),
        data=make,
        file_name=file_name,
        mime=MIME[Path(file_name).suffix],
        key=key,
        icon=":material/download:",
        on_click="ignore",
    )
