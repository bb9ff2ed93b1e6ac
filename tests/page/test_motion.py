"""Motion: eased, from time that is handed in, and none at all where it is not wanted."""

from itertools import pairwise

import pygame
import pytest

from exhibit.page.motion import Moves, eased
from exhibit.page.page import Page


def test_it_starts_and_ends_slowly():
    steps = [eased(number / 10) for number in range(11)]
    ways = [after - before for before, after in pairwise(steps)]
    assert (steps[0], steps[5], steps[10]) == (0, 0.5, 1)
    assert min(ways) > 0 and ways[0] < ways[4] and ways[9] < ways[5]
    assert (eased(-1), eased(2)) == (0, 1)


def test_a_thing_comes_once_it_is_asked_for():
    moves = Moves(still=False)
    moves.tick(5.0)
    assert moves.share("pin", 0.5) == 0
    moves.tick(5.25)
    assert moves.share("pin", 0.5) == 0.5
    moves.tick(9.0)
    assert moves.share("pin", 0.5) == 1


def test_what_went_away_comes_anew_but_a_link_only_once():
    moves = Moves(still=False)
    for now, names in ((0.0, ("pin", "+link")), (1.0, ()), (2.0, ())):
        moves.tick(now)
        for name in names:
            moves.share(name, 0.5)
    moves.tick(3.0)
    assert (moves.share("pin", 0.5), moves.share("+link", 0.5)) == (0, 1)


def pictures(theme, words, still):
    """The band of a page with one link, from when it comes."""
    page = Page(pygame.Surface((640, 360), 0, 32), theme, words, "en", 1.0, "presence")
    page.moves = Moves(still)
    shown = []
    for now in (0.0, 0.3, 0.7, 2.0):
        page.moves.tick(now)
        page.ground("paper")
        page.band([("measured", "person")])
        shown.append(pygame.image.tobytes(page.surface, "RGB"))
    return shown


def test_a_link_slides_in_and_then_stands(theme, words):
    first, second, third, last = pictures(theme, words, still=False)
    assert len({first, second, third}) == 3
    assert third == last


def test_reduced_motion_makes_cuts(theme, words):
    assert len(set(pictures(theme, words, still=True))) == 1


@pytest.mark.parametrize(("share", "level"), [(0.0, 246), (1.0, 0)])
def test_a_veil_hides_what_is_not_there_yet(share, level, theme, words):
    page = Page(pygame.Surface((64, 36), 0, 32), theme, words, "en")
    page.ground("paper")
    area = pygame.Rect(4, 4, 8, 8)
    page.surface.fill("black", area)
    page.veil(area, share)
    assert page.surface.get_at((6, 6))[0] == level


@pytest.mark.parametrize("own", [True, False], ids=["what was there", "the ground"])
def test_on_a_canvas_too_a_veil_lets_a_share_be_seen(own, theme, words):
    """Sprites leave no opacity in a canvas's memory, which nobody sees until something blends."""
    memory = bytearray(64 * 36 * 4)
    surface = pygame.image.frombuffer(memory, (64, 36), "BGRA")
    surface.set_alpha(None)
    page = Page(surface, theme, words, "en")
    page.ground("paper")
    area = pygame.Rect(4, 4, 40, 28)
    under = surface.subsurface(area).copy() if own else None
    page.mark("person", 24, "ink", 8, 18)
    drawn = surface.get_at((20, 24))[0]
    page.veil(area, 0.5, under)
    assert drawn < 60, "the mark is dark there"
    assert surface.get_at((20, 24))[0] == pytest.approx((246 + drawn) / 2, abs=3)
