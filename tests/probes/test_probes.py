"""Each role and nobody against every page, by the websocket of a real server; pages are found, not listed.

What an answer holds is compared byte for byte with every identity of the store. A page added later is
probed without anybody remembering it.
"""

import itertools
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from app import ROUTES as ROUTES_OF_THE_APP
from stunting import (
    accounts,
    export_command,
    headers,
    menu,
    questions,
    reference,
    rights,
    store,
)
from stunting.__main__ import main
from stunting.rights import LIHAT, NAMA, RINCI, UBAH, UNDUH_NAMA
from tests.browser import serving
from tests.probes import canaries, socket_client
from tests.probes.canaries import WHISPER, unpacked

NGORO, DESA = "35.16.05", "35.16.05.2001"
OWN = {"camat": (NGORO,), "puskesmas": (DESA,), "tim_teknis": (NGORO,), "opd": ("35.16",)}
NOBODY = {"tamu": None, "sesi palsu": "bukan-token-siapa-pun", "akun dicabut": "dicabut"}
PAGES = [entry.address for entry in (*menu.RAPAT, *menu.KELOLA)]
EVERYTHING_ON = {
    "mode_kerja": "true",
    "bantuan": "Belum tercatat",
    "masuk": "gagal",
    "embed": "true",
}
MOJOKERTO = {"wilayah": "Kabupaten Mojokerto"}
# What a caller tries on each page: the query string, and whether the switch to mode kerja is forged.
TRIES = {
    "terbuka": (MOJOKERTO, False),
    "mode kerja": (MOJOKERTO, True),
    "kecamatan lain": (MOJOKERTO | {"kecamatan": "Pacet"} | EVERYTHING_ON, True),
}


