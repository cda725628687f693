"""The projector's windows: what the operator shows is pushed to everyone who follows by a code.

A broadcast lives in the memory of this server process only, and ends by itself. It carries the screens of
mode tayang and nothing else; the code is what lets a window in, so it cannot be guessed.
"""

from __future__ import annotations

import asyncio
import hashlib
import secrets
import threading
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from stunting.pilihan import Filters

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # read aloud in a hall: no I, O, 0, 1
LENGTH = 8
LASTS = 12 * 3600  # seconds without a change
MOST, MOST_FOLLOWERS = 20, 300
_BEAT = 15.0  # seconds between signs of life, so that no proxy cuts the line


class Closed(LookupError):
    """No broadcast has this code (any more)."""


class Full(RuntimeError):
    """More windows follow, or more broadcasts run, than this server carries."""


@dataclass(frozen=True)
class Adegan:
    """What is shown: version, last decision and choice; the screen from 0; whether it is blackened."""

    folder: Path
    event: int
    f: Filters
    layar: int = 0
    hitam: bool = False
    gelap: bool = False  # the theme for a dark hall


@dataclass
class _Room:
    adegan: Adegan
    who: str
    used: float
    followers: dict[asyncio.Queue, asyncio.AbstractEventLoop] = field(default_factory=dict)


_rooms: dict[str, _Room] = {}
_lock = threading.Lock()


def begin(adegan: Adegan, who: str) -> str:
    """Start a broadcast and return its code. Raises Full."""
    with _lock:
        _sweep()
        if len(_rooms) >= MOST:
            raise Full("Terlalu banyak siaran berjalan di server ini; tutup yang tidak dipakai.")
        code = _new_code()
        while code in _rooms:
            code = _new_code()
        _rooms[code] = _Room(adegan, who, time.monotonic())
        return code


def shown(code: str) -> Adegan:
    """What a broadcast shows now. Raises Closed."""
    return _room(code).adegan


def show(code: str, adegan: Adegan) -> None:
    """Show something else; whoever follows hears of it at once. Raises Closed."""
    with _lock:
        room = _found(code)
        before, room.adegan, room.used = room.adegan, adegan, time.monotonic()
        if adegan != before:
            _tell(room, event(adegan))  # under the lock: the last state is the last one told


def end(code: str) -> None:
    """Close a broadcast; its windows go black and say so. One that is over is no error."""
    with _lock:
        if room := _rooms.pop(code, None):
            _tell(room, None)


def followers(code: str) -> int:
    """How many windows follow. Raises Closed."""
    return len(_room(code).followers)


def event(now: Adegan) -> dict[str, object]:
    """What a window is told: the screen, whether it is black, and by its mark the deck it is of."""
    return {"layar": now.layar, "gelap": now.hitam, "dek": mark(now)}


def mark(adegan: Adegan) -> str:
    """The same for the same screens: a window that holds those of another mark has to load them anew."""
    same = replace(adegan, layar=0, hitam=False)
    return hashlib.sha256(repr(same).encode()).hexdigest()[:16]


async def listen(code: str) -> AsyncIterator[dict[str, object] | None]:
    """What a window is told, from now on; None is a sign of life. Raises Closed, Full."""
    queue: asyncio.Queue = asyncio.Queue()
    with _lock:
        room = _found(code)
        if len(room.followers) >= MOST_FOLLOWERS:
            raise Full("Terlalu banyak layar mengikuti siaran ini.")
        room.followers[queue] = asyncio.get_running_loop()
        first = event(room.adegan)
    try:
        yield first
        while True:
            try:
                told = await asyncio.wait_for(queue.get(), _BEAT)
            except TimeoutError:
                yield None
                continue
            if told is None:
                return
            yield told
    finally:
        with _lock:
            room.followers.pop(queue, None)


def _tell(room: _Room, told: dict[str, object] | None) -> None:
    for queue, loop in room.followers.items():
        loop.call_soon_threadsafe(queue.put_nowait, told)


def _new_code() -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def _room(code: str) -> _Room:
    with _lock:
        return _found(code)


def _found(code: str) -> _Room:
    _sweep()
    room = _rooms.get(code.strip().upper())
    if room is None:
        raise Closed("Siaran ini tidak ada atau sudah ditutup.")
    return room


def _sweep() -> None:
    """Forget broadcasts nobody has touched for LASTS seconds and nobody follows."""
    now = time.monotonic()
    for code in [
        code for code, room in _rooms.items() if now - room.used > LASTS and not room.followers
    ]:
        del _rooms[code]
