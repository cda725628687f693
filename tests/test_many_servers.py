"""Several app servers follow one store behind one address: one writes, all answer, all see a new version.

The proxy hands each connection to the next server, as a load balancer would; a session keeps its server.
"""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import cycle
from urllib.parse import urlsplit

import pytest

from stunting import build, db, store
from tests import small_store
from tests.browser import serving
from tests.probes import socket_client

SERVERS = 3
LOOKING_ON = "HANYA MELIHAT"
OLD, NEW = "Data per 28 Feb 2026", "Data per 5 Mar 2026"  # in the bar of every page


@contextmanager
def proxied(servers: list[str]) -> Iterator[str]:
    """One address before all of them, round robin by connection."""
    behind, ready, done = cycle([urlsplit(each).port for each in servers]), threading.Event(), []

    async def forward(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while data := await reader.read(65536):
                writer.write(data)
                await writer.drain()
        writer.close()

    async def client(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", next(behind))
        await asyncio.gather(forward(reader, inner_writer), forward(inner_reader, writer))

    async def serve() -> None:
        server = await asyncio.start_server(client, "127.0.0.1", 0)
        stop = asyncio.Event()
        done.extend((asyncio.get_running_loop(), stop, server.sockets[0].getsockname()[1]))
        ready.set()
        await stop.wait()
        server.close()

    thread = threading.Thread(target=asyncio.run, args=(serve(),), daemon=True)
    thread.start()
    ready.wait()
    loop, stop, port = done
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=10)


@pytest.fixture
def address(tmp_path, monkeypatch) -> Iterator[str]:
    monkeypatch.setenv("STUNTING_HOME", str(tmp_path / "store"))
    small_store.make()
    with ExitStack() as stack:
        # one after the other: the first one holds the store
        servers = [stack.enter_context(serving.serve(store.home())) for _ in range(SERVERS)]
        yield stack.enter_context(proxied(servers))


def one_more_child() -> None:
    """A new version from outside the servers, as an import makes it."""
    with (
        store.writing(),
        store.new_version(base=store.current()) as draft,
        db.building(draft) as con,
    ):
        con.execute(
            "insert into orang (orang_id, jenis_kelamin, bulan_lahir, kode_desa)"
            " values ('anak-3', 'P', '2024-05-01', '33.75.01.1002')"
        )
        con.execute(
            "insert into pengukuran (orang_id, tanggal, kode_desa, umur_hari, bb_kg, tb_cm)"
            " values ('anak-3', '2026-03-05', '33.75.01.1002', 655, 9.0, 82.0)"
        )
        build.derive(con)


def test_three_servers_answer_alike_and_follow_a_new_version(address):
    with ExitStack() as stack:
        sessions = [stack.enter_context(socket_client.browser(address)) for _ in range(2 * SERVERS)]
        query = "wilayah=Kota+Pekalongan&siklus=2026-S1"
        answers = [each.run(query=query) for each in sessions]
        assert len({tuple(each.titles) for each in answers}) == 1
        assert [each.holds(OLD) and not each.holds(NEW) for each in answers] == [True] * 6
        # one of the three may write, the others say that they look on
        assert sum(not each.holds(LOOKING_ON) for each in answers) == 2
        one_more_child()
        answers = [each.run(query=query) for each in sessions]
        assert [each.holds(NEW) and not each.holds(OLD) for each in answers] == [True] * 6
