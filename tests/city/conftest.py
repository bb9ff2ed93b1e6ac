"""A small city, made once, for every test that asks it something."""

import pytest
from cities import CITIZENS, make

from exhibit.city.archive import Archive, open_city
from exhibit.city.register import make_register


@pytest.fixture(scope="session")
def archive(tmp_path_factory):
    """A city of 20,000 and its register, as a room has them."""
    city = make(tmp_path_factory.mktemp("city") / "city")
    return Archive(open_city(str(city)), make_register(CITIZENS))
