"""What an import changed, against the same differences found by dictionaries and loops."""

import json
import random
from pathlib import Path

import pytest

from stunting import changes, db, store
from stunting.imports import run
from stunting.stats import intervals
from tests.factories import (
    KODE_BARAT,
    PEKALONGAN,
    TIMUR,
    add_rows,
    ask,
    build_store,
    child,
)
from tests.queries import dirty_rows


def compare(base: Path, version: Path) -> changes.Changes:
    """As an import does it: ``version`` copied into a draft, compared with ``base``, kept in it."""
    with store.new_version(base=version.name) as draft, db.building(draft) as con:
        return changes.record(con, base, store.name_of(draft), ["berkas.xlsx"])


def slow_rows(base: Path, version: Path) -> dict[str, tuple[int, int, int]]:
    def read(folder: Path, table: str) -> dict[tuple, tuple]:
        with db.reading(folder) as con:
            rows = con.execute(f"select * from {table}").df()
        rows = rows.astype(object).where(rows.notna(), None).to_dict("records")
        return {
            tuple(row[name] for name in changes.KEYS[table]): tuple(
                value
                for name, value in row.items()
                if name not in changes.DERIVED.get(table, ()) and name != "impor_id"
            )
            for row in rows
        }

    found = {}
    for table in changes.KEYS:
        old, new = read(base, table), read(version, table)
        counts = (
            len(new.keys() - old.keys()),
            sum(old[key] != new[key] for key in new.keys() & old.keys()),
            len(old.keys() - new.keys()),
        )
        if any(counts) or table == "pengukuran":
            found[table] = counts
    return found


def slow_moved(base: Path, version: Path) -> dict[tuple, tuple]:
    def read(folder: Path) -> dict[tuple, list[int]]:
        sums: dict[tuple, list[int]] = {}
        with db.reading(folder) as con:
            rows = con.execute(
                "select siklus, kode_kecamatan, indikator, pembilang, penyebut from indikator_desa"
            ).fetchall()
        for *key, above, below in rows:
            total = sums.setdefault(tuple(key), [0, 0])
            total[0] += above
            total[1] += below
        return sums

    old, new = read(base), read(version)
    moved = {}
    for key in old.keys() | new.keys():
        before, now = old.get(key), new.get(key)
        if before != now:
            siklus, kecamatan, indikator = key
            areas = {
                code
                for cycle, code, name in old.keys() | new.keys()
                if (cycle, name, code[:5]) == (siklus, indikator, kecamatan[:5])
            }
            different = (
                before
                and now
                and bool(
                    intervals.difference(
                        *([each] for each in (*now, *before)), level=1 - 0.05 / len(areas)
                    ).berbeda[0]
                )
            )
            moved[key] = (*(before or (None, None)), *(now or (None, None)), bool(different))
    return moved


