"""A month of one district as its next export brings it: everybody measured last is measured once more."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pandas as pd

from stunting import sample, store
from stunting.bench import besar, imports
from stunting.sample import files

_DAYS = 30
_GROWN = {"bb_kg": 0.2, "tb_cm": 0.8}


def write(path: Path, district: str = besar.DISTRICT, children: int = besar.CHILDREN) -> int:
    """A CSV of the e-PPGBM export of ``district`` a month after its last measurements; returns its rows."""
    rows = sample.generate(sample.Skala((district,), {district: children}))["pengukuran"]
    rows = files.accepted(rows[rows["kabkota"] == district])
    rows = rows.sort_values("tanggal").drop_duplicates(["no_kk", "tanggal_lahir"], keep="last")
    newest = rows["tanggal"].max()
    rows = rows[rows["tanggal"] > newest - pd.Timedelta(days=200)]
    rows = rows.assign(tanggal=newest + pd.Timedelta(days=_DAYS))
    rows = rows[(rows["tanggal"] - rows["tanggal_lahir"]).dt.days < 1_800]
    rows = rows.assign(**{name: (rows[name] + more).round(1) for name, more in _GROWN.items()})
    table = files.export_table(rows, layout="kini", messy=False, masked=False)
    table.to_csv(path, index=False)
    return len(table)


def run(
    home: Path, district: str = besar.DISTRICT, children: int = besar.CHILDREN
) -> dict[str, object]:
    """Import the month into a copy of a store made by besar.make, as a store of real data would.

    Needs the size of the store once more beside it, on the same disk.
    """
    with tempfile.TemporaryDirectory(prefix="bulan-", dir=home.parent) as place:
        copy, file = Path(place) / "store", Path(place) / "bulan.csv"
        with besar.at(home):
            version, kind = store.folder(), store.kind()
        for folder in ("pengaturan", "arsip", "kembali"):
            (copy / folder).mkdir(parents=True)
        shutil.copytree(version, copy / "versions" / version.name)
        with besar.at(copy):
            store._write_kind(store.Kind(store.NYATA, kind.wilayah))
            store.replace_text(copy / "CURRENT", version.name + "\n")
        write(file, district, children)
        return {f"bulan_{key}": value for key, value in imports.measure(copy, file).items()}
