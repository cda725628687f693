"""Small whole files as districts send them, one per defect and combinations, with their exact reports."""

from tests.stunting.imports.corpus import cells, combined, date_forms, identities, layouts, limits

CASES = (
    *layouts.CASES,
    *cells.CASES,
    *date_forms.CASES,
    *identities.CASES,
    *limits.CASES,
    *combined.CASES,
)
assert len({each.name for each in CASES}) == len(CASES)
