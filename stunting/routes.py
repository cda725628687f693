"""The two addresses a browser posts to: sign in and sign out.

A Streamlit script cannot set a cookie, so these are ordinary Starlette routes beside the app. Streamlit's
protection against forged posts does not cover them: the Origin must be our own Host.
"""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from stunting import access, accounts

# One check of a password takes 64 MiB: a flood of posts waits in line instead of filling the memory.
_CHECKS_AT_A_TIME = 2
_limiters: dict[str, anyio.CapacityLimiter] = {}


async def sign_in(request: Request) -> Response:
    """POST nama, sandi, kembali: 303 back to the page asked for, with the cookie or with ?masuk=gagal."""
    if not _from_our_own_page(request):
        return PlainTextResponse("Permintaan ditolak.", status_code=403)
    form = await request.form(max_files=0, max_fields=10, max_part_size=4096)
    name, password = str(form.get("nama", "")), str(form.get("sandi", ""))
    back = local_path(str(form.get("kembali", "")))
    try:
        account = await anyio.to_thread.run_sync(
            accounts.verify, name, password, limiter=_limiter()
        )
    except accounts.Locked:
        return _redirect(back, masuk="terkunci")
    if account is None:
        return _redirect(back, masuk="gagal")
    token = await anyio.to_thread.run_sync(accounts.open_session, account)
    response = _redirect(back)
    response.set_cookie(
        access.COOKIE,
        token,
        max_age=int(accounts.SESSION_LENGTH.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
    return response


async def sign_out(request: Request) -> Response:
    """POST kembali: end the session and return to the page."""
    if not _from_our_own_page(request):
        return PlainTextResponse("Permintaan ditolak.", status_code=403)
    form = await request.form(max_files=0, max_fields=10, max_part_size=4096)
    if token := request.cookies.get(access.COOKIE):
        await anyio.to_thread.run_sync(accounts.close_session, token)
    response = _redirect(local_path(str(form.get("kembali", ""))))
    response.delete_cookie(access.COOKIE, httponly=True, samesite="lax")
    return response


def local_path(wanted: str) -> str:
    """``wanted`` when it is a path on this server, without an earlier sign-in message; else ``/``.

    ``//host``, ``/\\host`` and anything with a scheme, a host or a control character would lead elsewhere.
    """
    if (
        not wanted.startswith("/")
        or wanted.startswith(("//", "/\\"))
        or "\\" in wanted
        or not wanted.isprintable()
    ):
        return "/"
    parts = urlsplit(wanted)
    if parts.scheme or parts.netloc:
        return "/"
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key != "masuk"])
    return parts.path + (f"?{query}" if query else "")


def _redirect(path: str, **more: str) -> RedirectResponse:
    extra = urlencode(more)
    joined = path + (("&" if "?" in path else "?") + extra if extra else "")
    return RedirectResponse(joined, status_code=303)


def _from_our_own_page(request: Request) -> bool:
    """Browsers send Origin with every post; it must be the host the request was made to."""
    origin = urlsplit(request.headers.get("origin", "")).netloc
    return bool(origin) and origin == request.headers.get("host")


def _limiter() -> anyio.CapacityLimiter:
    if "sandi" not in _limiters:  # can only be made inside a running event loop
        _limiters["sandi"] = anyio.CapacityLimiter(_CHECKS_AT_A_TIME)
    return _limiters["sandi"]


ROUTES = [
    Route("/akun/masuk", sign_in, methods=["POST"]),
    Route("/akun/keluar", sign_out, methods=["POST"]),
]
