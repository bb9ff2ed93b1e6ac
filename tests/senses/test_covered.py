"""Whether a face is covered: on the actor, bare and covered, turned and in bad light."""

from dataclasses import replace

import numpy as np
import pytest
from acted import SIZE
from stills import ALONE, QUIET, finder, picture, pictures, wearing

from exhibit.camera.actor import still, truth
from exhibit.senses.covered import Cover, cover

TIMES = np.arange(0, 31, 1.3)
EXPECTED = {"mask": Cover.MOUTH, "hand": Cover.MOUTH, "sunglasses": Cover.EYES, "hat": Cover.NONE}


@pytest.fixture(scope="module")
def find():
    with finder() as found:
        yield found


@pytest.fixture(scope="module")
def guess(find):
    return lambda image: cover(image, find(image))


def test_a_bare_face_is_bare_all_through_the_script(guess):
    for at, image in pictures(ALONE, TIMES):
        if truth(at).eyes_open == 1:
            assert guess(image) is Cover.NONE, at


@pytest.mark.parametrize("name", EXPECTED)
def test_a_cover_is_found_all_through_the_script(guess, name):
    for at, image in pictures(wearing(name, script=ALONE), TIMES):
        if name != "hat" or truth(at).eyes_open == 1:
            assert guess(image) is EXPECTED[name], at


def test_a_bare_second_face_is_bare(guess):
    for yaw in (-20, 0, 20):
        assert guess(picture(replace(QUIET, who="second", yaw=still(yaw)))) is Cover.NONE


def test_mask_and_sunglasses_together_are_no_bare_face(guess):
    assert guess(picture(wearing("mask", "sunglasses"))) is Cover.MOUTH


@pytest.mark.parametrize("gain", [0.25, 0.5, 1.8])
@pytest.mark.parametrize("covers", [[], ["mask"], ["hand"]])
def test_it_holds_in_dim_and_bright_light(guess, gain, covers):
    lit = np.clip(picture(wearing(*covers)) * gain, 0, 255).astype(np.uint8)
    assert (guess(lit) is Cover.NONE) is (not covers)


def test_of_a_tiny_face_nothing_is_said(find):
    image, points = picture(QUIET), find(picture(QUIET))
    middle = points.mean(axis=0)
    tiny = ((points - middle) * 0.15 + middle).astype(np.float32)
    assert cover(image, tiny) is Cover.UNSURE


def test_points_outside_the_picture_do_no_harm(find):
    points = find(picture(QUIET))
    for x, y in ((SIZE[0], 0), (0, SIZE[1]), (-SIZE[0], 0), (-500, -400)):
        moved = (points + np.array((x, y, 0))).astype(np.float32)
        assert cover(picture(QUIET), moved) in Cover
