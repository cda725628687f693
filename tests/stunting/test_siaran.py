"""A broadcast: who follows hears the last state in the end, nobody else hears anything, and it ends."""

import asyncio
import sys
import threading
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from stunting import siaran
from stunting.pilihan import Filters
from stunting.siaran import Adegan, Closed, Full

F = Filters("35.16", "Kabupaten Mojokerto", None, None, "2026-S1", "balita")
FIRST = Adegan(Path("versi"), 0, F)
PATIENCE = 10  # seconds until a test that waits for an event has failed


@pytest.fixture(autouse=True)
def _own_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siaran, "_rooms", {})


async def heard(events, count: int) -> list[dict]:
    """The next events of somebody who listens."""
    return [await asyncio.wait_for(anext(events), PATIENCE) for _ in range(count)]


async def rest(events) -> list[dict]:
    """Everything until the broadcast ends."""

    async def all_of_it():
        return [event async for event in events if event is not None]

    return await asyncio.wait_for(all_of_it(), PATIENCE)


def test_a_follower_hears_each_change_in_order_until_the_end():
    async def follow():
        code = siaran.begin(FIRST, "siti")
        async with aclosing(siaran.listen(code)) as events:
            (first,) = await heard(events, 1)
            assert siaran.followers(code) == 1
            for number in range(1, 30):
                siaran.show(code, replace(FIRST, layar=number))
            siaran.show(code, replace(FIRST, layar=29, hitam=True))
            siaran.end(code)
            return code, first, await rest(events)

    code, first, told = asyncio.run(follow())
    assert (first["layar"], first["gelap"]) == (0, False)
    assert [each["layar"] for each in told] == [*range(1, 30), 29]
    assert [each["gelap"] for each in told] == [*[False] * 29, True]
    with pytest.raises(Closed):
        siaran.followers(code)


def test_what_is_shown_again_is_no_event():
    async def follow():
        code = siaran.begin(FIRST, "siti")
        async with aclosing(siaran.listen(code)) as events:
            await heard(events, 1)
            siaran.show(code, FIRST)
            siaran.show(code, replace(FIRST, layar=1))
            siaran.end(code)
            return await rest(events)

    assert [each["layar"] for each in asyncio.run(follow())] == [1]


def test_the_last_state_arrives_last_however_many_change_it_at_once():
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns in the middle of everything
    try:
        for _ in range(15):
            asyncio.run(_many_at_once())
    finally:
        sys.setswitchinterval(before)


async def _many_at_once(threads: int = 6, changes: int = 40) -> None:
    code = siaran.begin(FIRST, "siti")
    others = [siaran.listen(code) for _ in range(5)]
    for each in others:
        await heard(each, 1)
    start = threading.Barrier(threads)

    def change(own: int) -> None:
        start.wait()
        for number in range(changes):
            siaran.show(code, replace(FIRST, layar=1 + own * changes + number))

    running = [threading.Thread(target=change, args=(own,)) for own in range(threads)]
    for each in running:
        each.start()
    for each in running:
        await asyncio.to_thread(each.join)
    last = siaran.shown(code).layar
    siaran.end(code)
    orders = [[event["layar"] for event in await rest(each)] for each in others]
    assert orders[0][-1] == last
    assert all(order == orders[0] for order in orders)  # all see the same order
    assert sorted(orders[0]) == [*range(1, threads * changes + 1)]  # and miss nothing
    for own in range(threads):  # what one operator shows stays in that operator's order
        mine = [number for number in orders[0] if (number - 1) // changes == own]
        assert mine == sorted(mine)


def test_who_joins_late_begins_with_what_is_shown_now():
    async def follow():
        code = siaran.begin(FIRST, "siti")
        for number in range(1, 9):
            siaran.show(code, replace(FIRST, layar=number, hitam=number == 8))
        async with aclosing(siaran.listen(code)) as events:
            return await heard(events, 1)

    (first,) = asyncio.run(follow())
    assert (first["layar"], first["gelap"]) == (8, True)


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"layar": 5}, True),
        ({"hitam": True}, True),
        ({"gelap": True}, False),
        ({"event": 1}, False),
        ({"folder": Path("versi-berikut")}, False),
        ({"f": replace(F, kode_kecamatan="35.16.05", kecamatan="Ngoro")}, False),
        ({"f": replace(F, kelompok="bumil")}, False),
    ],
)
def test_a_window_is_told_which_screens_it_ought_to_hold(change, same):
    before, now = siaran.event(FIRST), siaran.event(replace(FIRST, **change))
    assert (before["dek"] == now["dek"]) is same
    assert now["dek"].isalnum()  # stands in an attribute of the page


