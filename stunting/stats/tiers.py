"""Which kecamatan are truly higher or lower than their district: one rule for all pictures.

A kecamatan is ``lebih_tinggi`` or ``lebih_rendah`` when its count lies outside the 99.8 % limits
of a binomial with the district's rate (a funnel plot: D. J. Spiegelhalter, "Funnel plots for
comparing institutional performance", Statistics in Medicine 24 (2005) 1185-1202). The limits are
those of the exact binomial, not of a normal curve: the chance of a false "lebih tinggi" is then
at most 0.001 for ANY number of children, while with 30 to 600 children and 15 % the normal limits
(the same as asking whether the district's rate lies outside the area's Wilson interval) flag the
small areas too easily on the upper side. With 18 kecamatan that all share one rate at least one
false alarm comes in at most 1 - 0.998**18 = 3.5 % of cycles. Simulated: 1.9 % (30 to 600
children, 15 %) and 0.5 % (30 to 100, 5 %) here, against 2.7 % and 5.7 % with normal limits.

The district contains the kecamatan, which makes the rule a little stricter still, most so with
few kecamatan. With very many children small true differences leave the limits too; the numbers
stand beside it.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from stunting.stats.intervals import as_float, ratio

TINGGI, SETARA, RENDAH = "lebih_tinggi", "setara", "lebih_rendah"
TANPA_DATA, DISEMBUNYIKAN = "tidak_ada_data", "disembunyikan"
TINGKAT = {
    TINGGI: "lebih tinggi",
    SETARA: "setara",
    RENDAH: "lebih rendah",
    TANPA_DATA: "tidak ada data",
    DISEMBUNYIKAN: "disembunyikan",
}
# What a tier means, by whether an indicator should fall or rise.
PERLU, BAIK, SAMA = "perlu_perhatian", "lebih_baik", SETARA
NILAI = {
    PERLU: "perlu perhatian",
    BAIK: "lebih baik",
    SAMA: "setara (selisih belum meyakinkan)",
    TANPA_DATA: "tidak ada data",
    DISEMBUNYIKAN: "disembunyikan (angka kecil)",
}
LEVEL = 0.998


def funnel_limits(p: float, n: ArrayLike, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """Lowest and highest ratio still ``setara`` for areas of ``n`` persons under the rate ``p``.

    A count strictly outside has a binomial probability below (1 - level) / 2 of being so far out.
    NaN where n is 0 or missing, or p is missing.
    """
    n = as_float(n)
    bawah, atas = np.full(n.shape, np.nan), np.full(n.shape, np.nan)
    if np.isnan(p):
        return bawah, atas
    for i in np.flatnonzero(n > 0):
        low, high = _counts(p, int(n[i]), (1 - level) / 2)
        bawah[i], atas[i] = low / n[i], high / n[i]
    return bawah, atas


def tiers(
    frame: pd.DataFrame, district: tuple[int, int] | None = None, level: float = LEVEL
) -> pd.Series:
    """``tingkat`` of each row of the standard frame (columns pembilang, penyebut), same index.

    ``district`` is (pembilang, penyebut) of the whole district; by default the sums of the frame.
    ``level``: stricter where many indicators stand on one screen (stats/claims.py).
    """
    x, n = as_float(frame["pembilang"]), as_float(frame["penyebut"])
    rasio = ratio(x, n)
    known = ~np.isnan(rasio)
    x_all, n_all = district or (x[known].sum(), n[known].sum())
    bawah, atas = funnel_limits(x_all / n_all if n_all else np.nan, n, level)
    # more counted than expected (coverage above 100 %) is no proportion: not judged
    judged = known & (x <= n)
    names = np.select(
        [~known, judged & (rasio > atas), judged & (rasio < bawah)],
        [TANPA_DATA, TINGGI, RENDAH],
        default=SETARA,
    )
    return pd.Series(names, index=frame.index, name="tingkat", dtype="str")


def meaning(tingkat: str, arah: str) -> str:
    """What a tier means for an indicator that should fall (turun_baik) or rise (naik_baik)."""
    if tingkat in (TANPA_DATA, DISEMBUNYIKAN):
        return tingkat
    if tingkat not in (TINGGI, RENDAH):
        return SAMA
    return BAIK if (tingkat == RENDAH) == (arah == "turun_baik") else PERLU


def _counts(p: float, n: int, tail: float) -> tuple[int, int]:
    """Lowest and highest count whose tail probability under Binomial(n, p) is at least ``tail``."""
    if p <= 0:
        return 0, 0
    if p >= 1:
        return n, n
    log_factorial = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, n + 1)))])
    k = np.arange(n + 1)
    pmf = np.exp(
        log_factorial[n]
        - log_factorial
        - log_factorial[::-1]
        + k * np.log(p)
        + (n - k) * np.log1p(-p)
    )
    at_most = np.cumsum(pmf)
    at_least = np.cumsum(pmf[::-1])[::-1]  # summed from the far end: keeps the small tail exact
    return int(np.argmax(at_most >= tail)), int(n - np.argmax(at_least[::-1] >= tail))
