"""Locking where something is odd: threads, full tables, other filters, strange machines."""

import os
import resource
import socket
import subprocess
import sys
import threading
from typing import Any

from tries import a_socket, outcome

from exhibit.lock import kernel, lock_lobby, lock_room, network


def lock_without_a_view() -> list[int]:
    """Lock a process that may open nothing more, and so cannot list what is open."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3))
    lock = lock_lobby()
    return [int(lock.parts), int(lock.reasons)]


def on_an_unknown_machine() -> list[int]:
    """An odd processor, as far as Python can tell."""
    names = os.uname()
    os.uname = lambda: os.uname_result([*names[:4], "riscv64"])  # type: ignore[assignment]
    kernel.machine.cache_clear()
    lock, _ = lock_room()
    return [int(lock.parts), int(lock.reasons)]


def where_the_kernel_refuses(call_: str, answer: str) -> list[Any]:
    """A room's lock in a container that answers one of its calls so; and a socket then."""
    network.install([network.Rule(call_, network.Answer[answer])], network.TSYNC)
    lock, listener = lock_room()
    reached = "waits" if listener is not None else outcome(a_socket(socket.AF_INET))
    return [int(lock.parts), int(lock.reasons), reached]


def where_somebody_listens() -> list[Any]:
    """A room's lock in a container that has the one listener there may be."""
    network.install([], network.NEW_LISTENER)
    lock, listener = lock_room()
    return [int(lock.parts), int(lock.reasons), listener, outcome(a_socket(socket.AF_INET))]


def locked_beside_a_thread() -> list[Any]:
    """The lock's parts and reasons, and what a thread born before it then gets for a socket."""
    locked = threading.Event()
    got: list[str] = []

    def attempt() -> None:
        locked.wait()
        got.append(outcome(a_socket(socket.AF_INET)))

    thread = threading.Thread(target=attempt)
    thread.start()
    lock = lock_lobby()
    locked.set()
    thread.join()
    return [int(lock.parts), int(lock.reasons), *got]


def brought_along() -> list[str]:
    """Which big packages importing the lock alone brings."""
    program = "import sys, exhibit.lock; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return sorted({"numpy", "pygame", "cv2", "mediapipe"} & set(told.stdout.decode().split()))
