"""A prediction: the field shows the counts beside it, and real counts stand by themselves."""

import numpy as np
import pytest
from step_pages import SIZES, SOURCES, WORDS, drawn, inside, step_of

from exhibit.city.prediction import ONE_IN, PEOPLE, USUAL, outcome
from exhibit.page.controls import picked
from exhibit.room.visit import Visit

STEP = step_of("prediction")
STOPS = range(len(ONE_IN))


def seen(stop=None):
    """A visit with the slider there."""
    visit = Visit()
    if stop is not None:
        visit.picked["prediction.rare"] = stop
    visit.put(STEP.work(visit))
    return visit


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("stop", STOPS)
def test_every_stop_fits_and_says_little(stop, size, language):
    page = drawn("prediction", seen(stop), size, language)
    assert page.overflows == []
    assert page.count <= 75


@pytest.mark.parametrize("stop", STOPS)
def test_the_page_says_the_counts_of_its_stop(stop):
    page, found = drawn("prediction", seen(stop)), outcome(ONE_IN[stop])
    names = {
        page.text("innocent", flagged=found.false_alarms + found.hits): found.false_alarms,
        page.text("rightly"): found.hits,
        page.text("missed"): found.missed,
        page.text("left"): found.left,
    }
    for name, count in names.items():
        assert page.said[page.said.index(name) - 1] == page.number(count)
    assert sum(names.values()) == PEOPLE


def test_it_begins_at_the_usual_stop_and_offers_all():
    assert STEP.work(Visit()).stop == USUAL
    keys = [picked(name) for name, _ in drawn("prediction", seen()).touches]
    assert [key[1] for key in keys if key] == list(STOPS)


def ink(page, colour):
    """How many pixels of the field are about that colour."""
    apart = np.abs(inside(page, "field").astype(int) - page.colour(colour)).sum(axis=2)
    return int((apart < 60).sum())


def test_the_rarer_the_fewer_rings_and_boxes():
    dark = [ink(drawn("prediction", seen(stop), (1920, 1080)), "ink") for stop in STOPS]
    assert dark == sorted(dark, reverse=True) and dark[-1] > 0


def test_the_rarer_the_more_of_those_flagged_are_brown():
    pages = [drawn("prediction", seen(stop), (1920, 1080)) for stop in STOPS]
    shares = [ink(page, "guessed") / ink(page, "ink") for page in pages]
    assert shares == sorted(shares) and shares[-1] > 20 * shares[0]


def test_fates_differ_in_lightness_too():
    page = drawn("prediction", seen(2), (1920, 1080))
    light = {name: sum(page.colour(name)) for name in ("ink", "guessed", "pale", "lilac")}
    assert light["guessed"] + 200 < light["pale"] < light["lilac"] - 150


def test_what_was_really_counted_is_as_its_sources_say():
    said = drawn("prediction", seen()).said
    for source, figures in {
        "met-police-2025": ("3,147,436", "2,077", "10"),
        "metro-2018": ("2,470", "2,297"),
        "markup-2023": ("23,631",),
    }.items():
        for figure in figures:
            assert figure in SOURCES.by_id[source].supports
            assert any(figure in text for text in said)
