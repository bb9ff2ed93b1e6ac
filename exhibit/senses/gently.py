"""Gently: models work on threads that give way to whoever draws the page, and to the lobby."""

import ctypes
import os
import struct
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Made = TypeVar("Made")

NICE = 5  # as `nice` counts: a third of the share of whoever is at 0, if both want a processor
_SCHED_SETATTR = {"x86_64": 314, "aarch64": 274}
# struct sched_attr: size, policy (0, the usual one), flags, nice, and four numbers not used here
_ATTRIBUTES = struct.Struct("=IIQiIQQQ")


def gently(make: Callable[[], Made]) -> Made:
    """Make something on a thread that gives way; the threads it starts there inherit that."""
    with ThreadPoolExecutor(1, initializer=_give_way) as thread:
        return thread.submit(make).result()


def _give_way() -> None:
    """Lower this thread's priority; where that cannot be had, all goes on as before.

    By sched_setattr, since a room may not use setpriority: with that it could slow the lobby down.
    """
    if sys.platform == "linux" and (number := _SCHED_SETATTR.get(os.uname().machine)):
        wish = _ATTRIBUTES.pack(_ATTRIBUTES.size, 0, 0, NICE, 0, 0, 0, 0)
        ctypes.CDLL(None).syscall(number, 0, wish, 0)
