"""Shapes: whole inside their surface, one colour to the last soft pixel, and every mark there."""

from itertools import pairwise

import pygame
import pytest

from exhibit.errors import BadTheme
from exhibit.page import shapes
from exhibit.page.eye import eye
from exhibit.page.marks import MARKS, mark

INK = (200, 30, 90)

SPRITES = {
    "disc": lambda: shapes.disc(40, INK),
    "ring": lambda: shapes.ring(40, 5, INK),
    "arc": lambda: shapes.arc(80, 8, 0.6, INK),
    "oval": lambda: shapes.oval((40, 60), 6, INK),
    "pill": lambda: shapes.pill((120, 40), INK),
    "card": lambda: shapes.rounded((120, 90), 24, INK, 4),
    "chevron": lambda: shapes.chevron(40, 6, INK),
    "hatching": lambda: shapes.hatching((60, 40), 12, 4, INK),
    "dashed": lambda: shapes.dashed((100, 60), 12, 6, 4, INK),
    "eye": lambda: eye((240, 104), 0.5, 6, INK),
    **{name: lambda name=name: mark(name, 48, INK) for name in MARKS},
}


@pytest.mark.parametrize("name", SPRITES)
def test_edges_are_soft_and_never_darker(name: str) -> None:
    sprite = SPRITES[name]()
    wide, high = sprite.get_size()
    pixels = [sprite.get_at((x, y)) for x in range(wide) for y in range(high)]
    shown = [each for each in pixels if each.a > 40]
    assert shown and any(each.a == 0 for each in pixels)
    assert all(max(abs(a - b) for a, b in zip(each[:3], INK, strict=True)) <= 6 for each in shown)


OPENNESS = [((860, 374), each) for each in (0.0, 0.25, 0.5, 0.75, 1.0)]


@pytest.mark.parametrize(("size", "openness"), [((78, 34), 0.0), ((300, 130), 0.0), *OPENNESS])
def test_no_lash_is_cut_off(size: tuple[int, int], openness: float) -> None:
    sprite = eye(size, openness, max(2.5, size[0] / 46), INK)
    seen = pygame.mask.from_surface(sprite, 10).get_bounding_rects()
    whole = seen[0].unionall(seen[1:])
    assert whole.left > 0 and whole.top > 0
    assert whole.right < size[0] and whole.bottom < size[1]


def test_a_shut_eye_has_twelve_lashes() -> None:
    parts = pygame.mask.from_surface(eye((860, 374), 0.0, 18, INK), 100).connected_components(50)
    assert len(parts) == 1 + 12  # the lid and its lashes


def test_a_ring_is_hollow_and_a_pill_is_full() -> None:
    assert shapes.ring(60, 6, INK).get_at((30, 30)).a == 0
    assert shapes.pill((100, 40), INK).get_at((50, 20)).a == 255
    assert shapes.pill((100, 40), INK).get_at((0, 0)).a == 0


@pytest.mark.parametrize("share", [0.25, 0.5, 0.75, 1.0])
def test_an_arc_goes_as_far_as_it_should(share: float) -> None:
    drawn = shapes.arc(200, 20, share, INK)
    ends = {0.125: (170, 30), 0.375: (170, 170), 0.625: (30, 170), 0.875: (30, 30)}
    for at, (x, y) in ends.items():
        assert (drawn.get_at((x, y)).a > 0) == (at < share)


def test_dashes_begin_and_end_with_a_dash() -> None:
    pieces = shapes.dashes((0, 0), (100, 0), 12, 6)
    assert pieces[0][0] == (0, 0) and pieces[-1][1] == pytest.approx((100, 0))
    assert all(first[1][0] < second[0][0] for first, second in pairwise(pieces))


def test_an_unknown_mark_suggests_a_known_one() -> None:
    with pytest.raises(BadTheme, match='Did you mean "guessed"'):
        mark("gessed", 48, INK)
