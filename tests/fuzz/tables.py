"""Sound files and what can go wrong with their cells, rows and columns.

A table is a list of rows of texts, the header among them. Every mutation takes one and the dice and gives
another. People in it cannot exist (NIK 99…).
"""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.stunting.imports.files import KINI, LAMA, LAMA_CARA_UKUR, child, grid
from tests.stunting.imports.sheets import PLACE, ROWS

Table = list[list[str]]
Mutation = Callable[[Table, random.Random], Table]

HUGE = "A" * 1_000_000
CELLS = (
    "", " ", "-", "--", "0", "00.03", "8888", "999,99", "1e400", "-1e-400", "1e5", "NaN", "inf", "∞",
    "12,5,3", "1.234.567,89",
    "9" * 400, "-" * 50, "0x1F", "=1+1", '=cmd|" /C calc"!A0', "+SUM(A1)", "@x", "#REF!",
    "#DIV/0!", "TRUE", "Ya", "tidak", "31-02-2026", "2026-02-30", "30/02/26", "00/00/0000", "0000-00-00",
    "9999-12-31", "0001-01-01", "2262-04-12", "1677-09-20", "13/13/2026", "02/03/2026", "45000", "45000,5",
    "99999", "2026-02-12T10:00:00Z", "12 Februari 2026", "30 - Oktober - 2014", "Feb 30, 2026", "1/1/1",
    "9900000000000001", "9,90E+15", "99000000000*****", "0" * 16, "9" * 17, "99-00.00 0000000001",
    "٣٤٥", "²", "½", "①", "0\u0661", "\u202e9.8", "ＡＮＡＫ", "İstanbul", "ß" * 20, "e\u0301" * 9, "👶🏽",
    "\ufeffL", "\u200bP", "\xa0", "\x85", "\u2028", "a\nb", "a\r\nb", "a\tb", '"', '""', "'", ";", ",", "|",
    "\\", "\\N",
    "</td>", "<b>", "&amp;", "&#0;", "%s%n", "{0}", "${x}", "'; drop table orang; --", "../../etc/passwd",
    "5 Tahun - 0 Bulan - 0 Hari", "99999 Tahun", "-1 Hari", "L", "P", "LP", "?", "Outlier", "null", "None",
    "1:24", "14.01", "85.05.00", "0,058333333", "1 . ", "ANAK|IBU|2024-01-01|L", "|", "||||", "#",
)  # fmt: skip


def sound(dice: random.Random) -> Table:
    """A file as a district sends it."""
    if dice.random() < 0.25:
        name = dice.choice(sorted(ROWS))
        row = {key: str(value) for key, value in ROWS[name].items()}
        header = list(row)
        rows = [row | {"Nomor KK": f"99{dice.randrange(10**14):014d}"} for _ in range(3)]
        return _texts(grid(header, rows))
    header = dice.choice((KINI, KINI, LAMA, LAMA_CARA_UKUR))
    rows = [
        child(
            dice.randrange(1, 60),
            Berat=f"{dice.uniform(6, 14):.1f}",
            Tinggi=f"{dice.uniform(60, 95):.1f}",
            Tanggal_Pengukuran=f"2026-0{dice.randrange(1, 7)}-{dice.randrange(1, 29):02d}",
        )
        for _ in range(dice.randrange(1, 25))
    ]
    titles = [["LAPORAN", PLACE["Kecamatan"]]] if dice.random() < 0.2 else []
    return _texts(grid(header, rows, titles))


def _texts(rows: list[list]) -> Table:
    return [["" if cell is None else str(cell) for cell in row] for row in rows]


def mutate(table: Table, dice: random.Random) -> tuple[Table, list[str]]:
    """Zero to four mutations, and their names."""
    names = []
    for change in dice.choices(MUTATIONS, k=dice.randrange(5)):
        table = change([list(row) for row in table], dice) or [[]]
        names.append(change.__name__)
    return table, names


