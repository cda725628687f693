"""The projector's addresses: the form, the screens by code, the stream; nothing of anybody behind them."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import unquote, urlencode

import pytest
from starlette.applications import Starlette

from stunting import db, projector, siaran, store
from stunting.pilihan import Filters
from stunting.siaran import Adegan

APP = Starlette(routes=projector.ROUTES)
CITY = Filters("33.75", "Kota Pekalongan", None, None, "2026-S1", "balita")
NOBODY = "AAAAAAAA"
PATIENCE, DRAWING = 10, 60  # seconds


@dataclass(frozen=True)
class Answer:
    """A whole answer."""

    status_code: int
    headers: dict[str, str]
    text: str


class Stream:
    """An answer that is read while it is being given: an ordinary client would wait for its end."""

    def __init__(self, address: str, method: str = "GET") -> None:
        self._path, _, self._query = address.partition("?")
        self._method = method
        self._sent: asyncio.Queue = asyncio.Queue()
        self._gone = asyncio.Event()
        self.headers: dict[str, str] = {}

    async def __aenter__(self) -> "Stream":
        scope = {
            "type": "http", "method": self._method, "path": unquote(self._path),
            "query_string": self._query.encode(), "headers": [],
        }  # fmt: skip
        self._task = asyncio.create_task(APP(scope, self._receive, self._sent.put))
        start = await asyncio.wait_for(self._sent.get(), DRAWING)
        self.status = start["status"]
        self.headers = {name.decode(): value.decode() for name, value in start["headers"]}
        return self

    async def __aexit__(self, *args: object) -> None:
        self._gone.set()
        await asyncio.wait_for(self._task, PATIENCE)

    async def _receive(self) -> dict:
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def parts(self) -> AsyncIterator[str]:
        """The body as it comes."""
        while True:
            part = await asyncio.wait_for(self._sent.get(), PATIENCE)
            yield part["body"].decode()
            if not part.get("more_body"):
                return

    async def events(self) -> AsyncIterator[dict]:
        """What a stream of server-sent events tells."""
        async for part in self.parts():
            for line in part.split("\n\n"):
                if line.startswith("data: "):
                    yield json.loads(line.removeprefix("data: "))


class Browser:
    """It asks and waits for the whole answer."""

    def get(self, address: str, params: dict[str, str] | None = None) -> Answer:
        return self.request("GET", f"{address}?{urlencode(params)}" if params else address)

    def request(self, method: str, address: str) -> Answer:
        async def whole() -> Answer:
            async with Stream(address, method) as stream:
                body = "".join([part async for part in stream.parts()])
                return Answer(stream.status, stream.headers, body)

        return asyncio.run(whole())


@pytest.fixture(autouse=True)
def _own_rooms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(siaran, "_rooms", {})


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def adegan(sample_store: Path) -> Adegan:
    return Adegan(sample_store, 0, CITY)


@pytest.fixture
def code(adegan: Adegan) -> str:
    return siaran.begin(adegan, "siti")


@pytest.fixture(scope="module")
def identities(_sample_home: Path) -> set[str]:
    """Names, NIKs and numbers of the sample that are long enough to prove something."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(_sample_home))
        with db.reading(store.folder(), named=True) as cursor:
            cursor.execute(
                "select unnest([nama, nama_ibu, nik, no_kk, telepon]) from identitas.orang_identitas"
                " union"
                " select unnest([nama_kepala, no_kk, telepon]) from identitas.keluarga_identitas"
            )
            return {row[0].lower() for row in cursor.fetchall() if row[0] and len(row[0]) >= 6}


def test_the_door_asks_for_the_code(browser):
    answer = browser.get("/layar")
    assert answer.status_code == 200
    assert '<form action="/layar" method="get">' in answer.text
    assert 'name="kode"' in answer.text
    assert "Kode dari operator" in answer.text
    assert 'lang="id"' in answer.text
    assert "script" not in answer.text
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("typed", ["abcdefgh", " ABCD EFGH ", "ABCDEFGH", "abcd\tefgh"])
def test_a_code_leads_on_however_it_is_typed(browser, typed):
    answer = browser.get("/layar", params={"kode": typed})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/layar/ABCDEFGH"


@pytest.mark.parametrize(
    "typed", ["", "ABC", "ABCDEFG1", "ABCDEFGHJ", "//jahat.example", "<script>", "ABCDEF\r\nX: y"]
)
def test_what_is_no_code_leads_nowhere(browser, typed):
    answer = browser.get("/layar", params={"kode": typed})
    assert answer.status_code == 200
    assert "location" not in answer.headers
    assert "jahat" not in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        f"/layar/{NOBODY}",
        "/layar/<script>alert(1)",
        "/layar/abc",
        "/layar/%00",
        "/layar/%ff",
    ],
)
def test_a_wrong_code_gets_the_form_again_and_a_sentence(browser, code, path):
    for way in ("", "?sendiri", "?sendiri&kecamatan=33.75.01"):
        answer = browser.get(path + way)
        assert answer.status_code == 404
        assert "Siaran ini tidak ada atau sudah ditutup." in answer.text
        assert '<form action="/layar"' in answer.text
        assert "<script" not in answer.text
        assert answer.headers["cache-control"] == "no-store"
        assert code not in answer.text


