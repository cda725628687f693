"""Every file of the corpus gives exactly its report; what it refuses comes back and can be mended."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from stunting import build, db, store
from stunting.imports import run
from tests.stunting.imports.corpus import CASES
from tests.stunting.imports.corpus.case import Case

BY_NAME = {each.name: each for each in CASES}
_STORED = """
    select
        p.* exclude (tanggal, impor_id),
        p.tanggal::varchar as tanggal,
        o.* exclude (orang_id, kode_desa),
        i.nik, i.nama, i.nama_ibu, i.tanggal_lahir::varchar as tanggal_lahir, i.alamat,
        i.rt, i.rw, i.posyandu,
        o.keluarga_id is not null as berkeluarga
    from pengukuran as p
    join orang as o using (orang_id)
    left join identitas.orang_identitas as i using (orang_id)
    order by i.nama, p.tanggal, i.nik, i.tanggal_lahir
"""


def ask(sql: str) -> list[dict]:
    with db.reading(store.folder(), named=True) as con:
        frame = con.execute(sql).df()
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def stored(like: tuple[dict, ...]) -> list[dict]:
    """Every measurement of the live version, in the columns of the row it is compared with."""
    rows = ask(_STORED)
    names = [list(each) for each in like] + [["nama"]] * len(rows)
    return [{name: row[name] for name in chosen} for row, chosen in zip(rows, names, strict=False)]


def take(case: Case, folder: Path) -> run.FileReport:
    return run.import_files([case.write(folder)], options=case.options)[0]


def report_of(found: run.FileReport) -> dict:
    agreement = found.agreement
    return {
        "layout": found.layout,
        "counts": (found.rows_read, found.accepted, found.refused, found.unchanged),
        "found": [
            (each.sheet, each.row, each.column, each.value, each.rule, each.level)
            for each in found.findings
        ],
        "z": agreement
        and tuple(
            (agreement.compared.get(n), agreement.equal.get(n)) for n in ("tbu", "bbu", "bbtb")
        ),
        "standing_young": agreement.standing_young if agreement else 0,
        "exit": run.exit_code([found]),
    }


@pytest.mark.parametrize("name", BY_NAME)
def test_a_file_gives_exactly_its_report_and_what_it_refuses_can_be_mended(
    home, tmp_path, monkeypatch, name
):
    case = BY_NAME[name]
    if (
        not case.figures
    ):  # most cases are about what is stored; deriving takes longer than all the rest
        monkeypatch.setattr(build, "derive", lambda con, since: None)

    found = take(case, tmp_path)

    assert report_of(found) == {
        "layout": case.layout,
        "counts": case.counts,
        "found": [(case.sheet, *each) for each in case.found],
        "z": case.z,
        "standing_young": case.standing_young,
        "exit": case.exit,
    }
    if case.stored is not None:
        assert stored(case.stored) == list(case.stored)
    if case.people is not None:
        assert ask("select count(*) as n from orang") == [{"n": case.people}]
    if case.counts[2]:
        book = come_back(found)
        mended(case, found, book, tmp_path)


def come_back(found: run.FileReport) -> openpyxl.Workbook:
    """The returned workbook: every refused row in it, the cells that are to blame red, with the reasons."""
    book = openpyxl.load_workbook(found.returned)
    (sheet,) = book.worksheets[1:]
    headers = [cell.value for cell in sheet[1]]
    reasons = [each for each in found.findings if each.level == "tolak"]
    rows = refused_rows(found)
    assert (len(rows), sheet.max_row) == (found.refused, found.refused + 1)
    for each in reasons:
        column = headers.index(each.column) + 1 if each.column else 1
        cell = sheet.cell(rows.index(each.row) + 2, column)
        assert each.message in cell.comment.text.split("\n")
        assert cell.fill.start_color.rgb == "FFF8B4B4"
    return book


def refused_rows(found: run.FileReport) -> list[int]:
    return sorted({each.row for each in found.findings if each.level == "tolak"})


def mended(case: Case, found: run.FileReport, book: openpyxl.Workbook, folder: Path) -> None:
    """Its red cells corrected and imported again, the workbook adds exactly what was missing."""
    if not case.mend:
        return
    (sheet,) = book.worksheets[1:]
    headers, rows = [cell.value for cell in sheet[1]], refused_rows(found)
    before = len(ask("select orang_id from pengukuran"))
    for (row, column), value in case.mend.items():
        sheet.cell(rows.index(row) + 2, headers.index(column) + 1).value = value
    book.save(folder / "diperbaiki.xlsx")

    (again,) = run.import_files([folder / "diperbaiki.xlsx"], options=case.options)

    assert (again.rows_read, again.accepted, again.refused) == (found.refused, found.refused, 0)
    assert len(ask("select orang_id from pengukuran")) == before + found.refused
    if case.mended is not None:
        assert stored(case.mended) == list(case.mended)
