"""Audited cases are chosen, not sampled: they can be counted, and nothing here can turn them into a rate.

Answers of questions whose header says ``data: audit`` come as ``AuditCounts``. The type survives filtering,
sorting, grouping and assigning; dividing it, averaging it or handing it to anything that makes a ratio, an
interval, a tier or a picture of rates raises ``NotASample``. (Design: two kinds of data, never mixed.)
"""

from __future__ import annotations

import pandas as pd


class NotASample(TypeError):
    """A rate was asked of audited cases."""

    def __init__(self) -> None:
        super().__init__(
            "Kasus audit dipilih, bukan sampel: hanya boleh dihitung, tidak dijadikan persen."
        )


def _refuse(self, *args: object, **kwargs: object) -> object:
    raise NotASample


class _CountsOnly:
    """Everything of pandas that makes a share or an average of counts."""

    __truediv__ = __rtruediv__ = __floordiv__ = __rfloordiv__ = _refuse
    div = divide = truediv = rdiv = rtruediv = floordiv = _refuse
    mean = median = std = var = sem = pct_change = _refuse


class AuditColumn(_CountsOnly, pd.Series):
    """A column of ``AuditCounts``."""

    @property
    def _constructor(self) -> type[AuditColumn]:
        return AuditColumn

    @property
    def _constructor_expanddim(self) -> type[AuditCounts]:
        return AuditCounts

    def value_counts(self, normalize: bool = False, **kwargs: object) -> pd.Series:
        """Counts; shares are refused."""
        if normalize:
            raise NotASample
        return super().value_counts(**kwargs)


class AuditCounts(_CountsOnly, pd.DataFrame):
    """A frame of counted audit cases."""

    @property
    def _constructor(self) -> type[AuditCounts]:
        return AuditCounts

    @property
    def _constructor_sliced(self) -> type[AuditColumn]:
        return AuditColumn


def refuse(*values: object) -> None:
    """Raise NotASample when any of the values is, or holds, counted audit cases."""
    if any(isinstance(each, (AuditCounts, AuditColumn)) for each in values):
        raise NotASample
