"""What is compared: the question, what it stands for on the screen, and what a page asks it with."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd

from stunting import db, questions

FOLDER = Path(__file__).parent

# Question -> where it is read. In the order of the table.
CUBES = {
    "indikator_wilayah": "Ringkasan, Rapor: semua indikator tiap kecamatan",
    "indikator_per_kecamatan": "Peta: satu indikator per kecamatan",
    "indikator_per_siklus": "Tren: satu indikator sepanjang siklus",
    "indikator_per_bulan": "Tren: satu indikator per bulan",
    "neraca": "Neraca anak stunting satu siklus",
    "hulu": "Rantai 1000 HPK",
    "faktor_risiko": "Keadaan keluarga anak stunting",
    "mutu_ukur": "Mutu pengukuran tiap puskesmas",
    "keluarga_berisiko": "Daftar keluarga berisiko",
    "kasus_penyebab_ringkas": "Penyebab pada kasus yang diaudit",
    "kasus_pengukuran": "Pertumbuhan satu anak",
    "mutu_daftar": "Daftar anak yang perlu diukur ulang",
}
# The same answers from measurements, families and monthly reports, as if nothing had been derived.
RAWS = (
    "indikator_per_kecamatan",
    "indikator_per_siklus",
    "indikator_per_bulan",
    "neraca",
    "faktor_risiko",
    "mutu_ukur",
)


@dataclass(frozen=True)
class Asked:
    """One thing to time. ``sql`` is DuckDB's; ``page``: the parameters that a page gives the
    question of that name; ``columns``: name -> DuckDB type of the answer.
    """

    name: str
    raw: bool
    sql: str
    params: dict[str, object]
    page: dict[str, object]
    columns: dict[str, str]
    named: bool

    def by_hand(self, dialect: str) -> Path | None:
        """The file that says it in the words of "sqlite" or "postgres"; None where sqlglot can."""
        path = FOLDER / dialect / f"{self.name}.sql"
        return path if not self.raw and path.is_file() else None

    @property
    def key(self) -> str:
        return f"{self.name} (baris)" if self.raw else self.name


def all_of(folder: Path, kode_kabkota: str, siklus: str) -> list[Asked]:
    """Everything that is compared on the version in ``folder``, for one district and cycle."""
    given = _given(folder, kode_kabkota, siklus)
    found = []
    for name in CUBES:
        question = questions.load(name)
        page = {each: given[each] for each in question.params}
        named = question.access == "bernama"
        found.append(Asked(name, False, question.sql, page, page, question.columns, named))
    for name in RAWS:
        sql = (FOLDER / "mentah" / f"{name}.sql").read_text(encoding="utf-8")
        params = {each: given[each] for each in re.findall(r"\$(\w+)", sql)}
        question = questions.load(name)
        page = {each: given[each] for each in question.params}
        found.append(Asked(name, True, sql, params, page, question.columns, False))
    return found


def expected(folder: Path, asked: Asked) -> pd.DataFrame:
    """What the dashboard shows: for what is counted from raw rows, the answer over the derived tables."""
    return pd.DataFrame(db.ask(folder, asked.name, asked.page, named=asked.named))


def _given(folder: Path, kode_kabkota: str, siklus: str) -> dict[str, object]:
    areas = db.ask(folder, "pilihan_kecamatan", {})
    own = areas.loc[areas["kode_kabkota"] == kode_kabkota, "kode_kecamatan"].tolist()
    awal, akhir = _days(siklus)
    return {
        "kode_kabkota": kode_kabkota,
        "kode_kecamatan": None,
        "siklus": siklus,
        "siklus_lalu": _before(siklus),
        "awal": awal,
        "akhir": akhir,
        "awal_lalu": _days(_before(siklus))[0],
        "kelompok": "balita",
        "indikator": "stunting_balita",
        "scope": own,
        "rinci": False,
        "masalah": "posisi_kosong",
        "kasus_id": _case(folder, own),
        **dict.fromkeys(("kebutuhan", "opd", "bantuan")),
    }


def _case(folder: Path, scope: list[str]) -> str | None:
    """The case of the child with most measurements."""
    cases = db.ask(folder, "kasus_daftar", {"scope": scope, "siklus": None})
    rows = {
        case: len(db.ask(folder, "kasus_pengukuran", {"scope": scope, "kasus_id": case}))
        for case in cases["kasus_id"]
    }
    return max(rows, key=rows.get, default=None)


def _before(siklus: str) -> str:
    year, half = int(siklus[:4]), siklus[-1]
    return f"{year}-S1" if half == "2" else f"{year - 1}-S2"


def _days(siklus: str) -> tuple[date, date]:
    year = int(siklus[:4])
    if siklus.endswith("S1"):
        return date(year, 1, 1), date(year, 6, 30)
    return date(year, 7, 1), date(year, 12, 31)
