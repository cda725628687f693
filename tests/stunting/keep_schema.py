"""Keeps the schema of a version as it is now, so that later code is tested against stores of today.

    python -m tests.stunting.keep_schema NAME

Run it when queries/build/tables.sql or identitas.sql changed; the test of the migrations asks for it. The
file holds each statement once, and for each release which of them made its two files, in order.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from stunting import db

FILE = Path(__file__).with_name("skema_lama.json")


def statements(sql: str) -> list[str]:
    """The statements of a script without comments and blanks, each a line."""
    bare = " ".join(re.sub(r"--.*", "", sql).split())
    return [each.strip() for each in bare.split(";") if each.strip()]


def today() -> list[str]:
    """What makes the base tables now."""
    return [
        each
        for name in ("tables", "identitas")
        for each in statements((db.BUILD_QUERIES / f"{name}.sql").read_text(encoding="utf-8"))
    ]


def releases() -> dict[str, list[str]]:
    """Every kept schema, oldest first: its name and its statements."""
    kept = json.loads(FILE.read_text(encoding="utf-8"))
    return {name: [kept["pernyataan"][at] for at in order] for name, order in kept["rilis"].items()}


def keep(name: str, made: list[str]) -> None:
    """Add one schema to the file; the same as the last one is not added again."""
    known = releases() if FILE.is_file() else {}
    if known and list(known.values())[-1] == made:
        return
    known[name] = made
    every = list(dict.fromkeys(each for of in known.values() for each in of))
    at = {statement: number for number, statement in enumerate(every)}
    content = {
        "pernyataan": every,
        "rilis": {each: [at[one] for one in of] for each, of in known.items()},
    }
    text = json.dumps(content, ensure_ascii=False, indent=0)
    FILE.write_text(re.sub(r",\n(?=\d)|\[\n(?=\d)", lambda m: m[0].replace("\n", ""), text) + "\n")


if __name__ == "__main__":
    keep(sys.argv[1], today())
