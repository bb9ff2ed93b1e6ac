"""The visit: what steps find is kept by its kind, and all of it is counted for the last step."""

from dataclasses import dataclass

import numpy as np
import pytest

from exhibit.page.canvas import SLOTS
from exhibit.room.visit import Held, Visit, size_of


@dataclass(frozen=True)
class Far:
    cm: float
    error: float | None = None


@dataclass(frozen=True)
class Print:
    numbers: np.ndarray
    name: str = "née"
    far: Far = Far(1.0)


def test_the_newest_of_a_kind_takes_the_place_of_the_last():
    visit = Visit()
    assert visit.get(Far) is None
    for cm in (1.0, 2.0):
        visit.put(Far(cm))
    visit.put(Print(np.zeros(3)))
    assert visit.get(Far) == Far(2.0)
    assert len(visit.findings) == 2
    visit.drop(Far)
    visit.drop(Far)
    assert visit.get(Far) is None
    assert [type(each) for each in visit.findings] == [Print]


@pytest.mark.parametrize(
    "value, held",
    [
        (3, Held(1, 8)),
        (True, Held(1, 8)),
        (None, Held(0, 0)),
        ("née", Held(1, 4)),
        ((1.0, 2, "ab"), Held(3, 18)),
        ([(1, None), ()], Held(1, 8)),
        (np.zeros((478, 3), np.float32), Held(1434, 5736)),
        (Far(1.0, 2.0), Held(2, 16)),
        (Print(np.zeros(4, np.float64)), Held(6, 44)),
    ],
    ids=str,
)
def test_everything_in_a_finding_is_counted(value, held):
    assert size_of(value) == held


def test_findings_are_counted_but_those_left_out():
    visit = Visit()
    visit.put(Far(1.0, 2.0))
    visit.put(Print(np.zeros(4)))
    assert visit.numbers(besides=()) == Held(8, 60)
    assert visit.numbers(besides=(Print,)) == Held(2, 16)


def test_pictures_of_the_camera_and_of_the_canvas_are_counted(view):
    visit = Visit(canvas_bytes=1000)
    assert (visit.pictures(), visit.screens()) == (Held(0, 0), Held(SLOTS, 1000))
    visit.seen = view()
    visit.frame = visit.seen.image.copy()
    assert visit.pictures() == Held(2, 2 * 1280 * 720 * 3)
    assert visit.screens() == Held(SLOTS, 1000)


def test_chance_is_the_same_in_every_visit():
    assert [Visit().chance.random() for _ in range(3)] == [Visit().chance.random()] * 3
