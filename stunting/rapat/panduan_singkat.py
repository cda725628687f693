"""The quick guide: two printed pages for the table of the operator, in the words of the menu."""

from __future__ import annotations

from stunting.exports.dokumen import Butir, Dokumen, HalamanBaru, Judul, Paragraf, Tabel

FILE = "panduan-singkat.pdf"


def document() -> Dokumen:
    """Page one before the meeting, page two in it and after it."""
    return Dokumen(
        judul="Panduan singkat Dasbor Audit Kasus Stunting",
        kop=(),
        kepala=("PANDUAN SINGKAT", "Dasbor Audit Kasus Stunting"),
        blok=(*_before(), HalamanBaru(), *_during(), *_after()),
        kaki="Panduan lengkap: docs/panduan.md.",
    )


def _before() -> tuple:
    return (
        Judul("Sebelum rapat"),
        Tabel(
            ("No", "Di halaman", "Yang dikerjakan"),
            (
                (
                    "1",
                    "Impor",
                    (
                        "Pilih berkas e-PPGBM, Verval KRS, bulanan, dan buku kerja audit. Baca alasan "
                        "penolakan, lalu tekan Masukkan ke data. Salah: Batalkan impor ini."
                    ),
                ),
                ("2", "Mutu data", "Unduh yang perlu dibetulkan, kirim ke puskesmas, impor lagi."),
                (
                    "3",
                    "Kasus, Rantai audit",
                    (
                        "Tiap kasus punya penyebab, rekomendasi, OPD dan tenggat. Yang "
                        "belum: lengkapi di buku kerja atau Kertas kerja."
                    ),
                ),
                (
                    "4",
                    "Keputusan rapat",
                    (
                        "Minta OPD melaporkan tugas semester lalu: status, kendala, biaya "
                        "yang sudah dipakai."
                    ),
                ),
                (
                    "5",
                    "Segel siklus",
                    "Segel angka siklus yang dipaparkan; data susulan tidak mengubahnya diam-diam.",
                ),
                (
                    "6",
                    "Siap rapat",
                    (
                        "Tekan Periksa sekarang di komputer dan proyektor yang dipakai rapat. "
                        "Yang merah ada langkahnya. Unduh paket rapat ke flashdisk sebagai cadangan."
                    ),
                ),
                ("7", "Presentasi", "Coba sekali dari awal sampai akhir dengan alat penunjuk."),
            ),
            (1, 3, 11),
        ),
        Judul("Arti kata di layar", 2),
        Butir(
            (
                (
                    "412 dari 3.120 (13,2 %, 12,1-14,4): yang dihitung, dari berapa, persennya, dan "
                    "rentang 95 %."
                ),
                (
                    "Lebih tinggi, setara, lebih rendah: dibanding kabupaten/kota sendiri. Setara berarti "
                    "selisihnya belum meyakinkan, bukan sama persis. Tidak ada peringkat."
                ),
                (
                    "Kasus audit dipilih, bukan sampel: dihitung (4 dari 6 kasus), tidak pernah dijadikan "
                    "persen."
                ),
                "Tidak diukur ulang: keadaannya sekarang tidak diketahui; bukan sembuh.",
                "Arsir di peta: tidak ada data. Disembunyikan: angkanya kecil dan bisa menunjuk orang.",
                (
                    "Belum ada laporan: tidak ada kabar sejak rapat lalu. Terlambat: lewat tenggat, belum "
                    "selesai."
                ),
            )
        ),
        Judul("Mode tayang dan mode kerja", 2),
        Paragraf(
            "Proyektor selalu memakai mode tayang: tanpa nama siapa pun dan tanpa angka 1-4 "
            "orang. Mode kerja "
            "memuat nama, perlu akun yang berhak, dan setiap pembukaan dicatat. Jangan nyalakan "
            "mode kerja di "
            "layar yang diproyeksikan; jendela proyektor tidak pernah memuat nama."
        ),
    )


def _during() -> tuple:
    return (
        Judul("Saat rapat: halaman Presentasi"),
        Paragraf(
            "Dua jendela: tekan Proyektor, Buka siaran, lalu Buka jendela proyektor; geser jendela itu ke "
            "proyektor dan tekan F11. Komputer lain di jaringan yang sama membuka alamat .../layar dan "
            "mengetik kodenya. Satu jendela saja: pilih Satu jendela, tombol sendiri."
        ),
        Tabel(
            ("Tombol", "Yang terjadi"),
            (
                ("Panah kanan, Page Down", "layar berikutnya (juga tombol alat penunjuk)"),
                ("Panah kiri, Page Up", "layar sebelumnya"),
                ("Home, End", "layar pertama, layar terakhir (keputusan rapat)"),
                (
                    "1 sampai 9",
                    "langsung ke bagian: pembukaan, tindak lanjut, situasi, dan seterusnya",
                ),
                ("K", "ketik nama kecamatan, Enter: layar yang sama untuk kecamatan itu"),
                ("B", "layar hitam; tekan lagi untuk kembali"),
                ("D (jendela proyektor sendiri)", "daftar semua layar"),
            ),
            (4, 11),
        ),
        Paragraf(
            "Mencatat keputusan: Keputusan rapat, Catat keputusan (kalimat, OPD, tenggat). Dua orang boleh "
            "mencatat bersamaan. Salah catat: Riwayat dan urungkan. Keputusan muncul di layar terakhir."
        ),
        Judul("Bila ada yang tidak beres", 2),
        Tabel(
            ("Yang tampak", "Yang dilakukan"),
            (
                (
                    "Jendela proyektor berkata sambungan terputus",
                    (
                        "Tunggu; ia menyambung sendiri. Tetap putus: "
                        "muat ulang, lalu ketik kodenya lagi."
                    ),
                ),
                (
                    "Komputer operator mati",
                    (
                        "Buka paparan-luring.html dari paket rapat di komputer mana pun: "
                        "tombolnya sama, tanpa server dan tanpa internet. Atau paparan.pptx."
                    ),
                ),
                (
                    "Proyektor kabur atau gelap",
                    "Pilih Layar gelap di Presentasi, atau naikkan resolusinya.",
                ),
                (
                    "Angka berbeda dari catatan peserta",
                    (
                        "Tombol Angkanya membuka pembilang, penyebut dan "
                        "sumbernya; tanggal data tertulis di kaki setiap layar."
                    ),
                ),
                (
                    "Salah satu angka keliru",
                    (
                        "Jangan diubah di rapat: catat sebagai keputusan, betulkan di "
                        "sumbernya, impor lagi."
                    ),
                ),
            ),
            (5, 10),
        ),
    )


def _after() -> tuple:
    return (
        Judul("Sebelum bubar dan sesudahnya"),
        Butir(
            (
                (
                    "Keputusan rapat, Berkas rapat: isi nomor, tempat, pemimpin dan peserta; unduh berita "
                    "acara, "
                    "tugas per OPD, kalender dan laporan AKS. Tanda tangani sebelum peserta pulang."
                ),
                "Presentasi, Berkas: PowerPoint, PDF, gambar untuk pesan, semua tabel, paket rapat.",
                (
                    "Sesudah rapat tiap OPD melaporkan tugasnya dengan akunnya sendiri; Rantai audit "
                    "semester "
                    "depan dibuka dengan janji hari ini."
                ),
            )
        ),
    )