@pytest.mark.parametrize("seed", [1, 2])
def test_the_differences_are_those_found_row_by_row(tmp_path, seed):
    rng = random.Random(seed)
    sheets = dirty_rows.sheets(seed)
    rows = sheets["pengukuran"]
    sheets["pengukuran"], late = rows[: len(rows) // 2], rows[len(rows) // 2 :]
    changed = [{**row, "tb_cm": 80.0} for row in rng.sample(sheets["pengukuran"], 30)]
    base = build_store(tmp_path, refused=None, **sheets)
    late = list({(row["nik"], row["tanggal"]): row for row in [*changed, *late]}.values())
    version = add_rows(
        tmp_path, refused=None, pengukuran=late, keluarga=dirty_rows.sheets(9)["keluarga"]
    )

    for old, new in ((base, version), (version, base)):  # and backwards: rows are gone
        found = compare(old, new)
        rows_found = {
            row.tabel: (row.baru, row.berubah, row.hilang) for row in found.rows.itertuples()
        }
        assert rows_found == slow_rows(old, new)
        moved = found.moved.astype(object).where(found.moved.notna(), None)
        moved_found = {
            (row.siklus, row.kode_kecamatan, row.indikator): (
                *(row.pembilang_lalu, row.penyebut_lalu, row.pembilang, row.penyebut),
                row.berbeda,
            )
            for row in moved.itertuples()
        }
        assert moved_found == slow_moved(old, new)
        assert len(moved_found) > 50
    assert rows_found["pengukuran"][1:] > (0, 100)


def test_an_import_keeps_its_differences_and_they_add_up_over_versions(tmp_path, monkeypatch):
    build_store(
        tmp_path, kabkota=(PEKALONGAN,), pengukuran=[child("a", "2026-02-10", age=400, z=0.0)]
    )
    for name in ("satu", "dua"):
        file = tmp_path / f"{name}.csv"
        day = {"satu": "2026-02-11", "dua": "2026-02-12"}[name]
        row = child(name, day, age=400, z=-3.0)
        header = (
            "NIK;Nama;JK;Tgl Lahir;Nama Ortu;Prov;Kab/Kota;Kec;Pukesmas;Desa/Kel;Tanggal Pengukuran;"
            "Berat;Tinggi"
        )
        file.write_text(
            f"{header}\n{row['nik']};ANAK;L;{row['tanggal_lahir']};IBU;Jawa Tengah;Kota Pekalongan;"
            f"Pekalongan Barat;Medono;Medono;{day};{row['bb_kg']};{row['tb_cm']}\n"
        )
        (report,) = run.import_files([file])
        assert report.accepted == 1, report.findings
    kept = ask(store.folder(), "perubahan_daftar")
    measured = [row for row in kept if row[3] == "pengukuran"]
    assert [(row[2], *row[4:]) for row in measured] == [("dua.csv", 1, 0, 0), ("satu.csv", 1, 0, 0)]
    moved = ask(store.folder(), "perubahan_indikator", versi=store.current())
    stunting = next(row for row in moved if row[3] == "stunting_balita")
    assert (stunting[1], *stunting[6:]) == (KODE_BARAT, 1, 2, 2, 3, False)
    told = json.loads((store.folder() / "laporan.json").read_text())["perubahan"]
    assert told["tabel"]["pengukuran"] == [1, 0, 0]
    assert told["kecamatan"] == 1


def test_a_large_shift_is_told_from_a_few_children(tmp_path):
    rows = [child(str(number), "2026-02-10", age=400, z=0.0) for number in range(60)]
    rows += [
        child(f"timur {number}", "2026-02-10", age=400, z=0.0, **TIMUR) for number in range(60)
    ]
    base = build_store(tmp_path, kabkota=(PEKALONGAN,), pengukuran=rows)
    shifted = [{**row, "tb_cm": 66.0} for row in [*rows[:30], rows[60]]]
    found = compare(base, add_rows(tmp_path, pengukuran=shifted))
    moved = found.moved[found.moved["indikator"] == "stunting_balita"].set_index("kode_kecamatan")
    assert moved["pembilang"].to_dict() == {KODE_BARAT: 30, "33.75.02": 1}
    assert moved["berbeda"].to_dict() == {KODE_BARAT: True, "33.75.02": False}


def test_what_is_kept_is_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(changes, "KEEP_VERSIONS", 2)
    monkeypatch.setattr(changes, "KEEP_ROWS", 3)
    version = build_store(tmp_path, kabkota=(PEKALONGAN,), pengukuran=[])
    for number in range(3):
        base = store.folder()
        add_rows(tmp_path, pengukuran=[child(str(number), "2026-02-10", age=400, z=-3.0)])
        compare(base, store.folder())
        version = store.folder()
    kept = ask(version, "perubahan_daftar")
    assert len({row[0] for row in kept}) == 2
    with db.reading(version) as con:
        rows = con.execute(
            "select versi, count(*) from perubahan_indikator group by versi"
        ).fetchall()
    assert {row[0] for row in rows} == {row[0] for row in kept}
    assert all(count == 3 for _, count in rows)


def test_a_base_of_older_code_may_lack_tables_and_columns(tmp_path):
    version = build_store(
        tmp_path, kabkota=(PEKALONGAN,), pengukuran=[child("a", "2026-02-10", age=400)]
    )
    with store.new_version(base=version.name) as draft, db.building(draft) as con:
        con.execute("drop table bantuan")
        con.execute("alter table pengukuran drop column lila_cm")
    older = store.folder()
    found = compare(older, version)
    assert found.rows[["tabel", "baru", "berubah", "hilang"]].to_numpy().tolist() == [
        ["pengukuran", 0, 0, 0]
    ]
