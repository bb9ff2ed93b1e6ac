"""What the tests do inside a locked process: every task returns something JSON can carry."""

import ctypes
import errno
import json
import mmap
import os
import select
import signal
import socket
import subprocess
import sys
import termios
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exhibit.lock import Lock, die_with, kernel, self_test

_PR_GET_DUMPABLE = 3
_PR_GET_NO_NEW_PRIVS = 39


def outcome(attempt: Callable[[], object]) -> str:
    """'done', or the name of the kernel's complaint."""
    try:
        attempt()
    except OSError as error:
        return errno.errorcode[error.errno or 0]
    return "done"


def made(descriptor: int) -> None:
    os.close(descriptor)


def call(*arguments: Any) -> Callable[[], object]:
    return lambda: kernel.call(*arguments)


def opened(path: Path | str, flags: int) -> Callable[[], object]:
    return lambda: made(os.open(path, flags, 0o600))


def created(path: str) -> Callable[[], object]:
    def attempt() -> None:
        made(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        os.unlink(path)

    return attempt


def a_socket(family: int, kind: int = socket.SOCK_DGRAM) -> Callable[[], object]:
    return lambda: made(kernel.call("socket", family, kind, 0))


def fork() -> None:
    _left(os.fork())


def raw_clone() -> None:
    _left(kernel.call("clone", signal.SIGCHLD, 0, 0, 0, 0))


def _left(child: int) -> None:
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def pair(family: int) -> Callable[[], object]:
    return call("socketpair", family, socket.SOCK_STREAM, 0, bytes(8))


def _networks() -> dict[str, Callable[[], object]]:
    return {
        "inet": a_socket(socket.AF_INET),
        "inet6": a_socket(socket.AF_INET6),
        "netlink": a_socket(socket.AF_NETLINK, socket.SOCK_RAW),
        "packet": a_socket(socket.AF_PACKET, socket.SOCK_RAW),
        "vsock": a_socket(socket.AF_VSOCK, socket.SOCK_STREAM),
        "alg": a_socket(socket.AF_ALG, socket.SOCK_SEQPACKET),
        "bluetooth": a_socket(31, socket.SOCK_RAW),
        "xdp": a_socket(44, socket.SOCK_RAW),
        "unheard of": a_socket(250),
    }


def _calls() -> dict[str, Callable[[], object]]:
    """Calls made so that an unlocked kernel complains of the arguments, or does nothing."""
    own, parent = os.getpid(), os.getppid()
    return {
        "socket unix": a_socket(socket.AF_UNIX),
        "socketpair unix": lambda: [each.close() for each in socket.socketpair()],
        "socketpair inet": pair(socket.AF_INET),
        "connect": call("connect", -1, None, 0),
        "bind": call("bind", -1, None, 0),
        "listen": call("listen", -1, 1),
        "io_uring_setup": call("io_uring_setup", 1, None),
        "io_uring_enter": call("io_uring_enter", -1, 0, 0, 0, None, 0),
        "io_uring_register": call("io_uring_register", -1, 0, None, 0),
        "ptrace": call("ptrace", 7, own, 0, 0),
        "process_vm_readv": call("process_vm_readv", own, None, 0, None, 0, 0),
        "process_vm_writev": call("process_vm_writev", own, None, 0, None, 0, 0),
        "pidfd_getfd": call("pidfd_getfd", -1, 0, 0),
        "bpf": call("bpf", 9999, None, 0),
        "userfaultfd": call("userfaultfd", 0x7000_0000),
        "perf_event_open": call("perf_event_open", None, 0, -1, -1, 0),
        "open_by_handle_at": call("open_by_handle_at", -1, None, 0),
        "setns": call("setns", -1, 0),
        "unshare": call("unshare", 0),
        "add_key": call("add_key", None, None, None, 0, 0),
        "request_key": call("request_key", None, None, None, 0),
        "keyctl": call("keyctl", 9999, 0, 0, 0, 0),
        "type into a terminal": call("ioctl", -1, 0x5412, 0),
        "paste into a terminal": call("ioctl", -1, 0x541C, 0),
        "another ioctl": call("ioctl", -1, 0x5413, 0),
        "shmget": call("shmget", 0, 0, 0),
        "msgget": call("msgget", 0x5E1F, 0),
        "semget": call("semget", 0x5E1F, 1, 0),
        "mq_open": call("mq_open", None, 0, 0, None),
        "fork": fork,
        "clone": raw_clone,
        "clone3": call("clone3", None, 0),
        "execve": lambda: os.execv("", ["nothing"]),
        "execveat": call("execveat", -1, b"", None, None, 0),
        "start a program": lambda: subprocess.run(["/bin/true"], check=True),
        "signal the parent": lambda: os.kill(parent, 0),
        "signal the group": lambda: os.kill(0, 0),
        "signal all": lambda: os.kill(-1, 0),
        "tkill the parent": call("tkill", parent, 0),
        "tgkill the parent": call("tgkill", parent, parent, 0),
        "queue to the parent": call("rt_sigqueueinfo", parent, 0, None),
        "queue to its thread": call("rt_tgsigqueueinfo", parent, parent, 0, None),
        "pidfd_send_signal": call("pidfd_send_signal", -1, 0, None, 0),
        "signal oneself": lambda: os.kill(own, 0),
        "tgkill oneself": call("tgkill", own, own, 0),
    }


def _files(folder: str) -> dict[str, Callable[[], object]]:
    """Every way to change a folder that holds the files `one` and `old` and the folder `there`."""

    def at(name: str) -> str:
        return os.path.join(folder, name)

    return {
        "create": created(at("new")),
        "create in /tmp": created(f"/tmp/exhibit-{os.getpid()}"),
        "create in shared memory": created(f"/dev/shm/exhibit-{os.getpid()}"),
        "create here": created(f"exhibit-{os.getpid()}"),
        "create nameless": opened(folder, os.O_WRONLY | os.O_TMPFILE),
        "create nameless in shared memory": opened("/dev/shm", os.O_WRONLY | os.O_TMPFILE),
        "write": opened(at("one"), os.O_WRONLY),
        "append": opened(at("one"), os.O_WRONLY | os.O_APPEND),
        "write by /proc": lambda: _write_again(at("one")),
        "link": lambda: os.link(at("one"), at("link")),
        "symlink": lambda: os.symlink(at("one"), at("symlink")),
        "mkdir": lambda: os.mkdir(at("made")),
        "mkfifo": lambda: os.mkfifo(at("fifo")),
        "rename": lambda: os.rename(at("old"), at("older")),
        "empty": lambda: os.truncate(at("one"), 0),
        "empty by opening": opened(at("one"), os.O_RDONLY | os.O_TRUNC),
        "chmod": lambda: os.chmod(at("one"), 0o600),
        "chown": lambda: os.chown(at("one"), os.getuid(), -1),
        "date": lambda: os.utime(at("one"), (1, 1)),
        "attribute": lambda: os.setxattr(at("one"), "user.picture", b"face"),
        "remove": lambda: os.unlink(at("one")),
        "rmdir": lambda: os.rmdir(at("there")),
        "device": opened("/dev/full", os.O_WRONLY),
        "terminal": opened("/dev/ptmx", os.O_RDWR),
    }


def _still() -> dict[str, Callable[[], object]]:
    """What goes on working under the lock."""
    return {
        "read": opened(__file__, os.O_RDONLY),
        "/dev/null": opened("/dev/null", os.O_WRONLY | os.O_TRUNC),
        "memory": lambda: made(os.memfd_create("canvas")),
        "pipe": lambda: [made(each) for each in _written(os.pipe())],
    }


def _write_again(file: str) -> None:
    there = os.open(file, os.O_RDONLY)
    try:
        made(os.open(f"/proc/self/fd/{there}", os.O_WRONLY))
    finally:
        os.close(there)


def _written(both: tuple[int, int]) -> tuple[int, int]:
    os.write(both[1], b"words")
    return both


def networks() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in _networks().items()}


