"""What a hostile step would try from inside its room, each told to the witness as an outcome."""

import errno
import os
import socket
import stat
import sys
import threading
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "lock"))

from tries import call_tries, file_tries, network_tries, outcome

from exhibit.lock import kernel
from exhibit.messages import From, Message, pack


def families():
    """A socket of every family there is, but the local one."""
    answers = {}
    for family in range(2, 46):
        answers[family] = outcome(lambda each=family: os.close(kernel.call("socket", each, 2, 0)))
    return answers


def opened(path, flags):
    """What opening something gives."""
    return outcome(lambda: os.close(os.open(path, flags)))


def the_lobby():
    """The lobby's descriptors (the next canvas could be one), memory and maps, each tried."""
    there = f"/proc/{os.getppid()}"
    answers = {opened(f"{there}/fd/{number}", os.O_RDWR) for number in range(64)}
    try:
        mapped = os.listdir(f"{there}/map_files")  # root may list them
    except OSError as error:
        mapped, answers = [], {*answers, errno.errorcode[error.errno]}
    answers |= {opened(f"{there}/map_files/{each}", os.O_RDONLY) for each in mapped}
    return sorted({*answers, opened(f"{there}/mem", os.O_RDONLY)} - {"ENOENT"})


def sockets():
    """Descriptors by which another one could be sent to the lobby."""
    kept = []
    for name in os.listdir("/proc/self/fd"):
        try:
            if stat.S_ISSOCK(os.fstat(int(name)).st_mode):
                kept.append(int(name))
        except OSError:
            continue
    return kept


def send_a_descriptor():
    """Through the pipes there are, as if they were sockets."""
    memory = os.memfd_create("present")
    try:
        return sorted({outcome(partial(_send, pipe, memory)) for pipe in _pipes()})
    finally:
        os.close(memory)


def _pipes():
    return [number for number in range(64) if _mode(number) and stat.S_ISFIFO(_mode(number))]


def _mode(descriptor):
    try:
        return os.fstat(descriptor).st_mode
    except OSError:
        return 0


def _send(pipe, memory):
    with socket.socket(fileno=pipe) as channel:
        socket.send_fds(channel, [b"."], [memory])


def grow_memory():
    """Shared memory without a name, filled."""
    memory = os.memfd_create("album")
    try:
        return outcome(lambda: os.write(memory, b"a face"))
    finally:
        os.close(memory)


def every_writable_descriptor():
    """What is open for writing besides pipes and memory: nothing, if all is well."""
    kept = []
    for name in os.listdir("/proc/self/fd"):
        try:
            mode, target = os.fstat(int(name)).st_mode, os.readlink(f"/proc/self/fd/{name}")
        except OSError:
            continue
        harmless = stat.S_ISFIFO(mode) or target.startswith(("/memfd:", "/dev/null", "anon_inode:"))
        flags = int(Path(f"/proc/self/fdinfo/{name}").read_text().split()[3], 8)
        if not harmless and flags & os.O_ACCMODE:
            kept.append(target)
    return kept


def everything(folder):
    """Every attempt, by name."""
    return {
        "families": families(),
        "networks": {name: outcome(attempt) for name, attempt in network_tries().items()},
        "calls": {name: outcome(attempt) for name, attempt in call_tries().items()},
        "files": {name: outcome(attempt) for name, attempt in file_tries(folder).items()},
        "lobby": the_lobby(),
        "sockets": sockets(),
        "sent": send_a_descriptor(),
        "memory": grow_memory(),
        "open": every_writable_descriptor(),
    }


def flood(descriptors):
    """Messages without end, from a thread."""

    def pour():
        while True:
            for descriptor in descriptors:
                os.write(descriptor, pack(Message(From.PICTURE, 1)) * 64)

    threading.Thread(target=pour, daemon=True).start()


def text(descriptors):
    """Words, where only numbers may go."""
    for descriptor in descriptors:
        os.write(descriptor, b"Her name is Ada. " * 100)


def half(descriptors):
    """Half a message, and the rest never."""
    for descriptor in descriptors:
        os.write(descriptor, pack(Message(From.PICTURE, 1))[:7])
    threading.Event().wait()


def threads():
    """More threads than any visit needs."""
    forever = threading.Event()
    threading.stack_size(1 << 16)
    for _ in range(1100):
        threading.Thread(target=forever.wait, daemon=True).start()
    forever.wait()
