"""A small room with a room's own filter of calls, that leaves what it can: leaving.py WHAT.

marks: bytes, with the memory of the city that it was handed. attempts: at a network, so many that
some still wait when it is ended. It says on its stdout what came of it, and stays.
"""

import fcntl
import json
import os
import socket
import struct
import sys
import threading
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "lock"))

from tries import a_socket, call, outcome

from exhibit.lock import kernel, network, send_listener
from exhibit.orders import RoomOrder, take_order

ATTEMPTS = 200  # more than a lobby answers at once


def marks(order: RoomOrder) -> dict[str, str]:
    """Try to keep something with the open memory of the city, or with the memory itself."""
    return {name: outcome(attempt) for name, attempt in _marks(order.city).items()}


def _marks(city):
    picture = struct.pack("=hhxxxxqqixxxx", fcntl.F_RDLCK, os.SEEK_SET, 0xFACE, 0xFACE, 0)
    return {
        "stand": lambda: os.lseek(city, 0xFACE, os.SEEK_SET),
        "lock": call("fcntl", city, 37, picture),
        "flock": lambda: fcntl.flock(city, fcntl.LOCK_SH),
        "signal": lambda: fcntl.fcntl(city, 10, 47),
        "hint": call("fcntl", city, 1036, (3).to_bytes(8, "little")),
    }


def attempts(_order: RoomOrder) -> int:
    """Many threads at once, each in the middle of an attempt; how many there are."""
    here = kernel.machine()
    assert here is not None
    asking = f"{here.number('socket')} "
    for _ in range(ATTEMPTS):
        attempt = partial(outcome, a_socket(socket.AF_INET))
        threading.Thread(target=attempt, daemon=True).start()
    while sum(_call(each).startswith(asking) for each in _threads()) < ATTEMPTS:
        pass
    return ATTEMPTS


def _threads() -> list[Path]:
    return list(Path("/proc/self/task").iterdir())


def _call(thread: Path) -> str:
    """The call that a thread waits in, by its number."""
    return (thread / "syscall").read_text()


def main(what: str) -> None:
    """Shut itself, hand over, leave something, say so, stay.

    It hides no memory: who does may not look at how its own threads are, unless it is root.
    """
    order = take_order(RoomOrder)
    _, listener = network.shut_room()
    assert order.handover is not None
    send_listener(order.handover, listener)
    left = {"marks": marks, "attempts": attempts}[what](order)
    os.write(1, json.dumps(left).encode())
    sys.stdin.read()


if __name__ == "__main__":
    main(*sys.argv[1:])
