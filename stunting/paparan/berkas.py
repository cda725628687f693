"""What a presentation carries home: deck, PDF, pictures, tables, an offline page; and all of it sealed."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping

import pandas as pd

from stunting import bahasa
from stunting.exports import excel, layar, pptx
from stunting.exports.pptx import lambang
from stunting.paparan.gambar import Tabel
from stunting.paparan.layar import Layar, Paparan

MANIFEST = "MANIFES.json"
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # an archive of the same files is the same archive


def about(paparan: Paparan, choice: str) -> dict[str, str]:
    """What is said in each file: the choice, the date of the data, the mode, where the figures are from."""
    said = {
        "Pilihan": choice,
        "Data per": paparan.tanggal,
        "Mode": "tayang (tanpa nama)",
        "Sumber": "; ".join(dict.fromkeys(each.sumber for each in paparan.layar if each.sumber)),
    }
    contoh = {"Penting": "DATA CONTOH, bukan data sebenarnya."} if paparan.contoh else {}
    return {**contoh, **said}


def slides(paparan: Paparan) -> bytes:
    """The deck (PPTX) in the district's colour, with its logo where the settings name one."""
    logo, colour = lambang.district()
    return pptx.write(paparan, logo=logo, warna=colour)


def tables(paparan: Paparan, choice: str) -> bytes:
    """Every table on or behind a screen on a sheet of its own (XLSX): as many rows as the table has."""
    sheets = {}
    for each in paparan.layar:
        for number, table in enumerate(filled(each), 1):
            # no key of a screen has a bracket: none of them is overwritten
            sheets[each.kunci if number == 1 else f"{each.kunci} ({number})"] = frame(table)
    rows = "; ".join(f"{name} {bahasa.angka(len(table))}" for name, table in sheets.items())
    return excel.workbook_of(sheets, {**about(paparan, choice), "Baris tiap lembar": rows})


def filled(layar: Layar) -> list[Tabel]:
    """The tables of a screen that have rows, in the order of their sheets."""
    return [each for each in layar.semua_tabel if each.baris]


def frame(tabel: Tabel) -> pd.DataFrame:
    """A table as a frame under its headings; what was written as a number is one again."""
    headings = [heading for heading, *_ in tabel.kolom]
    rows = pd.DataFrame(list(tabel.baris), columns=headings, dtype=object)
    for heading, _, side in tabel.kolom:
        if side == "kanan":
            rows[heading] = [_number(text) for text in rows[heading]]
    return rows


def _number(text: str) -> float | int | str | None:
    """ "1.234,5" -> 1234.5; "t.a." is missing; what is no number ("16,7 %", words) stays as it is."""
    if text == bahasa.KOSONG:
        return None
    plain = text.replace(".", "").replace(",", ".").replace("−", "-")
    try:
        return float(plain) if "." in plain else int(plain)
    except ValueError:
        return text


def bundle(
    paparan: Paparan, choice: str, more: Mapping[str, Callable[[], bytes]] | None = None
) -> bytes:
    """``paket-rapat.zip``: every file of the meeting, and a manifest of their hashes with the data date.

    ``more``: file name -> maker, of what is not of the screens (berita acara, tasks, calendar).
    """
    makers: dict[str, Callable[[], bytes]] = {
        "paparan.pptx": lambda: slides(paparan),
        "paparan.pdf": lambda: layar.pdf(paparan),
        "paparan-luring.html": lambda: layar.html(paparan).encode(),
        "tabel.xlsx": lambda: tables(paparan, choice),
        **(more or {}),
    }
    files = {name: make() for name, make in makers.items()}
    with zipfile.ZipFile(io.BytesIO(layar.png_zip(paparan))) as pictures:
        files |= {f"layar/{name}": pictures.read(name) for name in pictures.namelist()}
    files[MANIFEST] = manifest(files, about(paparan, choice))
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as archive:
        for name in sorted(files):
            packed = (
                zipfile.ZIP_STORED if name.endswith((".png", ".pptx")) else zipfile.ZIP_DEFLATED
            )
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), files[name], packed)
    return memory.getvalue()


def manifest(files: Mapping[str, bytes], said: Mapping[str, str]) -> bytes:
    """Name, size in bytes and SHA-256 of each file, sealed by a hash over all of them (JSON)."""
    listed = [
        {"berkas": name, "byte": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    ]
    whole = {"keterangan": dict(said), "berkas": listed}
    sealed = hashlib.sha256(json.dumps(whole, sort_keys=True).encode()).hexdigest()
    return json.dumps({**whole, "segel": sealed}, ensure_ascii=False, indent=1).encode()


def broken(archive: bytes) -> list[str]:
    """What in a bundle is not as it was sealed: names of files changed, lost or added; empty when all holds.

    Raises ValueError when it holds no manifest or the manifest itself was changed.
    """
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    if MANIFEST not in files:
        raise ValueError("Paket ini tidak memuat manifes.")
    read = json.loads(files.pop(MANIFEST))
    seal = read.pop("segel", None)
    if hashlib.sha256(json.dumps(read, sort_keys=True).encode()).hexdigest() != seal:
        raise ValueError("Manifes paket ini sudah diubah.")
    sealed = {each["berkas"]: each["sha256"] for each in read["berkas"]}
    now = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    return sorted(name for name in sealed | now if sealed.get(name) != now.get(name))
