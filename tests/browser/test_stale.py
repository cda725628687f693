"""Another choice under a slow store: an old figure never stands under the new heading.

tests/browser/test_frame.py asks the same of another kabupaten/kota.
"""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.serving import Visit

pytestmark = pytest.mark.browser
# The parts of one burst are exchanged one after the other; a question of 0.5 s in between takes longer.
BURST_MS = 400


@pytest.mark.parametrize(
    ("address", "key", "option"),
    [
        ("", "kecamatan", "Jatirejo"),
        (
            "peta",
            "siklus",
            "2024-S2",
        ),  # its figures are those of all kecamatan, whichever is chosen
        ("tren", "kecamatan", "Jatirejo"),
        ("keluarga_berisiko", "kecamatan", "Jatirejo"),
    ],
)
def test_no_old_figure_stands_under_a_new_heading(
    slow_server: str, projector: BrowserContext, address: str, key: str, option: str
):
    page = Visit(projector.new_page(), slow_server)
    page.open(f"/{address}?wilayah=Kabupaten+Mojokerto&kecamatan=Ngoro")
    page.record()
    page.page.wait_for_timeout(100)
    page.choose(key, option)
    page.page.wait_for_timeout(300)
    seen = page.seen()
    page.page.close()
    (_, old_heading, old), (_, new_heading, new) = seen[0], seen[-1]
    assert old_heading != new_heading
    assert old - new, "nothing on this page tells the two apart"
    mixed = [
        at
        for at, heading, figures in seen
        if (heading == new_heading and figures & (old - new))
        or (heading == old_heading and figures & (new - old))
    ]
    assert not mixed or mixed[-1] - mixed[0] < BURST_MS
