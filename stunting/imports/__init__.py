"""From a file as the field sends it to canonical rows: read, columns, cells, validate, build."""
