"""The list of lines that no test runs: its names are there, it gives reasons, its tool can see."""

import os
import subprocess
import sys
from pathlib import Path

import covered
import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the memory is Linux's")

# A process that is locked as the lobby is, and a room's lock in a process it started.
WITHIN = """
import subprocess, sys
from exhibit.lock import lock_lobby, lock_room
lock_lobby([])
subprocess.run([sys.executable, "-c", "from exhibit.lock import lock_room; lock_room([]);"
                "from exhibit.lobby.hold import Hold; Hold(3.0).progress(1.0)"], check=True)
"""


def test_every_name_of_the_list_is_a_function_and_has_a_reason():
    there = {
        f"{path.removeprefix(str(covered.ROOT) + os.sep).replace(os.sep, '/')}:{name}"
        for path in covered.FILES
        for name in covered.functions(path)
    }
    for name, why in covered.listed().items():
        assert name in there, f"{name} is no function any more"
        assert 4 <= len(why.split()) <= 30


def test_the_list_is_short():
    assert len(covered.listed()) < 40


def test_lines_that_run_behind_two_locks_are_noted_and_others_not():
    number = covered.make()
    try:
        paths = os.pathsep.join([str(covered.HERE), str(covered.ROOT.parent)])
        told = {**os.environ, "EXHIBIT_COVERING": str(number), "PYTHONPATH": paths}
        subprocess.run([sys.executable, "-c", WITHIN], env=told, check=True)
        ran = bytes(covered.attached(number))
    finally:
        covered.remove(number)
    missed = covered.missing(ran)
    assert "lobby/hold.py:Hold.__init__" not in missed
    assert missed["lobby/loop.py:Lobby.run"]


def test_no_file_is_too_long_for_it():
    lines = [len(Path(each).read_text().splitlines()) for each in covered.FILES]
    assert max(lines) < covered.EACH
