"""Large text: whatever is set, every lobby screen is as large as fits, and nothing overflows."""

from functools import partial

import pygame
import pytest
from laid import Laid
from sample_pages import PAGES

from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words

SCREENS = [name for name, (step, _) in PAGES.items() if not step]
SETTINGS = [((1280, 720), 1.15), ((1280, 720), 1.6), ((1024, 768), 1.6), ((1080, 1920), 1.6)]


class Noted(Laid, Page):
    """A page that knows where its lines stand."""


def fitted(name: str, size: tuple[int, int], k: float, theme: Theme, words: Words, code: str):
    """A screen as the lobby draws it."""
    step, draw = PAGES[name]
    page = Noted(pygame.Surface(size, 0, 32), theme, words, code, k, step)
    page.fitted(name, partial(draw, page))
    return page


@pytest.mark.parametrize(("size", "k"), SETTINGS)
def test_every_screen_fits_at_every_size_of_text(size, k, theme, words):
    for code in words.languages:
        for name in SCREENS:
            page = fitted(name, size, k, theme, words, code)
            assert page.overflows == [], (name, code)
            assert page.meeting == [], (name, code)


def test_large_text_is_larger_where_there_is_room(theme, words):
    page = fitted("trouble_silent", (1920, 1080), 1.6, theme, words, "en")
    assert page.reached == {("trouble_silent", "en"): 1.6}


def test_without_giving_way_such_text_would_not_fit(theme, words):
    step, draw = PAGES["choice"]
    page = Noted(pygame.Surface((1280, 720), 0, 32), theme, words, "en", 1.6, step)
    draw(page)
    assert page.overflows or page.meeting


def test_lines_that_cover_each_other_are_found(theme, words):
    page = Noted(pygame.Surface((640, 360), 0, 32), theme, words, "en")
    page.ground("paper")
    page.line("one above", "body", "ink", 20, 100)
    page.line("one below", "body", "ink", 20, 140)
    assert page.meeting == []
    page.line("in between", "body", "ink", 20, 106)
    assert page.meeting == [("one above", "in between")]
