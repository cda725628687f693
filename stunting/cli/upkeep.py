"""Commands that keep a store: versions, backups, seals, boundaries, files, erasure, the benchmark."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

from stunting import store
from stunting.cli.answer import fail, progress, say


def versions(options) -> int:
    known, live = store.versions(), store.current()
    say(
        options,
        [{"versi": name, "berlaku": name == live} for name in known],
        "\n".join(f"{'*' if name == live else ' '} {name}" for name in known),
    )
    return 0


def rollback(options) -> int:
    with store.writing():
        version = store.rollback(options.stamp)
    say(options, {"versi": version}, f"Versi yang berlaku sekarang: {version}")
    return 0


def backup(options) -> int:
    from stunting import backup

    made = backup.make(Path(options.folder), keep=options.simpan)
    say(options, {"cadangan": str(made)}, f"Cadangan sudah dibuat dan diperiksa: {made}")
    return 0


def restore(options) -> int:
    from stunting import backup

    version = backup.restore(Path(options.folder))
    say(
        options,
        {"versi": version},
        f"Data dari cadangan berlaku sebagai versi {version}. Kembali: python -m stunting rollback",
    )
    return 0


def export(options) -> int:
    from stunting import export_command

    if not export_command.allowed():
        return fail("Unduhan dimatikan dalam pengaturan dasbor ini.", 1)
    given = dict(each.partition("=")[::2] for each in options.param)
    if options.kind == export_command.PARQUET:
        return _export_parquet(options, given)
    content = export_command.make(options.kind, given)
    target = Path(options.out)
    target.write_bytes(content)
    said = {"berkas": str(target), "byte": len(content)}
    say(options, said, f"{target} sudah ditulis.")
    return 0


def _export_parquet(options, given: dict[str, str]) -> int:
    from stunting import export_command

    if not export_command.allowed_coded():
        return fail("Unduhan data per orang dimatikan dalam pengaturan dasbor ini.", 1)
    made = export_command.make_parquet(Path(options.out), given)
    files = [file for table in made["tabel"].values() for file in table["berkas"]]
    said = {
        "folder": options.out,
        "tabel": len(made["tabel"]),
        "berkas": len(files),
        "baris": sum(file["baris"] for file in files),
        "byte": sum(file["byte"] for file in files),
    }
    text = f"{options.out}: {said['tabel']} tabel, {said['baris']} baris. {made['pelindungan']}"
    say(options, said, text)
    return 0


def hapus(options) -> int:
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
        return fail("Tidak ada yang dihapus.", 1)
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
    say(options, asdict(done), said)
    return 0


def segel(options) -> int:
    import getpass

    from stunting import seals

    known = store.kind().wilayah
    chosen = (options.kabkota,) if options.kabkota else known
    if not set(chosen) <= set(known):
        return fail(f"Kabupaten/kota di penyimpanan ini: {', '.join(known)}.", 1)
    who = f"{getpass.getuser()} (baris perintah)"
    made = [each for kode in chosen for each in seals.seal(kode, options.siklus, who)]
    lines = [
        f"{each['siklus']}: {seals.name(each['revisi'], each['waktu'])}, hash {each['hash']}"
        for each in made
    ]
    say(options, made, "\n".join(lines))
    return 0


def batas(options) -> int:
    from stunting.batas import run
    from stunting.presenters import batas

    who = "baris perintah"
    if options.batal:
        changed = run.forget(who)
        said = "Peta kembali memakai batas indikatif." if changed else "Tidak ada batas impor."
        say(options, {"batal": changed}, said)
        return 0
    if options.file is None:
        return fail("Sebutkan berkas batas: python -m stunting batas BERKAS", 2)
    report = run.preview(Path(options.file), progress(options))
    if not report.error:
        run.adopt(report, report.source if options.sumber is None else options.sumber, who)
    said = {**report.to_json(), "source": options.sumber or report.source}
    say(options, said, batas.text(report))
    return run.exit_code(report)


def bench(options) -> int:
    """Exit 1 when something became more than a fifth slower than in the accepted run of this size."""
    from stunting import bench

    if options.ukuran not in bench.SIZES:
        raise ValueError(f"Ukuran: {', '.join(bench.SIZES)}.")
    parts = tuple(filter(None, options.bagian.split(","))) or bench.PARTS
    if unknown := set(parts) - set(bench.PARTS):
        raise ValueError(f"Bagian tidak dikenal: {', '.join(sorted(unknown))}.")
    tell = lambda sentence: print(sentence, file=sys.stderr, flush=True)  # noqa: E731
    home = Path(options.penyimpanan).resolve() if options.penyimpanan else None
    figures = bench.run(options.ukuran, parts, tell, home)
    worse, over = bench.compared(figures), bench.over_budget(figures)
    if options.tulis:
        Path(options.tulis).write_text(json.dumps(figures, indent=1), encoding="utf-8")
    if options.terima:
        bench.accept(figures)
    said = bench.as_table(figures)
    if worse:
        said += "\n\nLebih lambat atau besar dari pembanding:\n" + "\n".join(worse)
    if over:
        said += "\n\nDi luar anggaran:\n" + "\n".join(over)
    say(options, {**figures, "lebih_buruk": worse, "di_luar_anggaran": over}, said)
    return int(bool(worse) and not options.terima)
