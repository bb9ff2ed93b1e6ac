"""The actor aside and turned back to the camera, with the real models: she is not turned away."""

from dataclasses import dataclass, replace
from functools import cache
from math import atan, degrees, radians, tan

import pytest
from stills import QUIET, finder, picture

from exhibit.camera.actor import Actor, Truth, still, truth
from exhibit.senses.covered import Cover
from exhibit.senses.distance import distance
from exhibit.senses.eyes import visible
from exhibit.senses.faceprint import Network, chip
from exhibit.senses.first_print import ENROLLED, FirstPrint, Print
from exhibit.senses.head import head
from exhibit.senses.seen import Distance, Face, Head

SIZE, FOCAL = (1280, 720), Actor.focal
ASIDE = [-28, -20, -12, 0, 12, 20, 28]  # degrees to the image's right


@dataclass(frozen=True, eq=False)
class Found:
    """What was found in one picture of her, and what is true."""

    print: Print
    head: Head
    far: Distance
    truth: Truth

    @property
    def turn(self) -> float:
        """Degrees by which she is really turned away from the camera."""
        return self.truth.yaw + degrees(atan((self.truth.x - SIZE[0] / 2) / FOCAL))


@cache
def found(aside: float, cm: float, yaw: float | None = None) -> Found:
    """At a depth of cm and so many degrees aside; turned back to the camera, or by this yaw."""
    script = replace(
        QUIET,
        x=still(cm * tan(radians(aside))),
        distance=still(cm),
        yaw=still(-aside if yaw is None else yaw),
    )
    with finder() as find:
        face = Face.around(find(picture(script)))
    turned = head(face, SIZE, FOCAL)
    far = distance(face, SIZE, FOCAL, turned)
    assert far
    numbers = Network().numbers(chip(picture(script), face.points))
    return Found(Print(numbers, face, turned, Cover.NONE), turned, far, truth(0.0, script))


@pytest.mark.parametrize("cm", [60, 110])
@pytest.mark.parametrize("aside", ASIDE)
class TestTurnedBack:
    def test_the_distance_is_within_its_error(self, aside, cm):
        it = found(aside, cm)
        assert abs(it.far.cm - it.truth.distance) < 1.1 * it.far.error
        assert it.far.error < 0.065 * it.far.cm

    def test_the_head_is_not_turned(self, aside, cm):
        it = found(aside, cm)
        assert abs(it.turn) < 4  # the eyes go along as the head turns
        assert abs(it.head.turn - it.turn) < it.head.error
        assert visible(it.head)

    def test_a_first_print_is_made(self, aside, cm):
        prints, it = FirstPrint(), found(aside, cm)
        for number in range(ENROLLED + 1):
            told = prints.add(it.print, number / 2)
        assert told.enrolled == ENROLLED and told.distance is not None


@pytest.mark.parametrize("aside", ASIDE)
def test_who_looks_past_the_camera_is_turned_by_as_much(aside):
    it = found(aside, 60, yaw=0.0)
    assert abs(it.head.turn - it.turn) < it.head.error
    assert abs(it.far.cm - it.truth.distance) < 1.5 * it.far.error
