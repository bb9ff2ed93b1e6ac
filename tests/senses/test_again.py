"""Whether who came is who left: by number where there are two, else by clothes, else not sure."""

from dataclasses import replace

import numpy as np
import pytest

from exhibit.senses.again import ALIKE, Known, compare
from exhibit.senses.clothes import Clothes
from exhibit.senses.faceprint import THRESHOLD

NAVY = Clothes((18.0, 2.0, -14.0), 4.0, 2.0, "navy", ())
RED = Clothes((40.0, 55.0, 30.0), 4.0, 2.0, "red", ())


def number(far=0.0):
    """128 numbers, so far from the first ones."""
    values = np.full(128, 0.1, np.float32)
    values[0] += far
    return values


BEFORE = Known(1, 10.0, 2, NAVY, number())
NOW = Known(4, 14.0, 1, NAVY, number(0.3))


def test_a_near_number_says_you_again():
    again = compare(BEFORE, NOW, 13.5)
    assert (again.by, again.same, again.sightings) == ("face", True, 3)
    assert again.distance == pytest.approx(0.3)
    assert again.away == 3.5
    assert again.limit == THRESHOLD


def test_the_number_outweighs_the_clothes():
    assert compare(BEFORE, replace(NOW, clothes=RED), 13.5).same is True
    other = compare(BEFORE, replace(NOW, number=number(0.8)), 13.5)
    assert (other.by, other.same, other.sightings) == ("face", False, 1)


def test_a_number_at_the_limit_is_not_sure():
    assert compare(BEFORE, replace(NOW, number=number(THRESHOLD)), 13.5).same is None


def test_without_a_number_on_both_sides_clothes_are_compared():
    for before, now in ((None, number()), (number(), None), (None, None)):
        again = compare(replace(BEFORE, number=before), replace(NOW, number=now), 13.5)
        assert (again.by, again.same, again.sightings) == ("clothes", True, 3)


def test_clothes_never_say_that_it_is_another():
    again = compare(replace(BEFORE, number=None), replace(NOW, clothes=RED), 13.5)
    assert (again.by, again.same) == ("clothes", None)
    assert again.distance > ALIKE


def test_cloth_of_several_colours_is_not_sure():
    mixed = replace(NAVY, word=None)
    for before, now in ((mixed, NAVY), (NAVY, mixed)):
        found = compare(Known(1, 0.0, 1, before), Known(2, 5.0, 1, now), 5.0)
        assert found.same is None


def test_another_is_not_shown_what_was_remembered():
    assert compare(BEFORE, NOW, 13.5).before is NAVY
    for now in (replace(NOW, number=number(0.8)), replace(NOW, number=number(THRESHOLD))):
        assert compare(BEFORE, now, 13.5).before is None
    assert compare(Known(1, 0.0, 1, NAVY), Known(2, 5.0, 1, RED), 5.0).before is None


def test_the_error_of_colours_grows_with_both():
    found = compare(Known(1, 0.0, 1, NAVY), Known(2, 5.0, 1, replace(NAVY, error=4.0)), 5.0)
    assert found.error == pytest.approx(np.hypot(2, 4))


def test_nothing_to_compare_is_no_answer():
    assert compare(Known(1, 0.0), Known(2, 5.0, 1, NAVY, number()), 5.0) is None
    assert compare(Known(1, 0.0, 1, NAVY), Known(2, 5.0), 5.0) is None


def test_how_many_numbers_are_remembered():
    assert [each.numbers for each in (BEFORE, Known(1, 0.0, 1, NAVY), Known(1, 0.0))] == [131, 3, 0]
