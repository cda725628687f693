"""Dasbor Audit Kasus Stunting: everything that is neither a page nor a query."""

__version__ = "0.1.0"
