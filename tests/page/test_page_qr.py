"""The code to take along: a reader reads, off the rendered screen, just the text."""

import cv2
import numpy as np
import pygame
import pytest
from pygame import Rect
from sample_pages import drawn

from exhibit.errors import BadText
from exhibit.page.qr import MARGIN, MOST_BYTES, draw_code, modules
from exhibit.page.theme import Theme
from exhibit.page.words import Words

SCREENS = [(1280, 720), (1920, 1080), (1080, 1920)]


def grey(surface: pygame.Surface) -> np.ndarray:
    """The surface as a camera would see it, without colour."""
    picture = pygame.surfarray.array3d(surface).transpose(1, 0, 2)
    return cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY)


LANGUAGES = Words.load().languages


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_reader_reads_it_off_the_screen(
    size: tuple[int, int], language: str, theme: Theme, words: Words
) -> None:
    page = drawn("take_away", size, theme, words, language)
    read, *_ = cv2.QRCodeDetector().detectAndDecode(grey(page.surface))
    assert read == words.say(language, "take.code")


def tilted(picture: np.ndarray, share: float) -> np.ndarray:
    """The picture as somebody's telephone sees it from one side and from below."""
    high, wide = picture.shape
    corners = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    slant = share * high
    seen = corners + np.array([[slant, slant / 2], [0, 0], [0, 0], [slant / 2, -slant]])
    matrix = cv2.getPerspectiveTransform(corners, seen.astype(np.float32))
    return cv2.warpPerspective(picture, matrix, (wide, high))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SCREENS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_a_reader_reads_it_from_the_side(
    size: tuple[int, int], language: str, theme: Theme, words: Words
) -> None:
    page = drawn("take_away", size, theme, words, language)
    read, *_ = cv2.QRCodeDetector().detectAndDecode(tilted(grey(page.surface), 0.12))
    assert read == words.say(language, "take.code")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_nothing_that_was_measured(language: str, words: Words) -> None:
    """A text without a field is the same for everybody: no number of a body can be in it."""
    text = words.say(language, "take.code")
    assert "{" not in text
    assert set(text) & set("0123456789") <= set("1234")  # the questions' own


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_square_is_large_enough_at_1080(language: str, theme: Theme, words: Words) -> None:
    size = (1920, 1080)
    text = words.say(language, "take.code")
    square = draw_code(pygame.Surface(size, 0, 32), theme.box("qr", size), text)
    assert square.width / (len(modules(text)) + 2 * MARGIN) >= 6.5
    assert square.width >= 480


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_short_plain_and_without_an_address(language: str, words: Words) -> None:
    text = words.say(language, "take.code")
    assert len(text.encode()) <= MOST_BYTES
    assert "://" not in text and "www." not in text


@pytest.mark.parametrize("size", [(1920, 1080), (1080, 1920)], ids=["wide", "portrait"])
def test_it_is_large_with_a_white_margin(size: tuple[int, int], theme: Theme, words: Words) -> None:
    surface = pygame.Surface(size, 0, 32)
    text = words.say("id", "take.code")
    square = draw_code(surface, theme.box("qr", size), text)
    module = square.width // (len(modules(text)) + 2 * MARGIN)
    assert square.width >= 480 and module >= 9
    margin = pygame.surfarray.array3d(surface.subsurface(square))[: MARGIN * module]
    assert (margin == 255).all()


def test_a_text_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadText, match="271 bytes; 270 are the most"):
        draw_code(pygame.Surface((700, 700)), Rect(0, 0, 700, 700), "x" * 271)


def test_it_claims_no_sense_that_may_be_switched_off(words: Words) -> None:
    """What a station measures is a setting, and the code is the same at all of them."""
    text = words.say("en", "take.code").lower()
    assert not [each for each in ("face", "gaze", "bod", "cloth", "pulse") if each in text]
