"""A film or picture is tried in a process of its own, locked; the door never decodes one."""

import subprocess
import sys

import cv2
import numpy as np
import pytest

from exhibit.errors import BadClip
from exhibit.tried import try_clip

linux = pytest.mark.skipif(sys.platform != "linux", reason="the lock and /proc are Linux's")
DOOR = """
import sys
from exhibit import door, unheard
from exhibit.__main__ import main
door.run = lambda order: print(order.source) or 0
code = main(["--source", sys.argv[1], "--window", "640x360"])
print(code, "cv2" in sys.modules, any("cv2" in line for line in open("/proc/self/maps")))
"""
# The trial as a process does it, but that it tells what it may do once a picture is decoded.
TRIAL = """
import os, socket, sys
from exhibit import tried
def may(act):
    try:
        act()
    except OSError:
        return False
    return True
tried.main(sys.argv[1])
assert "cv2" in sys.modules
print(may(socket.socket), may(os.fork), may(lambda: open(sys.argv[1] + ".txt", "w")))
"""


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "wall.png"
    cv2.imwrite(str(path), np.full((360, 640, 3), 128, np.uint8))
    return path


def run(code, path):
    return subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True
    ).stdout


@linux
def test_what_is_not_locked_never_decodes(picture):
    assert run(DOOR, picture).split("\n")[:2] == [str(picture), "0 False False"]


@linux
def test_it_is_decoded_behind_the_lock(picture):
    assert run(TRIAL, picture) == "False False False\n"


def test_what_can_be_shown_is_no_complaint(picture):
    try_clip(picture)
    try_clip(picture.parent)


def test_what_cannot_is_said_in_its_sentence(tmp_path):
    (film := tmp_path / "fïlm.mp4").write_bytes(b"no film at all")
    with pytest.raises(BadClip, match=r"fïlm\.mp4"):
        try_clip(film)
