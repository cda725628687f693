"""Batas wilayah: which boundaries the map uses, what a file would change and what of it fits nowhere."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

import pandas as pd
from lokal import wilayah

from stunting import bahasa, boundaries
from stunting.batas import match, run
from stunting.batas.source import FORMATS
from stunting.presenters.figures import KeyFigure

IN_USE_LABELS = {"wilayah": "Kabupaten/kota", "batas": "Batas di peta", "kecamatan": "Kecamatan"}
UNMATCHED_LABELS = {
    "nama": "Nama di berkas",
    "kode": "Kode di berkas",
    "kabkota": "Kabupaten/kota di berkas",
    "bidang": "Bidang",
    "alasan": "Alasan",
    "mirip": "Mirip dengan",
}
MISSING_LABELS = {
    "kode": "Kode",
    "nama": "Kecamatan",
    "wilayah": "Kabupaten/kota",
    "batas": "Di peta",
}
MATCHED_LABELS = {
    "kode": "Kode",
    "nama": "Kecamatan",
    "berkas": "Nama di berkas",
    "menurut": "Cocok menurut",
    "bidang": "Bidang",
}
_BUTTON = 50  # characters of a source on a button
_BY = {
    match.BY_CODE: "kode",
    match.BY_NAME: "nama",
    match.BY_ALIAS: "padanan nama",
}
_WHY = {
    match.UNKNOWN_NAME: "nama tidak ada di wilayah ini",
    match.CONTRADICTION: "kode dan nama menunjuk kecamatan yang berbeda",
}


def name(kode: str) -> str:
    """The name of an area."""
    return wilayah.wilayah_name(kode) or kode


def names(kabkota: str) -> dict[str, str]:
    """Code -> name of the kecamatan of a district."""
    return {each.code: each.name for each in wilayah.list_wilayah(kabkota)}


def upload_label(megabytes: int) -> str:
    """What may be given to the page, and how large it may be."""
    return f"Berkas batas ({FORMATS}), sampai {bahasa.angka(megabytes)} MB"


def headline(in_use: Sequence[run.InUse]) -> str:
    """Which boundaries the map shows now."""
    official = [each for each in in_use if each.official]
    if not official:
        return f"Peta memakai {boundaries.NOTE}."
    sources = bahasa.daftar(list(dict.fromkeys(each.note for each in official)))
    if len(official) == len(in_use):
        return f"Peta memakai batas dari {sources}."
    return (
        f"Peta memakai batas dari {sources} untuk {len(official)} dari {len(in_use)} kabupaten/kota; "
        "selebihnya batas indikatif."
    )


def in_use_table(in_use: Sequence[run.InUse]) -> pd.DataFrame:
    """One row per kabupaten/kota: wilayah, batas, kecamatan."""
    return pd.DataFrame(
        [
            {
                "wilayah": name(each.kabkota),
                "batas": each.note,
                "kecamatan": (
                    bahasa.n_dari(each.official, each.kecamatan)
                    if each.official
                    else str(each.kecamatan)
                ),
            }
            for each in in_use
        ],
        columns=list(IN_USE_LABELS),
    )


def again(note: str) -> str:
    """The words of the button that brings the boundaries before the last change back."""
    return f"Pakai lagi batas {shorten(note, _BUTTON, placeholder=' …')}"


def verdict(report: run.Report, *, done: bool) -> str:
    """What a look at a file or its import comes to, in one or two sentences."""
    if report.error:
        return report.error
    total = len(report.codes) + len(report.missing)
    where = bahasa.daftar([name(each) for each in sorted({kode[:5] for kode in report.codes})])
    verb = "sudah memakai" if done else "mendapat"
    count = bahasa.n_dari(len(report.codes), total)
    said = [f"{count} kecamatan {where} {verb} bentuk dari berkas ini."]
    if report.missing:
        said.append(
            f"Yang tidak ada di berkas, {bahasa.daftar([name(each) for each in report.missing])}, tetap "
            "memakai batas indikatif; hal itu tertulis di bawah peta."
        )
    if report.unmatched:
        said.append(f"{bahasa.angka(len(report.unmatched))} nama di berkas tidak dikenal.")
    return " ".join(said)


def cautions(report: run.Report) -> list[str]:
    """What the operator should know before using these boundaries."""
    said = [report.dialect.caution] if report.dialect and report.dialect.caution else []
    if report.overlapping:
        which = bahasa.daftar([name(each) for each in report.overlapping])
        said.append(f"Bentuk {which} bertumpang tindih dengan tetangganya di berkas ini.")
    if report.far:
        said.append(
            f"{bahasa.angka(report.far)} bidang terletak jauh dari wilayahnya dan tidak dipakai."
        )
    return said


def figures(report: run.Report) -> list[KeyFigure]:
    """The counts of a report as key figures."""
    total = len(report.codes) + len(report.missing)
    left_over = report.elsewhere + report.nameless
    by = bahasa.daftar(sorted({_BY[each.by] for each in report.matched}))
    return [
        KeyFigure("Cocok", bahasa.n_dari(len(report.codes), total), f"menurut {by}"),
        KeyFigure("Tidak ada di berkas", bahasa.angka(len(report.missing)), "kecamatan"),
        KeyFigure("Tidak dikenal", bahasa.angka(len(report.unmatched)), "nama di berkas"),
        KeyFigure(
            "Bidang dibaca",
            bahasa.angka(report.rows),
            f"{bahasa.angka(left_over)} milik wilayah lain atau tanpa nama",
        ),
    ]


def missing(report: run.Report) -> pd.DataFrame:
    """Kecamatan of ours that the file lacks: kode, nama, wilayah, batas."""
    return pd.DataFrame(
        [
            {"kode": kode, "nama": name(kode), "wilayah": name(kode[:5]), "batas": boundaries.NOTE}
            for kode in report.missing
        ],
        columns=list(MISSING_LABELS),
    )


def unmatched(report: run.Report) -> pd.DataFrame:
    """What the file calls a kecamatan here and we do not know: nama, kode, kabkota, bidang, alasan, mirip."""
    return pd.DataFrame(
        [
            {
                "nama": each.unit.name or bahasa.KOSONG,
                "kode": each.unit.kode or bahasa.KOSONG,
                "kabkota": each.unit.kabkota_text or bahasa.KOSONG,
                "bidang": len(each.unit.places),
                "alasan": _WHY[each.reason],
                "mirip": name(each.proposed) if each.proposed else bahasa.KOSONG,
            }
            for each in report.unmatched
        ],
        columns=list(UNMATCHED_LABELS),
    )


def matched(report: run.Report) -> pd.DataFrame:
    """What fits, and how it was known: kode, nama, berkas, menurut, bidang."""
    return pd.DataFrame(
        [
            {
                "kode": each.kode,
                "nama": name(each.kode),
                "berkas": each.unit.name or bahasa.KOSONG,
                "menurut": _BY[each.by],
                "bidang": len(each.unit.places),
            }
            for each in sorted(report.matched, key=lambda each: each.kode)
        ],
        columns=list(MATCHED_LABELS),
    )


def proposals(report: run.Report) -> dict[str, tuple[str, str]]:
    """Spellings a person may agree to: a sentence -> (name in the file, kecamatan code)."""
    return {
        f"{each.unit.name} adalah {name(each.proposed)}": (each.unit.name, each.proposed)
        for each in report.unmatched
        if each.proposed and each.unit.name and each.reason == match.UNKNOWN_NAME
    }


def text(report: run.Report) -> str:
    """What a person reads in the terminal."""
    if report.error:
        return report.error
    lines = [f"{report.file}: {verdict(report, done=True)}"]
    for each in report.missing:
        lines.append(f"  tidak ada di berkas: {each} {name(each)}")
    for each in report.unmatched:
        like = f", mirip dengan {name(each.proposed)}" if each.proposed else ""
        called = each.unit.name or each.unit.kode
        lines.append(f"  tidak dikenal: {called} ({_WHY[each.reason]}{like})")
    if report.not_covered:
        lines.append(
            f"  tidak tersentuh: {bahasa.daftar([name(each) for each in report.not_covered])}"
        )
    if report.elsewhere or report.nameless:
        lines.append(
            f"  dilewati: {bahasa.angka(report.elsewhere)} bidang milik wilayah lain, "
            f"{bahasa.angka(report.nameless)} tanpa nama"
        )
    lines += [f"  perhatian: {each}" for each in cautions(report)]
    return "\n".join(lines)
