"""The import as a whole: open, check, build a new version, make it live; or leave everything as it was."""

from __future__ import annotations

import errno
import hashlib
import json
import logging
import traceback
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

import pandas as pd

from stunting import build, changes, db, store
from stunting.imports import intake, layouts, read, returned, traces, validate
from stunting.imports.apply import Import, apply
from stunting.imports.areas import Areas, place
from stunting.imports.fields import SHEETS
from stunting.imports.findings import RULES, Finding, Findings
from stunting.imports.options import DEFAULT, Options
from stunting.imports.report import FileReport, SheetCount, exit_code, failed
from stunting.imports.validate import Incoming

__all__ = ["FileReport", "Finding", "apply_frames", "exit_code", "import_files", "preview"]

Progress = Callable[[float, str], None]
FULL_DISK = (
    "Ruang penyimpanan penuh; impor dibatalkan dan data yang tayang tidak berubah. "
    "Kosongkan ruang, lalu ulangi."
)
NO_MEMORY = (
    "Memori tidak cukup untuk berkas ini; impor dibatalkan dan data yang tayang tidak berubah. "
    "Bagi berkas menjadi beberapa bagian, lalu ulangi."
)
CHECKS = "Impor dibatalkan karena pemeriksaan akhir gagal; data yang tayang tidak berubah"
BROKEN = (
    "Impor dibatalkan karena kesalahan yang tidak terduga; data yang tayang tidak berubah. "
    "Kirim catatan galat dari server kepada pengelola aplikasi."
)
UNREADABLE = "Berkas {name} tidak dapat dibaca; simpan ulang sebagai .xlsx atau CSV, lalu ulangi."
_log = logging.getLogger(__name__)


class _Discard(Exception):
    """Leaves the draft behind: a dry run, or a file that changes nothing."""


def preview(path: Path, progress: Progress | None = None, options: Options = DEFAULT) -> FileReport:
    """What importing a file would do, without doing it; works in a contoh store too."""
    return import_files([path], dry_run=True, progress=progress, options=options)[0]


def import_files(
    paths: Sequence[Path | str],
    dry_run: bool = False,
    progress: Progress | None = None,
    options: Options = DEFAULT,
) -> list[FileReport]:
    """Import files into the store of $STUNTING_HOME as one new version; one report per file.

    All or nothing: when one file cannot be read, none is imported. A version is published only if at
    least one row is new or different. Raises store.StoreError without a store or while another
    import runs; everything else that can go wrong is a sentence in the reports.
    """
    tell = progress or (lambda fraction, sentence: None)
    files = [Path(each) for each in paths]
    kind = store.kind()
    if kind.contoh and not dry_run:
        return [failed(path.name, "penyimpanan_contoh") for path in files]
    opened: list[intake.Opened | FileReport] = []
    for number, path in enumerate(files):
        tell(0.3 * number / len(files), f"Membaca {path.name}")
        opened.append(_open(path, options))
    readable = [each for each in opened if isinstance(each, intake.Opened)]
    held_back = not dry_run and len(readable) < len(opened)
    try:
        done = iter(_build(readable, kind, options, dry_run or held_back, tell) if readable else [])
    except Exception as error:  # whatever it is, the draft is gone and CURRENT stands
        sentence = _sentence(error)
        done = iter([failed(each.path.name, "impor_gagal", sentence) for each in readable])
    reports = [next(done) if isinstance(each, intake.Opened) else each for each in opened]
    if held_back:
        level, sentence = RULES["belum_dimasukkan"]
        for report in reports:
            if not report.error:
                report.findings.append(
                    Finding(None, None, None, None, "belum_dimasukkan", level, sentence)
                )
    tell(1.0, "Selesai")
    return reports


def _open(path: Path, options: Options) -> intake.Opened | FileReport:
    try:
        return intake.open_file(path, options)
    except read.ImportFailed as error:
        report = failed(path.name, error.rule, str(error))
        report.unknown_layout = isinstance(error, read.UnknownLayout)
        return report
    except MemoryError:
        return failed(path.name, "tidak_terbaca", NO_MEMORY)
    except Exception as error:  # damaged in a way nobody foresaw
        _note(error)
        return failed(path.name, "tidak_terbaca", UNREADABLE.format(name=path.name))


def _sentence(error: Exception) -> str:
    """The Indonesian sentence for a failure."""
    if isinstance(error, build.CheckFailed):
        return f"{CHECKS} ({error})."
    if isinstance(error, store.StoreError):
        return str(error)
    if isinstance(error, MemoryError) or "Out of Memory" in str(error):
        return NO_MEMORY
    if getattr(error, "errno", None) == errno.ENOSPC or "No space left" in str(error):
        return FULL_DISK
    if isinstance(error, OSError):
        return (
            "Penyimpanan tidak dapat ditulis; impor dibatalkan dan data yang tayang tidak berubah. "
            "Periksa hak akses folder data."
        )
    _note(error)
    return BROKEN


def _note(error: Exception) -> None:
    """Log where an unforeseen error came from; its text may hold a cell, so it is left out."""
    where = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s\n%s", type(error).__name__, where)


