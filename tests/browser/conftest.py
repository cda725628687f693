"""One browser and one server for all browser tests; a server of its own where a cold start matters."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from stunting import accounts, commands
from tests import small_store
from tests.browser import chromium, serving

OPERATOR, PASSWORD = "siti.operator", "kata sandi yang panjang"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium.find()
    if not found:
        raise RuntimeError(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=found, args=list(serving.CHROMIUM_ARGUMENTS)
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def contoh_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample as the first start of the app builds it."""
    home = tmp_path_factory.mktemp("contoh")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.ensure_store()
    return home


@pytest.fixture(scope="session")
def nyata_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store marked nyata with invented children and one operator's account."""
    home = tmp_path_factory.mktemp("nyata")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        small_store.make("nyata")
        accounts.add(OPERATOR, PASSWORD)
    return home


@pytest.fixture(scope="session")
def server(contoh_home: Path) -> Iterator[str]:
    with serving.serve(contoh_home) as address:
        yield address


@pytest.fixture
def cold_server(contoh_home: Path) -> Iterator[str]:
    """A server nobody has visited yet."""
    with serving.serve(contoh_home) as address:
        yield address


@pytest.fixture(scope="session")
def slow_server(contoh_home: Path) -> Iterator[str]:
    """Every question that is not cached takes SLOW_MS more."""
    with serving.serve(contoh_home, delay_ms=serving.SLOW_MS) as address:
        yield address


@pytest.fixture(scope="session")
def nyata_server(nyata_home: Path) -> Iterator[str]:
    with serving.serve(nyata_home) as address:
        yield address


@pytest.fixture
def visit(browser: Browser) -> Iterator[Callable[..., serving.Visit]]:
    """``visit(server)`` is a new person at a new browser, on a full HD projector unless told otherwise."""
    contexts = []

    def new(server: str, **options) -> serving.Visit:
        options = {"viewport": {"width": 1920, "height": 1080}, "locale": "id-ID"} | options
        contexts.append(browser.new_context(**options))
        return serving.Visit(contexts[-1].new_page(), server)

    yield new
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def projector(browser: Browser) -> Iterator[BrowserContext]:
    """One full HD browser that stays open, for tests that need no new visitor: its cache is warm."""
    context = browser.new_context(viewport={"width": 1920, "height": 1080}, locale="id-ID")
    yield context
    context.close()
