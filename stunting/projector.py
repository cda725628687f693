"""The addresses of the projector's windows: enter a code, see the screens, hear which one is shown.

``/layar`` asks for the code, ``/layar/KODE`` holds all screens, ``/siaran/KODE`` tells which one is shown
(server-sent events). ``/layar/KODE?sendiri`` is moved by its own keys instead, for a room with one window;
there ``kecamatan=CODE`` gives the same screens of one kecamatan. No account is asked: the code is the key,
and nothing but mode tayang stands behind it.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import date
from html import escape

import anyio
from starlette.requests import Request
from starlette.responses import (
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route

from stunting import db, panggung, siaran
from stunting.exports import layar
from stunting.siaran import Adegan, Closed, Full

_NEVER_KEPT = {"Cache-Control": "no-store"}
_DOOR = """<!DOCTYPE html>
<html lang="id"><head><meta charset="utf-8"><title>Ikuti layar rapat</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body{{font:24px/1.5 "Source Sans","Source Sans 3",sans-serif;margin:0;min-height:100vh;display:grid;
place-items:center;background:#fff;color:#0F1B1E}}main{{padding:24px;max-width:32em}}h1{{font-size:36px}}
input{{font:inherit;font-size:40px;letter-spacing:.15em;width:9em;padding:.3em;text-transform:uppercase;
border:2px solid #4A5A60;border-radius:8px}}button{{font:inherit;padding:.5em 1.2em;border:0;
border-radius:8px;background:#0B5563;color:#fff;margin-top:1em}}p.salah{{color:#9A2A00}}</style></head>
<body><main><h1>Ikuti layar rapat</h1>{wrong}<form action="/layar" method="get">
<p><label for="kode">Kode dari operator</label></p>
<input id="kode" name="kode" maxlength="12" autocomplete="off" autofocus required>
<p><button>Buka layar</button></p></form></main></body></html>
"""


async def door(request: Request) -> Response:
    """GET kode: on to the screens; without one the form that asks for it."""
    code = _code(request.query_params.get("kode", ""))
    if not code:
        return HTMLResponse(_DOOR.format(wrong=""), headers=_NEVER_KEPT)
    return RedirectResponse(f"/layar/{code}", status_code=303)


async def screens(request: Request) -> Response:
    """GET sendiri, kecamatan: one page with all screens; 404 and the form once it is over."""
    code = _code(request.path_params["kode"])
    try:
        adegan = siaran.shown(code)
        alone = "sendiri" in request.query_params
        if alone and (place := request.query_params.get("kecamatan")) is not None:
            adegan = await anyio.to_thread.run_sync(_at, adegan, place)
        page = await anyio.to_thread.run_sync(_page, adegan, None if alone else f"/siaran/{code}")
    except (Closed, KeyError) as error:
        wrong = f'<p class="salah" role="alert">{escape(str(error.args[0]))}</p>'
        return HTMLResponse(_DOOR.format(wrong=wrong), status_code=404, headers=_NEVER_KEPT)
    return HTMLResponse(page, headers=_NEVER_KEPT)


async def stream(request: Request) -> Response:
    """GET: what is shown, as it changes. 404 when the broadcast is over, 503 when too many follow."""
    heard = siaran.listen(_code(request.path_params["kode"]))
    try:
        first = await anext(heard)
    except Closed as error:
        return PlainTextResponse(str(error), status_code=404)
    except Full as error:
        return PlainTextResponse(str(error), status_code=503)

    async def told() -> AsyncIterator[str]:
        try:
            yield _line(first)
            async for event in heard:
                yield ": masih ada\n\n" if event is None else _line(event)
            yield _line({"tutup": True})
        finally:
            await heard.aclose()

    return StreamingResponse(
        told(),
        media_type="text/event-stream",
        headers={**_NEVER_KEPT, "X-Accel-Buffering": "no"},
    )


def _line(event: dict[str, object]) -> str:
    return f"data: {json.dumps(event)}\n\n"


def _code(text: str) -> str:
    """A code as it was typed: small letters and blanks do not matter; anything else is none."""
    code = "".join(text.split()).upper()
    return code if len(code) == siaran.LENGTH and set(code) <= set(siaran.ALPHABET) else ""


def _at(adegan: Adegan, kode: str) -> Adegan:
    """The same for one kecamatan of the district, or for all of it with ""; KeyError for any other."""
    if not kode:
        return replace(adegan, f=replace(adegan.f, kode_kecamatan=None, kecamatan=None))
    names = kecamatan(adegan)
    if kode not in names:
        raise KeyError("Kecamatan itu tidak ada di sini.")
    return replace(adegan, f=replace(adegan.f, kode_kecamatan=kode, kecamatan=names[kode]))


def kecamatan(adegan: Adegan) -> dict[str, str]:
    """The kecamatan of the district that is shown: names by code."""
    rows = db.ask(adegan.folder, "pilihan_kecamatan", {})
    own = rows[rows["kode_kabkota"] == adegan.f.kode_kabkota]
    return dict(zip(own["kode_kecamatan"], own["nama"], strict=True))


def dek(adegan: Adegan) -> panggung.Dek:
    """The deck of what is shown."""
    return panggung.dek(adegan.folder, adegan.event, adegan.f, date.today(), gelap=adegan.gelap)


def _page(adegan: Adegan, follows: str | None) -> str:
    shown = dek(adegan)
    choice = kecamatan(adegan) if follows is None else None
    return layar.html(
        shown.paparan,
        siaran=follows,
        dek=siaran.mark(adegan),
        gelap=adegan.gelap,
        gambar=shown.gambar,
        kecamatan=choice,
    )


ROUTES = [
    Route("/layar", door),
    Route("/layar/{kode}", screens),
    Route("/siaran/{kode}", stream),
]
