"""How the publishers of boundaries call their columns. Data, not code: a new publisher is a new entry.

Seen in: BIG batas administrasi (kelurahan/desa and kecamatan, since 2018), HDX COD-AB Indonesia (made from
BPS), GADM 3.6 and 4.1, the village frames of BPS (2010 to 2024), and files of districts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a column tells of a shape."""

    KODE_KECAMATAN = "kode_kecamatan"
    KODE_DESA = "kode_desa"
    KODE_KABKOTA = "kode_kabkota"
    KECAMATAN = "kecamatan"
    NAMA_LAIN = "nama_lain"  # other spellings of the kecamatan, between | or ;
    KABKOTA = "kabkota"
    JENIS_KABKOTA = "jenis_kabkota"  # Kabupaten or Kota, where the name does not say it
    DESA = "desa"
    OBJEK = "objek"  # the name of the shape, whatever its level


class Scheme(StrEnum):
    """Whose numbers the codes are. BPS counts kecamatan differently: 3375010 is not 33.75.01."""

    KEMENDAGRI = "kemendagri"
    BPS = "bps"
    UNSAID = "tidak disebut"


@dataclass(frozen=True)
class Dialect:
    """One publisher. ``columns``: role -> names, the preferred first; case and punctuation do not matter."""

    name: str
    source: str  # proposed as the source under the map
    scheme: Scheme
    columns: dict[Role, tuple[str, ...]]
    marks: tuple[str, ...] = ()  # one of these columns must be there: the others are anybody's
    caution: str = ""  # what the operator should know before these are called official


