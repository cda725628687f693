"""Columns of publishers, and whose kecamatan a row is: without opening a file."""

import pytest

from stunting.batas import dialects, match
from stunting.batas.dialects import Role
from tests import boundary_files

PEKALONGAN, MOJOKERTO, KAB_PEKALONGAN = "33.75", "35.16", "33.26"
BARAT, TIMUR, SELATAN, UTARA = (f"33.75.0{n}" for n in (1, 2, 4, 3))


def outcome(*rows: dict, areas=(PEKALONGAN,), aliases=()) -> match.Outcome:
    fields = list(rows[0])
    found = dialects.recognise(fields)
    assert found is not None, fields
    dialect, columns = found
    data = {name: [str(row[name]) for row in rows] for name in fields}
    return match.Kecamatan(areas, aliases).sort(match.units(dialect, columns, data))


def by(found: match.Outcome) -> dict[str, str]:
    return {each.kode: each.by for each in found.matched}


@pytest.mark.parametrize(("name", "how"), [
    ("BIG", "kode"), ("GADM", "nama"), ("HDX", "nama"), ("BPS", "nama"), ("daerah", "kode"),
    ("kapital", "nama"),
])  # fmt: skip
@pytest.mark.parametrize("area", [PEKALONGAN, MOJOKERTO])
def test_every_dialect_finds_all_kecamatan(name, how, area):
    rows = [row for row, _ in boundary_files.rows(area, boundary_files.DIALECTS[name])]
    dialect, _ = dialects.recognise(list(rows[0]))
    assert dialect.name == ("daerah" if name == "kapital" else name)
    found = outcome(*rows, areas=(PEKALONGAN, MOJOKERTO))
    assert by(found) == dict.fromkeys((kode for kode in boundary_files.kecamatan_shapes(area)), how)
    assert not found.unmatched
    assert found.elsewhere == found.nameless == 0


@pytest.mark.parametrize("fields", [["WADMKK", "LUAS"], ["id", "geom"], [], ["KECEPATAN"]])
def test_without_a_column_of_the_kecamatan_nothing_is_recognised(fields):
    assert dialects.recognise(fields) is None


def test_names_cut_by_a_shapefile_are_recognised():
    dialect, columns = dialects.recognise(["kode_kecam", "nama_kecam"])
    assert dialect.name == "daerah"
    assert columns[Role.KECAMATAN] == ["nama_kecam"]


@pytest.mark.parametrize(
    "name",
    ["Pekalongan Barat", "PEKALONGAN BARAT", "PekalonganBarat", "Kec. Pekalongan Barat",
     "KECAMATAN PEKALONGAN-BARAT", "  pekalongan   barat "],
)  # fmt: skip
def test_one_name_in_all_its_spellings(name):
    assert by(outcome({"WADMKC": name, "WADMKK": "Kota Pekalongan"})) == {BARAT: "nama"}


@pytest.mark.parametrize("kode", ["33.75.01", "337501", "33.75.01.1002", "3375011002"])
def test_the_ministrys_code_with_and_without_dots_and_of_a_desa(kode):
    column = "KDEPUM" if len(kode) > 8 else "KDCPUM"
    assert by(outcome({column: kode, "WADMKC": "Pekalongan Barat"})) == {BARAT: "kode"}


def test_a_bps_number_is_never_the_ministrys():
    # BPS 3375040 is Pekalongan Utara, Kemendagri 33.75.03; the first six digits say 33.75.04, Selatan
    row = {"idkec": "3375040", "nmkec": "PEKALONGAN UTARA", "nmkab": "KOTA PEKALONGAN"}
    assert by(outcome(row)) == {UTARA: "nama"}
    # without a name a BPS number says nothing
    assert outcome({"idkec": "3375040"}).matched == []
    # ten digits of a desa look like Kemendagri's, but are BPS'
    desa = {"iddesa": "3375011002", "nmkec": "PEKALONGAN TIMUR", "nmkab": "KOTA PEKALONGAN"}
    assert by(outcome(desa)) == {TIMUR: "nama"}
    # and where they happen to begin like the right kecamatan, it was still the name that told
    alike = {"iddesa": "3375010002", "nmkec": "PEKALONGAN BARAT", "nmkab": "KOTA PEKALONGAN"}
    assert by(outcome(alike)) == {BARAT: "nama"}


def test_a_bps_number_of_a_district_is_not_the_ministrys_either():
    # BPS 1101 is Simeulue (Kemendagri 11.09); Kemendagri 11.01 is Aceh Selatan
    row = {"ADM3_EN": "Teupah Selatan", "ADM3_PCODE": "ID1101010", "ADM2_EN": "Simeulue",
           "ADM2_PCODE": "ID1101"}  # fmt: skip
    assert by(outcome(row, areas=("11.09",))) == {"11.09.07": "nama"}
    assert outcome(row, areas=("11.01",)).elsewhere == 1
    # without the name of the kabupaten the number must not lead to Aceh Selatan
    bare = {"idkec": "1101010", "nmkec": "TEUPAH SELATAN"}
    assert by(outcome(bare, areas=("11.09",))) == {"11.09.07": "nama"}


def test_a_code_of_nobody_named_counts_only_where_the_name_agrees():
    assert by(outcome({"kode": "337501", "nama": "Pekalongan Barat"})) == {BARAT: "kode"}
    # six digits that contradict the name: the name decides, the number was somebody else's
    assert by(outcome({"kode": "337504", "nama": "Pekalongan Barat"})) == {BARAT: "nama"}
    assert outcome({"kode": "337504", "nama": "Entah"}).matched == []


