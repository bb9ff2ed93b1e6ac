"""The road to the kernel: which machine this is, and the calls Python has no name for."""

import ctypes
import os
import struct
import sys
from dataclasses import dataclass
from functools import cache

from exhibit.elsewhere import elsewhere
from exhibit.lock.calls import NUMBERS
from exhibit.lock.state import Reason

_PR_SET_NO_NEW_PRIVS = 38


@dataclass(frozen=True)
class Machine:
    """A processor the lock knows: its name for the kernel's audit, its column of call numbers."""

    audit: int
    column: int

    def number(self, call: str) -> int | None:
        """The number of a call, or None where this machine never had it."""
        return NUMBERS[call][self.column]


X86_64 = Machine(audit=0xC000003E, column=0)
AARCH64 = Machine(audit=0xC00000B7, column=1)


@cache
def machine() -> Machine | None:
    """The machine this Python runs on, or None when the lock does not know it."""
    if not sys.platform.startswith("linux") or struct.calcsize("P") != 8:
        return None
    return {"x86_64": X86_64, "aarch64": AARCH64}.get(os.uname().machine)


def missing() -> Reason:
    """Why no lock can be tried here at all; no reason when it can."""
    if elsewhere() or not sys.platform.startswith("linux"):
        return Reason.SYSTEM
    return Reason(0) if machine() else Reason.MACHINE


@cache
def _libc() -> ctypes.CDLL:
    libc = ctypes.CDLL(None, use_errno=True)
    libc.syscall.restype = ctypes.c_long
    return libc


def call(name: str, *arguments: int | bytes | None) -> int:
    """Make a system call; raises OSError with the kernel's own number for what went wrong."""
    here = machine()
    number = here.number(name) if here else None
    if number is None:
        raise OSError(f"this machine has no system call {name}")
    # Plain integers would be cut to 32 bits on their way.
    wide = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    result: int = _libc().syscall(ctypes.c_long(number), *wide)
    if result == -1:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))
    return result


def no_new_privileges() -> None:
    """Give up gaining rights by starting programs, which the kernel asks for before any lock."""
    call("prctl", _PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
