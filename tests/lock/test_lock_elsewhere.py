"""Where there is no such lock, nothing holds, the lock says so, and nothing fails."""

import subprocess
import sys
from pathlib import Path

import pytest

# What Python has not got on other systems, for when one of them is played on Linux.
PLAYED = """
import ctypes, dataclasses, os, pathlib, select, socket, struct, sys
sys.platform = {platform!r}
if sys.platform == "win32":
    sys.modules["fcntl"] = sys.modules["resource"] = None
    del os.uname, os.fork, select.poll, socket.AF_UNIX
del os.memfd_create
"""

PROGRAM = """
import os, pathlib, sys
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

LINUX = sys.platform == "linux"


@pytest.mark.parametrize("platform", ["darwin", "win32"] if LINUX else [sys.platform])
def test_nothing_holds_and_the_lock_says_so(platform: str, tmp_path: Path) -> None:
    program = PLAYED.format(platform=platform) + PROGRAM if LINUX else PROGRAM
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, cwd=tmp_path, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    assert list(tmp_path.iterdir()) == []
