"""A file as sheets of text cells, whatever program wrote it.

What a file is, is told by its content: exports named .xls are often HTML tables or CSV. Every cell
becomes text (a true date becomes ISO text, 85.0 becomes "85"), so that all formats go the same way.
"""

from __future__ import annotations

import codecs
import csv
import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import islice
from pathlib import Path
from typing import TextIO

import numpy as np
import pandas as pd

from stunting.imports import workbook
from stunting.imports.workbook import MAX_COLUMNS

# A title, a date line and the like stand above the header; below this nobody looks for it.
HEADER_WITHIN = 15
MIN_KNOWN_LABELS = 3
_ROWS_AT_ONCE = 100_000
MAX_HTML = (
    60_000_000  # bytes of a page with a table: read as a whole, about ten times that in memory
)
READ_SECONDS = 180  # a workbook of 100,000 rows takes about ten
MAX_UNPACKED = 2_000_000_000  # bytes of a zipped workbook; a larger one is a mistake or an attack
_SPACE = re.compile(r"\s+")
_HIDDEN = str.maketrans("", "", "\ufeff\u200b\u200c\u200d\u2060")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")


class ImportFailed(Exception):
    """A file that cannot be imported at all; the message is one Indonesian sentence.

    ``rule`` is the code of the finding it becomes.
    """

    rule = "tidak_terbaca"


class UnreadableFile(ImportFailed):
    """Not a file we can open: damaged, encrypted, empty or of another kind."""


class UnknownLayout(ImportFailed):
    """A readable file whose header belongs to none of the declared layouts."""


@dataclass(frozen=True)
class RawSheet:
    """One sheet: the header as written and the rows below it, as text.

    ``rows`` has one categorical text column per header (0, 1, …), "" for empty, and is indexed by the
    1-based row number of the file; wholly empty rows are left out. ``header_row`` is 0 and ``headers``
    empty when no row of the sheet looks like a header. ``top``: the first rows as they stand, for forms that
    say things above their table.
    """

    name: str
    header_row: int
    headers: list[str]
    rows: pd.DataFrame
    top: pd.DataFrame | None = None


def normal_label(text: str) -> str:
    """A header without case, spaces and punctuation: "Tgl. Lahir " -> "tgllahir"."""
    return "".join(char for char in text.casefold() if char.isalnum())


def read(path: Path, known: frozenset[str]) -> list[RawSheet]:
    """The sheets of a file; ``known`` are the normal labels by which a header row is recognised.

    Raises UnreadableFile with a sentence that says what to do.
    """
    return [sheet(name, grid, header_row(grid, known)) for name, grid in grids(path, known)]


def grids(path: Path, known: frozenset[str]) -> list[tuple[str, pd.DataFrame]]:
    """Names and cells of the sheets of a file, header not yet found: text columns, rows from 1.

    Raises UnreadableFile.
    """
    try:
        with open(path, "rb") as file:
            start = file.read(4096)
    except OSError as error:
        raise UnreadableFile(
            f"Berkas {path.name} tidak ditemukan atau tidak boleh dibaca; periksa nama dan hak aksesnya."
        ) from error
    if not start.strip(b"\x00 \r\n\t"):
        raise UnreadableFile(f"Berkas {path.name} kosong; unduh atau simpan ulang berkas itu.")
    if start.startswith(b"PK") or start.startswith(b"\xd0\xcf\x11\xe0"):
        return _workbook(path)
    encoding = _encoding(path)
    if re.match(rb"(\xef\xbb\xbf)?\s*<", start) and b"<t" in start.lower():
        if path.stat().st_size > MAX_HTML:
            raise UnreadableFile(
                f"Berkas {path.name} terlalu besar untuk jenisnya; buka di Excel, lalu simpan sebagai CSV."
            )
        text = path.read_text(encoding=encoding)
        return [(path.stem, _grid(workbook.encoded(_html_rows(text))))]
    return [(path.stem, _delimited(path, encoding, known))]


