"""Another choice under a slow store: an old figure never stands under the new heading.

tests/browser/test_frame.py asks the same of another kabupaten/kota.
"""

import pytest
from playwright.sync_api import BrowserContext

from tests.browser.serving import Visit

pytestmark = pytest.mark.browser


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
    page.assert_never_mixed()
    page.page.close()
