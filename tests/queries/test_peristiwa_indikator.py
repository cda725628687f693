from datetime import date

from tests.factories import PEKALONGAN, ask, build_store, child


def test_changed_thresholds_and_recorded_events(tmp_path):
    version = build_store(tmp_path, pengukuran=[child("a", "2026-02-10", age=400)])

    def of(indikator):
        return ask(version, "peristiwa_indikator", kode_kabkota=PEKALONGAN, indikator=indikator)

    # data/reference/ambang.csv: 90 tablets since 2000, 180 since 2026; not included: other thresholds
    assert [row[:4] for row in of("ttd_bumil")] == [
        (date(2026, 1, 1), "Aturan berubah: 90 → 180 tablet", "aturan", True)
    ]
    assert [row[1] for row in of("kek_bumil")] == ["Aturan ditambah: 18,5 kg/m2"]
    # data/reference/peristiwa.csv: national, of these indicators only
    assert [row[2:4] for row in of("stunting_balita")] == [("kampanye", False)]
    assert of("anemia_bumil") == []
