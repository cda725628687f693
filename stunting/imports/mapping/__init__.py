"""Mappings of a district's own: from any header to our columns, saved under a name and recognised again."""