def _place(table: Table, dice: random.Random) -> tuple[int, int]:
    row = dice.randrange(len(table))
    return row, dice.randrange(max(len(table[row]), 1))


def change_cells(table: Table, dice: random.Random) -> Table:
    for _ in range(dice.randrange(1, 30)):
        row, at = _place(table, dice)
        if table[row]:
            table[row][at] = dice.choice(CELLS)
    return table


def change_column(table: Table, dice: random.Random) -> Table:
    _, at = _place(table, dice)
    for row in table[1:]:
        if at < len(row):
            row[at] = dice.choice(CELLS)
    return table


def random_text(table: Table, dice: random.Random) -> Table:
    row, at = _place(table, dice)
    if table[row]:
        table[row][at] = "".join(chr(dice.randrange(1, 0xD7FF)) for _ in range(dice.randrange(40)))
    return table


def swap_columns(table: Table, dice: random.Random) -> Table:
    one, two = (_place(table, dice)[1] for _ in range(2))
    for row in table:
        if max(one, two) < len(row):
            row[one], row[two] = row[two], row[one]
    return table


def swap_headers(table: Table, dice: random.Random) -> Table:
    dice.shuffle(table[0])
    return table


def drop_column(table: Table, dice: random.Random) -> Table:
    _, at = _place(table, dice)
    return [row[:at] + row[at + 1 :] for row in table]


def double_column(table: Table, dice: random.Random) -> Table:
    _, at = _place(table, dice)
    return [row[:at] + row[at : at + 1] * 2 + row[at + 1 :] for row in table]


def shift_rows(table: Table, dice: random.Random) -> Table:
    _, at = _place(table, dice)
    steps = dice.randrange(1, 4)
    for row in table[1:]:
        if dice.random() < 0.5:
            del row[at : at + steps]
    return table


def drop_rows(table: Table, dice: random.Random) -> Table:
    return [row for row in table if dice.random() < 0.7]


def double_rows(table: Table, dice: random.Random) -> Table:
    return [row for row in table for _ in range(dice.choice((1, 1, 2, 3)))]


def shuffle_rows(table: Table, dice: random.Random) -> Table:
    dice.shuffle(table)
    return table


def empty_rows(table: Table, dice: random.Random) -> Table:
    return table + [[""] * dice.randrange(40) for _ in range(dice.randrange(600))]


def only_header(table: Table, dice: random.Random) -> Table:
    return table[: dice.randrange(3)]


def header_again(table: Table, dice: random.Random) -> Table:
    at = dice.randrange(len(table))
    return table[:at] + [list(table[0])] + table[at:]


def titles_above(table: Table, dice: random.Random) -> Table:
    return [[dice.choice(CELLS)] for _ in range(dice.randrange(1, 20))] + table


def many_columns(table: Table, dice: random.Random) -> Table:
    more = dice.choice((5, 250, 290, 400, 3000))
    return [row + [dice.choice(CELLS[:20])] * more for row in table[:4]]


def ragged(table: Table, dice: random.Random) -> Table:
    return [row[: dice.randrange(len(row) + 1)] + [""] * dice.randrange(4) for row in table]


def huge_cell(table: Table, dice: random.Random) -> Table:
    row, at = _place(table, dice)
    if table[row]:
        table[row][at] = HUGE
    return table


def odd_headers(table: Table, dice: random.Random) -> Table:
    table[0] = [cell.upper() + dice.choice(("", " ", ".", "\xa0", "\n")) for cell in table[0]]
    return table


MUTATIONS: tuple[Mutation, ...] = (
    change_cells, change_cells, change_cells, change_column, change_column, random_text, swap_columns,
    swap_headers, drop_column, double_column, shift_rows, drop_rows, double_rows, shuffle_rows,
    empty_rows, only_header, header_again, titles_above, many_columns, ragged, huge_cell, odd_headers,
)  # fmt: skip
