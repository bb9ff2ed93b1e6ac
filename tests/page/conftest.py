"""What the tests of the page share: the real theme, the real words, no window."""

import os

import pytest

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
os.environ["SDL_VIDEODRIVER"] = "dummy"

from exhibit.page.theme import Theme
from exhibit.page.words import Words


@pytest.fixture(scope="session")
def theme() -> Theme:
    return Theme.load()


@pytest.fixture(scope="session")
def words() -> Words:
    return Words.load()
