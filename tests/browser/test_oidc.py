"""Signing in with an office's own identity provider: who it is comes from there, what they may from here."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from stunting import accounts, register
from tests import small_store
from tests.browser import serving
from tests.browser.serving import Visit

pytestmark = pytest.mark.browser
CAMAT, STRANGER = "camat@contoh.test", "orang.lain@contoh.test"
EXPERT = "pakar@contoh.test"


@contextmanager
def provider() -> Iterator[str]:
    """A provider as a process of its own, as in an office."""
    port = serving.free_port()
    command = [Path(sys.executable).with_name("oidc-provider-mock"), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        issuer = f"http://127.0.0.1:{port}"
        until = time.monotonic() + 20
        while time.monotonic() < until:
            try:
                with urllib.request.urlopen(f"{issuer}/.well-known/openid-configuration"):
                    break
            except OSError:
                time.sleep(0.1)
        yield issuer
    finally:
        process.terminate()
        process.wait(timeout=10)


@pytest.fixture
def office(tmp_path: Path, store_home: Path) -> Iterator[str]:
    """A nyata store with a camat's account without a password, behind a provider of its own."""
    small_store.make("nyata")
    accounts.add("camat.barat", None, "camat", areas=("33.75.01",), email=CAMAT)
    accounts.add("ahli", None, "pakar", email=EXPERT)
    port, secrets = serving.free_port(), tmp_path / "secrets.toml"
    with provider() as issuer:
        secrets.write_text(
            "[auth]\n"
            f'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
            'cookie_secret = "rahasia untuk uji saja, tiga puluh dua huruf"\n'
            'client_id = "dasbor"\nclient_secret = "rahasia"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )
        options = (f"--secrets.files={secrets}",)
        with serving.serve(store_home, port=port, options=options) as address:
            yield address


def sign_in(page: Visit, email: str) -> None:
    page.page.get_by_role("button", name="Masuk").first.click()
    page.page.get_by_role("button", name="Masuk dengan akun instansi").click()
    page.page.locator("input[name=sub]").fill(email)
    page.page.locator("button").first.click()
    page.page.wait_for_url(f"{page.server}/**")
    page.settle()


def test_the_provider_says_who_and_our_account_says_what(office: str, visit: Callable[..., Visit]):
    page = visit(office)
    page.open("/keluarga_berisiko?wilayah=Kota+Pekalongan")
    expect(page.page.get_by_text("Mode tayang", exact=True)).to_be_visible()
    sign_in(page, CAMAT)
    page.go("Keluarga berisiko")
    expect(page.page.get_by_text("Mode kerja", exact=True)).to_be_visible()
    expect(page.page.get_by_role("button", name="camat.barat")).to_be_visible()

    stranger = visit(office)
    stranger.open("/")
    sign_in(stranger, STRANGER)
    stranger.go("Keluarga berisiko")
    expect(stranger.page.get_by_text("Mode kerja", exact=True)).to_have_count(0)
    assert register.events("lihat_identitas") == []


def test_who_has_no_password_here_chooses_a_pin_right_after_signing_in(
    office: str, visit: Callable[..., Visit]
):
    page = visit(office)
    page.open("/")
    sign_in(page, EXPERT)
    page.page.get_by_role("button", name="ahli").click()
    page.page.get_by_text("Buat PIN").click()
    for pin, again, said in (
        ("204816", "204817", "tidak sama"),
        ("123456", "123456", "enam angka, bukan urutan"),
        ("204816", "204816", "PIN sudah diganti"),
    ):
        page.page.get_by_label("PIN baru (enam angka)").fill(pin)
        page.page.get_by_label("Ulangi PIN").fill(again)
        page.page.get_by_role("button", name="Simpan PIN").click()
        expect(page.page.get_by_text(said)).to_be_visible()
        assert accounts.named("ahli").has_pin == (said == "PIN sudah diganti")
    assert accounts.verify_pin("ahli", "204816")
    assert register.events("akun")[-1].who == "ahli"

    other = visit(office)  # a camat opens no case and is offered none
    other.open("/")
    sign_in(other, CAMAT)
    other.page.get_by_role("button", name="camat.barat").click()
    expect(other.page.get_by_text("Kata sandi diatur penyedia identitas.")).to_be_visible()
    expect(other.page.get_by_text("Buat PIN")).to_have_count(0)
