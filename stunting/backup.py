"""A copy of the store that can be trusted: made while people work, checked when made and before it is used.

A backup is a folder ``cadangan-<stamp>`` with the live version, register, accounts, the district's settings
and the files as received, and a manifest of their SHA-256. It holds identities: it belongs on a disk that
is locked away like the store itself.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from stunting import register, store

PREFIX = "cadangan-"
KEEP = 14
MANIFEST = "manifest.json"
_SQLITE = ("register.sqlite", "accounts.sqlite", "draf.sqlite")
_FOLDERS = ("pengaturan", "arsip")
_FILES = ("store.json", store.SALT)


class BackupError(store.StoreError):
    """Why a backup could not be made or used, as one Indonesian sentence."""


def make(target: Path, *, keep: int = KEEP) -> Path:
    """Back the store up into a new folder below ``target`` and return it; older ones beyond ``keep`` go.

    Versions never change and SQLite copies itself consistently, so nobody has to stop working. What was
    copied is read again and compared before the folder gets its name. Raises BackupError.
    """
    version, kind = store.current(), store.kind()
    target = target.resolve()
    if target.is_relative_to(store.home().resolve()):
        raise BackupError("Cadangan tidak boleh di dalam penyimpanan itu sendiri. Pilih disk lain.")
    target.mkdir(parents=True, exist_ok=True)
    name = f"{PREFIX}{datetime.now():%Y%m%d-%H%M%S}"
    if (target / name).exists():
        raise BackupError(f"Cadangan {name} sudah ada. Ulangi sesaat lagi.")
    draft = target / f".{name}.tmp"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    try:
        _copy(version, draft)
        content = {
            "versi": version,
            "jenis": kind.jenis,
            "wilayah": list(kind.wilayah),
            "dibuat": datetime.now().astimezone().isoformat(timespec="seconds"),
            "berkas": {path: _sha256(draft / path) for path in _inside(draft)},
        }
        store.replace_text(draft / MANIFEST, json.dumps(content, indent=1), mode=0o600)
        _compare(version, content["berkas"])
        check(draft)
        os.replace(draft, target / name)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    ours = [each for each in target.iterdir() if re.fullmatch(PREFIX + r"\d{8}-\d{6}", each.name)]
    for old in sorted(ours)[: -max(keep, 1)]:
        shutil.rmtree(old, ignore_errors=True)
    register.append("cadangan", name, None, {"versi": version}, who="baris perintah")
    return target / name


def _copy(version: str, draft: Path) -> None:
    (draft / "versi").mkdir(mode=0o700)
    for path in store.folder(version).iterdir():
        shutil.copyfile(path, draft / "versi" / path.name)
    for name in _FILES:
        shutil.copyfile(store.home() / name, draft / name)
    for name in _FOLDERS:
        if (store.home() / name).is_dir():
            shutil.copytree(store.home() / name, draft / name)
    for name in _SQLITE:
        if (store.home() / name).exists():
            with (
                closing(sqlite3.connect(store.home() / name, timeout=10)) as source,
                closing(sqlite3.connect(draft / name)) as copy,
            ):
                source.backup(copy)
    for path in draft.rglob("*"):
        os.chmod(path, 0o700 if path.is_dir() else 0o600)


def _compare(version: str, copied: dict[str, str]) -> None:
    """What cannot have changed meanwhile must be the same in the store and in the copy."""
    for path in store.folder(version).iterdir():
        if _sha256(path) != copied.get(f"versi/{path.name}"):
            raise BackupError(
                "Salinan tidak sama dengan aslinya. Periksa disk tujuan, lalu ulangi."
            )


def check(folder: Path) -> dict:
    """The manifest of a backup whose files are all there and unchanged. Raises BackupError."""
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        wanted = dict(content["berkas"])
    except (OSError, ValueError, KeyError, TypeError):
        raise BackupError(f"{folder} bukan cadangan dasbor ini, atau daftarnya rusak.") from None
    found = set(_inside(folder)) - {MANIFEST}
    if missing := sorted(wanted.keys() - found):
        raise BackupError(f"Cadangan ini tidak lengkap: {', '.join(missing[:3])} hilang.")
    changed = [path for path, digest in wanted.items() if _sha256(folder / path) != digest]
    if changed:
        raise BackupError(f"Cadangan ini rusak: {', '.join(sorted(changed)[:3])} berubah.")
    for name in _SQLITE:
        if name in wanted and not _whole(folder / name, still=True):
            raise BackupError(f"Cadangan ini rusak: {name} tidak dapat dibaca.")
    return content


def restore(folder: Path) -> str:
    """Make the data of a backup live and return the new version; works while people look on.

    An empty place gets everything. Where a store is, it must be the same one: the data become a new version
    (``rollback`` undoes it), accounts and settings stay as they are, a register that is whole stays too and
    one that is lost or broken comes from the backup. Raises BackupError; nothing has changed then.
    """
    content = check(folder)
    fresh = not (store.home() / "store.json").exists()
    if fresh:
        store.create(store.Kind(content["jenis"], tuple(content["wilayah"])))
        shutil.copyfile(folder / store.SALT, store.home() / store.SALT)
    elif (folder / store.SALT).read_bytes() != store.salt():
        raise BackupError("Cadangan ini dari penyimpanan lain. Pulihkan ke folder yang kosong.")
    with store.writing():
        for name in _SQLITE:
            if (folder / name).exists() and (fresh or not _whole(store.home() / name)):
                _take(folder / name, store.home() / name)
        for name in _FOLDERS:
            if (folder / name).is_dir():
                _add_missing(folder / name, store.home() / name, whole=fresh or name == "arsip")
        with store.new_version(base=None) as draft:
            for path in (folder / "versi").iterdir():
                shutil.copyfile(path, draft / path.name)
            report = {"asal": "cadangan", "cadangan": folder.name, "versi": content["versi"]}
            (draft / "laporan.json").write_text(json.dumps(report), encoding="utf-8")
    register.append("pulih", folder.name, None, report, who="baris perintah")
    return store.current()


def _whole(path: Path, *, still: bool = False) -> bool:
    """Whether a SQLite file is there and sound; ``still``: nobody writes it, so nothing lies beside it.

    Raises BackupError where that cannot be told: a file that cannot be read now is not a broken one.
    """
    if not path.exists():
        return False
    how = "immutable=1" if still else "mode=ro"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?{how}", uri=True)) as con:
            return con.execute("pragma quick_check").fetchone() == ("ok",)
    except sqlite3.DatabaseError as error:
        if still or error.sqlite_errorcode & 0xFF in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        ):
            return False
        raise BackupError(
            f"{path.name} tidak dapat diperiksa, jadi tidak ada yang dipulihkan. Periksa ruang disk dan hak "
            "akses folder penyimpanan, lalu ulangi."
        ) from error


def _take(source: Path, target: Path) -> None:
    """Put a file of the backup in the place of a lost or broken one, which is kept beside it.

    The copy is whole and on the disk before the old file is touched; without its log a broken file stays
    broken, so a stop in between can be repeated.
    """
    beside = target.with_name(f".{target.name}.tmp")
    shutil.copyfile(source, beside)
    os.chmod(beside, 0o600)
    with open(beside, "rb+") as file:
        os.fsync(file.fileno())
    stamp = f"{datetime.now():%Y%m%d-%H%M%S}"
    for suffix in ("-wal", "-shm", ""):
        old = target.with_name(target.name + suffix)
        if old.exists():
            kept = old.with_name(f"{old.name}.rusak-{stamp}")
            if suffix:
                os.replace(old, kept)
            else:
                shutil.copyfile(old, kept)
    os.replace(beside, target)


def _add_missing(source: Path, target: Path, *, whole: bool) -> None:
    if not whole:
        return
    for path in source.rglob("*"):
        wanted = target / path.relative_to(source)
        if path.is_dir():
            wanted.mkdir(exist_ok=True)
        elif not wanted.exists():
            shutil.copyfile(path, wanted)
            os.chmod(wanted, 0o600)


def _inside(folder: Path) -> Iterator[str]:
    return (
        path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()
    )


def _sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
