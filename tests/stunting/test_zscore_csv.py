"""z-scores added to a CSV: the contracted columns, odd cells, separators, more columns where asked for."""

import csv
from decimal import Decimal

import pytest

from stunting import zscore_csv
from tests import slow_growth

RESULTS = ["z_tbu", "z_bbu", "z_bbtb", "flag_tbu", "flag_bbu", "flag_bbtb"]


def convert(tmp_path, content, **options):
    source, target = tmp_path / "masuk.csv", tmp_path / "keluar.csv"
    source.write_bytes(content if isinstance(content, bytes) else content.encode())
    count = zscore_csv.zscore_csv(source, target, **options)
    return count, target.read_bytes()


def test_csv_example(tmp_path):
    count, output = convert(
        tmp_path,
        "sex,age_days,weight_kg,height_cm,measured\n"
        "L,365,9.0,70.0,terlentang\n"
        "P,1100,9.2,95.15,\n"
        "L,365,30,110,terlentang\n"
        "L,1857,18,110,berdiri\n",
    )
    assert count == 4
    assert output.decode() == (
        "sex,age_days,weight_kg,height_cm,measured,"
        "z_tbu,z_bbu,z_bbtb,flag_tbu,flag_bbu,flag_bbtb\n"
        "L,365,9.0,70.0,terlentang,-2.42,-0.63,0.80,0,0,0\n"
        "P,1100,9.2,95.15,,0.00,-3.36,-4.70,0,0,0\n"
        "L,365,30,110,terlentang,14.42,15.27,5.72,1,1,1\n"
        "L,1857,18,110,berdiri,,,,,,\n"
    )


def test_csv_keeps_rows_order_and_columns(tmp_path, monkeypatch):
    monkeypatch.setattr(zscore_csv, "CHUNK", 7)
    rows = slow_growth.random_rows(50)
    texts = ["", "0012", ' spasi "kutip" ', "koma, titik", "dua\nbaris", "é", "1,50", "NULL", "'"]
    source, target = tmp_path / "masuk.csv", tmp_path / "keluar.csv"
    with source.open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(
            ["NIK", "measured", "height_cm", "catatan", "weight_kg", "age_days", "sex", "NIK"]
        )
        for i, (sex, day, kg, cm, position) in enumerate(rows):
            text = texts[i % len(texts)]
            writer.writerow([f"{i:016d}", position or "", cm, text, kg, day, sex, text])
    assert zscore_csv.zscore_csv(source, target) == 50
    with source.open(newline="") as a, target.open(newline="") as b:
        before, after = list(csv.reader(a)), list(csv.reader(b))
    assert [row[:8] for row in after] == before
    assert after[0][8:] == RESULTS
    for row, line in zip(rows, after[1:], strict=True):
        result = slow_growth.zscores(*row)
        shown = ["" if z is None else f"{Decimal(repr(z)):.2f}" for z in result[:3]]
        flags = ["" if flag is None else str(int(flag)) for flag in result[3:]]
        assert line[8:] == [*shown, *flags]


def cells(tmp_path, line, header="sex,age_days,weight_kg,height_cm,measured"):
    _, output = convert(tmp_path, f"{header}\n{line}\n")
    return output.decode().splitlines()[1].split(",")[-6:]


@pytest.mark.parametrize(
    "line",
    [
        'L,365,"9,0","70,0",terlentang',
        "l,365,9,70,TERLENTANG",
        " L , 365 , 9.0 , 70.0 , Terlentang ",
        "L,365.0,9.00,70.,",
        "L,364.5,+9.0,7e1,lain",
    ],
)
def test_csv_reads_what_people_type(tmp_path, line):
    assert cells(tmp_path, line) == ["-2.42", "-0.63", "0.80", "0", "0", "0"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (",,,,", ["", "", "", "", "", ""]),
        ("L", ["", "", "", "", "", ""]),
        ("X,365,9.0,70.0,", ["", "", "", "", "", ""]),
        ("L,,9.0,70.0,", ["", "", "", "", "", ""]),
        ("L,setahun,9.0,70.0,", ["", "", "", "", "", ""]),
        ("L,-0.4,3.3,50.0,", ["", "", "", "", "", ""]),
        ("L,1856.4,18,110,", ["-0.11", "-0.20", "-0.32", "0", "0", "0"]),
        ("L,99999999999999999999,9.0,70.0,", ["", "", "", "", "", ""]),
        ("L,365,9 kg,70.0,", ["-2.42", "", "", "0", "", ""]),
        ("L,365,nan,70.0,", ["-2.42", "", "", "0", "", ""]),
        ("L,365,9_0,70.0,", ["-2.42", "", "", "0", "", ""]),
        ("L,365,1e999,70.0,", ["-2.42", "", "", "0", "", ""]),
        ('L,365,"1.009,5",70.0,', ["-2.42", "", "", "0", "", ""]),
        ("L,365,9.0,-,", ["", "-0.63", "", "", "0", ""]),
        ("L,365,9.0,75.74,", ["0.00", "-0.63", "-0.85", "0", "0", "0"]),
        ("L,365,9.0,75.73,", ["0.00", "-0.63", "-0.85", "0", "0", "0"]),
    ],
)
def test_csv_odd_cells(tmp_path, line, expected):
    assert cells(tmp_path, line) == expected


def test_csv_absurd_length_is_still_written(tmp_path):
    z, *rest = cells(tmp_path, "L,365,9.0,1e300,")
    assert float(z) > 1e290
    assert rest == ["-0.63", "", "1", "0", ""]


