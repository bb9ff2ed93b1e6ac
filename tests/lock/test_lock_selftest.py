"""The self-test tells held from not held; computers without a lock say so and go on."""

import subprocess
import sys
from pathlib import Path

import pytest
from inside import run

from exhibit.lock import Lock, Part, Reason, SelfTest, Trial
from exhibit.lock.state import _BREAKS

ALWAYS = Trial.INET | Trial.INET6 | Trial.CREATE | Trial.WRITE | Trial.CANVAS
ROOM = Trial.UNIX | Trial.START | Trial.EXECUTE | Trial.SIGNAL


def test_it_passes_in_a_locked_lobby() -> None:
    assert run("lobby", "tested", with_lock=True) == [ALWAYS, ALWAYS]


def test_it_passes_in_a_locked_room() -> None:
    told = run("house", "tested", with_lock=True)["result"]
    assert told == [ALWAYS | ROOM, ALWAYS | ROOM]


def test_it_fails_without_a_lock_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    tried, held = run("free", "tested_unlocked")
    assert tried == ALWAYS | ROOM
    assert Trial(held) & ~Trial.SIGNAL & ~Trial.INET6 == Trial.CANVAS
    assert list(tmp_path.iterdir()) == []


def test_passed_means_everything_tried_was_held() -> None:
    assert SelfTest(ALWAYS, ALWAYS).passed
    assert not SelfTest(ALWAYS, ALWAYS & ~Trial.WRITE).passed


@pytest.mark.parametrize("reason", Reason)
def test_each_reason_breaks_what_it_stands_for_and_nothing_else(reason: Reason) -> None:
    every = Part.NETWORK | Part.FILES | Part.PROCESSES | Part.COUNTED | Part.MEMORY
    lock = Lock(every, reason)
    assert lock.parts == every & ~_BREAKS.get(reason, Part(0))
    assert lock.whole == (reason is Reason.TRUNCATE)


def test_a_lock_answers_by_name() -> None:
    lock = Lock(Part.NETWORK | Part.FILES | Part.MEMORY, Reason.LANDLOCK)
    assert (lock.network, lock.files, lock.memory) == (True, False, True)
    assert (lock.processes, lock.counted, lock.whole) == (False, False, False)


# What Windows has not got, or Python there; socket.AF_UNIX is missing from Python on Windows.
WITHOUT = """
import ctypes, dataclasses, os, pathlib, select, socket, struct, sys
sys.platform = {platform!r}
if sys.platform == "win32":
    sys.modules["fcntl"] = sys.modules["resource"] = None
    del os.uname, os.fork, select.poll, socket.AF_UNIX
del os.memfd_create
from exhibit.lock import Reason, Trial, die_with, lock_lobby, lock_room, self_test
lobby, (room, listener) = lock_lobby([pathlib.Path("/dev/zero")]), lock_room()
assert lobby.reasons == room.reasons == Reason.SYSTEM, (lobby, room)
assert (int(lobby.parts), int(room.parts), listener, lobby.cameras) == (0, 0, None, ())
assert die_with(os.getppid())
test = self_test(lobby)
assert not test.passed and Trial.CANVAS not in test.tried, test
assert test.held & (Trial.INET | Trial.CREATE | Trial.WRITE) == Trial(0), test
assert Trial.START in self_test(room).tried or sys.platform == "win32"
"""


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_nothing_holds_and_the_lock_says_so(platform: str, tmp_path: Path) -> None:
    program = WITHOUT.format(platform=platform)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(tmp_path.iterdir()) == []


def test_a_machine_without_numbers_is_not_locked() -> None:
    assert run("free", "on_an_unknown_machine") == [0, Reason.MACHINE]


def test_the_lock_brings_nothing_heavy_with_it() -> None:
    heavy = run("free", "brought_along")
    assert heavy == []
