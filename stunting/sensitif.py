"""Words that tell what nobody in a hall may learn (a disease, a disability, violence); their neutral label.

A cause carries its own flag (data/reference/penyebab.csv). What people write freely beside it (a
recommendation, an obstacle, an aid) may name the same things; data/reference/sensitif.csv lists the words,
a district adds its own in pengaturan/sensitif.csv. The whole text goes: the rest of a sentence tells too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from stunting import reference

_LIST = "sensitif"


def neutral(text: str) -> str:
    """The text, or the neutral label of the first kind of thing it names."""
    return _neutral(text, reference.laid_over(_LIST))


def tells(text: str) -> bool:
    """Whether a text names something protected."""
    return _named(text, reference.laid_over(_LIST)) is not None


def without(rows: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """A copy of the rows with these columns of free text made neutral; NULL stays."""
    of = reference.laid_over(_LIST)
    said = {name: [_neutral(each, of) for each in rows[name]] for name in columns}
    return rows.assign(
        **{name: pd.Series(each, rows.index, rows[name].dtype) for name, each in said.items()}
    )


def _neutral(value: object, of: reference.Stamp | None) -> object:
    """A text, or each text of a list, by the words of the list ``of``; anything else as it is."""
    if isinstance(value, str):
        label = _named(value, of)
        return value if label is None else label
    if isinstance(value, np.ndarray | list):
        return list(dict.fromkeys(_neutral(each, of) for each in value))
    return value


@lru_cache(maxsize=4096)
def _named(text: str, of: reference.Stamp | None) -> str | None:
    """The label of the first rule, in the order of the table, that a text meets."""
    return next((label for pattern, label in _rules(of) if pattern.search(text)), None)


@lru_cache(maxsize=4)
def _rules(of: reference.Stamp | None) -> tuple[tuple[re.Pattern[str], str], ...]:
    """One pattern per label: words stand alone; a star says that more letters may follow or go before."""
    words: dict[str, list[str]] = {}
    for row in reference.table(_LIST).itertuples():
        if word := row.kata.strip():
            words.setdefault(row.label_tayang, []).append(_as_pattern(word))
    return tuple(
        (re.compile("|".join(patterns), re.IGNORECASE), label) for label, patterns in words.items()
    )


def _as_pattern(word: str) -> str:
    bare = r"[\s-]+".join(map(re.escape, word.strip("*").split()))
    before = "" if word.startswith("*") else r"(?<![^\W_])"
    after = "" if word.endswith("*") else r"(?![^\W_])"
    return before + bare + after
