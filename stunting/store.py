"""Where the data live: $STUNTING_HOME with its versions, the name of the live one, kind and settings.

Nothing here knows what is inside a version; it only knows how one becomes live and how to go back.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

CONTOH, NYATA = "contoh", "nyata"
KEEP_VERSIONS = 5
SALT = "garam"
_STAMP = "%Y%m%d-%H%M%S"
_NO_STORE = (
    "Belum ada penyimpanan data. Jalankan: python -m stunting sample (data contoh) "
    "atau python -m stunting init --wilayah KODE (data nyata)."
)
_OTHER_SERVER = (
    "Server lain sedang memakai penyimpanan ini; yang ini hanya untuk melihat. Buka alamat server itu, atau "
    "hentikan dahulu."
)
DATA_FILES = ("stunting.duckdb", "identitas.duckdb")


class StoreError(RuntimeError):
    """Something a person can put right; the message is one Indonesian sentence."""


@dataclass(frozen=True)
class Kind:
    """What a store is: ``jenis`` contoh or nyata, and the kabupaten/kota it is for (codes)."""

    jenis: str
    wilayah: tuple[str, ...]

    @property
    def contoh(self) -> bool:
        return self.jenis == CONTOH


def home() -> Path:
    """The place of the store: $STUNTING_HOME, else data/store beside the code."""
    given = os.environ.get("STUNTING_HOME")
    return Path(given) if given else Path(__file__).resolve().parent.parent / "data" / "store"


def settings_folder() -> Path:
    """The district's own settings, laid over data/reference."""
    return home() / "pengaturan"


def boundaries_file() -> Path:
    """Where the district's official boundaries lie once they were imported."""
    return settings_folder() / "batas.geojson"


def versions_folder() -> Path:
    return home() / "versions"


def exists() -> bool:
    """Whether this place is taken: by a live version, or by a nyata store that lost or never got one.

    The latter must never be filled with contoh data as if nothing were there.
    """
    if (home() / "CURRENT").is_file():
        return True
    return (home() / "store.json").is_file() and not kind().contoh


