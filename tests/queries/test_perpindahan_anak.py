from datetime import date

from tests.factories import (
    JATIREJO,
    KODE_BARAT,
    KODE_TIMUR,
    MOJOKERTO,
    PEKALONGAN,
    TIMUR,
    ask,
    build_store,
    child,
    nik,
)
from tests.queries.test_indikator_per_kecamatan import figures

NAMES = ("diukur", "stunting_sebelum", "baru", "kambuh", "tidak_lagi", "tidak_diukur_ulang")
# 184 days between the two weighing days
THEN, NOW, DAYS = "2025-08-10", "2026-02-10", 184


def changes(version, kelompok="balita", kabkota=PEKALONGAN) -> dict[str, dict[str, int]]:
    rows = ask(
        version, "perpindahan_anak", kode_kabkota=kabkota, siklus="2026-S1", kelompok=kelompok
    )
    return {code: dict(zip(NAMES, values, strict=True)) for code, *values in rows}


def pair(name: str, z_then: float, z_now: float, *, age: int = 400, **place: str) -> list[dict]:
    return [
        child(name, THEN, age=age, z=z_then, **place),
        child(name, NOW, age=age + DAYS, z=z_now, **place),
    ]


def test_new_recurring_recovered(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *pair("baru", -1.0, -2.6),
            *pair("tidak lagi", -2.6, -1.0),
            *pair("tetap stunting", -2.6, -2.6),
            *pair("tetap tidak", 0.0, 0.0),
            # kambuh, not baru: stunted a year earlier
            child("kambuh", "2025-02-10", age=219, z=-2.6),
            *pair("kambuh", -1.0, -2.6),
            # not baru: never measured before, nobody knows since when
            child("pertama", NOW, age=400, z=-2.6),
            # not baru: not measured in the cycle just before
            child("berselang", "2025-02-10", age=219, z=0.0),
            child("berselang", NOW, age=584, z=-2.6),
            # not baru: flagged then
            child("bertanda", THEN, age=400, tb_cm=50.0),
            child("bertanda", NOW, age=584, z=-2.6),
            # not included: 60 months now
            child("terlalu tua", THEN, age=1700, z=0.0),
            child("terlalu tua", NOW, age=1884, z=-2.6),
            *pair("timur", -1.0, -2.6, **TIMUR),
            # not included: other district
            *pair("jatirejo", -1.0, -2.6, **JATIREJO),
        ],
    )
    found = changes(version)
    barat = dict(diukur=8, stunting_sebelum=2, baru=1, kambuh=1, tidak_lagi=1, tidak_diukur_ulang=0)
    timur = dict(diukur=1, stunting_sebelum=0, baru=1, kambuh=0, tidak_lagi=0, tidak_diukur_ulang=0)
    assert found[KODE_BARAT] == barat
    assert found[KODE_TIMUR] == timur
    assert found[PEKALONGAN] == {name: barat[name] + timur[name] for name in NAMES}
    assert set(found) == {KODE_BARAT, KODE_TIMUR, PEKALONGAN}
    assert changes(version, kabkota=MOJOKERTO)[MOJOKERTO]["baru"] == 1
    # the indicator counts the same new cases, among those measured again and not stunted before
    assert figures(version, "kasus_baru_balita") == {KODE_BARAT: (1, 3), KODE_TIMUR: (1, 1)}


def test_not_measured_again(tmp_path):
    def once(name: str, **given) -> dict:
        return child(name, THEN, **{"age": 400, "z": -2.6} | given)

    def move(name: str, day: str, jenis: str) -> dict:
        return {"nik": nik(name), "tanggal": date.fromisoformat(day), "jenis": jenis}

    version = build_store(
        tmp_path,
        pengukuran=[
            once("hilang"),
            once("ditimbang saja"),
            child("ditimbang saja", NOW, age=584, z=None),
            once("salah ukur"),
            child("salah ukur", NOW, age=584, tb_cm=50.0),
            once("pindah sebelum diukur lalu kembali"),
            once("pindah antardesa"),
            # not included: was not stunted
            once("normal", z=0.0),
            # not included: measured in the other district
            once("di kabupaten lain"),
            child("di kabupaten lain", NOW, age=584, z=0.0, **JATIREJO),
            # not included: 60 months by now
            once("menjadi besar", age=1650),
            # not included: moved away, died
            once("pindah"),
            once("wafat"),
        ],
        mutasi=[
            move("pindah sebelum diukur lalu kembali", "2025-07-05", "pindah_keluar"),
            move("pindah antardesa", "2025-10-01", "pindah_keluar"),
            move("pindah antardesa", "2025-10-01", "pindah_masuk"),
            move("pindah", "2025-10-01", "pindah_keluar"),
            move("wafat", "2026-01-01", "meninggal"),
        ],
    )
    assert changes(version)[KODE_BARAT] == dict(
        diukur=0, stunting_sebelum=9, baru=0, kambuh=0, tidak_lagi=0, tidak_diukur_ulang=5
    )


def test_baduta_by_the_age_at_each_measurement(tmp_path):
    version = build_store(
        tmp_path,
        pengukuran=[
            *pair("masih baduta", -1.0, -2.6, age=400),
            # not included now: 25 months; then still a baduta
            *pair("baduta waktu itu", -2.6, -1.0, age=600),
            # not waited for: 24 months by now
            child("tidak ditunggu", THEN, age=600, z=-2.6),
            child("ditunggu", THEN, age=500, z=-2.6),
        ],
    )
    assert changes(version, "baduta")[KODE_BARAT] == dict(
        diukur=1, stunting_sebelum=3, baru=1, kambuh=0, tidak_lagi=0, tidak_diukur_ulang=1
    )


def test_nothing_without_measurements(empty_store):
    assert changes(empty_store) == {}
