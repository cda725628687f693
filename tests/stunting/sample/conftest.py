import pytest

from stunting import sample


@pytest.fixture(scope="session")
def frames():
    """The default sample. Shared: copy before changing."""
    return sample.generate()
