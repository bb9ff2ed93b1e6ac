"""A sentence about a pupil's step leaves a room on the terminal only where no camera can be."""

import os
import subprocess
import sys

import pytest

from exhibit.lobby.process import _room_order
from exhibit.messages import SourceKind
from exhibit.orders import LobbyOrder
from exhibit.settings import Settings
from exhibit.source import Source

NODES = ("/dev/video0",)
TALKS = """
import os
from exhibit.room import voice
voice.keep()
os.write(2, b"a library prints")
voice.say("steps/lean.py line 3:\\n\\x1b[31m red " + "x" * 999)
"""


@pytest.mark.parametrize("lesson, kind, spoken", [
    (45, SourceKind.ACTOR, True),
    (45, SourceKind.CLIP, False),
    (45, SourceKind.CAMERA, False),
    (0, SourceKind.ACTOR, False),
])  # fmt: skip
def test_only_a_class_with_nothing_but_the_actor_hears_it(lesson, kind, spoken):
    order = LobbyOrder(Settings(), os.getpid(), "actor", lesson=lesson)
    room = _room_order(order, Source(kind, number=0), NODES)
    assert room.spoken is spoken
    assert room.cameras == (() if spoken else NODES)


def test_it_is_one_plain_line_and_nothing_else_comes_out():
    done = subprocess.run([sys.executable, "-c", TALKS], capture_output=True, check=True)
    (line,) = done.stderr.splitlines()
    assert line.startswith(b"exhibit: steps/lean.py line 3:  [31m red xxx")
    assert len(line) == 400 and not done.stdout


def test_into_a_file_nothing_is_said(tmp_path):
    with (tmp_path / "log").open("wb") as log:
        subprocess.run([sys.executable, "-c", TALKS], stderr=log, check=True)
    assert (tmp_path / "log").read_bytes() == b""
