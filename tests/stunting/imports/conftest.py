"""A store to import into, and what its tables hold afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from stunting import build, db, store
from stunting.imports import run


@pytest.fixture
def home(empty_store) -> Path:
    """The place of an empty nyata store for Kota Pekalongan and Kabupaten Mojokerto."""
    return store.home()


@pytest.fixture
def contoh(store_home) -> Path:
    """The place of an empty contoh store for Kota Pekalongan."""
    kind = store.Kind(store.CONTOH, ("33.75",))
    store.create(kind)
    with store.new_version(base=None) as draft, db.building(draft) as con:
        build.prepare(con, kind)
        build.derive(con)
    return store_home


@pytest.fixture
def imported(home):
    """Import files one after the other and return the report of the last one."""

    def go(*paths: Path) -> run.FileReport:
        return [run.import_files([path])[0] for path in paths][-1]

    return go


@pytest.fixture
def rows(home):
    """Ask the live version, identities included."""

    def ask(sql: str) -> list[dict]:
        with db.reading(store.folder(), named=True) as con:
            frame = con.execute(sql).df()
        return frame.astype(object).where(frame.notna(), None).to_dict("records")

    return ask
