"""Kertas kerja of one audited case: its fields by group, and what was typed as rows of our own workbook.

What is typed and what is imported are the same thing: the answers become a workbook, and the importer checks
it like any other. Source of the fields: Kertas Kerja Audit (BKKBN, 13 May 2022) and, where that text could
not be had, the forms of TPK/Elsimil for the same groups.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from stunting import bahasa, reference
from stunting.imports import template

LETTERS = {"catin": "CT", "bumil": "BM", "pascasalin": "PS", "baduta": "BD", "balita": "BL"}
CHILDREN = ("baduta", "balita")
RECOMMENDATIONS = 3
# Who the case is about; the last ones only where they belong to the group.
IDENTITY = {
    "nama": "Nama",
    "nik": "NIK (16 digit)",
    "tanggal_lahir": "Tanggal lahir (hh/bb/tttt)",
    "nama_ibu": "Nama ibu kandung",
    "no_kk": "Nomor KK (16 digit)",
    "alamat": "Alamat",
    "rt": "RT",
    "rw": "RW",
}


@dataclass(frozen=True)
class Bidang:
    """One field of the form: code, label, part of the form, kind, choices, sheet it has a column in."""

    kode: str
    label: str
    bagian: str
    jenis: str
    pilihan: tuple[str, ...]
    lembar: str


def fields(kelompok: str) -> list[Bidang]:
    """The fields of a group's form, in order. Raises KeyError for an unknown group."""
    LETTERS[kelompok]
    return [
        Bidang(
            row.bidang, row.label, row.bagian, row.jenis, tuple(filter(None, row.pilihan.split(";"))),
            row.lembar,
        )
        for row in reference.table("kertas_kerja").itertuples()
        if kelompok in row.kelompok.split(";")
    ]  # fmt: skip


def next_code(kabkota: str, siklus: str, kelompok: str, taken: Iterable[str]) -> str:
    """The next free case code of a district, cycle and group."""
    head = f"AKS-{kabkota.replace('.', '')}-{siklus.replace('-', '')}-{LETTERS[kelompok]}-"
    numbers = [int(code.removeprefix(head)) for code in taken if code.startswith(head)]
    return f"{head}{max(numbers, default=0) + 1:02d}"


def missing(answers: Mapping[str, object], kelompok: str) -> list[str]:
    """What must be filled in before the form can be taken in, in the words of the form."""
    needed = {"desa": "Desa/kelurahan", "nama": "Nama", "tanggal_audit": "Tanggal audit"}
    if kelompok in CHILDREN:
        needed |= {
            "jenis_kelamin": "Jenis kelamin",
            "tanggal_lahir": "Tanggal lahir",
            "bb_kg": "Berat",
            "tb_cm": "Panjang/tinggi",
        }
    found = [label for name, label in needed.items() if not _text(answers.get(name))]
    dates = [name for name in ("tanggal_audit", "tanggal_lahir") if _text(answers.get(name))]
    dates += [
        each.kode
        for each in fields(kelompok)
        if each.jenis == "tanggal" and _text(answers.get(each.kode))
    ]
    wrong = [
        name for name in dates if not re.fullmatch(r"\d{1,2}/\d{1,2}/\d{4}", _text(answers[name]))
    ]
    labels = {"tanggal_audit": "Tanggal audit", "tanggal_lahir": "Tanggal lahir"}
    labels |= {each.kode: each.label for each in fields(kelompok)}
    return found + [f"{labels[name]} sebagai hh/bb/tttt" for name in wrong]


def rows(
    answers: Mapping[str, object], *, kasus_id: str, kelompok: str, siklus: str
) -> template.Filled:
    """What was typed as rows of the workbook's sheets, by sheet key and field name."""
    given = {name: _text(value) for name, value in answers.items()}
    place = {name: given.get(name, "") for name in ("kabkota", "kecamatan", "desa")}
    person = {name: given.get(name, "") for name in ("nik", "nama", "tanggal_lahir", "nama_ibu")}
    more = {name: given.get(name, "") for name in ("no_kk", "alamat", "rt", "rw", "puskesmas")}
    day = given.get("tanggal_audit", "")
    known = fields(kelompok)
    own = {
        sheet: {each.kode: given.get(each.kode, "") for each in known if each.lembar == sheet}
        for sheet in ("skrining", "pengukuran")
    }
    filled: dict[str, list[dict[str, object]]] = {
        "kasus": [
            {
                "kasus_id": kasus_id, "siklus": siklus, "kelompok": kelompok, **person, **place,
                "tahap": given.get("tahap") or "2", "tanggal_audit": day,
                **{
                    name: given.get(name, "")
                    for name in (
                        "status_risiko_awal", "status_risiko_akhir", "dapat_dicegah", "layanan_pencegah",
                    )
                },
            }
        ],
        "kasus_penyebab": [
            {
                "kasus_id": kasus_id,
                "kode_penyebab": code,
                "utama": "Ya" if code == answers.get("penyebab_utama") else "Tidak",
            }
            for code in _causes(answers)
        ],
        "kertas_kerja": [
            {"kasus_id": kasus_id, "bidang": each.kode, "isi": given[each.kode]}
            for each in known
            if not each.lembar and given.get(each.kode)
        ],
        "rtl": _recommendations(given, kasus_id, siklus),
    }  # fmt: skip
    if kelompok in CHILDREN:
        measured = {"tanggal": day, "jenis_kelamin": given.get("jenis_kelamin", "")[:1].upper()}
        filled["pengukuran"] = [{**person, **more, **place, **own["pengukuran"], **measured}]
    elif any(own["skrining"].values()):
        asked = {name: person[name] for name in ("nik", "nama", "tanggal_lahir")}
        checked = {"kelompok": kelompok, "tanggal": day}
        filled["skrining"] = [{**asked, **more, **place, **own["skrining"], **checked}]
    return {sheet: each for sheet, each in filled.items() if each}


def _causes(answers: Mapping[str, object]) -> list[str]:
    """The causes; the main one is one of them, ticked or not."""
    main = answers.get("penyebab_utama")
    return list(dict.fromkeys([*([main] if main else []), *(answers.get("penyebab") or [])]))


def _recommendations(
    given: Mapping[str, str], kasus_id: str, siklus: str
) -> list[dict[str, object]]:
    """Up to RECOMMENDATIONS rows; their codes follow the case, so that a second saving replaces the first."""
    kept = []
    for number in range(1, RECOMMENDATIONS + 1):
        text = given.get(f"rekomendasi_{number}", "")
        if text:
            kept.append(
                {
                    "rtl_id": f"{kasus_id.replace('AKS', 'RTL')}-{number}",
                    "kabkota": given.get("kabkota", ""),
                    "siklus": siklus,
                    "kasus_id": kasus_id,
                    "rekomendasi": text,
                    **{
                        name: given.get(f"{name}_{number}", "")
                        for name in ("pakar", "kode_opd", "kode_penyebab", "tenggat")
                    },
                }
            )
    return kept


def workbook(filled: template.Filled, foot: str = "") -> bytes:
    """The same rows as our own workbook (XLSX); ``foot``: what stands at the foot of every printed page."""
    with tempfile.TemporaryDirectory(prefix="kertas-kerja-") as folder:
        return template.write(Path(folder) / "kertas-kerja.xlsx", filled, foot).read_bytes()


def _text(value: object) -> str:
    """A typed value as a cell: numbers with a decimal comma, yes and no in words."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, float):
        return bahasa.angka(value, 0 if value.is_integer() else 2)
    return str(value).strip()
