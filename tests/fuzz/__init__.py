"""Damaged files by the thousand: none may break the importer, and none may half go in."""