@pytest.mark.parametrize(
    "code", ["", " ", "AAAAAAAA", "abc", "../../..", "<script>", "A" * 5000, "\0"]
)
def test_a_code_nobody_gave_out_opens_nothing(code):
    siaran.begin(FIRST, "siti")
    for ask in (siaran.shown, siaran.followers, lambda each: siaran.show(each, FIRST)):
        with pytest.raises(Closed, match="tidak ada atau sudah ditutup"):
            ask(code)
    with pytest.raises(Closed):
        asyncio.run(heard(siaran.listen(code), 1))
    siaran.end(code)


def test_a_code_may_be_typed_in_small_letters_and_with_blanks_around_it():
    code = siaran.begin(FIRST, "siti")
    assert siaran.shown(f"  {code.lower()} ") == FIRST


def test_the_end_is_told_and_comes_only_once():
    async def follow():
        code = siaran.begin(FIRST, "siti")
        other = siaran.begin(replace(FIRST, layar=3), "budi")
        async with aclosing(siaran.listen(code)) as events:
            await heard(events, 1)
            siaran.end(code)
            siaran.end(code)
            assert await rest(events) == []
        assert siaran.shown(other).layar == 3
        with pytest.raises(Closed):
            siaran.show(code, FIRST)

    asyncio.run(follow())


def test_who_leaves_is_counted_no_more():
    async def follow():
        code = siaran.begin(FIRST, "siti")
        first, second = siaran.listen(code), siaran.listen(code)
        await heard(first, 1)
        await heard(second, 1)
        assert siaran.followers(code) == 2
        await first.aclose()
        assert siaran.followers(code) == 1
        siaran.show(code, replace(FIRST, layar=2))  # nobody is told who is gone
        assert (await heard(second, 1))[0]["layar"] == 2
        await second.aclose()
        assert siaran.followers(code) == 0

    asyncio.run(follow())


def test_a_silent_broadcast_gives_signs_of_life(monkeypatch):
    monkeypatch.setattr(siaran, "_BEAT", 0.01)

    async def follow():
        async with aclosing(siaran.listen(siaran.begin(FIRST, "siti"))) as events:
            return await heard(events, 4)

    assert asyncio.run(follow())[1:] == [None] * 3


def test_no_more_broadcasts_than_the_server_carries():
    codes = [siaran.begin(FIRST, "siti") for _ in range(siaran.MOST)]
    with pytest.raises(Full, match="Terlalu banyak siaran"):
        siaran.begin(FIRST, "budi")
    siaran.end(codes[0])
    siaran.begin(FIRST, "budi")


def test_no_more_windows_than_the_server_carries(monkeypatch):
    monkeypatch.setattr(siaran, "MOST_FOLLOWERS", 3)

    async def follow():
        code = siaran.begin(FIRST, "siti")
        windows = [siaran.listen(code) for _ in range(3)]
        for each in windows:
            await heard(each, 1)
        with pytest.raises(Full, match="Terlalu banyak layar"):
            await heard(siaran.listen(code), 1)
        assert siaran.followers(code) == 3
        await windows[0].aclose()
        async with aclosing(siaran.listen(code)) as one:
            await heard(one, 1)
        for each in windows[1:]:
            await each.aclose()

    asyncio.run(follow())


def test_only_forgotten_broadcasts_are_swept(monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(siaran, "time", SimpleNamespace(monotonic=lambda: clock[0]))

    async def follow():
        forgotten, used, watched = (siaran.begin(FIRST, name) for name in ("a", "b", "c"))
        async with aclosing(siaran.listen(watched)) as events:
            await heard(events, 1)
            clock[0] += siaran.LASTS
            siaran.show(used, replace(FIRST, layar=1))
            assert siaran.shown(forgotten) == FIRST  # to the last second
            clock[0] += 1
            with pytest.raises(Closed):
                siaran.shown(forgotten)
            assert siaran.shown(used).layar == 1
            assert siaran.shown(watched) == FIRST
        with pytest.raises(Closed):  # the last window has gone
            siaran.shown(watched)

    asyncio.run(follow())


def test_codes_can_be_read_aloud_and_never_come_twice(monkeypatch):
    monkeypatch.setattr(siaran, "MOST", 3000)
    codes = {siaran.begin(FIRST, "siti") for _ in range(2000)}
    assert len(codes) == 2000
    assert all(len(code) == siaran.LENGTH for code in codes)
    assert set("".join(codes)) == set(siaran.ALPHABET)
    assert not set("IO01") & set(siaran.ALPHABET)
    assert len(siaran.ALPHABET) ** siaran.LENGTH > 1e12  # not to be guessed


def test_a_code_in_use_is_not_given_out_again(monkeypatch):
    drawn = iter("A" * 8 + "A" * 8 + "B" * 8)
    monkeypatch.setattr(siaran.secrets, "choice", lambda letters: next(drawn))
    assert [siaran.begin(FIRST, "siti") for _ in range(2)] == ["AAAAAAAA", "BBBBBBBB"]
