"""Dates: how they are written, and whether the day or the month comes first."""

from __future__ import annotations

from datetime import date

from stunting.imports.options import Options
from tests.stunting.imports.corpus.case import (
    BORN,
    MEASURED,
    SHEET,
    Case,
    Found,
    P,
    T,
    agree,
    bare,
    text,
    xlsx,
)
from tests.stunting.imports.files import child

ORDER = "urutan_tanggal"
SAME = {"tanggal_lahir": "2024-07-10", "tanggal": "2026-02-12"}
SAID: tuple[Found, ...] = ((None, BORN, None, ORDER, P), (None, MEASURED, None, ORDER, P))


def on(number: int, born: str, measured: str, **cells: str) -> dict:
    return bare(number, **cells) | {BORN: born, MEASURED: measured}


CASES = (
    Case(
        "tanggal_enam_bentuk",
        "ISO, serial, kata, kata bertanda hubung, titik dan tanggal singkat dalam satu kolom",
        text(
            [
                on(1, "2024-07-10", "2026-02-12"),
                on(2, "45483", "46065"),
                on(3, "10 Juli 2024", "12 Februari 2026"),
                on(4, "10 - Juli - 2024", "12 - Pebruari - 2026"),
                on(5, "2024/07/10", "2026.02.12"),
                on(6, "10-Jul-24", "12-Feb-26"),
            ]
        ),
        (6, 6, 0, 0),
        stored=(SAME,) * 6,
    ),
    Case(
        "tanggal_excel_sejati",
        "tanggal Excel sejati dan serial tanpa format dalam satu buku kerja",
        xlsx(
            [
                bare(1) | {BORN: date(2024, 7, 10), MEASURED: date(2026, 2, 12)},
                bare(2) | {BORN: 45483, MEASURED: 46065},
            ]
        ),
        (2, 2, 0, 0),
        sheet=SHEET,
        stored=(SAME,) * 2,
    ),
    Case(
        "hari_dulu",
        "hari lebih dahulu: 25/07 di kolom lahir membuktikannya bagi kolom lain juga",
        text([on(1, "10/07/2024", "12/02/2026"), on(2, "25/07/2024", "11/02/2026")]),
        (2, 2, 0, 0),
        found=SAID,
        stored=(SAME, {"tanggal_lahir": "2024-07-25", "tanggal": "2026-02-11"}),
    ),
    Case(
        "bulan_dulu",
        "bulan lebih dahulu: 7/25 di kolom lahir membuktikannya bagi kolom lain juga",
        text([on(1, "7/10/2024", "2/12/2026"), on(2, "7/25/2024", "2/11/2026")]),
        (2, 2, 0, 0),
        found=SAID,
        stored=(SAME, {"tanggal_lahir": "2024-07-25", "tanggal": "2026-02-11"}),
    ),
    Case(
        "urutan_dari_usia",
        "tanggal bermakna dua, usia saat ukur hanya cocok dengan bulan lebih dahulu",
        text([child(1) | {BORN: "7/10/2024", MEASURED: "2/12/2026"}]),
        (1, 1, 0, 0),
        found=SAID,
        z=agree(1),
        stored=(SAME,),
    ),
    Case(
        "urutan_ambigu",
        "tidak ada yang menentukan: berkas bertanya dan tidak ada yang berubah",
        text([on(1, "03/04/2024", "05/02/2026")]),
        (0, 0, 0, 0),
        None,
        found=((None, None, None, "urutan_tanggal_ambigu", T),),
        sheet=None,
        z=None,
        exit=2,
        people=0,
    ),
    Case(
        "urutan_ambigu_dijawab",
        "berkas yang sama sesudah operator memilih bulan lebih dahulu",
        text([on(1, "03/04/2024", "05/02/2026")]),
        (1, 1, 0, 0),
        options=Options(day_first=False),
        stored=({"tanggal_lahir": "2024-03-04", "tanggal": "2026-05-02"},),
    ),
    Case(
        "urutan_bertentangan",
        "kolom dengan 25/07 dan 07/25: mayoritas yang berlaku, yang lain ditolak dengan alasan",
        text(
            [
                on(1, "25/07/2024", "2026-02-12"),
                on(2, "26/07/2024", "2026-02-12"),
                on(3, "07/27/2024", "2026-02-12"),
            ]
        ),
        (3, 2, 1, 0),
        found=(
            (None, BORN, None, ORDER, P),
            (4, BORN, "07/27/2024", "tanggal_tidak_terbaca", T),
        ),
        exit=1,
        stored=({"tanggal_lahir": "2024-07-25"}, {"tanggal_lahir": "2024-07-26"}),
        mend={(4, BORN): "2024-07-27"},
    ),
    Case(
        "tanggal_dikembalikan",
        "baris yang dikembalikan tetap berarti sama: buktinya tertinggal di berkas asal",
        text(
            [
                on(1, "3/4/2024", "5/2/2026", JK="?"),
                on(2, "3/25/2024", "5/3/2026"),
            ]
        ),
        (2, 1, 1, 0),
        found=(*SAID, (2, "JK", "?", "jk_tidak_terbaca", T)),
        exit=1,
        stored=({"tanggal_lahir": "2024-03-25", "tanggal": "2026-05-03"},),
        mend={(2, "JK"): "P"},
        mended=(
            {"tanggal_lahir": "2024-03-04", "tanggal": "2026-05-02"},
            {"tanggal_lahir": "2024-03-25", "tanggal": "2026-05-03"},
        ),
    ),
    Case(
        "tanggal_yang_tidak_ada",
        "30 Februari, kata yang bukan tanggal, dan tahun 2099",
        text(
            [
                on(1, "2024-07-10", "2026-02-30"),
                on(2, "lupa", "2026-02-12"),
                on(3, "2024-07-10", "2099-02-12"),
                on(4, "2024-07-10", "2026-02-12"),
            ]
        ),
        (4, 1, 3, 0),
        found=(
            (2, MEASURED, "2026-02-30", "tanggal_tidak_terbaca", T),
            (3, BORN, "lupa", "tanggal_tidak_terbaca", T),
            (4, MEASURED, "2099-02-12", "tanggal_masa_depan", T),
        ),
        exit=1,
        stored=(SAME,),
        mend={
            (2, MEASURED): "2026-02-12",
            (3, BORN): "2024-07-10",
            (4, MEASURED): "2026-02-12",
        },
        mended=(SAME,) * 4,
    ),
)
