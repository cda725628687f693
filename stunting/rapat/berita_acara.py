"""The minutes of the meeting: who met when, about which cases, what was decided, by whom and until when.

No official template is known (domain: the form a district uses differs); the order is that of the minutes the
districts publish. Cases go by their codes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
from lokal import terbilang

from stunting import bahasa, reference
from stunting.exports.dokumen import (
    Blok,
    Dokumen,
    HalamanBaru,
    Judul,
    Paragraf,
    Penandatangan,
    Tabel,
    TandaTangan,
)
from stunting.imports.fields import KELOMPOK, STATUS_TUGAS, TINGKAT_PR
from stunting.rapat.tugas import BELUM_ADA_LAPORAN, states

_HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
KEADAAN = {**STATUS_TUGAS, BELUM_ADA_LAPORAN: "Belum ada laporan"}
MIN_SEATS = 20  # lines of the list of those present, when nobody typed who is


@dataclass(frozen=True)
class Rapat:
    """What only the room knows. Texts may be empty: then there is a line to fill in."""

    tanggal: date
    nomor: str = ""
    pukul: str = ""
    tempat: str = ""
    pemimpin: str = ""
    peserta: tuple[str, ...] = ()


@dataclass(frozen=True)
class Isi:
    """What the dashboard knows of the meeting of one cycle.

    ``tugas``: tasks of the cycle, ``lalu``: of the cycle before (tugas.listed); ``kasus``: kasus_ringkas;
    ``catatan``: data date and mode, at the foot of every page.
    """

    kabkota: str
    siklus: str
    siklus_lalu: str
    kasus: pd.DataFrame
    tugas: pd.DataFrame
    lalu: pd.DataFrame
    catatan: str
    kecamatan: str | None = None  # where only one is looked at: its name stands in the title

    @property
    def area(self) -> str:
        """The district, or the kecamatan in it."""
        return f"Kecamatan {self.kecamatan}, {self.kabkota}" if self.kecamatan else self.kabkota


def document(rapat: Rapat, isi: Isi, identitas: pd.DataFrame | None = None) -> Dokumen:
    """The minutes as a document. ``identitas`` (kasus_id, nama, desa): the annex of the permitted version."""
    blocks: list[Blok] = [
        Paragraf(opening(rapat, isi)),
        Judul("Kasus yang dibahas"),
        *_cases(isi.kasus),
        Judul(f"Tindak lanjut {bahasa.siklus(isi.siklus_lalu)}"),
        *carried_over(isi.lalu),
        Judul("Keputusan dan tugas"),
        *decided(isi.tugas),
        Paragraf(
            "Demikian berita acara ini dibuat dengan sebenarnya untuk dilaksanakan; setiap penanggung jawab "
            "melaporkan tugasnya sebelum tenggat."
        ),
        TandaTangan(f"{rapat.tempat or '.' * 30}, {bahasa.tanggal(rapat.tanggal)}", signatories()),
        HalamanBaru(),
        Judul("Daftar hadir"),
        _present(rapat.peserta),
    ]
    if identitas is not None:
        blocks += [
            HalamanBaru(),
            Judul("Lampiran terbatas: identitas kasus"),
            Paragraf(
                "Hanya untuk petugas yang mengunjungi keluarga; hapus sesudah tanggal di kaki halaman."
            ),
            Tabel(
                ["Kode kasus", "Nama", "Desa/kelurahan"],
                identitas[["kasus_id", "nama", "desa"]].fillna(bahasa.KOSONG).to_numpy().tolist(),
                [4, 5, 4],
            ),
        ]
    cycle = bahasa.siklus(isi.siklus)
    return Dokumen(
        judul=f"Berita acara rapat koordinasi tindak lanjut audit kasus stunting, {isi.area}, {cycle}",
        kop=letterhead(isi.kabkota),
        kepala=[
            "BERITA ACARA",
            "RAPAT KOORDINASI TINDAK LANJUT AUDIT KASUS STUNTING",
            cycle.upper(),
            f"Nomor: {rapat.nomor or '.' * 40}",
        ],
        blok=blocks,
        kaki=isi.catatan,
    )


def letterhead(kabkota: str) -> list[str]:
    """PEMERINTAH …, the team, the address (settings kop_tim, kop_alamat)."""
    lines = [f"Pemerintah {kabkota}".upper(), reference.setting("kop_tim").upper()]
    return [line for line in (*lines, reference.setting("kop_alamat")) if line]


def signatories() -> list[Penandatangan]:
    """Who signs, from the table penandatangan."""
    rows = reference.table("penandatangan").sort_values("urutan")
    return [Penandatangan(row.jabatan, row.nama, row.nip) for row in rows.itertuples()]


def opening(rapat: Rapat, isi: Isi) -> str:
    """ "Pada hari ini, Kamis, tanggal dua puluh enam bulan November tahun dua ribu dua puluh enam …"."""
    day = rapat.tanggal
    present = (
        f"dihadiri {bahasa.angka(len(rapat.peserta))} ({terbilang(len(rapat.peserta))}) peserta"
        if rapat.peserta
        else "dihadiri peserta"
    )
    return (
        f"Pada hari ini, {_HARI[day.weekday()]}, tanggal {terbilang(day.day)} bulan "
        f"{bahasa.BULAN[day.month - 1]} tahun {terbilang(day.year)} ({day:%d-%m-%Y}), pukul "
        f"{rapat.pukul or '.' * 10}, bertempat di {rapat.tempat or '.' * 30}, telah dilaksanakan rapat "
        f"koordinasi tindak lanjut audit kasus stunting {isi.area} {bahasa.siklus(isi.siklus)}, dipimpin "
        f"oleh {rapat.pemimpin or '.' * 30} dan {present} sebagaimana daftar hadir terlampir."
    )


def _cases(cases: pd.DataFrame) -> list[Blok]:
    if cases.empty:
        return [Paragraf("Tidak ada kasus yang diaudit pada siklus ini.")]
    rows = [
        [
            row.kasus_id,
            KELOMPOK[row.kelompok],
            row.kecamatan,
            "; ".join(row.penyebab) or bahasa.KOSONG,
        ]
        for row in cases.itertuples()
    ]
    said = f"{bahasa.angka(len(rows))} kasus diaudit. Satu kasus dapat mempunyai beberapa penyebab."
    return [
        Paragraf(said),
        Tabel(["Kode kasus", "Kelompok", "Kecamatan", "Penyebab"], rows, [5, 4, 4, 8]),
    ]


def carried_over(tasks: pd.DataFrame) -> list[Blok]:
    if tasks.empty:
        return [Paragraf("Tidak ada rekomendasi dari siklus sebelumnya.")]
    parts = [f"{bahasa.angka(n)} {word}" for word, n in states(tasks).items() if n]
    said = f"Dari {bahasa.angka(len(tasks))} rekomendasi, {bahasa.daftar(parts)}."
    open_still = tasks[~tasks["keadaan"].isin(("selesai", "batal"))]
    rows = [
        [
            row.kode,
            row.rekomendasi,
            _or_line(row.opd),
            bahasa.tanggal_pendek(row.tenggat),
            state(row),
        ]
        for row in open_still.itertuples()
    ]
    table = Tabel(
        ["Kode", "Rekomendasi", "Penanggung jawab", "Tenggat", "Keadaan"], rows, [5, 7, 3.7, 3, 5]
    )
    return [Paragraf(said), table] if rows else [Paragraf(said)]


def decided(tasks: pd.DataFrame) -> list[Blok]:
    standing = tasks[tasks["keadaan"] != "batal"]
    if standing.empty:
        return [Paragraf("Belum ada keputusan yang dicatat.")]
    rows = [
        [
            str(number),
            f"{row.rekomendasi} ({row.kode})",
            ", ".join(row.kode_kasus) or "Semua",
            _or_line(row.opd),
            TINGKAT_PR.get(row.tingkat_pr, bahasa.KOSONG),
            bahasa.tanggal_pendek(row.tenggat),
            _or_line(row.sumber_dana),
        ]
        for number, row in enumerate(standing.itertuples(), start=1)
    ]
    head = ["No.", "Keputusan", "Kasus", "Penanggung jawab", "Tingkat", "Tenggat", "Sumber dana"]
    return [Tabel(head, rows, [1.2, 7, 4.6, 3.7, 3.6, 2.8, 3.4])]


def _present(people: Sequence[str]) -> Tabel:
    rows = [[str(n), name, "", ""] for n, name in enumerate(people, start=1)]
    rows += [[str(n), "", "", ""] for n in range(len(rows) + 1, MIN_SEATS + 1)]
    return Tabel(["No.", "Nama", "Jabatan/instansi", "Tanda tangan"], rows, [1, 6, 6, 4], 0.9)


def state(row) -> str:
    """ "Dalam proses, terlambat 12 hari; kendala: Lahan belum tersedia"."""
    said = KEADAAN[row.keadaan]
    if row.terlambat:
        said += f", terlambat {bahasa.angka(row.hari_terlambat)} hari"
    if isinstance(row.kendala, str) and row.kendala:
        said += f"; kendala: {row.kendala}"
    return said


def _or_line(text: object) -> str:
    return text if isinstance(text, str) and text else bahasa.KOSONG
