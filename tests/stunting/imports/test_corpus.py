"""Every file of the corpus gives exactly its report; what it refuses comes back and can be mended."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from stunting import db, store
from stunting.imports import run
from tests.stunting.imports.corpus import CASES
from tests.stunting.imports.corpus.case import Case

MENDED = [each for each in CASES if each.mend]
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
def test_a_file_gives_exactly_its_report(home, tmp_path, name):
    case = BY_NAME[name]

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


@pytest.mark.parametrize("name", [each.name for each in MENDED])
def test_what_was_refused_comes_back_and_is_all_that_is_added_once_mended(home, tmp_path, name):
    case = BY_NAME[name]
    first = take(case, tmp_path)
    before = len(ask("select orang_id from pengukuran"))
    book = openpyxl.load_workbook(first.returned)
    (sheet,) = book.worksheets[1:]
    headers = [cell.value for cell in sheet[1]]
    told = Counter((each.row, each.column) for each in first.findings if each.level == "tolak")
    rows = sorted({row for row, _ in told})
    assert (len(rows), sheet.max_row) == (first.refused, first.refused + 1)
    for row, column in told:
        cell = sheet.cell(rows.index(row) + 2, headers.index(column) + 1 if column else 1)
        messages = [e.message for e in first.findings if (e.row, e.column) == (row, column)]
        assert set(messages) & set(cell.comment.text.split("\n"))
        assert cell.fill.start_color.rgb == "FFF8B4B4"
    for (row, column), value in case.mend.items():
        sheet.cell(rows.index(row) + 2, headers.index(column) + 1).value = value
    book.save(tmp_path / "diperbaiki.xlsx")

    (again,) = run.import_files([tmp_path / "diperbaiki.xlsx"], options=case.options)

    assert (again.rows_read, again.accepted, again.refused) == (first.refused, first.refused, 0)
    assert len(ask("select orang_id from pengukuran")) == before + first.refused
    if case.mended is not None:
        assert stored(case.mended) == list(case.mended)
