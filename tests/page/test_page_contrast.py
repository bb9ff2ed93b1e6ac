"""Every colour of words against every ground it stands on: 7 to 1 or more."""

import pytest
from sample_pages import PAGES, drawn

from exhibit.page.theme import Colour, Theme
from exhibit.page.words import Words

ON_LIGHT = ["ink", "soft", "known", "measured", "guessed", "invented", "try"]
ON_NIGHT = ["paper", "light_soft", "light_measured", "light_guessed", "light_invented"]
ON_NIGHT += ["light_try", "light_signal"]
PAIRS = [
    *[(colour, ground) for colour in ON_LIGHT for ground in ("paper", "card", "lilac")],
    *[(colour, "night") for colour in ON_NIGHT],
    *[("ink", ground) for ground in ("band_paper", "band_lilac", "claim", "opinion")],
    ("paper", "band_night"),
    ("paper", "try"),
    ("paper", "ink"),
    ("guessed", "claim"),
    ("soft", "opinion"),
    ("failed", "card"),
]


def light(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [each / 255 for each in colour]
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Colour, other: Colour) -> float:
    """Contrast ratio, 1 to 21 (WCAG 2.2)."""
    bright, dark = sorted((light(one), light(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("colour", "ground"), PAIRS)
def test_words_stand_out_from_their_ground(colour: str, ground: str, theme: Theme) -> None:
    assert contrast(theme.colour(colour), theme.colour(ground)) >= 7


@pytest.mark.parametrize(("colour", "ground"), PAIRS)
def test_the_high_contrast_theme_goes_further(colour: str, ground: str) -> None:
    loud = Theme.named("contrast")
    assert contrast(loud.colour(colour), loud.colour(ground)) >= 10


def test_the_formula_knows_black_on_white_and_grey_on_grey() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "still"])
def test_the_ground_tells_whether_a_camera_looks(name: str, theme: Theme, words: Words) -> None:
    page = drawn(name, (1280, 720), theme, words, "en")
    corner = page.surface.get_at((1279, 0))[:3]
    looks = name in ("presence", "face_map", "unsure", "delete")
    assert corner == theme.colour("paper" if looks else "night")
