"""Text cells -> typed columns; what cannot be read becomes a finding.

Each column is read through its distinct texts: a reader sees a text once, however often it occurs.
A reader takes a text (never empty) and gives a value or the rule it breaks. The value None without
a rule means "not recorded".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType

import numpy as np
import pandas as pd

from stunting.imports import dates, decimals
from stunting.imports.fields import CARA_UKUR, NAIK_BB, Field, Kind, Sheet
from stunting.imports.findings import PERINGATAN, RULES, TOLAK, Findings
from stunting.imports.read import cleaned, normal_label

ENOUGH_NUMBERS = 10  # NIK below which a share ending in 0 says nothing
MANY_NUMBERS = 40  # from here a quarter of them ending in 0 is no chance (1 in 300)
CUT_SHORT = "digit_terakhir_nol"
Answer = tuple[object, str | None]

EMPTY = frozenset({"", "-", "--", "–", "—", "null", "n/a", "#n/a", "nan", "none"})
DTYPES: dict[Kind, str] = {
    Kind.TANGGAL: "datetime64[s]",
    Kind.BULAN: "datetime64[s]",
    Kind.BULAT: "Int64",
    Kind.RUPIAH: "Int64",
    Kind.DESIMAL: "float64",
    Kind.YA_TIDAK: "boolean",
}
_UNIT = re.compile(r"\s*(kg|cm|g/dl|gram|gr|minggu|tahun|tablet|kali)\.?$", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?")
_WHOLE = re.compile(r"[+-]?\d{1,15}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}([.,]\d{3})+")
_RP = re.compile(r"^rp\.?\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\d[.,]?\d*e\+?\d+", re.IGNORECASE)
_MASKED = re.compile(r"[\d*]*\*[\d*]*|\d+x+\d*", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D")
_SEX = {
    **dict.fromkeys(("l", "lk", "laki", "lakilaki", "pria"), "L"),
    **dict.fromkeys(("p", "pr", "perempuan", "wanita"), "P"),
}
_YES = frozenset({"ya", "y", "1", "v", "✓", "√", "true", "benar", "ada", "iya"})
_NO = frozenset({"tidak", "t", "0", "false", "salah", "tdk", "tidakada", "x"})
# Spellings of choices beyond code and label, by normal label.
_SYNONYMS: dict[int, dict[str, str]] = {
    id(CARA_UKUR): {
        **dict.fromkeys(
            (
                "telentang",
                "terlentan",
                "telentan",
                "tidur",
                "tiduran",
                "baring",
                "berbaring",
                "t",
                "pb",
            ),
            "terlentang",
        ),
        **dict.fromkeys(("diri", "bediri", "b", "tb", "tegak"), "berdiri"),
    },
    id(NAIK_BB): {"y": "N", "ya": "N", "tidak": "T", "tdknaik": "T", "tdk": "T"},
}
_OUTLIER = frozenset({"outlier"})


def number(text: str) -> float | None:
    """A number with decimal point or comma, with or without a unit behind it; None when it is none.

    With both marks present the last one is the decimal mark.
    """
    text = _UNIT.sub("", text).replace(" ", "").casefold()
    if "," in text:
        if "." in text and text.rfind(".") > text.rfind(","):
            text = text.replace(",", "")
        else:
            text = text.replace(".", "").replace(",", ".")
    if not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if abs(value) < 1e15 else None


def whole(text: str) -> int | None:
    """A whole number; 1.234 and 1,234 are thousands here, 12.0 is 12."""
    text = _UNIT.sub("", _RP.sub("", text)).replace(" ", "")
    if _WHOLE.fullmatch(text):
        return int(text)
    if _THOUSANDS.fullmatch(text):
        return int(text.replace(".", "").replace(",", ""))
    value = number(text)
    return int(value) if value is not None and value.is_integer() else None


def _read_decimal(field: Field, text: str, times: bool) -> Answer:
    value, rule = decimals.read_back(text, times)
    return (value, rule) if rule else _read_number(field, text, number)


def _read_number(field: Field, text: str, convert: Callable[[str], float | None]) -> Answer:
    if field.not_recorded and normal_label(text) in _OUTLIER:
        return None, None
    value = convert(text)
    if value is None:
        return None, "angka_tidak_terbaca"
    return (None, None) if value in field.not_recorded else (value, None)


def _read_count(field: Field, text: str) -> Answer:
    value, rule = _read_number(field, text, whole)
    return (None, "angka_negatif") if value is not None and value < 0 else (value, rule)


def _read_date(text: str, day_first: bool) -> Answer:
    value = dates.parse(text, day_first)
    return value, None if value else "tanggal_tidak_terbaca"


def _read_month(text: str, day_first: bool) -> Answer:
    value = dates.month(text, day_first)
    return value, None if value else "bulan_tidak_terbaca"


def _read_semester(text: str) -> Answer:
    value = dates.semester(text)
    return value, None if value else "siklus_tidak_terbaca"


def _read_sex(text: str) -> Answer:
    value = _SEX.get(normal_label(text))
    return value, None if value else "jk_tidak_terbaca"


def _read_yes_no(text: str) -> Answer:
    text = normal_label(text) or text
    if text in _YES:
        return True, None
    return (False, None) if text in _NO else (None, "ya_tidak_tidak_terbaca")


def _choices(field: Field) -> dict[str, str]:
    """Normal spellings of a choice: its code, its label, and the label without a leading number."""
    spellings = {}
    for code, label in field.choices.items():
        for text in (
            code,
            label,
            label.lstrip("0123456789 "),
            label.split("/")[0],
            label.split(" ke ")[0],
        ):
            spellings.setdefault(normal_label(text), code)
    return spellings | _SYNONYMS.get(id(field.choices), {})


def _read_choice(spellings: dict[str, str], text: str) -> Answer:
    value = spellings.get(normal_label(text))
    return value, None if value else "pilihan_tidak_dikenal"


def _read_number_of_person(text: str, broken: str) -> Answer:
    """NIK or Nomor KK: 16 digits, or the masked text; a NIK that is not whole is no key."""
    if len(text) == 16 and text.isascii() and text.isdigit() and text != text[0] * 16:
        return text, None  # nearly all of them, and there are as many as rows
    text = text.strip("'`’\" ").replace(" ", "").replace("\u00a0", "")
    if _SCIENTIFIC.fullmatch(text):
        return None, "nik_notasi_ilmiah" if broken == "nik_tidak_utuh" else broken
    if _MASKED.fullmatch(text):
        return None, broken if broken == "kk_tidak_terpakai" else None
    digits = _NOT_DIGIT.sub("", text)
    if len(digits) != 16 or len(set(digits)) == 1:
        return None, broken
    return digits, None


def _read_list(text: str) -> Answer:
    parts = [part.strip().upper() for part in re.split(r"[;,\n]", text)]
    return ";".join(dict.fromkeys(part for part in parts if part)) or None, None


def _reader(field: Field, day_first: bool, texts: pd.Index) -> Callable[[str], Answer]:
    """The reader of a column; ``texts``: its distinct cells, the evidence of how they are written."""
    match field.kind:
        case Kind.DESIMAL:
            return partial(_read_decimal, field, times=decimals.are_times(texts))
        case Kind.BULAT | Kind.RUPIAH:
            return partial(_read_count, field)
        case Kind.TANGGAL:
            return partial(_read_date, day_first=day_first)
        case Kind.BULAN:
            return partial(_read_month, day_first=day_first)
        case Kind.SIKLUS:
            return _read_semester
        case Kind.JK:
            return _read_sex
        case Kind.YA_TIDAK:
            return _read_yes_no
        case Kind.PILIHAN:
            return partial(_read_choice, _choices(field))
        case Kind.NIK:
            return partial(_read_number_of_person, broken="nik_tidak_utuh")
        case Kind.KK:
            needed = "kk_tidak_terpakai" if field.required else "kk_tidak_utuh"
            return partial(_read_number_of_person, broken=needed)
        case Kind.KODE:
            return lambda text: (text.upper(), None)
        case Kind.DAFTAR:
            return _read_list
        case _:
            return lambda text: (text, None)


# A masked NIK or KK is a value to the person who reads the cell, but no key; a decimal that was read back
# has its value.
_LENIENT_RULES = frozenset(
    {"nik_notasi_ilmiah", "nik_tidak_utuh", "kk_tidak_utuh", decimals.READ_BACK}
)
_DATES = (Kind.TANGGAL, Kind.BULAN)


def read_columns(
    sheet: Sheet,
    text: pd.DataFrame,
    labels: dict[str, str],
    findings: Findings,
    day_first: Mapping[str, bool] = MappingProxyType({}),
) -> pd.DataFrame:
    """Typed columns of a sheet from categorical text columns (named by field), same index.

    ``day_first`` is False for the date columns (by field name) in which 03/04 is 4 March. Missing columns
    stay missing. Empty required cells and unreadable ones go to ``findings`` under the header in ``labels``.
    """
    typed = {}
    for field in sheet.fields:
        if field.name in text.columns:
            column = text[field.name]
            reader = _reader(field, day_first.get(field.name, True), column.cat.categories)
            typed[field.name] = _read_column(field, column, reader, labels[field.name], findings)
    return pd.DataFrame(typed, index=text.index)


def read_typed(
    sheet: Sheet, frame: pd.DataFrame, labels: dict[str, str], findings: Findings
) -> pd.DataFrame:
    """The same for columns that already hold dates, numbers and booleans; texts are read as cells."""
    typed = {}
    for field in sheet.fields:
        if field.name not in frame:
            empty = pd.Series(None, index=frame.index, dtype=object)
            typed |= {} if not field.required else {field.name: empty}
        elif (dtype := DTYPES.get(field.kind)) is None:
            text = cleaned(frame[field.name].astype(object))
            reader = _reader(field, True, text.cat.categories)
            typed[field.name] = _read_column(field, text, reader, labels[field.name], findings)
            continue
        else:
            column = frame[field.name].astype(dtype)
            typed[field.name] = column.mask(column.isin(field.not_recorded))
        if field.required:
            rows = frame.index[typed[field.name].isna()]
            findings.add("kolom_wajib_kosong", rows, labels[field.name])
    return pd.DataFrame(typed, index=frame.index)


def _read_column(
    field: Field,
    column: pd.Series,
    reader: Callable[[str], Answer],
    label: str,
    findings: Findings,
) -> pd.Series:
    answers = [
        (None, None) if text.casefold() in EMPTY else reader(text) for text in column.cat.categories
    ]
    codes = column.cat.codes.to_numpy()
    values = as_kind([value for value, _ in answers], field.kind).take(codes)
    series = pd.Series(values, index=column.index)
    if field.kind in (Kind.NIK, Kind.KK) and _cut_short(series):
        findings.add(CUT_SHORT, column=label)
        series = series.mask(series.str.endswith("0", na=False), None)
    rules = [rule for _, rule in answers]
    broken = set(filter(None, rules))
    for rule in sorted(broken):
        rows = column.index[np.array([each == rule for each in rules])[codes]]
        lenient = field.lenient or rule in _LENIENT_RULES
        level = PERINGATAN if lenient else TOLAK
        dropped = field.lenient and rule not in _LENIENT_RULES
        message = f"{RULES[rule][1]} Nilainya tidak disimpan." if dropped else None
        findings.add(rule, rows, label, column, level=level, message=message)
    if field.required:
        empty = series.isna().to_numpy()
        if broken:
            empty = empty & np.array([rule is None for rule in rules])[codes]
        findings.add("kolom_wajib_kosong", column.index[empty], label, column)
    return series


def _cut_short(numbers: pd.Series) -> bool:
    """Whether a spreadsheet has turned the 16th digit into 0: it keeps 15. One in ten ends so by chance.

    Far above that: two and a half times as many in a long column, more than half in a short one.
    """
    distinct = numbers.dropna().unique()
    ending = sum(text.endswith("0") for text in distinct)
    often = 0.25 if len(distinct) >= MANY_NUMBERS else 0.5
    return len(distinct) >= ENOUGH_NUMBERS and ending > len(distinct) * often


def as_kind(values: list, kind: Kind) -> pd.api.extensions.ExtensionArray:
    """Python values (None = missing) as an array of the kind's type; texts stay objects."""
    dtype = DTYPES.get(kind, "object")
    if kind in _DATES:
        days = [None if value is None else value.isoformat() for value in values]
        return (
            pd.Series(days, dtype="object")
            .pipe(pd.to_datetime, format="%Y-%m-%d")
            .astype(dtype)
            .array
        )
    return (
        pd.array(values, dtype=dtype)
        if dtype != "object"
        else pd.Series(values, dtype=object).array
    )


def broken_rule(field: Field, text: str) -> str | None:
    """The rule that one cleaned, filled text breaks in a field; None when it can be read."""
    return _reader(field, True, pd.Index([text]))(text)[1]
