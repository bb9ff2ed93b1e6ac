"""What the tests do inside a locked process: every task returns something JSON can carry."""

import ctypes
import json
import mmap
import os
import signal
import socket
import struct
import subprocess
import sys
import termios
import threading
from typing import Any

from tries import (
    a_socket,
    call,
    call_tries,
    file_tries,
    kept_tries,
    network_tries,
    opened,
    outcome,
)

from exhibit.lock import Lock, die_with, kernel, self_test
from exhibit.lock.attempts import SIGNATURE
from exhibit.lock.bpf import Answer, Rule, assemble

_PR_GET_DUMPABLE = 3
_PR_GET_NO_NEW_PRIVS = 39


def networks() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in network_tries().items()}


def calls() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in call_tries().items()}


def files(folder: str) -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in file_tries(folder).items()}


def still() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in kept_tries().items()}


def named_socket(folder: str) -> str:
    with socket.socket(socket.AF_UNIX) as here:
        return outcome(lambda: here.bind(os.path.join(folder, "socket")))


def open_to_read(path: str) -> str:
    return outcome(opened(path, os.O_RDONLY))


def read_the_parents_memory() -> str:
    return outcome(opened(f"/proc/{os.getppid()}/mem", os.O_RDONLY))


def use_nodes(paths: list[str]) -> list[str]:
    """Open each device to read and write, and ask it something."""
    return [outcome(lambda path=path: _use(path)) for path in paths]


def _use(path: str) -> None:
    node = os.open(path, os.O_RDWR | os.O_NOCTTY)
    try:
        termios.tcgetattr(node)
    except termios.error as error:
        raise OSError(*error.args) from None
    finally:
        os.close(node)


def vfork() -> str:
    """Only for a room: a vfork that succeeds would share this very stack."""
    return outcome(call("vfork"))


def x32() -> str:
    def attempt() -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        libc.syscall.restype = ctypes.c_long
        if libc.syscall(0x4000_0000 | 39) == -1:
            raise OSError(ctypes.get_errno(), "x32")

    return outcome(attempt)


def foreign_machine() -> int:
    """getpid() as a 32-bit program calls it: mov eax, 20; int 0x80; ret."""
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\xb8\x14\x00\x00\x00\xcd\x80\xc3")
    start = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return int(ctypes.CFUNCTYPE(ctypes.c_int)(start)())


def _capabilities() -> int:
    """What is left of root's rights."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as status:
        return next(int(line.split()[1], 16) for line in status if line.startswith("CapPrm"))


def held(place: int) -> dict[str, str]:
    """Every way to spoil memory that one was handed to read, while somebody else still fills it."""
    again = f"/proc/self/fd/{place}"
    return {
        "cut": outcome(lambda: os.ftruncate(place, 4096)),
        "seal": outcome(call("fcntl", place, 1033, 0x1)),
        "write": outcome(opened(again, os.O_RDWR)),
        "only write": outcome(opened(again, os.O_WRONLY)),
        "cut by opening": outcome(opened(again, os.O_RDONLY | os.O_TRUNC)),
        "allow": outcome(lambda: os.chmod(again, 0o600)),
        "read": outcome(opened(again, os.O_RDONLY)),
    }


def state() -> dict[str, int | list[int]]:
    """What the kernel says of this process."""
    import resource

    return {
        "no new privileges": kernel.call("prctl", _PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
        "dumpable": kernel.call("prctl", _PR_GET_DUMPABLE, 0, 0, 0, 0),
        "capabilities": _capabilities(),
        "core": list(resource.getrlimit(resource.RLIMIT_CORE)),
        "file size": list(resource.getrlimit(resource.RLIMIT_FSIZE)),
    }


def the_lock(lock: Lock) -> dict[str, object]:
    import inside

    return inside.told(lock)


def tested(lock: Lock) -> list[int]:
    result = self_test(lock)
    return [int(result.tried), int(result.held)]


def tested_unlocked() -> list[int]:
    """The self-test of a process that asked for a room's lock and did not get it."""
    from exhibit.lock import ROOM, Reason

    return tested(Lock(ROOM, Reason.SYSTEM))


