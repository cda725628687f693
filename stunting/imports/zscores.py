"""What the z-scores say about measurements that have just come in.

Implausible values (WHO flags) and z-scores printed in the file that belong to other rows become
warnings. The stored z is computed when the version is built; theirs is kept beside it.
"""

from __future__ import annotations

import pandas as pd

from stunting import growth
from stunting.imports.agreement import Agreement
from stunting.imports.validate import Incoming

_INDICES = {"tbu": ("TB/U", "tb_cm"), "bbu": ("BB/U", "bb_kg"), "bbtb": ("BB/TB", "bb_kg")}
CLOSE = 0.015  # both sides are rounded to two digits
FAR = 0.5
LOW_AGREEMENT = 0.9
ENOUGH = 20  # comparisons below which a share says nothing
_YOUNG_DAYS = 9 * 30.4375


def note_zscores(con, incoming: Incoming, rows: pd.DataFrame) -> Agreement | None:
    """Warn about implausible z, and about printed z that do not follow from their row.

    Returns how far the printed z agree; None when the file prints none.
    """
    if rows.empty:
        return None
    measured = incoming.rows.reindex(columns=["bb_kg", "tb_cm", "cara_ukur"]).loc[rows.index]
    measured = measured.assign(cara_ukur=measured["cara_ukur"].astype(object)).assign(
        baris=rows.index, jenis_kelamin=rows["jenis_kelamin"], umur_hari=rows["umur_hari"]
    )
    growth.load_tables(con)
    scored = _scored(con, measured)
    seen = pd.Series(False, index=rows.index)
    for name, (label, column) in _INDICES.items():
        # without a length its flags are unknown, which must not hide that of the weight
        flagged = scored[f"flag_{name}"].astype("boolean").fillna(False).astype(bool) & ~seen
        seen |= flagged
        incoming.findings.add(
            "z_tidak_wajar",
            rows.index[flagged],
            incoming.labels.get(column, column),
            incoming.text.get(column),
            message=f"z-score {label} di luar batas wajar WHO; disimpan, tetapi tidak ikut "
            "dihitung dalam angka.",
        )
    young = measured["cara_ukur"].eq("berdiri") & measured["umur_hari"].lt(_YOUNG_DAYS)
    if young.any():  # the ministry's rule, for the comparison alone
        standing = measured[young].assign(tb_cm=measured["tb_cm"] + 0.7, cara_ukur="terlentang")
        scored = pd.concat([scored[~young], _scored(con, standing)]).loc[rows.index]
    return _compare(incoming, rows, scored, int(young.sum()))


def _scored(con, measured: pd.DataFrame) -> pd.DataFrame:
    """z-scores and flags of typed measurements, by file row; needs growth.load_tables."""
    con.register("ukuran", measured)
    scored = con.execute("select * from who_zskor('ukuran')").df().set_index("baris")
    con.unregister("ukuran")
    return scored.loc[measured["baris"]]


def _compare(
    incoming: Incoming, rows: pd.DataFrame, scored: pd.DataFrame, young: int
) -> Agreement | None:
    gaps = {
        name: (rows[f"z_{name}_sumber"] - scored[f"z_{name}"]).abs().dropna()
        for name in _INDICES
        if f"z_{name}_sumber" in rows
    }
    if not gaps:
        return None
    # two decimals each: a hair of binary fraction must not decide
    equal = {name: int((gap <= CLOSE + 1e-9).sum()) for name, gap in gaps.items()}
    agreement = Agreement({name: len(gap) for name, gap in gaps.items()}, equal, young)
    together = sum(agreement.compared.values())
    share = sum(equal.values()) / together if together else 1
    if together >= ENOUGH and share < LOW_AGREEMENT:
        message = (
            f"z-score di berkas bukan milik baris ini: hanya {share * 100:.0f} % cocok dengan hitungan dari "
            "tanggal dan ukurannya. Yang dipakai hasil hitungan."
        )
        incoming.findings.add("z_berkas_tidak_cocok", message=message)
        return agreement
    for name, gap in gaps.items():
        column = f"z_{name}_sumber"
        label = incoming.labels.get(column, column)
        incoming.findings.add("z_berbeda", gap.index[gap > FAR], label, incoming.text.get(column))
    return agreement
