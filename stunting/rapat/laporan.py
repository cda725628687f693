"""Laporan AKS of a semester: the outline districts hand in (latar belakang to lembar pengesahan).

Source of the outline: reports of Konawe, Lingga and Tanjung Jabung Timur. Everything counted is counted here;
what only people know is left as a line to fill in.
"""

from __future__ import annotations

import pandas as pd

from stunting import bahasa
from stunting.exports.dokumen import (
    Blok,
    Butir,
    Dokumen,
    HalamanBaru,
    Judul,
    Paragraf,
    Tabel,
    TandaTangan,
)
from stunting.imports.fields import EFEKTIVITAS, HASIL_KASUS, KELOMPOK, STATUS_RISIKO
from stunting.rapat.berita_acara import (
    Isi,
    Rapat,
    carried_over,
    decided,
    letterhead,
    signatories,
)

FILL_IN = "(dilengkapi)"


def document(rapat: Rapat, isi: Isi, tata_kelola: pd.DataFrame) -> Dokumen:
    """The report as a document. ``tata_kelola``: the answer of tata_kelola_daftar for the cycle."""
    cycle = bahasa.siklus(isi.siklus)
    experts = sorted({each for each in isi.tugas["pakar"].dropna() if each})
    blocks: list[Blok] = [
        Judul("I. Pendahuluan"),
        Judul("Latar belakang", 2),
        Paragraf(
            "Audit kasus stunting mengidentifikasi risiko dan penyebab risiko pada calon pengantin, ibu "
            "hamil, ibu pascapersalinan dan anak, untuk mencari akar masalah tiap kasus dan menetapkan "
            "rekomendasi."
        ),
        Judul("Dasar", 2),
        Butir(
            [
                "Peraturan Presiden Nomor 72 Tahun 2021 tentang Percepatan Penurunan Stunting",
                "Peraturan BKKBN Nomor 12 Tahun 2021 tentang RAN PASTI 2021-2024",
                f"Keputusan kepala daerah tentang tim audit: nomor {FILL_IN}",
            ]
        ),
        Judul("Tujuan", 2),
        Butir(
            [
                "Mengidentifikasi risiko pada kelompok sasaran",
                "Mengetahui penyebab risiko",
                "Menganalisis faktor risiko pada anak stunting",
                "Merekomendasikan penanganan kasus, perbaikan tata laksana dan pencegahan",
            ]
        ),
        Judul("Peserta", 2),
        Paragraf(
            f"{bahasa.angka(len(rapat.peserta))} peserta, menurut daftar hadir berita acara."
            if rapat.peserta
            else f"Menurut daftar hadir berita acara {FILL_IN}."
        ),
        Judul("II. Pelaksanaan audit"),
        Judul("Jumlah dan persebaran", 2),
        *_spread(isi.kasus),
        Judul("Pakar dan periode", 2),
        Paragraf(
            f"Periode: {cycle}. Pakar yang memberi rekomendasi: {bahasa.daftar(experts) or FILL_IN}."
        ),
        Judul("Penyebab", 2),
        *_causes(isi.kasus),
        Judul("Tata kelola", 2),
        *_governance(tata_kelola),
        Judul("III. Kesimpulan dan tindak lanjut"),
        Judul("Rekomendasi dan rencana tindak lanjut", 2),
        *decided(isi.tugas),
        Judul(f"Evaluasi rencana tindak lanjut {bahasa.siklus(isi.siklus_lalu)}", 2),
        *carried_over(isi.lalu),
        Judul("Pergeseran status risiko", 2),
        *_shift(isi.kasus),
        Judul("IV. Penutup"),
        Paragraf("Demikian laporan ini disampaikan sebagai bahan keputusan dan tindak lanjut."),
        HalamanBaru(),
        Judul("Lembar pengesahan"),
        TandaTangan(f"{rapat.tempat or '.' * 30}, {bahasa.tanggal(rapat.tanggal)}", signatories()),
    ]
    return Dokumen(
        judul=f"Laporan audit kasus stunting {isi.area}, {cycle}",
        kop=letterhead(isi.kabkota),
        kepala=["LAPORAN AUDIT KASUS STUNTING", isi.area.upper(), cycle.upper()],
        blok=blocks,
        kaki=isi.catatan,
    )


def _spread(cases: pd.DataFrame) -> list[Blok]:
    if cases.empty:
        return [Paragraf("Belum ada kasus yang diaudit.")]
    counted = cases.groupby(["kecamatan", "kelompok"], sort=True).size()
    rows = [[place, KELOMPOK[group], bahasa.angka(n)] for (place, group), n in counted.items()]
    said = f"{bahasa.angka(len(cases))} kasus di {bahasa.angka(cases['kecamatan'].nunique())} kecamatan."
    return [Paragraf(said), Tabel(["Kecamatan", "Kelompok", "Kasus"], rows, [4, 5, 2])]


def _causes(cases: pd.DataFrame) -> list[Blok]:
    counted = cases["penyebab"].explode().dropna().value_counts()
    if counted.empty:
        return [Paragraf("Penyebab belum ditetapkan.")]
    of = bahasa.angka(len(cases))
    rows = [[cause, f"{bahasa.angka(n)} dari {of} kasus"] for cause, n in counted.items()]
    return [Tabel(["Penyebab", "Banyaknya"], rows, [7, 3])]


def _governance(rows: pd.DataFrame) -> list[Blok]:
    if rows.empty:
        return [Paragraf(f"Belum dicatat {FILL_IN}.")]
    names = ["kecamatan", "aspek", "yang_berjalan", "efektivitas", "kendala", "solusi"]
    words = rows[names].assign(efektivitas=rows["efektivitas"].map(EFEKTIVITAS))
    words = words.fillna("-").astype("str").to_numpy().tolist()
    head = ["Kecamatan", "Aspek", "Yang berjalan", "Efektivitas", "Kendala", "Solusi"]
    return [Tabel(head, words, [4, 3.6, 4, 3.2, 4, 4])]


def _shift(cases: pd.DataFrame) -> list[Blok]:
    if cases.empty:
        return [Paragraf("Belum ada kasus yang diaudit.")]
    rows = [
        [
            row.kasus_id,
            STATUS_RISIKO.get(row.status_risiko_awal, bahasa.KOSONG),
            STATUS_RISIKO.get(row.status_risiko_akhir, "belum dinilai"),
            HASIL_KASUS.get(row.hasil, "belum dievaluasi"),
        ]
        for row in cases.itertuples()
    ]
    return [Tabel(["Kode kasus", "Saat audit", "Sekarang", "Hasil"], rows, [5, 3, 3, 4])]
