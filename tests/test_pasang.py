"""The files for a server: that they name what exists and leave nothing open; and where the machine has nginx
or systemd, that these take them. What nobody ran where it was written says so itself.
"""

import configparser
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit.config
from websockets.sync.client import connect

from stunting import __main__ as commands
from stunting import accounts, store
from tests import small_store
from tests.browser import serving

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "pasang"
FILES = sorted(path.name for path in FOLDER.iterdir())


def text(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def unit(name: str) -> configparser.ConfigParser:
    found = configparser.ConfigParser(strict=False, interpolation=None)
    found.optionxform = str
    found.read_string(text(name))
    return found


@pytest.mark.parametrize("name", FILES)
def test_the_guide_names_it(name):
    guide = (ROOT / "docs" / "pasang.md").read_text(encoding="utf-8")
    assert name in guide or name.rsplit(".", 1)[1] in ("timer",)


@pytest.mark.parametrize("name", FILES)
def test_every_option_of_the_server_is_one(name):
    known = streamlit.config.get_config_options()
    for option in re.findall(r"--(server\.\w+)", text(name)):
        assert option in known


@pytest.mark.parametrize("name", FILES)
def test_every_command_of_ours_is_one(name):
    parser = commands._parser()
    for line in re.findall(r"-m stunting ([^\n`\"]+)", text(name)):
        words = shlex.split(line.replace("`", "").strip())
        parser.parse_args([*words, "x"] if words == ["backup"] else words)


def test_the_service_runs_as_nobody_special_and_writes_to_the_store_only():
    service = unit("dasbor-stunting.service")["Service"]
    assert service["User"] not in ("root", "")
    assert service["ProtectSystem"] == "strict"
    assert service["ReadWritePaths"] == "/var/lib/dasbor-stunting"
    assert service["NoNewPrivileges"] == "true"
    assert "--server.address" not in service["ExecStart"]  # 127.0.0.1, from config.toml
    assert unit("dasbor-stunting-cadangan.timer")["Timer"]["OnCalendar"]


@pytest.mark.parametrize("name", ["nginx.conf", "nginx-penonton.conf"])
def test_the_proxy_passes_websockets_and_logs_no_file_address(name):
    proxy = text(name)
    assert proxy.count("{") == proxy.count("}")
    assert "proxy_set_header Upgrade $http_upgrade;" in proxy
    assert "listen 443 ssl;" in proxy
    media = proxy[proxy.index("location /media/") :]
    assert "access_log off;" in media[: media.index("}")]


def test_the_proxy_takes_files_as_large_as_the_dashboard_does():
    limit = int(re.search(r"client_max_body_size (\d+)m", text("nginx.conf"))[1])
    assert limit >= streamlit.config.get_option("server.maxUploadSize")


def test_viewers_are_shared_out_over_servers_that_are_not_the_writer():
    proxy = text("nginx-penonton.conf")
    ports = re.findall(r"server 127\.0\.0\.1:(\d+);", proxy)
    assert len(ports) == len(set(ports)) > 1
    assert "8501" not in ports
    ways = set(re.findall(r"upstream (\w+)", proxy))
    drawn, kept = (
        proxy[proxy.index(word) :].partition("}")[0]
        for word in ("split_clients", "map $cookie_jalur")
    )
    assert all(
        re.search(rf"\s{way};", drawn) and f"{way}    {way};" in kept.replace("     ", "    ")
        for way in ways
    )


def test_the_container_runs_as_nobody_special():
    lines = text("Dockerfile").splitlines()
    user, command = (
        next(n for n, line in enumerate(lines) if line.startswith(word)) for word in ("USER", "CMD")
    )
    assert lines[user] == "USER dasbor"
    assert user < command


# --- what is run, and what is only looked at ----------------------------------------------------------

NOT_RUN = "Belum dijalankan di tempat penulisannya; bentuknya diperiksa tests/test_pasang.py."
RUN = {"nginx.conf", "nginx-penonton.conf"}  # the first also below, wherever there is an nginx


@pytest.mark.parametrize("name", FILES)
def test_what_was_not_run_says_so(name):
    assert (NOT_RUN in text(name)) == (name not in RUN)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("name", [each for each in FILES if each.endswith((".service", ".timer"))])
def test_systemd_takes_the_unit(name, tmp_path):
    for each in FILES:
        if each.endswith((".service", ".timer")):
            here = text(each).replace("/opt/dasbor-stunting/.venv/bin/python", sys.executable)
            (tmp_path / each).write_text(here, encoding="utf-8")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(tmp_path / name)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    said = [line for line in done.stderr.splitlines() if "dasbor-stunting" in line]
    assert said == []


HOST = "dasbor.kabupaten.go.id"


@pytest.fixture
def proxied(tmp_path: Path, store_home: Path) -> Iterator[int]:
    """The real server behind the real nginx with our file, on free ports, with a certificate made here."""
    small_store.make(store.NYATA)
    accounts.add("siti", "kata sandi yang panjang")
    key, certificate = tmp_path / "kunci.pem", tmp_path / "sertifikat.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-keyout", key, "-out", certificate],
        check=True, capture_output=True, timeout=60,
    )  # fmt: skip
    app, plain, secure = serving.free_port(), serving.free_port(), serving.free_port()
    site = text("nginx.conf")
    for old, new in (
        ("127.0.0.1:8501", f"127.0.0.1:{app}"),
        ("listen 80;", f"listen 127.0.0.1:{plain};"),
        ("listen 443 ssl;", f"listen 127.0.0.1:{secure} ssl;"),
        ("/etc/ssl/dasbor/fullchain.pem", str(certificate)),
        ("/etc/ssl/dasbor/privkey.pem", str(key)),
    ):
        assert old in site
        site = site.replace(old, new)
    whole = tmp_path / "nginx.conf"
    whole.write_text(
        f"daemon off; pid {tmp_path}/pid; error_log {tmp_path}/error.log; events {{}}\n"
        f"http {{ access_log {tmp_path}/akses.log; client_body_temp_path {tmp_path}/isi;"
        f" proxy_temp_path {tmp_path}/antar; fastcgi_temp_path {tmp_path}/f; uwsgi_temp_path {tmp_path}/u;"
        f" scgi_temp_path {tmp_path}/s;\n{site}\n}}\n",
        encoding="utf-8",
    )
    option = f"--server.allowedHosts={HOST}"
    assert option.split("=")[0] in text("dasbor-stunting.service")
    with serving.serve(store_home, port=app, options=(option,)):
        nginx = subprocess.Popen(["nginx", "-p", tmp_path, "-c", whole], stderr=subprocess.DEVNULL)
        try:
            time.sleep(1.0)
            assert nginx.poll() is None, (tmp_path / "error.log").read_text()
            yield secure
        finally:
            nginx.terminate()
            nginx.wait(timeout=10)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def asked(port: int, path: str, data: bytes | None = None):
    """An answer of the proxy, redirects not followed."""
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    opener = urllib.request.build_opener(_Stay, urllib.request.HTTPSHandler(context=trusting))
    headers = {"Host": HOST, "Origin": f"https://{HOST}"}
    request = urllib.request.Request(f"https://127.0.0.1:{port}{path}", data=data, headers=headers)
    try:
        return opener.open(request, timeout=30)
    except urllib.error.HTTPError as error:
        return error


@pytest.mark.skipif(
    shutil.which("nginx") is None or shutil.which("openssl") is None, reason="no nginx here"
)
def test_the_dashboard_works_behind_nginx_with_tls(proxied):
    with asked(proxied, "/") as page:
        assert page.status == 200
        assert page.headers["Strict-Transport-Security"]
        page.read()
    said = b"nama=siti&sandi=kata+sandi+yang+panjang&kembali=/"
    with asked(proxied, "/akun/masuk", said) as signed_in:
        cookie = signed_in.headers["Set-Cookie"]
        assert signed_in.status == 303
        signed_in.read()
    assert "HttpOnly" in cookie
    assert "Secure" in cookie  # the server knows that the browser came by TLS
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    with connect(
        f"wss://{HOST}/_stcore/stream",
        sock=socket.create_connection(("127.0.0.1", proxied), timeout=30),
        ssl=trusting,
        subprotocols=["streamlit"],
        origin=f"https://{HOST}",
        additional_headers={"Cookie": cookie.split(";")[0]},
        open_timeout=30,
    ) as stream:
        assert stream.subprotocol == "streamlit"
