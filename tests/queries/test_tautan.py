"""Links between children, women and families: only the one candidate there is."""

from __future__ import annotations

from datetime import date

import pytest

from stunting import db
from tests.factories import PEKALONGAN, TIMUR, ask, build_store, child, kk, woman

# a birth on 2025-06-15
BORN = date(2025, 6, 15)
HERE = {"rt": "1", "rw": "2"}


def baby(name: str, **given) -> dict:
    return child(name, "2026-02-10", age=(date(2026, 2, 10) - BORN).days, **given)


def mother(name: str, day: str, kelompok: str, **given) -> dict:
    return woman(f"ibu {name}", day, kelompok=kelompok, **given)


def links(version, jenis: str) -> set[tuple[str, str, str]]:
    """(from, to, cara) by names; a family by its number."""
    with db.reading(version, named=True) as con:
        return set(
            con.execute(
                "select i.nama, coalesce(j.nama, k.no_kk), t.cara from tautan as t"
                " join identitas.orang_identitas as i on i.orang_id = t.dari_id"
                " left join identitas.orang_identitas as j on j.orang_id = t.ke_id"
                " left join identitas.keluarga_identitas as k on k.keluarga_id = t.ke_id"
                " where t.jenis = $1",
                [jenis],
            ).fetchall()
        )


def summary(version, siklus: str) -> dict[str, tuple[int, int, int]]:
    found = ask(version, "tautan_ringkas", kode_kabkota=PEKALONGAN, siklus=siklus)
    return {langkah: tuple(counts) for langkah, *counts in found}


def test_child_to_mother_and_family(tmp_path):
    delivered = {"tanggal_bersalin": date(2025, 6, 12)}
    version = build_store(
        tmp_path,
        keluarga=[{"no_kk": kk("a")}, {"no_kk": kk("b")}],
        skrining=[
            mother("a", "2025-07-01", "pascasalin", nama="SITI RAHAYU", no_kk=kk("a"), **delivered),
            mother("b", "2025-07-01", "pascasalin", nama="DEWI LESTARI", **HERE, **delivered),
            # expected 2025-06-17: 20 weeks before
            mother("c", "2025-01-28", "bumil", nama="RINI", usia_kehamilan_minggu=20, **HERE),
            # two women of one name in one RT, both delivered then
            mother("d", "2025-07-01", "pascasalin", nama="SRI UTAMI", **HERE, **delivered),
            mother("e", "2025-07-02", "pascasalin", nama="SRI UTAMI", **HERE, **delivered),
            mother(
                "f",
                "2025-07-01",
                "pascasalin",
                nama="MAYA",
                **HERE,
                tanggal_bersalin=date(2025, 1, 2),
            ),
        ],
        pengukuran=[
            # by the number of the family, the name as it sounds
            baby("a", nama="A", nama_ibu="St. Rahayu", no_kk=kk("a")),
            # by name, desa, RT and the month of delivery; two parents in one cell
            baby("b", nama="B", nama_ibu="Budi / Dewi Lestari", rt="01", rw="02"),
            baby("c", nama="C", nama_ibu="RINI", rt="001"),
            # several candidates
            baby("d", nama="D", nama_ibu="SRI UTAMI", **HERE),
            # nobody: other RT, other desa, other RW, delivered half a year before, no name of a mother
            baby("e", nama="E", nama_ibu="DEWI LESTARI", rt="3"),
            baby("f", nama="F", nama_ibu="DEWI LESTARI", **HERE, **TIMUR),
            baby("g", nama="G", nama_ibu="DEWI LESTARI", rt="1", rw="9"),
            baby("h", nama="H", nama_ibu="MAYA", **HERE),
            baby("i", nama="I", nama_ibu=None, **HERE),
        ],
    )
    assert links(version, "anak_ibu") == {
        ("A", "SITI RAHAYU", "kk"),
        ("B", "DEWI LESTARI", "ibu_desa_rt"),
        ("C", "RINI", "ibu_desa_rt"),
    }
    assert links(version, "anak_keluarga") == {("A", kk("a"), "kk")}
    found = summary(version, "2026-S1")
    assert found["anak_ibu"] == (9, 3, 1)
    assert found["anak_keluarga"] == (9, 1, 0)
    with db.reading(version) as con:
        (known,) = con.execute("select count(ibu_id) from orang").fetchone()
        assert known == 3


