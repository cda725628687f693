"""Which pages there are, and which of them a caller gets. A page that is not listed cannot be reached."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path

import streamlit as st

from stunting import access, filters, rights, sign_in

FOLDER = Path(__file__).resolve().parent.parent / "pages"


@dataclass(frozen=True)
class Entry:
    """A page file below pages/, the words of the menu and what the page is for. Its stem is its address."""

    file: str
    title: str
    icon: str
    purpose: str
    needs: str = rights.LIHAT  # what one must be allowed to do there to get it

    @property
    def address(self) -> str:
        return Path(self.file).stem


# What the meeting walks through stands open in the bar, the first opens at "/"; the rest folds by subject.
UTAMA = (
    Entry(
        "rapat/ringkasan.py", "Ringkasan", "dashboard", "Keadaan kabupaten/kota dalam satu layar."
    ),
    Entry("rapat/peta.py", "Peta", "map", "Sebaran per kecamatan, dengan selang kepercayaannya."),
    Entry(
        "rapat/rantai_audit.py",
        "Rantai audit",
        "conversion_path",
        "Dari risiko sampai hasil: di langkah mana kasus dan tugas tertahan.",
    ),
    Entry(
        "rapat/kasus.py",
        "Kasus",
        "clinical_notes",
        "Satu kasus yang diaudit: ukuran, penyebab, pendampingan, rekomendasi.",
    ),
    Entry(
        "rapat/keluarga_berisiko.py",
        "Keluarga berisiko",
        "family_restroom",
        "Daftar keluarga untuk rapat koordinasi.",
    ),
    Entry(
        "rapat/keputusan_rapat.py",
        "Keputusan rapat",
        "gavel",
        "Tugas, keputusan yang dicatat di rapat, dan berita acaranya.",
    ),
    Entry(
        "rapat/presentasi.py",
        "Presentasi",
        "slideshow",
        "Layar demi layar untuk rapat, dengan jendela proyektor dan berkas paparannya.",
    ),
)
SITUASI = (
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
    Entry("rapat/metode.py", "Cara hitung", "menu_book", "Rumus, ambang dan sumber setiap angka."),
)
AUDIT = (
    Entry(
        "rapat/penyebab.py",
        "Penyebab",
        "account_tree",
        "Penyebab pada kasus audit, keluarga dengan pola yang sama, dan faktor risiko.",
    ),
    Entry(
        "rapat/tata_kelola.py",
        "Tata kelola",
        "account_balance",
        "Yang berjalan, efektivitas, kendala dan solusi; kunjungan sebelum audit.",
    ),
    Entry(
        "rapat/evaluasi.py",
        "Evaluasi",
        "trending_up",
        "Hasil tugas dan kasus: apa yang selesai, terlambat, dan membantu.",
    ),
)
RAPAT = (*UTAMA, *SITUASI, *AUDIT)
KELOLA = (
    Entry(
        "kelola/impor.py",
        "Impor",
        "upload_file",
        "Memasukkan berkas e-PPGBM dan buku kerja.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/kertas_kerja.py",
        "Kertas kerja",
        "edit_note",
        "Mengetik kertas kerja satu kasus yang diaudit.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/segel.py",
        "Segel siklus",
        "lock",
        "Membekukan angka satu siklus.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/pemetaan.py",
        "Pemetaan kolom",
        "schema",
        "Cara membaca berkas lain: judul kolomnya menjadi bidang kita.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/mutu_data.py",
        "Mutu data",
        "fact_check",
        "Seberapa jauh data dapat dipercaya, dan apa yang dikirim balik ke puskesmas.",
    ),
    Entry(
        "kelola/siap_rapat.py",
        "Siap rapat",
        "fact_check",
        "Yang perlu beres sebelum rapat: data, peta, layar, berkas; dan apa yang harus dilakukan.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/bobot.py",
        "Bobot",
        "balance",
        "Seberapa berat tiap kebutuhan di daftar keluarga berisiko.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/batas.py",
        "Batas wilayah",
        "polyline",
        "Memakai batas kecamatan yang resmi di peta.",
        needs=rights.UBAH,
    ),
    Entry(
        "kelola/buka_kasus.py",
        "Buka kasus",
        "visibility",
        "Membuka identitas satu kasus yang diaudit, dengan alasan dan PIN.",
    ),
    Entry(
        "kelola/anak_serupa.py",
        "Anak serupa",
        "group",
        "Memutuskan apakah dua catatan adalah satu anak.",
        needs=rights.UBAH,
    ),
)
SECTIONS = {"": UTAMA, "Situasi": SITUASI, "Audit": AUDIT, "Kelola data": KELOLA}


def pages(caller: access.Caller) -> dict[str, list[st.Page]]:
    """The menu of this caller, for st.navigation.

    Who may not open a page finds the sign-in form at its address, so that a link leads on to where it was
    meant to once signed in.
    """
    entries = (*RAPAT, *KELOLA)
    open_to = [entry for entry in entries if caller.may(entry.needs, entry.address)]
    if not open_to:  # a district may have closed even the meeting's pages to guests
        return {"": [st.Page(_sign_in, title="Masuk", default=True)]}
    menu = {
        section: [_page(entry, default=entry is open_to[0]) for entry in each if entry in open_to]
        for section, each in SECTIONS.items()
    }
    menu[""] += [
        st.Page(
            partial(_sign_in, entry.title),
            title="Masuk",
            url_path=entry.address,
            visibility="hidden",
        )
        for entry in entries
        if entry not in open_to
    ]
    return {section: found for section, found in menu.items() if found}


def address(page: st.Page) -> str:
    """The address of a page of the menu; the one that opens at "/" has none of its own in the URL."""
    titles = {entry.title: entry.address for entry in (*RAPAT, *KELOLA)}
    return page.url_path or titles.get(page.title, "")


def _page(entry: Entry, *, default: bool = False) -> st.Page:
    return st.Page(
        FOLDER / entry.file,
        title=entry.title,
        icon=f":material/{entry.icon}:",
        default=default,
        help=entry.purpose,
    )


def _sign_in(title: str = "dasbor ini") -> None:
    caller = access.current()
    if caller.signed_in:
        st.title(f"Peran Anda tidak mencakup halaman {title}", anchor=False)
        st.markdown(
            "Hak tiap peran ditetapkan sekretariat; mintalah di sana bila Anda memerlukannya."
        )
        return
    st.title(f"Masuk untuk membuka halaman {title}", anchor=False)
    st.markdown("Halaman ini memerlukan akun. Akun dan hak tiap peran ditetapkan sekretariat.")
    sign_in.form(filters.path())
