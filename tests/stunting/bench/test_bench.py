"""What the benchmark says of two runs, and that a store of several districts holds what it should."""

import json

import pytest

from stunting import bench, db, store
from stunting.bench import besar, halaman, pertanyaan


def accepted(tmp_path, **figures):
    file = tmp_path / "pembanding.json"
    bench.accept({"ukuran": "100rb", "patokan_ms": 10.0, **figures}, file)
    return file


@pytest.mark.parametrize(
    ("now", "flagged"),
    [
        ({"peta_ms": 121.0}, True),  # a fifth more
        ({"peta_ms": 119.0}, False),
        ({"peta_ms": 200.0, "patokan_ms": 20.0}, False),  # the whole machine is twice as slow
        ({"peta_ms": 110.0, "patokan_ms": 8.0}, True),  # a faster machine hides nothing
        ({"kecil_ms": 9.0}, False),  # 3 to 9 ms: the clock's
        ({"berkas_kb": 130}, True),  # sizes do not depend on the machine
        ({"berkas_kb": 130, "patokan_ms": 20.0}, True),
        ({"impor_s": 1.3}, True),
        ({"baru_ms": 900.0}, False),  # not measured before
        ({"lukis": "tidak diukur"}, False),
    ],
)
def test_a_fifth_slower_than_the_accepted_run_is_flagged(tmp_path, now, flagged):
    file = accepted(tmp_path, peta_ms=100.0, kecil_ms=3.0, berkas_kb=100, impor_s=1.0, lukis="x")
    run = {"ukuran": "100rb", "patokan_ms": 10.0, **now}
    assert bool(bench.compared(run, file)) == flagged


def test_another_size_and_no_accepted_run_are_not_compared(tmp_path):
    file = accepted(tmp_path, peta_ms=1.0)
    assert bench.compared({"ukuran": "1jt", "patokan_ms": 10.0, "peta_ms": 99.0}, file) == []
    assert bench.compared({"ukuran": "1jt"}, tmp_path / "tidak-ada.json") == []


def test_accepting_one_size_keeps_the_others(tmp_path):
    file = accepted(tmp_path)
    bench.accept({"ukuran": "1jt", "patokan_ms": 9.0}, file)
    assert set(json.loads(file.read_text("utf-8"))) == {"100rb", "1jt"}


@pytest.mark.parametrize(
    ("figures", "over"),
    [
        ({"peta_pertama_p95_ms": 80.0, "peta_kb": 400, "peta_gambar_kb": 100}, 0),
        ({"peta_pertama_p95_ms": 81.0, "peta_kb": 401, "peta_gambar_kb": 101}, 3),
        ({"peta_pertama_p50_ms": 900.0, "lukis": "tidak diukur"}, 0),  # no budget is of those
    ],
)
def test_what_is_over_its_budget_is_named(figures, over):
    assert len(bench.over_budget(figures)) == over


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Three districts with few children: the copies are made as the large ones are."""
    home = tmp_path_factory.mktemp("besar") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(besar, "CHILDREN", 600)
        besar.make(home, 3)
    return home


def test_each_district_holds_as_much_as_the_first(three):
    with besar.at(three):
        assert len(store.kind().wilayah) == 3
        with db.reading(store.folder()) as con:
            counts = con.execute(
                "select kabkota_dari(kode_desa) as k, count(*) from pengukuran group by k"
            ).fetchall()
            cubes = con.execute(
                "select kode_kabkota, sum(penyebut) from indikator_desa"
                " where indikator = 'stunting_balita' group by all"
            ).fetchall()
    assert len(counts) == 3
    assert len({count for _, count in counts}) == 1
    assert len({count for _, count in cubes}) == 1


def test_questions_are_timed_cold_and_warm(three):
    with besar.at(three):
        found = pertanyaan.run(
            store.folder(), kode_kabkota="35.16", kode_kecamatan="35.16.05", siklus="2026-S1"
        )
    assert {"indikator_per_kecamatan_dingin_ms", "keluarga_berisiko_hangat_ms"} <= set(found)
    assert not [name for name in found if "bernama" in name or "identitas" in name]


def test_a_page_is_timed_for_new_and_known_choices(three):
    with besar.at(three):
        found = halaman.run("Kabupaten Mojokerto", ("peta",))
    assert set(found) == {
        "peta_buka_ms",
        *(f"peta_{kind}_{p}_ms" for kind in ("pertama", "berikut") for p in ("p50", "p95")),
        "peta_kb",
        "peta_gambar_kb",
    }
    assert found["peta_kb"] > found["peta_gambar_kb"]
    assert all(value > 0 for value in found.values())
