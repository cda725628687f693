"""The command line: ``python -m stunting COMMAND``. See README.md and design of the commands in docs."""

from __future__ import annotations

import argparse
import errno
import gc
import json
import os
import sys
from dataclasses import asdict
from pathlib import Path

from stunting import rights, store

_SHOWN_FINDINGS = 30
_HARMED = (
    "Berkas data tidak dapat dibaca atau ditulis utuh. Periksa disk dan ruang kosongnya, lalu kembali ke "
    "versi lain (python -m stunting rollback) atau pulihkan cadangan (python -m stunting restore CADANGAN)."
)


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 well, 1 refused or broken invariant, 2 unusable input."""
    options = _parser().parse_args(arguments)
    try:
        return options.do(options)
    except store.StoreError as error:
        return _fail(str(error), 1)
    except (ValueError, KeyError) as error:
        return _fail(str(error), 2)
    except BrokenPipeError:  # `| head` has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _fail(_os_sentence(error), 2)
    except Exception as error:
        from stunting import db

        if not isinstance(error, db.Error):
            raise
        return _fail(_HARMED, 2)


def _fail(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code


def _os_sentence(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
        return "Diska penuh. Kosongkan ruang lalu ulangi; data yang lama tetap berlaku."
    if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
        return f"Tidak boleh menulis atau membaca {error.filename}. Periksa hak akses folder itu."
    return f"Berkas {error.filename or ''} tidak dapat dibuka: {error.strerror}."


def _say(options: argparse.Namespace, content: object, text: str) -> None:
    """One answer in the two forms every command has."""
    print(json.dumps(content, ensure_ascii=False, default=str) if options.json else text)


def _progress(options: argparse.Namespace):
    if options.json or not sys.stderr.isatty():
        return None
    return lambda fraction, sentence: print(f"{fraction:4.0%} {sentence}", file=sys.stderr)


def _sample(options) -> int:
    from stunting import commands

    version = commands.make_sample(options.skala, options.seed, _progress(options))
    _say(options, {"versi": version, "tempat": str(store.home())}, f"Data contoh siap: {version}")
    return 0


def _init(options) -> int:
    from stunting import commands

    version = commands.init(tuple(code for code in options.wilayah.split(",") if code))
    _say(
        options,
        {"versi": version, "tempat": str(store.home())},
        f"Penyimpanan data nyata siap di {store.home()} ({version}). "
        "Buat akun pertama: python -m stunting akun tambah NAMA",
    )
    return 0


def _import(options) -> int:
    from stunting.imports import run
    from stunting.imports.options import Options

    # a million rows are millions of texts that never refer to each other: looking for cycles finds none
    gc.disable()
    try:
        reports = run.import_files(
            [Path(name) for name in options.files],
            dry_run=options.dry_run,
            progress=_progress(options),
            options=Options(
                day_first=None if options.tanggal is None else options.tanggal == "hari-bulan",
                guess_units=not options.tanpa_tebakan,
                desa=options.desa,
                pemetaan=options.pemetaan,
            ),
        )
    finally:
        gc.enable()
    _say(
        options,
        [report.to_json() for report in reports],
        "\n\n".join(_report_text(report) for report in reports),
    )
    return run.exit_code(reports)


def _pemetaan(options) -> int:
    from stunting.imports.mapping import saved
    from stunting.imports.mapping.model import in_words

    store.kind()  # a place without a store has no mappings either
    if options.name and options.name.casefold() not in {name.casefold() for name in saved.names()}:
        raise saved.MappingError(saved.unknown(options.name))
    usable, broken = saved.load()
    found = [{"nama": each.name, "lembar": each.sheet, "galat": None} for each in usable]
    found += [{"nama": each.name, "lembar": None, "galat": each.sentence} for each in broken]
    if options.name:
        found = [each for each in found if each["nama"].casefold() == options.name.casefold()]
    words = {each.name: in_words(each) for each in usable} | {
        each.name: each.sentence for each in broken
    }
    lines = [f"{each['nama']}: {words[each['nama']]}" for each in found]
    _say(options, found, "\n".join(lines) or "Belum ada pemetaan yang tersimpan.")
    return int(options.action == "periksa" and any(each["galat"] for each in found))


def _report_text(report) -> str:
    """What a person reads in the terminal: the counts, then each finding with its place."""
    if report.error:
        return f"{report.file}: {report.error}"
    counts = (
        f"{report.rows_read} baris dibaca, {report.accepted} diterima, "
        f"{report.refused} ditolak, {report.unchanged} tidak berubah."
    )
    lines = [f"{report.file} ({report.layout_label}): {counts}"]
    if report.agreement:
        lines.append(f"  {report.agreement.sentence()}")
    for finding in report.findings[:_SHOWN_FINDINGS]:
        place = ", ".join(
            f"{word} {value}"
            for word, value in (
                ("lembar", finding.sheet),
                ("baris", finding.row),
                ("kolom", finding.column),
            )
            if value is not None
        )
        lines.append(f"  {finding.level}: {place + ': ' if place else ''}{finding.message}")
    if len(report.findings) > _SHOWN_FINDINGS:
        lines.append(
            f"  … dan {len(report.findings) - _SHOWN_FINDINGS} temuan lain (--json: semua)."
        )
    if report.returned:
        lines.append(f"Baris yang ditolak dikembalikan dalam {report.returned}")
    return "\n".join(lines)


def _ask(options) -> int:
    from stunting import db, questions

    given = dict(pair.partition("=")[::2] for pair in options.param)
    try:
        question = questions.load(options.question)
    except questions.UnknownQuestion as error:
        return _fail(str(error), 2)
    if question.access == "bernama":
        return _fail("Pertanyaan ini memuat identitas; hanya dari mode kerja di dasbor.", 1)
    answer = db.ask(store.folder(), options.question, question.bind(given))
    if options.json:
        print(answer.to_json(orient="records", date_format="iso", force_ascii=False))
    else:
        answer.to_csv(sys.stdout, index=False)
    return 0


def _zscore(options) -> int:
    from stunting import zscore_csv

    rows = zscore_csv.zscore_csv(Path(options.source), Path(options.target), bmi=options.imt)
    _say(options, {"rows": rows}, f"{rows} baris ditulis ke {options.target}")
    return 0


def _check(options) -> int:
    import pandas as pd

    from stunting import build, db, seals

    with db.reading(store.folder()) as con:
        broken = pd.concat([build.check(con), seals.broken(con)], ignore_index=True)
    _say(
        options,
        broken.to_dict("records"),
        "Semua aturan dipenuhi." if broken.empty else broken.to_string(index=False),
    )
    return 0 if broken.empty else 1


def _build(options) -> int:
    from stunting import commands

    version = commands.rebuild()
    _say(options, {"versi": version}, f"Versi {version} dihitung ulang dari data yang sama.")
    return 0


def _versions(options) -> int:
    known, live = store.versions(), store.current()
    _say(
        options,
        [{"versi": name, "berlaku": name == live} for name in known],
        "\n".join(f"{'*' if name == live else ' '} {name}" for name in known),
    )
    return 0


def _rollback(options) -> int:
    with store.writing():
        version = store.rollback(options.stamp)
    _say(options, {"versi": version}, f"Versi yang berlaku sekarang: {version}")
    return 0


def _backup(options) -> int:
    from stunting import backup

    made = backup.make(Path(options.folder), keep=options.simpan)
    _say(options, {"cadangan": str(made)}, f"Cadangan sudah dibuat dan diperiksa: {made}")
    return 0


def _restore(options) -> int:
    from stunting import backup

    version = backup.restore(Path(options.folder))
    _say(
        options,
        {"versi": version},
        f"Data dari cadangan berlaku sebagai versi {version}. Kembali: python -m stunting rollback",
    )
    return 0


def _export(options) -> int:
    from stunting import export_command

    if not export_command.allowed():
        return _fail("Unduhan dimatikan dalam pengaturan dasbor ini.", 1)
    given = dict(each.partition("=")[::2] for each in options.param)
    content = export_command.make(options.kind, given)
    target = Path(options.out)
    target.write_bytes(content)
    said = {"berkas": str(target), "byte": len(content)}
    _say(options, said, f"{target} sudah ditulis.")
    return 0


def _hapus(options) -> int:
    import getpass

    from stunting import erasure

    store.kind()
    asked = "Nomor KK atau kode keluarga: " if options.keluarga else "NIK atau kode orang: "
    given = getpass.getpass(asked)  # not an argument: those stay in the history of the shell
    found = erasure.find(given, family=options.keluarga)
    counted = ", ".join(f"{table} {number}" for table, number in found.rows.items())
    print(
        f"Akan dihapus untuk selamanya: {len(found.people)} orang, {len(found.families)} keluarga, "
        f"{len(found.cases)} kasus. Baris: {counted}. Versi lain, berkas yang memuatnya dan cadangan lama "
        "di folder yang disebut ikut dibuang; tidak ada jalan kembali.",
        file=sys.stderr,
    )
    if not options.ya and input("Ketik HAPUS untuk melanjutkan: ") != "HAPUS":
        return _fail("Tidak ada yang dihapus.", 1)
    who = f"{getpass.getuser()} (baris perintah)"
    backups = Path(options.cadangan) if options.cadangan else None
    done = erasure.erase(given, who, family=options.keluarga, backups=backups)
    copies = "Cadangan di tempat lain masih memuatnya: buang sendiri, atau sebut --cadangan FOLDER."
    if done.backup:
        copies = f"Cadangan baru: {done.backup}; yang lama dibuang."
    said = (
        f"Sudah dihapus; versi yang berlaku {done.version}. {done.versions} versi lain dan {done.files} "
        f"berkas dibuang, {done.seals} segel disidik ulang.\n{copies}\n"
        "Bersihkan juga berkas sumber di kantor dan salinan yang sudah dibagikan."
    )
    _say(options, asdict(done), said)
    return 0


def _segel(options) -> int:
    import getpass

    from stunting import seals

    known = store.kind().wilayah
    chosen = (options.kabkota,) if options.kabkota else known
    if not set(chosen) <= set(known):
        return _fail(f"Kabupaten/kota di penyimpanan ini: {', '.join(known)}.", 1)
    who = f"{getpass.getuser()} (baris perintah)"
    made = [each for kode in chosen for each in seals.seal(kode, options.siklus, who)]
    lines = [
        f"{each['siklus']}: {seals.name(each['revisi'], each['waktu'])}, hash {each['hash']}"
        for each in made
    ]
    _say(options, made, "\n".join(lines))
    return 0


def _akun(options) -> int:
    import getpass

    from stunting import accounts

    if options.action == "daftar":
        found = accounts.list_accounts()
        _say(
            options,
            [_account_json(each) for each in found],
            "\n".join(map(_account_text, found)) or "Belum ada akun.",
        )
        return 0
    if not options.name:
        return _fail(f"Sebutkan nama akun: python -m stunting akun {options.action} NAMA", 2)
    if options.action == "cabut":
        accounts.revoke(options.name)
        _say(options, {"dicabut": options.name}, f"Akun {options.name} dicabut.")
        return 0
    if options.action == "pin":
        accounts.give_pin(options.name, getpass.getpass("PIN (enam angka): "))
        _say(options, {"pin": options.name}, f"PIN akun {options.name} ditetapkan.")
        return 0
    password = None
    if not options.surel:  # whom the provider signs in needs no password here
        password = getpass.getpass("Kata sandi: ")
        if password != getpass.getpass("Ulangi kata sandi: "):
            return _fail("Kedua kata sandi tidak sama. Tidak ada akun yang dibuat.", 1)
    areas = tuple(code for code in options.wilayah.split(",") if code)
    try:
        accounts.add(
            options.name,
            password,
            options.peran,
            areas=areas,
            opd=options.opd,
            email=options.surel,
            temporary=password is not None,
        )
    except ValueError as error:
        return _fail(str(error), 1)
    then = "" if options.surel else " Kata sandinya diganti pada masuk pertama."
    _say(options, {"dibuat": options.name}, f"Akun {options.name} dibuat ({options.peran}).{then}")
    return 0


def _account_json(account) -> dict[str, object]:
    return {
        "nama": account.name,
        "peran": account.role,
        "wilayah": list(account.areas),
        "opd": account.opd,
        "surel": account.email,
        "sandi_sementara": account.temporary,
    }


def _account_text(account) -> str:
    parts = [account.role, *account.areas, account.opd, account.email]
    return f"{account.name} ({', '.join(part for part in parts if part)})"


def _batas(options) -> int:
    from stunting.batas import run
    from stunting.presenters import batas

    who = "baris perintah"
    if options.batal:
        changed = run.forget(who)
        said = "Peta kembali memakai batas indikatif." if changed else "Tidak ada batas impor."
        _say(options, {"batal": changed}, said)
        return 0
    if options.file is None:
        return _fail("Sebutkan berkas batas: python -m stunting batas BERKAS", 2)
    report = run.preview(Path(options.file), _progress(options))
    if not report.error:
        run.adopt(report, report.source if options.sumber is None else options.sumber, who)
    said = {**report.to_json(), "source": options.sumber or report.source}
    _say(options, said, batas.text(report))
    return run.exit_code(report)


def _bench(options) -> int:
    from stunting import bench

    figures = bench.run()
    _say(options, figures, bench.as_table(figures))
    return 0


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

    one = command("sample", _sample, "bangun penyimpanan data contoh")
    one.add_argument(
        "--skala", default="kecil", choices=["kecil", "kabupaten", "provinsi", "nasional"]
    )
    one.add_argument("--seed", type=int, default=2026)
    one = command("init", _init, "mulai penyimpanan data nyata yang kosong")
    one.add_argument("--wilayah", required=True, help="kode kabupaten/kota, misalnya 33.75")
    one = command("import", _import, "masukkan berkas dari lapangan")
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
    one = command("pemetaan", _pemetaan, "pemetaan kolom yang tersimpan")
    one.add_argument("action", choices=["daftar", "periksa"])
    one.add_argument("name", nargs="?", metavar="NAMA")
    one = command("ask", _ask, "jawab satu pertanyaan dari queries/")
    one.add_argument("question", metavar="PERTANYAAN")
    one.add_argument("--param", action="append", default=[], metavar="k=v")
    one.add_argument("--csv", action="store_true", help="CSV (bawaan)")
    one = command("zscore", _zscore, "tambahkan z-score WHO ke sebuah CSV")
    one.add_argument("source", metavar="IN.csv", help="dengan kolom muac_cm: juga LILA/U")
    one.add_argument("target", metavar="OUT.csv")
    one.add_argument("--imt", action="store_true", help="juga IMT/U (z_imtu, flag_imtu)")
    command("check", _check, "periksa aturan pada versi yang berlaku")
    command("build", _build, "hitung ulang versi yang berlaku dengan kode dan pengaturan sekarang")
    command("versions", _versions, "daftar versi data")
    one = command("rollback", _rollback, "kembali ke versi sebelumnya")
    one.add_argument("stamp", nargs="?", metavar="VERSI")
    one = command("segel", _segel, "segel angka sebuah siklus, atau revisi segelnya")
    one.add_argument("siklus", metavar="SIKLUS", help="misalnya 2026-S1")
    one.add_argument("--kabkota", metavar="KODE", help="bila penyimpanan memuat beberapa")
    one = command("backup", _backup, "cadangkan penyimpanan, juga selagi dipakai")
    one.add_argument("folder", metavar="FOLDER")
    one.add_argument("--simpan", type=int, default=14, help="cadangan terbaru yang disimpan")
    one = command("restore", _restore, "pulihkan dari satu cadangan")
    one.add_argument("folder", metavar="CADANGAN")
    one = command("export", _export, "tulis satu berkas, tanpa nama orang")
    one.add_argument("kind", metavar="JENIS", help="misalnya berita-acara.pdf, tugas-opd.xlsx")
    one.add_argument("--out", required=True, metavar="BERKAS")
    one.add_argument(
        "--param", action="append", default=[], metavar="k=v", help="wilayah, kecamatan, siklus"
    )
    one = command("hapus", _hapus, "hapus satu orang atau keluarga atas permintaannya")
    one.add_argument("--keluarga", action="store_true", help="seluruh keluarga, menurut Nomor KK")
    one.add_argument("--cadangan", metavar="FOLDER", help="ganti juga cadangan di folder ini")
    one.add_argument("--ya", action="store_true", help="tanpa bertanya lagi")
    one = command("akun", _akun, "akun, peran dan wilayahnya")
    one.add_argument("action", choices=["tambah", "daftar", "cabut", "pin"])
    one.add_argument("name", nargs="?", metavar="NAMA")
    one.add_argument("--peran", default="sekretariat", choices=list(rights.ROLES))
    one.add_argument("--wilayah", default="", help="kode kecamatan atau desa, dipisah koma")
    one.add_argument("--opd", help="kode OPD (data/reference/opd.csv)")
    one.add_argument("--surel", help="surel di penyedia identitas (OIDC): akun tanpa kata sandi")
    one = command("batas", _batas, "pakai batas kecamatan yang resmi di peta")
    one.add_argument("file", nargs="?", metavar="BERKAS")
    one.add_argument("--sumber", help="nama sumber di bawah peta, misalnya 'BIG 2024'")
    one.add_argument("--batal", action="store_true", help="kembali ke batas indikatif")
    command("bench", _bench, "tolok ukur")
    return parser


if __name__ == "__main__":
    sys.exit(main())
