"""Dasbor Audit Kasus Stunting: everything that is neither a page nor a query."""
