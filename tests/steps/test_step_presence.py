"""Someone is there: how many are counted, and that there may be more than are looked for."""

import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "senses"))

from made_faces import face_at
from step_pages import SIZES, WORDS, drawn, step_of

from exhibit.room.visit import Visit
from exhibit.room.visitor import follow
from exhibit.senses.seen import Face, Person, Seen, person_box

STEP = step_of("presence")
IMAGE = np.full((720, 1280, 3), 120, np.uint8)


CASES = [(5, 6, "many"), (6, 7, "many"), (2, 2, "most")]


def crowd(count, faces):
    """A visit with so many people in view, where so many faces are looked for."""
    visit, people = Visit(faces=faces), []
    for number in range(count):
        face = Face.around(face_at(100 + 180 * number, 330, 90))
        people.append(Person(number + 1, person_box(face.box), face, 0.0, 0.0))
    follow(visit, Seen(tuple(people), IMAGE, 0.0))
    visit.put(STEP.work(visit))
    return visit


@pytest.mark.parametrize("language", WORDS.languages)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_as_many_as_are_looked_for_may_be_more(size, language):
    page = drawn("presence", crowd(6, 6), size, language)
    assert page.text("measured_most", count=6) in page.said
    assert page.overflows == []


@pytest.mark.parametrize(("count", "faces", "key"), CASES)
def test_fewer_are_so_many(count, faces, key):
    page = drawn("presence", crowd(count, faces))
    assert page.text(f"measured_{key}", count=count) in page.said
