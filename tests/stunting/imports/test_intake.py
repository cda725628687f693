"""Damaged files: each is read or refused with a sentence, whatever happened to its bytes."""

from __future__ import annotations

import random
from datetime import date

import pytest

from stunting.imports import intake, read
from tests.stunting.imports.files import child, write_csv, write_xls, write_xlsx

WRITERS = {"a.csv": write_csv, "a.xlsx": write_xlsx, "a.xls": write_xls}
PIECES = (b'"', b"\n", b";", b",", b"\xff\xfe", b"\x00", b"=1+1", "é".encode(), b"<table>")


def damaged(content: bytes, rnd: random.Random) -> bytes:
    """The content with up to five bytes changed, cut off, put in or repeated."""
    changed = bytearray(content)
    for _ in range(rnd.randint(1, 5)):
        at = rnd.randrange(len(changed) + 1)
        match rnd.randrange(4):
            case 0:
                changed[at : at + 1] = bytes([rnd.randrange(256)])
            case 1 if rnd.random() < 0.3:
                del changed[at:]
            case 2:
                changed[at:at] = rnd.choice(PIECES)
            case _:
                changed[at:at] = changed[: rnd.randrange(200)]
    return bytes(changed)


@pytest.mark.parametrize("name", WRITERS)
def test_a_damaged_file_is_read_or_refused_with_a_sentence(tmp_path, name):
    rnd = random.Random(name)
    whole = WRITERS[name](tmp_path / name, [child(number) for number in range(1, 6)]).read_bytes()
    path = tmp_path / f"rusak-{name}"
    sentences = []
    for _ in range(60 if name == "a.csv" else 8):  # a workbook is read in a process of its own
        path.write_bytes(damaged(whole, rnd))
        try:
            opened = intake.open_file(path)
        except read.ImportFailed as error:
            sentences.append(str(error))
        else:
            sheet = intake.incoming(opened.matches[0], date(2026, 3, 1))
            assert set(sheet.findings.refused()) <= set(sheet.rows.index)
    assert all(path.name in each and each.endswith(".") for each in sentences)
