"""Moves seen in the places of measurement, beside those the workbook tells."""

from __future__ import annotations

from datetime import date

from stunting import db
from tests.factories import BARAT, JATIREJO, KODE_BARAT, PEKALONGAN, TIMUR, build_store, child, nik
from tests.queries.test_perpindahan_anak import changes

OTHER_DESA = BARAT | {"desa": "Podosugih"}


def moves(version) -> list[tuple]:
    """(child's NIK, day, jenis, asal), in order."""
    with db.reading(version, named=True) as con:
        return con.execute(
            "select i.nik, m.tanggal::varchar, m.jenis, m.asal from mutasi_orang as m"
            " join identitas.orang_identitas as i using (orang_id) order by all"
        ).fetchall()


def at(name: str, *days: tuple[str, dict]) -> list[dict]:
    first = date.fromisoformat(days[0][0])
    return [
        child(name, day, age=300 + (date.fromisoformat(day) - first).days, **place)
        for day, place in days
    ]


def told(name: str, day: str, jenis: str) -> dict:
    return {"nik": nik(name), "tanggal": date.fromisoformat(day), "jenis": jenis}


def seen(name: str, day: str, *, asal: str = "ekspor") -> list[tuple]:
    return [(nik(name), day, jenis, asal) for jenis in ("pindah_keluar", "pindah_masuk")]


def test_a_later_measurement_elsewhere_is_a_move_on_that_day(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *at("kecamatan", ("2025-08-10", BARAT), ("2026-02-10", TIMUR)),
            *at("desa", ("2025-08-10", BARAT), ("2026-02-11", OTHER_DESA)),
            *at("dua kali", ("2025-02-10", BARAT), ("2025-08-12", TIMUR), ("2026-02-12", JATIREJO)),
            # not a move: stays; comes once only; a slip of one day and back within 62 days
            *at("tinggal", ("2025-08-10", BARAT), ("2026-02-10", BARAT)),
            *at("sekali", ("2025-08-10", TIMUR)),
            *at("salah", ("2025-08-10", BARAT), ("2025-09-10", TIMUR), ("2025-11-11", BARAT)),
        ],
    )
    assert moves(version) == sorted(
        seen("kecamatan", "2026-02-10")
        + seen("desa", "2026-02-11")
        + seen("dua kali", "2025-08-12")
        + seen("dua kali", "2026-02-12")
    )


def test_back_after_63_days_or_after_two_measurements_is_two_moves(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *at("lama", ("2025-08-10", BARAT), ("2025-09-10", TIMUR), ("2025-11-12", BARAT)),
            *at(
                "dua",
                ("2025-08-10", BARAT),
                ("2025-09-10", TIMUR),
                ("2025-09-20", TIMUR),
                ("2025-10-10", BARAT),
            ),
        ],
    )
    assert moves(version) == sorted(
        seen("lama", "2025-09-10")
        + seen("lama", "2025-11-12")
        + seen("dua", "2025-09-10")
        + seen("dua", "2025-10-10")
    )


def test_the_workbook_says_the_same_move_once_and_dates_it(tmp_path):
    there_and_back = (("2025-08-10", BARAT), ("2026-02-10", TIMUR))
    version = build_store(
        tmp_path,
        pengukuran=[
            *at("keduanya", *there_and_back),
            *at("satu sisi", *there_and_back),
            *at("terlambat", *there_and_back),
            *at("lain", *there_and_back),
        ],
        mutasi=[
            told("keduanya", "2025-12-01", "pindah_keluar"),
            told("keduanya", "2025-12-03", "pindah_masuk"),
            # the other side is taken from the export, on the workbook's day
            told("satu sisi", "2025-11-01", "pindah_keluar"),
            # written down 62 days after the first measurement in the new place
            told("terlambat", "2026-04-13", "pindah_masuk"),
            # another move: before the last measurement in the old place, by 63 days
            told("lain", "2025-06-08", "pindah_masuk"),
        ],
    )
    book = "buku_kerja"
    assert moves(version) == sorted(
        [
            (nik("keduanya"), "2025-12-01", "pindah_keluar", book),
            (nik("keduanya"), "2025-12-03", "pindah_masuk", book),
            (nik("satu sisi"), "2025-11-01", "pindah_keluar", book),
            (nik("satu sisi"), "2025-11-01", "pindah_masuk", "ekspor"),
            (nik("terlambat"), "2026-04-13", "pindah_keluar", "ekspor"),
            (nik("terlambat"), "2026-04-13", "pindah_masuk", book),
            (nik("lain"), "2025-06-08", "pindah_masuk", book),
            *seen("lain", "2026-02-10"),
        ]
    )


def test_a_move_within_the_district_is_not_leaving_it(tmp_path):
    """Stunted in Barat, later weighed in Timur and not measured: still to be found."""
    version = build_store(
        tmp_path,
        pengukuran=[
            child("pindah", "2025-08-10", age=400, z=-2.6),
            child("pindah", "2025-09-10", age=431, z=None, **TIMUR),
            child("pindah", "2025-10-10", age=461, z=None, **TIMUR),
            # left by the workbook, but weighed later in another kecamatan
            child("tetap ada", "2025-08-10", age=400, z=-2.6),
            child("tetap ada", "2025-10-25", age=476, z=None, **TIMUR),
            # moved within, then left after the last time it was seen there
            child("lalu pergi", "2025-08-10", age=400, z=-2.6),
            child("lalu pergi", "2025-10-10", age=461, z=None, **TIMUR),
            # gone: the workbook's word, and no measurement after it
            child("pergi", "2025-08-10", age=400, z=-2.6),
        ],
        mutasi=[
            told("tetap ada", "2025-10-20", "pindah_keluar"),
            told("lalu pergi", "2025-10-20", "pindah_keluar"),
            told("pergi", "2025-09-01", "pindah_keluar"),
        ],
    )
    found = changes(version)[PEKALONGAN]
    assert (found["stunting_sebelum"], found["tidak_diukur_ulang"]) == (4, 2)
    assert changes(version)[KODE_BARAT]["tidak_diukur_ulang"] == 2
