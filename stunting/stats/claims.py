"""What a screen may claim: how the 5 % is shared within which a district without differences hears of one.

A page compares many things at once: each kecamatan with the district, the district and each kecamatan with
the cycle before and the same semester a year before, several indicators side by side, the months of a
series. Each has a chance of a false alarm. Together they stay below 5 % for a district in which nothing
differs and nothing changed (18 kecamatan, simulated by tests/null_district.py):

- the tiers of the indicator on the screen: 99.8 % for each kecamatan (stats/tiers.py), at most 3.5 % in all
  and about 2 % by the exact binomial;
- the comparisons below, each share divided evenly (Bonferroni) among what is compared.

The largest share goes to the question of the meeting, "berbeda dari siklus lalu?": with 18 kecamatan a real
halving from 30 % among 400 measured children is then named by one of the two comparisons in more than 95 of
100 cases, and set apart on the map nearly always.
"""

from __future__ import annotations

from dataclasses import dataclass

from stunting.stats.tiers import LEVEL

BEFORE, OTHER_TIMES, BESIDE, TABLE, MONTHS = (
    "siklus_lalu",  # the indicator on the screen against the cycle before
    "waktu_lain",  # the same against a year before, or the first cycle
    "indikator_lain",  # the other indicators of a screen against an earlier cycle
    "rapor",  # tiers of all indicators on one screen
    "bulanan",  # points of a monthly series
)
SHARES = {BEFORE: 0.006, OTHER_TIMES: 0.002, BESIDE: 0.002, TABLE: 0.002, MONTHS: 0.002}


def level(kind: str, comparisons: int) -> float:
    """Confidence level of one of ``comparisons`` comparisons that share the error of their kind.

    Raises ValueError for fewer than one, KeyError for an unknown kind.
    """
    if comparisons < 1:
        raise ValueError("at least one comparison")
    return 1 - SHARES[kind] / comparisons


def of_areas(kind: str, kecamatan: int, *, indicators: int = 1) -> float:
    """The level where the district and each of its ``kecamatan`` are compared, for each of ``indicators``.

    Kinds that look back twice (a year before, and the first cycle; or two times per indicator) count double.
    """
    looks = 1 if kind == BEFORE else 2
    return level(kind, (kecamatan + 1) * looks * indicators)


@dataclass(frozen=True)
class Screen:
    """What a screen of several indicators compares: the one it is about, and how many stand beside it."""

    main: str
    kecamatan: int
    beside: int

    def tier(self, indikator: str) -> float:
        """The level at which a kecamatan is set apart from its district on a screen of all indicators."""
        if indikator == self.main:
            return LEVEL
        return level(TABLE, self.kecamatan * self.beside)

    def level(self, indikator: str, kind: str) -> float:
        """The level of one indicator against an earlier cycle; ``kind`` BEFORE or OTHER_TIMES."""
        if indikator == self.main:
            return of_areas(kind, self.kecamatan)
        return of_areas(BESIDE, self.kecamatan, indicators=self.beside)
