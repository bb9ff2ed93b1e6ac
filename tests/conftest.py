"""What all tests share: made-up cases are never failed for being slow; drawings are let go of."""

import sys

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("exhibit", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("exhibit")


@pytest.fixture(scope="module", autouse=True)
def _let_go():
    """What pages keep, drawn, is for one size of a screen; tests draw all sizes."""
    yield
    for name in [each for each in sys.modules if each.startswith("exhibit.page.")]:
        for each in vars(sys.modules[name]).values():
            if hasattr(each, "cache_clear") and each.__module__ == name:
                each.cache_clear()
