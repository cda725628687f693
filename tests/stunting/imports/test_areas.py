from __future__ import annotations

import pandas as pd
import pytest

from stunting.imports import areas
from stunting.imports.areas import Areas, Place
from stunting.imports.fields import Kind


@pytest.fixture(scope="module")
def both() -> Areas:
    return Areas(("33.75", "35.16"))


@pytest.mark.parametrize(
    ("kabkota", "kecamatan", "desa"),
    [
        ("KOTA PEKALONGAN", "PEKALONGAN BARAT", "MEDONO"),
        ("Kota Pekalongan", "Pekalongan Barat", "Medono"),
        ("Pekalongan", "Kec. Pekalongan Barat", "Kel. Medono"),
        ("PEKALONGAN, KOTA", "PEKALONGAN-BARAT", "Medono."),
        ("33.75", "33.75.01", "33.75.01.1002"),
        ("3375", "337501", "3375011002"),
        ("", "PEKALONGANBARAT", "KELURAHAN MEDONO"),
    ],
)
def test_names_and_codes_of_one_place(both, kabkota, kecamatan, desa):
    found = both.find(kabkota, kecamatan, desa, Kind.DESA)

    assert found == Place("33.75", "33.75.01", "33.75.01.1002")


def test_names_joined_and_apart(both):
    found = both.find("", "Pekalongan Barat", "Pasir Kraton Kramat", Kind.DESA)

    assert found.desa == "33.75.01.1008"


@pytest.mark.parametrize(
    "kabkota", ["KAB. MOJOKERTO", "KABUPATEN MOJOKERTO", "Kab Mojokerto", "MOJOKERTO"]
)
def test_a_kabupaten_and_its_prefixes(both, kabkota):
    assert both.find(kabkota, "TRAWAS", "TRAWAS", Kind.DESA).kabkota == "35.16"


@pytest.mark.parametrize(
    ("place", "rule", "level"),
    [
        (("KAB. PEKALONGAN", "TIRTO", "TIRTO"), "wilayah_lain", Kind.KABKOTA),
        (("KOTA MOJOKERTO", "MAGERSARI", "WATES"), "wilayah_lain", Kind.KABKOTA),
        (("PEKALONGANN", "TIRTO", "TIRTO"), "kabkota_tidak_dikenal", Kind.KABKOTA),
        (("KOTA PEKALONGAN", "TIRTO", "TIRTO"), "kecamatan_tidak_dikenal", Kind.KECAMATAN),
        (("", "TIRTO", "TIRTO"), "kecamatan_tidak_dikenal", Kind.KECAMATAN),
        (("KOTA PEKALONGAN", "PEKALONGAN BARAT", "KRAPYAK"), "desa_tidak_dikenal", Kind.DESA),
    ],
)
def test_what_is_not_found_is_said_and_not_guessed(both, place, rule, level):
    assert both.find(*place, Kind.DESA) == Place(rule=rule, level=level)


def test_a_sheet_may_need_the_kecamatan_only(both):
    assert both.find("", "Pekalongan Utara", "", Kind.KECAMATAN) == Place("33.75", "33.75.03")
    assert both.find("Kota Pekalongan", "", "", Kind.KECAMATAN) == Place("33.75")


def test_which_districts_a_file_names_without_doubt():
    assert areas.kabkota_in(["KAB. MOJOKERTO", "MOJOKERTO", "", "KOTA PEKALONGAN", "??"]) == [
        "33.75",
        "35.16",
    ]


def test_a_health_centre_is_the_same_however_it_is_written():
    given = [
        "MEDONO",
        "Puskesmas Medono",
        "UPTD Puskesmas Medono",
        "PKM. MEDONO",
        "Jenggot 1",
        None,
    ]
    rows = areas.puskesmas(pd.DataFrame({"puskesmas": given, "kode_kabkota": "33.75"}))

    ids = rows["puskesmas_id"].tolist()
    assert ids[:5] == ["33.75-medono"] * 4 + ["33.75-jenggot-1"]
    assert pd.isna(ids[5])
    assert rows["puskesmas"].tolist()[:5] == ["Medono"] * 4 + ["Jenggot 1"]
