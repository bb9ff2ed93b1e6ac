"""A benchmark's source: frames made before, numbered, of one person or of many."""

import numpy as np
import pytest

from exhibit.camera.actor import Actor
from exhibit.camera.stamped import Stamped, hold, read_stamp
from exhibit.senses.look import Senses


@pytest.fixture(scope="module")
def held():
    return hold(Actor)


def test_each_frame_bears_its_number_and_when_it_was_given(held):
    now = 0.0
    camera = Stamped(held, lambda: now)
    numbers = []
    for turn in range(300):
        now = turn / 60
        if frame := camera.read():
            numbers.append(read_stamp(frame.image[:16, :16]))
            assert camera.given[numbers[-1]] == now
    assert numbers == list(range(150))
    camera.close()


def test_it_plays_forth_and_back_without_a_jump(held):
    now = 0.0
    camera, before, jumps = Stamped(held, lambda: now), None, []
    for turn in range(200):
        now = (turn + 0.5) / 30
        image = camera.read().image[20:].astype(int)
        if before is not None:
            jumps.append(np.abs(image - before).mean())
        before = image
    usual = np.median(jumps)
    assert max(jumps) < 4 * usual + 1


def test_six_copies_are_six_people():
    crowd = hold(Actor, copies=6)
    assert crowd.frames[0].shape == (720, 1280, 3)
    now = 0.0
    camera, most = Stamped(crowd, lambda: now), 0
    with Senses(6) as senses:
        for turn in range(15):
            now = (turn + 0.5) / 30
            senses.look(camera.read())
            most = max(most, len(senses.seen(wait=True).people))
    assert most == 6
