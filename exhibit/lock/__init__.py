"""The lock: after it, the kernel lets this process reach no network and write no file.

    process.py   what came in from outside is looked over, and the memory hidden
    files.py     Landlock: nothing can be written but /dev/null and the cameras
    network.py   seccomp: nothing can be reached, and in the room nothing started
    selftest.py  then everything is really tried
    attempts.py  and whatever the room tries later is refused, and counted, by the lobby

state.py says what held; kernel.py, calls.py and bpf.py are how the kernel is spoken to.

Call lock_lobby() or lock_room() first of all, while there is one thread. Nothing here raises for
a computer that has no such lock: the Lock says what holds, and why the rest does not. A lock
cannot be taken off, and what it refuses to a process it refuses to all its children.
"""

from collections.abc import Sequence
from pathlib import Path

from exhibit.lock import files, kernel, network, process
from exhibit.lock.attempts import AT_ONCE, Attempts, Family, receive_listener, send_listener
from exhibit.lock.process import die_with
from exhibit.lock.selftest import SelfTest, Trial, self_test
from exhibit.lock.state import Lock, Part, Reason

__all__ = [
    "AT_ONCE",
    "Attempts",
    "Family",
    "Lock",
    "Part",
    "Reason",
    "SelfTest",
    "Trial",
    "die_with",
    "lock_builder",
    "lock_lobby",
    "lock_room",
    "receive_listener",
    "self_test",
    "send_listener",
]

LOBBY = Part.NETWORK | Part.FILES | Part.MEMORY
BUILDER = LOBBY | Part.PROCESSES
ROOM = BUILDER | Part.COUNTED


def lock_lobby(cameras: Sequence[Path] = ()) -> Lock:
    """Lock this process as the lobby: it may still start and end rooms and talk to the display.

    cameras: every device node a room may use later, since a room cannot be given more than its
    lobby has. A node made anew, by plugging a camera in again, is a different one.
    """
    if missing := kernel.missing():
        return Lock(LOBBY, missing)
    reasons = process.look_over()
    unlocked, nodes = files.shut(cameras, files.Scope.SIGNAL)
    reasons |= unlocked | network.shut_lobby() | process.hide()
    return Lock(LOBBY, reasons, nodes)


def lock_room(cameras: Sequence[Path] = ()) -> tuple[Lock, int | None]:
    """Lock this process as a room; also the listener that send_listener() hands to the lobby.

    Hand it over before anything else, self_test() included: until the lobby answers, an attempt
    to reach a network waits. The listener is None when attempts cannot be counted.
    """
    if missing := kernel.missing():
        return Lock(ROOM, missing), None
    reasons = process.look_over()
    unlocked, nodes = files.shut(cameras, files.Scope.SIGNAL | files.Scope.ABSTRACT_UNIX)
    reasons |= unlocked | process.hide() | process.give_up_rights()
    unreached, listener = network.shut_room()
    reasons |= unreached
    process.write_nothing()
    return Lock(ROOM, reasons, nodes), listener


def lock_builder() -> Lock:
    """Lock this process as the builder: like a room, but it may fill memory, and nobody counts."""
    if missing := kernel.missing():
        return Lock(BUILDER, missing)
    reasons = process.look_over()
    unlocked, _ = files.shut((), files.Scope.SIGNAL | files.Scope.ABSTRACT_UNIX)
    reasons |= unlocked | process.hide()
    return Lock(BUILDER, reasons | network.shut_uncounted() & ~Reason.LISTENER)
