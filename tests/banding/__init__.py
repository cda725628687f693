"""What people would use instead of DuckDB: the same answers on the same data first, then how long each takes.

Page questions (queries/*.sql) over the small tables that an import derives, and the same figures counted from
the raw rows (mentah/*.sql), asked of DuckDB, pandas, SQLite and PostgreSQL. No engine is timed whose answer
differs from the dashboard's in a single cell.
"""
