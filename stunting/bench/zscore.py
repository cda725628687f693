"""Time the three z-scores of generated children."""

import statistics
import time

from stunting import db, growth

REPEATS = 5

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
    from anak
    inner join who_tbu as tbu
        on anak.jenis_kelamin = tbu.jenis_kelamin and anak.umur_hari = tbu.hari
    inner join who_bbu as bbu
        on anak.jenis_kelamin = bbu.jenis_kelamin and anak.umur_hari = bbu.hari
"""

COMPUTE = """
    create or replace temp table hasil as
    select kunci, z_tbu, z_bbu, z_bbtb, flag_tbu, flag_bbu, flag_bbtb
    from who_zskor('ukuran')
"""


def seconds_for(rows: int) -> float:
    """Median seconds to compute and store three z-scores and flags for this many rows."""
    con = db.memory()
    try:
        con.execute("set threads = 2")  # the target was set for a small server
        growth.load_tables(con)
        con.execute(GENERATE, {"rows": rows})
        seconds = []
        for _ in range(REPEATS):
            start = time.perf_counter()
            con.execute(COMPUTE)
            seconds.append(time.perf_counter() - start)
    finally:
        con.close()
    return statistics.median(seconds)
