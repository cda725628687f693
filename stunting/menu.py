"""Which pages there are, and which of them a caller gets. A page that is not listed cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from stunting import access, filters

FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Entry:
    """A page file below pages/, the words of the menu and what the page is for. Its stem is its address."""

    file: str
    title: str
    icon: str
    purpose: str

    @property
    def address(self) -> str:
        return Path(self.file).stem


# The first is what opens at "/". Sections of a top menu fold, so the pages of the meeting have none.
RAPAT = (
    Entry(
        "rapat/ringkasan.py", "Ringkasan", "dashboard", "Keadaan kabupaten/kota dalam satu layar."
    ),
    Entry("rapat/peta.py", "Peta", "map", "Sebaran per kecamatan, dengan selang kepercayaannya."),
    Entry(
        "rapat/neraca.py",
        "Neraca",
        "swap_horiz",
        "Anak yang baru stunting, yang tidak lagi, dan yang tidak diukur ulang.",
    ),
    Entry(
        "rapat/seribu_hpk.py",
        "1000 HPK",
        "child_care",
        "Yang dicegah sebelum anak stunting: catin, ibu hamil, bayi, baduta, keluarga.",
    ),
    Entry("rapat/tren.py", "Tren", "show_chart", "Perkembangan tiap kelompok sasaran."),
    Entry(
        "rapat/rapor.py",
        "Rapor",
        "grid_on",
        "Semua indikator di semua kecamatan dalam satu layar.",
    ),
    Entry(
        "rapat/profil_kecamatan.py",
        "Profil kecamatan",
        "location_city",
        "Semua yang dipertanggungjawabkan satu kecamatan, dalam satu lembar.",
    ),
    Entry(
        "rapat/dua_angka.py",
        "Dua angka",
        "compare_arrows",
        "Catatan e-PPGBM dan angka survei, dan mengapa keduanya bisa berbeda.",
    ),
    Entry(
        "rapat/keluarga_berisiko.py",
        "Keluarga berisiko",
        "family_restroom",
        "Daftar keluarga untuk rapat koordinasi.",
    ),
    Entry("rapat/metode.py", "Cara hitung", "menu_book", "Rumus, ambang dan sumber setiap angka."),
)
KELOLA = (
    Entry("kelola/impor.py", "Impor", "upload_file", "Memasukkan berkas e-PPGBM dan buku kerja."),
    Entry("kelola/segel.py", "Segel siklus", "lock", "Membekukan angka satu siklus."),
    Entry(
        "kelola/pemetaan.py",
        "Pemetaan kolom",
        "schema",
        "Cara membaca berkas lain: judul kolomnya menjadi bidang kita.",
    ),
    Entry(
        "kelola/mutu_data.py",
        "Mutu data",
        "fact_check",
        "Seberapa jauh data dapat dipercaya, dan apa yang dikirim balik ke puskesmas.",
    ),
    Entry(
        "kelola/batas.py",
        "Batas wilayah",
        "polyline",
        "Memakai batas kecamatan yang resmi di peta.",
    ),
    Entry(
        "kelola/anak_serupa.py",
        "Anak serupa",
        "group",
        "Memutuskan apakah dua catatan adalah satu anak.",
    ),
)


def pages(caller: access.Caller) -> dict[str, list[st.Page]]:
    """The menu of this caller, for st.navigation.

    Who may not open pages/kelola finds the sign-in form at their addresses, so that a link leads on to
    where it was meant to once signed in.
    """
    menu = {"": [_page(entry, default=entry is RAPAT[0]) for entry in RAPAT]}
    if caller.may_work:
        menu["Kelola data"] = [_page(entry) for entry in KELOLA]
    else:
        menu[""] += [
            st.Page(
                partial(_sign_in, entry.title),
                title="Masuk",
                url_path=entry.address,
                visibility="hidden",
            )
            for entry in KELOLA
        ]
    return menu


def _page(entry: Entry, *, default: bool = False) -> st.Page:
    return st.Page(
        FOLDER / entry.file,
        title=entry.title,
        icon=f":material/{entry.icon}:",
        default=default,
        help=entry.purpose,
    )


def _sign_in(title: str) -> None:
    st.title(f"Masuk untuk membuka halaman {title}", anchor=False)
    st.markdown("Halaman ini hanya untuk operator. Akun dibuat oleh pengelola aplikasi.")
    access.login_form(filters.path())
