"""A hostile step file from a teacher's folder: checked without being run, then it gets nowhere."""

import os
import socket
import sys
from dataclasses import replace

import pytest

sys.path.insert(0, os.path.dirname(__file__))
from live import gone, lobby, order, plan, short

from exhibit.lobby.keeper import Keeper
from exhibit.messages import Choice, Ending, To
from exhibit.orders import RoomOrder
from exhibit.own_steps import check_visit
from exhibit.page.canvas import Token
from exhibit.page.sources import load_sources
from exhibit.room.loading import Loading

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the lock is Linux's")

STEP = '''"""A step that means harm, as soon as it is read."""

import ctypes
import os
import socket
import subprocess

SOURCES: list[str] = []
LINK = None
HERE = os.path.dirname(__file__)


def write():
    with open(os.path.join(HERE, "face.bin"), "wb") as file:
        file.write(b"a face")


def send():
    socket.create_connection(("127.0.0.1", 9))


def fork():
    if os.fork() == 0:
        os.setsid()
        while True:
            pass


def harm():
    tries = (write, send, fork, lambda: subprocess.run(["touch", os.path.join(HERE, "touched")]),
             lambda: os.kill(os.getppid(), 9), lambda: ctypes.CDLL(None).prctl(1, 0, 0, 0, 0),
             lambda: os.setsid(), lambda: os.truncate(__file__, 0))
    for each in tries:
        try:
            each()
        except OSError:
            continue


harm()


def work(visit):
    harm()


def draw(page, visit):
    harm()
    page.ground("paper")
    page.title()
'''


def test_it_is_checked_without_being_run_and_gets_nowhere(tmp_path):
    (tmp_path / "hostile.py").write_text(STEP)
    (tmp_path / "en.toml").write_text('[step.hostile]\ntitle = "Hello"\n')
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    settings = short()
    visit = replace(
        settings.visit, steps=("presence", "hostile", "delete"), step_folders=(str(tmp_path),)
    )
    settings = replace(settings, visit=visit)
    check_visit(settings)
    doings = ("await spare", "press begin", "press choice:1", "await pictures 2", "next",
              "await pictures 8", "picture during", "leave", "await receipt")  # fmt: skip
    given = replace(order(settings=settings, plan=plan(*doings)), room=())
    receipts = []
    with lobby(given) as (process, tales):
        for record in tales:
            if record.values.get("picture") == "during":
                room = record.values["room"]
            elif "receipt" in record.values:
                receipts.append(record.values["receipt"])
        assert process.wait() == 0
    (receipt,) = receipts
    assert receipt["ending"] == "LEFT"
    assert all(line["holds"] for line in receipt["lines"])
    assert sum(receipt["refused"].values()) > 1, "its attempts are on the visitor's receipt"
    assert gone(room)
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()
            if each.is_file()} == before  # fmt: skip


# Tried by no library: what is counted is the step's.
RARE = """
import contextlib, socket
SOURCES: list[str] = []
LINK = None
with contextlib.suppress(OSError):
    socket.socket(socket.AF_VSOCK)
def work(visit):
    pass
def draw(page, visit):
    page.ground("paper")
"""


def refused(room, until):
    """Hear a room until something is so of it, or it has ended; how often that family was tried."""
    while not until(room) and room.ending is None:
        room.inbox.wait(0.05)
        room.listen(0.0)
    return room.refused.counts.get(socket.AF_VSOCK, 0)


@pytest.fixture
def spare(tmp_path):
    """Makes a room that waits, with a step of somebody's own between two of the exhibit's."""
    made = []

    def make(step, **more):
        (tmp_path / "rare.py").write_text(step)
        (tmp_path / "en.toml").write_text('[step.rare]\ntitle = "Rare"\n')
        settings, own = short(), (str(tmp_path),)
        visit = replace(settings.visit, steps=("presence", "rare", "delete"), step_folders=own)
        given = RoomOrder(replace(settings, visit=visit), os.getpid(), "actor", Token(-1, 0, 0),
                          None, (), step_folders=own, **more)  # fmt: skip
        made.append(Keeper(given, (320, 240)))
        made[-1].prepare(0.0)
        return made[-1].spare

    yield make
    for each in made:
        each.dismiss()


def test_it_is_run_only_after_yes(spare):
    room = spare(RARE)
    assert refused(room, lambda room: room.ready) == 0
    assert room.steps == 3
    room.say(To.BEGIN, Choice.ACTOR)
    assert refused(room, lambda room: room.pictures) == 1


def test_staff_who_frame_the_camera_run_none(spare):
    room = spare(RARE)
    room.say(To.BEGIN, Choice.CALIBRATE)
    assert refused(room, lambda room: room.pictures) == 0
    assert room.ending is None


def test_one_that_does_not_start_ends_the_visit(spare):
    room = spare(f"{RARE}\n1 / 0\n")
    refused(room, lambda room: room.ready)
    room.say(To.BEGIN, Choice.ACTOR)
    refused(room, lambda room: room.pictures)
    assert room.ending is Ending.CRASHED


def test_in_a_class_without_a_camera_one_that_does_not_start_is_known_before(spare):
    room = spare(f"{RARE}\n1 / 0\n", lesson=45, spoken=True)
    refused(room, lambda room: room.ready)
    assert room.ending is Ending.CRASHED and not room.ready


def test_the_exhibits_own_are_there_before(tmp_path):
    (tmp_path / "rare.py").write_text(RARE.replace("socket.socket(socket.AF_VSOCK)", "pass"))
    loading = Loading(("presence", "rare"), [tmp_path], load_sources(own=[tmp_path]))
    assert [each.name for each in loading.steps] == ["presence"]
    assert [each.name for each in loading.load_all()] == ["presence", "rare"]