def tested_then_tried(lock: Lock) -> bool:
    """A self-test, and between its parts and after it attempts of the room's own."""
    outcome(a_socket(socket.AF_INET))
    passed = self_test(lock).passed
    outcome(a_socket(socket.AF_INET6))
    return passed


def tried_often(tries: dict[str, int]) -> list[str]:
    """So many attempts by family, each family by a thread of its own, all at once."""
    results: list[str] = []

    def attempt(family: int, times: int) -> None:
        results.extend(outcome(a_socket(family)) for _ in range(times))

    threads = [
        threading.Thread(target=attempt, args=(int(family), times))
        for family, times in tries.items()
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(set(results))


def tested_then_signed(lock: Lock, times: int) -> list[str]:
    """A self-test; then attempts that bear its signature, of its families and of another."""
    self_test(lock)
    families = (socket.AF_INET, socket.AF_INET6, socket.AF_NETLINK)
    signed = [call("socket", each, socket.SOCK_DGRAM, SIGNATURE) for each in families]
    return sorted({outcome(attempt) for attempt in signed for _ in range(times)})


def filtered_then_tried(times: int) -> list[str]:
    """Filters of its own, which would answer a socket before the lobby is asked; then attempts."""
    here = kernel.machine()
    assert here is not None
    code = assemble([Rule("socket", Answer.EPERM)], here)
    lines = ctypes.create_string_buffer(code)
    program = struct.pack("=H6xQ", len(code) // 8, ctypes.addressof(lines))
    filters = [call("seccomp", 1, 0, program), call("prctl", 22, 2, program, 0, 0)]
    tried = [a_socket(socket.AF_INET)] * times
    return [*map(outcome, filters), *sorted(set(map(outcome, tried)))]


def looked_up() -> str:
    """A name looked up as any library would."""
    try:
        socket.getaddrinfo("play.googleapis.com", 443)
    except OSError as error:
        return type(error).__name__
    return "found"


def left_alone() -> list[str]:
    """An attempt while the lobby answers, and one after it has hung up."""
    first = outcome(a_socket(socket.AF_INET))
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    os.write(1, b"hang up\n")
    signal.sigwait({signal.SIGUSR1})
    return [first, outcome(a_socket(socket.AF_INET))]


def threads() -> float:
    """Threads of Python and of a library's native pool, started under the lock."""
    import numpy as np

    found: list[float] = []
    square = np.ones((600, 600))
    workers = [
        threading.Thread(target=lambda: found.append(float((square @ square).sum())))
        for _ in range(4)
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return sum(found)


def at_home() -> list[str]:
    """What the lobby needs: the display's kind of socket, and to start and end a process."""
    ours, theirs = socket.socketpair()
    child = subprocess.Popen(
        [sys.executable, "-c", f"import os; os.write({theirs.fileno()}, b'hello'); input()"],
        stdin=subprocess.PIPE,
        pass_fds=[theirs.fileno()],
    )
    heard = ours.recv(16).decode()
    child.kill()
    return [heard, signal.Signals(-child.wait()).name]


def stay(ready: int) -> None:
    """With one's life tied to the parent's, and no way to untie it: wait to be killed."""
    untied = outcome(call("prctl", 1, 0, 0, 0, 0))
    os.write(ready, b"tied" if untied == "EPERM" else b"free")
    signal.pause()


def start_and_stay(ready: int) -> None:
    """Be a lobby: start a room that dies with this process, and wait to be killed."""
    import inside

    _ours, theirs = socket.socketpair()
    given = json.dumps({"dies_with": os.getpid(), "ready": ready})
    task = ["room", "stay", given, str(theirs.fileno())]
    subprocess.Popen([sys.executable, inside.__file__, *task], pass_fds=[theirs.fileno(), ready])
    os.close(ready)
    signal.pause()


def late_for(parent: int) -> bool:
    return die_with(parent)


def landmarks(model: str, frames: int) -> dict[str, Any]:
    """Faces found by MediaPipe, in its live mode, with the lock on from the start."""
    from faces import look

    return look(model, frames)
