"""Commands that bring data in and answer from them."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from stunting import store
from stunting.cli.answer import fail, progress, say

_SHOWN_FINDINGS = 30


def sample(options) -> int:
    from stunting import commands

    version = commands.make_sample(options.skala, options.seed, progress(options))
    say(options, {"versi": version, "tempat": str(store.home())}, f"Data contoh siap: {version}")
    return 0


def init(options) -> int:
    from stunting import commands

    version = commands.init(tuple(code for code in options.wilayah.split(",") if code))
    say(
        options,
        {"versi": version, "tempat": str(store.home())},
        f"Penyimpanan data nyata siap di {store.home()} ({version}). "
        "Buat akun pertama: python -m stunting akun tambah NAMA",
    )
    return 0


def import_(options) -> int:
    from stunting.imports import run
    from stunting.imports.options import Options

    # a million rows are millions of texts that never refer to each other: looking for cycles finds none
    gc.disable()
    try:
        reports = run.import_files(
            [Path(name) for name in options.files],
            dry_run=options.dry_run,
            progress=progress(options),
            options=Options(
                day_first=None if options.tanggal is None else options.tanggal == "hari-bulan",
                guess_units=not options.tanpa_tebakan,
                desa=options.desa,
                pemetaan=options.pemetaan,
            ),
        )
    finally:
        gc.enable()
    say(
        options,
        [report.to_json() for report in reports],
        "\n\n".join(_report_text(report) for report in reports),
    )
    return run.exit_code(reports)


def pemetaan(options) -> int:
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
    say(options, found, "\n".join(lines) or "Belum ada pemetaan yang tersimpan.")
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


def ask(options) -> int:
    from stunting import db, questions

    given = dict(pair.partition("=")[::2] for pair in options.param)
    try:
        question = questions.load(options.question)
    except questions.UnknownQuestion as error:
        return fail(str(error), 2)
    if question.access == "bernama":
        return fail("Pertanyaan ini memuat identitas; hanya dari mode kerja di dasbor.", 1)
    answer = db.ask(store.folder(), options.question, question.bind(given))
    if options.json:
        print(answer.to_json(orient="records", date_format="iso", force_ascii=False))
    else:
        answer.to_csv(sys.stdout, index=False)
    return 0


def zscore(options) -> int:
    from stunting import zscore_csv

    rows = zscore_csv.zscore_csv(Path(options.source), Path(options.target), bmi=options.imt)
    say(options, {"rows": rows}, f"{rows} baris ditulis ke {options.target}")
    return 0


def check(options) -> int:
    import pandas as pd

    from stunting import build, db, seals

    with db.reading(store.folder()) as con:
        broken = pd.concat([build.check(con), seals.broken(con)], ignore_index=True)
    say(
        options,
        broken.to_dict("records"),
        "Semua aturan dipenuhi." if broken.empty else broken.to_string(index=False),
    )
    return 0 if broken.empty else 1


def build(options) -> int:
    from stunting import commands

    version = commands.rebuild()
    say(options, {"versi": version}, f"Versi {version} dihitung ulang dari data yang sama.")
    return 0
