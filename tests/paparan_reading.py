"""Presentations of the sample to test with, and everything one says as text: to be counted and searched."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date

from stunting import panggung
from stunting.paparan import berkas
from stunting.paparan.gambar import Gambar
from stunting.paparan.layar import Layar, Paparan
from stunting.pilihan import Filters

_NO_WORDS = ("warna", "bentuk", "latar", "titik")  # colours and geometry
OF_TOTAL = re.compile(r"(\d[\d.]*) dari (\d[\d.]*)(?![\d.]* (?:kecamatan|desa))")

TODAY = date(2026, 11, 23)  # the day the story of the sample is told on


def district(kode: str, **other: str) -> Filters:
    """The choice of a district: latest cycle and balita unless told otherwise."""
    nama = {"33.75": "Kota Pekalongan", "35.16": "Kabupaten Mojokerto"}[kode]
    return Filters(kode, nama, **{
        "kode_kecamatan": None, "kecamatan": None, "siklus": "2026-S1", "kelompok": "balita", **other
    })  # fmt: skip


CHOICES = {
    "mojokerto": district("35.16"),
    "pekalongan": district("33.75"),
    "ngoro": district("35.16", kode_kecamatan="35.16.05", kecamatan="Ngoro"),
    "trawas": district("35.16", kode_kecamatan="35.16.04", kecamatan="Trawas"),
    "utara": district("33.75", kode_kecamatan="33.75.03", kecamatan="Pekalongan Utara"),
    "lama": district("35.16", siklus="2024-S2"),
    "bumil": district("33.75", kelompok="bumil"),
}
# What Siap rapat looks at, in order.
CHECKS = [
    "Tanggal data", "Cakupan pengukuran balita", "Temuan mutu data", "Kasus audit",
    "Tindak lanjut semester lalu", "Peta", "Huruf", "Resolusi layar ini", "Peramban", "Ruang disk",
    "Layar presentasi", "Paket rapat",
]  # fmt: skip


def texts(part: object) -> Iterator[str]:
    """All strings of a screen, a picture or a whole presentation, alternative texts and tables included."""
    if isinstance(part, str):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in _NO_WORDS:
                yield from texts(getattr(part, field.name))
    elif isinstance(part, Mapping):
        for value in part.values():
            yield from texts(value)
    elif isinstance(part, (tuple, list)):
        for value in part:
            yield from texts(value)


def said(part: object) -> str:
    """The same as one text."""
    return "\n".join(texts(part)).replace("\u00a0", " ")


def pairs(part: object) -> set[tuple[int, int]]:
    """Every "12 dari 345" that is said anywhere: (12, 345)."""
    return {tuple(map(number, found)) for found in OF_TOTAL.findall(said(part))}


def number(text: str) -> int:
    """ "1.234" as it is counted."""
    return int(text.rstrip(".").replace(".", ""))


def screen(paparan: Paparan, kunci: str) -> Layar:
    """The screen with this key."""
    (found,) = (each for each in paparan.layar if each.kunci == kunci)
    return found


def pictures(layar: Layar, kind: type) -> list[Gambar]:
    """The pictures of one kind on a screen."""
    return [each for each in layar.gambar if isinstance(each, kind)]


def small_package(dek: panggung.Dek) -> bytes:
    """A sealed bundle without a file, in place of one that takes half a minute."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        archive.writestr(berkas.MANIFEST, berkas.manifest({}, berkas.about(dek.paparan, "Uji")))
    return memory.getvalue()
