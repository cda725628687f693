"""Siap rapat on the screen: runs every check with a progress bar and remembers what it found.

A check that fails says so in its own line and keeps none of the others from running.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

import streamlit as st

from stunting import boundaries, db, panggung, store
from stunting.exports.svg import teks
from stunting.paparan import berkas
from stunting.pilihan import Filters
from stunting.presenters import wilayah
from stunting.rapat import bahan, keputusan, kesiapan
from stunting.rapat.kesiapan import Butir

_FOUND = "_siap_rapat"
_FACTS_JS = """
export default function ({ setStateValue }) {
  document.fonts.ready.then(() => setStateValue("layar", {
    lebar: window.screen.width, tinggi: window.screen.height,
    huruf: document.fonts.check('16px "Source Sans"'),
  }));
}
"""
_facts = st.components.v2.component("kenyataan_peramban", js=_FACTS_JS)


@dataclass(frozen=True)
class Hasil:
    """What one run of all checks found, of which choice and version, and the bundle it made."""

    f: Filters
    folder: Path
    butir: list[Butir]
    seconds: float
    paket: bytes | None


def browser_facts() -> Mapping[str, object] | None:
    """Size of the screen in CSS pixels and whether our letters are there; None until the browser said."""
    return _facts(key="kenyataan", on_layar_change=lambda: None).layar


def last(f: Filters, folder: Path) -> Hasil | None:
    """What the last run on this screen found, as long as choice and version are the same."""
    found = st.session_state.get(_FOUND)
    return found if found and (found.f, found.folder) == (f, folder) else None


def run(
    f: Filters,
    folder: Path,
    event: int,
    facts: Mapping[str, object] | None,
    bundle: Callable[[panggung.Dek], bytes],
) -> Hasil:
    """Every check in order, with a progress bar; ``bundle`` makes paket-rapat.zip of the drawn screens."""
    today, began = date.today(), time.monotonic()
    ask = partial(_ask, folder)
    made: dict[str, object] = {}

    def isi():
        if "isi" not in made:
            made["isi"] = bahan.gather(
                ask,
                keputusan.read(),
                kode_kabkota=f.kode_kabkota,
                kabkota=f.kabkota,
                siklus=f.siklus,
                today=today,
                catatan="",
            )
        return made["isi"]

    def drawn() -> Butir:
        start = time.monotonic()
        made["dek"] = panggung.dek(folder, event, f, today)
        return kesiapan.screens(len(made["dek"].gambar), time.monotonic() - start)

    def package() -> Butir:
        if "dek" not in made:
            return kesiapan.failed("Paket rapat", "Tidak dapat dibuat: layarnya belum tergambar.")
        made["paket"] = bundle(made["dek"])
        return kesiapan.package(len(made["paket"]), berkas.broken(made["paket"]))

    checks: dict[str, Callable[[], Butir]] = {
        "Tanggal data": lambda: kesiapan.data_date(_data_date(ask, f), f.siklus, today),
        "Cakupan pengukuran balita": lambda: kesiapan.coverage(
            ask("indikator_wilayah", **f.params("kode_kabkota", "siklus")), f.kode_kabkota
        ),
        "Temuan mutu data": lambda: kesiapan.findings(
            ask("mutu_temuan", **f.params("kode_kabkota", "siklus"))
        ),
        "Kasus audit": lambda: kesiapan.cases(isi().kasus, isi().tugas),
        "Tindak lanjut semester lalu": lambda: kesiapan.carried(isi().lalu, f.siklus),
        "Peta": lambda: _map(ask, f),
        "Huruf": lambda: kesiapan.fonts(facts, (teks.files() / teks.FILE).is_file()),
        "Resolusi layar ini": lambda: kesiapan.screen(facts),
        "Peramban": lambda: kesiapan.browser(st.context.headers.get("User-Agent", "")),
        "Ruang disk": lambda: kesiapan.disk(shutil.disk_usage(store.home()).free),
        "Layar presentasi": drawn,
        "Paket rapat": package,
    }
    found = []
    bar = st.progress(0.0, "Memeriksa")
    for number, (name, check) in enumerate(checks.items()):
        bar.progress(number / len(checks), f"Memeriksa: {name}")
        try:
            found.append(check())
        except Exception as error:  # one broken check must not hide the others
            found.append(kesiapan.failed(name, f"{type(error).__name__}: {error}"))
    bar.empty()
    paket = made.get("paket")
    hasil = Hasil(f, folder, found, time.monotonic() - began, paket)
    st.session_state[_FOUND] = hasil
    return hasil


def _ask(folder: Path, name: str, **params: object):
    return db.ask(folder, name, params)


def _data_date(ask, f: Filters) -> date | None:
    found = ask("tanggal_data", kode_kabkota=f.kode_kabkota)["data_terakhir"].iloc[0]
    return None if found != found or found is None else found.date()


def _map(ask, f: Filters) -> Butir:
    shapes = boundaries.kecamatan(f.kode_kabkota, store.boundaries_file())["features"]
    known = set(wilayah.kecamatan(ask, f.kode_kabkota).index)
    return kesiapan.district_map(
        len(known & {each["properties"]["kode"] for each in shapes}), len(known)
    )
