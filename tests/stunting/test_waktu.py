"""The district's clock, whatever the server's."""

import os
import subprocess
import sys

import pytest

from stunting import store, waktu


@pytest.mark.parametrize(
    ("kode", "zone"),
    [
        ("33.75", waktu.WIB),  # Kota Pekalongan
        ("35.16", waktu.WIB),
        ("61.01", waktu.WIB),  # Kalimantan Barat
        ("62.01", waktu.WIB),  # Kalimantan Tengah
        ("63.01", waktu.WITA),
        ("51.71", waktu.WITA),
        ("73.71", waktu.WITA),
        ("81.71", waktu.WIT),
        ("96.01", waktu.WIT),  # Papua Barat Daya
    ],
)
def test_zones_by_province(kode, zone):
    assert waktu.zone(kode) == zone


@pytest.mark.parametrize(("kode", "hours"), [("33.75", 7), ("73.71", 8), ("91.71", 9)])
def test_a_server_on_utc_reads_the_clock_of_the_room(tmp_path, monkeypatch, kode, hours):
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path))
    store.create(store.Kind("nyata", (kode,)))
    code = (
        "from datetime import datetime; from stunting import waktu; waktu.follow_district();"
        "print(datetime.now().astimezone().utcoffset().total_seconds() / 3600)"
    )
    said = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TZ": "UTC"},
    )
    assert float(said.stdout) == hours
