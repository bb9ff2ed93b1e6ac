"""A test that hangs ends the whole run, and says where; no window."""

import faulthandler
import os

import pytest
from judged import MORE

os.environ["PYGAME_HIDE_SUPPORT_PROMPT"] = "1"
os.environ["SDL_VIDEODRIVER"] = "dummy"


@pytest.fixture(autouse=True)
def no_hang(request):
    """Even a loop within a library is ended; a run of many examples has longer."""
    faulthandler.dump_traceback_later(60 + MORE, exit=True)
    yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(autouse=True)
def nothing_left_open():
    """No descriptor is left, whatever was refused."""
    if not os.path.isdir("/proc/self/fd"):
        yield
        return
    before = set(os.listdir("/proc/self/fd"))
    yield
    left = set(os.listdir("/proc/self/fd")) - before
    where = [os.readlink(f"/proc/self/fd/{each}") for each in left if _open(each)]
    assert not where


def _open(number):
    """Whether it is open still: the one by which the list was read is not."""
    return os.path.lexists(f"/proc/self/fd/{number}")
