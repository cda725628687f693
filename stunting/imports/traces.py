"""Traces of an import: the file as received, and its findings beside the data."""

from __future__ import annotations

import hashlib
import os
import shutil
from datetime import datetime
from pathlib import Path

import pandas as pd

from stunting import store
from stunting.imports.job import Import
from stunting.imports.report import FileReport


def record(job: Import, report: FileReport, digest: str) -> None:
    """The import and its findings; the values themselves only among the identities."""
    con = job.con
    con.execute(
        "insert into impor by name select $id as impor_id, $now as waktu, $file as file, "
        "$sha as sha256, $layout as layout, $day as tanggal_berkas, $read as rows_read, "
        "$accepted as accepted, $refused as refused, $unchanged as unchanged",
        {
            "id": job.impor_id,
            "now": datetime.now(),
            "file": report.file,
            "sha": digest,
            "layout": report.layout,
            "day": job.file_date,
            "read": report.rows_read,
            "accepted": report.accepted,
            "refused": report.refused,
            "unchanged": report.unchanged,
        },
    )
    if not report.findings:
        return
    found = pd.DataFrame([each.to_json() for each in report.findings])
    found = found.assign(
        impor_id=job.impor_id, nomor=range(1, len(found) + 1), row=found["row"].astype("Int64")
    )
    con.register("temuan_masuk", found)
    con.execute(
        'insert into temuan select impor_id, nomor, sheet, "row", "column", rule, level, message '
        "from temuan_masuk"
    )
    con.execute(
        "insert into identitas.temuan_nilai select impor_id, nomor, value from temuan_masuk "
        "where value is not null"
    )
    con.unregister("temuan_masuk")


def sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def archive(path: Path) -> None:
    """Keep the file as received, named by its content, readable by the owner only."""
    folder = store.home() / "arsip"
    folder.mkdir(mode=0o700, exist_ok=True)
    target = folder / f"{sha256(path)}{path.suffix.lower()}"
    if target.exists():
        return
    handle = os.open(target.with_suffix(".tmp"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with open(path, "rb") as source, open(handle, "wb") as copy:
        shutil.copyfileobj(source, copy)
    os.replace(target.with_suffix(".tmp"), target)
