"""A store small enough to build in a test: two districts, three cycles, two children, no person's name.

Built by the production build, so its tables cannot differ from the real ones.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

from stunting import build, db, formulas, store

PEKALONGAN, MOJOKERTO = "33.75", "35.16"
CHILDREN = [
    ("anak-1", "2025-02-10", "33.75.01.1002", 300),
    ("anak-1", "2025-08-10", "33.75.01.1002", 481),
    ("anak-1", "2026-02-28", "33.75.01.1002", 683),
    ("anak-2", "2025-08-12", "35.16.01.2002", 250),
    ("anak-2", "2026-02-27", "35.16.01.2002", 449),
]


# Built once per process for each kind and each way of building; every later test gets a copy.
_kept: dict[tuple[str, bool, str], Path] = {}


def make(jenis: str = store.CONTOH, *, filled: bool = True) -> str:
    """Make the store of $STUNTING_HOME and return its version; ``filled`` False leaves it without data.

    Pekalongan has the cycles 2025-S1 to 2026-S1, Mojokerto 2025-S2 and 2026-S1.
    """
    home, key = store.home(), (jenis, filled, formulas.shape())
    begun = any((home / name).exists() for name in (*_OF_A_STORE, "register.sqlite"))
    if key in _kept and not begun:  # what lies there already would decide what comes of it
        _copy(_kept[key], home)
        store._write_kind(
            store.kind()
        )  # a real store has a secret of its own, whatever it was copied from
        return store.current()
    _build(jenis, filled)
    if not begun:
        _kept[key] = Path(tempfile.mkdtemp(prefix="kecil-"))
        atexit.register(shutil.rmtree, _kept[key], ignore_errors=True)
        _copy(home, _kept[key])
    return store.current()


_OF_A_STORE = ("versions", "pengaturan", "arsip", "kembali", store.SALT, "store.json", "CURRENT")


def _copy(old: Path, new: Path) -> None:
    new.mkdir(parents=True, exist_ok=True)
    for name in _OF_A_STORE:
        (shutil.copytree if (old / name).is_dir() else shutil.copy2)(old / name, new / name)


def _build(jenis: str, filled: bool) -> None:
    kind = store.Kind(jenis, (PEKALONGAN, MOJOKERTO))
    store.create(kind)
    with store.new_version(base=None) as draft, db.building(draft) as con:
        build.prepare(con, kind)
        if filled:
            con.executemany(
                "insert into orang (orang_id, jenis_kelamin, bulan_lahir, kode_desa)"
                " values (?, 'L', '2024-04-01', ?)",
                [(CHILDREN[0][0], CHILDREN[0][2]), (CHILDREN[-1][0], CHILDREN[-1][2])],
            )
            con.executemany(
                "insert into pengukuran (orang_id, tanggal, kode_desa, umur_hari, bb_kg, tb_cm)"
                " values (?, ?, ?, ?, 9.0, 74.0)",
                CHILDREN,
            )
        build.derive(con)