def test_csv_of_a_spreadsheet(tmp_path):
    _, output = convert(
        tmp_path,
        b"\xef\xbb\xbfnama;SEX;Age_Days;weight_kg;height_cm;measured\r\n"
        b"Ren\xe9e;L;365;9,0;70,0;terlentang\r\n"
        b"\r\n"
        b"Budi;L;365;9,0;70,0\r\n",
    )
    assert output == (
        b"\xef\xbb\xbfnama;SEX;Age_Days;weight_kg;height_cm;measured;"
        b"z_tbu;z_bbu;z_bbtb;flag_tbu;flag_bbu;flag_bbtb\r\n"
        b"Ren\xe9e;L;365;9,0;70,0;terlentang;-2.42;-0.63;0.80;0;0;0\r\n"
        b"Budi;L;365;9,0;70,0;;-2.42;-0.63;0.80;0;0;0\r\n"
    )


def test_csv_without_rows(tmp_path):
    count, output = convert(tmp_path, "sex,age_days,weight_kg,height_cm,measured")
    assert count == 0
    assert output.decode().strip().endswith("measured," + ",".join(RESULTS))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "sex, age_days, weight_kg, height_cm, measured tidak ada di masuk.csv"),
        ("sex,age_days,height_cm,measured\nL,1,50,\n", "Kolom weight_kg tidak ada di masuk.csv"),
        ("sex,sex,age_days,weight_kg,height_cm,measured\n", "Kolom sex muncul lebih dari sekali"),
        ("sex,age_days,weight_kg,height_cm,measured,Z_TBU\n", "Kolom z_tbu sudah ada"),
        (
            "sex,age_days,weight_kg,height_cm,measured\nL,365,9.0,70.0,\nL,365,9,0,70,0,\n",
            "Baris 3 di masuk.csv berisi 7 kolom, padahal judulnya 5",
        ),
    ],
)
def test_csv_refused(tmp_path, content, message):
    with pytest.raises(zscore_csv.ColumnError, match=message) as caught:
        convert(tmp_path, content)
    assert isinstance(caught.value, ValueError)
    # Nothing half written is left behind.
    assert [path.name for path in tmp_path.iterdir()] == ["masuk.csv"]


def test_csv_onto_itself(tmp_path):
    path = tmp_path / "data.csv"
    path.write_text("sex,age_days,weight_kg,height_cm,measured\nL,365,9.0,70.0,\n")
    assert zscore_csv.zscore_csv(path, path) == 1
    assert path.read_text().splitlines()[1] == "L,365,9.0,70.0,,-2.42,-0.63,0.80,0,0,0"


# --- IMT/U and LILA/U, where asked for --------------------------------------------------------

HEADER = "sex,age_days,weight_kg,height_cm,measured"
CHILD = "L,365,9.0,70.0,terlentang"
THREE = ",-2.42,-0.63,0.80,0,0,0"


@pytest.mark.parametrize(
    ("arm", "bmi", "columns", "cells"),
    [
        (False, True, ",z_imtu,flag_imtu", ",1.09,0"),
        (True, False, ",z_lilau,flag_lilau", ",-1.44,0"),
        (True, True, ",z_imtu,flag_imtu,z_lilau,flag_lilau", ",1.09,0,-1.44,0"),
    ],
)
def test_more_columns_come_after_the_contracted_ones(tmp_path, arm, bmi, columns, cells):
    header, child = (HEADER + ",MUAC_cm", CHILD + ",13.1") if arm else (HEADER, CHILD)
    _, output = convert(tmp_path, f"{header}\n{child}\n", bmi=bmi)
    assert output.decode().splitlines() == [
        header + "," + ",".join(RESULTS) + columns,
        child + THREE + cells,
    ]


def test_more_columns_are_those_of_the_slow_version(tmp_path, monkeypatch):
    monkeypatch.setattr(zscore_csv, "CHUNK", 30)
    rows = slow_growth.random_rows(200)
    arms = [None if i % 9 == 0 else 8.0 + i % 17 for i in range(len(rows))]
    lines = [HEADER + ",muac_cm"]
    for (sex, day, kg, cm, position), arm in zip(rows, arms, strict=True):
        cells = (sex, day, kg, cm, position, arm)
        lines.append(",".join("" if cell is None else str(cell) for cell in cells))
    _, output = convert(tmp_path, "\n".join(lines) + "\n", bmi=True)
    for row, arm, line in zip(rows, arms, output.decode().splitlines()[1:], strict=True):
        z_bmi, z_arm, flag_bmi, flag_arm = slow_growth.bmi_and_arm(*row, arm)
        expected = [
            *("" if z_bmi is None else f"{Decimal(repr(z_bmi)):.2f}", _flag(flag_bmi)),
            *("" if z_arm is None else f"{Decimal(repr(z_arm)):.2f}", _flag(flag_arm)),
        ]
        assert line.split(",")[-4:] == expected, row


def _flag(flag):
    return "" if flag is None else str(int(flag))


def test_a_file_with_the_columns_already_is_refused(tmp_path):
    content = f"{HEADER},z_imtu\n{CHILD},1\n"
    assert convert(tmp_path, content)[0] == 1  # nothing of ours has that name without --imt
    with pytest.raises(zscore_csv.ColumnError, match="Kolom z_imtu sudah ada"):
        convert(tmp_path, content, bmi=True)
    with pytest.raises(zscore_csv.ColumnError, match="Kolom muac_cm muncul lebih dari sekali"):
        convert(tmp_path, f"{HEADER},muac_cm,muac_cm\n{CHILD},13,13\n")
