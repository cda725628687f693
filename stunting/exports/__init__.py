"""Frames to bytes: what is on the screen as a file, with filter, data date and row count inside."""

# How long a list with names may lie about.
KEEP_DAYS = 30
