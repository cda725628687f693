"""Lists on paper: every row, or the beginning and how many are left out; text is never markup."""

import re

import numpy as np
import pandas as pd
import pytest

from stunting import bahasa
from stunting.exports import kertas

WRITING = {"Nama": str, "Jumlah": bahasa.angka}


def rows(count: int) -> pd.DataFrame:
    return pd.DataFrame({"Nama": [f"desa {n}" for n in range(count)], "Jumlah": range(count)})


@pytest.mark.parametrize("count", [0, 1, kertas.MOST])
def test_a_list_stands_on_paper_as_a_whole(count):
    written = kertas.table(rows(count), WRITING)
    assert written.count("<tr>") == count + 1  # and its headings
    assert written.endswith("</table>")
    assert (
        count == 0
        or f'<td>desa {count - 1}</td><td align="right">{bahasa.angka(count - 1)}</td>' in written
    )


def test_of_a_very_long_one_is_said_how_many_rows_are_left_out():
    written = kertas.table(rows(1978), WRITING)
    assert written.count("<tr>") == kertas.BEGINNING + 1
    (said,) = re.findall(r"<p>(.*)</p>", written)
    assert said == "1.938 baris berikutnya tidak tercetak; unduhannya memuat semua baris."


def test_missing_values_and_markup_are_written_as_text():
    found = pd.DataFrame(
        {"Nama": ["<b>Dinas & Bidang</b>", None], "Jumlah": [np.nan, pd.NA], "<i>": [pd.NaT, "x"]},
        dtype=object,
    )
    written = kertas.table(found, {**WRITING, "<i>": str})
    assert "<td>&lt;b&gt;Dinas &amp; Bidang&lt;/b&gt;</td><td>t.a.</td><td>t.a.</td>" in written
    assert "<td>t.a.</td><td>t.a.</td><td>x</td>" in written
    assert "<th>&lt;i&gt;</th>" in written
