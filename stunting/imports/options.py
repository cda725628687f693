"""What the operator decides about a file where the file itself leaves it open."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Options:
    """``day_first``: 03/04/2026 is 3 April (True), 4 March (False), or by the evidence of the file (None).

    ``guess_units``: a birth weight of 2900 is read as grams, one of 28 as 2.8 kg; else it is left out.
    ``desa``: Kemendagri code of the desa of a file that names none.
    ``pemetaan``: the name of the saved mapping to read the file by, else the file is recognised by itself.
    """

    day_first: bool | None = None
    guess_units: bool = True
    desa: str | None = None
    pemetaan: str | None = None


DEFAULT = Options()
