"""The questions in Spark's words: read as DuckDB, macros written out, written as Spark."""

from functools import cache

import sqlglot
from sqlglot import exp

from stunting import db, questions


@cache
def macros() -> dict[str, tuple[list[str], exp.Expression]]:
    """The words of queries/build/macros.sql: name -> its parameters and what it stands for."""
    found = {}
    text = (db.BUILD_QUERIES / "macros.sql").read_text(encoding="utf-8")
    for statement in sqlglot.parse(text, read="duckdb"):
        head = statement.this
        found[head.this.name] = ([each.name for each in head.expressions], statement.expression)
    return found


def written_out(tree: exp.Expression) -> exp.Expression:
    """The same query without macros, also those within macros."""

    def expand(node: exp.Expression) -> exp.Expression:
        if not isinstance(node, exp.Anonymous) or node.name not in macros():
            return node
        names, body = macros()[node.name]
        given = dict(zip(names, node.expressions, strict=True))

        def fill(part: exp.Expression) -> exp.Expression:
            if isinstance(part, exp.Column) and not part.table and part.name in given:
                return given[part.name].copy()
            return part

        return exp.paren(written_out(body.copy().transform(fill)))

    return tree.transform(expand)


def of(question: questions.Question) -> str:
    """One question for Spark. Raises sqlglot.errors.SqlglotError for what has no counterpart."""
    tree = written_out(sqlglot.parse_one(question.sql, read="duckdb"))
    return tree.sql(dialect="spark", unsupported_level=sqlglot.ErrorLevel.RAISE)
