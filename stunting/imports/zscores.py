"""What the z-scores say about measurements that have just come in.

Implausible values (WHO flags) and z-scores printed in the file that belong to other rows become
warnings. The stored z is computed when the version is built; theirs is kept beside it.
"""

from __future__ import annotations

import pandas as pd

from stunting import growth
from stunting.imports.validate import Incoming

_INDICES = {"tbu": ("TB/U", "tb_cm"), "bbu": ("BB/U", "bb_kg"), "bbtb": ("BB/TB", "bb_kg")}
CLOSE = 0.05  # both sides are rounded to two digits
FAR = 0.5
LOW_AGREEMENT = 0.9
ENOUGH = 20  # comparisons below which a share says nothing


def note_zscores(con, incoming: Incoming, rows: pd.DataFrame) -> None:
    """Warn about implausible z, and about printed z that do not follow from their row.

    Standing below nine months is left out of the comparison: there the ministry's system adds
    0.7 cm and WHO's does not.
    """
    if rows.empty:
        return
    measured = incoming.rows.reindex(columns=["bb_kg", "tb_cm", "cara_ukur"]).loc[rows.index]
    measured = measured.assign(cara_ukur=measured["cara_ukur"].astype(object)).assign(
        baris=rows.index, jenis_kelamin=rows["jenis_kelamin"], umur_hari=rows["umur_hari"]
    )
    growth.load_tables(con)
    con.register("ukuran", measured)
    scored = (
        con.execute("select * from who_zskor('ukuran')").df().set_index("baris").loc[rows.index]
    )
    con.unregister("ukuran")
    seen = pd.Series(False, index=rows.index)
    for name, (label, column) in _INDICES.items():
        flagged = scored[f"flag_{name}"].eq(True) & ~seen
        seen |= flagged
        incoming.findings.add(
            "z_tidak_wajar",
            rows.index[flagged],
            incoming.labels.get(column, column),
            incoming.text.get(column),
            message=f"z-score {label} di luar batas wajar WHO; disimpan, tetapi tidak ikut "
            "dihitung dalam angka.",
        )
    _compare(incoming, rows, scored)


def _compare(incoming: Incoming, rows: pd.DataFrame, scored: pd.DataFrame) -> None:
    young = scored["cara_ukur"].eq("berdiri") & scored["umur_hari"].lt(9 * 30.4375)
    gaps = {
        name: (rows[f"z_{name}_sumber"] - scored[f"z_{name}"]).abs()[~young]
        for name in _INDICES
        if f"z_{name}_sumber" in rows
    }
    together = pd.concat(gaps.values()).dropna() if gaps else pd.Series(dtype="float64")
    share = (together <= CLOSE).mean()
    if len(together) >= ENOUGH and share < LOW_AGREEMENT:
        message = (
            f"z-score di berkas bukan milik baris ini: hanya {share * 100:.0f} % cocok dengan hitungan dari "
            "tanggal dan ukurannya. Yang dipakai hasil hitungan."
        )
        incoming.findings.add("z_berkas_tidak_cocok", message=message)
        return
    for name, gap in gaps.items():
        column = f"z_{name}_sumber"
        label = incoming.labels.get(column, column)
        incoming.findings.add("z_berbeda", gap.index[gap > FAR], label, incoming.text.get(column))
