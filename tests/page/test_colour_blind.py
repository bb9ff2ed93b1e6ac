"""Colour blindness: what colours tell apart stays apart, computed; hatching, not hue, is invented.

Simulation of complete protanopia, deuteranopia and tritanopia: Machado, Oliveira, Fernandes, "A
Physiologically-based Model for Simulation of Color Vision Deficiency", 2009. Colour difference:
CIE 1976 (L*, a*, b*), D65.
"""

from itertools import combinations

import numpy as np
import pygame
import pytest

from exhibit.page import shapes
from exhibit.page.flashing import luminance
from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words

SEEING = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
APART = 15.0  # some six times what is just seen side by side
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = TO_XYZ @ np.ones(3)


def linear(colour):
    share = np.array(colour) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """CIE L*, a*, b* of linear red, green, blue."""
    share = (TO_XYZ @ np.clip(rgb, 0, 1)) / WHITE
    x, y, z = np.where(share > 0.008856, np.cbrt(share), 7.787 * share + 16 / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def difference(one, other, seeing):
    matrix = np.array(SEEING[seeing])
    return float(np.linalg.norm(lab(matrix @ linear(one)) - lab(matrix @ linear(other))))


@pytest.mark.parametrize("name", ["museum", "contrast"])
@pytest.mark.parametrize("light", ["", "light_"])
@pytest.mark.parametrize("seeing", SEEING)
def test_measured_guessed_and_try_stay_apart(seeing, light, name):
    theme = Theme.named(name)
    colours = [theme.colour(light + each) for each in ("measured", "guessed", "try")]
    measured, guessed, touch = colours
    assert difference(measured, guessed, seeing) > APART
    assert difference(guessed, touch, seeing) > APART


def test_simulation_knows_red_and_green():
    red, green = (200, 60, 40), (100, 120, 30)
    normal = float(np.linalg.norm(lab(linear(red)) - lab(linear(green))))
    assert difference(red, green, "deuteranopia") < normal / 2
    assert difference((0, 0, 0), (255, 255, 255), "protanopia") == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize("name", ["museum", "contrast"])
def test_what_is_invented_is_hatched_in_light_and_dark(name, words: Words):
    """So that it is told apart with no colour at all."""
    theme = Theme.named(name)
    page = Page(pygame.Surface((640, 360), 0, 32), theme, words, "en")
    page.ground("lilac")
    page.invented_edge()
    strip = luminance(pygame.surfarray.array3d(page.surface)[:, : page.px(20)])
    assert np.ptp(strip) > 0.5
    along = strip[:, strip.shape[1] // 2] < strip.mean()
    assert np.count_nonzero(np.diff(along.astype(int))) > 40


@pytest.mark.parametrize("kinds", list(combinations(("measured", "guessed", "invented"), 2)))
def test_rings_differ_in_shape_not_in_colour_alone(kinds, theme: Theme):
    from exhibit.page.chain import _edge

    one, other = (pygame.surfarray.array_alpha(_edge((76, 62), k, 7, (0, 0, 0))) for k in kinds)
    assert np.mean(np.abs(one.astype(int) - other) > 100) > 0.03


def test_hatching_is_no_plain_fill():
    alpha = pygame.surfarray.array_alpha(shapes.hatching((80, 80), 14, 5, (0, 0, 0)))
    assert 0.2 < np.mean(alpha > 128) < 0.7
