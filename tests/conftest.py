"""What every test stands on: a place of its own for data, and stores to ask.

No test may touch the real store: $STUNTING_HOME points to an empty temporary folder unless a test or a
fixture says otherwise.
"""

import os

# Before numpy is imported: on a small machine the threads of its linear algebra wait for each other ten
# times as long as they compute, and every worker has as many of them as there are cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import functools
import gc
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from argon2 import PasswordHasher
from hypothesis import settings
from streamlit.components.v2 import manifest_scanner

from stunting import accounts, build, commands, db, kept, store

# How long one example may take says something of the machine, nothing of the code (make bench does).
settings.register_profile("tanpa_jam", deadline=None)
settings.load_profile("tanpa_jam")

PEKALONGAN, MOJOKERTO = "33.75", "35.16"


@pytest.fixture(autouse=True)
def store_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """$STUNTING_HOME of this test: a folder that does not exist yet."""
    home = tmp_path / "store"
    monkeypatch.setenv("STUNTING_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _no_old_answers(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is kept is shared by everything that runs in this process.

    Of the contoh store that nobody changes it may keep them: the path of a version is part of their key.
    """
    yield
    if "sample_store" not in request.fixturenames:
        st.cache_data.clear()
        kept.forget()


# Minutes of one worker: begun last, the other worker would wait for them at the end.
LONG = (
    "test_faults.py",
    "test_kill_import.py",
    "test_null_district.py",
    "test_fuzz.py",
    "test_attack.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.name not in LONG)  # the rest stays in its order


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: not to be searched for garbage again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """argon2id that costs little; at its real cost in tests/stunting/test_accounts.py and on servers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "PasswordHasher", lambda *_: PasswordHasher(1, 8, 1))
        yield


@pytest.fixture(scope="session", autouse=True)
def _one_scan_of_what_is_installed() -> Iterator[None]:
    """AppTest looks through every installed package for components, each time a page is opened: the same
    ones every time, and half of what opening a page costs. A server does it once, at its start.
    """
    with pytest.MonkeyPatch.context() as patch:
        scan = functools.cache(manifest_scanner.scan_component_manifests)
        patch.setattr(manifest_scanner, "scan_component_manifests", scan)
        yield


@pytest.fixture(scope="session")
def _empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("kosong") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.init((PEKALONGAN, MOJOKERTO))
    return home


@pytest.fixture(scope="session")
def _sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("contoh") / "store"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("STUNTING_HOME", str(home))
        commands.make_sample()
    return home


@pytest.fixture
def empty_store(_empty_home: Path, store_home: Path) -> Path:
    """The live version of an empty nyata store of both districts; $STUNTING_HOME is a copy of it."""
    shutil.copytree(_empty_home, store_home)
    return store.folder()


@pytest.fixture
def sample_store(_sample_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The live version of the contoh store, built once for all tests: to be read, not changed."""
    monkeypatch.setenv("STUNTING_HOME", str(_sample_home))
    return store.folder()


@pytest.fixture
def sample_copy(_sample_home: Path, store_home: Path) -> Path:
    """The live version of a copy of the contoh store, to be changed or broken."""
    shutil.copytree(_sample_home, store_home)
    return store.folder()


@pytest.fixture
def building(store_home: Path, tmp_path: Path) -> Iterator[db.Connection]:
    """A writing connection on prepared, empty tables of both districts: for tests of queries/build."""
    kind = store.Kind(store.NYATA, (PEKALONGAN, MOJOKERTO))
    store.create(kind)
    draft = tmp_path / "draft"
    draft.mkdir()
    with db.building(draft) as con:
        build.prepare(con, kind)
        yield con
