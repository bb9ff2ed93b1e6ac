"""The wipe: kill, reap, zero, count. Nothing of a visit outlives it in the lobby."""

import os
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from exhibit.lock import Family
from exhibit.page.canvas import Canvas
from exhibit.waiting import readable

_LONGEST_DEATH = 5.0  # seconds until we say that it did not end; gigabytes take two to unmap


@dataclass(frozen=True)
class Wiped:
    """What the wipe found, all of it looked at and none of it assumed."""

    ended: bool  # the process was reaped
    picture_bytes: int
    zero_bytes: int  # counted one by one after the overwriting
    milliseconds: float
    refused: dict[int, int] = field(default_factory=dict)  # address family: attempts in the visit

    @property
    def clean(self) -> bool:
        """Whether everything that can be checked here holds."""
        return self.ended and self.zero_bytes == self.picture_bytes

    def with_refused(self, counts: Mapping[Family, int]) -> "Wiped":
        """The same with the counted network attempts."""
        return replace(self, refused={int(family): count for family, count in counts.items()})


def _dead(process: subprocess.Popen[bytes]) -> bool:
    """Kill and reap; whether the process is gone."""
    process.kill()  # SIGKILL: a stopped or looping room cannot refuse it
    if hasattr(os, "pidfd_open") and process.returncode is None:
        try:
            descriptor = os.pidfd_open(process.pid)
        except OSError:
            return process.poll() is not None
        readable([descriptor], _LONGEST_DEATH)
        os.close(descriptor)
        return process.poll() is not None
    try:
        process.wait(_LONGEST_DEATH)
    except subprocess.TimeoutExpired:
        return False
    return True


def wipe(process: subprocess.Popen[bytes], canvas: Canvas) -> Wiped:
    """End the process, overwrite its canvas with zeros, count them."""
    begun = time.perf_counter()
    ended = _dead(process)
    canvas.zero()
    zeros = canvas.count_zeros()
    spent = (time.perf_counter() - begun) * 1000
    return Wiped(ended, canvas.bytes, zeros, spent)
