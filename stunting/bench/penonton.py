"""Fifty people at once: real sessions that choose every two seconds, on as many servers as there are cores.

Needs what requirements-dev.txt brings; without it it says so.
"""

from __future__ import annotations

from pathlib import Path

from stunting.bench import besar

SESSIONS, EVERY, SECONDS, SERVERS = 50, 2.0, 40.0, 2


def run(home: Path) -> dict[str, object]:
    """``penonton_p50_ms`` and p95 from the choice to the last message, memory of one server in MB.

    ``penonton``: what was wrong, or why nothing was measured.
    """
    try:
        from tests import viewers
    except ImportError as error:
        return {"penonton": f"tidak diukur: {error.name} belum terpasang (requirements-dev.txt)"}
    with besar.at(home):  # the servers are told in this process's environment
        found = viewers.on_servers(
            home, sessions=SESSIONS, every=EVERY, seconds=SECONDS, servers=SERVERS
        )
    return {
        "penonton": "; ".join(found["salah"]) or "semua jawaban benar",
        "penonton_p50_ms": found["p50_ms"],
        "penonton_p95_ms": found["p95_ms"],
        "penonton_prosesor_ms": found["prosesor_server_ms_per_jawaban"],
        "penonton_memori_mb": max(found["memori_server_mb"]),
    }
