"""Families of Verval KRS / SIGA: per family, per desa, and the per-RT sheet of 2021.

Codes of a Verval row as importers of real files read them: kondisi air minum and jamban 1 layak, 2 tidak;
terlalu muda, tua, dekat, banyak 2 ya, 1 tidak, 3 tidak berlaku; a sheet ticked by hand marks a fault with V.
Some exports write 0 and 1 instead; there 1 means what the header names first. Where a file carries its own
verdict (risiko_stunting) it is compared with what the flags give, and a contradiction is said.
Latitude and longitude locate a house and are never read.
"""

from __future__ import annotations

import re

import pandas as pd

from stunting.imports import dates, fields
from stunting.imports.findings import Findings
from stunting.imports.layout import Layout
from stunting.imports.read import RawSheet, categorical, clean, cleaned, normal_label
from stunting.siklus import of_month

YES, NO = "Ya", "Tidak"
_TICK = frozenset({"v", "✓", "√", "x"})
_FIT = ("sumber_air_layak", "jamban_layak")  # a fault is "tidak"
_FAULTS = ("terlalu_muda", "terlalu_tua", "terlalu_dekat", "terlalu_banyak")  # a fault is "ya"
_PRESENT = ("ada_baduta", "ada_balita", "ada_pus", "ada_bumil")
_PLACES = {
    "nama_kabupaten": "kabkota",
    "kabupaten": "kabkota",
    "nama_kecamatan": "kecamatan",
    "kecamatan": "kecamatan",
    "nama_kelurahan": "desa",
    "kelurahan": "desa",
    "nama_desa": "desa",
    "desa": "desa",
    "periode": "siklus",
    "siklus": "siklus",
}
_NOT_READ = (
    "no",
    "id_frm",
    "id_provinsi",
    "kode_depdagri_provinsi",
    "nama_provinsi",
    "provinsi",
    "id_kabupaten",
    "kode_depdagri_kabupaten",
    "id_kecamatan",
    "kode_depdagri_kecamatan",
    "id_kelurahan",
    "kode_depdagri_kelurahan",
)
_FAMILY = {
    "kode_keluarga": "kode_keluarga",
    "no_kk": "no_kk",
    "nik": "nik_kepala",
    "nama_kepala_keluarga": "nama_kepala",
    "rt": "rt",
    "rw": "rw",
    "baduta": "ada_baduta",
    "balita": "ada_balita",
    "pus": "ada_pus",
    "pus_hamil": "ada_bumil",
    "sumber_air_layak_tidak": "sumber_air_layak",
    "kondisi_sumber_air_minum": "sumber_air_layak",
    "jamban_layak_tidak": "jamban_layak",
    "kondisi_fasilitas_bab": "jamban_layak",
    "terlalu_muda": "terlalu_muda",
    "terlalu_tua": "terlalu_tua",
    "terlalu_dekat": "terlalu_dekat",
    "terlalu_banyak": "terlalu_banyak",
    "bukan_peserta_kb_modern": "kb_modern",
    "kesejahteraan_prioritas": "peringkat_kesejahteraan",
    "risiko_stunting": "berisiko_sumber",
}
_COUNTS = {
    "jumlah_keluarga": "jumlah_keluarga",
    "jumlah_keluarga_sasaran": "keluarga_sasaran",
    "jml_klg_resiko_stunting": "berisiko",
    "tidak_risiko_stunting": "tidak_berisiko",
    "sumber_air_layak_tidak": "air_tidak_layak",
    "jamban_layak_tidak": "jamban_tidak_layak",
    "terlalu_muda": "terlalu_muda",
    "terlalu_tua": "terlalu_tua",
    "terlalu_dekat": "terlalu_dekat",
    "terlalu_banyak": "terlalu_banyak",
    "bukan_peserta_kb_modern": "bukan_kb_modern",
    "prioritas_1": "prioritas_1",
    "prioritas_2": "prioritas_2",
    "prioritas_3": "prioritas_3",
    "prioritas_4": "prioritas_4",
    "bukan_prioritas": "bukan_prioritas",
}