def test_the_ministrys_code_and_another_kecamatans_name_contradict_each_other():
    found = outcome(
        {"KDCPUM": "33.75.04", "WADMKC": "Pekalongan Barat", "WADMKK": "Kota Pekalongan"}
    )
    assert found.matched == []
    assert [(each.reason, each.proposed) for each in found.unmatched] == [
        (match.CONTRADICTION, BARAT)
    ]


def test_the_ministrys_code_with_an_unknown_spelling_counts():
    found = outcome({"KDCPUM": "33.75.04", "WADMKC": "Pkl. Selatan", "WADMKK": "Kota Pekalongan"})
    assert by(found) == {SELATAN: "kode"}


def test_what_looks_alike_is_proposed_and_not_taken():
    row = {"WADMKC": "Pekalongan Baratt", "WADMKK": "Kota Pekalongan"}
    found = outcome(row)
    assert found.matched == []
    assert found.unmatched[0].proposed == BARAT
    # once agreed it counts; and only for the kecamatan that was named
    assert by(outcome(row, aliases=[(BARAT, "PEKALONGAN BARATT")])) == {BARAT: "padanan"}
    elsewhere = outcome(row, aliases=[("35.16.01", "Pekalongan Baratt")])
    assert (elsewhere.matched, elsewhere.elsewhere, len(elsewhere.unmatched)) == ([], 0, 1)


def test_an_unlike_name_has_no_proposal():
    found = outcome({"WADMKC": "Waduk", "WADMKK": "Kota Pekalongan"})
    assert [(each.unit.name, each.proposed) for each in found.unmatched] == [("Waduk", None)]


def test_shipped_and_gadm_spellings():
    row = {"NAME_3": "Singkl", "VARNAME_3": "Singkil Lama|Singkil", "NAME_2": "Aceh Singkil"}
    assert by(outcome(row, areas=("11.10",))) == {"11.10.04": "padanan"}


def test_other_districts_are_counted_not_listed():
    found = outcome(
        {"WADMKC": "Pekalongan Barat", "WADMKK": "Kota Pekalongan"},
        # not ours: Kabupaten Pekalongan
        {"WADMKC": "Kedungwuni", "WADMKK": "Pekalongan"},
        # not ours: another province
        {"WADMKC": "Ngoro", "WADMKK": "Mojokerto"},
        # neither a name nor a code: forest, lake
        {"WADMKC": "", "WADMKK": "Kota Pekalongan"},
        # nameless, but not ours
        {"WADMKC": "", "WADMKK": "Pekalongan"},
    )
    # "Pekalongan" alone is the kabupaten or the kota: a nameless row of it may be ours
    assert (by(found), found.elsewhere, found.nameless) == ({BARAT: "nama"}, 2, 2)


def test_the_kabupaten_of_two_places_of_one_name():
    rows = [
        {"WADMKC": "Kubung", "WADMKK": "Solok"},
        {"WADMKC": "Tanjung Harapan", "WADMKK": "Kota Solok"},
    ]
    assert list(by(outcome(*rows, areas=("13.02",)))) == ["13.02.10"]
    assert list(by(outcome(*rows, areas=("13.72",)))) == ["13.72.02"]


def test_a_kecamatan_of_one_name_in_kabupaten_and_kota():
    # the only one of Indonesia: Sorong is in Kabupaten Sorong (96.01.18) and in Kota Sorong (96.71.01)
    both = ("96.01", "96.71")
    assert by(outcome({"WADMKC": "Sorong", "WADMKK": "Sorong"}, areas=both)) == {"96.01.18": "nama"}
    kota = {"WADMKC": "Sorong", "WADMKK": "Kota Sorong"}
    assert by(outcome(kota, areas=both)) == {"96.71.01": "nama"}
    typed = {"NAME_3": "Sorong", "NAME_2": "Sorong", "TYPE_2": "Kota"}
    assert by(outcome(typed, areas=both)) == {"96.71.01": "nama"}
    # the column alone leaves it open: nothing is guessed
    unclear = outcome({"KECAMATAN": "Sorong"}, areas=both)
    assert (unclear.matched, len(unclear.unmatched)) == ([], 1)


def test_desa_of_one_kecamatan_fall_together():
    rows = [
        {"KDEPUM": f"33.75.01.100{n}", "WADMKD": f"Kelurahan {n}", "WADMKC": "Pekalongan Barat",
         "WADMKK": "Kota Pekalongan"}
        for n in range(1, 8)
    ]  # fmt: skip
    found = outcome(*rows)
    assert [(each.kode, each.unit.places) for each in found.matched] == [(BARAT, list(range(7)))]


def test_the_name_of_a_desa_is_not_taken_for_its_kecamatan():
    # NAMOBJ of a layer of desa is the desa; Mojosari is a desa here and a kecamatan elsewhere
    row = {
        "KDEPUM": "",
        "WADMKD": "Mojosari",
        "NAMOBJ": "Mojosari",
        "WADMKC": "",
        "WADMKK": "Mojokerto",
    }
    assert outcome(row, areas=(MOJOKERTO,)).matched == []
    kecamatan = {"NAMOBJ": "Mojosari", "KDCPUM": "", "WADMKC": "", "WADMKK": "Mojokerto"}
    assert by(outcome(kecamatan, areas=(MOJOKERTO,))) == {"35.16.08": "nama"}
