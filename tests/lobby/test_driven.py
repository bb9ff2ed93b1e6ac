"""Whole visits by keys only, by one switch only and by mouse only, from welcome to receipt."""

from dataclasses import replace

import pytest
from live import short

from exhibit.orders import LobbyOrder
from exhibit.rehearse import play
from exhibit.settings import City, Input


def without_city():
    """The settings of a short visit that asks the invented city nothing."""
    return replace(short(), city=City(citizens=0))


def visit(doings, settings=None):
    """What is found when these things are done, each at its second."""
    words = "\n".join(f'[[moment]]\nat = {at}\ndo = "{do}"' for at, do in doings)
    return play(LobbyOrder(settings or without_city(), 0, "actor", 640, 360), None, words)


def ending(found):
    assert "troubles" not in found
    receipt = found["receipt"]
    assert all(line["mark"] != "failed" for line in receipt["lines"])
    return receipt["ending"], len({frame["finding"] for frame in found["frames"]})


def test_by_keys_only():
    keys = [(1, "focus 1"), (1.2, "enter"), (2, "focus 2"), (2.2, "enter")]
    keys += [(4, "enter"), (5, "focus 1"), (5.2, "enter"), (7, "await delete")]
    assert ending(visit([*keys, (7.2, "enter 3.5"), (12, "await receipt")])) == ("HELD_DELETE", 3)


def test_by_one_switch_only():
    """The focus moves every second by itself; the one thing a visitor does is to press."""
    settings = replace(without_city(), input=Input(scan_seconds=1.0))
    presses = [(1.3, "enter"), (3.8, "enter")]  # Begin; the second card
    presses += [(5.2, "enter"), (6.7, "enter"), (8, "await delete"), (8.2, "enter 3.5")]
    assert ending(visit([*presses, (14, "await receipt")], settings)) == ("HELD_DELETE", 3)


def test_leaving_by_keys():
    """Leave is the last but one thing on the page: the language stands behind it."""
    keys = [(1, "enter"), (2, "focus 3"), (2.2, "enter"), (5, "focus -2"), (5.2, "enter")]
    assert ending(visit([*keys, (6, "await receipt")])) == ("LEFT", 1)


@pytest.mark.parametrize("keys", [["next", "next", "enter", "enter"], ["back", "focus 1", "leave"]])
def test_no_key_alone_consents(keys):
    """Begin opens the choice; from there only a card that was chosen goes on."""
    doings = [(1, "enter"), *((2 + number / 2, key) for number, key in enumerate(keys))]
    found = visit([*doings, (6, "picture end")])
    assert not found["frames"] and "receipt" not in found


def test_by_mouse_only():
    presses = [(1, "press begin"), (2, "press choice:3"), (5, "touch 0.917 0.911")]
    presses += [(7, "touch 0.917 0.911"), (9, "await delete"), (9.2, "press speak")]
    assert ending(visit([*presses, (10, "press leave"), (11, "await receipt")])) == ("LEFT", 3)
