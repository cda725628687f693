"""What one camat answers for fits on one sheet of A4, and a click chooses the kecamatan."""

import re

import pytest

pytestmark = pytest.mark.browser
MOJOKERTO = "/profil_kecamatan?wilayah=Kabupaten+Mojokerto"


def test_the_profile_prints_on_one_sheet(server, visit):
    seen = visit(server)
    seen.open(f"{MOJOKERTO}&kecamatan=Ngoro")
    seen.settle()
    paper = seen.page.pdf(format="A4", landscape=True, prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", paper)) == 1


def test_a_click_on_an_offered_kecamatan_opens_its_profile(server, visit):
    seen = visit(server)
    seen.open(MOJOKERTO)
    seen.settle()
    seen.page.get_by_role("radio", name="Ngoro").or_(
        seen.page.get_by_role("button", name="Ngoro")
    ).first.click()
    seen.page.get_by_role("heading", level=1, name=re.compile("^Ngoro, Semester")).wait_for()
    assert "kecamatan=Ngoro" in seen.page.url
