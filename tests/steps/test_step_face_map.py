"""A map of your face: how far it is turned, and the guess, wherever in the picture it is."""

import numpy as np
import pytest
from step_pages import step_of

from exhibit.room.visit import Visit
from exhibit.senses.seen import Face, Head

STEP = step_of("face_map")
FACE = Face.around(np.random.default_rng(1).uniform(400, 800, (478, 3)).astype(np.float32))


def mapped(head):
    """What is shown after a second with a face turned so."""
    visit = Visit()
    for _ in range(30):
        visit.now += 1 / 30
        visit.put(FACE)
        visit.put(head)
        visit.put(STEP.work(visit))
    return STEP.work(visit)


@pytest.mark.parametrize("aside", [-30, -21, 0, 21, 30])
def test_who_stands_aside_and_faces_the_camera_is_watching(aside):
    shown = mapped(Head(-aside, 3, 0, 5, right=aside))
    assert (shown.turn, shown.guess) == (0, "guessed")


@pytest.mark.parametrize("head", [Head(25, 0, 0, 5), Head(0, 0, 0, 5, right=25)])
def test_who_faces_past_the_camera_is_not(head):
    shown = mapped(head)
    assert (shown.turn, shown.guess) == (25, "guessed_away")
