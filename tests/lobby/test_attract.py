"""The welcome's moving picture: calm, still where asked for, alike with the steps, cheap."""

import importlib
from itertools import pairwise

import pytest

from exhibit.lobby.attract import LINKS, pose
from exhibit.page.chain import Link
from exhibit.page.words import Words

COUNT = len(LINKS)
ROUND = 40.0  # seconds, about


def test_it_shows_the_links_of_the_steps():
    words = Words.load()
    steps = {name: importlib.import_module(f"exhibit.steps.{name}") for name in words.step_names}
    made = {name: Link(*step.LINK) for name, step in steps.items() if step.LINK}
    assert made == LINKS


def test_links_come_one_by_one_and_go_again():
    poses = [pose(number / 10, COUNT, still=False) for number in range(int(ROUND * 10))]
    made = [each.made for each in poses]
    assert made[0] == 0 and max(made) == COUNT
    rises = [b - a for a, b in pairwise(made) if b != a]
    assert set(rises) <= {1, -COUNT}
    assert max(each.gone for each in poses) == COUNT


def test_a_new_picture_is_needed_only_some_times_a_second():
    poses = [pose(number / 60, COUNT, still=False) for number in range(int(ROUND * 60))]
    changes = sum(a != b for a, b in pairwise(poses))
    assert changes / ROUND <= 10


@pytest.mark.parametrize("seconds", [0.0, 3.3, 100.0])
def test_reduced_motion_stands_still(seconds):
    assert pose(seconds, COUNT, still=True) == pose(0.0, COUNT, still=True)
