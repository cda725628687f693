"""What is worked out of a version is worked out once, for everybody who looks at it.

A version never changes, so nothing is ever invalidated: its name is part of every key, and so are the
district's own settings. What is kept is shared by all sessions and is never changed by who gets it.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial, wraps
from pathlib import Path
from typing import ParamSpec, TypeVar

import pandas as pd
from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from stunting import db, reference

P, T = ParamSpec("P"), TypeVar("T")
# Answers are small (a district has at most some 50 kecamatan) but for the list of families, about 1 MB at
# 10,000 rows.
_ANSWERS_BYTES = 48_000_000
# A screen of one choice is 10 to 200 kB: every kecamatan of a district on several pages.
_MOST = 500


def answer(folder: Path, name: str, **params: object) -> pd.DataFrame:
    """The answer of one question that names nobody, from the version in ``folder``, kept (see db.ask)."""
    said = tuple(sorted((key, _fixed(value)) for key, value in params.items()))
    return apart(_answered((folder, reference.chosen()), name, said))


def door(folder: Path) -> Callable[..., pd.DataFrame]:
    """``ask(question, **params)`` to one version for who is no page; what it gives is kept too."""
    ask = partial(answer, folder)
    ask.version = lambda: str(folder)
    return ask


def _fixed(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _bytes(rows: pd.DataFrame) -> int:
    return int(rows.memory_usage(deep=True).sum())


@cached(LRUCache(_ANSWERS_BYTES, getsizeof=_bytes), condition=threading.Condition())
def _answered(of: tuple, name: str, said: tuple[tuple[str, object], ...]) -> pd.DataFrame:
    params = {key: list(value) if isinstance(value, tuple) else value for key, value in said}
    return db.ask(of[0], name, params)


def once(function: Callable[P, T]) -> Callable[P, T]:
    """A function of a door to the data and hashable values, remembered by version, function and values.

    The door is its first argument and says in ``version`` what it leads to (answers.ask does); one that says
    nothing is not remembered. Of several who ask at once one works it out and the others wait.
    """

    @wraps(function)
    def asked(ask, *what, **options):
        version = getattr(ask, "version", None)
        if version is None:
            return function(ask, *what, **options)
        return apart(_made((version(), reference.chosen()), function, ask, *what, **options))

    return asked


@cached(
    LRUCache(_MOST),
    key=lambda version, function, ask, *what, **options: hashkey(
        version, function, *what, **options
    ),
    condition=threading.Condition(),
)
def _made(version, function, ask, *what, **options):
    return function(ask, *what, **options)


def apart(kept: T) -> T:
    """A frame that may be changed without changing what is kept (pandas copies on writing); else the same."""
    return kept.copy(deep=False) if isinstance(kept, pd.DataFrame) else kept


def forget() -> None:
    """Drop everything that is kept. For tests and the benchmark."""
    _answered.cache_clear()
    _made.cache_clear()
