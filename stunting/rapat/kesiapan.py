"""Siap rapat: what is looked at before a meeting, each with what to do about it.

A check is pure: it gets what was found and says whether that is ready. What only a browser or a disk knows
is found by the page and handed in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from stunting import bahasa
from stunting.presenters.figures import pick
from stunting.siklus import previous

SIAP, PERIKSA, BELUM = "siap", "periksa", "belum"
MIN_COVERAGE = 0.8  # below it the rate may be one of those who came: to be said aloud, not hidden
OLD_DAYS = 120  # data older than this at the meeting should be explained
MIN_DISK_GB = 1.0
MIN_WIDTH = 1280  # px; below it the back row reads nothing
# The first versions with what the projector's page needs (dialog, structuredClone, :has in Streamlit).
BROWSERS = {"Chrome": 111, "Edg": 111, "Firefox": 121, "Version": 16}
_NAMES = {"Chrome": "Chrome", "Edg": "Edge", "Firefox": "Firefox", "Version": "Safari"}


@dataclass(frozen=True)
class Butir:
    """One check: its name, SIAP, PERIKSA (can be explained) or BELUM, what was found, what to do."""

    nama: str
    keadaan: str
    temuan: str
    langkah: str = ""


def data_date(last: date | None, siklus: str, today: date) -> Butir:
    """Whether there is data of the cycle, and how old it is."""
    name = "Tanggal data"
    if last is None:
        return Butir(name, BELUM, "Belum ada data.", "Masukkan berkas lapangan di halaman Impor.")
    said = f"Data terakhir {bahasa.tanggal(last)}."
    begins = date(int(siklus[:4]), 1 if siklus.endswith("1") else 7, 1)
    if last < begins:
        todo = f"Masukkan data {bahasa.siklus(siklus)}, atau pilih siklus yang ada datanya."
        return Butir(name, BELUM, said, todo)
    if (today - last).days > OLD_DAYS:
        todo = "Masukkan data terbaru, atau sebutkan tanggal data saat membuka rapat."
        return Butir(name, PERIKSA, f"{said} Sudah {bahasa.angka((today - last).days)} hari.", todo)
    return Butir(name, SIAP, said)


def coverage(rows: pd.DataFrame, kode: str) -> Butir:
    """How many children of those expected were measured; ``rows``: indikator_wilayah."""
    name = "Cakupan pengukuran balita"
    row = pick(rows, kode=kode, indikator="cakupan_ukur_balita")
    if row is None or pd.isna(row["penyebut"]) or not row["penyebut"]:
        todo = "Isi sasaran balita per desa di lembar bulanan buku kerja."
        return Butir(name, PERIKSA, "Sasaran belum dilaporkan.", todo)
    share = row["pembilang"] / row["penyebut"]
    said = f"{bahasa.n_dari(row['pembilang'], row['penyebut'])} sasaran ({bahasa.persen(share)})."
    if share < MIN_COVERAGE:
        return Butir(name, PERIKSA, said, "Sebutkan cakupannya di samping angka stunting.")
    return Butir(name, SIAP, said)


def findings(rows: pd.DataFrame) -> Butir:
    """Measurements of the cycle that ought to be looked at again; ``rows``: mutu_temuan."""
    name = "Temuan mutu data"
    count = int(rows["jumlah"].sum())
    if not count:
        return Butir(name, SIAP, "Tidak ada temuan yang belum diselesaikan.")
    todo = "Kirim daftarnya ke puskesmas dari halaman Mutu data; sesudah diperbaiki, impor lagi."
    return Butir(name, PERIKSA, f"{bahasa.angka(count)} pengukuran perlu dilihat kembali.", todo)


def cases(audited: pd.DataFrame, tasks: pd.DataFrame) -> Butir:
    """Whether the audited cases have what the meeting speaks about; ``audited``: kasus_ringkas."""
    name = "Kasus audit"
    if audited.empty:
        todo = "Isi lembar Kasus buku kerja audit, atau ketik di halaman Kertas kerja."
        return Butir(name, BELUM, "Belum ada kasus pada siklus ini.", todo)
    bare = int((audited["kode_penyebab"].map(len) == 0).sum())
    recommended = set(tasks["kode_kasus"].explode().dropna())
    without = int((~audited["kasus_id"].isin(recommended)).sum())
    said = f"{bahasa.angka(len(audited))} kasus; {bahasa.angka(bare)} tanpa penyebab, "
    said += f"{bahasa.angka(without)} tanpa rekomendasi."
    if bare or without:
        return Butir(name, PERIKSA, said, "Lengkapi di buku kerja; lihat halaman Rantai audit.")
    return Butir(name, SIAP, said)


def carried(tasks: pd.DataFrame, siklus: str) -> Butir:
    """Whether anything was reported of the last cycle's recommendations."""
    name = "Tindak lanjut semester lalu"
    before = bahasa.siklus(previous(siklus))
    if tasks.empty:
        return Butir(name, PERIKSA, f"Tidak ada rekomendasi {before}.", "Masukkan buku kerjanya.")
    silent = int((tasks["keadaan"] == "belum_ada_laporan").sum())
    said = f"{bahasa.angka(len(tasks))} rekomendasi {before}, {bahasa.angka(silent)} belum ada laporan."
    if silent:
        return Butir(name, PERIKSA, said, "Minta laporan OPD lewat halaman Keputusan rapat.")
    return Butir(name, SIAP, said)


