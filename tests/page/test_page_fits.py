"""Every page in every language and size: nothing overflows, and a finger meets what it aims at."""

from itertools import combinations

import pytest
from pygame import Rect
from reading import words_in
from sample_pages import PAGES, SIZES, Heard, drawn

from exhibit.page.theme import Theme, unit
from exhibit.page.words import Words

BESIDES = [*SIZES, (1366, 768), (1024, 768)]


@pytest.mark.parametrize("language", ["en", "id", "vi", "zh"])
@pytest.mark.parametrize("size", BESIDES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_every_text_fits_its_box(
    size: tuple[int, int], language: str, theme: Theme, words: Words
) -> None:
    over = {name: drawn(name, size, theme, words, language).overflows for name in PAGES}
    assert {name: texts for name, texts in over.items() if texts} == {}


def test_languages_tested_are_all_there_are(words: Words) -> None:
    assert words.languages == ("en", "id", "vi", "zh")


def test_a_text_that_does_not_fit_is_reported(theme: Theme, words: Words) -> None:
    page = drawn("welcome", (1280, 720), theme, words, "en")
    page.write("Delete " * 40, "link_name", "body")
    page.line("Delete " * 40, "body", "paper", 0, 0, room=300)
    assert [box for _, box in page.overflows] == ["link_name", "body"]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [(1280, 720), (1080, 1920)], ids=["wide", "portrait"])
def test_touches_are_large_apart_and_on_the_page(
    name: str, size: tuple[int, int], theme: Theme, words: Words
) -> None:
    page = drawn(name, size, theme, words, "id")
    # 20 mm on a 43 inch screen, whose picture is 535 mm high.
    least = 20 / 535 * unit(size)
    for _, area in page.touches:
        assert min(area.size) >= least
        assert Rect((0, 0), size).contains(area)
    for (_, one), (_, other) in combinations(page.touches, 2):
        assert not one.colliderect(other)


def words_on(page: Heard) -> int:
    """How many words of a language stand on a page; figures and marks are no words."""
    return int(sum(words_in(each, page.language) for each in page.said))


@pytest.mark.parametrize("name", PAGES)
def test_at_most_75_words_a_screen(name: str, theme: Theme, words: Words) -> None:
    counts = {
        language: words_on(drawn(name, SIZES[0], theme, words, language))
        for language in words.languages
    }
    assert max(counts.values()) <= 75, counts