def test_the_screens_of_a_broadcast(browser, code, identities):
    answer = browser.get(f"/layar/{code}")
    assert answer.status_code == 200
    assert answer.headers["cache-control"] == "no-store"
    assert f'data-siaran="/siaran/{code}"' in answer.text
    count = len(re.findall("<section ", answer.text))
    assert count > 15
    assert answer.text.count("DATA CONTOH") >= count  # on each of them
    assert "Kota Pekalongan" in answer.text
    # the letters of the page are one long word without any meaning
    plain = re.sub(r"data:font/ttf;base64,[A-Za-z0-9+/=]+", "", answer.text).lower()
    assert len(identities) > 5000
    assert {each for each in identities if each in plain} == set()
    assert (
        re.findall(r"https?://(?!www\.w3\.org/)", plain) == []
    )  # nothing is fetched from anywhere
    assert browser.get(f"/layar/{code.lower()}").text == answer.text


def test_a_window_of_its_own_follows_nobody_and_offers_every_kecamatan(browser, code, sample_store):
    page = browser.get(f"/layar/{code}?sendiri").text
    assert "data-siaran" not in page
    own = set(re.findall(r'data-kode="([^"]*)"', page))
    with db.reading(sample_store) as cursor:
        cursor.execute("select distinct kode from wilayah where kode like '33.75.__'")
        assert own == {"", *(row[0] for row in cursor.fetchall())}
    assert "data-kode" not in browser.get(f"/layar/{code}").text


def test_a_window_of_its_own_shows_another_kecamatan_of_the_district(browser, code):
    page = browser.get(f"/layar/{code}?sendiri&kecamatan=33.75.03").text
    assert "Kecamatan Pekalongan Utara, Kota Pekalongan" in page
    assert siaran.shown(code).f == CITY  # what the others see stays as it is
    whole = browser.get(f"/layar/{code}?sendiri&kecamatan=").text
    assert whole == browser.get(f"/layar/{code}?sendiri").text


@pytest.mark.parametrize("kode", ["35.16.05", "33.75", "99.99.99", "<b>", "33.75.03' or 1=1"])
def test_a_kecamatan_of_elsewhere_is_not_shown(browser, code, kode):
    answer = browser.get(f"/layar/{code}", params={"sendiri": "", "kecamatan": kode})
    assert answer.status_code == 404
    assert "Kecamatan itu tidak ada di sini." in answer.text
    assert "<b>" not in answer.text


def test_without_a_window_of_its_own_the_kecamatan_is_the_operator_s(browser, code):
    page = browser.get(f"/layar/{code}?kecamatan=33.75.03").text
    assert page == browser.get(f"/layar/{code}").text


def test_a_closed_broadcast_is_over_for_all(browser, code):
    siaran.end(code)
    assert browser.get(f"/layar/{code}").status_code == 404
    answer = browser.get(f"/siaran/{code}")
    assert answer.status_code == 404
    assert answer.text == "Siaran ini tidak ada atau sudah ditutup."


def test_too_many_windows_are_told_so(browser, code, monkeypatch):
    monkeypatch.setattr(siaran, "MOST_FOLLOWERS", 0)
    answer = browser.get(f"/siaran/{code}")
    assert answer.status_code == 503
    assert "Terlalu banyak layar" in answer.text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent_here(browser, code, method):
    for path in ("/layar", f"/layar/{code}", f"/siaran/{code}"):
        assert browser.request(method, path).status_code == 405


def test_the_stream_tells_what_is_shown_and_each_change(adegan, code):
    async def follow():
        siaran.show(code, replace(adegan, layar=4))
        async with Stream(f"/siaran/{code.lower()}") as stream:
            assert stream.status == 200
            assert stream.headers["content-type"].startswith("text/event-stream")
            assert stream.headers["cache-control"] == "no-store"
            assert stream.headers["x-accel-buffering"] == "no"
            events = stream.events()
            first = await anext(events)
            siaran.show(code, replace(adegan, layar=5))
            second = await anext(events)
            ngoro = replace(CITY, kode_kecamatan="33.75.03", kecamatan="Pekalongan Utara")
            siaran.show(code, replace(adegan, layar=5, hitam=True, f=ngoro))
            third = await anext(events)
            siaran.end(code)
            return first, second, third, [each async for each in events]

    first, second, third, end = asyncio.run(follow())
    assert (first["layar"], first["gelap"]) == (4, False)
    assert (second["layar"], second["gelap"]) == (5, False)
    assert (third["layar"], third["gelap"]) == (5, True)
    assert first["dek"] == second["dek"] != third["dek"]
    assert end == [{"tutup": True}]


def test_the_page_carries_the_mark_of_the_screens_the_stream_speaks_of(browser, adegan, code):
    """Else a window that was cut off, or came between two choices, would go on showing the old ones."""

    def marks() -> tuple[str, str]:
        page = browser.get(f"/layar/{code}").text

        async def first():
            async with Stream(f"/siaran/{code}") as stream:
                return (await anext(stream.events()))["dek"]

        return re.search(r'data-dek="(\w+)"', page)[1], asyncio.run(first())

    before = marks()
    assert before[0] == before[1]
    siaran.show(code, replace(adegan, gelap=True))
    after = marks()
    assert after[0] == after[1] != before[0]


def test_a_window_that_goes_away_is_counted_no_more(code):
    async def follow():
        async with Stream(f"/siaran/{code}") as stream:
            await anext(stream.events())
            assert siaran.followers(code) == 1
        await asyncio.sleep(0)
        return siaran.followers(code)

    assert asyncio.run(follow()) == 0