def test_a_family_through_the_mother_or_the_brothers_and_sisters(tmp_path):
    delivered = {"tanggal_bersalin": date(2025, 6, 12)}
    version = build_store(
        tmp_path,
        keluarga=[{"no_kk": kk(name), "jamban_layak": False} for name in "abc"],
        skrining=[
            mother(
                "a", "2025-07-01", "pascasalin", nama="SITI", no_kk=kk("a"), **HERE, **delivered
            ),
            mother("b", "2025-07-01", "pascasalin", nama="DEWI", **HERE, **delivered),
        ],
        pengukuran=[
            baby("lewat ibu", nama="A", nama_ibu="SITI", z=-3.0, **HERE),
            # the sister has the number of the family; the brother and the mother get it from her
            child(
                "kakak", "2026-02-11", age=1200, nama="K", nama_ibu="DEWI", no_kk=kk("b"), **HERE
            ),
            baby("adik", nama="B", nama_ibu="DEWI", z=-3.0, **HERE),
            # two families name a mother RINI in this RT: nobody knows which
            child("c1", "2026-02-11", age=900, nama="C1", nama_ibu="RINI", no_kk=kk("c"), **HERE),
            child("c2", "2026-02-11", age=950, nama="C2", nama_ibu="RINI", no_kk=kk("a"), **HERE),
            baby("c3", nama="C3", nama_ibu="RINI", z=-3.0, **HERE),
        ],
    )
    assert links(version, "anak_keluarga") >= {
        ("A", kk("a"), "ibu"),
        ("B", kk("b"), "ibu_desa_rt"),
    }
    assert ("DEWI", kk("b"), "ibu_desa_rt") in links(version, "ibu_keluarga")
    assert "C3" not in {child for child, _, _ in links(version, "anak_keluarga")}
    assert summary(version, "2026-S1")["anak_keluarga"] == (6, 5, 1)
    # on the list of families: the stunted child is one of the family's needs; C3 stands alone
    with db.reading(version, named=True) as con:
        listed = con.execute(
            "select k.no_kk, p.kebutuhan from prioritas_keluarga as p"
            " left join identitas.keluarga_identitas as k using (keluarga_id)"
            " where p.siklus = '2026-S1' and list_contains(p.kebutuhan, 'anak_stunting') order by 1"
        ).fetchall()
        (own,) = con.execute("select count(keluarga_id) from orang").fetchone()
    assert listed == [
        (kk("a"), ["jamban", "anak_stunting"]),
        (kk("b"), ["jamban", "anak_stunting"]),
        (None, ["anak_stunting"]),
    ]
    assert own == 4  # what the files said stays as it was


@pytest.mark.parametrize("known", [True, False], ids=["NIK", "tanpa NIK"])
def test_from_bride_to_child(tmp_path, known):
    """The bride without a number, birth date and family is keyed by her desa: another code, one woman."""
    unknown = {} if known else {"nik": None, "no_kk": None}
    bride = {"nama": "WENING PERTIWI", "umur": 22, "no_kk": kk("w")}
    version = build_store(
        tmp_path,
        skrining=[
            mother("w", "2024-03-01", "catin", **bride | unknown),
            mother("w", "2025-01-28", "bumil", **bride, usia_kehamilan_minggu=20),
            mother("w", "2025-07-01", "pascasalin", **bride, tanggal_bersalin=BORN),
            # never pregnant since; another bride of that name, elsewhere
            mother("x", "2024-03-02", "catin", nama="SITI"),
            mother("y", "2024-03-02", "catin", nama="WENING PERTIWI", **TIMUR),
        ],
        pengukuran=[baby("a", nama="GALIH", nama_ibu="WENING PERTIWI", no_kk=kk("w"))],
    )
    how = "orang" if known else "perempuan_sama"
    assert links(version, "catin_bumil") == {("WENING PERTIWI", "WENING PERTIWI", how)}
    assert {cara for _, _, cara in links(version, "bumil_bersalin")} == {"orang"}
    assert links(version, "bersalin_anak") == {("WENING PERTIWI", "GALIH", "kk")}
    assert summary(version, "2024-S1")["catin_bumil"] == (3, 1, 0)
    assert summary(version, "2025-S1")["bumil_bersalin"] == (1, 1, 0)
    assert summary(version, "2025-S2")["bersalin_anak"] == (1, 1, 0)


def test_the_next_pregnancy_is_another_episode(tmp_path):
    version = build_store(
        tmp_path,
        skrining=[
            mother("w", "2023-01-10", "bumil", usia_kehamilan_minggu=20),
            # delivered two years later: not of that pregnancy
            mother("w", "2025-07-01", "pascasalin", tanggal_bersalin=BORN),
        ],
    )
    assert links(version, "bumil_bersalin") == set()
    assert summary(version, "2023-S1")["bumil_bersalin"] == (1, 0, 0)


def test_most_of_the_sample_is_linked(sample_store):
    found = ask(sample_store, "tautan_ringkas", kode_kabkota=PEKALONGAN, siklus="2024-S1")
    share = {langkah: tertaut / jumlah for langkah, jumlah, tertaut, _ in found}
    # the story's mothers of older children were never screened; brides wait for a first pregnancy
    assert share["anak_keluarga"] == 1
    assert share["bersalin_anak"] > 0.95
    assert share["bumil_bersalin"] > 0.85
    assert share["catin_bumil"] > 0.8
    assert 0.3 < share["anak_ibu"] < 0.6
