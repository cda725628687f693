"""The screens of a presentation as files: PDF, pictures, and one page for a browser without a network."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

import typst

from stunting import bahasa
from stunting.exports.svg import bingkai, teks
from stunting.paparan.layar import Layar, Paparan

_HERE = Path(__file__).parent
_TEMPLATE = _HERE / "layar.typ"
_PAGE = (960, 540)  # pt, as a slide is wide
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # files of an archive carry no time: same screens, same bytes


def pdf(paparan: Paparan) -> bytes:
    """One page of 16 to 9 per screen, with words that can be searched and read aloud (PDF/UA-1)."""
    return _typeset(
        paparan.layar, title(paparan), paparan.contoh, _PAGE, format="pdf", pdf_standards="ua-1"
    )


def png(
    layar: Layar, *, nomor: int = 1, jumlah: int = 1, gelap: bool = False, contoh: bool = False
) -> bytes:
    """One screen as a picture of 1920 x 1080 pixels; the arguments are those of ``svg.frame``."""
    drawn = bingkai.frame(layar, nomor=nomor, jumlah=jumlah, gelap=gelap, contoh=contoh)
    return _compile(
        [(drawn, layar)], layar.judul, (bingkai.WIDTH, bingkai.HEIGHT), format="png", ppi=72.0
    )


def png_zip(paparan: Paparan) -> bytes:
    """All screens as pictures in an archive: 01-pembuka.png, 02-..., one at a time (each takes 10 MB)."""
    count = len(paparan.layar)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:  # a PNG is packed already
        for number, each in enumerate(paparan.layar, 1):
            page = png(each, nomor=number, jumlah=count, contoh=paparan.contoh)
            archive.writestr(zipfile.ZipInfo(f"{number:02d}-{name(each)}.png", _LONG_AGO), page)
    return file.getvalue()


def html(
    paparan: Paparan,
    *,
    siaran: str | None = None,
    dek: str = "",
    gelap: bool = False,
    gambar: Sequence[str] | None = None,
    kecamatan: Mapping[str, str] | None = None,
) -> str:
    """One page with all screens, its letters and its script inside; asks nobody for anything.

    ``siaran``: path of a stream of server-sent events; the page then follows it instead of its own keys.
    Each event is JSON: {"layar": index from 0, "gelap": whether the picture is blackened, "dek": the mark of
    its screens}; one with another mark than ``dek`` makes the page load its screens again. ``gelap``: drawn
    for a dark hall. ``gambar``: the screens where they are drawn already. ``kecamatan``: names by code to
    choose from; the page then asks its own address with ``&kecamatan=CODE`` for the screens of another one.
    """
    count = len(paparan.layar)
    sections, entries = [], []
    parts: dict[str, int] = {}
    for number, layar in enumerate(paparan.layar, 1):
        part = parts.setdefault(layar.bagian, len(parts) + 1)
        of = escape(f"Bagian {part}: {teks.clean(layar.bagian)}")
        drawn = (
            gambar[number - 1]
            if gambar
            else bingkai.frame(
                layar, nomor=number, jumlah=count, gelap=gelap, contoh=paparan.contoh
            )
        )
        sections.append(
            f'<section id="{escape(name(layar))}" data-bagian="{part}" '
            f'aria-label="Layar {number} dari {count}">{drawn}</section>'
        )
        entries.append(
            f'<li><button type="button"><b>{number}</b><i>{of}</i>'
            f"<span>{escape(teks.clean(layar.judul))}</span></button></li>"
        )
    follow = f' data-siaran="{escape(siaran)}" data-dek="{escape(dek)}"' if siaran else ""
    script, style = _read("layar.js"), _read("layar.css")
    return (
        '<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(script)}">'
        f"<title>{escape(title(paparan))}</title><style>{_face()}{style}</style></head>"
        f"<body{follow}><main>{''.join(sections)}</main>"
        f'<dialog aria-label="Daftar layar"><h1>Daftar layar</h1><ol>{"".join(entries)}</ol>'
        f"<p>{_KEYS}{_KEY_OF_PLACES if kecamatan else ''}</p></dialog>{_places(kecamatan or {})}"
        '<div id="hitam" hidden></div><div id="putus" role="status" hidden>sambungan terputus</div>'
        f"<script>{script}</script></body></html>\n"
    )


_KEYS = (
    "Panah atau Page Up/Page Down: layar sebelum dan sesudah. Home, End: awal, akhir. "
    "1–9: bagian. B atau titik: layar hitam. D: daftar ini."
)


_KEY_OF_PLACES = " K: kecamatan lain."


def _places(kecamatan: Mapping[str, str]) -> str:
    """The box to choose a kecamatan in by typing; nothing without any."""
    if not kecamatan:
        return ""
    whole = '<option data-kode="" value="Semua kecamatan"></option>'
    options = "".join(
        f'<option data-kode="{escape(code)}" value="{escape(name)}"></option>'
        for code, name in kecamatan.items()
    )
    return (
        '<dialog id="tempat"><form method="dialog"><h1><label for="nama">Kecamatan</label></h1>'
        f'<input id="nama" list="nama-nama" autocomplete="off"><datalist id="nama-nama">{whole}{options}'
        "</datalist><p>Ketik awal namanya, lalu Enter.</p></form></dialog>"
    )


def title(paparan: Paparan) -> str:
    """What the files call themselves."""
    cycle = bahasa.siklus(paparan.siklus) if paparan.siklus else ""
    return " · ".join(each for each in ("Paparan", teks.clean(paparan.tempat), cycle) if each)


def name(layar: Layar) -> str:
    """The name of a screen in files and addresses."""
    return (
        "".join(each if each.isalnum() or each in "-_" else "-" for each in layar.kunci) or "layar"
    )


def script_hash() -> str:
    """The script of the page as a Content-Security-Policy names it: 'sha256-...' ."""
    return _hash(_read("layar.js"))


def _policy(script: str) -> str:
    """Nothing from anywhere; the page's own stream is the only thing it may ask for."""
    return (
        f"default-src 'none'; style-src 'unsafe-inline'; script-src {_hash(script)}; font-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def _read(file: str) -> str:
    return (_HERE / file).read_text(encoding="utf-8")


@cache
def _face() -> str:
    """The letters of the screens: one variable file with all weights."""
    letters = base64.b64encode((teks.files() / teks.FILE).read_bytes()).decode()
    return (
        '@font-face{font-family:"Source Sans";font-weight:200 900;'
        f'src:url(data:font/ttf;base64,{letters}) format("truetype")}}'
    )


def _typeset(screens: tuple[Layar, ...], words: str, contoh: bool, size: tuple[int, int], **how):
    drawn = [
        (bingkai.frame(each, nomor=number, jumlah=len(screens), contoh=contoh), each)
        for number, each in enumerate(screens, 1)
    ]
    return _compile(drawn, words, size, **how)


def _compile(drawn: list[tuple[str, Layar]], words: str, size: tuple[int, int], **how):
    content = {
        "judul": teks.clean(words),
        "lebar": size[0],
        "tinggi": size[1],
        "layar": [
            {"svg": svg, "alt": bingkai.describe(layar), "nama": teks.clean(layar.judul)}
            for svg, layar in drawn
        ],
    }
    # as data, never as source: nothing in a text can be read as typst
    return typst.compile(
        _TEMPLATE.read_bytes(),
        font_paths=[str(teks.files())],
        ignore_system_fonts=True,
        sys_inputs={"isi": json.dumps(content, ensure_ascii=False)},
        **how,
    )