def _build(
    files: list[intake.Opened], kind: store.Kind, options: Options, dry_run: bool, tell: Progress
) -> list[FileReport]:
    """Apply opened files to a copy of the live version and publish it unless nothing changed."""
    reports: list[FileReport] = []
    try:
        with store.writing(), store.new_version(base=store.current()) as draft:
            base = store.folder()
            with db.building(draft) as con:
                build.prepare(con, kind)
                # no transaction: one cannot span two database files, and the draft as a whole is
                # what is kept or thrown away
                for number, file in enumerate(files):
                    tell(0.3 + 0.3 * number / len(files), f"Memeriksa {file.path.name}")
                    report = _apply_file(con, file, kind, number, options)
                    if report.refused:
                        report.returned = returned.write(file, report)
                    reports.append(report)
                if dry_run or not any(each.accepted for each in reports):
                    raise _Discard
                tell(0.6, "Menghitung indikator")
                reached = build.derive(con, since=base)
                names = [each.path.name for each in files]
                changed = changes.record(con, base, store.name_of(draft), names, reached)
            tell(0.9, "Menyimpan versi baru")
            for file in files:
                traces.archive(file.path)
            content = {
                "dibuat": datetime.now().isoformat(timespec="seconds"),
                "impor": [each.without_values() for each in reports],
                "perubahan": changed.short(),
            }
            text = json.dumps(content, ensure_ascii=False, indent=1)
            (draft / "laporan.json").write_text(text, encoding="utf-8")
    except _Discard:
        pass
    return reports


def _apply_file(
    con, file: intake.Opened, kind: store.Kind, number: int, options: Options
) -> FileReport:
    today = date.today()
    file_date = min(date.fromtimestamp(file.path.stat().st_mtime), today)
    digest = traces.sha256(file.path)
    named = intake.kabkota_named(file.matches)
    kabkota = kind.wilayah
    if kind.contoh and named and not set(named) & set(kabkota):
        kabkota = tuple(named)  # a look at a file of a district this example is not about
    incoming = [
        intake.incoming(match, today, options, orders)
        for match, orders in zip(file.matches, file.orders, strict=True)
    ]
    job = Import(
        con, store.salt(), f"{datetime.now():%Y%m%d%H%M%S%f}-{number}-{digest[:8]}", file_date
    )
    report = FileReport(file.path.name, file.layout.key, file.layout.label, kabkota=named)
    _apply_all(job, incoming, Areas(kabkota), report, file.notes)
    traces.record(job, report, digest)
    return report


def apply_frames(
    con,
    frames: dict[str, pd.DataFrame],
    file_name: str,
    file_date: date,
    *,
    kabkota: Iterable[str] | None = None,
    today: date | None = None,
) -> FileReport:
    """Apply typed frames (by sheet key, columns named as in fields.py) as if they came from a file.

    Dates are datetime64, numbers float or int, yes/no bool, the rest text; missing columns are
    allowed. Rows are numbered from 2, as below a header. The connection must be prepared and the caller
    commits.
    """
    day = today or date.today()
    incoming = [
        intake.typed(SHEETS[key], frames[key], day)
        for key in SHEETS
        if key in frames and len(frames[key])
    ]
    digest = hashlib.sha256(repr((file_name, file_date)).encode()).hexdigest()
    ((earlier,),) = con.execute("select count(*) from impor").fetchall()
    job = Import(con, store.salt(), f"{file_date:%Y%m%d}-{earlier}-{digest[:8]}", file_date)
    report = FileReport(file_name, layouts.WORKBOOK, "Buku kerja audit")
    places = Areas(store.kind().wilayah if kabkota is None else kabkota)
    _apply_all(job, incoming, places, report, Findings(None))
    traces.record(job, report, digest)
    return report


def _apply_all(
    job: Import, incoming: list[Incoming], areas: Areas, report: FileReport, notes: Findings
) -> None:
    """Place, check and write each sheet; fill the report."""
    found = []
    for each in incoming:
        each.rows = place(each.sheet, each.rows, each.labels, areas, each.findings)
        validate.check(each)
        outcome = apply(job, each)
        report.sheets.append(
            SheetCount(
                each.findings.sheet,
                each.sheet.label,
                len(each.rows),
                len(outcome.accepted),
                len(outcome.refused),
                len(outcome.unchanged),
            )
        )
        found += each.findings.listed()
        report.unlisted.update(each.findings.unlisted())
        report.agreement = each.agreement or report.agreement
        _widen_period(report, each, outcome.accepted.union(outcome.unchanged))
    for name in ("rows_read", "accepted", "refused", "unchanged"):
        setattr(report, name, sum(getattr(sheet, name) for sheet in report.sheets))
    if not report.rows_read:
        notes.add("tanpa_baris")
    report.findings = notes.listed() + found


def _widen_period(report: FileReport, incoming: Incoming, kept: pd.Index) -> None:
    days = incoming.column("tanggal").loc[kept].dropna()
    if len(days):
        report.first_date = min(filter(None, (report.first_date, days.min().date())))
        report.last_date = max(filter(None, (report.last_date, days.max().date())))
