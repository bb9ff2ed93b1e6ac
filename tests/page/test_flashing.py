"""Nothing flashes: the rule knows a blink; pages with moving data stay at two a second or less."""

import numpy as np
import pygame
import pytest

from exhibit.acted import act, watch_actor
from exhibit.lobby import screens
from exhibit.lobby.attract import LINKS, pose
from exhibit.page.flashing import MOST, flashes, luminance, worst
from exhibit.page.page import Page
from exhibit.settings import Settings

RATE, SECONDS = 30, 10
REGIONS = (32, 18)  # so small that WCAG's own limit of area is 64 times as large


def seen_small(surface: pygame.Surface) -> np.ndarray:
    """The luminance of each region."""
    small = pygame.transform.smoothscale(surface, REGIONS)
    return luminance(pygame.surfarray.array3d(small))


@pytest.fixture(scope="module")
def seen():
    return watch_actor(45, faces=2)


def film(acted, name, spoil=lambda surface, number: None):
    """Ten seconds of a step's page, thirty a second."""
    acted.go(name)
    for number in range(RATE * SECONDS):
        acted.look()
        surface = acted.draw()
        spoil(surface, number)
        yield seen_small(surface)


@pytest.mark.parametrize("name", ["presence", "rules", "delete"])
def test_no_region_of_a_moving_page_flashes(seen, name):
    acted = act(Settings(), (320, 180), seen)
    assert worst(film(acted, name), RATE) <= MOST


def test_a_planted_blink_is_found(seen):
    def blink(surface, number):
        if number // 5 % 2:  # three times a second
            surface.fill("white", (20, 20, 60, 60))

    acted = act(Settings(), (320, 180), seen)
    assert worst(film(acted, "rights", blink), RATE) > MOST


@pytest.mark.parametrize("hertz", [1, 2, 3, 5])
def test_flashes_are_counted_a_second(hertz):
    values = [0.5 + 0.2 * np.sign(np.sin(2 * np.pi * hertz * (n + 0.5) / 60)) for n in range(300)]
    assert abs(flashes(values, 60) - hertz) <= 0.5


def test_what_is_faint_or_bright_or_slow_is_no_flash():
    blink = [number // 5 % 2 for number in range(300)]
    assert flashes([0.50 + 0.05 * each for each in blink], 30) == 0
    assert flashes([0.85 + 0.15 * each for each in blink], 30) == 0
    assert flashes([number / 300 for number in range(300)], 30) == 0


def test_luminance_is_that_of_the_standard():
    colours = np.array([[[255, 255, 255], [0, 0, 0], [255, 0, 0], [0, 255, 0]]], np.uint8)
    assert luminance(colours)[0] == pytest.approx([1, 0, 0.2126, 0.7152])


def test_the_welcome_breathes_without_flashing(theme, words):
    page = Page(pygame.Surface((480, 270), 0, 32), theme, words, "en")
    pictures = []
    for number in range(60 * 10):
        now = pose(number / 10, len(LINKS), still=False)
        screens.welcome(page, words.languages, [], now=now)
        pictures.append(seen_small(page.surface))
    assert worst(pictures, 10) <= MOST
