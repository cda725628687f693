"""``python -m tests.banding``: the comparison on a store of one size, as a table and as JSON."""

import argparse
import gc
import json
import platform
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pandas as pd

from stunting import bench, db, store
from stunting.bench import besar, zscore
from tests.banding import mesin, pertanyaan, postgres, sqlite, ukur

ENGINES = ("DuckDB", "pandas", "SQLite", "PostgreSQL")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.banding", description=__doc__)
    parser.add_argument("--ukuran", default="100rb", choices=bench.SIZES, help="besar penyimpanan")
    parser.add_argument("--penyimpanan", type=Path, help="penyimpanan contoh yang sudah ada")
    parser.add_argument("--json", type=Path, help="berkas hasil")
    given = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # the server's folder goes then too
    with tempfile.TemporaryDirectory(prefix="banding-") as place:
        home = given.penyimpanan or Path(place) / "besar"
        if given.penyimpanan is None:
            besar.make(home, bench.SIZES[given.ukuran])
        with besar.at(home):
            figures = run(store.folder())
    figures = {"ukuran": given.ukuran} | figures
    if given.json:
        text = json.dumps(figures, indent=1, ensure_ascii=False)
        given.json.write_text(text + "\n", encoding="utf-8")
    print(as_table(figures))


def run(folder: Path) -> dict[str, object]:
    """All figures for the version in ``folder``."""
    with db.reading(folder) as con:
        rows = con.execute("select count(*) from pengukuran").fetchone()[0]
    figures: dict[str, object] = {
        "pengukuran": rows,
        "mesin": bench.machine(),
        "versi": {
            "duckdb": duckdb.__version__,
            "pandas": pd.__version__,
            "sqlite": sqlite3.sqlite_version,
            "python": platform.python_version(),
        },
        "zskor": zscore.against_anthro(folder),
    }
    print(figures["zskor"], flush=True)
    asked = pertanyaan.all_of(folder, besar.DISTRICT, bench.SIKLUS)
    with _engines(folder) as engines:
        figures["versi"] |= {"postgresql": engines[-1].version}
        figures["pertanyaan"] = ukur.compare(
            folder, engines, asked, lambda line: print(line, flush=True)
        )
    return figures


@contextmanager
def _engines(folder: Path) -> Iterator[list[mesin.Engine]]:
    with postgres.serving() as (where, pid), mesin.tables(folder) as source:
        server = postgres.PostgreSQL(source, where, pid)
        try:
            engines = [mesin.DuckDB(folder), mesin.Pandas(source), sqlite.SQLite(source), server]
            gc.collect()
            gc.freeze()  # millions of lists that stay: not to be looked through before each question
            yield engines
        finally:
            gc.unfreeze()
            server.close()


def as_table(figures: dict[str, object]) -> str:
    """The figures in Markdown: median milliseconds, and how many times DuckDB's (below 1: DuckDB lost)."""
    lines = [
        f"{_number(figures['pengukuran'])} pengukuran; {figures['mesin']}; "
        + ", ".join(f"{name} {version}" for name, version in figures["versi"].items()),
        "",
        _of_zscore(figures["zskor"]),
    ]
    for source, title in (("tabel ringkas", "Dari tabel ringkas"), ("baris", "Dari baris mentah")):
        lines += [
            "",
            f"{title}: median ms; dalam kurung kali DuckDB menurut median; menurut waktu prosesor",
            "",
        ]
        lines += [f"| pertanyaan | baris | {' | '.join(ENGINES)} |", "|---|--:|--:|--:|--:|--:|"]
        lines += [_line(entry) for entry in figures["pertanyaan"] if entry["dari"] == source]
    return "\n".join(lines)


def _of_zscore(z: dict[str, object]) -> str:
    if "anak" not in z:
        return str(z["kali"])
    return (
        f"z-score {_number(z['anak'])} pengukuran: DuckDB {z['duckdb_s']} s, anthro {z['anthro_s']} s "
        f"({z['kali']} kali); waktu prosesor {z['duckdb_cpu_s']} s dan {z['anthro_cpu_s']} s."
    )


def _line(entry: dict[str, object]) -> str:
    cells = [f"`{entry['pertanyaan']}`", _number(entry["baris_jawaban"])]
    for name in ENGINES:
        timing = entry[name]
        cell = _ms(timing["median"])
        if name != "DuckDB":
            cell += f" ({_times(timing['kali_duckdb'])}; {_times(timing['kali_prosesor'])})"
        cells.append(cell)
    return "| " + " | ".join(cells) + " |"


def _ms(value: float) -> str:
    return f"{value:.1f}".replace(".", ",") if value < 100 else _number(round(value))


def _times(value: float) -> str:
    return (f"{value:.2f}" if value < 1 else f"{value:.1f}").replace(".", ",")


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")


if __name__ == "__main__":
    main()
