"""The command line: ``python -m stunting COMMAND``. See README.md and design of the commands in docs."""

from __future__ import annotations

import argparse
import os
import sys

from stunting import rights, store, waktu
from stunting.cli import akun, answer, data, upkeep

_HARMED = (
    "Berkas data tidak dapat dibaca atau ditulis utuh. Periksa disk dan ruang kosongnya, lalu kembali ke "
    "versi lain (python -m stunting rollback) atau pulihkan cadangan (python -m stunting restore CADANGAN)."
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 well, 1 refused or broken invariant, 2 unusable input."""
    options = _parser().parse_args(arguments)
    try:
        waktu.follow_district()
        return options.do(options)
    except store.StoreError as error:
        return answer.fail(str(error), 1)
    except (ValueError, KeyError) as error:
        return answer.fail(str(error), 2)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return answer.fail(answer.os_sentence(error), 2)
    except Exception as error:
        from stunting import db

        if not isinstance(error, db.Error):
            raise
        return answer.fail(_HARMED, 2)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m stunting", description="Dasbor Audit Kasus Stunting"
    )
    commands = parser.add_subparsers(required=True, metavar="PERINTAH")

    def command(name: str, do, words: str) -> argparse.ArgumentParser:
        each = commands.add_parser(name, help=words, description=words)
        each.add_argument("--json", action="store_true", help="jawaban untuk mesin")
        each.set_defaults(do=do)
        return each

    one = command("sample", data.sample, "bangun penyimpanan data contoh")
    one.add_argument(
        "--skala", default="kecil", choices=["kecil", "kabupaten", "provinsi", "nasional"]
    )
    one.add_argument("--seed", type=int, default=2026)
    one = command("init", data.init, "mulai penyimpanan data nyata yang kosong")
    one.add_argument("--wilayah", required=True, help="kode kabupaten/kota, misalnya 33.75")
    one = command("import", data.import_, "masukkan berkas dari lapangan")
    one.add_argument("files", nargs="+", metavar="BERKAS")
    one.add_argument("--dry-run", action="store_true", help="periksa saja, tidak ada yang berubah")
    one.add_argument(
        "--tanggal",
        choices=["hari-bulan", "bulan-hari"],
        help="arti 03/04/2026, bila isi berkas tidak menentukannya",
    )
    one.add_argument(
        "--tanpa-tebakan", action="store_true", help="satuan ukuran lahir jangan ditebak"
    )
    one.add_argument("--desa", metavar="KODE", help="desa sebuah daftar yang tidak menyebutnya")
    one.add_argument("--pemetaan", metavar="NAMA", help="baca dengan pemetaan kolom yang tersimpan")
    one = command("pemetaan", data.pemetaan, "pemetaan kolom yang tersimpan")
    one.add_argument("action", choices=["daftar", "periksa"])
    one.add_argument("name", nargs="?", metavar="NAMA")
    one = command("ask", data.ask, "jawab satu pertanyaan dari queries/")
    one.add_argument("question", metavar="PERTANYAAN")
    one.add_argument("--param", action="append", default=[], metavar="k=v")
    one.add_argument("--csv", action="store_true", help="CSV (bawaan)")
    one = command("zscore", data.zscore, "tambahkan z-score WHO ke sebuah CSV")
    one.add_argument("source", metavar="IN.csv", help="dengan kolom muac_cm: juga LILA/U")
    one.add_argument("target", metavar="OUT.csv")
    one.add_argument("--imt", action="store_true", help="juga IMT/U (z_imtu, flag_imtu)")
    command("check", data.check, "periksa aturan pada versi yang berlaku")
    command(
        "build", data.build, "hitung ulang versi yang berlaku dengan kode dan pengaturan sekarang"
    )
    command("versions", upkeep.versions, "daftar versi data")
    one = command("rollback", upkeep.rollback, "kembali ke versi sebelumnya")
    one.add_argument("stamp", nargs="?", metavar="VERSI")
    one = command("segel", upkeep.segel, "segel angka sebuah siklus, atau revisi segelnya")
    one.add_argument("siklus", metavar="SIKLUS", help="misalnya 2026-S1")
    one.add_argument("--kabkota", metavar="KODE", help="bila penyimpanan memuat beberapa")
    one = command("backup", upkeep.backup, "cadangkan penyimpanan, juga selagi dipakai")
    one.add_argument("folder", metavar="FOLDER")
    one.add_argument("--simpan", type=int, default=14, help="cadangan terbaru yang disimpan")
    one = command("restore", upkeep.restore, "pulihkan dari satu cadangan")
    one.add_argument("folder", metavar="CADANGAN")
    one = command("export", upkeep.export, "tulis satu berkas, tanpa nama orang")
    one.add_argument(
        "kind", metavar="JENIS", help="misalnya berita-acara.pdf, tugas-opd.xlsx, parquet"
    )
    one.add_argument("--out", required=True, metavar="BERKAS", help="untuk parquet: folder kosong")
    one.add_argument(
        "--param", action="append", default=[], metavar="k=v", help="wilayah, kecamatan, siklus"
    )
    one = command("hapus", upkeep.hapus, "hapus satu orang atau keluarga atas permintaannya")
    one.add_argument("--keluarga", action="store_true", help="seluruh keluarga, menurut Nomor KK")
    one.add_argument("--cadangan", metavar="FOLDER", help="ganti juga cadangan di folder ini")
    one.add_argument("--ya", action="store_true", help="tanpa bertanya lagi")
    one = command("akun", akun.akun, "akun, peran dan wilayahnya")
    one.add_argument("action", choices=["tambah", "daftar", "cabut", "pin"])
    one.add_argument("name", nargs="?", metavar="NAMA")
    one.add_argument("--peran", default="sekretariat", choices=list(rights.ROLES))
    one.add_argument("--wilayah", default="", help="kode kecamatan atau desa, dipisah koma")
    one.add_argument("--opd", help="kode OPD (data/reference/opd.csv)")
    one.add_argument("--surel", help="surel di penyedia identitas (OIDC): akun tanpa kata sandi")
    one = command("batas", upkeep.batas, "pakai batas kecamatan yang resmi di peta")
    one.add_argument("file", nargs="?", metavar="BERKAS")
    one.add_argument("--sumber", help="nama sumber di bawah peta, misalnya 'BIG 2024'")
    one.add_argument("--batal", action="store_true", help="kembali ke batas indikatif")
    one = command("bench", upkeep.bench, "tolok ukur")
    one.add_argument("--ukuran", default="100rb", help="100rb, 1jt, 10jt atau 100jt pengukuran")
    one.add_argument("--penyimpanan", metavar="FOLDER", help="penyimpanan besar yang sudah ada")
    one.add_argument("--bagian", default="", help="hanya bagian ini, dipisah koma")
    one.add_argument("--tulis", metavar="BERKAS", help="tulis juga sebagai JSON")
    one.add_argument(
        "--terima", action="store_true", help="jadikan pembanding (docs/tolok-ukur.json)"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
