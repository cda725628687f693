"""SQLite for a comparison: Python's own, with everything in memory."""

import json
import sqlite3

import pandas as pd

from tests.banding import mesin, terjemah
from tests.banding.mesin import INDEXES, Tables
from tests.banding.pertanyaan import Asked


class SQLite(mesin.InThisProcess):
    """A database in memory with indexes and statistics; statements stay prepared in its cache."""

    name = "SQLite"
    _KINDS = {"DOUBLE": "real", "INTEGER": "integer", "BIGINT": "integer", "BOOLEAN": "integer"}

    def __init__(self, source: Tables) -> None:
        self._con = sqlite3.connect(":memory:", cached_statements=100)
        self._text: dict[str, str] = {}
        for name in source.names:
            columns = source.columns(name)
            typed = [f'"{column}" {self._kind(kind)}' for column, kind in columns.items()]
            self._con.execute(f"create table {name} ({', '.join(typed)})")
            marks = ", ".join("?" * len(columns))
            for rows in source.rows(name, plain=True):
                self._con.executemany(f"insert into {name} values ({marks})", rows)
            for number, by in enumerate(INDEXES.get(name, ())):
                self._con.execute(f"create index {name}_{number} on {name} ({by})")
        self._con.commit()
        self._con.execute("analyze")

    def _kind(self, kind: str) -> str:
        return self._KINDS.get(kind, "text")

    def prepare(self, asked: Asked) -> None:
        self._text[asked.key] = terjemah.of(asked, "sqlite")

    def ask(self, asked: Asked) -> pd.DataFrame:
        params = {name: self._value(value) for name, value in asked.params.items()}
        answer = mesin.framed(asked, self._con.execute(self._text[asked.key], params).fetchall())
        for column, kind in asked.columns.items():
            if kind.endswith("[]"):
                answer[column] = [
                    None if each is None else json.loads(each) for each in answer[column]
                ]
        return answer

    @staticmethod
    def _value(value: object) -> object:
        if isinstance(value, list):
            return json.dumps(value)
        return value.isoformat() if hasattr(value, "isoformat") else value
