"""Everything a lock must refuse, and what it must not, as functions to try in a locked process."""

import errno
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from exhibit.lock import kernel

# Requests to file systems that keep something, each made of a file or folder that may be read: to
# the kernel's FS_IOC_SETFLAGS, FS_IOC_SETVERSION, FS_IOC_FSSETXATTR and BTRFS_IOC_SUBVOL_CREATE.
ASKED = {
    "flags": ("one", 0x40086602, (0x80040).to_bytes(8, "little")),
    "version": ("one", 0x40087602, b"face" + bytes(4)),
    "more flags": ("one", 0x401C5820, bytes(28)),
    "subvolume": ("there", 0x5000940E, bytes(8) + b"face".ljust(4088, b"\0")),
}


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


def network_tries() -> dict[str, Callable[[], object]]:
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


def call_tries() -> dict[str, Callable[[], object]]:
    """Calls made so that an unlocked kernel complains of the arguments, or does nothing."""
    ways = (_local, _around, _outliving, _leaving, _starting, _signalling, _slowing, _becoming)
    ways += (_own,)
    return {name: attempt for each in ways for name, attempt in each().items()}


def _local() -> dict[str, Callable[[], object]]:
    return {
        "socket unix": a_socket(socket.AF_UNIX),
        "socketpair unix": lambda: [each.close() for each in socket.socketpair()],
        "socketpair inet": call("socketpair", socket.AF_INET, socket.SOCK_STREAM, 0, bytes(8)),
        "connect": call("connect", -1, None, 0),
        "bind": call("bind", -1, None, 0),
        "listen": call("listen", -1, 1),
    }


def _around() -> dict[str, Callable[[], object]]:
    own = os.getpid()
    return {
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
        "type into a terminal": call("ioctl", -1, 0x5412, 0),
        "paste into a terminal": call("ioctl", -1, 0x541C, 0),
        "another ioctl": call("ioctl", -1, 0x5413, 0),
        "ask a camera": call("ioctl", -1, 0x80685600, 0),
        "draw on a graphics card": call("ioctl", -1, 0xC0406400, 0),
        "filter": call("seccomp", 1, 0, None),
        "filter by prctl": call("prctl", 22, 2, None, 0, 0),
    }


def _outliving() -> dict[str, Callable[[], object]]:
    return {
        "add_key": call("add_key", None, None, None, 0, 0),
        "request_key": call("request_key", None, None, None, 0),
        "keyctl": call("keyctl", 9999, 0, 0, 0, 0),
        "shmget": call("shmget", 0, 0, 0),
        "shmat": call("shmat", -1, None, 0),
        "shmctl": call("shmctl", -1, 2, None),
        "msgget": call("msgget", 0x5E1F, 0),
        "msgsnd": call("msgsnd", -1, b"a message", 1, 0),
        "msgctl": call("msgctl", -1, 2, None),
        "msgrcv": call("msgrcv", -1, None, 0, 0, 0),
        "semctl": call("semctl", -1, 0, 16, 0),
        "semop": call("semop", -1, None, 1),
        "semtimedop": call("semtimedop", -1, None, 1, None),
        "semget": call("semget", 0x5E1F, 1, 0),
        "mq_open": call("mq_open", None, 0, 0, None),
        "mq_unlink": call("mq_unlink", b"nothing"),
    }


def _leaving() -> dict[str, Callable[[], object]]:
    """What stays with a file or memory that was only read, when who read it is dead."""
    return {
        "flock": call("flock", -1, 1),
        "lock an open file": call("fcntl", -1, 37, None),
        "lock an open file, and wait": call("fcntl", -1, 38, None),
        "choose its signal": call("fcntl", -1, 10, 47),
        "lease": call("fcntl", -1, 1024, 0),
        "hint at its life": call("fcntl", -1, 1036, None),
        "hint at its life, by file": call("fcntl", -1, 1038, None),
        "mbind": call("mbind", 0, 0, 0, None, 0, 0),
        "set_mempolicy_home_node": call("set_mempolicy_home_node", 0, 0, 0, 0),
        "cachestat": call("cachestat", -1, None, None, 0),
        "mincore": call("mincore", 1, 1, None),
        "process_madvise": call("process_madvise", -1, None, 0, 20, 0),
        "send a file's pages away": call("fadvise64", -1, 0, 0, 4),
        "send pages away": call("madvise", 0, 0, 21),
        "let pages go first": call("madvise", 0, 0, 20),
        "read what is in memory": call("preadv2", -1, None, 0, 0, 0, 0x08),
        "read and forget": call("preadv2", -1, None, 0, 0, 0, 0x80),
    }


