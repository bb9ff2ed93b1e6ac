"""The picture: every pixel where it belongs, in every pixel format, and nothing beside its box."""

import subprocess
import sys

import cv2
import numpy as np
import pygame
import pytest
from pygame import Rect, Surface

from exhibit.page.page import Page
from exhibit.page.theme import Theme
from exhibit.page.words import Words

SIZE = (1280, 720)
RED, GREEN = (0, 0, 220), (0, 200, 0)  # blue first


def surface(kind: str) -> Surface:
    """A surface as the canvas, as a window, or with red first."""
    if kind == "window":
        return Surface(SIZE, 0, 32)
    return pygame.image.frombuffer(bytearray(SIZE[0] * SIZE[1] * 4), SIZE, kind)


def page_on(where: Surface, theme: Theme, words: Words) -> Page:
    page = Page(where, theme, words, "en", 1.0, "presence")
    page.ground("paper")
    return page


def spotted(*spots: tuple[int, int, tuple[int, int, int]]) -> np.ndarray:
    """A grey picture, 1280x720, with coloured squares around some pixels."""
    image = np.full((720, 1280, 3), 90, np.uint8)
    for x, y, colour in spots:
        cv2.rectangle(image, (x - 8, y - 8), (x + 8, y + 8), colour, -1)
    return image


@pytest.mark.parametrize("kind", ["BGRA", "RGBA", "window"])
@pytest.mark.parametrize("mirror", [True, False])
def test_image_pixels_are_where_at_says(
    kind: str, mirror: bool, theme: Theme, words: Words
) -> None:
    page = page_on(surface(kind), theme, words)
    picture = page.photo(spotted((500, 200, RED), (800, 600, GREEN)), mirror)
    for (x, y), seen in {(500, 200): (220, 0, 0), (800, 600): (0, 200, 0)}.items():
        place = tuple(round(each) for each in picture.at(x, y))
        assert page.surface.get_at(place)[:3] == seen
    (left, _), (right, _) = picture.at(500, 200), picture.at(800, 200)
    assert (left > right) == mirror


@pytest.mark.parametrize("shape", [(720, 1280), (480, 640), (1280, 720), (90, 1600)])
def test_any_shape_covers_the_whole_box(shape: tuple[int, int], theme: Theme, words: Words) -> None:
    page = page_on(surface("BGRA"), theme, words)
    page.photo(np.full((*shape, 3), 77, np.uint8))
    view = page.box("view")
    inside = pygame.surfarray.array3d(page.surface.subsurface(view))
    assert (inside == 77).all()
    assert page.surface.get_at((view.right, view.top))[:3] == theme.colour("paper")


def everything(page: Page) -> None:
    """All that can be drawn on a picture, much of it beyond the picture's edge."""
    picture = page.photo(spotted())
    points = np.random.default_rng(7).uniform(-400, 1700, (478, 3)).astype(np.float32)
    pairs = np.stack([np.arange(477), np.arange(1, 478)], axis=1)
    picture.points(points, pairs, pairs[::9])
    picture.irises(points)
    picture.box((-300.0, -200.0, 1500.0, 900.0), "Person 1")
    picture.label_line((1270.0, 700.0), "iris")
    picture.pin((-50.0, 900.0), "“Customer.”", (100.0, 100.0, 900.0, 700.0))


@pytest.mark.parametrize("kind", ["BGRA", "RGBA", "window"])
def test_drawing_stays_on_the_picture_and_opaque(kind: str, theme: Theme, words: Words) -> None:
    page = page_on(surface(kind), theme, words)
    before = page.surface.copy()
    everything(page)
    assert not page.surface.get_locked()
    page.surface.fill((1, 2, 3), page.box("view"))
    before.fill((1, 2, 3), page.box("view"))
    after, wanted = (pygame.surfarray.array3d(each) for each in (page.surface, before))
    assert (after == wanted).all()
    if kind != "window":
        assert (np.frombuffer(page.surface.get_buffer(), np.uint8)[3::4] == 255).all()


def test_the_three_pixel_formats_look_alike(theme: Theme, words: Words) -> None:
    pages = [page_on(surface(kind), theme, words) for kind in ("BGRA", "RGBA", "window")]
    for page in pages:
        everything(page)
    first, *others = (pygame.surfarray.array3d(page.surface) for page in pages)
    assert all((first == other).all() for other in others)


def test_points_mark_the_very_pixel(theme: Theme, words: Words) -> None:
    page = page_on(surface("BGRA"), theme, words)
    picture = page.photo(spotted())
    picture.points(np.array([[500.0, 300.0, 0.0], [780.0, 300.0, 0.0]]))
    for x in (500, 780):
        place = tuple(round(each) for each in picture.at(x, 300))
        assert page.surface.get_at(place)[:3] == theme.colour("light_measured")


def pins(page: Page, avoid: tuple[float, float, float, float]) -> Rect:
    """Where a pin's card stands, found by its fill."""
    page.ground("paper")
    page.photo(spotted()).pin((avoid[0], avoid[1]), "“Customer.”", avoid)
    view = page.surface.subsurface(page.box("view"))
    claim = pygame.mask.from_threshold(view, page.colour("claim"), (2, 2, 2, 255))
    return max(claim.get_bounding_rects(), key=lambda each: each.width * each.height)


def test_a_pin_keeps_clear_of_the_face_and_does_not_tremble(theme: Theme, words: Words) -> None:
    page = page_on(surface("BGRA"), theme, words)
    face = (450.0, 150.0, 750.0, 520.0)
    first = pins(page, face)
    picture = page.photo(spotted())
    assert not first.colliderect(picture.rect(face))
    for shift in range(-12, 13, 3):
        moved = pins(page, (450.0 + shift, 150.0, 750.0 + shift, 520.0))
        assert abs(moved.right - first.right) <= 40  # its tail may reach farther


def test_other_pixels_than_32_bits_are_refused(theme: Theme, words: Words) -> None:
    page = page_on(Surface(SIZE, 0, 24), theme, words)
    with pytest.raises(ValueError, match="32 bits"):
        page.photo(spotted())


def test_the_lobbys_screens_bring_no_eyes_with_them() -> None:
    code = "import sys, exhibit.lobby.screens; print({'cv2', 'mediapipe'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().splitlines()[-1] == "set()"
