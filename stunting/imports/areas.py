"""Names or codes of kabupaten/kota, kecamatan and desa -> Kemendagri codes, within the store's areas."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd
from lokal import wilayah

from stunting.imports.fields import Kind, Sheet
from stunting.imports.findings import Findings

_KABKOTA = re.compile(r"^(kabupaten|kab|kota administrasi|kota adm|kota)\b[. ]*")
_KECAMATAN = re.compile(r"^(kecamatan|kec|distrik)\b[. ]*")
_DESA = re.compile(r"^(kelurahan|kel|desa|ds|gampong|nagari)\b[. ]*")
_PUSKESMAS = re.compile(r"^(uptd?\b[. ]*)?(puskesmas|pukesmas|pusk|pkm)\b[. ]*")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_CODE = re.compile(r"\d{2}[. ]?\d{2}([. ]?\d{2}([. ]?\d{4})?)?")


def _joined(text: str) -> str:
    """Only letters and digits: names are written joined and apart, with and without hyphen."""
    return _NOT_ALNUM.sub("", text.casefold())


@dataclass(frozen=True)
class Place:
    """The codes of one place as far as they are known, or the rule it breaks and at which level."""

    kabkota: str | None = None
    kecamatan: str | None = None
    desa: str | None = None
    rule: str | None = None
    level: Kind | None = None


@lru_cache(maxsize=1)
def _kabkota_names() -> dict[str, list[str]]:
    """Joined names of all kabupaten/kota, with and without "kota"/"kab" -> codes."""
    found: dict[str, list[str]] = {}
    for province in wilayah.list_wilayah():
        for each in wilayah.list_wilayah(province.code):
            bare = _KABKOTA.sub("", each.name.casefold())
            names = (bare, f"{each.type} {bare}", f"{bare} {each.type}", each.name)
            for name in {_joined(text) for text in names}:
                found.setdefault(name, []).append(each.code)
    return found


class Areas:
    """Looks places up inside the given kabupaten/kota; what lies elsewhere is said, not guessed."""

    def __init__(self, kabkota: Iterable[str]) -> None:
        self.kabkota = tuple(kabkota)
        self._kecamatan: dict[str, dict[str, str | None]] = {}
        self._desa: dict[str, dict[str, str | None]] = {}
        for code in self.kabkota:
            self._kecamatan[code] = self._children(code)
            for kecamatan in wilayah.list_wilayah(code):
                self._desa[kecamatan.code] = self._children(kecamatan.code)

    @staticmethod
    def _children(code: str) -> dict[str, str | None]:
        """Joined names (and codes without dots) of the areas inside one; None where two share a name."""
        names: dict[str, str | None] = {}
        for each in wilayah.list_wilayah(code):
            name = _joined(each.name)
            names[name] = None if name in names else each.code
            names[each.code.replace(".", "")] = each.code
        return names

    def find(self, kabkota: str, kecamatan: str, desa: str, deepest: Kind) -> Place:
        """Codes for three texts ("" = not given) down to the level ``deepest``."""
        inside = self.kabkota
        if kabkota:
            found = kabkota_codes(kabkota)
            inside = tuple(code for code in found if code in self.kabkota)
            if not inside:
                rule = "wilayah_lain" if found else "kabkota_tidak_dikenal"
                return Place(rule=rule, level=Kind.KABKOTA)
        if deepest is Kind.DESA and desa and not kecamatan:
            return self._desa_alone(inside, desa)
        if deepest is Kind.KABKOTA or not kecamatan:
            return Place(kabkota=inside[0]) if len(inside) == 1 else Place()
        parents = [
            (code, found)
            for code in inside
            if (found := _look_up(self._kecamatan[code], kecamatan, _KECAMATAN))
        ]
        if len(parents) != 1:
            return Place(rule="kecamatan_tidak_dikenal", level=Kind.KECAMATAN)
        code, parent = parents[0]
        if deepest is Kind.KECAMATAN or not desa:
            return Place(code, parent)
        child = _look_up(self._desa[parent], desa, _DESA)
        if child is None:
            return Place(rule="desa_tidak_dikenal", level=Kind.DESA)
        return Place(code, parent, child)

    def _desa_alone(self, inside: tuple[str, ...], desa: str) -> Place:
        """A desa by its name in the whole district, when only one is called so."""
        found = [
            Place(code[:5], code, child)
            for code, names in self._desa.items()
            if code[:5] in inside and (child := _look_up(names, desa, _DESA))
        ]
        if len(found) == 1:
            return found[0]
        rule = "desa_bernama_sama" if found else "desa_tidak_dikenal"
        return Place(rule=rule, level=Kind.DESA)


def _look_up(names: dict[str, str | None], text: str, prefix: re.Pattern) -> str | None:
    whole = text.casefold().strip()
    return names.get(_joined(whole)) or names.get(_joined(prefix.sub("", whole)))


def kabkota_codes(text: str) -> list[str]:
    """Codes of all kabupaten/kota a text may mean: "MOJOKERTO" is two, "KAB. MOJOKERTO" one."""
    text = text.casefold().strip()
    if _CODE.fullmatch(text):
        code = wilayah.normalize_wilayah_code(text.replace(" ", ""))
        return [code] if len(code) == 5 and wilayah.wilayah_name(code) else []
    text = re.sub(r"^kab\b[. ]*", "kabupaten ", text)
    return _kabkota_names().get(_joined(text), [])


_LEVELS = (Kind.KABKOTA, Kind.KECAMATAN, Kind.DESA)


def place(
    sheet: Sheet, rows: pd.DataFrame, labels: dict[str, str], areas: Areas, findings: Findings
) -> pd.DataFrame:
    """Replace the area texts of typed rows by kode_kabkota, kode_kecamatan, kode_desa.

    The rows keep their index. A row whose place is not found gets a finding and empty codes; a sheet
    without areas is returned as it is.
    """
    levels = [each.kind for each in sheet.fields if each.kind in _LEVELS]
    if not levels:
        return rows
    names = [each.value for each in _LEVELS]
    texts = pd.DataFrame(
        {name: rows[name].fillna("") if name in rows else "" for name in names}, index=rows.index
    ).astype("str")
    deepest = max(levels, key=_LEVELS.index)
    keys = texts.groupby(names, sort=False).ngroup().to_numpy()
    distinct = texts.drop_duplicates()
    places = [areas.find(*each, deepest) for each in distinct.itertuples(index=False)]
    rows = rows.drop(columns=[name for name in names if name in rows])
    for name in names:
        codes = pd.Series([getattr(each, name) for each in places], dtype=object)
        rows[f"kode_{name}"] = codes.array.take(keys)
    for rule in sorted({each.rule for each in places if each.rule}):
        for level in _LEVELS:
            hit = np.array([each.rule == rule and each.level is level for each in places])
            at = rows.index[hit[keys]]
            findings.add(rule, at, labels.get(level.value, level.value), texts[level.value])
    return rows


def kabkota_in(texts: Iterable[str]) -> list[str]:
    """Codes of the kabupaten/kota that texts name without doubt."""
    found = (kabkota_codes(text) for text in texts if text)
    return sorted({codes[0] for codes in found if len(codes) == 1})


def puskesmas(rows: pd.DataFrame) -> pd.DataFrame:
    """Health centres in typed, placed rows: the given rows with puskesmas_id and puskesmas (its name).

    The id is the district's code and the name in one word: "UPTD Puskesmas Dukuh" -> 33.75-dukuh.
    """
    if "puskesmas" not in rows:
        return rows.assign(puskesmas_id=None, puskesmas=None)
    codes, distinct = pd.factorize(rows["puskesmas"])
    bare = [_PUSKESMAS.sub("", text.casefold().strip()).strip(" .-") for text in distinct] + [""]
    names = pd.Series([text.title() or None for text in bare], dtype=object).array.take(codes)
    slugs = pd.Series([_NOT_ALNUM.sub("-", text).strip("-") for text in bare], dtype=object)
    slug = pd.Series(slugs.array.take(codes), index=rows.index)
    ids = (rows["kode_kabkota"].astype("str") + "-" + slug.astype("str")).where(slug.ne(""), None)
    return rows.assign(puskesmas_id=ids.astype(object), puskesmas=names)
