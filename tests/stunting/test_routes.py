"""Signing in and out over HTTP: where it leads, which cookie it sets, what it refuses."""

import asyncio
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from stunting import access, accounts, routes

PASSWORD = "kata sandi yang panjang"


@pytest.fixture(autouse=True)
def operator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> accounts.Account:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    monkeypatch.setattr(routes, "_limiters", {})  # each test has an event loop of its own
    return accounts.add("siti", PASSWORD)


def post(route, fields: dict[str, str], *, scheme: str = "http", **headers: str) -> Response:
    """What a route answers to a form sent from a page of http://dasbor:8501."""
    body = urlencode(fields).encode()
    given = {
        "host": "dasbor:8501",
        "origin": f"{scheme}://dasbor:8501",
        "content-type": "application/x-www-form-urlencoded",
    } | headers

    async def receive():
        return {"type": "http.request", "body": body, "more_body": False}

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": scheme,
        "path": "/akun/masuk",
        "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
    }
    return asyncio.run(route(Request(scope, receive)))


def sign_in(back: str = "/", password: str = PASSWORD, **options) -> Response:
    fields = {"nama": "siti", "sandi": password, "kembali": back}
    return post(routes.sign_in, fields, **options)


def test_the_right_password_sets_a_cookie_no_script_can_read_and_goes_back():
    answer = sign_in("/impor?wilayah=Kota+Pekalongan")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/impor?wilayah=Kota+Pekalongan"
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{access.COOKIE}=")
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Secure" not in cookie
    token = cookie.split(";")[0].split("=", 1)[1]
    assert accounts.session_user(token).name == "siti"


def test_the_cookie_is_secure_where_the_connection_is():
    assert "Secure" in sign_in(scheme="https").headers["set-cookie"]


def test_a_wrong_password_says_so_on_the_same_page_once():
    answer = sign_in("/impor?kelompok=Baduta&masuk=gagal", password="salah sama sekali")
    assert answer.headers["location"] == "/impor?kelompok=Baduta&masuk=gagal"
    assert "set-cookie" not in answer.headers


def test_too_many_tries_say_so():
    for _ in range(accounts.MAX_TRIES):
        sign_in(password="salah sama sekali")
    assert sign_in().headers["location"] == "/?masuk=terkunci"


def test_signing_out_ends_the_session_on_the_server_too(operator: accounts.Account):
    token = accounts.open_session(operator)
    answer = post(routes.sign_out, {"kembali": "/tren"}, cookie=f"{access.COOKIE}={token}")
    assert answer.headers["location"] == "/tren"
    assert f'{access.COOKIE}=""' in answer.headers["set-cookie"]
    assert accounts.session_user(token) is None


@pytest.mark.parametrize("origin", ["http://jahat.example", "null", "", "http://dasbor:8501.jahat"])
@pytest.mark.parametrize("route", [routes.sign_in, routes.sign_out])
def test_a_form_of_another_site_is_refused(route, origin: str, operator: accounts.Account):
    token = accounts.open_session(operator)
    answer = post(
        route,
        {"nama": "siti", "sandi": PASSWORD},
        origin=origin,
        cookie=f"{access.COOKIE}={token}",
    )
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers
    assert accounts.session_user(token) is not None


@pytest.mark.parametrize(
    ("wanted", "path"),
    [
        ("/impor", "/impor"),
        (
            "/impor?wilayah=Kota+Pekalongan&siklus=2026-S1",
            "/impor?wilayah=Kota+Pekalongan&siklus=2026-S1",
        ),
        ("/impor?masuk=gagal", "/impor"),
        ("", "/"),
        ("impor", "/"),
        ("//jahat.example/impor", "/"),
        ("/\\jahat.example", "/"),
        ("/a\\b", "/"),
        ("https://jahat.example/", "/"),
        ("/impor\r\nSet-Cookie: x=y", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/jahat.example", "/"),
    ],
)
def test_only_a_path_of_this_server_is_gone_back_to(wanted: str, path: str):
    assert routes.local_path(wanted) == path
