"""Small whole files as districts send them, one per defect and some combinations, with their exact reports."""

from tests.stunting.imports.corpus import layouts

CASES = (*layouts.CASES,)
assert len({each.name for each in CASES}) == len(CASES)
