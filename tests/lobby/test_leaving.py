"""What a hostile room leaves behind on purpose, with what it was handed: nothing, or it is counted.

The rooms are small, see tests/rooms/leaving.py; their filter and the keeper are the real ones.
"""

import fcntl
import json
import os
import sys
from pathlib import Path

import pytest

from exhibit.held import places
from exhibit.lobby.keeper import Keeper
from exhibit.lock import Family
from exhibit.orders import RoomOrder
from exhibit.page.canvas import Token
from exhibit.settings import Settings
from exhibit.waiting import readable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

ROOM = str(Path(__file__).parent.parent / "rooms" / "leaving.py")
GET_SIGNAL, GET_HINT, ADD_SEALS, SEAL_WRITE = 11, 1035, 1033, 0x8


def visit(what, **places):
    """One visit of a room that leaves something: what it says, and what the wipe found."""
    order = RoomOrder(Settings(), os.getpid(), "actor", Token(-1, 0, 0), None, (), **places)
    with Keeper(order, (64, 48), (sys.executable, ROOM, what)).visit(0.0) as visit:
        told = visit.room.inbox.fileno()
        assert readable([told], 60.0), "the room said nothing"
        said = json.loads(os.read(told, 4096))
    return said, visit.wiped


@pytest.fixture
def city():
    """The invented city as the builder leaves it, as far as a descriptor goes."""
    with places("city", "register") as held:
        for each in held:
            os.ftruncate(each, 1 << 16)
            fcntl.fcntl(each, ADD_SEALS, SEAL_WRITE)
        yield held


def test_nothing_is_kept_with_the_city(city):
    said, wiped = visit("marks", city=city[0], register=city[1])
    assert said == dict.fromkeys(("lock", "flock", "signal", "hint"), "EPERM") | {"stand": "done"}
    assert wiped.ended
    assert os.lseek(city[0], 0, os.SEEK_CUR) == 0
    inode = f":{os.fstat(city[0]).st_ino} "
    assert inode not in Path("/proc/locks").read_text()
    assert fcntl.fcntl(city[0], GET_SIGNAL) == 0
    assert fcntl.fcntl(city[0], GET_HINT, bytes(8)) == bytes(8)


def test_attempts_that_wait_when_the_room_is_ended_are_on_the_receipt():
    said, wiped = visit("attempts")
    assert wiped.ended and wiped.refused == {Family.INET: said}
