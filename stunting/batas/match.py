"""Whose kecamatan a shape of a boundary file is: by code, then by name, then by an agreed spelling.

Only the kecamatan of the given kabupaten/kota are looked for. Nothing is guessed: what looks alike is
proposed and stays unmatched until a person agrees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lokal import wilayah
from rapidfuzz import fuzz, process

from stunting.batas.dialects import Dialect, Role, Scheme
from stunting.imports.areas import kabkota_codes

BY_CODE, BY_NAME, BY_ALIAS = "kode", "nama", "padanan"
ALIKE = 75  # similarity from which a spelling is proposed (0 to 100)
_PREFIX = re.compile(r"^(kecamatan|kec|distrik|distr)\b[. ]*")
_NOT_ALNUM = re.compile(r"[^a-z0-9]+")
_NOT_DIGIT = re.compile(r"\D+")
_OTHER_NAMES = re.compile(r"[|;]")
UNKNOWN_NAME = "nama_tidak_dikenal"
CONTRADICTION = "kode_dan_nama_berbeda"


@dataclass(frozen=True)
class Unit:
    """Features of a file that say the same of themselves; ``places``: where in the layer they are.

    ``kode`` is a Kemendagri code of a kecamatan, ``sure`` whether the file says that it is one.
    ``kabkota``: codes of the kabupaten/kota the file may mean, None when it does not say.
    """

    kode: str | None
    sure: bool
    name: str
    other_names: tuple[str, ...]
    kabkota_text: str
    kabkota: tuple[str, ...] | None
    places: list[int] = field(repr=False)


@dataclass(frozen=True)
class Match:
    """A unit and the kecamatan it is. ``by``: kode, nama or padanan."""

    kode: str
    by: str
    unit: Unit


@dataclass(frozen=True)
class Unmatched:
    """A unit of our kabupaten/kota that is none of its kecamatan; ``proposed`` is a code or None."""

    unit: Unit
    reason: str
    proposed: str | None


@dataclass(frozen=True)
class Outcome:
    """What became of all units. ``elsewhere`` and ``nameless`` count features."""

    matched: list[Match]
    unmatched: list[Unmatched]
    elsewhere: int
    nameless: int

    def codes(self) -> set[str]:
        return {each.kode for each in self.matched}


def spelled(name: str) -> str:
    """A name of a kecamatan without case, spaces, punctuation and "Kec."."""
    text = name.casefold().strip()
    return _NOT_ALNUM.sub("", _PREFIX.sub("", text)) or _NOT_ALNUM.sub("", text)


# --- reading the columns ---------------------------------------------------------------------------

_NAMES = (Role.KECAMATAN, Role.NAMA_LAIN, Role.KABKOTA, Role.JENIS_KABKOTA)


def units(
    dialect: Dialect, columns: Mapping[Role, list[str]], data: Mapping[str, list[str]]
) -> list[Unit]:
    """The features of a layer grouped by what their columns say.

    ``columns`` from dialects.recognise, ``data`` from source.Layer.columns.
    """
    filled = {role: [data[name] for name in names] for role, names in columns.items()}
    groups: dict[tuple, list[int]] = {}
    for place in range(len(next(iter(data.values()), []))):

        def said(role: Role, place: int = place) -> str:
            return next((texts[place] for texts in filled.get(role, ()) if texts[place]), "")

        kode, sure, of_desa = _kecamatan_code(
            (said(Role.KODE_KECAMATAN), said(Role.KODE_DESA)), dialect.scheme
        )
        kecamatan, *others = (said(role) for role in _NAMES)
        if not kecamatan and not (of_desa or said(Role.DESA) or said(Role.KODE_DESA)):
            kecamatan = said(Role.OBJEK)
        number = _kabkota_number(
            said(Role.KODE_KABKOTA), said(Role.KODE_KECAMATAN), said(Role.KODE_DESA)
        )
        groups.setdefault((kode, sure, number, kecamatan, *others), []).append(place)
    alone = dialect.scheme is not Scheme.BPS
    return [_unit(*key, places, number_alone=alone) for key, places in groups.items()]


def _unit(
    kode: str | None,
    sure: bool,
    number: str | None,
    name: str,
    other_names: str,
    kabkota: str,
    kind: str,
    places: list[int],
    *,
    number_alone: bool,
) -> Unit:
    meant = tuple(kabkota_codes(f"{kind} {kabkota}") if kind and kabkota else ())
    meant = meant or (tuple(kabkota_codes(kabkota)) if kabkota else ())
    if number and (number in meant or (number_alone and not kabkota)):
        meant = (number,)
    others = tuple(each.strip() for each in _OTHER_NAMES.split(other_names) if each.strip())
    return Unit(kode, sure, name, others, kabkota, meant or None, places)


def _kecamatan_code(texts: Iterable[str], scheme: Scheme) -> tuple[str | None, bool, bool]:
    """Kemendagri code of the kecamatan, whether it surely is one, and whether a desa was meant.

    BPS numbers have as many digits as Kemendagri's for a desa, and other ones: where the publisher does
    not say that they are Kemendagri's, only dots or six digits are taken for one, and never for sure.
    """
    for text in texts:
        digits = _NOT_DIGIT.sub("", text)
        dotted = "." in text.strip(". ")
        if len(digits) not in (6, 10) or digits != text.replace(".", "").strip():
            continue
        if scheme is Scheme.KEMENDAGRI or dotted or len(digits) == 6:
            kode = f"{digits[:2]}.{digits[2:4]}.{digits[4:6]}"
            sure = scheme is Scheme.KEMENDAGRI or (scheme is Scheme.UNSAID and dotted)
            return kode, sure, len(digits) == 10
    return None, False, False


def _kabkota_number(*codes: str) -> str | None:
    """The kabupaten/kota in a code.

    BPS numbers most of them as Kemendagri does, but not all: 1101 is Simeulue, 11.01 Aceh Selatan. So
    where the codes may be theirs this only chooses between places of the same name.
    """
    for code in codes:
        digits = _NOT_DIGIT.sub("", code)
        if len(digits) >= 4:
            number = f"{digits[:2]}.{digits[2:4]}"
            if wilayah.wilayah_name(number):
                return number
    return None


# --- matching --------------------------------------------------------------------------------------


class Kecamatan:
    """Looks units up among the kecamatan of the given kabupaten/kota.

    ``aliases``: (kecamatan code, other spelling) pairs that were agreed on.
    """

    def __init__(self, kabkota: Iterable[str], aliases: Iterable[tuple[str, str]] = ()) -> None:
        self.kabkota = tuple(kabkota)
        self._aliases: dict[str, set[str]] = {}
        for kode, name in aliases:
            self._aliases.setdefault(spelled(name), set()).add(kode)
        self._names: dict[str, dict[str, str]] = {}

    def inside(self, kabkota: str) -> dict[str, str]:
        """Code -> name of the kecamatan of one kabupaten/kota."""
        if kabkota not in self._names:
            self._names[kabkota] = {each.code: each.name for each in wilayah.list_wilayah(kabkota)}
        return self._names[kabkota]

    def name(self, kode: str) -> str:
        return self.inside(kode[:5])[kode]

    def sort(self, found: Iterable[Unit]) -> Outcome:
        """Every unit to its kecamatan, or why not."""
        matched, doubtful, elsewhere, nameless = [], [], 0, 0
        for unit in found:
            ours = self._ours(unit)
            match = self._match(unit, ours)
            if match:
                if match.kode[:5] in self.kabkota:
                    matched.append(match)
                else:
                    elsewhere += len(unit.places)
            elif not ours:
                elsewhere += len(unit.places)
            elif not unit.name and not unit.kode:
                nameless += len(unit.places)
            else:
                doubtful.append((unit, ours))
        taken = {each.kode for each in matched}
        unmatched = [self._unmatched(unit, ours, taken) for unit, ours in doubtful]
        return Outcome(matched, unmatched, elsewhere, nameless)

    def _ours(self, unit: Unit) -> tuple[str, ...]:
        """The kabupaten/kota of ours that a unit may lie in."""
        if unit.kabkota is None:
            return self.kabkota
        return tuple(each for each in self.kabkota if each in unit.kabkota)

    def _match(self, unit: Unit, ours: tuple[str, ...]) -> Match | None:
        by_name = self._by_name(unit)
        kode = unit.kode
        if kode and kode[:5] in ours and kode in self.inside(kode[:5]):
            if kode in by_name:
                return Match(kode, BY_CODE, unit)
            # a name that is another kecamatan's contradicts the code; any other is a spelling
            if unit.sure and not by_name:
                return Match(kode, BY_CODE, unit)
            if unit.sure:
                return None
        if len(by_name) != 1:
            return None
        found, how = next(iter(by_name.items()))
        return Match(found, how, unit)

    def _by_name(self, unit: Unit) -> dict[str, str]:
        """Kecamatan with the name of a unit -> how it is known; those of ours where there are any."""
        found: dict[str, str] = {}
        wanted = [(unit.name, BY_NAME), *((each, BY_ALIAS) for each in unit.other_names)]
        for name, how in wanted:
            key = spelled(name)
            if not key or found:
                continue
            for kabkota in unit.kabkota or self.kabkota:
                inside = self.inside(kabkota)
                found |= {kode: how for kode, own in inside.items() if spelled(own) == key}
                if not found:
                    known = self._aliases.get(key, set()) & inside.keys()
                    found |= dict.fromkeys(known, BY_ALIAS)
        if len(found) > 1 and unit.kabkota and "kota" not in unit.kabkota_text.casefold():
            # publishers write "Solok" for the kabupaten and "Kota Solok" for the kota
            rural = {kode: how for kode, how in found.items() if kode[3] < "7"}
            return rural or found
        return found

    def _unmatched(self, unit: Unit, ours: tuple[str, ...], taken: set[str]) -> Unmatched:
        by_name = self._by_name(unit)
        if by_name and unit.kode:
            return Unmatched(
                unit, CONTRADICTION, next(iter(by_name)) if len(by_name) == 1 else None
            )
        left = {
            kode: spelled(name)
            for kabkota in ours
            for kode, name in self.inside(kabkota).items()
            if kode not in taken
        }
        best = process.extractOne(spelled(unit.name), left, scorer=fuzz.ratio, score_cutoff=ALIKE)
        return Unmatched(unit, UNKNOWN_NAME, best[2] if best else None)