def _starting() -> dict[str, Callable[[], object]]:
    return {
        "fork": fork,
        "clone": raw_clone,
        "clone3": call("clone3", None, 0),
        "execve": lambda: os.execv("", ["nothing"]),
        "execveat": call("execveat", -1, b"", None, None, 0),
        "start a program": lambda: subprocess.run(["/bin/true"], check=True),
    }


def _signalling() -> dict[str, Callable[[], object]]:
    parent = os.getppid()
    return {
        "signal the parent": lambda: os.kill(parent, 0),
        "signal the group": lambda: os.kill(0, 0),
        "signal all": lambda: os.kill(-1, 0),
        "tkill the parent": call("tkill", parent, 0),
        "tgkill the parent": call("tgkill", parent, parent, 0),
        "queue to the parent": call("rt_sigqueueinfo", parent, 0, None),
        "queue to its thread": call("rt_tgsigqueueinfo", parent, parent, 0, None),
        "pidfd_send_signal": call("pidfd_send_signal", -1, 0, None, 0),
        "own a pipe": call("fcntl", -1, 8, parent),
        "own a pipe by kind": call("fcntl", -1, 15, None),
        "limit the parent": call("prlimit64", parent, 0, None, None),
    }


def _slowing() -> dict[str, Callable[[], object]]:
    """The parent, made to run on one processor, or last of all; here as it does anyway."""
    parent = os.getppid()
    mask = sum(1 << each for each in os.sched_getaffinity(parent)).to_bytes(128, "little")
    return {
        "bind the parent": call("sched_setaffinity", parent, len(mask), mask),
        "schedule the parent": call("sched_setscheduler", parent, 0, bytes(4)),
        "set its parameter": call("sched_setparam", parent, bytes(4)),
        "set its attributes": call("sched_setattr", parent, None, 0),
        "make it wait": call("setpriority", 0, parent, os.getpriority(os.PRIO_PROCESS, parent)),
        "make its disk wait": call("ioprio_set", 1, -1, 0),
    }


def _becoming() -> dict[str, Callable[[], object]]:
    """What would make the kernel forget that this process dies with its parent, or hides."""
    user, group = os.getuid(), os.getgid()
    return {
        "outlive the parent": call("prctl", 1, 0, 0, 0, 0),
        "be seen": call("prctl", 4, 1, 0, 0, 0),
        "become another user": call("setresuid", user, user, user),
        "become another group": call("setresgid", group, group, group),
        "become one by setuid": call("setuid", user),
        "become one by setgid": call("setgid", group),
        "become one by setreuid": call("setreuid", user, user),
        "become one by setregid": call("setregid", group, group),
        "take away capabilities": call("capset", None, None),
    }


def _own() -> dict[str, Callable[[], object]]:
    """What a room may go on doing to itself."""
    own = os.getpid()
    return {
        "limit oneself": call("prlimit64", own, 0, None, None),
        "bind oneself": lambda: os.sched_setaffinity(0, os.sched_getaffinity(0)),
        "limit oneself by 0": call("prlimit64", 0, 0, None, None),
        "signal oneself": lambda: os.kill(own, 0),
        "tgkill oneself": call("tgkill", own, own, 0),
    }


def file_tries(folder: str) -> dict[str, Callable[[], object]]:
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
        **{way: lambda asked=asked: _ask(at(asked[0]), *asked[1:]) for way, asked in ASKED.items()},
        "remove": lambda: os.unlink(at("one")),
        "rmdir": lambda: os.rmdir(at("there")),
        "device": opened("/dev/full", os.O_WRONLY),
        "terminal": opened("/dev/ptmx", os.O_RDWR),
    }


def _ask(path: str, request: int, argument: bytes) -> None:
    """Ask something of a file or folder that was opened to be read."""
    there = os.open(path, os.O_RDONLY)
    try:
        kernel.call("ioctl", there, request, argument)
    finally:
        os.close(there)


def kept_tries() -> dict[str, Callable[[], object]]:
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
