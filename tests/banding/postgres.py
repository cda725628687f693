"""PostgreSQL for a comparison: a server of its own in a temporary folder, and the engine that asks it.

Apart from mesin.py, so that the other engines are compared where neither server nor driver is installed.
"""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd
import psycopg

from tests.banding import mesin, terjemah
from tests.banding.mesin import INDEXES, Tables
from tests.banding.pertanyaan import Asked

PORT = 54_329  # of the socket in the temporary folder; nothing listens on the network
# What a careful administrator sets for a server that has this data to itself on two cores.
SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "2GB",
    "effective_cache_size": "8GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "512MB",
    "random_page_cost": "1.1",
    "max_parallel_workers_per_gather": "1",
    "max_wal_size": "8GB",
    "fsync": "off",
    "autovacuum": "off",  # vacuumed and analyzed by hand, so that nothing runs beside the clock
    "jit": "off",  # compiling costs more than these questions take: tried
}
NOT_INSTALLED = "PostgreSQL belum terpasang (Debian: apt-get install postgresql)"
_TICK = os.sysconf("SC_CLK_TCK")


def programs() -> Path | None:
    """The folder of initdb and postgres; None where there is no server."""
    places = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("postgres")
    places += [Path(found).resolve().parent] if found else []
    return next((each for each in places if (each / "initdb").is_file()), None)


@contextmanager
def serving() -> Iterator[tuple[str, int]]:
    """A server for the block: how to connect, and its process id. It is gone with its data afterwards.

    PostgreSQL refuses to run as root: there it runs as the user its package made, else as nobody.
    """
    bin_ = programs()
    if bin_ is None:
        raise RuntimeError(NOT_INSTALLED)
    user = _other_user() if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="banding-", ignore_cleanup_errors=True) as place:
        if user:
            shutil.chown(place, user)
        data = Path(place, "data")
        made = [
            bin_ / "initdb",
            "-D",
            data,
            "-U",
            "banding",
            "--auth=trust",
            "--locale=C",
            "-E",
            "UTF8",
        ]
        subprocess.run(made, check=True, user=user, cwd=place, stdout=subprocess.DEVNULL)
        settings = [part for name, value in SETTINGS.items() for part in ("-c", f"{name}={value}")]
        start = [bin_ / "postgres", "-D", data, "-k", place, "-p", str(PORT), *settings]
        log = Path(place, "log").open("w")
        server = subprocess.Popen(start, user=user, cwd=place, stdout=log, stderr=log)
        where = f"host={place} port={PORT} user=banding dbname=postgres"
        try:
            _wait(where)
            yield where, server.pid
        finally:
            server.terminate()
            server.wait(60)
            log.close()


def _other_user() -> str:
    known = Path("/etc/passwd").read_text(encoding="utf-8").splitlines()
    return "postgres" if any(line.startswith("postgres:") for line in known) else "nobody"


def _wait(where: str) -> None:
    for _ in range(200):
        with suppress(psycopg.OperationalError):
            psycopg.connect(where).close()
            return
        time.sleep(0.1)
    raise RuntimeError("PostgreSQL tidak menjawab")


class PostgreSQL:
    """One open connection, statements prepared at their first use, tables analyzed and read once."""

    name = "PostgreSQL"
    _KINDS = {"DOUBLE": "double precision", "VARCHAR[]": "text[]", "VARCHAR": "text"}

    def __init__(self, source: Tables, where: str, pid: int) -> None:
        self._pid = pid
        self._con = psycopg.connect(where, autocommit=True, prepare_threshold=0)
        self._con.prepared_max = 1000
        self._text: dict[str, str] = {}
        self.version = self._con.info.server_version // 10_000
        self._con.execute("create extension pg_prewarm")
        for name in source.names:
            columns = source.columns(name)
            typed = [f'"{column}" {self._kind(kind)}' for column, kind in columns.items()]
            self._con.execute(f"create unlogged table {name} ({', '.join(typed)})")
            with self._con.cursor().copy(f"copy {name} from stdin") as copy:
                for rows in source.rows(name):
                    for row in rows:
                        copy.write_row(row)
            for by in INDEXES.get(name, ()):
                self._con.execute(f"create index on {name} ({by})")
            self._con.execute(f"vacuum analyze {name}")
            self._con.execute("select pg_prewarm(%s)", [name])

    def _kind(self, kind: str) -> str:
        return self._KINDS.get(kind, kind.split("(")[0].lower())

    def prepare(self, asked: Asked) -> None:
        self._text[asked.key] = terjemah.of(asked, "postgres")

    def ask(self, asked: Asked) -> pd.DataFrame:
        cursor = self._con.execute(self._text[asked.key], asked.params, prepare=True)
        return mesin.framed(asked, cursor.fetchall())

    def cpu_seconds(self) -> float:
        """Of this process and of all the server's, gone ones too; the server's in steps of 10 ms."""
        spent = time.process_time() + _spent(self._pid, gone=True)
        children = Path(f"/proc/{self._pid}/task/{self._pid}/children").read_text(encoding="ascii")
        for pid in children.split():
            with suppress(OSError):
                spent += _spent(int(pid))
        return spent

    def close(self) -> None:
        self._con.close()


def _spent(pid: int, gone: bool = False) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return sum(map(int, fields[11 : 15 if gone else 13])) / _TICK
