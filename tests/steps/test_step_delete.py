"""Delete: what is listed is what is held, of everybody in view."""

import numpy as np
import pytest
from step_pages import SIZES, WORDS, drawn, step_of

from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.seen import Face, Person, Seen, person_box

STEP = step_of("delete")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)


def person(ident, x):
    points = np.full((478, 3), (x, 300, 0), np.float32)
    points[:2, :2] = (x - 50, 240), (x + 50, 360)
    face = Face.around(points)
    return Person(ident, person_box(face.box), face, 0.0, 0.0)


def visited(*people, doubtful=()):
    visit = Visit(canvas_bytes=1000)
    follow(visit, Seen(people, IMAGE, 0.0, doubtful))
    visit.put(STEP.work(visit))
    return visit


def rows(visit):
    return {key: (count, size) for _, key, count, size in STEP.work(visit).rows}


def test_the_points_of_everybody_in_view_are_listed():
    assert rows(visited())["points"] == (0, 0)
    assert rows(visited(person(1, 640)))["points"] == (478, 478 * 12)
    crowd = visited(person(1, 640), person(2, 200), doubtful=(person(3, 1000),))
    assert rows(crowd)["points"] == (3 * 478, 3 * 478 * 12)
    assert rows(crowd)["pictures"] == (2, 2 * IMAGE.nbytes)


def test_what_is_struck_is_what_was_listed():
    visit = visited(person(1, 640))
    before = STEP.work(visit)
    visit.held, visit.now = 0.4, visit.now + 5
    follow(visit, Seen((person(1, 640), person(2, 200)), IMAGE, visit.now))
    assert STEP.work(visit) is before
    visit.held = 0.0
    assert rows(visit)["points"] == (2 * 478, 2 * 478 * 12)


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("held", [0.0, 0.5, 1.0])
def test_it_fits_and_stays_legible(held, size, language):
    visit = visited(person(1, 640), person(2, 200))
    visit.held = held
    page = drawn("delete", visit, size, language)
    assert [each for each in page.overflows if each[1] != "hidden"] == []
    for kind, key, *_ in STEP.work(visit).rows:
        assert page.text(key) in page.said, kind
