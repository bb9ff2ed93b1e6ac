"""Large text on the steps' pages: nothing overflows, and what does not fit has a second page."""

import sys
from functools import lru_cache
from pathlib import Path

import pygame
import pytest
from step_pages import SOURCES, THEME, WORDS, step_of
from test_step_limits import visit

sys.path.insert(0, str(Path(__file__).parent.parent / "page"))

from laid import Laid

from exhibit.page.column import MORE
from exhibit.page.controls import picked
from exhibit.room.visit_page import VisitPage

SETTINGS = [((1280, 720), 1.15), ((1280, 720), 1.6), ((1024, 768), 1.6), ((1080, 1920), 1.6)]
BUTTON = f"pick {MORE} 1"
TWO = ("presence", "face_map", "gaze", "pulse", "face_number", "rules", "company", "again")


class Noted(Laid, VisitPage):
    """A step's page that knows where its lines stand."""


@lru_cache(maxsize=256)
def page_of(name, size, k, code="en", more=False, state="one"):
    """A step's page as the tour draws it."""
    pygame.font.init()
    page = Noted(pygame.Surface(size, 0, 32), THEME, WORDS, code, k, name)
    page.sources, page.more = SOURCES, more
    step = step_of(name)

    def draw():
        step.draw(page, visit(state))
        page.band([step.link] if step.link else [])

    page.fitted(name, draw)
    return page


@pytest.mark.parametrize(("size", "k"), SETTINGS)
def test_every_page_fits_at_every_size_of_text(size, k):
    for code in WORDS.languages:
        for name in WORDS.step_names:
            for more in (False, True):
                page = page_of(name, size, k, code, more)
                assert page.overflows == [], (name, code, more)
                assert page.meeting == [], (name, code, more)


@pytest.mark.parametrize("name", TWO)
def test_who_uses_it_moves_to_a_second_page(name):
    assert BUTTON not in dict(page_of(name, (1280, 720), 1.0).touches)
    first, second = (page_of(name, (1280, 720), 1.3, more=more) for more in (False, True))
    assert BUTTON in dict(first.touches)
    assert f"pick {MORE} 0" in dict(second.touches)
    said = [" ".join(text for text, _ in page.inks) for page in (first, second)]
    for key in ("used_by", "fails"):
        head = first.text(f"ui.{key}")
        assert head not in said[0] and head in said[1]


@pytest.mark.parametrize("name", TWO)
def test_such_text_really_is_larger(name):
    assert page_of(name, (1280, 720), 1.15).reached[name, "en"] == 1.15
    assert page_of(name, (1280, 720), 1.6).reached[name, "en"] >= 1.25


def test_the_button_is_one_that_the_tour_understands():
    assert picked(BUTTON) == (MORE, 1)


def test_without_giving_way_a_page_would_overflow():
    page = Noted(pygame.Surface((1280, 720), 0, 32), THEME, WORDS, "en", 1.6, "claims")
    page.sources = SOURCES
    step_of("claims").draw(page, visit("one"))
    assert page.overflows
