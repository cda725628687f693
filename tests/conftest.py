"""What every test stands on: a place of its own for data, and stores to ask.

No test may touch the real store: $STUNTING_HOME points to an empty temporary folder unless a test or a
fixture says otherwise.
"""

import os

# Before numpy is imported: on a small machine the threads of its linear algebra wait for each other ten
# times as long as they compute, and every worker has as many of them as there are cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import functools
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from stunting import build, commands, db, store

PEKALONGAN, MOJOKERTO = "33.75", "35.16"


@pytest.fixture(autouse=True)
def store_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """$STUNTING_HOME of this test: a folder that does not exist yet."""
    home = tmp_path / "store"
    monkeypatch.setenv("STUNTING_HOME", str(home))
    return home


@pytest.fixture(autouse=True)
def _no_old_answers() -> Iterator[None]:
    """Streamlit's cache is shared by everything that runs in this process."""
    yield
    if "streamlit" in sys.modules:
        sys.modules["streamlit"].cache_data.clear()


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