DIALECTS = (
    Dialect(
        "BIG",
        "Badan Informasi Geospasial (BIG)",
        Scheme.KEMENDAGRI,
        {
            Role.KODE_KECAMATAN: ("KDCPUM",),
            Role.KODE_DESA: ("KDEPUM",),
            Role.KODE_KABKOTA: ("KDPKAB", "KDBPUM"),
            Role.KECAMATAN: ("WADMKC",),
            Role.KABKOTA: ("WADMKK",),
            Role.DESA: ("WADMKD",),
            Role.OBJEK: ("NAMOBJ",),
        },
    ),
    Dialect(
        "HDX",
        "BPS melalui HDX",
        Scheme.BPS,
        {
            Role.KODE_KECAMATAN: ("ADM3_PCODE",),
            Role.KODE_DESA: ("ADM4_PCODE",),
            Role.KODE_KABKOTA: ("ADM2_PCODE",),
            Role.KECAMATAN: ("ADM3_EN", "ADM3_ID", "ADM3_NAME", "ADM3_REF_NAME"),
            Role.NAMA_LAIN: ("ADM3ALT1EN", "ADM3ALT2EN", "ADM3_ALT1EN", "ADM3_ALT2EN"),
            Role.KABKOTA: ("ADM2_EN", "ADM2_ID", "ADM2_NAME", "ADM2_REF_NAME"),
            Role.DESA: ("ADM4_EN", "ADM4_ID", "ADM4_NAME"),
        },
        caution="Batas dari HDX berasal dari peta statistik BPS, bukan batas resmi BIG.",
    ),
    Dialect(
        "GADM",
        "GADM",
        Scheme.BPS,
        {
            Role.KODE_KECAMATAN: ("CC_3",),
            Role.KODE_KABKOTA: ("CC_2",),
            Role.KECAMATAN: ("NAME_3",),
            Role.NAMA_LAIN: ("VARNAME_3", "NL_NAME_3"),
            Role.KABKOTA: ("NAME_2",),
            Role.JENIS_KABKOTA: ("TYPE_2",),
            Role.DESA: ("NAME_4",),
        },
        caution="GADM bukan sumber resmi di Indonesia; pakai batas BIG bila ada.",
    ),
    Dialect(
        "BPS",
        "Badan Pusat Statistik (BPS)",
        Scheme.BPS,
        {
            Role.KODE_KECAMATAN: ("idkec", "id_kec", "kodekec_bps", "kode_kec_bps"),
            Role.KODE_DESA: ("iddesa", "id_desa", "kode_desa_bps", "ID2010", "ID2013", "ID2020"),
            Role.KODE_KABKOTA: ("idkab", "id_kab"),
            Role.KECAMATAN: ("nmkec", "nama_kec", "nama_kecamatan", "kecamatan"),
            Role.KABKOTA: ("nmkab", "nama_kab", "kabkot", "kabupaten", "nama_kabupaten"),
            Role.DESA: ("nmdesa", "nama_desa", "desa", "desa_kelurahan"),
        },
        marks=("idkec", "iddesa", "idkab", "nmkec", "nmdesa", "nmkab", "ID2010", "ID2013", "ID2020"),
        caution="Batas BPS dibuat untuk keperluan statistik, bukan batas resmi BIG.",
    ),
    Dialect(
        "daerah",
        "",
        Scheme.UNSAID,
        {
            Role.KODE_KECAMATAN: (
                "kode_kecamatan", "kode_kec", "kodekec", "kd_kec", "kd_kecamatan", "kec_kode",
                "kode_kemendagri", "kode_wilayah", "kode",
            ),
            Role.KODE_DESA: (
                "kode_desa", "kodedesa", "kd_desa", "kode_kel", "kode_kelurahan", "kode_desa_kel",
            ),
            Role.KODE_KABKOTA: (
                "kode_kabkota", "kode_kab", "kd_kab", "kode_kabupaten", "kode_kab_kota",
            ),
            Role.KECAMATAN: (
                "nama_kecamatan", "nama_kec", "nm_kec", "nm_kecamatan", "kecamatan", "kec",
                "kec_nama", "namakec", "distrik", "nama_distrik", "district",
            ),
            Role.KABKOTA: (
                "nama_kabkota", "nama_kab", "nm_kab", "kabupaten_kota", "kab_kota", "kabkota",
                "kabkot", "kabupaten", "nama_kabupaten", "kab", "kota", "regency",
            ),
            Role.DESA: (
                "nama_desa", "nm_desa", "desa_kelurahan", "desa_kel", "kel_desa", "kelurahan",
                "desa", "nama_kelurahan", "nama_kel", "village",
            ),
            Role.OBJEK: ("nama", "name", "namobj"),
        },
    ),
)  # fmt: skip
_KECAMATAN_ROLES = frozenset({Role.KODE_KECAMATAN, Role.KODE_DESA, Role.KECAMATAN, Role.OBJEK})
_DBF_WIDTH = 10  # a Shapefile cuts names of columns after ten characters


def normal(name: str) -> str:
    """A column name without case and punctuation."""
    return "".join(char for char in name.casefold() if char.isalnum())


def recognise(fields: list[str]) -> tuple[Dialect, dict[Role, list[str]]] | None:
    """The dialect most of whose roles these columns fill, and the columns per role, the preferred first.

    None when no column tells a kecamatan. Of two that fill as many the earlier of the table.
    """
    best: tuple[Dialect, dict[Role, list[str]]] | None = None
    for dialect in DIALECTS:
        if dialect.marks and not any(_called(mark, fields) for mark in dialect.marks):
            continue
        found = {
            role: columns
            for role, names in dialect.columns.items()
            if (columns := [each for name in names for each in _called(name, fields)])
        }
        if found.keys() & _KECAMATAN_ROLES and (best is None or len(found) > len(best[1])):
            best = (dialect, found)
    return best


def _called(name: str, fields: list[str]) -> list[str]:
    whole, cut = normal(name), normal(name[:_DBF_WIDTH])
    return [
        each
        for each in fields
        if normal(each) == whole or (len(each) == _DBF_WIDTH and normal(each) == cut)
    ]


def known_columns() -> list[str]:
    """All column names of all dialects, normal and cut: only these are read from a file."""
    names = {name for each in DIALECTS for names in each.columns.values() for name in names}
    return sorted({normal(name) for name in names} | {normal(name[:_DBF_WIDTH]) for name in names})
