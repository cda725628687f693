"""Code lists, thresholds, targets and weights: data/reference with the district's settings laid over it.

A district changes a row by putting a file of the same name into $STUNTING_HOME/pengaturan with the same
key; everything else stays as shipped, so an upgrade of the code never touches its choices.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from stunting import store

FOLDER = Path(__file__).resolve().parent.parent / "data" / "reference"

# Name -> columns that identify a row.
KEYS: dict[str, list[str]] = {
    "indikator": ["indikator"],
    "ambang": ["ambang", "tahun_mulai"],
    "target": ["kode_wilayah", "indikator", "tahun"],
    "survei": ["kode_wilayah", "tahun"],
    "survei_cara": ["survei"],
    "penyebab": ["kode_penyebab"],
    "sensitif": ["kata"],
    "opd": ["kode_opd"],
    "bobot": ["kebutuhan"],
    "setelan": ["kunci"],
    "hak": ["peran", "halaman", "tindakan"],
    "padanan_kecamatan": ["kode_kecamatan", "nama"],
    "mutu": ["aturan"],
    "penandatangan": ["urutan"],
    "kertas_kerja": ["bidang", "kelompok"],
    "peristiwa": ["kode_wilayah", "tanggal", "peristiwa"],
}
NUMBERS = {
    "tahun": "Int64",
    "tahun_mulai": "Int64",
    "nilai": "Float64",
    "bobot": "Float64",
    "urutan": "Int64",
    "bawah": "Float64",
    "atas": "Float64",
}


Stamp = tuple[Path, int, int]  # a file, when it was changed (ns), its bytes


def table(name: str) -> pd.DataFrame:
    """One reference table as a frame, in the order of the shipped file, new rows last.

    Raises KeyError for an unknown name, ValueError (an Indonesian sentence) when the district's own
    file lacks a column that identifies rows, has an unknown one or holds text where a number belongs.
    """
    KEYS[name]
    own = laid_over(name)
    if own is None:
        return shipped(name)
    return _both(name, _stamp(FOLDER / f"{name}.csv"), own).copy(deep=False)


def laid_over(name: str) -> Stamp | None:
    """The district's own file of one table, as a key for what follows from it; None without one."""
    own = store.settings_folder() / f"{name}.csv"
    return _stamp(own) if own.is_file() else None


@lru_cache(maxsize=4 * len(KEYS))
def _both(name: str, ours: Stamp, theirs: Stamp) -> pd.DataFrame:
    keys, default, own = KEYS[name], _kept(name, ours), theirs[0]
    laid_over = _read(own, name)
    known = list(default.columns)
    missing = [column for column in keys if column not in laid_over]
    if missing:
        raise ValueError(f"Pengaturan {own.name}: kolom {', '.join(missing)} tidak ada.")
    unknown = [column for column in laid_over.columns if column not in known]
    if unknown:
        raise ValueError(f"Pengaturan {own.name}: kolom {', '.join(unknown)} tidak dikenal.")
    # a column of a later release that the district's file does not have yet keeps the shipped value
    lacking = [column for column in known if column not in laid_over]
    if lacking:
        laid_over = laid_over.merge(default[[*keys, *lacking]], on=keys, how="left")
        texts = [column for column in lacking if column not in NUMBERS]
        laid_over[texts] = laid_over[texts].fillna("")
    both = pd.concat([default, laid_over[default.columns]])
    order = both[keys].drop_duplicates()
    return order.merge(both.drop_duplicates(keys, keep="last"), on=keys)[default.columns]


def chosen() -> tuple[Stamp, ...]:
    """What the district laid over the shipped tables, as a key for what follows from them."""
    folder = store.settings_folder()
    return tuple(_stamp(each) for each in sorted(folder.glob("*.csv"))) if folder.is_dir() else ()


def shipped(name: str) -> pd.DataFrame:
    """The table as the application comes with it, without the district's own rows. Raises KeyError."""
    KEYS[name]
    return _kept(name, _stamp(FOLDER / f"{name}.csv")).copy(deep=False)


def setting(key: str) -> str:
    """One value of setelan.csv, as text."""
    rows = table("setelan")
    return str(rows["nilai"].to_numpy()[rows["kunci"].to_list().index(key)])


def _stamp(path: Path) -> Stamp:
    found = path.stat()
    return path, found.st_mtime_ns, found.st_size


@lru_cache(maxsize=4 * len(KEYS))
def _kept(name: str, of: Stamp) -> pd.DataFrame:
    """A shipped table, parsed once for as long as its file stays the same: every page asks for several."""
    return _read(of[0], name)


def _read(path: Path, name: str) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype="str", keep_default_na=False)
    for column, kind in NUMBERS.items():
        if column in frame.columns and name != "setelan":
            try:
                frame[column] = pd.to_numeric(frame[column].replace("", None)).astype(kind)
            except ValueError:
                raise ValueError(f"{path.name}: kolom {column} harus berisi angka.") from None
    return frame