def clean(text: str) -> str:
    """A cell without surrounding, doubled, non-breaking or invisible spaces."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return _SPACE.sub(" ", text.translate(_HIDDEN)).strip()


def cleaned(column: pd.Series) -> pd.Series:
    """A text column as a categorical of cleaned cells: each distinct text is handled once."""
    codes, distinct = pd.factorize(column)
    texts = [clean(text) for text in distinct] + [""]  # code -1 (missing) takes the last
    return categorical(texts, codes, column.index)


def categorical(texts: list[str], codes, index: pd.Index) -> pd.Series:
    """Codes into a list of texts that may repeat, as a categorical series of distinct texts."""
    renumbered, distinct = pd.factorize(pd.Series(texts, dtype=object))
    values = pd.Categorical.from_codes(
        renumbered[codes], categories=pd.Index(distinct, dtype=object)
    )
    return pd.Series(values, index=index)


# --- header ----------------------------------------------------------------------------------------


def header_row(grid: pd.DataFrame, known: frozenset[str]) -> int:
    """The row of a grid with the most known labels; 0 when no row looks like a header."""
    best, at = 0, 0
    for number, cells in zip(
        grid.index[:HEADER_WITHIN], grid[:HEADER_WITHIN].to_numpy(), strict=True
    ):
        score = len({normal_label(str(cell)) for cell in cells} & known)
        if score > best:
            best, at = score, number
    return 0 if best < MIN_KNOWN_LABELS else int(at)


def sheet(name: str, grid: pd.DataFrame, at: int) -> RawSheet:
    """A grid with its header in row ``at`` (0: none) and the filled rows below it."""
    if not at:
        return RawSheet(name, 0, [], grid, grid[:HEADER_WITHIN])
    headers = [clean(str(cell)) for cell in grid.loc[at]]
    rows = grid.loc[at + 1 :]
    rows = pd.DataFrame({place: cleaned(rows[place]) for place in rows.columns}, index=rows.index)
    filled = pd.Series(False, index=rows.index)
    for place in rows.columns:
        filled |= rows[place].cat.codes.ne(_code_of_empty(rows[place])).to_numpy()
    rows = rows[filled]
    width = len(headers)
    while width and not headers[width - 1] and not _has_content(rows[rows.columns[width - 1]]):
        width -= 1
    return RawSheet(name, at, headers[:width], rows[rows.columns[:width]], grid[:HEADER_WITHIN])


def _code_of_empty(column: pd.Series) -> int:
    categories = column.cat.categories
    return categories.get_loc("") if "" in categories else -1


def _has_content(column: pd.Series) -> bool:
    return bool(column.cat.codes.ne(_code_of_empty(column)).any())


# --- workbooks -------------------------------------------------------------------------------------


def _workbook(path: Path) -> list[tuple[str, pd.DataFrame]]:
    """Sheets of a workbook as (name, grid of text cells), read by workbook.py in its own process."""
    _refuse_bomb(path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", workbook.__file__, str(path)],
            capture_output=True,
            env={**os.environ, "RUST_BACKTRACE": "0"},  # nobody reads it, and it takes seconds
            timeout=READ_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(
            f"Berkas {path.name} terlalu lama dibaca; simpan ulang sebagai CSV, lalu ulangi."
        ) from error
    if done.returncode == workbook.PROTECTED:
        raise UnreadableFile(
            f"Berkas {path.name} dilindungi kata sandi; simpan ulang tanpa kata sandi."
        )
    if done.returncode:
        raise UnreadableFile(
            f"Berkas {path.name} rusak, terlalu besar atau bukan buku kerja; buka di Excel atau "
            "LibreOffice, lalu simpan ulang sebagai .xlsx."
        )
    return [(name, _grid(columns)) for name, columns in json.loads(done.stdout)]


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return  # an old .xls, or damaged: the reader tells
    if size > MAX_UNPACKED:
        raise UnreadableFile(
            f"Isi berkas {path.name} terlalu besar untuk dibuka; bagi menjadi beberapa berkas."
        )


def _grid(columns: list) -> pd.DataFrame:
    """Encoded columns of workbook.py as categorical text columns, rows counted from 1."""
    height = len(columns[0][1]) if columns else 0
    return pd.DataFrame(
        {
            place: pd.Categorical.from_codes(codes, categories=pd.Index(texts, dtype=object))
            for place, (texts, codes) in enumerate(columns)
        },
        index=range(1, height + 1),
    )


# --- text files ------------------------------------------------------------------------------------


def _encoding(path: Path) -> str:
    """UTF-8 when the whole file is, UTF-16 by its mark, else the Windows encoding.

    Raises UnreadableFile for a file that holds no text.
    """
    with open(path, "rb") as file:
        start = file.read(4)
        file.seek(0)
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            wide = codecs.getincrementaldecoder("utf-16")()
            try:
                while chunk := file.read(1 << 20):
                    wide.decode(chunk)
                wide.decode(b"", final=True)
            except UnicodeDecodeError as error:
                raise UnreadableFile(
                    f"Teks di berkas {path.name} rusak atau terpotong; unduh atau simpan ulang sebagai CSV."
                ) from error
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8-sig")()
        utf8 = True
        while chunk := file.read(1 << 20):
            if chunk.count(b"\x00") or len(_CONTROL.findall(chunk[:65536].decode("latin-1"))) > 20:
                raise UnreadableFile(
                    f"Berkas {path.name} bukan tabel; yang dapat dibaca: .xlsx, .xls, .xlsb, .ods, .csv."
                )
            if utf8:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    utf8 = False
        return "utf-8-sig" if utf8 else "latin-1"


def _delimited(path: Path, encoding: str, known: frozenset[str]) -> pd.DataFrame:
    with open(path, encoding=encoding, newline="") as file:
        start = list(islice((line[:20_000] for line in file), HEADER_WITHIN))
        delimiter = max(";,\t|", key=lambda mark: _known_labels(start, mark, known))
        file.seek(0)
        widest, at = _widest(file, delimiter)
    if widest > MAX_COLUMNS:
        raise UnreadableFile(
            f"Baris {at} di berkas {path.name} berisi {widest} kolom; periksa tanda pemisah kolomnya."
        )
    for quoting in (
        csv.QUOTE_MINIMAL,
        csv.QUOTE_NONE,
    ):  # a lone quotation mark is a plain character
        try:
            parts = pd.read_csv(
                path,
                sep=delimiter,
                encoding=encoding,
                header=None,
                names=range(widest),
                index_col=False,
                dtype=object,
                keep_default_na=False,
                na_filter=False,
                skip_blank_lines=False,
                quoting=quoting,
                chunksize=_ROWS_AT_ONCE,
            )
            return _numbered(parts, widest)
        except (pd.errors.ParserError, pd.errors.EmptyDataError, UnicodeError):
            continue
    raise UnreadableFile(
        f"Berkas {path.name} tidak dapat dibaca sebagai tabel; simpan ulang sebagai CSV atau .xlsx."
    )


def _widest(file: TextIO, delimiter: str) -> tuple[int, int]:
    """The most cells of a line, and which line; a quoted cell may go on in the next one."""
    widest, at, goes_on = 1, 1, False
    for number, line in enumerate(file, 1):
        cells = line.count(delimiter) + 1
        if cells > widest:
            widest, at = cells, number
        goes_on = goes_on or line.count('"') % 2 == 1
    if goes_on and widest < MAX_COLUMNS:
        file.seek(0)
        try:
            rows = csv.reader(file, delimiter=delimiter)
            widest = max(widest, max(map(len, rows), default=1))
        except csv.Error:  # a cell beyond all measure
            widest = MAX_COLUMNS
        widest = min(widest, MAX_COLUMNS)
    return widest, at


def _numbered(parts: Iterable[pd.DataFrame], width: int) -> pd.DataFrame:
    """Parts of a table as one of categorical text columns: a text is kept once, however often it occurs."""
    numbers: list[dict[str, int]] = [{"": 0} for _ in range(width)]
    codes: list[list[np.ndarray]] = [[] for _ in range(width)]
    for part in parts:
        for place, known in enumerate(numbers):
            found, texts = pd.factorize(part[place])
            renumbered = [known.setdefault(text, len(known)) for text in texts]
            codes[place].append(np.array([*renumbered, 0], dtype="int32")[found])  # -1: missing
    nothing = np.array([], dtype="int32")
    whole = [np.concatenate([nothing, *each]) for each in codes]
    return _grid(list(zip(map(list, numbers), whole, strict=True)))


def _known_labels(lines: list[str], delimiter: str, known: frozenset[str]) -> tuple[int, int, int]:
    """How many known labels the best line has when split by a delimiter, how many different words the
    richest one (decimal commas are many, too), and how often the delimiter occurs.
    """
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        return (0, 0, 0)
    labels = max((len({normal_label(cell) for cell in row} & known) for row in rows), default=0)
    words = max(
        (len({cell for cell in row if any(map(str.isalpha, cell))}) for row in rows), default=0
    )
    return (labels, words, sum(line.count(delimiter) for line in lines))


class _Table(HTMLParser):
    """The rows of the largest table of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            self._cell = []

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None:
            self.rows[-1].append("".join(self._cell))
            self._cell = None

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(data)


def _html_rows(text: str) -> list[list[str]]:
    parser = _Table()
    parser.feed(text)
    return parser.rows
