"""Contrast as drawn: every line of text on every screen, against the pixels it is set on."""

import sys
from functools import partial
from pathlib import Path

import numpy as np
import pygame
import pytest
from step_pages import SOURCES, WORDS, step_of
from test_step_limits import visit

sys.path.insert(0, str(Path(__file__).parent.parent / "page"))

from sample_pages import PAGES

from exhibit.page.flashing import luminance
from exhibit.page.lines import CAPITAL
from exhibit.page.theme import Theme
from exhibit.room.visit_page import VisitPage

SIZE = (1280, 720)
LEAST = 7.0


class Contrasted(VisitPage):
    """A page that measures each line of text against what was there before it."""

    found: list[tuple[float, str]]

    def ground(self, name):
        self.found = []
        super().ground(name)

    def _on_line(self, drawn, block, x, middle):
        top = round(middle + CAPITAL * block.pixels / 2) - block.font.get_ascent()
        area = pygame.Rect((x, top), drawn.get_size()).clip(self.surface.get_rect())
        before = pygame.surfarray.array3d(self.surface.subsurface(area))
        placed = super()._on_line(drawn, block, x, middle)
        strong = pygame.surfarray.array_alpha(drawn)[: area.width, : area.height] > 200
        if strong.any():
            ink = pygame.surfarray.array3d(drawn)[: area.width, : area.height][strong][0]
            under = before[strong]
            self.found.append((contrast(ink, under), " ".join(block.lines)))
        return placed


def contrast(ink, under):
    """The least contrast of a colour with any of some pixels (WCAG 2.2)."""
    one, other = luminance(np.asarray(ink)) + 0.05, luminance(under) + 0.05
    return float(np.min(np.maximum(one / other, other / one)))


def faint(page):
    """Texts below the limit."""
    return [(round(value, 1), text) for value, text in page.found if value < LEAST]


@pytest.fixture(params=["museum", "contrast"])
def theme(request):
    return Theme.named(request.param)


def test_every_text_of_the_lobby(theme):
    pygame.font.init()
    for name, (step, draw) in PAGES.items():
        page = Contrasted(pygame.Surface(SIZE, 0, 32), theme, WORDS, "en", 1.0, step)
        draw(page)
        assert page.found and faint(page) == [], name


def test_every_text_of_the_steps(theme):
    pygame.font.init()
    for name in WORDS.step_names:
        page = Contrasted(pygame.Surface(SIZE, 0, 32), theme, WORDS, "en", 1.0, name)
        page.sources = SOURCES
        step = step_of(name)
        draw = partial(step.draw, page, visit("one"))
        draw()
        page.band([step.link] if step.link else [])
        assert page.found and faint(page) == [], name


def test_a_faint_text_is_found(theme):
    page = Contrasted(pygame.Surface(SIZE, 0, 32), theme, WORDS, "en")
    page.ground("paper")
    page.write("hardly to be read", "title", "body", "hairline")
    page.write("plain", "try", "body")
    assert [text for _, text in faint(page)] == ["hardly to be read"]
