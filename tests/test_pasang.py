"""The files for a server, which are not run here: that they name what exists, and leave nothing open."""

import configparser
import re
import shlex
from pathlib import Path

import pytest
import streamlit.config

from stunting import __main__ as commands

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
    assert "listen 443 ssl http2;" in proxy  # "http2 on" is unknown to nginx before 1.25
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