def district_map(shapes: int, kecamatan: int) -> Butir:
    """Whether every kecamatan has a shape."""
    said = f"{bahasa.angka(shapes)} dari {bahasa.angka(kecamatan)} kecamatan punya batas di peta."
    if shapes < kecamatan:
        return Butir("Peta", BELUM, said, "Impor batas resmi di halaman Batas wilayah.")
    return Butir("Peta", SIAP, said)


def disk(free_bytes: int) -> Butir:
    """Whether versions, drawings and files still find room."""
    free = free_bytes / 1024**3
    said = f"{bahasa.angka(free, 1)} GB kosong."
    if free < MIN_DISK_GB:
        return Butir("Ruang disk", BELUM, said, "Kosongkan disk server sebelum rapat.")
    return Butir("Ruang disk", SIAP, said)


def browser(user_agent: str) -> Butir:
    """Whether this browser is new enough, by what it calls itself."""
    known = "|".join(BROWSERS)
    found = {name: int(version) for name, version in re.findall(rf"({known})/(\d+)", user_agent)}
    # Edge calls itself Chrome too, and Chrome calls itself Safari without a Version
    name = next((each for each in ("Edg", "Firefox", "Chrome", "Version") if each in found), None)
    if name is None:
        return Butir(
            "Peramban", PERIKSA, "Peramban ini tidak dikenal.", "Pakai Chrome, Edge atau Firefox."
        )
    said = f"{_NAMES[name]} {found[name]}."
    if found[name] < BROWSERS[name]:
        todo = f"Perbarui ke versi {BROWSERS[name]} atau lebih baru."
        return Butir("Peramban", BELUM, said, todo)
    return Butir("Peramban", SIAP, said)


def screen(seen: Mapping[str, object] | None) -> Butir:
    """Whether this screen is wide enough to be read; ``seen``: lebar, tinggi in CSS pixels."""
    name = "Resolusi layar ini"
    if not seen:
        todo = "Muat ulang halaman ini; peramban belum menjawab."
        return Butir(name, PERIKSA, "Belum diketahui.", todo)
    width, height = int(seen["lebar"]), int(seen["tinggi"])
    said = f"{width} x {height}."
    if width < MIN_WIDTH:
        todo = "Naikkan resolusi proyektor (1920 x 1080), lalu periksa lagi di layar itu."
        return Butir(name, PERIKSA, said, todo)
    return Butir(name, SIAP, said)


def fonts(seen: Mapping[str, object] | None, files: bool) -> Butir:
    """Whether the letters are there: of the browser, and of the files."""
    if not files:
        return Butir("Huruf", BELUM, "Huruf untuk PDF tidak ditemukan.", "Pasang ulang aplikasi.")
    if seen and not seen.get("huruf"):
        todo = "Muat ulang halaman; bila tetap, buka dengan peramban lain."
        return Butir("Huruf", PERIKSA, "Peramban memakai huruf pengganti.", todo)
    return Butir("Huruf", SIAP, "Huruf layar dan huruf berkas tersedia.")


def screens(count: int, seconds: float) -> Butir:
    """All screens of the presentation were drawn."""
    said = f"{bahasa.angka(count)} layar tergambar dalam {bahasa.angka(seconds, 1)} detik."
    return Butir("Layar presentasi", SIAP, said)


def package(size: int, broken: list[str]) -> Butir:
    """The bundle was written and holds what its manifest says."""
    if broken:
        todo = "Periksa lagi; bila terulang, kosongkan disk server."
        return Butir("Paket rapat", BELUM, f"Berkas rusak: {', '.join(broken)}.", todo)
    return Butir("Paket rapat", SIAP, f"{bahasa.angka(size / 1024**2, 1)} MB, semua berkas utuh.")


def failed(name: str, why: str) -> Butir:
    """A check that could not be made at all."""
    return Butir(name, BELUM, why, "Sampaikan pesan ini kepada pengelola aplikasi.")


def headline(found: list[Butir]) -> str:
    """ "Siap rapat: 12 dari 14 siap, 2 perlu diperiksa."."""
    ready = sum(each.keadaan == SIAP for each in found)
    look = sum(each.keadaan == PERIKSA for each in found)
    missing = len(found) - ready - look
    start = "Siap rapat" if not missing else "Belum siap rapat"
    said = [f"{bahasa.angka(ready)} dari {bahasa.angka(len(found))} siap"]
    said += [f"{bahasa.angka(look)} perlu diperiksa"] if look else []
    said += [f"{bahasa.angka(missing)} belum"] if missing else []
    return f"{start}: {bahasa.daftar(said)}."
