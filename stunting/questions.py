"""A question is one file in queries/*.sql: the header is its contract, the file name its name.

The header is the run of comment lines at the top::

    -- One-sentence summary.
    -- grain: what one row is
    -- access: agregat | berkode | bernama
    -- data: audit
    -- bebas: kendala, solusi
    -- params:
    --   siklus VARCHAR        what it means
    -- result:
    --   kode_kecamatan VARCHAR

``access`` says what a row can tell about people: ``agregat`` (areas only), ``berkode`` (one row per
person or family, without identity) or ``bernama`` (needs identitas.duckdb and a permitted caller).
``data: audit`` stands where chosen cases are counted: such an answer can never become a rate
(stunting/stats/audit_counts.py). Without it the data are surveillance. ``bebas`` names the columns that
people write freely: unless ``rinci`` is asked, a text that names a disease comes as a neutral label
(stunting/sensitif.py).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "queries"
ACCESS_LEVELS = ("agregat", "berkode", "bernama")


class UnknownQuestion(KeyError):
    """No file of that name in queries/."""

    def __str__(self) -> str:
        return f"Pertanyaan tidak dikenal: {self.args[0]}. Yang ada: {', '.join(names())}."


@dataclass(frozen=True)
class Question:
    """A named query with its declared parameters and result columns (name -> DuckDB type)."""

    name: str
    summary: str
    grain: str
    access: str
    audit: bool
    params: dict[str, str]
    columns: dict[str, str]
    sql: str
    free: tuple[str, ...] = ()

    def bind(self, given: dict[str, str]) -> dict[str, object]:
        """Texts from a command line as values: a list takes ``a,b``, a BOOLEAN takes ya or tidak; an empty
        text is an empty list, or no value. A BOOLEAN that is left out is false.

        Raises ValueError naming the parameters that are missing or not known.
        """
        unknown = given.keys() - self.params.keys()
        missing = self.params.keys() - given.keys() - self.defaults().keys()
        if unknown or missing:
            raise ValueError(
                f"Parameter {self.name}: "
                + "; ".join(
                    part
                    for part in (
                        f"tidak dikenal: {', '.join(sorted(unknown))}" if unknown else "",
                        f"belum diisi: {', '.join(sorted(missing))}" if missing else "",
                    )
                    if part
                )
            )
        return self.defaults() | {
            name: _as_value(text, self.params[name]) for name, text in given.items()
        }

    def defaults(self) -> dict[str, object]:
        """What need not be said: a BOOLEAN is false."""
        return {name: False for name, kind in self.params.items() if kind == "BOOLEAN"}


def _as_value(text: str, kind: str) -> object:
    if kind.endswith("[]"):
        return [part for part in text.split(",") if part]
    if kind == "BOOLEAN":
        return text.casefold() in ("ya", "true", "1")
    return None if text == "" else text


def names() -> list[str]:
    """Names of all questions, sorted."""
    return sorted(path.stem for path in FOLDER.glob("*.sql"))


@cache
def load(name: str) -> Question:
    """The question of that name.

    Raises UnknownQuestion when there is no such file, ValueError when its header is not complete.
    """
    path = FOLDER / f"{name}.sql"
    if not re.fullmatch(r"[a-z0-9_]+", name) or not path.is_file():
        raise UnknownQuestion(name)
    return parse(name, path.read_text(encoding="utf-8"))


def parse(name: str, sql: str) -> Question:
    """Read the header of one question."""
    lines = []
    for line in sql.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line[2:])
    summary, single, blocks, block = [], {}, {"params": {}, "result": {}}, None
    for line in lines:
        key, _, rest = line.strip().partition(":")
        if key in ("grain", "access", "data", "bebas"):
            single[key], block = rest.strip(), None
        elif key in blocks and not rest.strip():
            block = blocks[key]
        elif block is not None and (entry := re.match(r"\s{3}(\w+) +(.+?)(\s{2,}|$)", line)):
            block[entry[1]] = entry[2].upper()
        elif block is None and not single:
            summary.append(line.strip())
    access = single.get("access", "")
    if single.get("data", "audit") != "audit":
        raise ValueError(f"queries/{name}.sql: data is audit or not said")
    if not summary or "grain" not in single or access not in ACCESS_LEVELS or not blocks["result"]:
        raise ValueError(f"queries/{name}.sql: the header lacks summary, grain, access or result")
    free = tuple(each.strip() for each in single.get("bebas", "").split(",") if each.strip())
    if unknown := set(free) - blocks["result"].keys():
        raise ValueError(f"queries/{name}.sql: bebas names no column: {', '.join(sorted(unknown))}")
    return Question(
        name,
        " ".join(summary),
        single["grain"],
        access,
        "data" in single,
        blocks["params"],
        blocks["result"],
        sql,
        free,
    )
