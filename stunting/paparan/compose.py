"""The presentation of one meeting, screen by screen, computed as a whole before the first one is shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from stunting import store
from stunting.kept import once
from stunting.paparan import audit, situasi, tugas
from stunting.paparan.layar import Layar, Paparan
from stunting.paparan.ruang import Ask, Ruang
from stunting.pilihan import Filters
from stunting.rapat import bahan
from stunting.rapat.keputusan import Standing

ANY = ""  # no group of people: what stands on these screens is not of one


def paparan(ask: Ask, said: Standing, f: Filters, today: date) -> Paparan:
    """All screens for the chosen kecamatan or the whole district, without the name of any person.

    ``ask``: the door to the data; ``said``: what the register amounts to; ``today``: the day from which a
    task counts as late. Raises ValueError without a cycle.
    """
    if f.siklus is None:
        raise ValueError(f"{f.kabkota} belum punya siklus untuk dipaparkan.")
    ruang = Ruang(ask, said, f, today)
    screens = tuple(_screens(ruang))
    keys = _keys([each.kunci for each in screens])
    screens = tuple(replace(each, kunci=key) for each, key in zip(screens, keys, strict=True))
    return Paparan(f.kabkota, f.siklus, f.area, ruang.data_date, store.kind().contoh, screens)


def _screens(ruang: Ruang) -> Iterator[Layar]:
    audited = _of_audit(ruang.ask, ruang.said, replace(ruang.f, kelompok=ANY), ruang.today)
    yield from audited.awal
    yield from situasi.screens_of(ruang)
    yield from audited.kasus
    yield from tugas.families(ruang)
    yield from audited.tugas


@dataclass(frozen=True)
class _Audit:
    """The screens that speak of cases and tasks: the same whichever group of people is chosen."""

    awal: tuple[Layar, ...]
    kasus: tuple[Layar, ...]
    tugas: tuple[Layar, ...]


@once
def _of_audit(ask: Ask, said: Standing, f: Filters, today: date) -> _Audit:
    ruang = Ruang(ask, said, f, today)
    where = {"kode_kabkota": f.kode_kabkota, "kabkota": f.kabkota, "siklus": f.siklus}
    whole = bahan.gather(ask, said, **where, today=today, catatan="")
    isi = bahan.narrowed(whole, f.kode_kecamatan)
    return _Audit(
        awal=(situasi.opening(ruang, isi.kasus), audit.carried(ruang, isi)),
        kasus=(*audit.cases(ruang, isi), *audit.governance(ruang)),
        tugas=(*tugas.by_office(ruang, isi), *tugas.decided(ruang, isi)),
    )


def _keys(texts: list[str]) -> list[str]:
    """Keys as they may stand in an address and a file name: "tugas-OPD-KB"; none of them twice.

    Two offices may differ in a sign only, and "Puskesmas 2" may be an office or a second screen.
    """
    keys: list[str] = []
    for text in texts:
        base = key = re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")
        number = 1
        while key in keys:
            number += 1
            key = f"{base}-{number}"
        keys.append(key)
    return keys