def calls() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in _calls().items()}


def files(folder: str) -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in _files(folder).items()}


def still() -> dict[str, str]:
    return {name: outcome(attempt) for name, attempt in _still().items()}


def named_socket(folder: str) -> str:
    with socket.socket(socket.AF_UNIX) as here:
        return outcome(lambda: here.bind(os.path.join(folder, "socket")))


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


def state() -> dict[str, int | list[int]]:
    """What the kernel says of this process."""
    import resource

    return {
        "no new privileges": kernel.call("prctl", _PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
        "dumpable": kernel.call("prctl", _PR_GET_DUMPABLE, 0, 0, 0, 0),
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


def on_an_unknown_machine() -> list[int]:
    """An odd processor, as far as Python can tell."""
    from exhibit.lock import lock_room

    names = os.uname()
    os.uname = lambda: os.uname_result([*names[:4], "riscv64"])  # type: ignore[assignment]
    kernel.machine.cache_clear()
    lock, _ = lock_room()
    return [int(lock.parts), int(lock.reasons)]


def brought_along() -> list[str]:
    """Which big packages importing the lock alone brings."""
    program = "import sys, exhibit.lock; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    return sorted({"numpy", "pygame", "cv2", "mediapipe"} & set(told.stdout.decode().split()))


def locked_beside_a_thread() -> list[Any]:
    """The lock's parts and reasons, and what a thread born before it then gets for a socket."""
    from exhibit.lock import lock_lobby

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


def counted_after_mark() -> list[dict[str, int]]:
    """A thread is locked as a room and tries; this one, unlocked, is its lobby."""
    from exhibit.lock import Attempts, network

    handed, go, tried = threading.Event(), threading.Event(), threading.Event()
    listeners: list[int] = []

    def room() -> None:
        rules = network.room_rules(os.getpid(), network.Answer.NOTIFY)
        listeners.append(network._install(rules, 1 << 3))
        handed.set()
        outcome(a_socket(socket.AF_INET))
        tried.set()
        go.wait()
        outcome(a_socket(socket.AF_INET6))

    def wait_and_answer(attempts: Attempts) -> None:
        select.select([attempts], [], [], 0.01)
        attempts.answer()

    thread = threading.Thread(target=room)
    thread.start()
    handed.wait()
    attempts = Attempts(listeners[0])
    counts: list[dict[str, int]] = []

    def note() -> None:
        counts.append({family.name: n for family, n in attempts.counts.items()})

    while not tried.is_set():
        wait_and_answer(attempts)
    note()
    attempts.mark()
    note()
    go.set()
    while thread.is_alive():
        wait_and_answer(attempts)
    note()
    return counts


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


def born_by(parent: int, ready: int) -> None:
    """Tie one's life to the parent's, say so, and wait to be killed."""
    alive = die_with(parent)
    os.write(ready, b"tied" if alive else b"late")
    signal.pause()


def start_and_stay(ready: int) -> None:
    """Be a lobby: start a room that dies with this process, and wait to be killed."""
    import inside

    _ours, theirs = socket.socketpair()
    given = json.dumps({"parent": os.getpid(), "ready": ready})
    task = ["room", "born_by", given, str(theirs.fileno())]
    subprocess.Popen([sys.executable, inside.__file__, *task], pass_fds=[theirs.fileno(), ready])
    os.close(ready)
    signal.pause()


def late_for(parent: int) -> bool:
    return die_with(parent)


def landmarks(model: str, frames: int) -> dict[str, Any]:
    """Faces found by MediaPipe, in its live mode, with the lock on from the start."""
    from faces import look

    return look(model, frames)
