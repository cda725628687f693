"""The saved mappings of a store: one CSV file each in $STUNTING_HOME/pengaturan/pemetaan.

The name of a mapping is the name of its file. What is deleted goes to the folder ``.dibuang`` beside them.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from stunting import store
from stunting.imports.mapping import table
from stunting.imports.mapping.model import Mapping
from stunting.imports.mapping.table import BrokenMapping

_NAME = re.compile(r"\w[\w .()+-]{0,58}[\w)]|\w")
# Names Windows keeps for devices.
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
_MODE = 0o600


class MappingError(ValueError):
    """Something a person can put right; the message is one Indonesian sentence."""


@dataclass(frozen=True)
class Broken:
    """A file in the folder that is no usable mapping, and why."""

    name: str
    sentence: str


def folder() -> Path:
    return store.settings_folder() / "pemetaan"


def _path(name: str) -> Path:
    return folder() / f"{name}.csv"


def names() -> list[str]:
    """Names of all mapping files, usable or not, in alphabetical order."""
    if not folder().is_dir():
        return []
    found = (each for each in folder().glob("*.csv") if not each.name.startswith("."))
    return sorted((each.stem for each in found), key=lambda name: (name.casefold(), name))


def content(name: str) -> bytes:
    """The file of a mapping as it lies there. Raises MappingError when there is none."""
    found = _existing(name)
    try:
        return _path(found).read_bytes()
    except OSError as error:
        raise MappingError(f'Pemetaan "{found}" tidak dapat dibaca; periksa berkasnya.') from error


def get(name: str) -> Mapping:
    """A saved mapping. Raises MappingError (there is none) or BrokenMapping."""
    return table.parse(content(name), _existing(name))


def load() -> tuple[list[Mapping], list[Broken]]:
    """All usable mappings by name, and the files that are not usable."""
    usable, broken = [], []
    for name in names():
        try:
            usable.append(get(name))
        except (MappingError, BrokenMapping) as error:
            broken.append(Broken(name, str(error)))
    return usable, broken


def save(mapping: Mapping, *, overwrite: bool = False) -> None:
    """Write a mapping. Raises MappingError for a bad or taken name, BrokenMapping for a bad mapping."""
    name = _usable_name(mapping.name)
    if not overwrite:
        _refuse_taken(name)
    text = table.write(mapping)
    table.parse(text.encode(), name)  # what is saved can be read
    _write(name, text)


def adopt(file_name: str, data: bytes) -> str:
    """Take over a mapping file from elsewhere under its own name; return the name.

    Raises MappingError for a bad or taken name, BrokenMapping.
    """
    name = _usable_name(Path(file_name).stem)
    _refuse_taken(name)
    mapping = table.parse(data, name)
    _write(name, table.write(mapping))
    return name


def rename(name: str, to: str) -> None:
    """Raises MappingError for an unknown, bad or taken name."""
    old, new = _existing(name), _usable_name(to)
    if new.casefold() != old.casefold():
        _refuse_taken(new)
    os.replace(_path(old), _path(new))


def duplicate(name: str, to: str) -> None:
    """Raises MappingError for an unknown, bad or taken name, BrokenMapping."""
    save(replace(get(name), name=to))


def delete(name: str) -> str:
    """Move a mapping aside; return the name by which ``restore`` brings it back."""
    found = _existing(name)
    aside = folder() / ".dibuang"
    aside.mkdir(mode=0o700, exist_ok=True)
    thrown = f"{found}~{datetime.now():%Y%m%d-%H%M%S-%f}"
    os.replace(_path(found), aside / f"{thrown}.csv")
    return thrown


def restore(thrown: str) -> str:
    """Bring a deleted mapping back and return its name. Raises MappingError when its name is taken."""
    name = _usable_name(thrown.rpartition("~")[0])
    _refuse_taken(name)
    source = folder() / ".dibuang" / f"{thrown}.csv"
    if "/" in thrown or "\\" in thrown or not source.is_file():
        raise MappingError(f'Pemetaan "{name}" tidak ada lagi di tempat yang dibuang.')
    os.replace(source, _path(name))
    return name


def _write(name: str, text: str) -> None:
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    store.replace_text(_path(name), text, mode=_MODE)


def _existing(name: str) -> str:
    for each in names():
        if each.casefold() == name.strip().casefold():
            return each
    raise MappingError(unknown(name))


def unknown(name: str) -> str:
    """The sentence for a name under which nothing is saved."""
    known = ", ".join(names()) or "belum ada"
    return f'Pemetaan "{name}" tidak ada. Yang tersimpan: {known}.'


def _usable_name(name: str) -> str:
    name = " ".join(name.split())
    if not _NAME.fullmatch(name) or _RESERVED.fullmatch(name):
        raise MappingError(
            "Nama pemetaan terdiri atas 1 sampai 60 huruf, angka, spasi, titik, kurung atau tanda hubung."
        )
    return name


def _refuse_taken(name: str) -> None:
    if name.casefold() in {each.casefold() for each in names()}:
        raise MappingError(f'Nama pemetaan "{name}" sudah dipakai; pilih nama lain.')