def kind() -> Kind:
    """Whether this store is contoh or nyata, and for which areas. Raises StoreError without a store."""
    try:
        found = json.loads((home() / "store.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise StoreError(_NO_STORE) from None
    return Kind(found["jenis"], tuple(found["wilayah"]))


def create(wanted: Kind) -> None:
    """Make the folders of a new store. Raises StoreError when one is there already.

    One of the same kind that never got a version (killed at the start) may be begun again.
    """
    home().mkdir(parents=True, exist_ok=True)
    with writing():
        begun = (home() / "store.json").exists() and kind().jenis != wanted.jenis
        if begun or (home() / "CURRENT").exists() or versions():
            raise StoreError(
                f"Di {home()} sudah ada penyimpanan data; tidak ada yang ditimpa. "
                "Pilih folder lain lewat STUNTING_HOME atau pindahkan yang lama."
            )
        for name in ("versions", "pengaturan", "arsip", "kembali"):
            (home() / name).mkdir(exist_ok=True)
            os.chmod(home() / name, 0o700)
        _write_kind(wanted)


def _write_kind(kind: Kind) -> None:
    # what is synthetic stays the same on every machine; what is real cannot be guessed from a NIK
    (home() / SALT).write_bytes(b"contoh" if kind.contoh else secrets.token_bytes(32))
    os.chmod(home() / SALT, 0o600)
    replace_text(home() / "store.json", json.dumps(asdict(kind), indent=1))


def cover(wilayah: tuple[str, ...]) -> None:
    """A contoh store that was built anew for other areas says so."""
    if kind().wilayah != wilayah:
        _write_kind(Kind(CONTOH, wilayah))


def become_real(kind: Kind) -> None:
    """A contoh store whose live version is empty becomes nyata; the synthetic versions are removed."""
    _write_kind(kind)
    keep_only_current()
    shutil.rmtree(home() / "kembali", ignore_errors=True)
    (home() / "kembali").mkdir(mode=0o700, exist_ok=True)


def salt() -> bytes:
    """The secret from which this store derives the codes of people and families (HMAC key)."""
    return (home() / SALT).read_bytes()


def replace_text(path: Path, text: str, mode: int = 0o666) -> None:
    """Write a small file so that a reader sees the old or the new text, never half of it.

    ``mode``: its permissions, less what the umask takes away.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    beside.unlink(missing_ok=True)  # of a process that was killed: it may have other permissions

    def opened(name: str, flags: int) -> int:
        return os.open(name, flags, mode)

    with open(beside, "w", encoding="utf-8", opener=opened) as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(beside, path)
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":  # Windows cannot open a folder to flush it
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def current() -> str:
    """The name of the live version. Raises StoreError without a store or when the version is gone."""
    name = _pointed_at()
    if name is None:
        raise StoreError(_NO_STORE)
    if name not in versions():
        raise StoreError(
            f"Versi data {name} tidak ditemukan. Kembali ke versi lain dengan: "
            "python -m stunting rollback."
        )
    return name


def _pointed_at() -> str | None:
    """What CURRENT says, be it nonsense; None without the file."""
    try:
        return (home() / "CURRENT").read_text(encoding="utf-8", errors="replace").strip()
    except FileNotFoundError:
        return None


def folder(version: str | None = None) -> Path:
    """The folder of a version (default: the live one)."""
    return versions_folder() / (version or current())


def versions() -> list[str]:
    """Names of the published versions, oldest first."""
    if not versions_folder().is_dir():
        return []
    return sorted(
        path.name
        for path in versions_folder().iterdir()
        if re.fullmatch(r"\d{8}-\d{6}", path.name)
        and all((path / name).is_file() for name in DATA_FILES)
    )


def report(version: str) -> dict:
    """What the import that made a version did (laporan.json), without values."""
    path = folder(version) / "laporan.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


_only_looking: str | None = None  # why this process may not write


@contextmanager
def serving() -> Iterator[str | None]:
    """Hold the store for a server as long as the block lasts; gives why it may only look on, or None.

    A second server on the same store, and one on a disk that cannot be written, only look on. Commands of
    the command line are no servers and go on as before.
    """
    global _only_looking
    con = None
    try:
        home().mkdir(parents=True, exist_ok=True)
        con = sqlite3.connect(home() / "server.sqlite", timeout=0.2, isolation_level=None)
        con.execute("begin exclusive")
    except (sqlite3.Error, OSError) as error:
        busy = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
        _only_looking = _OTHER_SERVER if busy else str(_not_writable())
    try:
        yield _only_looking
    finally:
        _only_looking = None
        if con is not None:
            con.close()


def only_looking() -> str | None:
    """Why this server may not write, as one Indonesian sentence; None when it may."""
    return _only_looking


def may_write() -> None:
    """Raises StoreError where this server only looks on."""
    if _only_looking:
        raise StoreError(_only_looking)


@contextmanager
def writing() -> Iterator[None]:
    """Only one process changes the store at a time.

    Raises StoreError when another one does, without a store, or when the place cannot be written.

    The lock is an exclusive SQLite transaction: the operating system lets go of it when a process is
    killed, on every platform, so no stale lock file has to be explained to anybody.
    """
    may_write()
    if not home().is_dir():
        raise StoreError(_NO_STORE)
    try:
        con = sqlite3.connect(home() / "kunci.sqlite", timeout=0.2, isolation_level=None)
    except sqlite3.Error as error:
        raise _not_writable() from error
    try:
        try:
            con.execute("begin exclusive")
        except sqlite3.Error as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise _not_writable() from error
            raise StoreError(
                "Impor lain sedang berjalan pada penyimpanan ini. Tunggu sampai selesai, lalu ulangi."
            ) from None
        yield
    finally:
        con.close()


def _not_writable() -> StoreError:
    return StoreError(f"Penyimpanan di {home()} tidak dapat ditulis. Periksa hak akses folder itu.")


@contextmanager
def new_version(*, base: str | None) -> Iterator[Path]:
    """A private folder that becomes the live version when the block ends well.

    It starts as a copy of ``base`` (or empty). On any error, also a full disk or a kill, CURRENT
    stays where it was; leftovers of killed imports are swept away by the next one.
    """
    versions_folder().mkdir(parents=True, exist_ok=True)
    _sweep()
    stamp = _next_stamp()
    draft = versions_folder() / f".{stamp}.tmp"
    draft.mkdir(mode=0o700)
    try:
        if base is not None:
            for name in DATA_FILES:
                shutil.copyfile(folder(base) / name, draft / name)
        yield draft
        for path in draft.iterdir():
            os.chmod(path, 0o600)
            with open(path, "rb+") as file:
                os.fsync(file.fileno())
        os.replace(draft, versions_folder() / stamp)
        _sync_folder(versions_folder())
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    replace_text(home() / "CURRENT", stamp + "\n")
    _forget_old_versions()


def name_of(draft: Path) -> str:
    """The name a draft of ``new_version`` will have once it is live."""
    return draft.name.removeprefix(".").removesuffix(".tmp")


def _sweep() -> None:
    """Throw away what killed imports left; inside ``writing`` nobody else is at these places."""
    for leftover in versions_folder().glob(".*.tmp"):
        shutil.rmtree(leftover, ignore_errors=True)
    for folder, pattern in ((".", ".CURRENT.*.tmp"), ("arsip", "*.tmp"), ("kembali", ".*")):
        for leftover in (home() / folder).glob(pattern):
            leftover.unlink(missing_ok=True)


def _next_stamp() -> str:
    """The time now, but always after the newest version, also when the clock was set back."""
    now = datetime.now()
    known = versions()
    if known:
        now = max(now, datetime.strptime(known[-1], _STAMP) + timedelta(seconds=1))
    return now.strftime(_STAMP)


def _forget_old_versions() -> None:
    keep = set(versions()[-KEEP_VERSIONS:]) | {current()}
    for name in versions():
        if name not in keep:
            _remove(name)


def keep_only_current() -> int:
    """Remove every version but the live one, for good; returns how many. Inside ``writing``."""
    others = [name for name in versions() if name != current()]
    for name in others:
        _remove(name)
    return len(others)


def _remove(version: str) -> None:
    """Hide a version at once and delete its files; what a viewer still holds on Windows goes later."""
    hidden = versions_folder() / f".{version}.tmp"
    try:
        os.replace(versions_folder() / version, hidden)
    except OSError:
        return
    shutil.rmtree(hidden, ignore_errors=True)


def rollback(version: str | None = None) -> str:
    """Make an earlier version live (default: the one before the live one); return its name.

    Where CURRENT is lost or names no version, that is the newest one. Raises StoreError.
    """
    known = versions()
    if version is None:
        live = _pointed_at()
        before = [name for name in known if name < live] if live in known else known
        if not before:
            raise StoreError("Tidak ada versi yang lebih lama untuk dituju.")
        version = before[-1]
    if version not in known:
        raise StoreError(f"Versi {version} tidak ada. Yang ada: {', '.join(known)}.")
    replace_text(home() / "CURRENT", version + "\n")
    return version