@pytest.fixture(scope="module")
def home(_sample_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as a nyata store, with one account of each role; people's texts in it name a disease."""
    home = tmp_path_factory.mktemp("probe") / "store"
    shutil.copytree(_sample_home, home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        canaries.plant(store.folder())
    return home


@pytest.fixture(scope="module")
def tokens(home: Path) -> dict[str, str | None]:
    """A session for each role, and what nobody has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        store._write_kind(store.Kind(store.NYATA, store.kind().wilayah))
        found = {
            role: accounts.open_session(
                accounts.add(role, "kata sandi yang panjang", role, areas=OWN.get(role, ()))
            )
            for role in rights.ROLES
        }
        found["sementara"] = accounts.open_session(
            accounts.add("sementara", "kata sandi yang panjang", temporary=True)
        )
        gone = accounts.open_session(accounts.add("dicabut", "kata sandi yang panjang"))
        accounts.revoke("dicabut")
    return found | NOBODY | {"akun dicabut": gone}


@pytest.fixture(scope="module")
def secrets(home: Path, tokens) -> canaries.Canaries:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        return canaries.of(store.folder())


@pytest.fixture(scope="module")
def server(home: Path, tokens) -> Iterator[str]:
    with serving.serve(home) as address:
        yield address


@pytest.fixture(scope="module")
def known(server: str, tokens) -> socket_client.Answer:
    """The hashes of all pages and the identity of the switch, as the secretariat is shown them."""
    with socket_client.browser(server, tokens["sekretariat"]) as browser:
        return browser.run()


def protected_words() -> list[str]:
    """What a cause, or somebody's own words, tell of a person's health."""
    causes = reference.table("penyebab")
    return [WHISPER, *causes.loc[causes["sensitif"] == "ya", "penyebab"]]


def unsaid(role: str, page: str, *, forged: bool) -> list[str]:
    """The protected words that this role must not be told on this page; ``forged``: the switch is turned."""
    if forged and rights.reach(role, OWN.get(role, ()), page, RINCI):
        return []
    if rights.reach(role, OWN.get(role, ()), page, UBAH):  # who types a case chooses its causes
        return [WHISPER]
    return protected_words()


def role_of(who: str) -> str:
    return who if who in rights.ROLES else rights.TAMU


@pytest.mark.parametrize("who", [*rights.ROLES, "sementara", *NOBODY])
@pytest.mark.parametrize("page", PAGES)
def test_nobody_gets_an_identity_they_may_not_see(server, tokens, known, secrets, who, page):
    hashed = known.pages["" if page == PAGES[0] else page]
    switch = {known.widgets["mode_kerja"]: True}
    role = role_of(who)
    with socket_client.browser(server, tokens[who]) as browser:
        for name, (query, forged) in TRIES.items():
            if role != rights.TAMU and name == "terbuka":
                continue  # with the switch turned a role sees all of it and more
            answer = browser.run(
                hashed, query=urlencode(query), switches=switch if forged else None
            )
            reach = rights.reach(role, OWN.get(role, ()), page, NAMA) if forged else rights.NOWHERE
            leaked = {
                value
                for value in secrets.found(answer.raw)
                if not any(_may(reach, kecamatan) for kecamatan in secrets.places[value])
            }
            assert not leaked, f"{who}, {page}, {name}: {sorted(leaked)[:5]}"
            told = [each for each in unsaid(role, page, forged=forged) if answer.holds(each)]
            assert not told, f"{who}, {page}, {name}"
            if not rights.reach(role, OWN.get(role, ()), page, LIHAT):
                assert answer.titles
                refused = ("Masuk untuk membuka", "Peran Anda tidak", "Ganti kata sandi pertama")
                assert answer.titles[-1].startswith((*refused,)), f"{who}, {page}: {answer.titles}"


@pytest.mark.parametrize("who", ["tamu", "camat", "opd", "sekretariat"])
@pytest.mark.parametrize("page", PAGES)
def test_no_view_of_a_page_tells_more_than_the_page(server, tokens, known, secrets, who, page):
    """Each view a page offers, found on the page itself, with the switch to mode kerja forged."""
    hashed = known.pages["" if page == PAGES[0] else page]
    switch = {known.widgets["mode_kerja"]: True}
    role = role_of(who)
    reach = rights.reach(role, OWN.get(role, ()), page, NAMA)
    with socket_client.browser(server, tokens[who]) as browser:
        offered = browser.run(hashed, query=urlencode(MOJOKERTO)).views
        tries = [(key, view) for key, views in offered.items() for view in views[1:]]
        for key, view in tries:
            query = urlencode(MOJOKERTO | {key: view})
            answer = browser.run(hashed, query=query, switches=switch)
            leaked = {
                value
                for value in secrets.found(answer.raw)
                if not any(_may(reach, kecamatan) for kecamatan in secrets.places[value])
            }
            assert not leaked, f"{who}, {page}, {view}: {sorted(leaked)[:5]}"
            told = [each for each in unsaid(role, page, forged=True) if answer.holds(each)]
            assert not told, f"{who}, {page}, {view}"
    if page == "keputusan_rapat" and who == "sekretariat":
        assert ("rapat", "Riwayat dan urungkan") in tries  # views are seen at all


# --- files ------------------------------------------------------------------------------------------

# Everybody is given the same screens of the presentation: one who may and one who may not take names.
TAKERS = ["tamu", "pakar", "camat", "puskesmas", "sekretariat"]
HEAVY = {"presentasi": ("tamu", "sekretariat")}


@pytest.mark.parametrize("who", TAKERS)
@pytest.mark.parametrize("page", PAGES)
def test_no_file_holds_more_than_its_taker_may_have(server, tokens, known, secrets, who, page):
    """Each download button of each view, found on the page; with a purpose typed where one is asked."""
    if who not in HEAVY.get(page, TAKERS):
        pytest.skip("the same files as for the others")
    hashed = known.pages["" if page == PAGES[0] else page]
    switch = {known.widgets["mode_kerja"]: True}
    role = role_of(who)
    reach = rights.reach(role, OWN.get(role, ()), page, UNDUH_NAMA)
    with socket_client.browser(server, tokens[who]) as browser:
        offered = browser.run(hashed, query=urlencode(MOJOKERTO)).views
        views = [{}, *({key: view} for key, found in offered.items() for view in found[1:])]
        taken = set()
        for view in views:
            query = urlencode(MOJOKERTO | view)
            answer = browser.run(hashed, query=query, switches=switch)
            asked = {
                identity: "Kunjungan rumah TPK"
                for key, identity in answer.widgets.items()
                if key.endswith("_keperluan")
            }
            if asked:
                answer = browser.run(hashed, query=query, switches=switch, texts=asked)
            for key, file in answer.downloads.items():
                if key in taken:
                    continue
                taken.add(key)
                content = unpacked(browser.download(file) or b"")
                leaked = {
                    value
                    for value in secrets.found(content)
                    if not any(_may(reach, kecamatan) for kecamatan in secrets.places[value])
                }
                assert not leaked, f"{who}, {page}, {key}: {sorted(leaked)[:5]}"
                told = [
                    each for each in unsaid(role, page, forged=True) if each.encode() in content
                ]
                assert not told, f"{who}, {page}, {key}"
    if not rights.reach(role, OWN.get(role, ()), page, LIHAT):
        assert not taken
    if (page, who) == ("keluarga_berisiko", "sekretariat"):
        assert taken


def test_a_button_that_stays_on_the_screen_gives_nothing_to_who_lost_the_account(
    server, home, tokens, known, monkeypatch
):
    monkeypatch.setenv("STUNTING_HOME", str(home))
    token = accounts.open_session(accounts.add("sementara.siti", "kata sandi yang panjang"))
    hashed = known.pages["rapor"]
    with socket_client.browser(server, token) as browser:
        (file,) = browser.run(hashed, query=urlencode(MOJOKERTO)).downloads.values()
        assert browser.download(file)
        (file,) = browser.run(hashed, query=urlencode(MOJOKERTO)).downloads.values()
        accounts.revoke("sementara.siti")
        assert browser.download(file) is None


@pytest.mark.parametrize("kind", export_command.KINDS)
def test_no_export_of_the_command_line_names_anybody(home, tokens, secrets, kind, monkeypatch):
    monkeypatch.setenv("STUNTING_HOME", str(home))
    content = unpacked(export_command.make(kind, {"wilayah": "35.16"}))
    assert secrets.found(content) == set()
    assert not [each for each in protected_words() if each.encode() in content]


@pytest.mark.parametrize("kind", [*export_command.KINDS, export_command.PARQUET])
@pytest.mark.parametrize("setting", ["tidak_ada", "tanpa_nama", "salah ketik"])
def test_the_setting_closes_the_command_line_too(
    home, tokens, tmp_path, monkeypatch, kind, setting
):
    monkeypatch.setenv("STUNTING_HOME", str(home))
    monkeypatch.setattr(export_command.reference, "setting", lambda key: setting)
    monkeypatch.setattr(export_command, "make", lambda kind, given: b"berkas")
    out = tmp_path / "keluar"
    open_still = setting == "tanpa_nama" and kind != export_command.PARQUET
    assert main(["export", kind, "--out", str(out)]) == (0 if open_still else 1)
    assert out.exists() == open_still


NAMED = [each for each in questions.names() if questions.load(each).access == "bernama"]


@pytest.mark.parametrize("name", NAMED)
def test_the_command_line_answers_no_question_with_names(home, tokens, name, monkeypatch, capsys):
    monkeypatch.setenv("STUNTING_HOME", str(home))
    assert main(["ask", name]) == 1
    assert "identitas" in capsys.readouterr().err


# --- other messages ---------------------------------------------------------------------------------


def odd_messages() -> dict[str, BackMsg]:
    """One of each kind of message a browser can send, found in Streamlit's own list, and some nonsense."""
    found = {"kosong": BackMsg()}
    for each in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields:
        message = BackMsg()
        if each.message_type is None:
            setattr(message, each.name, True)
        else:
            getattr(message, each.name).SetInParent()
        found[each.name] = message
    guessed = found["backend_operation_request"].backend_operation_request
    guessed.deferred_file.file_id = "0" * 32
    return found


@pytest.mark.parametrize("kind", odd_messages())
@pytest.mark.parametrize("who", ["tamu", "camat"])
def test_no_message_to_the_server_is_answered_with_an_identity(
    server, tokens, known, secrets, who, kind
):
    with socket_client.browser(server, tokens[who]) as browser:
        browser.run(known.pages["rapor"], query=urlencode(MOJOKERTO))
        message = odd_messages()[kind]
        if kind == "backend_operation_request":
            message.backend_operation_request.session_id = browser.session
        raw = browser.say(message)
    assert secrets.found(raw) == set()
    assert WHISPER.encode() not in raw
    with urllib.request.urlopen(f"{server}/_stcore/health", timeout=30) as answer:
        assert answer.status == 200  # nobody switches the server off


@pytest.mark.parametrize("path", ["interact", "mcp", "openapi.json"])
def test_nobody_drives_the_app_without_a_browser(server, secrets, path):
    request = urllib.request.Request(
        f"{server}/_stcore/agent/{path}",
        data=None if path.endswith("json") else b"{}",
        headers={"Content-Type": "application/json"},
    )
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    assert secrets.found(body) == set()
    assert b"enableAgentApi" in body


def _may(reach: rights.Reach, kecamatan: str) -> bool:
    return bool(reach.within([kecamatan]))


def test_the_probes_can_find_something(server, tokens, known, secrets):
    """Where names are permitted they are seen: the net has no hole the size of a name."""
    hashed = known.pages["keluarga_berisiko"]
    switch = {known.widgets["mode_kerja"]: True}
    with socket_client.browser(server, tokens["sekretariat"]) as browser:
        seen = secrets.found(browser.run(hashed, query=urlencode(MOJOKERTO), switches=switch).raw)
    with socket_client.browser(server, tokens["camat"]) as browser:
        own = secrets.found(browser.run(hashed, query=urlencode(MOJOKERTO), switches=switch).raw)
    assert len(seen) > 500
    assert {NGORO} <= set(itertools.chain(*(secrets.places[each] for each in own)))
    assert len(own) < len(seen) / 3


ADDRESSES = [
    "/media/", "/media/../data/store/CURRENT", "/media/%2e%2e%2fstore%2faccounts.sqlite",
    "/_stcore/health", "/_stcore/host-config", "/_stcore/upload_file/x/y", "/app/static/../app.py",
    "/static/..%2f..%2fdata%2fstore%2fregister.sqlite", "/data/store/accounts.sqlite",
    "/versions/", "/akun/masuk", "/akun/sandi", "/akun/pin", "/akun/keluar", "/component/x/../../etc/passwd",
    *(f"/{page}" for page in PAGES), *(f"/{page}?mode_kerja=true" for page in PAGES),
]  # fmt: skip


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_address_of_the_server_hands_out_a_file(server, secrets, address):
    try:
        with urllib.request.urlopen(server + address, timeout=30) as answer:
            body = answer.read()
    except urllib.error.HTTPError as error:
        body = error.read()
    assert secrets.found(body) == set()
    for text in (b"SQLite format", b"DUCK", b"$argon2id$", b"import streamlit"):
        assert text not in body[:4096]


# --- the addresses beside the pages -----------------------------------------------------------------

NO_CODE = {"salah": "AAAAAAAA", "bukan kode": "x", "jalur": "..%2f..%2fdata", "tag": "%3Cscript%3E"}
WAYS = [
    "",
    "?sendiri",
    "?sendiri&kecamatan=35.16.05",
    "?sendiri&kecamatan=33.75.01",
    "?mode_kerja=true",
]
ROUTES = [route.path for route in ROUTES_OF_THE_APP]  # one that is added later is asked for as well


@pytest.fixture(scope="module")
def codes(server, tokens, known) -> dict[str, str]:
    """A broadcast of the secretariat in each district; nobody else is given a code."""
    hashed = known.pages["presentasi"]
    found = dict(NO_CODE)
    for name, district in (("benar", MOJOKERTO), ("milik lain", {"wilayah": "Kota Pekalongan"})):
        query = urlencode(district)
        with socket_client.browser(server, tokens["sekretariat"]) as browser:
            button = browser.run(hashed, query=query).widgets["siaran_buka"]
            answer = browser.run(hashed, query=query, pressed=[button])
        found[name] = re.search(rb"Kode: \*\*([A-Z2-9]{8})\*\*", answer.raw)[1].decode()
    assert found["benar"] != found["milik lain"]
    return found


@pytest.mark.parametrize("which", [*NO_CODE, "benar", "milik lain"])
@pytest.mark.parametrize("path", ROUTES)
def test_no_route_of_the_app_tells_who_anybody_is(server, codes, secrets, path, which):
    protected = protected_words()
    address = re.sub(r"\{[^}]*\}", codes[which], path)
    for way in WAYS:
        body = fetched(server + address + way)
        assert secrets.found(body) == set(), f"{address}{way}"
        assert not [each for each in protected if each.encode() in body], f"{address}{way}"
        if which in NO_CODE:  # who has no code is not told one
            assert not [code for code in codes.values() if len(code) == 8 and code.encode() in body
                        and code != NO_CODE["salah"]]  # fmt: skip


def fetched(address: str) -> bytes:
    """The whole answer; of a stream that goes on, what it says first."""
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            if answer.headers["Content-Type"].startswith("text/event-stream"):
                return answer.readline()
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


def test_the_right_code_opens_the_screens_and_the_stream(server, codes):
    """The probes above looked at something."""
    page = fetched(f"{server}/layar/{codes['benar']}")
    assert page.count(b"<section ") > 20
    assert b'{"layar": 0' in fetched(f"{server}/siaran/{codes['benar']}")
    assert fetched(f"{server}/layar/{codes['salah']}").count(b"<section ") == 0
    assert {"/layar", "/layar/{kode}", "/siaran/{kode}", "/akun/masuk"} <= set(ROUTES)


@pytest.mark.parametrize("who", [*(role for role in rights.ROLES), *NOBODY])
def test_only_who_may_broadcast_begins_one(server, tokens, known, who):
    hashed, query = known.pages["presentasi"], urlencode(MOJOKERTO)
    with socket_client.browser(server, tokens["sekretariat"]) as browser:
        button = browser.run(hashed, query=query).widgets["siaran_buka"]
    with socket_client.browser(server, tokens[who]) as browser:
        offered = "siaran_buka" in browser.run(hashed, query=query).widgets
        began = browser.run(hashed, query=query, pressed=[button]).holds("Kode: **")
    may = role_of(who) in rights.ROLES and bool(
        rights.reach(who, OWN.get(who, ()), "presentasi", rights.SIARKAN)
    )
    assert (offered, began) == (may, may)


def test_there_are_at_least_500_probes():
    assert (len(rights.ROLES) + 1 + len(NOBODY)) * len(PAGES) * len(TRIES) + len(ADDRESSES) >= 500


@pytest.mark.parametrize("address", ["/", "/peta", "/media/x", "/akun/masuk", "/_stcore/health"])
def test_every_answer_forbids_what_comes_from_elsewhere(server, address):
    try:
        answer = urllib.request.urlopen(server + address, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        given = {name.lower(): value for name, value in answer.headers.items()}
        assert {
            name.lower(): each for name, each in headers.ALWAYS.items()
        }.items() <= given.items()
        if address.startswith(("/media", "/akun")):
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["jahat.example", "127.0.0.1.jahat.example"])
def test_another_host_name_is_refused(server, host):
    """Against DNS rebinding: a page of another site that points its name at this server."""
    port = urlsplit(server).port
    with (
        pytest.raises(InvalidStatus),
        connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            subprotocols=["streamlit"],
            additional_headers={"Host": f"{host}:{port}"},
        ),
    ):
        pass
