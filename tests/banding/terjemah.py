"""A question in the words of SQLite or PostgreSQL: translated by sqlglot, or from a file of its own.

What sqlglot carries over word by word although the other engine has no such word is written out here
(GROUP BY ALL; for SQLite grouping sets, LEFT and the parts of a date). What has no counterpart, because
it reads or takes lists, was translated by hand: sqlite/*.sql and postgres/*.sql.
"""

import re

import sqlglot
from sqlglot import exp

from tests.banding.pertanyaan import Asked
from tests.spark.spark_sql import written_out


def of(asked: Asked, dialect: str) -> str:
    """DuckDB's words for ``dialect`` ("sqlite" or "postgres"), parameters as its Python driver takes them.

    Raises sqlglot.errors.SqlglotError for what has no counterpart and no file of its own.
    """
    own = asked.by_hand(dialect)
    if own is not None:
        return own.read_text(encoding="utf-8")
    tree = _grouped(written_out(sqlglot.parse_one(asked.sql, read="duckdb")))
    if dialect == "sqlite":
        tree = _for_sqlite(_without_grouping_sets(tree))
    text = tree.sql(
        dialect=dialect, unsupported_level=sqlglot.ErrorLevel.RAISE, comments=False, pretty=True
    )
    # to psycopg a percent sign that begins no parameter is written twice
    return re.sub(r"%(?!\(\w+\)s)", "%%", text) if dialect == "postgres" else text


def _grouped(tree: exp.Expression) -> exp.Expression:
    """GROUP BY ALL with the columns it stands for."""
    for select in tree.find_all(exp.Select):
        group = select.args.get("group")
        if group is not None and group.args.get("all"):
            own = [each.unalias() for each in select.expressions if not each.find(exp.AggFunc)]
            columns = [each for each in own if each.find(exp.Column)]
            select.set("group", exp.Group(expressions=[each.copy() for each in columns]))
    return tree


def _without_grouping_sets(tree: exp.Expression) -> exp.Expression:
    """One SELECT for each grouping set, put together; a column the set lacks is empty."""
    for select in list(tree.find_all(exp.Select)):
        group = select.args.get("group")
        found = group.find(exp.GroupingSets) if group is not None else None
        if found is None:
            continue
        sets = [[column.name for column in one.find_all(exp.Column)] for one in found.expressions]
        known = {name for one in sets for name in one}
        order, with_ = select.args.get("order"), select.args.get("with_")
        parts = [_of_one_set(select, one, known) for one in sets]
        whole = exp.union(*parts, distinct=False)
        whole.set("order", order)
        whole.set("with_", with_)
        if select is tree:
            tree = whole
        else:
            select.replace(whole)
    return tree


def _of_one_set(select: exp.Select, columns: list[str], known: set[str]) -> exp.Select:
    part = select.copy()
    part.set("order", None)
    part.set("with_", None)
    part.set("group", exp.Group(expressions=[exp.column(name) for name in columns]))

    def emptied(node: exp.Expression) -> exp.Expression:
        lacking = isinstance(node, exp.Column) and node.name in known - set(columns)
        return exp.null() if lacking and not node.find_ancestor(exp.AggFunc) else node

    shown = [
        exp.alias_(each.unalias().transform(emptied), each.alias_or_name)
        for each in part.expressions
    ]
    part.set("expressions", shown)
    return part


def _for_sqlite(tree: exp.Expression) -> exp.Expression:
    """What SQLite has no word for, the innermost first."""
    for node in reversed(list(tree.find_all(exp.Left, exp.Year, exp.Month, exp.Cast))):
        other = _in_sqlite(node)
        if other is not node:
            node.replace(other)
    return tree


def _in_sqlite(node: exp.Expression) -> exp.Expression:
    """A date is the text 2026-02-28 there."""
    match node:
        case exp.Left():
            return _part(node.this, 1, node.expression)
        case exp.Year():
            return exp.cast(_part(node.this, 1, exp.Literal.number(4)), "INTEGER")
        case exp.Month():
            return exp.cast(_part(node.this, 6, exp.Literal.number(2)), "INTEGER")
        case exp.Cast() if node.is_type("date"):
            day = node.this
            if not isinstance(day, exp.TimestampTrunc | exp.DateTrunc):
                return day
            month = _part(day.this, 1, exp.Literal.number(7))
            return exp.DPipe(this=month, expression=exp.Literal.string("-01"))
    return node


def _part(text: exp.Expression, start: int, length: exp.Expression) -> exp.Expression:
    return exp.func("SUBSTR", text.copy(), exp.Literal.number(start), length.copy())
