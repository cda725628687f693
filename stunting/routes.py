"""The addresses a browser posts forms to: sign in, sign out, change the password, choose a PIN.

A Streamlit script cannot set a cookie, so these are ordinary Starlette routes beside the app. Streamlit's
protection against forged posts does not cover them: the Origin must be our own Host.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial, wraps
from urllib.parse import parse_qsl, urlencode, urlsplit

import anyio
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from stunting import access, accounts

# One check of a password takes 64 MiB: a flood of posts waits in line instead of filling the memory.
_CHECKS_AT_A_TIME = 2
_limiters: dict[str, anyio.CapacityLimiter] = {}

Answer = Callable[[Request, FormData, str], Awaitable[Response]]


def _form(answer: Answer) -> Callable[[Request], Awaitable[Response]]:
    """A route for a form of our own pages: anything else is refused before it is read."""

    @wraps(answer)
    async def route(request: Request) -> Response:
        if not _from_our_own_page(request):
            return PlainTextResponse("Permintaan ditolak.", status_code=403)
        fields = await request.form(max_files=0, max_fields=10, max_part_size=4096)
        back = local_path(str(fields.get("kembali", "")))
        try:
            return await answer(request, fields, back)
        except accounts.Locked:
            return _redirect(back, masuk="terkunci")

    return route


@_form
async def sign_in(request: Request, fields: FormData, back: str) -> Response:
    """POST nama, sandi, kembali: 303 back to the page asked for, with the cookie or with ?masuk=gagal."""
    name, password = str(fields.get("nama", "")), str(fields.get("sandi", ""))
    account = await _checked(accounts.verify, name, password)
    if account is None:
        return _redirect(back, masuk="gagal")
    return await _with_session(request, account, _redirect(back))


@_form
async def sign_out(request: Request, fields: FormData, back: str) -> Response:
    """POST kembali: end the session and return to the page."""
    if token := request.cookies.get(access.COOKIE):
        await anyio.to_thread.run_sync(accounts.close_session, token)
    response = _redirect(back)
    response.delete_cookie(access.COOKIE, httponly=True, samesite="lax")
    return response


@_form
async def change_password(request: Request, fields: FormData, back: str) -> Response:
    """POST sandi, baru, ulang, kembali: a new password and a new session; all older ones end."""
    changed, wrong = await _replaced(request, fields, accounts.change_password, weak="lemah")
    if wrong:
        return _redirect(back, masuk=wrong)
    return await _with_session(request, changed, _redirect(back, masuk="sandi_diganti"))


@_form
async def choose_pin(request: Request, fields: FormData, back: str) -> Response:
    """POST sandi, baru, ulang, kembali: the PIN of the account that is signed in."""
    _, wrong = await _replaced(request, fields, accounts.set_pin, weak="pin_lemah")
    return _redirect(back, masuk=wrong or "pin_diganti")


async def _replaced(request: Request, fields: FormData, change: Callable, *, weak: str):
    """What ``change(name, password, new)`` gave, and else what is wrong with the form (sign_in.MESSAGES)."""
    account = await _signed_in(request)
    password, new = str(fields.get("sandi", "")), str(fields.get("baru", ""))
    if account is None:
        return None, "gagal"
    if new != str(fields.get("ulang", "")):
        return None, "beda"
    try:
        changed = await _checked(change, account.name, password, new)
    except accounts.Locked:
        raise
    except accounts.AccountError:
        return None, weak
    return changed, "" if changed else "gagal"


async def _checked(check: Callable, *given: str):
    return await anyio.to_thread.run_sync(partial(check, *given), limiter=_limiter())


async def _signed_in(request: Request) -> accounts.Account | None:
    token = request.cookies.get(access.COOKIE)
    return await anyio.to_thread.run_sync(accounts.session_user, token) if token else None


async def _with_session(
    request: Request, account: accounts.Account, response: RedirectResponse
) -> Response:
    token = await anyio.to_thread.run_sync(accounts.open_session, account)
    response.set_cookie(
        access.COOKIE,
        token,
        max_age=int(accounts.SESSION_LENGTH.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=request.url.scheme == "https",
    )
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
    Route("/akun/sandi", change_password, methods=["POST"]),
    Route("/akun/pin", choose_pin, methods=["POST"]),
]