def _meant(raw: RawSheet, places: dict[int, str], findings: Findings | None = None) -> pd.DataFrame:
    """Rows with coded answers written out as the form has them, and the period as a semester."""
    rows = raw.rows.copy()
    at = {name: place for place, name in places.items()}
    flags = [name for name in (*_FIT, *_FAULTS, "kb_modern") if name in at]
    texts = {text for name in flags for text in _texts(rows[at[name]])}
    zero_one = "0" in texts and not texts & {"2", "3"}
    for name in flags:
        rows[at[name]] = _translated(rows[at[name]], _flag(name, zero_one, rows[at[name]]))
    for name in (*_PRESENT, "berisiko_sumber"):
        if name in at:
            rows[at[name]] = _translated(rows[at[name]], _present)
    if "peringkat_kesejahteraan" in at:
        place = at["peringkat_kesejahteraan"]
        rows[place] = _translated(rows[place], _rank)
    if "siklus" in at:
        rows[at["siklus"]] = _translated(rows[at["siklus"]], semester)
    if findings is not None and "berisiko_sumber" in at:
        _compare(rows, at, findings, raw.headers[at["berisiko_sumber"]])
    return rows


def _texts(column: pd.Series) -> set[str]:
    return {_bare(text) for text in column.cat.remove_unused_categories().cat.categories}


def _bare(text: str) -> str:
    return text.casefold().removesuffix(".0").strip()


def _translated(column: pd.Series, meaning) -> pd.Series:
    texts = [meaning(text) for text in column.cat.categories]
    return categorical(texts, column.cat.codes.to_numpy(), column.index)


def _flag(name: str, zero_one: bool, column: pd.Series):
    """What a cell of a flag column means, as Ya or Tidak of our field; other texts stay as they are."""
    fault, fine = (NO, YES) if name in (*_FIT, "kb_modern") else (YES, NO)
    ticked = bool(_texts(column) & _TICK)

    def meaning(text: str) -> str:
        bare = _bare(text)
        if bare in _TICK:
            return fault
        if bare == "":
            return fine if ticked else ""  # in a column of ticks an empty cell is an answer
        if zero_one and bare in ("0", "1"):
            named = bare == "1"
            return (YES if named else NO) if name in _FIT else (fault if named else fine)
        answers = {"1": fine, "2": fault, "layak": YES, "tidaklayak": NO}
        if bare == "3" and name not in _FIT:
            return "" if name == "kb_modern" else fine  # does not apply
        plain = normal_label(bare)
        if name == "kb_modern" and plain in ("ya", "tidak"):
            return NO if plain == "ya" else YES  # "bukan peserta": ya
        return answers.get(plain, text)

    return meaning


def _present(text: str) -> str:
    bare = _bare(text)
    if bare in _TICK or bare == "1":
        return YES
    if bare in ("0", "2"):
        return NO
    plain = normal_label(bare)
    return {"berisiko": YES, "tidakberisiko": NO, "beresiko": YES, "tidakberesiko": NO}.get(
        plain, text
    )


def _rank(text: str) -> str:
    return "5" if _bare(text).replace(" ", "") in (">4", "diatas4") else text


def semester(text: str) -> str:
    """The semester a period means; a year alone is its second one, when the yearly round is closed."""
    bare = _bare(text)
    if found := dates.semester(bare):
        return found
    if re.fullmatch(r"20\d\d", bare):
        return f"{bare}-S2"
    if found := re.fullmatch(r"(20\d\d)(0[1-9]|1[0-2])", bare):
        return of_month(int(found[1]), int(found[2]))
    if month := dates.month(bare):
        return of_month(month.year, month.month)
    return text


def _compare(rows: pd.DataFrame, at: dict[str, int], findings: Findings, header: str) -> None:
    """Say where the file's own verdict contradicts its flags."""
    faults = [(name, NO) for name in _FIT] + [(name, YES) for name in _FAULTS]
    known = [(rows[at[name]].astype(object), fault) for name, fault in faults if name in at]
    if not known:
        return
    ours = pd.Series(False, index=rows.index)
    for column, fault in known:
        ours |= column.eq(fault)
    theirs = rows[at["berisiko_sumber"]].astype(object)
    told = theirs.isin([YES, NO])
    differing = int((told & (theirs.eq(YES) != ours)).sum())
    if differing:
        findings.add(
            "risiko_berbeda",
            column=header,
            message=f"Pada {differing} dari {int(told.sum())} keluarga, risiko menurut berkas berbeda dari "
            "faktornya (air minum, jamban, 4 terlalu); yang dipakai faktornya.",
        )


# The sheet of 2021 has its head at fixed places and no header worth the name (columns from A).
_RT_AT, _RW_AT, _COLUMN_E, _FIRST_ROW = 4, 6, 4, 16
_BY_PLACE = {
    0: "kelurahan",
    1: "kode_keluarga",
    5: "nik",
    6: "nama_kepala_keluarga",
    8: "baduta",
    9: "balita",
    10: "pus",
    11: "pus_hamil",
    21: "terlalu_muda",
    22: "terlalu_tua",
    23: "terlalu_dekat",
    24: "terlalu_banyak",
    25: "risiko_stunting",
}
_WIDTH = 26
_AREA_CODE = re.compile(r"\d{10}")
_YEAR = re.compile(r"20\d\d")


def _per_rt(raw: RawSheet) -> RawSheet | None:
    """A sheet of the per-RT form as a sheet with headers; None when it is none.

    Columns M-T (poverty, water, latrine, house) stand in no order that is documented; they are not read, and
    the form's own verdict in Z speaks for them.
    """
    if raw.top is None or len(raw.top) < _FIRST_ROW - 1 or len(raw.top.columns) < _WIDTH:
        return None
    body = raw.rows.loc[_FIRST_ROW:].reindex(columns=range(_WIDTH))
    if not _area_codes(
        body.head(_FIRST_ROW * 10)
    ).any():  # no need to read a long list of something else
        return None
    body = body.astype(object).fillna("")
    body = body[_area_codes(body)]
    codes = body[0].map(_digits)
    if not body[1].ne("").any():
        return None
    top = raw.top.astype(object).fillna("").map(lambda cell: clean(str(cell)))
    years = [_YEAR.search(cell) for row in top.to_numpy() for cell in row]
    year = next((found[0] for found in years if found), "2021")
    rows = pd.DataFrame({name: body[place] for place, name in _BY_PLACE.items()})
    rows["kecamatan"] = codes.str[:6]
    rows["rt"], rows["rw"] = top.loc[_RT_AT, _COLUMN_E], top.loc[_RW_AT, _COLUMN_E]
    rows["periode"] = f"{year}-S2"
    headers = list(rows.columns)
    rows.columns = range(len(headers))
    return RawSheet(raw.name, _FIRST_ROW - 1, headers, rows.apply(cleaned), raw.top)


def _digits(cell: object) -> str:
    return clean(str(cell)).replace(".", "")


def _area_codes(body: pd.DataFrame) -> pd.Series:
    """Which rows begin with the code of a desa."""
    return body[0].astype(object).map(lambda cell: bool(_AREA_CODE.fullmatch(_digits(cell))))


def _period(
    raw: RawSheet, places: dict[int, str], findings: Findings | None = None
) -> pd.DataFrame:
    """Rows with the period as a semester."""
    rows = raw.rows.copy()
    for place, name in places.items():
        if name == "siklus":
            rows[place] = _translated(rows[place], semester)
    return rows


LAYOUTS = (
    Layout(
        "verval_keluarga",
        "Verval KRS / SIGA, per keluarga",
        fields.KELUARGA_VERVAL,
        _PLACES | _FAMILY,
        (*_NOT_READ, "nama_istri", "latitude", "longitude"),
        any_of=(*_FIT, *_FAULTS),
        reshape=_meant,
        recognise=_per_rt,
    ),
    Layout(
        "verval_desa",
        "Verval KRS / SIGA, jumlah per desa/kelurahan",
        fields.KRS_DESA,
        _PLACES | _COUNTS,
        (*_NOT_READ, "pus", "pus_hamil", "balita", "baduta"),
        needs=("keluarga_sasaran",),
        reshape=_period,
    ),
)
